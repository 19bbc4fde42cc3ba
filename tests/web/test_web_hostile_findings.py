"""What a page, or a person, writes is text in Today and in a finding, whatever it is (FAULTS A4, A10)."""

from __future__ import annotations

import sys
from html import escape
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from flask.testing import FlaskClient
from report_payloads import ALL, EVERY
from review_home import document, made
from store_world import HOUR, NOW, page, visit
from web_passive import assert_passive_view
from web_world import client_of, posted

from monitor.store import Store

HARMFUL = [one for one in ALL if one.isprintable()]  # what a page can hold as text
SENT = [one for one in ALL if one.isascii() or one.isprintable()]  # what a form can send
SOME = pytest.mark.parametrize(
    "sent", [pytest.param(SENT[:: 3 * EVERY], id="some"), pytest.param(SENT, id="all", marks=pytest.mark.slow)]
)


def hostile(tents: int) -> bytes:
    """Return a page in whose title, headings, sentences and cells everything stands that hurts elsewhere."""
    told = (
        f"<h2>{escape(one)}</h2><p>The council of {escape(one)} put up {100 + number + tents} tents.</p>"
        for number, one in enumerate(HARMFUL)
    )
    rows = "".join(f"<tr><th>{escape(one)}</th><td>{10 + n + tents}</td></tr>" for n, one in enumerate(HARMFUL))
    head = f"<caption>{escape(HARMFUL[0])}</caption><tr><th>{escape(HARMFUL[6])}</th><th>Beds</th></tr>"
    return document(escape(HARMFUL[3]), f"{''.join(told)}<table>{head}{rows}</table>")


def _hostile(home: Path) -> None:
    of_page = page("harbour")
    with Store.open(home, writer=True) as store:
        store.sync([of_page], NOW)
        for hour in range(2):
            visit(store, of_page, hostile(1000 * hour), NOW + hour * HOUR)


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FlaskClient]:
    home = made(tmp_path_factory.mktemp("hostile") / "home", _hostile)
    return {name: client_of(home, name) for name in ("Anna", "<script>alert(1)</script>")}


VIEWS = ["/", "/?past=25", "/?past=50", "/?standing=all", "/findings/c1", "/findings/c1/diff", "/findings/c80"]


@pytest.mark.parametrize("address", VIEWS)
def test_a_page_s_words_are_words(clients: dict[str, FlaskClient], address: str) -> None:
    for client in clients.values():
        answer = client.get(address)
        assert answer.status_code == 200
        assert_passive_view(answer.text)
    assert "alert(1)" in answer.text


@SOME
def test_what_people_say_is_words_too(clients: dict[str, FlaskClient], sent: list[str]) -> None:
    verbs = cycle(("note", "label", "dismiss"))
    for place, one in enumerate(sent):
        (name, client), verb = list(clients.items())[place % 2], next(verbs)
        said = posted(
            verb=verb,
            findings=str(place + 1),
            text=one[:60],
            key=f"{name}{place}{len(sent)}",
            back=f"/findings/c{place + 1}",
        )
        assert_passive_view(client.post("/review", data=said, follow_redirects=True).text)
    for client in clients.values():
        for address in ("/?standing=all", "/?standing=dismissed", "/findings/c1", "/findings/c4"):
            assert_passive_view(client.get(address).text)


FIELDS = ("words", "page", "tag", "indicator", "kind", "label", "standing", "before", "past", "unread", "silent")


@SOME
def test_what_stands_in_an_address_is_words_too(clients: dict[str, FlaskClient], sent: list[str]) -> None:
    client = clients["Anna"]
    for one in sent:
        answer = client.get("/", query_string=dict.fromkeys(FIELDS, one))
        assert answer.status_code == 200
        assert_passive_view(answer.text)
        assert client.get(f"/findings/{quote(one, safe='')}").status_code in (308, 404)
