"""The pages that are followed, and how they are doing."""

from __future__ import annotations

from flask import Blueprint, render_template

views = Blueprint("pages", __name__)


@views.get("/pages")
def overview() -> str:
    """Return the view."""
    return render_template("page_list.html.j2")
