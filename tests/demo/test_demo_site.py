"""The demo's site: what changes from visit to visit, and what a lesser tool would trip over."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from datetime import date

import pytest

from monitor.cli.demo.site import Site
from monitor.cli.demo.site_pages import PAGES, VISITS, Moment

TODAY = date(2031, 5, 6)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(TODAY) as running:
        yield running


def ask(site: Site, path: str, **headers: str) -> tuple[int, str, str | None]:
    connection = http.client.HTTPConnection(site.address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read().decode()
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
    assert "6 May 2031" in (site.page("/statement") or "")


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
