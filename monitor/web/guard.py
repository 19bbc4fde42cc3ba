"""Who may see and do what: every request passes here first, and what nobody has allowed is refused.

A view needs no word of its own to be safe: without a sign-in it is not called, and a request that may change something
must be a POST that comes from one of our forms, by somebody who may act.
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

from flask import Flask, Response, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.urls import iri_to_uri

from monitor.web.admitted import Known
from monitor.web.requested import Person, here, is_for_programs

OPEN = frozenset(
    {"style.sheet", "static", "sign_in.form", "sign_in.enter", "sign_in.link", "sign_in.by_link", "sign_in.out"}
)
"""Endpoints that are shown to anybody."""
SAFE = frozenset({"GET", "HEAD"})
SESSION = timedelta(days=30)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FIELD = "csrf"  # of every form
_OF_ANOTHER_SESSION = (
    "You have signed out, or in anew, since this form was drawn, so nothing was done. "
    "What you wrote is still there when you go back: copy it, load that page again, and send it once more."
)
HEADER = "X-CSRF-Token"  # of a program, which sends no form
KEY = "key"  # of an address that a program asks: the secret of a reader's link
_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")  # of ours: //host and /\host lead elsewhere, in browsers


def protect(app: Flask) -> None:
    """Have every request of *app* pass here."""
    app.before_request(_admit)
    app.after_request(_harden)
    app.jinja_env.globals.update(csrf=token, act_key=act_key, is_signed_in=is_signed_in)


def token() -> str:
    """Return what every form of this session must bring along."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def act_key() -> str:
    """Return a name for what a form will do: sent twice, it is done once."""
    return secrets.token_urlsafe(12)


def begin(known: Known) -> None:
    """Begin a session of *known*; what was before is forgotten, the words of forms that were drawn for it, too."""
    session.clear()
    session.permanent = True
    session.update(session_of(known, here().now()))


def session_of(known: Known, now: datetime) -> dict[str, str]:
    """Return what a session of *known* says that begins *now*."""
    return {"person": known.name, "epoch": known.epoch, "since": now.isoformat()}


def own_path(path: str) -> str:
    """Return *path* if it is one of ours, to be led to after signing in, else that of the first view."""
    return path if _PATH.fullmatch(path) else url_for("today.queue")


def is_signed_in() -> bool:
    """Return whether this request is by somebody who has signed in."""
    return "person" in g


def _admit() -> ResponseReturnValue | None:
    """Let a request in, send it to sign in, or refuse it."""
    if not here().listening.trusts(request.environ.get("HTTP_HOST", "")):
        return _by_another_name()
    if request.method not in SAFE:
        _check_form()
    known = _known()
    if known is not None:
        g.person = Person(name=known.name, may_act=known.may_act)
    if request.endpoint in OPEN:
        return None
    if known is None:
        return _stranger()
    if request.method not in SAFE and not known.may_act:
        abort(403, "This link lets you read. Ask for a sign-in of your own to review.")
    return None


def _by_another_name() -> Response:
    """Refuse a request that names another host; our pages cannot be drawn for one, as their links may lead there."""
    said = f"This page does not answer to that name. Open it at {here().listening.origin}\n"
    return Response(said, 400, mimetype="text/plain")


def _check_form() -> None:
    """Refuse a request that may change something, unless one of our own forms sends it, drawn in this session."""
    if request.method != "POST":
        abort(405)
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site not in {"same-origin", "none"} or (
        origin is not None and not here().listening.is_own(origin, request.environ["HTTP_HOST"])
    ):
        abort(403, "A page elsewhere sent this. Nothing was done.")
    given = request.headers.get(HEADER, "") if is_for_programs() else request.form.get(FIELD, "")
    wanted = str(session.get(FIELD, ""))
    if not wanted or not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
        abort(403, _OF_ANOTHER_SESSION)


def _known() -> Known | None:
    """Return who has signed in and may still be here; or by whose link a program reads."""
    secret = _secret() if is_for_programs() else ""
    if secret:
        pair = here().people.book().of_link(secret, here().now())
        return pair[0] if pair and not pair[1].once else None
    name, epoch, since = (session.get(key) for key in ("person", "epoch", "since"))
    if not (isinstance(name, str) and isinstance(epoch, str) and isinstance(since, str)):
        return None
    known, now = here().people.book().named(name), here().now()
    if known is None or known.epoch != epoch or now - _moment(since) >= SESSION:
        return None
    return None if known.ends_at is not None and now >= known.ends_at else known


def _secret() -> str:
    """Return the secret that a program has sent; feed readers know addresses alone."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else request.args.get(KEY, "")


def _moment(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _stranger() -> ResponseReturnValue:
    """Send who has not signed in to do so.

    A link in a mail or on a page elsewhere arrives without our cookie, which is kept from what others begin
    (SameSite=Strict). Such a request is led to the same place once more, by a page of ours: then the cookie comes too.
    """
    if is_for_programs():
        abort(401, "Sign in first, or send the secret of a reader's link: Authorization: Bearer SECRET")
    asked = request.full_path if request.query_string else request.path
    target = own_path(iri_to_uri(asked))
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return render_template("arriving.html.j2", target=target)
    return redirect(url_for("sign_in.form", to=target))


def _harden(response: Response) -> Response:
    """Have browsers run nothing of what a page says, frame nothing, keep nothing."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("X-Frame-Options", "DENY")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
