"""Questions to the ledger; answers are frozen values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.model import Capture, Change, Figure, Finding, Outcome, Trace
from monitor.model.changes import change_name
from monitor.store import chain, row_values, series_words
from monitor.store.report_marks import Unseen

Row = dict[str, Any]
Point = tuple[datetime, Figure]  # a statement, and when it was first captured
_MERGED = "SELECT series, merged_into FROM series_words WHERE page_id = ? AND merged_into IS NOT NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One thing that a series stated, in the same words, from one version of its page until another."""

    page_id: str
    page_title: str
    url: str
    series: int  #: of a merged series, the one that it is
    number: int  #: the series under which it was recorded
    label: str  #: what the user calls the series, else what it counts
    figure: Figure  #: spans are those of the first version that stated it
    captured_at: datetime  #: when the first version that stated it was captured
    until: datetime | None  #: when a version was captured that states it no longer; None: it still stands
    file: str  #: the first version's bytes, under snapshots/
    digest: str  #: sha256 of those bytes
    heading: str  #: above the figure, in that version
    language: str  #: of that version, a BCP 47 primary tag
    id: int  #: its row in the ledger
    snapshot: int  #: that version
    until_id: int | None  #: the version that states it no longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A change of any kind, told or not."""

    page_id: str
    found_at: datetime
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A capture that was kept."""

    id: int
    page_id: str
    number: int  #: on its page, from 1, evidence included
    kind: str  #: ``version`` (believed and compared) or ``evidence`` (not believed)
    captured_at: datetime
    digest: str  #: sha256 of the bytes
    file: str  #: under snapshots/
    size: int
    title: str
    language: str  #: BCP 47 primary tag
    published: str | None  #: the page's own dates
    updated: str | None
    capture: Capture
    removed_at: datetime | None = None  #: when retention removed its bytes; what is said of it here stays


def maybe(db: Database, sql: str, values: Sequence[object]) -> Row | None:
    """Return the first row that *sql* gives, if any."""
    return next(iter(every(db, sql, values)), None)


def every(db: Database, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> Iterator[Row]:
    """Yield the rows that *sql* gives; inside a transaction, `Database.query` would make two savepoints of each."""
    found = db.execute(sql, dict(values) if isinstance(values, Mapping) else list(values))
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)


def one(db: Database, sql: str, values: Sequence[object]) -> Row:
    """Return the row that *sql* gives.

    Raises:
        StoreError: there is none.
    """
    row = maybe(db, sql, values)
    if row is None:
        raise StoreError("unknown", f"The ledger does not know {', '.join(map(str, values))}.")
    return row


def latest_version(db: Database, page_id: str) -> Row | None:
    """Return the row of the newest snapshot of a page that was believed."""
    sql = "SELECT * FROM snapshots WHERE page_id = ? AND kind = 'version' ORDER BY number DESC LIMIT 1"
    return maybe(db, sql, [page_id])


def seal(db: Database) -> str:
    """Return one digest over the chains of all pages as they are now; it costs a row a page, whatever their history."""
    return chain.seal(heads(db))


def heads(db: Database) -> list[tuple[str, str]]:
    """Return the head of every page's chain, as (page, link)."""
    found: list[tuple[str, str]] = db.execute("SELECT id, chain FROM pages WHERE chain <> ''").fetchall()
    return found


_TOLD = """(c.told = 1 OR c.rule IN ('table', 'echo') AND EXISTS (
    SELECT 1 FROM changes h WHERE h.page_id = c.page_id AND h.after_id = c.after_id AND h.told = 1
    AND (h.series = c.echo OR h.table_number = c.table_number)))"""
"""What is told, with the cells of its table and what repeats it."""


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
    where, values = of(pages, "c.page_id")
    if told is not None:
        where += f" AND {_TOLD if told else 'c.told = 0'}"
    if unseen is not None:
        chosen, more = unseen.condition
        where, values = f"{where} AND {chosen}", [*values, *more]
    if since is not None:
        where, values = f"{where} AND a.captured_at >= ?", [*values, row_values.stamp(since)]
    if checks is not None:
        where += " AND c.check_id IN (SELECT value FROM json_each(?))"
        values = [*values, row_values.dumps(checks)]
    if change is not None:
        where, values = f"{where} AND c.id = ?", [*values, change]
    sql = f"""
        SELECT c.*, p.title, p.url, a.captured_at AS after_at, a.digest AS after_digest, a.file AS after_file,
               a.updated AS page_updated, a.language, q.title AS before_title, q.url AS before_url,
               b.captured_at AS before_at, b.digest AS before_digest, b.file AS before_file,
               b.removed_at AS before_removed_at, a.removed_at AS after_removed_at, {series_words.NAME} AS name
        FROM changes c JOIN pages p ON p.id = c.page_id JOIN snapshots a ON a.id = c.after_id
        LEFT JOIN snapshots b ON b.id = c.before_id LEFT JOIN pages q ON q.id = b.page_id AND q.id <> c.page_id
        {series_words.joined("c")} WHERE {where} ORDER BY c.id"""  # noqa: S608 (placeholders only)
    return [
        Finding(
            change=row_values.change(row),
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
        for row in db.query(sql, values)
    ]


def trace(db: Database, page_id: str) -> Trace | None:
    """Return what the last check of a page came to."""
    sql = """SELECT c.*, p.url, p.next_check_at FROM pages p JOIN checks c ON c.id =
             (SELECT max(id) FROM checks WHERE page_id = p.id) WHERE p.id = ?"""
    row = maybe(db, sql, [page_id])
    if row is None:
        return None
    found = findings(db, [page_id], since=None, told=None) if row["changes"] else []
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
        changes=tuple(one.change for one in found if one.check == row["id"]),
        restamped=bool(row["restamped"]),
    )


def stored(db: Database, pages: Sequence[str] | None, *, now: bool) -> list[Stored]:
    """Return what pages state *now*, or everything they have stated, by series."""
    where, values = of(pages, "f.page_id")
    order = "f.page_id, f.sentence_start + f.number_at" if now else "f.page_id, series_now, f.id"
    sql = f"""
        SELECT f.*, p.title, p.url, v.captured_at, v.file, v.digest, v.language, u.captured_at AS ended,
               coalesce(w.merged_into, f.series) AS series_now, coalesce({series_words.NAME}, f.counts) AS label
        FROM figures f JOIN pages p ON p.id = f.page_id JOIN snapshots v ON v.id = f.snapshot_id
        LEFT JOIN snapshots u ON u.id = f.until_id {series_words.joined("f")}
        WHERE {where} {"AND f.until_id IS NULL AND p.retired_at IS NULL" if now else ""}
        ORDER BY {order}"""  # noqa: S608 (placeholders only)
    return [
        Stored(
            page_id=row["page_id"],
            page_title=row["title"],
            url=row["url"],
            series=row["series_now"],
            number=row["series"],
            label=row["label"],
            figure=row_values.figure(row),
            captured_at=row_values.moment(row["captured_at"]),
            until=row_values.moments(row["ended"]),
            file=row["file"],
            digest=row["digest"],
            heading=row["heading"],
            language=row["language"],
            id=row["id"],
            snapshot=row["snapshot_id"],
            until_id=row["until_id"],
        )
        for row in db.query(sql, values)
    ]


def last_values(db: Database, page_id: str, series: Collection[int], most: int) -> dict[int, list[Point]]:
    """Return the last *most* statements of each of *series*, oldest first, without what repeats the value before."""
    merged: dict[int, int] = dict(db.execute(_MERGED, [page_id]).fetchall())
    own = sorted({merged.get(number, number) for number in series})
    named = sorted({*own, *(number for number, into in merged.items() if into in own)})
    sql = f"""
        SELECT * FROM (
            SELECT f.*, v.captured_at, row_number() OVER (PARTITION BY f.series ORDER BY f.id DESC) AS place
            FROM figures f JOIN snapshots v ON v.id = f.snapshot_id
            WHERE f.page_id = ? AND f.series IN ({row_values.placeholders(named)}))
        WHERE place <= ? ORDER BY id"""  # noqa: S608 (placeholders only)
    found: dict[int, list[Point]] = {number: [] for number in own}
    for row in every(db, sql, [page_id, *named, most]):
        number, figure = int(row["series"]), row_values.figure(row)
        points = found[merged.get(number, number)]
        if not points or (points[-1][1].value, points[-1][1].unit) != (figure.value, figure.unit):
            points.append((row_values.moment(row["captured_at"]), figure))
    return {number: found[merged.get(number, number)] for number in series}


def recorded(db: Database, pages: Sequence[str] | None) -> list[Recorded]:
    """Return every change, oldest first."""
    where, values = of(pages, "c.page_id")
    sql = f"""SELECT c.*, a.captured_at, {series_words.NAME} AS name
              FROM changes c JOIN snapshots a ON a.id = c.after_id
              {series_words.joined("c")} WHERE {where} ORDER BY c.id"""  # noqa: S608 (placeholders only)
    return [
        Recorded(page_id=row["page_id"], found_at=row_values.moment(row["captured_at"]), change=row_values.change(row))
        for row in db.query(sql, values)
    ]


def snapshots(db: Database, page_id: str, *, evidence: bool) -> list[Snapshot]:
    """Return what was kept of a page, oldest first."""
    sql = "SELECT * FROM snapshots WHERE page_id = ? ORDER BY number"
    return [_snapshot(row) for row in _believed(db.query(sql, [page_id]), evidence=evidence)]


def snapshot(db: Database, number: int) -> Snapshot:
    """Return what was kept, by the number of its row."""
    return _snapshot(one(db, "SELECT * FROM snapshots WHERE id = ?", [number]))


def _believed(found: Iterator[Row], *, evidence: bool) -> Iterator[Row]:
    return (row for row in found if evidence or row["kind"] == "version")


def _snapshot(row: Row) -> Snapshot:
    return Snapshot(
        id=row["id"],
        page_id=row["page_id"],
        number=row["number"],
        kind=row["kind"],
        captured_at=row_values.moment(row["captured_at"]),
        digest=row["digest"],
        file=row["file"],
        size=row["size"],
        title=row["title"],
        language=row["language"],
        published=row["published"],
        updated=row["updated"],
        capture=row_values.capture(row),
        removed_at=row_values.moments(row["removed_at"]),
    )


def of(names: Sequence[str] | None, column: str) -> tuple[str, list[object]]:
    """Return the condition that *column* is one of *names*, and its values; None: whatever it is."""
    if names is None:
        return "1 = 1", []
    return f"{column} IN ({row_values.placeholders(names)})", list(names)
