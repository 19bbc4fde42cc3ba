"""How a first look at a page is printed, and an address fetched for a command that keeps nothing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import click

from monitor import advice
from monitor.advice import Asked
from monitor.config.agent import PRODUCT
from monitor.errors import FetchError
from monitor.extract import unread
from monitor.fetch import Fetcher
from monitor.looking import Seen, begun
from monitor.model import Fetched, FetchFailed, Figure, Limits, Page, Source, SourceReading
from monitor.model.phrasing import counted
from monitor.model.sanitize import shortened, visible
from monitor.report import wording
from monitor.report.clock import dated
from monitor.report.row_labels import beside

SHOWN = 8  # figures, or pages of a source, shown of each page


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
    entries = begun(page, names, now())
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
    fetcher = Fetcher(Limits(host_gap=timedelta(0)), PRODUCT, now=now, stop=threading.Event())
    try:
        got = fetcher.fetch(Page(id="page", url=url, allow_private=True, render=render), None)
    finally:
        fetcher.close()
    if isinstance(got, Fetched):
        return got
    assert isinstance(got, FetchFailed)  # noqa: S101 (no validators were sent)
    raise FetchError(got.reason, f"{got.detail} {advice.of(got.reason, Asked.EXPLAIN, 'PAGE')}")


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
