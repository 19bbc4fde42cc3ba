"""The review page for programs: what its views show and do, as JSON, with the same sign-in.

A reader's link signs in a program that only reads: ``Authorization: Bearer`` and the secret that stands in it. Who
changes something has signed in as in a browser, and sends the word of the session (`csrf` of ``GET /api/v1``) in the
header ``X-CSRF-Token``. Every address is described in openapi.json, which a test holds to the answers.
"""

from __future__ import annotations

from importlib import resources

from flask import Blueprint, Response

from monitor.web import api_figures, api_findings, api_pages, guard
from monitor.web.api_answers import answer
from monitor.web.requested import person

views = Blueprint("api", __name__, url_prefix="/api/v1")
for inner in (api_findings.views, api_figures.views, api_pages.views):
    views.register_blueprint(inner)


@views.get("/")
def me() -> Response:
    """Return who is asking."""
    return answer({"person": person().name, "may_act": person().may_act, "csrf": guard.token()})


@views.get("/openapi.json")
def description() -> Response:
    """Return what can be asked, and what is answered, as OpenAPI has it."""
    text = (resources.files("monitor.web") / "openapi.json").read_text(encoding="utf-8")
    return Response(text, mimetype="application/json")
