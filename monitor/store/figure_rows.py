"""What pages state: a figure as columns of the ledger, and back; what is stated now, and what ever was."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import sub
from typing import Any, Final

from monitor.model import Direction, Figure, Quantifier, Role, Where
from monitor.model.packed_columns import columns_of
from monitor.store import queries, row_values, series_words
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.row_values import Columns, all_cleaned, decimal, dumps, moment, moments
from monitor.store.stretches import Stretched

Point = tuple[datetime, Figure]  # a statement, and when it was first captured
Claim = tuple[Any, ...]  #: what a figure claims: the columns `KEY`
_MERGED = "SELECT series, merged_into FROM series_words WHERE page_id = ? AND merged_into IS NOT NULL"
_LAST = f"""
    SELECT f.*, v.captured_at FROM figures f JOIN snapshots v ON v.id = f.snapshot_id WHERE f.id IN (
        SELECT n.id FROM (
            SELECT r.id, row_number() OVER (PARTITION BY r.series ORDER BY r.id DESC) AS place FROM figure_rows r
            WHERE r.page = (SELECT number FROM pages WHERE id = ?) AND r.series IN {queries.NUMBERS}) n
        WHERE n.place <= ?)
    ORDER BY f.id"""  # noqa: S608 (our own words)
"""The last statements of series: only these are put together, however many there are."""
CLAIM: Final = (
    "value", "value_number", "low", "high", "surface", "counts", "head", "unit", "unit_name", "quantifier", "role",
    "direction", "time_phrase", "day_from", "day_to", "agent", "attribution", "sentence", "stands_in", "headers",
    "in_main", "number_at", "number_length",
)  # fmt: skip
"""Columns of a figure that are what it claims: as long as none of them changes, its row stays open."""
KEY: Final = tuple(name for name in CLAIM if name != "value_number")  # which follows from the others
"""Columns by which a claim is known again."""
PLACE: Final = ("sentence_start", "block", "on_page", "folded")
"""Columns of a figure that only say where it stood in the first version's text."""

_TEXTS = ("surface", "counts", "head", "time", "agent", "attribution", "sentence")  # fields that the page words
_NAMES = (
    "value",
    "low",
    "high",
    "quantifier",
    "role",
    "direction",
    "where",
)  # fields that are numbers or words of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One thing that a series stated, in the same words, from one version of its page until another."""

    page_id: str
    page_title: str
    url: str
    series: int  #: of a merged series, the one that it is
    number: int  #: the series under which it was recorded
    label: str  #: what the user calls the series, else what it counts
    figure: Figure  #: spans are those of the first version that stated it
    captured_at: datetime  #: when the first version that stated it was captured
    until: datetime | None  #: when a version was captured that states it no longer; None: it still stands
    file: str  #: the first version's bytes, under snapshots/
    digest: str  #: sha256 of those bytes
    heading: str  #: above the figure, in that version
    language: str  #: of that version, a BCP 47 primary tag
    id: int  #: its row in the ledger
    snapshot: int  #: that version
    until_id: int | None  #: the version that states it no longer
    capture: int  #: the number of the first version among the snapshots of its page


def claims(figures: Sequence[Figure]) -> list[Claim]:
    """Return *figures* as `KEY` columns; made column by column, which costs a sixth of one figure after the other."""
    if not figures:
        return []
    of = columns_of(Figure, figures)
    texts = {name: all_cleaned(of[name]) for name in _TEXTS}
    names = {name: [None if one is None else str(one) for one in of[name]] for name in _NAMES}
    made = of | texts | names | {
        "time_phrase": texts["time"],
        "day_from": [one and one.isoformat() for one in of["since"]],
        "day_to": [one and one.isoformat() for one in of["until"]],
        "stands_in": names["where"],
        "headers": [dumps(list(all_cleaned(one))) if one else "[]" for one in of["headers"]],
        "in_main": map(int, of["main"]),
        "number_at": map(sub, of["start"], of["sentence_start"]),
        "number_length": map(sub, of["end"], of["start"]),
    }  # fmt: skip
    return list(zip(*(made[name] for name in KEY), strict=True))


def place(figure: Figure) -> tuple[int, int, int | None, int | None]:
    """Return *figure* as `PLACE` columns."""
    return figure.sentence_start, figure.block, figure.page, int(figure.folded) or None


def figure(row: Columns) -> Figure:
    """Return the figure of a row that has the `CLAIM` and `PLACE` columns."""
    start = row["sentence_start"] + row["number_at"]
    return Figure(
        value=decimal(row["value"]),
        low=decimal(row["low"]),
        high=decimal(row["high"]),
        surface=row["surface"],
        start=start,
        end=start + row["number_length"],
        sentence=row["sentence"],
        sentence_start=row["sentence_start"],
        counts=row["counts"],
        head=row["head"],
        unit=row["unit"],
        unit_name=row["unit_name"],
        quantifier=Quantifier(row["quantifier"]),
        role=Role(row["role"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        time=row["time_phrase"],
        since=row_values.day(row["day_from"]),
        until=row_values.day(row["day_to"]),
        agent=row["agent"],
        attribution=row["attribution"],
        where=Where(row["stands_in"]),
        headers=tuple(json.loads(row["headers"])),
        main=bool(row["in_main"]),
        block=row["block"],
        page=row["on_page"],
        folded=bool(row["folded"]),
    )


def figure_json(of: Figure | None) -> str | None:
    """Return *of* as JSON with the names of the columns of figures."""
    if of is None:
        return None
    [claim] = claims((of,))
    columns = dict(zip(KEY + PLACE, claim + place(of), strict=True))
    return dumps({name: value for name, value in columns.items() if value not in (None, "")})


def figure_of(text: str | None) -> Figure | None:
    """Return the figure that `figure_json` wrote."""
    if text is None:
        return None
    absent: dict[str, object] = dict.fromkeys(CLAIM + PLACE)
    return figure(absent | dict.fromkeys(("counts", "head", "surface", "sentence"), "") | json.loads(text))


def value(of: Figure | None) -> str | None:
    """Return the value of a figure as the ledger writes it."""
    return row_values.decimal_text(of.value) if of else None


def standing(db: Database, pages: Sequence[str] | None, most: int | None) -> Stretched[Stored]:
    """Return what pages state now, in the order of their texts; at most *most*, main texts first."""
    where, values = queries.of(pages, "p.id")
    main = "" if most is None else "(SELECT in_main FROM figure_settings s WHERE s.id = r.setting_id) DESC, "
    place = "r.sentence_start + coalesce(r.number_at, 0)"
    sql = f"""SELECT r.id FROM pages p JOIN figure_rows r ON r.page = p.number AND r.until_id IS NULL
              WHERE {where} AND p.retired_at IS NULL ORDER BY {main} p.id, {place}, r.id LIMIT ?"""  # noqa: S608
    return Stretched(db, sql, [*values, queries.ALL if most is None else most], numbered)


def history(db: Database, pages: Sequence[str] | None, series: int | None) -> Stretched[Stored]:
    """Return everything that pages have stated, or only the *series* of each, by series, oldest first."""
    where, values = queries.of(pages, "p.id")
    own = "coalesce(w.merged_into, r.series)"
    which, chosen = ("", []) if series is None else (f"AND {own} = ?", [series])
    sql = f"""SELECT r.id FROM pages p JOIN figure_rows r ON r.page = p.number
              LEFT JOIN series_words w ON w.page_id = p.id AND w.series = r.series
              WHERE {where} {which} ORDER BY p.id, {own}, r.id"""  # noqa: S608 (our own words)
    return Stretched(db, sql, [*values, *chosen], numbered)


def of_series(db: Database, page_id: str, series: int) -> list[Stored]:
    """Return everything that a series of a page has stated, with what was merged into it, oldest first."""
    merged: dict[int, int] = dict(db.execute(_MERGED, [page_id]).fetchall())
    own = merged.get(series, series)
    named = [own, *(number for number, into in merged.items() if into == own)]
    marks = row_values.placeholders(named)
    return _selected(db, f"f.page_id = ? AND f.series IN ({marks}) ORDER BY f.id", [page_id, *named])


def numbered(db: Database, numbers: Sequence[int]) -> list[Stored]:
    """Return what the rows with these *numbers* state, in their order."""
    place = {number: position for position, number in enumerate(numbers)}
    found = _selected(db, f"f.id IN {queries.NUMBERS}", [row_values.dumps(numbers)])
    return sorted(found, key=lambda one: place[one.id])


def latest(db: Database, page_id: str, most: int) -> list[Stored]:
    """Return what each series of a page stated last, at most *most*, the newest first; of merged ones, one of them."""
    which = """f.id IN (SELECT max(id) FROM figure_rows WHERE page = (SELECT number FROM pages WHERE id = ?)
                        GROUP BY series ORDER BY 1 DESC LIMIT ?) ORDER BY f.id DESC"""
    newest: dict[int, Stored] = {}
    for one in _selected(db, which, [page_id, most]):
        newest.setdefault(one.series, one)
    return list(newest.values())


def _selected(db: Database, which: str, values: Sequence[object]) -> list[Stored]:
    """Return what was stated, *which* says of what and in what order."""
    sql = f"""
        SELECT f.*, p.title, p.url, v.captured_at, v.file, v.digest, v.language, v.number AS capture,
               u.captured_at AS ended,
               coalesce(w.merged_into, f.series) AS series_now, coalesce({series_words.NAME}, f.counts) AS label
        FROM figures f JOIN pages p ON p.id = f.page_id JOIN snapshots v ON v.id = f.snapshot_id
        LEFT JOIN snapshots u ON u.id = f.until_id {series_words.joined("f")}
        WHERE {which}"""  # noqa: S608 (our own words)
    return [
        Stored(
            page_id=row["page_id"],
            page_title=row["title"],
            url=row["url"],
            series=row["series_now"],
            number=row["series"],
            label=row["label"],
            figure=figure(row),
            captured_at=moment(row["captured_at"]),
            until=moments(row["ended"]),
            file=row["file"],
            digest=row["digest"],
            heading=row["heading"],
            language=row["language"],
            id=row["id"],
            snapshot=row["snapshot_id"],
            until_id=row["until_id"],
            capture=row["capture"],
        )
        for row in queries.every(db, sql, values)
    ]


def last_values(db: Database, page_id: str, series: Collection[int], most: int) -> dict[int, list[Point]]:
    """Return the last *most* statements of each of *series*, oldest first, without what repeats the value before."""
    merged: dict[int, int] = dict(db.execute(_MERGED, [page_id]).fetchall())
    own = sorted({merged.get(number, number) for number in series})
    named = sorted({*own, *(number for number, into in merged.items() if into in own)})
    found: dict[int, list[Point]] = {number: [] for number in own}
    for row in queries.every(db, _LAST, [page_id, row_values.dumps(named), most]):
        number, stated = int(row["series"]), figure(row)
        points = found[merged.get(number, number)]
        if not points or (points[-1][1].value, points[-1][1].unit) != (stated.value, stated.unit):
            points.append((moment(row["captured_at"]), stated))
    return {number: found[merged.get(number, number)] for number in series}


class Figures(LedgerFile):
    """What pages state."""

    def figures(self, pages: Sequence[str] | None = None, *, most: int | None = None) -> Sequence[Stored]:
        """Return what pages state now, in the order of their texts; at most *most*, those of main texts first."""
        found = standing(self._db, pages, most)
        return found if most is None else list(found)

    @in_our_words
    def history(self, pages: Sequence[str] | None = None, *, series: int | None = None) -> Sequence[Stored]:
        """Return everything that pages have stated, or only the *series* of each, by series, oldest first."""
        return history(self._db, pages, series)

    @in_our_words
    def series_history(self, page_id: str, series: int) -> list[Stored]:
        """Return everything that one series of a page has stated, oldest first; of a merged one, that of all it is."""
        return of_series(self._db, page_id, series)

    @in_our_words
    def series_of(self, page_id: str, most: int) -> list[Stored]:
        """Return what each series of a page stated last, those that stated something new last first."""
        return latest(self._db, page_id, most)

    @in_our_words
    def last_values(self, page_id: str, series: Collection[int], most: int = 60) -> dict[int, list[Point]]:
        """Return the last statements of each of *series*, at most *most* of each, without those that repeat a value."""
        return last_values(self._db, page_id, series, most)

    @in_our_words
    def stated_in(self, page_id: str, snapshot: int) -> dict[tuple[str, str], int]:
        """Return the series of what stood in a snapshot of a page, by the sentence and the number as written.

        Args:
            page_id: the page.
            snapshot: the number of the snapshot's row.
        """
        sql = """SELECT f.sentence, f.surface, coalesce(w.merged_into, f.series) AS series
                 FROM figures f LEFT JOIN series_words w ON w.page_id = f.page_id AND w.series = f.series
                 WHERE f.page_id = ? AND f.snapshot_id <= ? AND (f.until_id IS NULL OR f.until_id > ?)"""
        found = queries.every(self._db, sql, [page_id, snapshot, snapshot])
        return {(row["sentence"], row["surface"]): row["series"] for row in found}
