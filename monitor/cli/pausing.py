"""`monitor pause` and `monitor resume`: pages are left alone for a while, and the configuration stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click

from monitor.cli.arguments import TimeType, When
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import home_of, readable_config_of
from monitor.home_ledger import open_store
from monitor.model import Among
from monitor.store import Ledger


@click.command(epilog="Examples:  monitor pause uk --until 3d  |  monitor pause --tag france --until 2027-01-04")
@pages_chosen(required=True)
@click.option("--until", type=TimeType(ahead=True), metavar="WHEN", help="3d, or a date: the pause ends by itself.")
@click.pass_context
def pause(ctx: click.Context, choice: Choice, until: When | None) -> None:
    """Leave pages alone, until WHEN or until they are resumed.

    It also works while `monitor run` is running. Without a service, `monitor check PAGE` checks a page all the
    same. What is never to be checked again is disabled or removed instead: that is kept in the configuration.
    """
    home, now = home_of(ctx), datetime.now(UTC)
    config = readable_config_of(home, warn=False)
    names, ends_at = choice.ids(config), until.at(now, config.time_zone) if until else None
    with open_store(home) as store:
        _refuse_unseen(store, names)
        store.pause(names, now, ends_at)
    end = f"until {ends_at:%Y-%m-%d %H:%M} UTC" if ends_at else "until you resume it"
    for name in names:
        click.echo(f"{name} is paused {end}: monitor resume {name}")


def _refuse_unseen(store: Ledger, names: Sequence[str]) -> None:
    """Refuse to pause pages that nothing has looked at yet: a pause stands in the ledger, which has none of them."""
    for name in names:
        if not store.knows(Among(pages=(name,))):
            said = f"{name} was never checked, so there is nothing to pause. Check it first: monitor check {name}"
            raise click.ClickException(f"{said}; or keep it from being checked: monitor disable {name}")


@click.command(epilog="Examples:  monitor resume uk  |  monitor resume --tag france")
@pages_chosen(required=True)
@click.pass_context
def resume(ctx: click.Context, choice: Choice) -> None:
    """Check pages again that are paused."""
    home, now = home_of(ctx), datetime.now(UTC)
    names = choice.ids(readable_config_of(home, warn=False))
    with open_store(home) as store:
        paused = store.paused(now)
        store.resume(names, now)
    for name in names:
        click.echo(f"{name} is checked again." if name in paused else f"{name} was not paused.")
