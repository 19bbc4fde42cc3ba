"""When a page is checked next: pure decisions over the time, the page and what happened.

Trouble never stops the polling: a first failure is tried again within half a minute, then the waits double, up to a
day. A server's Retry-After moves the due time; nobody sleeps for it (docs/reliability.md).

Intervals are counted in places that a hash of the page's id gives it, so that pages that were added together, or that a
sleeping machine missed together, fall apart again; times of cron are kept as they are (docs/decisions/0230).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from monitor.model import Capture, FetchFailed, Page, PageState, Timetable
from monitor.model.cron import Cron
from monitor.model.local_time import active_around, first_of_offset, is_active, moment_of, offset, shown
from monitor.model.timetables import active_week, lateness, spread

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

LONGEST_WAIT = timedelta(days=1)
SUSPECT_WAIT = timedelta(hours=1)
FULL_FETCH_EVERY = timedelta(days=7)
RETRY_AFTER_CAP = timedelta(hours=24)
EARLIEST = datetime(
    2010, 1, 1, tzinfo=UTC
)  # a clock that says less was never set: without a battery, they begin in 1970
EPOCH, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def clock_fault(now: datetime) -> str | None:
    """Return what is wrong when *now* cannot be the time, in a sentence: nothing may be stamped with it."""
    if now >= EARLIEST:
        return None
    said = f"The clock says {now:%Y-%m-%d %H:%M} UTC, which cannot be"
    return f"{said}: nothing is checked until it is set (clock_suspect)."


def next_check_at(page: Page, now: datetime, *, jitter: float) -> datetime:
    """Return when a page that answered well is due again.

    Args:
        page: gives interval and timetable.
        now: the time of this check.
        jitter: 0 to 1, drawn by the caller; makes the check late by up to what `monitor.model.timetables.lateness`
            says, but never so that its active hours are over.
    """
    timetable = page.timetable
    at = _next_of_cron(timetable, now) if timetable.cron else _next_place(page, now)
    late = lateness(page.every, timetable)
    if timetable.cron and late:
        late = min(late, _next_of_cron(timetable, at) - at)
    later = at + late * jitter
    return later if is_active(timetable, later) else at


def coming(page: Page, now: datetime, most: int) -> list[datetime]:
    """Return the next times at which a page would be checked that answers well, and never late."""
    return list(islice(_coming(page, now), most))


def _coming(page: Page, now: datetime) -> Iterator[datetime]:
    while True:
        now = next_check_at(page, now, jitter=0)
        yield now


def retry_at(
    page: Page,
    now: datetime,
    *,
    failures: int,
    jitter: float,
    retryable: bool = True,
    retry_after: timedelta | None = None,
) -> datetime:
    """Return when a page that failed is tried again: in its active hours.

    Args:
        page: gives interval and timetable.
        now: the time of the failed check.
        failures: failed checks in a row, this one included.
        jitter: 0 to 1, drawn by the caller.
        retryable: False when an early second try makes no sense (a 404, a refused address).
        retry_after: what the server asked for.
    """
    if failures <= 1 and retryable and retry_after is None:
        return when_active(page, now + min(page.every, timedelta(seconds=5 + 25 * jitter)))
    cron = page.timetable.cron
    every = _next_of_cron(page.timetable, now) - now if cron else page.every
    doubled = every * 2 ** min(max(failures - 2, 0), 16) if every < LONGEST_WAIT else every
    wait = min(doubled, max(LONGEST_WAIT, every)) * (1 if cron else 1 + jitter / 10)
    if retry_after is not None:
        wait = max(wait, min(retry_after, RETRY_AFTER_CAP))
    return _next_of_cron(page.timetable, now + wait - MOMENT) if cron else when_active(page, now + wait)


def confirm_at(page: Page, now: datetime, *, jitter: float) -> datetime:
    """Return when a suspect answer is looked at again: within the hour, if the page is active then."""
    return when_active(page, now + min(page.every, SUSPECT_WAIT) * (1 + jitter / 10))


def when_active(page: Page, at: datetime) -> datetime:
    """Return *at*, or the page's place in the next stretch of its active hours if it has none then."""
    if is_active(page.timetable, at):
        return at
    return next(place.first for place in _places(page, at) if place.begin > at)


def held_until(page: Page, state: PageState, now: datetime) -> datetime | None:
    """Return until when a page that is due waits, for its active hours are over; None: it is checked now.

    One that was due in these hours was missed, by a machine that slept; one that was checked later than now is due for
    the clock was set back. Any other that is due out of its hours is new, or was asked for: it is checked all the same.
    """
    if state.last_check_at is None or is_active(page.timetable, now):
        return None
    is_missed = is_active(page.timetable, state.next_check_at) or state.last_check_at > now
    return when_active(page, now) if is_missed else None


def rescheduled(page: Page, state: PageState, now: datetime, *, jitter: float) -> datetime:
    """Return when a page is due whose interval or timetable is another than it was."""
    if state.last_check_at is None:
        return state.next_check_at
    since = now if page.timetable.cron else min(state.last_check_at, now)
    at = next_check_at(page, since, jitter=jitter)
    at = min(at, state.next_check_at) if state.failures else at
    return when_active(page, max(at, now))


class _Place(NamedTuple):
    """Where a page's checks stand in a stretch of time: the first, and from there one in each interval."""

    begin: datetime  #: of the stretch
    end: datetime  #: which it leaves out
    first: datetime

    def last_until(self, at: datetime, every: timedelta) -> datetime | None:
        """Return the last check that stands no later than *at*; None: there is none."""
        at = min(at, self.end - MOMENT)
        return self.first + (at - self.first) // every * every if at >= self.first else None


def _places(page: Page, at: datetime) -> Iterator[_Place]:
    """Yield the stretches of time around *at* in which a page is active, with its places."""
    is_whole = not active_week(page.timetable.hours, page.timetable.days)
    for begin, end in ((EPOCH, END),) if is_whole else active_around(page.timetable, at):
        put_off = page.every if is_whole else spread(end - begin, page.every)
        yield _Place(begin, end, begin + put_off * _share(page.id))


@lru_cache(100_000)
def _share(page_id: str) -> float:
    """Return a number from 0 to 1, without it, that is the page's own and evenly spread over pages."""
    return int.from_bytes(hashlib.blake2b(page_id.encode(), digest_size=6).digest(), "big") / 2**48


def _next_place(page: Page, now: datetime) -> datetime:
    """Return the page's last place within its interval, or the first one after it where there is none.

    A place that comes soon is approached in two steps, of which each is half an interval or more: so nobody is asked
    twice within a moment, nor later than the interval allows.
    """
    latest = now + page.every
    places = list(_places(page, latest))
    before = [at for place in places if (at := place.last_until(latest, page.every)) is not None and at > now]
    if before:
        soon = before[-1]
        halfway = soon if soon - now >= page.every / 2 else now + (soon - now + page.every) / 2
        if is_active(page.timetable, halfway):
            return halfway
    return next(place.first for place in places if place.first > latest)


def _next_of_cron(timetable: Timetable, after: datetime) -> datetime:
    """Return the first time of cron later than *after* at which the page is active."""
    while True:
        at = min(_next_time(line, timetable.time_zone, after) for line in timetable.cron)
        if is_active(timetable, at):
            return at
        after = next(begin for begin, _ in active_around(timetable, at) if begin > at) - MOMENT


def _next_time(line: Cron, time_zone: str, after: datetime) -> datetime:
    """Return the first time of an expression later than *after*, as cron reckons where clocks are set.

    An expression with a ``*`` for minute or hour follows the hours as they pass: its times come again in the hour that
    a clock repeats, and are left out with the hour that it leaves out. Any other has each of its times once.
    """
    if line.goes_by_hours:
        return _next_by_hours(line, time_zone, after)
    wall = shown(after, time_zone)
    while (at := moment_of(wall := _next_shown(line, wall), time_zone)) <= after:
        pass
    return at


def _next_by_hours(line: Cron, time_zone: str, after: datetime) -> datetime:
    """Return the first time later than *after* at which the clock shows one of an expression."""
    begin, since = after, shown(after, time_zone)
    while True:
        ahead = offset(begin, time_zone)
        wall = _next_shown(line, since)
        at = (wall - ahead).replace(tzinfo=UTC)
        if offset(at, time_zone) == ahead:
            first = moment_of(wall, time_zone)
            return first if after < first < at else at
        begin = first_of_offset(begin, at, time_zone)
        since = shown(begin, time_zone) - MOMENT


def _next_shown(line: Cron, wall: datetime) -> datetime:
    """Return the first time of an expression that a clock shows later than *wall*; neither has a zone."""
    begin = (wall + MOMENT).replace(tzinfo=UTC)  # whose clock is never set
    at: datetime = min(trigger.get_next_fire_time(None, begin) for trigger in _triggers(line))
    return at.replace(tzinfo=None)


@lru_cache(4_096)
def _triggers(line: Cron) -> tuple[CronTrigger, ...]:
    """Return what reckons the times of an expression: two where either of its days is enough.

    The scheduler counts days of the week from Monday, cron from Sunday: their names are the same.
    """
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 (few pages need it)
    from apscheduler.triggers.cron.expressions import WEEKDAYS  # noqa: PLC0415

    fields = {"minute": line.minutes, "hour": line.hours, "month": line.months}
    of_month = ",".join(map(str, line.days))
    of_week = ",".join(WEEKDAYS[day] for day in line.weekdays)
    days = [{"day": of_month}, {"day_of_week": of_week}]
    if not line.takes_either_day:
        days = [days[0] | days[1]]
    times = {name: ",".join(map(str, numbers)) for name, numbers in fields.items()}
    return tuple(CronTrigger(**times, **day, timezone=UTC) for day in days)


def needs_full_fetch(state: PageState, now: datetime) -> bool:
    """Return whether to ask for the whole page although we hold validators: a server's 304 may lie for ever."""
    return state.full_fetch_at is None or not timedelta() <= now - state.full_fetch_at < FULL_FETCH_EVERY


def is_asked_conditionally(state: PageState, page: Page) -> bool:
    """Return whether a server is asked if the page has changed, when what is held may be read again as it is.

    Of a page that scripts fill it knows nothing: what it says of the document does not hold for what they add.
    """
    known = state.validators.etag or state.validators.last_modified
    return bool(known) and page.conditional and not page.render and not state.validators_wrong


def after_good(state: PageState, page: Page, now: datetime, *, jitter: float) -> PageState:
    """Return *state* after an answer that is believed: trouble is over, the next check is due in its interval."""
    return replace(
        state,
        next_check_at=next_check_at(page, now, jitter=jitter),
        last_check_at=now,
        last_ok_at=now,
        failures=0,
        troubled_since=None,
        suspect_digest=None,
        suspect_count=0,
        suspect_since=None,
        vouched=None,
    )


def after_failure(
    state: PageState, page: Page, failed: FetchFailed, now: datetime, *, jitter: float, outage: bool = False
) -> PageState:
    """Return *state* after no usable answer.

    Args:
        state: before the check.
        page: gives the interval.
        failed: what went wrong.
        now: the time of the check.
        jitter: 0 to 1.
        outage: most hosts failed together: our network is down, which is not the page's failure.
    """
    failures = state.failures + (0 if outage else 1)
    return replace(
        state,
        next_check_at=retry_at(
            page, now, failures=failures, jitter=jitter, retryable=failed.retryable, retry_after=failed.retry_after
        ),
        last_check_at=now,
        failures=failures,
        troubled_since=state.troubled_since or now,
    )


def after_suspect(state: PageState, page: Page, now: datetime, *, jitter: float, digest: str | None) -> PageState:
    """Return *state* after an answer that is not believed; *digest*: a soft suspect's, None for a hard one."""
    again = digest is not None and digest == state.suspect_digest
    return replace(
        state,
        next_check_at=confirm_at(page, now, jitter=jitter),
        last_check_at=now,
        failures=state.failures + 1,
        troubled_since=state.troubled_since or now,
        suspect_digest=digest,
        suspect_count=state.suspect_count + 1 if again else 1,
        suspect_since=state.suspect_since if again and state.suspect_since else now,
    )


def with_move(state: PageState, capture: Capture, now: datetime) -> PageState:
    """Return *state* with what the capture's permanent redirects say of where the page has moved (RFC 9110 15.4.2)."""
    permanent = bool(capture.redirects) and all(hop.status in (301, 308) for hop in capture.redirects)
    if not permanent:
        has_moved = state.moved_to is not None
        return replace(state, moved_to=None, moved_count=0, moved_since=None) if has_moved else state
    if capture.final_url == state.moved_to:
        return replace(state, moved_count=state.moved_count + 1)
    return replace(state, moved_to=capture.final_url, moved_count=1, moved_since=now)
