"""Readers of reports: `monitor report --since last --reader NAME` shows each what is new to them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from monitor.cli.arguments import LAST, When
from monitor.config import Config
from monitor.home_ledger import open_store
from monitor.model.sanitize import visible
from monitor.store import Unseen


def check_asked(since: When | None, reader: str | None) -> None:
    """See to it that a reader is named where one is meant, and only there.

    Raises:
        click.UsageError: it is not so.
    """
    is_last = since is not None and since.is_last
    if is_last and reader is None:
        raise click.UsageError(f"--since {LAST}: since whose last report? Name the reader: --reader NAME")
    if reader is not None and not is_last:
        raise click.UsageError(f"--reader goes with --since {LAST}: what the reader has not seen yet.")


def begins_at(since: When | None, config: Config, now: datetime) -> datetime:
    """Return when a report begins; for a reader, on pages that are new to them."""
    if since is None or since.is_last:
        return now - config.report.since
    return since.at(now, config.time_zone)


def introduce(unseen: Unseen, config: Config) -> None:
    """Say what a report shows of pages of which the reader was never shown any."""
    asked = unseen.pages or tuple(page.id for page in config.pages)
    new = [name for name in asked if unseen.is_new(name)]
    if not new:
        return
    who = f"{unseen.reader} is a new reader"
    if len(new) < len(asked):
        who = f"{', '.join(new)}: new to {unseen.reader}"
    click.echo(
        visible(
            f"{who}: this shows what changed since {unseen.first:%Y-%m-%d %H:%M} UTC; "
            "the next report, what has come since this one."
        ),
        err=True,
    )


def remember(home: Path, shown: Unseen, now: datetime) -> None:
    """Record that the reader has been shown a report, once all of it went out."""
    with open_store(home) as store:
        store.mark(shown, now)
