"""What a page offers to be followed beside itself: asked for as by a check, read under guard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.errors import FetchError
from monitor.fetch import Fetcher
from monitor.fetch.robots import PATH as ROBOTS_TXT
from monitor.model import Fetched, FetchFailed, Page
from monitor.model.addresses import parse
from monitor.model.sources import Offer
from monitor.sources import SOURCES
from monitor.worker_pool import Workers
from monitor.worker_tasks import OffersTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a page offers."""

    url: str  #: where its document was found
    offers: tuple[Offer, ...]


def discover(page: Page, fetcher: Fetcher, workers: Workers) -> Discovery:
    """Return what *page* offers, with the sitemaps that the robots.txt of its host names.

    Raises:
        FetchError: the page cannot be fetched.
        ExtractError: it cannot be read within the limits.
    """
    got = _answer(page, fetcher)
    return Discovery(url=got.capture.final_url, offers=offers_of(got, workers, _robots(page, got, fetcher)))


def offers_of(got: Fetched, workers: Workers, robots: str = "") -> tuple[Offer, ...]:
    """Return what a document offers that was fetched already.

    Raises:
        ExtractError: it cannot be read within the limits.
    """
    url, media = got.capture.final_url, got.capture.header("content-type")
    return workers.offers(OffersTask(body=got.body, url=url, content_type=media, robots=robots))


def entry_of(offer: Offer, page: Page) -> dict[str, str | bool]:
    """Return the entry of pages.yaml that follows *offer* of *page*; its id is made when it is added."""
    entry: dict[str, str | bool] = {"url": offer.url}
    if offer.kind in SOURCES:
        entry["follow"] = offer.kind
    if offer.links:
        entry["links"] = offer.links
    if page.at(offer.url).allow_private:
        entry["allow_private"] = True
    return entry


def _answer(page: Page, fetcher: Fetcher) -> Fetched:
    got = fetcher.fetch(page, None)
    if isinstance(got, FetchFailed):
        raise FetchError(got.reason, got.detail)
    assert isinstance(got, Fetched)  # noqa: S101 (no validators were sent)
    return got


def _robots(page: Page, got: Fetched, fetcher: Fetcher) -> str:
    """Return the robots.txt of the host that answered; empty where there is none."""
    site = page.at(parse(got.capture.final_url).at(ROBOTS_TXT).url)
    try:
        return _answer(replace(site, headers=(), ignore_robots=True), fetcher).body.decode("utf-8", "replace")
    except FetchError:
        return ""


BESIDE = {
    "feed": "It has a feed; to follow its posts:",
    "listing": "It is a list; to follow the pages that it names:",
    "latest": "It links to one document after the other; to follow the latest:",
}
"""What is said to one who adds a page and may mean what it offers."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An offer, and how it is taken up."""

    offer: Offer
    entry: dict[str, str | bool]  #: of pages.yaml
    followed_by: str | None  #: the id of a page that has its address already
    is_taken_up: bool  #: it is followed already, as what it is


def proposed(offers: Iterable[Offer], page: Page, followed: Iterable[Page]) -> list[Proposal]:
    """Return how each of *offers* of *page* is taken up by one who has *followed* pages."""
    known = {parse(one.url).identity: one for one in followed if one.found_by is None}
    return [_proposal(offer, page, known) for offer in offers]


def other_ways(offers: Iterable[Offer], page: Page, followed: Iterable[Page]) -> Iterator[tuple[str, Proposal]]:
    """Yield those of *offers* that one may mean who adds *page*, the first of each kind, and what is said of it."""
    first = {one.offer.kind: one for one in reversed(proposed(offers, page, followed)) if one.offer.kind in BESIDE}
    for kind, said in BESIDE.items():
        if kind in first and not first[kind].is_taken_up:
            yield said, first[kind]


def _proposal(offer: Offer, page: Page, known: Mapping[str, Page]) -> Proposal:
    entry = entry_of(offer, page)
    there = known.get(parse(offer.url).identity)
    if there is None:
        return Proposal(offer, entry, None, is_taken_up=False)
    is_that = "follow" not in entry or (there.source is not None and there.source.kind == entry["follow"])
    return Proposal(offer, entry, there.id, is_taken_up=is_that)
