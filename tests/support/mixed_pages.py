"""Pages of a ledger in every state that there may be, some of them found by a source."""

from __future__ import annotations

import random
import sqlite3
from datetime import datetime, timedelta

SOURCE = "page-0000003"
WELL = 20  # pages at the beginning that are left as they are
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_OFFSETS = (-60_000, -3_000, -1_441, -1_439, -400, -10, 10, 600)  # minutes


def mix(db: sqlite3.Connection, count: int, now: datetime, *, retired: bool = True) -> None:
    """Have the last pages of *count* be in any state at *now*; some of them *retired*."""
    dice = random.Random(5)

    def at(offset: timedelta | None) -> str | None:
        return None if offset is None else f"{now + offset:%Y-%m-%dT%H:%M:%S.%fZ}"

    some = [None, *(timedelta(minutes=minutes) for minutes in _OFFSETS)]
    for number in range(WELL + 1, count + 1):
        columns = {
            "enabled": dice.random() < 0.9, "added_at": at(-dice.choice((1, 20, 600)) * _HOUR),
            "last_check_at": at(dice.choice(some)), "last_ok_at": at(dice.choice(some)),
            "next_check_at": at(dice.choice(some[1:])), "paused_since": at(dice.choice((None, *some))),
            "paused_until": at(dice.choice(some)), "failures": dice.choice((0, 0, 1, 3)),
            "troubled_since": at(dice.choice(some)), "outcome": dice.choice(("", "changed", "failed", "suspect")),
            "moved_to": dice.choice((None, "https://b.example/")), "moved_count": dice.randrange(5),
            "moved_since": at(dice.choice(some)), "reason": dice.choice(("", "http_404: Gone.")),
            "source": dice.choice((None, None, SOURCE)), "longest_seconds": dice.choice((21_600, 200_000)),
            "tags": dice.choice(("[]", '["camp"]', '["sea","camp"]')),
            "retired_at": at(dice.choice((None, None, None, -_DAY)) if retired else None),
        }  # fmt: skip
        sql = f"UPDATE pages SET {', '.join(f'{name} = ?' for name in columns)} WHERE number = ?"
        db.execute(sql, [*columns.values(), number])
    db.commit()
