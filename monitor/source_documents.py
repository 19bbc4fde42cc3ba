"""Read a source: its document, and the further ones that it leads to, each of which may fail without the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from monitor.check_setup import Setup
from monitor.errors import ExtractError
from monitor.following import source_of
from monitor.model import NAMES, Entry, Fetched, FetchFailed, Page, SourceReading
from monitor.model.phrasing import counted
from monitor.worker_tasks import SourceTask


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the documents of a source say together."""

    reading: SourceReading
    is_whole: bool  #: none is left that a later check would have to ask for, though the first is as it was

    @property
    def digest(self) -> str:
        """Return a digest of what is named, marked as such: what only bears another date says nothing new."""
        said = "\n".join(
            f"{one.key}\x1f{one.url}\x1f{one.title}\x1f{one.updated}\x1f{one.text_digest}"
            for one in self.reading.entries
        )
        return NAMES + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def listed(page: Page, first: Fetched, setup: Setup) -> Listed:
    """Return what the source *page* names: in *first*, its document, and in those that this one leads to.

    Each address is asked once, and `Source.documents` of them at most. It waits for each, on the thread of its host.

    Raises:
        ExtractError: the first document cannot be read; of a further one it becomes a note.
    """
    source, url = source_of(page), first.capture.final_url
    readings = [_read(page, first, setup)]
    notes: list[str] = []
    asked, waiting = {page.url, url}, list(readings[0].more)
    while waiting and len(readings) + len(notes) < source.documents and not setup.stop.is_set():
        address = waiting.pop(0)
        if address in asked:
            continue
        asked.add(address)
        try:
            readings.append(_further(page, address, setup))
        except ExtractError as error:
            notes.append(f"{address} could not be read: {error.detail}")
            continue
        waiting += readings[-1].more
    left = len(set(waiting) - asked)
    if left:
        notes.append(f"{counted(left, 'further document')} of the source not read: a check reads {source.documents}.")
    return Listed(reading=_together(readings, notes), is_whole=not readings[0].more)


def _read(page: Page, got: Fetched, setup: Setup) -> SourceReading:
    return setup.examiner.names(SourceTask(source=source_of(page), fetched=got))


def _further(page: Page, address: str, setup: Setup) -> SourceReading:
    """Return what a further document of the source *page* names.

    Raises:
        ExtractError: it cannot be fetched, or read.
    """
    got = setup.fetcher.fetch(page.at(address), None)
    if isinstance(got, FetchFailed):
        raise ExtractError(got.reason, got.detail)
    assert isinstance(got, Fetched)  # noqa: S101 (no validators were sent)
    return _read(page, got, setup)


def _together(readings: Iterable[SourceReading], notes: Iterable[str]) -> SourceReading:
    entries: dict[str, Entry] = {}
    said: list[str] = []
    first: SourceReading | None = None
    for reading in readings:
        first = first or reading
        said += reading.notes
        for entry in reading.entries:
            entries.setdefault(entry.key, entry)
    assert first is not None  # noqa: S101 (there is the first)
    return replace(first, entries=tuple(entries.values()), more=(), notes=(*said, *notes))
