"""Which files a configuration has, and the bytes in them.

Pages stand in pages.yaml and in any file below config/pages/; hidden files, and what editors leave behind, are none.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.errors import Problem
from monitor.model.homes import CONFIG, SERVICE

PAGES, INDICATORS = "pages.yaml", "indicators.yaml"
MORE = "pages"  # the folder of further files of pages, within that of the configuration
ENDING = ".yaml"
LARGEST = 4 * 1024 * 1024  # bytes of one file; 10,000 pages take about a third of it
Contents = Mapping[Path, bytes]  # of the files that are there


def paths(home: Path) -> tuple[Path, ...]:
    """Return the configuration files of *home*.

    First pages.yaml, monitor.yaml and indicators.yaml, whether they exist or not; then those of config/pages/, in the
    order of their names.
    """
    return (*named(home), *more(home))


def named(home: Path) -> tuple[Path, Path, Path]:
    """Return where pages.yaml, monitor.yaml and indicators.yaml of *home* are."""
    folder = home / CONFIG
    return folder / PAGES, folder / SERVICE, folder / INDICATORS


def more(home: Path, problems: list[Problem] | None = None) -> tuple[Path, ...]:
    """Return the files of config/pages/, in the order of their names; folders that cannot be listed are *problems*."""
    found = [path for path in _below(home / CONFIG / MORE, problems) if path.suffix == ENDING]
    return tuple(sorted(found))


def overlooked(home: Path) -> dict[Path, str]:
    """Return what of config/pages/ looks as if pages stood there, and is not read; why not, by its path."""
    why = {".yml": f"its name should end in {ENDING}", ".json": f"its name should end in {ENDING}"}
    below = home / CONFIG / MORE
    found = {path: why[path.suffix.lower()] for path in _below(below) if path.suffix.lower() in why}
    links = (Path(place, name) for place, folders, _ in os.walk(below) for name in folders if name[0] != ".")
    return found | {path: "it is a link to a folder" for path in links if path.is_symlink()}


def _below(folder: Path, problems: list[Problem] | None = None) -> Iterator[Path]:
    """Yield the files below *folder*, none that is hidden or lies in a hidden folder."""

    def refused(error: OSError) -> None:
        if problems is not None and not isinstance(error, FileNotFoundError):
            problems.append(Problem(Path(error.filename), None, f"cannot be listed: {error.strerror}"))

    for place, folders, files in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not name.startswith((".", "#", "~")))


def read_all(home: Path, problems: list[Problem]) -> dict[Path, bytes]:
    """Return what the files of *home* hold, those that are there; what cannot be read is among the *problems*."""
    pages, *_ = named(home)
    further = more(home, problems)
    contents: dict[Path, bytes] = {}
    for path in (*named(home), *further):
        raw = _read(path, problems)
        if raw is not None:
            contents[path] = raw
    if pages not in contents and not further and not problems:
        problems.append(
            Problem(
                pages, None, "there is no such file; put it back, or begin anew: `monitor init` makes one without pages"
            )
        )
    return contents


def _read(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        problems.append(Problem(path, None, f"cannot be read: {error.strerror}"))
        return None


def text_of(path: Path, raw: bytes, problems: list[Problem]) -> str | None:
    """Return the text of a file that holds *raw*; None, with the problem recorded, where it is none, or too long."""
    if len(raw) > LARGEST:
        advice = (
            f"; put pages into files of their own, in {MORE}/ beside it"
            if path.name not in {SERVICE, INDICATORS}
            else ""
        )
        problems.append(Problem(path, None, f"larger than {LARGEST // 2**20} MiB, the most that is read{advice}"))
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path, line, "is not UTF-8 text; save the file as UTF-8"))
        return None


def name_in(folder: Path, path: Path) -> str:
    """Return how a file is called within *folder*, that of the configuration: ``pages/france.yaml``."""
    return path.relative_to(folder).as_posix()


def digest_of(home: Path, contents: Contents) -> str:
    """Return which configuration it is: a sha256 over the names of its files and theirs, hexadecimal."""
    digest = hashlib.sha256()
    for path in sorted(contents):
        digest.update(f"{name_in(home / CONFIG, path)} {hashlib.sha256(contents[path]).hexdigest()}\n".encode())
    return digest.hexdigest()
