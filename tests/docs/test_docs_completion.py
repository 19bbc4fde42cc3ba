"""What shells complete by is what the commands say today; `make docs` makes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from test_docs_made import script

from monitor.cli import COMPLETE, completing
from monitor.cli import monitor as program


def test_the_outline_and_the_files_of_shells_are_made_anew() -> None:
    made: dict[Path, str] = script("completion").made()
    assert {path: path.read_text(encoding="utf-8") for path in made} == made, "run: make docs"


def test_the_outline_completes_the_options_and_values_that_the_commands_do() -> None:
    outlined = completing.outlined()
    for words in _commands(click.Context(program, info_name="monitor", **program.context_settings)):
        assert _options(outlined, words) == _options(program, words), words


FILES = [
    ("report --output ", "file"),
    ("restore --from ", "dir"),
    ("explain ", "file"),
    ("init ", "dir"),
    ("add --from ", "file"),
]


@pytest.mark.parametrize(("line", "kind"), FILES)
def test_files_and_folders_are_left_to_the_shell(line: str, kind: str) -> None:
    for command in (completing.outlined(), program):
        found = ShellComplete(command, {}, "monitor", COMPLETE).get_completions(line.split(), "x")
        assert [one.type for one in found] == [kind]


def _commands(context: click.Context) -> Iterator[list[str]]:
    """Yield the words that name each command of two words at most."""
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        yield [*context.command_path.split()[1:], name]
        below = group.get_command(context, name)
        if isinstance(below, click.Group):
            yield from _commands(click.Context(below, info_name=name, parent=context))


def _options(command: click.Command, words: list[str]) -> list[tuple[str, str | None]]:
    """Return the options that a shell is offered after *words*, with their help."""
    found = ShellComplete(command, {}, "monitor", COMPLETE).get_completions(words, "--")
    return [(one.value, one.help) for one in found]
