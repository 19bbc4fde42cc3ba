"""A history for people: a run of statements in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

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


def series_title(first: Stored, every: Callable[[], Iterable[Stored]]) -> str:
    """Return what a series is called; where its label is empty, the sentence it stands in.

    Args:
        first: what it stated first.
        every: gives all that it stated, which is only looked at for cells of a table that may all be of one time.
    """
    if not first.label:
        return f"in: {shortened(first.figure.sentence)}"
    time = wording.cell_time(first.figure) if first.label == first.figure.counts else ""
    is_of_time = bool(time) and all(wording.cell_time(one.figure) == time for one in every())
    return visible(first.label) + (time if is_of_time else "")
