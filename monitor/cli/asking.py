"""The verbs that ask the ledger: how pages are doing, what changed, what is stated now and was stated before."""

from __future__ import annotations

import json
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from monitor import compare
from monitor.cli import wire
from monitor.cli.gathering import statements_of
from monitor.cli.home import config_of, home_of, known
from monitor.config import Config
from monitor.errors import PageError
from monitor.examine import read
from monitor.model import PageStatus, Text
from monitor.report import RENDERERS, Report, TextDiff, terminal, wording
from monitor.report.clean import visible
from monitor.store import Store

NEEDS_A_LOOK = frozenset({"failing", "overdue", "suspect", "paused"})
DIFFS = 20  # pages of which a report also shows what changed in the text
_LENGTH = re.compile(r"(\d+)\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Moment(click.ParamType):
    """A time as people give it: ``7d`` ago, or a date, or a date and time (UTC unless it says otherwise)."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time that *value* means."""
        if isinstance(value, datetime):
            return value
        if match := _LENGTH.fullmatch(value.strip()):
            return datetime.now(UTC) - timedelta(**{_UNITS[match[2]]: int(match[1])})
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            self.fail(f"'{value}' is no time: write 7d, 2026-03-18 or 2026-03-18T09:00.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command(epilog="Example:  monitor status  |  monitor status --json")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.pass_context
def status(ctx: click.Context, pages: tuple[str, ...], *, as_json: bool) -> None:
    """Tell how each page is doing. Exits with 1 when one is failing, suspect or overdue."""
    home = home_of(ctx)
    chosen = known(config_of(home), pages)
    with Store.open(home) as store:
        found = [one for one in store.statuses(datetime.now(UTC)) if not chosen or one.id in chosen]
    width = max((len(one.id) for one in found), default=0)
    for one in found:
        click.echo(json.dumps(_status(one), ensure_ascii=False) if as_json else _status_line(one, width))
    if not found and not as_json:
        click.echo("No page is followed yet. Add one with: monitor add URL; then: monitor check", err=True)
    sys.exit(1 if any(one.state in NEEDS_A_LOOK for one in found) else 0)


def _status(one: PageStatus) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": one.url,
        "state": one.state,
        "since": wire.moment(one.since),
        "reason": one.reason or None,
        "advice": one.advice or None,
        "figures": one.figures,
        "last_ok_at": wire.moment(one.last_ok_at),
        "next_check_at": wire.moment(one.next_check_at),
    }


def _status_line(one: PageStatus, width: int) -> str:
    since = f"since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
    due = f"next check {one.next_check_at:%Y-%m-%d %H:%M} UTC" if one.next_check_at else ""
    parts = [f"{one.figures} figures" if one.figures else "", since, due]
    line = f"{one.id:<{width}}  {one.state:<9}  {', '.join(part for part in parts if part)}"
    more = visible(" ".join(part for part in (one.reason, one.advice) if part))
    return f"{line}\n{'':<{width}}  {more}" if more else line


@click.command(epilog="Example:  monitor report --since 30d --format html --output report.html")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.option("--since", type=Moment(), metavar="WHEN", help="7d, or a date. Default: `report: since` of monitor.yaml.")
@click.option("--format", "name", type=click.Choice(list(RENDERERS)), help="Default: `report: format`, or terminal.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--all", "everything", is_flag=True, help="Also changes that the rules of telling do not tell.")
@click.pass_context
def report(
    ctx: click.Context,
    pages: tuple[str, ...],
    since: datetime | None,
    name: str | None,
    output: Path | None,
    *,
    everything: bool,
) -> None:
    """Tell which figures changed: before and after, with their sentences and the proof."""
    home = home_of(ctx)
    config = config_of(home)
    since = since or datetime.now(UTC) - config.report.since
    made = report_of(home, config=config, pages=known(config, pages), since=since, told=None if everything else True)
    name = name or config.report.format
    if name == "terminal" and output is None:
        colour = sys.stdout.isatty() and "NO_COLOR" not in ctx.obj_environ if False else sys.stdout.isatty()
        click.echo(terminal(made, width=shutil.get_terminal_size((100, 24)).columns, colour=colour), nl=False)
        return
    text = RENDERERS[name](made)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    output.write_text(text, encoding="utf-8")
    click.echo(f"Written: {output}", err=True)


def report_of(
    home: Path,
    *,
    config: Config | None = None,
    pages: tuple[str, ...] = (),
    since: datetime | None = None,
    told: bool | None = True,
) -> Report:
    """Return what has changed on the pages of *home* since *since* (since they were first seen).

    Args:
        home: the folder of config/ and snapshots/.
        config: its configuration, if it is read already.
        pages: ids; empty: all.
        since: when the period begins.
        told: True: what the rules of telling tell; None: every change.
    """
    config = config or config_of(home, warn=False)
    now = datetime.now(UTC)
    with Store.open(home) as store:
        findings = tuple(store.findings(pages or None, since=since, told=told))
        statuses = tuple(one for one in store.statuses(now) if not pages or one.id in pages)
        said = statements_of(store, config)
        diffs = _diffs(store, config, {finding.page_id for finding in findings}, since)
        notes = tuple(_trouble(one) for one in store.troubles(pages or None, since=since))
    return Report(
        title="Changes of figures" + (f" on {', '.join(pages)}" if pages else ""),
        made_at=now,
        since=since,
        until=now,
        time_zone=config.time_zone.key,
        findings=findings,
        statuses=statuses,
        disagreements=tuple(compare.disagreements(said)),
        diffs=diffs,
        notes=notes,
    )
