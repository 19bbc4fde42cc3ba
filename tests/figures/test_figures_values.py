"""Values that are easily read wrong: shares, scales, ranges, fractions, money in parts; and what has no value."""

from __future__ import annotations

import pytest
from figures_read import kept, read, written

from monitor import figures
from monitor.model import Block, BlockKind, Cell, Text

# language, sentence, every figure of it; the controls stand beside what they control
SHARES = [
    ("en", "One in a hundred hens lays twice a day here.", "One in a hundred = 0.01"),
    ("en", "It strikes 1 in a million sheep.", "1 in a million = 0.000001"),
    ("en", "Three out of a hundred locks jammed.", "Three out of a hundred = 0.03"),
    ("en", "One in the hall and a hundred outside sang.", "One = 1", "a hundred = 100"),
    ("en", "Every tenth lamp is broken.", "Every tenth = 0.1"),
    ("en", "Every fourth day the bus is late."),
    ("fr", "Une vache sur cent boite.", "Une vache sur cent = 0.01"),
    ("fr", "Quatre brigades et demie sont parties.", "Quatre brigades et demie = 4.5"),
    ("de", "Jede vierte Lampe ist defekt.", "Jede vierte = 0.25"),
    ("de", "Jede zweite Woche fällt der Bus aus."),
    ("de", "Eine von drei Brücken ist gesperrt.", "Eine von drei = 0.3333333333333333333333333333"),
    ("de", "Nur ein Boot von zehn fuhr aus.", "ein Boot von zehn = 0.1"),
    ("de", "Es gab einen Verlust von 1.000 Euro.", "1.000 Euro = 1000 EUR"),
    ("de", "Ein Trupp von zehn Gärtnern kam.", "zehn = 10"),
    ("de", "Ein Trupp von zehn kam.", "zehn = 10"),
    ("de", "Eine Herde von hundert alten Schafen zog vorbei.", "hundert = 100"),
    ("de", "Vier von fünf haben ein Rad.", "Vier von fünf = 0.8"),
    ("de", "In 3 von 4 Orten regnete es.", "3 = 3", "4 = 4"),
]
SCALE_SAID_ONCE = [
    ("en", "Two or three hundred geese came.", "Two or three hundred = 200..300"),
    ("en", "Between two and three hundred geese came.", "two and three hundred = 200..300"),
    ("en", "2 or 3 thousand geese came.", "2 or 3 thousand = 2000..3000"),
    ("en", "Two or three dozen geese came.", "Two or three dozen = 24..36"),
    ("en", "A goose or two hundred ducks came.", "two hundred = 200"),
    ("en", "One or three hundred came.", "One = 1", "three hundred = 300"),
    ("fr", "Deux ou trois cents oies.", "Deux ou trois cents = 200..300"),
    ("de", "Zwei- bis dreihundert Gänse kamen.", "Zwei- bis dreihundert = 200..300"),
    ("es", "Dos o trescientas ocas.", "Dos o trescientas = 200..300"),
]
ON_AND_ON = [
    ("es", "Hay 12 mil 450 ocas.", "12 mil 450 = 12450"),
    ("es", "Costó 5 mil 300 pesos.", "5 mil 300 pesos = 5300 peso"),
    ("es", "Son 3 millones 200 mil ocas.", "3 millones 200 mil = 3200000"),
    ("es", "Son 12 mil. 450 llegaron.", "12 mil = 12000", "450 = 450"),
    ("es", "Son 12 mil 3 450", "12 mil = 12000", "3 450 = 3450"),
    ("en", "It counts 3 million 200 thousand geese.", "3 million 200 thousand = 3200000"),
    ("en", "Of 3 million 200 geese were ill.", "3 million = 3000000", "200 = 200"),
]
HALVES = [
    ("fr", "Une demi-douzaine d'oies.", "Une demi-douzaine = 6"),
    ("fr", "La bonne demi-douzaine d'oies.", "demi-douzaine = 6"),
    ("fr", "Une demi-heure, un demi-million d'oies.", "Une demi-heure = 0.5 h", "un demi-million = 500000"),
    ("fr", "La demi-finale a réuni 40 oies.", "40 = 40"),
    ("de", "Rund anderthalb Millionen Gänse.", "anderthalb Millionen = 1500000"),
    ("de", "Anderthalb Dutzend Gänse, anderthalb Stunden.", "Anderthalb Dutzend = 18", "anderthalb Stunden = 1.5 h"),
    ("de", "Zweieinhalb Millionen Gänse.", "Zweieinhalb Millionen = 2500000"),
]
SEVERAL = [
    ("en", "A couple of hundred geese came.", "couple of hundred = 100..1000"),
    ("en", "A couple of geese and 3 ducks came.", "3 = 3"),
    ("de", "Ein paar Hundert Gänse kamen.", "paar Hundert = 100..1000"),
    ("de", "Ein paar Dutzend Gänse kamen.", "paar Dutzend = 12..120"),
    ("de", "Ein paar Gänse und 3 Enten kamen.", "3 = 3"),
    ("es", "Un par de cientos de ocas.", "par de cientos = 100..1000"),
]
GERMAN_UNITS = [
    ("de", "Es kostet 5.000,-- € im Jahr.", "5.000,-- € = 5000 EUR"),
    ("de", "Es kostet 12,- Euro.", "12,- Euro = 12 EUR"),
    ("de", "Das sind 5 T€ mehr.", "5 T€ = 5000 EUR"),
    ("de", "Das sind 5 t Kies.", "5 t = 5 t"),
    ("de", "Es stieg um 3,5 %-Punkte.", "3,5 %-Punkte = 3.5 pp"),
    ("de", "Strom kostet 8,5 ct/kWh.", "8,5 ct = 0.085 EUR"),
    ("de", "1/3 der Gänse blieb.", "1/3 = 0.3333333333333333333333333333"),
    ("de", "Das Werk schuldet 310 TEUR, die Mühle 4,5 MEUR.", "310 TEUR = 310000 EUR", "4,5 MEUR = 4500000 EUR"),
    ("de", "Der Deich kostet 80 TCHF.", "80 TCHF = 80000 CHF"),
    ("de", "Der Strom kostet 31 c€ und 4,5 c€/kWh.", "31 c€ = 0.31 EUR", "4,5 c€ = 0.045 EUR"),
    ("fr", "Le bac coûte 310 kEUR.", "310 kEUR = 310000 EUR"),
    ("fr", "Le courant coûte 31 c€ par kWh.", "31 c€ = 0.31 EUR"),
    ("en", "The mill owes 310 kEUR, the weir 12 MSEK.", "310 kEUR = 310000 EUR", "12 MSEK = 12000000 SEK"),
    ("es", "La luz cuesta 31 c€/kWh.", "31 c€ = 0.31 EUR"),
    ("fr", "LE 12 MARS, 40 OIES SONT PARTIES.", "40 = 40"),
    ("de", "Im Hof stehen 5 TEUREN zum Trotz.", "5 = 5"),
]
QUOTIENTS = [
    ("en", "The weir lets 3.6 m³/s by.", "3.6 m³/s = 3.6 m³/s"),
    ("en", "It pumps 120 l/min, and 40 litres a day.", "120 l/min = 120 l/min", "40 litres = 40 l"),
    ("en", "The yield was 7.2 t/ha.", "7.2 t/ha = 7.2 t/ha"),
    ("en", "The yield was 7.2 tonnes per hectare.", "7.2 tonnes per hectare = 7.2 t/ha"),
    ("en", "Some 34 l/m² fell.", "34 l/m² = 34 l/m²"),
    ("en", "It makes 12 GWh/year at £12/MWh.", "12 GWh = 12 GWh", "£12 = 12 GBP"),
    ("en", "It uses 95 g/km and 40 kWh per day.", "95 g/km = 95 g/km", "40 kWh = 40 kWh"),
    ("en", "Some 40 kg per person is lost.", "40 kg = 40 kg"),
    ("en", "It gave 7.2 tonnes of rye per hectare.", "7.2 tonnes = 7.2 t/ha"),
    ("en", "It gave 7.2 tonnes a hectare and 5 litres a day.", "7.2 tonnes a hectare = 7.2 t/ha", "5 litres = 5 l"),
    ("en", "It took 5 litres of oil per van.", "5 litres = 5 l"),
    ("de", "Im Bach waren 12 Milligramm Blei je Liter.", "12 Milligramm = 12 mg/l"),
    ("fr", "Le rendement est de 45 hl/ha.", "45 hl/ha = 45 hl/ha"),
    ("fr", "Il tombe 34 litres par mètre carré.", "34 litres par mètre carré = 34 l/m²"),
    ("de", "Es fielen 34 Liter je Quadratmeter.", "34 Liter je Quadratmeter = 34 l/m²"),
    ("es", "Rinde 7,2 toneladas por hectárea.", "7,2 toneladas por hectárea = 7.2 t/ha"),
]
CASED = [
    ("en", "The lake took in 22 ML a day, the flask 5 mL.", "22 ML = 22 Ml", "5 mL = 5 ml"),
    ("en", "It needs 7 mW, the mill 7 MW.", "7 mW = 7 mW", "7 MW = 7 MW"),
    ("en", "The mill has 45 mw.", "45 mw = 45 MW"),
    ("en", "TAKE 5 ML DAILY.", "5 ML = 5 ml"),
    ("en", "A 250 ML carton costs $2.", "250 ML = 250 ml", "$2 = 2 USD"),
    ("en", "Bran 500 Mg Tablets", "500 Mg = 500 mg"),
    ("en", "The bolt takes 20 Nm, the film 20 nm.", "20 Nm = 20 N·m", "20 nm = 20 nm"),
    ("en", "The lake holds 1.9 km³ or 34,800 megalitres.", "1.9 km³ = 1.9 km³", "34,800 megalitres = 34800 Ml"),
    ("en", "Spreads rose 11 bp, then 25bps.", "11 bp = 11 bp", "25bps = 25 bp"),
    ("es", "El embalse guarda 412 hm³.", "412 hm³ = 412 hm³"),
    ("fr", "Le compteur dépasse 36 kVA.", "36 kVA = 36 kVA"),
    ("de", "Die Anlage hat 12 kWp.", "12 kWp = 12 kWp"),
]
METRES_OR_MILLIONS = [
    ("en", "7.6m geese were waiting, up from 4.2m.", "7.6m = 7600000", "4.2m = 4200000"),
    ("en", "It fell from 1.2m to 0.9m homes.", "1.2m = 1200000", "0.9m = 900000"),
    ("en", "It fell from 12m to 9m deep.", "12m = 12 m", "9m = 9 m"),
    ("en", "Workers climbed 30m.", "30m = 30 m"),
    ("en", "The tests over 400m.", "400m = 400 m"),
    ("en", "Sales climbed to 3.4m.", "3.4m = 3400000"),
    ("en", "The 200m track is 2m wide, up from 1m.", "200m = 200 m", "2m = 2 m", "1m = 1 m"),
    ("en", "The population of the delta is 8.9m.", "8.9m = 8900000"),
    ("en", "Passengers fell from 3.4m to 2.9m.", "3.4m = 3400000", "2.9m = 2900000"),
    ("en", "Deaths of bees reached 1.2m in 2020.", "1.2m = 1200000"),
    ("en", "Membership: 1.2m (2019: 1.1m)", "1.2m = 1200000", "1.1m = 1100000"),
    ("en", "Visitors stood 2m apart.", "2m = 2 m"),
    ("en", "Passengers were 2m from the edge.", "2m = 2 m"),
    ("en", "The wall is 3m.", "3m = 3 m"),
    ("en", "Some 40 people walked 200m.", "40 = 40", "200m = 200 m"),
    ("en", "The cost of the 200m track rose.", "200m = 200 m"),
    ("en", "Cases of 5m3 are sold.", "5m3 = 5 m³"),
]
SCALES = [
    ("en", "The port owes Rs 7 crore and 3 lakh rupees.", "Rs 7 crore = 70000000 INR", "3 lakh rupees = 300000 INR"),
    ("en", "One lakh twenty thousand goats were sold.", "One lakh twenty thousand = 120000"),
    ("en", "The Lakh Bridge has 6 arches.", "6 = 6"),
    ("en", "The canal cost $2 thousand million.", "$2 thousand million = 2000000000 USD"),
    ("en", "A million million stars are seen.", "A million million = 1000000000000"),
    ("en", "It printed 10 tln won.", "10 tln = 10000000000000"),
    ("fr", "Près d'un quart de million d'abeilles sont mortes.", "un quart de million = 250000"),
    ("fr", "Trois quarts de million d'affiches.", "Trois quarts de million = 750000"),
    ("fr", "Un quart du million promis est venu.", "Un quart = 0.25"),
    ("es", "Casi un cuarto de millón de abejas murieron.", "un cuarto de millón = 250000"),
    ("de", "Fast eine Viertelmillion Bienen starb.", "eine Viertelmillion = 250000"),
    ("de", "Eine Dreiviertelmillion Bienen starb.", "Eine Dreiviertelmillion = 750000"),
    ("de", "Eine Viertelstunde später flogen 3 Bienen.", "3 = 3"),
    ("fr", "La dette atteint trois mille milliards d'euros.", "trois mille milliards d'euros = 3000000000000 EUR"),
    ("de", "Das sind 3 Tausend Millionen Euro.", "3 Tausend Millionen Euro = 3000000000 EUR"),
]
RANGES = [
    ("en", "Rents of 2k-3k are asked.", "2k-3k = 2000..3000"),
    ("en", "It will cost 4m–6m pounds.", "4m–6m pounds = 4000000..6000000 GBP"),
    ("en", "The lock will cost £4m–6m.", "£4m–6m = 4000000..6000000 GBP"),
    ("en", "A dyke costs between $3m and 9m.", "$3m and 9m = 3000000..9000000 USD"),
    ("en", "The budget grew from €4m to 6m.", "€4m = 4000000 EUR", "6m = 6000000 EUR"),
    ("en", "The £4m lock is 60m long.", "£4m = 4000000 GBP", "60m = 60 m"),
    ("en", "The pipe is 4m–6m long.", "4m–6m = 4..6 m"),
    ("en", "It goes 0-to-60-mph.", "0-to-60-mph = 0..60 mph"),
    ("en", "A 9-to-5 shift suits 12 clerks.", "12 = 12"),
    ("en", "The model is at 1:500 and weighs 3 kg.", "3 kg = 3 kg"),
    ("en", "It gave $2 million to 14 clubs.", "$2 million = 2000000 USD", "14 = 14"),
    ("fr", "Une aide de 5k€-8k€ est versée.", "5k€-8k€ = 5000..8000 EUR"),
    ("de", "Fällig sind 2k-3k Euro.", "2k-3k Euro = 2000..3000 EUR"),
]
RESTS = [
    ("en", "A cake is two dollars fifty.", "two dollars fifty = 2.5 USD"),
    ("en", "A cake is one euro thirty per slice.", "one euro thirty = 1.3 EUR"),
    ("en", "They took two dollars; fifty hens came.", "two dollars = 2 USD", "fifty = 50"),
    ("en", "A ride is 2 euros and 50 cents.", "2 euros and 50 cents = 2.5 EUR"),
    ("en", "It sold 5 dollars and 20 kites.", "5 dollars = 5 USD", "20 = 20"),
    ("fr", "Le mur fait 1 mètre 80 de haut.", "1 mètre 80 = 1.8 m"),
    ("fr", "Le café est à 2 euros 50 par tasse.", "2 euros 50 = 2.5 EUR"),
    ("fr", "Après 2 euros 50 poules arrivent.", "2 euros = 2 EUR", "50 = 50"),
    ("fr", "La messe a duré 2 heures 30.", "2 heures 30 = 150 min"),
    ("fr", "Le trajet dure 1 h 20 avec 12 arrêts.", "1 h 20 = 80 min", "12 = 12"),
    ("fr", "Il y a une attente de 3 h 05 au guichet.", "3 h 05 = 185 min"),
    ("fr", "Le train part à 1 h 20 du matin."),
    ("fr", "Le guichet ouvre de 8 h 30 à 12 h 15."),
    ("fr", "La messe dure 2 heures, 30 fidèles y vont.", "2 heures = 2 h", "30 = 30"),
    ("es", "El viaje dura 2 h 30 en tren.", "2 h 30 = 150 min"),
    ("es", "El tren sale a las 2 h 30."),
    ("de", "Die Latte misst 2 Meter 50.", "2 Meter 50 = 2.5 m"),
    ("es", "El pan vale 1 euro con 30.", "1 euro con 30 = 1.3 EUR"),
    ("es", "Vale 12 euros con 30 invitados.", "12 euros = 12 EUR", "30 = 30"),
    ("de", "Nötig sind 40 und ein Viertel mehr Zelte.", "40 = 40", "ein Viertel = 0.25"),
    ("de", "Es dauert 3 und ein Viertel Stunden.", "3 und ein Viertel Stunden = 3.25 h"),
]
#: A length, weight or time that is told in a unit and its parts is one quantity, and told in the parts.
IN_PARTS = [
    ("en", "The play lasts 3 hours 20 minutes.", "3 hours 20 minutes = 200 min"),
    ("en", "Tests take two hours and fifteen minutes.", "two hours and fifteen minutes = 135 min"),
    ("en", "The ferry was 1 hr 5 min late.", "1 hr 5 min = 65 min"),
    ("en", "He got 2 years and 6 months.", "2 years and 6 months = 30 month"),
    ("en", "The siege took 1 day, 6 hours on foot.", "1 day = 1 day", "6 hours = 6 h"),
    ("en", "The gate is 5 feet 3 inches high.", "5 feet 3 inches = 63 in"),
    ("en", "A calf of 9 lb 4 oz was born.", "9 lb 4 oz = 148 oz"),
    ("en", "It ran for 1 day 3 hours 20 minutes.", "1 day 3 hours 20 minutes = 1640 min"),
    ("en", "The wait fell from 4 hours 10 minutes to 3 hours.", "4 hours 10 minutes = 250 min", "3 hours = 3 h"),
    ("fr", "L'attente est de 2 heures 40 minutes.", "2 heures 40 minutes = 160 min"),
    ("fr", "Le trajet dure 1 h 20 min.", "1 h 20 min = 80 min"),
    ("fr", "Il purge 3 ans et 4 mois de prison.", "3 ans et 4 mois = 40 month"),
    ("de", "Die Fahrt dauert 2 Stunden und 15 Minuten.", "2 Stunden und 15 Minuten = 135 min"),
    ("es", "El viaje dura 5 horas y 10 minutos.", "5 horas y 10 minutos = 310 min"),
    # what is no part of the first, or more than one of it
    ("en", "Rides take 2 hours and 90 minutes.", "2 hours = 2 h", "90 minutes = 90 min"),
    ("en", "It lasts 20 minutes and 2 hours.", "20 minutes = 20 min", "2 hours = 2 h"),
    ("en", "It lasts 3 hours and 20 km.", "3 hours = 3 h", "20 km = 20 km"),
    ("en", "It lasts 3 hours and 20 guests.", "3 hours = 3 h", "20 = 20"),
    ("en", "Breaks take 2.5 hours and 10 minutes.", "2.5 hours = 2.5 h", "10 minutes = 10 min"),
    ("en", "Breaks take 2 hours or 10 minutes.", "2 hours = 2 h", "10 minutes = 10 min"),
    ("en", "It takes 3 hours and", "3 hours = 3 h"),
    ("en", "It takes 3 hours and 20", "3 hours = 3 h", "20 = 20"),
]
#: A number that goes on with a size leaves its unit out; a count, a share or a multiple beside it has none.
LEFT_OUT = [
    ("en", "The works took 18 months instead of 12.", "18 months = 18 month", "12 = 12 month"),
    ("en", "Rides take 40 minutes, or 25 at night.", "40 minutes = 40 min", "25 = 25 min"),
    ("fr", "Le déficit est de 6 tonnes, contre 4 en mai.", "6 tonnes = 6 t", "4 = 4 t"),
    (
        "fr",
        "Le budget est de 9 millions d'euros, dont 2 millions pour l'eau.",
        "9 millions d'euros = 9000000 EUR",
        "2 millions = 2000000 EUR",
    ),
    ("de", "Der Fehlbetrag lag bei 6 Euro, im Vorjahr waren es 4.", "6 Euro = 6 EUR", "4 = 4 EUR"),
    ("es", "Ardieron 190 hectáreas de pinar y 62 de monte.", "190 hectáreas = 190 ha", "62 = 62 ha"),
    ("es", "La entrada es de 8 euros para adultos y de 3 para niños.", "8 euros = 8 EUR", "3 = 3 EUR"),
    ("en", "Sales rose by 4 % to 310.", "4 % = 4 %", "310 = 310"),
    ("en", "The roof cost £3m, four times the sum paid.", "£3m = 3000000 GBP", "four times = 4 time"),
    ("en", "The roof cost £3m; 40 guests came.", "£3m = 3000000 GBP", "40 = 40"),
    ("en", "The van drove 90 miles with 12 guests.", "90 miles = 90 mi", "12 = 12"),
    ("en", "Every further bin is £30, and a household can have four.", "£30 = 30 GBP", "four = 4"),
    ("en", "The ride took 40 minutes, and 12 were hurt.", "40 minutes = 40 min", "12 = 12"),
    ("en", "The gale lasted 3 days and killed 12.", "3 days = 3 day", "12 = 12"),
    ("de", "Der Orkan dauerte 3 Tage, 12 wurden verletzt.", "3 Tage = 3 day", "12 = 12"),
    ("fr", "Le stage dure 3 jours, 12 y participent.", "3 jours = 3 day", "12 = 12"),
    ("es", "La obra costó 3 euros y 40 vinieron.", "3 euros = 3 EUR", "40 = 40"),
    # what has another's unit, or none: a part of things told before the measure, a number of things, a size in pages
    ("en", "They saw 80 cars in a two-day check, of which 14 leaked.", "80 = 80", "two-day = 2 day", "14 = 14"),
    (
        "es",
        "Hubo 80 multas en una obra de tres días, de las cuales 12 en mayo.",
        "80 = 80",
        "tres días = 3 day",
        "12 = 12",
    ),
    ("fr", "La peine est de 3 ans, dont 2 avec sursis.", "3 ans = 3 year", "2 = 2 year"),
    ("en", "The fee is due in 10 days, and a 20-page limit applies.", "10 days = 10 day", "20 = 20"),
    ("es", "Cuesta 12 euros, y las plazas, 30 más que ayer, bajan.", "12 euros = 12 EUR", "30 = 30"),
    ("en", "The shed held 12 tonnes, 3 more than in May.", "12 tonnes = 12 t", "3 = 3 t"),
    (
        "de",
        "30 Tage hat er; es kostet mindestens 50 und höchstens 90 Euro.",
        "30 Tage = 30 day",
        "50 = 50",
        "90 Euro = 90 EUR",
    ),
    ("en", "The number of boats held for 6 hours in June was 31.", "6 hours = 6 h", "31 = 31"),
]
ADJECTIVES = [
    ("de", "Nach dreitägiger Fahrt kam er an.", "dreitägiger = 3 day"),
    ("de", "Die vierzehnmonatigen Arbeiten enden.", "vierzehnmonatigen = 14 month"),
    ("de", "Ein 14-tägiger Ausstand droht.", "14-tägiger = 14 day"),
    ("de", "Eine 3-stündige Probe half.", "3-stündige = 3 h"),
    ("de", "Das mehrtägige Fest ist aus."),
    ("de", "Das Monatige blieb ihm fremd."),
]
DEADLINES = [
    ("es", "El pago se hará dentro de los veinte días siguientes.", "veinte días = 20 day"),
    ("es", "Los veinte días siguientes hubo sol."),
    ("de", "Die Miete ist innerhalb der folgenden 20 Tage zu zahlen.", "20 Tage = 20 day"),
    ("de", "Innerhalb der letzten 20 Tage gab es Regen."),
    ("en", "Rent must be sent within the next 20 days.", "20 days = 20 day"),
    ("en", "Within the last 20 days it rained."),
]
FRACTIONS = [
    ("en", "The wall is 2 1/2 miles long.", "2 1/2 miles = 2.5 mi"),
    ("en", "The plank is 7-3/4 inches wide.", "7-3/4 inches = 7.75 in"),
    ("en", "The rate is 5 1⁄4 per cent.", "5 1⁄4 per cent = 5.25 %"),
    ("en", "Some 1⁄4 of hens died.", "1⁄4 = 0.25"),
    ("en", "Of 8 crews, 3/4 had left.", "8 = 8", "3/4 = 0.75"),
    ("en", "It met on 1/2/2023; 9 came.", "9 = 9"),
    ("en", "They won (3/1) before 70 fans.", "70 = 70"),
    ("de", "Es dauert 3 1/2 Wochen.", "3 1/2 Wochen = 3.5 week"),
    ("fr", "Ouvert 24/24, le poste compte 6 agents.", "6 = 6"),
]
MONEY = [
    ("en", "A bag costs 10p, a roll 15 to 20p.", "10p = 0.1 GBP", "15 to 20p = 0.15..0.2 GBP"),
    ("en", "Shares rose from 98p to 164p.", "98p = 0.98 GBP", "164p = 1.64 GBP"),
    ("en", "Milk costs 145.3p a litre, tea 150-180p.", "145.3p = 1.453 GBP", "150-180p = 1.5..1.8 GBP"),
    ("en", "The fine is 150 pence.", "150 pence = 1.5 GBP"),
    ("en", "The goat weighs 25 pounds.", "25 pounds = 25 lb"),
    ("en", "The goat, weighing 25 pounds, cost 40 pounds.", "25 pounds = 25 lb", "40 pounds = 40 GBP"),
    ("en", "Between 10 and 15 per cent left.", "10 and 15 per cent = 10..15 %"),
    ("fr", "Le litre perd 4 centimes.", "4 centimes = 0.04 EUR"),
    ("fr-CH", "Le litre coûte 3 francs.", "3 francs = 3 CHF"),
    ("fr", "Le litre coûtait 3 francs.", "3 francs = 3 FRF"),
    ("en-CA", "It costs 5 dollars, US$4 abroad.", "5 dollars = 5 CAD", "US$4 = 4 USD"),
    ("de", "Das Ei kostet 40 Cent.", "40 Cent = 0.4 EUR"),
    ("en", "In 2021 £300 was left.", "£300 = 300 GBP"),
]
TWICE = [
    ("en", "Send four (4) copies.", "four (4) = 4"),
    ("en", "At least fifty (50) percent must agree.", "fifty (50) percent = 50 %"),
    ("en", "Pay within 20 (twenty) days.", "20 (twenty) days = 20 day"),
    ("en", "It owes two hundred euros (€200).", "two hundred euros (€200) = 200 EUR"),
    ("en", "Four boats (9 crew) and ten (10 %) sank.", "Four = 4", "9 = 9", "ten = 10", "10 % = 10 %"),
    ("fr", "Un délai de trente (30) jours court.", "trente (30) jours = 30 day"),
    ("de", "Binnen vierzehn (14) Tagen ist zu zahlen.", "vierzehn (14) Tagen = 14 day"),
]


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (case[0], case[1], list(case[2:]))
        for case in SHARES
        + METRES_OR_MILLIONS
        + SCALE_SAID_ONCE
        + ON_AND_ON
        + HALVES
        + QUOTIENTS
        + CASED
        + SEVERAL
        + GERMAN_UNITS
        + SCALES
        + RANGES
        + RESTS
        + IN_PARTS
        + LEFT_OUT
        + FRACTIONS
        + MONEY
        + TWICE
    ],
)
def test_reads_the_value_that_is_meant(language: str, sentence: str, wanted: list[str]) -> None:
    assert kept(language, sentence) == wanted


# language, sentence, what is refused and why, what is kept
REFUSED = [
    ("en", "Sales reached 1,250 last month and 990 next week.", "", "1,250; 990"),
    ("fr", "Le préavis doit être envoyé au moins 45 jours avant la fin du bail.", "", "45 jours"),
    ("fr", "Le feu a pris 45 jours avant la fin du bail.", "45 jours period", ""),
    ("es", "El aviso debe enviarse 45 días antes de la boda.", "", "45 días"),
    ("es", "El aviso llegó 45 días antes de la boda.", "45 días period", ""),
    ("en", "Tags: heat (13), house (37)", "13 counter; 37 counter", ""),
    ("de", "Schlagwörter: Wärme (13), Haus (37)", "13 counter; 37 counter", ""),
    ("en", "Pumps: heat (13), water (37)", "", "13; 37"),
    ("es", "Una tercera nave alberga 40 barcos.", "Una tercera ordinal", "40"),
    ("es", "Abre una cuarta línea.", "una cuarta ordinal", ""),
    ("es", "Una tercera parte de los barcos zarpó.", "", "Una tercera"),
    ("es", "Prensa: 955 555 310, prensa@region.example", "955 555 310 phone", ""),
    ("de", "Pressestelle: 421 555 010 (presse@stadt.example)", "421 555 010 phone", ""),
    ("fr", "Budget : 955 555 310 euros, dit mairie@ville.example", "", "955 555 310 euros"),
    ("en", "Lessons last 50 minutes.", "", "50 minutes"),
    ("de", "Im Fall 2 Ks 104 Js 3/24 sagten drei Zeugen aus.", "2 id; 104 id; 3 id; 24 id", "drei"),
    ("de", "Der Plan sieht 12 Wochen vor.", "", "12 Wochen"),
    ("de", "Drei Wochen vor dem Fest fehlen 40 Zelte.", "Drei Wochen period", "40"),
    ("en", "Guided tours last 2 hours and start with groups of 8.", "", "2 hours; 8"),
    ("en", "The works should last 6 weeks.", "", "6 weeks"),
    ("en", "Admissions last 7 days", "7 days period", ""),
    ("en", "Admissions in the last 7 days: 31.", "7 days period", "31"),
    ("en", "Over last 2 weeks 40 barns burnt.", "2 weeks period", "40"),
    ("en", "Over the 3 last years 40 barns burnt.", "3 period", "40"),
    ("fr", "Les 6 derniers mois ont vu 40 départs.", "6 period", "40"),
    ("de", "Es waren 1.250 letzten Monat.", "", "1.250"),
    ("de", "Die 4 letzten Wochen brachten 40 Anträge.", "4 period", "40"),
    ("fr", "Un test de moins de 24 h est exigé.", "", "24 h"),
    ("fr", "Un délai de 12 h et 3 h de marche suffisent.", "", "12 h; 3 h"),
    ("fr", "Le train de 7 h et le journal de 20 h sont supprimés.", "7 h time; 20 h time", ""),
    ("fr", "Avant 6 h du matin, 40 bus roulent.", "6 h time", "40"),
    ("en", "The rate (187/100,000) is high.", "100,000 rate", "187"),
    ("fr", "La plus forte (312/100 000) est ici.", "100 000 rate", "312"),
    ("de", "Von 1830 befragten Betrieben bilden 300 aus.", "", "1830; 300"),
    ("de", "Die Quote (120/10 000 Kinder) steigt.", "10 000 rate", "120"),
    ("en", "She got 85/100 in maths.", "85 score; 100 rate", ""),
    ("en", "Of 1820 surveyed farms, 40 closed.", "", "1820; 40"),
    ("en", "The list of 1990 banned books grew by 40 titles.", "1990 year", "40"),
    ("de", "Man gab dem DRK 140 warme Decken.", "", "140"),
    ("en", "The inn had 815,3321 guests.", "815,3321 unclear", ""),
    ("fr", "L'indice est de 815,3321 points.", "", "815,3321 points"),
    ("en", "It opened in March 2017.41 It has 30 beds.", "2017.41 footnote", "30"),
    ("en", "The wall is 9 m high.[12] It holds.[3, 4]", "12 footnote; 3 footnote; 4 footnote", "9 m"),
    ("en", "Appeals take 10 days.5 The board has 9 members.", "5 footnote", "10 days; 9"),
    ("en", "14.2 The tenant pays £300.", "14.2 list_marker", "£300"),
    ("en", "14.2 million people voted.", "", "14.2 million"),
    ("de", "3.5 Der Mieter zahlt 20 Euro.", "3.5 list_marker", "20 Euro"),
    ("en", "Hundred rupees went to 3 men.", "Hundred unclear", "3"),
    ("en", "The dozen or so guards slept.", "dozen unclear", ""),
    ("en", "Thousand Oaks lost 30 barns.", "Thousand name", "30"),
    ("fr", "Ils sont en quarantaine.", "", ""),
    ("de", "Hundert Ziegen und ein Dutzend Esel grasen.", "", "Hundert; ein Dutzend"),
    ("ar", "عدد ١٢٣ هنا", "١٢٣ script", ""),
    ("en", "The accounts, in thousands of euros, show 3 gaps.", "thousands of euros structure", "3"),
    ("de", "Die Zahlen (in Tausend Euro) zeigen 3 Lücken.", "Tausend Euro structure", "3"),
    ("de", "Man zahlte in tausend Fällen.", "", "tausend"),
    ("es", "A mitad de 2019 había 40 barcas a mitad de precio.", "mitad idiom; 2019 year; mitad idiom", "40"),
    ("es", "La mitad de las 40 barcas salió.", "", "mitad; 40"),
    ("fr", "Dans les sept jours précédant le 15 mars, 40 oies.", "sept jours period; 15 date", "40"),
    ("fr", "Dans les sept jours qui ont précédé le 15 mars, 40 oies.", "sept jours period; 15 date", "40"),
    ("de", "In den sieben Tagen vor dem 15. März kamen 40.", "sieben Tagen period; 15 date", "40"),
    ("de", "Es dauert sieben Tage nach der Wahl.", "", "sieben Tage"),
    ("fr", "En semaine 10, 40 cas ont été relevés.", "10 period", "40"),
    ("fr", "En semaines 10, 40 et 41, rien.", "10 name; 40 name; 41 name", ""),
    ("fr", "La peine passe de 8 heures à 12 h.", "", "8 heures; 12 h"),
    ("fr", "Le délai est ramené de 18 h à 12 h.", "", "18 h; 12 h"),
    ("fr", "La durée est portée de 8 heures à 12 heures.", "", "8 heures; 12 heures"),
    ("fr", "Le bureau ouvre de 8 heures à 12 h.", "8 heures à 12 h time", ""),
    ("fr", "Fermé de 8 h à 12 h.", "8 h à 12 h time", ""),
    ("es", "La jornada pasa de 8 h a 12 h.", "", "8 h; 12 h"),
    ("es", "Abierto de 8 h a 12 h.", "8 h a 12 h time", ""),
    ("en", "Of 300 World War 2 veterans, 40 came.", "2 name", "300; 40"),
    ("en", "After World War 1 miners left.", "1 name", ""),
    ("en", "In that war 2 villages burnt.", "", "2"),
    ("en", "The War 2 ministers wanted cost 300 lives.", "", "2; 300"),
    ("de", "Leistung: 30 MW 12/20", "12 score; 20 score", "30 MW"),
    ("de", "Der Beschluss 3 W 12/20 betrifft 40 Höfe.", "3 W id; 12 id; 20 id", "40"),
    ("en", "It sent refunds of $17.50 to 130 customers.", "", "$17.50; 130"),
    ("en", "A net costs £5 to 10, a boat £5 to 10 more.", "", "£5 to 10; £5 to 10"),
    ("es", "Fue hallada tras 14 horas de búsqueda.", "", "14 horas"),
    ("es", "Volvió tras 14 horas.", "14 horas period", ""),
    ("en", "Trains 2417 and 2419 carry 300 people.", "2417 name; 2419 name", "300"),
    ("en", "In May 2417 and 2419 boats came.", "", "2417; 2419"),
    ("es", "Los trenes Avant 8072 y 8082 llevan 300 personas.", "8072 name; 8082 name", "300"),
    ("es", "El grupo Molino 8072 personas atendió.", "", "8072"),
    ("de", "Haus 7, Zimmer 2.108, hat 40 Betten.", "7 name; 2.108 name", "40"),
    ("de", "Die Zimmer 2.108 Gästen zu geben, kostet viel.", "", "2.108"),
    ("de", "Im Haus 7 Katzen zu halten ist viel.", "", "7"),
    ("de", "Sie ist zwischen den Anschlussstellen 12 und 14 für 3 Wochen zu.", "12 name; 14 name", "3 Wochen"),
    ("es", "En el minuto 78 había 400 personas.", "78 name", "400"),
    ("es", "Cada minuto 78 personas entran.", "", "78"),
    ("en", "Camden 45 trains", "", "45"),
    ("en", "In zone Marsh 300 people stayed.", "", "300"),
    ("fr", "Après les 116 000 de mars, 120 000 sont venus.", "", "116 000; 120 000"),
    ("fr", "Appelez le 116 000.", "116 000 phone", ""),
    ("es", "La línea de ayuda 900 200 100 atendió 512 avisos.", "900 200 100 phone", "512"),
    ("es", "La línea llevó a 900 200 100 viajeros.", "", "900 200 100"),
    ("en", "MAX HEIGHT 2.1M", "", "2.1"),
    ("en", "Police Constable Ann Reed (31) was hurt.", "31 age", ""),
    ("en", "CEO Ann Reed (51) left 3 firms.", "51 age", "3"),
    ("en", "North Shire Police (24) and others asked.", "", "24"),
    ("en", "The staff of HMP Marsh (24) asked.", "", "24"),
    ("en", "GPS 4.5 units were sold.", "", "4.5"),
    ("fr", "Il a payé 400 € (chambre 12).", "12 name", "400 €"),
    ("de", "Nur 16 % kennen die 116 117.", "116 117 phone", "16 %"),
    ("de", "Es kamen 116 117 Gäste.", "", "116 117"),
    ("fr", "Seuls 3 des 48 chapitres brûlés sont perdus.", "", "3; 48"),
    ("fr", "Seuls 3 des chapitres du texte sont sûrs.", "3 structure", ""),
    ("es", "La espera media ha quedado en 64 días.", "", "64 días"),
    ("es", "Las pérdidas han bajado del 18 % al 13,5 %.", "", "18 %; 13,5 %"),
    ("es", "Entre el 10 y el 12 % cerró.", "", "10 y el 12 %"),
    ("de", "Die Quote ist von 6,3 auf 5,8 Prozent gesunken.", "", "6,3; 5,8 Prozent"),
    ("fr", "La dette devrait passer de 2 910 à 3 260 francs.", "", "2 910; 3 260 francs"),
    ("fr", "Un sans-abri sur quatre dort dehors.", "", "Un sans-abri sur quatre"),
    ("en", "It was approved by a vote of 6 to 2.", "", "6; 2"),
    ("en", "A ban lasts 288 days (9.46 months).", "", "288 days (9.46 months)"),
    ("fr", "Le lac couvre 3 km² (300 hectares).", "", "3 km² (300 hectares)"),
    ("de", "Das Gelände misst 4 Hektar (40.000 m²).", "", "4 Hektar (40.000 m²)"),
    ("en", "A stay of 90 days (6 months) is allowed.", "", "90 days; 6 months"),
    ("en", "The walk is 15 miles (2 hours) long.", "", "15 miles; 2 hours"),
]


@pytest.mark.parametrize(("language", "sentence", "refused", "wanted"), REFUSED)
def test_loses_no_figure_and_shows_every_number(language: str, sentence: str, refused: str, wanted: str) -> None:
    found = read(language, sentence)
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused
    assert "; ".join(one.surface for one in found.kept) == wanted


# language, cell, its column header, the table's caption, the figure
CELLS = [
    ("en", "1,204", "Grants", "Accounts, £'000", "1,204 = 1204000 GBP"),
    ("en", "(350)", "Grants £", "", "350 = -350 GBP"),
    ("en", "(£12)", "Net", "", "£12 = -12 GBP"),
    ("en", "(350)", "Wardens", "", "350 = 350"),
    ("en", "4,310", "Price £", "", "4,310 = 4310 GBP"),
    ("en", "12", "Spending in £ million", "", "12 = 12000000 GBP"),
    ("en", "310", "Height (m)", "", "310 = 310 m"),
    ("en", "4.2", "Visitors (m)", "", "4.2 = 4200000"),
    ("en", "85", "Fare (pence)", "", "85 = 0.85 GBP"),
    ("fr", "2 840", "Montant", "Comptes, en milliers d’euros", "2 840 = 2840000 EUR"),
    ("de", "5.120", "Ausgaben (in Tausend Euro)", "", "5.120 = 5120000 EUR"),
    ("de", "5.120", "Ansatz in Tsd. Euro", "", "5.120 = 5120000 EUR"),
    ("de", "5", "T€", "", "5 = 5000 EUR"),
    ("de", "5.120", "Ansatz in Tsd. Euro (vorläufig)", "", "5.120 = 5120000 EUR"),
    ("en", "5.1", "£m (provisional)", "", "5.1 = 5100000 GBP"),
    ("en", "5.1", "Grants (£m) (revised)", "", "5.1 = 5100000 GBP"),
    ("en", "5.1", "Grants, £m*", "", "5.1 = 5100000 GBP"),
    ("es", "5,1", "Monto (millones de €) (p)", "", "5,1 = 5100000 EUR"),
    ("fr", "5,1", "Dépenses en M€ (provisoire)", "", "5,1 = 5100000 EUR"),
    ("en", "51", "Wardens (provisional)", "", "51 = 51"),
    ("en", "51", "Oakley (112 m) (north)", "", "51 = 51"),
    ("de", "-7 %", "Veränderung", "", "-7 % = 7 %"),
    ("en", "5,310", "2024 (p)", "Emissions, kt CO2e", "5,310 = 5310 ktCO2e"),
    ("en", "18", "P", "", "18 = 18"),
    ("en", "85", "Fare (p)", "", "85 = 0.85 GBP"),
    ("en", "85", "Pence per mile (p)", "", "85 = 0.85 GBP"),
    ("en", "9.4", "EPS (p)", "", "9.4 = 0.094 GBP"),
    ("en", "53", "% full", "Lakes, million m³", "53 = 53 %"),
    ("en", "3.1", "% change", "Grants, £'000", "3.1 = 3.1 %"),
    ("en", "12,450.75", "2023-24", "Funds (₹ in lakh)", "12,450.75 = 1245075000.00 INR"),
    ("en", "4.2", "2023", "Funds ($ in millions)", "4.2 = 4200000 USD"),
    ("es", "721,4", "Ocupados (miles de personas)", "", "721,4 = 721400"),
    ("en", "2.1M", "Targeted", "", "2.1M = 2100000"),
    ("en", "4M", "Reached", "", "4M = 4000000"),
    ("de", "−14,3", "Temp. (°C)", "", "−14,3 = -14.3 °C"),
    ("en", "−1.2", "Min °C", "", "−1.2 = -1.2 °C"),
    ("fr", "3,6", "Débit (m³/s)", "", "3,6 = 3.6 m³/s"),
    ("en", "310", "Output", "Capacity (MW) and output (GWh)", "310 = 310"),
    ("en", "310", "Output (GWh)", "Capacity (MW) and output (GWh)", "310 = 310 GWh"),
    ("es", "2,9", "Proyecciones (tasas de variación anual, %)", "", "2,9 = 2.9 %"),
    ("fr", "2,9", "2025", "Projections (croissance en %, moyenne annuelle)", "2,9 = 2.9 %"),
    ("fr", "3,6", "Prévision (m)", "", "3,6 = 3.6 m"),
    ("fr", "3,6", "Visiteurs (M)", "", "3,6 = 3600000"),
    ("de", "163,6", "1990", "Emissionen in Mio. t CO2-Äquivalenten", "163,6 = 163600000 tCO2e"),
    ("de", "34", "Niederschlag (l/m²)", "", "34 = 34 l/m²"),
]


@pytest.mark.parametrize(("language", "words", "header", "caption", "wanted"), CELLS)
def test_a_table_says_its_unit_and_scale_once(
    language: str, words: str, header: str, caption: str, wanted: str
) -> None:
    cell = Cell(table=0, row=1, column=1, row_headers=("Mill",), column_headers=(header,), caption=caption)
    block = Block(kind=BlockKind.TABLE_CELL, start=0, end=len(words), cell=cell)
    (figure,), refused = figures.find(Text(content=words, blocks=(block,), language=language))
    assert written(figure).replace(".0 ", " ").removesuffix(".0") == wanted
    assert not refused


def test_the_size_of_a_place_in_a_row_multiplies_nothing() -> None:
    cell = Cell(table=0, row=1, column=1, row_headers=("Oakley (112 m)",), column_headers=("Barns",))
    block = Block(kind=BlockKind.TABLE_CELL, start=0, end=4, cell=cell)
    (figure,), _ = figures.find(Text(content="14.6", blocks=(block,), language="en"))
    assert written(figure) == "14.6 = 14.6"


COLUMNS = [
    ("en", "4", "Platform", "list_number"),
    ("en", "12", "S. No.", "list_number"),
    ("de", "7", "Gleis", "list_number"),
    ("de", "1", "Pl.", "list_number"),
    ("es", "6", "Vía", "list_number"),
    ("fr", "14", "Quai", "list_number"),
    ("en", "52.21", "Lat.", "address"),
    ("es", "10.30", "Salida", "time"),
    ("en", "14", "Platforms", ""),
    ("en", "4.5", "Rank", ""),
    ("en", "80", "No", ""),
    ("en", "80", "No.", "list_number"),
    ("es", "80", "No", ""),
    ("es", "7", "Nota", ""),
    ("fr", "14", "Note", ""),
    ("en", "45.2", "Long", ""),
    ("en", "45", "Lat.", ""),
    ("en", "345.25", "Lat.", ""),
    ("de", "12,5", "Länge", ""),
    ("de", "12,5", "Breite", ""),
    ("en", "9.58", "Time", ""),
    ("de", "10,25", "Zeit", ""),
    ("fr", "14", "Places", ""),
]


@pytest.mark.parametrize(("language", "words", "header", "reason"), COLUMNS)
def test_a_column_may_number_its_rows(language: str, words: str, header: str, reason: str) -> None:
    cell = Cell(table=0, row=1, column=1, row_headers=("Mill",), column_headers=(header,))
    block = Block(kind=BlockKind.TABLE_CELL, start=0, end=len(words), cell=cell)
    found, refused = figures.find(Text(content=words, blocks=(block,), language=language))
    assert [one.why for one in refused] == [reason] * bool(reason)
    assert len(found) == (not reason)


def test_the_number_of_a_footnote_mark_is_shown_as_one() -> None:
    found = read("en", "The county had 812,0003 residents.", marks=((22, 23),))
    assert [(one.surface, one.counts) for one in found.kept] == [("812,000", "residents")]
    assert [(one.surface, one.why) for one in found.refused] == [("3", "footnote")]


NAMED_AFTER = [
    ("The storm closed 14 dollar shops in the old town.", "14 = 14"),
    ("The towns of the coast lost 31 pound shops.", "31 = 31"),
    ("They paid 14 dollars for it.", "14 dollars = 14 USD"),
    ("The levy raised 3 million dollars.", "3 million dollars = 3000000 USD"),
    ("A ticket costs one dollar.", "one dollar = 1 USD"),
]


@pytest.mark.parametrize(("sentence", "number"), NAMED_AFTER)
def test_a_currency_in_the_singular_may_name_the_noun_after_it(sentence: str, number: str) -> None:
    assert kept("en", sentence) == [number]
