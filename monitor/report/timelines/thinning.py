"""Of thousands of runs those that can be told apart: of each slice of time the first, last, least and greatest.

(M4: U. Jugel, Z. Jerzak, G. Hackenbroich, V. Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", 2014.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from monitor.report.timelines.extents import extent_of
from monitor.report.timelines.timeline import Run

_KEPT = 4  # of each slice
Placed = tuple[int, Run]  #: a run, and its place among all


def thinned(runs: Sequence[Run], most: int) -> list[Run]:
    """Return at most about *most* of *runs*, which are in the order of time; a kept one lasts until the next kept."""
    if len(runs) <= most:
        return list(runs)
    begins = runs[0].since
    slice_of_time = max((runs[-1].since - begins) / max(most // _KEPT, 1), timedelta(microseconds=1))
    slices = groupby(enumerate(runs), key=lambda placed: _slice(placed[1].since, begins, slice_of_time))
    places = sorted({place for _, own in slices for place in _telling(list(own))})
    following = [*places[1:], len(runs)]
    return [_spanning(runs, place, after) for place, after in zip(places, following, strict=True)]


def _slice(at: datetime, begins: datetime, length: timedelta) -> int:
    return int((at - begins) / length)


def _telling(own: list[Placed]) -> set[int]:
    """Return the places of those runs of a slice without which it would look otherwise."""
    units = {place for (_, before), (place, run) in pairwise(own) if before.figure.unit != run.figure.unit}
    shown = [(extent, place) for place, run in own if (extent := extent_of(run.figure))]
    ends = {own[0][0], own[-1][0]}
    if not shown:
        return ends
    least, greatest = min(shown, key=lambda one: one[0].low)[1], max(shown, key=lambda one: one[0].high)[1]
    return {*ends, least, greatest, *sorted(units)[:_KEPT]}


def _spanning(runs: Sequence[Run], place: int, after: int) -> Run:
    """Return the run at *place*, drawn until the one at *after* begins, if nothing was withdrawn in between."""
    run, last = runs[place], runs[after - 1]
    return run if place == after - 1 else replace(run, until=last.until, hidden=after - 1 - place)
