"""What is advised fits what the user was about, and names the page: a table of commands by failures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import advice
from monitor.advice import Asked
from monitor.cli import COMMANDS
from monitor.cli.demo.site import Site
from monitor.config import read_setting
from monitor.fetch.failures import OUTCOMES
from monitor.model import Page

Run = Callable[..., tuple[int, str, str]]
SOURCES = [
    *Path(advice.__file__).parent.glob("extract/*.py"),
    *Path(advice.__file__).parent.glob("sources/*.py"),
    *Path(advice.__file__).parent.glob("*.py"),
]
READING = {
    name for path in SOURCES for name in re.findall(r'(?:ExtractError\(|reason=)"([a-z_]+)"', path.read_text("utf-8"))
}
STATUSES = {f"http_{status}" for status in (204, 400, 401, 403, 404, 410, 418, 451, 500, 503)}
FOLLOWED = {"bad_304", "baseline_lost", "snapshot_lost", "network_down"}  # only pages that were checked before
REASONS = sorted({*OUTCOMES, *STATUSES, *READING, *FOLLOWED, "killed", "crash", "hang", "cpu", "memory"})


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_advised_can_be_done(reason: str) -> None:
    for asked in Asked:
        said = advice.of(reason, asked, "uk")
        assert bool(said) or (reason in FOLLOWED and asked is not Asked.CHECK)
        assert not re.search(r"\b(ID|PAGE)\b|\{page|config/", said)
        assert set(re.findall(r"\bmonitor ([a-z]+)", said)) <= set(COMMANDS)
        for setting in re.findall(r"([a-z_.]+\+?=[^ ;]*)", said):
            assert read_setting(setting).key


@pytest.mark.parametrize("reason", REASONS)
def test_a_page_that_is_not_followed_is_not_spoken_of_as_one(reason: str) -> None:
    added, explained = (advice.of(reason, asked, "uk") for asked in (Asked.ADD, Asked.EXPLAIN))
    for words in ("by itself", "uk"):
        assert words not in added or "--anyway" in added
        assert words not in explained
    assert not re.search(r"monitor (set|disable|accept|check)|follow|--", explained)


FOUND = Page(id="blog.a-post", url="https://uk.example/a-post", found_by="blog")


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_advised_of_a_page_that_a_source_has_found_can_be_done(reason: str) -> None:
    said = advice.of_check(reason, FOUND)
    assert said
    assert not re.search(r"monitor (?:set|disable) blog\.a-post|\burl=", said)  # it is not in the file


def test_a_post_that_was_taken_down_is_left_by_itself() -> None:
    assert advice.of_check("http_404", FOUND).startswith("Nothing to do: it is left by itself")
    assert "monitor set blog ca_file=" in advice.of_check("tls_untrusted", FOUND)
    assert "monitor reread blog.a-post" in advice.of_check("baseline_lost", FOUND)


EXACTLY = [
    ("connect", Asked.CHECK, "Nothing to do: it is tried again by itself."),
    ("timeout_idle", Asked.EXPLAIN, "Try it again later."),
    ("http_503", Asked.ADD, "Try it again later; with --anyway it is added now, and tried again by itself."),
    ("http_410", Asked.CHECK, "Its history is kept: monitor disable uk"),
    ("address", Asked.ADD, "If it is your own server, add it with --allow-private."),
    ("address", Asked.CHECK, "If it is your own server: monitor set uk allow_private=true"),
]


@pytest.mark.parametrize(("reason", "asked", "said"), EXACTLY)
def test_the_sentence_is_this_one(reason: str, asked: Asked, said: str) -> None:
    assert advice.of(reason, asked, "uk") == said


def test_commands_say_it(run: Run, site: Site) -> None:
    assert "add it with --allow-private" in run("add", f"{site.address}/statement")[1]
    _, _, err = run("explain", f"{site.address}/nothing")
    assert err.strip().endswith("Look for a typing error in the address, or where the page has gone.")
    run("add", f"{site.address}/nothing", "--allow-private", "--anyway", "--id", "gone")
    assert "if it is gone for good: monitor disable gone" in run("check")[1]
    assert "monitor disable gone" in run("status")[1]
