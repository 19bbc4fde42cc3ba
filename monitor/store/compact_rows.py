"""How figures and changes lie in the ledger: what rows share is said once, what follows from a row is not said at all.

`figure_rows` has a row for every claim for as long as a page makes it, `figure_settings` and `figure_headings` what
many of them have alike (hedge, unit, role, the header that the cells of a column share; the heading above),
`change_rows` a row for every change, which refers to its two figures. The views `figures` and `changes` put them
together again; they alone are read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from monitor.model import Change, Derived, Figure
from monitor.store import change_rows, figure_rows, queries, row_values
from monitor.store.databases import Database
from monitor.store.figure_rows import KEY, Claim
from monitor.store.shared_rows import SharedRows

ROW = {
    "id": int, "page": int, "series": int, "snapshot_id": int, "until_id": int, "setting_id": int, "heading_id": int,
    "value": str, "surface": str, "own": str, "sentence": str, "number_at": int, "sentence_start": int, "block": int,
    "more": str, "seal": int, "on_page": int, "folded": int,
}  # fmt: skip
"""Columns of `figure_rows`. NULL is what most are: a ``surface`` like the value, a ``sentence`` like the surface, a
number that begins its sentence. ``own`` is what is counted, but for what the setting's ``shared`` adds. ``more`` is
JSON of what few figures have, ``seal`` a checksum over all that the figure claims: it tells when a row rots."""
SETTING = {
    "id": int, "shared": str, "headers": str, "head": str, "unit": str, "unit_name": str,
    "quantifier": str, "role": str, "direction": str, "stands_in": str, "in_main": int,
}  # fmt: skip
"""Columns of `figure_settings`. ``headers`` is NULL where they are the parts of what is counted."""
HEADING = {"id": int, "heading": str}
CHANGE = {
    "id": int, "page": int, "check_id": int, "before_id": int, "after_id": int, "kind": str, "series": int,
    "old_figure_id": int, "new_figure_id": int, "old": str, "new": str, "old_start": int, "old_block": int,
    "new_start": int, "new_block": int, "difference": str, "relative": str, "within_rounding": int, "silent": int,
    "redefined": int, "table_number": int, "echo": int, "told": int, "rule": str, "technical": int, "told_with": str,
    "old_on_page": int, "new_on_page": int, "old_folded": int, "new_folded": int,
}  # fmt: skip
"""Columns of `change_rows`. A figure that no row states as it was is copied, as JSON, into ``old`` or ``new``."""
_COUNTED = ("in_main", "number_at", "number_length")
"""Columns of a claim that are whole numbers."""
_BEYOND = "(CAST('9e999' AS TEXT) + 0.0)"
"""What a text is that says more than a number of the database can: infinite. A text and 0.0 are the number it says."""
_RARE = ("low", "high", "time_phrase", "day_from", "day_to", "agent", "attribution")
_SHARED = tuple(name for name in SETTING if name != "id")
_INSERT_ROW = f"INSERT INTO figure_rows VALUES ({row_values.placeholders(tuple(ROW))})"  # noqa: S608 (our own names)
_INSERT_CHANGE = f"INSERT INTO change_rows VALUES ({row_values.placeholders(tuple(CHANGE))})"  # noqa: S608
_row, _change, _setting = itemgetter(*ROW), itemgetter(*CHANGE), itemgetter(*_SHARED)
_UNSAID: dict[str, Any] = dict.fromkeys(CHANGE)

Standing = dict[tuple[Any, ...], int]  #: (series, *claim) to the row that states it


# -- how the views put a figure together ------------------------------------------------------------------------------


def expressions(row: str = "r", setting: str = "s") -> dict[str, str]:
    """Return for every column of a figure the SQL that gives it, from the aliases of its row and its setting."""
    counts = f"CASE WHEN {setting}.shared IS NULL THEN {row}.own ELSE {row}.own || ': ' || {setting}.shared END"
    number = f"coalesce({row}.value, {_more(row, 'low')}, {_more(row, 'high')}) + 0.0"
    surface = f"coalesce({row}.surface, {row}.value)"
    return {
        "value": f"{row}.value",
        "value_number": f"nullif(nullif({number}, {_BEYOND}), -{_BEYOND})",
        **{name: _more(row, name) for name in ("low", "high")},
        "surface": surface,
        "counts": counts,
        **{name: f"{setting}.{name}" for name in ("head", "unit", "unit_name", "quantifier", "role", "direction")},
        "time_phrase": _more(row, "time_phrase"),
        "day_from": _more(row, "day_from"),
        "day_to": f"nullif(coalesce({_more(row, 'day_to')}, {_more(row, 'day_from')}), '')",
        **{name: _more(row, name) for name in ("agent", "attribution")},
        "sentence": f"coalesce({row}.sentence, {surface})",
        "stands_in": f"{setting}.stands_in",
        "headers": f"""coalesce({setting}.headers, '["' || replace({counts}, ': ', '","') || '"]')""",
        "in_main": f"{setting}.in_main",
        "number_at": f"coalesce({row}.number_at, 0)",
        "number_length": f"coalesce(CAST({_more(row, 'number_length')} AS BIGINT), length({surface}))",
        "sentence_start": f"{row}.sentence_start",
        "block": f"{row}.block",
        "on_page": f"{row}.on_page",
        "folded": f"{row}.folded",
    }


VALUE = "coalesce(value, json_extract(more, '$.low'), json_extract(more, '$.high')) + 0.0"
"""What a row is found by when a value is looked for; of a range, its lower end."""


def _more(row: str, name: str) -> str:
    return f"json_extract({row}.more, '$.{name}')"


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f"{sql} AS {name}" for name, sql in columns.items())


FIGURES = f"""
    SELECT r.id, p.id AS page_id, r.series, r.snapshot_id, r.until_id, {_listed(expressions())}, h.heading
    FROM figure_rows r JOIN figure_settings s ON s.id = r.setting_id JOIN figure_headings h ON h.id = r.heading_id
    JOIN pages p ON p.number = r.page"""  # noqa: S608
_STANDING = f"""
    SELECT r.id, r.series, {_listed({name: expressions()[name] for name in KEY})}
    FROM figure_rows r JOIN figure_settings s ON s.id = r.setting_id
    WHERE r.page = ? AND r.until_id IS NULL"""  # noqa: S608 (our own names)
_SETTINGS = f"""
    SELECT id, {", ".join(_SHARED)} FROM figure_settings
    WHERE id IN (SELECT setting_id FROM figure_rows WHERE page = ? AND until_id IS NULL)"""  # noqa: S608 (our own names)
_HEADINGS = """
    SELECT id, heading FROM figure_headings
    WHERE id IN (SELECT heading_id FROM figure_rows WHERE page = ? AND until_id IS NULL)"""


def _side(side: str) -> dict[str, str]:
    """Return the SQL of one side of a change: its figure as JSON, its value and what it counts."""
    row, setting = f"{side}_row", f"{side}_setting"
    columns = expressions(row, setting)
    places = {"sentence_start": f"coalesce(c.{side}_start, {row}.sentence_start)",
              "block": f"coalesce(c.{side}_block, {row}.block)",
              "on_page": f"coalesce(c.{side}_on_page, {row}.on_page)",
              "folded": f"nullif(coalesce(c.{side}_folded, {row}.folded), 0)"}  # fmt: skip
    stated = {name: columns[name] if name in _COUNTED else f"nullif({columns[name]}, '')" for name in KEY} | places
    pairs = ", ".join(f"'{name}', {sql}" for name, sql in stated.items())
    whole = f"CASE WHEN c.{side}_figure_id IS NULL THEN c.{side} ELSE json_patch('{{}}', json_object({pairs})) END"

    def either(name: str) -> str:
        stated, copied = columns[name], f"json_extract(c.{side}, '$.{name}')"
        return f"CASE WHEN c.{side}_figure_id IS NULL THEN {copied} ELSE {stated} END"

    return {"whole": whole, "value": either("value"), "counts": either("counts")}


_OLD, _NEW = _side("old"), _side("new")
CHANGES = f"""
    SELECT c.id, p.id AS page_id, c.check_id, c.before_id, c.after_id, c.kind, c.series,
           coalesce(CASE WHEN c.new_figure_id IS NULL AND c.new IS NULL THEN {_OLD["counts"]}
           ELSE {_NEW["counts"]} END, '') AS counts,
           {_OLD["value"]} AS old_value, {_NEW["value"]} AS new_value, c.difference, c.relative,
           c.within_rounding, c.silent, c.redefined, c.table_number, c.echo, c.told, c.rule, c.technical,
           {_OLD["whole"]} AS old, {_NEW["whole"]} AS new, c.told_with
    FROM change_rows c JOIN pages p ON p.number = c.page
    LEFT JOIN figure_rows old_row ON old_row.id = c.old_figure_id
    LEFT JOIN figure_settings old_setting ON old_setting.id = old_row.setting_id
    LEFT JOIN figure_rows new_row ON new_row.id = c.new_figure_id
    LEFT JOIN figure_settings new_setting ON new_setting.id = new_row.setting_id"""  # noqa: S608 (our own names)
SERIES = """
    SELECT p.id AS page_id, n.series, w.name, coalesce(w.ignored, 0) AS ignored, w.merged_into
    FROM (SELECT DISTINCT page, series FROM figure_rows) n JOIN pages p ON p.number = n.page
    LEFT JOIN series_words w ON w.page_id = p.id AND w.series = n.series
    UNION ALL SELECT * FROM series_words w WHERE NOT EXISTS (
        SELECT 1 FROM figure_rows r JOIN pages p ON p.number = r.page WHERE p.id = w.page_id AND r.series = w.series)"""


# -- how a figure is taken apart --------------------------------------------------------------------------------------


def apart(claim: Claim) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return what the row of *claim* shares with others, and what is its own, each only as far as it must be said."""
    of: dict[str, Any] = dict(zip(KEY, claim, strict=True))
    counts, headers, shared = _headed(of["counts"], of["headers"])
    more = _rare(of)
    own = {
        "value": of["value"],
        "surface": _unlike(of["surface"], of["value"]),
        "own": counts,
        "sentence": _unlike(of["sentence"], of["surface"]),
        "number_at": of["number_at"] or None,
        "more": row_values.dumps(more) if more else None,
    }
    return _setting({**of, "shared": shared, "headers": headers}), own


def _headed(counts: str, headers: str) -> tuple[str, str | None, str | None]:
    """Return what is counted, the headers, and the header that cells share, where what is counted are the headers."""
    if headers == "[]" or headers != '["' + counts.replace(": ", '","') + '"]':
        return counts, headers, None
    before, between, last = counts.rpartition(": ")
    return (before, None, last) if between else (counts, None, None)


def _rare(of: Mapping[str, Any]) -> dict[str, Any]:
    """Return what few figures have; a last day like the first is left out, and none at all is said as ``""``."""
    more = {name: of[name] for name in _RARE if of[name] is not None}
    if of["day_to"] == of["day_from"]:
        more.pop("day_to", None)
    elif of["day_to"] is None:
        more["day_to"] = ""
    if of["number_length"] != len(of["surface"]):
        more["number_length"] = of["number_length"]
    return more


def _unlike(text: str, other: str | None) -> str | None:
    return None if text == other else text


def seal(series: int, claim: Claim, heading: str) -> int:
    """Return a checksum over what a row states: two bytes, so that one rotted row in 65,536 goes unseen."""
    return zlib.crc32(row_values.dumps([series, *claim, heading]).encode()) & 0xFFFF


def rotted(db: Database) -> Iterator[tuple[str, int]]:
    """Yield the pages of which rows of figures are not what was written, with how many these are."""
    sql = f"""SELECT f.page_id, r.seal, f.series, f.heading, {", ".join(f"f.{name}" for name in KEY)}
              FROM figures f JOIN figure_rows r ON r.id = f.id ORDER BY f.page_id"""  # noqa: S608 (our own names)
    found = ((row[0], row[1] != seal(row[2], row[4:], row[3])) for row in db.stream(sql))
    for page_id, rows_of_page in groupby(found, key=itemgetter(0)):
        count = sum(is_other for _, is_other in rows_of_page)
        if count:
            yield page_id, count


class Claims:
    """What a page states, while one of its versions is written."""

    def __init__(self, db: Database, page_id: str) -> None:
        self._db = db
        self.page: int = queries.one(db, "SELECT number FROM pages WHERE id = ?", [page_id])["number"]
        self.standing: Standing = {tuple(row[1:]): row[0] for row in db.execute(_STANDING, [self.page])}
        self.before = dict(self.standing)  #: what the version before stated
        self._settings = SharedRows(db, "figure_settings", db.execute(_SETTINGS, [self.page]))
        self._headings = SharedRows(db, "figure_headings", db.execute(_HEADINGS, [self.page]))
        self._claims: dict[int, Claim] = {}  #: of the version's figures, by their identities: to hash them takes long

    def derive(self, derived: Derived, snapshot: int) -> None:
        """Write what the figures of a version claim: rows that still hold stay open, others end with this snapshot."""
        gone = dict(self.before)
        fresh: list[tuple[Any, ...]] = []
        following, figures = queries.next_number(self._db, "figure_rows"), derived.reading.figures
        self._learn(figures)
        for figure, series, heading in zip(
            figures, derived.series, row_values.all_cleaned(derived.headings), strict=True
        ):
            claim = self._claims[id(figure)]
            key = (series, *claim)
            if gone.pop(key, None) is None:
                number = self.standing[key] = following + len(fresh)
                own = {"id": number, "series": series, "snapshot_id": snapshot, "until_id": None}
                own["seal"] = seal(series, claim, heading)
                fresh.append(_row(own | self._own(claim, heading, figure)))
        for key in gone:
            del self.standing[key]
        if gone:
            sql = f"UPDATE figure_rows SET until_id = ? WHERE id IN {queries.NUMBERS}"  # noqa: S608 (our own words)
            self._db.execute(sql, [snapshot, row_values.dumps(list(gone.values()))])
        self._settings.write()
        self._headings.write()
        self._db.executemany(_INSERT_ROW, fresh)

    def changed(self, changes: Iterable[Change], check: int, before: int | None, after: int) -> None:
        """Write *changes*, found by *check* between two snapshots; each refers to the rows that state its figures."""
        found = tuple(changes)
        sides = (figure for change in found for figure in (change.old, change.new))
        self._learn([one for one in sides if one is not None and id(one) not in self._claims])
        shared = _UNSAID | {"page": self.page, "check_id": check, "before_id": before, "after_id": after}
        first = queries.next_number(self._db, "change_rows") if found else 0
        rows = [_change(shared | {"id": number} | self._columns(change)) for number, change in enumerate(found, first)]
        self._db.executemany(_INSERT_CHANGE, rows)

    def _learn(self, figures: Sequence[Figure]) -> None:
        self._claims |= zip(map(id, figures), figure_rows.claims(figures), strict=True)

    def forget(self, numbers: Sequence[int], version: int) -> None:
        """Delete rows that a *version* alone stated; its changes, which refer to them, keep a copy of what that was."""
        of_version = "told IN (0, 1) AND after_id = ?"  # as their index has it
        meant = [row_values.dumps(numbers)]
        unbind(self._db, of_version, [version], f"IN {queries.NUMBERS}", meant)
        self._db.execute(f"DELETE FROM figure_rows WHERE id IN {queries.NUMBERS}", meant)  # noqa: S608 (our own words)
        gone = set(numbers)
        self.before = {key: number for key, number in self.before.items() if number not in gone}

    def _own(self, claim: Claim, heading: str, figure: Figure) -> dict[str, Any]:
        shared, own = apart(claim)
        setting, above = self._settings.number(shared), self._headings.number((heading,))
        own |= {"page": self.page, "setting_id": setting, "heading_id": above}
        return own | dict(zip(figure_rows.PLACE, figure_rows.place(figure), strict=True))

    def _columns(self, change: Change) -> dict[str, object]:
        columns: dict[str, object] = change_rows.change_columns(change)
        columns |= {"told": int(change.told), "technical": int(change.rule == "engine")}
        elsewhere: Standing = {}  # the old figure of a RESTATED is another page's
        old = self.before if change.before is None else elsewhere
        if change.before is not None:
            columns["before_id"] = change.before
        for side, figure, stated in (("old", change.old, old), ("new", change.new, self.standing)):
            number = stated.get((change.series, *self._claims[id(figure)])) if figure else None
            if figure is None or number is None:
                columns[side] = figure_rows.figure_json(figure)
            else:
                start, block, on_page, folded = figure_rows.place(figure)
                columns |= {f"{side}_figure_id": number, f"{side}_start": start, f"{side}_block": block}
                columns |= {f"{side}_on_page": on_page, f"{side}_folded": folded or 0}
        return columns


def clear(db: Database, page: int) -> None:
    """Delete what a page states and stated; changes that are kept keep copies of their figures."""
    unbind(db, "page = ?", [page], "IS NOT NULL")
    shared = {
        table: db.execute(f"SELECT DISTINCT {column} FROM figure_rows WHERE page = ?", [page]).fetchall()  # noqa: S608
        for table, column in (("figure_settings", "setting_id"), ("figure_headings", "heading_id"))
    }
    db.execute("DELETE FROM figure_rows WHERE page = ?", [page])  # before what they share, which their index needs
    for table, numbers in shared.items():
        db.executemany(f"DELETE FROM {table} WHERE id = ?", numbers)  # noqa: S608 (our own names)


def unbind(db: Database, changes: str, values: Sequence[object], figures: str, numbers: Sequence[object] = ()) -> None:
    """Have changes that refer to figures keep a copy of them instead.

    Args:
        db: the ledger.
        changes: the condition that says which changes are meant.
        values: of its placeholders.
        figures: what is said of the ids of the figures that are meant.
        numbers: values of its placeholders.
    """
    for side in ("old", "new"):
        sql = f"""UPDATE change_rows SET {side} = (SELECT v.{side} FROM changes v WHERE v.id = change_rows.id),
                  {side}_figure_id = NULL, {side}_start = NULL, {side}_block = NULL, {side}_on_page = NULL,
                  {side}_folded = NULL
                  WHERE {changes} AND {side}_figure_id {figures}"""  # noqa: S608 (our own words)
        db.execute(sql, [*values, *numbers])
