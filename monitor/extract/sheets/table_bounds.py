"""Which rows of a sheet are tables, and which are titles and notes around them.

A row with a number is one of a table's body. The rows in words just above head it; a line of words alone is a title, a
note or, between two rows of a body, a section of it. A table may have empty rows inside, and rows without a head of
their own go on the table above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from monitor.extract.sheets.cells import Kind, SheetRow

Numbered = tuple[int, SheetRow]  # a row and its ordinal in the sheet

_WEEKS = 3  # numbers, each one more than the one before, from which a row of them counts columns
_FULL = 3  # cells from which a row in words is a head, whatever stands below it
_LONG = 160  # characters of a line that is no title, and of a cell that heads nothing


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is read as a line of words: a title or a note."""

    row: int
    text: str
    title: bool = False  #: of the table below


@dataclass(slots=True)
class Table:
    """Rows that are read as a table: those that head its columns, and its body with the sections in it."""

    head: list[Numbered]
    body: list[Numbered] = field(default_factory=list)
    titles: tuple[str, ...] = ()  #: the lines just above it


def parts_of(rows: Sequence[SheetRow]) -> list[Line | Table]:
    """Return the lines and the tables that the *rows* of a sheet make, in order."""
    parts: list[Line | Table] = []
    last: Table | None = None
    above: list[Numbered] = []  #: rows in words since the last body
    for run in _runs(rows):
        begin, end = _body(run)
        above += run[:begin]
        if begin == end:
            continue
        body = run[begin:end]
        lines, head, sections = _headed(above, body)
        if last is not None and not head and _goes_on(last, lines, body):
            last.body += lines
        else:
            last = Table(head)
            parts += _lines(lines, last)
            parts.append(last)
        last.body += sections + body
        above = run[end:]
    return [*parts, *_lines(above)]


def columns_of(rows: Sequence[Numbered], kind: Kind | None = None) -> set[int]:
    """Return the columns of *rows* that hold anything, or an entry of this *kind*."""
    return {
        column
        for _, row in rows
        for column, entry in enumerate(row)
        if entry is not None and (kind is None or entry.kind is kind)
    }


def is_line(row: SheetRow) -> bool:
    """Return whether *row* holds words in one cell and nothing else."""
    filled = [entry for entry in row if entry is not None]
    return len(filled) == 1 and filled[0].kind in (Kind.WORDS, Kind.DAY)


def _runs(rows: Sequence[SheetRow]) -> Iterator[list[Numbered]]:
    """Yield the *rows* between empty ones."""
    run: list[Numbered] = []
    for numbered in enumerate(rows):
        if any(entry is not None for entry in numbered[1]):
            run.append(numbered)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _body(run: Sequence[Numbered]) -> tuple[int, int]:
    """Return where in *run* the rows of a body begin and end; twice the end where it has none."""
    stating = [at for at, (_, row) in enumerate(run) if _states(row)]
    heads = len(list(takewhile(lambda at: _counts_columns(run[at][1]), stating[:-1])))
    return (stating[heads], stating[-1] + 1) if stating else (len(run), len(run))


def _states(row: SheetRow) -> bool:
    """Return whether *row* holds a number, or marks that there is none."""
    kinds = [entry.kind for entry in row if entry is not None]
    return Kind.NUMBER in kinds or kinds.count(Kind.MARK) * 2 > len(kinds) > 1


def _counts_columns(row: SheetRow) -> bool:
    """Return whether the numbers of *row* name columns: years, or one, two, three."""
    filled = [entry for entry in row if entry is not None]
    numbers = [entry for entry in filled if entry.kind is Kind.NUMBER]
    if not numbers or filled[0].kind is Kind.DAY or not all(entry.text.isdecimal() for entry in numbers):
        return False
    steps = {int(after.text) - int(before.text) for before, after in pairwise(numbers)}
    if all(entry.is_year for entry in numbers):
        return min(steps, default=1) > 0 or max(steps) < 0
    return len(numbers) >= _WEEKS and steps == {1}


def _headed(
    above: Sequence[Numbered], body: Sequence[Numbered]
) -> tuple[list[Numbered], list[Numbered], list[Numbered]]:
    """Return of the rows *above* what stands apart, what heads the columns of *body*, and its first sections."""
    columns = columns_of(body)
    first, last = min(columns), max(columns)
    sections = list(takewhile(lambda numbered: _is_section(numbered[1], first), reversed(above)))[::-1]
    named = len(above) - len(sections)
    if first == last and sections:  # of a single column, the line above it is the name
        named, sections = len(above), []
    head: list[Numbered] = []
    for number, row in reversed(above[:named]):
        if not _may_head(row, first, last) or (head and not _stands_over(number, row, head, first)):
            break
        head.insert(0, (number, row))
    if not head:
        return list(above), [], []
    return list(above[: named - len(head)]), head, sections


def _is_section(row: SheetRow, first: int) -> bool:
    return is_line(row) and _at(row, first) is not None


def _may_head(row: SheetRow, first: int, last: int) -> bool:
    """Return whether *row* can head the columns from *first* to *last*: it names one after the first, if there is."""
    filled = [column for column, entry in enumerate(row) if entry is not None]
    short = all(len(entry.text) < _LONG for entry in row if entry is not None)
    return short and (filled[-1] > first or first == last == filled[-1])


def _stands_over(number: int, row: SheetRow, head: Sequence[Numbered], first: int) -> bool:
    """Return whether *row* heads groups of the columns that *head* names."""
    below, named = head[0]
    if number != below - 1:
        return False
    apart = _at(row, first) is None or _at(named, first) is None
    return apart or sum(entry is not None for entry in row) >= _FULL


def _at(row: SheetRow, column: int) -> object:
    return row[column] if column < len(row) else None


def _goes_on(last: Table, lines: Sequence[Numbered], body: Sequence[Numbered]) -> bool:
    """Return whether *body*, below *lines*, has the columns of the table before: only sections or a gap part them."""
    titled = all(is_line(row) and len(_text(row)) < _LONG for _, row in lines)
    return titled and columns_of(body, Kind.NUMBER) <= columns_of(last.body, Kind.NUMBER)


def _lines(rows: Sequence[Numbered], table: Table | None = None) -> Iterator[Line]:
    """Yield *rows* as lines of words; those just above *table* are its titles."""
    title = _title(rows) if table is not None else len(rows)
    if table is not None:
        table.titles = tuple(_text(row) for _, row in rows[title:])
    for at, (number, row) in enumerate(rows):
        yield Line(number, _text(row), title=at == title)


def _title(rows: Sequence[Numbered]) -> int:
    """Return which of *rows* is the title of the table below them: the first of the last ones that no gap parts."""
    group = len(rows)
    while group > 0 and (group == len(rows) or rows[group][0] - rows[group - 1][0] == 1):
        group -= 1
    return group if rows and len(_text(rows[group][1])) < _LONG else len(rows)


def _text(row: SheetRow) -> str:
    """Return the entries of *row* as a line: "Deaths as of: 9 December"."""
    words = [entry.text for entry in row if entry is not None]
    return words[0] + "".join(f"{' ' if before[-1] in ':;,' else ': '}{word}" for before, word in pairwise(words))
