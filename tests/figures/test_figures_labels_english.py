"""What English figures count, one kind of sentence a table, with what is the other way round beside it."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

DEEDS = [  # a deed that is the subject of money keeps how it is done, and what it is done to by its noun
    ("Paying monthly adds 5 %.", "Paying monthly"),
    ("Driving in towns costs 10 euros.", "Driving in towns"),
    ("Sleeping pills cost £4.", "Sleeping pills"),
    ("The school lost 40 tablets, and replacing them cost £9,000.", "tablets; replacing tablets"),
    ("The storm felled 30 trees. Clearing them cost €4,000.", "trees felled; Clearing trees"),
    ("The boiler, made in 1970, is broken. Replacing it will cost £9,000.", "Replacing the boiler"),
    ("Replacing it cost £9.", "Replacing it"),
    ("Living costs rose 4 %.", "Living costs"),
]
LIMITED = [  # what a verb of limiting holds to a number, unless a noun after the number is what is counted
    ("The bill would cap rents at 30 % of income.", "rents"),
    ("The rule wants two visits in May and caps repairs at £900 a household.", "visits; repairs"),
    ("Ministers want to limit visits to two a week.", "visits"),
    ("School trips capped at two per class", "School trips"),
    ("Rent rises capped at 3 %", "Rent rises"),
    ("Classes are limited to 28 pupils.", "pupils"),
    ("The firm cut 300 jobs to 40 firms.", "jobs; firms"),
]
TIMES = [  # a length of time that comes again and again: how often, or from one deed to the next
    ("The clinic is open three days a week.", "days a week the clinic is open"),
    ("The library opens 40 hours a week.", "hours a week the library opens"),
    ("Pupils spend two hours a day on phones.", "hours a day on phones"),
    ("Inmates get four hours outdoors a day.", "hours outdoors"),
    ("The pump must be checked every six months.", "months between checking the pump"),
    ("Nurses must turn patients every two hours.", "hours between turning patients"),
    ("Buses run every ten minutes.", "minutes between buses"),
    ("He is paid every two weeks.", "weeks"),
    ("Drivers work 60-hour weeks.", "weeks"),
    ("He faces a 40-day ban.", "ban"),
    ("The aid covers no more than 12 months of back rent.", "months of back rent"),
]

APART = [  # numbers side by side: each has the phrase with its preposition, and nobody else's
    ("The charity spent £1m on housing and £4m on legal advice.", "housing; legal advice"),
    ("They allotted $3m for roads and $2m for bridges.", "roads; bridges"),
    ("Tuition is $480 a term for residents and $725 for visitors.", "Tuition for residents; Tuition for visitors"),
    ("The city spends 40 % on schools and 12 % on roads.", "schools; roads"),
    ("Prices rose by 4 % in Hull and 3 % in Wales.", "Prices in Hull; Prices in Wales"),
    ("Prices rose by 4 % in Hull.", "Prices"),
    ("There was a rise of 4 % in arrivals.", "arrivals"),
    ("Rates rose from 3 % in May to 4 % in June.", "Rates; Rates"),
    ("The fine is £90 in towns.", "fine"),
    ("Some 90 residents of Ashby and Thorne were evacuated.", "residents of Ashby and Thorne evacuated"),
    ("We saw two firms from Holm and three from Orm.", "firms from Holm; firms from Orm"),
]
BEST = [  # which one of several a superlative tells
    ("The lowest of the four bids was £2m, the highest £3m.", "bids; lowest bid; highest bid"),
    ("The largest of the three grants, £40,000, went to a choir.", "grants; largest grant"),
    ("The rest cost £9, the best £12.", "rest; best"),
]
THERE = [  # what there is so many of, which the clause or sentence before names
    ("It was the second fire at the depot; in 2022 there were seven.", "fires"),
    ("The number of escapes fell: there were six, after ten in 2021.", "escapes; escapes"),
    ("Complaints are rare. Last year there were four.", "complaints"),
    ("The bridge is old. There were two on board.", ""),
    ("Complaints are rare. There were four dead.", "dead"),
]
PLACES = [  # a number that is compared is of its own place; a share of cases has what happened in them
    ("Unemployment in Calder is 8 %, compared with 5 % nationally.", "Unemployment in Calder; Unemployment nationally"),
    ("The wait in Leeds is 12 weeks, compared with seven in York.", "wait in Leeds; wait in York"),
    ("Sales fell 4 % in May, compared with 2 % in April.", "Sales; Sales"),
    ("In 12 % of cases the driver was drunk.", "cases in which the driver was drunk"),
    ("In three of the deaths, the door was locked.", "deaths in which the door was locked"),
    ("In a third of the homes, 40 people live.", "homes; people who live"),
    ("In 12 cases the driver was drunk.", "cases"),
]
OTHERS = [  # what is told before, of others, or by another hand
    ("They counted 300 rough sleepers. The council's estimate was 210.", "rough sleepers; rough sleepers"),
    ("The firm's total was 40.", "firm's total"),
    ("The coverage of staff is 83 %, that of residents 91 %.", "coverage of staff; coverage of residents"),
    ("Hate crimes rose to 1,019. Those aimed at faiths totalled 187.", "Hate crimes; Hate crimes aimed at faiths"),
    ("We saw 40 cows. Those days were cold, and 12 died.", "cows; cows that died"),
    ("Pupil numbers at Northgate: 300", "Pupil numbers at Northgate"),
    ("Emissions fell to 40 tonnes of CO2.", "Emissions"),
    ("The ship carried 300 tonnes of rice.", "rice"),
    ("The grant covers 75 % of the cost, up to £6,000 per home.", "cost; grant"),
]


@pytest.mark.parametrize(("sentence", "counts"), [*DEEDS, *LIMITED, *TIMES, *APART, *BEST, *THERE, *PLACES, *OTHERS])
def test_what_an_english_sentence_counts(sentence: str, counts: str) -> None:
    found, _ = figures.find(page("en", ("paragraph", sentence)))
    assert "; ".join(one.counts for one in found) == counts
