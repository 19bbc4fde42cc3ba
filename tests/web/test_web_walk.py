"""A morning's work in a real Chromium: a series is put right, its timeline seen, a page added with a preview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import needs_browser
from loopback import Site as Elsewhere
from loopback import page as answered
from playwright.sync_api import Browser, expect
from review_home import of_every_shape
from web_browser import chromium, served, signed_in

from monitor.config import load
from monitor.store import Store

pytestmark = [pytest.mark.slow, needs_browser]
CAMP = (
    b"<html lang=en><title>The camp</title><main><p>There are 412 people in the camp at Norhaven now.</p></main></html>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_series_is_put_right_and_its_timeline_seen(browser: Browser, tmp_path: Path, *, scripts: bool) -> None:
    with served(of_every_shape(tmp_path)) as site, signed_in(browser, site, java_script_enabled=scripts) as page:
        page.goto("/findings/c3")
        expect(page.get_by_role("img").first).to_be_visible()
        page.locator("summary", has_text="Wrong label").first.click()
        page.get_by_label("What it counts").first.fill("people in the reception centre")
        page.get_by_role("button", name="Call it so").first.click()
        expect(page.locator(".said")).to_contain_text("is called “people in the reception centre” now")
        page.goto("/figures?words=reception+centre")
        page.get_by_role("link", name="people in the reception centre").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("people in the reception centre")
        expect(page.get_by_role("img").first).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").first.click()
        assert download.value.suggested_filename.endswith(".csv")
        page.locator("summary", has_text="Not a figure").first.click()
        page.get_by_role("button", name="It is not a figure").first.click()
        expect(page.locator(".said")).to_contain_text("told of no more")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".said")).to_contain_text("Taken back.")
    with Store.open(site.home) as store:
        assert [(one.name, one.ignored) for one in store.said(["harbour"])] == [
            ("people in the reception centre", False)
        ]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_page_is_added_with_a_preview(browser: Browser, tmp_path: Path, *, scripts: bool) -> None:
    home = of_every_shape(tmp_path)
    file = home / "config/pages.yaml"
    with Elsewhere(lambda _: answered(CAMP)) as theirs, served(home) as site:
        file.write_text(f"{file.read_text()}- {{id: own, url: '{theirs.url}/', allow_private: true}} # ours\n")
        before = file.read_text()
        with signed_in(browser, site, java_script_enabled=scripts) as page:
            page.goto("/pages")
            page.get_by_role("link", name="Add a page").click()
            page.get_by_label("Addresses").fill(f"{theirs.url}/camp")
            page.get_by_role("button", name="See what would be followed").click()
            expect(page.locator("article.look")).to_contain_text("412")
            assert file.read_text() == before
            page.get_by_label("Its name everywhere").fill("the-camp")
            page.get_by_role("button", name="Add to the configuration").click()
            expect(page.locator(".said")).to_contain_text("Added: the-camp.")
    assert file.read_text().startswith(before)
    assert load(home, {}).pages[-1].url == f"{theirs.url}/camp"
