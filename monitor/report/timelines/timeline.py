"""What a timeline shows: lines, one for each who states; runs, one for each value they held; spells without sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Figure, Quantifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One value that a line held, from the capture that first showed it until one that no longer did."""

    since: datetime
    until: datetime | None  #: None: it still stands
    figure: Figure
    times: int = 1  #: statements of the same value, with no time in between
    page_id: str = ""
    series: int = 0
    digest: str = ""  #: sha256 of the capture that first showed it
    file: str = ""  #: its bytes, under snapshots/
    hidden: int = 0  #: runs that were left out after it, for they cannot be seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A spell in which a page was not seen well: what it stated meanwhile is not known."""

    since: datetime  #: the last time that it was seen
    until: datetime | None  #: when it was seen again; None: it has not been
    why: str  #: as a reader is told: "not read: HTTP 503", "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one speaker states, or one page."""

    name: str
    runs: tuple[Run, ...]  #: in the order of time
    unseen: tuple[Unseen, ...] = ()  #: in the order of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """How figures moved. Times are UTC; they are shown in ``time_zone``."""

    title: str  #: what is counted
    lines: tuple[Line, ...]
    until: datetime  #: when it was asked for: what still stands does until then
    time_zone: str = "UTC"

    @property
    def since(self) -> datetime:
        """Return when the first value was seen."""
        return min((run.since for line in self.lines for run in line.runs), default=self.until)

    @property
    def units(self) -> list[str | None]:
        """Return the units of its values, the latest used first."""
        latest: dict[str | None, datetime] = {}
        for line in self.lines:
            for run in line.runs:
                unit = run.figure.unit
                latest[unit] = max(run.until or self.until, latest.get(unit, run.since))
        return sorted(latest, key=lambda unit: latest[unit], reverse=True)

    @property
    def rows(self) -> list[tuple[Line, Run]]:
        """Return every run with its line, the oldest first."""
        every = [(line, run) for line in self.lines for run in line.runs]
        return sorted(every, key=lambda row: (row[1].since, row[0].name))

    @property
    def count(self) -> int:
        """Return how many runs there are."""
        return sum(len(line.runs) for line in self.lines)

    @property
    def is_hedged(self) -> bool:
        """Return whether any value is told otherwise than exactly."""
        figures = [run.figure for line in self.lines for run in line.runs]
        return any(one.value is None or one.quantifier is not Quantifier.EXACT for one in figures)

    @property
    def is_withdrawn(self) -> bool:
        """Return whether anybody states nothing any more."""
        return any(line.runs and line.runs[-1].until is not None for line in self.lines)

    @property
    def is_interrupted(self) -> bool:
        """Return whether a page was not seen for some of the time."""
        return any(line.unseen for line in self.lines)

    def newest(self, most: int) -> list[tuple[Line, Run]]:
        """Return the last *most* runs with their lines, the newest first."""
        return self.rows[::-1][:most]
