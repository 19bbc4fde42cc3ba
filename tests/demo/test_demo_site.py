"""The demo's site: what changes from visit to visit, and what a lesser tool would trip over."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from datetime import date

import pytest

from monitor import examine
from monitor.cli.demo.site import SITE, Site
from monitor.cli.demo.site_pages import PAGES
from monitor.cli.demo.site_sources import BULLETINS, FEED, ISSUES, POSTS
from monitor.cli.demo.site_visits import VISITS, Moment
from monitor.model import Source
from monitor.sources import read

TODAY = date(2031, 5, 6)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(TODAY) as running:
        yield running


def ask(site: Site, path: str, **headers: str) -> tuple[int, str, str | None]:
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body, answer.getheader("ETag")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_served(site: Site, path: str) -> None:
    status, body, tag = ask(site, path)
    assert status == 200
    assert "<h1>" in body
    assert tag


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    _, _, tag = ask(site, "/communique")
    assert ask(site, "/communique", If_None_Match=tag or "")[0] == 304
    assert site.advance()
    assert ask(site, "/communique", If_None_Match=tag or "")[0] == 200


def test_what_is_not_there_is_not_found(site: Site) -> None:
    assert ask(site, "/robots.txt")[0] == 404


def test_the_site_ends_at_its_last_visit(site: Site) -> None:
    assert [site.advance() for _ in VISITS] == [True] * (len(VISITS) - 1) + [False]
    assert "6 May 2031" in ask(site, "/statement")[1]


def test_the_visitor_counter_ticks_at_every_request(site: Site) -> None:
    first, second = (re.search(r"([\d,]+) visitors", ask(site, "/statement")[1]) for _ in range(2))
    assert first
    assert second
    assert first[1] != second[1]


def test_the_outage_answers_200_and_states_no_figure(site: Site) -> None:
    site.advance()
    site.advance()
    status, body, _ = ask(site, "/statement")
    assert status == 200
    assert "maintenance" in body
    assert "people" not in body


def test_the_settlement_is_lowered_under_an_old_date() -> None:
    before, after = (PAGES["/statement"](Moment(visit, date(2031, 5, 2 + visit), 0)) for visit in (1, 3))
    dates = [re.search(r"Last updated: <time datetime=\"(.*?)\"", page) for page in (before, after)]
    assert dates[0]
    assert dates[1]
    assert dates[0][1] == dates[1][1]
    assert "nearly 6,400" in after


def test_the_prefecture_writes_french_spaces() -> None:
    assert "1&#8239;240" in PAGES["/communique"](Moment(1, TODAY, 0))


def test_posts_and_bulletins_are_there_from_their_visit_on_and_are_named_then(site: Site) -> None:
    for visit in range(len(VISITS)):
        feed, bulletins = ask(site, FEED)[1], ask(site, BULLETINS)[1]
        for place, since in [
            *((f"/posts/{name}", post.visit) for name, post in POSTS.items()),
            *((f"/bulletins/no-{number}.pdf", of) for number, of in ISSUES.items()),
        ]:
            is_there = since <= visit
            assert (ask(site, place)[0], place in feed + bulletins) == (200 if is_there else 404, is_there), place
        site.advance()


def test_the_feed_names_the_newest_first_and_is_no_page(site: Site) -> None:
    site.visit = 3
    answer = site.answer(FEED)
    assert answer is not None
    reading = read(Source(kind="feed"), answer.body, url=f"{site.address}{FEED}", content_type=answer.media)
    assert [entry.url.rpartition("/")[2] for entry in reading.entries] == list(reversed(POSTS))
    assert [entry.updated.date() for entry in reading.entries if entry.updated] == [
        date(2031, 5, 5), date(2031, 5, 3), date(2031, 5, 2),
    ]  # fmt: skip


def test_bulletins_are_pdfs_whose_figures_change(site: Site) -> None:
    stated = []
    for number, visit in ISSUES.items():
        site.visit = visit
        answer = site.answer(f"/bulletins/no-{number}.pdf")
        assert answer is not None
        assert (answer.media, answer.body[:5]) == ("application/pdf", b"%PDF-")
        stated.append([figure.surface for figure in examine.read(answer.body).figures])
    assert [figures[:3] for figures in stated] == [
        ["214", "1,960", "61"],
        ["231", "2,310", "52"],
        ["246", "2,310", "47"],
    ]
    answers = [site.answer(path) for path in SITE if path.endswith(".pdf")]
    assert sum(len(answer.body) for answer in answers if answer) < 10_000
