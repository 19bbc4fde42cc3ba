"""What is owed is tried again with growing patience for a week, and every channel keeps its own pace (P21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from deliver_world import DESK, OTHER, Desk, Time, change, sending, with_changes
from store_world import page

from monitor.deliver import deliver, wait
from monitor.model import Channel, Delivery, DeliveryState
from monitor.store import Store

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with with_changes(tmp_path, 3, "desk", "other") as store:
        yield store


@pytest.fixture
def time() -> Time:
    return Time(Time().at + DAY)


def _keys(store: Store, channel: str) -> list[str]:
    return [one.key for one in store.outbox.open() if one.channel == channel]


def _round(store: Store, desk: Desk, time: Time, channel: Channel = DESK) -> list[str]:
    """Return the errors of a round."""
    return [attempt.error for attempt in deliver(channel, store.outbox, sending(desk, time))]


def _only(store: Store, channel: str = "desk") -> list[Delivery]:
    return [one for one in store.outbox.open() if one.channel == channel]


def test_only_what_is_told_is_owed_once_for_each_channel(store: Store) -> None:
    assert [one.channel for one in store.outbox.open()] == ["desk"] * 3 + ["other"] * 3
    assert len({one.key for one in store.outbox.open()}) == 6
    assert [len(store.outbox.findings(one)) for one in _only(store)] == [1, 1, 1]


def test_everything_is_sent_in_its_order_and_only_once(store: Store, time: Time) -> None:
    desk, keys = Desk(), _keys(store, "desk")
    assert _round(store, desk, time) == ["", "", ""]
    assert _round(store, desk, time) == []
    assert desk.taken == keys
    assert len(_keys(store, "other")) == 3


def test_waits_grow_from_a_minute_to_six_hours() -> None:
    waits = [wait(failures) / MINUTE for failures in range(1, 12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_a_channel_that_is_down_is_asked_less_and_less_and_is_given_up_after_a_week(tmp_path: Path) -> None:
    desk, time = Desk(answers={DESK.target: 0}), Time(Time().at + DAY)
    with with_changes(tmp_path, 1, "desk", "other") as store:
        while owed := [one for one in _only(store) if one.state is DeliveryState.OWED]:
            time.at = max(time.at, owed[0].next_attempt_at)
            _round(store, desk, time)
        (dead,) = _only(store)
        assert 6 * DAY < time.at - dead.owed_at < 7 * DAY + 6 * 60 * MINUTE
        assert 28 < desk.asked < 40  # four times a day, and more often at first
        assert "refuses connections" in dead.reason
        assert _only(store, "other")[0].state is DeliveryState.DEAD  # nobody serves it


def test_one_failure_of_the_channel_ends_its_round_and_pauses_it(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 503})
    assert len(_round(store, desk, time)) == 1
    assert _round(store, desk, time) == []
    time.at += MINUTE
    assert len(_round(store, desk, time)) == 1
    assert (desk.asked, [one.attempts for one in _only(store)]) == (2, [2, 0, 0])


def test_a_clock_that_is_set_back_keeps_nothing_waiting(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 0})
    assert len(_round(store, desk, time)) == 1
    desk.answers, time.at = {}, time.at - DAY
    assert _round(store, desk, time) == ["", "", ""]


def test_a_bad_channel_holds_up_no_other(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 0})
    assert len(_round(store, desk, time)) == 1
    assert _round(store, desk, time, OTHER) == ["", "", ""]


def test_when_it_answers_again_everything_that_waited_is_sent_at_once(store: Store, time: Time) -> None:
    desk, keys = Desk(answers={DESK.target: 0}), _keys(store, "desk")
    for _ in range(9):
        _round(store, desk, time)
        time.at += 3 * 60 * MINUTE
    change(store, 4, "desk")
    desk.answers.clear()
    _round(store, desk, time)
    assert set(keys) < set(desk.taken)
    assert len(desk.taken) == len(set(desk.taken)) == 4
    assert _only(store) == []


def test_a_message_that_is_refused_waits_alone(store: Store, time: Time) -> None:
    keys = _keys(store, "desk")
    desk = Desk(refuses={keys[0]})
    assert _round(store, desk, time) == ["The webhook answers with status 413.", "", ""]
    assert _round(store, desk, time) == []
    assert desk.taken == keys[1:]
    assert [one.key for one in _only(store)] == keys[:1]


def test_what_was_given_up_can_be_owed_again(store: Store, time: Time) -> None:
    time.at += 8 * DAY
    over = list(deliver(DESK, store.outbox, sending(Desk(), time)))
    assert [attempt.given_up for attempt in over] == [True] * 6
    assert store.outbox.owe_again(("desk",), time.at) == 3
    desk = Desk()
    assert _round(store, desk, time) == ["", "", ""]
    assert len(desk.taken) == 3


def test_no_secret_reaches_the_ledger(store: Store, time: Time) -> None:
    channel = Channel(name="desk", kind="webhook", target="https://hooks.example/s3cret")
    desk = Desk(answers={channel.target: 0})
    list(deliver(channel, store.outbox, sending(desk, time, secrets=("s3cret",))))
    assert _only(store)[0].reason == "The host of https://hooks.example/*** refuses connections."


def test_a_defect_in_one_channel_is_a_failure_like_any_other(store: Store, time: Time) -> None:
    odd = Channel(name="desk", kind="no such kind", target="")
    (attempt,) = deliver(odd, store.outbox, sending(Desk(), time))
    assert "defect of this program" in attempt.error
    assert _only(store)[0].attempts == 1


def test_a_renamed_page_keeps_what_it_owes(store: Store, time: Time) -> None:
    store.sync([page("gb", was="uk")], time.at)
    assert {one.page_id for one in _only(store)} == {"gb"}
    desk = Desk()
    assert _round(store, desk, time) == ["", "", ""]
