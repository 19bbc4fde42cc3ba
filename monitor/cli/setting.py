"""`monitor set` and `monitor edit`: the configuration is changed by command, and checked before it is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from monitor import config
from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import home_of, listed_config_of
from monitor.config import Changed, Config, Edits, Setting
from monitor.errors import ConfigError, MonitorError, Problem
from monitor.model.sanitize import visible
from monitor.notify import fault

NAMES = ("pages", "monitor", "indicators")
SECRET = frozenset({"ping.url"})  # who knows it can silence the alarm
INVALID = 3  # exit status, docs/operations.md


@click.command(
    "set",
    epilog="Examples:  monitor set uk every=3h tags+=health  |  monitor set --tag calais note=  |  "
    "monitor set contact=me@example.org",
)
@pages_chosen(besides=" KEY=VALUE...")
@click.option("--defaults", is_flag=True, help="Change what holds for every page that does not say otherwise.")
@click.pass_context
def set_command(ctx: click.Context, choice: Choice, *, defaults: bool) -> None:
    """Change keys of pages; with --defaults of `defaults`; with neither of config/monitor.yaml.

    `key=` takes a key out, `tags+=one,two` adds to a list, `tags-=one` takes from it, `limits.total=90s` is a key of a
    table. Nothing is written unless the whole is valid afterwards; every comment and every other line stays as it was.
    """
    home = home_of(ctx)
    settings, choice = _split(choice)
    current = listed_config_of(home)
    if defaults and not choice.is_all:
        raise click.UsageError("--defaults is for all pages: name none, and no tag.")
    pages, edits = choice.ids(current), Edits(home)
    try:
        if pages:
            lines = _set_pages(current, pages, settings, edits)
        else:
            lines = _set_all(home, settings, edits, defaults=defaults)
        edits.tried(os.environ, fault)
    except ConfigError as error:
        raise click.UsageError(_refusal(error)) from None
    edits.write()
    for line in lines:
        click.echo(visible(line))


def _split(choice: Choice) -> tuple[list[Setting], Choice]:
    """Return the settings that stand among the names of *choice*, and the choice without them.

    Raises:
        click.UsageError: there is none, or one is none.
    """
    words = [name for name in choice.names if "=" in name]
    if not words:
        raise click.UsageError("Say what to change: monitor set PAGE key=value; docs/configuration.md has the keys.")
    try:
        settings = [config.read_setting(word) for word in words]
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    return settings, replace(choice, names=tuple(name for name in choice.names if "=" not in name))


def _set_pages(current: Config, pages: Sequence[str], settings: Sequence[Setting], edits: Edits) -> list[str]:
    """Make *settings* for each of *pages*, in the files in which they stand; return a line for people of each."""
    done: dict[str, list[str]] = {page: [] for page in pages}
    first = config.paths(current.home)[0]
    shared = config.read(first) if first.exists() else ""
    for setting in _in_order(pages, settings):
        for path, names in current.by_file(pages).items():

            def edit(text: str, setting: Setting = setting, path: Path = path, names: list[str] = names) -> str:
                changes = config.set_pages(text, names, setting, file=path, shared=shared if path != first else "")
                for page, changed in zip(names, changes, strict=True):
                    done[page].append(_told(page, setting.key, changed))
                return changes[0].text

            edits.change(path, edit)
    return [line for lines in done.values() for line in lines]


def _in_order(pages: Sequence[str], settings: Sequence[Setting]) -> list[Setting]:
    """Return *settings* as they are to be made: a page that is renamed keeps its history, one that moves keeps its id.

    Raises:
        click.UsageError: several pages would have one id or address.
    """
    keys = {setting.key for setting in settings}
    if len(pages) > 1 and keys & {"id", "url", "was"}:
        raise click.UsageError("id, url and was are of one page; name one.")
    kept = []
    if "id" in keys and "was" not in keys:
        kept.append(Setting(key="was", sign="=", value=pages[0]))
    if "url" in keys and "id" not in keys:
        kept.append(Setting(key="id", sign="=", value=pages[0]))
    return [*kept, *sorted(settings, key=lambda setting: setting.key == "id")]


def _set_all(home: Path, settings: Sequence[Setting], edits: Edits, *, defaults: bool) -> list[str]:
    """Make *settings* for all pages, or in monitor.yaml; return a line for people of each."""
    done: list[str] = []
    pages, service, *_ = config.paths(home)

    def edit(text: str) -> str:
        for setting in settings:
            changed = (config.set_defaults if defaults else config.set_service)(text, setting)
            text = changed.text
            done.append(_told("defaults" if defaults else "monitor.yaml", setting.key, changed))
        return text

    edits.change(pages if defaults else service, edit)
    return done


def _told(name: str, key: str, changed: Changed) -> str:
    if key in SECRET:
        return f"{name}: {key} is {'set' if changed.after else 'not set'}"
    before, after = (_value(value) for value in (changed.before, changed.after))
    if before == after:
        return f"{name}: {key} = {after}, as it was" if after else f"{name}: {key} was not set"
    was = f" (was {before})" if before else ""
    return f"{name}: {key} = {after}{was}" if after else f"{name}: {key} is taken out{was}"


def _value(value: object) -> str:
    listed = [str(one) for one in value] if isinstance(value, list) else [str(value)] if value is not None else []
    return ", ".join(listed) or ("no value" if value == [] else "")


def _refusal(error: ConfigError) -> str:
    """Return every problem of what would have been written; its lines are no lines of the file as it is."""
    said = dict.fromkeys(problem.message for problem in error.problems)
    said_of_all = "; ".join(said)
    return visible(f"Nothing was written: {said_of_all}{'' if said_of_all.endswith('?') else '.'}")


@click.command(epilog="Examples:  monitor edit  |  EDITOR=nano monitor edit indicators")
@click.argument("name", default=NAMES[0])
@click.pass_context
def edit(ctx: click.Context, name: str) -> None:
    """Open a configuration file in $VISUAL or $EDITOR, and check it before it counts.

    NAME is pages (the default), monitor or indicators, pages/france for config/pages/france.yaml, or a page: then it is
    the file in which that stands.

    While it has mistakes they are listed, and you are asked whether to go on; the file stays as it was until there are
    none (exit status 3). What you wrote is kept for the next time.
    """
    home = home_of(ctx)
    path = _file(home, name)
    was = config.read(path)
    draft = path.with_name(f".{path.stem}.draft.yaml")  # beside it, where the schema is found that its first line names
    _begin(draft, path, was)
    opened = _stand(draft)
    while True:
        click.edit(filename=str(draft))
        text = config.read(draft)
        problems = _problems(home, path, text) if text != was else []
        mistakes = [problem for problem in problems if problem.file == path]
        for problem in problems:
            click.echo(visible(str(problem)), err=True)
        if not mistakes:
            break
        if not _goes_on():
            click.echo(f"{path} stays as it was. What you wrote is kept: monitor edit {name}", err=True)
            sys.exit(INVALID)
    if text != was and _stand(draft) == opened:
        click.echo(f"{path} stays as it was: you saved nothing. What you had not finished is kept: monitor edit {name}")
        return
    if text != was:
        config.replace(path, text, was=was)
    draft.unlink()
    click.echo(f"{path} is written." if text != was else f"{path} stays as it was.")


def _stand(draft: Path) -> tuple[str, int]:
    """Return what stands in the draft, and when that was saved, in nanoseconds."""
    return config.read(draft), draft.stat().st_mtime_ns


def _begin(draft: Path, path: Path, was: str) -> None:
    """Write the draft, or go on with one that was not finished."""
    if not draft.exists():
        try:
            draft.write_bytes(was.encode("utf-8"))
        except OSError as error:
            raise MonitorError(f"{draft} cannot be written: {error.strerror}.") from error
        return
    click.echo(f"This is what you had not finished; remove {draft} to begin anew.", err=True)
    if path.stat().st_mtime_ns > draft.stat().st_mtime_ns:
        click.echo(f"{path} has changed since: what you save takes its place.", err=True)


def _file(home: Path, name: str) -> Path:
    """Return the file that *name* means.

    Raises:
        click.UsageError: it means none.
    """
    paths = config.paths(home)
    there = {path.relative_to(paths[0].parent).with_suffix("").as_posix(): path for path in paths}
    if name in there:
        return there[name]
    try:
        found = listed_config_of(home).file_of(name)
    except ConfigError:  # where a page stands can be told only once that is mended
        found = None
    if found is None:
        raise click.UsageError(f"There is no file or page called '{name}'; the files are {', '.join(there)}.")
    return found


def _problems(home: Path, path: Path, text: str) -> list[Problem]:
    try:
        config.load_edited(home, {path: text}, os.environ, fault)
    except ConfigError as error:
        return error.problems
    return []


def _goes_on() -> bool:
    try:
        return click.confirm("Edit again?", default=True, err=True)
    except click.Abort:
        return False
