"""What changed in a page's text besides the sentences and cells that stand above it in a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from monitor.model import Became, Change, LineDiff, TextDiff, Words

_TELLING = (Became.CHANGED, Became.NEW, Became.GONE)


@dataclass(frozen=True, slots=True)
class Remainder:
    """A text diff without the lines that say nothing else than what is told."""

    diff: TextDiff
    left_out: int  #: how many lines those are

    def __bool__(self) -> bool:
        """Return whether anything is left to show."""
        return any(line.became is not Became.KEPT for line in self.diff.lines)

    @property
    def title(self) -> str:
        """Return what it is called."""
        if not self.left_out:
            return "What changed in the text"
        lines = "the line" if self.left_out == 1 else f"the {self.left_out} lines"
        return f"What else changed in the text, besides {lines} told above"


def remainder(diff: TextDiff, changes: Iterable[Change]) -> Remainder:
    """Return what *diff* holds besides *changes*, which are told of the page."""
    shown = _Told(changes)
    lines = tuple(line for line in diff.lines if line.became not in _TELLING or not shown.covers(line))
    return Remainder(replace(diff, lines=lines), len(diff.lines) - len(lines))


class _Told:
    """The sentences that are told, and the cells with what heads them."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._sentences: tuple[set[str], set[str]] = (set(), set())
        self._cells: set[tuple[str, str, str]] = set()
        for change in changes:
            sides = [_plain(figure.sentence) if figure else "" for figure in (change.old, change.new)]
            for said, sentence in zip(self._sentences, sides, strict=True):
                said.add(sentence)
            figure = change.newest
            self._cells |= {(_plain(header), sides[0], sides[1]) for header in (figure.headers if figure else ())}

    def covers(self, line: LineDiff) -> bool:
        """Return whether everything that changed in *line* is told."""
        if line.is_row:
            _, head = _sides(line.cells[0])
            changed = (_sides(cell) for cell in line.cells if any(sign for sign, _ in cell))
            return all((head, old, new) in self._cells for old, new in changed)
        olds, news = (_without(side, said) for side, said in zip(_sides(line.words), self._sentences, strict=True))
        return olds == news


def _without(side: str, sentences: Iterable[str]) -> str:
    """Return one side of a line without those of *sentences* that stand in it."""
    for sentence in sorted((one for one in sentences if one and one in side), key=len, reverse=True):
        side = side.replace(sentence, " ")
    return _plain(side)


def _sides(words: Words) -> tuple[str, str]:
    """Return *words* as they were, and as they are."""
    old, new = (_plain("".join(text for sign, text in words if sign in (0, side))) for side in (-1, 1))
    return old, new


def _plain(text: str) -> str:
    return " ".join(text.split())
