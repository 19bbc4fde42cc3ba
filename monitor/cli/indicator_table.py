"""`monitor indicators`: what all pages and speakers say of the things that the user has named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

import click

from monitor import compare, ledger_json, reporting
from monitor.cli.home import home_of, readable_config_of
from monitor.config import Config
from monitor.errors import MonitorError
from monitor.gathering import suggestions
from monitor.home_ledger import open_store
from monitor.model import Disagreement, Indicator, Statement
from monitor.model.sanitize import visible
from monitor.report import json_forms, wording
from monitor.report.clock import Clock
from monitor.restatements import define
from monitor.store import Ledger

SUGGEST = "suggest"
STEPS = 12  # of a history; `--json` has them all
MOST = 20  # suggestions; `--json` has them all


@click.command(epilog="Example:  monitor indicators camp-population  |  monitor indicators suggest")
@click.argument("names", nargs=-1, metavar=f"[INDICATOR...|{SUGGEST}]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an indicator, one a line.")
@click.pass_context
def indicators(ctx: click.Context, names: tuple[str, ...], *, as_json: bool) -> None:
    """Show what every speaker last said of each indicator, how it came to that, who disagrees, and who fell silent.

    `monitor indicators suggest` suggests entries for config/indicators.yaml: things that two speakers or more state.
    """
    home = home_of(ctx)
    config = readable_config_of(home, warn=names != (SUGGEST,))
    with open_store(home) as store:
        if names == (SUGGEST,):
            _suggest(store, config, as_json=as_json)
            return
        define(store, config.pages, config.indicators)
        for name in _chosen(config, names):
            said, latest = store.statements([name]), store.statements([name], latest=True)
            apart = store.disagreements([name])
            if as_json:
                click.echo(json_forms.line(reporting.indicator(name, said, latest, apart)))
            else:
                _show(config, name, said, latest, apart)
    if not config.indicators:
        click.echo("No indicator is named yet; config/indicators.yaml names them: monitor indicators suggest", err=True)


def _chosen(config: Config, names: tuple[str, ...]) -> list[str]:
    named = [indicator.id for indicator in config.indicators]
    for name in names:
        if name not in named:
            raise MonitorError(
                f"There is no indicator '{name}'; config/indicators.yaml names {', '.join(named) or 'none'}."
            )
    return [name for name in named if not names or name in names]


def _show_statement(one: Statement, clock: Clock) -> None:
    """Print the latest statement of a speaker, with its sentence and when it was captured."""
    as_of = f"as of {one.said_on}" if one.said_on else "undated"
    gone = "" if one.until is None else ", no longer on the page"
    click.echo(f"  {wording.written(one.figure):>16}  {visible(one.speaker)}, {as_of}{_place(one)}{gone},")
    click.echo(f"  {'':>16}  captured {clock.minute(one.captured_at)}: {visible(one.figure.sentence)}")


def _show(
    config: Config, name: str, said: Sequence[Statement], latest: Sequence[Statement], apart: list[Disagreement]
) -> None:
    clock = Clock(config.time_zone.key)
    title = next(indicator.name for indicator in config.indicators if indicator.id == name)
    click.secho(visible(title or name), bold=True)
    for one in latest:
        _show_statement(one, clock)
    for two in apart:
        click.echo(f"  disagreement: {wording.disagreement(two, clock)}")
        _steps([f"{at:%Y-%m-%d}  {wording.number(gap)} apart" for at, gap in two.history])
    for one in compare.stale(latest):
        click.echo(f"  stale: {visible(one.speaker)} has not restated it while others moved")
    if len(said) > len(latest):
        click.echo("  history:")
        _steps([f"{one.day}  {wording.written(one.figure):>16}  {visible(one.speaker)}{_place(one)}" for one in said])
    if not said:
        click.echo("  nobody has stated it yet")
    click.echo()


def _place(of: Statement) -> str:
    """Return where it was said; nothing where the page speaks for itself, by its id."""
    return "" if of.speaker == of.page_id else f", on {of.page_id}"


def _steps(lines: list[str]) -> None:
    """Print what happened over time, each thing once, the newest last."""
    steps = [line for line, _ in groupby(lines)]
    if len(steps) > STEPS:
        click.echo(f"    … {len(steps) - STEPS} earlier; --json prints them all")
    for line in steps[-STEPS:]:
        click.echo(f"    {line}")


def _suggest(store: Ledger, config: Config, *, as_json: bool) -> None:
    found = suggestions(store, config.pages, config.indicators)
    for one in found if as_json else found[:MOST]:
        click.echo(json_forms.line(ledger_json.suggestion(one)) if as_json else _entry(one))
    if not found:
        click.echo("Nothing to suggest: no two speakers state one thing that has no indicator yet.", err=True)
    if len(found) > MOST and not as_json:
        click.echo(f"... and {len(found) - MOST} that fewer speakers state; --json prints them all.", err=True)


def _entry(one: Indicator) -> str:
    """Return *one* as an entry of config/indicators.yaml."""
    words, near = (json.dumps([visible(word) for word in words], ensure_ascii=False) for words in (one.words, one.near))
    unit = f", unit: {json.dumps(one.unit)}" if one.unit else ""
    return f"  - {{id: {one.id}, words: {words}, near: {near}{unit}}}"
