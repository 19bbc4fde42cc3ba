"""Timestamps as a check and the service ask for them, and what `monitor status` says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

import click

from monitor.config import Config
from monitor.model.log_events import Say
from monitor.model.sanitize import visible
from monitor.stamping import Asking, Stamper, stamp
from monitor.store import Ledger

MOST = 100  # questions of one check: a home's first must not hold up whoever waits for it, nor an authority
LAST_MOMENT = 2.0  # seconds that a question under way may take when the service ends


def asking_of(config: Config) -> Asking:
    """Return what carries questions to an authority, behind the guard of *config*."""
    from monitor.fetch import Poster

    return Poster(config.limits, config.user_agent).ask


def stamp_all(config: Config, store: Ledger, now: Callable[[], datetime]) -> None:
    """Ask for some of what is owed and due; what goes wrong is told on stderr, and tried another time."""
    if config.timestamp is None:
        return
    for asked in islice(stamp(store.stamps, config.timestamp, asking_of(config), now), MOST):
        if asked.error:
            click.echo(visible(f"No timestamp could be had, and it is tried again: {asked.error}"), err=True)


@contextmanager
def stamper_of(config: Config, now: Callable[[], datetime], said: Say) -> Iterator[Stamper]:
    """Yield what asks for timestamps while the service runs.

    Args:
        config: the configuration at the start; `adopt` has it go by another.
        now: the time.
        said: called with events for the log.
    """
    stamper = Stamper(config.home, asking_of(config), now, said)
    adopt(stamper, config)
    stamper.start()
    try:
        yield stamper
    finally:
        stamper.end(LAST_MOMENT)


def adopt(stamper: Stamper, config: Config) -> None:
    """Have *stamper* go by *config*."""
    stamper.ask, stamper.gap = asking_of(config), config.limits.host_gap.total_seconds()
    stamper.authority = config.timestamp
