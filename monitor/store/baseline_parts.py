"""What comparing the next version of a page needs to know, kept in parts of which four fill a page of the database.

In one piece, baselines leave a sixth of their pages empty; parts also stay where they are when they are replaced.
"""

from __future__ import annotations

from monitor.model.baseline_codec import decode
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words

PART = 985  # bytes: four, with their keys, fill a page of 4,096; longer ones would flow over to pages of their own
TABLE = """CREATE TABLE baselines (page INTEGER, part INTEGER, encoded BLOB, PRIMARY KEY (page, part)) WITHOUT ROWID"""


def read(db: Database, page_id: str) -> bytes | None:
    """Return the encoded baseline of a page; None before its first reading."""
    sql = """SELECT b.encoded FROM baselines b JOIN pages p ON p.number = b.page WHERE p.id = ? ORDER BY b.part"""
    return b"".join(row[0] for row in db.execute(sql, [page_id]).fetchall()) or None


def is_whole(db: Database, page_id: str) -> bool:
    """Return whether the baseline of a page is there, and can be read."""
    encoded = read(db, page_id)
    if encoded is None:
        return False
    try:
        decode(encoded)
    except ValueError:
        return False
    return True


def write(db: Database, page: int, encoded: bytes) -> None:
    """Keep the encoded baseline of the page with that number instead of the one before."""
    parts = [encoded[start : start + PART] for start in range(0, len(encoded), PART)]
    sql = "INSERT INTO baselines VALUES (?, ?, ?) ON CONFLICT (page, part) DO UPDATE SET encoded = excluded.encoded"
    db.executemany(sql, [(page, number, part) for number, part in enumerate(parts)])
    db.execute("DELETE FROM baselines WHERE page = ? AND part >= ?", [page, len(parts)])


class Baselines(LedgerFile):
    """What comparing the next version of a page needs."""

    @in_our_words
    def baseline(self, page_id: str) -> bytes | None:
        """Return the encoded baseline of a page; None before its first reading."""
        return read(self._db, page_id)
