"""Bytes to text: what kind they are, and what the reader of that kind makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.errors import ExtractError
from monitor.extract import sniffing, wrong_answers
from monitor.extract.documents import Document
from monitor.extract.hiding import WHOLE
from monitor.extract.readers import READERS
from monitor.language import detection
from monitor.model import Page, Text
from monitor.model.watched import READ_WHOLE

_LARGEST = 60_000_000  # bytes; a body is capped below this before it comes here


def read(
    body: bytes, *, content_type: str | None = None, page: Page | None = None, language: str | None = None
) -> Text:
    """Return the text of *body*: a document of one of the kinds of `readers`, whatever *content_type* calls it.

    *language* and then ``page.language`` override what the document says of itself.

    Raises:
        ExtractError: no text can be read from the bytes (``not_text``, ``unsupported_type``, ``nothing_selected``,
            ``bad_selector``, ``parser_limit``, and what the reader of their kind says).
    """
    if len(body) > _LARGEST:
        raise ExtractError("parser_limit", "The document is too large to be read.")
    override = detection.declared(language) or detection.declared(page.language if page else None)
    document = Document(body=body, content_type=content_type, page=page, language=override)
    text = READERS[sniffing.kind_of(document)].read(document)
    return replace(text, notes=(*text.notes, *_notes(text, page))) if page is not None else text


def _notes(text: Text, page: Page) -> Iterator[str]:
    """Yield in what *text* is not as the settings of its page would have it."""
    if text.kind in READ_WHOLE and (page.select is not None or page.ignore):
        yield WHOLE
    if page.must_contain and not _holds(text, page.must_contain):
        yield wrong_answers.MISSING


def is_guarded(body: bytes, content_type: str | None = None) -> bool:
    """Return whether *body* is only to be read in a process that can be killed (`monitor.worker_pool`)."""
    document = Document(body=body, content_type=content_type)
    return any(reader.guarded and reader.recognises(document) for reader in READERS.values() if reader.recognises)


def _holds(text: Text, phrase: str) -> bool:
    return " ".join(phrase.split()).casefold() in " ".join(text.content.split()).casefold()
