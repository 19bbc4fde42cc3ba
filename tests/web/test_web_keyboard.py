"""Reviewing in a real Chromium: by keyboard, by mouse, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import needs_browser
from playwright.sync_api import Browser, Page, expect
from review_home import of_every_shape
from web_browser import chromium, served, signed_in

from monitor.model.reviews import Review
from monitor.store import Store
from monitor.web.requested import Site

pytestmark = [pytest.mark.slow, needs_browser]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(of_every_shape(tmp_path)) as site:
        yield site


def review(site: Site, number: int) -> Review:
    with Store.open(site.home) as store:
        return store.reviews([number])[number]


def chosen(page: Page) -> str | None:
    """Return the entry that has the focus, or holds what has it."""
    return str(page.evaluate("document.activeElement.closest('.entry')?.id ?? ''"))


def test_three_findings_are_reviewed_by_keyboard(browser: Browser, site: Site) -> None:
    with signed_in(browser, site) as page:
        page.keyboard.press("a")
        expect(page.locator("#heard")).to_have_text("Choose a finding first, with j.")
        page.keyboard.press("j")
        assert chosen(page) == "c46"
        page.keyboard.press("j")
        assert chosen(page) == "c6"
        page.keyboard.press("k")
        page.keyboard.press("k")
        assert chosen(page) == "c46"
        expect(page.locator("#heard")).to_have_text("This is the first finding here.")
        page.keyboard.press("a")
        expect(page.locator(".said")).to_contain_text("Confirmed 40 findings.")
        assert chosen(page) == "c6"
        expect(page.locator("#heard")).to_have_text("Confirmed 40 findings.")
        page.keyboard.press("d")
        page.keyboard.press("3")
        expect(page.locator(".said")).to_contain_text(re.compile(r"Dismissed finding c\d+: misread\."))
        assert chosen(page) == "c5"
        page.keyboard.press("n")
        page.keyboard.type("jak: ask them?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text(re.compile(r"Noted beside finding c\d+\."))
        assert chosen(page) == "c5"
        page.keyboard.press("u")
        expect(page.locator(".said")).to_contain_text("Taken back.")
        page.keyboard.press("j")
        page.keyboard.press("x")
        expect(page.locator("#heard")).to_have_text("1 chosen.")
        page.keyboard.press("j")
        page.keyboard.press("x")
        page.keyboard.press("A")
        expect(page.locator(".said")).to_contain_text("Confirmed 2 findings.")
        page.keyboard.press("X")
        expect(page.locator("#heard")).to_have_text("3 chosen.")
        page.keyboard.press("X")
        expect(page.locator("#heard")).to_have_text("0 chosen.")
    standings = {number: review(site, number).standing.value for number in range(1, 8)}
    assert standings == {
        1: "open", 2: "open", 3: "open", 4: "open", 5: "open", 6: "dismissed", 7: "confirmed",
    } | dict.fromkeys((int(name[1:]) for name in ("c5", "c3")), "confirmed")  # fmt: skip
    assert review(site, 5).notes == 0


def test_a_finding_is_opened_and_reviewed_by_keyboard(browser: Browser, site: Site) -> None:
    with signed_in(browser, site) as page:
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/findings/c6")
        page.keyboard.press("d")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(page.locator("details.ask[open]")).to_have_count(0)
        page.keyboard.press("l")
        page.keyboard.type("for the board")
        page.keyboard.press("Enter")
        expect(page.locator(".said")).to_contain_text(re.compile(r"Labelled finding c\d+ “for the board”\."))
        page.keyboard.press("a")
        expect(page.locator(".verdict")).to_contain_text("Confirmed by Anna")
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_url(f"{site.listening.origin}/")


def test_the_keys_are_shown_and_can_be_turned_off(browser: Browser, site: Site) -> None:
    with signed_in(browser, site) as page:
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("a")
        page.get_by_label("Keys do this in this browser").uncheck()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
        page.keyboard.press("j")
        assert chosen(page) == ""
        page.get_by_role("button", name="Keys").click()
        page.get_by_label("Keys do this in this browser").check()
        page.get_by_role("button", name="Close").click()
        page.keyboard.press("j")
        assert chosen(page) == "c46"
        for key in ("Control+a", "Alt+d", "Meta+n"):
            page.keyboard.press(key)
        expect(page.locator("details.ask[open]")).to_have_count(0)
        page.get_by_label("Words", exact=True).fill("")
        page.get_by_label("Words", exact=True).press_sequentially("jand?gt")
        expect(page.get_by_label("Words", exact=True)).to_have_value("jand?gt")
        assert page.url == f"{site.listening.origin}/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_three_findings_are_reviewed_by_mouse(browser: Browser, site: Site, *, scripts: bool) -> None:
    with signed_in(browser, site, java_script_enabled=scripts) as page:
        page.locator("#c46").get_by_role("button", name="Confirm").click()
        expect(page.locator(".said")).to_contain_text("Confirmed 40 findings.")
        page.locator("#c6 summary", has_text="Dismiss").click()
        page.locator("#c6").get_by_label("Or in your own words").fill("It moved.")
        page.locator("#c6").get_by_role("button", name="Dismiss").click()
        expect(page.locator(".said")).to_contain_text(re.compile(r"Dismissed finding c\d+: It moved\."))
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".said")).to_contain_text("Taken back.")
        page.get_by_label("Choose c5").check()
        page.get_by_label("Choose c3").check()
        page.get_by_label("or dismiss as").select_option("no real change")
        page.get_by_role("button", name="Dismiss chosen").click()
        expect(page.locator(".said")).to_contain_text("Dismissed 2 findings: no real change.")
        page.get_by_label("Standing").select_option("dismissed")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name="Open c3").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Finding c3")
        page.get_by_role("button", name="Reopen").click()
        expect(page.locator(".verdict")).to_contain_text("Reopened by Anna")
        with page.expect_download() as download:
            page.get_by_role("link", name="Evidence pack (zip)").click()
        assert download.value.suggested_filename == "evidence-harbour-c3.zip"
        for name in ("Keys", "Choose all"):
            page.goto("/")
            expect(page.get_by_role("button", name=name)).to_have_count(int(scripts))
