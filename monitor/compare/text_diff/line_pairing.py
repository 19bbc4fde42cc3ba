"""Which line of the new text came from which of the old: the same, the same but for numbers, much like it, or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from monitor.compare.features.common_runs import Pair, aligned, gaps, heaviest_run
from monitor.compare.text_diff.coding import Codes
from monitor.compare.text_diff.lines import Line

ALIKE = 0.45  # share of the words of both that a line keeps when it was changed rather than replaced
ALIKE_AFAR = 0.7  # the same of a line that is found elsewhere
SOME_WORDS = 4  # that a line must have to be known elsewhere by itself
RARE = 8  # lines of a gap that may share a word by which two of them are thought alike
NEAR = 6  # lines with most such words in common that one is held against
BESIDE = 2  # lines before and after the opposite one that it is held against, too: all may have the same words


class Pairing:
    """The pairs of two lists of lines: those that keep their order, and those that were moved. Each line is in one."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self._sides = (old, new)
        whole = Codes()
        self.ordered = aligned(*(whole.of([line.text for line in side]) for side in self._sides))
        self.moved: list[Pair] = []
        self.moved += list(self._moved(_text))
        self._in_gaps(self._but_for_numbers)
        self.moved += list(self._moved(_mask))
        self._in_gaps(self._alike)
        self.moved += list(self._moved_and_changed())

    def _in_gaps(self, find: Callable[[list[int], list[int]], Iterable[Pair]]) -> None:
        """Add the pairs that *find* sees in what is left between those that keep their order."""
        for olds, news in list(gaps(self.ordered, *self._left())):
            if olds and news:
                self.ordered += find(olds, news)
        self.ordered.sort()

    def _left(self) -> tuple[list[int], list[int]]:
        """Return the lines of both sides that are in no pair yet."""
        pairs = [*self.ordered, *self.moved]
        taken = ({i for i, _ in pairs}, {j for _, j in pairs})
        old, new = (
            [k for k in range(len(side)) if k not in held] for side, held in zip(self._sides, taken, strict=True)
        )
        return old, new

    def _moved(self, key: Callable[[Line], str]) -> Iterator[Pair]:
        """Yield the lines whose *key* each side has once, elsewhere, with those that went along beside them."""
        olds, news = map(set, self._left())
        old, new = ([key(line) if k in left else "" for k, line in enumerate(side)]
                    for side, left in zip(self._sides, (olds, news), strict=True))  # fmt: skip
        place = dict(_once(new, news))
        for text, first in _once(old, olds):
            pair = (first, place.get(text, -1))
            if pair[1] < 0 or not self._is_known(pair):
                continue
            for i, j in self._beside(pair, (old, new), (olds, news)):
                olds.discard(i)
                news.discard(j)
                yield i, j

    @staticmethod
    def _beside(pair: Pair, keys: tuple[list[str], list[str]], left: tuple[set[int], set[int]]) -> Iterator[Pair]:
        """Yield *pair* and the pairs of equal lines right before and after it."""
        for step, (i, j) in ((-1, pair), (1, (pair[0] + 1, pair[1] + 1))):
            at = (i, j)
            while at[0] in left[0] and at[1] in left[1] and keys[0][at[0]] == keys[1][at[1]] != "":
                yield at
                at = (at[0] + step, at[1] + step)

    def _but_for_numbers(self, olds: list[int], news: list[int]) -> list[Pair]:
        whole = Codes()
        old, new = self._sides
        masks = [[old[i].mask for i in olds], [new[j].mask for j in news]]
        pairs = aligned(*(whole.of(side) for side in masks))
        return [(olds[i], news[j]) for i, j in pairs if masks[0][i]]

    def _alike(self, olds: list[int], news: list[int]) -> list[Pair]:
        likely = self._likely(olds, news, ALIKE)
        new = self._sides[1]
        return heaviest_run((share * len(new[pair[1]].mask), pair) for share, pair in likely)

    def _moved_and_changed(self) -> Iterator[Pair]:
        likely = sorted(self._likely(*self._left(), ALIKE_AFAR), key=lambda one: (-one[0], one[1]))
        taken: tuple[set[int], set[int]] = (set(), set())
        for _, pair in likely:
            if pair[0] not in taken[0] and pair[1] not in taken[1] and self._is_known(pair):
                taken[0].add(pair[0])
                taken[1].add(pair[1])
                yield pair

    def _is_known(self, pair: Pair) -> bool:
        """Return whether both lines have words enough to be one; a table's row is one by what heads it."""
        old, new = (side[k] for side, k in zip(self._sides, pair, strict=True))
        if old.is_row and new.is_row and old.cells[0].casefold() == new.cells[0].casefold():
            return True
        return min(len(old.mask), len(new.mask)) >= SOME_WORDS

    def _likely(self, olds: list[int], news: list[int], least: float) -> Iterator[tuple[float, Pair]]:
        """Yield pairs of lines that are alike, with the share of their words that they have in common."""
        old, new = self._sides
        holders: dict[str, list[int]] = {}
        for i in olds if news else ():
            for word in dict.fromkeys(old[i].mask):  # a set's order differs from one run to the next
                holders.setdefault(word, []).append(i)
        for place, j in enumerate(news if olds else ()):
            for near in (_sharing(new[j].mask, holders), _opposite(place, olds, news)):
                found = [(share, (i, j)) for i in near if (share := self._likeness(old[i], new[j], least)) >= least]
                yield from found
                if found:
                    break

    def _likeness(self, old: Line, new: Line, least: float) -> float:
        if old.is_row is not new.is_row:
            return 0.0
        return Indel.normalized_similarity(old.mask, new.mask, score_cutoff=least)


def _sharing(mask: str, holders: dict[str, list[int]]) -> list[int]:
    """Return the lines that share most words with *mask* which few lines have."""
    shared: Counter[int] = Counter()
    for word in dict.fromkeys(mask):
        held = holders.get(word, ())
        if len(held) <= RARE:
            shared.update(held)
    return [i for i, _ in sorted(shared.items(), key=lambda one: (-one[1], one[0]))[:NEAR]]


def _opposite(place: int, olds: list[int], news: list[int]) -> list[int]:
    """Return the old lines around where one would stand beside *place* of the new ones, if all had been changed."""
    middle = place * len(olds) // len(news)
    return olds[max(0, middle - BESIDE) : middle + BESIDE + 1]


def _once(keys: Sequence[str], places: Iterable[int]) -> list[tuple[str, int]]:
    ordered = sorted(places)
    count = Counter(keys[place] for place in ordered)
    return [(keys[place], place) for place in ordered if keys[place] and count[keys[place]] == 1]


def _text(line: Line) -> str:
    return line.text


def _mask(line: Line) -> str:
    return line.mask
