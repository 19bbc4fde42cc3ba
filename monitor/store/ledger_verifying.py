"""Whether the ledger is whole, and what its rows refer to is there: asked of its tables alone, no snapshot is read."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import NAMES, phrasing
from monitor.store import baseline_parts, compact_rows, queries
from monitor.store.databases import Database
from monitor.store.flaws import Flaw, broken
from monitor.store.queries import Row

REFERENCES = {
    "page_id": "pages", "check_id": "checks", "snapshot_id": "snapshots", "until_id": "snapshots",
    "before_id": "snapshots", "after_id": "snapshots", "figure_id": "figure_rows", "indicator": "indicators",
    "old_figure_id": "figure_rows", "new_figure_id": "figure_rows", "setting_id": "figure_settings",
    "heading_id": "figure_headings", "authority_id": "authorities",
    "change_id": "change_rows", "action_id": "actions", "last_action_id": "actions", "undoes": "actions",
    "undone_by": "actions",
}  # fmt: skip
"""Columns that name the key of another table, in whatever table they stand."""
DERIVED = frozenset({"baselines", "figure_headings", "figure_rows", "figure_settings", "statements"})
"""Tables that are read from the snapshots, and so once more."""


def integrity_steps(db: Database) -> Iterator[list[Flaw]]:
    """Yield whether the database is whole, a table at a time."""
    yield from (_integrity(db, table) for table in db.tables())


def reference_steps(db: Database) -> Iterator[list[Flaw]]:
    """Yield what rows say that cannot be, a table at a time; asked only of a database that is whole."""
    for table in db.tables():
        if not table.startswith(("figures_fts", "sqlite_", "_sqlite")):
            yield _references(db, table)
    yield _claims(db)
    yield from _baselines(db)
    yield _untold(db)
    yield _heads_without_snapshots(db)


def _integrity(db: Database, table: str) -> list[Flaw]:
    try:
        found = db.damage(table)
    except db.error as error:
        found = [str(error)]
    advice = "monitor verify --repair makes indexes anew; if it is still damaged then, restore it from a backup."
    return [Flaw(kind="ledger", what=table, detail=f"{said}.", advice=advice) for said in found][:1]


def _references(db: Database, table: str) -> list[Flaw]:
    """Return which columns of *table* refer to rows that are not there."""
    names = db.columns(table)
    flaws = []
    for column in names:
        target = REFERENCES.get(column)
        if target is None:
            continue
        numbered = "(SELECT id FROM pages WHERE number = t.page)" if "page" in names else "NULL"
        page = "page_id" if "page_id" in names else numbered
        sql = f"""SELECT {page} AS page_id, count(*) AS number FROM {table} t WHERE {column} IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM {target} WHERE id = t.{column}) GROUP BY 1"""  # noqa: S608 (our own names)
        flaws += [_dangling(table, column, target, row) for row in queries.every(db, sql)]
    return flaws


def _dangling(table: str, column: str, target: str, row: Row) -> Flaw:
    cure = (
        f"monitor verify --repair, then monitor reread {row['page_id']}" if table in DERIVED else "A backup has them."
    )
    of = f" of {row['page_id']}" if row["page_id"] is not None else ""
    detail = f"{phrasing.counted(row['number'], 'row')}{of} with a {column} that {target} do not have."
    return Flaw(kind="reference", what=table, detail=detail, advice=cure, page_id=row["page_id"])


def _claims(db: Database) -> list[Flaw]:
    """Return the pages of which rows of figures are not what was written."""
    advice = "monitor verify --repair, then monitor reread {}"
    return [
        Flaw(
            kind="claim", what="figures", page_id=page_id, advice=advice.format(page_id),
            detail=f"{phrasing.counted(number, 'row')} of {page_id} not as written.",
        )
        for page_id, number in compact_rows.rotted(db)
    ]  # fmt: skip


def _baselines(db: Database) -> Iterator[list[Flaw]]:
    """Yield, a page at a time, whether what comparing its next version needs is there and what was written."""
    sql = "SELECT id FROM pages WHERE text_digest NOT LIKE ? ORDER BY id"  # what a source names is compared as it is
    for page_id in [row[0] for row in db.execute(sql, [f"{NAMES}%"])]:
        if baseline_parts.is_whole(db, page_id):
            yield []
            continue
        detail = f"What is remembered of the last version of {page_id} is lost, or not what was written."
        advice = f"monitor verify --repair, then monitor reread {page_id}"
        yield [Flaw(kind="claim", what="baselines", page_id=page_id, detail=detail, advice=advice)]


def _untold(db: Database) -> list[Flaw]:
    """Return the pages of which checks told of changes that are not there any more: those told are never rewritten."""
    sql = """SELECT page_id, count(*) AS number FROM checks WHERE told > 0
             AND NOT EXISTS (SELECT 1 FROM change_rows c WHERE c.check_id = checks.id AND c.told = 1)
             GROUP BY page_id"""
    return [
        Flaw(
            kind="reference", what="change_rows", page_id=row["page_id"], advice="A backup has them.",
            detail=f"What {phrasing.counted(row['number'], 'check')} of {row['page_id']} told of is not there.",
        )
        for row in queries.every(db, sql)
    ]  # fmt: skip


def _heads_without_snapshots(db: Database) -> list[Flaw]:
    sql = """SELECT id FROM pages WHERE coalesce(chain, '') <> ''
             AND NOT EXISTS (SELECT 1 FROM snapshots WHERE page_id = pages.id)"""
    return [broken(row["id"], "its snapshots are gone") for row in queries.every(db, sql)]
