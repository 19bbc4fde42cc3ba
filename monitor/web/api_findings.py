"""Findings and what people say of them, for programs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, request

from monitor.model import Finding
from monitor.model.changes import change_name, change_number, series_number
from monitor.model.reviews import Act, Review, Verb
from monitor.report import review_values, values
from monitor.report.clock import Clock
from monitor.report.json_forms import Object
from monitor.web.api_answers import answer, before, most, number_sent, sent, text, texts
from monitor.web.filters import Filters
from monitor.web.requested import here, person

views = Blueprint("findings", __name__)
STRETCH = 50  # findings that end a stretch of the ledger with their edition


@views.get("/findings")
def findings() -> Response:
    """Return the findings that fit, those of the newest captures first; ``before`` goes on where the last ended."""
    with here().ledger() as store:
        config = here().config(store)
        wanted = Filters.of(request.args).wanted(config)
        found = store.queue(wanted, person().name, before(), STRETCH)
        reviews = store.reviews(found.matching)
        unread = store.unread(person().name, found.matching)
    clock = Clock(config.time_zone.key)
    shown = [one for one in found.findings if change_number(one.id) in found.matching]
    rows = [_finding(one, reviews[change_number(one.id)], clock) for one in shown]
    for row in rows:
        row["unread"] = change_number(row["id"]) in unread
    return answer({"findings": rows, "before": found.before})


@views.get("/findings/<name>")
def finding(name: str) -> Response:
    """Return one finding, and all that was said of it, the newest first."""
    number = _named(change_number, name, "a finding", 404)
    with here().ledger() as store:
        clock = Clock(here().config(store).time_zone.key)
        found = next(one for one in store.edition(number) if one.id == change_name(number))
        review, actions = store.reviews([number])[number], store.actions([number])
        unread = bool(store.unread(person().name, [number]))
    row = _finding(found, review, clock) | {"unread": unread}
    return answer({"finding": row, "actions": [review_values.action(one) for one in actions]})


@views.get("/acts")
def acts() -> Response:
    """Return what was said, the newest first: of findings, of a page, of one of its series."""
    asked = request.args
    changes = [_named(change_number, name, "a finding") for name in asked.getlist("finding")]
    series = _named(series_number, asked["series"], "a series") if "series" in asked else None
    with here().ledger() as store:
        found = store.actions(changes or None, asked.get("page"), series, before(), most())
    return answer({"acts": [review_values.action(one) for one in found]})


@views.post("/acts")
def act() -> Response:
    """Record what is said of findings or of a series; sent twice under one key, it is done once."""
    said = _said(sent())
    with here().ledger() as store:
        action = store.act(said, here().now())
    before = [review_values.review(one) for one in action.before]
    return answer({"act": review_values.action(action), "before": before}, 201)


def _said(of: dict[str, Any]) -> Act:
    try:
        verb = Verb(text(of, "verb"))
    except ValueError:
        abort(400, f"`verb` should be one of: {', '.join(Verb)}.")
    undoes = of.get("undoes")
    if undoes is not None and not (isinstance(undoes, int) and 0 < undoes < 2**63):
        abort(400, "`undoes` should be the number of an act.")
    into, series = text(of, "into"), text(of, "series")
    return Act(
        verb=verb,
        person=person().name,
        key=text(of, "key") or secrets.token_urlsafe(12),
        findings=tuple(_named(change_number, name, "a finding") for name in texts(of, "findings")),
        page_id=text(of, "page") or None,
        series=_named(series_number, series, "a series") if series else None,
        into=_named(series_number, into, "a series") if into else None,
        text=text(of, "text"),
        undoes=number_sent(of, "undoes"),
    )


def _named(read: Callable[[str], int], name: str, what: str, status: int = 400) -> int:
    try:
        return read(name)
    except ValueError:
        abort(status, f"'{name}' does not name {what}.")


def _finding(found: Finding, review: Review, clock: Clock) -> Object:
    return values.finding(found, clock) | {"review": review_values.review(review)}
