"""What is found as an Atom feed, with the filters of Today; a reader's link is the key of who cannot sign in."""

from __future__ import annotations

from flask import Blueprint, Response, request

from monitor.model.changes import change_number
from monitor.report import RENDERERS, Report
from monitor.report.permalinks import permalinked
from monitor.web.filters import ALL, Filters
from monitor.web.requested import here, person

views = Blueprint("feed", __name__)
ENTRIES = 50  # findings that end a stretch of the ledger with their edition


@views.get("/feed.atom")
def atom() -> Response:
    """Return the newest findings that fit, reviewed or not, unless ``standing`` says which."""
    with here().ledger() as store:
        config = here().config(store)
        wanted = Filters.of({"standing": ALL, **request.args}).wanted(config)
        found = store.queue(wanted, person().name, most=ENTRIES)
    findings = [one for one in found.findings if change_number(one.id) in found.matching]
    report = Report(
        title="Findings",
        made_at=here().now(),
        time_zone=config.time_zone.key,
        findings=permalinked(findings, here().listening.origin),
        on_pages=False,
    )
    return Response(RENDERERS["atom"](report), mimetype="application/atom+xml")
