"""`monitor status`: how each page is doing.

Where the ledger knows the pages as the configuration has them now, it alone is asked, and pages are printed as they are
read: whoever has a hundred thousand of them sees the first at once. Else the whole configuration is loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor import troubles
from monitor.cli.by_ledger import among, opened, settings_in_step
from monitor.cli.choosing import Choice, beneath, pages_chosen
from monitor.cli.home import home_of, readable_config_of
from monitor.disk_space import paused, shortage
from monitor.model import DeliveryState, PageStatus, Tally, tallied
from monitor.model.phrasing import ahead, counted
from monitor.model.sanitize import visible
from monitor.report.page_health import Health, at_start
from monitor.store import Ledger, Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How the pages that are meant are doing, and what else is needed to tell it."""

    statuses: Iterable[PageStatus]
    width: int  #: characters of the longest id
    channels: tuple[str, ...]  #: their names
    stamps: bool  #: an authority for trusted time is named
    tallies: Callable[[], tuple[Tally, ...]]  #: counts them by how they are doing
    stale_since: datetime | None = None  #: the configuration has mistakes since then


@click.command(epilog="Example:  monitor status  |  monitor status --json")
@pages_chosen()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.pass_context
def status(ctx: click.Context, choice: Choice, *, as_json: bool) -> None:
    """Tell how each page is doing.

    Exits with 1 when one is failing, suspect or overdue, a report was given up, snapshots cannot be asked for, or the
    configuration has mistakes.
    """
    home, now = home_of(ctx), datetime.now(UTC)
    with opened(home) as store:
        seen = _by_ledger(home, store, choice, now) or _by_configuration(home, store, choice, now)
        needs_a_look = False
        for one, line in _lines(seen, now, as_json=as_json):
            needs_a_look = needs_a_look or troubles.needs_a_look(one)
            click.echo(line)
        if not as_json:
            _summary(seen.tallies(), now)
        for line in _workers(store, now, as_json=as_json):
            click.echo(line)
        owed = store.outbox.open()
        unstamped = troubles.of_timestamps(store) if seen.stamps else []
    flaws, unreached = Notes.of(store.folder).flaws, troubles.of_bucket(store.archive)
    for line in (*troubles.of_channels(seen.channels, owed), *unstamped, *unreached, *troubles.of_archive(len(flaws))):
        click.echo(line, err=True)
    if not seen.width and not as_json:
        click.echo("No page is followed yet. Add one with: monitor add URL; then: monitor check", err=True)
    is_lost = bool(flaws or unreached) or any(one.state is DeliveryState.DEAD for one in owed)
    sys.exit(1 if is_lost or seen.stale_since or needs_a_look else 0)


def _by_ledger(home: Path, store: Ledger, choice: Choice, now: datetime) -> Seen | None:
    """Return how pages are doing by the ledger alone; None where it does not know them as they are configured now."""
    settings = settings_in_step(home, store, choice)
    if settings is None:
        return None
    return Seen(
        statuses=paused(store.statuses(now, among(choice)), store.folder, settings.disk_reserve),
        width=store.widest(among(choice)),
        channels=settings.channels,
        stamps=settings.stamps,
        tallies=lambda: _tallies(store, choice, settings.disk_reserve, now),
    )


def _by_configuration(home: Path, store: Ledger, choice: Choice, now: datetime) -> Seen:
    from monitor.reporting import statuses_of

    config = readable_config_of(home, warn=False)
    chosen = set(choice.ids(config))
    found = [one for one in statuses_of(store, config, now=now) if not chosen or one.id in chosen]
    return Seen(
        statuses=found,
        width=max((len(beneath(one.id, one.found_by)) for one in found), default=0),
        channels=tuple(channel.name for channel in config.channels),
        stamps=config.timestamp is not None,
        stale_since=config.stale_since,
        tallies=lambda: tallied(found),
    )


def _tallies(store: Ledger, choice: Choice, reserve: int | None, now: datetime) -> tuple[Tally, ...]:
    """Return how many pages are in which state, by the ledger; on a disk that is nearly full they are paused."""
    found, short = store.tallies(now, among(choice), named=True), shortage(store.folder, reserve)
    return short.of_tallies(found) if short else found


def _summary(tallies: tuple[Tally, ...], now: datetime) -> None:
    """Print how the pages are doing together, where there are several: nobody finds the one in trouble of thousands."""
    health = Health(tallies)
    if health.pages > 1:
        click.echo(f"\n{at_start(health, now)}")


def _workers(store: Ledger, now: datetime, *, as_json: bool) -> Iterable[str]:
    """Return what is printed of the instances that check pages: nothing where there is one at most."""
    workers = store.workers() if store.is_shared else []
    if len(workers) < 2:
        return []
    from monitor.cli import worker_lines
    from monitor.report import json_forms

    if as_json:
        return [json_forms.line(worker_lines.values(workers, store.in_force(), now))]
    return worker_lines.lines(workers, store.in_force(), now)


def _lines(seen: Seen, now: datetime, *, as_json: bool) -> Iterator[tuple[PageStatus, str]]:
    """Yield each page with what is printed of it."""
    if not as_json:
        yield from ((one, _line(one, seen.width, now)) for one in seen.statuses)
        return
    from monitor.report import json_forms, values

    yield from ((one, json_forms.line(values.status(one, seen.stale_since))) for one in seen.statuses)


def _line(one: PageStatus, width: int, now: datetime) -> str:
    since = f"since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
    due = f"next check {ahead(one.next_check_at, now)}" if one.next_check_at else ""
    parts = [counted(one.figures, "figure") if one.figures else "", since, due]
    name, told = beneath(one.id, one.found_by), ", ".join(part for part in parts if part)
    line = f"{name:<{width}}  {one.state:<9}  {told}".rstrip()
    more = visible(" ".join(part for part in (one.reason, one.advice) if part))
    return f"{line}\n{'':<{width}}  {more}" if more else line
