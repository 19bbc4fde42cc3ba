"""The list of pages and one page: what is wrong comes first, is found, and is acted on."""

from __future__ import annotations

from pathlib import Path

import pytest
from empty_ledger import make_ledger
from flask.testing import FlaskClient
from pages_home import made, seen, tree_of
from web_dom import strings
from web_world import NOW, client_of, posted

from monitor.model.phrasing import ahead
from monitor.store import Store


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("web") / "home")


@pytest.fixture(scope="module")
def client(home: Path) -> FlaskClient:
    return client_of(home)


def listed(client: FlaskClient, query: str = "") -> list[str]:
    """Return the ids of the pages that the list shows, in its order."""
    return [box.get("value") for box in tree_of(client, f"/pages{query}").xpath("//input[@name='page']")]


FOUND = {
    "": ["es", "feed", "fr", "de", "uk"],
    "?state=look": ["es", "feed", "fr"],
    "?state=failing": ["fr"],
    "?state=disabled": ["de"],
    "?tag=camp": ["fr", "uk"],
    "?q=norhaven+STATEMENT": ["fr"],
    "?q=no-such-word": [],
    "?tag=camp&q=uk": ["uk"],
    "?from=3": ["de", "uk"],
}


@pytest.mark.parametrize(("query", "ids"), FOUND.items())
def test_pages_are_found_and_what_needs_a_look_comes_first(client: FlaskClient, query: str, ids: list[str]) -> None:
    assert listed(client, query) == ids


def test_the_list_says_of_each_page_how_it_is_doing_and_what_to_do(client: FlaskClient) -> None:
    told = seen(client, "/pages")
    for said in (
        "doubtful answer since 4 h ago",
        "It failed.",
        "Wait.",
        "Not checked yet",
        "2 figures",
        "Needs a look 3",
    ):
        assert said in told, said


def test_unread_findings_are_counted_for_each_person(tmp_path: Path) -> None:
    client = client_of(made(tmp_path / "home"))
    tree = tree_of(client, "/pages")
    assert strings(tree, "//a[@class='unread']/text()") == ["2 unread findings"]
    assert strings(tree, "//a[@class='unread']/@href") == ["/?page=uk&unread=1"]
    first = strings(tree_of(client, "/pages/uk"), "//section[@aria-labelledby='findings']//li/a/@href")[0]
    assert client.get(first).status_code == 200
    assert strings(tree_of(client, "/pages"), "//a[@class='unread']/text()") != ["2 unread findings"]


def test_a_list_that_goes_on_has_links_that_ask_for_nothing_else(client: FlaskClient) -> None:
    tree = tree_of(client, "/pages?from=1&_external=1&_scheme=javascript&_anchor=x")
    assert [link.get("href") for link in tree.xpath("//nav[@class='paging']/a")] == ["/pages"]


def test_one_page_is_told_whole_and_its_credentials_are_not(client: FlaskClient) -> None:
    told = seen(client, "/pages/uk")
    figures = ("9,000", "people in the camp", "Snapshot 3", "Read, and changed")
    for said in (*figures, "config/pages.yaml, line 4", "camp, uk"):
        assert said in told, said
    assert "very-secret" not in told
    assert "(not shown)" in told
    assert "Failed, 8 times" in seen(client, "/pages/fr")
    assert client.get("/pages/nobody").status_code == 404


def test_the_history_of_a_page_is_shown_in_parts(client: FlaskClient) -> None:
    assert "Snapshot 2" not in seen(client, "/pages/uk?snapshots=2")
    assert "Snapshot 1 " in seen(client, "/pages/uk?snapshots=2")
    assert "Failed" not in seen(client, "/pages/fr?checks=5")


DONE = [
    ("uk", {"do": "check"}, "Asked for now: uk. Nobody checks pages at the moment: start monitor run, or"),
    ("de", {"do": "check"}, "de is paused or disabled, and left alone"),
    ("uk", {"do": "pause", "until": "3d"}, "uk is paused until 2026-11-30 09:00 UTC."),
    ("uk", {"do": "check"}, "uk is paused or disabled, and left alone"),
    ("uk", {"do": "resume"}, "uk is checked again."),
    ("uk", {"do": "resume"}, "uk was not paused."),
    ("uk", {"do": "pause", "until": "2020-01-01"}, "'2020-01-01' is past"),
    ("uk", {"do": "pause", "until": "soon"}, "'soon' is no time"),
    ("uk", {"do": "check", "until": "3d"}, "Nothing was done: press Pause to pause until “3d”, or empty that field."),
    ("uk", {"do": "accept"}, "uk is not doubted"),
    ("es", {"do": "accept"}, "The doubted answer of es is believed"),
    ("uk", {"do": "nothing"}, "Choose pages first"),
]  # fmt: skip


def test_what_is_done_to_a_page_is_done_and_said(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    client = client_of(home)
    for page, fields, said in DONE:
        answer = client.post(f"/pages/{page}", data=posted(**fields))
        assert (answer.status_code, answer.location) == (303, f"/pages/{page}")
        assert said in seen(client, answer.location)
    with Store.open(home) as store:
        assert ahead(store.state("uk").next_check_at, NOW) == "now"
        assert store.state("es").vouched is not None


def test_several_pages_are_acted_on_at_once_and_who_only_reads_does_nothing(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    sent = posted(do="pause") | {"page": ["uk", "fr"]}
    assert client_of(home, "Rita", may_act=False).post("/pages", data=sent).status_code == 403
    answer = client_of(home).post("/pages?tag=camp", data=sent)
    assert (answer.status_code, answer.location) == (303, "/pages?tag=camp")
    with Store.open(home) as store:
        assert store.paused(NOW) == {"uk", "fr"}


def test_an_instance_that_checks_pages_is_seen(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    client = client_of(home)
    assert "Nobody checks the pages" in seen(client, "/status")
    with Store.open(home, writer=True):
        assert "The service is running, and checks the pages (process" in seen(client, "/status")
        client.post("/pages/uk", data=posted(do="check"))
        assert "Asked for now: uk. The service checks it next." in seen(client, "/pages/uk")


def test_a_home_without_pages_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("pages: []\nallow_empty: true\n")
    make_ledger(tmp_path)
    client = client_of(tmp_path)
    assert "Add the first one" in seen(client, "/pages")
    assert "Add the first one" in seen(client, "/status")
