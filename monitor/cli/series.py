"""`monitor series`: the user's word on which figures are one and which are two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click

from monitor.cli.arguments import Series
from monitor.cli.choosing import Choice, known, pages_chosen
from monitor.cli.completing import complete_pages
from monitor.cli.home import home_of, readable_config_of
from monitor.cli.login_names import login_name
from monitor.home_ledger import open_store
from monitor.ledger_json import said
from monitor.model.reviews import Act, Verb
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.store import Said


@click.group("series", epilog="Example:  monitor series merge uk 12 --into 3")
def series_group() -> None:
    """Say which figures are one and which are two; name them, or hear no more of them.

    `monitor figures` and `monitor history` show the number of each series; s12, as JSON has it, is 12. What you say is
    kept, and holds when everything is read again.
    """


def _say(ctx: click.Context, page: str, verb: Verb, series: int, confirmation: str, **more: Any) -> None:
    """Record a word on a series, as that of whoever has logged in."""
    home = home_of(ctx)
    known(readable_config_of(home, warn=False), (page,))
    said = Act(verb=verb, person=login_name(), key=uuid4().hex, page_id=page, series=series, **more)
    with open_store(home) as store:
        store.act(said, datetime.now(UTC))
    click.echo(confirmation)


@series_group.command(short_help="Say that two series are one.", epilog="Example:  monitor series merge uk 12 --into 3")
@click.argument("page", shell_complete=complete_pages)
@click.argument("series", type=Series())
@click.option("--into", type=Series(), required=True, help="The series that it is.")
@click.pass_context
def merge(ctx: click.Context, page: str, series: int, into: int) -> None:
    """Say that SERIES is the series --into: their histories are shown as one."""
    if series == into:
        raise click.UsageError("A series cannot be merged into itself.")
    _say(ctx, page, Verb.SAME, series, f"Series {series} of {page} is series {into} from now on.", into=into)


@series_group.command(
    short_help="Say that a series is another thing from now on.", epilog="Example:  monitor series split uk 3"
)
@click.argument("page", shell_complete=complete_pages)
@click.argument("series", type=Series())
@click.pass_context
def split(ctx: click.Context, page: str, series: int) -> None:
    """Say that what SERIES states now is another thing than before: a new series begins at the next change."""
    _say(ctx, page, Verb.SPLIT, series, f"A new series begins where {series} of {page} stands.")


@series_group.command(
    short_help="Call a series by a name of your own.",
    epilog='Example:  monitor series rename uk 3 "people tested positive"',
)
@click.argument("page", shell_complete=complete_pages)
@click.argument("series", type=Series())
@click.argument("name")
@click.pass_context
def rename(ctx: click.Context, page: str, series: int, name: str) -> None:
    """Call SERIES by a NAME of your own, everywhere; "" takes the name away."""
    called = f"is called: {name.strip()}" if name.strip() else "is called by what it counts."
    _say(ctx, page, Verb.RENAME, series, visible(f"Series {series} of {page} {called}"), text=name)


@series_group.command(epilog="Example:  monitor series ignore uk 7")
@click.argument("page", shell_complete=complete_pages)
@click.argument("series", type=Series())
@click.option("--undo", is_flag=True, help="Hear of it again.")
@click.pass_context
def ignore(ctx: click.Context, page: str, series: int, *, undo: bool) -> None:
    """Hear no more of SERIES; it stays in the ledger."""
    verb, is_now = (Verb.FOLLOW, "told") if undo else (Verb.IGNORE, "quiet")
    _say(ctx, page, verb, series, f"Series {series} of {page} is {is_now}.")


@series_group.command("list", epilog="Example:  monitor series list uk --json")
@pages_chosen()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a series, one a line.")
@click.pass_context
def list_said(ctx: click.Context, choice: Choice, *, as_json: bool) -> None:
    """List the series that you have named, merged or silenced."""
    home = home_of(ctx)
    chosen = choice.ids(readable_config_of(home, warn=False))
    with open_store(home) as store:
        found = store.said(chosen or None)
    for one in found:
        click.echo(json_forms.line(said(one)) if as_json else visible(_listed(one)))
    if not found and not as_json:
        click.echo("You have said nothing of any series; monitor figures shows them.", err=True)


def _listed(one: Said) -> str:
    """Return what the user has said of a series, for people."""
    parts = [
        f"called: {one.name}" if one.name else "",
        f"is series {one.merged_into}" if one.merged_into is not None else "",
        "quiet" if one.ignored else "",
    ]
    return f"{one.page_id}  {one.series:>4}  {one.counts}  ({', '.join(part for part in parts if part)})"
