"""From paragraphs and tables to drafts of blocks: headings are told by their size, captions belong to their tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.extract import inline
from monitor.extract.block_drafts import BlockDraft, CellDraft, RowDraft, TableDraft, Zone
from monitor.extract.pdf.grids import Grid
from monitor.extract.pdf.paragraphs import Paragraph, joined_text, text_of
from monitor.extract.pdf.pieces import Piece
from monitor.extract.pdf.table_frame import Cell
from monitor.model import BlockKind, Region

_ENOUGH = 0.25  # share of the characters of a document: what is written in this size or more is text, no note
_LARGER = 1.12  # times the body's font: a heading
_LONGEST = 200  # characters of a heading
_MOST_LINES = 3  # of a heading
_BOLD_LONGEST = 110  # characters of a heading that is only bold
_CAPTION_GAP = 4.0  # font heights between a table and its caption
_FINISHED = re.compile(r"[.!?:;…]\W{0,3}$")
_SENTENCE = re.compile(r"[.;,]\W*$")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_STATES = re.compile(r"\d\W*$")  # a bold line that ends with a number states it
_COLON = re.compile(r":\s*\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a table, and the page and the region that it stands in."""

    part: Paragraph | Grid
    page: int
    region: Region = Region.MAIN


class Drafting:
    """Makes the drafts of a document of its parts.

    Attributes:
        drafts: in the order of the parts.
        tables: the tables among them, to be resolved.
        disguised: whether invisible characters were taken out of numbers.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        """Make all drafts of *parts*, in reading order."""
        self.drafts: list[BlockDraft] = []
        self.tables: list[TableDraft] = []
        self.disguised = False
        self._zone = Zone(None, "", None)
        paragraphs = [one.part for one in parts if isinstance(one.part, Paragraph)]
        self._body = _body_size(parts)
        self._sizes = _heading_sizes(paragraphs, self._body)
        self._title: tuple[int, str] = (7, "")
        self._hyphenated = _hyphenated(paragraphs)
        self._lead: int | None = None
        self._list = 0
        self._before: Grid | None = None
        self._above: tuple[Paragraph, int] | None = None
        self._open: BlockDraft | None = None
        for index, one in enumerate(parts):
            if isinstance(one.part, Paragraph):
                after = parts[index + 1].part if index + 1 < len(parts) else None
                self._paragraph(one.part, one, after)
            else:
                self._table(one.part, one)
                self._above = self._open = None

    def _add(self, raw: str, kind: BlockKind, level: int, part: Part) -> BlockDraft | None:
        run = self._run(raw)
        if run is None:
            return None
        draft = BlockDraft(run.text, kind, level, self._zone)
        draft.marks, draft.page, draft.region = run.marks, part.page, part.region
        self.drafts.append(draft)
        return draft

    def _run(self, raw: str) -> inline.Run | None:
        """Return *raw* as a reader sees it, with its footnote marks; None when there is nothing to see."""
        shown, disguised = inline.seen(inline.without_signs(raw) if _signed_by_others(raw) else raw)
        self.disguised |= disguised
        return next(iter(inline.runs(shown)), None)

    # -- paragraphs ---------------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Paragraph, part: Part, after: Paragraph | Grid | None) -> None:
        text = text_of(paragraph.lines, self._hyphenated)
        if part.region is not Region.MAIN:
            self._add(text, BlockKind.PARAGRAPH, 0, part)
            return
        self._before = None
        self._above = paragraph, part.page
        if self._goes_on(text, part):
            return
        if level := self._level(paragraph, text, after):
            self._heading(text, level, part)
        elif paragraph.marker:
            self._item(text[len(paragraph.marker) :], part)
        elif (draft := self._add(text, BlockKind.PARAGRAPH, 0, part)) is not None:
            self._lead = len(self.drafts) - 1
            self._open = draft

    def _goes_on(self, text: str, part: Part) -> bool:
        """Put *text*, the first of its page, behind the last of the page before, where a sentence runs over both."""
        before = self._open
        if before is None or before.page != part.page - 1 or before.turn or not text[:1].islower():
            return False
        run = self._run(text)
        if run is None or _FINISHED.search(before.text):
            return False
        whole = joined_text(before.text, run.text, self._hyphenated)
        before.turn = len(whole) - len(run.text)
        before.marks += tuple((start + before.turn, end + before.turn) for start, end in run.marks)
        before.text = whole
        return True

    def _heading(self, text: str, level: int, part: Part) -> None:
        draft = self._add(text, BlockKind.HEADING, level, part)
        self._lead = self._open = None
        if draft is not None and part.page == 1 and level < self._title[0]:
            self._title = level, draft.text

    @property
    def title(self) -> str:
        """Return the largest heading of the first page, the first of these; "" where there is none."""
        return self._title[1]

    def _item(self, text: str, part: Part) -> None:
        if not self.drafts or self.drafts[-1].kind is not BlockKind.LIST_ITEM:
            self._list += 1
        draft = self._add(text, BlockKind.LIST_ITEM, 1, part)
        if draft is not None:
            draft.items, draft.lead = self._list, self._lead
            self._open = draft

    def _level(self, paragraph: Paragraph, text: str, after: Paragraph | Grid | None) -> int:
        """Return the level of a heading, 1 to 6; 0 for what is none."""
        if len(text) > _LONGEST or _COLON.search(text) or not any(map(str.isalpha, text)):
            return 0
        if paragraph.size > _LARGER * self._body and len(paragraph.lines) <= _MOST_LINES:
            return min(6, 1 + sum(size > paragraph.size * 1.05 for size in self._sizes))
        heads = paragraph.bold and _is_title(text) and self._is_over(paragraph, after)
        return min(6, 1 + len(self._sizes)) if heads else 0

    def _is_over(self, paragraph: Paragraph, after: Paragraph | Grid | None) -> bool:
        """Return whether a bold line heads what comes *after* it: a table, or text that is not bold."""
        if paragraph.size < 0.95 * self._body or after is None:
            return False
        return isinstance(after, Grid) or not after.bold or paragraph.size > self._body

    # -- tables -------------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid, part: Part) -> None:
        goes_on = self._before is not None and bool(self.tables) and grid.continues(self._before)
        if goes_on:
            table = self.tables[-1]
        else:
            table = TableDraft(caption=self._caption(grid, part.page))
            self.tables.append(table)
            for row in _head_rows(grid):
                self._row(table, row, part, "thead", head=len(grid.columns))
        for cells in grid.rows:
            self._row(table, [(cell, 1) for cell in cells], part, "tbody", head=grid.labels)
        _reach_down(table, grid.labels)
        self._before = grid
        self._lead = None

    def _row(
        self, table: TableDraft, cells: Iterable[tuple[Cell | None, int]], part: Part, section: str, *, head: int
    ) -> None:
        row = RowDraft(section, len(table.rows))
        for cell, rows in cells:
            if cell is None:
                row.cells.append(CellDraft(head=True, rows=rows))
                continue
            whole = cell.to_column - cell.column > 1 and section == "tbody"
            made = CellDraft(head=cell.column < head and not whole, columns=cell.to_column - cell.column, rows=rows)
            made.scope = "row" if made.head and section == "tbody" else ""
            draft = (
                self._add(text_of(cell.lines, self._hyphenated), BlockKind.PARAGRAPH, 0, part) if cell.lines else None
            )
            if draft is not None:
                made.blocks.append(draft)
            row.cells.append(made)
        table.rows.append(row)

    def _caption(self, grid: Grid, page: int) -> list[BlockDraft]:
        """Return the line that names *grid*: the heading or short paragraph right above it."""
        is_tile = not grid.heads and len(grid.rows) == 1
        if is_tile or not self.drafts or self._above is None or self._above[1] != page:
            return []
        line = self._above[0].last
        if not 0 < grid.top - line.base < _CAPTION_GAP * line.size or line.box.left > grid.columns[-1][1]:
            return []
        draft = self.drafts[-1]
        if draft.kind is BlockKind.HEADING or (draft.kind is BlockKind.PARAGRAPH and _names_table(draft.text)):
            return [draft]
        return []


_NUMBERED = re.compile(r"[^\W\d_]{3,12}\.? \d{1,3}(?:\.\d{1,2})?[a-z]?\b")


def _names_table(text: str) -> bool:
    """Return whether a paragraph names the table below it: "Table 3 Tests by trust"."""
    return len(text) <= _LONGEST and _NUMBERED.match(text) is not None


def _is_title(text: str) -> bool:
    """Return whether a bold line can be a heading: short, no sentence, no number that it states at its end."""
    return len(text) <= _BOLD_LONGEST and not _SENTENCE.search(text) and not _STATES.search(text)


def _signed_by_others(raw: str) -> bool:
    return inline.BREAK in raw or inline.BESIDE in raw


def _body_size(parts: Iterable[Part]) -> float:
    """Return the height of the font of the text: the largest of those in which a good part of it is written."""
    counts: Counter[float] = Counter()
    for one in parts:
        for line in _lines_of(one.part):
            counts[round(line.size * 2) / 2] += len(line.text)
    enough = _ENOUGH * counts.total()
    return max((size for size, count in counts.items() if count >= enough), default=0.0)


def _lines_of(part: Paragraph | Grid) -> Iterable[Piece]:
    if isinstance(part, Paragraph):
        return part.lines
    return [line for cells in part.rows for cell in cells for line in cell.lines]


def _heading_sizes(paragraphs: Iterable[Paragraph], body: float) -> list[float]:
    """Return the font heights of headings, the largest first, those that are nearly the same as one."""
    sizes: list[float] = []
    for size in sorted({line.size for paragraph in paragraphs for line in paragraph.lines[:1]}, reverse=True):
        if size > _LARGER * body and (not sizes or size < sizes[-1] / 1.05):
            sizes.append(size)
    return sizes


def _hyphenated(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """Return the words that are written with a hyphen inside a line."""
    return frozenset(
        word.lower() for paragraph in paragraphs for line in paragraph.lines for word in _HYPHENATED.findall(line.text)
    )


def _head_rows(grid: Grid) -> list[list[tuple[Cell | None, int]]]:
    """Return the header cells of *grid* by rows, each with how many rows it reaches over; None where there is none."""
    depth = [0] * len(grid.columns)
    placed: list[tuple[int, Cell]] = []
    for cell in grid.heads:
        level = max(depth[cell.column : cell.to_column])
        placed.append((level, cell))
        depth[cell.column : cell.to_column] = [level + 1] * (cell.to_column - cell.column)
    last = max(depth, default=0)
    lowest = {column: cell for _, cell in placed for column in range(cell.column, cell.to_column)}
    levels: list[list[tuple[Cell | None, int]]] = []
    covered: set[tuple[int, int]] = set()
    for level in range(last):
        row: list[tuple[int, Cell | None, int]] = []
        for own, cell in placed:
            if own != level:
                continue
            columns = range(cell.column, cell.to_column)
            rows = last - level if all(lowest[column] is cell for column in columns) else 1
            row.append((cell.column, cell, rows))
            covered.update((below, column) for below in range(level, level + rows) for column in columns)
        row.extend((column, None, 1) for column in range(len(grid.columns)) if (level, column) not in covered)
        levels.append([(cell, rows) for _, cell, rows in sorted(row, key=lambda one: one[0])])
    return levels


def _reach_down(table: TableDraft, labels: int) -> None:
    """Let a label reach over the rows below that have none in its column but a label of their own beside it."""
    if labels < 2:
        return
    above: list[CellDraft | None] = [None] * labels
    for row in table.rows:
        if row.section != "tbody":
            continue
        if len(row.cells) == 1:
            above = [None] * labels
            continue
        _join_above(row, above, labels)


def _join_above(row: RowDraft, above: list[CellDraft | None], labels: int) -> None:
    for column in range(labels - 1):
        cell, over = row.cells[column], above[column]
        if cell.text or over is None or not any(other.text for other in row.cells[column + 1 : labels]):
            above[column] = cell if cell.text else None
        else:
            cell.blocks = []
            cell.scope = "joined"
            over.rows += 1
    row.cells = [cell for cell in row.cells if cell.scope != "joined"]
