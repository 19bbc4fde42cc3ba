"""What a report holds: the findings of a period or of one comparison, and how every page is doing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Disagreement, Finding, Notice, PageStatus, TextDiff


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
    disagreements: tuple[Disagreement, ...] = ()
    notices: tuple[Notice, ...] = ()
    diffs: tuple[TextDiff, ...] = ()
    seal: str = ""  #: one digest over everything that the ledger had captured; "": what is reported is in no ledger
