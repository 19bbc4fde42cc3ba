"""What a reader is given: the bytes of a page, and what is known of them beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.language.detection import Declared
from monitor.model import Page, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The bytes of a page, of whatever kind."""

    body: bytes
    content_type: str | None = None  #: as the server called it
    page: Page | None = None  #: how it is to be read
    language: Declared | None = None  #: as the user says; goes before what the document says of itself

    @property
    def media(self) -> str:
        """Return what the server called it, without parameters, in lower case: ``text/html``; "" where it did not."""
        return (self.content_type or "").split(";", 1)[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Reader:
    """How documents of one kind are told and read.

    ``read`` raises an `ExtractError` where no text can be read from the bytes.
    """

    read: Callable[[Document], Text]
    recognises: Callable[[Document], bool] | None = None  #: by its first bytes; None for what is told as a text
    guarded: bool = False  #: what reads it is a library that bytes from anywhere may crash, hang or take over
