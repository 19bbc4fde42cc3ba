"""What a picture of a timeline will hold, before a stroke of it is drawn: runs, axes, and the room for words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.model.sanitize import shortened
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.report.timelines.extents import Extent, extent_of
from monitor.report.timelines.run_marks import Pen
from monitor.report.timelines.thinning import thinned
from monitor.report.timelines.time_axis import TimeAxis, time_axis
from monitor.report.timelines.timeline import Run, Timeline
from monitor.report.timelines.value_axis import ValueAxis, label, value_axis

PANELS = 3  # units that are drawn, each in a panel; those that were used before are in the table
LINES = 8  # lines with a colour and a mark of their own
ROW = 16.0  # from one line of words to the next
NAME = 22  # characters of a name beside a line
_LEAST = 12  # runs of a line that are drawn, however many lines there are
_LETTER = 6.6  # how wide a letter is on an average, at most, of type that is 12 high


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How large a picture is, in its own units, and how much it shows."""

    width: float
    panel: float  #: height of a panel
    runs: int  #: drawn at most, of all lines together
    ticks: int  #: of the axis of time
    names_beside: bool  #: names stand at the ends of lines, not above


WIDE = Shape(width=720, panel=200, runs=240, ticks=7, names_beside=True)
NARROW = Shape(width=300, panel=170, runs=90, ticks=4, names_beside=False)  # legible on a telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will be drawn, and where it begins and ends from left to right."""

    timeline: Timeline
    shape: Shape
    clock: Clock
    runs: tuple[list[Run], ...]  #: of each line, those that are drawn
    times: TimeAxis
    axes: dict[str | None, ValueAxis]  #: a panel each, by unit
    left: float
    right: float

    @property
    def has_names(self) -> bool:
        """Return whether there are several lines to be told apart."""
        return len(self.timeline.lines) > 1

    def pen(self, number: int) -> Pen:
        """Return how the line of that number, from 1, is drawn."""
        name = self.timeline.lines[number - 1].name if self.has_names else ""
        withdrawn = frozenset(
            run.until
            for run, following in pairwise([*self.runs[number - 1], None])
            if run is not None and run.until and (following is None or following.since > run.until)
        )
        return Pen(number=number if number <= LINES else 0, name=name, clock=self.clock, withdrawn=withdrawn)


def plan(timeline: Timeline, shape: Shape) -> Plan:
    """Return what a picture of *timeline* in that *shape* holds."""
    most = max(shape.runs // max(len(timeline.lines), 1), _LEAST)
    runs = tuple(thinned(line.runs, most) for line in timeline.lines)
    every = [run for own in runs for run in own]
    clock = Clock(timeline.time_zone)
    axes = {unit: value_axis(own) for unit in timeline.units if (own := _extents(every, unit))}
    axes = dict(list(axes.items())[:PANELS])
    ticks = [label(tick) for axis in axes.values() for tick in axis.ticks]
    return Plan(
        timeline=timeline,
        shape=shape,
        clock=clock,
        runs=runs,
        times=time_axis(timeline.since, timeline.until, clock, shape.ticks),
        axes=axes,
        left=14 + widest(ticks),
        right=shape.width - (22 + widest(_beside(timeline)) if shape.names_beside else 10),
    )


def _extents(runs: Iterable[Run], unit: str | None) -> list[Extent]:
    found = (extent_of(run.figure) for run in runs if run.figure.unit == unit)
    return [extent for extent in found if extent]


def _beside(timeline: Timeline) -> list[str]:
    """Return what stands at the ends of lines: whose they are; where there is but one, what it states."""
    if len(timeline.lines) > 1:
        return [f"  {shortened(line.name, NAME)}" for line in timeline.lines[:LINES]]
    return [written(run) for line in timeline.lines for run in _last_of_units(line.runs)]


def _last_of_units(runs: Sequence[Run]) -> list[Run]:
    return list({run.figure.unit: run for run in runs}.values())


def written(run: Run) -> str:
    """Return a value as it stands at the end of a line."""
    return shortened(wording.written(run.figure), NAME)


def widest(texts: Iterable[str]) -> float:
    """Return how wide the longest of *texts* is, about."""
    return max((len(text) * _LETTER for text in texts), default=0)
