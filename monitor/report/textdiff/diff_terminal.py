"""A text diff for a terminal: legible without colour, side by side where it is wide."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor.model import Became, LineDiff, TextDiff, Words
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report.clock import Clock
from monitor.report.console import printed
from monitor.report.textdiff import summing
from monitor.report.textdiff.arranging import Shown, arranged, side
from monitor.report.textdiff.diff_model import Layout, PageDiff

_SIGNS = {Became.KEPT: " ", Became.CHANGED: "~", Became.MOVED: "→", Became.GONE: "-", Became.NEW: "+"}
_STYLES = {-1: "red", 0: "", 1: "green"}


def terminal(page: PageDiff, layout: Layout) -> str:
    """Return *page* for a terminal."""
    return printed(_parts(page, layout), width=layout.width, colour=layout.colour)


def _parts(page: PageDiff, layout: Layout) -> Iterator[RenderableType]:
    clock = Clock(page.time_zone)
    yield Text(visible(page.text.page_title) or visible(page.text.page_id), "bold")
    if link(page.url):
        yield Text(link(page.url) or "", "dim")
    for word, one in (("from", page.before), ("to  ", page.after)):
        yield Text(f"{word} {summing.version(one)}  {clock.minute(one.captured_at)}  {visible(one.file)}", "dim")
    head, sentences = summing.figures(page.changes)
    yield Text(head, "bold")
    yield from (Padding(Text(sentence), (0, 0, 0, 2)) for sentence in sentences)
    yield Text(summing.text_summary(page.text), "bold")
    yield from (Text(remark, "dim") for remark in summing.remarks(page.text))
    yield Text()
    yield from drawn(page.text, context=layout.context, side_by_side=layout.side_by_side)


def drawn(
    diff: TextDiff, *, context: int = 0, side_by_side: bool = False, most: int | None = None
) -> Iterator[RenderableType]:
    """Yield the lines of *diff*: "~" before one that changed, "+" new, "-" gone, "→" moved; *most* as in `arranged`."""
    for part in arranged(diff, context, most):
        note = summing.note(part)
        if note:
            yield Text(note if isinstance(part, Shown) else f"  {note}", "dim")
        if isinstance(part, Shown):
            yield _beside(part) if side_by_side else _inline(part)
            if part.left_out:
                yield Text(f"  {summing.left_out(part)}", "dim")


def _inline(part: Shown) -> Table:
    columns = max(len(line.cells) for line in part.lines)
    table = _grid(columns)
    for line in part.lines:
        table.add_row(_SIGNS[line.became], *(_words(cell, line) for cell in line.cells))
    return table


def _beside(part: Shown) -> Table:
    table = _grid(2, expand=True)
    for column in table.columns[1:]:
        column.ratio = 1
    for line in part.lines:
        table.add_row(_SIGNS[line.became], _words(side(line, -1), line), _words(side(line, 1), line))
    return table


def _grid(columns: int, *, expand: bool = False) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=expand)
    table.add_column(min_width=1, max_width=1, style="dim")
    for _ in range(columns):
        table.add_column(overflow="fold")
    return table


def _words(words: Words, line: LineDiff) -> Text:
    """Return *words*, those that came or went between marks, unless all of the line did."""
    shown = Text()
    is_whole = line.became in (Became.GONE, Became.NEW)
    signs = [0, *(sign for sign, _ in words), 0]
    for place, (sign, text) in enumerate(words, 1):
        before, after = _marks(sign, signs[place - 1], signs[place + 1]) if not is_whole else ("", "")
        shown.append(before)
        shown.append(visible(text), _STYLES[sign])
        shown.append(after)
    return shown


def _marks(sign: int, before: int, after: int) -> tuple[str, str]:
    """Return what stands around a piece: ``[1,000 → 1,160]``, ``[-gone-]``, ``{+new+}``."""
    if sign < 0:
        return ("[", " → ") if after > 0 else ("[-", "-]")
    if sign > 0:
        return ("", "]") if before < 0 else ("{+", "+}")
    return "", ""
