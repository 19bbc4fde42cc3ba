"""Sentences that say one thing of several periods, as "In March 310 riders came, in April 287" does.

There a period is a name, as the day is in a list of days. When the sentence slides on ("in April 287, in May 342"),
what was said of April goes on, May is new, and March is no claim withdrawn. A period that stands alone is news of its
series.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.compare.features.claims import Claim
from monitor.compare.features.header_keys import folded, names_a_time
from monitor.compare.features.word_bags import MOMENT
from monitor.model import Role

_DIGIT = re.compile(r"\d")
Listed = Mapping[int, frozenset[str]]  # index of a claim in such a sentence -> the words of its period


def listed(claims: Sequence[Claim]) -> Listed:
    """Return the figures that stand beside one that says the same of another period, each with its period."""
    return {claim.index: claim.period for claim in claims if claim.beside and _is_listed(claim, claims)}


def _is_listed(claim: Claim, claims: Sequence[Claim]) -> bool:
    return (
        claim.figure.time is not None
        and bool(claim.period)
        and any(
            claims[index].period not in (frozenset(), claim.period) and _say_the_same(claim, claims[index])
            for index in claim.beside
        )
    )


def _say_the_same(one: Claim, other: Claim) -> bool:
    """Return whether two figures of a sentence count one thing, and say alike for when.

    What was before ("up from") lists no periods, nor does a total "as of 6 April" beside the count "on 5 April".
    """
    lists = one.figure.role not in (Role.REFERENCE, Role.CHANGE) and one.is_flow is other.is_flow
    return lists and one.when == other.when and _thing(one) == _thing(other)


def _thing(claim: Claim) -> object:
    return claim.figure.head, claim.figure.unit, claim.figure.role


def continued(olds: Sequence[Claim], news: Sequence[Claim], periods: tuple[Listed, Listed]) -> list[tuple[int, int]]:
    """Return the pairs (old, new) that say one thing of one period, each of them once in its version."""
    groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, claims in enumerate((olds, news)):
        for index, period in periods[side].items():
            groups[period, _thing(claims[index])][side].append(index)
    return [(old[0], new[0]) for old, new in groups.values() if len(old) == len(new) == 1]


def scrolled(olds: Sequence[Claim], news: Sequence[Claim]) -> frozenset[int]:
    """Return the series of one of several days, months, years or weeks: the oldest goes when one comes.

    They are those of a table or a list of days, and those of periods that a sentence named and may have left behind,
    going on with others.
    """
    things = {_thing(news[index]) for index in listed(news)}
    slid = (olds[index] for index in listed(olds) if _thing(olds[index]) in things)
    return frozenset(claim.series for claim in (*slid, *_of_days(olds, news)))


def _of_days(olds: Sequence[Claim], news: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the old figures of a list of days, and those whose headers name a time or a number that goes up."""
    present = [claim for claim in olds if not claim.absent]
    alike = Counter((claim.key, claim.place) for claim in present if MOMENT in claim.template)
    numbered = _numbered_anew(present, news)
    for claim in present:
        if alike[claim.key, claim.place] > 1 or (claim.in_table and _is_headed_by_time(claim, numbered)):
            yield claim


def _numbered_anew(olds: Iterable[Claim], news: Iterable[Claim]) -> frozenset[str]:
    """Return the headers, without their numbers, that came: "week 00" where "Week 12" did."""
    said = ({header for one in claims for header in one.figure.headers} for claims in (olds, news))
    before, after = (set(map(folded, headers)) for headers in said)
    return frozenset(_unnumbered(header) for header in after - before if any(map(str.isdigit, header)))


def _is_headed_by_time(cell: Claim, numbered: frozenset[str]) -> bool:
    return any(
        names_a_time(header, cell.vocabulary) or _unnumbered(folded(header)) in numbered
        for header in cell.figure.headers
    )


def _unnumbered(header: str) -> str:
    return _DIGIT.sub("0", header)


def are_apart(old: Claim, new: Claim, periods: tuple[Listed, Listed]) -> bool:
    """Return whether the two are of different periods, one of them in a sentence that names them."""
    if old.index not in periods[0] and new.index not in periods[1]:
        return False
    return bool(old.period and new.period) and old.period != new.period
