"""What all pages say of the things that the user has named."""

from __future__ import annotations

from flask import Blueprint, render_template

views = Blueprint("indicators", __name__)


@views.get("/indicators")
def overview() -> str:
    """Return the view."""
    return render_template("indicator_pages.html.j2")
