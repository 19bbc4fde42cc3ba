"""What is written to the ledger, inside a transaction that the caller opened.

A check costs the same however long the history of its page: only rows that still stand are looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.model import Change, CheckResult, Decision, Derived, HostMemory, Outcome, Page, PageState, findings_in
from monitor.store import (
    alarms,
    baseline_parts,
    chain,
    compact_rows,
    outbox,
    queries,
    row_values,
    snapshot_files,
    stamps,
    statements,
)
from monitor.store.compact_rows import Claims

FOLDED = frozenset({Outcome.UNCHANGED, Outcome.NOT_MODIFIED, Outcome.FAILED, Outcome.BLOCKED, Outcome.SUSPECT})
GOOD = frozenset({Outcome.FIRST, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
_STATE = ", ".join(f"{name} = ?" for name in row_values.STATE)


def _unchecked(page: Page, now: datetime) -> tuple[object, ...]:
    """Return the state of a page before its first check, which is due at once."""
    return row_values.state_columns(PageState(page_id=page.id, next_check_at=now))


def sync(db: Database, pages: list[Page], now: datetime) -> None:
    """Make the ledger know *pages* and no others."""
    known = {row["id"]: row for row in db.query("SELECT id, url, every_seconds, retired_at FROM pages")}
    for page in pages:
        if page.was and page.was in known and page.id not in known:
            _rename(db, page.was, page.id)
            known[page.id] = known.pop(page.was)
    _add(db, [page for page in pages if page.id not in known], now)
    for page in pages:
        _configure(db, page, known.get(page.id), now)
    for page_id in known.keys() - {page.id for page in pages}:
        sql = "UPDATE pages SET retired_at = ? WHERE id = ? AND retired_at IS NULL"
        db.execute(sql, [row_values.stamp(now), page_id])


def _add(db: Database, fresh: list[Page], now: datetime) -> None:
    """Make rows for pages that are new: nothing is known of them yet, and they are due."""
    if not fresh:
        return
    last = queries.one(db, "SELECT coalesce(max(number), 0) AS number FROM pages", [])["number"]
    db.table("pages").insert_all(
        {
            "id": page.id, "added_at": row_values.stamp(now), "title": "", "figures": 0, "reason": "", "advice": "",
            "outcome": "", "chain": "", "enabled": 1, "url": page.url, "number": number,
            **dict(zip(row_values.STATE, _unchecked(page, now), strict=True)),
        }
        for number, page in enumerate(fresh, last + 1)
    )  # fmt: skip


def _configure(db: Database, page: Page, row: dict[str, Any] | None, now: datetime) -> None:
    """Write what the configuration says of *page*; what was learnt at another address does not hold at a new one."""
    columns: dict[str, Any] = {
        "url": page.url, "every_seconds": page.every.total_seconds(), "tags": row_values.dumps(page.tags),
        "enabled": int(page.enabled), "retired_at": None,
    }  # fmt: skip
    if row is not None:
        if row["url"] != page.url:
            columns |= dict.fromkeys(
                ("etag", "last_modified", "validators_url", "body_digest", "moved_to", "moved_since")
            )
            columns |= {"moved_count": 0, "validators_wrong": 0}
        sooner = row["every_seconds"] is not None and page.every.total_seconds() < row["every_seconds"]
        if row["url"] != page.url or row["retired_at"] is not None or sooner:
            columns["next_check_at"] = row_values.stamp(now)
    names = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE pages SET {names} WHERE id = ?", [*columns.values(), page.id])  # noqa: S608 (our own names)


def _rename(db: Database, was: str, page_id: str) -> None:
    """Carry the history of a page over to its new id; the files stay where they are, and their rows name them.

    What indicators gathered is gathered anew: a page without a speaker is one of its own, by its id.
    """
    db.execute("UPDATE pages SET id = ? WHERE id = ?", [page_id, was])
    for table in ("checks", "snapshots", "decisions", "series_words", "statements",
                  "deliveries", "readers"):  # fmt: skip
        db.execute(f"UPDATE {table} SET page_id = ? WHERE page_id = ?", [page_id, was])  # noqa: S608 (our own names)
    db.execute("UPDATE indicators SET defined_by = ''")


def record(db: Database, folder: Path, results: Sequence[CheckResult]) -> None:
    """Write *results*: every check leaves its trace, every new body its snapshot."""
    for result in results:
        page_id = result.page.id
        before = queries.latest_version(db, page_id)
        kept, head = _keep(db, folder, result)
        if kept is not None:
            stamps.owe(db, result, kept)
        after = kept if kept is not None and result.outcome in GOOD else before["id"] if before else None
        check = _trace(db, result, kept)
        if result.derived is not None and after is not None:
            reread = _is_reread(db, result)
            stated = Claims(db, page_id)
            stated.derive(result.derived, after)
            statements.stand(db, result.page, result.derived, after, reread=reread)
            if reread:
                _forget_misread(db, page_id, stated)
            stated.changed(result.changes, check, before["id"] if before else None, after)
            outbox.owe(db, result, check)
            baseline_parts.write(db, stated.page, result.derived.baseline)
            _apply(db, result.derived.decided)
        _state(db, result, head)
        alarms.of_page(db, result, check)
    alarms.of_network(db, results)


def _apply(db: Database, decided: Sequence[int]) -> None:
    """Mark the user's decisions that a baseline follows now."""
    marks = row_values.placeholders(decided)
    db.execute(f"UPDATE decisions SET applied = 1 WHERE id IN ({marks})", list(decided))  # noqa: S608


def _is_reread(db: Database, result: CheckResult) -> bool:
    """Return whether the page was read before by another engine, or with other options."""
    before = queries.one(db, "SELECT reader FROM pages WHERE id = ?", [result.page.id])["reader"]
    return before is not None and before != result.reader


def _forget_misread(db: Database, page_id: str, stated: Claims) -> None:
    """Delete what a version was said to state until the same version was read otherwise."""
    db.execute("DELETE FROM statements WHERE page_id = ? AND until_id = snapshot_id", [page_id])
    sql = """SELECT id FROM figure_rows WHERE page = ? AND until_id = snapshot_id
             AND id NOT IN (SELECT figure_id FROM statements WHERE page_id = ?)"""
    stated.forget([row[0] for row in db.execute(sql, [stated.page, page_id])])


def remember(db: Database, hosts: Iterable[HostMemory]) -> None:
    """Write what must be known of *hosts* after a restart, and forget the rest."""
    db.execute("DELETE FROM hosts")
    db.conn.executemany("INSERT INTO hosts VALUES (?, ?, ?, ?)", [row_values.host_columns(host) for host in hosts])


def _keep(db: Database, folder: Path, result: CheckResult) -> tuple[int | None, str | None]:
    """Keep the body of *result* as a snapshot; return the number of its row and the new head of the page's chain."""
    if result.body is None or result.capture is None:
        return None, None
    good = result.outcome in GOOD
    digest = result.body_digest or hashlib.sha256(result.body).hexdigest()
    same = queries.maybe(
        db,
        "SELECT id, file FROM snapshots WHERE page_id = ? AND digest = ? AND removed_at IS NULL ORDER BY id DESC",
        [result.page.id, digest],
    )
    if same is not None and not good:
        return int(same["id"]), None  # an answer that is not believed is kept once
    newest = queries.maybe(
        db, "SELECT number FROM snapshots WHERE page_id = ? ORDER BY id DESC LIMIT 1", [result.page.id]
    )
    named = snapshot_files.Named(
        page_id=result.page.id, number=newest["number"] + 1 if newest else 1, at=result.capture.captured_at,
        digest=digest, content_type=result.capture.header("content-type"),
    )  # fmt: skip
    is_held = same is not None and (folder / same["file"]).is_file()
    file = snapshot_files.write(folder, named, result.body) if same is None or not is_held else same["file"]
    columns: dict[str, Any] = {
        "page_id": named.page_id, "number": named.number, "kind": "version" if good else "evidence", "file": file,
        "digest": digest, "size": len(result.body), **_read_columns(result.derived),
        **row_values.capture_columns(result.capture),
    }  # fmt: skip
    last = queries.one(db, "SELECT chain FROM pages WHERE id = ?", [named.page_id])["chain"] or ""
    columns["chain"] = chain.link(last, columns)
    return insert(db, "snapshots", columns), columns["chain"]


def _read_columns(derived: Derived | None) -> dict[str, str | None]:
    """Return what was read in a version, as columns of snapshots; empty for an answer that was not read."""
    if derived is None:
        return {"title": "", "language": "", "published": None, "updated": None, "engine": ""}
    text = derived.reading.text
    return {
        "title": row_values.clean(text.title), "language": text.language, "published": text.published,
        "updated": text.updated, "engine": derived.reading.engine,
    }  # fmt: skip


def insert(db: Database, table: str, columns: dict[str, Any]) -> int:
    """Insert a row and return its key."""
    names = ", ".join(columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({row_values.placeholders(list(columns))})"  # noqa: S608 (our own names)
    return int(db.execute(sql, list(columns.values())).lastrowid or 0)


def _trace(db: Database, result: CheckResult, kept: int | None) -> int:
    """Leave the trace of a check: a row of its own, or one more in a run of checks that came to the same."""
    at, told = row_values.stamp(result.finished_at), findings_in(result.changes)
    run = _run(db, result, kept)
    if run is not None:
        db.execute("UPDATE checks SET last_at = ?, count = count + 1 WHERE id = ?", [at, run])
        return run
    return insert(db, "checks", {
        "page_id": result.page.id, "outcome": result.outcome.value, "reason": result.reason,
        "detail": row_values.clean(result.detail), "advice": row_values.clean(result.advice),
        "first_at": at, "last_at": at, "count": 1, "figures": result.figures, "changes": len(result.changes),
        "told": told, "snapshot_id": kept, "restamped": int(result.restamped),
    })  # fmt: skip


def _run(db: Database, result: CheckResult, kept: int | None) -> int | None:
    """Return the row of the run of checks that *result* goes on with: the last, if that came to the same."""
    if result.outcome not in FOLDED or result.changes:
        return None
    last = queries.maybe(db, "SELECT * FROM checks WHERE page_id = ? ORDER BY id DESC LIMIT 1", [result.page.id])
    same = (result.outcome.value, result.reason, kept)
    if last is None or (last["outcome"], last["reason"], last["snapshot_id"]) != same or last["changes"]:
        return None
    return int(last["id"])


def _state(db: Database, result: CheckResult, head: str | None) -> None:
    good = result.outcome in GOOD
    tail: dict[str, Any] = {
        "reason": "" if good else f"{result.reason}: {row_values.clean(result.detail)}",
        "advice": "" if good else row_values.clean(result.advice),
        "outcome": result.outcome.value,
    }
    if result.derived is not None and good:
        tail |= {"figures": result.figures, "title": row_values.clean(result.derived.reading.text.title)}
    if head is not None:
        tail["chain"] = head
    names = ", ".join(f"{name} = ?" for name in tail)
    values = row_values.state_columns(result.state)
    states = _STATE
    if not good and not result.vouched:  # the user may have vouched for a doubted answer while this was under way
        states = states.replace("vouched = ?", "vouched = coalesce(?, vouched)")
        states = states.replace(
            "next_check_at = ?", "next_check_at = CASE WHEN vouched IS NULL THEN ? ELSE next_check_at END"
        )
    sql = f"UPDATE pages SET {states}, {names} WHERE id = ?"  # noqa: S608 (our own names)
    db.execute(sql, [*values, *tail.values(), result.page.id])


def accept(db: Database, page_id: str, now: datetime) -> None:
    """Record that the user vouches for the answer of a page that is doubted now."""
    page = queries.maybe(db, "SELECT outcome FROM pages WHERE id = ?", [page_id])
    outcome = page["outcome"] if page else ""
    sql = """SELECT s.digest FROM checks c JOIN snapshots s ON s.id = c.snapshot_id WHERE c.id =
             (SELECT max(id) FROM checks WHERE page_id = ?)"""
    doubted = queries.maybe(db, sql, [page_id])
    if outcome != Outcome.SUSPECT.value or doubted is None:
        said = outcome or "not checked yet"
        raise StoreError("unknown", f"{page_id} is not doubted ({said}): there is no answer to vouch for.")
    sql = "UPDATE pages SET vouched = ?, next_check_at = ? WHERE id = ?"
    db.execute(sql, [doubted["digest"], row_values.stamp(now), page_id])


def pause(db: Database, page_ids: Sequence[str], now: datetime, until: datetime | None) -> None:
    """Leave pages alone; one that is paused already stays so since it was."""
    for page_id in page_ids:
        queries.one(db, "SELECT id FROM pages WHERE id = ?", [page_id])
        ended = "paused_since IS NULL OR paused_until <= :now"
        sql = f"""UPDATE pages SET paused_since = CASE WHEN {ended} THEN :now ELSE paused_since END,
                  paused_until = :until WHERE id = :page"""  # noqa: S608 (our own words)
        db.execute(sql, {"now": row_values.stamp(now), "until": row_values.stamped(until), "page": page_id})


def resume(db: Database, page_ids: Sequence[str], now: datetime) -> None:
    """End the pauses of pages; that one has ended is remembered, for nothing was owed while it lasted."""
    sql = """UPDATE pages SET paused_until = :now
             WHERE id = :page AND paused_since IS NOT NULL AND (paused_until IS NULL OR paused_until > :now)"""
    for page_id in page_ids:
        db.execute(sql, {"now": row_values.stamp(now), "page": page_id})


def decide(db: Database, page_id: str, decision: Decision, now: datetime) -> None:
    """Record what the user said of a series; names, ignoring and merged histories take effect at once."""
    for series in (decision.series, decision.into):
        known = "SELECT 1 FROM series WHERE page_id = ? AND series = ?"
        if series is not None and queries.maybe(db, known, [page_id, series]) is None:
            raise StoreError("unknown", f"{page_id} has no series {series}; `monitor figures` shows them.")
    last = queries.latest_version(db, page_id)
    insert(db, "decisions", {
        "page_id": page_id, "verb": decision.verb, "series": decision.series, "into_series": decision.into,
        "name": decision.name, "said_at": row_values.stamp(now), "applied": 0,
        "snapshot_id": last["id"] if last else None,
    })  # fmt: skip
    effects: dict[str, tuple[str, Any]] = {
        "rename": ("name", decision.name or None), "ignore": ("ignored", 1), "follow": ("ignored", 0),
        "merge": ("merged_into", decision.into), "split": ("merged_into", None),
    }  # fmt: skip
    if decision.verb in effects:
        column, value = effects[decision.verb]
        db.execute("INSERT OR IGNORE INTO series_words (page_id, series) VALUES (?, ?)", [page_id, decision.series])
        sql = f"UPDATE series_words SET {column} = ? WHERE page_id = ? AND series = ?"  # noqa: S608 (our own names)
        db.execute(sql, [value, page_id, decision.series])


def rewrite(db: Database, page_id: str, results: Sequence[CheckResult]) -> None:
    """Derive figures and changes of a page anew; changes that users were told of stay as they were told.

    Raises:
        StoreError: retention has removed versions since they were read.
    """
    sql = "SELECT * FROM snapshots WHERE page_id = ? AND kind = 'version' AND removed_at IS NULL ORDER BY id"
    versions = list(db.query(sql, [page_id]))
    if len(versions) != len(results):
        raise StoreError("in_use", f"Versions of {page_id} were removed meanwhile, by retention. Run it again.")
    db.execute("DELETE FROM statements WHERE page_id = ?", [page_id])
    page = queries.one(db, "SELECT number FROM pages WHERE id = ?", [page_id])["number"]
    db.execute("DELETE FROM change_rows WHERE page = ? AND told = 0 AND kind <> 'RESTATED'", [page])
    compact_rows.clear(db, page)
    told = {
        (row["after_id"], row["kind"], row["old_value"], row["new_value"])
        for row in db.query("SELECT * FROM changes WHERE page_id = ?", [page_id])
    }
    before: int | None = None
    for result, version in zip(results, versions, strict=True):
        after = int(version["id"])
        if result.derived is not None:
            _derive(db, result, result.derived, (before, after), told)
        before = after
    db.execute("UPDATE decisions SET applied = (snapshot_id < ?) WHERE page_id = ?", [before, page_id])


def _derive(
    db: Database, result: CheckResult, derived: Derived, span: tuple[int | None, int], told: Collection[tuple[Any, ...]]
) -> None:
    """Write what the second version of *span* says beside the first, but for changes that users were *told* of."""
    before, after = span
    page_id = result.page.id
    stated = Claims(db, page_id)
    stated.derive(derived, after)
    statements.stand(db, result.page, derived, after)
    check = queries.maybe(db, "SELECT id FROM checks WHERE page_id = ? AND snapshot_id = ?", [page_id, after])
    if check is not None:
        fresh = [one for one in derived.changes if _as_told(one, after) not in told]
        stated.changed(fresh, int(check["id"]), before, after)
    db.execute("UPDATE snapshots SET engine = ? WHERE id = ?", [derived.reading.engine, after])
    baseline_parts.write(db, stated.page, derived.baseline)
    db.execute(
        """UPDATE pages SET reader = ?, text_digest = ?, figures = ?,
           body_digest = (SELECT digest FROM snapshots WHERE id = ?) WHERE id = ?""",
        [result.reader, result.text_digest, result.figures, after, page_id],
    )


def _as_told(change: Change, after: int) -> tuple[Any, ...]:
    """Return what a row of changes says of *change*, by which it is known again."""
    return after, change.kind.value, row_values.value(change.old), row_values.value(change.new)
