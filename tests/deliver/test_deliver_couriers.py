"""A thread for each channel: it goes on whatever happens, and one that is stuck is told of."""

from __future__ import annotations

import threading
from pathlib import Path

from deliver_world import DESK, OTHER, Time, sending, with_changes
from deliver_world import Desk as Answers

from monitor.couriers import STUCK, Couriers
from monitor.deliver import Attempt
from monitor.model import Channel
from monitor.model.log_events import unheard


def test_one_that_is_stuck_is_told_of_and_holds_up_no_other(tmp_path: Path) -> None:
    with_changes(tmp_path, 1, "desk", "other").close()
    asked, free, sent = threading.Event(), threading.Event(), threading.Event()

    class Desk(Answers):
        def post(self, url: str, *_: object, **__: object) -> int:
            if url == DESK.target:
                asked.set()
                assert free.wait(60)
            return 200

    def attempted(channel: Channel, attempt: Attempt) -> None:
        if channel == OTHER and not attempt.error:
            sent.set()

    time = Time(Time().at.replace(day=4))
    couriers = Couriers(tmp_path, sending(Desk(), time), attempted, unheard)
    couriers.serve([DESK, OTHER])
    assert asked.wait(60)
    assert sent.wait(60)
    told = {couriers.stuck() for _ in range(2 * STUCK)}
    assert "Sending to desk is stuck." in told
    free.set()
    couriers.end(60)
    assert couriers.stuck() == ""


def test_a_channel_that_is_taken_out_and_named_again_sends_nothing_twice(tmp_path: Path) -> None:
    with_changes(tmp_path, 1, "desk").close()
    asked, twice, free = threading.Event(), threading.Event(), threading.Event()

    class Desk(Answers):
        def post(self, *_: object, **__: object) -> int:
            (twice if asked.is_set() else asked).set()
            assert free.wait(60)
            return 200

    couriers = Couriers(tmp_path, sending(Desk(), Time(Time().at.replace(day=4))), lambda *_: None, unheard)
    couriers.serve([DESK])
    assert asked.wait(60)
    couriers.serve([])  # the configuration is read again while the message is on its way
    couriers.serve([DESK])
    assert not twice.wait(0.3)
    free.set()
    couriers.end(60)
    assert not twice.is_set()
