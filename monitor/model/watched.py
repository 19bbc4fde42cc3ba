"""What is watched: pages, and what the user wants to hear of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from monitor.model.addresses import parse
from monitor.model.sources import Source
from monitor.model.texts import Direction
from monitor.model.timetables import ANY_TIME, Timetable, longest_wait, said

FOREVER = timedelta.max


XPATH = ("/", "(", "./")
"""How a selector begins that is an XPath; any other is CSS, or ..."""
DATA_PATH = "$"
"""... a path into JSON, which begins so."""
READ_WHOLE = {"pdf": "a PDF", "sheet": "a workbook", "csv": "a file of separated values", "text": "plain text"}
"""Kinds of documents of which no selector takes a part, in words."""
ENDINGS = {
    ".pdf": "pdf", ".xlsx": "sheet", ".xlsm": "sheet", ".xls": "sheet", ".xlsb": "sheet", ".ods": "sheet",
    ".csv": "csv", ".tsv": "csv", ".txt": "text", ".md": "text",
}  # fmt: skip
"""How addresses of these end, as a rule; what a document is, its bytes tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address that is followed, and how to read it (RFC 7089's original resource)."""

    id: str  #: a slug, ``[a-z0-9][a-z0-9_-]{0,63}``, two with a dot where a source found it; names its folder
    url: str
    every: timedelta = timedelta(hours=6)  #: how often it is checked; with times of cron: how often at the most
    timetable: Timetable = ANY_TIME  #: when it may be checked, or, by cron, when it is
    tags: tuple[str, ...] = ()
    select: str | None = None  #: CSS, XPath or a path into JSON: read only what it takes
    ignore: tuple[str, ...] = ()  #: the same: leave these out before reading
    must_contain: str | None = None  #: a text without this phrase is SUSPECT
    language: str | None = None  #: overrides what the page says of itself
    speaker: str | None = None  #: the publisher's name, the speaker of figures that nobody else is said to state
    allow_private: bool = False  #: the page's own host and port may resolve to a private or loopback address
    ignore_robots: bool = False  #: fetch even where robots.txt forbids it; shown by `monitor list`
    ca_file: str | None = None  #: certificates that alone vouch for the page's own host; None: the known authorities
    render: str | None = None  #: "browser": load it in Chromium, and read what its scripts make of it
    conditional: bool = True  #: send If-None-Match and If-Modified-Since
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: sent to its own host only; may be secret
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: what of its headers is to be shown nowhere
    enabled: bool = True
    keep: timedelta = FOREVER  #: how long bytes are kept that prove nothing (`monitor.store.retention`)
    note: str | None = None
    was: str | None = None  #: the id it had before: its history is carried over
    only: tuple[str, ...] = ()  #: what is told must count one of these words; empty: whatever the rules of telling want
    alerts: tuple[Alert, ...] = ()  #: its own rules of telling; where it has any, the general ones do not apply
    source: Source | None = None  #: it yields pages; they are read as this one says, at addresses of their own
    found_by: str | None = None  #: the id of the source that yields it: it lives in the ledger, not in YAML
    is_successive: bool = False  #: its versions are documents that follow each other, as a weekly bulletin's do
    entry: str | None = None  #: key of its entry: of a feed that names it, no more than this entry is read
    is_in_feed: bool = False  #: it is read in what was last fetched of its source; its own address is never asked

    @property
    def longest_wait(self) -> timedelta:
        """Return the longest time between two checks that its schedule gives, while it answers well."""
        return longest_wait(self.every, self.timetable)

    @property
    def schedule(self) -> str:
        """Return when it is checked, in words."""
        return said(self.every, self.timetable)

    def is_one_of(self, ids: Collection[str]) -> bool:
        """Return whether *ids*, as the user has written them, name the page or the source that yields it."""
        return self.id in ids or (self.found_by is not None and self.found_by in ids)

    @property
    def server(self) -> str:
        """Return the host that is asked for the page: `Address.server`."""
        return parse(self.url).server

    def at(self, url: str) -> Page:
        """Return the page as it is asked at another address: what is secret or private stays with its own host."""
        here, there = parse(self.url), parse(url)
        mine = self if here.shares_secrets_with(there) else replace(self, headers=(), ca_file=None)
        return replace(mine, url=url, allow_private=self.allow_private and there.authority == here.authority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch and one reading may cost; every limit can be lowered in config/monitor.yaml."""

    connect: timedelta = timedelta(seconds=10)  #: for each address tried
    idle: timedelta = timedelta(seconds=20)  #: between two pieces of an answer
    total: timedelta = timedelta(seconds=60)  #: the whole fetch, redirects included
    redirects: int = 5
    header_bytes: int = 64 * 1024
    wire_bytes: int = 20 * 1024 * 1024
    decoded_bytes: int = 50 * 1024 * 1024
    robots_bytes: int = 512 * 1024
    host_gap: timedelta = timedelta(seconds=1)  #: between the end of one request to a host and the start of the next
    host_bytes_a_day: int = 200 * 1024 * 1024
    turn: timedelta = timedelta(minutes=10)  #: that a host is one worker's to ask, unless it is renewed
    read_wall: timedelta = timedelta(seconds=20)
    read_cpu: timedelta = timedelta(seconds=10)
    read_memory: int = 512 * 1024 * 1024

    @property
    def lease(self) -> timedelta:
        """Return for how long a host is leased: it is renewed after half of it, and not asked in its last ``total``."""
        return max(self.turn, 4 * self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule of telling: which changes a user hears of. A change is told by the first rule that wants it."""

    name: str = "default"
    pages: tuple[str, ...] = ()  #: page ids; empty: all
    tags: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("CHANGED", "REQUALIFIED", "APPEARED", "DISAPPEARED", "RETURNED", "RESTATED")
    roles: tuple[str, ...] = ("TOTAL", "SUBSET", "INCREMENT", "CHANGE", "SHARE", "MULTIPLE", "REFERENCE", "RULE")
    tables: bool = True  #: cells of tables too (a table is one finding)
    outside_main: bool = False  #: navigation, footers, forms, comments and update histories too
    silent: bool = False  #: only what changed while the page's own "updated" date did not
    min_absolute: Decimal | None = None
    min_relative: Decimal | None = None  #: 0.05 for 5 %
    direction: Direction | None = None
    crossing: Decimal | None = None  #: only when the value passes this one
    against: str = "last"  #: "last" version, or the last value "told", so that slow drift is not lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who states figures under several names: "Ministry of the Interior", "interior ministry"."""

    name: str  #: that reports show
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A thing that the user has named, gathering series from any number of pages."""

    id: str
    name: str = ""
    words: tuple[str, ...] = ()  #: words of which one must stand in what is counted
    near: tuple[str, ...] = ()  #: words of which one must stand in the sentence, its heading or the page's title
    unit: str | None = None
    pages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()  #: those known by several names; the same for all indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The user's word on a series of a page, which wins over what matching makes of it."""

    id: int = 0  #: its number in the ledger
    verb: str  #: merge, split, rename, ignore or follow
    series: int
    into: int | None = None  #: merge: the series that it is; split: the series that goes on, None: a new one
    name: str | None = None  #: rename: what the user calls it
    after: int = 0  #: id of the page's newest snapshot when it was said: it is replayed after that one
    person: str = ""  #: who says so; "": nobody gave a name
    action: int | None = None  #: the action of a review that it belongs to
