"""Which configuration is in force in a service: that of the files, or the last good one while they have mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from monitor.cli.home import contact_note
from monitor.config import Config, Parts, keep, last_good, load, mark_stale
from monitor.errors import ConfigError
from monitor.model.log_events import Say
from monitor.notify import fault
from monitor.store import FOLDER

HELD = "The configuration has problems; the one before stays in force."


def starting_config(home: Path, say: Say, parts: Parts) -> Config:
    """Return the configuration that a service of *home* begins with; *say* is told when that is not the newest.

    What is parsed for it is kept in *parts*.

    Raises:
        ConfigError: it has mistakes, and none was in force before.
    """
    try:
        config = load(home, os.environ, fault, parts)
    except ConfigError as error:
        before = last_good(home, home / FOLDER, os.environ, fetching=True, parts=parts)
        if before is None:
            raise
        say(f"{HELD}\n{error}", level="warning")
        return before
    for line in (*(f"note: {warning}" for warning in config.warnings), *contact_note(config)):
        say(line, level="warning")
    return config


class InForce:
    """What becomes of configurations that a service reads."""

    def __init__(
        self, parts: Parts, home: Path, now: Callable[[], datetime], say: Say, adjust: Callable[[Config], None]
    ) -> None:
        """Prepare.

        Args:
            parts: what was parsed for the one that is in force.
            home: whose configuration it is.
            now: the clock.
            say: called with events for the log.
            adjust: has fetching and reading go by a configuration.
        """
        self._parts = parts
        self._home, self._folder, self._now, self._say, self._adjust = home, home / FOLDER, now, say, adjust

    def read(self) -> Config:
        """Return the configuration as the files have it.

        Raises:
            ConfigError: with every mistake.
        """
        return load(self._home, os.environ, fault, self._parts)

    def adopted(self, config: Config) -> None:
        """Go by *config* from now on, and keep it for a time when the files have mistakes."""
        self._adjust(config)
        if config.stale_since is None:
            keep(config, self._folder, self._now(), self._parts)

    def refused(self, error: ConfigError) -> None:
        """Say what is wrong with the files, and since when."""
        mark_stale(self._folder, self._now())
        self._say(f"{HELD}\n{error}", level="warning")
