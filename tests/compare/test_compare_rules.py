from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from compare_fakes import changes, first, page, told, versions

from monitor import compare
from monitor.model import Alert, Direction, Indicator, Page, Region

TENTS = page("There are {1,000} tents.")
MORE = page("There are {1,160} tents.")
PAGE = Page(id="camp", url="https://example.org/camp", tags=("calais",))
ALERTS: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"kinds": ("REQUALIFIED",)}, False),
    ({"pages": ("camp",)}, True),
    ({"pages": ("other",)}, False),
    ({"tags": ("calais", "x")}, True),
    ({"tags": ("x",)}, False),
    ({"roles": ("SHARE",)}, False),
    ({"min_absolute": Decimal(160)}, True),
    ({"min_absolute": Decimal(161)}, False),
    ({"min_relative": Decimal("0.16")}, True),
    ({"min_relative": Decimal("0.17")}, False),
    ({"direction": Direction.UP}, True),
    ({"direction": Direction.DOWN}, False),
    ({"crossing": Decimal(1100)}, True),
    ({"crossing": Decimal(1160)}, True),
    ({"crossing": Decimal(1161)}, False),
    ({"crossing": Decimal(1000)}, False),
    ({"indicators": ("population",)}, False),
]


@pytest.mark.parametrize(("rule", "wanted"), ALERTS, ids=[str(rule) for rule, _ in ALERTS])
def test_a_rule_selects(rule: dict[str, Any], wanted: bool) -> None:
    (change,) = changes(TENTS, MORE, alerts=[Alert(name="mine", **rule)], page=PAGE)
    assert (change.told, change.rule) == ((True, "mine") if wanted else (False, ""))


def test_the_first_rule_that_wants_a_change_tells_it() -> None:
    rules = [Alert(name="big", min_absolute=Decimal(500)), Alert(name="up", direction=Direction.UP), Alert(name="all")]
    (change,) = changes(TENTS, MORE, alerts=rules)
    assert change.rule == "up"


def test_a_page_s_own_rules_stand_instead_of_the_general_ones() -> None:
    quiet = Page(id="camp", url="https://example.org", alerts=(Alert(name="own", kinds=("REQUALIFIED",)),))
    (change,) = changes(TENTS, MORE, alerts=[Alert(name="all")], page=quiet)
    assert not change.told


def test_a_rule_for_an_indicator() -> None:
    rule = [Alert(name="mine", indicators=("shelter",))]
    shelter = [Indicator(id="shelter", words=("tents",)), Indicator(id="food", words=("meals",))]
    for indicators, heard in ((shelter, True), (shelter[1:], False)):
        found = compare.compare(first(TENTS), MORE, alerts=rule, indicators=indicators).changes
        assert [one.told for one in found] == [heard]


ONLY = [(("tent",), True), (("meals", "Tents"), True), (("meals",), False), (("tents for families",), False)]


@pytest.mark.parametrize(("words", "wanted"), ONLY)
def test_a_page_that_is_followed_for_some_words_only(words: tuple[str, ...], wanted: bool) -> None:
    (change,) = changes(TENTS, MORE, page=replace(PAGE, only=words))
    assert (change.told, change.rule) == ((True, "default") if wanted else (False, "only"))


def test_the_user_s_word_to_ignore_a_series() -> None:
    (change,) = compare.compare(first(TENTS), MORE, ignored={1}).changes
    assert (change.told, change.rule) == (False, "ignored")


DRIFT = [1000, 1020, 1040, 1060, 1080]


@pytest.mark.parametrize(("against", "heard"), [("last", []), ("told", ["CHANGED 1040 -> 1060"])])
def test_slow_drift_is_not_lost(against: str, heard: list[str]) -> None:
    rule = [Alert(min_relative=Decimal("0.05"), against=against)]
    steps = versions(*(page(f"There are {{{value}}} tents.") for value in DRIFT), alerts=rule)
    assert [line for found in steps for line in told(found)] == heard


def test_what_stands_outside_the_main_text_is_recorded_only() -> None:
    old = page("There are {1,000} tents.", region=Region.FOOTER)
    new = page("There are {1,160} tents.", region=Region.FOOTER)
    assert [(c.kind.value, c.told) for c in changes(old, new)] == [("CHANGED", False)]
    assert told(changes(old, new, alerts=[Alert(outside_main=True)])) == ["CHANGED 1,000 -> 1,160"]


def test_tables_can_be_quiet() -> None:
    old, new = (page("| Site | Beds |", f"| Lille | {{{n}}} |") for n in (30, 35))
    assert told(changes(old, new)) == ["CHANGED 30 -> 35"]
    assert told(changes(old, new, alerts=[Alert(tables=False)])) == []


def test_rewording_and_redating_are_recorded_not_told() -> None:
    old = page("Aid reached {300} families.", "On <3 May> there were {80} vans.")
    new = page("Aid reached {300} households.", "On <4 May> there were {80} vans.")
    assert [(c.kind.value, c.told) for c in changes(old, new)] == [("REWORDED", False), ("REDATED", False)]
