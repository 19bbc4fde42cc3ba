"""FAULTS N16, N18, N19: statuses that are no page, and what a server may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fetch_world import AGES, HTML, NOON, Time, failure, fetch, fetched, fetcher, page_at
from hypothesis import given
from hypothesis import strategies as st
from loopback import HANG, Asked, Site, Step, head, page

from monitor.fetch.politeness import LONGEST_WAIT, UNSPECIFIED_WAIT, retry_after
from monitor.model import Outcome, Validators


@pytest.mark.parametrize(
    "status",
    [201, 204, 206, 300, 305, 400, 401, 402, 403, 404, 405, 406, 410, 418, 451, 500, 502, 503, 504, 520, 599, 999],
)
def test_n19_every_status_has_its_own_reason_and_is_never_compared(status: int) -> None:
    body = b"<html>1,160 visits are not to be believed.</html>"
    with Site(lambda _: page(body, f"{status} Whatever")) as site:
        got = failure(fetch(site))
    assert (got.outcome, got.reason, got.body) == (Outcome.FAILED, f"http_{status}", body)
    assert got.retryable is (status >= 500)
    assert got.capture is not None
    assert got.capture.status == status


def test_n19_a_refusal_whose_body_does_not_come_is_still_that_refusal() -> None:
    time = Time()

    def answer(_: Asked) -> Iterable[Step]:
        yield head("404 Not Found", "Content-Length: 100")
        time.pass_by(AGES - 0.1)  # so little is left of the total: enough for what is there, and the rest never comes
        yield b"<html>"
        yield HANG

    with Site(answer) as site:
        one = fetcher(clock=time.clock)
        got = failure(one.fetch(page_at(site), None))
        one.close()
    assert (got.reason, got.body) == ("http_404", None)


def test_n16_a_bare_304_is_asked_about_once_more_and_then_refused() -> None:
    with Site(lambda _: [head("304 Not Modified")]) as site:
        got = failure(fetch(site))
    assert (got.outcome, got.reason, got.body) == (Outcome.FAILED, "bad_304", None)
    first, second = site.asked[1:]
    assert "if-none-match" not in first.headers
    assert "if-none-match" not in second.headers
    assert second.headers["cache-control"] == "no-cache"


def test_n16_the_second_answer_counts() -> None:
    def answer(asked: Asked) -> Iterable[Step]:
        return page(HTML) if "cache-control" in asked.headers else [head("304 Not Modified")]

    with Site(answer) as site:
        assert fetched(fetch(site)).body == HTML


def test_n16_empty_validators_ask_for_nothing() -> None:
    with Site(lambda _: [head("304 Not Modified")]) as site:
        assert failure(fetch(site, "/page", Validators())).reason == "bad_304"


def _date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


FORMS: list[tuple[str | None, timedelta | None]] = [
    (None, None),
    ("", None),
    ("120", timedelta(seconds=120)),
    (" 120 ", timedelta(seconds=120)),
    ("+120", timedelta(seconds=120)),
    ("0", timedelta()),
    ("-5", timedelta()),
    ("315360000", LONGEST_WAIT),
    ("9" * 400, LONGEST_WAIT),
    (_date(NOON + timedelta(hours=1)), timedelta(hours=1)),
    (_date(NOON - timedelta(hours=1)), timedelta()),
    (_date(NOON + timedelta(days=3650)), LONGEST_WAIT),
    ("Wed, 18 Mar 2020 12:00:00 GMT", timedelta()),
    ("Wednesday, 18-Mar-26 13:00:00 GMT", timedelta(hours=1)),
    ("Wed Mar 18 13:00:00 2026", timedelta(hours=1)),
    ("soon", None),
    ("1.5", None),
    ("٥", None),
    ("Wed, 99 Mar 2026 13:00:00 GMT", None),
]


@pytest.mark.parametrize(("value", "wait"), FORMS)
def test_n18_every_form_of_retry_after(value: str | None, wait: timedelta | None) -> None:
    assert retry_after(value, NOON) == wait


@given(st.text() | st.integers().map(str))
def test_n18_any_retry_after_is_junk_or_at_most_a_day(value: str) -> None:
    wait = retry_after(value, NOON)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "header", "reason", "wait"),
    [
        (429, "Retry-After: 120", "throttled", timedelta(seconds=120)),
        (503, "Retry-After: 120", "throttled", timedelta(seconds=120)),
        (429, "Retry-After: -5", "throttled", timedelta()),
        (429, "Retry-After: 315360000", "throttled", LONGEST_WAIT),
        (429, "Retry-After: soon", "throttled", UNSPECIFIED_WAIT),
        (429, "X: y", "throttled", UNSPECIFIED_WAIT),
        (503, "X: y", "http_503", None),
        (503, "Retry-After: soon", "http_503", None),
        (500, "Retry-After: 120", "http_500", None),
    ],
)
def test_n18_what_a_throttled_page_says(status: int, header: str, reason: str, wait: timedelta | None) -> None:
    with Site(lambda _: page(b"slow down", f"{status} No", header)) as site:
        got = failure(fetch(site))
    assert (got.outcome, got.reason, got.retry_after) == (Outcome.FAILED, reason, wait)
    assert got.body == b"slow down"


def test_n18_the_whole_host_is_left_alone_until_then() -> None:
    time = Time()

    def answer(asked: Asked) -> Iterable[Step]:
        if asked.path == "/busy":
            return page(b"", "429 Too Many Requests", "Retry-After: 600")
        return page(HTML)

    with Site(answer) as site, Site(lambda _: page(HTML)) as other:
        one = fetcher(now=time.now)
        assert failure(one.fetch(page_at(site, "/busy"), None)).retry_after == timedelta(minutes=10)
        time.pass_by(60)
        got = failure(one.fetch(page_at(site, "/quiet"), None))
        assert (got.reason, got.retry_after) == ("throttled", timedelta(minutes=9))
        fetched(one.fetch(page_at(other), None))
        time.pass_by(541)
        fetched(one.fetch(page_at(site, "/quiet"), None))
        one.close()
    assert site.paths == ["/busy", "/quiet"]


def test_n18_a_clock_that_is_set_back_does_not_lengthen_the_wait() -> None:
    time = Time()
    with Site(lambda asked: page(b"", "429 No", "Retry-After: 60") if asked.path == "/busy" else page(HTML)) as site:
        one = fetcher(now=time.now)
        failure(one.fetch(page_at(site, "/busy"), None))
        time.at = datetime(2020, 1, 1, tzinfo=UTC)
        fetched(one.fetch(page_at(site, "/quiet"), None))
        one.close()
