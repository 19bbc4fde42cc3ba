"""Text of a page in Markdown (CommonMark with tables), so that it is shown as it is: no markup, no HTML, no link."""

from __future__ import annotations

import re

from monitor.model.sanitize import visible

_SPECIAL = re.compile(r"([\\`*_\[\]{}<>|~$^])")
_LEADING = re.compile(r"^(\s*)(?:([#+\-=:])|(\d+)([.)]))")


def text(raw: str) -> str:
    """Return *raw* so that Markdown shows it as it is: no markup, no HTML, no link."""
    escaped = _SPECIAL.sub(r"\\\1", visible(raw).replace("&", "&amp;"))
    escaped = _LEADING.sub(lambda m: m[1] + (f"\\{m[2]}" if m[2] else f"{m[3]}\\{m[4]}"), escaped)
    return re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(:)", r"\1\\\2", escaped)


def paragraph(raw: str) -> str:
    """Return *raw* as the beginning of a line, where four spaces would begin a block of code."""
    return text(raw.strip())


def code(raw: str) -> str:
    """Return *raw* to stand between backticks."""
    return visible(raw).replace("`", "ˋ")


def wrapped(mark: str, raw: str, *, before: str = "", after: str = "") -> str:
    """Return *raw* between two *mark*, its outer spaces outside of them, where Markdown wants them.

    Where a mark would stand between a letter and punctuation, it would be no mark (CommonMark, flanking runs): braces
    stand there instead.

    Args:
        mark: ``**`` or ``~~``; empty: none.
        raw: a piece of a text.
        before: what stands before it there.
        after: and what after it.
    """
    inner = raw.strip()
    if not inner or not mark:
        return text(raw) if inner else visible(raw)
    head, tail = raw[: len(raw) - len(raw.lstrip())], raw[len(raw.rstrip()) :]
    glued = (_is_letter(before[-1:]) and not head, _is_letter(after[:1]) and not tail)
    if (glued[0] and not _is_letter(inner[0])) or (glued[1] and not _is_letter(inner[-1])):
        opening, closing = _BRACES[mark]
        return f"{visible(head)}{opening}{text(inner)}{closing}{visible(tail)}"
    return f"{visible(head)}{mark}{text(inner)}{mark}{visible(tail)}"


_BRACES = {"**": (r"\{+", r"+\}"), "~~": (r"\[-", r"-\]")}


def _is_letter(char: str) -> bool:
    return char.isalnum()
