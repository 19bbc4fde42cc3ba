"""Findings that are told as one: the cells of a table, the figures of a section that came or went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from monitor.model import Change
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import wording

MOVES = 3  # cells that a line about a table names
BARE = 3  # words that a cell may hold besides its number; with more it is a sentence, and told as one


def is_cell(change: Change) -> bool:
    """Return whether the change is that of a table's cell which says little besides its number."""
    figures = [figure for figure in (change.old, change.new) if figure]
    return change.table is not None and all(
        len(figure.sentence.replace(figure.surface, " ", 1).split()) <= BARE for figure in figures
    )


def is_section(change: Change) -> bool:
    """Return whether the change came or went with a whole section."""
    return bool(change.group) and str(change.group).startswith("section ")


def key(change: Change) -> object:
    """Return what changes of one edition have in common that are shown as one; None for one that stands alone."""
    if is_section(change):
        return change.group
    return (change.group or ("table", change.table)) if is_cell(change) else None


def order(change: Change) -> tuple[Decimal, Decimal]:
    """Return a key that sorts the cells of a table, the greatest moves first; it leaves other changes as they are."""
    if key(change) is None or is_section(change):
        return Decimal(0), Decimal(0)
    figure = change.newest
    size = change.difference if change.difference is not None else figure.value if figure else None
    return -abs(size or Decimal(0)), -abs(change.relative or Decimal(0))


def title(changes: Sequence[Change]) -> str:
    """Return what the whole is called: a section's heading; a table's title, and the headers that all cells share.

    A table with neither is called by the columns that the cells stand in.
    """
    first = changes[0]
    own = str(first.group or "").partition(": ")[2]
    headers = [] if is_section(first) else [_headers(change) for change in changes]
    common = [header for header in headers[0] if all(header in others for others in headers)] if headers else []
    said = " · ".join(dict.fromkeys(visible(words) for words in (own, *common) if words))
    columns = dict.fromkeys(visible(header[-1]) for header in headers if header)
    return said or ", ".join(list(columns)[:MOVES]) or wording.counted(first)


def named(changes: Sequence[Change]) -> str:
    """Return what the whole is and is called: "Table: Beds", "Section: Staff"."""
    return f"{'Section' if is_section(changes[0]) else 'Table'}: {title(changes)}"


def cells(changes: Sequence[Change]) -> list[Change]:
    """Return those of *changes* that are told one by one: a cell whose unit alone changed is told with its table."""
    return [change for change in changes if not change.is_of_unit]


def extent(changes: Sequence[Change]) -> str:
    """Return how much it is: "12 cells", "3 figures"; of a table whose unit changed that, by a cell that stands."""
    if is_section(changes[0]):
        return counted(len(changes), "figure")
    measured = next((change for change in changes if change.is_of_unit), None)
    parts = [wording.unit_changed(measured)] if measured else []
    parts += [counted(count, "cell")] if (count := len(cells(changes))) else []
    return ", ".join(parts)


def statement(changes: Sequence[Change]) -> str:
    """Return the whole in a sentence: "Table “Beds”: 12 cells changed"."""
    if is_section(changes[0]):
        came = "came" if changes[0].old is None else "went"
        return f"Section “{title(changes)}”: {len(changes)} figures {came} with it"
    measured = next((change for change in changes if change.is_of_unit), None)
    happened = [f"its {wording.unit_changed(measured)}"] if measured else []
    if count := len(cells(changes)):
        happened.append(f"{counted(count, 'cell')} changed")
    return f"Table “{title(changes)}”: {', '.join(happened)}"


def moves(changes: Sequence[Change], most: int = MOVES) -> str:
    """Return the whole in a sentence with its greatest moves, and how many more there are."""
    single = cells(changes)
    common = shared(changes)
    shown = ", ".join(move(change, common) for change in single[:most])
    more = f" and {len(single) - most} more" if len(single) > most else ""
    return f"{statement(changes)}: {shown}{more}" if shown else statement(changes)


def move(change: Change, common: Collection[str]) -> str:
    """Return one change of a table in few words: "North 1200 → 1300 (+100, +8.3 %)"; *common* as `member` takes it."""
    old, new = (wording.written(one) if one else "" for one in (change.old, change.new))
    came = (
        f"{new} (new)" if not old else f"{old} (withdrawn)" if not new else f"{old} → {new}{wording.brackets(change)}"
    )
    return f"{member(change, common)} {came}"


def shared(changes: Iterable[Change]) -> frozenset[str]:
    """Return the headers that all *changes* have in common: they tell none of them from the others."""
    return frozenset.intersection(*(frozenset(_headers(change)) for change in changes))


def member(change: Change, common: Collection[str]) -> str:
    """Return what tells *change* from others: the user's name for it, a cell's own headers, or what it counts.

    Args:
        change: one of several that are told together.
        common: the headers that they share.
    """
    if change.name:
        return wording.counted(change)
    own = [header for header in _headers(change) if header not in common]
    return " · ".join(visible(header) for header in own) or wording.counted(change)


def _headers(change: Change) -> tuple[str, ...]:
    figure = change.newest
    return tuple(header for header in figure.headers if header) if figure else ()
