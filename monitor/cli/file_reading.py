"""Files and addresses as readings, for the commands that work without a ledger."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import advice, examine
from monitor.advice import Asked
from monitor.errors import ExtractError, PageError
from monitor.extract import is_guarded
from monitor.model import Limits, Page, Reading
from monitor.model.sanitize import visible

if TYPE_CHECKING:
    from monitor.worker_pool import Workers

KINDS = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True)
class Part:
    """Which part of each document is read: by default all of it."""

    select: str | None = None  #: see `Page`
    ignore: tuple[str, ...] = ()

    @property
    def page(self) -> Page | None:
        """Return it as the settings of a page."""
        asks = self.select is not None or self.ignore
        return Page(id="page", url="", select=self.select, ignore=self.ignore) if asks else None


_WHOLE = Part()


class Readings:
    """Reads documents one after the other; those that cannot be read are named on stderr, and passed over.

    What only a library can read that its bytes may crash is read in a process that can be killed, the rest right here:
    starting such a process takes most of a second.

    Attributes:
        failed: whether some document could not be read.
    """

    def __init__(self, documents: Sequence[str], language: str | None, part: Part = _WHOLE) -> None:
        """Take the names of *documents*, the *language* to read them in (None: as they say), and the *part* to read."""
        self._documents, self._language, self._page = documents, language, part.page
        self._workers: Workers | None = None
        self.failed = False

    def __iter__(self) -> Iterator[tuple[str, Reading]]:
        """Yield each document's name and what is read in it."""
        with ExitStack() as stack:
            for document in self._documents:
                try:
                    reading = self._read(*_bytes_of(document), stack)
                except (OSError, PageError, zlib.error, EOFError) as error:
                    click.echo(visible(f"monitor: {document}: {_sentence(error)}"), err=True)
                    self.failed = True
                else:
                    yield document, reading

    def _read(self, body: bytes, content_type: str | None, stack: ExitStack) -> Reading:
        if not is_guarded(body, content_type):
            return examine.read(body, content_type=content_type, page=self._page, language=self._language)
        from monitor.worker_pool import Document, Workers

        if self._workers is None:
            self._workers = stack.enter_context(Workers(Limits(), 1))
        asked = Document(body=body, content_type=content_type, language=self._language, page=self._page)
        return self._workers.read(asked)


def _bytes_of(document: str) -> tuple[bytes, str | None]:
    """Return the bytes of a file or address, unpacked, and what kind their name or server says they are."""
    if document.startswith(("http://", "https://")):
        from monitor.cli.preview import fetch_once

        fetched = fetch_once(document)
        return fetched.body, fetched.capture.header("content-type")
    path = Path(document)
    body = path.read_bytes()
    name = path.name.lower()
    if name.endswith(".gz") or body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
        name = name.removesuffix(".gz")
    return body, KINDS.get(Path(name).suffix)


def _sentence(error: BaseException) -> str:
    """Return what is wrong, and what to do where that is known: of an address, the fetching has said it."""
    if isinstance(error, ExtractError):
        return f"{error.detail} {advice.of(error.reason, Asked.EXPLAIN, 'PAGE')}"
    return error.detail if isinstance(error, PageError) else getattr(error, "strerror", None) or str(error)
