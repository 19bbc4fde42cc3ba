"""What came of the files of pages, kept so that only a file that has changed is parsed again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.config.config_files import Contents
from monitor.config.page_files import Part, part_of
from monitor.config.page_making import Common


@dataclass(frozen=True, slots=True)
class _Known:
    """A part, and what it was made from."""

    beneath: str  #: digest of what held for its pages where it says nothing
    part: Part


class Parts:
    """The files of pages of one home; from one reading to the next, what has not changed stays the same objects."""

    def __init__(self) -> None:
        self._known: dict[Path, _Known] = {}

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
        common, found, known = base, list[Part](), dict[Path, _Known]()
        for number, file in enumerate(files):
            if file not in contents:
                continue
            beneath = base if number == 0 else common
            one = self._part(file, contents[file], beneath, environ, is_first=number == 0)
            if number == 0:
                common = one.part.common
            found.append(one.part)
            if not one.part.problems:
                known[file] = one
        self._known = known
        return tuple(found)

    def _part(self, file: Path, raw: bytes, beneath: Common, environ: Mapping[str, str], *, is_first: bool) -> _Known:
        digest, before = beneath.digest, self._known.get(file)
        if before and before.beneath == digest and before.part.digest == hashlib.sha256(raw).hexdigest():
            outside = before.part.outside
            if outside is None or outside.is_as_it_was(environ):
                return before
        part = part_of(file, raw, beneath, environ, is_first=is_first)
        return _Known(digest, _with_the_same(part, before.part if before else None))


def _with_the_same(part: Part, before: Part | None) -> Part:
    """Return *part* with the pages of the one *before* where they are the same: who compares is done at once."""
    if before is None:
        return part
    were = {page.id: page for page in before.pages}
    return replace(part, pages=tuple(were[page.id] if were.get(page.id) == page else page for page in part.pages))
