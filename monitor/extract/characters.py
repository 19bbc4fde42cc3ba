"""Characters that are no text, or that make a number look like another."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SUSPICIOUS = re.compile(
    "\\d[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]+[\\d%]"
    "|\\d[\u041e\u043e\u0417\u0437\u039f\u03bf]\\d|[\u202d\u202e]"
    "|[0-9][^\\W0-9a-zA-Z_\u00aa-\uffdc]|[\uff10-\uff19\U0001d7ce-\U0001d7ff]"
)
_MIXED_DIGITS = re.compile(r"[0-9][٠-٩۰-۹०-९০-৯]|[٠-٩۰-۹०-९০-৯][0-9]")


def _replacements() -> dict[int, str]:
    """Return what stands for each forbidden character, one for one, so that spans keep their meaning.

    A C1 control is what a Windows-1252 page meant by that byte (WHATWG HTML, numeric character references); what can
    stand for nothing becomes U+FFFD, the other controls white space.
    """
    table = {code: " " for code in (*range(0x20), 0x7F) if code not in (0x09, 0x0A, 0x0D)}
    table |= {0x0B: "\n", 0x0C: "\u2029", 0x00: "\ufffd"}  # a form feed ends a page
    for code in range(0x80, 0xA0):
        table[code] = bytes([code]).decode("cp1252", "replace")
    for code in (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF):
        table[code] = "\ufffd"
    return table


_TABLE = _replacements()


def clean(text: str) -> tuple[str, bool]:
    """Return *text* without controls, noncharacters and lone surrogates, of the same length; and whether it had any."""
    if text.isprintable() or _FORBIDDEN.search(text) is None:
        return text, False
    return text.translate(_TABLE), True


def is_suspicious(text: str) -> bool:
    """Return whether invisible or lookalike characters stand in a number of *text*."""
    if text.isascii():
        return False
    return _SUSPICIOUS.search(text) is not None or _MIXED_DIGITS.search(text) is not None
