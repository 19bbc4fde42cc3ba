"""What the configuration says of pages, which begin, change, are renamed and retire; only what differs is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from monitor.model import Page, PageState
from monitor.model.addresses import is_same
from monitor.store import queries, row_values
from monitor.store.databases import Database
from monitor.store.page_rows import STATE, state_columns
from monitor.store.row_values import stamp
from monitor.store.worker_rows import Workers

_SAID: Final = "url, every_seconds, longest_seconds, schedule, tags, enabled"
"""Columns that say what the configuration says of a page."""


def _said(page: Page) -> tuple[object, ...]:
    """Return what the configuration says of *page*, as `_SAID` columns."""
    waits = page.every.total_seconds(), page.longest_wait.total_seconds()
    return page.url, *waits, page.schedule, row_values.dumps(page.tags), int(page.enabled)


def sync(db: Database, pages: list[Page], now: datetime, gone: list[str] | None) -> None:
    """Make the ledger know *pages*, and none of those *gone*, nor what they yield; None: no others."""
    _carry_over(db, pages)
    if gone is None:
        pages, gone = _edit(db, pages)
    known = _known(db, [page.id for page in pages])
    _add(db, [page for page in pages if page.id not in known], now)
    for page in pages:
        _configure(db, page, known.get(page.id), now)
        if page.source is not None:
            configure_found(db, page.id)
        else:
            retire(db, _yielded_by(db, page.id), now)
    stay = {page.id for page in pages}
    for name in gone:
        if name not in stay:
            retire(db, [name, *_yielded_by(db, name)], now)


def _edit(db: Database, pages: list[Page]) -> tuple[list[Page], list[str]]:
    """Return those of *pages* of which the ledger says something else, and the ids of others that it follows."""
    followed = db.execute(f"SELECT id, source, {_SAID} FROM pages WHERE retired_at IS NULL")  # noqa: S608 (our own names)
    there = {row[0]: row[1:] for row in followed}
    ours = {page.id for page in pages}
    yielding = {page.id for page in pages if page.source is not None}
    changed = [page for page in pages if page.source is not None or there.get(page.id) != (None, *_said(page))]
    return changed, [name for name, row in there.items() if name not in ours and row[0] not in yielding]


def _known(db: Database, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what the ledger knows of the pages *names*, by their ids."""
    sql = f"SELECT id, host, retired_at, {_SAID} FROM pages WHERE id = ?"  # noqa: S608 (our own names)
    found = (queries.maybe(db, sql, [name]) for name in dict.fromkeys(names))
    return {row["id"]: row for row in found if row is not None}


def _yielded_by(db: Database, source: str) -> list[str]:
    return [row[0] for row in db.execute("SELECT id FROM pages WHERE source = ?", [source])]


def retire(db: Database, page_ids: Iterable[str], now: datetime) -> None:
    """Follow pages no longer; their histories stay."""
    sql = "UPDATE pages SET retired_at = ? WHERE id = ? AND retired_at IS NULL"
    db.executemany(sql, [(stamp(now), page_id) for page_id in page_ids])


def begin(db: Database, page: Page, source: str, now: datetime, *, is_due: bool) -> None:
    """Follow a page that *source* yields, from now on or on; at another address, or when *is_due*, it is due."""
    known = _known(db, [page.id])
    if not known:
        _add(db, [page], now)
    _configure(db, page, known.get(page.id), now)
    columns = "source = ?, next_check_at = min(next_check_at, ?)" if is_due else "source = ?"
    db.execute(
        f"UPDATE pages SET {columns} WHERE id = ?",  # noqa: S608 (our own names)
        [source, *([stamp(now)] if is_due else []), page.id],
    )


def configure_found(db: Database, source: str) -> None:
    """Write what the configuration says of the pages that *source* yields: what the ledger has of the source."""
    names = _SAID.replace("url, ", "", 1)
    said = f"SELECT {names} FROM pages s WHERE s.id = :source"  # noqa: S608 (our own names)
    another = "retired_at IS NULL AND schedule <> (SELECT schedule FROM pages s WHERE s.id = :source)"
    differs = " OR ".join(f"s.{name} IS DISTINCT FROM pages.{name}" for name in names.split(", "))
    sql = f"""UPDATE pages SET rescheduled = CASE WHEN {another} THEN 1 ELSE rescheduled END, ({names}) = ({said})
              WHERE source = :source AND EXISTS (SELECT 1 FROM pages s WHERE s.id = :source AND ({differs}))"""  # noqa: S608
    db.execute(sql, {"source": source})


def _unchecked(page: Page, now: datetime) -> tuple[object, ...]:
    """Return the state of a page before its first check, which is due at once."""
    return state_columns(PageState(page_id=page.id, next_check_at=now))


def _add(db: Database, fresh: list[Page], now: datetime) -> None:
    """Make rows for pages that are new: nothing is known of them yet, and they are due."""
    if not fresh:
        return
    last = queries.one(db, "SELECT coalesce(max(number), 0) AS number FROM pages", [])["number"]
    rows = [
        {
            "id": page.id, "added_at": stamp(now), "title": "", "figures": 0, "reason": "", "advice": "",
            "outcome": "", "chain": "", "enabled": 1, "url": page.url, "host": page.server, "number": number,
            **dict(zip(STATE, _unchecked(page, now), strict=True)),
        }
        for number, page in enumerate(fresh, last + 1)
    ]  # fmt: skip
    queries.insert_all(db, "pages", rows)


def _configure(db: Database, page: Page, row: dict[str, Any] | None, now: datetime) -> None:
    """Write what the configuration says of *page*; what was learnt at another address does not hold at a new one."""
    columns: dict[str, Any] = dict(zip(_SAID.split(", "), _said(page), strict=True))
    columns |= {"host": page.server, "retired_at": None}
    if row is not None:
        if all(row[name] == value for name, value in columns.items()):
            return
        is_elsewhere = not is_same(row["url"], page.url)
        if is_elsewhere:
            columns |= dict.fromkeys(
                ("etag", "last_modified", "validators_url", "body_digest", "moved_to", "moved_since")
            )
            columns |= {"moved_count": 0, "validators_wrong": 0}
        if is_elsewhere or row["retired_at"] is not None:
            columns |= {"next_check_at": stamp(now), "rescheduled": 0}
        elif row["schedule"] not in (None, page.schedule):
            columns["rescheduled"] = 1
    names = ", ".join(f"{name} = ?" for name in columns)
    db.execute(f"UPDATE pages SET {names} WHERE id = ?", [*columns.values(), page.id])  # noqa: S608 (our own names)


def _carry_over(db: Database, pages: Iterable[Page]) -> None:
    """Give the histories of pages that have another id now to these."""
    for page in pages:
        if page.was and _known(db, [page.was, page.id]).keys() == {page.was}:
            _rename(db, page.was, page.id)


def _rename(db: Database, was: str, page_id: str) -> None:
    """Carry the history of a page over to its new id; the files stay where they are, and their rows name them.

    What indicators gathered is gathered anew: a page without a speaker is one of its own, by its id.
    """
    db.execute("UPDATE pages SET id = ? WHERE id = ?", [page_id, was])
    for table in ("pages", "source_entries"):
        db.execute(f"UPDATE {table} SET source = ? WHERE source = ?", [page_id, was])  # noqa: S608 (our own names)
    for table in ("checks", "snapshots", "decisions", "series_words", "statements",
                  "deliveries", "readers", "actions"):  # fmt: skip
        db.execute(f"UPDATE {table} SET page_id = ? WHERE page_id = ?", [page_id, was])  # noqa: S608 (our own names)
    db.execute("UPDATE indicators SET defined_by = ''")


class ConfiguredPages(Workers):
    """What the configuration says of pages."""

    def sync(
        self, pages: Iterable[Page], now: datetime, gone: Iterable[str] | None = None, *, digest: str = ""
    ) -> None:
        """Make the ledger know *pages* as the configuration has them: new ones are due now.

        Args:
            pages: whose configuration is new, or all.
            now: the time.
            gone: ids of those that have left it, which retire with their history; None: all that are not among *pages*.
            digest: which configuration it is.
        """
        self.digest = digest
        with self._transaction() as db:
            sync(db, list(pages), now, None if gone is None else list(gone))
            db.execute("DELETE FROM in_force WHERE digest <> ?", [digest])
            db.execute(
                "INSERT INTO in_force (digest, since) VALUES (?, ?) ON CONFLICT DO NOTHING", [digest, stamp(now)]
            )
