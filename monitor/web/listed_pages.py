"""The pages that a list shows: found by the ledger where it knows them as they are configured, else among them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.config import Config
from monitor.disk_space import shortage
from monitor.model import Among
from monitor.report.page_health import Health
from monitor.reporting import health_of, is_known, statuses_of
from monitor.store import Ledger, ListWanted
from monitor.web import page_choice
from monitor.web.page_choice import LOOK, Row, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A part of the list."""

    rows: list[Row]
    count: int  #: of all that are wanted
    health: Health  #: of all pages
    tags: list[str]  #: that any page has


def listed(store: Ledger, config: Config, wanted: Wanted, now: datetime, part: slice) -> Listed:
    """Return a *part* of the list of the pages that are *wanted*, what needs a look first."""
    if not is_known(store, config) or shortage(store.folder, config.disk_reserve):
        every = page_choice.rows(config.pages, statuses_of(store, config, now=now))
        found = page_choice.chosen(every, wanted)
        health = Health.of(row.status for row in every)
        return Listed(rows=found[part], count=len(found), health=health, tags=page_choice.tags(every))
    chosen = store.listed(_asked(wanted), now)
    shown = chosen[part]
    ids = {one.id for one in shown}
    pages = [page for page in config.pages if page.id in ids]
    sources = tuple(page.id for page in pages if page.source is not None)
    beneath = store.statuses(now, Among(pages=sources)) if sources else ()
    rows = {row.page.id: row for row in page_choice.rows(pages, [*shown, *beneath])}
    return Listed(
        rows=[rows[one.id] for one in shown],
        count=len(chosen),
        health=health_of(store, config, now=now),
        tags=sorted(store.tags_followed()),
    )


def _asked(wanted: Wanted) -> ListWanted:
    return ListWanted(
        words=tuple(wanted.text.casefold().split()),
        tag=wanted.tag,
        state="" if wanted.state == LOOK else wanted.state,
        needs_a_look=wanted.state == LOOK,
        source=wanted.source,
        without_found=wanted.is_all,
    )
