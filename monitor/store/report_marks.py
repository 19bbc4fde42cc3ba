"""What readers of reports have been shown, so that their next report shows what came since, and loses nothing.

A reader has seen a page until a check: history is ordered by sequence, not by the clock, and no check's number is ever
given twice. The mark of all pages, those that come later included, is that of no page. Marks only move on, so that two
reports of one reader at once may show a thing twice, and never lose one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.store import row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile

_MARK = """INSERT INTO readers (reader, page_id, check_id, seen_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (reader, coalesce(page_id, '')) DO UPDATE SET
           check_id = max(readers.check_id, excluded.check_id), seen_at = max(readers.seen_at, excluded.seen_at)"""
_SEEN = """SELECT max(r.check_id) FROM readers r
           WHERE r.reader = ? AND (r.page_id IS NULL OR r.page_id = c.page_id)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What a reader has not been shown yet."""

    reader: str
    pages: tuple[str, ...]  #: those asked for; empty: all
    check: int  #: the newest check when it was asked: nothing later is shown
    marks: Mapping[str | None, tuple[int, datetime]]  #: page (None: all) -> the last check shown, and when that was
    first: datetime  #: since when a page is shown that is new to the reader

    def is_new(self, page_id: str) -> bool:
        """Return whether the reader has never been shown a report of the page."""
        return None not in self.marks and page_id not in self.marks

    def since(self, page_id: str) -> datetime:
        """Return when the reader's last report of the page was made; `first` if there was none."""
        return max((self.marks[name][1] for name in (None, page_id) if name in self.marks), default=self.first)

    @property
    def condition(self) -> tuple[str, list[object]]:
        """Return the SQL that chooses a change ``c``, found in the version ``a``, and its values."""
        sql = f"""c.check_id <= ? AND CASE WHEN ({_SEEN}) IS NULL THEN a.captured_at >= ?
                  ELSE c.check_id > ({_SEEN}) END"""
        return sql, [self.check, self.reader, row_values.stamp(self.first), self.reader]


def unseen(db: Database, reader: str, pages: Sequence[str], first: datetime) -> Unseen:
    """Return what *reader* has not been shown of *pages* (none: of all): of those new to the reader, since *first*."""
    found = db.execute("SELECT page_id, check_id, seen_at FROM readers WHERE reader = ?", [reader])
    marks = {page_id: (check, row_values.moment(at)) for page_id, check, at in found.fetchall()}
    newest = db.execute("SELECT coalesce(max(id), 0) FROM checks").fetchone()[0]
    return Unseen(reader=reader, pages=tuple(pages), check=newest, marks=marks, first=first)


def mark(db: Database, shown: Unseen, at: datetime) -> None:
    """Write that the reader has been shown what was *shown*, by a report that was made *at*.

    Before anything was ever checked there is nothing that could have been seen.
    """
    if not shown.check:
        return
    for page_id in shown.pages or (None,):
        db.execute(_MARK, [shown.reader, page_id, shown.check, row_values.stamp(at)])
    if not shown.pages:  # marks of single pages say nothing any more
        sql = "DELETE FROM readers WHERE reader = ? AND page_id IS NOT NULL AND check_id <= ?"
        db.execute(sql, [shown.reader, shown.check])


class ReportMarks(LedgerFile):
    """What readers of reports have been shown."""

    def unseen(self, reader: str, pages: Sequence[str], first: datetime) -> Unseen:
        """Return what a reader of reports has not been shown yet.

        Args:
            reader: who reads.
            pages: ids; empty: all.
            first: since when a page is shown that is new to the reader.
        """
        with self._one_moment():
            return unseen(self._db, reader, pages, first)

    def mark(self, shown: Unseen, now: datetime) -> None:
        """Record that a reader has been shown what was *shown*, by a report made *now*."""
        with self._transaction() as db:
            mark(db, shown, now)
