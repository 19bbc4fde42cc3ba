"""How the whole is doing."""

from __future__ import annotations

from flask import Blueprint, render_template

views = Blueprint("status", __name__)


@views.get("/status")
def show() -> str:
    """Return the view."""
    return render_template("status_page.html.j2")
