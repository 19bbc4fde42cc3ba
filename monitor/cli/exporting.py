"""`monitor export`: the ledger for spreadsheets and programs."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from monitor.cli.arguments import format_for
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import home_of, readable_config_of, written
from monitor.cli.modes import as_the_user_has_it
from monitor.config import Config
from monitor.corrected_figures import corrections, flat
from monitor.home_ledger import open_store
from monitor.ledger_json import kept, recorded, stated
from monitor.model.changes import series_number
from monitor.report import json_forms, values
from monitor.report.as_csv import cell as disarmed
from monitor.restatements import define
from monitor.store import Ledger

Record = dict[str, Any]
Pages = tuple[str, ...]  # ids; empty: all that the ledger knows
NUMBERS = frozenset({"value", "low", "high", "old_value", "new_value", "difference", "relative"})
SERIES = frozenset({"series", "echo"})  # numbers too, as in the ledger and in reports as CSV; "s12" is for programs
PLACES = ("on_page", "folded")  # of a figure in a PDF, and in a part of a page that shows on a click
JSON_ALONE = frozenset({"written", "marked", "page_title"})  # what the other columns say, for programs that show it


def _figures(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:  # noqa: ARG001 (one shape for all kinds)
    return (stated(one) for one in store.figures(pages or None))


def _history(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:  # noqa: ARG001
    return (stated(one) for one in store.history(pages or None))


def _changes(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:  # noqa: ARG001
    return (recorded(one) for one in store.changes(pages or None))


def _indicators(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:
    define(store, config.pages, config.indicators)
    current = {(one.indicator, one.figure_id, one.snapshot) for one in store.statements(latest=True)}
    for one in store.statements():
        if pages and one.page_id not in pages:
            continue
        yield {"latest": (one.indicator, one.figure_id, one.snapshot) in current, **values.statement(one)}


def _snapshots(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:  # noqa: ARG001
    ids = [page.id for page in store.pages() if not pages or page.id in pages]
    return (kept(one) for page_id in ids for one in store.snapshots(page_id, evidence=True))


def _corrections(store: Ledger, config: Config, pages: Pages) -> Iterator[Record]:
    return corrections(store, config, pages or None)


FORMATS = ("csv", "json", "jsonl")
KINDS: dict[str, Callable[[Ledger, Config, Pages], Iterator[Record]]] = {
    "figures": _figures,
    "changes": _changes,
    "history": _history,
    "indicators": _indicators,
    "snapshots": _snapshots,
    "corrections": _corrections,
}
FLAT: dict[str, Callable[[Iterator[Record]], Iterator[Record]]] = {"corrections": flat}
"""What makes rows for a spreadsheet of what is nested."""


@click.command(epilog="Examples:  monitor export changes --output changes.csv  |  monitor export figures --tag france")
@click.argument("kind", required=False, type=click.Choice(list(KINDS)))
@pages_chosen()
@click.option("--format", "name", type=click.Choice(FORMATS), help="Default: as the file's name ends, else csv.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--sqlite", type=click.Path(dir_okay=False, path_type=Path), help="Copy the whole ledger to this file.")
@click.pass_context
def export(
    ctx: click.Context, kind: str | None, choice: Choice, name: str | None, output: Path | None, sqlite: Path | None
) -> None:
    """Write figures, changes, histories, statements, captures or your corrections as CSV or JSON, or copy the ledger.

    Of all pages, or of those that are named or have a tag; the ledger is copied whole.
    """
    home = home_of(ctx)
    config = readable_config_of(home, warn=False)
    pages = choice.ids(config)
    with open_store(home) as store:
        if sqlite is not None:
            with as_the_user_has_it():
                store.copy(sqlite)
            click.echo(f"Written: {sqlite}", err=True)
            return
        if kind is None:
            raise click.UsageError(f"Name what to export: {', '.join(KINDS)}; or --sqlite FILE.")
        rows, name = KINDS[kind](store, config, pages), name or format_for(output, FORMATS, "csv")
        rows = FLAT[kind](rows) if name == "csv" and kind in FLAT else rows
        if output is None:
            _write(rows, name, sys.stdout)
            return
        with written(output) as file:
            _write(rows, name, file)


def _write(rows: Iterable[Record], name: str, file: Any) -> None:
    if name == "csv":
        _write_csv(rows, file)
    elif name == "jsonl":
        for row in rows:
            file.write(json_forms.line(row) + "\n")
    else:
        file.write("[" + ",".join("\n" + json_forms.line(row) for row in rows) + "\n]\n")


def _write_csv(rows: Iterable[Record], file: Any) -> None:
    writer: Any = None
    for row in rows:
        cells = {key: cell(key, value) for key, value in _placed(row).items() if key not in JSON_ALONE}
        if writer is None:
            writer = csv.DictWriter(file, list(cells), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(cells)


def _placed(row: Record) -> Record:
    """Return a *row* that states a figure with what is said only of some figures last, and of every one."""
    if "start" not in row:
        return row
    places = {name: row.get(name) for name in PLACES}
    return {key: value for key, value in row.items() if key not in PLACES} | places


def cell(name: str, value: object) -> object:
    """Return *value* for a spreadsheet: numbers as numbers, and no text that a spreadsheet would run as a formula."""
    if name in SERIES:
        return value and series_number(str(value))
    if isinstance(value, list):
        value = " · ".join(map(str, value))
    return disarmed(value) if isinstance(value, str) and name not in NUMBERS else value
