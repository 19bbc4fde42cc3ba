"""The gate of matching: what is told of pairs of pages of our own, in four languages, with floors.

`tests/compare/gold/pairs.toml` holds the pairs, which were written before the program was run on them. A floor is what
is reached; it goes up with the program and never down. The pairs are read by the whole program, so a label or a role
that is lost shows here too.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from compare_read import changes_of, read

from monitor.compare.features.weights import WEIGHTS
from monitor.model import Change, Figure

GOLD = Path(__file__).parent / "gold" / "pairs.toml"
DIGEST = "acfc86b93c8b22d7523675e677e23d115576d5a2dd8bc3faf0331e8242760552"
"""Of the gold: whoever changes it looks at the floors again."""
FLOORS = {"en": (0.97, 0.94), "fr": (0.97, 0.94), "de": (0.97, 0.94), "es": (0.85, 0.85)}  # recall, precision


def situations() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(GOLD.read_text("utf-8"))["situation"]
    return found


def said(figure: Figure | None) -> str:
    if figure is None:
        return "-"
    value = figure.value if figure.value is not None else Decimal(0)
    return f"{value.normalize():f}" + (" %" if figure.unit == "%" else "")


def told(changes: list[Change]) -> Counter[str]:
    return Counter(f"{said(change.old)} -> {said(change.new)}" for change in changes if change.told)


def scored(language: str) -> tuple[float, float, list[str]]:
    """Return recall and precision of what is told, and the situations that went wrong."""
    right = wanted = found = 0
    wrong = []
    for one in situations():
        old, new = (read(body, language) for body in one[language])
        gold, heard = Counter(one["told"]), told(changes_of(old, new))
        right += (gold & heard).total()
        wanted += gold.total()
        found += heard.total()
        if gold != heard:
            wrong.append(f"{one['name']}: {sorted(heard)}")
    return right / wanted, right / found, wrong


def test_the_gold_is_the_one_that_the_floors_were_pinned_on() -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == DIGEST


@pytest.mark.parametrize("language", FLOORS)
def test_what_is_told_of_our_own_pairs(language: str) -> None:
    recall, precision, wrong = scored(language)
    floor = FLOORS[language]
    assert (recall >= floor[0], precision >= floor[1]) == (True, True), (recall, precision, wrong)


def test_the_weights_are_one_frozen_value() -> None:
    with pytest.raises(AttributeError):
        WEIGHTS.sure = 0.1  # type: ignore[misc]
