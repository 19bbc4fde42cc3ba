"""The verbs that ask the ledger: how pages are doing, what changed, what is stated now and was stated before."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, groupby
from pathlib import Path

import click

from monitor.cli.arguments import Reader, Series, TimeType, When, format_for
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.folding import exactly, series_title, span
from monitor.cli.home import home_of, readable_config_of, written
from monitor.cli.report_readers import begins_at, check_asked, introduce, remember
from monitor.errors import MonitorError
from monitor.figure_timelines import run_of
from monitor.following import with_past
from monitor.model.sanitize import visible
from monitor.report import RENDERERS, Report, terminal, values, wording
from monitor.report.clock import Clock
from monitor.report.row_labels import beside
from monitor.report.timelines import joined
from monitor.reporting import report_of, stated
from monitor.store import Store, Stored

FORMAT = "Default: as the file's name ends, else `report: format`, or terminal."


def _print(found: Iterable[values.Object]) -> None:
    """Print JSON, one object a line."""
    for one in found:
        click.echo(values.line(one))


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
    with Store.open(home) as store:
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


@click.command(epilog="Example:  monitor figures uk  |  monitor figures --json | jq .value")
@pages_chosen()
@click.option("--all", "everything", is_flag=True, help="Also figures outside the main text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure, one a line.")
@click.pass_context
def figures(ctx: click.Context, choice: Choice, *, everything: bool, as_json: bool) -> None:
    """Print the figures that pages state now."""
    home = home_of(ctx)
    chosen = choice.ids(readable_config_of(home, warn=False))
    with Store.open(home) as store:
        found = store.figures(chosen or None)
        if as_json:
            _print(map(stated, found))
            return
        is_empty = True
        shown = (one for one in found if one.figure.main or everything)
        for (page_id, title), own in groupby(shown, key=lambda one: (one.page_id, one.page_title)):
            is_empty = False
            click.echo(f"{page_id}: {visible(title)}")
            for one in own:
                line = f"  {one.series:>4}  {wording.written(one.figure):>16}  {beside(one.figure, one.label)}"
                click.echo(line.rstrip())
    if is_empty:
        click.echo("No figure is known yet. monitor check reads the pages.", err=True)


@click.command(epilog="Examples:  monitor history uk  |  monitor history --tag france --all")
@pages_chosen(required=True)
@click.option("--series", type=Series(), help="Only this series of each page: 12, or s12 as JSON has it.")
@click.option("--all", "everything", is_flag=True, help="Each statement by itself, to the minute.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a statement, one a line.")
@click.pass_context
def history(ctx: click.Context, choice: Choice, series: int | None, *, everything: bool, as_json: bool) -> None:
    """Print every value that the figures of pages have had, with when and where each was captured.

    A value that was stated again in other words, or for a later day, is one line; --all and --json have each by itself.
    Pages that are followed no longer have theirs, too; a source has that of all its pages.
    """
    home = home_of(ctx)
    config = readable_config_of(home, warn=False)
    with Store.open(home) as store:
        chosen = choice.ids(with_past(config, store.pages()))
        found = store.history(chosen, series=series)
        if as_json:
            _print(map(stated, found))
            return
        clock = Clock(config.time_zone.key)
        for (page_id, number), own in groupby(found, key=lambda one: (one.page_id, one.series)):
            named = f"{page_id}  {number}" if len(chosen) > 1 else f"{number}"
            for line in _told(named, own, partial(store.history, [page_id], series=number), clock, everything):
                click.echo(line)
    if not found:
        names = " ".join(chosen)
        click.echo(f"Nothing is known of {names} yet. monitor check {names} reads it.", err=True)


def _told(
    named: str, own: Iterator[Stored], every: Callable[[], Iterable[Stored]], clock: Clock, everything: bool
) -> Iterator[str]:
    """Yield what a series is called and all that it has stated, its *own*; each by itself where *everything* is."""
    first = next(own)
    yield f"{named}  {series_title(first, every)}"
    said = chain((first,), own)
    if everything:
        yield from map(exactly, said)
    else:
        yield from (span(run, clock) for run in joined(map(run_of, said)))
