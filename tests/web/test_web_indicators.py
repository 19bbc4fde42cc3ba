"""Indicators: speakers side by side, who of them disagree and since when, how it came to that."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

import pytest
from empty_ledger import make_ledger
from flask.testing import FlaskClient
from lxml import etree, html
from store_world import CALM, DAY, HOUR, NOW, page, visit
from web_world import client_of, empty_home

from monitor.indicator_timelines import timeline_of_gap, timeline_of_indicator
from monitor.model import Indicator
from monitor.restatements import define
from monitor.store import Store

CAMP = Indicator(id="camp", name="People in the camp", words=("people",), near=("camp",))
MINISTRY = page("ministry", speaker="The <b>ministry</b>")
POSTS = [page(f"post-{n}", speaker="Shelter Aid") for n in (1, 2)]
PAGES = [MINISTRY, *POSTS]
CONFIG = """pages:
- {id: ministry, url: 'https://ministry.example/', speaker: 'The <b>ministry</b>'}
- {id: post-1, url: 'https://post-1.example/', speaker: Shelter Aid}
- {id: post-2, url: 'https://post-2.example/', speaker: Shelter Aid}
"""
NAMED = """indicators:
- {id: camp, name: People in the camp, words: [people], near: [camp]}
- {id: tents, name: Tents, words: [tents]}
"""


def says(people: str, updated: str = "") -> bytes:
    stamp = f'<meta property="article:modified_time" content="{updated}">' if updated else ""
    told = f"<p>{CALM}</p><p>There are {people} people in the camp.</p>"
    return f"<html lang=en><title>The camp</title>{stamp}<main><h1>The camp</h1>{told}</main></html>".encode()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "config").mkdir()
    (folder / "config" / "pages.yaml").write_text(CONFIG)
    (folder / "config" / "indicators.yaml").write_text(NAMED)
    make_ledger(folder)
    with Store.open(folder, writer=True) as store:
        store.sync(PAGES, NOW)
        define(store, PAGES, [CAMP])
        for of, people, day in (
            (MINISTRY, "7,000", 0), (POSTS[0], "9,100", 1), (MINISTRY, "around 7,000", 2), (MINISTRY, "7,200", 3),
        ):  # fmt: skip
            visit(store, of, says(people), NOW + day * DAY, indicators=(CAMP,))
        visit(store, POSTS[1], says("10,000", "2026-03-03"), NOW + 9 * DAY, indicators=(CAMP,))
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return client_of(home)


def text(one: etree._Element) -> str:
    return " ".join(str(one.xpath("string()")).split())


def test_speakers_stand_side_by_side_with_who_disagree(client: FlaskClient) -> None:
    shown = html.fromstring(client.get("/indicators").text)
    camp, tents = shown.cssselect(".indicator")
    rows = [[text(cell) for cell in row][:3] for row in camp.cssselect("tbody tr")]
    assert rows == [["Shelter Aid", "10,000", "2026-03-03"], ["The <b>ministry</b>", "7,200", "2026-03-04"]]
    assert text(camp.cssselect(".apart")[0]) == (
        "Shelter Aid states 10,000, The <b>ministry</b> 7,200: 2,800 (39 %) apart since 2 March 2026, 12:00 UTC"
    )
    assert "Nobody has stated it yet." in text(tents)


def test_without_an_indicator_it_is_said_how_to_name_one(tmp_path: Path) -> None:
    answer = client_of(empty_home(tmp_path)).get("/indicators").text
    assert "No indicator is named yet." in answer
    assert "monitor indicators suggest" in answer


def test_one_indicator_shows_who_stated_what_and_how_the_gap_moved(client: FlaskClient) -> None:
    shown = html.fromstring(client.get("/indicators/camp").text)
    pictures = shown.cssselect(".wide svg.timeline")
    assert [one.get("aria-label", "").partition(":")[0] for one in pictures] == [
        "People in the camp, as 2 speakers put it", "People in the camp",
    ]  # fmt: skip
    assert not shown.cssselect("main b")
    sentences = [text(one) for one in shown.cssselect(".statements blockquote")]
    assert sentences[0] == "There are 7,200 people in the camp."  # said for a later day than what was captured last
    assert len(sentences) == 5


def test_its_values_are_downloaded(client: FlaskClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/indicators/camp.csv").text)))
    assert [(row["who"], row["written"], row["since"]) for row in rows if row["what"] == "stated"] == [
        ("The <b>ministry</b>", "7,000", "2026-03-01T12:00:00Z"),
        ("Shelter Aid", "9,100", "2026-03-02T12:00:00Z"),
        ("Shelter Aid", "10,000", "2026-03-03T00:00:00Z"),  # the day that it speaks of
        ("The <b>ministry</b>", "around 7,000", "2026-03-03T12:00:00Z"),
        ("The <b>ministry</b>", "7,200", "2026-03-04T12:00:00Z"),
    ]
    assert all(len(row["sha256"]) == 64 for row in rows if row["what"] == "stated")
    picture = client.get("/indicators/camp.svg")
    assert (picture.mimetype, etree.fromstring(picture.data).tag) == (
        "image/svg+xml",
        "{http://www.w3.org/2000/svg}svg",
    )


def test_an_indicator_that_nobody_named_is_not_found(client: FlaskClient) -> None:
    for ending in ("", ".csv", ".svg"):
        assert client.get(f"/indicators/nothing{ending}").status_code == 404


def test_a_line_ends_where_a_speaker_says_another_thing_or_nothing(home: Path) -> None:
    with Store.open(home) as store:
        found = timeline_of_indicator(store, "camp", store.statements(["camp"]), now=NOW + 10 * DAY, time_zone="UTC")
    aid, ministry = found.lines
    assert (aid.name, ministry.name) == ("Shelter Aid", "The <b>ministry</b>")
    assert [run.until for run in ministry.runs] == [NOW + 2 * DAY, NOW + 3 * DAY, None]
    assert [run.until for run in aid.runs] == [NOW + 2 * DAY - 12 * HOUR, None]
    assert not aid.unseen  # it speaks on several pages: that one is not seen says little
    assert ministry.unseen


def test_a_gap_is_drawn_from_when_both_had_spoken(home: Path) -> None:
    with Store.open(home) as store:
        (two,) = store.apart("camp", 5)
        found = timeline_of_gap(two, store.statements(["camp"]), now=NOW + 10 * DAY, time_zone="UTC")
    assert [(run.since, str(run.figure.value)) for run in found.lines[0].runs] == [
        (NOW + DAY, "2100"), (NOW + 2 * DAY - 12 * HOUR, "3000"), (NOW + 3 * DAY, "2800"),
    ]  # fmt: skip
    assert two.gap == found.lines[0].runs[-1].figure.value
