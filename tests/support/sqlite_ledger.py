"""SQLite's own connection of an open store, for tests of what only SQLite does."""

from __future__ import annotations

import sqlite3

from monitor.store import Store
from monitor.store.databases.sqlite import SqliteLedger


def connection_of(store: Store) -> sqlite3.Connection:
    """Return the connection by which *store* reaches its file."""
    assert isinstance(store._db, SqliteLedger)
    return store._db.conn
