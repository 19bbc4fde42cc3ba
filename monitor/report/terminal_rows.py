"""Text in rows of a terminal: where lines are broken, and what stands in the margin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_WORD = re.compile(r"^ *[^ ]* *|[^ ]+ *")


@dataclass(frozen=True, slots=True)
class TerminalRow:
    """A text that goes on, where it does not fit into one line, under its own beginning, right of its margin."""

    text: Text
    margin: int = 0
    lead: Text = field(default_factory=Text)  #: stands in the margin of the first line

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield it in as many lines as it needs."""
        lines = self.text.divide(breaks(self.text.plain, options.max_width - self.margin))
        first = self.lead.copy()
        first.pad_right(self.margin - first.cell_len)
        margins = [first, *(Text(" " * self.margin) for _ in lines[1:])]
        yield from (margin.append_text(line) for margin, line in zip(margins, lines, strict=True))


def breaks(text: str, width: int) -> list[int]:
    """Return where *text* goes on in a new line of *width* cells: at plain spaces, so that "16 %" stays whole.

    A word that is longer than a line is cut.
    """
    found, used = [], 0
    for word in _WORD.finditer(text):
        at, size = word.start(), cell_len(word[0].rstrip(" "))
        if used and used + size > width:
            found.append(at)
            used = 0
        if size > width:
            for part in chop_cells(word[0].rstrip(" "), width)[:-1]:
                at += len(part)
                found.append(at)
        used += cell_len(text[at : word.end()])
    return found
