"""What checks came to: a row for each, or for a run of checks that came to the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

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


def leave_traces(db: Database, results: Sequence[CheckResult], kept: Sequence[int | None]) -> list[int]:
    """Leave a trace of each check: a row of its own, or one more in a run of checks that came to the same.

    Args:
        db: the ledger.
        results: what the checks came to, each of another page.
        kept: the snapshots of theirs.

    Returns:
        The rows of the checks, as they come.
    """
    traces = _lengthened(db, results, kept)
    left = [number for number in range(len(results)) if number not in traces]
    rows = queries.insert_numbered(db, "checks", [_columns(results[number], kept[number]) for number in left])
    traces |= dict(zip(left, rows, strict=True))
    return [traces[number] for number in range(len(results))]


def _columns(result: CheckResult, kept: int | None) -> dict[str, Any]:
    at = row_values.stamp(result.finished_at)
    return {
        "page_id": result.page.id, "outcome": result.outcome.value, "reason": result.reason,
        "detail": row_values.clean(result.detail), "advice": row_values.clean(result.advice),
        "first_at": at, "last_at": at, "count": 1, "figures": result.figures, "changes": len(result.changes),
        "told": findings_in(result.changes), "snapshot_id": kept, "restamped": int(result.restamped),
    }  # fmt: skip


_LENGTHEN: Final = """
    UPDATE checks SET last_at = ?, count = count + 1 WHERE id = (SELECT max(id) FROM checks WHERE page_id = ?)
    AND outcome = ? AND reason = ? AND snapshot_id IS NOT DISTINCT FROM ? AND changes = 0 RETURNING id"""


def _lengthened(db: Database, results: Sequence[CheckResult], kept: Sequence[int | None]) -> dict[int, int]:
    """Add *results* to the last runs of checks of their pages, where those came to the same; return the runs' rows."""
    folded = [number for number, one in enumerate(results) if one.outcome in FOLDED and not one.changes]
    asked = [
        [row_values.stamp(one.finished_at), one.page.id, one.outcome.value, one.reason, kept[number]]
        for number in folded
        for one in [results[number]]
    ]
    found = db.each(_LENGTHEN, asked)
    return {number: int(rows[0][0]) for number, rows in zip(folded, found, strict=True) if rows}


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
