"""Who may see and do what: every request passes here first, and what nobody has allowed is refused.

A view needs no word of its own to be safe: without a sign-in it is not called, and a request that may change something
must be a POST that comes from one of our forms, by somebody who may act.
"""

from __future__ import annotations

import hmac
import secrets

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from monitor.web.requested import Person

OPEN = frozenset({"style.sheet", "static", "sign_in.form"})
"""Endpoints that are shown to anybody."""
SAFE = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FIELD = "csrf"  # of every form


def protect(app: Flask) -> None:
    """Have every request of *app* pass here."""
    app.before_request(_admit)
    app.after_request(_harden)
    app.jinja_env.globals.update(csrf=token, act_key=act_key)


def token() -> str:
    """Return what every form of this session must bring along."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def act_key() -> str:
    """Return a name for what a form will do: sent twice, it is done once."""
    return secrets.token_urlsafe(12)


def _admit() -> ResponseReturnValue | None:
    """Let a request in, send it to sign in, or refuse it."""
    if request.method not in SAFE and not hmac.compare_digest(request.form.get(FIELD, ""), token()):
        abort(403, "This form is not of this session. Go back, load the page again, and try once more.")
    if request.endpoint in OPEN:
        return None
    name = session.get("person")
    if not isinstance(name, str):
        return redirect(url_for("sign_in.form", to=request.full_path if request.query_string else request.path))
    g.person = Person(name=name, may_act=bool(session.get("may_act")))
    if request.method not in SAFE and not g.person.may_act:
        abort(403, "This link lets you read. Ask for a sign-in of your own to review.")
    return None


def _harden(response: Response) -> Response:
    """Have browsers run nothing of what a page says, frame nothing, keep nothing."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
