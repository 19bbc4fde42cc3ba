"""Who states German figures: the verb of saying anywhere, its subject on either side, and reported speech."""

from __future__ import annotations

import pytest
from figures_read import read

SPEAKERS = [
    ("Das Amt für Statistik meldet 90 Betriebe.", "Amt für Statistik"),
    ("Laut Ministerium fehlen 90 Lehrkräfte.", "Ministerium"),
    ("Dem Verband zufolge schließen 90 Betriebe.", "Verband"),
    ("Dort brannten nach Angaben eines Sprechers der Stadt 40 Ställe.", "Sprechers der Stadt"),
    ("Der Zoo hat nach eigenen Angaben 226 Tiere aufgenommen.", "Zoo"),
    ("Besuche sind nach der Hausordnung für 60 Minuten erlaubt.", "Hausordnung"),
    ("Wie das Landratsamt mitteilte, fielen 310 Züge aus.", "Landratsamt"),
    ("Bis März fielen 310 Züge aus, wie das Landratsamt am Abend mitteilte.", "Landratsamt"),
    ("Am Montag teilte die Polizei mit, dass 12 Autos fehlen.", "Polizei"),
    ("Am Dienstag teilte der Zoo der Zeitung mit, dass 12 Affen fehlen.", "Zoo"),
    ("Es fehlen 40 Betten, sagte der Chefarzt der Märkischen Allgemeinen Zeitung.", "Chefarzt"),
    ("Es fehlen 40 Betten, sagte eine Sprecherin der Feuerwehr.", "Sprecherin der Feuerwehr"),
    ("Die Gemeinde zählt 40 Höfe.", ""),  # she has them
    ("Der Nordbezirk zählte 40 Höfe.", ""),
    ("Das Amt zählt 40 Höfe.", "Amt"),
    ("Die Polizei teilte 12 Decken aus.", ""),  # "austeilen" says nothing
    ("„Uns fehlen dort 40 Betten“, räumte Kämmerin Sibel Aktas ein.", "Kämmerin Sibel Aktas"),
    ("„Uns fehlen dort 40 Betten“, sagte Chefarzt Dr. Arne Holt.", "Chefarzt Dr. Arne Holt"),
    ("„Uns fehlen dort 40 Betten“, klagt Birgit Sarn von der Bürgerhilfe.", "Birgit Sarn von der Bürgerhilfe"),
    ("Es fehlen 40 Betten, so die Ärztin.", "Ärztin"),
    ("„Wir haben dort schon 40 Fälle registriert“, sagte Sprecherin Maike Dorn.", "Sprecherin Maike Dorn"),
    ("Bürgermeister Jan Koch sagte, dass 40 Betten fehlen.", "Bürgermeister Jan Koch"),  # no January
    ("Dort fahren 54 Busse, heißt es aus dem Rathaus.", "Rathaus"),
    ("Im Ort wurden 40 Fälle gemeldet.", ""),
    ("Gezählt wurden 40 Familien, obwohl sie einen Einwand geäußert hatten.", ""),
    ("Es kamen 40 Gäste, nachdem die Stadt 12 Fälle gemeldet hatte.", "Stadt"),
    ("Der Landesrechnungshof rügt, dass 40 Brücken fehlen.", "Landesrechnungshof"),
    ("Die Gemeinde hält zwei Pferde.", ""),
    ("Gebüßt wird gemäß Art. 22 mit 200 Franken.", ""),
    ("Im Lager gibt es 300 Betten.", ""),
    ("Es liegen 64 bestätigte Fälle vor.", ""),  # an attribute, no verb of saying
    ("Im Mai haben 90 Menschen Asyl beantragt.", ""),  # those counted do not say so
    ("Fälle (bestätigt): 33", ""),
]


@pytest.mark.parametrize(("sentence", "speaker"), SPEAKERS)
def test_who_says_so(sentence: str, speaker: str) -> None:
    assert {one.attribution or "" for one in read("de", sentence).kept} == {speaker}


REPORTED = [  # the mood of reported speech carries the speaker of the sentence before
    ("Chefin Eva Roth sagte nichts zum Streik. Es seien 40 Betten frei.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Man habe 40 Betten. Davon würden 12 genutzt.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Er schätze, dass 40 Betten frei sind.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Die Ärzte, die sie berate, hätten 40 Betten.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Täglich kämen 80 Gäste.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Die Stadt ordne 40 Betten neu.", "Chefin Eva Roth"),
    ("Chefin Eva Roth sagte nichts zum Streik. Man kennt die zwei Meter hohe Wand.", ""),
    ("Chefin Eva Roth sagte nichts zum Streik. Dort stehen 40 Betten.", ""),  # the page's own
    ("Dort habe man 40 Betten.", ""),  # nobody spoke
    ("Landrätin Birte Wencke dankte den Helfern. Man habe 40 Betten.", "Landrätin Birte Wencke"),
    ("Baureferent Karsten Volz trägt vor, dass 40 Betten fehlen.", "Baureferent Karsten Volz"),
]


@pytest.mark.parametrize(("text", "speaker"), REPORTED)
def test_reported_speech(text: str, speaker: str) -> None:
    assert {one.attribution or "" for one in read("de", text).kept} == {speaker}
