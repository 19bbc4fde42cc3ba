"""What a file of pages means through things that lie outside it: secrets, certificates, and who may read the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.config import authorities, secrets
from monitor.config.document import Document
from monitor.config.nodes import entries, scalars

KEYS = ("headers", "auth", "cookies", "ca_file")  # of a page, whose values lead out of the file
Stand = tuple[int, int, int] | None  # of a file: when it was written, its size, its mode; None: it is not there


@dataclass(frozen=True, slots=True)
class Outside:
    """How all of it was when a file of pages was read."""

    secrets: Mapping[str, str | None] = field(repr=False)  #: by what stands in ``${}``; None: there is none
    files: Mapping[str, Stand]  #: the file itself, and those of certificates, by path

    def is_as_it_was(self, environ: Mapping[str, str]) -> bool:
        """Return whether all of it is the same now; *environ* is where references are looked up."""
        return self == _now(self.secrets, self.files, environ)


def outside_of(document: Document, environ: Mapping[str, str], folder: Path) -> Outside | None:
    """Return what the pages of a file without mistakes need of the outside; None where they need nothing.

    Args:
        document: the file.
        environ: where references are looked up.
        folder: from which paths are meant.
    """
    if not any(entry.get(key) is not None for entry in entries(document) for key in KEYS):
        return None
    names = {name for _, value in secrets.of_pages(document) for name in secrets.names(value.value)}
    written = {value.value for entry in entries(document) for value in scalars(entry, "ca_file")}
    certificates = (authorities.resolve(path, folder) for path in written)
    return _now(names, [str(document.file), *certificates], environ)


def _now(names: Iterable[str], files: Iterable[str], environ: Mapping[str, str]) -> Outside:
    return Outside({name: environ.get(name) for name in names}, {file: _stand(Path(file)) for file in files})


def _stand(path: Path) -> Stand:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_mode
