"""What came of the files of pages, kept in memory and on the disk so that only a file that has changed is parsed."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.config.config_files import Contents
from monitor.config.page_files import Part, part_of
from monitor.config.page_making import Common
from monitor.config.part_cache import PartCache


@dataclass(frozen=True, slots=True)
class _Known:
    """A part, and what it was made from."""

    part: Part
    beneath: Common  #: what held for its pages where it says nothing
    is_on_disk: bool


class Parts:
    """The files of pages of one home; from one reading to the next, what has not changed stays the same objects."""

    def __init__(self, home: Path) -> None:
        """Know nothing yet; what the disk has of *home* is looked for when it is wanted."""
        self._known: dict[Path, _Known] = {}
        self._cache = PartCache(home)
        self._lock = threading.Lock()  # the service and its review page read with the same

    def write(self) -> None:
        """Keep on the disk what was read last, so that the next start need not parse it."""
        with self._lock:
            self._cache.drop_all_but(file for file, one in self._known.items() if one.part.outside is None)
            for file, one in self._known.items():
                if not one.is_on_disk:
                    self._cache.put(one.part, one.beneath)
                    self._known[file] = replace(one, is_on_disk=True)

    def read(
        self, files: tuple[Path, ...], contents: Contents, base: Common, environ: Mapping[str, str]
    ) -> tuple[Part, ...]:
        """Return what comes of each file of pages that is there.

        Args:
            files: pages.yaml, and then the others.
            contents: what stands in them.
            base: what holds for their pages where no file says anything.
            environ: where references are looked up.
        """
        with self._lock:
            found = list(self._read(files, contents, base, environ))
            self._known = {file: known for file, (_, known) in zip(files, found, strict=True) if known}
        return tuple(one.part for one, _ in found if one)

    def _read(
        self, files: tuple[Path, ...], contents: Contents, base: Common, environ: Mapping[str, str]
    ) -> Iterator[tuple[_Known | None, _Known | None]]:
        """Yield what each file comes to, None where it is not there; and what is to be known of it from now on.

        While a file has mistakes, that is what it came to before: they will be mended, and of pages.yaml the others go
        by what it said, which has them parsed neither then nor now.
        """
        beneath = base
        for number, file in enumerate(files):
            before, one = self._known.get(file), None
            if file in contents:
                one = self._part(file, contents[file], beneath, environ, is_first=number == 0)
            known = before if one and one.part.problems else one
            if number == 0 and (first := known or one):
                beneath = first.part.common
            yield one, known

    def _part(self, file: Path, raw: bytes, beneath: Common, environ: Mapping[str, str], *, is_first: bool) -> _Known:
        digest, before = hashlib.sha256(raw).hexdigest(), self._known.get(file)
        if before and before.part.digest == digest and before.beneath.digest == beneath.digest:
            outside = before.part.outside
            if outside is None or outside.is_as_it_was(environ):
                return before
        found = self._cache.find(file, digest, beneath, is_first=is_first)
        with _uncollected():
            part = found or part_of(file, raw, beneath, environ, is_first=is_first)
        return _Known(_with_the_same(part, before.part if before else None), beneath, is_on_disk=found is not None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from trees that are being built: they have no cycles, and walking them takes a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _with_the_same(part: Part, before: Part | None) -> Part:
    """Return *part* with the pages of the one *before* where they are the same: who compares is done at once."""
    if before is None:
        return part
    were = {page.id: page for page in before.pages}
    return replace(part, pages=tuple(were[page.id] if were.get(page.id) == page else page for page in part.pages))
