"""How the whole is doing: what is wrong first, then whether pages are checked, people told, and all kept is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from flask import Blueprint, render_template

from monitor import __version__, schedule, troubles
from monitor import config as configuration
from monitor.config import Config
from monitor.engine import ENGINE
from monitor.errors import ConfigError, Problem
from monitor.model import DeliveryState, PageStatus
from monitor.model.phrasing import ago, counted
from monitor.report import page_health
from monitor.report.clock import Clock
from monitor.report.page_health import Health
from monitor.reporting import health_of, in_trouble
from monitor.store import Ledger, Notes, Room, instance, room_of
from monitor.web.page_choice import STATES
from monitor.web.requested import Site, here

views = Blueprint("status", __name__)
LOOKED_AT = 1_000  # pages in trouble, of which those of one source that fail alike are told as one
SHOWN = 20  # troubles of pages, mistakes, flaws: nobody reads more at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """How the whole is doing."""

    alarms: list[str]  #: the worst first
    health: Health
    last_check_at: datetime | None  #: when a check of any page ended last
    said: str  #: of the pages together
    instance: str  #: the process that checks pages; "": none does now
    owed: int  #: reports that wait for their channels
    given_up: int
    channels: int
    flaws: tuple[str, ...]
    room: Room
    time_zone: str
    warnings: tuple[Problem, ...]

    @property
    def is_well(self) -> bool:
        """Return whether no page is in trouble, not even in one that may pass by itself."""
        return self.health.calm == self.health.pages

    @property
    def states(self) -> list[tuple[str, int]]:
        """Return how many pages there are in each state."""
        return [(state, number) for state in STATES if (number := self.health.count(state))]


@views.get("/status")
def show() -> str:
    """Return the view."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
        whole = _whole(store, config, site.now())
    return _drawn(whole, _mistakes(site) if config.stale_since is not None else [])


@views.app_errorhandler(ConfigError)
def cannot_be_read(error: ConfigError) -> tuple[str, int]:
    """Return what is wrong with the configuration: without one no view can show anything."""
    return _drawn(None, error.problems), 503


def _drawn(whole: Whole | None, mistakes: list[Problem]) -> str:
    return render_template(
        "status_page.html.j2",
        whole=whole,
        mistakes=mistakes[:SHOWN],
        more_mistakes=max(0, len(mistakes) - SHOWN),
        clock=Clock(whole.time_zone if whole else "UTC"),
        now=here().now(),
        version=__version__,
        engine=ENGINE,
        counted=counted,
        ago=ago,
    )


def _mistakes(site: Site) -> list[Problem]:
    """Return what is wrong in the files of the configuration as they are now."""
    try:
        configuration.load(site.home, os.environ)
    except ConfigError as error:
        return error.problems
    return []


def _whole(store: Ledger, config: Config, now: datetime) -> Whole:
    health = health_of(store, config, now=now)
    waiting = store.outbox.open()
    room, flaws = room_of(store.folder, config.disk_reserve), Notes.of(store.folder).flaws
    alarms = [
        *_of_the_machine(room, now),
        *troubles.of_bucket(store.archive),
        *troubles.of_archive(len(flaws)),
        *_of_pages(in_trouble(store, config, now=now, most=LOOKED_AT), Clock(config.time_zone.key)),
        *troubles.of_channels({channel.name for channel in config.channels}, waiting),
        *(troubles.of_timestamps(store) if config.timestamp else ()),
    ]
    given_up = sum(one.state is DeliveryState.DEAD for one in waiting)
    return Whole(
        alarms=alarms,
        health=health,
        last_check_at=store.last_check_at(),
        said=page_health.in_report(health),
        instance=instance(store.folder),
        owed=len(waiting) - given_up,
        given_up=given_up,
        channels=len(config.channels),
        flaws=flaws[:SHOWN],
        room=room,
        time_zone=config.time_zone.key,
        warnings=config.warnings,
    )


def _of_the_machine(room: Room, now: datetime) -> Iterator[str]:
    if fault := schedule.clock_fault(now):
        yield fault
    if room.is_short:
        yield f"The disk is nearly full, and nothing is fetched: {room}. It goes on by itself when there is room."


def _of_pages(statuses: list[PageStatus], clock: Clock) -> Iterator[str]:
    """Yield what is wrong with pages, the first of it."""
    found = [one for one in statuses if troubles.needs_a_look(one)]
    yield from islice(page_health.troubles(found, clock), SHOWN)
