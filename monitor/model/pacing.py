"""When a channel wants to be told: at once or in digests, not in its quiet hours, and never too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum


class When(StrEnum):
    """How long what is told may be gathered before it is sent."""

    AT_ONCE = "at once"
    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When a channel is told. Times of day are of the configuration's time zone."""

    when: When = When.AT_ONCE
    at: time = time(8)  #: of a daily or weekly digest, and of "all is well"
    on: int = 0  #: the day of what is weekly; 0 is Monday
    quiet: tuple[time, time] | None = None  #: from, until: what comes in between waits; may pass midnight
    gap: timedelta = timedelta(minutes=10)  #: between two messages, at least; what comes in between is sent together
    messages_a_day: int | None = 20  #: at most, in any 24 hours; None: any number
    all_is_well: When | None = None  #: DAILY or WEEKLY: how all pages are doing, told even when nothing changed
