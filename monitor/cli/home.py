"""Which home a command works on, and its configuration."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from monitor.config import Config, load
from monitor.errors import MonitorError


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


def config_of(home: Path, *, warn: bool = True) -> Config:
    """Return the checked configuration of *home*; what works and should still be seen to goes to stderr."""
    config = load(home, os.environ)
    if warn:
        for warning in config.warnings:
            click.echo(f"note: {warning}", err=True)
    return config


def known(config: Config, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* if each is a page of *config*.

    Raises:
        click.UsageError: one is not; names the nearest id.
    """
    ids = [page.id for page in config.pages]
    for name in names:
        if name not in ids:
            import difflib

            near = difflib.get_close_matches(name, ids, 1)
            hint = f" Did you mean '{near[0]}'?" if near else " `monitor list` shows the pages."
            raise click.UsageError(f"There is no page '{name}'.{hint}")
    return names


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open the file that the user wants something written to, and say when it is done.

    Raises:
        MonitorError: it cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
    except OSError as error:
        raise MonitorError(f"{path} cannot be written: {error.strerror}.") from None
    click.echo(f"Written: {path}", err=True)
