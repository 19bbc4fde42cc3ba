from __future__ import annotations

from dataclasses import replace

import pytest
from compare_fakes import first, page

from monitor import compare
from monitor.model import Reading

STORY = [
    f"The prefecture said that section {name} of the northern camp holds {{{count}}} shelters for families."
    for name, count in zip("ABCDEFGHIJ", range(101, 111), strict=True)
]
OTHER = [
    "Recipes for a rainy evening: potatoes, cabbage, carrots, butter and vinegar in generous quantities." for _ in STORY
]
SMALL = ["The camp shelters {7,000} people.", "It has {40} doctors."]


def doubt(old: Reading, new: Reading) -> str | None:
    found = compare.judge(first(old), new)
    assert found is None or not found.hard
    return found.reason if found else None


CASES = [
    ("the same", STORY, STORY, None),
    ("another page", STORY, [*OTHER, *(f"Add {{{n}}} spoons." for n in range(9))], "replaced"),
    ("all figures gone", STORY, [line.replace("{", "").replace("}", "") for line in STORY], "figures_lost"),
    (
        "most figures gone",
        STORY,
        [*(line.replace("{", "").replace("}", "") for line in STORY[:6]), *STORY[6:]],
        "figures_lost",
    ),
    ("four of ten gone", STORY, [*(line.replace("{", "").replace("}", "") for line in STORY[:4]), *STORY[4:]], None),
    ("a small page's only figures gone", SMALL, ["The camp is closed."], "figures_lost"),
    ("a small page rewritten", SMALL, ["Un centre accueille {300} familles.", "On y trouve {12} lits."], None),
    ("a small page halved", [*SMALL, "There are {3} gates."], [SMALL[0]], None),
    ("a small page twice as long", SMALL, [*SMALL, *OTHER], None),
]


@pytest.mark.parametrize(("what", "old", "new", "reason"), CASES, ids=[case[0] for case in CASES])
def test_soft_suspicion(what: str, old: list[str], new: list[str], reason: str | None) -> None:
    assert doubt(page(*old), page(*new)) == reason


def test_a_shrunken_text_that_kept_its_figures() -> None:
    dense = page(*(line + " " + OTHER[0] for line in STORY))
    bare = page(
        *(
            f"Section {name}: northern camp {{{n}}} shelters."
            for name, n in zip("ABCDEFGHIJ", range(101, 111), strict=True)
        )
    )
    assert doubt(dense, bare) == "shrunken"


def test_another_kind_of_document() -> None:
    old = page(*STORY)
    assert doubt(old, replace(old, text=replace(old.text, kind="pdf"))) == "type_changed"


def test_nothing_to_doubt_at_the_first_reading() -> None:
    assert compare.judge(None, page(*STORY)) is None
