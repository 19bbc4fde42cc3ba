"""What holds for a text by the elements it stands in: headings, lists, tables, quotations, what shows on a click.

`State` holds it; `Shaper` changes it where an element begins that says something of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from monitor.extract.block_drafts import (
    HEADING,
    LIST_ITEM,
    PARAGRAPH,
    BlockDraft,
    CellDraft,
    RowDraft,
    TableDraft,
    Zone,
)
from monitor.extract.hiding import is_folding
from monitor.extract.tags import HEADINGS, LISTS
from monitor.model import BlockKind

_INTRODUCES = re.compile(r"[:：;,…–—-]|[^.!?»”\"')\]]")
_MAX_SPAN = 1000  # columns a cell may span: the limit of the HTML standard
_LAYOUT_ROLES = ("presentation", "none")


@dataclass(slots=True)
class State:
    """What holds for the text of an element, unless one inside says otherwise."""

    zone: Zone
    kind: BlockKind = PARAGRAPH
    level: int = 0
    quote: bool = False
    items: int = 0  #: ordinal of the list
    depth: int = 0  #: of lists
    lead: int | None = None  #: what introduces the list
    table: TableDraft | None = None
    row: RowDraft | None = None
    cell: CellDraft | None = None
    caption: bool = False
    folded: bool = False  #: it shows on a click
    outside: bool = False  #: so does the summary of the ``details`` it stands in, with all around them
    lines: bool = False  #: line breaks of the source count (``pre``)
    language: str = ""  #: that the innermost element declares

    def copy(self) -> State:
        """Return a state like this one, to be changed for an element inside (faster than `dataclasses.replace`)."""
        return State(
            self.zone,
            self.kind,
            self.level,
            self.quote,
            self.items,
            self.depth,
            self.lead,
            self.table,
            self.row,
            self.cell,
            self.caption,
            self.folded,
            self.outside,
            self.lines,
            self.language,
        )

    def fold(self, tag: str, attributes: Mapping[str, str], *, folded: bool) -> None:
        """Begin a *tag* that may show on a click; *folded*: something else on the page shows it."""
        if tag == "summary":
            self.folded = self.outside
        elif tag == "details":
            self.outside = self.folded or folded
            self.folded = self.outside or is_folding(tag, attributes)
        elif folded or is_folding(tag, attributes):
            self.folded = self.outside = True


class Shaper:
    """Changes the state where an element begins that shapes its text; keeps the lists and tables of the document."""

    def __init__(self, drafts: Sequence[BlockDraft]) -> None:
        """*drafts*: the blocks of the document so far."""
        self.tables: list[TableDraft] = []
        self._drafts = drafts
        self._lists = 0
        self._term: int | None = None  #: the last ``dt``

    def shape(self, state: State, tag: str, attributes: Mapping[str, str]) -> None:
        """Change *state*, for a *tag* of `SHAPES`, or any that may have the role of a heading."""
        change = self.CHANGES.get(tag)
        if change is not None:
            change(self, state, tag, attributes)
        elif attributes.get("role") == "heading":
            state.kind, state.level = HEADING, _level(attributes)

    def _heading(self, state: State, tag: str, _attributes: Mapping[str, str]) -> None:
        state.kind, state.level = HEADING, HEADINGS[tag]

    def _quotation(self, state: State, _tag: str, _attributes: Mapping[str, str]) -> None:
        state.quote = True

    def _lines(self, state: State, _tag: str, _attributes: Mapping[str, str]) -> None:
        state.lines = True

    # -- lists -------------------------------------------------------------------------------------------------------

    def _list(self, state: State, _tag: str, _attributes: Mapping[str, str]) -> None:
        self._lists += 1
        self._term = None
        state.lead = self._introduction(state)
        state.items, state.depth = self._lists, state.depth + 1

    def _introduction(self, state: State) -> int | None:
        """Return which block introduces the list that begins in *state*."""
        if not self._drafts:
            return None
        last = self._drafts[-1]
        if last.kind is LIST_ITEM:
            return len(self._drafts) - 1 if state.depth and last.items == state.items else state.lead
        if last.kind is PARAGRAPH and last.place is state.cell and _INTRODUCES.match(last.text[-1:]):
            return len(self._drafts) - 1
        return None

    def _item(self, state: State, tag: str, _attributes: Mapping[str, str]) -> None:
        state.kind, state.level = LIST_ITEM, state.depth or 1
        if tag == "dt":
            self._term = len(self._drafts)
        elif tag == "dd" and self._term is not None and self._term < len(self._drafts):
            state.lead = self._term

    # -- tables ------------------------------------------------------------------------------------------------------

    def _table(self, state: State, _tag: str, attributes: Mapping[str, str]) -> None:
        state.table = TableDraft(layout=attributes.get("role", "") in _LAYOUT_ROLES)
        state.row = state.cell = None
        state.kind, state.level, state.items, state.depth = PARAGRAPH, 0, 0, 0
        self.tables.append(state.table)

    def _caption(self, state: State, _tag: str, _attributes: Mapping[str, str]) -> None:
        state.caption |= state.table is not None

    def _section(self, state: State, tag: str, _attributes: Mapping[str, str]) -> None:
        if state.table is not None:
            state.table.section = tag
            state.table.groups += 1
            state.row = None

    def _row(self, state: State, _tag: str, _attributes: Mapping[str, str]) -> None:
        if state.table is not None:
            state.row, state.cell = state.table.begin_row(), None

    def _cell(self, state: State, tag: str, attributes: Mapping[str, str]) -> None:
        if state.table is None:
            return
        if state.row is None:
            state.row = state.table.begin_row()
        state.cell = CellDraft(
            head=tag == "th",
            scope=attributes.get("scope", "").lower(),
            columns=_span(attributes.get("colspan")),
            rows=_span(attributes.get("rowspan")),
        )
        state.row.cells.append(state.cell)
        state.kind, state.level = PARAGRAPH, 0

    CHANGES: ClassVar[Mapping[str, Callable[[Shaper, State, str, Mapping[str, str]], None]]] = {
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(LISTS, _list),
        **dict.fromkeys(("li", "dt", "dd"), _item),
        **dict.fromkeys(("thead", "tbody", "tfoot"), _section),
        **dict.fromkeys(("td", "th"), _cell),
        **dict.fromkeys(("pre", "listing", "plaintext", "xmp"), _lines),
        "table": _table,
        "caption": _caption,
        "tr": _row,
        "blockquote": _quotation,
    }


SHAPES = frozenset((*Shaper.CHANGES, "details", "summary"))
"""The elements for which a state changes whatever their attributes are."""


def _level(attributes: Mapping[str, str]) -> int:
    """Return the level that an element with the role of a heading says it has."""
    level = attributes.get("aria-level", "2")
    return int(level) if level in "123456" and level else 2


def _span(written: str | None) -> int:
    if written is None or not written.strip().isdecimal() or len(written) > 6:
        return 1
    return max(1, min(_MAX_SPAN, int(written)))
