"""What German figures do in their sentences, and how they are hedged: the verb may stand at the end."""

from __future__ import annotations

import pytest
from figures_read import read

from monitor.figures import find
from monitor.model import Block, BlockKind, Cell, Role, Text

ROLES = [
    ("Die Pflege verteuere sich um 4 Millionen Euro.", "CHANGE UP"),
    ("Die Preise, die um 18 Prozent angezogen haben, fallen.", "CHANGE UP"),
    (
        "Die Kosten sind gegenüber der Planung um 3 Millionen Euro gestiegen.",
        "CHANGE UP",
    ),  # compared with, no goal itself
    ("Ein Neubau hätte 6 Millionen Euro gekostet.", "REFERENCE"),
    ("Die Karte kostet künftig 96 Euro, bisher 30 Euro.", "TOTAL; REFERENCE"),
    ("Der Zuschuss beträgt höchstens 4.000 Euro.", "RULE"),
    ("Die Höchstparkdauer beträgt drei Stunden.", "RULE"),
    ("Die Verstorbenen waren im Median 82 Jahre alt.", "TOTAL"),
    ("Die Zahl der Brände stieg um 12 Prozent auf 640.", "CHANGE UP; TOTAL"),
    ("Die Kosten sind seit 2020 um 19 Prozent gestiegen.", "CHANGE UP"),
    ("Die Erlöse, die um ein Viertel eingebrochen sind, fehlen.", "CHANGE DOWN"),
    ("Die Bestände verringerten sich um ein Drittel.", "CHANGE DOWN"),
    ("Der Bericht nennt ein Plus von 14 Prozent.", "CHANGE UP"),
    ("Die Zahl der Betten erhöhte sich von 310 auf 420.", "REFERENCE; TOTAL"),
    ("Die Miete ist von 800 auf 950 Euro gestiegen.", "REFERENCE; TOTAL"),
    ("Von 24 Häusern sind drei eingestürzt.", "TOTAL; SUBSET"),  # no start of a movement
    ("Die Mieten sind um 4 Prozent gestiegen, die Löhne um 2 Prozent.", "CHANGE UP; CHANGE UP"),
    ("Die Zahl sank gegenüber dem Vorjahr um 18 Prozent.", "CHANGE DOWN"),
    ("Pro Kopf fielen nur noch 148 Kilogramm Müll an.", "TOTAL"),  # "anfallen" moves nothing
    ("Der Umsatz brach um 40 Prozent ein.", "CHANGE DOWN"),
    ("Die Fälle nahmen um 40 Prozent zu.", "CHANGE UP"),
    ("Im Saal sind 90 Gäste, 20 mehr als gestern.", "TOTAL; CHANGE UP"),
    ("Gemeldet wurden 656 Fälle, 8 % weniger als zuvor.", "TOTAL; CHANGE DOWN"),
    ("Das sind drei Fälle mehr als im Mai.", "CHANGE UP"),
    ("Man will acht statt elf Anlagen bauen.", "TOTAL; REFERENCE"),
    ("Es bleiben acht Anlagen statt der geplanten elf.", "TOTAL; REFERENCE"),
    ("Es bleiben acht Anlagen und die geplanten elf.", "TOTAL; TOTAL"),
    ("Die Fläche, am Vortag noch mit 90 Hektar angegeben, brennt.", "REFERENCE"),
    ("Nötig seien mindestens 10.500 Euro.", "REFERENCE"),
    ("Weitere 900 Zelte sind unterwegs.", "INCREMENT"),
    ("Hinzu kamen 260 Fahrten.", "INCREMENT"),
    ("Es gab sechs neue Fälle.", "INCREMENT"),
    ("Gezählt wurden 274 Gäste, davon 13 Kinder.", "TOTAL; SUBSET"),
    ("Gezählt wurden 274 Gäste, und zwar 261 Männer.", "TOTAL; SUBSET"),
    ("Zwei seiner Leute husten.", "SUBSET"),
    ("31 von ihnen husten.", "SUBSET"),
    ("Vier von zehn Gästen husten.", "SHARE"),
    ("Jeder fünfte Gast hustet.", "SHARE"),
    ("31,4 % der Gäste husten.", "SHARE"),
    ("Es kamen fünfmal so viele Gäste.", "MULTIPLE"),
    ("Das entspricht der dreifachen Menge.", "MULTIPLE"),
    ("Die Menge vervierfachte sich.", "MULTIPLE"),
    ("Das ist eine Verdreifachung.", "MULTIPLE"),
    ("Die Zahl stieg um den Faktor 7.", "MULTIPLE"),
    ("Die Miete ist innerhalb der folgenden 20 Tage zu zahlen.", "RULE"),
    ("Der Ertrag ist um mehr als ein Viertel eingebrochen.", "CHANGE DOWN"),
    ("Sie rechnet mit Umsatzeinbussen von 15 Prozent.", "CHANGE DOWN"),  # what the last part of a compound says
    ("Die Zahl der Brände stieg auf 540; 2023 waren es 410.", "TOTAL; REFERENCE"),
    ("Unter den Geretteten sind 22 Frauen.", "SUBSET"),
    ("Es kamen 300 Gäste; davon wurden 40 abgewiesen.", "TOTAL; SUBSET"),
    ("Es kamen 300 Gäste. Im Vorjahr seien es im gleichen Zeitraum 280 gewesen.", "TOTAL; REFERENCE"),
    ("Jeder fünfte Gast wartet länger als vorher.", "SHARE"),
    ("Rund 300 Gäste kamen.", "TOTAL"),  # a past that looks like an order
    ("Mindestens 300 Gramm mitbringen.", "RULE"),
]
RULES = [
    ("Die Grundgebühr beträgt 85 Franken.", "RULE"),
    ("Die Frist beträgt vier Wochen.", "RULE"),
    ("Wer falsch parkt, zahlt 55 Euro.", "RULE"),
    ("Besuche sind für 60 Minuten gestattet.", "RULE"),
    ("Sperrgut darf höchstens 25 kg schwer sein.", "RULE"),
    ("Rechnungen sind innert 30 Tagen zu begleichen.", "RULE"),
    ("Arzneimittel unter 25 Grad lagern.", "RULE"),
    ("Der Termin ist fünf Werktage vorher zu vereinbaren.", "RULE"),
    ("Der Antrag ist zwei Wochen vorher einzureichen.", "RULE"),
    ("Es sind Kosten von 40 Euro zu erwarten.", "TOTAL"),
    ("Gewicht: höchstens 5 kg", "RULE"),
    ("Es droht ein Bußgeld von 500 Euro.", "RULE"),
    ("Die Anlage, die mindestens 40 Meter hoch sein muss, misst 43 Meter.", "RULE; TOTAL"),  # a comma parts the clauses
    ("Innerhalb von drei Stunden wurden 20 Keller ausgepumpt.", "TOTAL; TOTAL"),  # it was done, none is to do it
    ("Die Retter mussten 60 Keller auspumpen.", "TOTAL"),
    ("70 Prozent der Häftlinge arbeiten.", "SHARE"),  # no order
    ("Die Einnahmen aus der Gewerbesteuer betragen 62 Millionen Euro.", "TOTAL"),
]


@pytest.mark.parametrize(("sentence", "roles"), [*ROLES, *RULES])
def test_role(sentence: str, roles: str) -> None:
    found = [f"{one.role} {one.direction or ''}".strip() for one in read("de", sentence).kept]
    assert "; ".join(found) == roles


HEDGES = [
    ("Es kamen beinahe 40 Gäste.", "NEARLY"),
    ("Die Prüfung dauert nicht länger als 6 Wochen.", "AT_MOST"),
    ("Es kamen nicht weniger als 40 Gäste.", "AT_LEAST"),
    ("Es kamen weit über 40 Gäste.", "MORE_THAN"),
    ("Es kamen deutlich weniger als 40 Gäste.", "LESS_THAN"),
    ("Gewicht: bis 5 kg", "AT_MOST"),
    ("Unter den 12 Gästen ist niemand.", "EXACT"),
    ("Das Amt entschied über 40 Anträge.", "EXACT"),
    ("Das Amt erhielt über 40 Anträge.", "MORE_THAN"),
    ("Gegen 12 Personen wird ermittelt.", "EXACT"),
]


@pytest.mark.parametrize(("sentence", "hedge"), HEDGES)
def test_hedge(sentence: str, hedge: str) -> None:
    (figure,) = read("de", sentence).kept
    assert figure.quantifier == hedge


def test_a_column_and_a_heading_of_fees_prescribe() -> None:
    cell = Cell(table=0, row=1, column=1, row_headers=("Sack klein",), column_headers=("Gebühr",))
    (fee,) = read("de", "1,20", kind=BlockKind.TABLE_CELL, cell=cell).kept
    assert fee.role is Role.RULE
    spans = ["Gebühren der Bücherei", "Der Ausweis kostet 24 Euro.", "Die Gebühren brächten der Stadt 19.000 Euro ein."]
    blocks, start = [], 0
    for index, words in enumerate(spans):
        kind = BlockKind.PARAGRAPH if index else BlockKind.HEADING
        blocks.append(Block(kind=kind, start=start, end=start + len(words), heading=0 if index else None))
        start += len(words) + 1
    found, _ = find(Text(content="\n".join(spans), blocks=tuple(blocks), language="de"))
    assert [one.role for one in found] == [Role.RULE, Role.TOTAL]  # what is reported is no rule
