"""What a page, a person or a configuration writes is text in every view of pages, whatever it is (FAULTS A4, A10)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from flask.testing import FlaskClient
from loopback import Site
from loopback import page as answered
from pages_home import empty
from report_payloads import ALL, EVERY
from store_world import CONSENT, HOUR, failed, page, visit
from web_passive import assert_passive_view
from web_world import NOW, client_of, posted

from monitor import config as configuration
from monitor.config import load
from monitor.store import Store

HARMFUL = [one for one in ALL if one.isprintable()]  # what a page can hold as text
SENT = [one for one in ALL if one.isascii() or one.isprintable()]  # what a form can send
TAGS = [one for one in HARMFUL if "," not in one][:20]
SOME = pytest.mark.parametrize(
    "sent", [pytest.param(SENT[:: 3 * EVERY], id="some"), pytest.param(SENT, id="all", marks=pytest.mark.slow)]
)


def hostile() -> bytes:
    """Return a page in whose title, headings, sentences and cells everything stands that hurts elsewhere."""
    told = (
        f"<h2>{escape(one)}</h2><p>The council of {escape(one)} put up {100 + number} tents.</p>"
        for number, one in enumerate(HARMFUL)
    )
    rows = "".join(f"<tr><th>{escape(one)}</th><td>{10 + n}</td></tr>" for n, one in enumerate(HARMFUL))
    head = f"<table><caption>{escape(HARMFUL[0])}</caption><tr><th>{escape(HARMFUL[6])}</th><th>Beds</th></tr>"
    title = f"<html lang=en><title>{escape(HARMFUL[3])}</title><nav><p>{escape(HARMFUL[1])} 12 tents</p></nav>"
    return f"{title}<main>{''.join(told)}{head}{rows}</table></main></html>".encode()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site(lambda _: answered(hostile())) as served:
        yield served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, site: Site) -> FlaskClient:
    entry = {"id": "uk", "url": "https://uk.example/", "tags": TAGS, "note": HARMFUL[3], "speaker": HARMFUL[5]}
    mine = {"id": "mine", "url": f"{site.url}/mine", "allow_private": True}
    home = empty(
        tmp_path_factory.mktemp("web") / "home",
        pages=configuration.add("pages: []\n", entry, mine),
        monitor="limits: {host_gap: 0s}\n",
    )
    of_page = load(home, {}).pages[0]
    with Store.open(home, writer=True) as store:
        store.sync([of_page, page("fr")], NOW)
        visit(store, of_page, hostile(), NOW)
        visit(store, of_page, CONSENT.encode(), NOW + HOUR)
        for one in HARMFUL[:30]:
            store.record([failed(store, of_page, NOW + HOUR, reason=one)])
    return client_of(home)


VIEWS = (
    "/pages", "/pages?q=camp", "/pages/uk", "/pages/uk?checks=20", "/pages/uk/edit", "/pages/uk/snapshots/1",
    "/pages/uk/snapshots/1?part=2", "/pages/uk/snapshots/2", "/status", "/pages/add",
)  # fmt: skip


@pytest.mark.parametrize("address", VIEWS)
def test_what_a_page_and_a_configuration_say_is_words(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert_passive_view(answer.text)


def test_what_a_page_says_before_it_is_followed_is_words(client: FlaskClient, site: Site) -> None:
    answer = client.post("/pages/add", data=posted(do="look", urls=f"{site.url}/report"))
    assert "would be followed" in answer.text
    assert_passive_view(answer.text)


@SOME
def test_what_a_form_or_an_address_says_is_words(client: FlaskClient, sent: list[str]) -> None:
    for one in sent:
        asked = dict.fromkeys(("q", "tag", "state", "source", "from", "url", "follow", "part"), one)
        for address in ("/pages", "/pages/add", "/pages/uk", "/pages/uk/snapshots/1"):
            assert_passive_view(client.get(address, query_string=asked).text)
        fields = posted(note=one, every=one, tags=one, select=one, urls=one, speaker=one, until=one)
        for do in ("preview", "look", "add", "pause", "check"):
            for address in ("/pages/uk/edit", "/pages/add", "/pages"):
                sending = {**fields, "do": do, "page": one, "url-0": one, "id-0": one, "chosen-0": "on"}
                assert_passive_view(client.post(address, data=sending, follow_redirects=True).text)
