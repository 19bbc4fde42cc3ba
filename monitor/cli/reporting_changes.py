"""`monitor report`: which figures changed, in every format."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.arguments import Reader, TimeType, When, format_for
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import home_of, readable_config_of, written
from monitor.cli.report_readers import begins_at, check_asked, introduce, remember
from monitor.errors import MonitorError
from monitor.home_ledger import open_store
from monitor.report import RENDERERS, Report
from monitor.report.terminal import terminal
from monitor.reporting import report_of

FORMAT = "Default: as the file's name ends, else `report: format`, or terminal."


@click.command(epilog="Example:  monitor report --since 30d --output report.html")
@pages_chosen()
@click.option(
    "--since",
    type=TimeType(),
    metavar="WHEN",
    help="7d, yesterday, monday, a date; last: see --reader. Default: `report: since` of monitor.yaml.",
)
@click.option("--reader", type=Reader(), metavar="NAME", help="With --since last: what NAME has not been shown yet.")
@click.option("--format", "name", type=click.Choice(list(RENDERERS)), help=FORMAT)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--all", "everything", is_flag=True, help="Also changes that the rules of telling do not tell.")
@click.option("--brief", is_flag=True, help="Only the summary: a line for each figure and each table.")
@click.option("--no-text", is_flag=True, help="Without what changed in the text around the figures.")
@click.option("--proof", is_flag=True, help="In the terminal: files and whole digests of the captures, too.")
@click.pass_context
def report(
    ctx: click.Context,
    /,
    choice: Choice,
    since: When | None,
    reader: str | None,
    name: str | None,
    output: Path | None,
    *,
    everything: bool,
    **shown: bool,
) -> None:
    """Tell which figures changed: before and after, with their sentences and the proof.

    Days begin at midnight in the configuration's time zone. With --since last --reader NAME it shows what NAME has not
    been shown yet, and remembers what it showed once all of it was written.
    """
    check_asked(since, reader)
    home = home_of(ctx)
    config = readable_config_of(home)
    chosen, now = choice.ids(config), datetime.now(UTC)
    begins, told = begins_at(since, config, now), None if everything else True
    with open_store(home) as store:
        unseen = store.unseen(reader, chosen, begins) if reader else None
        since_then = None if unseen else begins  # a reader's begins with the last that they were shown
        made = report_of(
            store, config, now=now, pages=chosen, since=since_then, told=told, unseen=unseen,
            text=not (shown["no_text"] or shown["brief"]),
        )  # fmt: skip
    if unseen is not None:
        introduce(unseen, config)
    name = name or format_for(output, RENDERERS, config.report.format)
    _put(replace(made, brief=shown["brief"]), name, output, proof=shown["proof"])
    if unseen is not None:
        remember(home, unseen, now)


def _put(made: Report, name: str, output: Path | None, *, proof: bool) -> None:
    """Write the report *made* in the format *name*, all of it: what cannot be written is an error."""
    if output is None and sys.stdout is None:
        raise MonitorError("The report has nowhere to go: there is no standard output. Name a file: --output FILE")
    text = _in_terminal(made, proof=proof, to_file=output is not None) if name == "terminal" else RENDERERS[name](made)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    with written(output) as file:
        file.write(text)


def _in_terminal(made: Report, *, proof: bool, to_file: bool) -> str:
    if to_file:
        return terminal(made, proof=proof)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return terminal(made, width=shutil.get_terminal_size((100, 24)).columns, colour=colour, proof=proof)
