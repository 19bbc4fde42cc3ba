"""Today: what is to be reviewed, as it is asked for in the address, a stretch at a time, read for one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from review_home import made, of_every_shape, of_many
from web_dom import elements, fields, form, press, strings, text_of, words
from web_passive import assert_passive_view
from web_world import client_of, posted

TABLE = "c46"  # the greatest of its moves


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home in which people have said something of some findings."""
    home = of_every_shape(tmp_path_factory.mktemp("today"))
    ben = client_of(home, "Ben")
    for said in (
        {"verb": "confirm", "findings": "1"},
        {"verb": "dismiss", "findings": "5", "text": "misread"},
        {"verb": "label", "findings": "3,4", "text": "for the board"},
        {"verb": "note", "findings": "3", "text": "Ask them."},
        {"verb": "confirm", "findings": "7-9"},
    ):
        assert ben.post("/review", data=posted(key=f"{said}", **said)).status_code == 303
    return home


@pytest.fixture(scope="module")
def anna(home: Path) -> FlaskClient:
    return client_of(home)


def shown(client: FlaskClient, address: str = "/") -> list[str]:
    """Return the names of the entries that a view shows."""
    answer = client.get(address)
    assert answer.status_code == 200
    return re.findall(r'<article class="entry[^>]* id="(c\d+)"', answer.text)


FILTERS = {
    "": [TABLE, "c6", "c3", "c2", "c4"],
    "standing=all": [TABLE, "c6", "c5", "c3", "c2", "c4", "c1"],
    "standing=confirmed": [TABLE, "c1"],
    "standing=dismissed": ["c5"],
    "page=beds": [TABLE],
    "page=harbour&standing=all": ["c6", "c5", "c3", "c2", "c4", "c1"],
    "page=gone": [],
    "tag=weekly": [TABLE, "c6", "c3", "c2", "c4"],
    "tag=coast": ["c6", "c3", "c2", "c4"],
    "tag=coast&page=beds": [],
    "tag=none": [],
    "indicator=camp&standing=all": ["c5", "c2", "c1"],
    "kind=APPEARED": ["c4"],
    "kind=DISAPPEARED": ["c6"],
    "silent=1": ["c3", "c2", "c4"],
    "unread=1": [TABLE, "c6", "c3", "c2", "c4"],
    "label=for+the+board": ["c3", "c4"],
    "label=other": [],
    "words=fence": ["c4"],
    "words=FENC+metres": ["c4"],
    "words=norhaven&kind=CHANGED&standing=all": ["c5", "c2", "c1"],
    "words=%22": [],
    "before=99999999999999999999&past=%D9%A3": [TABLE, "c6", "c3", "c2", "c4"],
    "standing=nonsense&kind=nonsense&silent=x&before=x&past=-3": [TABLE, "c6", "c3", "c2", "c4"],
}


@pytest.mark.parametrize("asked", FILTERS)
def test_the_address_says_what_is_shown(anna: FlaskClient, asked: str) -> None:
    assert shown(anna, f"/?{asked}") == FILTERS[asked]


def test_the_form_stands_as_the_address_says_and_offers_what_there_is(anna: FlaskClient) -> None:
    asked = "words=officers&standing=all&unread=1&page=harbour&tag=coast&kind=CHANGED&silent=1&label=for+the+board"
    search = form(anna.get(f"/?{asked}").text, "//form[@role='search']")
    assert fields(search) == {
        "words": "officers", "standing": "all", "unread": "1", "page": "harbour", "tag": "coast", "kind": "CHANGED",
        "silent": "1", "label": "for the board", "indicator": "",
    }  # fmt: skip
    assert strings(search, ".//select[@name='tag']/option/text()") == ["all tags", "coast", "weekly"]
    assert strings(search, ".//select[@name='indicator']/option/text()") == ["all", "camp"]
    assert elements(search, ".//details[@open]")


def test_an_entry_says_what_it_says_in_reports_and_what_was_made_of_it(anna: FlaskClient) -> None:
    text = text_of(anna.get("/?standing=all").text)
    for said in (
        "6,500 → around 7,000", "+500 +7.7 %", "Changed silently: the page’s own date did not move (1 March 2026).",
        "Dismissed by Ben, 27 November 2026, 09:00 UTC: misread.", "Confirmed by Ben", "for the board", "1 note",
        "40 cells", "37 open, 3 confirmed.", "Captured 1 March 2026, 23:00 UTC", "46 findings, 46 of them unread",
    ):  # fmt: skip
        assert said in text, said
    assert "41 findings to review" in anna.get("/").text


def test_a_table_is_judged_by_what_of_it_is_asked_for(anna: FlaskClient) -> None:
    (entry,) = elements(anna.get("/").text, f"//article[@id='{TABLE}']")
    assert set(strings(entry, ".//input[@name='findings']/@value")) == {"10-46"}
    assert len(elements(entry, ".//tbody/tr")) == 6
    assert "and 34 more cells" in words(entry)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_many(tmp_path_factory.mktemp("many"))


def turned(client: FlaskClient, address: str) -> Iterator[list[str]]:
    """Yield what each view shows, from *address* on."""
    while address:
        text = client.get(address).text
        assert len(text.encode()) < 200_000
        yield re.findall(r'<article class="entry[^>]* id="(c\d+)"', text)
        older = re.search(r'href="([^"]*)" class="button plain" rel="next"', text)
        address = older[1].replace("&amp;", "&") if older else ""


@pytest.mark.parametrize("filters", ["", "?words=tents&standing=all"])
def test_older_findings_follow_until_there_are_none(many: Path, filters: str) -> None:
    pages = list(turned(client_of(many), f"/{filters}"))
    assert [len(page) for page in pages] == [25, 25, 14]
    newest, oldest = range(33, 65), range(1, 33)
    assert [name for page in pages for name in page] == [f"c{n}" for n in (*newest, *oldest)]


def test_what_is_read_is_read_for_one_person(many: Path) -> None:
    anna, ben = client_of(many), client_of(many, "Ben")
    assert "64 findings to review, 64 of them unread" in anna.get("/").text
    anna.get("/findings/c33")
    assert "64 findings to review, 63 of them unread" in anna.get("/").text
    assert "c33" not in shown(anna, "/?unread=1")
    anna.post("/review", data=posted(verb="note", findings="34", text="Ask.", key="n"))
    assert "62 of them unread" in anna.get("/").text
    page = press(anna, anna.get("/?words=tents").text, "//form[contains(@action, '/read')]//button")
    assert "All of it is marked as read." in page
    assert fields(form(page, "//form[@role='search']"))["words"] == "tents"
    assert "Mark all as read" not in anna.get("/").text
    assert "64 findings to review, 64 of them unread" in ben.get("/").text


def test_who_may_only_read_is_offered_nothing_to_do(home: Path) -> None:
    reader = client_of(home, "a colleague", may_act=False)
    for address in ("/", "/findings/c3"):
        page = reader.get(address).text
        assert strings(page, "//main//form/@method") in ([], ["get"])
        assert not elements(page, "//input[@name='findings']")
    assert reader.post("/review", data=posted(verb="confirm", findings="2", key="r")).status_code == 403
    assert "c2" in shown(reader)


EMPTY = {
    "": ("Nothing is to be reviewed.", "A finding comes when a figure changes"),
    "?standing=confirmed": ("Nothing has been confirmed yet.", "Show what is to be reviewed"),
    "?standing=dismissed": ("Nothing has been dismissed yet.", "Show what is to be reviewed"),
    "?standing=all": ("Nothing has been found yet.", "Show what is to be reviewed"),
    "?words=nothing": ("No finding fits.", "all findings"),
}


def test_where_no_page_is_followed_the_first_one_is_offered(tmp_path: Path) -> None:
    home = made(tmp_path / "new", lambda _: None)
    (home / "config" / "pages.yaml").write_text("allow_empty: true\npages: []\n")
    told = client_of(home).get("/").text
    assert "No page is followed yet." in told
    assert strings(told, "//main//a/@href") == ["/pages/add"]
    assert "/pages/add" not in client_of(home, "a colleague", may_act=False).get("/").text


def test_where_there_is_nothing_it_is_said_what_to_do(tmp_path: Path) -> None:
    client = client_of(made(tmp_path / "new", lambda _: None))
    for asked, said in EMPTY.items():
        text = client.get(f"/{asked}").text
        assert all(one in text for one in said), asked
        assert_passive_view(text)
