"""The configuration as a request needs it: the files are read anew when they have changed, not for each request."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from monitor.config import Config, last_good, load, paths
from monitor.errors import ConfigError
from monitor.store import FOLDER

Stamp = tuple[tuple[int, int] | None, ...]


class Configured:
    """The configuration of a home for one who only reads: while it has mistakes, the last good one."""

    def __init__(self, home: Path, environ: Mapping[str, str]) -> None:
        """Prepare.

        Args:
            home: whose configuration it is.
            environ: where ``${NAME}`` is looked up.
        """
        self._home, self._environ = home, environ
        self._lock = threading.Lock()
        self._read: tuple[Stamp, Config] | None = None

    def __call__(self) -> Config:
        """Return it, without what sources have found.

        Raises:
            ConfigError: it has mistakes, and none was in force before.
        """
        with self._lock:
            stamp = self._stamp()
            if self._read is None or self._read[0] != stamp:
                self._read = stamp, self._loaded()
            return self._read[1]

    def _loaded(self) -> Config:
        try:
            return load(self._home, self._environ)
        except ConfigError:
            before = last_good(self._home, self._home / FOLDER, self._environ, fetching=False)
            if before is None:
                raise
            return before

    def _stamp(self) -> Stamp:
        stats = [path.stat() if path.exists() else None for path in paths(self._home)]
        return tuple((stat.st_mtime_ns, stat.st_size) if stat else None for stat in stats)
