"""Signing in, by a password or by a link, and out."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from monitor.web import guard
from monitor.web.admitted import Known, plain
from monitor.web.requested import here

views = Blueprint("sign_in", __name__)
ENDED = "This link was used, has ended, or was taken back. Ask for another: monitor web link"
TOO_MANY = "Somebody tried to sign in too often. Wait a minute, or sign in by a link: monitor web link"


@views.get("/sign-in")
def form() -> str:
    """Return the form."""
    return render_template("sign_in.html.j2", to=guard.own_path(request.args.get("to", "")), name="", is_refused=False)


@views.post("/sign-in")
def enter() -> ResponseReturnValue:
    """Sign in by a password."""
    name, to = request.form.get("name", "")[:200], guard.own_path(request.form.get("to", ""))
    _check_tries(f"name {plain(name)}")
    known = here().people.checked(name, request.form.get("password", ""))
    if known is None:
        who = request.remote_addr
        said = f"Somebody at {who} gave a wrong name or password of the review page."
        here().said(said, level="warning", address=who)
        return render_template("sign_in.html.j2", to=to, name=name, is_refused=True), 403
    return _entered(known, to)


@views.get("/sign-in/link/<secret>")
def link(secret: str) -> str:
    """Return a page with a button that signs in: whatever follows links in mails presses none."""
    pair = here().people.book().of_link(secret, here().now())
    if pair is None:
        abort(410, ENDED)
    return render_template("sign_in_link.html.j2", known=pair[0], once=pair[1].once)


@views.post("/sign-in/link/<secret>")
def by_link(secret: str) -> ResponseReturnValue:
    """Sign in by a link, which may be used up by that."""
    _check_tries()
    known = here().people.use(secret, here().now())
    if known is None:
        abort(410, ENDED)
    return _entered(known, url_for("today.queue"))


@views.post("/sign-out")
def out() -> ResponseReturnValue:
    """End the session."""
    session.clear()
    return redirect(url_for("sign_in.form"), 303)


def _check_tries(*keys: str) -> None:
    if not here().tries.may(f"address {request.remote_addr}", *keys):
        abort(429, TOO_MANY)


def _entered(known: Known, to: str) -> ResponseReturnValue:
    guard.begin(known)
    who = request.remote_addr
    here().said(f"{known.name} signed in to the review page from {who}.", address=who)
    return redirect(to, 303)
