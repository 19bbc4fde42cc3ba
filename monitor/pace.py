"""When a message may leave: pure decisions over a channel's pace, the time, and what was sent before.

Times of day are local, and each day has each of them once: one that the clocks skip in spring comes as much later as
they are set forward, and of one that comes twice in autumn the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Pace, When

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PERIODS = {When.HOURLY: HOUR, When.DAILY: DAY, When.WEEKLY: 7 * DAY}


def gathered_at(pace: Pace, owed_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the digest is due that tells what is owed since *owed_at*; at once, where there are no digests.

    What is owed since a time that is yet to come was written before the clock was set back, and waits for no digest.
    """
    return now if owed_at > now else _digest_at(pace, owed_at, zone)


def calm_at(pace: Pace, moment: datetime, zone: ZoneInfo) -> datetime:
    """Return *moment*, or the end of the quiet hours that it falls into."""
    if pace.quiet is None or not _is_between(*pace.quiet, moment.astimezone(zone).time()):
        return moment
    return next(end for end in _ends(pace.quiet[1], moment, zone) if end > moment)


def free_at(pace: Pace, sent: Sequence[datetime], now: datetime) -> datetime:
    """Return when one more message is not too many, after those that were *sent*.

    A message that was sent at a time yet to come was so before the clock was set back, and keeps nothing waiting.
    """
    latest = sorted((at for at in sent if now - DAY < at <= now), reverse=True)
    free = now
    if latest:
        free = max(free, latest[0] + pace.gap)
    most = pace.messages_a_day
    if most is not None and len(latest) >= most:
        free = max(free, latest[most - 1] + DAY)
    return free


def health_at(pace: Pace, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when "all is well" was to be told last, if that is not so long ago that it is let go: half its period."""
    if pace.all_is_well is None:
        return None
    days = [at for at in _days(pace.at, now, zone, back=7) if at <= now]
    last = max(at for at in days if _is_its_day(pace, pace.all_is_well, at.astimezone(zone)))
    return last if now - last <= PERIODS[pace.all_is_well] / 2 else None


def _digest_at(pace: Pace, owed_at: datetime, zone: ZoneInfo) -> datetime:
    match pace.when:
        case When.AT_ONCE:
            return owed_at
        case When.HOURLY:
            return _next_hour(owed_at, zone)
        case When.DAILY | When.WEEKLY:
            days = _days(pace.at, owed_at, zone)
            return next(at for at in days if at >= owed_at and _is_its_day(pace, pace.when, at.astimezone(zone)))


def _next_hour(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return *moment* if it is a full hour of local time, else the next one."""
    local = moment.astimezone(zone)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return moment + (HOUR - past) if past else moment


def _is_its_day(pace: Pace, when: When, local: datetime) -> bool:
    """Return whether what comes *when* is daily, or weekly, comes on the day of *local*."""
    return when is When.DAILY or local.weekday() == pace.on


def _days(at: time, moment: datetime, zone: ZoneInfo, *, back: int = 1) -> Iterator[datetime]:
    """Yield when it is *at* on the days around *moment*, from *back* days before it to eight after."""
    today = moment.astimezone(zone).date()
    for days in range(-back, 9):
        yield datetime.combine(today + timedelta(days=days), at, zone).astimezone(UTC)


def _ends(at: time, moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield when it is *at*, twice on a day that has it twice: quiet hours that begin anew have an end of their own."""
    for first in _days(at, moment, zone):
        yield first
        second = first.astimezone(zone).replace(fold=1).astimezone(UTC)
        if second > first:
            yield second


def _is_between(begin: time, end: time, moment: time) -> bool:
    if begin <= end:
        return begin <= moment < end
    return moment >= begin or moment < end
