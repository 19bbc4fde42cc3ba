"""Look at pages before they are followed: fetched as a check would, read under guard, and shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import click

from monitor import advice
from monitor.advice import Asked
from monitor.config.agent import PRODUCT
from monitor.discover import offers_of
from monitor.errors import ExtractError, FetchError
from monitor.examine import Examined, Task
from monitor.extract import unread
from monitor.fetch import Fetcher
from monitor.following import follow
from monitor.model import Fetched, FetchFailed, Figure, Limits, Outcome, Page, Reading, Source, SourceReading
from monitor.model.phrasing import counted
from monitor.model.sanitize import shortened, visible
from monitor.model.sources import Offer
from monitor.report import wording
from monitor.report.clock import dated
from monitor.report.row_labels import beside
from monitor.sources import SOURCES
from monitor.worker_pool import Workers
from monitor.worker_tasks import SourceTask

SHOWN = 8  # figures, or pages of a source, shown of each page
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
    pages: Sequence[Page], limits: Limits, user_agent: str, *, with_offers: bool = False, threads: int = 8
) -> Iterator[Seen]:
    """Fetch and read each of *pages*, several hosts at a time; yields them in their order.

    Args:
        pages: what is looked at.
        limits: what that may cost.
        user_agent: names us.
        with_offers: look for what else they offer, too.
        threads: how many are fetched at once.
    """
    fetcher = Fetcher(limits, user_agent, now=_now, stop=threading.Event())
    with Workers(limits, 1) as workers, ThreadPoolExecutor(min(threads, len(pages) or 1)) as pool:

        def one(page: Page) -> Seen:
            got = fetcher.fetch(page, None)
            if isinstance(got, FetchFailed):
                return Seen(page=page, failed=got)
            assert isinstance(got, Fetched)  # noqa: S101 (no validators were sent)
            seen = _seen(page, got, workers)
            return replace(seen, offers=_offers(got, workers)) if with_offers and seen.page.source is None else seen

        try:
            futures: list[Future[Seen]] = [pool.submit(one, page) for page in pages]
            for future in futures:
                yield future.result()
        finally:
            fetcher.close()


def _seen(page: Page, got: Fetched, workers: Workers) -> Seen:
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


def show(seen: Seen, page: Page, *, colour: bool | None = None) -> None:
    """Print what would be followed on *page*, or why nothing can be."""
    click.secho(f"{page.id}: {page.url}", bold=True, color=colour)
    reading = seen.reading
    if reading is not None:
        text = reading.text
        facts = [f"language {text.language}"]
        facts += [
            f"{name} {dated(day)}" for name, day in (("published", text.published), ("updated", text.updated)) if day
        ]
        title = f"{visible(text.title)}; " if text.title else ""
        click.echo(f"  {title}{'; '.join(facts)}")
        main = [figure for figure in reading.figures if figure.main]
        click.echo(
            f"  {counted(len(reading.figures), 'figure')} would be followed, {len(main)} of them in the main text:"
        )
        for figure in main[:SHOWN]:
            click.echo(f"    {_figure(figure)}")
        if len(main) > SHOWN:
            click.echo(f"    and {len(main) - SHOWN} more; monitor explain {page.url} shows every number")
        for said in unread(text):
            click.secho(f"  {visible(said)}", fg="yellow", color=colour)
    if seen.names is not None and page.source is not None:
        _show_names(page, page.source, seen.names)
    if fault := seen.fault(page.id):
        click.secho(f"  {visible(fault)}", fg="red", color=colour)


def _show_names(page: Page, source: Source, names: SourceReading) -> None:
    """Print which pages a source, *page*, would yield if it were followed from now on."""
    title = f"{visible(names.title)}; " if names.title else ""
    begun = [one.entry for one in follow(page, names, {}, _now()).named if one.is_followed]
    entries = begun if source.newest_last else begun[::-1]
    count = counted(len(entries), "page")
    if entries or not names.more:
        click.echo(f"  {title}{source.kind}: {count} would be followed:")
    for entry in entries[:SHOWN]:
        when = f"{entry.published:%Y-%m-%d}  " if entry.published else ""
        click.echo(f"    {when}{visible(shortened(entry.title or entry.url, 100))}")
    if len(entries) > SHOWN:
        click.echo(f"    and {len(entries) - SHOWN} more")
    if names.more:
        further = counted(len(names.more), "further document")
        click.echo(f"  The {source.kind} goes on in {further}, which a check reads, too.")
    for note in names.notes:
        click.echo(f"  {visible(note)}")


def _figure(figure: Figure) -> str:
    return f"{wording.written(figure):>16}  {beside(figure, figure.counts) or 'in: ' + visible(figure.sentence)[:80]}"


def fetch_once(url: str, render: str | None = None) -> Fetched:
    """Fetch *url*, which the user has typed, so it may be on this machine; see `Page.render`.

    Raises:
        FetchError: no usable answer.
    """
    fetcher = Fetcher(Limits(host_gap=timedelta(0)), PRODUCT, now=_now, stop=threading.Event())
    try:
        got = fetcher.fetch(Page(id="page", url=url, allow_private=True, render=render), None)
    finally:
        fetcher.close()
    if isinstance(got, Fetched):
        return got
    assert isinstance(got, FetchFailed)  # noqa: S101 (no validators were sent)
    raise FetchError(got.reason, f"{got.detail} {advice.of(got.reason, Asked.EXPLAIN, 'PAGE')}")


def _now() -> datetime:
    return datetime.now(UTC)
