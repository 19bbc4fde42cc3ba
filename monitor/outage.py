"""When most hosts fail together, the network is down: one incident of ours rather than a failure of every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from monitor import advice, schedule
from monitor.model import CheckResult, FetchFailed, Outcome, Page, PageState

OUTAGE_REASONS = frozenset({"connect", "dns_nx", "dns_temp", "timeout_connect", "timeout_total", "timeout_idle"})
FEWEST_HOSTS = 3  # of fewer, nobody can tell whose failure it is


class Wave:
    """The pages that were started together, or while others waited.

    One that could not be reached waits for the others, until it is plain whether the network is down: half the hosts
    have answered, all have been asked, or as much time has passed as the slowest answer may take twice.
    """

    def __init__(self, due: Sequence[tuple[Page, PageState]], until: float) -> None:
        """Begin with the pages that are *due*, and their states before; *until*, monotonic, they may wait."""
        self.left: dict[str, None] = {}
        self._states: dict[str, PageState] = {}
        self._hosts: set[str] = set()
        self._until = until
        self._unreached: list[CheckResult] = []
        self._lost: set[str] = set()
        self._reached: set[str] = set()
        self._verdict: bool | None = None  #: whether the network is down; None: not plain yet
        self._add(due)

    def join(self, due: Sequence[tuple[Page, PageState]], now: float) -> bool:
        """Have the pages that are *due* be of this wave, if it still waits at *now*; return whether they are.

        Pages are handed out some at a time: of few hosts alone, nobody could tell whose failure it is.
        """
        is_waiting = self._verdict is None and now < self._until
        if is_waiting:
            self._add(due)
        return is_waiting

    def _add(self, due: Sequence[tuple[Page, PageState]]) -> None:
        self.left |= dict.fromkeys(page.id for page, _ in due)
        self._states |= {page.id: state for page, state in due}
        self._hosts |= {page.server for page, _ in due if not page.is_in_feed}

    def take(self, result: CheckResult, dice: Callable[[], float], now: float) -> list[CheckResult]:
        """Take *result* at *now*, monotonic; return those that can be recorded."""
        del self.left[result.page.id]
        if result.page.is_in_feed:  # no host was asked
            return [result, *self.concluded(dice, now)]
        if result.reason in OUTAGE_REASONS:
            self._lost.add(result.page.server)
            self._unreached.append(result)
            return self.concluded(dice, now)
        self._reached.add(result.page.server)
        return [result, *self.concluded(dice, now)]

    def leave(self, page: Page) -> None:
        """Go on without *page*: its host was not asked."""
        del self.left[page.id]

    def concluded(self, dice: Callable[[], float], now: float) -> list[CheckResult]:
        """Return the unreached pages that have waited so far, if they need to wait no longer at *now*."""
        if self._verdict is None:
            self._verdict = self._judged(now)
        if self._verdict is None or not self._unreached:
            return []
        unreached, self._unreached = self._unreached, []
        return [self._as_outage(result, dice) for result in unreached] if self._verdict else unreached

    def _judged(self, now: float) -> bool | None:
        lost = self._lost - self._reached
        if len(self._hosts) < FEWEST_HOSTS or len(self._reached) * 2 >= len(self._hosts):
            return False
        if self.left and now < self._until:
            return None
        asked = self._lost | self._reached
        return len(asked) >= FEWEST_HOSTS and len(lost) * 2 > len(asked)

    def _as_outage(self, result: CheckResult, dice: Callable[[], float]) -> CheckResult:
        lost, asked = len(self._lost - self._reached), len(self._lost | self._reached)
        return replace(
            result,
            reason="network_down",
            detail=f"{lost} of {asked} hosts did not answer: the network here seems to be down.",
            advice=advice.of_check("network_down", result.page),
            state=schedule.after_failure(
                self._states[result.page.id],
                result.page,
                FetchFailed(outcome=Outcome.FAILED, reason=result.reason, detail=result.detail),
                result.finished_at,
                jitter=dice(),
                outage=True,
            ),
        )
