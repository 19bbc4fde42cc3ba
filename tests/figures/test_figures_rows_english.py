"""English labels as rows' names: the deed, the thing instead of its unit, adjectives first."""

from __future__ import annotations

import pytest
from figures_read import read

DEEDS = [  # past forms that could be participles, and are the clause's verbs
    ("In March 640 people applied for a permit.", "640 people who applied for a permit"),
    ("Delegates from 31 countries met in Oslo to talk.", "31 countries"),
    ("About 90 parents attended, most of them for the vote.", "90 parents"),
    ("There were 12 meetings attended by parents.", "12 meetings attended by parents"),  # no people: a participle
    ("The charity turned away 300 families.", "300 families turned away"),
    ("The ombudsman upheld 19 complaints.", "19 complaints upheld"),
    ("One in three recruits quits in a year.", "One in three recruits who quit"),
    ("Three wards nevertheless stayed open.", "Three wards"),
    ("A third of the volunteers came from Oslo.", "A third volunteers from Oslo"),
    ("One in three visitors comes from the coast.", "One in three visitors from the coast"),
    ("Ten people fell, including four who had come from abroad.", "Ten people; four people who had come from abroad"),
    ("Half of the farms get by on less than £900 a year.", "Half farms; £900 farms"),
]
CUT = [  # a participle without what completes it tells nothing
    ("In the wing 480 men shared space designed for 300.", "480 men who shared space; 300 capacity"),
]
ADJECTIVES = [
    ("The plan has 60 flats, of which 15 would be affordable.", "60 flats; 15 affordable flats"),
    ("Of the 40 wells, nine were dry.", "40 wells; nine dry wells"),
    ("More than 600 posts are vacant.", "600 vacant posts"),
    ("Of the 40 miners, nine are alive.", "40 miners; nine miners alive"),  # said of a noun, never before it
    ("Of the 40 stalls, nine have been let.", "40 stalls; nine stalls let"),  # a participle
]
POINTING = [  # what "my" and "this" point at stands in no row's name
    ("There are six shops in my street.", "six shops in the street"),
    ("In ten years on this river he saw it once.", "ten years years on the river"),
]
SHARES = [  # what a share is said of by its verb, and not its base
    ("The fund must equal at least 5% of spending.", "5% fund"),
    ("Overheads may not exceed 8% of a grant.", "8% Overheads"),
    ("A family qualifies if its income is below 60 percent of the median.", "60 percent income"),
    (
        "About 45 per cent of wages go on rent.",
        "45 per cent wages that go on rent",
    ),  # the base, where it is the subject
    ("Bottles, 40% of which were empty, lay there.", "40% empty bottles"),
]
MONEY = [
    ("The council owed the firm £12,000.", "£12,000 money owed"),
    ("The insurer offered her $4,500.", "$4,500 money offered"),
    ("The state pays $250 for each day of delay.", "$250 day of delay"),
    (
        "Oslo pledged €45 million and Bergen €10 million.",
        "€45 million money pledged by Oslo; €10 million money pledged by Bergen",
    ),
    ("Residents paid £30,000.", "£30,000 money paid"),  # no name
    ("Just £20 pays for a tent.", "£20 tent"),
    ("The largest gift, €90,000, came from a bank.", "€90,000 largest gift"),
    ("Occupancy, at present 93%, is to fall.", "93% Occupancy"),
    ("The tender drew five bids, the lowest being £70,000.", "five bids; £70,000 lowest bid"),
    ("£40 – school books for three children", "£40 school books for children; three children"),
]
AMOUNTS = [
    ("The pipe lost an estimated 3 million litres.", "3 million litres litres lost"),
    ("The city collected 900 tonnes.", "900 tonnes tonnes collected"),
    ("The plant burned 40 tonnes of coal.", "40 tonnes coal"),
    ("The tank holds 900 litres.", "900 litres tank"),
    ("Police said 12 people were injured, five seriously.", "12 people injured; five people seriously injured"),
]
TIMES = [
    ("Members have ten working days in which to object.", "ten working days working days to object"),
    ("The scheme requires owners to apply within 45 days.", "45 days days to apply"),
    ("A parcel that has not been collected within two weeks goes back.", "two weeks weeks to collect a parcel"),
    ("Get a shot within 72 hours.", "72 hours hours to get a shot"),
]


@pytest.mark.parametrize(
    ("sentence", "wanted"), [*DEEDS, *CUT, *ADJECTIVES, *POINTING, *SHARES, *MONEY, *AMOUNTS, *TIMES]
)
def test_what_is_counted(sentence: str, wanted: str) -> None:
    assert "; ".join(f"{one.surface} {one.counts}" for one in read("en", sentence).kept) == wanted
