"""A history for people: a run of statements in one line."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model.sanitize import shortened, visible
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.report.timelines import Run
from monitor.store import Stored


def span(run: Run, clock: Clock) -> str:
    """Return a run for people: "1,000 · 14 times, 3 to 9 March 2020" and the file that proves the first of them."""
    times = f"{run.times} times, " if run.times > 1 else ""
    when = clock.span(run.since, run.until)
    return f"{wording.written(run.figure):>16} · {times}{when}  {run.file}"


def exactly(one: Stored) -> str:
    """Return a statement for people who check it: from and until when, to the minute."""
    until = f"{one.until:%Y-%m-%d %H:%M}" if one.until else "now"
    when = f"{one.captured_at:%Y-%m-%d %H:%M} to {until:<16}"
    return f"    {when}  {wording.written(one.figure):>16}  {one.file}"


def series_title(said: Sequence[Stored]) -> str:
    """Return what the series of *said* is called; where its label is empty, the sentence it stands in."""
    first = said[0]
    if not first.label:
        return f"in: {shortened(first.figure.sentence)}"
    named = first.label != first.figure.counts
    return visible(first.label) + ("" if named else wording.cell_time(*(one.figure for one in said)))
