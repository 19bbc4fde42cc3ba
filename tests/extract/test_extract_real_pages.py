"""The pages that `make bench-real` measures have the make-up of real ones, so that what it says holds of those."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from real_pages import CHANGES, Made, Replayed, letters, unique

from monitor import examine
from monitor.model import ChangeKind

BLOCKS = frozenset({
    "div", "p", "li", "td", "th", "tr", "h1", "h2", "h3", "ul", "ol", "table", "thead", "tbody", "nav", "header",
    "footer", "main", "aside", "time",
})  # fmt: skip


def test_a_page_of_ours_has_the_make_up_of_a_real_one() -> None:
    body = Made()(3, 0)
    tags = Counter(element.tag for element in html.fromstring(body).iter())
    reading = examine.read(body, content_type="text/html")
    assert 76_000 < len(body) < 84_000
    assert 890 < sum(count for tag, count in tags.items() if tag in BLOCKS) < 920
    assert tags["table"] == 2
    assert sum(tags[tag] for tag in ("a", "abbr", "span", "strong", "em")) > 200
    assert 235 < len(re.findall(r"\d[\d,]*", reading.text.content)) < 250
    assert len(reading.figures) == 40


def test_the_next_version_states_other_figures_and_nothing_else() -> None:
    before, after = (examine.read(Made()(3, version), content_type="text/html") for version in (0, 1))
    found = examine.compare_readings(examine.compare_readings(None, before).baseline, after)
    assert [change.kind for change in found.changes] == [ChangeKind.CHANGED] * CHANGES
    assert before.text.updated != after.text.updated


def test_every_page_is_unique_and_the_same_when_it_is_made_again() -> None:
    bodies = [Made()(number, 0) for number in range(30)]
    assert len(set(bodies)) == 30
    assert bodies == [Made()(number, 0) for number in range(30)]


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_number_has_a_name_of_letters(number: int, name: str) -> None:
    assert letters(number) == name


def test_a_copy_of_a_page_has_a_title_and_large_numbers_of_its_own() -> None:
    page = b"<title>Tests</title><h1>Tests</h1><p>5,870,999 tests, 286 deaths, 1,000.5 of 12,34</p>"
    assert unique(page, 1) == (
        b"<!-- B --><title>Tests</title><h1>Tests B</h1><p>5,870,000 tests, 286 deaths, 1,001.5 of 12,34</p>"
    )


def test_the_next_version_of_a_replayed_page_is_a_later_capture(tmp_path: Path) -> None:
    (tmp_path / "series/uk").mkdir(parents=True)
    for day in range(1, 4):
        (tmp_path / f"series/uk/2020-03-0{day}.html.gz").write_bytes(gzip.compress(f"<p>day {day}</p>".encode()))
    pages = Replayed(tmp_path, later=2)
    assert [pages(0, version) for version in (0, 1)] == [b"<p>day 1</p>", b"<p>day 3</p>"]


def test_a_corpus_without_histories_is_told(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    with pytest.raises(FileNotFoundError, match="at least 8 of one name"):
        Replayed(tmp_path)(0, 0)
