"""A mail that some recipients will never take is sent all the same, once, and the log says who has not got it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from deliver_world import DESK, Desk, Time, sending, with_changes

from monitor.cli.notifying import line
from monitor.deliver import deliver
from monitor.errors import NotifyError


class Half(Desk):
    def post(self, *_: object, **__: object) -> int:
        self.asked += 1
        raise NotifyError("Sent, but the mail server does not take mail for s3cret: 550 gone", partly=True)


def test_it_is_told_and_not_sent_again(tmp_path: Path) -> None:
    desk, time = Half(), Time(Time().at + timedelta(days=1))
    with with_changes(tmp_path, 1, "desk") as store:
        (attempt,) = deliver(DESK, store, sending(desk, time, secrets=("s3cret",)))
        assert list(deliver(DESK, store, sending(desk, time))) == []
        assert store.outbox.open() == []
    assert desk.asked == 1
    told = "was not sent to all: Sent, but the mail server does not take mail for ***: 550 gone"
    assert line(DESK, attempt) == f"desk: the report on uk {told}"
