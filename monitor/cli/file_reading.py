"""Files and addresses as readings, for the commands that work without a ledger."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from monitor import advice
from monitor.advice import Asked
from monitor.errors import ExtractError, PageError
from monitor.guarded_reading import GuardedReader
from monitor.model import Limits, Page, Reading
from monitor.model.sanitize import visible

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
    """Which part of each document is read, by default all of it, and whether a browser loads it first."""

    select: str | None = None  #: see `Page`
    ignore: tuple[str, ...] = ()
    render: str | None = None

    @property
    def page(self) -> Page | None:
        """Return it as the settings of a page."""
        asks = self.select is not None or self.ignore
        return Page(id="page", url="", select=self.select, ignore=self.ignore) if asks else None


_WHOLE = Part()


class Readings:
    """Reads documents one after the other; those that cannot be read are named on stderr, and passed over.

    Attributes:
        failed: whether some document could not be read.
    """

    def __init__(self, documents: Sequence[str], language: str | None, part: Part = _WHOLE) -> None:
        """Take the names of *documents*, the *language* to read them in (None: as they say), and the *part* to read."""
        self._documents, self._language, self._page = documents, language, part.page
        self._render = part.render
        self.failed = False

    def __iter__(self) -> Iterator[tuple[str, Reading]]:
        """Yield each document's name and what is read in it."""
        with GuardedReader(Limits()) as reader:
            for document in self._documents:
                try:
                    body, kind = _bytes_of(document, self._render)
                    reading = reader.read(body, content_type=kind, page=self._page, language=self._language)
                except (OSError, PageError, zlib.error, EOFError) as error:
                    click.echo(visible(f"monitor: {document}: {_sentence(error)}"), err=True)
                    self.failed = True
                else:
                    yield document, reading


def _bytes_of(document: str, render: str | None) -> tuple[bytes, str | None]:
    """Return the bytes of a file or address, unpacked, and what kind their name or server says they are."""
    if document.startswith(("http://", "https://")):
        from monitor.cli.preview import fetch_once

        fetched = fetch_once(document, render)
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
