"""Bytes to characters: byte order mark, then header, then declaration in the document, then the bytes themselves."""

from __future__ import annotations

import re
from typing import NamedTuple

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

_REPLACED = "\ufffd"
_NOT_OF_THE_WEB = re.compile(
    r"(?:raw[-_])?unicode[-_]escape|utf[-_]?7|punycode|idna|undefined|cp(?:037|1026|1140|273|424|500|875)"
)
_WIDE = re.compile(r"utf[-_]?(?:16|32)")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


class Decoded(NamedTuple):
    """Characters, and how they were come by."""

    text: str
    codec: str
    notes: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None, *, declared: bool = True) -> Decoded:
    """Return *body* as characters; never fails: what no codec reads becomes U+FFFD, and is noted.

    *declared* says whether the document itself may name its encoding (HTML does, plain text cannot).
    """
    mark, bom = read_bom(body)
    if mark and bom:
        return _decoded(body[len(bom) :], mark)
    codec = _codec(http_content_type_encoding(content_type)) if content_type else None
    if codec is None and declared:
        codec = _codec(html_body_declared_encoding(body))
        if codec is not None and _WIDE.match(codec):
            codec = "utf-8"  # whoever can read that declaration reads bytes of ASCII (WHATWG HTML, 13.2.3.2)
    if codec is not None:
        return _decoded(body, codec)
    return _guessed(body)


def _guessed(body: bytes) -> Decoded:
    """Return *body*, of which nobody says how it is encoded: as UTF-8 if most of it is, else as Windows does."""
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    sequences = len(_UTF8_SEQUENCE.findall(body))
    stray = len(_HIGH.findall(_UTF8_SEQUENCE.sub(b"", body)))
    return _decoded(body, "utf-8" if sequences > stray else "cp1252")


def _codec(named: str | None) -> str | None:
    """Return the codec that a page may be decoded with under the name *named*.

    Python knows others too: some are no encodings of text (``hex``, ``zlib``), some no one means on the web, and would
    let a page say one thing to us and another to every browser.
    """
    codec = resolve_encoding(named) if named else None
    if codec is None or _NOT_OF_THE_WEB.fullmatch(codec):
        return None
    try:
        bytes(4).decode(codec)
    except (LookupError, UnicodeError):
        return None
    return codec


def _decoded(body: bytes, codec: str) -> Decoded:
    text = to_unicode(body, codec)
    damaged = _REPLACED in text and text.count(_REPLACED) > body.count(b"\xef\xbf\xbd")
    return Decoded(text, codec, ("encoding_damaged",) if damaged else ())
