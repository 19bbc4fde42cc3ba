"""Values as columns of the ledger, and back. Times are UTC text of one width, so that it sorts as time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

Columns = Mapping[str, Any]


def stamp(at: datetime) -> str:
    """Return *at* as the ledger writes it: ``2020-03-18T09:00:00.000000Z``."""
    return f"{at.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z"  # without +00:00


def stamped(at: datetime | None) -> str | None:
    """Return `stamp` of *at*, if any."""
    return None if at is None else stamp(at)


def moment(text: str) -> datetime:
    """Return the time that `stamp` wrote."""
    return datetime.fromisoformat(text)


def moments(text: str | None) -> datetime | None:
    """Return `moment` of *text*, if any."""
    return None if text is None else moment(text)


def dumps(value: object) -> str:
    """Return *value* as compact JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def clean(text: str) -> str:
    """Return *text* without what SQLite's text cannot hold: half a surrogate pair, the character NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def cleaned(text: str | None) -> str | None:
    """Return `clean` of *text*, if any."""
    return None if text is None else clean(text)


def decimal_text(number: Decimal | None) -> str | None:
    """Return *number* as the ledger writes it: with every digit."""
    return None if number is None else str(number)


def decimal(text: str | None) -> Decimal | None:
    """Return the number that `decimal_text` wrote."""
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    """Return the day of an ISO date, if any."""
    return None if text is None else date.fromisoformat(text)


def placeholders(values: Sequence[object]) -> str:
    """Return as many question marks as there are *values*, for ``IN (...)``."""
    return ",".join("?" * len(values))
