"""What the ledger and the disk say when somebody asks: in a few numbers, and seldom, however often they ask.

Asking counts all pages in one pass (a tenth of a second at a hundred thousand), during which the service cannot write.
So an answer holds for ten seconds, and for twenty times what it took: asking costs a twentieth of the time at most.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from monitor.config import Config, stale_since
from monitor.errors import StoreError
from monitor.model import PageStatus, Tally
from monitor.store import FOLDER, Store, room_of

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

    def collect(self) -> Iterator[Metric]:
        """Yield the measures, anew if those that there are no longer hold."""
        began = self._clock()
        if began >= self._holds_until:
            self._taken = [*self._of_disk(), *self._of_ledger()]
            took = self._clock() - began
            self._holds_until = began + took + max(HOLDS, SHARE * took)
        yield from self._taken

    def _of_disk(self) -> Iterator[Metric]:
        folder, reserve = self._home / FOLDER, self._config().disk_reserve
        room = room_of(folder, reserve)
        yield GaugeMetricFamily("monitor_disk_free_bytes", "Room on the disk of the snapshots.", room.free)
        yield GaugeMetricFamily(
            "monitor_disk_reserve_bytes", "Room that is kept free: below it, nothing is checked.", room.reserve
        )
        stale = stale_since(folder) is not None
        yield GaugeMetricFamily(
            "monitor_config_stale", "1 while the files have mistakes, and the configuration before is in force.", stale
        )

    def _of_ledger(self) -> Iterator[Metric]:
        answers = GaugeMetricFamily("monitor_ledger_up", "1 if the ledger could be asked.")
        try:
            with Store.open(self._home) as store:
                now = self._now()
                tallies, backlog = store.tallies(now), store.backlog(now)
                troubled = store.statuses(now, in_trouble=True, most=LOOKED_AT)
        except StoreError:
            answers.add_metric([], 0)
            yield answers
            return
        answers.add_metric([], 1)
        yield answers
        yield from _of_pages(tallies, troubled)
        good = GaugeMetricFamily(
            "monitor_last_good_check_timestamp_seconds", "When a check last came to a good answer; not there: never."
        )
        if backlog.last_good_at:
            good.add_metric([], backlog.last_good_at.timestamp())
        yield good
        yield GaugeMetricFamily("monitor_ledger_bytes", "The ledger's file.", backlog.bytes)
        yield GaugeMetricFamily(
            "monitor_pages_due", "Pages whose time has come, those under way included.", backlog.due
        )
        late = (now - backlog.due_since).total_seconds() if backlog.due_since else 0.0
        yield GaugeMetricFamily("monitor_most_late_seconds", "How long the page that waits longest has been due.", late)
        count = GaugeMetricFamily(
            "monitor_messages_unsent", "Reports that are owed, or were given up.", labels=["channel", "state"]
        )
        age = GaugeMetricFamily(
            "monitor_oldest_unsent_seconds", "How long the oldest of them has been owed.", labels=["channel", "state"]
        )
        for one in backlog.owed:
            labels = [one.channel, "given_up" if one.is_given_up else "owed"]
            count.add_metric(labels, one.count)
            age.add_metric(labels, (now - one.since).total_seconds() if one.since else 0.0)
        yield count
        yield age
        yield GaugeMetricFamily(
            "monitor_timestamps_owed", "Snapshots whose timestamp has not come yet.", backlog.timestamps
        )


def _of_pages(tallies: Iterable[Tally], troubled: Iterable[PageStatus]) -> Iterator[Metric]:
    """Yield how pages are doing together, and the first of those in trouble by name."""
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts[tally.state] += tally.count
    together = GaugeMetricFamily("monitor_pages", "Pages by how they are doing.", labels=["state"])
    for state in STATES:
        together.add_metric([state], counts[state])
    yield together
    named = GaugeMetricFamily(
        "monitor_page_in_trouble", f"The first {NAMED} pages in trouble.", labels=["page", "state"]
    )
    for one in [one for one in troubled if one.state in TROUBLES][:NAMED]:
        named.add_metric([one.id, one.state], 1)
    yield named
