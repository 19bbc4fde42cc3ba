"""`monitor indicators`: what all pages and speakers say of the things that the user has named."""

from __future__ import annotations

import json
from typing import Any

import click

from monitor import compare
from monitor.cli import wire
from monitor.cli.home import config_of, home_of
from monitor.config import Config
from monitor.model import Block, BlockKind, Figure, Page, Reading, Statement, Text
from monitor.report import wording
from monitor.report.clean import visible
from monitor.report.clock import Clock
from monitor.store import Store, Stored


def statements_of(store: Store, config: Config) -> list[Statement]:
    """Return every statement that pages have made of the indicators of *config*, oldest first."""
    if not config.indicators:
        return []
    return [one for source in sources(store.history(), config) for one in compare.gather(config.indicators, source)]


def sources(stored: list[Stored], config: Config) -> list[compare.Source]:
    """Return what was stated, version by version: each row counts at the time when its page first said so."""
    pages = {page.id: page for page in config.pages}
    versions: dict[tuple[str, Any], list[Stored]] = {}
    for one in stored:
        if one.page_id in pages:
            versions.setdefault((one.page_id, one.captured_at), []).append(one)
    return [_source(pages[page_id], rows) for (page_id, _), rows in sorted(versions.items(), key=lambda v: v[0][1])]


def _source(page: Page, rows: list[Stored]) -> compare.Source:
    rows = sorted(rows, key=lambda one: one.figure.start)
    first = rows[0]
    text = Text(
        content="", blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=0),), title=first.page_title,
        published=first.published, updated=first.updated,
    )  # fmt: skip
    return compare.Source(
        page=page,
        reading=Reading(text=text, figures=tuple(one.figure for one in rows), engine=""),
        series=tuple(one.series for one in rows),
        captured_at=first.captured_at,
    )


@click.group(
    invoke_without_command=True, epilog="Example:  monitor indicators camp-population  |  monitor indicators suggest"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an indicator, one a line.")
@click.pass_context
def indicators(ctx: click.Context, *, as_json: bool) -> None:
    """Show the latest statement of every speaker on each indicator, who disagrees, and who fell silent."""
    if ctx.invoked_subcommand:
        return
    home = home_of(ctx)
    config = config_of(home)
    with Store.open(home) as store:
        said = statements_of(store, config)
    for indicator in config.indicators:
        mine = [one for one in said if one.indicator == indicator.id]
        if as_json:
            click.echo(json.dumps(_as_json(indicator.id, mine), ensure_ascii=False))
        else:
            _show(indicator.name or indicator.id, mine, Clock(config.time_zone.key))
    if not config.indicators:
        click.echo("No indicator is named yet; config/indicators.yaml names them: monitor indicators suggest", err=True)


def _show(name: str, said: list[Statement], clock: Clock) -> None:
    click.secho(visible(name), bold=True)
    for one in compare.latest(said):
        as_of = f"as of {one.said_on}" if one.said_on else "undated"
        click.echo(f"  {wording.written(one.figure):>16}  {visible(one.speaker)}, {as_of}, on {one.page_id},")
        click.echo(f"  {'':>16}  captured {clock.minute(one.captured_at)}: {visible(one.figure.sentence)}")
    for two in compare.disagreements(said):
        click.echo(f"  disagreement: {wording.disagreement(two, clock)}")
    for one in compare.stale(said):
        click.echo(f"  stale: {visible(one.speaker)} has not restated it while others moved")
    if not said:
        click.echo("  nobody has stated it yet")
    click.echo()


def _as_json(indicator: str, said: list[Statement]) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "latest": [_statement(one) for one in compare.latest(said)],
        "disagreements": [
            {
                "one": _statement(two.one),
                "other": _statement(two.other),
                "gap": wire.decimal(two.gap),
                "relative": wire.decimal(two.relative),
                "since": wire.moment(two.since),
                "history": [{"at": wire.moment(at), "gap": wire.decimal(gap)} for at, gap in two.history],
            }
            for two in compare.disagreements(said)
        ],
        "stale": [one.speaker for one in compare.stale(said)],
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "page": one.page_id,
        "series": one.series,
        "speaker": one.speaker,
        "said_on": one.said_on.isoformat() if one.said_on else None,
        "captured_at": wire.moment(one.captured_at),
        **_brief(one.figure),
    }


def _brief(figure: Figure) -> dict[str, Any]:
    names = ("value", "low", "high", "unit", "quantifier", "role", "counts", "time", "sentence")
    return {name: value for name, value in wire.figure(figure).items() if name in names}


@indicators.command(epilog="Example:  monitor indicators suggest >> config/indicators.yaml")
@click.pass_context
def suggest(ctx: click.Context) -> None:
    """Suggest indicators: things that several speakers or pages state, as entries for config/indicators.yaml."""
    home = home_of(ctx)
    config = config_of(home, warn=False)
    with Store.open(home) as store:
        found = compare.suggest(sources(store.figures(), config))
    taken = {indicator.id for indicator in config.indicators}
    found = [one for one in found if one.id not in taken]
    for one in found:
        unit = f", unit: {json.dumps(one.unit)}" if one.unit else ""
        click.echo(f"  - {{id: {one.id}, words: [{json.dumps(one.words[0], ensure_ascii=False)}]{unit}}}")
    if not found:
        click.echo("Nothing is stated by several speakers or pages yet.", err=True)
