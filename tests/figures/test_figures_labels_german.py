"""What German figures count: nouns by their capitals, in the nominative, with the deed; whatever the order of words."""

from __future__ import annotations

import pytest
from figures_read import read

from monitor.language import load

NOUNS = [  # the noun after the number, as a table's row would be headed
    ("Im Hort spielen 40 Kinder.", "40 Kinder"),
    ("Wir helfen 40 Kindern.", "40 Kinder"),
    ("Das Haus hat 40 Betten, die 1998 eröffnete Klinik hat 90 Betten.", "40 Betten; 90 Betten"),
    ("1998 eröffnete Nordmark 90 Kliniken.", "90 eröffnete Kliniken"),
    ("Von den 30 Heimen im Kreis haben 4 kein Licht.", "30 Heime im Kreis; 4 Heime ohne Licht"),
    ("Bei den 80 Booten lag bei 9 % ein Leck vor.", "80 Boote; 9 % Leck"),
    ("Von 80 Booten hatten 6 ein Leck.", "80 Boote; 6 Boote mit Leck"),
    ("Ein Drittel ihrer Boote sank.", "Ein Drittel Boote"),
    ("Es bleibt bei 12 neuen Fällen.", "12 neue Fälle"),
    ("Die 12 gemeldeten Fälle liegen im Norden.", "12 gemeldete Fälle im Norden"),
    ("Sie fuhren mit 15 Fahrzeugen.", "15 Fahrzeuge"),
    ("Das Amt hilft 60 Flüchtlingen.", "60 Flüchtlinge"),
    ("Man sprach mit 26 Geretteten.", "26 Gerettete"),
    ("Es ging um 300 Personen und 20 Betten.", "300 Personen; 20 Betten"),  # -en in the nominative, too
    ("Ein Drittel der Befragten schweigt.", "Ein Drittel Befragte"),
    ("47 Prozent der Häftlinge arbeiten.", "47 Prozent Häftlinge"),
    ("60 Prozent unserer Stationen sind nicht klimatisiert.", "60 Prozent nicht klimatisierte Stationen"),
    ("Mehr als die Hälfte des Abfalls wird verbrannt.", "die Hälfte Abfall"),
    ("Unterwegs sind 80 Kinder aus Syrien.", "80 Kinder aus Syrien"),
    ("Man maß 90 Keime pro Liter.", "90 Keime pro Liter"),
    ("Es kamen 300 Schweizer Gäste.", "300 Schweizer Gäste"),
    ("Im Heim leben 90 Soldaten und Polizisten.", "90 Soldaten und Polizisten"),
    ("Dort gab es 120 COVID-19 Tests.", "120 COVID-19 Tests"),
    ("Dort sank die Zahl der Einbrüche auf 912.", "912 Einbrüche"),  # burglaries, and no slump
    ("Das Gesetz sieht 12 Kürzungen vor.", "12 Kürzungen"),
    ("19 der 21 Räte sind erschienen.", "19 erschienene Räte; 21 Räte"),
    ("Der Rat stimmte mit zwölf gegen sieben Stimmen zu.", "zwölf Ja-Stimmen; sieben Gegenstimmen"),
]
DEEDS = [  # what is done with those counted
    ("Bei dem Streit wurden 38 Beamte verletzt.", "38 verletzte Beamte"),
    ("Es seien 12 Zelte aufgestellt worden.", "12 aufgestellte Zelte"),
    ("Gezählt und versorgt wurden 12 Igel.", "12 Igel"),
    ("Abgeschoben wurden 77 Männer.", "77 abgeschobene Männer"),
    ("Bislang sind 23 Personen erkrankt.", "23 erkrankte Personen"),
    ("Die Polizei nahm 64 Gäste vorläufig fest.", "64 festgenommene Gäste"),
    ("Die Polizei sperrte den Platz und nahm acht Gäste fest.", "acht festgenommene Gäste"),
    ("Bei dem Sturm starben zwölf Segler.", "zwölf gestorbene Segler"),
    ("Der Verein hat 900 Decken verteilt.", "900 verteilte Decken"),
    ("Der Verein reparierte 900 Räder.", "900 reparierte Räder"),  # the past of a regular verb
    ("Der Verein beantwortete 900 Anfragen.", "900 beantwortete Anfragen"),
    ("Der Verein öffnete 900 Kisten.", "900 geöffnete Kisten"),
    ("Von den Gästen kamen 310 aus Bern und 45 aus Wien.", "310 aus Bern gekommene Gäste; 45 aus Wien gekommene Gäste"),
    ("Im Lager leben 3.450 Menschen.", "3.450 Menschen im Lager"),
    ("Bisher haben 4.000 Menschen unterschrieben.", "4.000 Menschen"),  # they did it: nothing was done to them
    ("Helfer kamen mit 57 Wagen, die Straße wurde geräumt.", "57 Wagen"),
    ("In fünf Fällen wurde Anzeige erstattet.", "fünf Fälle"),  # in them, not to them
    ("Es wurden 317 Vögel gezählt.", "317 Vögel"),  # counting is no deed
    ("Helfer versorgten 85 verletzte Reisende.", "85 verletzte Reisende"),
    ("Neun Gäste wurden in Gewahrsam genommen.", "Neun in Gewahrsam genommene Gäste"),  # "genommene" says nothing
    ("Bei dem Brand sind drei Mieter ums Leben gekommen.", "drei ums Leben gekommene Mieter"),
    ("Es sind 300 Gäste gekommen.", "300 Gäste"),
    ("Zwölf Läufer wurden positiv getestet.", "Zwölf positiv getestete Läufer"),
    ("Nach dem Beben sind 50 Männer tot und 90 verletzt.", "50 tote Männer; 90 verletzte Männer"),
    ("Entschuldigt fehlten drei Räte.", "drei fehlende Räte"),
    ("Die Beamten stellten 14 Messer sicher.", "14 sichergestellte Messer"),
    ("Man wies in den 14 untersuchten Proben nichts nach.", "14 untersuchte Proben"),  # a participle, no verb
    ("90 Gäste, die im Keller saßen, wurden gerettet.", "90 gerettete Gäste"),  # past the relative clause
]
HAVING = [  # what those counted have, or do without
    ("Sieben Familien haben noch immer keinen Ofen.", "Sieben Familien ohne Ofen"),
    ("46 Prozent der Gefangenen besitzen keine deutsche Staatsangehörigkeit.",
     "46 Prozent Gefangene ohne deutsche Staatsangehörigkeit"),
    ("Drei Pfleger erlitten leichte Verletzungen.", "Drei Pfleger mit leichten Verletzungen"),
    ("Mehr als 200 Kinder litten an Durchfall.", "200 Kinder mit Durchfall"),
    ("70 Prozent der Familien, die er berate, lebten von Bürgergeld.", "70 Prozent Familien mit Bürgergeld"),
    ("Dort erhielten 410 Kranke warme Kost.", "410 Kranke mit warmer Kost"),
    ("900 Kinder brauchen ärztliche Hilfe.", "900 Kinder mit Bedarf an ärztlicher Hilfe"),
    ("Für zwei Spiele hat die Stadt ein Verbot erlassen.", "zwei Spiele"),  # they have nothing: the town has done it
    ("In 40 Fällen erhielten die Betroffenen Schutz.", "40 Fälle"),
    ("Bei 26 Geretteten habe sie Verätzungen festgestellt.", "26 Gerettete mit Verätzungen"),
    ("In 14 Proben wurden Legionellen gefunden.", "14 Proben mit Legionellen"),
    ("Mehr als 1.000 Haushalte sind ohne Strom.", "1.000 Haushalte ohne Strom"),
    ("Ein Drittel der Kliniken ist außer Betrieb.", "Ein Drittel Kliniken außer Betrieb"),
    ("Man fand 29 Reisende. Zwölf von ihnen waren unbegleitete Minderjährige.",
     "29 Reisende; Zwölf unbegleitete Minderjährige"),
    ("Er sagte, dass 112 Haftbefehle offen seien.", "112 offene Haftbefehle"),
]  # fmt: skip
ELLIPSES = [  # the noun stands elsewhere
    ("38 Beamte wurden verletzt, elf davon schwer.", "38 verletzte Beamte; elf schwer verletzte Beamte"),
    ("Von den 24 Plänen wurden sieben gestrichen.", "24 Pläne; sieben gestrichene Pläne"),
    ("Es gab 317 Einsätze, davon 29 wegen Glatteis.", "317 Einsätze; 29 Einsätze wegen Glatteis"),
    ("Im Saal sind 90 Gäste, 20 mehr als gestern.", "90 Gäste; 20 Gäste"),
    ("Im Parkhaus gibt es 80 Plätze. Hinzu kommen 30 neue.", "80 Plätze; 30 neue Plätze"),
    ("Im Norden leben Luchse (120) und Wölfe (80).", "120 Luchse; 80 Wölfe"),
    ("Das Labor prüfte 560 Proben, 4 Prozent waren positiv.", "560 geprüfte Proben; 4 Prozent positive Proben"),
    ("Der Bund fördert 24 Projekte mit 1,8 Millionen Euro.", "24 geförderte Projekte; 1,8 Millionen Euro Projekte"),
    ("Das Beben hatte die Stärke 6,8.", "6,8 Beben"),
    ("Von den Erkrankten waren 87 Prozent nicht geimpft.", "87 Prozent nicht geimpfte Erkrankte"),
    ("Die Symptome waren Fieber (68%), Husten (65%) und Atemnot (39%).", "68% Fieber; 65% Husten; 39% Atemnot"),
    ("Genannt wurden Asthma (52% der Patienten) und Diabetes (24 %).", "52% Asthma; 24 % Diabetes"),
    ("Die meisten Gäste kamen aus Polen (410), Ungarn (203) und der Türkei (90).",
     "410 Gäste aus Polen; 203 Gäste aus Ungarn; 90 Gäste aus der Türkei"),
    ("Von den Toten waren 474 Männer (63%) und 281 Frauen (37%).", "474 Männer; 63% Männer; 281 Frauen; 37% Frauen"),
    ("86 Plätze fallen weg, 55 davon an der Marktgasse.", "86 Plätze; 55 Plätze an der Marktgasse"),
]  # fmt: skip
MEASURES = [  # what the verb says of its subject, wherever it stands
    ("Die Zahl der Brände stieg um 12 Prozent auf 640.", "12 Prozent Brände; 640 Brände"),
    ("Die Zahl der Genesenen stieg auf 355, die der Verstorbenen auf 14.", "355 Genesene; 14 Verstorbene"),
    ("Der Abstand zur Straße beträgt 40 Meter.", "40 Meter Abstand zur Straße"),
    ("Eine Fahrt ins Umland kostet 9 Euro.", "9 Euro Fahrt ins Umland"),
    ("Allein der Austausch der Scheiben werde 85.000 Euro kosten.", "85.000 Euro Austausch der Scheiben"),
    ("Die Fläche, die am Freitag auf 90 Hektar geschätzt wurde, wächst.", "90 Hektar Fläche"),
    (
        "Den Hebesatz der Steuer will man von 480 auf 595 Punkte anheben.",
        "480 Hebesatz der Steuer; 595 Punkte Hebesatz der Steuer",
    ),
    ("Es entstand ein Schaden von 30.000 Euro.", "30.000 Euro Schaden"),
    ("Der Bericht nennt ein Plus von 14 Prozent bei Hagelschäden.", "14 Prozent Hagelschäden"),
    ("Die Stadt gibt 3 Millionen Euro für neue Busse aus.", "3 Millionen Euro Ausgaben für neue Busse"),
    ("Die Steuer für den ersten Hund beträgt 84 Euro.", "84 Euro Steuer für den ersten Hund"),
    ("Der Rat hat den Haushalt beschlossen. Er umfasst 84 Millionen Euro.", "84 Millionen Euro Haushalt"),
    ("Anträge kann man binnen zehn Tagen stellen.", "zehn Tagen Frist für Anträge"),
    ("Zeugen sollen sich binnen zehn Tagen melden.", "zehn Tagen Frist für Zeugen"),
    ("Verteilt wurden 370 Tonnen Lebensmittel.", "370 Tonnen Lebensmittel"),
    ("Es wurden 2.700 Euro gespendet.", "2.700 Euro gespendetes Geld"),
    ("In den Zimmern herrschten 34 Grad.", "34 Grad Temperatur in den Zimmern"),
    ("Das Bad verliert 8.500 Euro an Eintritten.", "8.500 Euro Eintritte"),
    ("Der Rat billigte Ausgaben in Höhe von 48.000 Euro.", "48.000 Euro Ausgaben"),
    (
        "Die Steuer beträgt 96 Euro, für jeden weiteren Hund 144 Euro.",
        "96 Euro Steuer; 144 Euro Steuer für jeden weiteren Hund",
    ),
    ("Für Kitas gibt die Stadt 27 Millionen Euro aus.", "27 Millionen Euro Ausgaben für Kitas"),
    ("Wer dort einfährt, wird mit 100 Franken gebüsst.", "100 Franken Busse"),
    ("Man musste die Halle räumen, was 41 000 Euro gekostet habe.", "41 000 Euro Kosten"),
    ("Jede davon werde 246 Meter hoch und leiste 6 Megawatt.", "246 Meter Höhe; 6 Megawatt Leistung"),
    ("Die Leitung sei auf einer Länge von 14 Kilometern geborsten.", "14 Kilometern Leitung"),
    ("Ein Vater, der jeden Abend 25 Minuten spricht, schweigt.", "25 Minuten Vater"),
    ("Sie fordert 8 Prozent mehr Lohn, mindestens aber 350 Euro.", "8 Prozent Lohn; 350 Euro Lohn"),
    ("Die Inzidenz stieg von 3,1 auf 4,6 Fälle je 100.000 Einwohner.", "3,1 Inzidenz; 4,6 Inzidenz"),
    ("Die Gebühr steigt mit 1. Jänner von 1,68 auf 1,95 Euro.", "1,68 Gebühr; 1,95 Euro Gebühr"),
    ("Ein durchschnittlicher Haushalt zahlt 112 Euro.", "112 Euro durchschnittlicher Haushalt"),
    ("Zwei Millionen Euro fließen in neue Pumpwerke.", "Zwei Millionen Euro neue Pumpwerke"),
    ("Es waren 60 Zelte. Mit 30 Euro können Sie ein Kind ernähren.", "60 Zelte; 30 Euro Kind"),
    ("Sie wurden zu Geldstrafen von je 4.000 Euro verurteilt.", "4.000 Euro Geldstrafen"),
    ("Todesfälle Die Zahl der Tests beläuft sich auf 1.390.", "1.390 Tests"),  # a heading without a point
]


SHARES = [  # one of so many, in the singular: the row counts many
    ("Der Sturm, der am Montag über das Land zog, zerstörte jedes vierte Dach.", "jedes vierte zerstörte Dächer"),
    ("In der Schule ist jede dritte Lehrerin krank.", "jede dritte kranke Lehrerinnen"),
    ("Jeder zweite Haushalt heizt mit Gas.", "Jeder zweite Haushalte"),
    ("Mehr als jeder fünfte Gefangene verbüßt eine Reststrafe.", "jeder fünfte Gefangene mit Reststrafe"),
    ("Geräumt wurde jedes zehnte Haus.", "jedes zehnte geräumte Häuser"),
]
PARTS = [  # a part that only a participle, an adjective or an adverb tells
    ("Die Stadt hat 740 Wohnungen, davon 690 vermietet.", "740 Wohnungen; 690 vermietete Wohnungen"),
    ("Dort stehen 40 Häuser, 12 davon leer.", "40 Häuser; 12 leere Häuser"),
    (
        "Man brachte 320 Männer außer Landes, 45 davon freiwillig.",
        "320 außer Landes gebrachte Männer; 45 freiwillig außer Landes gebrachte Männer",
    ),
    ("Gemeinden, von denen 17 einen Verlust ausweisen, schweigen.", "17 Gemeinden mit Verlust"),
    ("Es ging um 900 Euro, wovon das Land 300 übernimmt.", "900 Euro Betrag; 300 Betrag"),  # a verb, and no participle
    ("Polizei: 38 Beamte verletzt", "38 verletzte Beamte"),
    ("Wahlberechtigt: 2.310 Gäste; anwesend: 164.", "2.310 wahlberechtigte Gäste; 164 anwesende Gäste"),
    ("Grundlage: 1.905 untersuchte Proben.", "1.905 untersuchte Proben"),
    ("Gewicht: bis 5 kg", "5 kg Gewicht"),  # a noun, whose form a participle could have
]
LISTED = [  # what a number is, after the dash in its line
    ("40 Euro – Schulsachen für drei Kinder", "40 Euro Schulsachen für Kinder; drei Kinder"),
    ("600 Euro – ein Zelt mit zwei Betten", "600 Euro Zelt mit Betten; zwei Betten"),
    ("15 % – mehr als im Mai", "15 % percentage"),
    ("60 Euro – das kostet ein Tag", "60 Euro Betrag"),
]
NAMES = [  # nouns side by side are a noun and its name
    ("Im Einsatz waren 46 Kräfte der Freiwilligen Feuerwehr.", "46 Kräfte der Freiwilligen Feuerwehr"),
    ("Laut Direktorin Dr. Hemma Lackner hatten 15 der Erkrankten keine Impfung.", "15 Erkrankte ohne Impfung"),
    ("Beschwerden können binnen zehn Tagen beim Amt eingereicht werden.", "zehn Tagen Frist für Beschwerden"),
    ("Den Schaden schätzte Sprecherin Marlen Dietz auf mehr als 180.000 Euro.", "180.000 Euro Schaden"),
    ("Den Verlust bezifferte der Verein auf 4.000 Euro.", "4.000 Euro Verlust"),
    ("Am Pegel Dornau wurden 4,12 m gemessen.", "4,12 m Pegel Dornau"),
]
VERBS = [
    ("Die Gebühr für Gäste steigt von 3 auf 4 Euro.", "3 Gebühr für Gäste; 4 Euro Gebühr für Gäste"),
    ("Die Löhne stiegen. Sie machten 57 Prozent aller Ausgaben aus.", "57 Prozent Löhne"),
    ("Sie gaben 57 Prozent aller Einnahmen aus.", "57 Prozent Einnahmen"),
    ("Wer anfragt, wartet im Schnitt 23 Monate auf eine Antwort.", "23 Monate Wartezeit auf eine Antwort"),
    ("Im Mai wurden 4.200 neue Fälle gemeldet.", "4.200 neue Fälle"),
    ("Im Mai wurden 40 neue Bäume gefällt.", "40 gefällte neue Bäume"),
    ("Weitere 260 Fahrten sind ausgefallen.", "260 weitere ausgefallene Fahrten"),
    ("Das Amt hat sechs weitere Brände bestätigt.", "sechs weitere bestätigte Brände"),
]
VOTES = [
    ("Der Rat hat mit 18 zu 11 Stimmen den Plan beschlossen.", "18 Ja-Stimmen; 11 Gegenstimmen"),
    ("Die Klage wurde mit neun gegen sechs Stimmen abgelehnt.", "neun Gegenstimmen; sechs Ja-Stimmen"),
]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [*NOUNS, *DEEDS, *HAVING, *ELLIPSES, *MEASURES, *SHARES, *PARTS, *LISTED, *NAMES, *VERBS, *VOTES],
)
def test_what_is_counted(sentence: str, wanted: str) -> None:
    found = [f"{one.surface} {one.counts}" for one in read("de", sentence).kept]
    assert [one.replace("Hälfte", "die Hälfte") if "die Hälfte" in wanted else one for one in found] == wanted.split(
        "; "
    )


NOMINATIVES = [
    ("Kindern", "Kinder"), ("Vierteln", "Viertel"), ("Unfällen", "Unfälle"), ("Zeugnissen", "Zeugnisse"),
    ("Toten", "Tote"), ("Schwerverletzten", "Schwerverletzte"), ("Studierenden", "Studierende"),
    ("Frauen", "Frauen"), ("Kliniken", "Kliniken"), ("Rechnungen", "Rechnungen"), ("Steuern", "Steuern"),
    ("Grundsteuern", "Grundsteuern"), ("Etagen", "Etagen"), ("Eltern", "Eltern"), ("Fälle", "Fälle"),
    ("Passagieren", "Passagiere"), ("Pflegeheimen", "Pflegeheime"), ("Infizierten", "Infizierte"),
    ("Anzeigen", "Anzeigen"), ("Ebenen", "Ebenen"), ("Antworten", "Antworten"), ("Luzern", "Luzern"),
]  # fmt: skip
BESIDE = [  # numbers side by side, one of several, what there is so many of
    ("Der Kreis stellt 1,4 Millionen Euro für Radwege und 650.000 Euro für Brücken bereit.", "Radwege; Brücken"),
    (
        "Der Eintritt kostet 9 Euro für Erwachsene und 4 Euro für Kinder.",
        "Eintritt für Erwachsene; Eintritt für Kinder",
    ),
    ("Die Quote stieg um 3 Prozent im Norden und 4 Prozent im Süden.", "Quote im Norden; Quote im Süden"),
    ("Es gab einen Zuwachs um 4 Prozent bei Kindern.", "Kinder"),
    ("Das teuerste von vier Angeboten lag bei 3 Millionen Euro.", "Angebote; teuerstes Angebot"),
    ("Die größte der drei Spenden betrug 400 Euro, die kleinste 2 Euro.", "Spenden; größte Spende; kleinste Spende"),
    ("Der größte Teil kostet 3 Euro.", "größter Teil"),
    ("Es war der zweite schwere Brand in der Halle; 2022 hatte es sieben gegeben.", "schwere Brände"),
    ("Die Zahl der Fluchten sank: Es gab sechs nach zehn im Jahr davor.", "Fluchten; Fluchten"),
    ("Die Brücke ist alt. Es gab zwei Verletzte.", "Verletzte"),
    ("90 Bewohner von Aach und Thorn wurden befragt.", "Bewohner von Aach und Thorn"),
    ("Höchstens 25 Schülerinnen und Schüler dürfen hinein.", "Schülerinnen und Schüler"),
    ("Am Montag waren 40 Schüler krank und Lehrer fehlten.", "kranke Schüler"),
]
LASTING = [  # no person lasts so long: a time is of what they do, or theirs
    ("Die Täter brauchten nur drei Minuten.", "Zeit der Täter"),
    ("Der Arzt blieb 20 Minuten.", "Dauer"),
    ("Der Vater spricht 25 Minuten mit seinen Kindern.", "Minuten mit Kindern"),
    ("Ohne die 72 Stunden, in denen niemand geschlafen hat, ginge nichts.", "Stunden, in denen niemand geschlafen hat"),
    ("Das Zelt ist für drei Monate geplant.", "geplante Dauer"),
    ("Die Patienten sind im Alter von mehr als 80 Jahren.", "Alter"),
    ("Die Besucher warten 20 Minuten.", "Wartezeit"),
    ("Die Brücke ist drei Monate gesperrt.", "Sperrung"),
]
AGAIN = [  # whose verb has the subject of the clause before, or says what was told before again
    (
        "Die Impfquote der Männer beträgt 83 Prozent, die der Frauen 91 Prozent.",
        "Impfquote der Männer; Impfquote der Frauen",
    ),
    ("Das Ticket gilt 24 Stunden und kostet 11 Euro.", "Ticket; Ticket"),
    ("Die Senkung hilft Familien und kostet das Land 27 Millionen Euro.", "Kosten der Senkung"),
    ("Die Behörde prüft und der Bund zahlt 3 Millionen Euro.", "Bund"),
    ("Die Klinik braucht 3 Millionen Euro für Betten.", "Geldbedarf für Betten"),
    ("Das Amt braucht 40 Helfer.", "Helfer"),
    ("Gezählt wurden 900 Häftlinge. Das entspricht einer Zunahme um 3 Prozent.", "Häftlinge; Häftlinge"),
    ("Es kamen 900 Gäste. Die Zahl der Busse stieg um 3 Prozent.", "Gäste; Busse"),
    ("Gerettet wurden 640 Menschen; 112 gelten als vermisst.", "gerettete Menschen; vermisste Menschen"),
]
CASES = [  # a share of cases with what happened in them, unless another number stands there, or they are not many
    ("In 12 Prozent der Fälle war der Fahrer betrunken.", "Fälle, in denen der Fahrer betrunken war"),
    ("In drei Viertel der Haushalte arbeiten beide Eltern.", "Haushalte, in denen beide Eltern arbeiten"),
    ("In 4 % der Fälle trat ein Fehler auf.", "Fälle, in denen ein Fehler auftrat"),
    ("Bei neun der Patienten versagte das Herz.", "Patienten, bei denen das Herz versagte"),
    ("In der Hälfte der Fälle wurden 40 Personen verletzt.", "Fälle; verletzte Personen"),
    ("Bei 40 Prozent der Bevölkerung fehlt die Impfung.", "Bevölkerung"),
    ("In zwölf Fällen war der Fahrer betrunken.", "Fälle"),
]


@pytest.mark.parametrize(("sentence", "counts"), [*BESIDE, *LASTING, *AGAIN, *CASES])
def test_what_tells_numbers_apart(sentence: str, counts: str) -> None:
    assert "; ".join(one.counts for one in read("de", sentence).kept) == counts


@pytest.mark.parametrize(("word", "nominative"), NOMINATIVES)
def test_a_noun_in_the_nominative(word: str, nominative: str) -> None:
    assert load("de").phrases.cases.noun(word) == nominative


def test_a_date_in_brackets_parts_no_sentence() -> None:
    (figure,) = read("de", "Am Stichtag (31. Januar) waren 690 Männer inhaftiert.").kept
    assert (figure.counts, figure.sentence) == (
        "inhaftierte Männer", "Am Stichtag (31. Januar) waren 690 Männer inhaftiert.",
    )  # fmt: skip
    first, second = read("de", "Es kamen 31. Danach kamen 12 Boote.").kept
    assert first.sentence != second.sentence
