"""What checks came to, and what users are told of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.model.changes import Change, Statement
from monitor.model.deliveries import Owed
from monitor.model.fetched import Capture, Outcome, Validators
from monitor.model.sources import Following
from monitor.model.texts import Reading
from monitor.model.watched import Indicator, Page

NOTHING_TO_BELIEVE = frozenset(
    {"not_text", "unsupported_type", "flat_document", "document_encrypted", "nothing_selected", "pdf_no_text"}
)
"""Reasons of doubted answers that hold no text: nobody can vouch for what cannot be read."""


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
    validators: Validators = field(default_factory=Validators)
    validators_wrong: bool = False  #: they once hid a change, and are sent no more
    body_digest: str | None = None  #: sha256 of the baseline's bytes
    text_digest: str | None = None  #: sha256 of the baseline's text as read
    reader: str | None = None  #: engine and page options that read it; another reader makes validators worthless
    failures: int = 0  #: failed, blocked or suspect checks in a row
    troubled_since: datetime | None = None  #: when the present run of trouble began
    suspect_digest: str | None = None  #: text digest of a soft suspect waiting for confirmation
    suspect_count: int = 0  #: how often that same text has been seen in a row
    suspect_since: datetime | None = None  #: when that same text was first seen
    moved_to: str | None = None  #: where the page has permanently redirected to, on every check since
    moved_count: int = 0
    moved_since: datetime | None = None
    vouched: str | None = None  #: sha256 of the doubted answer that the user vouches for (`monitor accept`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one check came to, as it is told."""

    page_id: str
    url: str
    outcome: Outcome
    reason: str
    detail: str
    advice: str
    checked_at: datetime
    next_check_at: datetime
    figures: int | None  #: that were read; None when nothing had to be read
    changes: tuple[Change, ...]
    restamped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What was derived of a version that was read: what it states, and what changed since the version before.

    It goes from `examine` to the ledger as it is: whatever else a check is to say is one more field here.
    """

    reading: Reading
    changes: tuple[Change, ...] = ()
    series: tuple[int, ...] = ()  #: for every figure of ``reading``, the number of its series
    headings: tuple[str, ...] = ()  #: for every figure of ``reading``, the heading above it
    indicators: tuple[Indicator, ...] = ()  #: as the user had defined them when the page was read
    statements: tuple[Statement, ...] = ()  #: what ``reading`` states of them
    restamped: bool = False  #: the page's own "updated" date moved on, and no figure with it
    decided: tuple[int, ...] = ()  #: ids of the user's decisions that the baseline now follows
    baseline: bytes  #: the encoded `Baseline` that comes after


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
    derived: Derived | None = None  #: FIRST, CHANGED, and where it was read again: None leaves what the ledger holds
    following: Following | None = None  #: of a source: what changes in what is followed
    owed: tuple[Owed, ...] = ()  #: what channels are owed of what is told of it
    alarms: tuple[str, ...] = ()  #: names of channels that want to hear of the page's troubles
    stamped: bool = False  #: an authority is to state when the bytes that are kept existed
    check: int | None = None  #: the ledger's number of the check, or of the run that it goes on with, once recorded
    vouched: bool = False  #: this answer was doubted, and the user vouched for it: `accept` is spent
    state: PageState  #: the page's state after this check, its next due time included

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what changed since the version before."""
        return self.derived.changes if self.derived else ()

    def with_changes(self, changes: tuple[Change, ...]) -> CheckResult:
        """Return this result with *changes* in place of its own; one that nothing was derived of has none."""
        return self if self.derived is None else replace(self, derived=replace(self.derived, changes=changes))

    @property
    def figures(self) -> int | None:
        """Return how many figures were read; None when nothing had to be read."""
        return len(self.derived.reading.figures) if self.derived else None

    @property
    def restamped(self) -> bool:
        """Return whether the page's own "updated" date moved on, and no figure with it."""
        return self.derived is not None and self.derived.restamped

    @property
    def trace(self) -> Trace:
        """Return what is told of the check."""
        return Trace(
            page_id=self.page.id,
            url=self.page.url,
            outcome=self.outcome,
            reason=self.reason,
            detail=self.detail,
            advice=self.advice,
            checked_at=self.finished_at,
            next_check_at=self.state.next_check_at,
            figures=self.figures,
            changes=self.changes,
            restamped=self.restamped,
        )


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
    language: str = ""  #: BCP 47 tag of the new version's text; "": not known
    before_title: str = ""  #: RESTATED: title and address of the page that holds the old figure
    before_url: str = ""
    before_removed_at: datetime | None = None  #: when retention removed the bytes of the old snapshot
    after_removed_at: datetime | None = None
    lost: tuple[str, ...] = ()  #: those of its two files that are missing or altered: their proof is lost
    id: str = ""  #: what the ledger calls it, "c123": `monitor evidence` takes it; "": it is in no ledger
    permalink: str = ""  #: where it is reviewed; "": the review page has no address that others know


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What happened to a page besides its figures: a trouble that lasted, or an update that changed no figure."""

    page_id: str
    what: str  #: ``trouble``, ``restamped``, or ``outage``: the network here was down, whatever the page
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
    found_by: str | None = None  #: the id of the source that yields it
    title: str = ""  #: as the page called itself when it was last read
    last_check_at: datetime | None = None
