"""`monitor prune`: retention, for pages of which the user asks for it; the service does the same by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.choosing import Choice, pages_chosen
from monitor.cli.home import config_of, home_of
from monitor.home_ledger import open_store
from monitor.model import FOREVER, Page
from monitor.model.log_events import Say
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.report import json_forms
from monitor.store import Removed


@click.command(epilog="Examples:  monitor prune --dry-run  |  monitor prune uk")
@pages_chosen()
@click.option("--dry-run", is_flag=True, help="Tell what would be removed, and remove nothing.")
@click.option("--json", "printed", is_flag=True, help="One JSON object a page.")
@click.pass_context
def prune(ctx: click.Context, choice: Choice, *, dry_run: bool, printed: bool) -> None:
    """Remove the bytes of snapshots that are older than `keep` and prove nothing, of all pages or of some.

    What a change or a figure rests on, and the newest snapshot of a page, is never removed; nor is anything of a page
    without `keep`. What is known of a removed snapshot stays, with its digest. It also works while `monitor run` is
    running, which does the same by itself, a little a day.
    """
    home, now = home_of(ctx), datetime.now(UTC)
    config = config_of(home)
    chosen = [page for page in choice.pages(config) if page.keep != FOREVER]
    if not chosen:
        click.echo("Nothing is removed: `keep` is not set.", err=True)
    with open_store(home) as store:
        there = {page.id for page in store.pages()}
        for page in chosen:
            if page.id not in there:
                continue
            before = now - page.keep
            found = store.removable(page.id, before) if dry_run else store.remove(page.id, before, now)
            click.echo(json_forms.line(_as_json(found, dry_run)) if printed else told(found, dry_run=dry_run))


def told(removed: Removed, *, dry_run: bool = False) -> str:
    """Return what was removed of a page in lines for people."""
    count = len(removed.files)
    what = counted(count, "snapshot")
    done = "would be removed" if dry_run else "removed"
    lines = [f"{removed.page_id}: {what} {done} by retention ({counted(removed.bytes, 'byte')})."]
    return "\n".join(visible(line) for line in (*lines, *(f"  {file}" for file in removed.files)))


def _as_json(removed: Removed, dry_run: bool) -> json_forms.Object:
    return {"page": removed.page_id, "files": list(removed.files), "bytes": removed.bytes, "dry_run": dry_run}


class Pruning:
    """Retention as a service does it, page by page, beside the thread that checks."""

    def __init__(
        self,
        home: Path,
        followed: Callable[[str], Page | None],
        said: Say,
        now: Callable[[], datetime],
    ) -> None:
        """Prepare.

        Args:
            home: whose snapshots they are.
            followed: gives the page with an id, as the configuration in force has it.
            said: called with events for the log.
            now: the time.
        """
        self._home, self._followed, self._said, self._now = home, followed, said, now

    def page(self, page_id: str) -> None:
        """Remove what is to be removed of a page, which has just been verified.

        Raises:
            StoreError: the ledger or the disk cannot be written.
        """
        page = self._followed(page_id)
        if page is not None and page.keep != FOREVER:
            self._remove(page)

    def _remove(self, page: Page) -> None:
        now = self._now()
        with open_store(self._home) as store:
            removed = store.remove(page.id, now - page.keep, now)
        if removed.files:
            self._said(told(removed), page=removed.page_id)
