"""When most hosts fail together, the network is down: one incident of ours rather than a failure of every page.

Where others of a cluster reach hosts, it is the network of this machine alone: pages are left to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from monitor import advice, schedule
from monitor.model import CheckResult, FetchFailed, Outcome, Page, PageState
from monitor.model.log_events import Say

OUTAGE_REASONS = frozenset({"connect", "dns_nx", "dns_temp", "timeout_connect", "timeout_total", "timeout_idle"})
FEWEST_HOSTS = 3  # of fewer, nobody can tell whose failure it is
FEWEST_OF_SEVERAL = 2  # where others reach hosts: they tell of a page what a mistake leaves to them
OUTLASTED = 3  # times that others were reached while a host was lost: a network that comes for a moment does it once
AGAIN = 30.0  # seconds until some hosts are tried again, by one that reaches none
DOWN = "network_down"
OFFLINE = (
    "No host is reached from here: the network of this machine seems to be down. While other workers reach hosts, "
    "pages are left to them, and a few are tried here every half minute."
)
ONLINE = "Hosts are reached from here again."


class Network:
    """Whether hosts are reached from here, by those that were asked last, of whichever wave they were.

    Where few pages are due at a time, a wave alone could not tell. A host says something only by a page that was well:
    those that are lost for long are asked again and again. Nor does one that stays lost while others are reached, again
    and again: it is down itself, and with it those that are due together with it, as hosts of one operator are.
    """

    def __init__(self, fewest: int = FEWEST_HOSTS) -> None:
        """Have lost none yet; so many as *fewest* tell that the network is down."""
        self._fewest = fewest
        self._lost: set[str] = set()  #: hosts of pages that were well, since one was reached
        self._away: set[str] = set()  #: all hosts that were lost since
        self._outlasted: Counter[str] = Counter()  #: how often others were reached while a host was lost
        self.is_down = False

    def reached(self, host: str) -> None:
        """Note that *host* was."""
        self._away.discard(host)
        del self._outlasted[host]
        self._outlasted.update(self._away)
        self._away.clear()
        self._lost.clear()
        self.is_down = False

    def of_its_own(self, hosts: Collection[str]) -> set[str]:
        """Return those of *hosts* that are down themselves, since others are reached while they are lost."""
        return {host for host in hosts if self._outlasted[host] >= OUTLASTED}

    def lost(self, host: str, before: PageState) -> None:
        """Note that *host* was not reached, of a page whose state *before* that is given."""
        self._away.add(host)
        if before.last_ok_at is not None and not before.failures and not self.of_its_own((host,)):
            self._lost.add(host)
        self.is_down |= len(self._lost) >= self._fewest

    def fell(self) -> None:
        """Note that most hosts failed together."""
        self.is_down = True


class Offline:
    """How much is asked by a worker whose network is down, and what it says of that."""

    def __init__(self, said: Say) -> None:
        self.since: datetime | None = None  #: no host is reached
        self._say, self._tried_at = said, 0.0

    def room(self, most: int, clock: float, now: datetime, *, is_down: bool, is_left: bool, is_busy: bool) -> int:
        """Return for how many hosts there is room.

        Args:
            most: where nothing is wrong.
            clock: seconds, monotonic.
            now: UTC.
            is_down: no host is reached from here.
            is_left: others reach hosts, and are left all that is not tried here.
            is_busy: some are being tried.
        """
        if not is_down:
            if self.since is not None:
                self.since = None
                self._say(ONLINE)
            return most
        if self.since is None:
            self.since, self._tried_at = now, clock
            self._say(OFFLINE, level="warning")
        if not is_left:
            return most
        if is_busy:
            self._tried_at = clock
        return FEWEST_HOSTS if clock - self._tried_at >= AGAIN else 0


class Wave:
    """The pages that were started together, or while others waited.

    One that could not be reached waits for the others, until it is plain whether the network is down: half the hosts
    have answered, all have been asked, or as much time has passed as the slowest answer may take twice.
    """

    def __init__(self, due: Sequence[tuple[Page, PageState]], until: float, network: Network) -> None:
        """Begin with the pages that are *due*, and their states before.

        Args:
            due: they, and their states.
            until: monotonic; so long they may wait.
            network: is told what was reached, by this wave and by others.
        """
        self._network = network
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
            self._network.lost(result.page.server, self._states[result.page.id])
            self._unreached.append(result)
            return self.concluded(dice, now)
        self._reached.add(result.page.server)
        if result.outcome.is_good or result.capture is not None:
            self._network.reached(result.page.server)
        return [result, *self.concluded(dice, now)]

    def leave(self, page: Page) -> None:
        """Go on without *page*: its host was not asked."""
        del self.left[page.id]

    def concluded(self, dice: Callable[[], float], now: float) -> list[CheckResult]:
        """Return the unreached pages that have waited so far, if they need to wait no longer at *now*."""
        if self._verdict is None:
            self._verdict = self._judged(now)
            if self._verdict:
                self._network.fell()
        is_outage = self._verdict or self._is_of_others()
        if not self._unreached or (self._verdict is None and not is_outage):
            return []
        unreached, self._unreached = self._unreached, []
        return [self._as_outage(result, dice) for result in unreached] if is_outage else unreached

    def _is_of_others(self) -> bool:
        """Return whether other waves say that the network is down, and this one is too small to tell, or is so far."""
        return self._network.is_down and (self._verdict is None or len(self._hosts) < FEWEST_HOSTS)

    def _judged(self, now: float) -> bool | None:
        if len(self._hosts) < FEWEST_HOSTS or len(self._reached) * 2 >= len(self._hosts):
            return False
        if self.left and now < self._until:
            return None
        lost = self._lost - self._reached
        lost -= self._network.of_its_own(lost)
        asked = len(lost) + len(self._reached)
        return self._network.is_down or (asked >= FEWEST_HOSTS and len(lost) * 2 > asked)

    def _as_outage(self, result: CheckResult, dice: Callable[[], float]) -> CheckResult:
        lost, asked = len(self._lost - self._reached), len(self._lost | self._reached)
        return replace(
            result,
            reason=DOWN,
            detail=f"{lost} of {asked} hosts did not answer: the network here seems to be down.",
            advice=advice.of_check(DOWN, result.page),
            state=schedule.after_failure(
                self._states[result.page.id],
                result.page,
                FetchFailed(outcome=Outcome.FAILED, reason=result.reason, detail=result.detail),
                result.finished_at,
                jitter=dice(),
                outage=True,
            ),
        )
