"""What a check costs when a page has a thousand versions in the ledger, against ten versions of the same page.

    python benchmarks/versions.py [--versions 990] [--rounds 20] [--json]

One ledger, one process, whole checks: fetched from loopback, read, compared, recorded and committed. Every version
moves a tenth of the figures, withdraws one and states a new one. The old page is checked at its versions 990, 991 ...
and, turn by turn, young ones at their versions 10 to 19, so that what else the machine does weighs on both alike. The
ratio is of the lower quartiles of all checks, since what else runs only ever adds; it should be 1, and is held to be
when within a tenth of it. It is given for both halves of the checks, too: they tell how far it is to be trusted.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from loopback import Asked, Site, Step
from loopback import page as answered

from monitor.check import check
from monitor.check_setup import Setup
from monitor.examine import examine
from monitor.fetch import Fetcher
from monitor.model import Indicator, Limits, Outcome, Page, SourceReading
from monitor.model.examining import Criteria, Examined, Task
from monitor.store import Store
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

YOUNG = range(10, 20)
LINES, FIGURES = 300, 30
THINGS = ("tents", "families", "officers", "meals", "places in hostels", "vehicles", "asylum seekers", "volunteers")
QUIET = (
    "The council met the residents and heard what they had to say about the coming winter.",
    "Anyone who needs advice may call at the town hall, where the staff speak several languages.",
    "Work on the northern road goes on, and buses take the longer way along the canal until it ends.",
)
NOTES = ("letters", "blankets", "bicycles", "kettles", "maps", "lamps", "stoves", "boots", "books", "ropes", "pumps")


def body(version: int) -> bytes:
    """Return a page of about 60 kB in one of its versions."""
    same, dice = random.Random(1), random.Random(version)
    moved = set(dice.sample(range(FIGURES), FIGURES // 10))
    parts = [
        f"<p>A note of the day: {dice.randrange(100, 999)} {NOTES[version % len(NOTES)]} were lent at the desk.</p>"
    ]
    for line in range(LINES):
        number, rest = divmod(line, LINES // FIGURES)
        value = same.randrange(1_000, 90_000)
        if rest:
            parts.append(f"<p class='govspeak body-text' data-line='{line}'>{same.choice(QUIET)}</p>")
            continue
        value += dice.randrange(1, 400) if number in moved else 0
        place, thing = f"sector {chr(65 + number % 26)}", THINGS[number % len(THINGS)]
        parts.append(f"<p class='govspeak body-text'>In {place} the wardens counted {value:,} {thing} this week.</p>")
    return (
        "<!doctype html><html lang=en><head><title>Count of the district</title></head><body><main>"
        f"<h1>Count of the district</h1>{''.join(parts)}</main><footer>Contact us</footer></html>"
    ).encode()


@dataclass
class Here:
    """Examines in this process, and says how long that took."""

    seconds: float = 0.0

    def submit(self, task: Task) -> Future[Examined]:
        """Examine *task* at once."""
        future: Future[Examined] = Future()
        began = time.thread_time()
        future.set_result(examine(task))
        self.seconds += time.thread_time() - began
        return future

    def names(self, task: SourceTask) -> SourceReading:
        """Read *task* at once."""
        return names(task)


@dataclass
class Bench:
    """The ledger, and how far each page has come in it."""

    store: Store
    setup: Setup
    here: Here
    site: Site
    versions: Counter[str] = field(default_factory=Counter)
    pages: dict[str, Page] = field(default_factory=dict)

    def answer(self, asked: Asked) -> list[Step]:
        """Answer with the version that the page has come to."""
        return answered(body(self.versions[asked.path[1:]]))

    def add(self, name: str) -> None:
        """Follow one more page, with an indicator that gathers from all of them."""
        self.pages[name] = Page(id=name, url=f"{self.site.url}/{name}", allow_private=True)
        self.store.sync(list(self.pages.values()), _now())

    def check(self, name: str) -> tuple[float, float]:
        """Check the page's next version; return the CPU seconds of the check, and of these what examining took."""
        self.versions[name] += 1
        state = self.store.state(name)
        before, began = self.here.seconds, time.process_time()
        (result,) = check([(self.pages[name], state)], self.setup)
        used = time.process_time() - began
        wanted = Outcome.FIRST if self.versions[name] == 1 else Outcome.CHANGED
        if result.outcome is not wanted:
            sys.exit(f"version {self.versions[name]} of {name}: wanted {wanted}, got {result.outcome} {result.detail}")
        return used, self.here.seconds - before


def measure(versions: int, rounds: int) -> dict[str, float]:
    """Return the milliseconds of a check of an old and of a young page, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        Store.create(home).close()
        stop = threading.Event()
        limits = Limits(host_gap=timedelta(0), host_bytes_a_day=2**40)
        fetcher = Fetcher(limits, "policy-monitor-bench (+bench@example.org)", now=_now, stop=stop)
        indicator = Indicator(id="officers", words=("officers",))
        with Store.open(home, writer=True) as store:
            here = Here()
            setup = Setup(
                fetcher=fetcher, examiner=here, store=store, now=_now, dice=random.Random(1).random, stop=stop,
                threads=1, criteria=Criteria(indicators=(indicator,)),
            )  # fmt: skip
            bench: Bench | None = None
            with Site(lambda asked: bench.answer(asked) if bench else []) as site:
                bench = Bench(store, setup, here, site)
                found = _rounds(bench, versions, rounds)
        fetcher.close()
    return found


def _rounds(bench: Bench, versions: int, rounds: int) -> dict[str, float]:
    bench.add("old")
    for _ in range(versions):
        bench.check("old")
    costs: dict[str, list[tuple[float, float]]] = {"old": [], "young": []}
    for number in range(rounds):
        young = f"young-{number}"
        bench.add(young)
        for _ in range(YOUNG.start):
            bench.check(young)
        for turn in YOUNG:
            for who in ("old", "young") if turn % 2 else ("young", "old"):
                costs[who].append(bench.check("old" if who == "old" else young))
    usual = {who: [1000 * _usual(part) for part in zip(*costs[who], strict=True)] for who in costs}
    halves = [
        _usual([used for used, _ in costs["old"][half::2]]) / _usual([used for used, _ in costs["young"][half::2]])
        for half in (0, 1)
    ]
    return {
        "versions": bench.versions["old"],
        "old_ms": round(usual["old"][0], 2),
        "young_ms": round(usual["young"][0], 2),
        "old_examining_ms": round(usual["old"][1], 2),
        "young_examining_ms": round(usual["young"][1], 2),
        "ratio": round(usual["old"][0] / usual["young"][0], 3),
        "least": round(min(halves), 3),
        "most": round(max(halves), 3),
    }


def _usual(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=4)[0]


def _now() -> datetime:
    return datetime.now(UTC)


def main() -> None:
    """Print the measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--versions", type=int, default=990)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.versions, options.rounds)
    if options.json:
        print(json.dumps({"versions": found}))
        return
    for who, name in (("young", "at versions 10 to 19"), ("old", f"at version {found['versions']:.0f} and before")):
        print(f"a check {name}: {found[f'{who}_ms']:.2f} ms CPU, {found[f'{who}_examining_ms']:.2f} of it examining")
    print(f"ratio {found['ratio']:.3f} (halves of the checks: {found['least']:.3f} and {found['most']:.3f})")
    print("within a tenth of 1" if abs(found["ratio"] - 1) <= 0.1 else "NOT within a tenth of 1")


if __name__ == "__main__":
    main()
