"""How a host is asked when its turn is come (`host_queue`): one request at a time, a gap, a daily cap, Retry-After."""

from __future__ import annotations

import email.utils
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from monitor.errors import FetchError
from monitor.fetch.http1 import Deadline
from monitor.model import Address, HostMemory, Limits, Turn

LONGEST_WAIT = timedelta(hours=24)  # of what a server asks for
UNSPECIFIED_WAIT = timedelta(minutes=1)  # after a 429 that does not say how long
SLOWEST_GAP = timedelta(seconds=30)  # of what a Crawl-delay asks for
MOST_HOSTS = 4_096  # remembered at a time


class Leave(Protocol):
    """Whose turn it is to ask a host, where others may ask it, too."""

    def reach(self, host: str) -> Turn | None:
        """Wait until *host* is ours to ask; return what was learnt of it elsewhere, if that is new here.

        Raises:
            TurnOverError: it is another's for longer than can be waited.
        """

    def confirm(self, host: str) -> None:
        """Return if *host* may be asked now: asked right before each request.

        Raises:
            TurnOverError: it may be another's by now.
        """

    def left(self, host: str) -> None:
        """Note that *host*, which was reached, has been asked."""


class Alone:
    """Nobody else asks any host."""

    def reach(self, host: str) -> None:
        """Return at once."""

    def confirm(self, host: str) -> None:
        """Return at once."""

    def left(self, host: str) -> None:
        """Note nothing."""


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    users: int = 0  #: threads that serve it or wait to
    ended_at: float | None = None  #: monotonic: when the last request was over
    ready_at: float | None = None  #: monotonic: until then it is not asked, for what others did
    gap: timedelta = timedelta()  #: that was kept before the last request
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
        self.leave: Leave = Alone()  #: whose turn it is
        self._hosts: dict[str, _Host] = {}
        for one in remembered:
            self._recall(self._hosts.setdefault(one.host, _Host()), one)
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
            TurnOverError: it may be another's to ask.
        """
        host = self._enter(target)
        try:
            began = self._clock()
            while not host.lock.acquire(timeout=0.2):
                if self._stop.is_set():
                    raise _stopped()
            try:
                self._reach(host, target)
                try:
                    self._admit(host, target)
                    self._keep_gap(host, max(self._limits.host_gap, min(gap, SLOWEST_GAP)))
                    self.leave.confirm(target.server)
                    deadline.extend(self._clock() - began)
                    try:
                        yield
                    finally:
                        host.ended_at = self._clock()
                finally:
                    self.leave.left(target.server)
            finally:
                host.lock.release()
        finally:
            with self._lock:
                host.users -= 1

    def _reach(self, host: _Host, target: Address) -> None:
        """Have the host of *target* be ours to ask, and go by what others have learnt of it."""
        turn = self.leave.reach(target.server)
        if turn is None:
            return
        if turn.memory is not None:
            self._recall(host, turn.memory)
        if turn.is_inherited:  # by one that did not say when it asked last: it may have been now
            host.ended_at = self._clock()

    def _recall(self, host: _Host, memory: HostMemory) -> None:
        """Go by what is known of *host* elsewhere, as far as it is more than is known here."""
        if memory.held_until is not None and (host.held_until is None or memory.held_until > host.held_until):
            host.held_until = memory.held_until
        if memory.day is not None and (host.day is None or memory.day >= host.day):
            same = host.bytes_today if host.day == memory.day else 0
            host.day, host.bytes_today = memory.day, max(same, memory.bytes_today)
        if memory.next_at is not None:
            left = min(memory.next_at - self._now(), SLOWEST_GAP)  # longer: the clock was set back
            host.ready_at = max(host.ready_at or 0.0, self._clock() + left.total_seconds())

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
                    next_at=self._next_at(host, now),
                )
                for name, host in known
            )

    def _next_at(self, host: _Host, now: datetime) -> datetime | None:
        """Return when the gap after the last request to *host* is over; None where it was not asked."""
        if host.ended_at is None:
            return None
        return now + timedelta(seconds=host.ended_at - self._clock()) + max(host.gap, self._limits.host_gap)

    def _admit(self, host: _Host, target: Address) -> None:
        if self.held_for(target):
            raise FetchError(
                "throttled", f"The host {target.host} asked to be left alone for a while; it was not asked."
            )
        spent = host.bytes_today if host.day == self._now().date() else 0
        if spent >= self._limits.host_bytes_a_day:
            raise FetchError("budget", f"The host {target.host} has sent {spent:,} bytes today, all that is allowed.")

    def _keep_gap(self, host: _Host, gap: timedelta) -> None:
        host.gap = gap
        after = host.ready_at or 0.0
        if host.ended_at is not None:
            after = max(after, host.ended_at + gap.total_seconds())
        while (wait := after - self._clock()) > 0:
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
            and (host.ready_at or past) <= self._clock()
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
