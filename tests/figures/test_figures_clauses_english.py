"""What English figures count by their clause: who speaks, whose it is, what each has, what a measure is of."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

PEOPLE = [  # those who speak, and parts of those who were counted
    ("“There are only four of us on the night shift.”", "people on the night shift"),
    ("“We were fifty in a van.”", "people in a van"),
    ("We were four councillors.", "councillors"),  # they are named
    ("The letter names the growers: thousands have left.", "growers who left"),
    ("We wait, as there are fewer vaccination centres (11) and demand is low.", "fewer vaccination centres"),
    ("Nine hikers died, of whom three were teenagers.", "hikers who died; teenagers who died"),
    ("It saw 90 walkers. Of those, 40 were women, and 12 had dogs.", "walkers; women; walkers who had dogs"),
    ("We run 90 miles of track, and have money for a dozen of them.", "track; miles"),
    ("The flood cut off 900 customers. Power is back for half of them.", "customers; customers"),
    ("It runs 12 vans. That's four more than in May.", "vans; vans"),
]
WHOLE = [  # phrases that are not cut where "and" or a comparison goes on
    ("The storm left 900 farms with little or no hay.", "farms with little or no hay"),
    ("Twelve guards were treated for burns and smoke inhalation.", "guards treated for burns and smoke inhalation"),
    ("Visitors may bring one dog weighing less than 9 kilos.", "dog; dog weight"),
    ("They handed in a letter bearing 40 names.", "names"),
    ("The scheme helped 90 farms, which received a total of £3m.", "farms helped; money received"),
    ("In May 90 farms received a total of £3m.", "farms; money received"),
    ("It bought 40 acres off Route 7.", "acres bought"),
]  # fmt: skip
WHOSE = [
    ("Milk, whose price had doubled, is scarce.", "price of Milk"),
    ("Since May the shifts they work have doubled.", "shifts"),
    ("Staff absences, which peaked at 80 in May, fell.", "Staff absences"),
    ("They want a budget of £4m, which is 3 % above the last one.", "budget; budget"),
    ("The levy, they show, swallows 70 % of takings.", "levy"),
    ("Occupancy stands at 81 %, compared with 93 % statewide.", "Occupancy; Occupancy statewide"),
    ("It is well short of the 95 % we need.", "percentage"),
    ("A stay cancelled less than 48 hours beforehand is charged at 50 %.", "hours beforehand; stay cancelled"),
]
MEASURES = [
    (
        "Claims must be made within 15 days, or four if the goods are fresh.",
        "days for claims; days for claims",
    ),
    ("Loans reported 90 days late are sold.", "days late"),
    ("Inmates get four hours outdoors a day.", "hours outdoors"),
    ("The levy may not rise by more than 4 % for 18 months.", "levy; levy"),
    ("The hall, planned for 300, is full.", "capacity of the hall"),
    ("He asked for a van over 3.5 tonnes.", "van"),
    (
        "The plots were left for three months, and no fence may be higher than 2 metres.",
        "months the plots were left; fence height",
    ),
]
MONEY = [
    ("The museum needs £14 million.", "money needed"),
    ("Late fees: members can be charged at most £50.", "Late fees"),
    ("Stamps come in sheets, at £9 a sheet.", "sheet"),
    ("The scheme caps payments at £900 a household.", "payments"),
    ("We could have saved £2m.", "savings"),
]
EACH = [
    ("No cell may hold more than two prisoners.", "prisoners per cell"),
    ("Every tenant must plant four trees.", "trees per tenant"),
    ("No changes were made in 12 shops.", "shops"),  # the shops are not the changes'
    ("Trips are capped at two per class.", "Trips per class"),
]
TOLD = [  # sentences of other kinds of pages
    ("A family of four pays £38.", "family; money paid"),
    ("The bus carries 30 passengers and costs £4 a ride.", "passengers; bus"),
    ("It cost £90,000 to repair the roof and £15,000 to dig a well.", "repairing the roof; digging a well"),
    ("The grant covers 60 % of the cost, up to £8,000.", "cost; grant"),
    ("They spent £9m on resurfacing 14 roads.", "resurfacing roads; roads"),
    ("Entry costs £9, or £4 for students.", "Entry; Entry for students"),
    ("A trawler found it 12 miles off the coast.", "miles off the coast"),
    ("Dogs are kept on a lead no longer than two metres.", "lead"),
    ("The nearest of the town's 16 taps is 400 yards away.", "taps; nearest tap"),
    ("The hut holds 40 people, though it was built for 15.", "people; capacity"),
    ("In all, 118 boats carrying 640 people arrived.", "boats; people"),
    ("Claims fell by a fifth to 8,100.", "Claims"),
    ("Spending will shrink by £600,000.", "Spending"),
    ("Noise must not exceed 55 decibels.", "Noise"),
    ("The blaze burned 3,200 hectares.", "hectares burned"),
    ("Pools holding more than 10 litres are drained.", "Pools"),
    ("Each family receives two blankets.", "blankets per family"),
    ("Men spent nine hours behind their doors.", "hours behind doors"),
]
BOUGHT = [  # money by what it is for; a goal by itself, unless it is what was told; and no currency for a name
    ("Transport: £40m, including £6m for new buses", "Transport; new buses"),
    ("Roads: £40m, including £6m for 30 new bridges", "Roads; new bridges; new bridges"),
    ("The fund holds £9m, of which £2m in cash.", "fund; cash"),
    ("Of the £80m, £12m will go to rural clinics.", "money; rural clinics"),
    ("It raised £70,000 towards a goal of £100,000.", "money raised; goal"),
    ("Coverage is 81 %, short of the target of 95 %.", "Coverage; Coverage"),
    ("The town has a target of 40 new homes.", "new homes"),
    ("Farmers receive 31 cents per litre of milk.", "milk"),
    ("Drivers are fined up to £500 for parking here.", "fine"),
    ("No more than 11 percent of the spending goes to rent.", "spending that goes to rent"),
]
SIZES = [  # a size is called by what it is of, and by the comparative that bounds it
    ("No fence may be taller than two metres.", "fence height"),
    ("Dams higher than 15 metres are inspected yearly.", "dam height"),
    ("Lorries heavier than 7.5 tonnes are banned.", "lorry weight"),
    ("Films longer than 90 minutes are cut.", "Films"),
    ("The river rose higher than 4 metres.", "river"),
    ("Prices were higher than £90.", "Prices"),
    ("Rooms must be kept below 24 °C.", "room temperature"),
    ("Keep at least one cellar below 18 °C.", "cellar; cellar temperature"),
    ("Temperatures were kept at 35 °C.", "temperature"),
    ("Fishing is banned within 300 metres of the outlet.", "metres of the outlet"),
    ("They laid 300 metres of cable.", "cable"),
    ("The station stays closed for three weeks.", "weeks closed"),
    ("Tenants who leave a garden untilled for three months must go.", "months untilled"),
    ("The site, which opened in May, was built for 600.", "capacity of the site"),
    ("The largest, a gift from a local bank, was £9,000.", "gift"),
    ("The nearest, in Holm, is 9 km away.", "nearest"),
    ("The reserve, which by law must equal 10 % of spending, is gone.", "reserve"),
    ("The council limits visits to 40 minutes.", "visits"),
    ("She walked 12 miles.", "miles"),
    ("The reservoir is 34 % full.", "reservoir"),
    ("The fleet will be 40 % electric by May.", "fleet"),
    ("It was 40 % sand.", "sand"),
    ("Patients wait 11 hours on average.", "waiting time"),
    ("Households earning less than £18,000 pay nothing.", "money earned"),
    ("A £2 pay rise was agreed.", "pay rise"),
    ("They got £3m support.", "support"),
    ("The bus has room for 30.", "capacity of the bus"),
    ("There was room for thirty on that raft.", "room"),
    ("The hostel has beds for 30 men.", "men"),
    ("The wing holds 900 men, in space designed for 600.", "men; capacity"),
]
VERBS = [  # a number that opens its clause counts nothing in the singular: what follows is its verb
    ("Of the 80 wards, half needed repair.", "wards; wards that needed repair"),
    ("Of 44 patients, 12 required surgery.", "patients; patients who required surgery"),
    ("The district has 26 schools; 11 lack running water.", "schools; schools that lack running water"),
    ("The firm has 12 trained staff.", "trained staff"),
    ("They issued 30 work permits.", "work permits issued"),
    ("The clinic has two reserved beds.", "reserved beds"),
    ("Half of the cows had to be culled.", "cows culled"),
    ("Half of the refugees come from Syria.", "refugees from Syria"),
    ("One in five inmates has no cell.", "inmates who have no cell"),
    ("Of the 60 villages, 14 had a clinic.", "villages; villages that had a clinic"),
    ("Of the 60 villages, 14 had three wells.", "villages; villages; wells"),
    ("Hospital stays for asthma have halved.", "Hospital stays for asthma"),
    ("Repair costs for schools rose by 12 %.", "Repair costs for schools"),
    ("The bus stops in Holm and is free for 40 pupils.", "pupils"),
    ("Nine of the farms had no licence.", "farms that had no licence"),
    ("Three of the bridges carry trains.", "bridges that carry trains"),
    ("The plan helps 1,200 farmers whose fields were flooded.", "farmers whose fields were flooded"),
    ("We help 30 pupils whose parents cannot read.", "pupils whose parents cannot read"),
    ("There are 60 homes whose roofs leak.", "homes whose roofs leak"),
]
VOTES = [
    ("The plan was passed by 31 votes to 17.", "votes in favour; votes against"),
    ("It fell with nine votes for and twelve against.", "votes; votes against"),
]


@pytest.mark.parametrize(
    ("sentence", "counts"), [*PEOPLE, *WHOLE, *WHOSE, *MEASURES, *MONEY, *EACH, *TOLD, *VERBS, *BOUGHT, *SIZES, *VOTES]
)
def test_what_the_clause_says_is_counted(sentence: str, counts: str) -> None:
    found, _ = figures.find(page("en", ("paragraph", sentence)))
    assert "; ".join(one.counts for one in found) == counts
