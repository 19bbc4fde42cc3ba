"""What `monitor.examine` is given to do and what comes of it: who asks for it, and waits, need not import a reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.model.fetched import Fetched, Outcome
from monitor.model.outcomes import Derived
from monitor.model.watched import Alert, Decision, Indicator, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What the user asks of every page: what is told, what is gathered, and when a strange answer is believed."""

    alerts: tuple[Alert, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    confirmations: int = 3  #: how often the same suspect text must be seen to be believed
    confirm_after: timedelta = timedelta(hours=12)  #: and how long after it was first seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What `examine` needs to know."""

    page: Page
    fetched: Fetched
    baseline: bytes | None = None  #: the encoded baseline; None at the first reading
    text_digest: str | None = None  #: of the baseline's text
    earlier: Fetched | None = None  #: the baseline's own bytes, when another engine or other options read them
    suspect_digest: str | None = None  #: text digest of a soft suspect that waits for confirmation
    suspect_count: int = 0
    suspect_for: timedelta = timedelta()  #: how long ago that text was first seen
    accepted: bool = False  #: the user vouches for this answer
    is_successor: bool = False  #: it is another document than the baseline's, and follows it as a bulletin does
    criteria: Criteria = Criteria()
    ignored: frozenset[int] = frozenset()  #: series that the user does not want to hear of
    decisions: tuple[Decision, ...] = ()  #: merges and splits that the baseline does not follow yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What came of it. ``outcome`` is FIRST, CHANGED, UNCHANGED, SUSPECT or FAILED (``reason`` says why)."""

    outcome: Outcome
    reason: str = ""
    detail: str = ""
    hard: bool = False  #: SUSPECT by positive evidence: never compared
    text_digest: str | None = None
    derived: Derived | None = None  #: of an answer that was believed and compared
