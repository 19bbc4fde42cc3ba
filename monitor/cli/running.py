"""The verbs that check pages: once, as a service, and after the user's word."""

from __future__ import annotations

import os
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor import reporting, schedule
from monitor.check import Setup, check
from monitor.cli.home import config_of, home_of, known, readable_config_of
from monitor.cli.in_force import InForce, starting_config
from monitor.cli.keeping import opened
from monitor.cli.log import Log
from monitor.cli.signals import heeded
from monitor.config import Config, keep
from monitor.errors import MonitorError, StoreError
from monitor.fetch import Fetcher
from monitor.gather import define
from monitor.model import CheckResult, Outcome, findings_in
from monitor.model.sanitize import visible
from monitor.patience import Patience
from monitor.report import groups, values
from monitor.store import FOLDER, Store, full, room_of
from monitor.watchdog import Watchdog
from monitor.workers import Workers

TROUBLE = frozenset({Outcome.SUSPECT, Outcome.FAILED, Outcome.BLOCKED})


@dataclass(frozen=True)
class Equipped(Setup):
    """A setup whose fetcher and workers can go by another configuration."""

    fetcher: Fetcher
    examiner: Workers

    def adjust(self, config: Config) -> None:
        """Go by the limits, the name and the numbers of *config* from now on."""
        self.fetcher.adjust(config.limits, config.user_agent)
        self.examiner.adjust(config.limits, _processes(config))


def _processes(config: Config) -> int:
    return config.workers or min(4, os.cpu_count() or 1)


@contextmanager
def setup_of(config: Config, store: Store, stop: threading.Event) -> Iterator[Equipped]:
    """Yield what checking the pages of *config* needs, and clear it away afterwards."""
    fetcher = Fetcher(config.limits, config.user_agent, now=now, stop=stop, remembered=store.hosts())
    try:
        with Workers(config.limits, _processes(config)) as workers:
            yield Equipped(
                fetcher=fetcher,
                examiner=workers,
                store=store,
                now=now,
                dice=random.random,
                alerts=config.alerts,
                indicators=config.indicators,
                confirmations=config.confirmations,
                confirm_after=config.confirm_after,
                threads=config.fetch_threads,
                outage_wait=2 * config.limits.total,
                stop=stop,
            )
    finally:
        stop.set()
        fetcher.close()


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@click.command("check", epilog="Example:  monitor check  |  monitor check uk scotland --exit-code")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.option("--exit-code", is_flag=True, help="Exit with 4 when a figure changed.")
@click.pass_context
def check_command(ctx: click.Context, pages: tuple[str, ...], *, as_json: bool, exit_code: bool) -> None:
    """Check the pages now, once: all that are enabled and not paused, or those named.

    Exits with 1 when a page could not be checked; the others are checked all the same.
    """
    if fault := schedule.clock_fault(now()):
        raise MonitorError(fault)
    home = home_of(ctx)
    config = config_of(home)
    named = known(config, pages)
    chosen = [page for page in config.pages if page.id in named or (page.enabled and not named)]
    stop = threading.Event()
    seen: Counter[str] = Counter()
    told = 0
    with Store.open(home, writer=True) as store, setup_of(config, store, stop) as setup:
        for line in opened(store):
            click.echo(line, err=True)
        room = room_of(store.folder, config.disk_reserve)
        if room.is_short:
            raise full(store.folder, room)
        store.sync(config.pages, now())
        define(store, config.pages, config.indicators)
        keep(config, home / FOLDER, now())
        paused = store.paused(now()) if not named else frozenset()
        due = [(page, store.state(page.id)) for page in chosen if page.id not in paused]
        for result in check(due, setup):
            seen["failed" if result.outcome in TROUBLE else "good"] += 1
            told += findings_in(result.changes)
            if as_json:
                click.echo(values.line(reporting.result(result)))
                click.echo(f"{sum(seen.values())} of {len(due)}  {result.page.id}: {result.outcome.value}", err=True)
            else:
                for line in lines(result):
                    click.echo(line)
    if not as_json:
        click.echo(_summed(len(due), seen, told))
    sys.exit(1 if seen["failed"] else 4 if told and exit_code else 0)


def _summed(pages: int, seen: Counter[str], told: int) -> str:
    if not pages:
        return "No page is enabled. Add one with: monitor add URL"
    parts = [f"{pages} pages checked" if pages != 1 else "1 page checked", f"{told} changes to tell"]
    parts += [f"{seen['failed']} could not be checked"] if seen["failed"] else []
    hint = "; monitor report shows the sentences and the proof" if told else ""
    return f"\n{', '.join(parts)}{hint}."


def lines(result: CheckResult) -> list[str]:
    """Return what a check came to, in lines for people: the page and its outcome, then each change told."""
    told = groups.statements(result.changes)
    match result.outcome:
        case Outcome.FIRST:
            count = len(result.reading.figures) if result.reading else 0
            said = f"read for the first time: {count} figures are followed from now on"
        case Outcome.CHANGED:
            said = f"{len(told)} changes" if told else "the text changed, but no figure to tell of"
            said += ", though the page gives itself a new date" if result.restamped and not told else ""
        case Outcome.UNCHANGED | Outcome.NOT_MODIFIED:
            said = "unchanged"
        case _:
            reason = f" ({result.reason})" if result.reason else ""
            said = visible(f"{result.outcome.value}{reason}: {result.detail} {result.advice}".strip())
    return [f"{result.page.id}: {said}", *(f"    {visible(sentence)}" for sentence in told)]


@click.command("run", epilog="Example:  monitor run   (Ctrl-C or SIGTERM ends it)")
@click.pass_context
def run(ctx: click.Context) -> None:
    """Check the pages when they are due, until told to stop.

    Changed configuration files are read again by themselves, and at SIGHUP. What happens is told on stderr.
    """
    home = home_of(ctx)
    stop, reread = threading.Event(), threading.Event()
    with Log(now) as log, heeded(stop, reread), Watchdog(stop, log.say, os.environ) as watchdog:
        config = starting_config(home, log.say)
        on = sum(page.enabled for page in config.pages)
        log.say(f"Following {on} pages of {home}. Ctrl-C ends it.")
        serve(config, recorded=_Told(log.say), said=log.say, watchdog=watchdog, stop=stop, reread=reread)
        log.say("Stopped.")


class _Told:
    """What the service writes to its log: a trouble once when it comes and once when it goes, and every change."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._trouble: dict[str, tuple[Outcome, str]] = {}

    def __call__(self, results: list[CheckResult]) -> None:
        for result in results:
            trouble = (result.outcome, result.reason) if result.outcome in TROUBLE else None
            before = self._trouble.pop(result.page.id, None)
            if trouble is not None:
                self._trouble[result.page.id] = trouble
                if trouble == before:
                    continue
            elif before is not None:
                self._say(f"{result.page.id}: answers well again")
            if result.outcome not in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED):
                for line in lines(result):
                    self._say(line)


def _opened(home: Path, stop: threading.Event) -> Store:
    """Return the store of *home*, opened for writing, once no other program holds the ledger."""
    patience = Patience()
    while True:
        try:
            return Store.open(home, writer=True)
        except StoreError as error:
            patience.bear(error)
            if stop.is_set():
                raise


def serve(
    config: Config,
    *,
    recorded: Callable[[list[CheckResult]], None],
    said: Callable[[str], None],
    watchdog: Watchdog,
    stop: threading.Event,
    reread: threading.Event,
) -> None:
    """Check the pages of *config* when they are due until *stop* is set.

    Args:
        config: to begin with; changed files are read again.
        recorded: called with results that have just been written.
        said: called with a line for the log.
        watchdog: is told that the service lives.
        stop: ends it.
        reread: has the configuration read again.
    """
    from monitor.ping import Switch
    from monitor.service import Hooks, Service

    with _opened(config.home, stop) as store, setup_of(config, store, stop) as setup:
        for line in opened(store):
            said(line)
        in_force = InForce(config.home, now, said, setup.adjust)
        switch = Switch(setup.fetcher, said)

        def adopted(config: Config) -> None:
            in_force.adopted(config)
            switch.page = config.ping

        hooks = Hooks(recorded=recorded, ticked=switch.ticked, said=said, adopted=adopted, refused=in_force.refused)
        Service(config, in_force.read, store, setup, hooks, watchdog, reread).run()


@click.command(epilog="Example:  monitor accept calais-blog")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.pass_context
def accept(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Vouch for pages whose answers are doubted: the answer that was kept is believed, compared and told of.

    Nothing else is: a page that is well is refused (exit status 1), and what it answers next is judged as ever. It
    also works while `monitor run` is running.
    """
    home = home_of(ctx)
    refused = 0
    for name in known(readable_config_of(home, warn=False), pages):
        with Store.open(home) as store:
            try:
                store.accept(name, now())
            except StoreError as error:
                if error.reason != "unknown":
                    raise
                refused += 1
                click.echo(f"monitor: {error}", err=True)
                continue
        click.echo(f"The doubted answer of {name} is believed. It is compared at the next check: monitor check {name}")
    sys.exit(1 if refused else 0)


@click.command("reread", epilog="Example:  monitor reread  |  monitor reread uk")
@click.argument("pages", nargs=-1, metavar="[PAGE...]")
@click.pass_context
def reread_command(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Derive everything again from the stored snapshots with today's engine.

    What differs is marked as the engine's doing and told to nobody; ids of series and your decisions stay. Interrupted,
    it goes on where it was.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from monitor.reread import reread

    home = home_of(ctx)
    config = config_of(home)
    named = known(config, pages)
    chosen = [page for page in config.pages if not named or page.id in named]
    with (
        Store.open(home, writer=True) as store,
        Workers(config.limits, 1) as workers,
        Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=Console(stderr=True),
        ) as bar,
    ):  # fmt: skip
        task = bar.add_task("reading again", total=None)

        def progress(done: int, total: int, page_id: str) -> None:
            bar.update(task, completed=done, total=total, description=page_id)

        try:
            outcome = reread(chosen, store, workers, config.indicators, progress)
        except KeyboardInterrupt:
            raise MonitorError("Interrupted; run it again to go on where it was.") from None
    for one in outcome.failed:
        told = (
            f"{one.page.id}: left as it was, for its version of {one.started_at:%Y-%m-%d %H:%M} UTC cannot be read now"
        )
        click.echo(visible(f"{told} ({one.reason}: {one.detail})"), err=True)
    click.echo(
        f"{outcome.versions} snapshots of {outcome.pages + len(outcome.failed)} pages read again; "
        f"{outcome.differing} of them differ, which is the engine's doing."
    )
    sys.exit(1 if outcome.failed else 0)
