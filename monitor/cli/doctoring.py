"""`monitor doctor`: what is wrong with this installation, and what to do."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import click

from monitor.doctor import environment
from monitor.doctor.observation import Level, Observation, Place

MODULES = (
    "monitor.check", "monitor.worker_pool", "monitor.worker_reading", "monitor.report.terminal", "monitor.deliver",
    "monitor.service", "monitor.web",
)  # fmt: skip
"""What the program cannot begin without, or misses only when something new is to be read or told.

This module needs no package but click, to say what is missing.
"""
VERSION = 1  # of what is printed as JSON
ABOUT, MARGIN = 13, 7  # columns


@click.command(
    epilog="Examples:  monitor doctor  |  monitor doctor --json | jq -r 'select(.level == \"wrong\").command'"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a thing that was looked at, one a line.")
@click.option("--network", is_flag=True, help="Also look up names, and connect to the hosts of channels and pages.")
@click.option("--alive", is_flag=True, help="Only say whether an instance checks the pages now: for health checks.")
@click.pass_context
def doctor(ctx: click.Context, *, as_json: bool, network: bool, alive: bool) -> None:
    """Look over the machine, the home and the service; say what is wrong, and what to do.

    Each line says `ok`, `note` (it works, and should be seen to) or `wrong`; below stands what to do, and a command to
    paste. It changes nothing, sends nothing, and looks at a home that is broken in any way. Exits with 1 when something
    is wrong.
    """
    levels: Counter[Level] = Counter()
    for one in _alive(ctx) if alive else _observations(ctx, network=network):
        levels[one.level] += 1
        click.echo(_as_json(one) if as_json else _told(one))
    if not (as_json or alive):
        wrong, notes = levels[Level.WRONG], levels[Level.NOTE]
        click.echo(f"Looked at: {levels.total()}. To be seen to: {notes}. Wrong: {wrong or 'nothing'}.")
    sys.exit(1 if levels[Level.WRONG] else 0)


def _observations(ctx: click.Context, *, network: bool) -> Iterator[Observation]:
    """Yield what is found; the rest needs the packages, and is looked at once they are there."""
    yield from environment.look(MODULES)
    if not any(map(environment.unloaded, MODULES)):
        yield from _of_the_home(ctx, network=network)


def _alive(ctx: click.Context) -> Iterator[Observation]:
    from monitor.cli.home import home_of
    from monitor.doctor.archive import alive

    yield alive(Place(home=home_of(ctx), environ=os.environ, now=datetime.now(UTC)))


def _of_the_home(ctx: click.Context, *, network: bool) -> Iterator[Observation]:
    from monitor.cli.home import home_of
    from monitor.cli.keeping import bar
    from monitor.doctor.examination import Examination
    from monitor.model.sanitize import visible

    with bar("looking through the ledger") as progress:
        place = Place(home=home_of(ctx), environ=os.environ, now=datetime.now(UTC), progress=progress)
        for one in Examination(place, with_network=network).observations():
            yield replace(one, found=visible(one.found), advice=visible(one.advice), command=visible(one.command))


def _told(one: Observation) -> str:
    """Return the lines of an observation; the command stands by itself, so that it can be copied whole."""
    lines = [f"{one.level:<{MARGIN}}{one.about:<{ABOUT}} {one.found}"]
    lines += [f"{'':<{MARGIN + ABOUT}} {said}" for said in (one.advice, one.command) if said]
    return "\n".join(lines)


def _as_json(one: Observation) -> str:
    keys = {
        "version": VERSION, "about": one.about, "level": one.level.value, "found": one.found,
        "advice": one.advice or None, "command": one.command or None,
    }  # fmt: skip
    return json.dumps(keys, ensure_ascii=False)
