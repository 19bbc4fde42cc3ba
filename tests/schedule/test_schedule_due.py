"""When a page is checked next, as tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import schedule
from monitor.model import Capture, FetchFailed, Hop, Outcome, Page, PageState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAGE = Page(id="uk", url="https://uk.example/", every=timedelta(hours=6))
STATE = PageState(page_id="uk", next_check_at=NOW, full_fetch_at=NOW)
REFUSED = FetchFailed(outcome=Outcome.FAILED, reason="connect", detail="refused")


def hours(wait: datetime) -> float:
    return (wait - NOW) / timedelta(hours=1)


@pytest.mark.parametrize(
    ("every", "jitter", "wait"),
    [
        (timedelta(hours=6), 0.0, timedelta(hours=6)),
        (timedelta(hours=6), 1.0, timedelta(hours=6, minutes=5)),
        (timedelta(seconds=2), 1.0, timedelta(seconds=2.2)),
    ],
)
def test_a_good_answer_is_followed_by_the_interval_and_a_little_more(
    every: timedelta, jitter: float, wait: timedelta
) -> None:
    page = replace(PAGE, every=every)
    in_place = schedule.coming(page, NOW, 3)[-1]  # of its own, which an interval leads on from
    assert schedule.next_check_at(page, in_place, jitter=jitter) - in_place == wait


@given(
    st.text(st.characters(categories=["Ll"]), min_size=1, max_size=8),
    st.timedeltas(timedelta(seconds=1), timedelta(days=366)),
)
def test_a_page_comes_to_its_place_in_at_most_two_steps(name: str, every: timedelta) -> None:
    page = replace(PAGE, id=name, every=every)
    first, second, third, fourth = schedule.coming(page, NOW, 4)
    assert every / 2 <= first - NOW <= every
    assert every / 2 <= second - first <= every
    assert third - second == fourth - third == every


def test_pages_that_are_added_together_fall_apart() -> None:
    pages = [replace(PAGE, id=f"page-{number}", every=timedelta(hours=1)) for number in range(600)]
    minutes = Counter(schedule.coming(page, NOW, 3)[-1].minute for page in pages)
    assert len(minutes) == 60
    assert max(minutes.values()) <= 25  # ten are a minute's share


def test_pages_that_a_sleeping_machine_missed_are_checked_once_each_and_fall_apart_again() -> None:
    pages = [replace(PAGE, id=f"page-{number}", every=timedelta(hours=1)) for number in range(500)]
    due = {page.id: schedule.coming(page, NOW, 3)[-1] for page in pages}  # each in its place
    wakes = max(due.values()) + timedelta(hours=1)  # every page was missed
    after = {page.id: schedule.next_check_at(page, wakes, jitter=0) for page in pages}
    assert all(wakes < at <= wakes + timedelta(hours=1) for at in after.values())
    minutes = Counter(schedule.next_check_at(page, after[page.id], jitter=0).minute for page in pages)
    assert max(minutes.values()) <= 30  # some eight are a minute's share


RETRIES = [
    # failures, retryable, Retry-After in hours, wait in hours
    (1, True, None, 5 / 3600),  # a first failure is tried again within half a minute
    (1, False, None, 6),  # a 404 needs no second look at once
    (2, True, None, 6),
    (3, True, None, 12),
    (4, True, None, 24),
    (9, True, None, 24),  # never longer than a day, and never given up
    (1, True, 2, 6),  # the server may only put it off
    (1, True, 9, 9),
    (1, True, 24 * 3650, 24),  # ten years are a day
]


@pytest.mark.parametrize(("failures", "retryable", "retry_after", "wait"), RETRIES)
def test_trouble_doubles_the_wait_up_to_a_day(
    failures: int, retryable: bool, retry_after: int | None, wait: float
) -> None:
    asked = None if retry_after is None else timedelta(hours=retry_after)
    at = schedule.retry_at(PAGE, NOW, failures=failures, jitter=0, retryable=retryable, retry_after=asked)
    assert hours(at) == pytest.approx(wait)


@given(
    st.timedeltas(timedelta(seconds=1), timedelta(days=366)),
    st.integers(1, 10_000),
    st.floats(0, 1),
    st.none() | st.timedeltas(timedelta(days=-400), timedelta(days=4000)),
)
def test_polling_never_stops(every: timedelta, failures: int, jitter: float, retry_after: timedelta | None) -> None:
    page = replace(PAGE, every=every)
    at = schedule.retry_at(page, NOW, failures=failures, jitter=jitter, retry_after=retry_after)
    assert NOW < at <= NOW + max(every, timedelta(days=1)) * 1.1


def test_a_doubtful_answer_is_looked_at_again_within_the_hour() -> None:
    assert hours(schedule.confirm_at(PAGE, NOW, jitter=0)) == 1
    quick = replace(PAGE, every=timedelta(minutes=10))
    assert schedule.confirm_at(quick, NOW, jitter=0) - NOW == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("ago", "needed"),
    [(None, True), (timedelta(days=6), False), (timedelta(days=7), True), (timedelta(days=-1), True)],
)
def test_the_whole_page_is_asked_for_every_seven_days_and_after_the_clock_went_back(
    ago: timedelta | None, needed: bool
) -> None:
    state = replace(STATE, full_fetch_at=None if ago is None else NOW - ago)
    assert schedule.needs_full_fetch(state, NOW) is needed


def test_trouble_counts_up_and_a_good_answer_ends_it() -> None:
    once = schedule.after_failure(STATE, PAGE, REFUSED, NOW, jitter=0)
    later = NOW + timedelta(hours=1)
    twice = schedule.after_failure(once, PAGE, REFUSED, later, jitter=0)
    assert (twice.failures, twice.troubled_since, twice.last_check_at) == (2, NOW, later)
    well = schedule.after_good(twice, PAGE, later, jitter=0)
    assert (well.failures, well.troubled_since, well.last_ok_at) == (0, None, later)


def test_an_outage_of_our_own_network_is_no_failure_of_the_page() -> None:
    assert schedule.after_failure(STATE, PAGE, REFUSED, NOW, jitter=0, outage=True).failures == 0


def test_the_same_doubtful_text_is_counted_and_another_begins_anew() -> None:
    counts = []
    state = STATE
    for digest in ("a", "a", "b", "b", "b", None, None):
        state = schedule.after_suspect(state, PAGE, NOW, jitter=0, digest=digest)
        counts.append(state.suspect_count)
    assert counts == [1, 2, 1, 2, 3, 1, 1]


def capture(*hops: int) -> Capture:
    redirects = tuple(Hop(url=f"https://a.example/{n}", status=status, location="/x") for n, status in enumerate(hops))
    return Capture(
        url="https://a.example/0", final_url="https://b.example/", redirects=redirects, status=200,
        requested_at=NOW, captured_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hops", "moved"), [((), None), ((302,), None), ((301, 302), None), ((308,), "https://b.example/")]
)
def test_only_permanent_redirects_move_a_page(hops: tuple[int, ...], moved: str | None) -> None:
    state = schedule.with_move(STATE, capture(*hops), NOW)
    assert (state.moved_to, state.moved_count) == (moved, 1 if moved else 0)
    assert schedule.with_move(state, capture(301), NOW).moved_count == (2 if moved else 1)
