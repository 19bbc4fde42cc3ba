"""What workers are given to do, and what of it comes back through the pipe."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.model import Fetched, Figure, Outcome, Page, Reading, Source, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.packed_columns import Columns, columns_of, made
from monitor.model.sources import Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is only to be read, as for `monitor explain`."""

    body: bytes
    content_type: str | None = None
    url: str = ""  #: where it was found
    language: str | None = None  #: BCP 47 tag; goes before what the document says of itself
    page: Page | None = None  #: how it is to be read


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTask:
    """A document of a source, to be read for the pages that it names."""

    source: Source
    fetched: Fetched  #: its links are resolved against its final address


@dataclass(frozen=True, slots=True, kw_only=True)
class OffersTask:
    """A document, to be read for what it offers to be followed."""

    body: bytes
    url: str  #: where it was found; links are resolved against it
    content_type: str | None = None
    robots: str = ""  #: the robots.txt of its host


Short = Document | SourceTask | OffersTask
"""What is only read, and neither doubted nor compared."""
Work = Task | Short
Found = Examined | Reading | SourceReading | tuple[Offer, ...]
"""What comes of a document; an `Examined` for one that is only to be read is a failure."""


@dataclass(frozen=True, slots=True)
class Slim:
    """An `Examined` as it crosses the pipe.

    It leaves the text behind, which nobody needs who records it, and has the figures by their fields: of a sheet with
    12,000 of them that costs less than half of handing over one after the other.
    """

    examined: Examined
    figures: Columns

    @classmethod
    def of(cls, examined: Examined) -> Slim:
        """Return *examined* for the pipe."""
        if examined.derived is None:
            return cls(examined, {})
        reading = examined.derived.reading
        slim = replace(reading, text=replace(reading.text, content="", blocks=()), figures=(), dropped=())
        return cls(_with_reading(examined, slim), columns_of(Figure, reading.figures))

    def whole(self) -> Examined:
        """Return it with its figures."""
        if self.examined.derived is None:
            return self.examined
        reading = self.examined.derived.reading
        return _with_reading(self.examined, replace(reading, figures=tuple(made(Figure, self.figures))))


def _with_reading(examined: Examined, reading: Reading) -> Examined:
    return replace(examined, derived=examined.derived and replace(examined.derived, reading=reading))


def failed(reason: str, detail: str) -> Examined:
    """Return that nothing came of a document, and why."""
    return Examined(outcome=Outcome.FAILED, reason=reason, detail=detail)
