"""The pages that are followed, and how they are doing: found by words, tag and state, and acted on together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from monitor.model import Outcome
from monitor.model.phrasing import ago, ahead, counted
from monitor.model.reviews import Standing
from monitor.model.reviews import Wanted as Findings
from monitor.model.sanitize import visible
from monitor.report.clock import Clock
from monitor.report.row_labels import beside
from monitor.store import Ledger
from monitor.web import document_page, one_page, page_adding, page_choice, page_editing
from monitor.web.listed_pages import listed
from monitor.web.page_actions import Asked, done, meant
from monitor.web.page_choice import Row, Wanted
from monitor.web.requested import here, person

views = Blueprint("pages", __name__)
for inner in (one_page.views, page_adding.views, page_editing.views, document_page.views):
    views.register_blueprint(inner)
OUTCOMES = {
    Outcome.FIRST: "Read for the first time",
    Outcome.CHANGED: "Read, and changed",
    Outcome.UNCHANGED: "Unchanged",
    Outcome.NOT_MODIFIED: "Not modified",
    Outcome.SUSPECT: "Doubtful answer",
    Outcome.FAILED: "Failed",
    Outcome.BLOCKED: "Refused by the site",
}
"""What is said of a check, by what it came to."""
SHOWN = 50  # pages of the list on one page of the browser


@views.app_template_filter("lines")
def lines(text: str) -> Markup:
    """Return *text* harmless and escaped, its lines kept: for fields of several lines."""
    return Markup("\n").join(map(visible, text.splitlines()))


@views.context_processor
def _words() -> dict[str, object]:
    return {"ago": ago, "ahead": ahead, "counted": counted, "beside": beside, "outcomes": OUTCOMES}


@views.get("/pages")
def overview() -> str:
    """Return the list."""
    site, wanted = here(), Wanted.of(request.args.to_dict())
    with site.ledger() as store:
        config = site.config(store)
        at = max(0, request.args.get("from", 0, type=int))
        shown = listed(store, config, wanted, site.now(), slice(at, at + SHOWN))
        unread = _unread(store, shown.rows)
    return render_template(
        "page_list.html.j2",
        rows=shown.rows,
        unread=unread,
        count=shown.count,
        first=at,
        earlier=_at(wanted, at - SHOWN) if at else "",
        later=_at(wanted, at + SHOWN) if at + SHOWN < shown.count else "",
        total=shown.health.pages,
        states=page_choice.states(shown.health),
        tags=shown.tags,
        wanted=wanted,
        now=site.now(),
        clock=Clock(config.time_zone.key),
    )


@views.post("/pages")
def act() -> ResponseReturnValue:
    """Do something to the pages that were chosen, and show the list again."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
        pages = meant(config, set(request.form.getlist("page")))
        asked = Asked(pages=pages, until=request.form.get("until", ""), now=site.now())
        told = done(store, config, request.form.get("do", ""), asked)
    flash(told.said, told.category)
    return redirect(_at(Wanted.of(request.args.to_dict()), request.args.get("from", 0, type=int)), 303)


def _unread(store: Ledger, rows: Sequence[Row]) -> dict[str, int]:
    """Return how many findings of each page, and of what it has found, are open and not read by who asks."""
    pages = {row.page.id: (row.page.id, *(one.id for one in row.found)) for row in rows}
    wanted = Findings(pages=tuple(chain.from_iterable(pages.values())), standing=Standing.OPEN, unread=True)
    count = store.count_by_page(wanted, person().name)
    return {page: sum(count.get(one, 0) for one in ids) for page, ids in pages.items()}


def _at(wanted: Wanted, place: int) -> str:
    """Return the address of the list of what is *wanted*, from *place* on."""
    query: dict[str, Any] = {**wanted.query(**({"from": str(place)} if place > 0 else {}))}
    return url_for("pages.overview", **query)
