"""The values that pass between the parts: the words of the design, as frozen data.

Reading order: a `Page` is fetched (`Fetched`, `NotModified`, `FetchFailed`), its bytes are read into a `Text` of
`Block`s, in which `Figure`s are found (and `Dropped` numbers refused); a text is compared with the `Baseline` of the
version before, which gives `Change`s.

Spans: every ``start`` and ``end`` counts characters of `Text.content`, end exclusive. Times are UTC, values Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

# -- what is watched --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A configured source: an address and how to read it (RFC 7089's original resource)."""

    id: str  #: a slug, ``[a-z0-9][a-z0-9_-]{0,63}``; names the page's folder under snapshots/
    url: str
    every: timedelta = timedelta(hours=6)  #: how often it is checked
    tags: tuple[str, ...] = ()
    select: str | None = None  #: CSS: read only the elements that match
    ignore: tuple[str, ...] = ()  #: CSS: leave these elements out before reading
    must_contain: str | None = None  #: a text without this phrase is SUSPECT
    language: str | None = None  #: overrides what the page says of itself
    speaker: str | None = None  #: the publisher's name, the speaker of figures that nobody else is said to state
    allow_private: bool = False  #: the page's own host and port may resolve to a private or loopback address
    ignore_robots: bool = False  #: fetch even where robots.txt forbids it; shown by `monitor list`
    ca_file: str | None = None  #: certificates that alone vouch for the page's own host; None: the known authorities
    conditional: bool = True  #: send If-None-Match and If-Modified-Since
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: sent to its own host only; may be secret
    enabled: bool = True
    note: str | None = None
    was: str | None = None  #: the id it had before: its history is carried over
    alerts: tuple[Alert, ...] = ()  #: its own rules of telling; where it has any, the general ones do not apply


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
    read_wall: timedelta = timedelta(seconds=20)
    read_cpu: timedelta = timedelta(seconds=10)
    read_memory: int = 512 * 1024 * 1024


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
    min_absolute: Decimal | None = None
    min_relative: Decimal | None = None  #: 0.05 for 5 %
    direction: Direction | None = None
    crossing: Decimal | None = None  #: only when the value passes this one
    against: str = "last"  #: "last" version, or the last value "told", so that slow drift is not lost


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The user's word on a series of a page, which wins over what matching makes of it."""

    id: int = 0  #: its number in the ledger
    verb: str  #: merge, split, rename or ignore
    series: int
    into: int | None = None  #: merge: the series that it is
    name: str | None = None  #: rename: what the user calls it
    after: int = 0  #: id of the page's newest snapshot when it was said: it is replayed after that one


# -- what was fetched -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave us to ask "is it still this one?" (RFC 9110 section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None  #: the address that gave them; they are sent to no other. None: the page's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect that was followed; its body was never read."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One retrieval as evidence: what was asked, of whom, what came back, and how we know that it is whole."""

    url: str  #: as configured
    final_url: str
    redirects: tuple[Hop, ...] = ()
    status: int
    headers: tuple[tuple[str, str], ...] = ()  #: as they arrived, in order
    address: str | None = None  #: "192.0.2.7:443", the address that was connected to
    tls_issuer: str | None = None
    requested_at: datetime
    captured_at: datetime  #: when the last byte had arrived
    framing: str = ""  #: the proof of completeness: "length", "chunked", "length+gzip", "close" (none), ...
    wire_bytes: int = 0
    validators: Validators = Validators()

    def header(self, name: str) -> str | None:
        """Return the first header called *name*, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostMemory:
    """What must be known of a host after a restart: it is not asked sooner, nor for more, than was agreed."""

    host: str  #: its name; with the port where that is neither 80 nor 443
    held_until: datetime | None = None  #: UTC: it asked to be left alone until then
    day: date | None = None  #: the day, in UTC, on which ``bytes_today`` came
    bytes_today: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole answer with status 200; ``body`` has its content coding undone."""

    capture: Capture
    body: bytes
    digest: str  #: sha256 of ``body``, hexadecimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """304 to the validators we sent: the last stored bytes still stand."""

    capture: Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """No usable answer. ``outcome`` is FAILED, BLOCKED (we refused to go there) or SUSPECT (not to be believed)."""

    outcome: Outcome
    reason: str  #: a stable slug: ``timeout_total``, ``dns_nx``, ``http_404``, ``address`` ...
    detail: str  #: one sentence for people
    advice: str = ""  #: what the user can do about it, one sentence
    retryable: bool = True
    retry_after: timedelta | None = None  #: what the server asked for, already clamped
    capture: Capture | None = None
    body: bytes | None = None  #: kept as evidence where an answer did arrive


# -- what was read ----------------------------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list"
    TABLE_CELL = "table"


class Region(StrEnum):
    """Where on the page a block stands. Nothing is dropped: what is not MAIN is marked."""

    MAIN = "main"
    NAVIGATION = "navigation"
    FORM = "form"
    FOOTER = "footer"
    ASIDE = "aside"
    COMMENTS = "comments"
    HISTORY = "history"  #: a page's list of its own past updates


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell's place and what heads it."""

    table: int  #: ordinal of the table in the document, from 0
    row: int
    column: int
    header: bool = False  #: the cell heads others
    row_headers: tuple[str, ...] = ()
    column_headers: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that a reader sees as one: a heading, paragraph, list item or table cell.

    ``Text.content[start:end]`` is its text. A line break inside it (plain text, or a `br`) reads as a space.
    """

    kind: BlockKind
    start: int
    end: int
    region: Region = Region.MAIN
    level: int = 0  #: headings: 1 to 6; list items: nesting depth from 1
    lead: int | None = None  #: list items: index of the block that introduces the list ("Of these:")
    heading: int | None = None  #: index of the nearest heading block above
    cell: Cell | None = None  #: table cells only
    marks: tuple[tuple[int, int], ...] = ()  #: spans of footnote marks, superscript: not part of a number
    quote: bool = False  #: inside a block quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What was read from a snapshot: ordered blocks over one string."""

    content: str
    blocks: tuple[Block, ...]
    title: str = ""
    language: str = "en"  #: BCP 47 primary tag
    published: str | None = None  #: ISO 8601 date or date and time, as the page shows or declares it
    updated: str | None = None  #: the same; None when the page shows no update date
    kind: str = "html"  #: "html", "text", "pdf"
    notes: tuple[str, ...] = ()  #: things a reader should know: ``suspicious_chars``, ``parser_fallback`` ...

    def of(self, block: Block) -> str:
        """Return the text of *block*."""
        return self.content[block.start : block.end]


class Quantifier(StrEnum):
    """How the prose hedges a number (names close to IDMC Helix's)."""

    EXACT = "EXACT"
    APPROXIMATELY = "APPROXIMATELY"
    NEARLY = "NEARLY"
    MORE_THAN = "MORE_THAN"
    LESS_THAN = "LESS_THAN"
    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"


class Role(StrEnum):
    """What a figure does in its sentence."""

    TOTAL = "TOTAL"
    SUBSET = "SUBSET"
    INCREMENT = "INCREMENT"
    CHANGE = "CHANGE"
    SHARE = "SHARE"
    MULTIPLE = "MULTIPLE"
    REFERENCE = "REFERENCE"
    RULE = "RULE"


class Direction(StrEnum):
    """The way of a CHANGE."""

    UP = "UP"
    DOWN = "DOWN"


class Where(StrEnum):
    """Where in the document a figure stands."""

    PROSE = "prose"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written.

    A range has ``low`` and ``high`` and no ``value``; a vague number ("dozens") too, and one of its ends may be open.
    """

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    surface: str
    start: int
    end: int
    unit: str | None = None  #: "%", an ISO 4217 currency code, or a unit's symbol ("km", "m", "day")
    unit_name: str | None = None  #: in English words, singular: "percentage", "euro", "mile per hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that counts or measures something in a text: one numeric claim."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    surface: str
    start: int
    end: int
    sentence: str  #: white space folded
    sentence_start: int  #: where the sentence begins in `Text.content`
    counts: str = ""  #: the noun phrase counted, at most eight words
    head: str = ""  #: its head noun
    unit: str | None = None
    unit_name: str | None = None
    quantifier: Quantifier = Quantifier.EXACT
    role: Role = Role.TOTAL
    direction: Direction | None = None
    time: str | None = None  #: the time phrase as written, at most twelve words
    since: date | None = None  #: first day of the interval that ``time`` resolves to
    until: date | None = None  #: last day of it
    agent: str | None = None
    attribution: str | None = None
    where: Where = Where.PROSE
    headers: tuple[str, ...] = ()  #: table cells: row headers, then column headers; list items: the lead-in
    main: bool = True
    block: int = 0  #: index into `Text.blocks`


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A number that is not a figure, and the named reason."""

    value: Decimal | None
    surface: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text and the figures read in it, stamped with the engine that read them."""

    text: Text
    figures: tuple[Figure, ...]
    dropped: tuple[Dropped, ...] = ()
    engine: str  #: version of extract, figures and compare; another engine may read the same bytes otherwise


# -- what became of it ------------------------------------------------------------------------------------------------


class ChangeKind(StrEnum):
    """What happened to a series between two snapshots."""

    CHANGED = "CHANGED"
    REQUALIFIED = "REQUALIFIED"
    REWORDED = "REWORDED"
    REDATED = "REDATED"
    APPEARED = "APPEARED"
    DISAPPEARED = "DISAPPEARED"
    RETURNED = "RETURNED"
    MOVED = "MOVED"
    RESTATED = "RESTATED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A series as the baseline remembers it: its last figure, and how long ago that was seen."""

    series: int  #: stable number of the series on its page, from 1
    figure: Figure
    absent: int = 0  #: versions since it was last there; 0 when the newest version has it
    withdrawn: bool = False  #: its disappearance was recorded; a series that could not be looked for is only absent
    earlier: tuple[str, ...] = ()  #: values it had before the present one, newest last, bounded (for RETURNED)
    told: Decimal | None = None  #: the value that the user last heard of (at first: the first one), against slow drift
    template: str = ""  #: the figure's sentence with its numbers and dates masked
    place: str = ""  #: the heading, caption or lead-in above it


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """All that comparing the next version needs to know of the versions before it; its size is bounded."""

    text: Text
    tracked: tuple[Tracked, ...]
    next_series: int
    engine: str
    reader: str = (
        ""  #: engine and page options that read ``text``; "": not known, or a figure of it is not in ``tracked``
    )
    dropped: tuple[Dropped, ...] = ()  #: the numbers of ``text`` that are no figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one series between two versions. ``old`` is None for APPEARED, ``new`` for DISAPPEARED."""

    kind: ChangeKind
    series: int
    old: Figure | None
    new: Figure | None
    difference: Decimal | None = None  #: new - old, where both have one value
    relative: Decimal | None = None  #: difference / old, a fraction; None when old is 0
    within_rounding: bool = False  #: no more than the numbers as written can tell apart
    silent: bool | None = None  #: the figure changed, the page's own "updated" date did not; None when it shows none
    redefined: bool = False  #: a counterfactual stands beside it: perhaps the definition changed, not the thing
    table: int | None = None  #: ordinal of the new version's table, so that a table is told as one finding
    echo: int | None = None  #: series of the headline change that this one repeats; told once
    told: bool = False
    rule: str = ""  #: which rule of telling decided ``told``
    before: int | None = None  #: RESTATED: id of the snapshot, of any page, that holds the old statement

    @property
    def counts(self) -> str:
        """Return what the series counts, in the newest words."""
        figure = self.new or self.old
        return figure.counts if figure else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The changes between a baseline and a reading, and the baseline that comes after."""

    changes: tuple[Change, ...]
    baseline: Baseline
    restamped: bool = False  #: the page's own "updated" date moved on, and no figure with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one speaker said of an indicator, on one page at one time."""

    indicator: str
    page_id: str
    series: int
    figure: Figure
    speaker: str  #: who states it: the attribution, else the page's publisher
    speaker_key: str  #: equal for two ways of writing one speaker's name
    captured_at: datetime
    said_on: date | None = None  #: the day it speaks of, or that the page gives as its own date; None: only captured_at
    day: date  #: the day it counts for: ``said_on``, else that of the capture
    page_title: str = ""
    rounding: Decimal = Decimal(0)  #: how far another statement of the same number, as roughly written, may be away
    figure_id: int = 0  #: the figure's row in the ledger; 0 before it is recorded
    snapshot: int = 0  #: the first version of the page that says so
    until: int | None = None  #: the first that no longer does; None while it stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two speakers who state one indicator differently, as of their latest statements."""

    indicator: str
    name: str  #: of the indicator
    one: Statement  #: the greater value
    other: Statement
    gap: Decimal
    relative: Decimal | None  #: the gap as a fraction of the lesser value
    since: datetime  #: when the two were first seen to differ, without agreeing in between
    history: tuple[tuple[datetime, Decimal], ...] = ()  #: the gap after each statement of either, oldest first


class Outcome(StrEnum):
    """What one check came to: its one trace in the ledger."""

    FIRST = "first"  #: read for the first time: the baseline is set
    CHANGED = "changed"  #: new text, compared; perhaps no figure changed
    UNCHANGED = "unchanged"  #: same bytes or same text
    NOT_MODIFIED = "not_modified"  #: 304
    SUSPECT = "suspect"  #: answered with something else: kept as evidence, not compared
    FAILED = "failed"
    BLOCKED = "blocked"  #: not allowed: robots.txt, address guard


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Why an answer with status 200 is not believed."""

    reason: str  #: ``consent``, ``sign_in``, ``challenge``, ``soft_404``, ``maintenance``, ``empty``, ``replaced`` ...
    hard: bool  #: positive evidence of a wrong answer: never compared
    detail: str  #: one sentence for people: which signals were seen


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What the ledger knows of a page before a check: enough to decide whether, how and against what to fetch."""

    page_id: str
    next_check_at: datetime
    last_check_at: datetime | None = None
    last_ok_at: datetime | None = None
    full_fetch_at: datetime | None = None  #: last time a body came whole (a full fetch is due every seven days)
    validators: Validators = Validators()
    body_digest: str | None = None  #: sha256 of the baseline's bytes
    text_digest: str | None = None  #: sha256 of the baseline's text as read
    reader: str | None = None  #: engine and page options that read it; another reader makes validators worthless
    failures: int = 0  #: failed, blocked or suspect checks in a row
    troubled_since: datetime | None = None  #: when the present run of trouble began
    suspect_digest: str | None = None  #: text digest of a soft suspect waiting for confirmation
    suspect_count: int = 0  #: how often that same text has been seen in a row
    moved_to: str | None = None  #: where the page has permanently redirected to, on every check since
    moved_count: int = 0
    moved_since: datetime | None = None
    accept_next: bool = False  #: `monitor accept`: the user vouches for the next answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """All that one check found, ready to be recorded in one transaction."""

    page: Page
    outcome: Outcome
    reason: str = ""
    detail: str = ""  #: one sentence for people
    advice: str = ""  #: what to do about it
    started_at: datetime
    finished_at: datetime
    capture: Capture | None = None
    body: bytes | None = None  #: to be kept as a snapshot (FIRST, CHANGED) or as evidence (SUSPECT, FAILED)
    body_digest: str | None = None
    text_digest: str | None = None
    reader: str | None = None
    reading: Reading | None = None
    changes: tuple[Change, ...] = ()
    series: tuple[int, ...] = ()  #: for every figure of ``reading``, the number of its series
    baseline: bytes | None = None  #: the encoded `Baseline` that comes after; None leaves the stored one as it is
    headings: tuple[str, ...] = ()  #: for every figure of ``reading``, the heading above it
    indicators: tuple[Indicator, ...] = ()  #: as the user had defined them when the page was read
    statements: tuple[Statement, ...] = ()  #: what ``reading`` states of them
    restamped: bool = False  #: the page's own "updated" date moved on, and no figure with it
    decided: tuple[int, ...] = ()  #: ids of the user's decisions that the baseline now follows
    vouched: bool = False  #: the user had vouched for this answer: `accept` is spent
    state: PageState  #: the page's state after this check, its next due time included


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A change that the user's rules select as worth telling, with its proof, as reports show it."""

    change: Change
    page_id: str
    page_title: str
    url: str
    check: int  #: sequence number of the check that found it
    before_at: datetime | None  #: when the old figure's snapshot was captured
    after_at: datetime  #: when the new one was
    before_digest: str | None  #: sha256 of the old snapshot's bytes
    after_digest: str
    before_file: str | None  #: under snapshots/
    after_file: str
    page_updated: str | None = None  #: the page's own "updated" date in the new version
    before_title: str = ""  #: RESTATED: title and address of the page that holds the old figure
    before_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What happened to a page besides its figures: a trouble that lasted, or an update that changed no figure."""

    page_id: str
    what: str  #: ``trouble`` or ``restamped``
    since: datetime
    until: datetime | None = None  #: trouble: when the page answered well again; None: it lasts
    reason: str = ""  #: trouble: a stable word, as in a check
    detail: str = ""  #: trouble: one sentence; restamped: the page's own new date
    checks: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStatus:
    """How a page is doing: what `monitor status` prints."""

    id: str
    url: str
    state: str  #: ok, retrying, failing, suspect, overdue, paused, new, disabled
    since: datetime | None
    reason: str = ""
    last_ok_at: datetime | None = None
    next_check_at: datetime | None = None
    figures: int = 0
    advice: str = field(default="")
