"""The verbs that make a home and edit its configuration."""

from __future__ import annotations

import contextlib
import json
import sys
from calendar import day_abbr
from functools import partial
from pathlib import Path
from typing import Any

import click

from monitor import config
from monitor.cli.choosing import Choice, beneath, known, pages_chosen
from monitor.cli.completing import complete_pages
from monitor.cli.config_explaining import explain_page
from monitor.cli.home import config_of, home_of, listed_config_of, note_contact, readable_config_of
from monitor.errors import ConfigError, MonitorError, Problem, StoreError
from monitor.model import Page, timetables
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms


@click.command(epilog="Example:  monitor init ~/monitor && monitor --home ~/monitor add https://www.gov.uk/some-page")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def init(ctx: click.Context, folder: Path | None) -> None:
    """Make a home in FOLDER (default: --home, else this folder): config/ with examples, and snapshots/.

    What is there already stays as it is.
    """
    from monitor.home_ledger import address_of, archive_of, open_store
    from monitor.store import Store

    home = folder.absolute() if folder else Path(ctx.find_root().obj or Path.cwd()).absolute()
    for name, text in config.starter().items():
        path = home / name
        if path.exists():
            click.echo(f"kept     {path}")
            continue
        _write(path, text)
    address = address_of(home)
    ledger = address or home / "snapshots" / "monitor.db"
    try:
        open_store(home).close()
        click.echo(f"kept     {ledger}")
    except StoreError as error:
        if error.reason != "missing":
            raise
        Store.create(home, address, archive_of(home)).close()
        click.echo(f"written  {ledger}")
    option = "" if home == Path.cwd() else f" --home {home}"
    click.echo(f"\nNext: monitor{option} add URL, then: monitor{option} run")
    click.echo(f"In a browser, pages are added and findings judged: monitor{option} web")
    click.echo(f"Who is told, by mail, chat, webhook or feed: monitor{option} edit monitor")
    with contextlib.suppress(ConfigError):  # a home that was there already; `config check` tells
        note_contact(config_of(home, warn=False), f"monitor{option}")


@click.command(epilog="Example:  monitor remove calais-blog")
@pages_chosen(required=True)
@click.pass_context
def remove(ctx: click.Context, choice: Choice) -> None:
    """Take pages out of the files in which they stand. Their snapshots and history stay."""
    home = home_of(ctx)
    current = listed_config_of(home)
    by_file, edits = current.by_file(choice.ids(current)), config.Edits(home)
    for path, names in by_file.items():
        edits.change(path, partial(_without, names, path))
    edits.write()
    for path, names in by_file.items():
        for name in names:
            click.echo(f"Removed {name} from {path}; its history stays in snapshots/.")


def _without(names: list[str], path: Path, text: str) -> str:
    return config.remove(text, *names, file=path)


@click.command(epilog="Example:  monitor enable calais-blog")
@pages_chosen(required=True)
@click.pass_context
def enable(ctx: click.Context, choice: Choice) -> None:
    """Check pages again that were disabled."""
    _switch(ctx, choice, enabled=True)


@click.command(epilog="Example:  monitor disable calais-blog")
@pages_chosen(required=True)
@click.pass_context
def disable(ctx: click.Context, choice: Choice) -> None:
    """Stop checking pages, and keep them in the configuration."""
    _switch(ctx, choice, enabled=False)


def _switch(ctx: click.Context, choice: Choice, *, enabled: bool) -> None:
    home = home_of(ctx)
    current = listed_config_of(home)
    chosen, edits = choice.pages(current), config.Edits(home)
    off = [page.id for page in chosen if not page.enabled]
    names = [page.id for page in chosen]
    for path, here in current.by_file(names).items():
        edits.change(path, partial(_switched, here, path, off, enabled))
    edits.write()
    for name in names:
        click.echo(f"{name} is {'enabled' if enabled else 'disabled'}.")


def _switched(names: list[str], path: Path, off: list[str], enabled: bool, text: str) -> str:
    return config.set_enabled(text, names, enabled, file=path, off=off)


@click.command("list", epilog="Examples:  monitor list --json  |  monitor list --tag france")
@pages_chosen()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.pass_context
def list_pages(ctx: click.Context, choice: Choice, *, as_json: bool) -> None:
    """List the pages that are followed, with what is unusual about each; those that a source has found under it."""
    pages = choice.pages(readable_config_of(home_of(ctx)))
    if as_json:
        for page in pages:
            click.echo(json_forms.line(_as_json(page)))
        return
    names = {page.id: beneath(page.id, page.found_by) for page in pages}
    width = max(map(len, names.values()), default=0)
    for page in pages:
        marks = " ".join(f"[{mark}]" for mark in _marks(page))
        click.echo(visible(f"{names[page.id]:<{width}}  {page.schedule:<9}  {page.url}  {marks}").rstrip())
    if not pages:
        click.echo("No page is configured. Add one with: monitor add URL", err=True)


def _marks(page: Page) -> list[str]:
    marks = [] if page.enabled else ["disabled"]
    marks += ["ignores robots.txt"] if page.ignore_robots else []
    marks += ["may be on a private network"] if page.allow_private else []
    marks += [f"follows its {page.source.kind}"] if page.source else []
    marks += ["loaded in a browser"] if page.render else []
    return [*marks, *page.tags]


def _interval(page: Page) -> str:
    seconds = int(page.every.total_seconds())
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _as_json(page: Page) -> dict[str, Any]:
    return {
        "id": page.id,
        "url": page.url,
        "found_by": page.found_by,
        "follow": page.source.kind if page.source else None,
        "every": _interval(page),
        "schedule": page.schedule,
        "cron": list(map(str, page.timetable.cron)),
        "hours": list(map(timetables.hours_said, page.timetable.hours)),
        "days": [day_abbr[day] for day in page.timetable.days],
        "time_zone": page.timetable.time_zone,
        "tags": list(page.tags),
        "enabled": page.enabled,
        "select": page.select,
        "ignore": list(page.ignore),
        "must_contain": page.must_contain,
        "only": list(page.only),
        "language": page.language,
        "speaker": page.speaker,
        "allow_private": page.allow_private,
        "ignore_robots": page.ignore_robots,
        "conditional": page.conditional,
        "render": page.render,
        "note": page.note,
    }


@click.group("config", epilog="Example:  monitor config check")
def config_group() -> None:
    """Check the configuration, tell where it is, write its JSON Schema."""


config_group.add_command(explain_page)


@config_group.command(
    "check",
    short_help="List every mistake in the configuration.",
    epilog="Example:  monitor config check && systemctl reload monitor",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with every problem.")
@click.pass_context
def config_check(ctx: click.Context, *, as_json: bool) -> None:
    """Read the configuration and list every problem in it, each with its file and line (exit status 3)."""
    try:
        found = config_of(home_of(ctx), warn=not as_json)
    except ConfigError as error:
        if not as_json:
            raise
        click.echo(json_forms.line(_mistaken(error)))
        sys.exit(3)
    if as_json:
        click.echo(json_forms.line(_valid(found)))
        return
    on = sum(page.enabled for page in found.pages)
    named = counted(len(found.indicators), "indicator")
    click.echo(f"The configuration is valid: {counted(len(found.pages), 'page')} ({on} enabled), {named}.")


def _valid(found: config.Config) -> json_forms.Object:
    """Return what is in a configuration without mistakes, as JSON."""
    return {
        "valid": True,
        "problems": [],
        "warnings": [_problem(one) for one in found.warnings],
        "pages": len(found.pages),
        "enabled": sum(page.enabled for page in found.pages),
        "indicators": len(found.indicators),
    }


def _mistaken(error: ConfigError) -> json_forms.Object:
    """Return what is wrong in a configuration, as JSON; how much is in it cannot be told."""
    problems = [_problem(one) for one in error.problems]
    return {"valid": False, "problems": problems, "warnings": [], **dict.fromkeys(("pages", "enabled", "indicators"))}


def _problem(one: Problem) -> json_forms.Object:
    return {"file": str(one.file), "line": one.line, "message": one.message}


@config_group.command(
    "path",
    short_help="Print where the file of pages is, or that of a page.",
    epilog="Examples:  $EDITOR $(monitor config path)  |  monitor config path calais-blog",
)
@click.argument("page", required=False, shell_complete=complete_pages)
@click.pass_context
def config_path(ctx: click.Context, page: str | None) -> None:
    """Print where pages.yaml is, or the file in which PAGE stands."""
    home = home_of(ctx)
    if page is None:
        click.echo(config.paths(home)[0])
        return
    current = readable_config_of(home, warn=False)
    (name,) = known(current, (page,))
    path = current.file_of(name)
    if path is None:
        raise click.UsageError(f"{name} was found by a source, and stands in no file.")
    click.echo(path)


@config_group.command(
    "schema",
    short_help="Print or write the JSON Schemas, for editors.",
    epilog="Example:  monitor config schema --write",
)
@click.option("--write", is_flag=True, help="Write the schemas where the configuration's first lines name them.")
@click.pass_context
def config_schema(ctx: click.Context, *, write: bool) -> None:
    """Print the JSON Schemas of the configuration files, for editors that complete and check."""
    if not write:
        click.echo(json.dumps(config.schema(), indent=2, ensure_ascii=False))
        return
    home = home_of(ctx)
    for name, text in config.schema_files().items():
        _write(home / name, text)


def _write(path: Path, text: str) -> None:
    """Write a file of a home, in a folder that may not be there yet.

    Raises:
        MonitorError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        said = f"{path} cannot be written: {error.strerror}. Name another folder, or give this user the right to write."
        raise MonitorError(said) from error
    click.echo(f"written  {path}")
