"""A text diff arranged for reading, alike in every format: what stayed is folded, what moved together is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from monitor.model import Became, BlockKind, LineDiff, TextDiff, Words

IN_REPORTS = 60  # lines of a page's text that a report shows; `monitor diff` shows all of them
FEW = 3  # lines that moved together, as they were, of which all are shown


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines that stayed as they were, and are not shown."""

    paragraphs: int  #: everything but rows
    rows: int
    under: str = ""  #: the heading among them below which what follows stands


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines that are shown together: rows of a table, lines that moved together, or others."""

    lines: tuple[LineDiff, ...]
    is_table: bool = False
    moved: tuple[LineDiff, ...] = ()  #: all that moved together; ``lines`` are those of them that are shown

    @property
    def left_out(self) -> int:
        """Return how many moved along, and are not shown."""
        return len(self.moved) - len(self.lines) if self.moved else 0


@dataclass(frozen=True, slots=True)
class Rest:
    """Lines that did not stay as they were, and are not shown: there would be too many."""

    page_id: str
    count: int


Part = Fold | Shown | Rest


def arranged(diff: TextDiff, context: int = 0, most: int | None = None) -> tuple[Part, ...]:
    """Return *diff* in parts.

    Args:
        diff: what became of each line.
        context: how many lines that stayed as they were are shown before and after each that did not.
        most: about how many lines are shown; None: all of them.
    """
    near = _near(diff.lines, context)
    shown = [place for place, is_near in enumerate(near) if is_near]
    end = len(near) if most is None or len(shown) <= most else shown[most]
    parts: list[Part] = []
    for is_near, run in groupby(range(end), key=near.__getitem__):
        places = list(run)
        lines = diff.lines[places[0] : places[-1] + 1]
        parts += _shown(lines) if is_near else [_fold(lines, diff.lines[places[-1] + 1 : places[-1] + 2])]
    left = sum(line.became is not Became.KEPT for line in diff.lines[end:])
    return (*parts, Rest(diff.page_id, left)) if left else tuple(parts)


def _near(lines: Sequence[LineDiff], context: int) -> list[bool]:
    """Return of each line whether it, or one at most *context* lines away, did not stay as it was."""
    near = [False] * len(lines)
    for places in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        since = context + 1
        for place in places:
            since = 0 if lines[place].became is not Became.KEPT else since + 1
            near[place] |= since <= context
    return near


def _fold(lines: Sequence[LineDiff], following: Sequence[LineDiff]) -> Fold:
    rows = sum(line.is_row for line in lines)
    under = next((line.new_under or line.old_under for line in following), "")
    is_inside = any(line.kind is BlockKind.HEADING and sides(line)[1] == under for line in lines)
    return Fold(len(lines) - rows, rows, under if is_inside else "")


def _shown(lines: Sequence[LineDiff]) -> Iterator[Shown]:
    for (is_moved, is_table), run in groupby(lines, key=lambda one: (one.became is Became.MOVED, one.is_row)):
        if not is_moved:
            yield Shown(tuple(run), is_table)
            continue
        for moved in _together(list(run)):
            plain = [line for line in moved if not line.has_changed_words]
            hidden = set(map(id, plain[FEW - 1 :])) if len(plain) > FEW else set()
            yield Shown(tuple(line for line in moved if id(line) not in hidden), is_table, moved=tuple(moved))


def _together(lines: Sequence[LineDiff]) -> Iterator[list[LineDiff]]:
    """Yield runs of *lines*, all moved, that were neighbours before and are neighbours now."""
    runs = groupby(lines, key=lambda line: (line.new or 0) - (line.old or 0))
    return (list(run) for _, run in runs)


def sides(line: LineDiff) -> tuple[str, str]:
    """Return the line as it was and as it is; empty where it was not or is not."""
    old, new = ("".join(text for sign, text in line.words if sign in (0, side)) for side in (-1, 1))
    return old, new


def side(line: LineDiff, which: int) -> Words:
    """Return *line* as it was (-1) or is (1), with what is gone or new in it; nothing where it was or is not."""
    if (line.old if which < 0 else line.new) is None:
        return ()
    return tuple((sign, text) for sign, text in line.words if sign in (0, which))
