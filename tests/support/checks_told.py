"""What a check through the command line came to: by page, and what of it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Run = Callable[..., tuple[int, str, str]]


def checked(run: Run, *words: str) -> dict[str, dict[str, Any]]:
    """Check, and return what came of each page."""
    return {one["page"]: one for one in map(json.loads, run("check", *words, "--json")[1].splitlines())}


def told(checks: dict[str, dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    """Return what is told of changes: the page, the kind, the values before and after."""
    return [
        (name, change["kind"], (change["old"] or {}).get("value"), (change["new"] or {}).get("value"))
        for name, one in checks.items()
        for change in one["changes"]
        if change["told"]
    ]
