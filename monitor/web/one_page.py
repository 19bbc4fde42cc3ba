"""One page: how it is doing, what was done to read it, what it states now, what was kept of it, and its entry."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from monitor import config as configuration
from monitor.config import Config, ListedEntry
from monitor.errors import ConfigError
from monitor.model import Page
from monitor.model.reviews import Wanted
from monitor.past_pages import with_past
from monitor.report.clock import Clock
from monitor.reporting import status_of
from monitor.store import Ledger
from monitor.web.page_actions import Asked, done, meant
from monitor.web.requested import here, person, row_number

views = Blueprint("one", __name__)
FIGURES, FINDINGS, MOST = 40, 8, 15  # figures; findings; snapshots and runs of checks shown at once


@views.get("/pages/<page_id>")
def show(page_id: str) -> str:
    """Return all of one page."""
    site = here()
    older_checks = request.args.get("checks", type=row_number)
    older_snapshots = request.args.get("snapshots", type=row_number)
    with site.ledger() as store:
        config = site.config(store)
        page = page_of(store, config, page_id)
        runs = store.runs(page_id, before=older_checks, most=MOST + 1)
        snapshots = store.newest(page_id, before=older_snapshots, most=MOST + 1)
        figures = store.figures((page_id,), most=FIGURES + 1)
        findings = store.queue(Wanted(pages=(page_id,)), person().name, most=FINDINGS).findings[:FINDINGS]
        is_followed = page in config.pages
        status = status_of(store, config, page, now=site.now()) if is_followed else None
    return render_template(
        "one_page.html.j2",
        page=page,
        status=status,
        entry=_entry(config, page),
        runs=runs[:MOST],
        older_checks=runs[MOST - 1].id if len(runs) > MOST else None,
        snapshots=snapshots[:MOST],
        older_snapshots=snapshots[MOST - 1].number if len(snapshots) > MOST else None,
        findings=findings,
        figures=figures[:FIGURES],
        more_figures=len(figures) > FIGURES,
        now=site.now(),
        clock=Clock(config.time_zone.key),
    )


@views.post("/pages/<page_id>")
def act(page_id: str) -> ResponseReturnValue:
    """Do something to the page, and show it again."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
        asked = Asked(pages=meant(config, (page_id,)), until=request.form.get("until", ""), now=site.now())
        told = done(store, config, request.form.get("do", ""), asked)
    flash(told.said, told.category)
    return redirect(url_for("pages.one.show", page_id=page_id), 303)


def page_of(store: Ledger, config: Config, page_id: str) -> Page:
    """Return the page of that id, which is or was followed; there is none: the answer is 404."""
    page = next((one for one in config.pages if one.id == page_id), None)
    if page is None:
        page = next((one for one in with_past(config, store.pages()).pages if one.id == page_id), None)
    if page is None:
        abort(404, f"There is no page called {page_id}.")
    return page


def _entry(config: Config, page: Page) -> ListedEntry | None:
    """Return what stands of the page in its file; None where nothing does, or the file cannot be read now."""
    name = page.found_by or page.id
    file = config.file_of(name)
    if file is None:
        return None
    try:
        return configuration.listed_entry(configuration.read(file), name, file.relative_to(config.home))
    except ConfigError:
        return None
