"""What checks came to: a row for each, or for a run of checks that came to the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.model import CheckResult, Outcome, Trace, findings_in
from monitor.store import change_rows, queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A check, or checks in a row that came to the same."""

    id: int
    outcome: Outcome
    reason: str
    detail: str
    advice: str
    first_at: datetime
    last_at: datetime
    checks: int
    figures: int | None  #: that were read; None when nothing had to be read
    findings: int  #: changes that were told


FOLDED = frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED, Outcome.FAILED, Outcome.BLOCKED, Outcome.SUSPECT})


def leave_trace(db: Database, result: CheckResult, kept: int | None) -> int:
    """Leave the trace of a check: a row of its own, or one more in a run of checks that came to the same."""
    at = row_values.stamp(result.finished_at)
    run = _lengthened(db, result, kept, at)
    if run is not None:
        return run
    return queries.insert(db, "checks", {
        "page_id": result.page.id, "outcome": result.outcome.value, "reason": result.reason,
        "detail": row_values.clean(result.detail), "advice": row_values.clean(result.advice),
        "first_at": at, "last_at": at, "count": 1, "figures": result.figures, "changes": len(result.changes),
        "told": findings_in(result.changes), "snapshot_id": kept, "restamped": int(result.restamped),
    })  # fmt: skip


def _lengthened(db: Database, result: CheckResult, kept: int | None, at: str) -> int | None:
    """Add *result*, *at* its time, to the page's last run of checks if that came to the same; return the run's row."""
    if result.outcome not in FOLDED or result.changes:
        return None
    sql = """UPDATE checks SET last_at = ?, count = count + 1 WHERE id = (SELECT max(id) FROM checks WHERE page_id = ?)
             AND outcome = ? AND reason = ? AND snapshot_id IS NOT DISTINCT FROM ? AND changes = 0 RETURNING id"""
    row = db.execute(sql, [at, result.page.id, result.outcome.value, result.reason, kept]).fetchone()
    return None if row is None else int(row[0])


def newest(db: Database, page_id: str) -> int | None:
    """Return the number of the last check of a page; None when it was never checked."""
    found: int | None = db.execute("SELECT max(id) FROM checks WHERE page_id = ?", [page_id]).fetchone()[0]
    return found


def trace(db: Database, page_id: str) -> Trace | None:
    """Return what the last check of a page came to."""
    sql = """SELECT c.*, p.url, p.next_check_at FROM pages p JOIN checks c ON c.id =
             (SELECT max(id) FROM checks WHERE page_id = p.id) WHERE p.id = ?"""
    row = queries.maybe(db, sql, [page_id])
    if row is None:
        return None
    found = change_rows.findings(db, None, since=None, told=None, checks=[row["id"]]) if row["changes"] else []
    return Trace(
        page_id=page_id,
        url=row["url"],
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        detail=row["detail"],
        advice=row["advice"],
        checked_at=row_values.moment(row["last_at"]),
        next_check_at=row_values.moment(row["next_check_at"]),
        figures=row["figures"],
        changes=tuple(one.change for one in found),
        restamped=bool(row["restamped"]),
    )


def runs(db: Database, page_id: str, before: int | None, most: int) -> Iterator[Run]:
    """Yield what checks of a page came to, the newest first, at most *most*; those older than the run *before*."""
    sql = """SELECT * FROM checks WHERE page_id = ? AND id < ? ORDER BY id DESC LIMIT ?"""
    for row in queries.every(db, sql, [page_id, queries.ALL if before is None else before, most]):
        yield Run(
            id=row["id"],
            outcome=Outcome(row["outcome"]),
            reason=row["reason"],
            detail=row["detail"],
            advice=row["advice"],
            first_at=row_values.moment(row["first_at"]),
            last_at=row_values.moment(row["last_at"]),
            checks=row["count"],
            figures=row["figures"],
            findings=row["told"],
        )


class Checks(LedgerFile):
    """What checks came to."""

    @in_our_words
    def trace(self, page_id: str) -> Trace | None:
        """Return what the last check of a page came to; None when it was never checked."""
        return trace(self._db, page_id)

    @in_our_words
    def runs(self, page_id: str, *, before: int | None = None, most: int = 20) -> list[Run]:
        """Return what checks of a page came to, the newest first; with *before*, those older than that run."""
        return list(runs(self._db, page_id, before, most))
