"""Figures: found by words and by value, each with its timeline, corrected by what people say of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree, html
from review_home import FENCED, harbour, made, of_every_shape
from store_world import HOUR, NOW, page, visit, word
from web_dom import strings
from web_world import client_of, empty_home, posted

from monitor.model.reviews import Verb
from monitor.store import Store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_every_shape(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return client_of(home)


@pytest.fixture(scope="module")
def people(home: Path) -> str:
    """Return the address of the figure that moved most."""
    with Store.open(home) as store:
        (hit,) = store.figures(["harbour"])[:1]
    return f"/figures/harbour/s{hit.series}"


def text(one: etree._Element) -> str:
    return " ".join(str(one.xpath("string()")).split())


def found(client: FlaskClient, **asked: str) -> list[str]:
    """Return the values that are shown."""
    page = html.fromstring(client.get("/figures", query_string=asked).text)
    return [text(one) for one in page.cssselect(".found .value")]


def verbs(client: FlaskClient, address: str) -> set[str]:
    """Return what the forms of a page say."""
    page = html.fromstring(client.get(address).text)
    return {str(one.get("value")) for one in page.cssselect("main [name=verb]")}


SOUGHT = [
    ({"words": "people camp"}, ["7,250"]),
    ({"words": "7,250"}, ["7,250"]),
    ({"value": "around 7000"}, ["7,250"]),
    ({"value": "around 7000", "ever": "1"}, ["7,250", "around 7,000", "6,500"]),
    ({"value": "> 3000", "page": "harbour"}, ["7,250", "3,200 metres"]),
    ({"value": "> 3000", "tag": "coast"}, ["7,250", "3,200 metres"]),
    ({"value": "> 3000", "tag": "weekly"}, ["7,250", "3,200 metres"]),
    ({"words": "people", "page": "beds"}, []),
    ({"words": "people", "page": "nowhere"}, []),
    ({"unit": "m"}, ["3,200 metres"]),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "values"), SOUGHT, ids=repr)
def test_figures_are_found(client: FlaskClient, asked: dict[str, str], values: list[str]) -> None:
    assert sorted(found(client, **asked)) == sorted(values)


def test_without_a_question_what_was_stated_last_is_shown_a_stretch_at_a_time(client: FlaskClient) -> None:
    first = html.fromstring(client.get("/figures").text)
    assert len(first.cssselect(".found > li")) == 25
    (more,) = first.cssselect("a[rel=next]")
    second = html.fromstring(client.get(more.get("href", "")).text)
    shown = {one.get("href") for page in (first, second) for one in page.cssselect(".found .value")}
    assert len(shown) == len(first.cssselect(".found > li")) + len(second.cssselect(".found > li"))
    assert second.cssselect("a[rel=prev]")[0].get("href") == "/figures"


def test_what_is_no_value_is_told_with_how_to_write_one(client: FlaskClient) -> None:
    answer = client.get("/figures?value=many")
    assert "This is no value. Write it as 1160, 1,160, around 7000, 1000-2000 or &gt; 5000." in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_where_nothing_is_found_it_says_what_to_do(client: FlaskClient, tmp_path: Path) -> None:
    told = client.get("/figures?words=zebras").text
    assert "Nothing was found." in told
    further = "/figures?words=zebras&ever=1&outside=1"
    assert further in strings(told, "//main//a/@href")
    assert further not in client.get(further).text
    assert "No figure is known yet." in client_of(empty_home(tmp_path)).get("/figures").text


def test_a_series_shows_how_it_moved_in_a_picture_and_in_a_table(client: FlaskClient, people: str) -> None:
    page = html.fromstring(client.get(people).text)
    assert len(page.cssselect("svg.timeline[role=img][aria-label]")) == 2  # wide, and for a telephone
    rows = [[text(cell) for cell in row.cssselect("td")] for row in page.cssselect(".runs tbody tr")]
    assert [row[0] for row in rows] == ["7,250", "around 7,000", "6,500", "6,000"]
    assert rows[0][2] == "still stated"
    assert "There are 7,250 people in the camp at Norhaven." in text(page)
    (captured, *_) = page.cssselect(".statements a")
    assert captured.get("href") == "/pages/harbour/snapshots/4"


def test_what_hides_words_of_a_diff_hides_no_line_of_a_timeline(client: FlaskClient) -> None:
    style = client.get("/style.css").text
    assert "span.unseen {" in style
    assert "\n.unseen" not in style


def test_its_values_are_downloaded_as_a_table_and_as_a_picture(client: FlaskClient, people: str) -> None:
    table = client.get(f"{people}.csv")
    assert table.headers["Content-Disposition"] == f"attachment; filename=harbour-{people.rsplit('/', 1)[1]}.csv"
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["value"] for row in rows if row["what"] == "stated"] == ["6000", "6500", "7000", "7250"]
    picture = client.get(f"{people}.svg")
    assert picture.mimetype == "image/svg+xml"
    root = etree.fromstring(picture.data)
    assert {etree.QName(one).localname for one in root.iter()} & {"script", "a", "image", "foreignObject"} == set()
    assert "prefers-color-scheme: dark" in picture.text


@pytest.mark.parametrize("address", ["/figures/harbour/s999", "/figures/harbour/twelve", "/figures/nowhere/s1"])
def test_a_series_that_is_not_known_is_not_found(client: FlaskClient, address: str) -> None:
    for ending in ("", ".csv", ".svg"):
        assert client.get(f"{address}{ending}").status_code == 404


def test_a_figure_is_corrected_on_its_page(tmp_path: Path, people: str) -> None:
    home = of_every_shape(tmp_path)
    client = client_of(home)
    assert verbs(client, people) == {"rename", "not a figure", "same figure"}
    for verb, words in (("rename", "All in the camp"), ("not a figure", "")):
        sent = posted(verb=verb, text=words, key=verb, page="harbour", series=people[-2:], back=people)
        answer = client.post("/review", data=sent, follow_redirects=True)
        assert answer.request.path == people
    said = text(html.fromstring(answer.text))
    assert "Anna called" in said
    assert "“All in the camp”" in said
    assert "Not a figure: it is told of no more." in said
    assert [text(one) for one in html.fromstring(answer.text).cssselect("h1")] == ["All in the camp"]
    named = client.get("/figures?words=all+in").text
    assert "Called so by you" in named


def test_a_merged_series_leads_to_the_one_that_it_is(tmp_path: Path, people: str) -> None:
    home = of_every_shape(tmp_path)
    client = client_of(home)
    with Store.open(home) as store:
        other = next(one.series for one in store.figures(["harbour"]) if one.figure.surface == "3,200 metres")
    fence = f"/figures/harbour/s{other}"
    sent = posted(verb="same figure", key="k", page="harbour", series=f"s{other}", into=people[-2:], back=fence)
    client.post("/review", data=sent)
    answer = client.get(fence)
    assert (answer.status_code, answer.location) == (302, people)
    assert f"Goes on from series s{other}" in client.get(people).text


def test_what_stands_is_not_said_to_be_withdrawn_with_what_was_merged_into_it(tmp_path: Path) -> None:
    """The fence came after the people, went, and is said to be the same figure: the people are stated all the while."""

    def record(home: Path) -> None:
        with Store.open(home, writer=True) as store:
            store.sync([page("harbour")], NOW)
            for hour, more in enumerate(("", FENCED, "")):
                visit(store, page("harbour"), harbour("6,000", more), NOW + hour * HOUR)
            word(store, "harbour", Verb.SAME, 2, into=1)

    told = html.fromstring(client_of(made(tmp_path / "home", record)).get("/figures/harbour/s1").text)
    assert next(map(text, told.cssselect("p.now"))).startswith("Stated now: 6,000")


def test_who_may_only_read_is_offered_no_forms(home: Path, people: str) -> None:
    assert verbs(client_of(home, "Reader", may_act=False), people) == set()
