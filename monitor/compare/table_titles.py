"""What the tables are called in which figures changed: their findings are told as one, under that name."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import Change, Text

TITLE = 80  # characters of it that name a table


def titles(changes: Iterable[Change], text: Text) -> dict[int, str]:
    """Return by the ordinal of each table of *text*, the new version, in which something changed, what it is called.

    That is its caption (of a sheet: its title, or the sheet's name), else the heading above it, but for the page's own;
    nothing without either.
    """
    found: dict[int, str] = {}
    for change in changes:
        if change.table is not None and change.new is not None and change.table not in found:
            found[change.table] = " ".join(_title(text, change.new.block).split())[:TITLE]
    return found


def _title(text: Text, index: int) -> str:
    block = text.blocks[index]
    if block.cell is not None and block.cell.caption:
        return block.cell.caption
    above = text.blocks[block.heading] if block.heading is not None else None
    return text.of(above) if above is not None and above.level > 1 else ""
