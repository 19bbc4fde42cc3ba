"""XML as it is written by hand and by programs, made well-formed where only characters are at fault."""

from __future__ import annotations

import re
import sys
from html.entities import name2codepoint

from monitor.model.html_tree import Element

_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # of XML 1.0, section 2.2
_REFERENCE = re.compile(r"&(?:(#?\w{1,31});)?")
_NUMBER = re.compile(r"#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def well_written(text: str) -> str:
    """Return *text* without characters that XML may not hold, and without names that it does not know.

    Bare ampersands are written out, names of HTML become what they stand for. A parser that recovers from them drops
    what follows: half an address, a letter.
    """
    clean = _NO_CHARACTERS.sub("", text)
    pieces: list[str] = []
    at = 0
    while (begin := clean.find(_CDATA, at)) >= 0 and (end := clean.find(_CDATA_END, begin)) >= 0:
        pieces += (_REFERENCE.sub(_written_out, clean[at:begin]), clean[begin:end])
        at = end
    return "".join((*pieces, _REFERENCE.sub(_written_out, clean[at:])))


def name_of(element: Element) -> tuple[str, str]:
    """Return namespace and name of an element; "" where it has none, or a prefix that was never declared."""
    namespace, _, name = element.tag.rpartition("}")
    return namespace.removeprefix("{"), name


def _written_out(reference: re.Match[str]) -> str:
    name = reference[1]
    if name in _OF_XML or (name and _is_character(name)):
        return reference[0].replace("#X", "#x")  # XML knows it in one case alone
    return chr(name2codepoint[name]) if name in name2codepoint else f"&amp;{reference[0][1:]}"


def _is_character(name: str) -> bool:
    """Return whether "#233" or "#xE9" stands for a character that XML may hold."""
    number = _NUMBER.fullmatch(name)
    if number is None:
        return False
    value = int(number[1] or number[2], 16 if number[1] else 10)
    return 0 < value <= sys.maxunicode and _NO_CHARACTERS.match(chr(value)) is None
