"""A timeline as SVG of our own: a panel for each unit, one above the other, over one axis of time.

Nothing in it runs or is loaded. Colours are those of templates/timeline.css, which a picture that is to stand alone
brings along.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources

from lxml import etree

from monitor.model.phrasing import counted
from monitor.model.sanitize import shortened, visible
from monitor.report import wording
from monitor.report.timelines.chart_frame import Element, Frame, add, new, stretches_unseen
from monitor.report.timelines.chart_plan import LINES, NAME, ROW, WIDE, Plan, Shape, plan, widest, written
from monitor.report.timelines.end_labels import spread
from monitor.report.timelines.extents import Extent, extent_of
from monitor.report.timelines.run_marks import SHAPES, draw
from monitor.report.timelines.timeline import Run, Timeline, Unseen
from monitor.report.timelines.value_axis import label

_TOLD = 3  # spells of which one shade tells
End = tuple[int, Run, Extent]  #: the number of a line, from 1, and its last run in a panel


def svg(timeline: Timeline, shape: Shape = WIDE) -> str:
    """Return the picture as an element for a page that has our style sheet, named for those who cannot see it."""
    return etree.tostring(_picture(plan(timeline, shape)), encoding="unicode")


def standalone(timeline: Timeline, shape: Shape = WIDE) -> str:
    """Return the picture as a file of its own, light or dark as its reader likes it."""
    root = _picture(plan(timeline, shape))
    style = new("style")
    style.text = _style()
    root[:0] = [style, new("rect", kind="paper", width="100%", height="100%")]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


@cache
def _style() -> str:
    return (resources.files("monitor.report") / "templates" / "timeline.css").read_text(encoding="utf-8")


def _picture(of: Plan) -> Element:
    root = new("svg", kind="timeline", role="img", aria_label=_in_words(of))
    height = _names(root, of)
    for unit in of.axes:
        height = _panel(root, of, unit, height)
    if of.axes:
        _dates(root, of, height)
    else:
        add(root, "text", "No value that a chart can show.", kind="tick", x=12.0, y=height + ROW)
    root.set("viewBox", f"0 0 {of.shape.width:g} {height + 1.5 * ROW:.1f}")
    return root


def _in_words(of: Plan) -> str:
    """Return what the picture shows, for those who cannot see it."""
    timeline = of.timeline
    runs = sorted((run for line in timeline.lines for run in line.runs), key=lambda run: run.since)
    if not runs:
        return visible(f"{timeline.title}: no value is known")
    ends = [f"{wording.written(run.figure)} on {of.clock.date(run.since)}" for run in (runs[0], runs[-1])]
    who = f", as {counted(len(timeline.lines), 'speaker')} put it" if of.has_names else ""
    return visible(f"{timeline.title}{who}: {' to '.join(dict.fromkeys(ends))}; {counted(len(runs), 'value')}")


def _names(root: Element, of: Plan) -> float:
    """Write whose the lines are above the panels, where that does not stand beside; return where these begin."""
    named = of.timeline.lines[:LINES] if of.has_names and not of.shape.names_beside else ()
    for number, line in enumerate(named, 1):
        _name(root, line.name, number, (14.0, number * ROW), 36)
    height = len(named) * ROW
    left_over = len(of.timeline.lines) - LINES
    if left_over > 0:
        height += ROW
        add(root, "text", f"and {left_over} more, in grey", kind="tick", x=8.0, y=height)
    return height


def _name(root: Element, name: str, number: int, place: tuple[float, float], most: int) -> None:
    x, y = place
    group = add(root, "g", kind=f"name line-{number}")
    add(group, "title", name)
    add(group, "path", kind="mark", d=f"M{x:.1f} {y - 4:.1f}{SHAPES[number - 1]}")
    add(group, "text", shortened(name, most), x=x + 9, y=y)


def _panel(root: Element, of: Plan, unit: str | None, top: float) -> float:
    """Draw what was stated in one unit below *top*; return where that ends."""
    top += ROW + 8 if unit else 10
    axis = of.axes[unit]
    frame = Frame(left=of.left, right=of.right, top=top, bottom=top + of.shape.panel, times=of.times, values=axis)
    if unit:
        add(root, "text", unit, kind="tick", x=of.left, y=top - 7)
    _spells(root, of, frame)
    for tick in axis.ticks:
        y = frame.y(tick)
        add(root, "path", kind="grid", d=f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}")
        add(root, "text", label(tick), kind="tick", x=frame.left - 6, y=y + 4, text_anchor="end")
    ends: list[End] = []
    numbered = list(enumerate(zip(of.timeline.lines, of.runs, strict=True), 1))
    for number, (line, runs) in reversed(numbered):  # the first above the others
        own = [(run, extent) for run in runs if run.figure.unit == unit and (extent := extent_of(run.figure))]
        draw(root, own, line.unseen, frame, of.pen(number))
        ends += [(number, *own[-1])] if own and number <= LINES else []
    if of.shape.names_beside:
        _beside(root, of, frame, ends)
    return frame.bottom


def _spells(root: Element, of: Plan, frame: Frame) -> None:
    """Shade the time in which the only page was not seen; of several, the strokes of each line tell."""
    if of.has_names:
        return
    for part in (part for line in of.timeline.lines for part in stretches_unseen(line.unseen, frame)):
        x, y, width, height = part.left, frame.top, part.right - part.left, frame.bottom - frame.top
        shade = add(root, "rect", kind="spell", x=x, y=y, width=width, height=height)
        told = [_spell(of, one) for one in part.spells[:_TOLD]]
        more = [f"and {len(part.spells) - _TOLD} more"] if len(part.spells) > _TOLD else []
        add(shade, "title", " · ".join([*told, *more]))


def _spell(of: Plan, spell: Unseen) -> str:
    until = f" until {of.clock.reader_minute(spell.until)}" if spell.until else ""
    return f"Not seen from {of.clock.reader_minute(spell.since)}{until}: {spell.why}"


def _beside(root: Element, of: Plan, frame: Frame, ends: Sequence[End]) -> None:
    """Write at the ends of lines whose they are; where there is but one, what it states."""
    wanted = [frame.y(extent.middle) + 4 for _, _, extent in ends]
    for (number, run, _), want, y in zip(ends, wanted, spread(wanted, ROW - 1, frame.top, frame.bottom), strict=True):
        if not of.has_names:
            add(root, "text", written(run), kind="last", x=frame.x(run.until or of.times.ends) + 8, y=y)
            continue
        if abs(want - y) > 2:
            lead = f"M{frame.right:.1f} {want - 4:.1f}L{frame.right + 6:.1f} {y - 4:.1f}"
            add(root, "path", kind=f"lead line-{number}", d=lead)
        _name(root, of.timeline.lines[number - 1].name, number, (frame.right + 12, y), NAME)


def _dates(root: Element, of: Plan, bottom: float) -> None:
    for at, words in of.times.ticks:
        x = of.left + of.times.share(at) * (of.right - of.left)
        half = widest([words]) / 2
        anchor = "start" if x - half < 0 else "end" if x + half > of.shape.width else "middle"
        add(root, "path", kind="grid", d=f"M{x:.1f} {bottom:.1f}v4")
        add(root, "text", words, kind="tick", x=x, y=bottom + ROW, text_anchor=anchor)
