"""What the ledger and the disk say when somebody asks: in a few numbers, and seldom, however often they ask.

Asking counts all pages (a second at a hundred thousand), during which what the service writes has to wait. So an answer
holds for ten seconds, and for twenty times what it took: asking costs a twentieth of the time at most.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from monitor.config import Config, stale_since
from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.store import FOLDER, Ledger, room_of
from monitor.store.backlog import Backlog

HOLDS = 10.0  # seconds
SHARE = 20
NAMED = 20  # pages in trouble that have a series of their own
LOOKED_AT = 5 * NAMED  # for them: others only need a look
STATES = ("ok", "new", "retrying", "failing", "suspect", "overdue", "paused", "disabled")
TROUBLES = ("failing", "suspect", "overdue")


class LedgerMeasures(Collector):
    """Measures that are taken when somebody asks."""

    def __init__(
        self,
        home: Path,
        config: Callable[[], Config],
        now: Callable[[], datetime],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            home: whose ledger it is.
            config: the one in force.
            now: the time.
            clock: monotonic seconds.
        """
        self._home, self._config, self._now, self._clock = home, config, now, clock
        self._taken: list[Metric] = []
        self._holds_until = float("-inf")
        self._asking = threading.Lock()

    def collect(self) -> Iterator[Metric]:
        """Yield the measures, anew if those that there are no longer hold; who asks meanwhile waits for them."""
        with self._asking:
            began = self._clock()
            if began >= self._holds_until:
                self._taken = [*self._of_disk(), *self._of_ledger()]
                took = self._clock() - began
                self._holds_until = began + took + max(HOLDS, SHARE * took)
            taken = self._taken
        yield from taken

    def _of_disk(self) -> Iterator[Metric]:
        folder, reserve = self._home / FOLDER, self._config().disk_reserve
        stale = stale_since(folder) is not None
        yield GaugeMetricFamily(
            "monitor_config_stale", "1 while the files have mistakes, and the configuration before is in force.", stale
        )
        try:
            room = room_of(folder, reserve)
        except StoreError:
            return  # the folder is not there: the ledger is not either, and that is told
        yield GaugeMetricFamily("monitor_disk_free_bytes", "Room on the disk of the snapshots.", room.free)
        yield GaugeMetricFamily(
            "monitor_disk_reserve_bytes", "Room that is kept free: below it, nothing is checked.", room.reserve
        )

    def _of_ledger(self) -> Iterator[Metric]:
        answers = GaugeMetricFamily("monitor_ledger_up", "1 if the ledger could be asked.")
        try:
            with open_store(self._home) as store:
                now = self._now()
                backlog, found = store.backlog(now), list(_of_pages(store, now))
        except StoreError:
            answers.add_metric([], 0)
            yield answers
            return
        answers.add_metric([], 1)
        yield answers
        yield from found
        yield from _of_backlog(backlog, now)


def _of_pages(store: Ledger, now: datetime) -> Iterator[Metric]:
    """Yield how pages are doing together, and the first of those in trouble by name."""
    counts: Counter[str] = Counter()
    for one in store.tallies(now):
        counts[one.state] += one.count
    together = GaugeMetricFamily("monitor_pages", "Pages by how they are doing.", labels=["state"])
    for state in STATES:
        together.add_metric([state], counts[state])
    yield together
    named = GaugeMetricFamily(
        "monitor_page_in_trouble", f"The first {NAMED} pages in trouble.", labels=["page", "state"]
    )
    is_any = any(counts[state] for state in TROUBLES)  # else they need not be looked for
    looked_at = store.statuses(now, in_trouble=True, most=LOOKED_AT) if is_any else ()
    for status in [one for one in looked_at if one.state in TROUBLES][:NAMED]:
        named.add_metric([status.id, status.state], 1)
    yield named


def _of_backlog(backlog: Backlog, now: datetime) -> Iterator[Metric]:
    """Yield what is to be done and is not done yet."""

    def seconds(since: datetime | None) -> float:
        return (now - since).total_seconds() if since else 0.0

    good = GaugeMetricFamily(
        "monitor_last_good_check_timestamp_seconds", "When a check last came to a good answer; not there: never."
    )
    if backlog.last_good_at:
        good.add_metric([], backlog.last_good_at.timestamp())
    yield good
    yield GaugeMetricFamily("monitor_ledger_bytes", "The ledger's file.", backlog.bytes)
    yield GaugeMetricFamily("monitor_pages_due", "Pages whose time has come, those under way included.", backlog.due)
    yield GaugeMetricFamily(
        "monitor_most_late_seconds", "How long the page that waits longest has been due.", seconds(backlog.due_since)
    )
    labels = ["channel", "state"]
    count = GaugeMetricFamily("monitor_messages_unsent", "Reports that are owed, or were given up.", labels=labels)
    age = GaugeMetricFamily(
        "monitor_oldest_unsent_seconds", "How long the oldest of them has been owed.", labels=labels
    )
    for one in backlog.owed:
        these = [one.channel, "given_up" if one.is_given_up else "owed"]
        count.add_metric(these, one.count)
        age.add_metric(these, seconds(one.since))
    yield count
    yield age
    yield GaugeMetricFamily(
        "monitor_timestamps_owed", "Snapshots whose timestamp has not come yet.", backlog.timestamps
    )
