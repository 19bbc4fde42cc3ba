"""What the service counts while it works. A figure, a page that is well and an address are never a label.

At a hundred thousand pages a label for each would be a hundred thousand series of every measure; figures are in the
ledger, where they are asked for by page. What can be a label is a few words of ours: states, outcomes, reasons, steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)

from monitor import __version__
from monitor.deliver import Attempt
from monitor.model import Channel, CheckResult, findings_in
from monitor.model.fetched import Outcome

MOST_REASONS = 60  # different ones that are counted apart: a server chooses the status of its answer
OTHERS = "other"
LOST = frozenset({"cpu", "hang", "crash", "killed", "memory"})  # reasons for which a process that reads was ended
SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 60)
STEPS = ("fetch", "read", "record")


class Measures:
    """What has been counted since the service began to be asked."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # when a counter began is when the process did
        self.registry = CollectorRegistry()
        self._now = now
        self._reasons: set[str] = set()
        Info("monitor_build", "The program.", registry=self.registry).info({"version": __version__})
        ProcessCollector(registry=self.registry)
        self._checks = self._counter("checks", "Checks that were recorded.", "outcome")
        self._failures = self._counter(
            "check_failures", "Checks that failed, were refused or doubted.", "outcome", "reason"
        )
        self._told = self._counter("changes_told", "Changes that the rules had told.")
        self._bytes = self._counter("received_bytes", "Bytes that came from servers, as they were sent.")
        self._workers = self._counter("workers_lost", "Processes that were ended while they read a page, and replaced.")
        self._messages = self._counter("messages", "Attempts to send a message.", "channel", "result")
        self._steps = Histogram(
            "monitor_step_seconds", "How long one page's fetching, its reading, and the recording of a batch took.",
            ["step"], buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self._ticked_at = self._gauge(
            "last_tick_timestamp_seconds", "When the last tick was whole, and pages could be checked."
        )
        self._config_at = self._gauge("config_adopted_timestamp_seconds", "Since when the configuration is in force.")
        self._queue = Gauge(
            "monitor_queue", "Pages on their way, by what they wait for.", ["stage"], registry=self.registry
        )
        for outcome in Outcome:
            self._checks.labels(outcome.value)
        for step in STEPS:
            self._steps.labels(step)

    def _counter(self, name: str, said: str, *labels: str) -> Counter:
        return Counter(f"monitor_{name}", said, labels, registry=self.registry)

    def _gauge(self, name: str, said: str) -> Gauge:
        return Gauge(f"monitor_{name}", said, registry=self.registry)

    def recorded(self, results: Sequence[CheckResult]) -> None:
        """Count *results*, which have just been written."""
        for result in results:
            self._checks.labels(result.outcome.value).inc()
            self._told.inc(findings_in(result.changes))
            self._bytes.inc(result.capture.wire_bytes if result.capture else 0)
            if not result.outcome.is_good:
                self._failures.labels(result.outcome.value, self._few(result.reason)).inc()
                self._workers.inc(result.reason in LOST)

    def _few(self, reason: str) -> str:
        """Return *reason*, or one word for all beyond the first so many."""
        if len(self._reasons) < MOST_REASONS:
            self._reasons.add(reason)
        return reason if reason in self._reasons else OTHERS

    def timed(self, step: str, seconds: float) -> None:
        """Count how long a step took, one of STEPS."""
        self._steps.labels(step).observe(seconds)

    def attempted(self, channel: Channel, attempt: Attempt) -> None:
        """Count an attempt to send a message."""
        result = "given_up" if attempt.given_up else "failed" if attempt.error else "sent"
        self._messages.labels(channel.name, result).inc()

    def ticked(self) -> None:
        """A whole tick ran, and pages could be checked."""
        self._ticked_at.set(self._now().timestamp())

    def adopted(self) -> None:
        """A configuration is in force from now on."""
        self._config_at.set(self._now().timestamp())

    def watch(self, queues: Callable[[], Mapping[str, int]]) -> None:
        """Measure *queues*, pages by what they wait for, whenever somebody asks."""
        for stage in queues():
            self._queue.labels(stage).set_function(partial(_length, queues, stage))


def _length(queues: Callable[[], Mapping[str, int]], stage: str) -> float:
    return queues()[stage]
