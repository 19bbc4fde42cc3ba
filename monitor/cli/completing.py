"""What a shell completes: the words of commands, by an outline of them, and the pages and tags of the home.

The outline (`outline.json`, made by `make docs`) says what the commands say of themselves, so that a shell that asks
for the options of one need not import it and all that it works with: that takes a second, and the outline a twentieth.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.shell_completion import CompletionItem

from monitor.cli.home import home_of
from monitor.errors import ConfigError, MonitorError

if TYPE_CHECKING:
    from monitor.config import Config

OUTLINE = Path(__file__).with_name("outline.json")
READ_WHOLE = 256 * 1024  # bytes of YAML: some half second; beyond, the ledger is asked what pages are called
MOST = 1_000  # names that are offered at once


class Outlined(click.Group):
    """A group of outlined commands, in the order of the program."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order of the outline."""
        return list(self.commands)


def complete(args: Sequence[str] | None) -> NoReturn:
    """Answer the shell that asks what completes a line, and exit; what keeps us from answering is not for a prompt."""
    with suppress(MonitorError, OSError):
        outlined().main(args, prog_name="monitor")
    sys.exit()


def outlined() -> click.Command:
    """Return the program as its outline has it: it completes what the program would, and runs nothing."""
    return _command(json.loads(OUTLINE.read_text(encoding="utf-8")))


def complete_pages(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids of pages that begin with *incomplete*, for a shell."""
    home = _home(ctx)
    if _is_read_whole(home):
        return [page.id for page in _config(home).pages if page.id.startswith(incomplete)]
    from monitor.home_ledger import open_store

    with open_store(home) as store:
        return store.ids_that_begin(incomplete, MOST)


def complete_tags(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the tags that begin with *incomplete*, for a shell."""
    home = _home(ctx)
    if _is_read_whole(home):
        tags = {tag for page in _config(home).pages for tag in page.tags}
    else:
        from monitor.home_ledger import open_store

        with open_store(home) as store:
            tags = store.tags_followed()
    return sorted(tag for tag in tags if tag.startswith(incomplete))


def complete_files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell, which completes the names of files."""
    return [CompletionItem(incomplete, type="file")]


def complete_folders(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell, which completes the names of folders."""
    return [CompletionItem(incomplete, type="dir")]


COMPLETERS = {"pages": complete_pages, "tags": complete_tags, "files": complete_files, "folders": complete_folders}
"""What completes the value of a parameter, by the name that the outline gives it."""


def _command(told: dict[str, Any]) -> click.Command:
    parameters = [_parameter(one) for one in told["parameters"]]
    if "commands" in told:
        below = {one["name"]: _command(one) for one in told["commands"]}
        return Outlined(told["name"], commands=below, params=parameters, short_help=told["help"])
    return click.Command(told["name"], params=parameters, short_help=told["help"])


def _parameter(told: dict[str, Any]) -> click.Parameter:
    kept: dict[str, Any] = {
        "type": click.Choice(told["choices"]) if told["choices"] else None,
        "shell_complete": COMPLETERS.get(told["completes"]),
    }
    if "names" not in told:
        return click.Argument([told["name"]], nargs=told["takes"], required=False, **kept)
    if told["is_flag"]:
        return click.Option(told["names"], is_flag=True, help=told["help"])
    several = told["is_given_often"]
    return click.Option(
        told["names"], multiple=several, nargs=told["takes"], envvar=told["variable"], help=told["help"], **kept
    )


def _home(ctx: click.Context) -> Path:
    """Return the home that the words so far mean: a shell that completes runs no command, which would say so."""
    root = ctx.find_root()
    root.obj = root.params.get("home")
    return home_of(ctx)


def _is_read_whole(home: Path) -> bool:
    """Return whether the configuration of *home* is small enough to be read while a person waits."""
    return sum(path.stat().st_size for path in (home / "config").rglob("*.yaml")) <= READ_WHOLE


def _config(home: Path) -> Config:
    """Return the configuration of *home* with what its sources have found; the last good one while it has mistakes."""
    from monitor.cli.home import followed
    from monitor.config import last_good, load
    from monitor.store import FOLDER

    try:
        return followed(load(home, os.environ))
    except ConfigError:
        before = last_good(home, home / FOLDER, os.environ, fetching=False)
        if before is None:
            raise
        return followed(before)
