"""The migration to rows that say once what they share (`monitor.store.compact_rows`); the old tables become views."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from monitor.store import baseline_parts, compact_rows, figure_rows, ledger_views, row_values
from monitor.store.databases.sqlite import SqliteLedger

_TABLES: tuple[tuple[str, dict[str, type], list[list[str]]], ...] = (
    ("figure_rows", compact_rows.ROW, [["page", "until_id"]]),
    ("figure_settings", compact_rows.SETTING, []),
    ("figure_headings", compact_rows.HEADING, []),
    ("change_rows", compact_rows.CHANGE, [["page"], ["told", "after_id"]]),
)
_INDEX = """
    CREATE VIRTUAL TABLE figures_fts USING fts5 (
        sentence, counts, content = 'figures', content_rowid = 'id', columnsize = 0)"""
_TRIGGERS = (
    """CREATE TRIGGER figure_rows_added AFTER INSERT ON figure_rows BEGIN
         INSERT INTO figures_fts (rowid, sentence, counts) SELECT id, sentence, counts FROM figures WHERE id = new.id;
       END""",
    """CREATE TRIGGER figure_rows_gone BEFORE DELETE ON figure_rows BEGIN
         INSERT INTO figures_fts (figures_fts, rowid, sentence, counts)
         SELECT 'delete', id, sentence, counts FROM figures WHERE id = old.id;
       END""",
)


def rewrite(db: Database) -> None:
    """Carry figures, changes and series over to rows that say once what they share, with their ids."""
    _number_pages(db)
    for name, columns, indexes in _TABLES:
        db.table(name).create(columns, pk="id")
        for index in indexes:
            db.table(name).create_index(index)
    settings: Numbers = {}
    headings: Numbers = {}
    for page_id, page in db.execute("SELECT id, number FROM pages").fetchall():
        _carry_changes(db, page_id, page, _carry_figures(db, page_id, page, settings, headings))
    for (_, *shared), number in settings.items():
        db.execute(_INSERT_SETTING, [number, *shared])
    for (_, heading), number in headings.items():
        db.execute("INSERT INTO figure_headings VALUES (?, ?)", [number, heading])
    _part_baselines(db)
    _keep_words(db)
    for trigger in ("figures_ai", "figures_ad", "figures_au"):
        db.execute(f"DROP TRIGGER {trigger}")
    for table in ("figures_fts", "figures", "changes", "series"):
        db.execute(f"DROP TABLE {table}")
    for view in ("latest_figures", "figure_history"):
        db.view(view).drop()
    for name, sql in (
        ("figures", compact_rows.FIGURES), ("changes", compact_rows.CHANGES), ("series", compact_rows.SERIES),
        ("latest_figures", ledger_views.LATEST_FIGURES), ("figure_history", ledger_views.FIGURE_HISTORY),
    ):  # fmt: skip
        db.create_view(name, sql)
    for sql in (_INDEX, *_TRIGGERS, "INSERT INTO figures_fts (figures_fts) VALUES ('rebuild')"):
        db.execute(sql)


def _number_pages(db: Database) -> None:
    db.table("pages").add_column("number", int)
    db.execute("UPDATE pages SET number = rowid")
    db.table("pages").create_index(["number"], unique=True)


def _keep_words(db: Database) -> None:
    """Keep of series what the user said of them; that they are there, the figures say."""
    db.table("series_words").create(
        {"page_id": str, "series": int, "name": str, "ignored": int, "merged_into": int}, pk=("page_id", "series"),
        defaults={"ignored": 0},
    )  # fmt: skip
    db.execute("""
        INSERT INTO series_words SELECT page_id, series, name, ignored, merged_into FROM series
        WHERE name IS NOT NULL OR ignored = 1 OR merged_into IS NOT NULL""")


def _part_baselines(db: Database) -> None:
    kept = db.execute("SELECT p.number, b.encoded FROM baselines b JOIN pages p ON p.id = b.page_id").fetchall()
    db.execute("DROP TABLE baselines")
    db.execute(baseline_parts.TABLE)
    for page, encoded in kept:
        baseline_parts.write(SqliteLedger(db.conn, Path()), page, encoded)


Numbers = dict[tuple[Any, ...], int]  #: page and what rows share -> id
Known = dict[tuple[Any, ...], list[tuple[int, int, int | None]]]  #: series and claim -> id, from, until
_INSERT_ROW = f"INSERT INTO figure_rows VALUES ({row_values.placeholders(tuple(compact_rows.ROW))})"  # noqa: S608 (our own names)
_INSERT_SETTING = f"INSERT INTO figure_settings VALUES ({row_values.placeholders(tuple(compact_rows.SETTING))})"  # noqa: S608
_INSERT_CHANGE = f"INSERT INTO change_rows VALUES ({row_values.placeholders(tuple(compact_rows.CHANGE))})"  # noqa: S608


def _carry_figures(db: Database, page_id: str, page: int, settings: Numbers, headings: Numbers) -> Known:
    """Carry the figures of a page over, and return them by what they claim."""
    known: Known = defaultdict(list)
    for row in _every(db, "SELECT * FROM figures WHERE page_id = ?", page_id):
        claim = tuple(row[name] for name in figure_rows.KEY)
        shared, own = compact_rows.apart(claim)
        own |= {name: row[name] for name in ("id", "series", "snapshot_id", "until_id", "sentence_start", "block")}
        own |= {"on_page": None, "folded": None}  # neither was known then
        own |= {"heading_id": headings.setdefault((page, row["heading"]), len(headings) + 1)}
        own |= {"page": page, "setting_id": settings.setdefault((page, *shared), len(settings) + 1)}
        own["seal"] = compact_rows.seal(row["series"], claim, row["heading"])
        db.execute(_INSERT_ROW, [own[name] for name in compact_rows.ROW])
        known[row["series"], *claim].append((row["id"], row["snapshot_id"], row["until_id"]))
    return known


def _carry_changes(db: Database, page_id: str, page: int, known: Known) -> None:
    """Carry the changes of a page over; each refers to the rows that stated its figures then, if there are such."""
    for row in _every(db, "SELECT * FROM changes WHERE page_id = ?", page_id):
        change = {name: row.get(name) for name in compact_rows.CHANGE} | {"page": page}
        for side, snapshot in (("old", row["before_id"]), ("new", row["after_id"])):
            figure = figure_rows.figure_of(row[side])
            claims = figure_rows.claims([figure] if figure else [])
            stated = known.get((row["series"], *claims[0]), ()) if claims else ()
            number = next((number for number, first, until in stated if _stands(snapshot, first, until)), None)
            if figure is not None and number is not None:
                start, block, *_ = figure_rows.place(figure)
                change |= {side: None, f"{side}_figure_id": number, f"{side}_start": start, f"{side}_block": block}
        db.execute(_INSERT_CHANGE, [change[name] for name in compact_rows.CHANGE])


def _stands(snapshot: int | None, first: int, until: int | None) -> bool:
    """Return whether what was stated from *first* until *until* was stated in *snapshot*."""
    return snapshot is not None and first <= snapshot and (until is None or snapshot < until)


def _every(db: Database, sql: str, page_id: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a page, in the order of their ids."""
    found = db.execute(f"{sql} ORDER BY id", [page_id])
    names = [column[0] for column in found.description]
    return (dict(zip(names, row, strict=True)) for row in found)
