"""Pages are added in a browser: looked at behind the guard, shown, confirmed, and written by the same splice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from loopback import HANG, Asked, Site, Step, head, page
from lxml import html
from pages_home import empty, tree_of, words
from web_world import client_of, posted

from monitor.config import load
from monitor.web.at_work import NAME, AtWork

BODY = b"""<html lang=en><title>Camp report</title>
<link rel=alternate type=application/rss+xml title="All reports" href=/rss>
<main><h1>Camp report</h1><p>The ministry counted 1,160 people in the camp.</p><p>Some 40 officers guard it.</p></main>
</html>"""
RSS = b"""<rss version='2.0'><channel><title>All reports</title>
<item><title>One</title><link>/one</link><guid>1</guid></item></channel></rss>"""
FILE = """# by hand
pages:
  - id: mine      # our own server
    url: {url}/mine
    allow_private: true
"""


def answer(asked: Asked) -> list[Step]:
    if asked.path == "/slow":
        return [head("200 OK", "Content-Length: 100", "Content-Type: text/html"), HANG]
    if asked.path == "/rss":
        return page(RSS, kind="application/rss+xml")
    return page(BODY) if asked.path.startswith("/report") else page(b"", "404 Not Found")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site(answer) as served:
        yield served


@pytest.fixture
def home(tmp_path: Path, site: Site) -> Path:
    limits = "limits: {host_gap: 0s, total: 300ms}\n"
    return empty(tmp_path / "home", pages=FILE.format(url=site.url), monitor=limits)


def look(client: FlaskClient, urls: str, **fields: str) -> str:
    """Return the words of what is shown of addresses."""
    return words(html.fromstring(client.post("/pages/add", data=posted(do="look", urls=urls, **fields)).data))


def test_what_would_be_followed_is_shown_and_nothing_written(home: Path, site: Site) -> None:
    before = (home / "config" / "pages.yaml").read_bytes()
    urls = f"{site.url}/report\n{site.url}/mine {site.url}/nothing\nftp://a.example/ {site.url}/rss {site.url}/slow"
    told = look(client_of(home), urls)
    for said in (
        "2 figures would be followed, 2 of them in the main text", "1,160 people in the camp", "around 40",
        "It is followed already, as mine.", "status 404", "only http and https", "feed: 1 page would be followed",
        "It has a feed; to follow its posts: All reports", f"this waits longer: monitor add {site.url}/slow",
        "Add it nevertheless",
    ):  # fmt: skip
        assert said in told, said
    assert "--anyway" not in told
    assert (home / "config" / "pages.yaml").read_bytes() == before


def test_what_is_confirmed_is_written_and_every_other_byte_stays(home: Path, site: Site) -> None:
    client, path = client_of(home), home / "config" / "pages.yaml"
    before = path.read_text()
    fields = posted(
        do="add", every="3h", tags="camp, weekly", select="main",
        **{"url-0": f"{site.url}/report", "id-0": "camp", "chosen-0": "on"},
        **{"url-1": f"{site.url}/report-2", "id-1": "other"},
        **{"url-2": f"{site.url}/rss", "id-2": "all", "chosen-2": "on", "follow-2": "feed"},
    )  # fmt: skip
    answer = client.post("/pages/add", data=fields)
    assert (answer.status_code, answer.location) == (303, "/pages")
    after = path.read_text()
    assert after.startswith(before)
    camp, feed = load(home, {}).pages[1:]
    assert (camp.id, camp.tags, camp.select, camp.allow_private) == ("camp", ("camp", "weekly"), "main", True)
    assert (feed.id, feed.source.kind if feed.source else None) == ("all", "feed")
    assert "Added: camp, all." in words(html.fromstring(client.get("/pages").data))


MISTAKES = [
    ({"id-0": "Camp!"}, "camp would do"),
    ({"id-0": "mine"}, "pages.yaml:3: a page has the id mine already"),
    ({"url-0": "{url}/mine"}, "It is followed already, as mine."),
    ({"every": "soon"}, "every"),
    ({"links": "press"}, "give the page follow, too"),
    ({"chosen-0": None}, "Choose at least one page to add."),
]


@pytest.mark.parametrize(("change", "said"), MISTAKES)
def test_a_mistake_is_told_and_nothing_is_written(
    home: Path, site: Site, change: dict[str, str | None], said: str
) -> None:
    before = (home / "config" / "pages.yaml").read_bytes()
    fields: dict[str, str | None] = {"url-0": f"{site.url}/report", "id-0": "camp", "chosen-0": "on", **change}
    given = {name: value.format(url=site.url) for name, value in fields.items() if value is not None}
    answer = client_of(home).post("/pages/add", data=posted(do="add", **given))
    assert answer.status_code == 200
    assert said in words(html.fromstring(answer.data))
    assert (home / "config" / "pages.yaml").read_bytes() == before


def test_no_address_of_this_network_is_asked_without_leave_by_hand(home: Path) -> None:
    with Site(answer) as elsewhere:
        told = look(client_of(home), f"{elsewhere.url}/report", allow_private="true")
        assert f"monitor add {elsewhere.url}/report --allow-private" in told
        assert "Add it nevertheless" not in told
        assert elsewhere.asked == []
        fields = {"url-0": f"{elsewhere.url}/report", "id-0": "camp", "chosen-0": "on", "allow_private": "true"}
        client_of(home).post("/pages/add", data=posted(do="add", **fields))
    assert [one.id for one in load(home, {}).pages if one.allow_private] == ["mine"]


def test_others_are_told_to_wait_while_pages_are_looked_at(home: Path, site: Site) -> None:
    client = client_of(home)
    places = client.application.extensions[NAME]._places
    while places.acquire(blocking=False):
        pass
    assert client.post("/pages/add", data=posted(do="look", urls=f"{site.url}/report")).status_code == 503
    places.release()
    assert "2 figures" in look(client, f"{site.url}/report")


def test_a_look_asks_nobody_any_more_when_its_time_is_over(home: Path) -> None:
    client = client_of(home)
    client.application.extensions[NAME] = AtWork(timedelta())
    with Site(lambda _: page(BODY)) as slow:
        (home / "config" / "pages.yaml").write_text(FILE.format(url=slow.url))
        (home / "config" / "monitor.yaml").write_text("limits: {host_gap: 1h}\n")
        told = look(client, f"{slow.url}/report {slow.url}/report-2")
    assert "There was no time left to ask for it." in told


def test_the_form_can_be_filled_by_a_link(home: Path) -> None:
    tree = tree_of(client_of(home), "/pages/add?url=https://a.example/rss&follow=feed")
    assert [area.text for area in tree.xpath("//textarea[@name='urls']")] == ["https://a.example/rss"]
    assert tree.xpath("//select[@name='follow']/option[@selected]/text()") == ["feed"]
