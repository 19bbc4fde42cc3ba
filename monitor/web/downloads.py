"""Files that a view hands over: they are kept, never shown."""

from __future__ import annotations

from flask import Response
from werkzeug.http import dump_options_header

from monitor.model.sanitize import visible


def inert(body: bytes, name: str) -> Response:
    """Return bytes of a page, whatever they are, as plain text that a browser keeps under a name and never runs."""
    response = attached(body, f"{name}.txt", "text/plain")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def attached(body: bytes, name: str, mimetype: str) -> Response:
    """Return *body* as a file of that name to be kept."""
    response = Response(body, mimetype=mimetype)
    kept = visible(name).replace("/", "-")
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": kept})
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
