"""Write docs/man, the manual pages of the command line, from the commands themselves; the wheel installs them.

python tools/manual.py              writes them; `make docs` does
tests/docs/test_docs_manual.py          fails when they are not what the commands say
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click_man.man import ManPage

from monitor import __version__
from monitor.cli import SUMMARIES
from monitor.cli import monitor as program

ROOT = Path(__file__).parents[1]
MADE = ROOT / "docs" / "man"
AS_TYPED = ".nh\n.ad l"  # no hyphens at the ends of lines, where they would be read as part of a name; no gaps
STATUSES = re.compile(r"^\| (\d+) \| (.+) \|$", re.M)


def pages() -> dict[str, str]:
    """Return the text of each manual page by the name of its file."""
    context = click.Context(program, info_name="monitor", **program.context_settings)
    return {f"{_page_name(one)}.1": _page(one) for one in _commands(context)}


def main() -> None:
    """Write the pages, and remove those of commands that are gone."""
    MADE.mkdir(exist_ok=True)
    made = pages()
    for path in MADE.glob("*.1"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (MADE / name).write_text(text, encoding="utf-8")


def _commands(context: click.Context) -> Iterator[click.Context]:
    """Yield *context* and those of the commands below its own."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            below = context.command.get_command(context, name)
            assert below is not None
            if not below.hidden:
                yield from _commands(click.Context(below, info_name=name, parent=context))


def _page(context: click.Context) -> str:
    """Return a manual page: click-man's sections, then ours."""
    command = context.command
    page = ManPage(context.command_path)
    page.version = __version__
    page.date = ""  # a page that is made anew is the same, whatever day it is
    page.short_help = _text(_summary(context).rstrip("."))
    page.synopsis = " ".join(command.collect_usage_pieces(context))
    page.description = "\n\n".join(_text(one) for one in inspect.cleandoc(command.help or "").split("\n\n"))
    records = [one.get_help_record(context) for one in command.get_params(context) if isinstance(one, click.Option)]
    page.options = [(names, _text(told)) for names, told in filter(None, records)]
    title, _, rest = str(page).partition("\n")
    return "".join([f"{title}\n{AS_TYPED}\n{rest}", *_sections(context)])


def _sections(context: click.Context) -> Iterator[str]:
    """Yield the sections that click-man does not write, in the order that man-pages(7) asks for."""
    command, is_program = context.command, context.parent is None
    if isinstance(command, click.Group):
        below = [one for one in _commands(context) if one.parent is context]
        yield _section("COMMANDS", (_term(_page_name(one) + "(1)", _summary(one)) for one in below))
    if is_program:
        yield _section("EXIT STATUS", (_term(*row) for row in _statuses()))
        named = [one for one in command.params if isinstance(one, click.Option) and one.envvar]
        yield _section("ENVIRONMENT", (_term(str(one.envvar), one.help or "") for one in named))
    if command.epilog:
        examples = command.epilog.partition(":")[2].split("  |  ")
        yield _section("EXAMPLES", [".nf", *(_text(one) for one in examples), ".fi"])
    if not is_program:
        above = [one for one in (context.parent, context.find_root()) if one is not None]
        yield _section("SEE ALSO", [", ".join(dict.fromkeys(_bold(_page_name(one) + "(1)") for one in above))])


def _statuses() -> list[tuple[str, str]]:
    """Return each exit status with what it means, as operations has them."""
    document = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    return STATUSES.findall(document.partition("## Exit statuses")[2].partition("\n## ")[0])


def _section(name: str, lines: Iterable[str]) -> str:
    return "\n".join([f".SH {name}", *lines, ""])


def _term(name: str, told: str) -> str:
    return f".TP\n{_bold(name)}\n{_text(told)}"


def _bold(name: str) -> str:
    return rf"\fB{_text(name)}\fP"


def _text(text: str) -> str:
    """Return *text* as a line of running text: nothing in it is markup, but what stands in backquotes is bold."""
    line = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    line = re.sub(r"`([^`]+)`", r"\\fB\1\\fP", line)
    return rf"\&{line}" if line.startswith((".", "'")) else line


def _page_name(context: click.Context) -> str:
    return context.command_path.replace(" ", "-")


def _summary(context: click.Context) -> str:
    """Return what a command does, in a line."""
    if context.parent is None or context.parent.parent is not None:
        return context.command.get_short_help_str(limit=200)
    return SUMMARIES[context.command_path.rpartition(" ")[2]]


if __name__ == "__main__":
    main()
