"""How a value is written in YAML so that it reads back as the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Written without quotes only what no reader of YAML 1.1 or 1.2 takes for anything but a text.
_PLAIN = re.compile(r"[A-Za-z/](?:[A-Za-z0-9_./?=&%+~@;-]|:(?=[A-Za-z0-9/])| (?=[A-Za-z0-9(]))*")
_LENGTH = re.compile(r"[1-9][0-9]{0,8}(?:ms|[smhdw])")
_NOT_TEXT = re.compile(r"(?:y|yes|n|no|true|false|on|off|null)", re.I)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(value: object, *, flow: bool = False) -> str:
    """Return *value*, a text, a whole number or a truth value, as it is written on one line.

    Args:
        value: what to write.
        flow: it stands within brackets, where YAML 1.1 takes a colon for the end of a key.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if flow and ":" in text:
        return _quoted(text)
    if _LENGTH.fullmatch(text) or (_PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text)):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() and character != "\ufeff":
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def as_lines(entry: Mapping[str, object], *, dash: int = 2, gap: int = 1) -> list[str]:
    """Return *entry* as an item of a list, one key a line, its dash in column *dash*, *gap* blanks after that."""
    first, other = f"{' ' * dash}-{' ' * gap}", " " * (dash + 1 + gap)
    return [(other if number else first) + pair for number, pair in enumerate(_pairs(entry))]


def as_flow(entry: Mapping[str, object]) -> str:
    """Return *entry* in braces."""
    return "{" + ", ".join(_pairs(entry, flow=True)) + "}"


def _pairs(entry: Mapping[str, object], *, flow: bool = False) -> Iterator[str]:
    for key, value in entry.items():
        if isinstance(value, (list, tuple)):
            yield f"{key}: [{', '.join(scalar(item, flow=True) for item in value)}]"
        else:
            yield f"{key}: {scalar(value, flow=flow)}"
