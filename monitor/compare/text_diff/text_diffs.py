"""Text diffs for the reader's eye: they never decide what a figure became, and never split a number.

Lines are paired first (`line_pairing`), and only those that changed are diffed inside (`word_diffs`). The result
depends on the two readings alone, never on the clock; what it costs is bounded by their length.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.compare.features.common_runs import aligned
from monitor.compare.text_diff.coding import Codes, Lexicon
from monitor.compare.text_diff.line_pairing import Pairing
from monitor.compare.text_diff.lines import Line, lines
from monitor.compare.text_diff.word_diffs import word_diff
from monitor.model import Became, LineDiff, Reading, Words


def line_diff(old: Reading, new: Reading) -> tuple[LineDiff, ...]:
    """Return the lines of the main part of both texts: those of the new one in order, what is gone where it was."""
    lexicon = Lexicon()
    before, after = lines(old, lexicon), lines(new, lexicon)
    found = Pairing(before, after)
    origin = {j: (i, Became.CHANGED) for i, j in found.ordered} | {j: (i, Became.MOVED) for i, j in found.moved}
    gone = sorted(set(range(len(before))) - {i for i, _ in origin.values()}, reverse=True)
    result: list[LineDiff] = []
    for j, until in enumerate(_reached(found.ordered, len(before), len(after))):
        while gone and gone[-1] < until:
            result.append(_alone(before[gone[-1]], Became.GONE, gone.pop()))
        i, became = origin.get(j, (None, Became.NEW))
        result.append(_alone(after[j], became, j) if i is None else _both(before[i], after[j], (i, j), became))
    return (*result, *(_alone(before[i], Became.GONE, i) for i in gone[::-1]))


def _reached(ordered: Sequence[tuple[int, int]], olds: int, news: int) -> list[int]:
    """Return for each new line where in the old text the next line is that keeps its order, itself included."""
    reached, until = [olds] * news, olds
    origin = {j: i for i, j in ordered}
    for j in range(news - 1, -1, -1):
        until = reached[j] = origin.get(j, until)
    return reached


def _alone(line: Line, became: Became, place: int) -> LineDiff:
    is_new = became is Became.NEW
    return LineDiff(
        became=became,
        kind=line.kind,
        level=line.level,
        old=None if is_new else place + 1,
        new=place + 1 if is_new else None,
        cells=tuple(((1 if is_new else -1, cell),) for cell in line.cells),
        old_under="" if is_new else line.under,
        new_under=line.under if is_new else "",
    )


def _both(old: Line, new: Line, places: tuple[int, int], became: Became) -> LineDiff:
    is_same = old.cells == new.cells
    return LineDiff(
        became=Became.KEPT if is_same and became is Became.CHANGED else became,
        kind=new.kind,
        level=new.level,
        old=places[0] + 1,
        new=places[1] + 1,
        cells=tuple(((0, cell),) for cell in new.cells) if is_same else _cells(old, new),
        old_under=old.under,
        new_under=new.under,
    )


def _cells(old: Line, new: Line) -> tuple[Words, ...]:
    """Return the cells of both: in pairs where there are as many, else first those that are equal."""
    if len(old.cells) == len(new.cells):
        return tuple(_cell(old, new, (k, k)) for k in range(len(new.cells)))
    found: list[Words] = []
    whole = Codes()
    ends = (len(old.cells), len(new.cells))
    at = (0, 0)
    for i, j in [*aligned(whole.of(old.cells), whole.of(new.cells)), ends]:
        both = min(i - at[0], j - at[1])
        found += [_cell(old, new, (at[0] + k, at[1] + k)) for k in range(both)]
        found += [((-1, cell),) for cell in old.cells[at[0] + both : i]]
        found += [((1, cell),) for cell in new.cells[at[1] + both : j]]
        found += [((0, cell),) for cell in new.cells[j : j + 1]]
        at = (i + 1, j + 1)
    return tuple(found)


def _cell(old: Line, new: Line, columns: tuple[int, int]) -> Words:
    """Return what became of one cell; one that was or is empty has a kept part, to be known as one of both sides."""
    i, j = columns
    if old.cells[i] == new.cells[j]:
        return ((0, new.cells[j]),)
    words = word_diff(old.cell(i), new.cell(j))
    return words if any(sign == 0 for sign, _ in words) or not new.is_row else ((0, ""), *words)
