"""Look at pages before they are followed: fetched as a check would, read under guard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import advice
from monitor.advice import Asked
from monitor.discover import offers_of
from monitor.errors import ExtractError
from monitor.fetch import Fetcher
from monitor.following import follow, source_of
from monitor.model import Entry, Fetched, FetchFailed, Limits, Outcome, Page, Reading, Source, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.sources import Offer
from monitor.sources import SOURCES
from monitor.worker_pool import Workers
from monitor.worker_tasks import SourceTask

MAY_BE_A_SOURCE = frozenset({"unsupported_type"})
"""Reasons why a document is no page that a feed or a sitemap gives, too."""
NO_SOURCE = frozenset({"not_a_feed", "not_a_sitemap"})
"""Reasons of a reader of sources that say no more than that the document is of another kind."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a first look at a page gave: ``examined``, what a source ``names``, or the failure."""

    page: Page  #: a source where it turned out to be one
    examined: Examined | None = None
    names: SourceReading | None = None
    failed: FetchFailed | None = None
    offers: tuple[Offer, ...] = ()  #: of a page that is no source

    @property
    def is_refused_here(self) -> bool:
        """Return whether its address is one that is not asked without leave: adding it anyway would not help."""
        return self.failed is not None and self.failed.reason == "address"

    @property
    def title(self) -> str:
        """Return what it is called, as far as it says."""
        return self.reading.text.title if self.reading else self.names.title if self.names else ""

    @property
    def reading(self) -> Reading | None:
        """Return what was read on it, if anything could be."""
        return self.examined.derived.reading if self.examined and self.examined.derived else None

    def fault(self, page_id: str) -> str | None:
        """Return why the page cannot be followed as it is, and what to do; None when it can.

        Args:
            page_id: what it would be called.
        """
        if self.failed is not None:
            return f"{self.failed.detail} {advice.of(self.failed.reason, Asked.ADD, page_id)}"
        if self.examined is None or self.examined.outcome is Outcome.FIRST:
            return None
        if self.examined.outcome is Outcome.SUSPECT:
            page = replace(self.page, id=page_id)
            return f"{self.examined.detail} {advice.of_doubt(self.examined.reason, Asked.ADD, page)}"
        return f"{self.examined.detail} {advice.of(self.examined.reason, Asked.ADD, page_id)}"


def look(
    pages: Sequence[Page],
    limits: Limits,
    user_agent: str,
    *,
    now: Callable[[], datetime],
    stop: threading.Event | None = None,
    with_offers: bool = False,
    threads: int = 8,
) -> Iterator[Seen]:
    """Fetch and read each of *pages*, several hosts at a time; yields them in their order.

    Args:
        pages: what is looked at.
        limits: what that may cost.
        user_agent: names us.
        now: the time.
        stop: when set, what is not being read yet fails as ``stopped``.
        with_offers: look for what else they offer, too.
        threads: how many are fetched at once.
    """
    over = stop or threading.Event()
    fetcher = Fetcher(limits, user_agent, now=now, stop=over)
    with Workers(limits, 1) as workers, ThreadPoolExecutor(min(threads, len(pages) or 1)) as pool:

        def one(page: Page) -> Seen:
            got = fetcher.fetch(page, None)
            if isinstance(got, FetchFailed):
                return Seen(page=page, failed=got)
            assert isinstance(got, Fetched)  # noqa: S101 (no validators were sent)
            if over.is_set():
                return Seen(page=page, failed=_stopped())
            found = seen(page, got, workers)
            return replace(found, offers=_offers(got, workers)) if with_offers and found.page.source is None else found

        try:
            futures: list[Future[Seen]] = [pool.submit(one, page) for page in pages]
            for future in futures:
                yield future.result()
        finally:
            fetcher.close()


def _stopped() -> FetchFailed:
    detail = "The program was stopped before it read the page."
    return FetchFailed(outcome=Outcome.FAILED, reason="stopped", detail=detail)


def begun(page: Page, names: SourceReading, now: datetime) -> list[Entry]:
    """Return which pages a source, *page*, would yield if it were followed from *now* on, the newest first."""
    entries = [one.entry for one in follow(page, names, {}, now).named if one.is_followed]
    return entries if source_of(page).newest_last else entries[::-1]


def seen(page: Page, got: Fetched, workers: Workers) -> Seen:
    """Return what is on *page*; a page that is no source by the user's word may turn out to be one."""
    if page.source is None:
        examined = workers.submit(Task(page=page, fetched=got)).result()
        may_be_one = examined.reason in MAY_BE_A_SOURCE or got.body.lstrip().startswith(b"{")  # as of a JSON Feed
        return _as_source(page, got, workers, examined) if may_be_one else Seen(page=page, examined=examined)
    try:
        names = _names(page.source, got, workers)
    except ExtractError as error:
        failed = Examined(outcome=Outcome.FAILED, reason=error.reason, detail=error.detail)
        return Seen(page=page, examined=failed)
    if not SOURCES[page.source.kind].reads_figures:
        return Seen(page=page, names=names)
    return Seen(page=page, names=names, examined=workers.submit(Task(page=page, fetched=got)).result())


def _offers(got: Fetched, workers: Workers) -> tuple[Offer, ...]:
    try:
        return offers_of(got, workers)
    except ExtractError:
        return ()  # what could not be read is told by what was to be followed


def _as_source(page: Page, got: Fetched, workers: Workers, examined: Examined) -> Seen:
    """Return what a document that is no page names, if it is a feed or a sitemap; else that it is none."""
    for kind in ("feed", "sitemap"):
        source = Source(kind=kind)
        try:
            return Seen(page=replace(page, source=source), names=_names(source, got, workers))
        except ExtractError as error:
            if error.reason not in NO_SOURCE:
                return Seen(page=page, examined=replace(examined, reason=error.reason, detail=error.detail))
    return Seen(page=page, examined=examined)


def _names(source: Source, got: Fetched, workers: Workers) -> SourceReading:
    return workers.names(SourceTask(source=source, fetched=got))
