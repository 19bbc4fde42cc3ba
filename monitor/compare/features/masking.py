"""Templates and places: a figure's sentence without what moves from one version to the next, and where it stands.

A template is the figure's sentence with its own number as `OWN`, every other figure as `OTHER` and every date or time
as `MOMENT`: two versions of one daily statement have the same template, while "pillar 1" and "pillar 2" keep theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from monitor.compare.features.word_bags import MOMENT, bare
from monitor.model import Block, BlockKind, Figure, Reading, Text

OWN, OTHER = "\N{BLACK DIAMOND}", "\N{WHITE DIAMOND}"
WINDOW = 300  # characters kept on each side of the number: bounds the cost of a sentence with thousands of numbers
PLACE = 90  # characters of the heading or caption that are remembered
MOMENTS = frozenset({"date", "time", "year", "period", "weekday", "clock"})  # refusals that tell when, not which


class Masks:
    """The templates of one reading."""

    def __init__(self, reading: Reading, moments: frozenset[str]) -> None:
        self.text = reading.text
        self.months = moments
        spans = [(figure.start, figure.end, OTHER) for figure in reading.figures]
        spans += [(one.start, one.end, MOMENT) for one in reading.dropped if one.why in MOMENTS]
        self.spans = sorted(spans)
        self.starts = [start for start, _, _ in self.spans]
        self.words: dict[str, str] = {}  # of the text as they stand -> as a template has them, "" for none

    def template(self, figure: Figure) -> str:
        """Return the figure's sentence, masked; a window of it when it is very long."""
        first, last = figure.sentence_start, _sentence_end(self.text, figure)
        if first == figure.start and last == figure.end:
            return OWN  # a cell with a number and no word
        left = self._masked(max(first, figure.start - WINDOW), figure.start)
        right = self._masked(figure.end, max(figure.end, min(last, figure.end + WINDOW)))
        return " ".join((*self._folded(left), OWN, *self._folded(right)))

    def _masked(self, start: int, end: int) -> str:
        content = self.text.content
        pieces, at = [], start
        for low, high, mark in self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if low >= at and high <= end:
                pieces += [content[at:low], f" {mark} "]
                at = high
        return "".join([*pieces, content[at:end]])

    def _folded(self, masked: str) -> Iterator[str]:
        """Yield the words of *masked*, folded; a run of dates and names of months and days is one `MOMENT`."""
        previous = ""
        for raw in masked.split():
            word = self.words.get(raw)
            if word is None:
                word = self.words[raw] = self._word(raw.casefold())
            if word and not (word == MOMENT and previous == MOMENT):
                yield word
                previous = word

    def _word(self, raw: str) -> str:
        word = bare(raw)
        if word == MOMENT or word in self.months:
            return MOMENT
        return raw if word or raw in ",;:" else ""


class Places:
    """Where the blocks of one text stand: the heading above, and what introduces a table or a list."""

    def __init__(self, text: Text, months: frozenset[str]) -> None:
        self.text, self.months = text, months
        self.tables: dict[int, str] = {}
        self.known: dict[tuple[int | None, int | None, str], str] = {}

    def of(self, index: int) -> str:
        """Return the place of block *index*, without dates and numbers."""
        if not 0 <= index < len(self.text.blocks):
            return ""
        block = self.text.blocks[index]
        beside = self._introduction(index, block) if block.cell else ""
        key = (block.heading, block.lead, beside)
        if key not in self.known:
            words = f"{self._opening(block.heading)} / {beside or self._opening(block.lead)}".casefold().split()
            self.known[key] = " ".join(w for w in words if not any(map(str.isdigit, w)) and w not in self.months)
        return self.known[key]

    def _opening(self, index: int | None) -> str:
        if index is None or not 0 <= index < len(self.text.blocks):
            return ""
        block = self.text.blocks[index]
        return self.text.content[block.start : min(block.end, block.start + PLACE)]

    def _introduction(self, index: int, block: Block) -> str:
        """Return a table's caption, or the short line before it, which often sets it apart ("Daily", "Cumulative")."""
        if block.cell is None or block.cell.caption:
            return block.cell.caption[:PLACE] if block.cell else ""
        table = block.cell.table
        if table not in self.tables:
            while index >= 0 and self.text.blocks[index].kind is BlockKind.TABLE_CELL:
                index -= 1
            before = self.text.blocks[index] if index >= 0 else block
            self.tables[table] = self._opening(index) if before.end - before.start <= PLACE else ""
        return self.tables[table]


def _sentence_end(text: Text, figure: Figure) -> int:
    """Return where the figure's sentence ends: its white space is folded in `Figure.sentence`, not in the content."""
    first, length = figure.sentence_start, len(figure.sentence)
    if text.content.startswith(figure.sentence, first):
        return first + length
    block = text.blocks[figure.block] if 0 <= figure.block < len(text.blocks) else None
    limit = block.end if block else first + length + WINDOW
    wanted = sum(not c.isspace() for c in figure.sentence)
    at = first
    while wanted > 0 and at < min(limit, figure.end + 2 * WINDOW, len(text.content)):
        wanted -= not text.content[at].isspace()
        at += 1
    return at
