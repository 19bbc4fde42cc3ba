"""`monitor demo`: see it work, with nothing set up, against a small site of its own."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from monitor.model.log_events import Say


@click.command("demo", epilog="Example:  monitor demo --keep")
@click.option("--keep", is_flag=True, help="Go on serving and checking until Ctrl-C, with a review page.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, exists=True, writable=True, path_type=Path),
    default=Path(),
    show_default="this folder",
    help="The folder for the HTML report.",
)
def demo_command(*, keep: bool, output: Path) -> None:
    """See it work, against a small site of its own.

    Serves three pages, a feed and a list of PDF bulletins on this machine alone, follows them with the very service
    that `monitor run` starts while their figures change, and writes a report. Nothing else is left behind.
    """
    from monitor.cli.demo.run import demo
    from monitor.cli.home import config_of
    from monitor.cli.running import serve
    from monitor.cli.web_serving import invited
    from monitor.home_ledger import open_store
    from monitor.report import Report
    from monitor.report.terminal import terminal
    from monitor.reporting import report_of
    from monitor.store import Store
    from monitor.watchdog import Watchdog

    def run(home: Path, *, stop: threading.Event, said: Say, **options: Any) -> None:
        Store.create(home).close()
        with Watchdog(stop, said, {}) as watchdog:
            config = config_of(home, warn=False)
            serve(config, said=said, stop=stop, watchdog=watchdog, reread=threading.Event(), **options)

    def tell(home: Path) -> Report:
        with open_store(home) as store:
            return report_of(store, config_of(home, warn=False), now=datetime.now(UTC))

    def draw(report: Report) -> str:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        return terminal(report, width=shutil.get_terminal_size((100, 24)).columns, colour=colour)

    status = demo(
        keep=keep,
        out=output.resolve(),
        echo=click.echo,
        serve=run,
        tell=tell,
        invite=invited,
        now=lambda: datetime.now(UTC),
        draw=draw,
    )
    sys.exit(status)
