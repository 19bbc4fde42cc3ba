"""A small world to fetch in: scaled limits, a clock that is set by hand, pages of a loopback site."""

from __future__ import annotations

import ssl
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from loopback import Site

from monitor.fetch import Fetcher
from monitor.fetch.trust import trusting
from monitor.model import Fetched, FetchFailed, Limits, NotModified, Page, Validators

AGENT = "policy-monitor/0 (+https://monitor.example/bot)"
NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
AGES = 60.0  # seconds that a bad server goes on for: far beyond a limit that ends it, however slow this machine is
LIMITS = Limits(
    connect=timedelta(seconds=AGES),
    idle=timedelta(seconds=AGES),
    total=timedelta(seconds=AGES),
    header_bytes=16 * 1024,
    wire_bytes=512 * 1024,
    decoded_bytes=1024 * 1024,
    robots_bytes=16 * 1024,
    host_gap=timedelta(),
)
#: For the tests of one limit, and for no other: a slow machine can only meet it sooner, and none of the others.
BRIEF: dict[str, dict[str, timedelta]] = {
    "timeout_connect": {"connect": timedelta(seconds=0.3)},
    "timeout_idle": {"idle": timedelta(seconds=0.3)},
    "timeout_total": {"total": timedelta(seconds=0.6)},
}
HTML = b"<!doctype html><html><head><title>Visits</title></head><body><p>1,160 visits.</p></body></html>\n"

Got = Fetched | NotModified | FetchFailed


class Time(threading.Event):
    """The time as the test says: waiting moves it on, and takes none."""

    def __init__(self, at: datetime = NOON) -> None:
        super().__init__()
        self.at = at
        self.seconds = 1_000.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    def clock(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)

    def wait(self, timeout: float | None = None) -> bool:
        if timeout:
            self.waits.append(timeout)
            self.pass_by(timeout)
        return self.is_set()


def page_at(site: Site, path: str = "/page", **options: Any) -> Page:
    """Return a page of *site*, which alone it is allowed to reach."""
    return Page(id="page", url=site.url + path, **{"allow_private": True, **options})


def fetcher(
    *,
    now: Any = lambda: NOON,
    limits: dict[str, Any] | None = None,
    context: ssl.SSLContext | None = None,
    **options: Any,
) -> Fetcher:
    """Return a fetcher with scaled limits."""
    scaled = replace(LIMITS, **(limits or {}))
    return Fetcher(scaled, AGENT, now=now, context=context or known_authorities(), **options)


@cache
def known_authorities() -> ssl.SSLContext:
    """Return what a fetcher verifies certificates with by default; reading it takes longer than most fetches here."""
    return trusting()


def fetch(site: Site, path: str = "/page", validators: Validators | None = None, **options: Any) -> Got:
    """Fetch one page of *site* with a fetcher of its own."""
    one = fetcher(limits=options.pop("limits", None), context=options.pop("context", None))
    try:
        return one.fetch(page_at(site, path, **options), validators)
    finally:
        one.close()


def failure(got: Got) -> FetchFailed:
    """Return *got*, which must be a failure that a person can do something with."""
    assert isinstance(got, FetchFailed), got
    assert got.reason
    assert got.detail.endswith(".")
    assert got.detail.isprintable()
    assert len(got.detail) < 300
    return got


def fetched(got: Got) -> Fetched:
    assert isinstance(got, Fetched), got
    return got
