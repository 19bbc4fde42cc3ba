"""What German figures count by their clause: what is done with money, where they are, what sets them apart."""

from __future__ import annotations

import pytest
from figures_read import read

MONEY = [  # what is done with it, not who does it
    ("Der Verein hat 900 Euro gesammelt.", "900 Euro gesammeltes Geld"),
    ("Sie hätten nur 900 Euro gefunden.", "900 Euro gefundenes Geld"),
    ("Eine Nacht kostet 168 Euro, eingetrieben werden aber oft nur 15 Euro.",
     "168 Euro Nacht; 15 Euro eingetriebenes Geld"),
    ("Der Plan nennt die benötigten 64 Mio. Dollar.", "64 Mio. Dollar benötigtes Geld"),
    ("Der neue Satz entlaste eine Familie um rund 320 Euro.", "320 Euro Entlastung"),
    ("Mit 2 Millionen Euro fördert der Bund die Museen.", "2 Millionen Euro Förderung"),
    ("Gefördert werden 35 Prozent der Kosten, höchstens 900 Euro.",
     "35 Prozent geförderte Kosten; 900 Euro Förderung"),
    ("Für sie wende man 38 Euro pro Kopf auf.", "38 Euro Aufwand pro Kopf"),
    ("Die Kurse, für die Schulen 90 Euro verlangten, enden.", "90 Euro Kurse"),
    ("Die Miete beträgt 85 Euro, für Läden mit mehr als zehn Tischen 240 Euro.",
     "85 Euro Miete; zehn Tische; 240 Euro Miete für Läden"),
    ("Die Miete wurde auf 900 Euro gesenkt.", "900 Euro Miete"),  # the subject moves
    ("Ein Gast zahlt 12 Euro.", "12 Euro Gast"),  # that it is paid tells nothing
]  # fmt: skip
TIMES = [  # what a time or a length is of, by a verb or an adjective
    ("Wer länger als 48 Stunden abwesend ist, verliert den Platz.", "48 Stunden Abwesenheit"),
    ("Der Tunnel blieb sieben Stunden gesperrt.", "sieben Stunden Sperrung"),
    ("Der Verkehr staute sich über elf Kilometer.", "elf Kilometer Stau"),
    ("Logbuch: Achtzehn Stunden auf See", "Achtzehn Stunden Stunden auf See"),
    ("Auf See warteten wir 18 Stunden.", "18 Stunden Wartezeit"),
    ("Dafür sind binnen 60 Tagen 900 Stimmen nötig.", "60 Tagen Frist; 900 nötige Stimmen"),
]
SET_APART = [  # by a place, a case or a state that opens their clause
    ("Dort gab es 12 Räder, im Norden waren es 14.", "12 Räder; 14 Räder im Norden"),
    ("Im Heim leben 40 Kinder, in Bern 60.", "40 Kinder; 60 Kinder in Bern"),
    ("Eine Minute ins Festnetz kostet 2 Euro, ins Ausland annähernd das Doppelte.",
     "2 Euro Minute ins Festnetz; Doppelte Minute ins Ausland"),
    ("Die Karte kostet 24 Euro, ermäßigt 12 Euro.", "24 Euro Karte; 12 Euro Karte, ermäßigt"),
    ("Gemeldet wurden 300 Fälle, im Vorjahr waren es 200.", "300 gemeldete Fälle; 200 gemeldete Fälle"),  # a time
    ("Der Chor, der mit 900 Euro rechnete, erhält 350 Euro.", "900 Euro Chor; 350 Euro Chor"),  # a verb, no state
]  # fmt: skip
PLACES = [
    ("Ein Bus, in dem 48 Menschen saßen, hielt.", "48 Menschen im Bus"),
    ("Die Hallen, in denen 300 Menschen schlafen, sind kalt.", "300 Menschen in den Hallen"),
    ("In der Halle am Hafen leben 90 Menschen.", "90 Menschen in der Halle"),
    ("Auf eine Dusche kommen 60 Bewohner.", "60 Bewohner je Dusche"),
    ("Auf eine Anzeige kamen 60 Bewerber in Bern.", "60 Bewerber je Anzeige"),
    (
        "Empfohlen sind zwei Proben im Abstand von vier Wochen.",
        "zwei Proben; vier Wochen Abstand",
    ),  # a measure, no place
    ("Man erließ ein Verbot im Umkreis von 500 m um das Stadion.", "500 m Umkreis um das Stadion"),
    ("Am Pegel Dornau wurden am Morgen 4,12 m gemessen.", "4,12 m Pegel Dornau"),
    ("Am Tag fällt das Thermometer auf 9 Grad.", "9 Grad Temperatur"),
    ("Bad am Hang: zu 64 % belegt", "64 % Bad am Hang"),
]
DEEDS = [  # of those who did it, and of those to whom it had to be done
    ("Von den 900 Gästen haben sich drei Viertel gemeldet.", "900 Gäste; drei Viertel gemeldete Gäste"),
    ("Von den 900 Gästen haben sich 40 an der Suche beteiligt.", "900 Gäste; 40 an der Suche beteiligte Gäste"),
    ("40 Gäste haben sich beschwert.", "40 Gäste"),  # "beschwert" is said of what is heavy
    ("Ein Drittel der Häftlinge wartet auf ihren Prozess.", "Ein Drittel auf den Prozess wartende Häftlinge"),
    ("Er rechnete vor, dass drei Viertel der Mittel in den Norden fließen.",
     "drei Viertel in den Norden fließende Mittel"),
    ("Wir haben weitere 210 Hunde aufnehmen müssen.", "210 weitere aufgenommene Hunde"),
    ("Im Mai musste die Stadt 67 Keller räumen.", "67 geräumte Keller"),
    ("Der Kanton weist dem Dorf 24 Menschen zu.", "24 zugewiesene Menschen"),
    ("Die Fabrik, die einst 300 Leute beschäftigte, brennt.", "300 beschäftigte Leute"),
    ("Die Familien, die 40 Helfer versorgten, danken.", "40 Helfer"),  # either may have done it
    ("Er sagte, dass der Verein 40 Kinder betreute.", "40 betreute Kinder"),
    ("Im Dorf stehen von 160 Häusern noch zehn.", "160 Häuser; zehn stehende Häuser"),
    ("Hier sind 800 Familien, und täglich kommen 50 hinzu.", "800 Familien; 50 weitere Familien"),
    ("Das Orchester gab sechs statt der vereinbarten zehn Konzerte.", "sechs Konzerte; zehn Konzerte"),
    ("Jeder Mensch bekommt 7 Liter am Tag.", "7 Liter Liter am Tag"),
    ("Jedes fünfte Kind besuchte keine Schule.", "Jedes fünfte Kinder ohne Schule"),
    ("Jedes fünfte Kind besuchte eine Schule.", "Jedes fünfte Kinder"),
]  # fmt: skip
STANDING = [  # how something still is, what became of it, what an amount is of
    ("Neun Schulen bleiben geschlossen.", "Neun geschlossene Schulen"),
    ("Sieben Praxen waren am Sonntag ohne Strom.", "Sieben Praxen ohne Strom"),
    ("Von 2.300 Hühnern verendeten 900.", "2.300 Hühner; 900 verendete Hühner"),
    ("Man prüfte 44 Brücken. Die Hälfte war schadhaft.", "44 geprüfte Brücken; Hälfte schadhafte Brücken"),
    ("Bauern bekommen 31 Cent je Liter Milch.", "31 Cent Milch"),
    ("Bauern bekommen 31 Cent je Liter.", "31 Cent Bauern"),
    ("Von den 80 Millionen Euro fehlen noch drei.", "80 Millionen Euro Geld; drei fehlendes Geld"),
    (
        "Der Umbau kostete 9 Millionen statt der geplanten 7 Millionen Euro.",
        "9 Millionen Umbau; 7 Millionen Euro Umbau",
    ),
    ("Man musste zwölf Teiche räumen, was 900 Euro kostete.", "zwölf geräumte Teiche; 900 Euro Kosten für Teiche"),
]
MEANT = [  # what a pronoun points at
    ("Gewachsen sind die Erträge: Sie erreichten 412 Euro.", "412 Euro Erträge"),
    ("Er führte es auf die Löhne zurück. Sie machten 57 Prozent aller Ausgaben aus.", "57 Prozent Löhne"),
    ("Gespart wird bei den Zulagen, deren Summe um ein Fünftel sinkt.", "ein Fünftel Zulagen"),
    ("Ursache sind die Preise für Stahl, die um 18 Prozent anzogen.", "18 Prozent Preise für Stahl"),
]
TOLD = [  # sentences of other kinds of pages
    ("Die Sperre dauerte an, man blockierte die Brücke drei Stunden lang.", "drei Stunden Dauer"),
    ("Es gab 430 Anrufe, ein Drittel davon von Rentnern.", "430 Anrufe; ein Drittel Anrufe von Rentnern"),
    ("Die Hälfte der befragten Mieter schweigt.", "Hälfte befragte Mieter"),
    ("Zugesagt wurden 210 Euro, ausgezahlt sind davon 64 Euro.", "210 Euro zugesagtes Geld; 64 Euro ausgezahltes Geld"),
    ("Wer lügt, muss mit einer Geldbuße bis zu 900 Euro rechnen.", "900 Euro Geldbuße"),
    ("Anträge müssen zehn Tage vor dem Fest vorliegen.", "zehn Tage Frist für Anträge"),
    ("Gesuche sind drei Monate vor Beginn einzureichen.", "drei Monate Frist für Gesuche"),
    ("Man fand sie zwölf Meilen vor der Küste.", "zwölf Meilen Meilen vor der Küste"),
    ("Dafür gab man 3 Millionen Euro aus, doppelt so viel wie geplant.", "3 Millionen Euro Ausgaben; doppelt Ausgaben"),
    ("Der Ausweis kostet für das erste Auto 55 Euro, für das zweite 90 Euro.",
     "55 Euro Ausweis für das erste Auto; 90 Euro Ausweis für das zweite"),
    ("Jedes weitere Kilo kostet 12 Euro.", "12 Euro weiteres Kilo"),
    ("Bis Freitag hatten 14 Quartiere wieder Strom.", "14 Quartiere mit Strom"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "wanted"), [*MONEY, *TIMES, *SET_APART, *PLACES, *DEEDS, *STANDING, *MEANT, *TOLD]
)
def test_what_the_clause_says_is_counted(sentence: str, wanted: str) -> None:
    assert "; ".join(f"{one.surface} {one.counts}" for one in read("de", sentence).kept) == wanted
