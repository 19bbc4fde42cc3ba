"""`monitor diff`: what differs between two snapshots of a page."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.arguments import Moment
from monitor.cli.home import home_of, known, readable_config_of, written
from monitor.differing import page_diff
from monitor.errors import MonitorError
from monitor.report.textdiff.model import CONTEXT, Layout
from monitor.report.textdiff.rendering import RENDERERS
from monitor.store import Snapshot, Store

WIDE = 140  # columns from which a terminal shows both versions side by side
VERSION = "A number, as file names begin; the beginning of a digest; or a time: what stood then."


@click.command(epilog="Example:  monitor diff uk  |  monitor diff uk --from 2026-03-18 --format html --output uk.html")
@click.argument("page")
@click.option("--from", "old", metavar="VERSION", help=f"{VERSION} Default: the one before the other.")
@click.option("--to", "new", metavar="VERSION", help="The same. Default: the last.")
@click.option("--format", "name", type=click.Choice(list(RENDERERS)), default="terminal", show_default=True)
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
    name: str,
    beside: bool | None,
    context: int,
    output: Path | None,
) -> None:
    """Show what changed on a page between two snapshots, the last two by default: its figures, and its text."""
    home = home_of(ctx)
    config = readable_config_of(home, warn=False)
    known(config, (page,))
    with Store.open(home) as store:
        versions = store.snapshots(page, evidence=True)
        held = len(_there(versions))
        if held < 2 and old is new is None:
            versions_held = f"{held} version{'' if held == 1 else 's'}"
            click.echo(f"{page} has {versions_held}; there is nothing to compare yet.", err=True)
            return
        found = page_diff(store, config, *_pair(versions, old, new), now=datetime.now(UTC))
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


def _there(versions: Sequence[Snapshot]) -> list[Snapshot]:
    """Return the versions that were believed and are still there."""
    return [one for one in versions if one.removed_at is None and one.kind == "version"]


def _pair(versions: Sequence[Snapshot], old: str | None, new: str | None) -> tuple[Snapshot, Snapshot]:
    """Return the two that are meant, by default the last two versions that are still there.

    Raises:
        MonitorError: there is none such, or both are the same.
    """
    there = _there(versions)
    if not there and new is None:
        raise MonitorError("No version of the page is there.")
    after = _version(versions, new) if new is not None else there[-1]
    earlier = [one for one in there if one.number < after.number]
    if old is None and not earlier:
        raise MonitorError(f"Version {after.number} is the first that is there: nothing stands before it.")
    before = _version(versions, old) if old is not None else earlier[-1]
    if before.number == after.number:
        raise MonitorError(f"Both are version {after.number}: there is nothing to compare.")
    return before, after


def _version(versions: Sequence[Snapshot], named: str) -> Snapshot:
    """Return the one of this number or digest, be it one that was not believed; or the version that stood then."""
    for one in versions:
        if str(one.number) == named or (len(named) >= 4 and one.digest.startswith(named)):
            return one
    believed = [one for one in versions if one.kind == "version"]
    try:
        moment = Moment().convert(named, None, None)
    except click.BadParameter as error:
        numbers = ", ".join(str(one.number) for one in believed) or "none"
        raise MonitorError(f"There is no version '{named}'; the page has {numbers}, or write a time.") from error
    stood = [one for one in believed if one.captured_at <= moment]
    if not stood:
        raise MonitorError(f"Nothing was captured by {moment:%Y-%m-%d %H:%M} UTC.")
    return stood[-1]
