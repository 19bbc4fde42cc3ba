"""The configuration, read again only when one of its files was changed: a view must not parse 2,000 pages each time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from monitor.config import Config, Parts, last_good, last_good_file, load, paths
from monitor.errors import ConfigError
from monitor.store import FOLDER

Stand = tuple[int, int, int] | None  # of a file: when it was written, its size, its inode; None: it is not there


def readable(home: Path, environ: Mapping[str, str], parts: Parts | None = None) -> Config:
    """Return the configuration of *home* for one who only reads: while it has mistakes, the last good one.

    Args:
        home: whose it is.
        environ: where references are looked up.
        parts: what was parsed before.

    Raises:
        ConfigError: it has mistakes, and none was in force before.
    """
    try:
        return load(home, environ, parts=parts)
    except ConfigError:
        before = last_good(home, home / FOLDER, environ, fetching=False)
        if before is None:
            raise
        return before


class Kept:
    """Gives the configuration of a home as it is on the disk now."""

    def __init__(self, load: Callable[[], Config], home: Path) -> None:
        """Read nothing yet; *load* reads the configuration of *home*."""
        self._load, self._home = load, home
        self._lock = threading.Lock()
        self._stand: dict[Path, Stand] = {}
        self._config: Config | None = None

    def __call__(self) -> Config:
        """Return it.

        Raises:
            ConfigError: it has mistakes, and none was in force before.
        """
        with self._lock:
            stand = {path: _stand(path) for path in (*paths(self._home), last_good_file(self._home / FOLDER))}
            if self._config is None or stand != self._stand:
                self._config = self._load()
                self._stand = stand
            return self._config


def _stand(file: Path) -> Stand:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
