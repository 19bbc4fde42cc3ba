"""Pages, what was kept of them, and how the whole is doing, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, request

from monitor import entering
from monitor.config import Config, Listed
from monitor.entering import Candidate, Known
from monitor.errors import ConfigError
from monitor.ledger_json import kept, stated
from monitor.model import Page, PageStatus
from monitor.report import json_forms, values
from monitor.report.json_forms import Object
from monitor.reporting import health_of, status_of, statuses_of
from monitor.store import instance
from monitor.web import page_adding
from monitor.web.api_answers import answer, before, most, sent, text, texts
from monitor.web.at_work import at_work
from monitor.web.document_page import read, snapshot_of
from monitor.web.one_page import page_of
from monitor.web.page_actions import Asked, done, meant
from monitor.web.requested import here

views = Blueprint("pages", __name__)


@views.get("/pages")
def pages() -> Response:
    """Return how every page that fits is doing."""
    tag, state = request.args.get("tag"), request.args.get("state")
    with here().ledger() as store:
        config = here().config(store)
        statuses = statuses_of(store, config, now=here().now())
    known = {page.id: page for page in config.pages}
    rows = [_page(one, known[one.id], config) for one in statuses]
    return answer({"pages": [row for row in rows if _fits(row, tag, state)]})


def _page(status: PageStatus, page: Page, config: Config) -> Object:
    return values.status(status, config.stale_since) | {"title": status.title or None, "tags": list(page.tags)}


def _fits(row: Mapping[str, Any], tag: str | None, state: str | None) -> bool:
    return (not tag or tag in row["tags"]) and (not state or row["state"] == state)


@views.get("/pages/<page_id>")
def page(page_id: str) -> Response:
    """Return how one page is doing, and what it states now."""
    with here().ledger() as store:
        config = here().config(store)
        found = page_of(store, config, page_id)
        status = status_of(store, config, found, now=here().now()) if found in config.pages else None
        figures = store.figures((page_id,), most=most())
    doing = _page(status, found, config) if status else None
    return answer({"page": doing, "figures": [stated(one) for one in figures]})


@views.post("/pages")
def add() -> Response:
    """Look at a page, and write it into the configuration if it can be followed, or all the same with ``anyway``."""
    of = sent()
    with here().ledger() as store:
        config = here().config(store)
    (found,) = entering.candidates([Listed(address=text(of, "url"))], config, _options(of))
    if isinstance(found, Known):
        abort(409, f"It is {found.said}.")
    if not isinstance(found, Candidate):
        abort(400, found.why)
    entry = found.entry
    page_adding.give_leave(entry, config)
    (seen,) = at_work().looks([entering.page_of(entry)], config, here().now)
    seen = entering.after_look(entry, seen, None if "id" in of else {one.id for one in config.pages})
    fault = seen.fault(seen.page.id)
    if fault and (seen.is_refused_here or of.get("anyway") is not True):
        abort(422, fault)
    try:
        entering.write(config, entry)
    except ConfigError as error:
        abort(409, f"{error}")
    figures = [values.figure(one) for one in seen.reading.figures] if seen.reading else []
    return answer({"id": entry["id"], "url": entry["url"], "fault": fault, "figures": figures}, 201)


def _options(of: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of an entry that are sent."""
    given: dict[str, Any] = {name: text(of, name) for name in ("id", *page_adding.TEXTS)}
    given |= {name: tuple(texts(of, name)) for name in ("tags", "ignore")}
    return page_adding.as_entry(given)


@views.post("/pages/<page_id>/<any(check, pause, resume, accept):verb>")
def act_on(page_id: str, verb: str) -> Response:
    """Check a page now, pause it ``until`` a time, resume it, or believe the answer that is doubted."""
    until = text(sent(), "until") if request.data else ""
    with here().ledger() as store:
        config = here().config(store)
        asked = Asked(pages=meant(config, (page_of(store, config, page_id).id,)), until=until, now=here().now())
        told = done(store, config, verb, asked)
    return answer({"done": told.is_done, "said": told.said})


@views.get("/pages/<page_id>/snapshots")
def snapshots(page_id: str) -> Response:
    """Return what was kept of a page, the newest first; ``before`` is the number of a snapshot."""
    with here().ledger() as store:
        page_of(store, here().config(store), page_id)
        found = store.newest(page_id, before=before(), most=most())
    return answer({"snapshots": [kept(one) for one in found]})


@views.get("/pages/<page_id>/snapshots/<int:number>")
def snapshot(page_id: str, number: int) -> Response:
    """Return every number of a snapshot's text, as `monitor explain` does."""
    with here().ledger() as store:
        config = here().config(store)
        found = snapshot_of(store, page_id, number)
        reading, problem = read(store, config, page_of(store, config, page_id), found)
    if reading is None:
        abort(422, problem)
    return answer({"snapshot": kept(found), "reading": values.reading(reading)})


@views.get("/status")
def status() -> Response:
    """Return whether pages are checked, and how many are in each state."""
    with here().ledger() as store:
        config = here().config(store)
        health = health_of(store, config, now=here().now())
        last = store.last_check_at()
        owed = len(store.outbox.open())
        process = instance(store.folder)
    states = {one.state: health.count(one.state) for one in health.tallies}
    stale = json_forms.moment(config.stale_since)
    return answer(
        {"checking": bool(process), "last_check_at": json_forms.moment(last), "pages": states, "owed": owed}
        | {"config_stale_since": stale}
    )
