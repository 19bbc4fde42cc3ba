"""The one style sheet of all views: that of reports, and what views have besides."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from flask import Blueprint, Response

views = Blueprint("style", __name__)
_SHEETS = (
    ("monitor.report", "templates/report.css"),
    ("monitor.report", "templates/text_diff.css"),
    ("monitor.report", "templates/timeline.css"),
    ("monitor.web", "static/web.css"),
    ("monitor.web", "static/timelines.css"),
    ("monitor.web", "static/entry.css"),
    ("monitor.web", "static/pages.css"),
    ("monitor.web", "static/review.css"),
)


@cache
def _sheet() -> str:
    return "\n".join((resources.files(package) / name).read_text(encoding="utf-8") for package, name in _SHEETS)


@cache
def version() -> str:
    """Return what names the sheet as it is: browsers keep it until it changes."""
    return hashlib.sha256(_sheet().encode()).hexdigest()[:12]


@views.get("/style.css")
def sheet() -> Response:
    """Return the style sheet."""
    response = Response(_sheet(), mimetype="text/css")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
