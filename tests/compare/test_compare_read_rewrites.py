"""The rewrites as the whole program reads them: plain text and HTML, in two languages."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from compare_fakes import told
from compare_sentences import lines, values

from monitor import compare, examine
from monitor.model import Reading

YEARS = range(1_100, 2_200)  # a bare number of this size may be a year: whether it is, the tests of reading ask
SEEDS = range(25)


def said_by(dice: random.Random) -> dict[str, int]:
    """Return a value for the facts whose number is read alike in all their wordings."""
    return {fact: value + 1_100 * (value in YEARS) for fact, value in values(dice).items() if fact != "children"}


def read(said: dict[str, int], language: str, form: str, dice: random.Random) -> Reading:
    written = [line.replace("{", "").replace("}", "") for line in lines(said, language, dice)]
    if form == "text/plain":
        body = "\n\n".join(written)
    else:
        body = f"<html lang={language}><main><h1>Camp</h1>{''.join(f'<p>{line}</p>' for line in written)}</main></html>"
    return examine.read(body.encode(), content_type=f"{form}; charset=utf-8", language=language)


@pytest.mark.parametrize("form", ["text/plain", "text/html"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewrite_that_keeps_the_values_tells_nothing(seed: int, language: str, form: str) -> None:
    dice = random.Random(seed)
    said = said_by(dice)
    old, new = (read(said, language, form, dice) for _ in range(2))
    assert told(compare.compare(compare.compare(None, old).baseline, new).changes) == []


@pytest.mark.parametrize("form", ["text/plain", "text/html"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_rewrite_that_moves_one_value_tells_just_that(seed: int, language: str, form: str) -> None:
    dice = random.Random(1_000 + seed)
    before = said_by(dice)
    fact = dice.choice(list(before))
    moved = round(before[fact] * dice.choice((0.7, 0.9, 1.1, 1.4))) + 1
    after = {**before, fact: moved + 1_100 * (moved in YEARS)}
    old, new = (read(said, language, form, dice) for said in (before, after))
    (found,) = [change for change in compare.compare(compare.compare(None, old).baseline, new).changes if change.told]
    assert found.kind.value == "CHANGED"
    assert found.old is not None
    assert found.new is not None
    scale = Decimal(1_000_000 if fact == "cost" else 1)
    assert (found.old.value, found.new.value) == (before[fact] * scale, after[fact] * scale)
