"""What kind of document bytes are: by their first bytes, then by what the server called them."""

from __future__ import annotations

import re

from monitor.errors import ExtractError
from monitor.extract.documents import Document
from monitor.extract.readers import READERS

_BINARY = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x00asm", "a program"),
    (b"OggS", "a sound or video"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|h[1-6]"
    rb"|article|main|section|header|nav|table|ul|ol|dl|blockquote|span|b|strong|em|i|a|br|center|font|form|pre|aside|footer|figure|img)"
    rb"(?=[\s/>])",
    re.IGNORECASE,
)
_XML = re.compile(rb"\s*(?:<\?xml\b|<(?:rss|feed|rdf:rdf|svg|urlset|sitemapindex|kml|gpx)\b)", re.IGNORECASE)
_FLAT = re.compile(rb"<office:document\b")  # ODF 1.3, part 3, 3.1.2
_XHTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_LOOKED_AT = 4096
_CONTROLS = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def kind_of(document: Document) -> str:
    """Return the name that the kind of *document* has among `READERS`.

    Raises:
        ExtractError: the bytes are something that is not read.
    """
    for kind, reader in READERS.items():
        if reader.recognises is not None and reader.recognises(document):
            return kind
    return _kind_of_text(document.body, document.media)


def _kind_of_text(body: bytes, media: str) -> str:
    """Return ``html`` or ``text``.

    Raises:
        ExtractError: the bytes are something that is not read.
    """
    head = body[:_LOOKED_AT]
    for mark, codec in _MARKS:
        if head.startswith(mark):
            head = head[2:].decode(codec, "ignore").encode()
            break
    else:
        head = head.removeprefix(b"\xef\xbb\xbf")
        _refuse_binary(head, media)
    start = _after_comments(head)
    if start == b"<!--" or _MARKUP.match(start):
        return "html" if media != "text/plain" or _XHTML.match(start) else "text"
    if _XML.match(start):
        if _XHTML.search(start):
            return "html"
        raise _unread_xml(head)
    if media in ("text/html", "application/xhtml+xml") and (not body.strip() or _TAG.search(body)):
        return "html"
    return "text"


def _unread_xml(head: bytes) -> ExtractError:
    """Return what is said of XML that is no page: an OpenDocument in one file, or anything else."""
    if _FLAT.search(head):
        return ExtractError("flat_document", "The answer is an OpenDocument in one file of XML, which is not read.")
    said = "The answer is XML (perhaps a feed); of what is written in XML only pages and office documents are read."
    return ExtractError("unsupported_type", said)


def _after_comments(head: bytes) -> bytes:
    """Return *head* from where its comments end; ``<!--`` where they fill it."""
    start = head.lstrip()
    while start.startswith(b"<!--"):
        end = start.find(b"-->", 2)
        start = start[end + 3 :].lstrip()
        if end < 0 or len(start) < len(b"<blockquote>"):
            return b"<!--"
    return start


def _refuse_binary(head: bytes, media: str) -> None:
    for magic, what in _BINARY:
        if head.startswith(magic) and (len(magic) > 2 or _controls(head) > 0):
            raise ExtractError("not_text", f"The answer is {what}, not a text.")
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise ExtractError("not_text", "The answer is an image, a sound or a video, not a text.")
    if head[4:8] == b"ftyp":
        raise ExtractError("not_text", "The answer is an image or a video, not a text.")
    if media.startswith(("image/", "audio/", "video/", "font/")) and not _TAG.search(head):
        raise ExtractError("not_text", f"The answer calls itself {media[:60]}, and is no text.")
    if _controls(head) > 0.1 * len(head) and "charset=utf-16" not in media:
        raise ExtractError("not_text", "The answer holds bytes that are no text.")


def _controls(head: bytes) -> int:
    """Return how many bytes are controls that no text has."""
    return len(head) - len(head.translate(None, _CONTROLS))
