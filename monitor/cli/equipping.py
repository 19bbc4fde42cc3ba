"""What checking needs, made of the configuration: for `monitor check` and for the service."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from monitor.check_setup import Setup, untimed
from monitor.config import Config
from monitor.fetch import Fetcher
from monitor.leases import Leases
from monitor.model.log_events import Say, unheard
from monitor.store import Ledger
from monitor.workers_on_demand import WorkersOnDemand

if TYPE_CHECKING:
    from monitor.cluster.cluster_workers import ClusterWorkers


@dataclass(frozen=True)
class Equipped(Setup):
    """A setup whose fetcher and workers can go by another configuration."""

    fetcher: Fetcher
    examiner: WorkersOnDemand | ClusterWorkers

    def adjust(self, config: Config) -> None:
        """Go by the limits, the name and the numbers of *config* from now on."""
        self.fetcher.adjust(config.limits, config.user_agent)
        self.leases.limits = config.limits
        self.examiner.adjust(config.limits, processes(config))


def processes(config: Config) -> int:
    """Return how many processes read documents."""
    return config.workers or min(4, os.cpu_count() or 1)


def examiner_of(config: Config, said: Say) -> WorkersOnDemand | ClusterWorkers:
    """Return what reads documents, here or on a cluster; *said* is told how that cluster is."""
    if config.cluster is None:
        return WorkersOnDemand(config.limits, processes(config))
    from monitor.cluster.cluster_workers import ClusterWorkers

    return ClusterWorkers(config.cluster, config.limits, processes(config), said)


@contextmanager
def setup_of(
    config: Config,
    store: Ledger,
    stop: threading.Event,
    timed: Callable[[str, float], None] = untimed,
    said: Say = unheard,
) -> Iterator[Equipped]:
    """Yield what checking the pages of *config* needs, and clear it away afterwards."""
    leases = Leases(store, config.limits, stop)
    fetcher = Fetcher(config.limits, config.user_agent, now=now, stop=stop, remembered=store.hosts())
    fetcher.heed(leases)
    try:
        with examiner_of(config, said) as workers:
            yield Equipped(
                fetcher=fetcher,
                examiner=workers,
                store=store,
                leases=leases,
                now=now,
                dice=random.random,
                stop=stop,
                timed=timed,
            ).by(config)
    finally:
        stop.set()
        fetcher.close()


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
