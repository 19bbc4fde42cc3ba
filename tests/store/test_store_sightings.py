"""When a page was not seen well, and what one series has stated: what timelines are drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from store_world import CONSENT, DAY, HOUR, NOW, camp, failed, page, visit, word

from monitor.figure_timelines import timeline_of
from monitor.home_ledger import open_store
from monitor.model.reviews import Verb
from monitor.store import Store

UK = page("uk")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as opened:
        opened.sync([UK, page("fr")], NOW)
        visit(opened, UK, camp("6,000"), NOW)
        yield opened


def told(store: Store, now: datetime) -> list[tuple[str, float, float | None]]:
    """Return the spells of a page in hours from the beginning."""
    found = store.spells("uk", now)
    return [
        (one.reason, (one.since - NOW) / HOUR, (one.until - NOW) / HOUR if one.until else None) for one in found
    ]  # fmt: skip


def test_a_trouble_lasts_from_when_the_page_was_last_seen_until_it_is_seen_again(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW + HOUR)
    store.record([failed(store, UK, NOW + 2 * HOUR)])
    store.record([failed(store, page("fr"), NOW + 2 * HOUR)])
    store.record([failed(store, UK, NOW + 3 * HOUR, reason="http_503")])
    assert told(store, NOW + 3 * HOUR) == [("http_503", 1, None)]
    visit(store, UK, camp("6,000"), NOW + 4 * HOUR)
    visit(store, UK, CONSENT.encode(), NOW + 5 * HOUR)
    visit(store, UK, camp("7,000"), NOW + 6 * HOUR)
    assert [spell[1:] for spell in told(store, NOW + 6 * HOUR)] == [(1, 4), (4, 6)]


def test_a_pause_is_a_spell_until_it_ends(store: Store) -> None:
    store.pause(["uk"], NOW + HOUR, NOW + 5 * HOUR)
    assert told(store, NOW + 2 * HOUR) == [("paused", 1, None)]
    visit(store, UK, camp("6,000"), NOW + 6 * HOUR)
    assert told(store, NOW + 6 * HOUR) == [("paused", 1, 5)]


def test_a_page_that_nobody_checks_any_more_is_not_seen(store: Store) -> None:
    assert told(store, NOW + 2 * DAY + HOUR) == [("unchecked", 0, None)]
    store.sync([page("fr")], NOW + HOUR)
    assert told(store, NOW + 9 * DAY) == [("left", 1, None)]
    assert store.spells("nowhere", NOW) == []


def test_a_series_states_what_was_merged_into_it_and_is_called_as_the_user_says(store: Store) -> None:
    visit(store, UK, camp("7,500"), NOW + HOUR)
    by_series = {one.figure.surface: one.series for one in store.figures(["uk"])}
    people, officers = by_series["7,500"], by_series["40"]
    assert [one.figure.surface for one in store.series_history("uk", people)] == ["6,000", "7,500"]
    assert store.series_history("fr", people) == []
    word(store, "uk", Verb.RENAME, people, "all of them")
    word(store, "uk", Verb.SAME, officers, into=people)
    for number in (people, officers):
        found = store.series_history("uk", number)
        assert {one.series for one in found} == {people}
        assert sorted(one.figure.surface for one in found) == ["40", "6,000", "7,500"]
    assert found[-1].label == "all of them"


def test_a_timeline_has_a_run_for_each_value_and_the_spells_of_its_page(store: Store) -> None:
    reworded = camp("6,000").replace(b"There are", b"Today there are")
    visit(store, UK, reworded, NOW + HOUR)
    store.record([failed(store, UK, NOW + 2 * HOUR)])
    visit(store, UK, camp("7,500"), NOW + 3 * HOUR)
    series = next(one.series for one in store.figures(["uk"]) if one.figure.surface == "7,500")
    found = timeline_of(store, "uk", series, now=NOW + 4 * HOUR, time_zone="Europe/Paris")
    assert found is not None
    (line,) = found.lines
    assert [(run.figure.surface, run.times, run.until) for run in line.runs] == [
        ("6,000", 2, NOW + 3 * HOUR), ("7,500", 1, None),
    ]  # fmt: skip
    assert [(spell.since, spell.until, spell.why) for spell in line.unseen] == [
        (NOW + HOUR, NOW + 3 * HOUR, "It failed.")
    ]
    assert timeline_of(store, "uk", 99, now=NOW, time_zone="UTC") is None


def test_each_series_of_a_page_has_what_it_stated_last_whether_it_still_does_or_not(store: Store) -> None:
    without = camp("7,500").replace(b"<p>Some 40 officers guard it.</p>", b"<p>The fence is 90 metres long.</p>")
    visit(store, UK, without, NOW + HOUR)

    def told(most: int) -> list[tuple[str, bool]]:
        return [(one.figure.surface, one.until is None) for one in store.series_of("uk", most)]

    assert sorted(told(9)) == [("40", False), ("7,500", True), ("90 metres", True)]
    assert ("40", False) not in told(2)
    people, fence = (
        next(one.series for one in store.series_of("uk", 9) if one.figure.surface == said)
        for said in ("7,500", "90 metres")
    )
    word(store, "uk", Verb.SAME, fence, into=people)
    assert len(told(9)) == 2
    assert store.series_of("fr", 9) == []
