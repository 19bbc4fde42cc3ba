"""The ledger's tables and views, as migrations; a test holds docs/data-dictionary.md to every column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from monitor.model.addresses import AddressError, parse
from monitor.store import compact_migration, compact_rows, databases, ledger_views
from monitor.store.databases.sqlite import SqliteLedger
from monitor.store.statuses import OVERDUE_AT

APPLICATION_ID = 0x4D4F4E31  # "MON1": what `file` and we know the ledger by
migrations = Migrations("monitor")

_CLAIM = {
    "value": str, "value_number": float, "low": str, "high": str, "surface": str, "counts": str, "head": str,
    "unit": str, "unit_name": str, "quantifier": str, "role": str, "direction": str, "time_phrase": str,
    "day_from": str, "day_to": str, "agent": str, "attribution": str, "sentence": str, "stands_in": str,
    "headers": str, "in_main": int, "number_at": int, "number_length": int, "sentence_start": int, "block": int,
}  # fmt: skip
_FIRST_VIEWS = {
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
    for name, sql in _FIRST_VIEWS.items():
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


@migrations()
def indicators(db: Database) -> None:
    """Add what pages state of the things that the user has named, and the troubles of pages as they came and went."""
    db.table("figures").add_column("heading", str, not_null_default="")
    db.table("checks").add_column("restamped", int, not_null_default=0)
    db.table("indicators").create(
        {"id": str, "name": str, "words": str, "near": str, "unit": str, "pages": str, "tags": str, "defined_by": str},
        pk="id",
    )  # fmt: skip
    _create(db, "statements", {
        "id": int, "indicator": str, "page_id": str, "series": int, "figure_id": int, "snapshot_id": int,
        "until_id": int, "speaker": str, "speaker_key": str, "said_on": str, "day": str, "captured_at": str,
        "rounding": float,
    }, ["page_id", "until_id"], ["indicator", "speaker_key", "day", "captured_at"])  # fmt: skip
    db.view("told_changes").drop()
    for name, sql in (
        *ledger_views.INDICATORS.items(),
        ("findings", ledger_views.FINDINGS),
        ("troubles", ledger_views.TROUBLES),
    ):
        db.create_view(name, sql)


@migrations()
def hosts(db: Database) -> None:
    """Add what must not be forgotten of hosts at a restart."""
    db.table("hosts").create({"host": str, "held_until": str, "day": str, "bytes_today": int}, pk="host")


@migrations()
def index_words_alone(db: Database) -> None:
    """Have the full-text index follow words alone: that a claim ends, nearly the only change of a row, is none."""
    db.execute("DROP TRIGGER figures_au")
    db.execute("""
        CREATE TRIGGER figures_au AFTER UPDATE OF sentence, counts ON figures BEGIN
          INSERT INTO figures_fts (figures_fts, rowid, sentence, counts)
          VALUES ('delete', old.rowid, old.sentence, old.counts);
          INSERT INTO figures_fts (rowid, sentence, counts) VALUES (new.rowid, new.sentence, new.counts);
        END""")


@migrations()
def suspect_since(db: Database) -> None:
    """Add when a doubtful answer was first seen: it is believed after some time, not only after some answers."""
    db.table("pages").add_column("suspect_since", str)


@migrations()
def groups(db: Database) -> None:
    """Add the key of the findings that are told as one."""
    db.table("changes").add_column("told_with", str)


@migrations()
def vouched(db: Database) -> None:
    """Have the user vouch for an answer that was seen, by its digest, and no longer for whatever comes next."""
    db.table("pages").add_column("vouched", str)
    db.execute("ALTER TABLE pages DROP COLUMN accept_next")


@migrations()
def pauses(db: Database) -> None:
    """Add since when, and until when, the user has a page left alone."""
    db.table("pages").add_column("paused_since", str)
    db.table("pages").add_column("paused_until", str)


@migrations()
def wrong_validators(db: Database) -> None:
    """Add whether a server's "not modified" has once hidden a change of the page."""
    db.table("pages").add_column("validators_wrong", int, not_null_default=0)


@migrations()
def deliveries(db: Database) -> None:
    """Add what is owed to channels."""
    _create(db, "deliveries", {
        "id": int, "channel": str, "key": str, "page_id": str, "check_id": int, "state": str, "owed_at": str,
        "give_up_at": str, "attempts": int, "next_attempt_at": str, "refused": int, "reason": str, "sent_at": str,
    }, ["state", "channel"])  # fmt: skip


@migrations()
def say_once(db: Database) -> None:
    """Have rows of figures and changes say once what they share: a third of the bytes, under the same names."""
    compact_migration.rewrite(db)


@migrations()
def retention(db: Database) -> None:
    """Add when the bytes of a snapshot were removed at the user's wish, and an index to see what rests on it."""
    db.table("snapshots").add_column("removed_at", str)
    db.execute("CREATE INDEX change_rows_restated ON change_rows (before_id) WHERE kind = 'RESTATED'")


@migrations()
def readers(db: Database) -> None:
    """Add what readers of reports have been shown."""
    _create(db, "readers", {"id": int, "reader": str, "page_id": str, "check_id": int, "seen_at": str})
    db.execute("CREATE UNIQUE INDEX readers_pages ON readers (reader, coalesce(page_id, ''))")


@migrations()
def timestamps(db: Database) -> None:
    """Add what authorities state of when the bytes of snapshots existed, and what they are still to be asked."""
    db.table("authorities").create({"id": int, "certificates": str, "known_since": str}, pk="id")
    db.table("timestamps").create(
        {
            "digest": str, "snapshot_id": int, "owed_at": str, "attempts": int, "next_attempt_at": str, "reason": str,
            "authority_id": int, "certified_at": str, "token": bytes,
        },
        pk="digest",
    )  # fmt: skip
    db.execute("CREATE INDEX timestamps_owed ON timestamps (next_attempt_at) WHERE token IS NULL")


@migrations()
def digests(db: Database) -> None:
    """Add what a delivery tells of, the message that it is sent in, what was told of troubles, and our own outages."""
    for name, kind in (("topic", str), ("series", str), ("findings", int), ("message", str)):
        db.table("deliveries").add_column(name, kind)
    db.execute("""UPDATE deliveries SET topic = 'changes', findings = coalesce((SELECT told FROM checks c
                  WHERE c.id = deliveries.check_id), 0),
                  message = CASE WHEN state <> 'owed' OR attempts > 0 THEN key END,
                  give_up_at = CASE WHEN attempts > 0 THEN give_up_at END""")
    db.execute("CREATE INDEX change_rows_check ON change_rows (check_id)")
    db.execute("CREATE INDEX deliveries_sent ON deliveries (channel, sent_at)")
    db.execute("CREATE INDEX deliveries_health ON deliveries (channel, owed_at) WHERE topic = 'health'")
    db.table("pages").add_column("trouble_told", str)
    _create(db, "outages", {"id": int, "since": str, "last_at": str, "ended_at": str, "detail": str, "told": int})


@migrations()
def troubles_in_order(db: Database) -> None:
    """Add to a trouble the check that it began with: the clock may be set back, and does not say which came first."""
    db.view("troubles").drop()
    db.create_view("troubles", ledger_views.TROUBLES)


@migrations()
def pages_of_documents(db: Database) -> None:
    """Add on which page of a paged document a figure stands."""
    _place(db, "on_page")


@migrations()
def folded(db: Database) -> None:
    """Add whether a figure shows on a click."""
    _place(db, "folded")


def _place(db: Database, column: str) -> None:
    """Add the *column* that says where a figure stood, and have the views show it."""
    for table, columns in (("figure_rows", [column]), ("change_rows", [f"old_{column}", f"new_{column}"])):
        for name in columns:
            if name not in db.table(table).columns_dict:  # a new ledger's tables are made with it
                db.table(table).add_column(name, int)
    for name, sql in (("figures", compact_rows.FIGURES), ("changes", compact_rows.CHANGES)):
        db.view(name).drop()
        db.create_view(name, sql)


@migrations()
def sources(db: Database) -> None:
    """Add what sources have named, and which pages they yield."""
    db.table("pages").add_column("source", str)
    db.execute("CREATE INDEX pages_source ON pages (source) WHERE source IS NOT NULL")
    db.table("source_entries").create(
        {
            "source": str, "entry_key": str, "url": str, "title": str, "published": str, "updated": str,
            "named_at": str, "page_id": str, "leaves_at": str,
        },
        pk=("source", "entry_key"),
    )  # fmt: skip


@migrations()
def full_texts(db: Database) -> None:
    """Add a digest of the text that an entry has in its source, where it is read there."""
    db.table("source_entries").add_column("text_digest", str, not_null_default="")


@migrations()
def reviews(db: Database) -> None:
    """Add what people say of findings and of series, what stands by it, and who has read what."""
    _create(db, "actions", {
        "id": int, "said_at": str, "person": str, "verb": str, "page_id": str, "series": int, "into_series": int,
        "text": str, "undoes": int, "undone_by": int, "act_key": str,
    }, ["page_id", "series"])  # fmt: skip
    db.table("actions").create_index(["act_key"], unique=True)
    _create_in_order(db, "action_findings", "action_id INTEGER, change_id INTEGER", "action_id, change_id")
    db.table("action_findings").create_index(["change_id", "action_id"])
    db.table("reviews").create(
        {
            "change_id": int, "standing": str, "person": str, "said_at": str, "reason": str, "action_id": int,
            "notes": int, "last_action_id": int,
        },
        pk="change_id",
    )  # fmt: skip
    db.table("reviews").create_index(["standing", "change_id"])
    _create_in_order(db, "finding_labels", "change_id INTEGER, label TEXT, action_id INTEGER", "change_id, label")
    db.table("finding_labels").create_index(["label", "change_id"])
    _create_in_order(db, "read_findings", "person TEXT, change_id INTEGER, read_at TEXT", "person, change_id")
    db.execute("CREATE INDEX change_rows_told ON change_rows (check_id) WHERE told = 1 AND technical = 0")
    db.table("decisions").add_column("person", str, not_null_default="")
    db.table("decisions").add_column("action_id", int)
    db.table("decisions").add_column("withdrawn", int, not_null_default=0)
    db.execute("CREATE INDEX decisions_action ON decisions (action_id) WHERE action_id IS NOT NULL")


def _create_in_order(db: Database, name: str, columns: str, key: str) -> None:
    """Make a table whose rows lie in the order of their key of several columns, so that it needs no index for that."""
    db.execute(f"CREATE TABLE {name} ({columns}, PRIMARY KEY ({key})) WITHOUT ROWID")


@migrations()
def reviewed_findings(db: Database) -> None:
    """Add the findings with what people make of them, for whoever opens the ledger."""
    db.create_view("reviewed_findings", ledger_views.REVIEWED_FINDINGS)


DUE_AT = """CASE WHEN enabled = 1 AND retired_at IS NULL AND (paused_since IS NULL OR paused_until IS NOT NULL)
             THEN max(next_check_at, coalesce(paused_until, '')) END"""
WANTED_AT = "CASE WHEN due_at IS NOT NULL THEN max(due_at, coalesce(until, '')) END"
TURN = """
    INSERT INTO turns (host, due_at) VALUES (new.host, (SELECT min(due_at) FROM pages WHERE host = new.host))
    ON CONFLICT (host) DO UPDATE SET due_at = excluded.due_at"""

TURN_LEFT = """
    UPDATE turns SET due_at = (SELECT min(due_at) FROM pages WHERE host = old.host)
    WHERE host = old.host AND old.host <> new.host"""
TURN_CHANGED = "old.due_at IS DISTINCT FROM new.due_at OR old.host IS DISTINCT FROM new.host"
_PAGES_CHANGED = (
    f"CREATE TRIGGER pages_changed AFTER UPDATE ON pages WHEN {TURN_CHANGED} BEGIN {TURN}; {TURN_LEFT}; END"
)


@migrations()
def turns(db: Database) -> None:
    """Add the turns of hosts, and indexes by which what is due is found whatever the number of pages."""
    db.table("pages").add_column("host", str, not_null_default="")
    hosts = [(_server(url), page_id) for page_id, url in db.execute("SELECT id, url FROM pages").fetchall()]
    db.conn.executemany("UPDATE pages SET host = ? WHERE id = ?", hosts)
    db.execute(f"ALTER TABLE pages ADD COLUMN due_at TEXT AS ({DUE_AT}) VIRTUAL")
    db.execute("DROP INDEX idx_pages_next_check_at")
    db.execute("CREATE INDEX pages_due ON pages (host, due_at)")
    db.execute("CREATE INDEX pages_url ON pages (url)")
    db.execute("CREATE INDEX hosts_day ON hosts (day)")
    db.execute("CREATE INDEX outages_on ON outages (since) WHERE ended_at IS NULL")
    db.execute(f"""
        CREATE TABLE turns (host TEXT PRIMARY KEY, due_at TEXT, holder TEXT, fence INTEGER NOT NULL DEFAULT 0,
        until TEXT, wanted_at TEXT AS ({WANTED_AT}) VIRTUAL) WITHOUT ROWID""")
    db.execute("INSERT INTO turns (host, due_at) SELECT host, min(due_at) FROM pages GROUP BY host")
    db.execute("CREATE INDEX turns_wanted ON turns (wanted_at) WHERE wanted_at IS NOT NULL")
    db.execute("CREATE INDEX turns_holder ON turns (holder) WHERE holder IS NOT NULL")
    db.execute(f"CREATE TRIGGER pages_begun AFTER INSERT ON pages BEGIN {TURN}; END")
    db.execute(_PAGES_CHANGED)


def _server(url: str) -> str:
    """Return whose turn it is when the page at *url* is checked; one that is followed no longer may have none."""
    try:
        return parse(url).server
    except AddressError:
        return ""


@migrations()
def schedules(db: Database) -> None:
    """Add how long a page waits at most, its schedule in words, and whether that is another than it is due by."""
    for name, kind in (("longest_seconds", float), ("schedule", str)):
        db.table("pages").add_column(name, kind)
    db.table("pages").add_column("rescheduled", int, not_null_default=0)
    db.execute("UPDATE pages SET longest_seconds = every_seconds * 1.1")
    db.execute("CREATE INDEX pages_rescheduled ON pages (id) WHERE rescheduled = 1")


@migrations()
def states(db: Database) -> None:
    """Add when a page is overdue, how pages are listed, and which configuration they are as it has them."""
    db.execute(f"ALTER TABLE pages ADD COLUMN overdue_at TEXT AS ({OVERDUE_AT}) VIRTUAL")
    db.execute("CREATE INDEX pages_overdue ON pages (overdue_at, number)")
    db.execute("CREATE INDEX pages_listed ON pages (coalesce(source, id), id, number) WHERE retired_at IS NULL")
    db.execute("CREATE INDEX snapshots_numbered ON snapshots (page_id, number)")
    db.execute("CREATE TABLE in_force (digest TEXT PRIMARY KEY, since TEXT) WITHOUT ROWID")


@migrations()
def index_at_once(db: Database) -> None:
    """Leave the words of new rows of figures to be indexed once a transaction (`figure_index.index`)."""
    db.execute("DROP TRIGGER figure_rows_added")


@migrations()
def words_of_both(db: Database) -> None:
    """Have the views say what they say in words that other databases understand, too."""
    for name in reversed(ledger_views.VIEWS):
        db.view(name).drop()
    for name, sql in ledger_views.VIEWS.items():
        db.create_view(name, sql)
    db.execute("DROP TRIGGER pages_changed")
    db.execute(_PAGES_CHANGED)


_shared: list[Callable[[databases.Database], None]] = []


def shared(migrate: Callable[[databases.Database], None]) -> None:
    """Add a migration in words that every database understands; all are, since there are several.

    A ledger in PostgreSQL begins with the tables of a later version (`postgresql_schema`), which has them all.
    """
    migrations(name=migrate.__name__)(lambda db: migrate(SqliteLedger(db.conn, Path())))
    _shared.append(migrate)


@shared
def workers(db: databases.Database) -> None:
    """Add the instances that check pages, and when a host may be asked next."""
    db.execute("ALTER TABLE hosts ADD COLUMN next_at TEXT")
    db.execute(
        """CREATE TABLE workers (holder TEXT PRIMARY KEY, place TEXT, process INTEGER, started_at TEXT, seen_at TEXT,
           digest TEXT)"""
    )


@shared
def offline_workers(db: databases.Database) -> None:
    """Add since when an instance reaches no host."""
    db.execute("ALTER TABLE workers ADD COLUMN offline_since TEXT")


VERSION = len(migrations.pending(Database(memory=True, execute_plugins=False)))
"""Of the schema: the number of its migrations; a ledger with a greater one was written by a newer program."""
shared_migrations = tuple(enumerate(_shared, VERSION - len(_shared) + 1))
"""With their numbers: what an older ledger elsewhere is brought to today's tables by."""
