"""What is answered when something is not as asked: a page that says what to do, and never how we are made."""

from __future__ import annotations

import secrets

from flask import Flask, Response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from monitor.errors import MonitorError, StoreError
from monitor.report import json_forms
from monitor.web.guard import is_signed_in
from monitor.web.requested import here, is_for_programs

SAID = {
    400: ("This cannot be understood", "Go back, load the page again, and try once more."),
    401: ("Who is asking is not known", "Sign in first."),
    403: ("This is not allowed", "Go back, load the page again, and try once more."),
    404: ("There is no such page", "What stood here may have been removed. The views above lead on."),
    405: ("This cannot be asked that way", "Go back, and use the buttons of the page."),
    410: ("This leads nowhere any more", "What stood here has ended."),
    413: ("This is too large", "A form takes 1 MiB. Send less at once."),
    415: ("This cannot be understood", "Go back, and use the buttons of the page."),
    429: ("Too many tries", "Wait a minute, and try again."),
    500: ("Something went wrong here", "It is in the log."),
    503: ("The ledger cannot be used now", "Try again in a moment."),
}
UNKNOWN = frozenset({"unknown", "removed"})  # reasons of a StoreError that say what was asked for is not there


def tell(app: Flask) -> None:
    """Have *app* answer with these pages; where the configuration is at fault, `status_page` says so."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(StoreError, _without_store)
    app.register_error_handler(MonitorError, _said)
    app.register_error_handler(Exception, _unforeseen)


def _page(status: int, detail: str = "", title: str = "") -> Response:
    usual_title, usual = SAID.get(status, (f"This did not work ({status})", "Go back, and try once more."))
    if is_for_programs():
        error = {"status": status, "title": title or usual_title, "detail": detail or usual}
        return Response(f"{json_forms.line({'error': error})}\n", status, mimetype="application/json")
    page = render_template("error_pages.html.j2", title=title or usual_title, detail=detail or usual)
    return Response(page, status)


def _refused(error: HTTPException) -> ResponseReturnValue:
    """Answer an ``abort``, with its own words where it has any of ours."""
    if error.code is None or error.code < 400:
        return error  # leads to the same address as it is written
    own = error.description if error.description != type(error).description else ""
    page = _page(error.code, own or "")
    page.headers.extend([(name, value) for name, value in error.get_headers() if name == "Allow"])
    if error.code == 429:
        page.headers["Retry-After"] = "60"
    return page


def _without_store(error: StoreError) -> ResponseReturnValue:
    if error.reason in UNKNOWN:
        return _page(404, error.detail)
    said = f"The review page cannot use the ledger ({error.reason}): {error.detail}"
    here().said(said, level="error", reason=error.reason)
    return _page(503, error.detail)


def _said(error: MonitorError) -> ResponseReturnValue:
    """Say what did not work, to somebody who has signed in; strangers learn nothing of this machine."""
    here().said(f"The review page: {error}", level="warning")
    return _page(503, f"{error}" if is_signed_in() else "The log tells why.", "This did not work")


def _unforeseen(error: Exception) -> ResponseReturnValue:
    """Log what went wrong under a reference, which is all that the page says of it."""
    reference = secrets.token_hex(4)
    said = f"The review page failed (reference {reference})."
    here().said(said, level="error", reference=reference, exc_info=error)
    return _page(500, f"It is in the log under {reference}. Go back, and try once more.")
