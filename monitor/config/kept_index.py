"""Which texts were last in force: one small file beside the ledger, which names them by their digests."""

from __future__ import annotations

import json
from pathlib import Path

from monitor.config.config_files import MORE
from monitor.errors import Problem
from monitor.model.homes import CONFIG, SNAPSHOTS

NAME = ".last-good-config.json"


def last_good_file(folder: Path) -> Path:
    """Return where it is kept in *folder*, which holds the ledger."""
    return folder / NAME


def read_index(folder: Path) -> dict[str, object]:
    """Return what it says; nothing where it is not there, or damaged."""
    try:
        found = json.loads(last_good_file(folder).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def vanished(home: Path) -> list[Problem]:
    """Return that the folder of further files of pages is gone, from which pages were last followed.

    A disk that is not there yet looks the same as pages that nobody wants any longer; an empty folder is meant.
    """
    folder = home / CONFIG / MORE
    if folder.is_dir():
        return []
    files = read_index(home / SNAPSHOTS).get("files")
    gone = [name for name in files if name.startswith(f"{MORE}/")] if isinstance(files, dict) else []
    if not gone:
        return []
    said = f"this folder is gone, with {len(gone)} of the files of pages that are in force"
    return [Problem(folder, None, f"{said}; put it back, or make it anew, empty, if their pages are to be left")]
