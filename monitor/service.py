"""The service: checks pages when they are due, until told to stop.

APScheduler keeps one job, the tick, which asks the ledger what is due (due times live in the ledger, so nothing can go
stale); everything else happens on the thread that called `Service.run`, which alone writes. A watchdog ends the process
when ticks or turns no longer come: a monitor that hangs must not look alive.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor import schedule
from monitor.check import Checking
from monitor.check_setup import Setup
from monitor.config import Config, paths
from monitor.disk_space import SHORT, Disk
from monitor.errors import ConfigError, StoreError
from monitor.ledger_patience import Patience
from monitor.model import CheckResult, Page
from monitor.model.log_events import Say
from monitor.model.phrasing import ahead, counted
from monitor.outage import Offline
from monitor.rescheduling import reschedule, without_held
from monitor.restatements import define
from monitor.roster import Roster
from monitor.store import PAGES_AT_ONCE, Ledger
from monitor.watchdog import Watchdog

_RUNS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
PAUSED = 0.2  # seconds a turn takes while the disk is full
LATE = 1.5  # ticks after which one should have come
HOSTS_A_THREAD = 2  # handed out at a time: one that is asked, and one that is next
OUT_OF_STEP = (
    "Other workers check these pages by another configuration: nothing is checked here until the files in config/ are "
    "the same on all machines."
)
IN_STEP = "The configuration is that of the other workers again: pages are checked."
STEP = timedelta(seconds=1)  # of the wall clock: a tick would be late by as much
TOLD_STEP = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Hooks:
    """What the service tells the one who started it."""

    recorded: Callable[[list[CheckResult]], None]  #: results that have just been written
    ticked: Callable[[], None]  #: a whole tick ran
    said: Say  #: an event for the log
    adopted: Callable[[Config], None]  #: a configuration that is in force from now on
    refused: Callable[[ConfigError], None]  #: one that has mistakes: the one before stays in force


class Clock:
    """APScheduler's tick, which goes on through steps of the wall clock.

    The scheduler reckons by the wall clock: set back by a day, it would wait for a day.
    """

    def __init__(self, tick: Callable[[], None], every: timedelta) -> None:
        """Prepare to call *tick* every so often, on a thread of the scheduler."""
        self._tick, self._every = tick, every
        self._ahead, self._ticked_at = _ahead(), time.monotonic()
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_job(self._on_time, IntervalTrigger(seconds=every.total_seconds()), id="tick", **_RUNS)

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no longer."""
        self._scheduler.shutdown(wait=False)

    def is_alive(self) -> bool:
        """Return whether the scheduler's thread lives: it says of itself that it runs even when it has died."""
        return any(thread.name == "APScheduler" for thread in threading.enumerate())

    def guard(self) -> timedelta:
        """Return by how much the wall clock was set forward (or back, below zero) since this was last asked.

        The tick is armed anew after a step, and again when it is late: the scheduler may have been about to reckon
        with the time before. A machine that sleeps steps forward, too.
        """
        before, self._ahead = self._ahead, _ahead()
        step = timedelta(seconds=self._ahead - before)
        is_late = time.monotonic() - self._ticked_at > LATE * self._every.total_seconds()
        if abs(step) >= STEP or is_late:
            self._ticked_at = time.monotonic()
            trigger = IntervalTrigger(seconds=self._every.total_seconds())
            self._scheduler.modify_job("tick", trigger=trigger, next_run_time=datetime.now(UTC))
        return step

    def _on_time(self) -> None:
        self._ticked_at = time.monotonic()
        self._tick()


def _ahead() -> float:
    """Return by how many seconds the wall clock is ahead of the one that nobody sets."""
    return time.time() - time.monotonic()


class Service:
    """The pages of one home, checked as their configuration says. It reads a changed configuration by itself."""

    def __init__(
        self,
        config: Config,
        load: Callable[[], Config],
        store: Ledger,
        setup: Setup,
        hooks: Hooks,
        watchdog: Watchdog,
        reread: threading.Event,
    ) -> None:
        """Prepare to run.

        Args:
            config: to begin with; its files are loaded anew when they have changed and lain still for a second.
            load: reads the configuration; a ConfigError keeps the last good one.
            store: opened for writing by this thread.
            setup: what checking needs.
            hooks: what to call with news.
            watchdog: is told that the service lives.
            reread: when set, the configuration is loaded anew although no file has changed.
        """
        self._load, self._home, self._store, self._hooks = load, config.home, store, hooks
        self._setup, self._watchdog, self._reread = setup, watchdog, reread
        self._config = config
        self._wanted: Config | None = self._config  #: read, and not in force yet
        self._is_running = False
        self._is_out_of_step = False  #: others check pages by another configuration, which was said
        self._is_outdated = False  #: the statements are not those of the definitions in force
        self._clock_fault: str | None = None
        self._begun_at: datetime | None = None  #: when checks were begun last
        self._is_more = False  #: more was due than is begun at once
        self._has_said_idle = False
        self._roster = Roster()
        self._found_by: set[str] = set()  #: sources that have named something since the tick before
        self._checking = Checking(setup)
        self._offline = Offline(hooks.said)
        self._patience = Patience()
        self._disk = Disk(store.folder, store.archive, hooks.said)
        self._ticks: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._seen = self._stamp()
        self._loaded = self._seen

    def run(self) -> None:
        """Check pages until ``setup.stop`` is set. What is under way then is abandoned, and checked again next time."""
        clock = Clock(self._pulse, self._watchdog.tick)
        clock.start()
        self._watchdog.guard = lambda: self._guard(clock)
        try:
            self._pulse()
            while not self._setup.stop.is_set():
                self._turn()
        finally:
            self._watchdog.guard = str
            clock.stop()
            with suppress(StoreError):  # turns end by themselves, later
                self._store.leave(self._setup.leases.close())

    def queues(self) -> dict[str, int]:
        """Return how many pages are under way, and of these how many wait for what."""
        return self._checking.queues()

    def _pulse(self) -> None:
        self._watchdog.clock.beat()
        self._ticks.put(None)

    def _turn(self) -> None:
        self._watchdog.turns.beat()
        if not self._ticks.empty():
            while not self._ticks.empty():
                self._ticks.get()
            self._tick()
        results = self._settled()
        if results:
            self._found_by |= {one.page.id for one in results if one.following and one.following.named}
            if any(one.derived.indicators != self._config.indicators for one in results if one.derived):
                self._is_outdated = True  # read before the user changed one
            self._hooks.recorded(results)
        if self._is_more and len(self._checking.busy) < PAGES_AT_ONCE // 2:
            self._is_more = False
            with suppress(StoreError):  # the next tick meets it, too
                self._begin()

    def _settled(self) -> list[CheckResult]:
        """Return the results that were recorded; while the disk is full they wait, and the service lives on."""
        if not self._disk.may_record():
            self._setup.stop.wait(PAUSED)
            return []
        try:
            return self._checking.settle()
        except StoreError as error:
            self._disk.refuse(error)
            return []

    def _tick(self) -> None:
        """Begin the checks that are due.

        While another program holds the ledger, or the disk has no room, they wait for the next tick.
        """
        now, self._is_more = self._setup.now(), False  # between ticks, more is begun only where this one began some
        if self._mistrusts(now):
            self._ticked()
            return
        try:
            self._reload()
            if self._is_in_step():
                self._redefine()
                self._follow_found()
            has_room = self._disk.has_room(self._config.disk_reserve)
            begun = self._begin() if has_room else 0
        except StoreError as error:
            if error.reason not in SHORT:
                self._patience.bear(error)
                return
            self._disk.refuse(error)
            has_room, begun = False, 0
        self._patience.forget()
        if has_room and not begun and not self._checking.busy and self._offline.since is None:
            self._idle(now)
        self._ticked(is_working=has_room)

    def _begin(self) -> int:
        """Begin the turns for which there is room; return how many.

        A due time that a clock gave before it was set back is no due time.
        """
        now = self._setup.now()  # and not that of the tick: a page that has just been added is due
        if not self._is_in_step():
            self._setup.leases.lease(now, 0, self._checking.held)  # what is under way goes on
            return 0
        if self._begun_at is None or now < self._begun_at:
            self._store.pull_back(now)
        self._begun_at = now
        reschedule(self._store, self.page, now, self._setup.dice)
        held = self._checking.held
        turns = self._setup.leases.lease(now, self._room(now), held)
        states = [state for turn in turns for state in turn.due]
        self._is_more = len(states) == PAGES_AT_ONCE
        due = [(page, state) for state in states if (page := self.page(state.page_id)) is not None and page.enabled]
        due = without_held(self._store, due, now)
        if due:
            self._hooks.said("Checks begin.", level="debug", hosts=len(turns), pages=len(due))
        self._checking.start(due, turns)
        return len(turns)

    def _room(self, now: datetime) -> int:
        """Return for how many hosts there is room; others of a cluster are told when none is reached from here."""
        most, is_down = HOSTS_A_THREAD * self._config.fetch_threads, self._checking.network.is_down
        if not self._store.is_shared:
            return most
        is_left, is_busy = is_down and self._store.is_reached_elsewhere(now), bool(self._checking.busy)
        clock = time.monotonic()
        room = self._offline.room(most, clock, now, is_down=is_down, is_left=is_left, is_busy=is_busy)
        self._store.offline_since = self._offline.since
        return room

    def _is_in_step(self) -> bool:
        """Return whether the configuration here is that of all who check these pages; say so when it is not."""
        is_in_step = self._is_running and self._store.is_in_step()
        if is_in_step == self._is_out_of_step and self._is_running | self._is_out_of_step:
            self._is_out_of_step = not is_in_step
            self._hooks.said(IN_STEP if is_in_step else OUT_OF_STEP, level="info" if is_in_step else "warning")
        return is_in_step

    def _idle(self, now: datetime) -> None:
        """Say until when there is nothing to do: once, and again when another configuration is in force."""
        if self._has_said_idle:
            return
        try:
            coming = self._store.next_due()
        except StoreError:
            return  # another program holds the ledger: it is said at a later tick
        self._has_said_idle = True
        if coming is None:
            self._hooks.said("Nothing to do: no page is enabled and not paused.")
            return
        page_id, when = coming
        until = f"{when:%Y-%m-%d %H:%M} UTC, {ahead(when, now)}"
        self._hooks.said(f"Nothing to do until {until}, when {page_id} is checked.", page=page_id)

    def _ticked(self, *, is_working: bool = True) -> None:
        """Tell systemd that the service lives, and others only while it works: they raise the alarm when that lasts."""
        self._watchdog.ticked()
        if is_working:
            self._hooks.ticked()

    def _mistrusts(self, now: datetime) -> bool:
        """Return whether *now* cannot be the time, and say so once."""
        fault = schedule.clock_fault(now)
        if fault and not self._clock_fault:
            self._hooks.said(fault, level="warning")
        self._clock_fault = fault
        return fault is not None

    def _guard(self, clock: Clock) -> str:
        """Keep *clock* ticking, on the watchdog's thread, and tell of steps that people would notice.

        What is due after a step, the ledger knows. Returns why the service must end, if it must.
        """
        step = clock.guard()
        if abs(step) >= TOLD_STEP:
            way = "back" if step < timedelta() else "forward (or this machine slept)"
            said = f"The clock was set {way} by {abs(timedelta(seconds=round(step.total_seconds())))}."
            self._hooks.said(said, level="warning", seconds=round(step.total_seconds()))
        return "" if clock.is_alive() else "The thread of the scheduler has died."

    def page(self, page_id: str) -> Page | None:
        """Return the page with this id, if it is followed; any thread may ask."""
        return self._roster.get(page_id)

    def _adopt(self, config: Config) -> None:
        """Have *config* in force, in the ledger first: while another program holds that, the one before is.

        All of it may be done again, for the ledger may be held at each step: at a start, it is told of all pages.
        """
        edit = self._roster.edit(config.listed)
        is_first = not self._is_running
        pages, gone = (config.listed, None) if is_first else (edit.pages, edit.gone)
        self._store.sync(pages, self._setup.now(), gone, digest=config.digest)
        self._roster.adopt(edit, self._store.found_pages(None if is_first else edit.sources))
        self._is_outdated |= is_first
        self._is_outdated |= config.indicators != self._config.indicators or edit.moves(config.indicators)
        self._config = config
        self._checking.setup = self._setup.by(config)
        self._hooks.adopted(config)

    def _redefine(self) -> None:
        """Gather anew what was recorded by definitions that are no longer in force."""
        if self._is_outdated:
            define(self._store, list(self._roster), self._config.indicators, progress=self._watchdog.turns.beat)
            self._is_outdated = False

    def _follow_found(self) -> None:
        """Follow what sources have found, or left, since the tick before."""
        if self._found_by:
            pages = (self.page(name) for name in self._found_by)
            no_sources = [page for page in pages if page is not None and page.source is None]
            if no_sources:  # edited while they were checked as such: what they found then is left
                self._store.sync(no_sources, self._setup.now(), (), digest=self._config.digest)
            self._roster.find(self._found_by, self._store.found_pages(self._found_by))
            self._found_by, self._has_said_idle = set(), False

    def _reload(self) -> None:
        """Load a configuration that has changed since it was loaded and has lain still since the tick before."""
        stamp = self._stamp()
        still, self._seen = stamp == self._seen, stamp
        if self._reread.is_set() or (stamp != self._loaded and still):
            self._reread.clear()
            self._loaded = stamp
            try:
                self._wanted = self._load()
            except ConfigError as error:
                self._hooks.refused(error)
        if self._wanted is None or self._is_another(self._wanted):
            return
        self._adopt(self._wanted)
        if self._is_running:
            self._hooks.said(f"The configuration was read again: {counted(len(self._roster), 'page')}.")
        self._wanted, self._is_running, self._has_said_idle = None, True, False

    def _is_another(self, config: Config) -> bool:
        """Return whether others check these pages by another configuration than that with which this one starts.

        Files that change while it runs are the user's latest word; those that it finds may be older than what is in
        force, on a machine that was away.
        """
        if self._is_running or self._store.in_force() in ("", config.digest):
            return False
        is_another = bool(self._store.others(self._setup.now()))
        if is_another and not self._is_out_of_step:
            self._is_out_of_step = True
            self._hooks.said(OUT_OF_STEP, level="warning")
        return is_another

    def _stamp(self) -> dict[Path, tuple[int, int] | None]:
        """Return how the files of the configuration stand, those that come and go in config/pages/ among them."""
        return {path: _stand(path) for path in paths(self._home)}


def _stand(path: Path) -> tuple[int, int] | None:
    """Return when a file was written, and its size; None where it is not there."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
