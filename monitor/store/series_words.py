"""What the user has said of series: names, which are one, which to be quiet about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from monitor.store import queries
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words

NAME = "coalesce(w.name, m.name)"
"""What the user calls the series of a row that is `joined`: its own name, else that of the series which it is."""


_SAID = """
    SELECT s.*, coalesce((SELECT f.counts FROM figures f WHERE f.page_id = s.page_id AND f.series = s.series
                          ORDER BY f.id DESC LIMIT 1), '') AS counts FROM series_words s"""


def joined(row: str) -> str:
    """Return the SQL that joins what the user said of the series of *row*, as ``w``, and of what that is, as ``m``."""
    return f"""LEFT JOIN series_words w ON w.page_id = {row}.page_id AND w.series = {row}.series
               LEFT JOIN series_words m ON m.page_id = {row}.page_id AND m.series = w.merged_into"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the user has said of a series, as it holds now."""

    page_id: str
    series: int
    counts: str  #: what it counts, in the page's newest words
    name: str | None  #: what the user calls it
    ignored: bool  #: the user does not want to hear of it
    merged_into: int | None  #: the series that it is


def names(db: Database, page_id: str) -> dict[int, str]:
    """Return what the user calls the series of a page, by their numbers."""
    sql = f"""SELECT s.series, {NAME} AS name FROM series_words s {joined("s")}
              WHERE s.page_id = ? AND {NAME} IS NOT NULL"""  # noqa: S608 (our own names)
    return dict(db.execute(sql, [page_id]).fetchall())


def said(db: Database, pages: Collection[str] | None) -> list[Said]:
    """Return the series of *pages* (None: of all) of which the user has said something that still holds."""
    where, values = queries.of(None if pages is None else list(pages), "s.page_id")
    is_said = "(s.name IS NOT NULL OR s.ignored = 1 OR s.merged_into IS NOT NULL)"
    sql = f"{_SAID} WHERE {where} AND {is_said} ORDER BY s.page_id, s.series"
    return [_said(row) for row in queries.every(db, sql, values)]


def _said(row: queries.Row) -> Said:
    return Said(
        page_id=row["page_id"],
        series=row["series"],
        counts=row["counts"],
        name=row["name"],
        ignored=bool(row["ignored"]),
        merged_into=row["merged_into"],
    )


def called(db: Database, words: Sequence[str], most: int) -> list[Said]:
    """Return the series in whose names, as people gave them, all of *words* stand."""
    where = " AND ".join("instr(lower(s.name), lower(?)) > 0" for _ in words)
    sql = f"{_SAID} WHERE s.name IS NOT NULL AND {where} ORDER BY s.page_id, s.series LIMIT ?"
    return [_said(row) for row in queries.every(db, sql, [*words, most])]


class SeriesWords(LedgerFile):
    """What the user has said of series, as it holds now."""

    @in_our_words
    def names(self, page_id: str) -> dict[int, str]:
        """Return what the user calls the series of a page, by their numbers."""
        return names(self._db, page_id)

    @in_our_words
    def said(self, pages: Sequence[str] | None = None) -> list[Said]:
        """Return what the user has said of series, as it holds now."""
        return said(self._db, pages)
