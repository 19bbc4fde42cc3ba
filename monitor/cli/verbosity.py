"""How much commands say of what they do (-v and -q, before the verb or after it), and in which form.

The main group has these options: what this imports, `monitor --help` waits for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from monitor.cli.log import Log
    from monitor.model.log_events import Level

FORMATS = ("console", "json")
_KEY = "monitor.verbosity"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def verbosity(command: Decorated) -> Decorated:
    """Give *command* the options -v and -q; the last that is given holds, wherever it stands."""
    quiet = click.option("-q", "--quiet", help="Say only what goes wrong (check, run, web).", **_flag("warning"))
    verbose = click.option("-v", "--verbose", help="Say more on stderr (check, run, web).", **_flag("debug"))
    return verbose(quiet(command))


def _flag(level: Level) -> dict[str, Any]:
    def note(ctx: click.Context, _option: click.Parameter, is_given: bool) -> None:
        if is_given:
            ctx.meta[_KEY] = level

    return {"is_flag": True, "expose_value": False, "callback": note}


def log_format(command: Decorated) -> Decorated:
    """Give *command* the option --log-format."""
    return click.option(
        "--log-format",
        "form",
        type=click.Choice(FORMATS),
        default=FORMATS[0],
        envvar="MONITOR_LOG_FORMAT",
        help="Lines for people, or JSON objects, one a line (default: console).",
    )(command)


def least_of(ctx: click.Context) -> Level:
    """Return how much an event must matter to be told."""
    level: Level = ctx.meta.get(_KEY, "info")
    return level


def log_of(ctx: click.Context, form: str = FORMATS[0]) -> Log:
    """Return the log of a command, in its form."""
    from monitor.cli.log import Log, Style, is_journal

    style = Style(form=form, least=least_of(ctx), for_journal=is_journal(os.environ))
    return Log(lambda: datetime.now(UTC), style)
