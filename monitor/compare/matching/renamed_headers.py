"""Cells of tables whose headers were given another name, or came or went: known by what stands under them.

Nobody tells which column "Fatalities" was before, but its cells do: where most of them say what those under "Deaths"
said beside the same headers, to the digit, the column goes on, and with it the few cells that moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from monitor.compare.features.claims import Claim
from monitor.compare.features.header_keys import names_a_time
from monitor.compare.features.normalized import digits_of, ends_of
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.pairs_so_far import Pairing

Headers = tuple[str, ...]
Line = list[tuple[str, int]]  # the header of each cell that only one version has, and the cell
Lines = Mapping[Headers, Line]  # by the other headers of its cells


@dataclass(slots=True)
class _Evidence:
    """What says that cells under some headers are those that stood, or stand, under other ones, or under none."""

    cells: list[tuple[int, int]] = field(default_factory=list)  #: that would be one
    equal: int = 0  #: of them, that say the same
    digits: int = 0  #: of what these say

    def add(self, one: Claim, other: Claim) -> None:
        """Take in two cells that would be one."""
        self.cells.append((one.index, other.index))
        if ends_of(one.figure) == ends_of(other.figure) and one.figure.unit == other.figure.unit:
            self.equal += 1
            self.digits += digits_of(one.figure)

    @property
    def suffices(self) -> bool:
        """Return whether as much as that does not agree by chance."""
        return self.digits >= W.renamed_digits and self.equal >= W.renamed * len(self.cells)


def pair_renamed(pairing: Pairing) -> None:
    """Pair the cells that are left under headers which one version alone has."""
    left = tuple(map(_cells, (pairing.olds, pairing.news), pairing.left()))
    if not all(left):
        return
    olds = _lines(left[0], _headers(pairing.news))
    news = _lines(left[1], _headers(pairing.olds))
    pairs = [
        *_renamed(olds, news, pairing),
        *_in_order(olds, pairing.olds, left[1]),
        *((old, new) for new, old in _in_order(news, pairing.news, left[0])),
    ]
    for old, new in pairs:
        if pairing.may_be_one(old, new):
            pairing.add_unless_barred(old, new)


def _cells(claims: Sequence[Claim], indexes: Sequence[int]) -> list[Claim]:
    """Return those of *claims* with these *indexes* that are cells of the version, and have headers."""
    found = (claims[index] for index in indexes)
    return [claim for claim in found if claim.in_table and claim.headers and not claim.absent]


def _headers(claims: Sequence[Claim]) -> frozenset[str]:
    return frozenset(header for claim in claims if not claim.absent for header in claim.headers)


def _lines(claims: Sequence[Claim], known: frozenset[str]) -> Lines:
    """Return the cells of *claims* that have one header which is not *known* to the other version, and no time."""
    lines: dict[Headers, Line] = defaultdict(list)
    for claim in claims:
        own = [header for header in claim.headers if header not in known]
        if len(own) == 1 < len(claim.headers) and not names_a_time(own[0], claim.vocabulary):
            lines[_rest(claim, own[0])].append((own[0], claim.index))
    return lines


def _rest(claim: Claim, header: str) -> Headers:
    return tuple(one for one in claim.headers if one != header)


def _renamed(olds: Lines, news: Lines, pairing: Pairing) -> Iterator[tuple[int, int]]:
    """Yield the cells under headers that were given other names, each of them once, the surest first."""
    found: dict[tuple[str, str], _Evidence] = defaultdict(_Evidence)
    for rest in olds:  # in the order of the page, whatever the order of a set
        if rest not in news or len(olds[rest]) * len(news[rest]) > W.crowd:
            continue
        for (header, old), (name, new) in product(olds[rest], news[rest]):
            if pairing.olds[old].header_numbers == pairing.news[new].header_numbers:
                found[header, name].add(pairing.olds[old], pairing.news[new])
    gone: set[str] = set()
    come: set[str] = set()
    for (header, name), evidence in sorted(found.items(), key=lambda one: (-one[1].equal, -one[1].digits, one[0])):
        if evidence.suffices and header not in gone and name not in come:
            gone.add(header)
            come.add(name)
            yield from evidence.cells


def _in_order(lines: Lines, claims: Sequence[Claim], bare: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Yield the cells of *lines* with those of *bare* in their places, which have the other headers of a line alone."""
    without: dict[Headers, list[Claim]] = defaultdict(list)
    for claim in bare:
        without[claim.headers].append(claim)
    found: dict[Headers, _Evidence] = defaultdict(_Evidence)
    for rest, line in lines.items():
        if len(line) == len(without[rest]):
            headers = tuple(header for header, _ in line)
            for (_, index), claim in zip(line, without[rest], strict=True):
                found[headers].add(claims[index], claim)
    for evidence in found.values():
        if evidence.suffices:
            yield from evidence.cells
