"""A ledger as large as one machine must bear, written by SQL in seconds rather than by checks in days.

Shared by the benchmarks and the tests of the store. There are no files of snapshots: what reads bytes (`diff`,
`reread`, `verify`) has nothing to read there. Rows are those that checks would have left, but for their seals.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

BEGAN = datetime(2026, 1, 1, 6, tzinfo=UTC)
EVERY = timedelta(hours=6)
SERIES = 10  # figures of a version
PAGE = "page-{:07}"  # the id of a page, by its number from 1
_COUNT = "WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :count)"
_PAGES = f"""
    {_COUNT} INSERT INTO pages (id, url, host, title, every_seconds, longest_seconds, tags, enabled, added_at,
        figures, reason, advice, outcome, chain, next_check_at, last_check_at, last_ok_at, full_fetch_at, body_digest,
        text_digest, reader, failures, suspect_count, moved_count, number)
    SELECT printf('page-%07d', :base + n), printf('https://host-%05d.example/%07d', n % :hosts, :base + n),
           printf('host-%05d.example', n % :hosts),
           printf('Statement %d of the ministry', :base + n), :every, :every, '["camp"]', 1, {{began}},
           {SERIES}, '', '', 'unchanged', '', {{next}}, {{last}}, {{last}}, {{last}}, printf('%064x', :base + n),
           printf('%064x', n * 7), '{{{{}}}}', 0, 0, 0, :base + n
    FROM counted"""
_SNAPSHOTS = f"""
    {_COUNT} INSERT INTO snapshots (id, page_id, number, kind, file, digest, size, title, language, engine, url,
        final_url, redirects, status, headers, address, requested_at, captured_at, framing, wire_bytes, chain)
    SELECT :snapshot + n, :page, n, 'version', printf('%s/%07d.html.gz', :page, n), printf('%064x', n), 4096,
           'Count of the district', 'en', '', :url, :url, '[]', 200, '[]', '192.0.2.1:443', {{at}}, {{at}}, 'length',
           4096, ''
    FROM counted"""
_CHECKS = f"""
    {_COUNT} INSERT INTO checks (id, page_id, outcome, reason, detail, advice, first_at, last_at, count, figures,
        changes, told, snapshot_id, restamped)
    SELECT :check + n, :page, iif(n % 2, 'changed', 'unchanged'), '', '', '', {{at}}, {{at}}, 1, {SERIES},
           iif(n % 2, {SERIES}, 0), n % 2, iif(n % 2, :snapshot + (n + 1) / 2, NULL), 0
    FROM counted"""
_FIGURES = f"""
    {_COUNT} INSERT INTO figure_rows (id, page, series, snapshot_id, until_id, setting_id, heading_id, value, own,
        sentence, number_at, sentence_start, block, seal)
    SELECT :figure + n, :number, (n - 1) % {SERIES} + 1, :snapshot + (n - 1) / {SERIES} + 1,
           iif(n + {SERIES} > :count, :last_until, :snapshot + (n - 1) / {SERIES} + 2), :setting + (n - 1) % {SERIES},
           :heading, n % 9973 + 100, printf('people of group %d', (n - 1) % {SERIES} + 1),
           printf('On day %d the ministry counts %d people of group %d.', (n - 1) / {SERIES} + 1, n % 9973 + 100,
                  (n - 1) % {SERIES} + 1),
           length(printf('On day %d the ministry counts ', (n - 1) / {SERIES} + 1)), 100 * ((n - 1) % {SERIES}),
           (n - 1) % {SERIES} + 1, 0
    FROM counted"""
_CHANGES = f"""
    INSERT INTO change_rows (page, check_id, before_id, after_id, kind, series, old_figure_id, new_figure_id,
        old_start, old_block, new_start, new_block, difference, relative, within_rounding, redefined, told, rule,
        technical)
    SELECT r.page, :check + 2 * (r.snapshot_id - :snapshot) - 1, r.snapshot_id - 1, r.snapshot_id,
           iif(r.series = 1, 'CHANGED', 'REDATED'), r.series, r.id - {SERIES}, r.id, r.sentence_start, r.block,
           r.sentence_start, r.block, iif(r.series = 1, '{SERIES}', NULL), iif(r.series = 1, '0.01', NULL), 0, 0,
           r.series = 1, iif(r.series = 1, 'default', 'kind'), 0
    FROM figure_rows r WHERE r.id > :figure + {SERIES}"""
_STATEMENTS = f"""
    {_COUNT} INSERT INTO statements (indicator, page_id, series, figure_id, snapshot_id, speaker, speaker_key, said_on,
        day, captured_at, rounding)
    SELECT :indicator, :page, f.series, f.id, f.snapshot_id, printf('Ministry %03d', c.n % :speakers),
           printf('ministry %03d', c.n % :speakers), NULL, substr({{at}}, 1, 10), {{at}}, 0.5
    FROM counted c JOIN figure_rows f ON f.id = :figure + c.n"""


def pages(db: sqlite3.Connection, count: int, hosts: int, now: datetime = BEGAN) -> None:
    """Add pages that are followed and well, on so many hosts; the checks that come are spread over the interval."""
    base = _last(db, "SELECT max(number) FROM pages")
    spread = f"n * {EVERY.total_seconds()} / :count"
    sql = _PAGES.format(began=_time(0), next=_time(spread), last=_time(f"{spread} - {EVERY.total_seconds()}"))
    asked = {"count": count, "base": base, "hosts": hosts, "every": EVERY.total_seconds(), "now": now.timestamp()}
    with db:
        db.execute(sql, asked)


def history(db: sqlite3.Connection, page: str, rows: int, *, stands: bool = True) -> None:
    """Add so many rows of figures to a *page* that is known, with the versions, checks and changes that bring them.

    With *stands*, those of the last version stand now; else the page states nothing any more.
    """
    number, url = db.execute("SELECT number, url FROM pages WHERE id = ?", [page]).fetchone()
    last = {name: _last(db, f"SELECT max(id) FROM {name}s") for name in ("snapshot", "check")}
    last["figure"] = _last(db, "SELECT max(id) FROM figure_rows")
    versions = -(-rows // SERIES)
    asked = {**last, "page": page, "number": number, "url": url, "now": BEGAN.timestamp()}
    asked |= {"last_until": None if stands else last["snapshot"] + versions}
    at = _time(f"n * {EVERY.total_seconds()}")
    with db:
        asked |= {"setting": _settings(db), "heading": _heading(db)}
        db.execute(_SNAPSHOTS.format(at=at), asked | {"count": versions})
        db.execute(_CHECKS.format(at=_time(f"(n + 1) / 2 * {EVERY.total_seconds()}")), asked | {"count": 2 * versions})
        db.execute(_FIGURES, asked | {"count": rows})
        db.execute(_CHANGES, asked)


def statements(db: sqlite3.Connection, indicator: str, page: str, speakers: int, each: int) -> None:
    """Add an *indicator* of which so many speakers have made as many statements *each*, all on a *page* that is known.

    They take turns, and no two of them say the same.
    """
    figure = _last(db, "SELECT max(id) FROM figure_rows")
    history(db, page, speakers * each)
    asked = {"count": speakers * each, "indicator": indicator, "page": page, "speakers": speakers, "figure": figure}
    with db:
        db.execute(
            """INSERT INTO indicators (id, name, words, near, pages, tags, defined_by)
               VALUES (?, ?, ?, '[]', '[]', '[]', '')""",
            [indicator, indicator, f'["{indicator}"]'],
        )
        db.execute(_STATEMENTS.format(at=_time(f"c.n / :speakers * {EVERY.total_seconds()}")),
                   asked | {"now": BEGAN.timestamp()})  # fmt: skip


def _last(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0] or 0)


def _time(seconds: str | float) -> str:
    """Return the SQL of a time as the ledger writes it, so many *seconds* after ``:now``."""
    return f"strftime('%Y-%m-%dT%H:%M:%S', :now + {seconds}, 'unixepoch') || '.000000Z'"


def _settings(db: sqlite3.Connection) -> int:
    """Add what the rows of a series have alike; return the first of them."""
    first = 1 + _last(db, "SELECT max(id) FROM figure_settings")
    db.executemany(
        """INSERT INTO figure_settings (id, headers, head, quantifier, role, stands_in, in_main)
           VALUES (?, '[]', 'people', 'EXACT', 'TOTAL', 'prose', 1)""",
        [(first + place,) for place in range(SERIES)],
    )
    return first


def _heading(db: sqlite3.Connection) -> int:
    return int(db.execute("INSERT INTO figure_headings (heading) VALUES ('Count of the district')").lastrowid or 0)
