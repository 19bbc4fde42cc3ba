"""The camp seen by a ministry, an association's blog and a newspaper, in our own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from compare_fakes import first, page

from monitor.compare import Source, disagreements, gather, latest, restated, stale, suggest
from monitor.model import Indicator, Page, Reading, Statement

POPULATION = Indicator(id="camp-population", words=("people", "migrants", "personnes"), near=("camp", "jungle"))
MINISTRY = Page(id="ministry", url="https://ministry.example/camp", speaker="The ministry", tags=("calais",))
BLOG = [
    Page(id=f"post-{n}", url=f"https://aid.example/{n}", speaker="Shelter Aid", tags=("calais",)) for n in (1, 2, 3)
]
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def on(day: int) -> datetime:
    return START + timedelta(days=day)


def source(site: Page, reading: Reading, day: int, *, attribution: str | None = None) -> Source:
    if attribution:
        reading = replace(reading, figures=tuple(replace(f, attribution=attribution) for f in reading.figures))
    numbers = tuple(one.series for one in first(reading).tracked)
    return Source(page=site, reading=reading, series=numbers, captured_at=on(day), check=day)


def states(site: Page, value: str, day: int, **more: str) -> list[Statement]:
    return gather([POPULATION], source(site, page(f"The camp shelters {{{value}}} people."), day, **more))


def brief(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    return [(one.speaker, one.figure.surface) for one in statements]


GATHERED = [
    ("The camp shelters {7,000} people.", True),
    ("Le camp abrite {7 000} personnes.", True),
    ("The ferry carries {7,000} people.", False),  # nothing near
    ("The camp has {900} tents.", False),  # counts something else
    ("The camp grew by {700;role=CHANGE} people.", False),
    ("In the camp, {12 %} people are ill.", False),
    ("Keep {2;role=RULE} people in the camp apart.", False),
]


@pytest.mark.parametrize(("sentence", "belongs"), GATHERED)
def test_what_an_indicator_gathers(sentence: str, belongs: bool) -> None:
    assert bool(gather([POPULATION], source(MINISTRY, page(sentence), 0))) is belongs


@pytest.mark.parametrize(
    ("indicator", "covered"),
    [
        (replace(POPULATION, pages=("ministry",)), True),
        (replace(POPULATION, pages=("other",)), False),
        (replace(POPULATION, tags=("calais",)), True),
        (replace(POPULATION, tags=("dunkirk",)), False),
        (replace(POPULATION, unit="km"), False),
        (replace(POPULATION, words=("camp people",)), False),
        (Indicator(id="empty"), False),
    ],
)
def test_pages_tags_and_units_of_an_indicator(indicator: Indicator, covered: bool) -> None:
    found = gather([indicator], source(MINISTRY, page("The camp shelters {7,000} people."), 0))
    assert bool(found) is covered


def test_of_several_figures_a_speaker_states_the_foremost_is_taken() -> None:
    reading = page("The camp shelters {865;role=SUBSET;counts=people alone}.", "The camp has {7,000} people.")
    assert brief(gather([POPULATION], source(MINISTRY, reading, 0))) == [("The ministry", "7,000")]


def test_the_latest_statement_of_every_speaker_on_whatever_page() -> None:
    said = states(MINISTRY, "7,000", 0) + states(BLOG[0], "9,100", 1) + states(BLOG[1], "9,900", 20)
    assert brief(latest(said)) == [("Shelter Aid", "9,900"), ("The ministry", "7,000")]


def test_two_speakers_disagree_with_the_gap_over_time() -> None:
    said = states(MINISTRY, "7,000", 0) + states(BLOG[0], "9,100", 1) + states(BLOG[1], "9,900", 20)
    (found,) = disagreements(said)
    assert (found.one.speaker, found.other.speaker) == ("Shelter Aid", "The ministry")
    assert (str(found.gap), found.since) == ("2900", on(1))
    assert [(at, str(gap)) for at, gap in found.history] == [(on(1), "2100"), (on(20), "2900")]


def test_a_disagreement_ends_and_begins_anew() -> None:
    said = states(MINISTRY, "7,000", 0) + states(BLOG[0], "9,100", 1) + states(MINISTRY, "9,100", 5)
    assert disagreements(said) == []
    (found,) = disagreements(said + states(BLOG[1], "9,900", 20))
    assert found.since == on(20)


def test_two_speakers_on_one_page() -> None:
    reading = page("The camp shelters around {7,000} people, they say.", "Almost {10,000} people live in the camp.")
    governments, unnamed = reading.figures
    reading = replace(reading, figures=(replace(governments, attribution="the joint statement"), unnamed))
    (found,) = disagreements(gather([POPULATION], source(BLOG[0], reading, 0)))
    assert (found.other.speaker, str(found.gap)) == ("the joint statement", "3000")


def test_within_rounding_is_no_disagreement() -> None:
    rounded = gather([POPULATION], source(BLOG[0], page("The camp shelters around {7,000} people."), 1))
    assert disagreements(states(MINISTRY, "7,200", 0) + rounded) == []


def test_a_speaker_who_fell_silent_while_another_moved_is_stale() -> None:
    said = states(MINISTRY, "7,000", 0) + states(BLOG[0], "9,100", 1) + states(BLOG[1], "9,900", 45)
    assert brief(stale(said)) == [("The ministry", "7,000")]
    assert stale(said[:2]) == []


def test_the_third_post_restates_and_is_one_finding() -> None:
    earlier = states(BLOG[0], "9,100", 1) + states(BLOG[1], "9,100", 8) + states(MINISTRY, "7,000", 9)
    assert restated(states(BLOG[0], "9,100", 1), states(BLOG[1], "9,100", 8)) == []
    (change,) = restated(earlier, states(BLOG[2], "9,900", 15))
    assert (change.kind.value, change.told, change.rule) == ("RESTATED", True, "default")
    assert (change.old and change.old.surface, change.new and change.new.surface) == ("9,100", "9,900")
    assert str(change.difference) == "800"


def test_the_same_page_s_new_value_is_a_change_not_a_restatement() -> None:
    assert restated(states(BLOG[0], "9,100", 1), states(BLOG[0], "9,900", 15)) == []


def test_a_speaker_s_name_is_known_without_its_article_or_case() -> None:
    one = states(MINISTRY, "7,000", 0, attribution="The Prefecture")
    other = states(BLOG[0], "7,400", 5, attribution="prefecture")
    assert disagreements(one + other) == []
    assert len(restated(one, other)) == 1


def test_the_day_spoken_of_orders_statements_rather_than_the_day_of_capture() -> None:
    new = [replace(one, said_on=date(2026, 3, 1)) for one in states(BLOG[1], "9,900", 2)]
    old = [replace(one, said_on=date(2025, 12, 1)) for one in states(BLOG[0], "8,000", 30)]
    assert brief(latest(new + old)) == [("Shelter Aid", "9,900")]
    assert restated(new, old) == []


def test_indicators_worth_suggesting() -> None:
    sources = [
        source(site, page("The camp shelters {7,000} people.", f"It has {{{n}}} tents."), 0)
        for n, site in enumerate(BLOG)
    ]
    sources.append(source(MINISTRY, page("There are {9,000} people."), 0))
    assert [(one.id, one.words) for one in suggest(sources)] == [("people", ("people",)), ("tents", ("tents",))]
