"""A store with changes that are owed to channels; what the channels do is said by the test."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from empty_ledger import make_ledger
from store_world import HOUR, NOW, camp, examined, failed, page

from monitor.deliver import Sending
from monitor.errors import FetchError
from monitor.model import Channel, Owed, Pace, Page, findings_in
from monitor.store import Store, outbox

UK = page("uk")
ANY = Pace(gap=timedelta(0), messages_a_day=None)  # so many messages as there are
DESK = Channel(name="desk", kind="webhook", target="https://hooks.example/", allow_private=True, pace=ANY)
OTHER = Channel(name="other", kind="webhook", target="https://other.example/", pace=ANY)


@dataclass
class Desk:
    """What answers at the webhooks: keys that it has taken, in order; and how it answers now."""

    answers: dict[str, int] = field(default_factory=dict)  #: status by address; 0: it cannot be reached
    taken: list[str] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)  #: what they said
    asked: int = 0
    refuses: set[str] = field(default_factory=set)  #: statements of findings

    def post(self, url: str, body: bytes, headers: Mapping[str, str], **_: object) -> int:
        self.asked += 1
        status = self.answers.get(url, 200)
        if not status:
            raise FetchError("connect", f"The host of {url} refuses connections.")
        key = headers["Idempotency-Key"]
        said = json.loads(body)
        assert said["key"] == key
        if any(finding["statement"] in self.refuses for finding in said["findings"]):
            return 413
        if status == 200:
            self.taken.append(key)
            self.told.append(said)
        return status


@dataclass
class Time:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


def sending(desk: Desk, time: Time, **more: object) -> Sending:
    return Sending(post=desk.post, now=time.now, **more)  # type: ignore[arg-type]


def change(store: Store, number: int, *channels: str) -> None:
    """Record a version in which a figure has changed (the first is the first), owed to *channels*."""
    result = examined(store, UK, camp(f"{6000 + 10 * number:,}"), NOW + number * HOUR)
    findings = findings_in(result.changes)
    owed = tuple(Owed(channel=name, findings=findings) for name in channels) if findings else ()
    store.record([replace(result, owed=owed)])


def with_changes(home: Path, count: int, *channels: str) -> Store:
    """Return a store with *count* changes, each owed to *channels*."""
    make_ledger(home)
    store = Store.open(home, writer=True)
    store.sync([UK], NOW)
    for number in range(count + 1):
        change(store, number, *channels)
    return store


@cache
def _archive(count: int, channels: tuple[str, ...]) -> TemporaryDirectory[str]:
    home = TemporaryDirectory(prefix="monitor-changed-")
    with_changes(Path(home.name), count, *channels).close()
    return home


def changed(home: Path, count: int, *channels: str) -> Store:
    """Return what `with_changes` does, from a copy of what it once made: reading pages is what costs."""
    shutil.copytree(Path(_archive(count, channels).name) / "snapshots", home / "snapshots")
    return Store.open(home, writer=True)


def owe(store: Store, at: datetime, *channels: str, of: Page = UK) -> None:
    """Owe *channels* what the last check with a change found, once more, as of *at*: cheaper than another change."""
    (check,) = store._db.execute("SELECT max(id) FROM checks WHERE told > 0").fetchone()
    (before,) = store._db.execute("SELECT count(*) FROM deliveries").fetchone()
    owed = tuple(Owed(channel=name, findings=1) for name in channels)
    with store._transaction() as db:
        outbox.owe(db, replace(failed(store, UK, at), page=of, owed=owed, body_digest=f"{before}"), check)
