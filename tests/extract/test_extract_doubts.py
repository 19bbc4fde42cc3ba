"""Wrong answers are told from real changes: none of ours believed, and at most one real change in sixty held back."""

from __future__ import annotations

import re

import pytest
from doubt_pages import BAD, BEFORE, REAL
from extract_fakes import URL, fetched, markup

from monitor.extract import judge, read
from monitor.model import Suspicion, Text

_NUMBER = re.compile(r"\d[\d,. ]*")
WRONG = [(reason, title, body) for reason, pages in BAD.items() for title, body in pages]
NOTICE = "<h1>Notice</h1><p>Nothing is known of the camp today.</p>"


def doubt(
    title: str,
    body: str,
    *,
    before: str | None = BEFORE,
    final_url: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Suspicion | None:
    answer = fetched(markup(body, head=f"<title>{title}</title>"), final_url=final_url, headers=headers)
    text = read(answer.body, content_type="text/html; charset=utf-8")
    previous = None if before is None else Text(content="", blocks=(), title=before)
    return judge(answer, text, len(_NUMBER.findall(text.content)), previous)


@pytest.mark.parametrize(("reason", "title", "body"), WRONG, ids=[f"{row[0]}-{row[1]}" for row in WRONG])
def test_a_wrong_answer_is_never_believed(reason: str, title: str, body: str) -> None:
    found = doubt(title, body)
    assert found is not None
    assert (found.reason, found.hard) == (reason, True)
    assert found.detail.endswith(".")


@pytest.mark.parametrize(("title", "body"), REAL, ids=[body[:50] for _, body in REAL])
def test_a_real_change_goes_through(title: str, body: str) -> None:
    assert doubt(title, body) is None


@pytest.mark.parametrize(("title", "body"), REAL[:12])
def test_a_real_page_is_believed_at_the_first_visit(title: str, body: str) -> None:
    assert doubt(title, body, before=None) is None


def test_there_are_sixty_of_each() -> None:
    assert len(WRONG) >= 60
    assert len(REAL) >= 60


@pytest.mark.parametrize("name", ["cf-mitigated", "X-Amzn-Waf-Action"])
def test_headers_tell_a_challenge(name: str) -> None:
    found = doubt(BEFORE, "<p>7,000 people</p>", headers=((name, "challenge"),))
    assert found is not None
    assert found.reason == "challenge"


HOMES = [
    "https://statements.example/",
    "https://statements.example/en/",
    "https://other.example",
    "https://statements.example/index.html",
]


@pytest.mark.parametrize("final_url", HOMES)
def test_a_page_that_leads_home_is_suspect(final_url: str) -> None:
    found = doubt(BEFORE, "<p>7,000 people</p>", final_url=final_url)
    assert found is not None
    assert (found.reason, found.hard) == ("redirected_home", True)


def test_a_page_that_moved_is_believed_while_it_is_itself() -> None:
    assert doubt(BEFORE, "<p>7,000 people</p>", final_url="https://statements.example/news/camp") is None
    assert doubt(BEFORE, "<p>7,000 people</p>", final_url=f"{URL}/") is None


def test_a_page_that_moved_and_bears_another_title_is_not() -> None:
    elsewhere = "https://statements.example/latest"
    found = doubt("Press office", "<p>5 people</p>", final_url=elsewhere)
    assert found is not None
    assert (found.reason, found.hard) == ("redirected", False)
    found = doubt("Press office", "<p>Read our releases.</p>", final_url=elsewhere)
    assert found is not None
    assert found.hard


def test_an_address_of_signing_in_counts() -> None:
    body = "<h1>Welcome back</h1><p>Your account awaits.</p>"
    assert doubt("Prefecture", body, before=None) is None
    found = doubt("Prefecture", body, before=None, final_url="https://login.example/signin?next=camp")
    assert found is not None
    assert found.reason == "sign_in"


def test_long_pages_may_speak_of_anything() -> None:
    story = (
        "<p>The service went down, and staff told callers to try again later while they looked for the fault.</p>" * 20
    )
    assert doubt("Sorry, there is a problem with the service", story) is None


def test_figures_speak_for_a_page() -> None:
    story = "<h1>Service unavailable</h1><p>12 trains, 14 buses, 3 ferries and 900 lorries stand still in 5 ports.</p>"
    assert doubt("Service unavailable", story, before=None) is None


def test_what_was_seen_is_told() -> None:
    found = doubt("Page not found", "<h1>Page not found</h1><p>The page you requested is not here.</p>")
    assert found is not None
    assert 'headed "page not found"' in found.detail
    assert "no figure" in found.detail
