"""A measure that stands before a noun tells how large that is; a number before the measure counts the noun."""

from __future__ import annotations

import pytest
from figures_labels import page

from monitor import figures

SIZED = [
    # A hyphen ties the unit to the number: the measure describes the noun, whatever stands before it.
    ("The screens come in a 12-inch frame.", ["frame"]),
    ("The club faces three-month bans.", ["bans"]),
    ("Crews laid 40-metre pipes.", ["pipes"]),
    ("They offer two- or three-year contracts.", ["contracts"]),
    # A number before the size counts those that are so large.
    ("Helpers handed out 400 five-litre cans of water.", ["cans of water handed out", "cans"]),
    ("The port unloaded 12 40-foot containers.", ["containers unloaded", "containers"]),
    ("The plant filled eight million 250ml bottles of gel.", ["bottles of gel filled", "bottles"]),
    ("The town sold 2,900 9 litre cases.", ["cases sold", "cases"]),
    # A number that is no size, or that a comma parts, is another's.
    ("On day 3, 12 people left.", ["people left"]),
    ("In the queue of 3 km, 12 people waited.", ["queue", "people who waited"]),
]


@pytest.mark.parametrize(("content", "counts"), SIZED, ids=[content for content, _ in SIZED])
def test_a_size_tells_of_its_noun_and_the_number_before_counts_it(content: str, counts: list[str]) -> None:
    kept, _ = figures.find(page("en", ("paragraph", content)))
    assert [one.counts for one in kept] == counts
