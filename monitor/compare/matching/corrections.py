"""The user's word on series wins: two that are one, one that is two. Each is applied to the baseline, once.

Recorded with the check at which it was said, a decision is replayed there when everything is read again. A series that
is renamed or ignored stays what it is: the name is the ledger's, and `compare` is told which ones to ignore.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Baseline


def merge(baseline: Baseline, *, into: int, series: int) -> Baseline:
    """Return *baseline* in which *series* is the series *into*.

    What was seen last stays: the other's past goes on under its number in the ledger. Unknown numbers change nothing.
    """
    known = {one.series: one for one in baseline.tracked}
    if into == series or not {into, series} <= known.keys():
        return baseline
    last, other = known[into], known[series]
    if other.absent < last.absent:
        last, other = other, last
    merged = replace(last, series=into, earlier=last.earlier or other.earlier)
    kept = [one for one in baseline.tracked if one is not other]
    return replace(baseline, tracked=tuple(merged if one is last else one for one in kept))


def split(baseline: Baseline, *, series: int, into: int | None = None) -> Baseline:
    """Return *baseline* in which what *series* states now is another series, and the old one ends.

    Its number is *into*, which goes on so after a merge that was taken back; ``baseline.next_series`` where that is
    None or still there. An unknown number changes nothing.
    """
    known = {one.series for one in baseline.tracked}
    if series not in known:
        return baseline
    number = baseline.next_series if into is None or into in known else into
    tracked = tuple(
        replace(one, series=number, earlier=()) if one.series == series else one for one in baseline.tracked
    )
    return replace(baseline, tracked=tracked, next_series=max(baseline.next_series, number + 1))
