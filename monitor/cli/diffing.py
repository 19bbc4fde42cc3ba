"""`monitor diff`: what differs between two snapshots of a page."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click

from monitor import when
from monitor.cli.arguments import format_for
from monitor.cli.choosing import known
from monitor.cli.completing import complete_pages
from monitor.cli.home import home_of, readable_config_of, written
from monitor.errors import MonitorError
from monitor.home_ledger import open_store
from monitor.model.phrasing import counted
from monitor.page_diffs import page_diff
from monitor.past_pages import with_past
from monitor.report.textdiff.diff_formats import RENDERERS
from monitor.report.textdiff.diff_model import CONTEXT, Layout
from monitor.store import Snapshot

WIDE = 140  # columns from which a terminal shows both versions side by side
VERSION = "A number, as file names begin; the beginning of a digest; or a time: what stood then."


@click.command(epilog="Example:  monitor diff uk  |  monitor diff uk --from 2026-03-18 --output uk.html")
@click.argument("page", shell_complete=complete_pages)
@click.option("--from", "old", metavar="VERSION", help=f"{VERSION} Default: the one before the other.")
@click.option("--to", "new", metavar="VERSION", help="The same. Default: the last.")
@click.option(
    "--format", "name", type=click.Choice(list(RENDERERS)), help="Default: as the file's name ends, else terminal."
)
@click.option("--side-by-side/--inline", "beside", default=None, help="Default: as there is room; HTML side by side.")
@click.option("--context", type=click.IntRange(0), default=CONTEXT, show_default=True, metavar="N",
              help="Unchanged lines around each that changed.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.pass_context
def diff(
    ctx: click.Context,
    page: str,
    old: str | None,
    new: str | None,
    name: str | None,
    beside: bool | None,
    context: int,
    output: Path | None,
) -> None:
    """Show what changed on a page between two snapshots, the last two by default: its figures, and its text."""
    home = home_of(ctx)
    config = readable_config_of(home, warn=False)
    with open_store(home) as store:
        known(with_past(config, store.pages()), (page,))
        versions = Versions(store.snapshots(page, evidence=True), datetime.now(UTC), config.time_zone)
        if len(versions.there) < 2 and old is new is None:
            held = counted(len(versions.there), "version")
            click.echo(f"{page} has {held}; there is nothing to compare yet.", err=True)
            return
        found = page_diff(store, config, *versions.pair(old, new), now=versions.now)
    name = name or format_for(output, RENDERERS, "terminal")
    text = RENDERERS[name](found, _layout(name, beside, context, on_terminal=output is None and sys.stdout.isatty()))
    if output is None:
        click.echo(text, nl=False)
        return
    with written(output) as file:
        file.write(text)


def _layout(name: str, beside: bool | None, context: int, *, on_terminal: bool) -> Layout:
    width = shutil.get_terminal_size((100, 24)).columns
    if beside is None:
        beside = name == "html" or (name == "terminal" and on_terminal and width >= WIDE)
    colour = on_terminal and "NO_COLOR" not in os.environ
    return Layout(context=context, side_by_side=beside, width=width, colour=colour)


class Versions:
    """What was kept of a page, answers that were not believed among it, and what the user calls each."""

    def __init__(self, kept: Sequence[Snapshot], now: datetime, zone: tzinfo) -> None:
        self.now = now
        self._kept = kept
        self._zone = zone
        self.believed = [one for one in kept if one.kind == "version"]
        self.there = [one for one in self.believed if one.removed_at is None]

    def pair(self, old: str | None, new: str | None) -> tuple[Snapshot, Snapshot]:
        """Return the two that are meant, by default the last two versions that are still there.

        Raises:
            MonitorError: there is none such, or both are the same.
        """
        if not self.there and new is None:
            raise MonitorError("No version of the page is there.")
        after = self._named(new) if new is not None else self.there[-1]
        earlier = [one for one in self.there if one.number < after.number]
        if old is None and not earlier:
            raise MonitorError(f"Version {after.number} is the first that is there: nothing stands before it.")
        before = self._named(old) if old is not None else earlier[-1]
        if before.number == after.number:
            raise MonitorError(f"Both are version {after.number}: there is nothing to compare.")
        return before, after

    def _named(self, name: str) -> Snapshot:
        """Return the one of this number or digest, be it one that was not believed; or the version that stood then."""
        for one in self._kept:
            if str(one.number) == name or (len(name) >= 4 and one.digest.startswith(name)):
                return one
        try:
            moment = when.read(name, self.now, self._zone)
        except ValueError as error:
            numbers = ", ".join(str(one.number) for one in self.believed) or "none"
            raise MonitorError(f"There is no version '{name}'; the page has {numbers}, or write a time.") from error
        stood = [one for one in self.believed if one.captured_at <= moment]
        if not stood:
            raise MonitorError(f"Nothing was captured by {moment:%Y-%m-%d %H:%M} UTC.")
        return stood[-1]
