"""When most hosts fail together, the network is down: one incident of ours rather than a failure of every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from monitor import schedule
from monitor.model import CheckResult, FetchFailed, Outcome, Page, PageState
from monitor.model.addresses import parse

OUTAGE_REASONS = frozenset({"connect", "dns_nx", "dns_temp", "timeout_connect", "timeout_total", "timeout_idle"})


@dataclass
class Wave:
    """The pages that were started together."""

    left: dict[str, None]
    states: dict[str, PageState]  #: as they were before
    unreached: list[CheckResult] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def concluded(self, result: CheckResult, dice: Callable[[], float]) -> list[CheckResult]:
        """Take *result*; return those that can be recorded."""
        del self.left[result.page.id]
        self.hosts.add(host_of(result.page))
        if result.reason in OUTAGE_REASONS:
            self.unreached.append(result)
        settled = [] if result.reason in OUTAGE_REASONS else [result]
        return settled if self.left else settled + self._as_outage(dice)

    def _as_outage(self, dice: Callable[[], float]) -> list[CheckResult]:
        """Return the unreached pages: as one outage of our own network if most of at least three hosts failed."""
        lost = {host_of(result.page) for result in self.unreached}
        if len(self.hosts) < 3 or len(lost) * 2 <= len(self.hosts):
            return self.unreached
        detail = f"{len(lost)} of {len(self.hosts)} hosts did not answer: the network here seems to be down."
        return [
            replace(
                result,
                reason="network_down",
                detail=detail,
                advice="Check this machine's connection; every page is tried again by itself.",
                state=schedule.after_failure(
                    self.states[result.page.id],
                    result.page,
                    FetchFailed(outcome=Outcome.FAILED, reason=result.reason, detail=result.detail),
                    result.finished_at,
                    jitter=dice(),
                    outage=True,
                ),
            )
            for result in self.unreached
        ]


def host_of(page: Page) -> str:
    """Return the host of *page*, with its port."""
    return parse(page.url, lenient=True).authority
