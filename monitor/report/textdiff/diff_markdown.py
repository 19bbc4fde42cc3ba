"""A text diff in Markdown: ~~what is gone~~ and **what is new**, an item a line, or a table of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Became, LineDiff, TextDiff, Words
from monitor.model.addresses import link
from monitor.report.clock import Clock
from monitor.report.markdown_text import code, paragraph, text, wrapped
from monitor.report.textdiff import summing
from monitor.report.textdiff.arranging import Shown, arranged, side
from monitor.report.textdiff.diff_model import Layout, PageDiff

_MARKS = {-1: "~~", 0: "", 1: "**"}
_NOTED = {Became.GONE: "*gone:* ", Became.NEW: "*new:* "}


def markdown(page: PageDiff, layout: Layout) -> str:
    """Return *page* as Markdown."""
    return "\n".join(_lines(page, layout)) + "\n"


def _lines(page: PageDiff, layout: Layout) -> Iterator[str]:
    clock = Clock(page.time_zone)
    title, address = text(page.text.page_title or page.text.page_id), link(page.url)
    yield f"# [{title}](<{address}>)\n" if address else f"# {title}\n"
    for word, one in (("From", page.before), ("To", page.after)):
        proof = f"`{code(one.file)}` sha256 `{code(one.digest)}`"
        yield f"- {word} {summing.version(one)}, {clock.minute(one.captured_at)}: {proof}"
    head, sentences = summing.figures(page.changes)
    yield f"\n**{text(head)}**\n"
    yield from (f"- {paragraph(sentence)}" for sentence in sentences)
    yield f"\n**{text(summing.text_summary(page.text))}**\n"
    yield from (f"*{text(remark)}*\n" for remark in summing.remarks(page.text))
    yield from drawn(page.text, context=layout.context, side_by_side=layout.side_by_side)


def drawn(diff: TextDiff, *, context: int = 0, side_by_side: bool = False, most: int | None = None) -> Iterator[str]:
    """Yield *diff* in lines of Markdown; *most* as in `arranged`."""
    if side_by_side:
        yield "| Before | Now |\n|---|---|"
    for part in arranged(diff, context, most):
        lines, left_out = (part.lines, summing.left_out(part)) if isinstance(part, Shown) else ((), "")
        yield from _note(summing.note(part), side_by_side=side_by_side)
        for line in lines:
            yield _beside(line) if side_by_side else f"- {_inline(line)}"
        yield from _note(left_out, side_by_side=side_by_side)
    yield ""


def _note(said: str, *, side_by_side: bool) -> Iterator[str]:
    if said:
        yield f"| *{text(said)}* | |" if side_by_side else f"- *{text(said)}*"


def _inline(line: LineDiff) -> str:
    return f"{_NOTED.get(line.became, '')}{_words(line.words).strip()}"


def _beside(line: LineDiff) -> str:
    return f"| {_words(side(line, -1)).strip()} | {_words(side(line, 1)).strip()} |"


def _words(words: Words) -> str:
    kept = ["", *(text if sign == 0 else "" for sign, text in words), ""]  # beside a mark, there is no letter
    return "".join(
        wrapped(_MARKS[sign], piece, before=kept[place - 1], after=kept[place + 1])
        for place, (sign, piece) in enumerate(words, 1)
    )
