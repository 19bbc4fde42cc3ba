"""The verbs that make a home and edit its configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from monitor import config
from monitor.cli.home import config_of, home_of, known, readable_config_of
from monitor.errors import ConfigError, MonitorError, Problem, StoreError
from monitor.model import Page
from monitor.model.addresses import parse
from monitor.model.sanitize import visible
from monitor.report import values


@click.command(epilog="Example:  monitor init ~/monitor && monitor --home ~/monitor add https://www.gov.uk/some-page")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def init(ctx: click.Context, folder: Path | None) -> None:
    """Make a home in FOLDER (default: --home, else this folder): config/ with examples, and snapshots/.

    What is there already stays as it is.
    """
    from monitor.store import Store

    home = folder.absolute() if folder else Path(ctx.find_root().obj or Path.cwd()).absolute()
    for name, text in config.starter().items():
        path = home / name
        if path.exists():
            click.echo(f"kept     {path}")
            continue
        _write(path, text)
    try:
        Store.open(home).close()
        click.echo(f"kept     {home / 'snapshots' / 'monitor.db'}")
    except StoreError as error:
        if error.reason != "missing":
            raise
        Store.create(home).close()
        click.echo(f"written  {home / 'snapshots' / 'monitor.db'}")
    option = "" if home == Path.cwd() else f" --home {home}"
    click.echo(f"\nNext: monitor{option} add URL, then: monitor{option} run")


@click.command(
    epilog="Examples:  monitor add https://www.gov.uk/some-statement --every 3h  |  monitor add --from addresses.txt"
)
@click.argument("urls", nargs=-1, metavar="URL...")
@click.option("--from", "listed", type=click.File(encoding="utf-8"), help="Read addresses, one a line; - is stdin.")
@click.option("--id", "page_id", help="What the page is called (one address only); by default made from the address.")
@click.option("--every", metavar="TIME", help="How often it is checked: 30m, 6h, 1d.")
@click.option("--select", metavar="CSS", help="Read only the elements that match.")
@click.option("--ignore", metavar="CSS", multiple=True, help="Leave these elements out; may be given several times.")
@click.option("--tag", "tags", multiple=True, help="A word to gather pages by; may be given several times.")
@click.option("--speaker", help="Who states the figures that nobody else is said to state.")
@click.option("--note", help="A note for people.")
@click.option("--allow-private", is_flag=True, help="The page's own host may be on this machine or network.")
@click.option("--anyway", is_flag=True, help="Add a page even if it cannot be read now, or states no figure.")
@click.pass_context
def add(
    ctx: click.Context, /, urls: tuple[str, ...], listed: Iterable[str] | None, page_id: str | None, **options: Any
) -> None:
    """Fetch each page, show what would be followed on it, and add it to config/pages.yaml.

    Every other byte of the file stays as it was. A page that cannot be read is not added (exit status 1); the others
    are.
    """
    from monitor.cli.preview import look, show

    anyway = options.pop("anyway")
    home = home_of(ctx)
    current = config_of(home, warn=False)
    addresses = [*urls, *_addresses(listed)]
    if not addresses:
        raise click.UsageError("Name the address of a page, or a file of addresses: monitor add --from FILE")
    if page_id and len(addresses) > 1:
        raise click.UsageError("--id names one page; give one address with it.")
    if len(addresses) > 1:
        click.echo(f"Looking at {len(addresses)} pages ...", err=True)
    entries, faults = _entries(addresses, page_id, options, {page.id for page in current.pages})
    pages = [_page(entry) for entry in entries]
    for entry, seen in zip(entries, look(pages, current.limits, current.user_agent), strict=True):
        page = seen.page
        title = seen.examined.reading.text.title if seen.examined and seen.examined.reading else ""
        if not page_id and title:
            taken = {other.id for other in current.pages} | {str(one["id"]) for one in entries if one is not entry}
            entry["id"] = config.slug(page.url, title, taken)
        show(seen, replace(page, id=str(entry["id"])))
        faults += _added(home, entry, fault=None if anyway else seen.fault)
    sys.exit(1 if faults else 0)


def _addresses(listed: Iterable[str] | None) -> list[str]:
    """Return the addresses of a list: one a line, empty lines and those that begin with # left out."""
    lines = (line.strip().lstrip("\ufeff") for line in listed or ())
    return [line.split()[0] for line in lines if line and not line.startswith("#")]


def _entries(
    addresses: list[str], page_id: str | None, options: dict[str, Any], taken: set[str]
) -> tuple[list[dict[str, Any]], int]:
    """Return an entry of pages.yaml for each usable address, and how many are not usable."""
    entries, faults = [], 0
    for address in dict.fromkeys(addresses):
        try:
            url = parse(address if "://" in address else f"https://{address}").url
        except ValueError as error:
            click.echo(visible(f"monitor: {address}: {error}"), err=True)
            faults += 1
            continue
        name = page_id or config.slug(url, "", taken)
        taken = taken | {name}
        given = {key: list(value) if isinstance(value, tuple) else value for key, value in options.items() if value}
        entries.append({"id": name, "url": url, **given})
    return entries, faults


def _page(entry: dict[str, Any]) -> Page:
    return Page(
        id=entry["id"],
        url=entry["url"],
        select=entry.get("select"),
        ignore=tuple(entry.get("ignore", ())),
        allow_private=bool(entry.get("allow_private")),
    )


def _added(home: Path, entry: dict[str, Any], *, fault: str | None) -> int:
    """Write *entry* into pages.yaml unless there is a *fault*; return how many faults there were."""
    path = config.paths(home)[0]
    if fault is None:
        try:
            text = config.read(path)
            config.replace(path, config.add(text, entry), was=text)
        except ConfigError as error:
            click.echo(f"  Not added. {error}\n", err=True)
            return 1
        click.echo(f"  Added as {entry['id']} to {path}\n")
        return 0
    click.echo("  Not added. --anyway adds it nevertheless.\n", err=True)
    return 1


@click.command(epilog="Example:  monitor remove calais-blog")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.pass_context
def remove(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Take pages out of config/pages.yaml. Their snapshots and history stay."""
    home = home_of(ctx)
    path = config.paths(home)[0]
    for name in known(config_of(home, warn=False), pages):
        text = config.read(path)
        config.replace(path, config.remove(text, name), was=text)
        click.echo(f"Removed {name} from {path}; its history stays in snapshots/.")


@click.command(epilog="Example:  monitor enable calais-blog")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.pass_context
def enable(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Check pages again that were disabled."""
    _switch(ctx, pages, enabled=True)


@click.command(epilog="Example:  monitor disable calais-blog")
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.pass_context
def disable(ctx: click.Context, pages: tuple[str, ...]) -> None:
    """Stop checking pages, and keep them in the configuration."""
    _switch(ctx, pages, enabled=False)


def _switch(ctx: click.Context, pages: tuple[str, ...], *, enabled: bool) -> None:
    home = home_of(ctx)
    path = config.paths(home)[0]
    for name in known(config_of(home, warn=False), pages):
        text = config.read(path)
        edited = config.set_enabled(text, name, enabled)
        if edited != text:
            config.replace(path, edited, was=text)
        click.echo(f"{name} is {'enabled' if enabled else 'disabled'}.")


@click.command("list", epilog="Example:  monitor list --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, one a line.")
@click.pass_context
def list_pages(ctx: click.Context, *, as_json: bool) -> None:
    """List the configured pages, with what is unusual about each."""
    pages = readable_config_of(home_of(ctx)).pages
    if as_json:
        for page in pages:
            click.echo(values.line(_as_json(page)))
        return
    width = max((len(page.id) for page in pages), default=0)
    for page in pages:
        marks = " ".join(f"[{mark}]" for mark in _marks(page))
        click.echo(f"{page.id:<{width}}  every {_interval(page):<4}  {page.url}{'  ' + marks if marks else ''}")
    if not pages:
        click.echo("No page is configured. Add one with: monitor add URL", err=True)


def _marks(page: Page) -> list[str]:
    marks = [] if page.enabled else ["disabled"]
    marks += ["ignores robots.txt"] if page.ignore_robots else []
    marks += ["may be private"] if page.allow_private else []
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
        "every": _interval(page),
        "tags": list(page.tags),
        "enabled": page.enabled,
        "select": page.select,
        "ignore": list(page.ignore),
        "must_contain": page.must_contain,
        "language": page.language,
        "speaker": page.speaker,
        "allow_private": page.allow_private,
        "ignore_robots": page.ignore_robots,
        "conditional": page.conditional,
        "note": page.note,
    }


@click.group("config", epilog="Example:  monitor config check")
def config_group() -> None:
    """Check the configuration, tell where it is, write its JSON Schema."""


@config_group.command("check", epilog="Example:  monitor config check && systemctl reload monitor")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with every problem.")
@click.pass_context
def config_check(ctx: click.Context, *, as_json: bool) -> None:
    """Read the configuration and list every problem in it, each with its file and line (exit status 3)."""
    try:
        found = config_of(home_of(ctx), warn=not as_json)
    except ConfigError as error:
        if not as_json:
            raise
        click.echo(values.line(_mistaken(error)))
        sys.exit(3)
    if as_json:
        click.echo(values.line(_valid(found)))
        return
    on = sum(page.enabled for page in found.pages)
    click.echo(f"The configuration is valid: {len(found.pages)} pages ({on} enabled), {len(found.indicators)} named.")


def _valid(found: config.Config) -> values.Object:
    """Return what is in a configuration without mistakes, as JSON."""
    return {
        "valid": True,
        "problems": [],
        "warnings": [_problem(one) for one in found.warnings],
        "pages": len(found.pages),
        "enabled": sum(page.enabled for page in found.pages),
        "indicators": len(found.indicators),
    }


def _mistaken(error: ConfigError) -> values.Object:
    """Return what is wrong in a configuration, as JSON; how much is in it cannot be told."""
    problems = [_problem(one) for one in error.problems]
    return {"valid": False, "problems": problems, "warnings": [], **dict.fromkeys(("pages", "enabled", "indicators"))}


def _problem(one: Problem) -> values.Object:
    return {"file": str(one.file), "line": one.line, "message": one.message}


@config_group.command("path", epilog="Example:  $EDITOR $(monitor config path)")
@click.pass_context
def config_path(ctx: click.Context) -> None:
    """Print where the file of pages is."""
    click.echo(config.paths(home_of(ctx))[0])


@config_group.command("schema", epilog="Example:  monitor config schema --write")
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
