"""What pages state of the user's indicators: written with every version, asked for by indicator and speaker.

Interval rows like those of figures: a statement stands from one version of its page until another. Who states what now
and who disagrees is said by the views of the schema, here and to everybody who opens the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from monitor.model import Derived, Disagreement, Indicator, Page, Statement
from monitor.store import disagreements as who_differs
from monitor.store import figure_rows, queries, row_values
from monitor.store.databases import Database
from monitor.store.disagreements import Pair
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.queries import Row
from monitor.store.stretches import Stretched

_COLUMNS = (
    "indicator", "page_id", "series", "figure_id", "snapshot_id", "until_id", "speaker", "speaker_key", "said_on",
    "day", "captured_at", "rounding",
)  # fmt: skip
TRIES = 3  # to gather what indicators state while others go on to record
_SAME = ("indicator", "figure_id", "speaker_key")  # a version that repeats these says nothing new
_INSERT = f"INSERT INTO statements ({', '.join(_COLUMNS)}) VALUES ({row_values.placeholders(_COLUMNS)})"  # noqa: S608
_FIGURE = ", ".join(f"f.{name}" for name in (*figure_rows.CLAIM, *figure_rows.PLACE))
_SELECT = f"""SELECT s.*, p.title AS page_title, u.captured_at AS withdrawn_at, v.digest,
              v.number AS capture, {_FIGURE} FROM statements s
              JOIN figures f ON f.id = s.figure_id JOIN pages p ON p.id = s.page_id
              JOIN snapshots v ON v.id = s.snapshot_id LEFT JOIN snapshots u ON u.id = s.until_id"""  # noqa: S608 (our own names)
_ORDER = "ORDER BY s.indicator, s.day, s.captured_at, s.id"
_NEWEST = """
    SELECT (SELECT s.id FROM statements s WHERE s.indicator = k.indicator AND s.speaker_key = k.speaker_key
            ORDER BY s.day DESC, s.captured_at DESC, s.id DESC LIMIT 1) AS id
    FROM (SELECT DISTINCT s.indicator, s.speaker_key FROM statements s WHERE {}) k"""
"""The latest statement of every speaker, as the view `indicator_statements` has it, by as many steps as there are."""
_APART = f"""
    WITH newest AS MATERIALIZED ({_NEWEST.format("s.indicator = ?")}),
    said AS MATERIALIZED (
        SELECT s.speaker_key, s.rounding, f.value_number, f.value, f.unit, f.role
        FROM newest n JOIN statements s ON s.id = n.id JOIN figures f ON f.id = s.figure_id)
    SELECT a.speaker_key AS one, b.speaker_key AS other FROM said a JOIN said b ON a.speaker_key < b.speaker_key
    WHERE a.value IS NOT NULL AND b.value IS NOT NULL AND a.unit IS NOT DISTINCT FROM b.unit AND (a.role = b.role
    OR a.role IN ('TOTAL', 'SUBSET') AND b.role IN ('TOTAL', 'SUBSET'))
    AND abs(a.value_number - b.value_number) > max(a.rounding, b.rounding)
    ORDER BY abs(a.value_number - b.value_number) DESC, one, other LIMIT ?"""  # noqa: S608 (our own words)
"""Who states one indicator differently now, as the view `disagreements` has it, the farthest apart first."""
_LATEST = "ORDER BY s.day DESC, s.captured_at DESC, s.id DESC LIMIT 1"


def stand(db: Database, page: Page, derived: Derived, snapshot: int, *, reread: bool = False) -> None:
    """Write what the version *snapshot* of *page* states: what still holds stays open, the rest ends with it.

    Indicators that the user has changed since the page was read are left as they are, to be gathered anew. With
    *reread*, the page was read with other options: a speaker whom it calls its own now was its own before.
    """
    current = _as_defined(db, derived.indicators)
    standing = _standing(db, page.id, current)
    fresh = []
    for statement, figure in _stated(db, page.id, [one for one in derived.statements if one.indicator in current]):
        if standing.pop((statement.indicator, figure, statement.speaker_key), None) is None:
            fresh.append((statement, figure))
    for gone in standing.values():
        db.execute("UPDATE statements SET until_id = ? WHERE id = ?", [snapshot, gone["id"]])
    for statement, figure in fresh:
        _insert(db, replace(statement, day=max(statement.day, _last_day(db, statement))), figure, snapshot, None)
    if reread:
        _rename_speakers(db, standing.values(), {one.series: one for one, _ in fresh if one.speaker == page.speaker})


def _stated(db: Database, page_id: str, found: list[Statement]) -> list[tuple[Statement, int]]:
    """Return the statements *found* on a page, each with the row of its figure."""
    figures = _standing_figures(db, page_id) if found else {}
    return [(one, figures[one.series]) for one in found]


def _standing(db: Database, page_id: str, current: Collection[str]) -> dict[tuple[object, ...], Row]:
    """Return the rows of what a page states of the indicators *current*, by what a version would repeat."""
    found = queries.every(db, "SELECT * FROM statements WHERE page_id = ? AND until_id IS NULL", [page_id])
    return {tuple(row[name] for name in _SAME): row for row in found if row["indicator"] in current}


def _as_defined(db: Database, indicators: Iterable[Indicator]) -> set[str]:
    """Return the ids of those *indicators* that are defined so still; the others are marked to be gathered anew."""
    known = {row["id"]: row for row in queries.every(db, "SELECT * FROM indicators")}
    used = {one.id: one for one in indicators}
    current = {name for name, one in used.items() if name in known and _definition(one).items() <= known[name].items()}
    for name in known.keys() - current:
        db.execute("UPDATE indicators SET defined_by = '' WHERE id = ? AND defined_by <> ''", [name])
    return current


def _definition(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id, "words": row_values.dumps(indicator.words), "near": row_values.dumps(indicator.near),
        "unit": indicator.unit, "pages": row_values.dumps(indicator.pages), "tags": row_values.dumps(indicator.tags),
    }  # fmt: skip


def _standing_figures(db: Database, page_id: str) -> dict[int, int]:
    """Return the row of every figure that a page states now, by its series."""
    sql = "SELECT id, series FROM figures WHERE page_id = ? AND until_id IS NULL"
    return {row["series"]: row["id"] for row in queries.every(db, sql, [page_id])}


def _last_day(db: Database, statement: Statement) -> date:
    """Return the day that the speaker's last statement on the same page counts for; without one, its own."""
    sql = "SELECT max(day) AS day FROM statements WHERE indicator = ? AND speaker_key = ? AND page_id = ?"
    day = queries.one(db, sql, [statement.indicator, statement.speaker_key, statement.page_id])["day"]
    return date.fromisoformat(day) if day else statement.day


def _rename_speakers(db: Database, ended: Iterable[Row], own: Mapping[int, Statement]) -> None:
    """Give what has *ended* the page's own speaker where the same series states it now (*own*) as the page's."""
    sql = "UPDATE statements SET speaker = ?, speaker_key = ? WHERE page_id = ? AND speaker_key = ?"
    for row in ended:
        now = own.get(row["series"])
        if now is not None:
            db.execute(sql, [row_values.clean(now.speaker), now.speaker_key, now.page_id, row["speaker_key"]])


def undefined(db: Database, definitions: Mapping[str, str]) -> set[str]:
    """Return the ids of *definitions* (id to digest) by which the ledger's statements were not gathered."""
    known = {row["id"]: row["defined_by"] for row in queries.every(db, "SELECT id, defined_by FROM indicators")}
    return {name for name in known.keys() | definitions.keys() if known.get(name) != definitions.get(name)}


def define(db: Database, indicator: str, defined: Indicator | None, digest: str, found: Iterable[Statement]) -> None:
    """Replace what is stated of *indicator*; ``defined`` is None for one that the user no longer names."""
    db.execute("DELETE FROM statements WHERE indicator = ?", [indicator])
    db.execute("DELETE FROM indicators WHERE id = ?", [indicator])
    if defined is None:
        return
    columns = _definition(defined) | {"name": defined.name or defined.id, "defined_by": digest}
    queries.insert_all(db, "indicators", [columns])
    for statement in found:
        _insert(db, statement, statement.figure_id, statement.snapshot, statement.until)


def _redefine(
    db: Database, changed: Iterable[str], definitions: Mapping[str, tuple[Indicator, str]], found: Sequence[Statement]
) -> None:
    """Replace what is stated of the indicators that have *changed* by what was *found*."""
    for name in sorted(changed):  # rows have the same numbers on every machine
        indicator, digest = definitions.get(name, (None, ""))
        define(db, name, indicator, digest, [one for one in found if one.indicator == name])


def latest_by(db: Database, indicator: str, speaker_key: str) -> Statement | None:
    """Return the latest statement of a speaker on an indicator, on whatever page."""
    where = "WHERE s.indicator = ? AND s.speaker_key = ?"
    row = queries.maybe(db, f"{_SELECT} {where} {_LATEST}", [indicator, speaker_key])
    return None if row is None else _statement(row)


def every(db: Database, indicators: Sequence[str] | None) -> Stretched[Statement]:
    """Return every statement that was made of *indicators*, the oldest said first."""
    where, values = queries.of(indicators, "s.indicator")
    return Stretched(db, f"SELECT s.id FROM statements s WHERE {where} {_ORDER}", values, _in_order)  # noqa: S608


def newest(db: Database, indicators: Sequence[str] | None) -> Stretched[Statement]:
    """Return the latest statement of every speaker on each of *indicators*, whatever the page."""
    where, values = queries.of(indicators, "s.indicator")
    chosen = f"s.id IN ({_NEWEST.format(where)})"
    return Stretched(db, f"SELECT s.id FROM statements s WHERE {chosen} {_ORDER}", values, _in_order)  # noqa: S608


def _in_order(db: Database, numbers: Sequence[int]) -> list[Statement]:
    """Return statements by their *numbers*, in the order of these."""
    found = _numbered(db, numbers)
    return [found[number] for number in numbers if number in found]


def apart(db: Database, indicator: str, most: int) -> list[Disagreement]:
    """Return the *most* pairs of speakers that are farthest apart on *indicator* now, as `disagreements` has them."""
    keys = db.execute(_APART, [indicator, most]).fetchall()
    of = who_differs.said_of(db, [indicator], [key for pair in keys for key in pair])[indicator]
    return _told(db, [Pair(of[one], of[other]) for one, other in keys])


def disagreements(db: Database, indicators: Sequence[str] | None) -> list[Disagreement]:
    """Return every two speakers whose latest statements of an indicator differ by more than their rounding."""
    found = who_differs.said_of(db, indicators, None)
    told = _told(db, [pair for name in sorted(found) for pair in who_differs.differing(found[name])])
    return sorted(told, key=_names)


def _names(two: Disagreement) -> tuple[str, ...]:
    """Return what disagreements are sorted by: the speaker with the lesser key is named first."""
    first, second = sorted((two.one, two.other), key=lambda said: said.speaker_key)
    return two.indicator, first.speaker, second.speaker


def _told(db: Database, pairs: Sequence[Pair]) -> list[Disagreement]:
    """Return *pairs* of speakers who differ now as disagreements."""
    said = _numbered(db, [side[-1].id for pair in pairs for side in (pair.one, pair.other)])
    names = dict(db.execute("SELECT id, name FROM indicators").fetchall())
    return who_differs.disagreements(pairs, names, said)


def _numbered(db: Database, numbers: Sequence[int]) -> dict[int, Statement]:
    """Return statements by their *numbers*."""
    sql = f"{_SELECT} WHERE s.id IN {queries.NUMBERS}"
    return {row["id"]: _statement(row) for row in queries.every(db, sql, [row_values.dumps(numbers)])}


def _insert(db: Database, statement: Statement, figure: int, snapshot: int, until: int | None) -> None:
    said_on = statement.said_on.isoformat() if statement.said_on else None
    db.execute(_INSERT, [
        statement.indicator, statement.page_id, statement.series, figure, snapshot, until,
        row_values.clean(statement.speaker), statement.speaker_key, said_on, statement.day.isoformat(),
        row_values.stamp(statement.captured_at), float(statement.rounding),
    ])  # fmt: skip


def _statement(row: Row) -> Statement:
    return Statement(
        indicator=row["indicator"],
        page_id=row["page_id"],
        series=row["series"],
        figure=figure_rows.figure(row),
        speaker=row["speaker"],
        speaker_key=row["speaker_key"],
        captured_at=row_values.moment(row["captured_at"]),
        said_on=date.fromisoformat(row["said_on"]) if row["said_on"] else None,
        day=date.fromisoformat(row["day"]),
        page_title=row["page_title"],
        rounding=Decimal(str(row["rounding"])),
        figure_id=row["figure_id"],
        snapshot=row["snapshot_id"],
        until=row["until_id"],
        withdrawn_at=row_values.moments(row["withdrawn_at"]),
        digest=row["digest"],
        capture=row["capture"],
    )


class Statements(LedgerFile):
    """What pages state of the user's indicators."""

    @in_our_words
    def define(
        self, definitions: Mapping[str, tuple[Indicator, str]], gathered: Callable[[list[Indicator]], list[Statement]]
    ) -> None:
        """Make the ledger's statements those of the user's indicators as they are defined now.

        Args:
            definitions: for each id the indicator, and a digest of all that decides what it gathers.
            gathered: gives everything that was ever stated of the indicators whose digest has changed. It may take
                long, so it is called before the ledger is held; again, if something was recorded meanwhile, and at
                last while nobody else can record.
        """
        digests = {name: digest for name, (_, digest) in definitions.items()}
        if not undefined(self._db, digests):
            return
        self._may_write()
        for _ in range(TRIES):
            seen = self._seen()
            changed = undefined(self._db, digests)
            found = gathered([definitions[name][0] for name in sorted(changed & definitions.keys())])
            with self._transaction() as db:
                if self._seen() == seen:
                    _redefine(db, changed, definitions, found)
                    return
        with self._transaction() as db:  # others record all the time: they wait
            changed = undefined(db, digests)
            found = gathered([definitions[name][0] for name in sorted(changed & definitions.keys())])
            _redefine(db, changed, definitions, found)

    def _seen(self) -> object:
        """Return what is another value once another program has written."""
        return self._db.marker()

    @in_our_words
    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        """Return the latest statement of a speaker on an indicator, on whatever page."""
        return latest_by(self._db, indicator, speaker_key)

    def statements(self, indicators: Sequence[str] | None = None, *, latest: bool = False) -> Sequence[Statement]:
        """Return what was stated of *indicators*, the oldest said first; or only the latest of every speaker."""
        return list(newest(self._db, indicators)) if latest else every(self._db, indicators)

    @in_our_words
    def apart(self, indicator: str, most: int) -> list[Disagreement]:
        """Return the *most* pairs of speakers that are farthest apart on one indicator now, widest first."""
        with self._one_moment():
            return apart(self._db, indicator, most)

    def disagreements(self, indicators: Sequence[str] | None = None) -> list[Disagreement]:
        """Return which speakers state one indicator differently now, how far apart, and since when."""
        with self._one_moment():
            return disagreements(self._db, indicators)
