"""The forms that JSON has wherever it is printed: a line or a page of it, a number, a moment, a series.

What is made of them of a figure, a change or a finding stands in `values`, which knows how reports word things; who
prints a check without news needs only these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from monitor.model.changes import series_name
from monitor.model.sanitize import json_text
from monitor.report.clock import iso

VERSION = 1
Object = dict[str, Any]


def line(value: Mapping[str, Any]) -> str:
    """Return *value* as one JSON object in one line, with its version."""
    return json_text(json.dumps({"version": VERSION, **value}, ensure_ascii=False))


def indented(value: Mapping[str, Any]) -> str:
    """Return *value* as one JSON object, indented for people, with its version."""
    return json_text(json.dumps({"version": VERSION, **value}, ensure_ascii=False, indent=2))


def decimal(value: Decimal | None) -> str | None:
    """Return *value* in plain digits: 1160, 0.5, never 1.16E+3."""
    if value is None:
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def moment(value: datetime | None) -> str | None:
    """Return *value* as ISO 8601 in UTC, to the second."""
    return iso(value) if value else None


def series(value: int | None) -> str | None:
    """Return the name of a series: "s12"."""
    return series_name(value) if value is not None else None
