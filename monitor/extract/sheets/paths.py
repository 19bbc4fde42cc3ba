"""Paths into JSON, as far as pages need them: ``$.data.regions[0]``, with ``*`` for every name or place (RFC 9535)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from monitor.errors import ExtractError

Location = tuple[str | int, ...]  # the names and places that lead to a value

_STEP = re.compile(r"\.([\w-]+|\*)|\[(\d+|\*)\]|\['([^']*)'\]|\[\"([^\"]*)\"\]")


def located(value: Any, path: str) -> list[tuple[Location, Any]]:
    """Return where *path* leads in *value*, and what is there.

    Raises:
        ExtractError: ``bad_selector``: it is no path of that kind.
    """
    found: list[tuple[Location, Any]] = [((), value)]
    for step in _steps(path):
        found = [((*at, name), inside) for at, held in found for name, inside in _inside(held, step)]
    return found


def _steps(path: str) -> Iterator[str]:
    at = 1
    while path[:1] == "$" and at < len(path):
        step = _STEP.match(path, at)
        if step is None:
            break
        yield next(part for part in step.groups() if part is not None)
        at = step.end()
    if path[:1] != "$" or at < len(path):
        detail = f"The answer is JSON, of which {path[:200]!r} selects nothing: write a path, as in $.data.regions[0]."
        raise ExtractError("bad_selector", detail)


def _inside(held: Any, step: str) -> Iterator[tuple[str | int, Any]]:
    """Yield what *held* has under the name or place *step*, and its own name for it."""
    if isinstance(held, dict):
        yield from ((name, inside) for name, inside in held.items() if step in ("*", name))
    elif isinstance(held, list):
        yield from ((place, inside) for place, inside in enumerate(held) if step in ("*", str(place)))
