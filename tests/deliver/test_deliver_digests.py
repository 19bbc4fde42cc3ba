"""What is sent together: digests, what waited for the end of quiet hours, and what came too often to be sent alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from deliver_world import DESK, OTHER, UK, Desk, Time, changed, owe, sending
from store_world import NOW, page

from monitor.deliver import Reason, deliver, waits
from monitor.model import Channel, Pace, When
from monitor.store import Store

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PARIS = {"time_zone": "Europe/Paris"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a store with a change that is owed to nobody; `NOW` is a Sunday, 12:00 UTC."""
    with changed(tmp_path, 1) as opened:
        yield opened


def at(pace: Pace) -> Channel:
    return replace(DESK, pace=pace)


def run(
    store: Store, channel: Channel, hours: int, *, changes: dict[int, int] | None = None, begin: datetime = NOW
) -> list[tuple[str, int]]:
    """Look every ten minutes for *hours*; at the given minutes so many changes come.

    Returns when messages left, and of how many changes they told.
    """
    clock, left = Time(begin), []
    for minute in range(0, hours * 60, 10):
        clock.at = begin + minute * MINUTE
        for _ in range((changes or {}).get(minute, 0)):
            owe(store, clock.at, "desk")
        for attempt in deliver(channel, store, sending(Desk(), clock, **PARIS)):
            assert not attempt.error
            left.append((f"{clock.at:%d %H:%M}", len(attempt.deliveries)))
    return left


def test_a_daily_digest_tells_all_of_a_day_at_its_time(store: Store) -> None:
    left = run(store, at(Pace(when=When.DAILY, at=time(8))), 72, changes={30: 1, 120: 2, 900: 1, 2000: 1})
    assert left == [("02 07:00", 4), ("03 07:00", 1)]  # 08:00 in Paris


def test_nothing_is_sent_when_nothing_changed(store: Store) -> None:
    assert run(store, at(Pace(when=When.HOURLY)), 24) == []


def test_what_comes_in_quiet_hours_waits_for_their_end(store: Store) -> None:
    left = run(store, at(Pace(quiet=(time(22), time(7)))), 24, changes={10: 1, 600: 3, 700: 2, 1100: 1})
    assert left == [("01 12:10", 1), ("02 06:00", 5), ("02 06:20", 1)]


@pytest.mark.parametrize("begin", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)], ids=str)
def test_a_digest_through_both_changes_of_the_clock(store: Store, begin: datetime) -> None:
    """Every day has one digest at 02:30; none is told twice and none is missing."""
    pace = Pace(when=When.DAILY, at=time(2, 30))
    left = run(store, at(pace), 96, begin=begin, changes=dict.fromkeys(range(0, 72 * 60, 180), 1))
    assert len({day[:2] for day, _ in left}) == len(left) == 4
    assert sum(count for _, count in left) == 24


def test_a_flood_is_one_message_in_ten_minutes_and_twenty_a_day(store: Store) -> None:
    left = run(store, at(Pace()), 25, changes=dict.fromkeys(range(0, 200, 10), 1) | {300: 30, 900: 10})
    assert left[:20] == [(f"01 {12 + minute // 60:02}:{minute % 60:02}", 1) for minute in range(0, 200, 10)]
    assert left[20:] == [("02 12:00", 40)]


def test_ten_thousand_changes_are_one_message_that_counts_what_it_does_not_show(store: Store) -> None:
    pages = [page(f"p{number:02}") for number in range(20)]
    store.sync([UK, *pages], NOW)
    with store._transaction() as db:
        insert = "INSERT INTO deliveries (channel, key, topic, page_id, check_id, findings, state, owed_at, attempts, "
        insert += "next_attempt_at, refused, reason) VALUES ('desk', ?, 'changes', ?, ?, 1, 'owed', ?, 0, ?, 0, '')"
        (check,) = db.execute("SELECT max(id) FROM checks WHERE told > 0").fetchone()
        stamp = "2026-03-01T12:00:00.000000Z"
        db.executemany(insert, [(f"{n}", pages[n % 20].id, check, stamp, stamp) for n in range(10_000)])
    desk = Desk()
    assert [len(attempt.deliveries) for attempt in deliver(at(Pace()), store, sending(desk, Time(NOW)))] == [10_000]
    (told,) = desk.told
    assert told["more"] == 9_000
    assert told["text"].endswith("(and 9,000 more)")
    assert len(told["text"]) <= 300


def test_each_line_of_a_file_is_one_report(store: Store, tmp_path: Path) -> None:
    log = Channel(name="desk", kind="file", target=str(tmp_path / "told.jsonl"), pace=DESK.pace)
    for number in range(5):
        owe(store, NOW - number * MINUTE, "desk")
    assert len(list(deliver(log, store, sending(Desk(), Time(NOW))))) == 5
    assert len((tmp_path / "told.jsonl").read_text().splitlines()) == 5
    owe(store, NOW, "desk")
    owe(store, NOW - HOUR, "desk")
    daily = replace(log, pace=replace(log.pace, when=When.DAILY))
    assert len(list(deliver(daily, store, sending(Desk(), Time(NOW + DAY))))) == 1


def test_a_message_has_its_key_and_its_findings_at_every_attempt(store: Store) -> None:
    desk, clock = Desk(answers={DESK.target: 0}), Time(NOW + HOUR)
    owe(store, NOW, "desk")
    owe(store, NOW, "desk")
    seen = set()
    for _ in range(3):
        (attempt,) = deliver(at(Pace()), store, sending(desk, clock))
        seen |= {one.message for one in store.outbox.open()} - {None}
        assert len(attempt.deliveries) == 2
        owe(store, clock.at, "desk")
        clock.at += 7 * HOUR
    desk.answers.clear()
    assert [len(attempt.deliveries) for attempt in deliver(at(Pace()), store, sending(desk, clock))] == [2]
    assert {desk.taken[0]} == seen
    clock.at += 10 * MINUTE
    assert [len(attempt.deliveries) for attempt in deliver(at(Pace()), store, sending(desk, clock))] == [3]


def test_a_week_without_network_loses_nothing_and_delays_no_other(store: Store) -> None:
    desk, clock = Desk(answers={DESK.target: 0}), Time(NOW)
    left: dict[str, list[int]] = {"desk": [], "other": []}
    for hour in range(0, 8 * 24, 12):
        clock.at = NOW + hour * HOUR
        owe(store, clock.at, "desk", "other")
        if hour == 7 * 24:
            desk.answers.clear()
        for channel in (at(Pace()), replace(OTHER, pace=Pace())):
            for attempt in deliver(channel, store, sending(desk, clock)):
                left[channel.name] += [] if attempt.error else [len(attempt.deliveries)]
    assert store.outbox.open() == []
    assert left["other"] == [1] * 16
    assert left["desk"] == [1, 15]  # what was tried first, as it was, then all the rest


WAITS = [
    (Pace(when=When.DAILY, at=time(8)), 0, Reason.DIGEST, "02 07:00"),
    (Pace(when=When.WEEKLY, at=time(8), on=2), 0, Reason.DIGEST, "04 07:00"),
    (Pace(quiet=(time(12), time(15))), 0, Reason.QUIET, "01 14:00"),
    (Pace(when=When.DAILY, at=time(23), quiet=(time(22), time(7))), 0, Reason.QUIET, "02 06:00"),
    (Pace(), 1, Reason.TURN, "01 12:10"),
    (Pace(), 0, None, ""),
]


@pytest.mark.parametrize(("pace", "sent", "reason", "until"), WAITS)
def test_what_a_delivery_waits_for(store: Store, pace: Pace, sent: int, reason: Reason | None, until: str) -> None:
    ways = sending(Desk(), Time(NOW), **PARIS)
    for number in range(sent):
        owe(store, NOW - number * MINUTE, "desk")
        assert len(list(deliver(at(pace), store, ways))) == 1
    owe(store, NOW, "desk")
    (owed,) = store.outbox.open()
    wait = waits(at(pace), [owed], store.outbox, ways).get(owed.id)
    assert (wait.reason if wait else None) is reason
    assert (f"{wait.until:%d %H:%M}" if wait else "") == until
