"""Values as people look for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from monitor.store import Between
from monitor.web.value_query import value_of


def between(low: str | None, high: str | None, *, strict: bool = False) -> Between:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Between(low=ends[0], high=ends[1], is_strict=strict)


READ = [
    ("1160", between("1160", "1160")),
    (" 1,160 ", between("1160", "1160")),
    ("=1160", between("1160", "1160")),
    ("1.2 million", between("1200000", "1200000")),
    ("seven thousand", between("7000", "7000")),
    ("around 7000", between("6300", "7700")),
    ("~7,000", between("6300", "7700")),
    ("nearly 7,000", between("6300", "7000")),
    ("1000-2000", between("1000", "2000")),
    ("1000 – 2000", between("1000", "2000")),
    ("between 1,000 and 2,000", between("1000", "2000")),
    ("> 5000", between("5000", None, strict=True)),
    ("more than 5000", between("5000", None, strict=True)),
    (">= 5000", between("5000", None)),
    ("At least 5000", between("5000", None)),
    ("5000 or more", between("5000", None)),
    ("< 5000", between(None, "5000", strict=True)),
    ("<=5000", between(None, "5000")),
    ("up to 5000", between(None, "5000")),
]


@pytest.mark.parametrize(("text", "meant"), READ, ids=[text for text, _ in READ])
def test_a_value_is_read(text: str, meant: Between) -> None:
    assert value_of(text) == meant


@pytest.mark.parametrize(
    "text", ["", "people", "7000 people", "camp 7000", "7 8 9", "<script>", "around", "COVID-19", "9" * 400]
)
def test_what_is_no_value_is_none(text: str) -> None:
    assert value_of(text) is None
