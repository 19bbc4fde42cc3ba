"""Values as columns of the ledger, and back. Times are UTC text of one width, so that it sorts as time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

Columns = Mapping[str, Any]
T = TypeVar("T", str, str | None)
dumps: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Return a value as compact JSON that people can read. `json.dumps` would make an encoder at every call."""


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


def clean(text: str) -> str:
    """Return *text* without what SQLite's text cannot hold: half a surrogate pair, the character NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def cleaned(text: str | None) -> str | None:
    """Return `clean` of *text*, if any."""
    return None if text is None else clean(text)


def all_cleaned(texts: Sequence[T]) -> Sequence[T]:
    """Return `cleaned` of each of *texts*; nearly always all of them are clean, which is seen of them at once."""
    whole = "".join(filter(None, texts))
    try:
        if "\0" not in whole and (whole.isascii() or whole.encode()):
            return texts
    except UnicodeEncodeError:  # half a surrogate pair
        pass
    return [clean(text) if text else text for text in texts]


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
