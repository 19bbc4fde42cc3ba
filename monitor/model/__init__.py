"""The values that pass between the parts: the words of the design, as frozen data.

Reading order: a `Page` is fetched (`Fetched`, `NotModified`, `FetchFailed`), its bytes are read into a `Text` of
`Block`s, in which `Figure`s are found (and `Dropped` numbers refused); a text is compared with the `Baseline` of the
version before, which gives `Change`s.

Spans: every ``start`` and ``end`` counts characters of `Text.content`, end exclusive. Times are UTC, values Decimal.
"""

from __future__ import annotations

from monitor.model.addresses import Address
from monitor.model.changes import (
    Baseline,
    Change,
    ChangeKind,
    Comparison,
    Disagreement,
    Statement,
    Tracked,
    are_of_other_units,
    are_one_cell,
    findings_in,
)
from monitor.model.deliveries import (
    EVERYTHING,
    LONGEST_SENDING,
    LONGEST_WAIT,
    Channel,
    Delivery,
    DeliveryState,
    Mailing,
    Owed,
    Security,
    Topic,
)
from monitor.model.diffs import Became, LineDiff, TextDiff, Words
from monitor.model.fetched import Capture, Fetched, FetchFailed, Hop, HostMemory, NotModified, Outcome, Validators
from monitor.model.outcomes import (
    NOTHING_TO_BELIEVE,
    CheckResult,
    Derived,
    Finding,
    Notice,
    PageState,
    PageStatus,
    Suspicion,
    Trace,
)
from monitor.model.pacing import Pace, When
from monitor.model.sources import NAMES, Entry, Following, Found, Named, Source, SourceReading
from monitor.model.tallies import EVERY, Among, Tally, tallied
from monitor.model.texts import (
    Block,
    BlockKind,
    Cell,
    Direction,
    Dropped,
    Figure,
    Quantifier,
    Reading,
    Region,
    Role,
    Text,
    Where,
)
from monitor.model.timetables import Timetable
from monitor.model.turns import Turn, Worker
from monitor.model.watched import FOREVER, Alert, Decision, Indicator, Limits, Page, Speaker

__all__ = [
    "EVERY",
    "EVERYTHING",
    "FOREVER",
    "LONGEST_SENDING",
    "LONGEST_WAIT",
    "NAMES",
    "NOTHING_TO_BELIEVE",
    "Address",
    "Alert",
    "Among",
    "Baseline",
    "Became",
    "Block",
    "BlockKind",
    "Capture",
    "Cell",
    "Change",
    "ChangeKind",
    "Channel",
    "CheckResult",
    "Comparison",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Derived",
    "Direction",
    "Disagreement",
    "Dropped",
    "Entry",
    "FetchFailed",
    "Fetched",
    "Figure",
    "Finding",
    "Following",
    "Found",
    "Hop",
    "HostMemory",
    "Indicator",
    "Limits",
    "LineDiff",
    "Mailing",
    "Named",
    "NotModified",
    "Notice",
    "Outcome",
    "Owed",
    "Pace",
    "Page",
    "PageState",
    "PageStatus",
    "Quantifier",
    "Reading",
    "Region",
    "Role",
    "Security",
    "Source",
    "SourceReading",
    "Speaker",
    "Statement",
    "Suspicion",
    "Tally",
    "Text",
    "TextDiff",
    "Timetable",
    "Topic",
    "Trace",
    "Tracked",
    "Turn",
    "Validators",
    "When",
    "Where",
    "Words",
    "Worker",
    "are_of_other_units",
    "are_one_cell",
    "findings_in",
    "tallied",
]
