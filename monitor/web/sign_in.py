"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

views = Blueprint("sign_in", __name__)


@views.get("/sign-in")
def form() -> str:
    """Return the form."""
    return render_template("sign_in.html.j2")


@views.post("/sign-out")
def out() -> ResponseReturnValue:
    """End the session."""
    session.clear()
    return redirect(url_for("sign_in.form"))
