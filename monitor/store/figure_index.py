"""What was stated, found by words, by value and by page: a stretch at a time, the newest first.

No question looks at everything: words have an index, pages have one, and whoever asks for neither is answered from the
newest statements, so many at a time, and told where to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from monitor.store import compact_rows, figure_rows, queries, row_values, series_words
from monitor.store.databases import Database
from monitor.store.figure_rows import Stored
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.series_words import Said

AT_ONCE = 50_000  # statements that are looked through at once where no index helps: some 20 ms
_NAMED = 10  # series that a person has named so: more of them are found by more words


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The values that are wanted."""

    low: Decimal | None = None
    high: Decimal | None = None
    is_strict: bool = False  #: the ends are not wanted themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a person looks for; what is empty does not matter."""

    words: str = ""  #: all of them stand in the sentence or in what is counted, or begin words that do
    value: Between | None = None
    pages: tuple[str, ...] | None = None  #: ids; None: all
    unit: str = ""
    is_standing: bool = True  #: only what pages state now; False: what they ever stated
    is_main: bool = True  #: only what stands in the main text; False: in navigation, footers and the like, too
    before: int | None = None  #: `Hits.following` of the stretch before this one; None: from the newest on
    most: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """A stretch of what was found."""

    stated: tuple[Stored, ...]
    following: int | None  #: where the next stretch begins; None: there is no more
    named: tuple[Said, ...] = ()  #: series that people call so


def sought(db: Database, wanted: Sought) -> Hits:
    """Return a stretch of what was stated; it may be empty, and yet not the last."""
    phrases = _phrases(wanted.words)
    before = wanted.before
    if before is None:
        before = queries.next_number(db, "figure_rows")
    is_read_through = not phrases and wanted.pages is None
    last = max(before - AT_ONCE, 0) if is_read_through else 0
    numbers = [int(row[0]) for row in db.execute(*_chosen(wanted, phrases, (last, before)))]
    shown = numbers[: wanted.most]
    return Hits(
        stated=tuple(figure_rows.numbered(db, shown)),
        following=shown[-1] if len(numbers) > wanted.most else last or None,
        named=tuple(series_words.called(db, wanted.words.split(), _NAMED)) if phrases and not wanted.before else (),
    )


def _phrases(words: str) -> list[str]:
    """Return what the full-text index is asked for: each word, or what begins so."""
    known = [word for word in row_values.clean(words).split() if any(map(str.isalnum, word))]
    return ['"' + word.replace('"', '""') + '"*' for word in known]


def _chosen(wanted: Sought, phrases: list[str], among: tuple[int, int]) -> tuple[str, list[Any]]:
    """Return the SQL that gives the rows of figures that are *wanted*, and its values.

    Args:
        wanted: what is looked for; the narrowest condition goes first, the others are asked of what it gives.
        phrases: its words, as the index takes them.
        among: the first number of a row that is looked at, and the first after it that is not.
    """
    where, values = _conditions(wanted)
    if phrases:
        source = "figures_fts(?) f CROSS JOIN figure_rows r CROSS JOIN pages p"
        where, values = ["r.id = f.rowid", *where], [" ".join(phrases), *values]
        number = "f.rowid"
    elif wanted.pages is not None:
        source, number = "pages p CROSS JOIN figure_rows r", "r.id"
    else:
        source, number = "figure_rows r CROSS JOIN pages p", "r.id"
    where.append(f"r.page = p.number AND {number} >= ? AND {number} < ?")
    sql = f"SELECT r.id FROM {source} WHERE {' AND '.join(where)} ORDER BY {number} DESC LIMIT ?"  # noqa: S608
    return sql, [*values, *among, wanted.most + 1]


def _conditions(wanted: Sought) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if wanted.value is not None:
        equal = "" if wanted.value.is_strict else "="
        for sign, end in ((">", wanted.value.low), ("<", wanted.value.high)):
            if end is not None:
                where.append(f"{compact_rows.VALUE} {sign}{equal} ?")
                values.append(float(end))
    if wanted.pages is not None:
        meant, ids = queries.of(wanted.pages, "p.id")
        where.append(meant)
        values += ids
    if wanted.unit:
        where.append("r.setting_id IN (SELECT id FROM figure_settings WHERE unit = ?)")
        values.append(wanted.unit)
    if wanted.is_main:
        where.append("r.setting_id IN (SELECT id FROM figure_settings WHERE in_main = 1)")
    if wanted.is_standing:
        where.append("r.until_id IS NULL AND p.retired_at IS NULL")
    return where, values


def index(db: Database, first: int) -> None:
    """Have the rows of figures from *first* on found by their words.

    FTS5 writes out what it has gathered as soon as a statement needs a savepoint, as one with a trigger does: indexed
    row by row they would be as many pieces of the index, to be merged afterwards. So this is done once a transaction,
    and before rows go that it wrote itself.
    """
    sql = "INSERT INTO figures_fts (rowid, sentence, counts) SELECT id, sentence, counts FROM figures WHERE id >= ?"
    db.execute(sql, [first])


def neighbours(db: Database, page_id: str, series: int, most: int) -> list[Stored]:
    """Return the figures of the sentence in which a series stands now; of a cell, the nearest cells of its heading."""
    sql = """
        SELECT r.id, r.page, r.block, r.heading_id, s.stands_in FROM figure_rows r
        JOIN figure_settings s ON s.id = r.setting_id
        WHERE r.page = (SELECT number FROM pages WHERE id = ?) AND r.until_id IS NULL"""
    own = queries.maybe(db, f"{sql} AND r.series = ?", [page_id, series])
    if own is None:
        return []
    in_table = own["stands_in"] == "table"
    place = "r.heading_id = ? AND s.stands_in = 'table'" if in_table else "r.block = ? AND s.stands_in <> 'table'"
    found = queries.every(
        db,
        f"{sql} AND r.id <> ? AND {place} ORDER BY abs(r.block - ?), r.id LIMIT ?",
        [page_id, own["id"], own["heading_id"] if in_table else own["block"], own["block"], most],
    )
    return figure_rows.numbered(db, [row["id"] for row in found])


class FigureIndex(LedgerFile):
    """What was stated, by words and by value."""

    @in_our_words
    def sought(self, wanted: Sought) -> Hits:
        """Return a stretch of what was stated, by words and by value."""
        with self._one_moment():
            return sought(self._db, wanted)

    @in_our_words
    def neighbours(self, page_id: str, series: int, most: int = 12) -> list[Stored]:
        """Return what a page states in the sentence, or about the cell, in which a series stands now."""
        with self._one_moment():
            return neighbours(self._db, page_id, series, most)

    @in_our_words
    def units(self) -> list[str]:
        """Return the units in which anything was stated."""
        sql = "SELECT DISTINCT unit FROM figure_settings WHERE unit IS NOT NULL ORDER BY unit"
        return [row[0] for row in self._db.execute(sql)]
