"""What was made of files of pages, kept on the disk so that the next start parses only what has changed since.

One file a file of pages, beside the ledger. It is found again only by the very bytes that were parsed, what held for
their pages, and the program that parsed them; whatever is damaged, of another program or not readable is as if it were
not there. Nothing is kept of a file that holds credentials, or means something by what lies outside it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import monitor
from monitor.config.config_files import name_in
from monitor.config.page_files import Facts, Part, common_of
from monitor.config.page_making import Common
from monitor.errors import Problem
from monitor.model import Page
from monitor.model.homes import CONFIG, SNAPSHOTS

NAME = ".config-cache"
_PARTS_OF_THE_PROGRAM = ("config", "model")  # packages whose code decides what a file comes to


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is kept of one part."""

    facts: Facts  #: without its ids, which are those of the pages, nor the addresses that are as pages have them
    pages: tuple[Page, ...] = ()
    addresses: tuple[str | None, ...] = ()
    head: str = ""
    warnings: tuple[tuple[int | None, str], ...] = ()


@lru_cache
def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


class PartCache:
    """The folder of what was kept of one home's files of pages."""

    def __init__(self, home: Path) -> None:
        self._config, self._folder = home / CONFIG, home / SNAPSHOTS / NAME

    def find(self, file: Path, digest: str, beneath: Common, *, is_first: bool) -> Part | None:
        """Return what was made of a file; None where that is not known.

        Args:
            file: where it is.
            digest: sha256 of its bytes.
            beneath: what holds for its pages where it says nothing.
            is_first: it is pages.yaml.
        """
        try:
            raw = self._place(file).read_bytes()
            kept = _unpacked(raw, self._key(file, digest, beneath))
        except (OSError, ValueError):
            return None
        common = common_of(kept.head, file, beneath) if is_first else beneath
        return _restored(kept, file, digest, common) if common else None

    def put(self, part: Part, beneath: Common) -> None:
        """Keep what was made of a file, if it may be kept; what cannot be written is done without."""
        if part.outside is not None or part.problems:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="new.", dir=self._folder)  # nobody else may read it
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_packed(_without_what_pages_have(part), self._key(part.file, part.digest, beneath)))
                Path(name).replace(self._place(part.file))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def drop_all_but(self, files: Iterable[Path]) -> None:
        """Keep nothing of files that are gone, nor what a kill has left."""
        there = {self._place(file).name for file in files}
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in there:
                    path.unlink(missing_ok=True)

    def _place(self, file: Path) -> Path:
        return self._folder / f"{hashlib.sha256(name_in(self._config, file).encode()).hexdigest()[:32]}.json"

    def _key(self, file: Path, digest: str, beneath: Common) -> str:
        said = "\n".join((_program(), name_in(self._config, file), digest, beneath.digest))
        return hashlib.sha256(said.encode()).hexdigest()


def _packed(kept: _Kept, key: str) -> bytes:
    body = _adapter().dump_json(kept, exclude_defaults=True)
    return f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body


def _unpacked(raw: bytes, key: str) -> _Kept:
    """Return what stands in a file.

    Raises:
        ValueError: it is of something else, or damaged.
    """
    head, _, body = raw.partition(b"\n")
    if head != f"{key} {hashlib.sha256(body).hexdigest()}".encode():
        raise ValueError("kept of something else, or damaged")
    try:
        return _adapter().validate_json(body)
    except ValidationError as error:
        raise ValueError("kept by another program") from error


def _without_what_pages_have(part: Part) -> _Kept:
    addresses = zip(part.facts.addresses, part.pages, strict=True)
    return _Kept(
        facts=replace(part.facts, ids=(), addresses=()),
        pages=part.pages,
        addresses=tuple(None if address == page.url else address for address, page in addresses),
        head=part.head,
        warnings=tuple((one.line, one.message) for one in part.warnings),
    )


def _restored(kept: _Kept, file: Path, digest: str, common: Common) -> Part:
    pages = kept.pages
    addresses = tuple(address or page.url for address, page in zip(kept.addresses, pages, strict=True))
    return Part(
        file=file,
        digest=digest,
        facts=replace(kept.facts, ids=tuple(page.id for page in pages), addresses=addresses),
        common=common,
        pages=pages,
        head=kept.head,
        warnings=tuple(Problem(file, line, message) for line, message in kept.warnings),
    )


@lru_cache
def _program() -> str:
    """Return which program this is: its version, and how the code lies there that decides what a file comes to."""
    return "\n".join((monitor.__version__, *_modules()))


def _modules() -> Iterator[str]:
    for package in _PARTS_OF_THE_PROGRAM:
        for path in sorted((Path(monitor.__file__).parent / package).glob("*.py")):
            stat = path.stat()
            yield f"{package}/{path.name} {stat.st_size} {stat.st_mtime_ns}"
