"""Findings that are told as one: the cells of a table, the figures of a section that came or went."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from monitor.model import Change
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
    """Return what the whole is called: a section's heading; the headers that all cells share, or what they count."""
    first = changes[0]
    if is_section(first):
        return visible(str(first.group).partition(": ")[2]) or wording.counted(first)
    headers = [_headers(change) for change in changes]
    common = [header for header in headers[0] if all(header in others for others in headers)]
    return " · ".join(visible(header) for header in common) or wording.counted(first)


def named(changes: Sequence[Change]) -> str:
    """Return what the whole is and is called: "Table: Beds", "Section: Staff"."""
    return f"{'Section' if is_section(changes[0]) else 'Table'}: {title(changes)}"


def statement(changes: Sequence[Change]) -> str:
    """Return the whole in a sentence: "Table “Beds”: 12 cells changed"."""
    if is_section(changes[0]):
        happened = "figures came with it" if changes[0].old is None else "figures went with it"
    else:
        happened = "cells changed"
    return f"{named(changes[:1]).split(':')[0]} “{title(changes)}”: {len(changes)} {happened}"


def moves(changes: Sequence[Change], most: int = MOVES) -> str:
    """Return the whole in a sentence with its greatest moves, and how many more there are."""
    shown = ", ".join(move(change, changes) for change in changes[:most])
    more = f" and {len(changes) - most} more" if len(changes) > most else ""
    return f"{statement(changes)}: {shown}{more}"


def move(change: Change, changes: Sequence[Change]) -> str:
    """Return one of *changes* in few words: "North 1200 → 1300 (+100, +8.3 %)"."""
    old, new = (wording.written(one) if one else "" for one in (change.old, change.new))
    came = (
        f"{new} (new)" if not old else f"{old} (withdrawn)" if not new else f"{old} → {new}{wording.brackets(change)}"
    )
    return f"{member(change, changes)} {came}"


def member(change: Change, changes: Sequence[Change]) -> str:
    """Return what tells *change* from the others: the user's name for it, a cell's own headers, or what it counts."""
    if change.name:
        return wording.counted(change)
    headers = [_headers(one) for one in changes]
    own = [header for header in _headers(change) if not all(header in others for others in headers)]
    return " · ".join(visible(header) for header in own) or wording.counted(change)


def _headers(change: Change) -> tuple[str, ...]:
    figure = change.newest
    return tuple(header for header in figure.headers if header) if figure else ()
