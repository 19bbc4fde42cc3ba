"""Retention: the bytes of old snapshots on which nothing rests are removed, for pages of which the user asks for it.

The row stays, a tombstone: it says what was captured and when its bytes were removed, and the page's chain goes on
through it. Rows are marked first and files removed after: a kill in between leaves files that nothing needs, and the
next writer removes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import queries, row_values
from monitor.store.archives import Archive
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words

_RESTED_ON = """
    SELECT max(id) AS id FROM snapshots WHERE page_id = :page
    UNION SELECT max(id) FROM snapshots WHERE page_id = :page AND kind = 'version'
    UNION SELECT s.id FROM snapshots s JOIN pages p ON p.id = s.page_id WHERE p.id = :page AND s.digest = p.vouched
    UNION SELECT snapshot_id FROM checks WHERE id = (SELECT max(id) FROM checks WHERE page_id = :page)
    UNION SELECT before_id FROM change_rows WHERE page = :number
    UNION SELECT after_id FROM change_rows WHERE page = :number
    UNION SELECT before_id FROM change_rows WHERE kind = 'RESTATED' AND before_id IN (
        SELECT id FROM snapshots WHERE page_id = :page)
    UNION SELECT snapshot_id FROM figure_rows WHERE page = :number
    UNION SELECT until_id FROM figure_rows WHERE page = :number
    UNION SELECT snapshot_id FROM statements WHERE page_id = :page
    UNION SELECT until_id FROM statements WHERE page_id = :page"""
"""The snapshots of a page that prove something: the newest, what may be vouched for, and each from which or until which
something was stated. The others are versions that said what the one before said, and answers that were not believed."""
_REMOVABLE = f"""
    WITH rested_on AS ({_RESTED_ON}), held AS (
        SELECT id, file, captured_at FROM snapshots WHERE page_id = :page AND removed_at IS NULL), free AS (
        SELECT id FROM held WHERE captured_at < :before EXCEPT SELECT id FROM rested_on), needed AS (
        SELECT file FROM held WHERE id IN (SELECT id FROM held EXCEPT SELECT id FROM free))
    SELECT id, file FROM held WHERE id IN (SELECT id FROM free) AND file NOT IN (SELECT file FROM needed)
    ORDER BY id"""  # noqa: S608 (our own words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What retention removes of a page, or would remove."""

    page_id: str
    files: tuple[str, ...] = ()  #: below the place of all snapshots, the oldest first
    bytes: int = 0  #: that they take there


def removable(db: Database, page_id: str, before: datetime) -> tuple[str, ...]:
    """Return what was captured of a page before *before* and proves nothing; a file that another row needs stays."""
    page = queries.one(db, "SELECT number FROM pages WHERE id = ?", [page_id])
    known = {"page": page_id, "number": page["number"], "before": row_values.stamp(before)}
    return tuple(dict.fromkeys(row[1] for row in db.execute(_REMOVABLE, known)))


def mark(db: Database, page_id: str, removed: Sequence[str], now: datetime) -> None:
    """Write that the files *removed* of a page are removed *now*; inside the transaction in which they were found."""
    sql = "UPDATE snapshots SET removed_at = ? WHERE page_id = ? AND file = ?"
    for file in removed:
        db.execute(sql, [row_values.stamp(now), page_id, file])


def left_over(db: Database, stray: Sequence[str]) -> tuple[str, ...]:
    """Return those of the *stray* files that were to be removed: their rows say so."""
    if not stray:
        return ()
    removed = {row[0] for row in db.execute("SELECT file FROM snapshots WHERE removed_at IS NOT NULL")}
    return tuple(file for file in stray if file in removed)


def clear(archive: Archive, removed: Iterable[str]) -> None:
    """Remove the files *removed*, of which every row says that they are.

    Raises:
        StoreError: that is refused; the next writer tries again.
    """
    for file in removed:
        archive.remove(file)


class Retention(LedgerFile):
    """Old bytes on which nothing rests."""

    @in_our_words
    def removable(self, page_id: str, before: datetime) -> Removed:
        """Return what `remove` would remove."""
        return self._measured(page_id, removable(self._db, page_id, before))

    def remove(self, page_id: str, before: datetime, now: datetime) -> Removed:
        """Remove the bytes that were captured of a page before *before* and on which nothing rests.

        It works beside the instance that checks pages, in a short transaction. The rows stay and say when: *now*.

        Raises:
            StoreError: the ledger or the archive cannot be written.
        """
        with self._transaction() as db:
            files = removable(db, page_id, before)
            mark(db, page_id, files, now)
        removed = self._measured(page_id, files)
        clear(self.archive, files)
        return removed

    def _measured(self, page_id: str, files: tuple[str, ...]) -> Removed:
        return Removed(page_id=page_id, files=files, bytes=sum(self.archive.room(file) for file in files))
