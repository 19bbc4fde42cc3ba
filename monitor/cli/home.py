"""Which home a command works on, and its configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from monitor.cli.modes import as_the_user_has_it
from monitor.errors import ConfigError, MonitorError, StoreError
from monitor.model.sanitize import visible, visible_lines

if TYPE_CHECKING:
    from monitor.config import Config, Parts  # a shell that completes imports no part that it does not need


def home_of(ctx: click.Context) -> Path:
    """Return the folder of config/ and snapshots/.

    It is what ``--home`` or MONITOR_HOME names, else the current folder if it has a ``config/``, else the platform's
    data folder.
    """
    named = ctx.find_root().obj
    if named:
        return Path(named).absolute()
    here = Path.cwd()
    if (here / "config").is_dir():
        return here
    from platformdirs import user_data_path

    return user_data_path("monitor")


def config_of(home: Path, *, warn: bool = True, parts: Parts | None = None) -> Config:
    """Return the checked configuration of *home*; what works and should still be seen to goes to stderr.

    Args:
        home: whose it is.
        warn: say it.
        parts: gets what was parsed, for whoever keeps it.

    Raises:
        ConfigError: it has mistakes.
    """
    return followed(_warned(listed_config_of(home, parts), warn=warn))


def listed_config_of(home: Path, parts: Parts | None = None) -> Config:
    """Return the checked configuration of *home* for one who edits it: without the pages that sources have found.

    Args:
        home: whose it is.
        parts: gets what was parsed, for whoever keeps it.

    Raises:
        ConfigError: it has mistakes.
    """
    from monitor.config import load

    return load(home, os.environ, _fault, parts)


def _fault(address: str) -> str:
    """Return what is wrong with an Apprise address, which few have; empty: nothing is."""
    from monitor.notify import fault

    return fault(address)


def followed(config: Config) -> Config:
    """Return *config* with the pages that its sources have found; a ledger that is not there has none."""
    if all(page.source is None for page in config.pages):
        return config
    from monitor.following import with_found
    from monitor.home_ledger import open_store

    try:
        with open_store(config.home) as store:
            return with_found(config, store.found_pages())
    except StoreError:  # whoever needs the ledger says what is wrong with it
        return config


def readable_config_of(home: Path, *, warn: bool = True) -> Config:
    """Return the configuration of *home* for one who only reads: while it has mistakes, the last good one.

    Raises:
        ConfigError: it has mistakes, and none was in force before.
    """
    from monitor.config import last_good, load

    try:
        config = load(home, os.environ)
    except ConfigError as error:
        from monitor.store import FOLDER

        before = last_good(home, home / FOLDER, os.environ, fetching=False)
        if before is None:
            raise
        if before.stale_since is not None:
            since = f"{before.stale_since:%Y-%m-%d %H:%M} UTC"
            warning = f"{error}\nThe configuration has mistakes since {since}; this is by the one before."
            click.echo(visible_lines(warning), err=True)
        return followed(before)
    return followed(_warned(config, warn=warn))


def _warned(config: Config, *, warn: bool) -> Config:
    if warn:
        for warning in config.warnings:
            click.echo(visible(f"note: {warning}"), err=True)
    return config


def contact_note(config: Config, command: str = "monitor") -> list[str]:
    """Return what is to be said, if *config* gives sites no way to reach the one who asks, with the cure.

    Args:
        config: whose `contact` is looked at.
        command: how the program is called for its home.
    """
    missing = config.missing_contact
    return [f"note: {missing}: {command} set contact=you@your-domain.org"] if missing else []


def note_contact(config: Config, command: str = "monitor") -> None:
    """Say `contact_note` on stderr."""
    for line in contact_note(config, command):
        click.echo(visible(line), err=True)


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open the file that the user wants something written to, and say when it is done.

    Raises:
        MonitorError: it cannot be written.
    """
    try:
        with as_the_user_has_it():
            file = path.open("w", encoding="utf-8", newline="")
        with file:
            yield file
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(f"Written: {path}", err=True)
