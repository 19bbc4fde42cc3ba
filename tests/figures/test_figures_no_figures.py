"""Numbers that are no figures in any language: identifiers, telephones, names, counters, ages, spans of years."""

from __future__ import annotations

import pytest
from figures_read import read

# language, sentence, surfaces that are kept
IDENTIFIERS = [
    ("en", "See doi 10.4321/heron.99 for the method.", ""),
    ("en", "The list is at reeds.example/lists/2/full for 3 days.", "3 days"),
    ("en", "Logs are kept in /srv/logs/8 on the server.", ""),
    ("en", "The licence is CC BY-SA 4.0.", ""),
    ("en", "The block has a /48 network.", ""),
    ("en", "Clients get a 429 error after 60 requests.", "60"),
    ("en", "It answers 404 Not Found.", ""),
    ("en", "The depot sent 404 crates back.", "404"),
    ("en", "The lock follows RFC 9110 and ISO 9001.", ""),
    ("fr", "Le serveur renvoie une erreur 503.", ""),
    ("fr", "Compte FR76 3000 4000 0500 0012 3456 789.", ""),
    ("fr", "Dossier réf. AB-12/07 : 3 pièces.", "3"),
    ("de", "Konto DE02 1203 0000 0000 2020 51, 5 Euro.", "5 Euro"),
    ("de", "Der Dienst meldet Fehler 502.", ""),
    ("de", "Der Sturm traf 502 Häuser.", "502"),
    ("de", "Vereinsregister VR 8812, Postfach 30 12 40, Seite 4 von 9.", ""),
    ("en", "Harbour relief: the UNFH 4400 tents are up.", "4400"),
    ("en", "BOATS 4400", "4400"),
    ("es", "Código BDNS 577203, folio 12.", ""),
    ("es", "Av. Molino 1420, local 17.", ""),
]
TELEPHONES = [
    ("en", "Warden: 7421 9930 until dawn.", ""),
    ("en", "If in doubt call the harbour office at 1300 441 882.", ""),
    ("en", "Ring 118 500 or ask the porter.", ""),
    ("en", "Staff took 118 500 calls.", "118 500"),
    ("en", "Dial extension 3317.", ""),
    ("fr", "Le 3919 est gratuit.", ""),
    ("fr", "Composez le 3919.", ""),
    ("de", "Das Kummertelefon 116 123 ist kostenlos.", ""),
    ("de", "Rufen Sie +43 (0)1 51550-220 an.", ""),
    ("de", "Unter 1.400 Anrufen waren 20 Notfälle.", "1.400;20"),
    ("es", "Informes al 55 6120 7744 ext. 312.", ""),
    ("de", "Hinweise an 112 oder die Wache 6.", ""),
    ("es", "Llame al 062 o al 948 221 730; el 971 00 43 19 no atiende.", ""),
    ("es", "La deuda es de 948 221 730 pesos.", "948 221 730 pesos"),
    ("es", "Viven 948 221 730 personas.", "948 221 730"),
]
NAMES = [
    ("en", "Weeks 21 and 22 were dry.", ""),
    ("en", "It rained for 21 weeks.", "21 weeks"),
    ("en", "Between dose 2 and dose 3 wait 9 weeks.", "9 weeks"),
    ("en", "You are visitor number 41,007.", ""),
    ("fr", "Les semaines 21 et 22 ont été sèches.", ""),
    ("fr", "Une cellule 110, un lit 40.", "110;40"),
    ("fr", "La D 934 est coupée sur 3 km.", "3 km"),
    ("de", "In den Wochen 21 und 22 fiel kein Regen.", ""),
    ("de", "Der Beitrag ist Teil 4 unserer Reihe.", ""),
    ("de", "Die B 51 ist zwischen Kilometer 12 und Kilometer 15 gesperrt.", ""),
    ("en", "The latrines stand in Sectors 3 and 4.", ""),
    ("de", "Es gilt Sturmwarnstufe 3 für 8 Häfen.", "8"),
    ("de", "Die B 27 ist auf 3 km gesperrt.", "3 km"),
    ("de", "Das Boot „Elsbeth 4“ nahm 12 Menschen auf.", "12"),
    ("de", "Das Amt liegt im 4. Stock und hat 9 Zimmer.", "9"),
    ("de", "Büro: Lindengasse 7, 8004 Brunn.", ""),
    ("fr", "Un hangar neuf abrite 40 lits.", "40"),
    ("fr", "Ils étaient neuf.", "neuf"),
]
COUNTERS = [
    ("en", "31 likes", ""),
    ("en", "Harbour news · 6 comments", ""),
    ("en", "77 people found this article helpful.", ""),
    ("en", "Viewed 310 times", ""),
    ("en", "Displaying 21–40 of 96 results", ""),
    ("en", "Of the samples, 96 results were bad.", "96"),
    ("en", "The song was downloaded 9,000 times in May.", "9,000 times"),
    ("fr", "Lu 310 fois", ""),
    ("fr", "Résultats 21 à 40 sur 96", ""),
    ("fr", "77 lecteurs ont trouvé cet article utile.", ""),
    ("de", "310 Mal aufgerufen", ""),
    ("de", "77 Personen gefällt dieser Artikel.", ""),
    ("de", "Die Probe wurde 12 Mal gelesen und verworfen, sagte das Labor.", "12 Mal"),
]
AGES = [
    ("en", "A 52-year-old baker lost 4 ovens.", "4"),
    ("en", "The course is for 18- to 24-year-olds; 60 came.", "60"),
    ("en", "The course is for 16- and 17-year-olds; 60 came.", "60"),
    ("en", "Deaths among people over 80 rose to 60.", "60"),
    ("en", "Children under nine must wear a helmet.", "nine"),
    ("en", "Entry is free for people aged 65 and over.", "65"),
    ("en", "The median age of 43 rose.", "43"),
    ("en", "She turned 60 in 2019.", ""),
    ("en", "Those who turn 18 this year may vote.", "18"),
    ("en", "Police turned 40 boats away.", "40"),
    ("fr", "Une femme de 52 ans a perdu 4 fours.", "4"),
    ("fr", "Les personnes de 20 à 29 ans sont 300.", "300"),
    ("fr", "Les enfants de moins de neuf ans entrent gratuitement.", "neuf ans"),
    ("fr", "Une peine de 5 ans et 3 amendes.", "5 ans;3"),
    ("de", "Ein 52-jähriger Bäcker verlor 4 Öfen.", "4"),
    ("de", "Für 10- bis 14-Jährige gibt es 6 Kurse.", "6"),
    ("de", "Kinder unter neun Jahren müssen einen Helm tragen.", "neun Jahren"),
    ("de", "Der Vertrag läuft 5 Jahre.", "5 Jahre"),
    ("de", "Die Quote bei den über 60-Jährigen liegt bei nur 38 Prozent.", "38 Prozent"),
    ("de", "Kinder unter sechs Jahren nie im Auto lassen.", "sechs Jahren"),
    ("de", "Der 52 Jahre alte Bäcker verlor 4 Öfen.", "4"),
    ("es", "Los que tienen más de 65 años son 300.", "300"),
    ("es", "Tienen 5 años para pagar.", "5 años"),
    ("es", "La obra tiene 65 años de historia.", "65 años"),
    ("fr", "Les habitants qui ont plus de 65 ans sont 300.", "300"),
    ("de", "Vier Männer im Alter von 20, 23 und 41 Jahren kamen.", "Vier"),
    ("fr", "Un passager de 71 ans va bien.", ""),
    ("es", "La conductora, de 39 años, llevaba 4 perros.", "4"),
    ("es", "Un plan, de 39 años, prevé 4 diques.", "39 años;4"),
]
YEARS = [
    ("en", "Between 2012 and 2018 thefts fell by 30.", "30"),
    ("en", "By 2040 ferries must be electric.", ""),
    ("en", "We met 31 the week of May 11 and 28 the week of May 18.", "31;28"),
    ("en", "We met on May 11 and 28 at noon.", ""),
    ("en", "Traffic grew by 2040 ferries.", "2040"),
    ("fr", "Entre 2012 et 2018, 30 vols.", "30"),
    ("de", "Zwischen 2012 und 2018 Geborene zahlen 5 Euro.", "5 Euro"),
    ("de", "Im Zeitraum 14.12.-31.12. kamen 30 Schiffe.", "30"),
    ("de", "1 Die Werte sind vorläufig.", ""),
    ("de", "Nach dem 3:1 gab es 30 Anzeigen.", "30"),
]
DOUBLED = [
    ("en", "Bring four (4) photographs.", "four (4)"),
    ("en", "Pay within 30 (thirty) days.", "30 (thirty) days"),
    ("en", "Four (12) photographs.", "Four;12"),
    ("fr", "Le délai est de trente (30) jours.", "trente (30) jours"),
    ("de", "Es gilt eine Frist von dreißig (30) Tagen.", "dreißig (30) Tagen"),
]


@pytest.mark.parametrize(
    ("tag", "sentence", "surfaces"), [*IDENTIFIERS, *TELEPHONES, *NAMES, *COUNTERS, *AGES, *YEARS, *DOUBLED]
)
def test_keeps_only_what_counts_or_measures(tag: str, sentence: str, surfaces: str) -> None:
    assert ";".join(one.surface for one in read(tag, sentence).kept) == surfaces
