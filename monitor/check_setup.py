"""What checking needs besides the pages: who fetches, who examines, who records, what the user asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol, Self

from monitor.config import Config
from monitor.leases import Leases
from monitor.model import (
    Channel,
    CheckResult,
    Decision,
    Fetched,
    FetchFailed,
    HostMemory,
    Named,
    NotModified,
    Page,
    SourceReading,
    Turn,
    Validators,
)
from monitor.model.examining import Criteria, Examined, Task
from monitor.restatements import Said
from monitor.worker_tasks import SourceTask

Got = Fetched | NotModified | FetchFailed


class Fetching(Protocol):
    """What fetches a page."""

    def fetch(self, page: Page, validators: Validators | None) -> Fetched | NotModified | FetchFailed:
        """Fetch *page*; a failure is a value."""

    def learnt(self) -> tuple[HostMemory, ...]:
        """Return what was learnt of hosts since this was last asked, and must be known after a restart."""


class Examining(Protocol):
    """What runs `examine` under guard, and turns a crash, a hang or a burst limit into a FAILED value."""

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*."""

    def names(self, document: SourceTask) -> SourceReading:
        """Return what a document of a source names; an `ExtractError` says why it cannot be read."""


class LedgerOfChecks(Said, Protocol):
    """What a check needs of the store."""

    def named(self, source: str) -> dict[str, Named]:
        """Return what a source has named so far, by key."""

    def followed_elsewhere(self, source: str, urls: Collection[str]) -> frozenset[str]:
        """Return those of *urls* that are followed already, but not as pages of *source*."""

    def ids_beneath(self, source: str) -> frozenset[str]:
        """Return the ids of all pages that are called after a source, whether they are its own or not."""

    def known(self, pages: Sequence[Page]) -> frozenset[str]:
        """Return the ids of those of *pages* that are known (still) under their ids and addresses."""

    def baseline(self, page_id: str) -> bytes | None:
        """Return the encoded baseline of a page."""

    def latest_capture(self, page_id: str) -> Fetched | None:
        """Return the page's newest good snapshot."""

    def kept(self, page_id: str, digest: str) -> Fetched:
        """Return an answer of the page that was kept, by the digest of its bytes."""

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""

    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series that the user does not want to hear of."""

    def names(self, page_id: str) -> Mapping[int, str]:
        """Return what the user calls the series of the page, by their numbers."""

    def is_reached_elsewhere(self, now: datetime) -> bool:
        """Return whether another instance that checks these pages reaches hosts, as far as is known *now*."""

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory],
        turns: Mapping[str, Turn],
        as_told: Callable[[Sequence[CheckResult]], Sequence[CheckResult]],
    ) -> Sequence[CheckResult]:
        """Write *results*, and what must be known of *hosts* after a restart, in one transaction.

        In it, *as_told* adds what is told of them. Returns those that were written: none of a page whose turn, in
        *turns* by its id, is another's by now.
        """


def untimed(_step: str, _seconds: float) -> None:
    """Tell nobody how long a step took."""


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What checking needs besides the pages."""

    fetcher: Fetching
    examiner: Examining
    store: LedgerOfChecks
    now: Callable[[], datetime]
    dice: Callable[[], float]  #: 0 to 1
    criteria: Criteria = field(default_factory=Criteria)
    channels: tuple[Channel, ...] = ()  #: they are owed what they want of every told change
    stamps: bool = False  #: an authority is to state when what is kept existed
    threads: int = 64  #: they wait, 16 KiB each: so many hosts may hang at once and hold up no other
    leases: Leases = field(default_factory=Leases)  #: which hosts are ours to ask
    outage_wait: timedelta = timedelta(minutes=2)  #: of pages that could not be reached, for others: is it the network?
    clock: Callable[[], float] = time.monotonic
    timed: Callable[[str, float], None] = untimed  #: how long a fetch, a read or a record took
    stop: threading.Event

    def by(self, config: Config) -> Self:
        """Return this setup as it goes by what *config* says of all pages."""
        criteria = Criteria(
            alerts=config.alerts,
            indicators=config.indicators,
            confirmations=config.confirmations,
            confirm_after=config.confirm_after,
        )
        return replace(
            self,
            criteria=criteria,
            channels=config.channels,
            stamps=config.timestamp is not None,
            threads=config.fetch_threads,
            outage_wait=2 * config.limits.total,
        )
