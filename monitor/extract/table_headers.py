"""Which tables are tables, and what heads each of their cells.

Headers are those that the markup names (``th``, ``scope``, ``thead``); where it names none, a first row or column that
holds words above or beside numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from monitor.extract.block_drafts import BlockDraft, CellDraft, RowDraft, TableDraft
from monitor.language import everywhere
from monitor.language.dates import alternatives
from monitor.model import BlockKind, Cell

_LONG_CELL = 800  # characters in a cell of a table without headers: more is layout
_SPAN_BUDGET = 20_000  # places that spans may fill in one table; past it they count as one
_WORDY = 0.6  # share of a column's cells that hold words, for the column to head its rows
_MONTHS = alternatives(everywhere(lambda known: known.calendar.months))
_PERIODS = alternatives(everywhere(lambda known: known.calendar.period_marks))
_ENDINGS = alternatives(everywhere(lambda known: known.numbers.ordinal_suffixes))
_DATED = re.compile(
    rf"(?:(?:19|20)\d\d(?:\s?[-/–]\s?\d{{2,4}})?|\d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}})?|(?:{_PERIODS})\s?\d{{1,2}}\b.{{0,8}}"
    rf"|\d{{1,2}}(?:{_ENDINGS}|\.)?\s(?:{_MONTHS})\b.{{0,12}}|(?:{_MONTHS})\.?\s\d{{1,4}}.{{0,8}})",
    re.IGNORECASE,
)
_TO = alternatives(everywhere(lambda known: known.numbers.ranges.to))
_AGES = re.compile(rf"\d{{1,3}}\s?(?:[-–]|{_TO})\s?\d{{1,3}}\b.{{0,12}}|\d{{1,3}}\s?\+.{{0,12}}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")
#: A number of a list before the name of a row: "1. Staff", "2.1) Repairs".
_LISTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)]|\s[-–])\s[^\W\d_]{3}")


class _Placed:
    """A cell on the grid."""

    __slots__ = ("cell", "column", "head", "row", "text", "to_column", "to_row")

    def __init__(self, cell: CellDraft, row: int, column: int) -> None:
        self.cell = cell
        self.row, self.column = row, column
        self.to_row, self.to_column = row + 1, column + 1
        self.text = cell.text
        self.head = cell.head


def resolve(tables: Iterable[TableDraft]) -> None:
    """Give every block of a table that holds data its `Cell`; leave those of layout tables as they are."""
    ordinal = 0
    for table in tables:
        grid = _grid(table.rows)
        if not grid or _is_layout(table, grid):
            continue
        _resolve(table, grid, ordinal)
        ordinal += 1


def _resolve(table: TableDraft, grid: list[list[_Placed]], ordinal: int) -> None:
    top = _head_rows(table, grid)
    caption = " ".join(draft.text for draft in table.caption) or _title(grid[:top])
    above = _Above(grid[:top])
    side = _head_columns(grid[top:])
    section: tuple[str, ...] = ()
    for index, row in enumerate(grid):
        is_head = index < top
        banner = None if is_head else _banner(row, grid)
        if banner is not None:
            section = (banner.text,)
        heads = _RowHeads((), []) if is_head or banner else _RowHeads(section, _row_heads(row, side))
        for placed in row:
            if placed.row != index:
                continue  # it began above
            cell = Cell(
                table=ordinal,
                row=placed.row,
                column=placed.column,
                header=is_head or placed is banner or placed in heads.cells,
                row_headers=heads.of(placed),
                column_headers=() if is_head else above.over(placed),
                caption=caption,
            )
            _stamp(placed.cell.blocks, cell)


def _title(heads: list[list[_Placed]]) -> str:
    """Return the words in the corner of a table without a caption whose other columns are days or years.

    They say what the table counts, as a caption would: "Deaths in custody | 2023 | 2024".
    """
    corner, *others = [placed.text for placed in heads[0]] if len(heads) == 1 else [""]
    dated = bool(others) and all(map(_DATED.fullmatch, others))
    return corner if dated and _WORD.search(corner) and not _DATED.fullmatch(corner) else ""


class _RowHeads:
    """What heads the cells of a row: the section that it stands in, and cells of its own."""

    def __init__(self, section: tuple[str, ...], cells: list[_Placed]) -> None:
        self.cells = cells
        self._section = section
        self._all = _distinct((*section, *(head.text for head in cells)))

    def of(self, placed: _Placed) -> tuple[str, ...]:
        """Return what heads one cell of the row: of those that head it themselves, each by those before it."""
        if placed not in self.cells:
            return self._all
        before = self.cells[: self.cells.index(placed)]
        return _distinct((*self._section, *(head.text for head in before)))


def _stamp(drafts: Iterable[BlockDraft], cell: Cell) -> None:
    for draft in drafts:
        draft.cell = cell
        draft.kind, draft.level, draft.items, draft.lead = BlockKind.TABLE_CELL, 0, 0, None


# -- the grid ---------------------------------------------------------------------------------------------------------


def _grid(rows: list[RowDraft]) -> list[list[_Placed]]:
    """Return the cells of each row that covers it, in order of columns, cells that span rows in each of these."""
    budget = _SPAN_BUDGET
    taken: dict[int, list[_Placed]] = defaultdict(list)
    grid: list[list[_Placed]] = []
    for index, row in enumerate(rows):
        held = sorted(taken.pop(index, ()), key=lambda placed: placed.column)
        covered = {column for placed in held for column in range(placed.column, placed.to_column)}
        line = list(held)
        column = 0
        for cell in row.cells:
            while column in covered:
                column += 1
            placed = _Placed(cell, index, column)
            if cell.columns > 1 and budget > 0:
                placed.to_column = column + cell.columns
                budget -= cell.columns
            if cell.rows > 1 and budget > 0:
                placed.to_row = min(len(rows), index + cell.rows)
                for below in range(index + 1, placed.to_row):
                    taken[below].append(placed)
                    budget -= placed.to_column - column
                    if budget <= 0:
                        break
            line.append(placed)
            column = placed.to_column
        grid.append(sorted(line, key=lambda placed: placed.column) if held else line)
    return grid


def _is_layout(table: TableDraft, grid: list[list[_Placed]]) -> bool:
    if table.layout:
        return True
    cells = [placed for row in grid for placed in row]
    if table.caption or any(placed.head for placed in cells):
        return False
    return _is_single(grid) or any(_is_of_layout(draft) for placed in cells for draft in placed.cell.blocks)


def _is_single(grid: list[list[_Placed]]) -> bool:
    """Return whether the cells that hold anything stand in one column, or in one row."""
    filled = [sum(1 for placed in row if placed.text) for row in grid]
    return max(filled) < 2 or sum(map(bool, filled)) < 2


def _is_of_layout(draft: BlockDraft) -> bool:
    return draft.kind is BlockKind.HEADING or len(draft.text) > _LONG_CELL


# -- headers ----------------------------------------------------------------------------------------------------------


def _head_rows(table: TableDraft, grid: list[list[_Placed]]) -> int:
    """Return how many rows at the top head the others."""
    top = 0
    for row, placed in zip(table.rows, grid, strict=True):
        if row.section != "thead" and (not _all_heads(placed) or (top and _banner(placed, grid))):
            break
        top += 1
    if top == len(grid) and top > 1:  # everything is called a header: then the markup says nothing
        top = 1
    if top:
        return top
    return 1 if _words_over_numbers(grid) else 0


def _all_heads(row: list[_Placed]) -> bool:
    filled = [placed for placed in row if placed.text]
    return bool(filled) and all(placed.head and placed.cell.scope not in ("row", "rowgroup") for placed in filled)


def _words_over_numbers(grid: list[list[_Placed]]) -> bool:
    """Return whether the first row, in a table without header cells, holds words over numbers."""
    first = [placed for placed in grid[0] if placed.column > 0 and placed.text]
    if len(grid) < 2 or not first or not all(is_name(placed.text) for placed in first):
        return False
    return all(is_day(placed.text) for placed in first) or _stand_over_numbers(first, grid[1:])


def _stand_over_numbers(first: list[_Placed], rows: list[list[_Placed]]) -> bool:
    """Return whether a number stands in one of *rows* below a cell of the *first*."""
    wide = {column for placed in first for column in range(placed.column, placed.to_column)}
    return any(placed.column in wide and _is_number(placed.text) for row in rows for placed in row)


def _head_columns(body: list[list[_Placed]]) -> tuple[int, ...]:
    """Return the columns whose cells head their rows, where the rows themselves name none."""
    columns: dict[int, list[str]] = defaultdict(list)
    for row in body:
        for placed in row:
            if placed.text:
                columns[placed.column].append(placed.text)
    ordered = sorted(columns)
    found: list[int] = []
    for column in ordered[:-1][:3]:
        texts = columns[column]
        wordy = sum(map(is_name, texts)) >= _WORDY * len(texts)
        if found and (not wordy or len(set(columns[found[-1]])) > 0.7 * len(columns[found[-1]])):
            break
        if wordy:
            found.append(column)
    return tuple(found)


def _row_heads(row: list[_Placed], side: tuple[int, ...]) -> list[_Placed]:
    """Return the cells that head *row*: those marked as such, else those of the columns *side*."""
    marked = [placed for placed in row if placed.head and placed.cell.scope not in ("col", "colgroup") and placed.text]
    if marked:
        return marked
    return [placed for placed in row if placed.column in side and placed.text]


def _banner(row: list[_Placed], grid: list[list[_Placed]]) -> _Placed | None:
    """Return the cell of a row that holds but one, in words, across the table: it heads the rows below it."""
    filled = [placed for placed in row if placed.text]
    if len(filled) != 1 or not is_name(filled[0].text) or len(filled[0].text) > 120:
        return None
    wide = filled[0].to_column - filled[0].column > 1 and len(row) == 1
    return filled[0] if wide or (filled[0].head and len(row) < max(map(len, grid))) else None


class _Above:
    """What heads the columns of a table."""

    def __init__(self, rows: list[list[_Placed]]) -> None:
        """*rows*: those at the top, which head the others."""
        self._words: dict[int, list[str]] = defaultdict(list)  #: above each column, from the top
        self._known: dict[tuple[int, int], tuple[str, ...]] = {}  #: by the columns of a cell: most are asked of often
        for placed in chain.from_iterable(rows):
            if placed.text:
                for column in range(placed.column, placed.to_column):
                    self._words[column].append(placed.text)

    def over(self, placed: _Placed) -> tuple[str, ...]:
        """Return what stands above *placed*, over its first four columns if it spans more."""
        columns = placed.column, min(placed.to_column, placed.column + 4)
        if columns not in self._known:
            self._known[columns] = _distinct(chain.from_iterable(self._words.get(one, ()) for one in range(*columns)))
        return self._known[columns]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def is_day(text: str) -> bool:
    """Return whether *text* is a day, a month, a quarter or a year, and next to nothing beside."""
    return _DATED.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Return whether *text* can head a row or column: words, also numbered as in a list, a date, a range of ages."""
    if is_day(text) or _AGES.fullmatch(text) or _LISTED.match(text):
        return True
    return _WORD.search(text) is not None and not text[0].isdecimal()


def _is_number(text: str) -> bool:
    letters = sum(character.isalpha() for character in text[:40])
    return len(text) <= 40 and letters <= 6 and any(character.isdecimal() for character in text)
