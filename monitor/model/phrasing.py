"""Numbers of things, and lengths of time, as people write them."""

from __future__ import annotations

from datetime import datetime, timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
"""What lengths of time are counted in, in seconds."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 page", "2 pages", "1,204 pages".

    Args:
        number: how many there are.
        one: what each of them is called; more than one word is allowed.
        many: what several are called, where that is not *one* with an s.
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ahead(when: datetime, now: datetime) -> str:
    """Return how far away *when* is: "in 20 min", "in 5 h", "in 3 days", or "now" when it has come."""
    left = when - now
    if left <= timedelta():
        return "now"
    if left < 1.5 * MINUTE:
        return "in a minute"
    if left < 1.5 * HOUR:
        return f"in {round(left / MINUTE)} min"
    if left < 1.5 * DAY:
        return f"in {round(left / HOUR)} h"
    return f"in {round(left / DAY)} days"


def ago(when: datetime, now: datetime) -> str:
    """Return how long ago *when* was: "20 min ago", "5 h ago", "3 days ago", or "just now"."""
    said = ahead(now, when)
    return "just now" if said == "now" else f"{said.removeprefix('in ')} ago"


def length(time: timedelta) -> str:
    """Return a length of time as it is written in the files: in its biggest whole unit."""
    if time == timedelta.max:
        return "forever"
    milliseconds = round(time.total_seconds() * 1_000)
    for unit, seconds in reversed(UNITS.items()):
        size = round(seconds * 1_000)
        if milliseconds % size == 0 and milliseconds >= size:
            return f"{milliseconds // size}{unit}"
    return f"{milliseconds}ms" if milliseconds else "0s"
