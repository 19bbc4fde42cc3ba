"""The one place that makes text of a page, a server or a user harmless to look at and to hand on.

What cannot be seen, or changes how its neighbours are seen, is written out. Every report, message, log line and command
passes such text through here, and then escapes it in the way of its format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Insides of character classes: Unicode categories Cc and Cs, the noncharacters, and of Cf those that change the order
# or identity of what stands beside them: bidi controls (UAX #9 section 2), zero-width space, word joiners, tags.
CONTROLS = "\x00-\x1f\x7f-\x9f"
SURROGATES = "\ud800-\udfff"
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
INVISIBLE = "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
JOINERS = "\u200c\u200d"  # between letters they are orthography, anywhere else invisible too
_HIDDEN = re.compile(
    f"[{CONTROLS}{SURROGATES}{NONCHARACTERS}{INVISIBLE}]"
    rf"|(?<![^\W\d_])[{JOINERS}]|[{JOINERS}](?![^\W\d_])"
)
_PERHAPS_HIDDEN = re.compile(f"(?!\n)[{CONTROLS}{SURROGATES}{NONCHARACTERS}{INVISIBLE}{JOINERS}]")
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SOFT_HYPHEN = "\u00ad"
_IN_JSON = tuple((character, f"\\u{ord(character):04x}") for character in "<>&\u2028\u2029")
SHORT = 120  # characters of what a server wrote that a sentence repeats


def visible(text: str) -> str:
    """Return *text* in one line, with hidden and harmful code points written out: ``⟨U+202E⟩``."""
    if text.isprintable():  # then none of these is in it; most text ends here
        return text
    line = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", line)


def visible_lines(text: str) -> str:
    """Return *text* as `visible` does, each of its lines for itself."""
    return "\n".join(map(visible, text.splitlines()))


def is_hiding(text: str) -> bool:
    """Return whether *text* holds code points that cannot be seen, or that change how others are seen."""
    return _HIDDEN.search(text) is not None


def shortened(text: str, most: int = SHORT) -> str:
    """Return *text* visible and in at most *most* characters, to stand in a sentence."""
    line = visible(text[: most + 1])
    return line if len(text) <= most and len(line) <= most else f"{line[: most - 3]}..."


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return *text* without *secrets*."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def json_text(encoded: str) -> str:
    r"""Return JSON with every hidden code point, ``<``, ``>`` and ``&`` as ``\uXXXX``: the same value."""
    escaped = encoded
    for character, written in _IN_JSON:  # five searches of C go through it faster than one expression
        escaped = escaped.replace(character, written)
    if escaped.isprintable() or _PERHAPS_HIDDEN.search(escaped) is None:
        return escaped
    return _HIDDEN.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match), escaped)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
