"""The ledger's tables in a schema of PostgreSQL, as they are today; SQLite comes to the same by its migrations.

A test holds each to the other: tables, columns, types, keys, indexes and views.
"""

from __future__ import annotations

import re
from typing import Final

from monitor.store import schema
from monitor.store.ledger_views import VIEWS
from monitor.store.statuses import OVERDUE_AT

_TYPES: Final = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "REAL": "double precision", "BLOB": "bytea"}
"""What SQLite's types are called. Texts are compared by their bytes, as SQLite compares them.

An index in order takes no text of more than some 2,700 bytes: addresses, and what sources call their entries, may have
more, and are found by indexes that know equality alone.
"""
_TABLES: Final = f"""
CREATE TABLE pages (
  id TEXT PRIMARY KEY, url TEXT, title TEXT, every_seconds REAL, tags TEXT, enabled INTEGER, added_at TEXT,
  retired_at TEXT, figures INTEGER, reason TEXT, advice TEXT, outcome TEXT, chain TEXT, next_check_at TEXT,
  last_check_at TEXT, last_ok_at TEXT, full_fetch_at TEXT, etag TEXT, last_modified TEXT, validators_url TEXT,
  body_digest TEXT, text_digest TEXT, reader TEXT, failures INTEGER, troubled_since TEXT, suspect_digest TEXT,
  suspect_count INTEGER, moved_to TEXT, moved_count INTEGER, moved_since TEXT, suspect_since TEXT, vouched TEXT,
  paused_since TEXT, paused_until TEXT, validators_wrong INTEGER NOT NULL DEFAULT 0, number INTEGER,
  trouble_told TEXT, source TEXT, host TEXT NOT NULL DEFAULT '',
  due_at TEXT GENERATED ALWAYS AS ({schema.DUE_AT}) STORED, longest_seconds REAL, schedule TEXT,
  rescheduled INTEGER NOT NULL DEFAULT 0, overdue_at TEXT GENERATED ALWAYS AS ({OVERDUE_AT}) STORED
);
CREATE TABLE checks (
  id INTEGER PRIMARY KEY, page_id TEXT, outcome TEXT, reason TEXT, detail TEXT, advice TEXT, first_at TEXT,
  last_at TEXT, count INTEGER, figures INTEGER, changes INTEGER, told INTEGER, snapshot_id INTEGER,
  restamped INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY, page_id TEXT, number INTEGER, kind TEXT, file TEXT, digest TEXT, size INTEGER,
  title TEXT, language TEXT, published TEXT, updated TEXT, engine TEXT, url TEXT, final_url TEXT,
  redirects TEXT, status INTEGER, headers TEXT, address TEXT, tls_issuer TEXT, requested_at TEXT,
  captured_at TEXT, framing TEXT, wire_bytes INTEGER, etag TEXT, last_modified TEXT, chain TEXT, removed_at TEXT
);
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY, page_id TEXT, verb TEXT, series INTEGER, into_series INTEGER, name TEXT, said_at TEXT,
  snapshot_id INTEGER, applied INTEGER, person TEXT NOT NULL DEFAULT '', action_id INTEGER,
  withdrawn INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE indicators (
  id TEXT PRIMARY KEY, name TEXT, words TEXT, near TEXT, unit TEXT, pages TEXT, tags TEXT, defined_by TEXT
);
CREATE TABLE statements (
  id INTEGER PRIMARY KEY, indicator TEXT, page_id TEXT, series INTEGER, figure_id INTEGER, snapshot_id INTEGER,
  until_id INTEGER, speaker TEXT, speaker_key TEXT, said_on TEXT, day TEXT, captured_at TEXT, rounding REAL
);
CREATE TABLE hosts (
  host TEXT PRIMARY KEY, held_until TEXT, day TEXT, bytes_today INTEGER, next_at TEXT
);
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY, channel TEXT, key TEXT, page_id TEXT, check_id INTEGER, state TEXT, owed_at TEXT,
  give_up_at TEXT, attempts INTEGER, next_attempt_at TEXT, refused INTEGER, reason TEXT, sent_at TEXT,
  topic TEXT, series TEXT, findings INTEGER, message TEXT
);
CREATE TABLE figure_rows (
  id INTEGER PRIMARY KEY, page INTEGER, series INTEGER, snapshot_id INTEGER, until_id INTEGER,
  setting_id INTEGER, heading_id INTEGER, value TEXT, surface TEXT, own TEXT, sentence TEXT, number_at INTEGER,
  sentence_start INTEGER, block INTEGER, more TEXT, seal INTEGER, on_page INTEGER, folded INTEGER
);
CREATE TABLE figure_settings (
  id INTEGER PRIMARY KEY, shared TEXT, headers TEXT, head TEXT, unit TEXT, unit_name TEXT, quantifier TEXT,
  role TEXT, direction TEXT, stands_in TEXT, in_main INTEGER
);
CREATE TABLE figure_headings (
  id INTEGER PRIMARY KEY, heading TEXT
);
CREATE TABLE change_rows (
  id INTEGER PRIMARY KEY, page INTEGER, check_id INTEGER, before_id INTEGER, after_id INTEGER, kind TEXT,
  series INTEGER, old_figure_id INTEGER, new_figure_id INTEGER, old TEXT, new TEXT, old_start INTEGER,
  old_block INTEGER, new_start INTEGER, new_block INTEGER, difference TEXT, relative TEXT,
  within_rounding INTEGER, silent INTEGER, redefined INTEGER, table_number INTEGER, echo INTEGER, told INTEGER,
  rule TEXT, technical INTEGER, told_with TEXT, old_on_page INTEGER, new_on_page INTEGER, old_folded INTEGER,
  new_folded INTEGER
);
CREATE TABLE baselines (
  page INTEGER, part INTEGER, encoded BLOB, PRIMARY KEY (page, part)
);
CREATE TABLE series_words (
  page_id TEXT, series INTEGER, name TEXT, ignored INTEGER DEFAULT 0, merged_into INTEGER,
  PRIMARY KEY (page_id, series)
);
CREATE TABLE readers (
  id INTEGER PRIMARY KEY, reader TEXT, page_id TEXT, check_id INTEGER, seen_at TEXT
);
CREATE TABLE authorities (
  id INTEGER PRIMARY KEY, certificates TEXT, known_since TEXT
);
CREATE TABLE timestamps (
  digest TEXT PRIMARY KEY, snapshot_id INTEGER, owed_at TEXT, attempts INTEGER, next_attempt_at TEXT,
  reason TEXT, authority_id INTEGER, certified_at TEXT, token BLOB
);
CREATE TABLE outages (
  id INTEGER PRIMARY KEY, since TEXT, last_at TEXT, ended_at TEXT, detail TEXT, told INTEGER
);
CREATE TABLE source_entries (
  source TEXT, entry_key TEXT, url TEXT, title TEXT, published TEXT, updated TEXT, named_at TEXT, page_id TEXT,
  leaves_at TEXT, text_digest TEXT NOT NULL DEFAULT '', rowid INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY
);
CREATE TABLE actions (
  id INTEGER PRIMARY KEY, said_at TEXT, person TEXT, verb TEXT, page_id TEXT, series INTEGER,
  into_series INTEGER, text TEXT, undoes INTEGER, undone_by INTEGER, act_key TEXT
);
CREATE TABLE action_findings (
  action_id INTEGER, change_id INTEGER, PRIMARY KEY (action_id, change_id)
);
CREATE TABLE reviews (
  change_id INTEGER PRIMARY KEY, standing TEXT, person TEXT, said_at TEXT, reason TEXT, action_id INTEGER,
  notes INTEGER, last_action_id INTEGER
);
CREATE TABLE finding_labels (
  change_id INTEGER, label TEXT, action_id INTEGER, PRIMARY KEY (change_id, label)
);
CREATE TABLE read_findings (
  person TEXT, change_id INTEGER, read_at TEXT, PRIMARY KEY (person, change_id)
);
CREATE TABLE turns (
  host TEXT PRIMARY KEY, due_at TEXT, holder TEXT, fence INTEGER NOT NULL DEFAULT 0, until TEXT,
  wanted_at TEXT GENERATED ALWAYS AS ({schema.WANTED_AT}) STORED
);
CREATE TABLE workers (
  holder TEXT PRIMARY KEY, place TEXT, process INTEGER, started_at TEXT, seen_at TEXT, digest TEXT,
  offline_since TEXT
);
CREATE TABLE in_force (
  digest TEXT PRIMARY KEY, since TEXT
);
CREATE TABLE figures_fts (rowid INTEGER PRIMARY KEY, sentence TEXT, counts TEXT, words tsvector);
"""
_INDEXES: Final = """
CREATE INDEX idx_checks_page_id_id ON checks (page_id, id);
CREATE INDEX idx_snapshots_page_id_digest ON snapshots (page_id, digest);
CREATE INDEX idx_snapshots_page_id_kind_number ON snapshots (page_id, kind, number);
CREATE INDEX idx_decisions_page_id ON decisions (page_id);
CREATE INDEX idx_statements_page_id_until_id ON statements (page_id, until_id);
CREATE INDEX idx_statements_indicator_speaker_key_day_captured_at
  ON statements (indicator, speaker_key, day, captured_at);
CREATE INDEX idx_deliveries_state_channel ON deliveries (state, channel);
CREATE UNIQUE INDEX idx_pages_number ON pages (number);
CREATE INDEX idx_figure_rows_page_until_id ON figure_rows (page, until_id);
CREATE INDEX idx_change_rows_page ON change_rows (page);
CREATE INDEX idx_change_rows_told_after_id ON change_rows (told, after_id);
CREATE INDEX change_rows_restated ON change_rows (before_id) WHERE kind = 'RESTATED';
CREATE UNIQUE INDEX readers_pages ON readers (reader, coalesce(page_id, ''));
CREATE INDEX timestamps_owed ON timestamps (next_attempt_at) WHERE token IS NULL;
CREATE INDEX change_rows_check ON change_rows (check_id);
CREATE INDEX deliveries_sent ON deliveries (channel, sent_at);
CREATE INDEX deliveries_health ON deliveries (channel, owed_at) WHERE topic = 'health';
CREATE INDEX pages_source ON pages (source) WHERE source IS NOT NULL;
CREATE INDEX idx_actions_page_id_series ON actions (page_id, series);
CREATE UNIQUE INDEX idx_actions_act_key ON actions (act_key);
CREATE INDEX idx_action_findings_change_id_action_id ON action_findings (change_id, action_id);
CREATE INDEX idx_reviews_standing_change_id ON reviews (standing, change_id);
CREATE INDEX idx_finding_labels_label_change_id ON finding_labels (label, change_id);
CREATE INDEX change_rows_told ON change_rows (check_id) WHERE told = 1 AND technical = 0;
CREATE INDEX decisions_action ON decisions (action_id) WHERE action_id IS NOT NULL;
CREATE INDEX pages_due ON pages (host, due_at);
CREATE INDEX pages_url ON pages USING hash (url);
CREATE INDEX source_entries_key ON source_entries USING hash (entry_key);
CREATE INDEX hosts_day ON hosts (day);
CREATE INDEX outages_on ON outages (since) WHERE ended_at IS NULL;
CREATE INDEX turns_wanted ON turns (wanted_at, host) WHERE wanted_at IS NOT NULL;
CREATE INDEX turns_holder ON turns (holder) WHERE holder IS NOT NULL;
CREATE INDEX pages_rescheduled ON pages (id) WHERE rescheduled = 1;
CREATE INDEX pages_overdue ON pages (overdue_at, number);
CREATE INDEX pages_listed ON pages (coalesce(source, id), id, number) WHERE retired_at IS NULL;
CREATE INDEX snapshots_numbered ON snapshots (page_id, number);
CREATE INDEX figures_fts_words ON figures_fts USING gin (words);
"""
_NUMBERED: Final = (
    "checks", "snapshots", "decisions", "statements", "deliveries", "readers", "authorities", "outages",
    "actions",
)  # fmt: skip
"""Tables whose rows get the next number when they are written; whoever writes is alone."""
_NUMBERING: Final = "".join(
    f"""
CREATE FUNCTION number_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.id := (SELECT coalesce(max(id), 0) + 1 FROM {table});
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_numbered BEFORE INSERT ON {table}
FOR EACH ROW WHEN (NEW.id IS NULL) EXECUTE FUNCTION number_{table}();"""  # noqa: S608 (our own names)
    for table in _NUMBERED
)
_WORDS: Final = """
CREATE FUNCTION index_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.words := indexed_words(NEW.sentence, NEW.counts);
  NEW.sentence := NULL;
  NEW.counts := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER figures_indexed BEFORE INSERT ON figures_fts FOR EACH ROW EXECUTE FUNCTION index_words();
CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM figures_fts WHERE rowid = OLD.id;
  RETURN OLD;
END $$;
CREATE TRIGGER figure_rows_gone BEFORE DELETE ON figure_rows FOR EACH ROW EXECUTE FUNCTION forget_words();
CREATE FUNCTION figures_fts(phrases text) RETURNS TABLE (rowid bigint) LANGUAGE sql STABLE AS
$$ SELECT i.rowid FROM figures_fts i WHERE i.words @@ words_sought(phrases) $$;
"""
"""The full-text index has words alone: what they are the words of, the views say."""
_TURNS: Final = f"""
CREATE FUNCTION keep_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {schema.TURN}; RETURN NULL; END $$;
CREATE FUNCTION move_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN {schema.TURN}; {schema.TURN_LEFT}; RETURN NULL; END $$;
CREATE TRIGGER pages_begun AFTER INSERT ON pages FOR EACH ROW EXECUTE FUNCTION keep_turn();
CREATE TRIGGER pages_changed AFTER UPDATE ON pages FOR EACH ROW WHEN ({schema.TURN_CHANGED})
EXECUTE FUNCTION move_turn();
"""


def _typed(tables: str) -> str:
    """Return *tables* with the types by the names that PostgreSQL has for them."""
    return re.sub(r"\b(?:INTEGER|TEXT|REAL|BLOB)\b", lambda found: _TYPES[found[0]], tables)


def _view(name: str, sql: str) -> str:
    """Return the statement that makes a view; what it says as JSON is made by a function of another name."""
    return f"CREATE VIEW {name} AS {sql.replace(_OBJECT, 'json_without_nulls(json_build_object(')};"


_OBJECT: Final = "json_patch('{}', json_object("
SCRIPT: Final = "\n".join(
    (
        _typed(_TABLES),
        _INDEXES,
        _NUMBERING,
        _WORDS,
        _TURNS,
        *(_view(name, sql) for name, sql in VIEWS.items()),
    )
)
"""Statements for a schema that is the first of the search path and has the functions (`postgresql_functions`)."""
