"""Sheets to drafts: lines are paragraphs, the title of a table a heading, and each cell knows what heads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from monitor.extract.block_drafts import BlockDraft, Zone
from monitor.extract.sheets.cells import Entry, Kind, Sheet, SheetRow, in_words
from monitor.extract.sheets.key_columns import Heads, heads_of
from monitor.extract.sheets.table_bounds import Table, is_line, parts_of
from monitor.model import BlockKind, Cell

_SHEET, _TITLE = 1, 2  # levels of headings
_UNIT = 40  # characters of a line below a title that may say in which unit the table is
_SENTENCE = 60  # characters: a longer cell beside the numbers is a note


def drafts_of(sheets: Sequence[Sheet], decimal: str) -> list[BlockDraft]:
    """Return the blocks of *sheets* as drafts, numbers written with the mark *decimal*."""
    page = Zone(None, "", None)
    return [draft for draft in Drafting(page, decimal, named=len(sheets) > 1).of(sheets) if draft.text]


class Drafting:
    """Makes drafts of the sheets of one document."""

    def __init__(self, zone: Zone, decimal: str, *, named: bool) -> None:
        """*named*: the names of sheets tell them apart."""
        self._zone, self._decimal, self._is_named = zone, decimal, named
        self._tables = 0

    def of(self, sheets: Iterable[Sheet]) -> Iterator[BlockDraft]:
        """Yield the drafts of *sheets*, in order."""
        for sheet in sheets:
            parts = parts_of(sheet.rows)
            if parts and self._is_named:
                yield self._draft(sheet.name, BlockKind.HEADING, _SHEET)
            for part in parts:
                if isinstance(part, Table):
                    yield from self._table(part, sheet.name if self._is_named else "")
                    self._tables += 1
                elif part.title:
                    yield self._draft(part.text, BlockKind.HEADING, _TITLE)
                else:
                    yield self._draft(part.text)

    def _table(self, table: Table, name: str) -> Iterator[BlockDraft]:
        heads = heads_of(table)
        cell = partial(Cell, table=self._tables, caption=_caption(table.titles, name))
        for number, row in table.head:
            for column, entry in _filled(row):
                yield self._cell(entry, cell(row=number, column=column, header=True))
        names = _Names(heads.keys)
        for number, row in table.body:
            if is_line(row):
                column, entry = next(_filled(row))
                names.begin(entry.text)
                yield self._cell(entry, cell(row=number, column=column, header=True))
            else:
                yield from self._row(row, heads, names.of(row), partial(cell, row=number))

    def _row(
        self, row: SheetRow, heads: Heads, names: tuple[str, ...], cell: Callable[..., Cell]
    ) -> Iterator[BlockDraft]:
        for column, entry in _filled(row):
            above = heads.columns.get(column, ())
            if column in heads.keys or column in heads.identities:
                yield self._cell(entry, cell(column=column, header=True, column_headers=above))
            elif entry.kind is Kind.WORDS and len(entry.text) > _SENTENCE:
                yield self._draft(entry.text)
            else:
                yield self._cell(entry, cell(column=column, row_headers=names, column_headers=above))

    def _cell(self, entry: Entry, cell: Cell) -> BlockDraft:
        draft = self._draft(in_words(entry, self._decimal), BlockKind.TABLE_CELL)
        draft.cell = cell
        return draft

    def _draft(self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> BlockDraft:
        return BlockDraft(text, kind, level, self._zone)


def _filled(row: Sequence[Entry | None]) -> Iterator[tuple[int, Entry]]:
    return ((column, entry) for column, entry in enumerate(row) if entry is not None)


class _Names:
    """What names the rows of a table, one after the other: a section's name, and a name said once for several rows."""

    def __init__(self, keys: Sequence[int]) -> None:
        """*keys* are the columns that name the rows."""
        self._keys = keys
        self._section: tuple[str, ...] = ()
        self._above: dict[int, str] = {}  #: by key column, the last name in it

    def begin(self, section: str) -> None:
        """Begin a *section* of rows."""
        self._section = (section,)
        self._above.clear()

    def of(self, row: SheetRow) -> tuple[str, ...]:
        """Return what names *row*, the next one of its section."""
        own = {column: entry.text for column, entry in _filled(row) if column in self._keys}
        last = max(own, default=-1)
        for at, column in enumerate(self._keys):
            if column in own and self._above.get(column) != own[column]:
                for later in self._keys[at:]:  # what was said below another name holds no more
                    self._above.pop(later, None)
        said = {column: self._above[column] for column in self._keys if column < last and column in self._above}
        self._above |= own
        names = said | own
        return tuple(dict.fromkeys((*self._section, *(names[column] for column in sorted(names)))))


def _caption(titles: Sequence[str], name: str) -> str:
    """Return what a table is called: its title, with the unit in a short line below, else the sheet's *name*."""
    if not titles:
        return name
    below = [line for line in titles[1:] if len(line) <= _UNIT]
    units = [line.strip("()[] ") for line in sorted(below, key=_in_brackets, reverse=True)]
    return ", ".join([titles[0], *units[:1]])


def _in_brackets(line: str) -> bool:
    """Return whether *line* says in brackets what it says, as units are said and notes seldom."""
    return line[:1] in "([" and line[-1:] in ")]"
