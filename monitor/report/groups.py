"""Findings that are told as one: the cells of a table, the figures of a section that came or went."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Change
from monitor.model.sanitize import visible
from monitor.report import wording

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
    return ("table", change.table) if is_cell(change) else None


def statements(changes: Sequence[Change]) -> list[str]:
    """Return a sentence for each thing that *changes* tell: those that are told as one have one."""
    folded: dict[object, list[Change]] = {}
    for place, change in enumerate(changes):
        if change.told:
            folded.setdefault(key(change) or place, []).append(change)
    return [statement(found) if len(found) > 1 else wording.statement(found[0]) for found in folded.values()]


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
    """Return the whole in a sentence: "Table “Beds”: 4 figures changed"."""
    happened = "changed"
    if is_section(changes[0]):
        happened = "came with it" if changes[0].old is None else "went with it"
    return f"{named(changes[:1]).split(':')[0]} “{title(changes)}”: {len(changes)} figures {happened}"


def member(change: Change, changes: Sequence[Change]) -> str:
    """Return what tells *change* from the others: the user's name for it, a cell's own headers, or what it counts."""
    if change.name:
        return wording.counted(change)
    headers = [_headers(one) for one in changes]
    own = [header for header in _headers(change) if not all(header in others for others in headers)]
    return " · ".join(visible(header) for header in own) or wording.counted(change)


def _headers(change: Change) -> tuple[str, ...]:
    figure = change.new or change.old
    return tuple(header for header in figure.headers if header) if figure else ()
