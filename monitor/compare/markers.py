"""What comparing must know of languages (markers.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def phrases() -> tuple[str, ...]:
    """Return the words that stand beside a figure when its definition has changed."""
    return tuple(phrase for table in _tables() for phrase in table["phrases"])


@cache
def grammar() -> frozenset[str]:
    """Return the words that say nothing about which figure is meant."""
    return frozenset(word for table in _tables() for word in table["grammar"])


@cache
def _tables() -> list[dict[str, list[str]]]:
    return list(tomllib.loads(files("monitor.compare").joinpath("markers.toml").read_text("utf-8")).values())
