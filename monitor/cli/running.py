"""The verbs that work on every page for long: as a service, and over the whole past; and the user's word on one."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import click

from monitor import __version__
from monitor.cli import exit_code
from monitor.cli.check_lines import News
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.equipping import examiner_of, now, setup_of
from monitor.cli.home import config_of, home_of, readable_config_of
from monitor.cli.in_force import InForce, starting_config
from monitor.cli.keeping import bar, opened
from monitor.cli.log import Log
from monitor.cli.metrics_beside import measured_beside
from monitor.cli.modes import let_in
from monitor.cli.notifying import couriers_of, sending_of
from monitor.cli.pruning import Pruning
from monitor.cli.signals import heeded
from monitor.cli.timestamping import adopt, stamper_of
from monitor.cli.verbosity import log_format, log_of, verbosity
from monitor.cli.web_beside import served_beside
from monitor.config import Config, Parts
from monitor.disk_space import shortage
from monitor.errors import MonitorError, StoreError
from monitor.home_ledger import address_of, open_store, stayed
from monitor.ledger_patience import Patience
from monitor.model import CheckResult
from monitor.model.log_events import Level, Say
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report.page_health import Health, at_start
from monitor.store import Ledger, Scrub, Store
from monitor.watchdog import Watchdog

AT_HAND = (
    "monitor.compare", "monitor.gathering", "monitor.sources", "monitor.worker_pool", "monitor.report.atom",
    "cssselect", "deflate", "lxml.etree", "rapidfuzz.process", "rapidfuzz.distance", "apscheduler.triggers.cron",
)  # fmt: skip
"""What is imported where it is first needed: by checks that find something new, and by parts of a configuration."""

MOVED = "`{}` was changed, which holds from the next start of `monitor run`: until then all goes on where it lies now."


@click.command("run", epilog="Examples:  monitor run   (Ctrl-C ends it)  |  monitor run -v --log-format json")
@log_format
@verbosity
@click.pass_context
def run(ctx: click.Context, form: str) -> None:
    """Check the pages when they are due, until told to stop.

    Changed configuration files are read again by themselves, and at SIGHUP. What happens is told on stderr: changes and
    troubles; with -v every check, with -q troubles alone.
    """
    home = home_of(ctx)
    with log_of(ctx, form) as log, ending(log.say):
        _run(home, log)


def have_at_hand() -> None:
    """Import what is needed only for news, or to read another configuration.

    Until these come, the program may be replaced, or descriptors run out.
    """
    for name in AT_HAND:
        import_module(name)


def _run(home: Path, log: Log) -> None:
    have_at_hand()
    stop, reread = threading.Event(), threading.Event()
    with heeded(stop, reread), Watchdog(stop, log.say, os.environ) as watchdog:
        parts = Parts(home)
        config = starting_config(home, log.say, parts)
        log.hide(config.secrets)
        on = sum(page.enabled for page in config.pages)
        names = ", ".join(channel.name for channel in config.channels) or "nobody (monitor edit monitor)"
        log.say(f"Following {counted(on, 'page')} of {home}, telling {names}. Ctrl-C ends it.", version=__version__)
        serve(
            config, recorded=News(log.say), said=log.say, adopted=lambda config: log.hide(config.secrets),
            watchdog=watchdog, stop=stop, reread=reread, parts=parts,
        )  # fmt: skip
        log.say("Stopped.")


@contextmanager
def ending(say: Say) -> Iterator[None]:
    """Tell the log why the program ends, where nobody asked it to, and end it with the status for that."""
    try:
        yield
    except MonitorError as error:
        say(f"monitor: {error}", level="error", reason=getattr(error, "reason", None), status=exit_code(error))
        sys.exit(exit_code(error))
    except Exception as error:  # noqa: BLE001 (it ends, and says of what)
        say(f"monitor: ended by a defect of this program: {error!r}", level="error", status=1, exc_info=error)
        sys.exit(1)


def _opened(home: Path, stop: threading.Event) -> Store:
    """Return the store of *home*, opened for writing, once no other program holds the ledger."""
    patience = Patience()
    while True:
        try:
            return open_store(home, writer=True)
        except StoreError as error:
            patience.bear(error)
            if stop.is_set():
                raise


def serve(
    config: Config,
    *,
    recorded: Callable[[list[CheckResult]], None],
    said: Say,
    watchdog: Watchdog,
    stop: threading.Event,
    reread: threading.Event,
    adopted: Callable[[Config], None] = lambda _: None,
    parts: Parts | None = None,
) -> None:
    """Check the pages of *config* when they are due until *stop* is set.

    Args:
        config: to begin with; changed files are read again.
        recorded: called with results that have just been written.
        said: called with events for the log.
        watchdog: is told that the service lives.
        stop: ends it.
        reread: has the configuration read again.
        adopted: called with each configuration that is in force from now on.
        parts: what was parsed for *config*; None: whatever the disk has of it.
    """
    from monitor.ping import Switch
    from monitor.service import Hooks, Service

    parts = parts or Parts(config.home)
    with (
        stayed(config.home) as moved,
        measured_beside(config, watchdog, said) as measuring,
        _opened(config.home, stop) as store,
        setup_of(config, store, stop, measuring.timed, said) as setup,
    ):
        store.beat = watchdog.turns.beat
        in_force = InForce(parts, config.home, now, said, setup.adjust)
        switch = Switch(setup.fetcher, said)

        with (
            couriers_of(config, said, measuring.attempted) as couriers,
            stamper_of(config, now, said) as stamper,
            served_beside(config.home, said, parts) as web,
        ):
            watchdog.outbox = couriers.stuck

            def written(results: list[CheckResult]) -> None:
                couriers.wake()
                stamper.wake()
                measuring.recorded(results)
                recorded(results)

            def ticked() -> None:
                measuring.ticked()
                switch.ticked()

            first = iter((config,))

            def adopt_all(config: Config) -> None:
                if next(first, None) is not None:
                    said(_how_pages_are(store, config))
                for key in moved():
                    said(MOVED.format(key), level="warning")
                adopted(config)
                in_force.adopted(config)
                try:
                    let_in(config.group, store)
                except StoreError as error:
                    said(f"`group`: {error}", level="warning")
                switch.page = config.ping
                couriers.sending = sending_of(config)
                couriers.serve(config.channels)
                adopt(stamper, config)
                web.adopt(config.web)
                measuring.adopt(config)

            for line in opened(store):
                said(line, level="warning")
            hooks = Hooks(
                recorded=written, ticked=ticked, said=said, adopted=adopt_all, refused=in_force.refused
            )  # fmt: skip
            service = Service(config, in_force.read, store, setup, hooks, watchdog, reread)
            measuring.queues = service.queues
            pruning = Pruning(config.home, service.page, said, now)
            Scrub(
                store.folder, store.archive, said, now, stop, well=pruning.page, address=address_of(config.home)
            ).start()
            service.run()


def _how_pages_are(store: Ledger, config: Config) -> str:
    """Return how the pages of *config*, which is in force, are doing together."""
    tallies, short = store.tallies(now(), named=True), shortage(store.folder, config.disk_reserve)
    return at_start(Health(short.of_tallies(tallies) if short else tallies), now())


@click.command(epilog="Examples:  monitor accept calais-blog  |  monitor accept --tag calais")
@pages_chosen(required=True)
@click.pass_context
def accept(ctx: click.Context, choice: Choice) -> None:
    """Vouch for pages whose answers are doubted: the answer that was kept is believed, compared and told of.

    Nothing else is: a page that is named and well is refused (exit status 1), one that only has the tag is passed over;
    and what a page answers next is judged as ever. It also works while `monitor run` is running.
    """
    home = home_of(ctx)
    refused = believed = 0
    with open_store(home) as store:
        for name in choice.ids(readable_config_of(home, warn=False)):
            refusal = _refused(store, name)
            if refusal is None:
                believed += 1
                said = f"The doubted answer of {name} is believed. It is compared at the next check"
                click.echo(f"{said}: monitor check {name}")
            elif name in choice.names:
                refused += 1
                click.echo(f"monitor: {refusal}", err=True)
    if not believed and not refused:
        click.echo("No page with this tag is doubted.", err=True)
    sys.exit(1 if refused else 0)


def _refused(store: Ledger, name: str) -> StoreError | None:
    """Vouch for the doubted answer of page *name*; return why not, when it is not doubted."""
    try:
        store.accept(name, now())
    except StoreError as error:
        if error.reason != "unknown":
            raise
        return error
    return None


def _on_stderr(event: str, /, *, level: Level = "info", **_: object) -> None:
    """Tell on stderr what a command has to say meanwhile."""
    if level != "debug":
        click.echo(visible(event), err=True)


@click.command("reread", epilog="Examples:  monitor reread  |  monitor reread uk --tag france")
@pages_chosen()
@click.pass_context
def reread_command(ctx: click.Context, choice: Choice) -> None:
    """Derive everything again from the stored snapshots with today's engine.

    What differs is marked as the engine's doing and told to nobody; ids of series and your decisions stay. Interrupted,
    it goes on where it was.
    """
    from monitor.reread import reread

    home = home_of(ctx)
    config = config_of(home)
    chosen = choice.pages(config)
    with (
        open_store(home, writer=True) as store,
        examiner_of(config, _on_stderr) as workers,
        bar("reading again") as progress,
    ):
        try:
            outcome = reread(chosen, store, workers, config.indicators, progress, lambda: workers.width)
        except KeyboardInterrupt:
            raise MonitorError("Interrupted; run it again to go on where it was.") from None
    for one in outcome.failed:
        counts = (
            f"{one.page.id}: left as it was, for its version of {one.started_at:%Y-%m-%d %H:%M} UTC cannot be read now"
        )
        click.echo(visible(f"{counts} ({one.reason}: {one.detail})"), err=True)
    pages = counted(outcome.pages + len(outcome.failed), "page")
    click.echo(
        f"{counted(outcome.versions, 'snapshot')} of {pages} read again; "
        f"{counted(outcome.differing, 'of them differs', 'of them differ')}, which is the engine's doing."
    )
    sys.exit(1 if outcome.failed else 0)
