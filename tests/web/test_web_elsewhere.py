"""What a page of another site can do to somebody who has signed in, in a real Chromium: nothing but lead to us."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from browsers import needs_browser
from loopback import Asked, Step, page
from loopback import Site as Served
from playwright.sync_api import Browser, Page, expect
from web_browser import ELSEWHERE, chromium, served
from web_world import NOW, empty_home

from monitor.web.requested import Site

pytestmark = [pytest.mark.slow, needs_browser]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(empty_home(tmp_path_factory.mktemp("elsewhere"))) as site:
        yield site


@pytest.fixture
def signed_in(browser: Browser, site: Site) -> Iterator[Page]:
    """Return a window of somebody who has signed in by a link, without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.listening.origin}/sign-in/link/{site.people.invite('Anna', NOW, NOW + timedelta(days=1))}")
    page.get_by_role("button", name="Sign in as Anna").click()
    expect(page.locator(".who")).to_contain_text("Anna")
    yield page
    context.close()


@pytest.fixture
def theirs(site: Site) -> Iterator[str]:
    """Return the address of a page of another site, with a link, a form and a frame of ours."""
    ours = site.listening.origin

    def answer(_asked: Asked) -> list[Step]:
        body = (
            f"<a href='{ours}/figures?q=camp'>The figures</a>"
            f"<form method=post action='{ours}/sign-out'><input name=csrf value=x><button>Win</button></form>"
            f"<iframe src='{ours}/pages'></iframe>"
        )
        return page(f"<!doctype html><title>Elsewhere</title>{body}".encode())

    with Served(answer) as other:
        yield f"http://{ELSEWHERE}:{other.port}/"


def test_a_link_elsewhere_leads_to_a_view_though_the_cookie_is_kept_from_others(signed_in: Page, theirs: str) -> None:
    signed_in.goto(theirs)
    signed_in.get_by_role("link", name="The figures").click()
    signed_in.wait_for_url("**/figures?q=camp")
    expect(signed_in.locator(".who")).to_contain_text("Anna")


def test_a_form_elsewhere_does_nothing(signed_in: Page, theirs: str, site: Site) -> None:
    signed_in.goto(theirs)
    signed_in.get_by_role("button", name="Win").click()
    expect(signed_in.locator("main")).to_contain_text("A page elsewhere sent this. Nothing was done.")
    signed_in.goto(f"{site.listening.origin}/")
    expect(signed_in.locator(".who")).to_contain_text("Anna")


def test_a_frame_elsewhere_shows_nothing(signed_in: Page, theirs: str) -> None:
    refused: list[str] = []
    signed_in.on("console", lambda said: refused.append(said.text))
    signed_in.goto(theirs)
    signed_in.wait_for_load_state("load")
    assert any("frame-ancestors 'none'" in said for said in refused)


def test_a_name_that_leads_to_this_machine_shows_nothing(signed_in: Page, site: Site) -> None:
    answer = signed_in.goto(f"http://{ELSEWHERE}:{site.listening.at.port}/")
    assert answer
    assert answer.status == 400
    assert "does not answer to that name" in signed_in.content()
