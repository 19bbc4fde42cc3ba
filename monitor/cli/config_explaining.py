"""`monitor config explain`: what holds for a page, who says so and where, and when it is checked next."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from monitor import config, schedule
from monitor.cli.choosing import known
from monitor.cli.completing import complete_pages
from monitor.cli.home import config_of, home_of
from monitor.config import Config, Origin
from monitor.errors import StoreError
from monitor.model import Among, Page
from monitor.model.sanitize import visible
from monitor.report import json_forms

TIMES = 5  # shown of those at which a page is checked next
_TO_THE_MINUTE, _TO_THE_SECOND = "%a %Y-%m-%d %H:%M %Z", "%a %Y-%m-%d %H:%M:%S %Z"


@click.command(
    "explain",
    short_help="Show where each key of a page comes from, and when it is checked.",
    epilog="Example:  monitor config explain calais-blog",
)
@click.argument("page", shell_complete=complete_pages)
@click.option("--all", "everything", is_flag=True, help="Show what the program itself says of the other keys, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def explain_page(ctx: click.Context, page: str, *, everything: bool, as_json: bool) -> None:
    """Show every key that holds for a page: its value, and the file and line that say so.

    A page's own entry goes before the groups of its tags, these before what holds for all pages of its file, and that
    before what holds for those of all files. Then its schedule is said, and the next times at which it is checked.
    """
    from monitor.cli.equipping import now

    home = home_of(ctx)
    current = config_of(home, warn=False)
    (name,) = known(current, (page,))
    meant = next(one for one in current.pages if one.id == name)
    found = _origins(current, meant, everything=everything)
    at = now()
    times = _times(current, meant, at)
    if as_json:
        click.echo(json_forms.line(_as_json(meant, found, times)))
        return
    for line in _told(home, meant, found, times, at):
        click.echo(visible(line))


def _origins(current: Config, page: Page, *, everything: bool) -> list[Origin]:
    """Return where the keys of *page* come from; what a source has found is as the source says."""
    listed = page.found_by or page.id
    file = current.file_of(listed)
    assert file is not None  # noqa: S101 (it is listed, or its source is)
    said = config.origins(current.home, file, listed)
    named = {one.key for one in said}
    return [*said, *(one for one in config.of_program(page) if everything and one.key not in named)]


def _times(current: Config, page: Page, now: datetime) -> list[datetime]:
    """Return the next times at which a page is checked that answers well, as its clock shows them; none: it is not."""
    first = _due(current.home, page, now) if page.enabled else None
    at = [first, *schedule.coming(page, first, TIMES - 1)] if first else []
    return [one.astimezone(ZoneInfo(page.timetable.time_zone)) for one in at]


def _due(home: Path, page: Page, now: datetime) -> datetime | None:
    """Return when a page is checked next, while a service runs; now, if it never was. None: it is paused for good."""
    from monitor.home_ledger import open_store

    try:
        with open_store(home) as store:
            if store.added_at(page) is None:
                return now
            held = schedule.held_until(page, store.state(page.id), now)
            due = next(iter(store.statuses(now, Among(pages=(page.id,))))).next_check_at
    except StoreError:  # whoever needs the ledger says what is wrong with it
        return now
    return due and max(held or now, due)


def _told(home: Path, page: Page, found: list[Origin], times: list[datetime], now: datetime) -> list[str]:
    """Return what is printed for people."""
    rows = [(one.key, one.value, _place(home, one), one.by) for one in found]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, (*widths, 0), strict=True)) for row in rows]
    source = f", found by {page.found_by}" if page.found_by else ""
    lines += ["", f"{page.id}{source}: {page.schedule}"]
    if not times:
        return [*lines, f"  not now: it is {'paused' if page.enabled else 'disabled'}"]
    shown = _TO_THE_MINUTE if len({f"{at:{_TO_THE_MINUTE}}" for at in times}) == len(times) else _TO_THE_SECOND
    return lines + [f"  {at:{shown}}{', at once' if at <= now else ''}" for at in times]


def _place(home: Path, one: Origin) -> str:
    return f"{one.file.relative_to(home)}:{one.line}" if one.file else ""


def _as_json(page: Page, found: list[Origin], times: list[datetime]) -> json_forms.Object:
    return {
        "id": page.id,
        "found_by": page.found_by,
        "keys": [
            {"key": one.key, "value": one.value, "by": one.by, "file": str(one.file) if one.file else None,
             "line": one.line} for one in found
        ],
        "schedule": page.schedule,
        "longest_wait_seconds": page.longest_wait.total_seconds(),
        "next": [at.isoformat(timespec="seconds") for at in times],
    }  # fmt: skip
