"""A text diff in Markdown: ~~what is gone~~ and **what is new**, an item a line, or a table of both sides."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Became, LineDiff, TextDiff, Words
from monitor.model.addresses import link
from monitor.report.clock import Clock
from monitor.report.markdown_text import code, paragraph, text, wrapped
from monitor.report.textdiff import summing
from monitor.report.textdiff.arranging import Fold, Shown, arranged, side
from monitor.report.textdiff.model import Layout, PageDiff

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
        yield f"- {word} {one.number}, {clock.minute(one.captured_at)}: `{code(one.file)}` sha256 `{code(one.digest)}`"
    head, sentences = summing.figures(page.changes)
    yield f"\n**{text(head)}**\n"
    yield from (f"- {paragraph(sentence)}" for sentence in sentences)
    yield f"\n**{text(summing.text_summary(page.text))}**\n"
    yield from (f"*{text(remark)}*\n" for remark in summing.remarks(page.text))
    yield from drawn(page.text, context=layout.context, side_by_side=layout.side_by_side)


def drawn(diff: TextDiff, *, context: int = 0, side_by_side: bool = False) -> Iterator[str]:
    """Yield *diff* in lines of Markdown."""
    if side_by_side:
        yield "| Before | Now |\n|---|---|"
    for part in arranged(diff, context):
        notes, lines = _said(part), part.lines if isinstance(part, Shown) else ()
        for note in notes[:1]:
            yield f"| *{note}* | |" if side_by_side else f"- *{note}*"
        for line in lines:
            yield _beside(line) if side_by_side else f"- {_inline(line)}"
        for note in notes[1:]:
            yield f"| *{note}* | |" if side_by_side else f"- *{note}*"
    yield ""


def _said(part: Fold | Shown) -> list[str]:
    """Return what is said before and after the lines of *part*."""
    if isinstance(part, Fold):
        return [text(summing.fold(part))]
    said = [f"→ {summing.moved(part)}", summing.left_out(part)] if part.moved else []
    return [text(one) for one in said if one]


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
