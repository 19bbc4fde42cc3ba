"""The summary at the top of a report: a line for every series and table, the most newsworthy first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from monitor.model import Change, ChangeKind
from monitor.report import told_together, wording
from monitor.report.entries import Entry, is_claim, newsworthiness

MOST = 7  # lines of the summary, besides claims that are new or withdrawn: of those none is left out


@dataclass(frozen=True, slots=True)
class Line:
    """Where a figure stood at the beginning of the period, and where it stands now."""

    page_id: str
    page_title: str
    text: str
    change: Change  #: over the whole period; of a table, its greatest move
    cells: int  #: how many cells of a table; 0 when it is one figure
    steps: int
    is_silent: bool
    number: int  #: of the newest entry that tells of it
    key: str  #: the same entry's

    @property
    def sign(self) -> str:
        """Return the sign of what happened: that of a table says nothing of its direction."""
        is_table = bool(self.cells) and not told_together.is_section(self.change)
        return wording.MANY if is_table else wording.sign(self.change)


def summary(entries: Sequence[tuple[str, int, Entry]]) -> list[Line]:
    """Return a line for every series and every table.

    Args:
        entries: what is told, each with its page's title and its number; those of one page from the oldest.
    """
    series: dict[object, list[tuple[str, int, Entry, Change]]] = defaultdict(list)
    for title, number, entry in entries:
        for change in entry.lines or entry.changes[:1]:
            what = (told_together.key(change), told_together.title(entry.changes)) if entry.is_group else change.series
            series[entry.first.page_id, what].append((title, number, entry, change))
    return sorted((_line(steps) for steps in series.values()), key=lambda line: newsworthiness(line.change))


def foremost(lines: Sequence[Line], most: int = MOST) -> list[Line]:
    """Return the first *most* of *lines*, and of the others those of claims that are new or withdrawn."""
    return [line for place, line in enumerate(lines) if place < most or is_claim(line.change)]


def _line(steps: Sequence[tuple[str, int, Entry, Change]]) -> Line:
    title, number, entry, _ = steps[-1]
    steps_told = (change for *_, step, change in steps for change in (step.changes if entry.is_group else (change,)))
    changes = _overall(steps_told)
    return Line(
        page_id=entry.first.page_id,
        page_title=title,
        text=told_together.moves(changes) if entry.is_group else wording.statement(changes[0]),
        change=changes[0],
        cells=len(changes) if entry.is_group else 0,
        steps=len(steps),
        is_silent=any(step.silent is True for *_, step in steps),
        number=number,
        key=entry.key,
    )


def _overall(changes: Iterable[Change]) -> list[Change]:
    """Return one change for each series of *changes*, those of a table with the greatest moves first."""
    steps: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        steps[change.series].append(change)
    return sorted(
        (overall(some[0], some[-1]) if some[1:] else some[0] for some in steps.values()), key=told_together.order
    )


def overall(first: Change, last: Change) -> Change:
    """Return one change from before *first* to after *last*, for a series that changed several times."""
    old, new = first.old, last.new
    if old is None and new is not None:
        return replace(last, kind=ChangeKind.APPEARED, old=None, difference=None, relative=None)
    if old is None or new is None or old.value is None or new.value is None or old.unit != new.unit:
        return last
    gap = new.value - old.value
    if gap == 0:
        return last
    relative = gap / old.value if old.value != Decimal(0) else None
    return replace(last, kind=ChangeKind.CHANGED, old=old, new=new, difference=gap, relative=relative)
