"""The pages that are followed: what the configuration says of them, their state, and when each is due."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from monitor.errors import StoreError
from monitor.model import NOTHING_TO_BELIEVE, CheckResult, Outcome, Page, PageState, Validators
from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import Columns, cleaned, moment, moments, stamp, stamped

LATE = timedelta(hours=1)  # at most, by which a clock that is set back may delay a check
STATE: Final = (
    "next_check_at", "last_check_at", "last_ok_at", "full_fetch_at", "etag", "last_modified", "validators_url",
    "validators_wrong", "body_digest", "text_digest", "reader", "failures", "troubled_since", "suspect_digest",
    "suspect_count", "suspect_since", "moved_to", "moved_count", "moved_since", "vouched",
)  # fmt: skip
"""Columns of a page that are its `PageState`."""
_STATE = ", ".join(f"{name} = ?" for name in STATE)
_STATES = f"SELECT id, {', '.join(STATE)} FROM pages WHERE"  # noqa: S608 (our own names)


def state_columns(of: PageState) -> tuple[object, ...]:
    """Return *of* as `STATE` columns."""
    return (
        stamp(of.next_check_at), stamped(of.last_check_at), stamped(of.last_ok_at), stamped(of.full_fetch_at),
        cleaned(of.validators.etag), cleaned(of.validators.last_modified), of.validators.url,
        int(of.validators_wrong), of.body_digest, of.text_digest, of.reader,
        of.failures, stamped(of.troubled_since), of.suspect_digest, of.suspect_count, stamped(of.suspect_since),
        cleaned(of.moved_to), of.moved_count, stamped(of.moved_since), of.vouched,
    )  # fmt: skip


def state(row: Columns) -> PageState:
    """Return the state of a row of pages."""
    return PageState(
        page_id=row["id"],
        next_check_at=moment(row["next_check_at"]),
        last_check_at=moments(row["last_check_at"]),
        last_ok_at=moments(row["last_ok_at"]),
        full_fetch_at=moments(row["full_fetch_at"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"], url=row["validators_url"]),
        validators_wrong=bool(row["validators_wrong"]),
        body_digest=row["body_digest"],
        text_digest=row["text_digest"],
        reader=row["reader"],
        failures=row["failures"],
        troubled_since=moments(row["troubled_since"]),
        suspect_digest=row["suspect_digest"],
        suspect_count=row["suspect_count"],
        suspect_since=moments(row["suspect_since"]),
        moved_to=row["moved_to"],
        moved_count=row["moved_count"],
        moved_since=moments(row["moved_since"]),
        vouched=row["vouched"],
    )


def write_states(db: Database, results: Sequence[CheckResult], heads: Sequence[str | None]) -> None:
    """Write what checks leave of their pages: the state of each, and the new one of *heads* of its chain."""
    alike: dict[str, list[list[object]]] = {}
    for result, head in zip(results, heads, strict=True):
        sql, values = _state_of(result, head)
        alike.setdefault(sql, []).append(values)
    for sql, rows in alike.items():
        db.executemany(sql, rows)


def _state_of(result: CheckResult, head: str | None) -> tuple[str, list[object]]:
    """Return the statement that writes what a check leaves of its page, and its values."""
    good = result.outcome.is_good
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
    values = state_columns(result.state)
    states = _STATE
    if not good and not result.vouched:  # the user may have vouched for a doubted answer while this was under way
        states = states.replace("vouched = ?", "vouched = coalesce(?, vouched)")
        states = states.replace(
            "next_check_at = ?", "next_check_at = CASE WHEN vouched IS NULL THEN ? ELSE next_check_at END"
        )
    another = "rescheduled = CASE WHEN schedule <> ? THEN 1 ELSE rescheduled END"  # edited while this was under way
    sql = f"UPDATE pages SET {states}, {names}, {another} WHERE id = ?"  # noqa: S608 (our own names)
    return sql, [*values, *tail.values(), result.page.schedule, result.page.id]


def accept(db: Database, page_id: str, now: datetime) -> None:
    """Record that the user vouches for the answer of a page that is doubted now."""
    page = queries.maybe(db, "SELECT outcome FROM pages WHERE id = ?", [page_id])
    outcome = page["outcome"] if page else ""
    sql = """SELECT s.digest, c.reason, c.advice FROM checks c JOIN snapshots s ON s.id = c.snapshot_id WHERE c.id =
             (SELECT max(id) FROM checks WHERE page_id = ?)"""
    doubted = queries.maybe(db, sql, [page_id])
    if outcome != Outcome.SUSPECT.value or doubted is None:
        said = outcome or "not checked yet"
        raise StoreError("unknown", f"{page_id} is not doubted ({said}): there is no answer to vouch for.")
    if doubted["reason"] in NOTHING_TO_BELIEVE:
        said = f"The answer of {page_id} cannot be read ({doubted['reason']}): there is nothing to believe."
        raise StoreError("unknown", f"{said} {doubted['advice']}")
    sql = "UPDATE pages SET vouched = ?, next_check_at = ? WHERE id = ?"
    db.execute(sql, [doubted["digest"], stamp(now), page_id])


def pause(db: Database, page_ids: Sequence[str], now: datetime, until: datetime | None) -> None:
    """Leave pages alone; one that is paused already stays so since it was."""
    for page_id in page_ids:
        queries.one(db, "SELECT id FROM pages WHERE id = ?", [page_id])
        ended = "paused_since IS NULL OR paused_until <= :now"
        sql = f"""UPDATE pages SET paused_since = CASE WHEN {ended} THEN :now ELSE paused_since END,
                  paused_until = :until WHERE id = :page"""  # noqa: S608 (our own words)
        db.execute(sql, {"now": stamp(now), "until": stamped(until), "page": page_id})


def resume(db: Database, page_ids: Sequence[str], now: datetime) -> None:
    """End the pauses of pages; that one has ended is remembered, for nothing was owed while it lasted."""
    sql = """UPDATE pages SET paused_until = :now
             WHERE id = :page AND paused_since IS NOT NULL AND (paused_until IS NULL OR paused_until > :now)"""
    for page_id in page_ids:
        db.execute(sql, {"now": stamp(now), "page": page_id})


class Pages(LedgerFile):
    """The pages that are followed."""

    def state(self, page_id: str) -> PageState:
        """Return the state of the page *page_id*, which must be known."""
        return state(queries.one(self._db, f"{_STATES} id = ?", [page_id]))

    @in_our_words
    def states(self, page_ids: Sequence[str]) -> dict[str, PageState]:
        """Return the states of pages by their ids, of those that are known; one question asks for all of them."""
        meant, values = queries.of(page_ids, "id")
        return {row["id"]: state(row) for row in queries.every(self._db, f"{_STATES} {meant}", values)}

    @in_our_words
    def known(self, pages: Sequence[Page]) -> frozenset[str]:
        """Return the ids of those of *pages* that the ledger knows under their ids and addresses."""
        meant, values = queries.of([page.id for page in pages], "id")
        urls = dict(self._db.execute(f"SELECT id, url FROM pages WHERE {meant}", values).fetchall())  # noqa: S608 (our own names)
        return frozenset(page.id for page in pages if urls.get(page.id) == page.url)

    @in_our_words
    def added_at(self, page: Page) -> datetime | None:
        """Return when the ledger first knew a page; None when it does not (any more, under this id and address)."""
        found = queries.maybe(self._db, "SELECT added_at FROM pages WHERE id = ? AND url = ?", [page.id, page.url])
        return None if found is None else moment(found["added_at"])

    @in_our_words
    def pages(self) -> list[Page]:
        """Return every page that is or was followed: what the ledger itself knows of them."""
        found = queries.every(
            self._db,
            """SELECT p.id, p.url, p.tags, p.source, e.entry_key FROM pages p
                                  LEFT JOIN source_entries e ON e.source = p.source AND e.page_id = p.id
                                  ORDER BY p.id""",
        )
        return [
            Page(
                id=row["id"],
                url=row["url"],
                tags=tuple(json.loads(row["tags"] or "[]")),
                found_by=row["source"],
                entry=row["entry_key"],
            )
            for row in found
        ]

    @in_our_words
    def rescheduled(self) -> list[PageState]:
        """Return the pages whose schedule is another than the one by which they are due."""
        sql = "SELECT * FROM pages WHERE rescheduled = 1 AND retired_at IS NULL ORDER BY id"
        return [state(row) for row in queries.every(self._db, sql)]

    def schedule(self, due: Mapping[str, datetime]) -> None:
        """Have pages due when their schedules say, by their ids."""
        if due:
            with self._transaction() as db:
                sql = "UPDATE pages SET next_check_at = ?, rescheduled = 0 WHERE id = ?"
                db.executemany(sql, [(stamp(at), page_id) for page_id, at in due.items()])

    def ask(self, page_ids: Sequence[str], now: datetime) -> None:
        """Have the instance that checks pages check these next."""
        with self._transaction() as db:
            for page_id in page_ids:
                sql = "UPDATE pages SET next_check_at = min(next_check_at, ?) WHERE id = ?"
                db.execute(sql, [stamp(now), page_id])

    def accept(self, page_id: str, now: datetime) -> None:
        """Have the answer of a page believed that is doubted now: it is read at the page's next check, due at once.

        Raises:
            StoreError: the page is not doubted, or what it answered cannot be read.
        """
        with self._transaction() as db:
            accept(db, page_id, now)

    def pause(self, page_ids: Sequence[str], now: datetime, until: datetime | None) -> None:
        """Leave pages alone from *now* until *until*; None: until they are resumed.

        Raises:
            StoreError: one is not known.
        """
        with self._transaction() as db:
            pause(db, page_ids, now, until)

    def resume(self, page_ids: Sequence[str], now: datetime) -> None:
        """Check pages again that are paused: the pause ends *now*."""
        with self._transaction() as db:
            resume(db, page_ids, now)
