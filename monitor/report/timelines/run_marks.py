"""One line of a timeline, drawn: what each run states and how firmly, where it was not seen, where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from monitor.model.phrasing import counted
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.report.timelines.chart_frame import Element, Frame, Stretch, add, parted, stretches_unseen
from monitor.report.timelines.extents import Extent
from monitor.report.timelines.timeline import Run, Unseen

SHAPES = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "m-3.5-3.5h7v7h-7z",
    "m0-4.6 4.4 7.8h-8.8z",
    "m0-4.8 4.8 4.8-4.8 4.8-4.8-4.8z",
    "m0 4.6 4.4-7.8h-8.8z",
    "m-1.5-4.5h3v3h3v3h-3v3h-3v-3h-3v-3h3z",
    "m-5-2.5h10v5h-10z",
    "m-2.5-5h5v10h-5z",
)
"""The mark of each line, about the point where a run begins: whoever sees no colours tells lines by these."""
_SOFT = 6.0  # how far a rough value reaches up and down; no number: how rough it is, nobody has said
_OPEN = 12.0  # how far one reaches that is left open on a side
_MARKED = 40  # runs of a line: of more, only the last is marked
_END = 5.0  # of the stroke where a claim was withdrawn, up and down
Drawn = Sequence[tuple[Run, Extent]]  #: in the order of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a line is drawn and spoken of."""

    number: int  #: of its colour and its mark, from 1; 0: one of many
    name: str  #: of whoever states it; "" where the timeline has one line
    clock: Clock
    withdrawn: frozenset[datetime]  #: when runs ended after which nothing was stated

    @property
    def line(self) -> str:
        """Return the class by which the style sheet colours it."""
        return f"line-{self.number}"


def draw(parent: Element, drawn: Drawn, unseen: Sequence[Unseen], frame: Frame, pen: Pen) -> None:
    """Draw the runs of one unit."""
    if not drawn:
        return
    spells = stretches_unseen(unseen, frame)
    group = add(parent, "g", kind=f"drawn {pen.line}")
    if path := _rises(drawn, frame):
        add(group, "path", kind="rise", d=path)
    for run, extent in drawn:
        _draw_run(group, run, extent, spells, frame, pen)
    if pen.name and pen.number:
        _mark(group, drawn, frame, pen)


def _draw_run(group: Element, run: Run, extent: Extent, spells: Sequence[Stretch], frame: Frame, pen: Pen) -> None:
    left, right = frame.x(run.since), frame.x(run.until or frame.times.ends)
    high, low = frame.y(extent.high), frame.y(extent.low)
    one = add(group, "g", kind="run")
    add(one, "title", told(run, pen))
    parts = parted(left, right, spells)
    for part in parts:
        if part.is_seen:
            _band(one, part, extent, frame)
    for is_seen in (True, False):
        strokes = "".join(
            f"M{part.left:.1f} {y:.1f}H{part.right:.1f}"
            for part in parts
            if part.is_seen is is_seen
            for y in sorted({high, low})
        )
        if strokes:
            add(one, "path", kind=_stroke(extent, is_seen=is_seen), d=strokes)
    if extent.open_above or (extent.open_below and not extent.is_rough):
        _arrow(one, min(left + 7, (left + right) / 2), high if extent.open_above else low, up=extent.open_above)
    add(one, "path", kind="reach", d=f"M{left:.1f} {(high + low) / 2:.1f}H{max(right, left + 1):.1f}")
    if run.until in pen.withdrawn:
        add(one, "path", kind="end", d=f"M{right:.1f} {high - _END:.1f}V{low + _END:.1f}")


def _stroke(extent: Extent, *, is_seen: bool) -> str:
    if not is_seen:
        return "stroke unseen"
    return "stroke rough" if extent.is_rough else "stroke"


def _band(parent: Element, part: Stretch, extent: Extent, frame: Frame) -> None:
    """Draw what lies between the ends of a range, and how far a number reaches that is not told exactly."""
    top, bottom = frame.y(extent.high), frame.y(extent.low)
    if extent.is_rough:
        top, bottom = (top if extent.open_below else top - _SOFT), bottom + _SOFT
    elif extent.open_above:
        top -= _OPEN
    elif extent.open_below:
        bottom += _OPEN
    top, bottom = max(top, frame.top), min(bottom, frame.bottom)
    if bottom > top:
        add(parent, "rect", kind="band", x=part.left, y=top, width=part.right - part.left, height=bottom - top)


def _arrow(parent: Element, x: float, y: float, *, up: bool) -> None:
    way = -1 if up else 1
    tip = f"M{x:.1f} {y:.1f}v{way * _OPEN:g}m-3 {-way * 4}l3 {way * 4}l3 {-way * 4}"
    add(parent, "path", kind="arrow", d=tip)


def _rises(drawn: Drawn, frame: Frame) -> str:
    """Return the path of the steps between runs of which one follows at once on the other."""
    steps = []
    for (run, extent), (following, then) in pairwise(drawn):
        if run.until is not None and following.since <= run.until:
            begins, ends = (extent.high, then.low) if then.low > extent.high else (extent.low, then.high)
            steps.append(f"M{frame.x(following.since):.1f} {frame.y(begins):.1f}V{frame.y(ends):.1f}")
    return "".join(steps)


def _mark(group: Element, drawn: Drawn, frame: Frame, pen: Pen) -> None:
    """Draw the mark of the line where its runs begin, if these are few, and at its last."""
    shown = drawn if len(drawn) <= _MARKED else drawn[-1:]
    shape = SHAPES[(pen.number - 1) % len(SHAPES)]
    path = "".join(f"M{frame.x(run.since):.1f} {frame.y(extent.middle):.1f}{shape}" for run, extent in shown)
    if path:
        add(group, "path", kind="mark", d=path)


def told(run: Run, pen: Pen) -> str:
    """Return what is said of a run: who states what, from when until when."""
    clock = pen.clock
    until = f"until {clock.reader_minute(run.until)}" if run.until else "still stated"
    parts = [
        f"{pen.name}: {wording.written(run.figure)}" if pen.name else wording.written(run.figure),
        f"from {clock.reader_minute(run.since)} {'' if run.until else '· '}{until}",
        "withdrawn then" if run.until in pen.withdrawn else "",
        f"{run.hidden} more values in this time"
        if run.hidden
        else counted(run.times, "statement")
        if run.times > 1
        else "",
    ]
    return " · ".join(part for part in parts if part)
