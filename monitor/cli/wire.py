"""The JSON that the commands print: stable and versioned by the field names alone."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from monitor.model import Change, Dropped, Figure, Reading, Statement


def decimal(value: Decimal | None) -> str | None:
    """Return *value* as plain digits: 1160, 0.5, never 1.16E+3."""
    if value is None:
        return None
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def figure(value: Figure) -> dict[str, Any]:
    """Return *value* as `monitor explain --json` prints it."""
    return {
        "value": decimal(value.value),
        "low": decimal(value.low),
        "high": decimal(value.high),
        "surface": value.surface,
        "start": value.start,
        "end": value.end,
        "sentence": value.sentence,
        "counts": value.counts,
        "head": value.head,
        "unit": value.unit,
        "unit_name": value.unit_name,
        "quantifier": value.quantifier.value,
        "role": value.role.value,
        "direction": value.direction.value if value.direction else None,
        "time": value.time,
        "since": value.since.isoformat() if value.since else None,
        "until": value.until.isoformat() if value.until else None,
        "agent": value.agent,
        "attribution": value.attribution,
        "where": value.where.value,
        "headers": list(value.headers),
        "main": value.main,
    }


def dropped(value: Dropped) -> dict[str, Any]:
    """Return a refused number."""
    return {
        "value": decimal(value.value),
        "surface": value.surface,
        "start": value.start,
        "end": value.end,
        "why": value.why,
    }


def reading(value: Reading) -> dict[str, Any]:
    """Return a whole document, but for its name."""
    return {
        "language": value.text.language,
        "title": value.text.title or None,
        "published": value.text.published,
        "updated": value.text.updated,
        "notes": list(value.text.notes),
        "engine": value.engine,
        "figures": [figure(one) for one in value.figures],
        "dropped": [dropped(one) for one in value.dropped],
    }


def change(value: Change) -> dict[str, Any]:
    """Return one change between two versions; ``series`` is the same for the same figure over a whole command."""
    return {
        "kind": value.kind.value,
        "series": f"s{value.series}",
        "counts": value.counts,
        "old": figure(value.old) if value.old else None,
        "new": figure(value.new) if value.new else None,
        "difference": decimal(value.difference),
        "relative": decimal(value.relative),
        "within_rounding": value.within_rounding,
        "silent": value.silent,
        "redefined": value.redefined,
        "told": value.told,
        "rule": value.rule or None,
        "table": value.table,
        "echo": f"s{value.echo}" if value.echo else None,
    }


def statement(value: Statement) -> dict[str, Any]:
    """Return what a speaker stated of an indicator."""
    return {
        "indicator": value.indicator,
        "page": value.page_id,
        "series": value.series,
        "speaker": value.speaker,
        "said_on": value.said_on.isoformat() if value.said_on else None,
        "captured_at": moment(value.captured_at),
        "stands": value.until is None,
        **figure(value.figure),
    }


def moment(value: datetime | None) -> str | None:
    """Return *value* as ISO 8601 in UTC, to the second."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None
