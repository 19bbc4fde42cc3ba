"""When a page that scripts write stands still: a table of what was seen, and pages that never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.browser.stillness import BARE, COUNTING, STEADY, Poll, Stand, stand

SHELL, DONE = "Loading …", "1,160 visits in 2020"


def seen(*runs: tuple[str, int], busy: bool = False) -> list[Poll]:
    """Return polls: each text so many times."""
    return [Poll.of(text, busy=busy) for text, count in runs for _ in range(count)]


def counter(count: int) -> list[Poll]:
    return [Poll.of(f"1,160 visits; you are visitor {n}", busy=False) for n in range(count)]


def growing(count: int) -> list[Poll]:
    return [Poll.of("one more word " * n, busy=False) for n in range(count)]


UNDER_WAY = [
    ([], None),
    (seen((DONE, STEADY - 1)), None),
    (seen((DONE, STEADY)), Stand.STILL),
    (seen((SHELL, 3), (DONE, STEADY)), Stand.STILL),
    (seen((DONE, STEADY - 1), ("1,200 visits in 2020", 1)), None),
    (seen((DONE, 5 * COUNTING), busy=True), None),  # what is on its way may be the figures
    ([*seen((DONE, STEADY - 1)), *seen((DONE, 1), busy=True)], None),
    (seen((SHELL, STEADY)), None),  # without a number it is given longer
    (seen((SHELL, BARE)), Stand.STILL),
    (counter(COUNTING - 1), None),
    (counter(COUNTING), Stand.COUNTING),
    (growing(5 * COUNTING), None),
]
AT_THE_END = [
    ([], Stand.MOVING),
    (seen((DONE, 1)), Stand.MOVING),
    (seen((DONE, STEADY), busy=True), Stand.STILL),  # a request that never ends, and nothing changes
    (seen((SHELL, STEADY), busy=True), Stand.STILL),
    (counter(STEADY), Stand.COUNTING),
    (growing(COUNTING), Stand.MOVING),
]


@pytest.mark.parametrize(("polls", "found"), UNDER_WAY)
def test_a_page_is_looked_at_until_its_figures_stand(polls: list[Poll], found: Stand | None) -> None:
    assert stand(polls, over=False) == found


@pytest.mark.parametrize(("polls", "found"), AT_THE_END)
def test_at_the_end_of_its_time_a_page_is_taken_if_its_words_stand(polls: list[Poll], found: Stand) -> None:
    assert stand(polls, over=True) == found


@given(st.lists(st.tuples(st.sampled_from([SHELL, DONE, "3 visits"]), st.booleans())))
def test_there_is_always_an_answer_at_the_end(looks: list[tuple[str, bool]]) -> None:
    polls = [Poll.of(text, busy=busy) for text, busy in looks]
    found = stand(polls, over=True)
    assert found is not None
    assert stand(polls, over=False) in (None, found)
