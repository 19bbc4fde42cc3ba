"""What a section states that came or went is told as one finding."""

from __future__ import annotations

import pytest
from compare_fakes import changes, page

from monitor.model import findings_in

BEFORE = ("# Harbour", "The harbour has {64} berths.", "It opened in spring with {12} cranes.")
SECTION = ("# The mill", "The mill employs {41} millers and {12} clerks.", "Its yard covers {7} fields.")


def test_a_section_that_came_or_went_is_one_finding() -> None:
    without, with_it = page(*BEFORE), page(*BEFORE, *SECTION)
    came, went = changes(without, with_it), changes(with_it, without)
    assert [(len(found), findings_in(found)) for found in (came, went)] == [(3, 1), (3, 1)]
    assert {one.group for one in came} == {"section 3 came: The mill"}
    assert {one.group for one in went} == {"section 3 went: The mill"}
    assert all(one.told for one in (*came, *went))


def test_a_table_in_a_section_that_came_belongs_to_it() -> None:
    table = ("| Mill | Sacks |", "| North | {310} |", "| South | {290} |")
    found = changes(page(*BEFORE), page(*BEFORE, *SECTION, *table))
    assert {one.group for one in found if one.told} == {"section 3 came: The mill"}


def test_a_section_that_changed_beside_what_stands_is_told_apart() -> None:
    old = page(*BEFORE, *SECTION)
    new = page(*BEFORE[:1], "The harbour has {66} berths.", BEFORE[2], "# Boats", "There are {9} boats and {5} rafts.",
               "The oldest is {70} years old.", *SECTION)  # fmt: skip
    found = changes(old, new)
    assert {(one.kind.value, one.group) for one in found} == {("CHANGED", None), ("APPEARED", "section 3 came: Boats")}


APART = [
    ("The mill employs {41} millers and {12} clerks and has {7} doors.",),  # one paragraph is no section
    ("# The mill", "It employs {41} millers.", "Visit us."),  # too little to be told as one
    ("It employs {41} millers.", "Its yard covers {7} fields.", "It has {3} doors."),  # paragraphs without a heading
]


@pytest.mark.parametrize("lines", APART)
def test_what_is_no_section_is_told_one_by_one(lines: tuple[str, ...]) -> None:
    found = changes(page(*BEFORE), page(*BEFORE, *lines))
    assert {one.group for one in found} == {None}


def test_a_section_whose_heading_alone_is_new_did_not_come() -> None:
    found = changes(page(*BEFORE, *SECTION), page(*BEFORE, "# Our mill", *SECTION[1:]))
    assert all(one.group is None for one in found)
