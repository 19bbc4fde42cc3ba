"""The ledger's tables and views, as migrations; a test holds docs/data-dictionary.md to every column."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x4D4F4E31  # "MON1": what `file` and we know the ledger by
VERSION = 1  # of the schema; a ledger with a greater one was written by a newer program

migrations = Migrations("monitor")

_CLAIM = {
    "value": str, "value_number": float, "low": str, "high": str, "surface": str, "counts": str, "head": str,
    "unit": str, "unit_name": str, "quantifier": str, "role": str, "direction": str, "time_phrase": str,
    "day_from": str, "day_to": str, "agent": str, "attribution": str, "sentence": str, "stands_in": str,
    "headers": str, "in_main": int, "number_at": int, "number_length": int, "sentence_start": int, "block": int,
}  # fmt: skip
_VIEWS = {
    "latest_figures": """
        SELECT f.page_id, p.title AS page_title, p.url, f.series, coalesce(s.name, f.counts) AS what, f.value,
               f.value_number, f.low, f.high, f.unit, f.quantifier, f.role, f.time_phrase, f.attribution, f.agent,
               f.sentence, f.stands_in, f.headers, f.in_main, v.captured_at AS since, v.file
        FROM figures f JOIN pages p ON p.id = f.page_id JOIN snapshots v ON v.id = f.snapshot_id
        LEFT JOIN series s ON s.page_id = f.page_id AND s.series = f.series
        WHERE f.until_id IS NULL AND p.retired_at IS NULL""",
    "figure_history": """
        SELECT f.page_id, coalesce(s.merged_into, f.series) AS series, coalesce(s.name, f.counts) AS what, f.value,
               f.value_number, f.low, f.high, f.unit, f.quantifier, f.role, f.time_phrase, f.attribution,
               v.captured_at AS stated_from, u.captured_at AS stated_until, f.sentence, v.file, v.digest
        FROM figures f JOIN snapshots v ON v.id = f.snapshot_id LEFT JOIN snapshots u ON u.id = f.until_id
        LEFT JOIN series s ON s.page_id = f.page_id AND s.series = f.series""",
    "told_changes": """
        SELECT c.page_id, p.title AS page_title, c.kind, c.counts, c.old_value, c.new_value, c.difference, c.relative,
               c.silent, json_extract(c.old, '$.sentence') AS old_sentence, json_extract(c.new, '$.sentence')
               AS new_sentence, a.captured_at AS found_at, b.file AS old_file, a.file AS new_file, c.rule
        FROM changes c JOIN pages p ON p.id = c.page_id LEFT JOIN snapshots b ON b.id = c.before_id
        JOIN snapshots a ON a.id = c.after_id WHERE c.told = 1""",
}  # fmt: skip


@migrations()
def first_tables(db: Database) -> None:
    """Make everything."""
    _pages(db)
    _create(db, "checks", {
        "id": int, "page_id": str, "outcome": str, "reason": str, "detail": str, "advice": str, "first_at": str,
        "last_at": str, "count": int, "figures": int, "changes": int, "told": int, "snapshot_id": int,
    }, ["page_id", "id"])  # fmt: skip
    _create(db, "snapshots", {
        "id": int, "page_id": str, "number": int, "kind": str, "file": str, "digest": str, "size": int, "title": str,
        "language": str, "published": str, "updated": str, "engine": str, "url": str, "final_url": str,
        "redirects": str, "status": int, "headers": str, "address": str, "tls_issuer": str, "requested_at": str,
        "captured_at": str, "framing": str, "wire_bytes": int, "etag": str, "last_modified": str, "chain": str,
    }, ["page_id", "digest"], ["page_id", "kind", "number"])  # fmt: skip
    _create(db, "figures", {
        "id": int, "page_id": str, "series": int, "snapshot_id": int, "until_id": int, **_CLAIM,
    }, ["page_id", "until_id"], ["page_id", "series"])  # fmt: skip
    _create(db, "changes", {
        "id": int, "page_id": str, "check_id": int, "before_id": int, "after_id": int, "kind": str, "series": int,
        "counts": str, "old_value": str, "new_value": str, "difference": str, "relative": str, "within_rounding": int,
        "silent": int, "redefined": int, "table_number": int, "echo": int, "told": int, "rule": str, "technical": int,
        "old": str, "new": str,
    }, ["page_id", "id"], ["told", "after_id"])  # fmt: skip
    _create(db, "decisions", {
        "id": int, "page_id": str, "verb": str, "series": int, "into_series": int, "name": str, "said_at": str,
        "snapshot_id": int, "applied": int,
    }, ["page_id"])  # fmt: skip
    db.table("series").create(
        {"page_id": str, "series": int, "name": str, "ignored": int, "merged_into": int}, pk=("page_id", "series"),
        defaults={"ignored": 0},
    )  # fmt: skip
    db.table("baselines").create({"page_id": str, "encoded": bytes}, pk="page_id")
    db.table("figures").enable_fts(["sentence", "counts"], create_triggers=True)
    for name, sql in _VIEWS.items():
        db.create_view(name, sql)


def _pages(db: Database) -> None:
    db.table("pages").create(
        {
            "id": str, "url": str, "title": str, "every_seconds": float, "tags": str, "enabled": int, "added_at": str,
            "retired_at": str, "figures": int, "reason": str, "advice": str, "outcome": str, "chain": str,
            "next_check_at": str, "last_check_at": str, "last_ok_at": str, "full_fetch_at": str, "etag": str,
            "last_modified": str, "validators_url": str, "body_digest": str, "text_digest": str, "reader": str,
            "failures": int, "troubled_since": str, "suspect_digest": str, "suspect_count": int, "moved_to": str,
            "moved_count": int, "moved_since": str, "accept_next": int,
        },
        pk="id",
    )  # fmt: skip
    db.table("pages").create_index(["next_check_at"])


def _create(db: Database, name: str, columns: dict[str, Any], *indexes: list[str]) -> None:
    """Make a table with the key ``id`` and *indexes*."""
    table = db.table(name)
    table.create(columns, pk="id")
    for columns_of_index in indexes:
        table.create_index(columns_of_index)
