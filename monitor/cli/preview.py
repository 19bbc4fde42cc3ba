"""Look at pages before they are followed: fetched as a check would, read under guard, and shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import click

from monitor import advice
from monitor.advice import Asked
from monitor.config.agent import PRODUCT
from monitor.errors import FetchError
from monitor.examine import Examined, Task
from monitor.extract import unread
from monitor.fetch import Fetcher
from monitor.model import Fetched, FetchFailed, Figure, Limits, Outcome, Page, Reading
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import wording
from monitor.report.clock import dated
from monitor.report.row_labels import beside
from monitor.worker_pool import Workers

SHOWN = 8  # figures shown of each page


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a first look at a page gave: ``examined``, or the failure."""

    page: Page
    examined: Examined | None = None
    failed: FetchFailed | None = None

    @property
    def is_refused_here(self) -> bool:
        """Return whether its address is one that is not asked without leave: adding it anyway would not help."""
        return self.failed is not None and self.failed.reason == "address"

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
            return f"{self.examined.detail} {advice.of_doubt(self.examined.reason, Asked.ADD, page_id)}"
        return f"{self.examined.detail} {advice.of(self.examined.reason, Asked.ADD, page_id)}"


def look(pages: Sequence[Page], limits: Limits, user_agent: str, threads: int = 8) -> Iterator[Seen]:
    """Fetch and read each of *pages*, several hosts at a time; yields them in their order."""
    fetcher = Fetcher(limits, user_agent, now=_now, stop=threading.Event())
    with Workers(limits, 1) as workers, ThreadPoolExecutor(min(threads, len(pages) or 1)) as pool:

        def one(page: Page) -> Seen:
            got = fetcher.fetch(page, None)
            if isinstance(got, FetchFailed):
                return Seen(page=page, failed=got)
            assert isinstance(got, Fetched)  # noqa: S101 (no validators were sent)
            return Seen(page=page, examined=workers.submit(Task(page=page, fetched=got)).result())

        try:
            futures: list[Future[Seen]] = [pool.submit(one, page) for page in pages]
            for future in futures:
                yield future.result()
        finally:
            fetcher.close()


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
    if fault := seen.fault(page.id):
        click.secho(f"  {visible(fault)}", fg="red", color=colour)


def _figure(figure: Figure) -> str:
    return f"{wording.written(figure):>16}  {beside(figure, figure.counts) or 'in: ' + visible(figure.sentence)[:80]}"


def fetch_once(url: str) -> Fetched:
    """Fetch *url*, which the user has typed, so it may be on this machine.

    Raises:
        FetchError: no usable answer.
    """
    fetcher = Fetcher(Limits(host_gap=timedelta(0)), PRODUCT, now=_now, stop=threading.Event())
    try:
        got = fetcher.fetch(Page(id="page", url=url, allow_private=True), None)
    finally:
        fetcher.close()
    if isinstance(got, Fetched):
        return got
    assert isinstance(got, FetchFailed)  # noqa: S101 (no validators were sent)
    raise FetchError(got.reason, f"{got.detail} {advice.of(got.reason, Asked.EXPLAIN, 'PAGE')}")


def _now() -> datetime:
    return datetime.now(UTC)
