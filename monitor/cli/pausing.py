"""`monitor pause` and `monitor resume`: pages are left alone for a while, and the configuration stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from monitor.cli.arguments import Moment, When
from monitor.cli.home import home_of, known, readable_config_of
from monitor.config import Config
from monitor.store import Store


@click.command(epilog="Examples:  monitor pause uk --until 3d  |  monitor pause --tag france --until 2027-01-04")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.option("--tag", "tags", multiple=True, help="The pages that have this tag now; may be given several times.")
@click.option("--until", type=Moment(ahead=True), metavar="WHEN", help="3d, or a date: the pause ends by itself.")
@click.pass_context
def pause(ctx: click.Context, pages: tuple[str, ...], tags: tuple[str, ...], until: When | None) -> None:
    """Leave pages alone, until WHEN or until they are resumed.

    It also works while `monitor run` is running. Without a service, `monitor check PAGE` checks a page all the
    same. What is never to be checked again is disabled or removed instead: that is kept in the configuration.
    """
    home, now = home_of(ctx), datetime.now(UTC)
    config = readable_config_of(home, warn=False)
    names, ends_at = _named(config, pages, tags), until.at(now, config.time_zone) if until else None
    with Store.open(home) as store:
        store.pause(names, now, ends_at)
    end = f"until {ends_at:%Y-%m-%d %H:%M} UTC" if ends_at else "until you resume it"
    for name in names:
        click.echo(f"{name} is paused {end}: monitor resume {name}")


@click.command(epilog="Examples:  monitor resume uk  |  monitor resume --tag france")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.option("--tag", "tags", multiple=True, help="The pages that have this tag now; may be given several times.")
@click.pass_context
def resume(ctx: click.Context, pages: tuple[str, ...], tags: tuple[str, ...]) -> None:
    """Check pages again that are paused."""
    home, now = home_of(ctx), datetime.now(UTC)
    names = _named(readable_config_of(home, warn=False), pages, tags)
    with Store.open(home) as store:
        paused = store.paused(now)
        store.resume(names, now)
    for name in names:
        click.echo(f"{name} is checked again." if name in paused else f"{name} was not paused.")


def _named(config: Config, pages: tuple[str, ...], tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pages that are named, or have one of *tags*, in the order of the configuration.

    Raises:
        click.UsageError: none is named, or there is no such page or tag.
    """
    there = {tag for page in config.pages for tag in page.tags}
    for tag in tags:
        if tag not in there:
            raise click.UsageError(f"No page has the tag '{tag}'; there are: {', '.join(sorted(there)) or 'none'}.")
    if not pages and not tags:
        raise click.UsageError("Name pages, or a tag: --tag TAG")
    named = set(known(config, pages)) | {page.id for page in config.pages if set(page.tags) & set(tags)}
    return tuple(page.id for page in config.pages if page.id in named)
