"""Measures and health of the service, answered beside it where the configuration wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from monitor.config import Config, MetricsTable
from monitor.deliver import Attempt
from monitor.model import Channel, CheckResult
from monitor.model.log_events import Say
from monitor.watchdog import Watchdog

if TYPE_CHECKING:
    from monitor.metrics.service_measures import Measures
    from monitor.web.kept import Begun, Kept


AGAIN = timedelta(seconds=10)  # after which what failed is begun again


def _now() -> datetime:
    return datetime.now(UTC)


class Measuring:
    """Counts what the service does, and answers who asks, once its configuration says where.

    Until then, nothing of it is imported.
    """

    def __init__(self, config: Config, watchdog: Watchdog, said: Say, again: timedelta = AGAIN) -> None:
        self._again = again
        self._config, self._watchdog, self._said = config, watchdog, said
        self._measures: Measures | None = None
        self._table = MetricsTable()
        self._kept: Kept | None = None
        self.queues: Callable[[], Mapping[str, int]] = dict  #: pages on their way, by what they wait for

    def adopt(self, config: Config) -> None:
        """Answer where *config* says from now on."""
        self._config = config
        if config.metrics != self._table:
            self.close()
            self._table = config.metrics
            if config.metrics.listen:
                self._begin(config.metrics)
        if self._measures:
            self._measures.adopted()

    def _begin(self, table: MetricsTable) -> None:
        from monitor.web.kept import Kept

        if self._measures is None:
            self._measures = self._made()
        self._kept = Kept(
            "What programs ask (`metrics`)", partial(self._serve, table, self._measures), self._said, self._again
        )

    def _made(self) -> Measures:
        from monitor.metrics.ledger_measures import LedgerMeasures
        from monitor.metrics.service_measures import Measures

        measures = Measures(_now)
        measures.watch(self.queues)
        measures.registry.register(LedgerMeasures(self._config.home, lambda: self._config, _now))
        return measures

    def _serve(self, table: MetricsTable, measures: Measures, stop: threading.Event, begun: Begun) -> None:
        """Answer until *stop* is set."""
        from monitor.metrics.answers import App, judged, measured
        from monitor.metrics.health import alive, ready
        from monitor.model.addresses import parse
        from monitor.web.kept import answered, listened
        from monitor.web.listening import Listening

        listening = Listening(parse(f"http://{table.listen}/"), names=frozenset(table.names))
        answers = {
            "/metrics": lambda: measured(measures.registry),
            "/healthz": lambda: judged(alive(self._watchdog)),
            "/readyz": lambda: judged(ready(self._watchdog, self._config)),
        }
        with listened(listening.at, "metrics: listen") as listener:
            begun()
            self._said(f"Programs may ask at {listening.origin}: {', '.join(answers)}.")
            if listening.is_beyond:
                said = "Other machines can reach that, and need no sign-in: `metrics: listen`."
                self._said(said, level="warning")
            answered(App(answers, listening), listener, stop)

    def recorded(self, results: Sequence[CheckResult]) -> None:
        """Count *results*, which have just been written."""
        if self._measures:
            self._measures.recorded(results)

    def timed(self, step: str, seconds: float) -> None:
        """Count how long a step took."""
        if self._measures:
            self._measures.timed(step, seconds)

    def attempted(self, channel: Channel, attempt: Attempt) -> None:
        """Count an attempt to send a message."""
        if self._measures:
            self._measures.attempted(channel, attempt)

    def ticked(self) -> None:
        """A whole tick ran, and pages could be checked."""
        if self._measures:
            self._measures.ticked()

    def close(self) -> None:
        """Answer no longer."""
        if self._kept:
            self._kept.close()
        self._kept = None


@contextmanager
def measured_beside(config: Config, watchdog: Watchdog, said: Say) -> Iterator[Measuring]:
    """Yield what counts and answers while the context lasts; *said* is called with events for the log."""
    measuring = Measuring(config, watchdog, said)
    try:
        yield measuring
    finally:
        measuring.close()
