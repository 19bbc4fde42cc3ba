"""Times as machines write them, RFC 3339 and W3C: whole, or down to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_PART = re.compile(r"(\d{4})(?:-(\d\d))?")


def moment(written: str) -> datetime | None:
    """Return the time that *written* means, in UTC, which it is taken for where it names no zone; None for no time."""
    written = written.strip()
    if part := _PART.fullmatch(written):
        written = f"{part[1]}-{part[2] or '01'}-01"
    try:
        found = datetime.fromisoformat(written)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
