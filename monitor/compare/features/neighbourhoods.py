"""Where unmatched figures stand: between which landmarks, in what family, among how many rivals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from monitor.compare.features.claims import Claim, without_figures
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.features.word_bags import MOMENT

Pairs = dict[int, int]  # index of the new claim -> index of the old one


class Gaps:
    """Between which matched figures each of the others stands."""

    def __init__(self, back: Pairs, olds: int, pairs: Pairs, news: int) -> None:
        self.olds = _between([back.get(index, -1) for index in range(olds)])
        self.news = _between([index if index in pairs else -1 for index in range(news)])
        self.old_crowd = Counter(gap for index, gap in enumerate(self.olds) if index not in back)
        self.new_crowd = Counter(gap for index, gap in enumerate(self.news) if index not in pairs)

    def bonus(self, old: int, new: int) -> float:
        """Return what the places of the two say for their being one."""
        gap = self.olds[old]
        if gap != self.news[new]:
            return 0.0
        return W.alone if self.old_crowd[gap] == self.new_crowd[gap] == 1 else W.between


def family(claim: Claim, claims: Sequence[Claim]) -> tuple[int, ...]:
    """Return the indexes of the whole that *claim* is, or is a part of, and of all its parts."""
    whole = claim if claim.whole is None else claims[claim.whole]
    return (whole.index, *whole.parts) if whole.parts else ()


def unrivalled(scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Return the pairs whose score no other pair of the same old or the same new figure comes near."""
    best: dict[tuple[str, int], list[float]] = defaultdict(list)
    for (old, new), score in scores.items():
        best["old", old].append(score)
        best["new", new].append(score)
    rivals = {figure: sorted(found)[-2] if len(found) > 1 else 0.0 for figure, found in best.items()}
    return {
        (old, new): score
        for (old, new), score in scores.items()
        if score >= max(rivals["old", old], rivals["new", new]) + W.margin
    }


def _between(marks: Sequence[int]) -> list[tuple[int, int]]:
    """Return for every place the last mark before it and the first one after, -1 where there is none."""
    sides: list[list[int]] = []
    for walk in (marks, marks[::-1]):
        last = -1
        seen: list[int] = []
        for mark in walk:
            seen.append(last)
            last = mark if mark >= 0 else last
        sides.append(seen)
    return list(zip(sides[0], sides[1][::-1], strict=True))


def listed_days(claims: Sequence[Claim], group: Sequence[int]) -> set[str]:
    """Return the places where a version says the same of several days, so that a day is a name and no news."""
    said: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for index in group:
        if MOMENT in claims[index].template and not claims[index].absent:
            said[claims[index].place].append(without_figures(claims[index], claims))
    return {place for place, dates in said.items() if len(dates) > 1 and len(set(dates)) == len(dates)}
