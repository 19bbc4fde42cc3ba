"""Letting a group read the archive and the ledger, where the user names one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from monitor.store import disk_files

FOLDER, FILE = 0o2750, 0o640  # what is made in the folder later is the group's too (setgid)
OWNERS = "web.json"  # lies in the folder, and is its owner's alone: who may use the review page


def share(folder: Path, group: int) -> None:
    """Let *group* read *folder* and all that lies in it but `OWNERS`; once that is so, only the folder is looked at.

    Raises:
        StoreError: the owner of the files is not in that group, or they are another's.
    """
    try:
        found = folder.stat()
        if found.st_gid == group and stat.S_IMODE(found.st_mode) == FOLDER:
            return
        for path in folder.rglob("*"):
            _give(path, group)
        _give(folder, group)
    except OSError as error:
        raise disk_files.failure(error, folder) from error


def _give(path: Path, group: int) -> None:
    if not path.is_symlink() and OWNERS not in path.name:  # nor its lock, nor what will become it
        os.chown(path, -1, group)
        path.chmod(FOLDER if path.is_dir() else FILE)
