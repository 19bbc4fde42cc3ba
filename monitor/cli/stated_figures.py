"""`monitor figures` and `monitor history`: what pages state now, and what they ever stated, printed as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, groupby
from pathlib import Path

import click

from monitor.cli.arguments import Series
from monitor.cli.by_ledger import among, opened, settings_in_step
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.folding import exactly, series_title, span
from monitor.cli.home import home_of, readable_config_of
from monitor.figure_timelines import run_of
from monitor.ledger_json import stated
from monitor.model.sanitize import visible
from monitor.past_pages import with_past
from monitor.report import json_forms, wording
from monitor.report.clock import Clock
from monitor.report.row_labels import beside
from monitor.report.timelines import joined
from monitor.store import Ledger, Stored


def _print(found: Iterable[json_forms.Object]) -> None:
    """Print JSON, one object a line."""
    for one in found:
        click.echo(json_forms.line(one))


@click.command(epilog="Example:  monitor figures uk  |  monitor figures --json | jq .value")
@pages_chosen()
@click.option("--all", "everything", is_flag=True, help="Also figures outside the main text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a figure, one a line.")
@click.pass_context
def figures(ctx: click.Context, choice: Choice, *, everything: bool, as_json: bool) -> None:
    """Print the figures that pages state now."""
    home = home_of(ctx)
    with opened(home) as store:
        found = store.figures(_chosen(home, store, choice))
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
    with opened(home) as store:
        chosen, zone = _chosen_ever(home, store, choice)
        found = store.history(chosen, series=series)
        if as_json:
            _print(map(stated, found))
            return
        clock = Clock(zone)
        for (page_id, number), own in groupby(found, key=lambda one: (one.page_id, one.series)):
            named = f"{page_id}  {number}" if len(chosen) > 1 else f"{number}"
            for line in _told(named, own, partial(store.history, [page_id], series=number), clock, everything):
                click.echo(line)
    if not found:
        names = " ".join(chosen)
        click.echo(f"Nothing is known of {names} yet. monitor check {names} reads it.", err=True)


def _chosen(home: Path, store: Ledger, choice: Choice) -> tuple[str, ...] | None:
    """Return the ids of the pages that are meant; None: all."""
    if settings_in_step(home, store, choice) is not None:
        return None if choice.is_all else store.ids(among(choice))
    return choice.ids(readable_config_of(home, warn=False)) or None


def _chosen_ever(home: Path, store: Ledger, choice: Choice) -> tuple[tuple[str, ...], str]:
    """Return the ids of the pages that are meant, with those that are followed no longer; and the user's time zone."""
    settings = settings_in_step(home, store, choice, past=True)
    if settings is not None:
        return store.ids(among(choice), past=True), settings.time_zone
    config = readable_config_of(home, warn=False)
    return choice.ids(with_past(config, store.pages())), config.time_zone.key


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
