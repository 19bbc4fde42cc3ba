"""What the answers of the interface for programs are made of, and what they are asked."""

from __future__ import annotations

from typing import Any, TypeGuard

from flask import Response, abort, request
from werkzeug.exceptions import BadRequest

from monitor.report import json_forms
from monitor.report.json_forms import Object
from monitor.web.requested import row_number

MOST = 500  # rows of an answer


def answer(value: Object, status: int = 200) -> Response:
    """Return *value* as JSON."""
    return Response(json_forms.line(value) + "\n", status, mimetype="application/json")


def sent() -> dict[str, Any]:
    """Return the object that was sent."""
    try:
        found = request.get_json(force=True)
    except BadRequest:
        found = None
    if not isinstance(found, dict):
        abort(400, "Send one JSON object.")
    return found


def text(of: dict[str, Any], name: str) -> str:
    """Return a text of what was sent; nothing where it has none."""
    found = of.get(name, "")
    if not _is_text(found):
        abort(400, f"`{name}` should be a text.")
    return found


def texts(of: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts of what was sent; nothing where it has none."""
    found = of.get(name, [])
    if not isinstance(found, list) or not all(map(_is_text, found)):
        abort(400, f"`{name}` should be a list of texts.")
    return found


def _is_text(found: object) -> TypeGuard[str]:
    """Return whether *found* is a text that can be kept: JSON may have one half of a character."""
    return isinstance(found, str) and found.encode("utf-8", "replace").decode() == found


def number_sent(of: dict[str, Any], name: str) -> int | None:
    """Return the number of a row of the ledger in what was sent; None where it has none."""
    found = of.get(name)
    if found is None:
        return None
    try:
        return row_number(str(found) if isinstance(found, int) else "")
    except ValueError:
        abort(400, f"`{name}` should be the number of an act.")


def most() -> int:
    """Return how many rows are asked for at most."""
    return min(MOST, max(1, request.args.get("most", 100, int)))


def before() -> int | None:
    """Return the row before which an answer is to begin; None: it begins with the newest."""
    return request.args.get("before", None, row_number)
