"""What sources have named, and the pages that they yield: rows of the ledger, which no reload ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from monitor.model import CheckResult, Entry, Following, Found, Named
from monitor.store import configured_rows, queries
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.queries import Row
from monitor.store.row_values import clean, moments, placeholders, stamp, stamped

_AFTER_DOT = chr(ord(".") + 1)
_AT_ONCE = 500  # addresses in one question


def write(db: Database, result: CheckResult) -> None:
    """Write what a check of a source changes in what is followed: nothing, if the source is left by now.

    What the configuration says of it may be another than when the check began.
    """
    following, now = result.following, result.finished_at
    if following is None or not _is_followed(db, result.page.id):
        return
    _write_entries(db, result.page.id, following, now)
    for one in following.named:
        if one.is_followed:
            address = replace(result.page, id=one.page_id, url=clean(one.entry.url), source=None)
            configured_rows.begin(db, address, result.page.id, now, is_due=one.page_id in following.due)
    configured_rows.retire(db, following.ended, now)
    if following.named:
        configured_rows.configure_found(db, result.page.id)


def _is_followed(db: Database, page_id: str) -> bool:
    sql = "SELECT 1 FROM pages WHERE id = ? AND retired_at IS NULL"
    return db.execute(sql, [page_id]).fetchone() is not None


def _write_entries(db: Database, source: str, following: Following, now: datetime) -> None:
    for one in following.named:
        columns = _columns(one)
        names = ", ".join(f"{name} = ?" for name in columns)
        sql = f"UPDATE source_entries SET {names} WHERE source = ? AND entry_key = ?"  # noqa: S608 (our own names)
        key = clean(one.entry.key)
        if not db.execute(sql, [*columns.values(), source, key]).rowcount:
            row = {"source": source, "entry_key": key, "named_at": stamp(now), **columns}
            queries.insert_all(db, "source_entries", [row])


def _columns(one: Named) -> dict[str, object]:
    """Return what a source says of an entry, and what came of it, as columns of source_entries."""
    entry = one.entry
    return {
        "url": clean(entry.url), "title": clean(entry.title), "published": stamped(entry.published),
        "updated": stamped(entry.updated), "page_id": one.page_id or None, "leaves_at": stamped(one.leaves_at),
        "text_digest": entry.text_digest,
    }  # fmt: skip


def _named(row: Row) -> Named:
    return Named(
        entry=Entry(
            url=row["url"], key=row["entry_key"], title=row["title"], published=moments(row["published"]),
            updated=moments(row["updated"]), text_digest=row["text_digest"],
        ),
        page_id=row["page_id"] or "",
        leaves_at=moments(row["leaves_at"]),
        is_followed=bool(row["is_followed"]),
    )  # fmt: skip


class Sources(LedgerFile):
    """What sources have named."""

    @in_our_words
    def named(self, source: str) -> dict[str, Named]:
        """Return what a source has named so far, by key, in the order in which it did."""
        sql = """SELECT e.*, p.id IS NOT NULL AND p.retired_at IS NULL AS is_followed FROM source_entries e
                 LEFT JOIN pages p ON p.id = e.page_id WHERE e.source = ? ORDER BY e.named_at, e.rowid"""
        return {row["entry_key"]: _named(row) for row in queries.every(self._db, sql, [source])}

    @in_our_words
    def followed_elsewhere(self, source: str, urls: Collection[str]) -> frozenset[str]:
        """Return those of *urls* that are followed already, but not as pages of *source*."""
        asked, found = [clean(url) for url in urls], set()
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            sql = f"""SELECT url FROM pages WHERE retired_at IS NULL AND source IS DISTINCT FROM ?
                      AND url IN ({placeholders(some)})"""  # noqa: S608 (question marks)
            found |= {row["url"] for row in queries.every(self._db, sql, [source, *some])}
        return frozenset(found)

    @in_our_words
    def ids_beneath(self, source: str) -> frozenset[str]:
        """Return the ids of all pages that are called after a source, whether they are its own or not."""
        sql = "SELECT id FROM pages WHERE id > ? AND id < ?"
        return frozenset(row["id"] for row in queries.every(self._db, sql, [f"{source}.", f"{source}{_AFTER_DOT}"]))

    @in_our_words
    def found_pages(self, sources: Collection[str] | None = None) -> list[Found]:
        """Return the pages that *sources* (None: all) yield and that are followed now, the newest of each first."""
        condition, values = queries.of(None if sources is None else list(sources), "p.source")
        sql = f"""SELECT p.id, p.source, p.url, e.title, e.entry_key, e.text_digest <> '' AS has_text FROM pages p
                  LEFT JOIN source_entries e ON e.source = p.source AND e.page_id = p.id
                  WHERE p.source IS NOT NULL AND p.retired_at IS NULL AND {condition}
                  ORDER BY p.source, coalesce(e.published, e.updated, e.named_at, '') DESC, p.number DESC"""  # noqa: S608 (our words)
        rows = queries.every(self._db, sql, values)
        return [
            Found(
                page_id=row["id"],
                source=row["source"],
                url=row["url"],
                title=row["title"] or "",
                key=row["entry_key"],
                has_text=bool(row["has_text"]),
            )
            for row in rows
        ]
