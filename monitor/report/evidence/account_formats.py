"""An account as Markdown and as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.report.evidence.account import Account
from monitor.report.evidence.account_words import sections, title
from monitor.report.evidence.blocks import Block, Bullets, Quote, Step, Table, Text
from monitor.report.highlight import marked
from monitor.report.html import document
from monitor.report.markdown_text import paragraph, text


def html(account: Account) -> str:
    """Return *account* as a whole document in UTF-8."""
    kinds = {kind: kind.__name__.lower() for kind in (Text, Bullets, Quote, Table, Step)}
    return document("account", title=title(account), sections=sections(account), kinds=kinds)


def markdown(account: Account) -> str:
    """Return *account* as Markdown (CommonMark with tables)."""
    return "\n".join(_lines(account)) + "\n"


def _lines(account: Account) -> Iterator[str]:
    yield f"# {text(title(account))}\n"
    for section in sections(account):
        yield f"## {text(section.title)}\n"
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text(said, strong):
            yield f"**{paragraph(said)}**\n" if strong else f"{paragraph(said)}\n"
        case Bullets(items):
            yield from (f"- {paragraph(item)}" for item in items)
            yield ""
        case Quote(label, figure):
            before, number, after = marked(figure)
            mark = f"**{text(number.strip())}**" if number.strip() else ""
            yield f"> {label}: {text(before.lstrip())}{mark}{text(after)}\n"
        case Table(head, rows):
            yield f"| {' | '.join(map(text, head))} |\n|{'---|' * len(head)}"
            yield from (f"| {' | '.join(map(text, row))} |" for row in rows)
            yield ""
        case Step(name, said, command):
            yield f"**{paragraph(name)}.** {text(said)}\n\n```sh\n{command.rstrip()}\n```\n"
