"""What became of figures: changes, and statements of what the user has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from monitor.model.texts import Dropped, Figure, Text, Where

_SERIES = re.compile(r"s?([0-9]{1,9})")
_CHANGE = re.compile(r"c?([0-9]{1,9})")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,40}[)\]]\s*$")


def series_name(number: int) -> str:
    """Return what a series is called wherever JSON is printed: "s12"."""
    return f"s{number}"


def series_number(name: str) -> int:
    """Return the number of a series as people and programs write it: 12 for "12" and for "s12".

    Raises:
        ValueError: it is neither.
    """
    match = _SERIES.fullmatch(name.strip())
    if match is None:
        raise ValueError("a series is a number, or s and a number")
    return int(match[1])


def change_name(number: int) -> str:
    """Return what a change of the ledger is called in reports and wherever JSON is printed: "c123"."""
    return f"c{number}"


def change_number(name: str) -> int:
    """Return the number of a change as people and programs write it: 123 for "123" and for "c123".

    Raises:
        ValueError: it is neither.
    """
    match = _CHANGE.fullmatch(name.strip())
    if match is None:
        raise ValueError("a finding is a number, or c and a number")
    return int(match[1])


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
    last_told_value: Decimal | None = (
        None  #: the value that the user last heard of (at first: the first one), against slow drift
    )
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
    group: str | None = None  #: key of the findings told as one (a table, a section that came or went); None: alone
    echo: int | None = None  #: series of the headline change that this one repeats; told once
    told: bool = False
    rule: str = ""  #: which rule of telling decided ``told``
    before: int | None = None  #: RESTATED: id of the snapshot, of any page, that holds the old statement
    indicators: tuple[str, ...] = ()  #: ids of those that gather its figure, when it is found; the ledger keeps none
    name: str | None = None  #: what the user calls the series; None: what it counts is its name

    @property
    def newest(self) -> Figure | None:
        """Return the new figure; of a claim that was withdrawn, the old one."""
        return self.new or self.old

    @property
    def is_of_unit(self) -> bool:
        """Return whether only the unit changed in which its table is told: the number stands as it was written."""
        return self.old is not None and self.new is not None and are_of_other_units(self.old, self.new)

    def as_ignored(self) -> Change:
        """Return the change as that of a series that the user does not want to hear of: recorded, not told."""
        return replace(self, told=False, rule="ignored")

    @property
    def counts(self) -> str:
        """Return what the series counts, in the newest words."""
        return self.newest.counts if self.newest else ""


def are_one_cell(old: Figure, new: Figure) -> bool:
    """Return whether a cell of a table stands as it was written, under heads that count the same."""
    if old.surface != new.surface or old.sentence != new.sentence or not old.where is Where.TABLE is new.where:
        return False
    return old.counts == new.counts or _without_brackets(old.headers) == _without_brackets(new.headers)


def _without_brackets(headers: Iterable[str]) -> list[str]:
    """Return *headers* without what stands in brackets at their ends, as units do."""
    return [_BRACKETS.sub("", header) for header in headers]


def are_of_other_units(old: Figure, new: Figure) -> bool:
    """Return whether a cell stands as it was written, and its table gives it another unit or scale than before.

    A unit that is said where none was said changes nothing: it may have been meant.
    """
    if not are_one_cell(old, new):
        return False
    scaled = (old.value, old.low, old.high) != (new.value, new.low, new.high)
    return scaled or (None not in (old.unit, new.unit) and old.unit != new.unit)


def findings_in(changes: Iterable[Change]) -> int:
    """Return how many things are told by *changes*: those of one group are one."""
    findings = [change for change in changes if change.told]
    return len({change.group or change.series for change in findings})


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
    withdrawn_at: datetime | None = None  #: when that was captured
    digest: str = ""  #: sha256 of the bytes of the first version that says so
    capture: int = 0  #: the number of that version among the snapshots of its page


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
    history: Sequence[tuple[datetime, Decimal]] = ()  #: the gap after each statement of either, oldest first
