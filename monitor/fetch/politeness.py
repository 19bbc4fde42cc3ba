"""How a host is asked when its turn is come (`host_queue`): one request at a time, a gap, a daily cap, Retry-After."""

from __future__ import annotations

import email.utils
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from monitor.errors import FetchError
from monitor.fetch.http1 import Deadline
from monitor.model import Address, HostMemory, Limits

LONGEST_WAIT = timedelta(hours=24)  # of what a server asks for
UNSPECIFIED_WAIT = timedelta(minutes=1)  # after a 429 that does not say how long
SLOWEST_GAP = timedelta(seconds=30)  # of what a Crawl-delay asks for
MOST_HOSTS = 4_096  # remembered at a time


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0  #: threads that serve it or wait to
    ended_at: float | None = None  #: monotonic: when the last request was over
    held_until: datetime | None = None
    day: date | None = None
    bytes_today: int = 0


class Hosts:
    """What is remembered of every host that was asked lately."""

    def __init__(
        self,
        limits: Limits,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        stop: threading.Event,
        remembered: Iterable[HostMemory] = (),
    ) -> None:
        """Know what is *remembered*, and nothing else yet.

        Args:
            limits: gap and bytes a day.
            now: UTC, for Retry-After and the budget's day.
            clock: monotonic seconds, for the gap.
            stop: ends every wait.
            remembered: what `Hosts.learnt` gave before a restart, however long ago.
        """
        self._limits, self._now, self._clock, self._stop = limits, now, clock, stop
        self._hosts: dict[str, _Host] = {
            one.host: _Host(held_until=one.held_until, day=one.day, bytes_today=one.bytes_today) for one in remembered
        }
        self._lock = threading.Lock()
        self._changed: set[str] = set()  #: names of which other things hold than `learnt` has given
        self._room = MOST_HOSTS

    @contextmanager
    def turn(self, target: Address, deadline: Deadline, *, gap: timedelta = timedelta()) -> Iterator[None]:
        """Be the one that asks the host of *target* something, no sooner than the gap allows.

        Args:
            target: names the host.
            deadline: moved by the time that is spent waiting here.
            gap: what the host's robots.txt asks for; at least the configured one is kept.

        Raises:
            FetchError: ``throttled``, ``budget``, ``stopped``.
        """
        host = self._enter(target)
        try:
            began = self._clock()
            while not host.lock.acquire(timeout=0.2):
                if self._stop.is_set():
                    raise _stopped()
            try:
                self._admit(host, target)
                self._keep_gap(host, max(self._limits.host_gap, min(gap, SLOWEST_GAP)))
                deadline.extend(self._clock() - began)
                try:
                    yield
                finally:
                    host.ended_at = self._clock()
            finally:
                host.lock.release()
        finally:
            with self._lock:
                host.users -= 1

    def adjust(self, limits: Limits) -> None:
        """Go by other *limits* from the next turn on; what was spent is not forgotten."""
        self._limits = limits

    def admit(self, target: Address) -> None:
        """Let the host of *target* be asked for a part of a page that a browser loads, whose turn it is already.

        Raises:
            FetchError: ``throttled``, ``budget``.
        """
        host = self._enter(target)
        with self._lock:
            host.users -= 1
        self._admit(host, target)

    def spent(self, target: Address, size: int) -> None:
        """Count *size* bytes that came from the host of *target*."""
        host = self._enter(target)
        with self._lock:
            host.users -= 1
            today = self._now().date()
            host.ended_at = self._clock()  # what a browser asks for keeps the next request waiting, too
            host.bytes_today = size + (host.bytes_today if host.day == today else 0)
            host.day = today
            self._changed.add(target.server)

    def hold(self, target: Address, wait: timedelta) -> None:
        """Ask the host of *target* nothing for *wait*: it said so."""
        host = self._enter(target)
        with self._lock:
            host.users -= 1
            host.held_until = self._now() + wait
            self._changed.add(target.server)

    def held_for(self, target: Address) -> timedelta | None:
        """Return how long the host of *target* is still to be left alone; None when it may be asked."""
        host = self._hosts.get(target.server)
        if host is None or host.held_until is None:
            return None
        left = host.held_until - self._now()
        return left if timedelta() < left <= LONGEST_WAIT else None  # longer: the clock was set back

    def learnt(self) -> tuple[HostMemory, ...]:
        """Return what holds of the hosts of which something was learnt since this was last asked, in order of names."""
        now = self._now()
        with self._lock:
            changed, self._changed = sorted(self._changed), set()
            known = [(name, host) for name in changed if (host := self._hosts.get(name)) is not None]
            return tuple(
                HostMemory(
                    host=name,
                    held_until=host.held_until if host.held_until is not None and host.held_until > now else None,
                    day=host.day if host.day == now.date() else None,
                    bytes_today=host.bytes_today if host.day == now.date() else 0,
                )
                for name, host in known
            )

    def _admit(self, host: _Host, target: Address) -> None:
        if self.held_for(target):
            raise FetchError(
                "throttled", f"The host {target.host} asked to be left alone for a while; it was not asked."
            )
        spent = host.bytes_today if host.day == self._now().date() else 0
        if spent >= self._limits.host_bytes_a_day:
            raise FetchError("budget", f"The host {target.host} has sent {spent:,} bytes today, all that is allowed.")

    def _keep_gap(self, host: _Host, gap: timedelta) -> None:
        if host.ended_at is None:
            return
        while (wait := host.ended_at + gap.total_seconds() - self._clock()) > 0:
            if self._stop.wait(wait):
                raise _stopped()

    def _enter(self, target: Address) -> _Host:
        with self._lock:
            host = self._hosts.setdefault(target.server, _Host())
            host.users += 1
            if len(self._hosts) > self._room:
                self._forget()
                self._room = max(MOST_HOSTS, 2 * len(self._hosts))  # looking through all of them costs what it brings
            return host

    def _forget(self) -> None:
        """Forget the hosts that nothing depends on: not in use, not held, nothing counted today, the gap long past."""
        now, past = self._now(), self._clock() - SLOWEST_GAP.total_seconds()
        idle = [
            name
            for name, host in self._hosts.items()
            if not host.users
            and host.day != now.date()
            and (host.held_until or now) <= now
            and (host.ended_at or past) <= past
        ]
        for name in idle:
            del self._hosts[name]


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return what a Retry-After header asks for, between nothing and a day; None for none, or for junk."""
    if value is None:
        return None
    value = value.strip()
    if value.lstrip("+-").isdecimal() and value.isascii():
        seconds = 0 if value.startswith("-") else int(value.lstrip("+")[:12])
        return min(timedelta(seconds=min(seconds, 10**9)), LONGEST_WAIT)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(timedelta(), min(moment - now, LONGEST_WAIT))


def _stopped() -> FetchError:
    return FetchError("stopped", "The program was stopped while it waited for its turn.")
