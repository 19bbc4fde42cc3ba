"""`monitor check`: here and now, or by the service that runs."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import groupby
from pathlib import Path

import click

from monitor import pace, schedule
from monitor.check import check
from monitor.cli.check_lines import Telling, fields
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.equipping import now, setup_of
from monitor.cli.home import config_of, home_of
from monitor.cli.keeping import opened
from monitor.cli.modes import let_in
from monitor.cli.verbosity import least_of, log_of, verbosity
from monitor.config import Config, Parts, keep
from monitor.errors import MonitorError, StoreError
from monitor.following import with_found
from monitor.home_ledger import open_store
from monitor.model import Channel, Page, Trace
from monitor.model.log_events import Say
from monitor.rescheduling import reschedule
from monitor.restatements import define
from monitor.store import Ledger, full, room_of

ANOTHER = (
    "Other workers check these pages by another configuration than the one here: have the files in config/ be the same "
    "on all machines."
)
LOOK = 0.2  # seconds between two looks at what the service has recorded
STILL_THERE = timedelta(seconds=3)  # between two looks whether there still is a service
QUEUE = timedelta(seconds=60)  # beyond what a fetch and a reading may take: others come first, too


@click.command("check", epilog="Example:  monitor check  |  monitor check uk scotland --exit-code")
@pages_chosen()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.option("--exit-code", is_flag=True, help="Exit with 4 when a figure changed.")
@verbosity
@click.pass_context
def check_command(ctx: click.Context, choice: Choice, *, as_json: bool, exit_code: bool) -> None:
    """Check the pages now, once: all that are enabled and not paused, or those named, or of a tag.

    Beside a running service, these pages are checked by the service, and what it found is printed. Exits with 1
    when a page could not be checked; the others are checked all the same. With -v, the status, bytes, seconds and
    figures of each check are told on stderr; with -q, only pages that could not be checked are.
    """
    if fault := schedule.clock_fault(now()):
        raise MonitorError(fault)
    home = home_of(ctx)
    parts = Parts(home)
    config = config_of(home, parts=parts)
    chosen: Sequence[Page] = _chosen(choice, config)
    telling = Telling(as_json=as_json, is_quiet=least_of(ctx) == "warning")
    try:
        store = open_store(home, writer=True)
    except StoreError as error:
        if error.reason != "in_use":
            raise
        if choice.is_all:
            raise StoreError("in_use", f"{error} Name those that it is to check now: monitor check PAGE") from None
        chosen = _checked_there(config, chosen, telling, choice.names)
    else:
        with store, log_of(ctx) as log:
            chosen = _checked_here(store, config, choice, telling, log.say, parts)
    sys.exit(telling.end(len(chosen), exit_code=exit_code))


def _checked_here(
    store: Ledger, config: Config, choice: Choice, telling: Telling, say: Say, parts: Parts
) -> list[Page]:
    """Check what *choice* means, without what is paused and not named; return the pages that were checked."""
    with setup_of(config, store, threading.Event(), said=say) as setup:
        for line in opened(store):
            click.echo(line, err=True)
        room = room_of(store.folder, config.disk_reserve)
        if room.is_short:
            raise full(store.folder, room)
        let_in(config.group, store)
        if store.in_force() not in ("", config.digest) and store.others(now()):
            raise StoreError("in_use", ANOTHER)
        store.sync(config.listed, now(), digest=config.digest)
        define(store, config.pages, config.indicators)
        keep(config, store.folder, now(), parts)
        by_id = {page.id: page for page in with_found(config, store.found_pages()).pages}
        reschedule(store, by_id.get, now(), setup.dice)
        checked: list[Page] = []
        for are_sources in (True, False):  # what sources have found, and where it lies now, is checked after them
            config = with_found(config, store.found_pages())
            heeded = _oldest_first(_heeded(store, _chosen(choice, config), choice.names))
            due = [one for one in heeded if _is_source(one) == are_sources]
            checked += due
            states = store.states([page.id for page in due])
            for result in check([(page, states[page.id]) for page in due], setup):
                told = telling.tell(result.trace, len(checked))
                say("checked", level="debug", **fields(result, told))
        _send_and_stamp(config, store)
        return checked


def _send_and_stamp(config: Config, store: Ledger) -> None:
    """Send what is owed to channels, and ask for timestamps that are owed; where nothing is, nothing is imported."""
    if any(_is_owed(channel, config, store) for channel in config.channels):
        from monitor.cli.notifying import send_all

        send_all(config)
    if config.timestamp is not None:
        from monitor.cli.timestamping import stamp_all

        stamp_all(config, store, now)


def _is_owed(channel: Channel, config: Config, store: Ledger) -> bool:
    health_at = pace.health_at(channel.pace, now(), config.time_zone)
    return health_at is not None or bool(store.outbox.due(channel.name, now()))


def _chosen(choice: Choice, config: Config) -> list[Page]:
    """Return the pages that the user means: those that are disabled only where they, or their source, are named.

    Who means a post that is read in its feed means the feed: the post is as new as that was last fetched.
    """
    meant = [page for page in choice.pages(config) if page.enabled or page.is_one_of(choice.names)]
    feeds = {page.found_by for page in meant if page.is_in_feed} - {page.id for page in meant}
    return [*meant, *(page for page in config.pages if page.id in feeds)]


def _oldest_first(pages: Sequence[Page]) -> list[Page]:
    """Return *pages* with those of each source from its oldest on: what is said last is read last."""
    groups = (list(of_one) for _, of_one in groupby(pages, key=lambda page: page.found_by))
    return [page for one in groups for page in (reversed(one) if one[0].found_by else one)]


def _is_source(page: Page) -> bool:
    return page.source is not None


def _checked_there(config: Config, chosen: Sequence[Page], telling: Telling, names: Collection[str]) -> list[Page]:
    """Have the running service check *chosen* as `_checked_here` does; return those that were checked."""
    with open_store(config.home) as store:
        due = _heeded(store, chosen, names)
    for trace in by_the_service(config, due):
        telling.tell(trace, len(due))
    return due


def _heeded(store: Ledger, chosen: Sequence[Page], names: Collection[str]) -> list[Page]:
    """Return *chosen* without the pages that are paused and not named: a tag, or all, does not undo a pause."""
    paused = store.paused(now())
    return [page for page in chosen if page.is_one_of(names) or page.id not in paused]


def by_the_service(config: Config, pages: Sequence[Page]) -> Iterator[Trace]:
    """Have the running service check *pages* now, and yield what each check came to.

    Raises:
        MonitorError: it does not check one of them, or has not within the time that a check may take, or has ended.
    """
    with open_store(config.home) as store:
        _refuse_unfollowed(store, pages)
        before = {page.id: store.trace(page.id) for page in pages}
        store.ask([page.id for page in pages], now())
        left, news_at, looked_at = list(pages), time.monotonic(), time.monotonic()
        while left:
            time.sleep(LOOK)
            for page in list(left):
                trace = store.trace(page.id)
                if trace is not None and _differs(trace, before[page.id]):
                    left.remove(page)
                    news_at = time.monotonic()
                    yield trace
            if time.monotonic() - looked_at > STILL_THERE.total_seconds():
                looked_at = time.monotonic()
                _see_service(config.home, left)
            if time.monotonic() - news_at > _patience(config).total_seconds():
                raise MonitorError(f"Not checked yet: {_names(left)}. The service does so later; see monitor status.")


def _refuse_unfollowed(store: Ledger, pages: Sequence[Page]) -> None:
    paused = store.paused(now())
    for page in pages:
        for is_so, state, verb in ((not page.enabled, "disabled", "enable"), (page.id in paused, "paused", "resume")):
            if is_so:
                raise MonitorError(f"{page.id} is {state}, and the service leaves it alone: monitor {verb} {page.id}")


def _differs(trace: Trace, before: Trace | None) -> bool:
    return before is None or trace.checked_at != before.checked_at


def _see_service(home: Path, left: Sequence[Page]) -> None:
    """Raise when no service runs any more that could check *left*."""
    with suppress(StoreError):
        open_store(home, writer=True).close()
        raise MonitorError(f"The service ended before it had checked {_names(left)}. Run the command again.")


def _patience(config: Config) -> timedelta:
    return 2 * config.limits.total + config.limits.read_wall + QUEUE


def _names(pages: Sequence[Page]) -> str:
    return ", ".join(page.id for page in pages)
