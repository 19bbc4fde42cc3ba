"""Who states an indicator differently, how far apart, and since when; as the views of the schema have it.

The views say it of every step of every two speakers. Here only those are looked at who differ now, and how they came to
that is reckoned from what each has said, when it is asked for: fifty speakers are 1,225 pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from heapq import merge
from itertools import combinations
from operator import attrgetter
from typing import overload

from monitor.model import Disagreement, Statement
from monitor.store import queries, row_values
from monitor.store.databases import Database

_SAID = """
    SELECT s.id, s.indicator, s.speaker_key, s.captured_at, s.rounding, f.value, f.value_number, f.unit, f.role
    FROM statements s JOIN figures f ON f.id = s.figure_id WHERE {} ORDER BY s.indicator, s.day, s.captured_at, s.id"""
_ALIKE = {"SUBSET": "TOTAL"}  # roles that are compared with each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a speaker has stated of an indicator."""

    id: int
    place: int  #: among all that is stated of indicators, in the order in which it was said
    captured_at: datetime
    value: Decimal
    number: float
    rounding: float
    measure: tuple[object, ...] | None  #: unit and role: like is compared with like; None: it is no one value

    def differs(self, other: Said) -> bool | None:
        """Return whether *other* is apart by more than rounding; None: the two are not compared."""
        if self.measure is None or self.measure != other.measure:
            return None
        return abs(self.number - other.number) > max(self.rounding, other.rounding)


@dataclass(frozen=True, slots=True)
class Pair:
    """All that two speakers have stated of an indicator, the oldest said first."""

    one: Sequence[Said]
    other: Sequence[Said]

    @property
    def differs(self) -> bool:
        """Return whether their latest statements differ."""
        return self.one[-1].differs(self.other[-1]) is True

    @property
    def since(self) -> datetime:
        """Return when they were first seen to differ, as they do now, without agreeing in between."""
        first, second = len(self.one) - 1, len(self.other) - 1
        found = []
        while first >= 0 and second >= 0:
            mine, theirs = self.one[first], self.other[second]
            differs = mine.differs(theirs)
            if differs is False:
                break
            is_mine = mine.place > theirs.place
            if differs:
                found.append((mine if is_mine else theirs).captured_at)
            first, second = first - is_mine, second - (not is_mine)
        return min(found)

    @property
    def steps(self) -> Iterator[tuple[datetime, Decimal]]:
        """Yield how far they were apart after each statement of either, once both had stated something."""
        ours = {said.id for said in self.one}
        mine: Said | None = None
        theirs: Said | None = None
        for said in merge(self.one, self.other, key=attrgetter("place")):
            if said.id in ours:
                mine = said
            else:
                theirs = said
            if mine is not None and theirs is not None and mine.differs(theirs) is not None:
                yield said.captured_at, abs(mine.value - theirs.value)


class Steps(Sequence[tuple[datetime, Decimal]]):
    """How far two speakers were apart over time, reckoned when it is asked for."""

    def __init__(self, pair: Pair) -> None:
        """Prepare to reckon it of *pair*."""
        self._pair = pair

    def __iter__(self) -> Iterator[tuple[datetime, Decimal]]:
        """Yield each step."""
        return self._pair.steps

    def __len__(self) -> int:
        """Return how many steps there are."""
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, place: int) -> tuple[datetime, Decimal]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[datetime, Decimal]]: ...
    def __getitem__(self, place: int | slice) -> tuple[datetime, Decimal] | Sequence[tuple[datetime, Decimal]]:
        """Return one step, or some."""
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        """Return whether *other* has the same steps."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """Return a hash of the steps."""
        return hash(tuple(self))


BySpeaker = dict[str, list[Said]]  # by the key of the speaker


def said_of(db: Database, indicators: Sequence[str] | None, speakers: Sequence[str] | None) -> dict[str, BySpeaker]:
    """Return what was stated of *indicators* (None: all) by *speakers*, by their keys (None: all), by indicator."""
    of_indicators, some = queries.of(indicators, "s.indicator")
    of_speakers, others = queries.of(speakers, "s.speaker_key")
    found: dict[str, BySpeaker] = defaultdict(lambda: defaultdict(list))
    rows = queries.every(db, _SAID.format(f"{of_indicators} AND {of_speakers}"), [*some, *others])
    for place, row in enumerate(rows):
        found[row["indicator"]][row["speaker_key"]].append(_said(row, place))
    return found


def _said(row: queries.Row, place: int) -> Said:
    is_value = row["value"] is not None and row["value_number"] is not None
    return Said(
        id=row["id"],
        place=place,
        captured_at=row_values.moment(row["captured_at"]),
        value=Decimal(row["value"]) if is_value else Decimal(0),
        number=row["value_number"] if is_value else 0.0,
        rounding=row["rounding"],
        measure=(row["unit"], _ALIKE.get(row["role"], row["role"])) if is_value else None,
    )


def differing(of: BySpeaker) -> Iterator[Pair]:
    """Yield the pairs of speakers who differ now, the one with the lesser key first."""
    pairs = (Pair(of[one], of[other]) for one, other in combinations(sorted(of), 2))
    return (pair for pair in pairs if pair.differs)


def disagreements(pairs: Iterable[Pair], names: Mapping[str, str], said: Mapping[int, Statement]) -> list[Disagreement]:
    """Return *pairs* as disagreements.

    Args:
        pairs: of speakers who differ now.
        names: of indicators, by their ids.
        said: the latest statements of these speakers, by their numbers.
    """
    return [_disagreement(pair, names, said) for pair in pairs]


def _disagreement(pair: Pair, names: Mapping[str, str], said: Mapping[int, Statement]) -> Disagreement:
    sides = pair.one[-1], pair.other[-1]
    low, high = sorted(sides, key=attrgetter("value"))
    gap = high.value - low.value
    indicator = said[high.id].indicator
    return Disagreement(
        indicator=indicator,
        name=names[indicator],
        one=said[high.id],
        other=said[low.id],
        gap=gap,
        relative=gap / abs(low.value) if low.value else None,
        since=pair.since,
        history=Steps(pair),
    )
