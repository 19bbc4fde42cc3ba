"""What is owed is tried again with growing patience for a week, and every channel keeps its own pace (P21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from deliver_world import DESK, OTHER, Desk, Time, change, changed, sending
from store_world import page

from monitor.deliver import deliver, wait
from monitor.model import Channel, Delivery, DeliveryState
from monitor.store import Store

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with changed(tmp_path, 3, "desk", "other") as store:
        yield store


@pytest.fixture
def time() -> Time:
    return Time(Time().at + DAY)


def _round(store: Store, desk: Desk, time: Time, channel: Channel = DESK) -> list[str]:
    """Return the errors of a round."""
    return [attempt.error for attempt in deliver(channel, store, sending(desk, time))]


def _only(store: Store, channel: str = "desk") -> list[Delivery]:
    return [one for one in store.outbox.open() if one.channel == channel]


def test_only_what_is_told_is_owed_once_for_each_channel(store: Store) -> None:
    assert [one.channel for one in store.outbox.open()] == ["desk"] * 3 + ["other"] * 3
    assert len({one.key for one in store.outbox.open()}) == 6
    assert [len(store.outbox.findings([one])) for one in _only(store)] == [1, 1, 1]


def test_one_that_is_owed_alone_is_sent_under_its_own_key_and_only_once(store: Store, time: Time) -> None:
    assert _round(store, Desk(), time) == [""]
    change(store, 4, "desk")
    (owed,) = _only(store)
    desk = Desk()
    assert _round(store, desk, time) == [""]
    assert _round(store, desk, time) == []
    assert desk.taken == [owed.key]


def test_all_that_waits_is_one_message_in_its_order(store: Store, time: Time) -> None:
    desk = Desk()
    assert _round(store, desk, time) == [""]
    assert _round(store, desk, time) == []
    (told,) = desk.told
    assert [one["new"]["value"] for one in told["findings"]] == ["6010", "6020", "6030"]
    assert told["page"] == "uk"
    assert len(_only(store, "other")) == 3


def test_waits_grow_from_a_minute_to_six_hours() -> None:
    waits = [wait(failures) / MINUTE for failures in range(1, 12)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_a_channel_that_is_down_is_asked_less_and_less_and_is_given_up_after_a_week(tmp_path: Path) -> None:
    desk, time = Desk(answers={DESK.target: 0}), Time(Time().at + DAY)
    with changed(tmp_path, 1, "desk") as store:
        first = time.at
        while owed := [one for one in _only(store) if one.state is DeliveryState.OWED]:
            time.at = max(time.at, owed[0].next_attempt_at)
            _round(store, desk, time)
        (dead,) = _only(store)
        assert 7 * DAY <= time.at - first < 7 * DAY + 6 * 60 * MINUTE
        assert 28 < desk.asked < 40  # four times a day, and more often at first
        assert "refuses connections" in dead.reason


def test_nothing_is_given_up_that_was_not_tried_for_a_week(store: Store, time: Time) -> None:
    time.at += 30 * DAY  # this machine was off
    desk = Desk(answers={DESK.target: 0})
    assert len(_round(store, desk, time)) == 1
    assert {one.state for one in _only(store)} == {DeliveryState.OWED}
    time.at += MINUTE
    assert _round(store, Desk(), time) == [""]


def test_one_failure_of_the_channel_ends_its_round_and_pauses_it(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 503})
    assert len(_round(store, desk, time)) == 1
    assert _round(store, desk, time) == []
    change(store, 4, "desk")  # what is new has it asked once more
    assert [len(_round(store, desk, time)) for _ in range(3)] == [1, 0, 0]
    time.at += MINUTE
    assert _round(store, desk, time) == []
    time.at += MINUTE
    assert len(_round(store, desk, time)) == 1
    assert (desk.asked, [one.attempts for one in _only(store)]) == (3, [3, 3, 3, 0])


def test_a_clock_that_is_set_back_keeps_nothing_waiting(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 0})
    assert len(_round(store, desk, time)) == 1
    desk.answers, time.at = {}, time.at - DAY
    assert _round(store, desk, time) == [""]


def test_a_bad_channel_holds_up_no_other(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 0})
    assert len(_round(store, desk, time)) == 1
    assert _round(store, desk, time, OTHER) == [""]


def test_when_it_answers_again_what_was_tried_is_sent_as_it_was_and_then_the_rest(store: Store, time: Time) -> None:
    desk = Desk(answers={DESK.target: 0})
    for number in range(4, 13):
        _round(store, desk, time)
        change(store, number, "desk")
        time.at += 3 * 60 * MINUTE
    desk.answers.clear()
    assert _round(store, desk, time) == ["", ""]
    assert [len(told["findings"]) for told in desk.told] == [3, 9]
    assert _only(store) == []


def test_a_message_that_is_refused_is_halved_until_what_is_wrong_waits_alone(store: Store, time: Time) -> None:
    (bad, *_) = [one["statement"] for one in _told(store, time)]
    desk, asked = Desk(refuses={bad}), []
    for _ in range(4):
        asked += _round(store, desk, time)
        time.at += 60 * MINUTE
    assert asked.count("") == 1  # the half without it
    assert [len(told["findings"]) for told in desk.told] == [2]
    (left,) = _only(store)
    assert (left.attempts, left.reason) == (4, "The webhook answers with status 413.")
    change(store, 4, "desk")
    assert "" in _round(store, desk, time)  # and keeps nothing else waiting


def _told(store: Store, time: Time) -> list[dict[str, str]]:
    desk = Desk()
    assert _round(store, desk, time, OTHER) == [""]
    return list(desk.told[0]["findings"])


def test_what_was_given_up_can_be_owed_again(store: Store, time: Time) -> None:
    down = Desk(answers={DESK.target: 0})
    for attempts in range(1, 13):
        (attempt,) = deliver(DESK, store, sending(down, time))
        assert attempt.given_up == (attempts == 12)  # a machine that slept in between has not tried for a week
        time.at += 8 * DAY
    assert {one.state for one in _only(store)} == {DeliveryState.DEAD}
    assert store.outbox.owe_again(("desk",), time.at) == 3
    desk = Desk()
    assert _round(store, desk, time) == [""]
    assert len(desk.told[0]["findings"]) == 3


def test_no_secret_reaches_the_ledger(store: Store, time: Time) -> None:
    channel = replace(DESK, target="https://hooks.example/s3cret")
    desk = Desk(answers={channel.target: 0})
    list(deliver(channel, store, sending(desk, time, secrets=("s3cret",))))
    assert _only(store)[0].reason == "The host of https://hooks.example/*** refuses connections."


def test_a_defect_in_one_channel_is_a_failure_like_any_other(store: Store, time: Time) -> None:
    odd = replace(DESK, kind="no such kind")
    (attempt,) = deliver(odd, store, sending(Desk(), time))
    assert "defect of this program" in attempt.error
    assert _only(store)[0].attempts == 1


def test_a_renamed_page_keeps_what_it_owes(store: Store, time: Time) -> None:
    store.sync([page("gb", was="uk")], time.at)
    assert {one.page_id for one in _only(store)} == {"gb"}
    desk = Desk()
    assert _round(store, desk, time) == [""]
