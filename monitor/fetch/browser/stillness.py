"""When a page that scripts write stands still: by its numbers, and by what it still waits for, not by a time.

A poll is a look at what a reader sees. The figures stand when they are the same over some polls and nothing is on its
way any more. A page that shows no number yet is given longer: it may still wait for its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

INTERVAL = 0.25  # seconds from poll to poll
STEADY = 6  # equal polls in a row after which figures stand
BARE = 20  # the same where no number shows
COUNTING = 40  # polls in a row in which digits move and no word does: a counter, a clock
_DIGITS = re.compile(r"\d+")


class Stand(StrEnum):
    """How a page was found."""

    STILL = "still"
    COUNTING = "counting"  #: its words stand still, and digits among them never do
    MOVING = "moving"  #: it is not to be read: nobody knows what is yet to come


@dataclass(frozen=True, slots=True)
class Poll:
    """What was seen at one look."""

    numbers: str  #: its numbers, in their order
    words: str  #: all of its text, with one sign for each number
    busy: bool  #: something is on its way that may still write figures

    @classmethod
    def of(cls, text: str, *, busy: bool) -> Poll:
        """Return the poll of a page that shows *text*."""
        return cls(" ".join(_DIGITS.findall(text)), _DIGITS.sub("0", text), busy)


def stand(polls: Sequence[Poll], *, over: bool) -> Stand | None:
    """Return how the page of *polls*, oldest first, stands; None: look again.

    Args:
        polls: what was seen so far.
        over: there is no time for another look.
    """
    newest = polls[-1] if polls else Poll("", "", busy=True)
    steady = STEADY if newest.numbers else BARE
    if _last(polls, steady, lambda one: one == newest and not one.busy):
        return Stand.STILL
    if _last(polls, COUNTING, lambda one: one.words == newest.words and not one.busy):
        return Stand.COUNTING
    if not over:
        return None
    if not _last(polls, STEADY, lambda one: one.words == newest.words):
        return Stand.MOVING
    return Stand.STILL if _last(polls, STEADY, lambda one: one.numbers == newest.numbers) else Stand.COUNTING


def _last(polls: Sequence[Poll], count: int, holds: Callable[[Poll], bool]) -> bool:
    """Return whether something holds of each of the last *count* polls."""
    return len(polls) >= count and all(map(holds, polls[-count:]))
