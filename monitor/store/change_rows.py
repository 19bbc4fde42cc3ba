"""What changed: a change as columns of the ledger, and back; which were told, with their proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Change, ChangeKind, Finding
from monitor.model.changes import change_name
from monitor.store import figure_rows, queries, row_values, series_words
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile
from monitor.store.report_marks import Unseen
from monitor.store.row_values import Columns
from monitor.store.stretches import Stretched

_TOLD = """(c.told = 1 OR c.rule IN ('table', 'echo') AND EXISTS (
    SELECT 1 FROM changes h WHERE h.page_id = c.page_id AND h.after_id = c.after_id AND h.told = 1
    AND (h.series = c.echo OR h.table_number = c.table_number)))"""
"""What is told, with the cells of its table and what repeats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A change of any kind, told or not."""

    page_id: str
    found_at: datetime
    change: Change


def change_of(row: Columns) -> Change:
    """Return the change of a row of changes."""
    silent = row["silent"]
    return Change(
        kind=ChangeKind(row["kind"]),
        series=row["series"],
        old=figure_rows.figure_of(row["old"]),
        new=figure_rows.figure_of(row["new"]),
        difference=row_values.decimal(row["difference"]),
        relative=row_values.decimal(row["relative"]),
        within_rounding=bool(row["within_rounding"]),
        silent=None if silent is None else bool(silent),
        redefined=bool(row["redefined"]),
        table=row["table_number"],
        group=row["told_with"],
        echo=row["echo"],
        told=bool(row["told"]),
        rule=row["rule"],
        name=row["name"],
    )


def change_columns(of: Change) -> dict[str, object]:
    """Return *of* as columns of changes, but for its figures."""
    return {
        "kind": of.kind.value,
        "series": of.series,
        "difference": row_values.decimal_text(of.difference),
        "relative": row_values.decimal_text(of.relative),
        "within_rounding": int(of.within_rounding),
        "silent": None if of.silent is None else int(of.silent),
        "redefined": int(of.redefined),
        "table_number": of.table,
        "told_with": row_values.cleaned(of.group),
        "echo": of.echo,
        "rule": row_values.clean(of.rule),
    }


def findings(
    db: Database,
    pages: Sequence[str] | None,
    *,
    since: datetime | None,
    told: bool | None,
    checks: Sequence[int] | None = None,
    unseen: Unseen | None = None,
    change: int | None = None,
) -> list[Finding]:
    """Return changes with their proof, oldest first.

    Args:
        db: the ledger.
        pages: ids; None: all.
        since: those captured since then.
        told: True or False: only those that were told, or were not.
        checks: only those that these checks found.
        unseen: only those that its reader has not been shown.
        change: only this one, by its number.
    """
    conditions = [queries.of(pages, "c.page_id")]
    if told is not None:
        conditions.append((_TOLD if told else "c.told = 0", []))
    if unseen is not None:
        conditions.append(unseen.condition)
    if since is not None:
        conditions.append(("a.captured_at >= ?", [row_values.stamp(since)]))
    if checks is not None:
        conditions.append((f"c.check_id IN {queries.NUMBERS}", [row_values.dumps(checks)]))
    if change is not None:
        conditions.append(("c.id = ?", [change]))
    where = " AND ".join(condition for condition, _ in conditions)
    values = [value for _, some in conditions for value in some]
    sql = f"""
        SELECT c.*, p.title, p.url, a.captured_at AS after_at, a.digest AS after_digest, a.file AS after_file,
               a.updated AS page_updated, a.language, q.title AS before_title, q.url AS before_url,
               b.captured_at AS before_at, b.digest AS before_digest, b.file AS before_file,
               b.removed_at AS before_removed_at, a.removed_at AS after_removed_at, {series_words.NAME} AS name
        FROM changes c JOIN pages p ON p.id = c.page_id JOIN snapshots a ON a.id = c.after_id
        LEFT JOIN snapshots b ON b.id = c.before_id LEFT JOIN pages q ON q.id = b.page_id AND q.id <> c.page_id
        {series_words.joined("c")} WHERE {where} ORDER BY c.id"""  # noqa: S608 (placeholders only)
    return [_finding(row) for row in queries.every(db, sql, values)]


def _finding(row: Columns) -> Finding:
    return Finding(
        change=change_of(row),
        page_id=row["page_id"],
        page_title=row["title"],
        url=row["url"],
        check=row["check_id"],
        before_at=row_values.moments(row["before_at"]),
        after_at=row_values.moment(row["after_at"]),
        before_digest=row["before_digest"],
        after_digest=row["after_digest"],
        before_file=row["before_file"],
        after_file=row["after_file"],
        page_updated=row["page_updated"],
        language=row["language"] or "",
        before_title=row["before_title"] or "",
        before_url=row["before_url"] or "",
        before_removed_at=row_values.moments(row["before_removed_at"]),
        after_removed_at=row_values.moments(row["after_removed_at"]),
        id=change_name(row["id"]),
    )


def recorded(db: Database, pages: Sequence[str] | None) -> Stretched[Recorded]:
    """Return every change, oldest first."""
    where, values = queries.of(pages, "p.id")
    sql = f"SELECT c.id FROM change_rows c JOIN pages p ON p.number = c.page WHERE {where} ORDER BY c.id"  # noqa: S608
    return Stretched(db, sql, values, _numbered)


def _numbered(db: Database, numbers: Sequence[int]) -> list[Recorded]:
    """Return changes by their *numbers*, which ascend."""
    sql = f"""SELECT c.*, a.captured_at, {series_words.NAME} AS name
              FROM changes c JOIN snapshots a ON a.id = c.after_id
              {series_words.joined("c")} WHERE c.id IN {queries.NUMBERS} ORDER BY c.id"""  # noqa: S608 (our names)
    return [
        Recorded(page_id=row["page_id"], found_at=row_values.moment(row["captured_at"]), change=change_of(row))
        for row in queries.every(db, sql, [row_values.dumps(numbers)])
    ]


class Changes(LedgerFile):
    """What changed on pages."""

    def findings(
        self,
        pages: Sequence[str] | None = None,
        *,
        since: datetime | None = None,
        told: bool | None = True,
        unseen: Unseen | None = None,
    ) -> list[Finding]:
        """Return the changes found since *since*, oldest first: told ones, or all with ``told=None``.

        With *unseen*, only those that its reader has not been shown.
        """
        return findings(self._db, pages, since=since, told=told, unseen=unseen)

    def changes(self, pages: Sequence[str] | None = None) -> Sequence[Recorded]:
        """Return every change, told or not, oldest first."""
        return recorded(self._db, pages)
