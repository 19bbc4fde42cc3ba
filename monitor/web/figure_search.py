"""What pages state, found by words and by value."""

from __future__ import annotations

from flask import Blueprint, render_template

views = Blueprint("figures", __name__)


@views.get("/figures")
def search() -> str:
    """Return the view."""
    return render_template("figure_search.html.j2")
