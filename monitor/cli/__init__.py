"""The command line: `monitor VERB`. Each command's module is imported only when that command runs."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence

import click

from monitor import __version__
from monitor.cli.allocator import return_large_blocks
from monitor.cli.modes import owner_alone
from monitor.cli.verbosity import verbosity
from monitor.errors import ConfigError, MonitorError, StoreError
from monitor.lasting import imported_for_good, look_seldom_for_garbage

COMMANDS = {
    "init": "monitor.cli.pages:init",
    "discover": "monitor.cli.discovering:discover_command",
    "add": "monitor.cli.adding:add",
    "set": "monitor.cli.setting:set_command",
    "edit": "monitor.cli.setting:edit",
    "remove": "monitor.cli.pages:remove",
    "enable": "monitor.cli.pages:enable",
    "disable": "monitor.cli.pages:disable",
    "pause": "monitor.cli.pausing:pause",
    "resume": "monitor.cli.pausing:resume",
    "list": "monitor.cli.pages:list_pages",
    "config": "monitor.cli.pages:config_group",
    "check": "monitor.cli.checking:check_command",
    "run": "monitor.cli.running:run",
    "web": "monitor.cli.web_serving:web_group",
    "accept": "monitor.cli.running:accept",
    "notify": "monitor.cli.notifying:notify_group",
    "reread": "monitor.cli.running:reread_command",
    "verify": "monitor.cli.keeping:verify",
    "backup": "monitor.cli.keeping:backup",
    "restore": "monitor.cli.keeping:restore",
    "prune": "monitor.cli.pruning:prune",
    "doctor": "monitor.cli.doctoring:doctor",
    "demo": "monitor.cli.demo:demo_command",
    "status": "monitor.cli.status:status",
    "report": "monitor.cli.reporting_changes:report",
    "figures": "monitor.cli.stated_figures:figures",
    "history": "monitor.cli.stated_figures:history",
    "diff": "monitor.cli.diffing:diff",
    "review": "monitor.cli.reviewing:review_group",
    "series": "monitor.cli.series:series_group",
    "indicators": "monitor.cli.indicator_table:indicators",
    "evidence": "monitor.cli.evidence_pack:evidence",
    "export": "monitor.cli.exporting:export",
    "explain": "monitor.cli.explain_files:explain",
    "compare": "monitor.cli.explain_files:compare",
    "languages": "monitor.cli.languages:languages",
}
"""Every verb and where it lives; the short help stands in SUMMARIES so that `monitor --help` imports none of them."""

SUMMARIES = {
    "init": "Make a home: a folder with config/ and snapshots/.",
    "discover": "Look for the feeds, lists, sitemaps and documents that a page offers.",
    "add": "Fetch a page, show what would be followed, and add it to the configuration.",
    "set": "Change keys of pages, or of the whole configuration.",
    "edit": "Open a configuration file in your editor, and check it afterwards.",
    "remove": "Take a page out of the configuration; its history stays.",
    "enable": "Check a page again.",
    "disable": "Stop checking a page, and keep it in the configuration.",
    "pause": "Leave pages alone for a while.",
    "resume": "Check pages again that are paused.",
    "list": "List the configured pages.",
    "config": "Check the configuration, tell where it is, write its JSON Schema.",
    "check": "Check pages now, once.",
    "run": "Check pages when they are due, as a service.",
    "web": "Serve the review page, and say who may use it.",
    "accept": "Vouch for a suspect page: believe the answer that was kept.",
    "notify": "See what is owed to your channels, and try them out.",
    "reread": "Derive everything again from the snapshots, with today's engine.",
    "verify": "Look whether everything is there and as it was recorded; repair it.",
    "backup": "Copy the whole home, while the service runs.",
    "restore": "Make a home from a backup.",
    "prune": "Remove old snapshots that prove nothing, where `keep` asks for it.",
    "doctor": "Look over the machine, the home and the service; say what is wrong, and what to do.",
    "demo": "See it work, against a small site of its own.",
    "status": "Tell how each page is doing.",
    "report": "Tell which figures changed.",
    "figures": "Print the figures that pages state now.",
    "history": "Print every value that a page's figures have had.",
    "diff": "Show what changed on a page, figures and text, between two snapshots.",
    "review": "Judge findings: confirm or dismiss them, note them, and take back what was said.",
    "series": "Say which figures are one and which are two; name them, or hear no more of them.",
    "indicators": "Show what all pages say of the things you have named, and who disagrees.",
    "evidence": "Hand over a finding with all that proves it, to be checked without us.",
    "export": "Write figures, changes, histories or your corrections as CSV or JSON.",
    "explain": "Print every number of a document and what was made of it.",
    "compare": "Compare saved copies of a page, one with the next.",
    "languages": "Tell which languages are read in full, and what each still lacks.",
}

COMPLETE = "_MONITOR_COMPLETE"  # the variable by which a shell asks what completes a line

UNWRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""Errors, of no file by its name, that say that stdout leads to a disk which takes no more."""


class Verbs(click.Group):
    """A group that knows its commands' names and summaries without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the verbs in the order of a user's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of *cmd_name* and return its command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        if module not in sys.modules:
            with imported_for_good():
                importlib.import_module(module)
        command = getattr(sys.modules[module], name)
        assert isinstance(command, click.Command)  # noqa: S101 (for mypy; tests import every verb)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest verb when one is mistyped."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Print the summaries, importing nothing."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example:  monitor init && monitor add https://www.gov.uk/some-statement && monitor run",
)
@click.version_option(__version__, prog_name="monitor")
@click.option(
    "--home",
    type=click.Path(file_okay=False),
    envvar="MONITOR_HOME",
    help="The folder of config/ and snapshots/ (default: this folder if it has a config/, else your data folder).",
)
@verbosity
@click.pass_context
def monitor(ctx: click.Context, home: str | None) -> None:
    """Follows the figures that public pages state, and says when one changes."""
    ctx.obj = home


def exit_code(error: MonitorError) -> int:
    """Return the exit status that docs/operations.md gives *error*."""
    if isinstance(error, ConfigError):
        return 3
    if isinstance(error, StoreError):
        return {"in_use": 6, "unknown": 1, "removed": 1}.get(error.reason, 5)
    return 1


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    if COMPLETE in os.environ:
        from monitor.cli.completing import complete

        complete(args)
    return_large_blocks()
    look_seldom_for_garbage()
    try:
        with owner_alone():
            monitor.main(args=args, prog_name="monitor", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(130)
    except MonitorError as error:
        if os.environ.get("MONITOR_DEBUG"):
            raise
        from monitor.model.sanitize import visible_lines

        click.echo(visible_lines(f"monitor: {error}"), err=True)
        sys.exit(exit_code(error))
    except OSError as error:
        if error.filename is not None or error.errno not in UNWRITTEN:
            raise
        _give_up_printing()
        click.echo(f"monitor: what is printed cannot be written: {error.strerror}.", err=True)
        sys.exit(1)


def _give_up_printing() -> None:
    """Have what stdout still holds go nowhere: Python would fail on it once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
