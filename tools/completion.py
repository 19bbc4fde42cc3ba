"""Write what shells complete by: an outline of the commands, and the files that a shell loads.

python tools/completion.py          writes monitor/cli/outline.json and deploy/completion; `make docs` does
tests/docs/test_docs_made.py            fails when they are not what the commands say
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from monitor.cli import COMPLETE, SUMMARIES
from monitor.cli import monitor as program
from monitor.cli.completing import COMPLETERS, OUTLINE

SHELLS: dict[str, type[ShellComplete]] = {
    "monitor.bash": BashComplete,
    "_monitor": ZshComplete,
    "monitor.fish": FishComplete,
}
FOLDER = Path(__file__).parents[1] / "deploy" / "completion"
COMPLETED_BY = {function: name for name, function in COMPLETERS.items()}


def made() -> dict[Path, str]:
    """Return the text of each file."""
    files = {FOLDER / name: shell(program, {}, "monitor", COMPLETE).source() for name, shell in SHELLS.items()}
    context = click.Context(program, info_name="monitor", **program.context_settings)
    return {OUTLINE: json.dumps(outline(context), indent=1, ensure_ascii=False) + "\n", **files}


def outline(context: click.Context) -> dict[str, Any]:
    """Return what a command says of itself, as far as a shell completes it, with the commands below it."""
    command = context.command
    name = context.info_name or ""
    told: dict[str, Any] = {
        "name": name,
        "help": SUMMARIES.get(context.command_path.removeprefix("monitor "), command.get_short_help_str(limit=200)),
        "parameters": [_parameter(one) for one in command.get_params(context)],
    }
    if isinstance(command, click.Group):
        below = {name: command.get_command(context, name) for name in command.list_commands(context)}
        told["commands"] = [
            outline(click.Context(one, info_name=name, parent=context))
            for name, one in below.items()
            if one is not None
        ]
    return told


def _parameter(parameter: click.Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "takes": parameter.nargs,
        "choices": list(parameter.type.choices) if isinstance(parameter.type, click.Choice) else [],
        "completes": _completes(parameter),
    }
    if not isinstance(parameter, click.Option):
        return {"name": parameter.name, **told}
    opposites = "".join(f"/{name}" for name in parameter.secondary_opts)
    said = {"help": parameter.help or "", "is_flag": parameter.is_flag, "is_given_often": parameter.multiple}
    return {
        "names": [*parameter.opts[:-1], parameter.opts[-1] + opposites],
        **said,
        "variable": parameter.envvar,
        **told,
    }


def _completes(parameter: click.Parameter) -> str:
    """Return what of the home or of the disk completes *parameter*."""
    asked = COMPLETED_BY.get(parameter._custom_shell_complete)  # type: ignore[arg-type]  # noqa: SLF001 (told nowhere else)
    if asked is None and isinstance(parameter.type, click.File | click.Path):
        return "files" if getattr(parameter.type, "file_okay", True) else "folders"
    return asked or ""


if __name__ == "__main__":
    for path, text in made().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
