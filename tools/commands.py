"""Write docs/commands.md, the reference of the command line, from the commands themselves.

python tools/commands.py            writes it; `make docs` does
tests/docs/test_docs_made.py            fails when it is not what the commands say
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

from monitor.cli import COMMANDS, SUMMARIES
from monitor.cli import monitor as program

MADE = Path(__file__).parents[1] / "docs" / "commands.md"
BEGINS = """# Commands

Made from the commands themselves by `make docs`; `monitor COMMAND --help` says the same. What the exit statuses mean
stands in [operations](operations.md#exit-statuses).

"""


def reference() -> str:
    """Return the whole reference as Markdown."""
    with click.Context(program, info_name="monitor", **program.context_settings) as context:
        listed = [f"- [`monitor {name}`](#monitor-{name}): {SUMMARIES[name]}" for name in COMMANDS]
        parts = ["\n".join(listed), *_section("monitor", program, context)]
        for name in COMMANDS:
            command = program.get_command(context, name)
            assert command is not None
            parts += _section(f"monitor {name}", command, context)
    return BEGINS + "\n\n".join(parts) + "\n"


def _section(called: str, command: click.Command, above: click.Context) -> Iterator[str]:
    """Yield the paragraphs of a command, and those of the commands below it."""
    context = click.Context(command, info_name=called.rsplit(" ", maxsplit=1)[-1], parent=above)
    yield f"{'###' if called.count(' ') > 1 else '##'} {called}"
    yield from _paragraphs(command.help or "")
    arguments = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    yield f"```text\n{called} [OPTIONS] {arguments}".rstrip() + "\n```"
    if rows := list(_options(command, context)):
        yield "\n".join(["| option | what it does |", "|---|---|", *rows])
    if command.epilog:
        yield _code(command.epilog)
    if isinstance(command, click.Group) and command is not program:
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _section(f"{called} {name}", below, context)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in inspect.cleandoc(text).replace("\b\n", "").split("\n\n"):
        yield _code(paragraph)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield a row an option; `--help`, which all have, is left out."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None and "--help" not in parameter.opts:
            yield "| " + " | ".join([f"`{_cell(record[0])}`", _cell(_code(record[1]))]) + " |"


def _code(text: str) -> str:
    """Return *text* on one line, with nothing in it that Markdown would take for a tag."""
    return " ".join(text.split()).replace("<", "&lt;")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    MADE.write_text(reference(), encoding="utf-8")
