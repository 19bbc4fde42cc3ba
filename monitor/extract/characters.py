"""Characters that are no text, or that make a number look like another."""

from __future__ import annotations

import re

from monitor.model.sanitize import CONTROLS, INVISIBLE, JOINERS, NONCHARACTERS, SURROGATES

# What holds none of these, told at once by one class without holes, has nothing of what is then looked for in earnest.
_PERHAPS_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{SURROGATES}\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]"
)
_PERHAPS_SUSPICIOUS = re.compile(
    f"[{INVISIBLE}{JOINERS}\u041e\u043e\u0417\u0437\u039f\u03bf٠-٩۰-۹०-९০-৯\uff10-\U0010ffff]"
)
_FORBIDDEN = re.compile(rf"(?![\t\n\r])[{CONTROLS}{SURROGATES}{NONCHARACTERS}]")
_SUSPICIOUS = re.compile(
    f"\\d[{INVISIBLE}{JOINERS}]|[{INVISIBLE}{JOINERS}]+[\\d%]"
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
    ends = (plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF))
    for code in (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *ends):
        table[code] = "\ufffd"
    return table


_TABLE = _replacements()


def clean(text: str) -> tuple[str, bool]:
    """Return *text* without controls, noncharacters and lone surrogates, of the same length; and whether it had any."""
    if text.isprintable() or _PERHAPS_FORBIDDEN.search(text) is None or _FORBIDDEN.search(text) is None:
        return text, False
    return text.translate(_TABLE), True


def is_suspicious(text: str) -> bool:
    """Return whether invisible or lookalike characters stand in a number of *text*."""
    if text.isascii() or _PERHAPS_SUSPICIOUS.search(text) is None:
        return False
    return _SUSPICIOUS.search(text) is not None or _MIXED_DIGITS.search(text) is not None
