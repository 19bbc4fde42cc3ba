"""The service: checks pages when they are due, until told to stop.

APScheduler keeps one job, the tick, which asks the ledger what is due (due times live in the ledger, so nothing can go
stale); everything else happens on the thread that called `Service.run`, which alone writes. A watch on that thread's
heartbeat ends the process when it stalls: a monitor that hangs must not look alive.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from monitor.check import Checking, Setup
from monitor.config import Config
from monitor.errors import ConfigError
from monitor.gather import define
from monitor.model import CheckResult, Page
from monitor.store import Store

TICK = timedelta(seconds=1)
STALL = timedelta(minutes=3)
STALLED = 7  # exit status, docs/operations.md


@dataclass(frozen=True, kw_only=True)
class Hooks:
    """What the service tells the one who started it."""

    recorded: Callable[[list[CheckResult]], None]  #: results that have just been written
    adopted: Callable[[Config], None]  #: the configuration that is in force from now on
    said: Callable[[str], None]  #: a line for the log


class Service:
    """The pages of one home, checked as their configuration says. It reads a changed configuration by itself."""

    def __init__(
        self, load: Callable[[], Config], watched: list[Path], store: Store, setup: Setup, hooks: Hooks
    ) -> None:
        """Prepare to run.

        Args:
            load: reads the configuration; a ConfigError keeps the last good one.
            watched: the configuration's files; they are loaded anew when they have changed and lain still for a second.
            store: opened for writing by this thread.
            setup: what checking needs.
            hooks: what to call with news.
        """
        self._load, self._watched, self._store, self._hooks = load, watched, store, hooks
        self._setup = setup
        self._config = load()
        self._checking = Checking(setup)
        self._ticks: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._heartbeat = time.monotonic()
        self._pages: dict[str, Page] = {}
        self._seen = self._stamp()
        self._loaded = self._seen

    def run(self) -> None:
        """Check pages until ``setup.stop`` is set. What is under way then is abandoned, and checked again next time."""
        self._adopt(self._config)
        clock = BackgroundScheduler(timezone="UTC")
        clock.add_job(
            self._ticks.put, "interval", args=[None], seconds=TICK.total_seconds(),
            id="tick", misfire_grace_time=None, coalesce=True, max_instances=1,
        )  # fmt: skip
        clock.start()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()
        try:
            self._tick()
            while not self._setup.stop.is_set():
                self._turn()
        finally:
            clock.shutdown(wait=False)

    def _turn(self) -> None:
        self._heartbeat = time.monotonic()
        if not self._ticks.empty():
            while not self._ticks.empty():
                self._ticks.get()
            self._tick()
        results = self._checking.settle()
        if results:
            if any(result.indicators != self._config.indicators for result in results if result.reading):
                define(self._store, self._config.pages, self._config.indicators)  # read before the user changed one
            self._hooks.recorded(results)

    def _tick(self) -> None:
        self._reload()
        due = self._store.due(self._setup.now())
        self._checking.start([(self._pages[state.page_id], state) for state in due if state.page_id in self._pages])

    def _adopt(self, config: Config) -> None:
        self._config = config
        self._pages = {page.id: page for page in config.pages if page.enabled}
        self._store.sync(config.pages, self._setup.now())
        define(self._store, config.pages, config.indicators)
        self._checking.setup = replace(
            self._setup,
            alerts=config.alerts,
            indicators=config.indicators,
            channels=tuple(channel.name for channel in config.channels),
            confirmations=config.confirmations,
            confirm_after=config.confirm_after,
        )
        self._hooks.adopted(config)

    def _reload(self) -> None:
        """Load a configuration that has changed since it was loaded and has lain still since the tick before."""
        stamp = self._stamp()
        still, self._seen = stamp == self._seen, stamp
        if stamp == self._loaded or not still:
            return
        self._loaded = stamp
        try:
            self._adopt(self._load())
        except ConfigError as error:
            self._hooks.said(f"The configuration has problems; the one before stays in force.\n{error}")
        else:
            self._hooks.said(f"The configuration was read again: {len(self._pages)} pages.")

    def _stamp(self) -> tuple[tuple[int, int] | None, ...]:
        stats = [path.stat() if path.exists() else None for path in self._watched]
        return tuple((stat.st_mtime_ns, stat.st_size) if stat else None for stat in stats)

    def _watch(self) -> None:
        while not self._setup.stop.wait(10):
            if time.monotonic() - self._heartbeat > STALL.total_seconds():
                self._hooks.said(
                    f"No work was done for {STALL}: the service has stalled and ends, to be started again."
                )
                os._exit(STALLED)
