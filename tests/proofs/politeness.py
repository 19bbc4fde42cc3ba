"""Politeness under load: one slow-paced host among fifty others, and hosts that hang.

    python tests/proofs/politeness.py                 as a table
    python tests/proofs/politeness.py --json          as one JSON object
    python tests/proofs/politeness.py --threads 64    with another number of threads than the program's own

First, 50 pages of one host are checked with a gap of 0.2 s, together with 200 pages of 50 other hosts (ports of
loopback, which count as hosts of their own). Then the 50 hosts are checked together with one, with eight and with
fifty hosts that never answer. Exit status 1 when a gap was undercut or hung hosts held up others.
"""

from __future__ import annotations

import itertools
import json
import sys
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from loopback import HANG, Site
from loopback import page as answer

from monitor.check import check
from monitor.check_setup import Setup
from monitor.fetch import Fetcher
from monitor.model import (
    CheckResult,
    Decision,
    Fetched,
    HostMemory,
    Limits,
    Named,
    Outcome,
    Page,
    PageState,
    SourceReading,
    Turn,
)
from monitor.model.examining import Examined, Task
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

GAP = timedelta(seconds=0.2)
HOSTS = 50
BODY = b"<!doctype html><title>Visits</title><p>1,160 visits.</p></html>"


class Unread:
    """Stands in for the workers: what is measured is fetching."""

    def submit(self, task: Task) -> Future[Examined]:
        """Take *task* for unchanged."""
        done: Future[Examined] = Future()
        done.set_result(Examined(outcome=Outcome.UNCHANGED, text_digest=task.fetched.digest))
        return done

    def names(self, task: SourceTask) -> SourceReading:
        """Read *task* at once."""
        return names(task)


class Forgetful:
    """Stands in for the store."""

    def baseline(self, page_id: str) -> bytes | None:  # noqa: ARG002
        """Know nothing."""
        return None

    def latest_capture(self, page_id: str) -> Fetched | None:  # noqa: ARG002
        """Know nothing."""
        return None

    def kept(self, page_id: str, digest: str) -> Fetched:
        """Know nothing.

        Raises:
            LookupError: always.
        """
        raise LookupError(page_id, digest)

    def pending(self, page_id: str) -> tuple[Decision, ...]:  # noqa: ARG002
        """Know nothing."""
        return ()

    def ignored(self, page_id: str) -> frozenset[int]:  # noqa: ARG002
        """Know nothing."""
        return frozenset()

    def names(self, page_id: str) -> dict[int, str]:  # noqa: ARG002
        """Know nothing."""
        return {}

    def named(self, source: str) -> dict[str, Named]:  # noqa: ARG002
        """Know nothing."""
        return {}

    def followed_elsewhere(self, source: str, urls: Collection[str]) -> frozenset[str]:  # noqa: ARG002
        """Know nothing."""
        return frozenset()

    def ids_beneath(self, source: str) -> frozenset[str]:  # noqa: ARG002
        """Know nothing."""
        return frozenset()

    def latest_statement(self, indicator: str, speaker_key: str) -> None:
        """Know nothing."""

    def known(self, pages: Sequence[Page]) -> frozenset[str]:
        """Know *pages*."""
        return frozenset(page.id for page in pages)

    def added_at(self, page: Page) -> datetime:  # noqa: ARG002
        """Say that it was just now."""
        return datetime.now(UTC)

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory],  # noqa: ARG002
        turns: Mapping[str, Turn],  # noqa: ARG002
        as_told: Callable[[Sequence[CheckResult]], Sequence[CheckResult]],  # noqa: ARG002
    ) -> Sequence[CheckResult]:
        """Forget *results*."""
        return results

    def is_reached_elsewhere(self, now: datetime) -> bool:  # noqa: ARG002
        """Be alone."""
        return False


def run(pages: Sequence[Page], gap: timedelta, patience: timedelta) -> dict[str, CheckResult]:
    """Check *pages* once, in the program's own way, and return the results by page."""
    now = datetime.now(UTC)
    fetcher = Fetcher(
        Limits(host_gap=gap, idle=patience, total=patience),
        "policy-monitor/0 (benchmark)",
        now=lambda: datetime.now(UTC),
    )
    setup = Setup(
        fetcher=fetcher,
        examiner=Unread(),
        store=Forgetful(),
        now=lambda: datetime.now(UTC),
        dice=lambda: 0.5,
        threads=int(sys.argv[sys.argv.index("--threads") + 1]) if "--threads" in sys.argv else Setup.threads,
        stop=threading.Event(),
    )
    results = check([(page, PageState(page_id=page.id, next_check_at=now)) for page in pages], setup)
    found = {result.page.id: result for result in results}
    setup.stop.set()
    fetcher.close()
    return found


def pages_of(site: Site, name: str, count: int) -> list[Page]:
    """Return *count* pages of *site*."""
    return [Page(id=f"{name}-{number}", url=f"{site.url}/{number}", allow_private=True) for number in range(count)]


def paced() -> dict[str, float]:
    """Check a host that is asked slowly among many."""
    with ExitStack() as stack:
        slow = stack.enter_context(Site(lambda _: answer(BODY)))
        others = [stack.enter_context(Site(lambda _: answer(BODY))) for _ in range(HOSTS)]
        pages = pages_of(slow, "slow", 50)
        for number, site in enumerate(others):
            pages += pages_of(site, f"h{number}", 4)
        began = time.monotonic()
        results = run(pages, GAP, timedelta(seconds=20))
        starts = sorted(asked.began for asked in slow.asked)
        gaps = [after - before for before, after in itertools.pairwise(starts)]
        finished = [max(end for _, end in site.spans) - began for site in others]
        closest = [
            after.began - before.began
            for site in others
            for before, after in itertools.pairwise(sorted(site.asked, key=lambda asked: asked.began))
        ]
    assert len(results) == len(pages)
    assert all(result.outcome is Outcome.UNCHANGED for result in results.values())
    return {
        "requests to the slow host": len(starts),
        "closest two of them, s": min(gaps),
        "closest two of any other host, s": min(closest),
        "slow host over after, s": starts[-1] - began,
        "last other host over after, s": max(finished),
    }


def hung(count: int) -> dict[str, float]:
    """Check many hosts, *count* of which never answer."""
    with ExitStack() as stack:
        dead = [stack.enter_context(Site(lambda _: [HANG])) for _ in range(count)]
        others = [stack.enter_context(Site(lambda _: answer(BODY))) for _ in range(HOSTS)]
        pages = [page for number, site in enumerate(dead) for page in pages_of(site, f"dead{number}", 2)]
        for number, site in enumerate(others):
            pages += pages_of(site, f"h{number}", 1)
        began = time.monotonic()
        results = run(pages, timedelta(), timedelta(seconds=3))
        took = time.monotonic() - began
        finished = [max(end for _, end in site.spans) - began for site in others]
    lost = [result for name, result in results.items() if name.startswith("dead")]
    assert {result.outcome for result in lost} == {Outcome.FAILED}
    hosts = "host hangs" if count == 1 else "hosts hang"
    return {
        f"{count} {hosts}: last other host over after, s": max(finished),
        f"{count} {hosts}: given up after, s": took,
    }


def main() -> int:
    """Measure, print, and say whether politeness held."""
    figures = paced() | hung(1) | hung(8) | hung(50)
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:46} {value:8.3f}")
    kept = min(figures["closest two of them, s"], figures["closest two of any other host, s"]) >= GAP.total_seconds()
    beside = [
        took for name, took in figures.items() if name.endswith("last other host over after, s") and "hang" in name
    ]
    free = max(beside) < 1
    side_by_side = figures["last other host over after, s"] < figures["slow host over after, s"]
    return 0 if kept and free and side_by_side else 1


if __name__ == "__main__":
    sys.exit(main())
