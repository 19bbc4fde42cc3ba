"""The ledger's schema, as migrations: each is applied once, in order, in a transaction of its own.

A change of the schema is a new function at the end, its lines in docs/data-dictionary.md, and a test that opens an old
ledger. Released migrations are never edited. Foreign keys are declared for the reader's eye (Datasette links along
them); they are not enforced, so that a page can be renamed.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

from monitor.store.views import VIEWS

APPLICATION_ID: Final = 0x504D6F6E  # "PMon": says whose file this is
ledger = Migrations("ledger")


def version() -> int:
    """Return the number of migrations that this program knows: the ledger's user_version."""
    return len(ledger._migrations)  # noqa: SLF001 (sqlite-utils gives no other way to count them)


@ledger()
def pages_and_checks(db: Database) -> None:
    """Make what records that pages were checked, and what came."""
    db.table("pages").create(
        {
            "id": str, "url": str, "title": str, "publisher": str, "every_seconds": float, "tags": str, "note": str,
            "enabled": int, "added_at": str, "retired_at": str, "was": str,
            "next_check_at": str, "last_check_at": str, "last_ok_at": str, "full_fetch_at": str, "etag": str,
            "last_modified": str, "body_digest": str, "text_digest": str, "reader": str, "failures": int,
            "troubled_since": str, "suspect_digest": str, "suspect_count": int, "moved_to": str, "moved_count": int,
            "moved_since": str, "accept_next": int, "accepted_at": str, "last_check": int, "outcome": str,
            "reason": str, "detail": str, "advice": str, "snapshot_id": int, "numbers": int, "figures": int,
        },
        pk="id",
        not_null={"url", "title", "publisher", "every_seconds", "tags", "enabled", "added_at", "next_check_at",
                  "failures", "suspect_count", "moved_count", "accept_next", "numbers", "figures"},
        defaults={"title": "", "failures": 0, "suspect_count": 0, "moved_count": 0, "accept_next": 0, "numbers": 0,
                  "figures": 0},
    )  # fmt: skip
    db.table("pages").create_index(["next_check_at"])
    db.table("pages").create_index(["last_check_at"])
    db.table("checks").create(
        {
            "id": int, "page_id": str, "outcome": str, "reason": str, "detail": str, "advice": str, "first_at": str,
            "last_at": str, "count": int, "snapshot_id": int, "status": int, "final_url": str, "body_digest": str,
            "text_digest": str, "reader": str, "technical": int, "figures": int, "changes": int, "told": int,
            "chain_before": str, "chain": str,
        },
        pk="id",
        not_null={"page_id", "outcome", "reason", "detail", "advice", "first_at", "last_at", "count", "technical",
                  "figures", "changes", "told", "chain_before", "chain"},
        foreign_keys=[("page_id", "pages", "id")],
    )  # fmt: skip
    db.table("checks").create_index(["page_id", "id"])
    db.table("checks").create_index(["last_at"])
    db.table("snapshots").create(
        {
            "id": int, "page_id": str, "number": int, "kind": str, "check_id": int, "digest": str, "file": str,
            "size": int, "url": str, "final_url": str, "redirects": str, "status": int, "headers": str, "address": str,
            "tls_issuer": str, "requested_at": str, "captured_at": str, "framing": str, "wire_bytes": int,
            "etag": str, "last_modified": str, "chain": str,
        },
        pk="id",
        not_null={"page_id", "number", "kind", "digest", "file", "size", "captured_at", "chain"},
        foreign_keys=[("page_id", "pages", "id"), ("check_id", "checks", "id")],
    )  # fmt: skip
    db.table("snapshots").create_index(["page_id", "number"], unique=True)
    db.table("snapshots").create_index(["page_id", "digest"])
    db.table("snapshots").create_index(["check_id"])
    db.table("baselines").create(
        {"page_id": str, "snapshot_id": int, "baseline": bytes, "digest": str},
        pk="page_id",
        not_null={"baseline", "digest"},
        foreign_keys=[("page_id", "pages", "id"), ("snapshot_id", "snapshots", "id")],
    )


@ledger()
def figures_and_changes(db: Database) -> None:
    """Make what is derived from snapshots: it can be derived again."""
    db.table("readings").create(
        {
            "snapshot_id": int, "page_id": str, "check_id": int, "engine": str, "title": str, "language": str,
            "published": str, "updated": str, "kind": str, "notes": str, "text_digest": str, "figures": int,
            "dropped": int, "seal": str,
        },
        pk="snapshot_id",
        not_null={"page_id", "engine", "title", "language", "kind", "notes", "figures", "dropped", "seal"},
        foreign_keys=[("snapshot_id", "snapshots", "id"), ("page_id", "pages", "id"), ("check_id", "checks", "id")],
    )  # fmt: skip
    db.table("readings").create_index(["page_id", "snapshot_id"])
    db.table("figures").create(
        {
            "id": int, "page_id": str, "series": int, "since_snapshot": int, "until_snapshot": int, "check_id": int,
            "value": str, "value_number": float, "low": str, "high": str, "surface": str, "counts": str, "head": str,
            "unit": str, "unit_name": str, "quantifier": str, "role": str, "direction": str, "time_phrase": str,
            "day_from": str, "day_to": str, "agent": str, "attribution": str, "sentence": str, "stands_in": str,
            "headers": str, "in_main": int, "number_at": int, "number_length": int, "sentence_start": int,
            "block": int,
        },
        pk="id",
        not_null={"page_id", "series", "since_snapshot", "check_id", "surface", "counts", "head", "quantifier", "role",
                  "sentence", "stands_in", "headers", "in_main", "number_at", "number_length", "sentence_start",
                  "block"},
        foreign_keys=[("page_id", "pages", "id"), ("since_snapshot", "snapshots", "id"),
                      ("until_snapshot", "snapshots", "id"), ("check_id", "checks", "id")],
    )  # fmt: skip
    db.table("figures").create_index(["page_id", "series", "id"])
    db.execute("CREATE INDEX figures_standing ON figures (page_id) WHERE until_snapshot IS NULL")
    db.table("series").create(
        {
            "page_id": str, "number": int, "label": str, "unit": str, "name": str, "merged_into": int, "ignored": int,
            "first_snapshot": int, "gone_snapshot": int,
        },
        pk=("page_id", "number"),
        not_null={"label", "ignored", "first_snapshot"},
        defaults={"ignored": 0},
        foreign_keys=[("page_id", "pages", "id"), ("first_snapshot", "snapshots", "id"),
                      ("gone_snapshot", "snapshots", "id")],
    )  # fmt: skip
    db.table("changes").create(
        {
            "id": int, "page_id": str, "check_id": int, "found_at": str, "before_snapshot": int, "after_snapshot": int,
            "kind": str, "series": int, "counts": str, "old_value": str, "new_value": str, "difference": str,
            "relative": str, "within_rounding": int, "silent": int, "redefined": int, "table_number": int, "echo": int,
            "told": int, "rule": str, "technical": int, "old": str, "new": str,
        },
        pk="id",
        not_null={"page_id", "check_id", "found_at", "kind", "series", "counts", "within_rounding", "redefined",
                  "told", "rule", "technical"},
        foreign_keys=[("page_id", "pages", "id"), ("check_id", "checks", "id"),
                      ("before_snapshot", "snapshots", "id"), ("after_snapshot", "snapshots", "id")],
    )  # fmt: skip
    db.table("changes").create_index(["page_id", "id"])
    db.execute("CREATE INDEX changes_told ON changes (found_at) WHERE told = 1 AND technical = 0")
    db.table("rereads").create(
        {"page_id": str, "engine": str, "read_at": str}, pk="page_id", foreign_keys=[("page_id", "pages", "id")]
    )


@ledger()
def words_of_the_user(db: Database) -> None:
    """Make what the user said: decisions on series, and named indicators."""
    db.table("decisions").create(
        {
            "id": int, "page_id": str, "verb": str, "series": int, "into": int, "name": str, "snapshot": int,
            "said_at": str,
        },
        pk="id",
        not_null={"page_id", "verb", "series", "snapshot", "said_at"},
        foreign_keys=[("page_id", "pages", "id")],
    )  # fmt: skip
    db.table("decisions").create_index(["page_id", "id"])
    db.table("indicators").create(
        {"id": str, "name": str, "words": str, "near": str, "unit": str, "pages": str, "tags": str},
        pk="id",
        not_null={"name", "words", "near", "pages", "tags"},
    )
    db.table("indicator_series").create(
        {"indicator": str, "page_id": str, "series": int},
        pk=("indicator", "page_id", "series"),
        foreign_keys=[("indicator", "indicators", "id"), ("page_id", "pages", "id")],
    )
    db.table("indicator_series").create_index(["page_id", "series"])


@ledger()
def search_and_views(db: Database) -> None:
    """Make the index over sentences, and the views.

    The triggers are our own: those of `enable_fts` index a sentence again whenever its figure ceases to stand.
    """
    db.table("figures").enable_fts(["sentence", "counts"], tokenize="unicode61 remove_diacritics 2")
    db.execute("""
        CREATE TRIGGER figures_ai AFTER INSERT ON figures BEGIN
            INSERT INTO figures_fts (rowid, sentence, counts) VALUES (new.id, new.sentence, new.counts);
        END""")
    db.execute("""
        CREATE TRIGGER figures_ad AFTER DELETE ON figures BEGIN
            INSERT INTO figures_fts (figures_fts, rowid, sentence, counts)
            VALUES ('delete', old.id, old.sentence, old.counts);
        END""")
    for name, sql in VIEWS.items():
        db.create_view(name, sql)
