"""`monitor discover`: what a page offers to be followed, each with the command that follows it."""

from __future__ import annotations

import shlex
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import click

from monitor import advice
from monitor.advice import Asked
from monitor.cli.home import config_of, home_of, note_contact
from monitor.config import Config
from monitor.discover import Discovery, Proposal, discover, other_ways, proposed
from monitor.errors import ExtractError, FetchError, MonitorError
from monitor.fetch import Fetcher
from monitor.model import Page
from monitor.model.addresses import AddressError, parse, shown, whole
from monitor.model.phrasing import counted
from monitor.model.sanitize import shortened, visible
from monitor.model.sources import Offer
from monitor.report import json_forms, values
from monitor.worker_pool import Workers

MEANT = {
    "feed": "A feed: each of its posts is followed",
    "listing": "A list: each page that it names is followed",
    "sitemap": "A sitemap: each page that it names is followed",
    "latest": "A link that moves on: the latest document is followed, as one page",
    "documents": "Documents: each is followed, and the page itself too",
    "attachment": "A page that belongs to it",
    "changes": "A page that tells how it was changed",
}
"""What an offer of each kind is, and what following it does."""


@click.command(
    "discover", epilog="Examples:  monitor discover https://www.gov.uk/some-statement  |  monitor discover URL --json"
)
@click.argument("url")
@click.option("--allow-private", is_flag=True, help="The page's own host may be on this machine or network.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def discover_command(ctx: click.Context, /, url: str, *, allow_private: bool, as_json: bool) -> None:
    """Look for the feeds, lists, sitemaps and documents that a page offers.

    The page is fetched as a check would, and the robots.txt of its host asked for sitemaps; nothing is written. Each
    offer comes with the command that follows it. A page that is configured is asked as its entry says.
    """
    current = config_of(home_of(ctx), warn=False)
    note_contact(current)
    page = _page(url, current, allow_private=allow_private)
    found = _discovered(page, current)
    proposals = proposed(found.offers, page, current.pages)
    if as_json:
        click.echo(as_line(page, found, proposals))
        return
    count = counted(len(proposals), "thing") if proposals else "nothing else"
    click.secho(f"{visible(page.url)} offers {count} to follow.", bold=True)
    for number, one in enumerate(proposals, 1):
        click.echo(f"\n{number}. {_told(one)}")


def as_line(page: Page, found: Discovery, proposals: Iterable[Proposal]) -> str:
    """Return what *page* offers as one JSON object in a line."""
    offers = [values.offer(one.offer, one.followed_by, taking_up(one)) for one in proposals]
    return json_forms.line({"url": page.url, "final_url": found.url, "offers": offers})


def other_commands(offers: Iterable[Offer], page: Page, followed: Iterable[Page]) -> Iterator[str]:
    """Yield a line for each of *offers* that one may mean who adds *page*: the first of its kind."""
    for said, one in other_ways(offers, page, followed):
        yield f"note: {said} {taking_up(one)}"


def taking_up(one: Proposal) -> str | None:
    """Return what takes *one* up; None: it is followed already, as what it is."""
    if one.is_taken_up:
        return None
    return _adding(one.entry) if one.followed_by is None else _setting(one.followed_by, one.entry)


def _adding(entry: Mapping[str, str | bool]) -> str:
    options = [f"--{key.replace('_', '-')}" for key, value in entry.items() if value is True]
    named = [word for key in ("follow", "links") if key in entry for word in (f"--{key}", str(entry[key]))]
    return shlex.join(["monitor", "add", str(entry["url"]), *named, *options])


def _setting(page_id: str, entry: Mapping[str, str | bool]) -> str:
    """Return what makes a source of a page that is followed already."""
    return shlex.join(
        ["monitor", "set", page_id, *(f"{key}={entry[key]}" for key in ("follow", "links") if key in entry)]
    )


def _told(one: Proposal) -> str:
    """Return an offer in lines for people."""
    offer = one.offer
    count = f" ({offer.entries:,} now)" if offer.entries is not None else ""
    title = f"   {visible(shortened(offer.title))}\n" if offer.title else ""
    command = taking_up(one)
    done = f"   Followed already, as {one.followed_by}." if command is None else f"   {visible(command)}"
    return f"{MEANT[offer.kind]}{count}\n{title}   {visible(offer.url)}\n{done}"


def _page(url: str, current: Config, *, allow_private: bool) -> Page:
    """Return the page at *url*: as it is configured, if it is.

    Raises:
        click.UsageError: it is no address.
    """
    written = whole(url.strip())
    try:
        identity = parse(written).identity
    except AddressError as error:
        raise click.UsageError(f"{shown(url)}: {error}") from None
    known = next((page for page in current.pages if parse(page.url).identity == identity), None)
    page = replace(known, source=None) if known else Page(id="page", url=written)
    return replace(page, allow_private=page.allow_private or allow_private)


def _discovered(page: Page, current: Config) -> Discovery:
    fetcher = Fetcher(current.limits, current.user_agent, now=lambda: datetime.now(UTC), stop=threading.Event())
    try:
        with Workers(current.limits, 1) as workers:
            return discover(page, fetcher, workers)
    except (FetchError, ExtractError) as error:
        raise MonitorError(f"{page.url}: {error.detail} {advice.of(error.reason, Asked.ADD, page.id)}") from None
    finally:
        fetcher.close()
