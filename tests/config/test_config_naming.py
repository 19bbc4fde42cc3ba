"""Ids of pages made from addresses: short, telling, safe as folder names, never taken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.naming import fault, slug

CASES = [
    ("http://127.0.0.1:8700/uk", "", "uk"),
    ("http://127.0.0.1:8700/calais-blog", "", "calais-blog"),
    ("https://www.gov.uk/", "", "gov-uk"),
    ("https://www.gov.uk/government/news/joint-statement-on-calais", "", "joint-statement-on-calais"),
    ("https://example.org/en", "", "example-org-en"),
    ("https://example.org/asylum/latest/", "", "asylum-latest"),
    ("https://example.org/camp/index.html", "", "camp"),
    ("https://example.org/Chiffres-cl%C3%A9s.html", "", "chiffres-cles"),
    ("https://example.org/node/12345", "Camp population, weekly", "camp-population-weekly"),
    ("https://example.org/node/12345", "", "node-12345"),
    ("https://example.org/2016/09/01", "", "09-01"),
    ("https://example.org/%E2%98%83", "", "example-org"),
    ("https://example.org/con", "", "example-org-con"),
    ("https://example.org/Stra%C3%9Fe", "", "strasse"),
]


@pytest.mark.parametrize(("url", "title", "expected"), CASES)
def test_an_id_is_made_from_what_the_address_says(url: str, title: str, expected: str) -> None:
    assert slug(url, title) == expected


def test_a_taken_id_gets_its_host_then_a_number() -> None:
    taken: list[str] = []
    for _ in range(4):
        taken.append(slug("https://example.org/camp", "", taken))
    assert taken == ["camp", "example-org-camp", "camp-2", "camp-3"]


@given(st.text(max_size=100), st.text(max_size=100), st.integers(0, 3))
@settings(max_examples=200)
def test_an_id_is_always_valid_and_free(path: str, title: str, times: int) -> None:
    taken: list[str] = []
    for _ in range(times + 1):
        made = slug(f"https://example.org/{path.replace('[', '').replace(']', '')}", title, taken)
        assert fault(made) is None
        assert made not in taken
        taken.append(made)
