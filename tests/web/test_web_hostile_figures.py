"""What a page, a person or a question says is text in Figures, in a series and its picture, and in Indicators."""

from __future__ import annotations

import csv
import io
import sys
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

import pytest
from empty_ledger import make_ledger
from flask.testing import FlaskClient
from lxml import etree
from report_payloads import ALL
from review_home import document
from store_world import HOUR, NOW, page, visit
from web_passive import assert_passive_view
from web_world import client_of, posted

from monitor.model import Indicator
from monitor.restatements import define
from monitor.store import Store

HARMFUL = [one for one in ALL if one.isprintable()]
CAMP = Indicator(id="camp", name="<script>alert(1)</script>", words=("tents",))
SPEAKERS = ["<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>']
PAGES = [page(f"harbour-{number}", speaker=name) for number, name in enumerate(SPEAKERS)]
WITHIN = {"svg", "style", "rect", "path", "text", "g", "title"}


def told(tents: int) -> bytes:
    """Return a page that counts tents, with everything that hurts elsewhere about them."""
    said = (f"<p>There are {100 + n + tents} tents at {escape(one)}.</p>" for n, one in enumerate(HARMFUL))
    return document(escape(HARMFUL[3]), "".join(said))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    home = tmp_path_factory.mktemp("hostile")
    (home / "config").mkdir()
    listed = "".join(f"- {{id: {one.id}, url: '{one.url}'}}\n" for one in PAGES)
    (home / "config" / "pages.yaml").write_text(f"pages:\n{listed}")
    (home / "config" / "indicators.yaml").write_text(
        "indicators:\n- {id: camp, name: '<script>alert(1)</script>', words: [tents]}\n"
    )
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync(PAGES, NOW)
        define(store, PAGES, [CAMP])
        for hour in range(2):
            for of in PAGES:
                visit(store, of, told(1000 * hour), NOW + hour * HOUR, indicators=(CAMP,))
    return client_of(home)


VIEWS = [
    "/figures", "/figures?words=tents", "/figures?before=25", "/figures/harbour-0/s1", "/figures/harbour-1/s2",
    "/indicators", "/indicators/camp",
]  # fmt: skip


@pytest.mark.parametrize("address", VIEWS)
def test_a_page_s_words_are_words(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert_passive_view(answer.text)


@pytest.mark.parametrize("name", ["words", "value", "page", "tag", "unit", "ever", "before"])
def test_a_question_is_words(client: FlaskClient, name: str) -> None:
    for one in HARMFUL[::9]:
        answer = client.get("/figures", query_string={name: one})
        assert answer.status_code == 200
        assert_passive_view(answer.text)


def test_a_name_that_a_person_gives_is_words(client: FlaskClient) -> None:
    for number, one in enumerate(HARMFUL[::9], 1):
        said = posted(
            verb="rename", page="harbour-0", series=f"s{number}", text=one[:200], key=str(number),
            back=f"/figures/harbour-0/s{number}",
        )  # fmt: skip
        assert_passive_view(client.post("/review", data=said, follow_redirects=True).text)
        assert_passive_picture(client.get(f"/figures/harbour-0/s{number}.svg").data)


def assert_passive_picture(picture: bytes) -> None:
    for element in etree.fromstring(picture).iter():
        assert etree.QName(element).localname in WITHIN
        assert not [name for name in element.attrib if str(name).startswith("on") or "href" in str(name)]


@pytest.mark.parametrize("address", ["/figures/harbour-0/s1", "/indicators/camp"])
def test_a_download_runs_nothing(client: FlaskClient, address: str) -> None:
    assert_passive_picture(client.get(f"{address}.svg").data)
    rows = list(csv.reader(io.StringIO(client.get(f"{address}.csv").text)))
    assert len(rows) > 2
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "\t", "\r"))]
