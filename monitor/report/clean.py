"""Make text of a page harmless to look at: what cannot be seen, or changes how its neighbours are seen, is shown.

Every format passes page text through here and then escapes it in its own way.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from monitor.model.addresses import AddressError, parse

# Unicode categories Cc, Cs, noncharacters, and of Cf those that change the order or identity of what stands beside
# them: bidi controls (UAX #9 section 2), zero-width space and joiners, tags. Joiners between letters are orthography.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + r"]|(?<![^\W\d_])[\u200c\u200d]|[\u200c\u200d](?![^\W\d_])"
)
_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SOFT_HYPHEN = "\u00ad"
_SAFE_IN_ADDRESS = "!#$%&*+,-./:;=?@_~"  # RFC 3986 without the brackets and parentheses that end a link elsewhere


def visible(text: str) -> str:
    """Return *text* in one line, with hidden and harmful code points written out: ``⟨U+202E⟩``."""
    line = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", line)


def is_suspicious(text: str) -> bool:
    """Return whether *text* holds code points that `visible` writes out."""
    return bool(_HIDDEN.search(_SPACES.sub(" ", text)))


def json_text(encoded: str) -> str:
    r"""Return JSON with every hidden code point, ``<``, ``>`` and ``&`` as ``\uXXXX``: the same value."""
    escaped = re.sub("[<>&\u2028\u2029]", _json_escape, encoded)
    return _HIDDEN.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match), escaped)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))


def link(url: str) -> str | None:
    """Return *url* fit to be followed, or None unless it is a plain http or https address with a host."""
    if _HIDDEN.search(url):
        return None
    try:
        return quote(parse(url.strip(), lenient=True).url, safe=_SAFE_IN_ADDRESS)
    except AddressError:
        return None
