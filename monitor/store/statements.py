"""What pages state of the user's indicators: written with every version, asked for by indicator and speaker.

Interval rows like those of figures: a statement stands from one version of its page until another. Who states what now
and who disagrees is said by the views of the schema, here and to everybody who opens the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlite_utils import Database

from monitor.model import Disagreement, Indicator, Statement
from monitor.store import asking, rows

Row = dict[str, Any]
_COLUMNS = (
    "indicator", "page_id", "series", "figure_id", "snapshot_id", "until_id", "speaker", "speaker_key", "said_on",
    "day", "captured_at", "rounding",
)  # fmt: skip
_SAME = ("indicator", "figure_id", "speaker_key", "said_on")  # a version that repeats these says nothing new
_INSERT = f"INSERT INTO statements ({', '.join(_COLUMNS)}) VALUES ({rows.placeholders(_COLUMNS)})"  # noqa: S608
_FIGURE = ", ".join(f"f.{name}" for name in (*rows.CLAIM, *rows.PLACE))
_SELECT = f"""SELECT s.*, p.title AS page_title, {_FIGURE} FROM statements s
              JOIN figures f ON f.id = s.figure_id JOIN pages p ON p.id = s.page_id"""  # noqa: S608 (our own names)
_ORDER = "ORDER BY s.indicator, s.day, s.captured_at, s.id"
_LATEST = "ORDER BY s.day DESC, s.captured_at DESC, s.id DESC LIMIT 1"


def stand(db: Database, page_id: str, found: Iterable[Statement], snapshot: int) -> None:
    """Write what the version *snapshot* of a page states: what still holds stays open, the rest ends with it."""
    sql = "SELECT * FROM statements WHERE page_id = ? AND until_id IS NULL"
    standing = {tuple(row[name] for name in _SAME): row["id"] for row in db.query(sql, [page_id])}
    for statement in found:
        figure = asking.one(
            db,
            "SELECT id FROM figures WHERE page_id = ? AND series = ? AND until_id IS NULL",
            [page_id, statement.series],
        )["id"]
        said_on = statement.said_on.isoformat() if statement.said_on else None
        if standing.pop((statement.indicator, figure, statement.speaker_key, said_on), None) is None:
            _insert(db, statement, figure, snapshot, None)
    for gone in standing.values():
        db.execute("UPDATE statements SET until_id = ? WHERE id = ?", [snapshot, gone])


def undefined(db: Database, definitions: Mapping[str, str]) -> set[str]:
    """Return the ids of *definitions* (id to digest) by which the ledger's statements were not gathered."""
    known = {row["id"]: row["defined_by"] for row in db.query("SELECT id, defined_by FROM indicators")}
    return {name for name in known.keys() | definitions.keys() if known.get(name) != definitions.get(name)}


def define(db: Database, indicator: str, defined: Indicator | None, digest: str, found: Iterable[Statement]) -> None:
    """Replace what is stated of *indicator*; ``defined`` is None for one that the user no longer names."""
    db.execute("DELETE FROM statements WHERE indicator = ?", [indicator])
    db.execute("DELETE FROM indicators WHERE id = ?", [indicator])
    if defined is None:
        return
    db.table("indicators").insert({
        "id": defined.id, "name": defined.name or defined.id, "words": rows.dumps(defined.words),
        "near": rows.dumps(defined.near), "unit": defined.unit, "pages": rows.dumps(defined.pages),
        "tags": rows.dumps(defined.tags), "defined_by": digest,
    })  # fmt: skip
    for statement in found:
        _insert(db, statement, statement.figure_id, statement.snapshot, statement.until)


def latest_by(db: Database, indicator: str, speaker_key: str) -> Statement | None:
    """Return the latest statement of a speaker on an indicator, on whatever page."""
    where = "WHERE s.indicator = ? AND s.speaker_key = ?"
    row = asking.maybe(db, f"{_SELECT} {where} {_LATEST}", [indicator, speaker_key])
    return None if row is None else _statement(row)


def every(db: Database, indicators: Sequence[str] | None) -> list[Statement]:
    """Return every statement that was made of *indicators*, the oldest said first."""
    where, values = asking.of(indicators, "s.indicator")
    return [_statement(row) for row in db.query(f"{_SELECT} WHERE {where} {_ORDER}", values)]


def latest(db: Database, indicators: Sequence[str] | None) -> list[Statement]:
    """Return the latest statement of every speaker on each of *indicators*, whatever the page."""
    where, values = asking.of(indicators, "s.indicator")
    newest = "s.id IN (SELECT statement_id FROM indicator_statements WHERE latest)"
    return [_statement(row) for row in db.query(f"{_SELECT} WHERE {where} AND {newest} {_ORDER}", values)]


def disagreements(db: Database, indicators: Sequence[str] | None) -> list[Disagreement]:
    """Return every two speakers whose latest statements of an indicator differ by more than their rounding."""
    where, values = asking.of(indicators, "s.indicator")
    by_id = {row["id"]: _statement(row) for row in db.query(f"{_SELECT} WHERE {where}", values)}
    where, values = asking.of(indicators, "d.indicator")
    met: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for step in db.query(f"SELECT * FROM disagreement_history d WHERE {where} ORDER BY at", values):  # noqa: S608
        met[step["indicator"], step["speaker_key"], step["other_speaker_key"]].append(step)
    found = db.query(f"SELECT * FROM disagreements d WHERE {where} ORDER BY indicator, speaker, other_speaker", values)  # noqa: S608
    return [_disagreement(row, by_id, met) for row in found]


def _disagreement(
    row: Row, by_id: Mapping[int, Statement], met: Mapping[tuple[str, str, str], Sequence[Row]]
) -> Disagreement:
    one, other = by_id[row["statement_id"]], by_id[row["other_statement_id"]]
    gaps = tuple(
        (rows.moment(step["since"]), _gap(by_id[step["statement_id"]], by_id[step["other_statement_id"]]))
        for step in met[one.indicator, one.speaker_key, other.speaker_key]
    )
    high, low = (one, other) if _value(one) > _value(other) else (other, one)
    gap = _gap(one, other)
    return Disagreement(
        indicator=one.indicator,
        one=high,
        other=low,
        gap=gap,
        relative=gap / abs(_value(low)) if _value(low) else None,
        since=rows.moment(row["since"]),
        history=gaps,
    )


def _gap(one: Statement, other: Statement) -> Decimal:
    return abs(_value(one) - _value(other))


def _value(statement: Statement) -> Decimal:
    return statement.figure.value or Decimal(0)


def _insert(db: Database, statement: Statement, figure: int, snapshot: int, until: int | None) -> None:
    said_on = statement.said_on.isoformat() if statement.said_on else None
    db.execute(_INSERT, [
        statement.indicator, statement.page_id, statement.series, figure, snapshot, until,
        rows.clean(statement.speaker), statement.speaker_key, said_on, statement.day.isoformat(),
        rows.stamp(statement.captured_at), float(statement.rounding),
    ])  # fmt: skip


def _statement(row: Row) -> Statement:
    return Statement(
        indicator=row["indicator"],
        page_id=row["page_id"],
        series=row["series"],
        figure=rows.figure(row),
        speaker=row["speaker"],
        speaker_key=row["speaker_key"],
        captured_at=rows.moment(row["captured_at"]),
        said_on=date.fromisoformat(row["said_on"]) if row["said_on"] else None,
        page_title=row["page_title"],
        rounding=Decimal(str(row["rounding"])),
        figure_id=row["figure_id"],
        snapshot=row["snapshot_id"],
        until=row["until_id"],
    )
