"""Into which file of pages new entries go."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.config.config_files import ENDING, LARGEST, MORE, named, paths
from monitor.errors import ConfigError, Problem

ROOM = 64 * 1024  # bytes that must be left below the largest size, so that what is added still fits
BEGINNING = "# yaml-language-server: $schema={up}schema/pages.json\n\npages:\n"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def file_for(home: Path, name: str | None) -> Path:
    """Return the file of pages that new entries go into.

    Args:
        home: whose configuration it is.
        name: of a file of config/pages/, which may not be there yet; its path, from config/, from the home or whole, is
            as good. None: pages.yaml, or the first that is not full.

    Raises:
        ConfigError: it can be the name of none, or every file is full.
    """
    first, *_ = named(home)
    if name is not None:
        within = name.removeprefix(f"{first.parent}/").removeprefix(f"{first.parent.name}/")
        return first if within == first.name else _called(first.parent / MORE, within.removeprefix(f"{MORE}/"))
    there = [path for path in (first, *paths(home)[3:]) if path.exists()] or [first]
    for path in there:
        if not path.exists() or path.stat().st_size <= LARGEST - ROOM:
            return path
    raise ConfigError([Problem(there[-1], None, "every file of pages is full; begin another: --file NAME")])


def beginning(home: Path, path: Path) -> str:
    """Return what a new file of pages begins with: where editors find its schema, and a list without pages yet."""
    depth = len(path.relative_to(named(home)[0].parent).parts) - 1
    return BEGINNING.format(up="../" * depth)


def _called(folder: Path, name: str) -> Path:
    parts = name.removesuffix(ENDING).split("/")
    if not all(map(_NAME.fullmatch, parts)):
        said = f"'{name}' is no name of a file: write letters, digits, - and _, and / between folders"
        raise ConfigError([Problem(folder, None, said)])
    return folder.joinpath(*parts).with_suffix(ENDING)
