"""What an older ledger owes is owed still, and an attempt that was under way has its key again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from empty_ledger import sqlite_alone
from sqlite_utils import Database
from store_world import NOW

from monitor.model import Delivery, DeliveryState, Topic
from monitor.store import Store, schema

pytestmark = sqlite_alone

NAMES = [one.name for one in schema.migrations.pending(Database(memory=True))]
DAY = timedelta(days=1)
OLD = """INSERT INTO deliveries (channel, key, page_id, check_id, state, owed_at, give_up_at, attempts, next_attempt_at,
         refused, reason, sent_at) VALUES ('desk', ?, 'uk', 1, ?, '2026-03-01T12:00:00.000000Z',
         '2026-03-08T12:00:00.000000Z', ?, '2026-03-01T12:00:00.000000Z', 0, '', ?)"""


def _before(home: Path) -> None:
    """Make a ledger from before deliveries had topics: one of them sent, tried, given up, and not tried."""
    (home / "snapshots").mkdir(parents=True)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db", isolation_level=None)) as old:
        schema.migrations.apply(Database(old), stop_before="digests")
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {NAMES.index('digests')}")
        old.execute("INSERT INTO checks (id, page_id, told) VALUES (1, 'uk', 3)")
        rows = [("a", "sent", 0, "2026-03-01T12:01:00.000000Z"), ("b", "owed", 2, None), ("c", "dead", 30, None)]
        old.executemany(OLD, [*rows, ("d", "owed", 0, None)])


def test_what_was_owed_is_owed_still(tmp_path: Path) -> None:
    _before(tmp_path)
    with Store.open(tmp_path) as store:
        tried, dead, fresh = store.outbox.open()
        assert {(one.topic, one.findings, one.series) for one in (tried, dead, fresh)} == {(Topic.CHANGES, 3, None)}
        assert (tried.message, tried.give_up_at) == ("b", NOW + 7 * DAY)
        assert (dead.message, dead.state) == ("c", DeliveryState.DEAD)
        assert (fresh.message, fresh.give_up_at) == (None, None)
        assert _due(store) == [tried, fresh]
        assert store.outbox.sent_at("desk", NOW) == [NOW + timedelta(minutes=1)]


def _due(store: Store) -> list[Delivery]:
    return store.outbox.due("desk", NOW + DAY)
