"""What is to be reviewed, the newest first."""

from __future__ import annotations

from flask import Blueprint, render_template

views = Blueprint("today", __name__)


@views.get("/")
def queue() -> str:
    """Return the view."""
    return render_template("today.html.j2")
