"""What a report holds: the findings of a period or of one comparison, and how every page is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Disagreement, Figure, Finding, Notice, PageStatus, Tally, TextDiff


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The last values of a series, oldest first, each as the page wrote it and when it was first captured."""

    page_id: str
    series: int
    points: tuple[tuple[datetime, Figure], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report shows. Times are UTC; they are shown in UTC and in ``time_zone``."""

    title: str
    made_at: datetime
    since: datetime | None = None
    until: datetime | None = None
    config_stale_since: datetime | None = None  #: the configuration has mistakes since then; the one before is in force
    time_zone: str = "UTC"  #: an IANA name; one that is not known is shown as UTC
    findings: tuple[Finding, ...] = ()
    statuses: tuple[PageStatus, ...] = ()
    tallies: tuple[Tally, ...] | None = None  #: of all pages, where there are more than these; None: there are not
    on_figures: bool = True  #: it tells what changed in a period; one that does without does not say that nothing did
    on_pages: bool = True  #: it tells how the pages are doing; one that does without says nothing of them
    disagreements: tuple[Disagreement, ...] = ()
    notices: tuple[Notice, ...] = ()
    diffs: tuple[TextDiff, ...] = ()
    histories: tuple[History, ...] = ()  #: of series that are told, where they had three values or more
    beyond: int = 0  #: findings that are counted, and not among these
    brief: bool = False  #: what people read ends after the summary
    seal: str = ""  #: one digest over everything that the ledger had captured; "": what is reported is in no ledger
