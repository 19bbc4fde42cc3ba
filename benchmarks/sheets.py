"""What the weekly check of a long sheet costs: 4,000 rows of a day and three values, the last row new each week.

    python benchmarks/sheets.py [--rows 4000] [--weeks 7] [--profile]

Whole checks: fetched from loopback, read and compared in a worker process, recorded and committed. Prints the processor
seconds of all processes, the least of several weeks, as what else runs only ever adds; exits with 1 past the promise:
1 s.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import psutil
from cycle import LIMITS, cpu, installation  # type: ignore[import-not-found, unused-ignore]  # benchmarks/cycle.py
from loopback import Site, page
from office_fakes import Value, xlsx

from monitor.check import check
from monitor.examine import examine
from monitor.model import Capture, Fetched, Outcome, Page
from monitor.model.examining import Task

SECONDS = 1.0
NAMES: list[Value] = ["Week ending", "People arrived", "Boats arrived", "People rescued"]
BEGIN = date(1945, 1, 7)


def sheet(rows: int) -> bytes:
    """Return a workbook with so many weeks in *rows*."""
    weeks: list[list[Value]] = [
        [BEGIN + timedelta(weeks=week), week * 7919 % 1973 + 3, week % 41, week * 31 % 977] for week in range(rows)
    ]
    return xlsx({"SB_01": [NAMES, *weeks]})


def checks(rows: int, weeks: int) -> list[float]:
    """Return the processor seconds of the check of each of so many *weeks* after the first *rows*."""
    process, found, body = psutil.Process(), [], b""
    with installation(LIMITS, threading.Event()) as (_, store, setup), Site(lambda _: page(body, kind="")) as site:
        followed = Page(id="weeks", url=f"{site.url}/weeks.xlsx", allow_private=True)
        store.sync([followed], datetime.now(UTC))
        for week in range(weeks + 1):
            body = sheet(rows + week)
            used = cpu(process, 0)
            (result,) = check([(followed, store.state("weeks"))], setup)
            found.append(cpu(process, 0) - used)
            wanted = (Outcome.CHANGED, len(NAMES) - 1) if week else (Outcome.FIRST, 0)
            if (result.outcome, len(result.changes)) != wanted:
                sys.exit(f"week {week}: {result.outcome}, {len(result.changes)} changes, {result.detail}")
    return found[1:]


def profile(rows: int) -> None:
    """Print where the time of reading and comparing goes."""
    at, url = datetime.now(UTC), "https://board.example/weeks.xlsx"
    capture = Capture(url=url, final_url=url, status=200, requested_at=at, captured_at=at)
    old, new = (Fetched(capture=capture, body=sheet(length), digest="") for length in (rows, rows + 1))
    followed = Page(id="weeks", url=url)
    first = examine(Task(page=followed, fetched=old))
    task = Task(
        page=followed,
        fetched=new,
        baseline=first.derived.baseline if first.derived else None,
        text_digest=first.text_digest,
    )
    watched = cProfile.Profile()
    watched.runcall(examine, task)
    pstats.Stats(watched).sort_stats("tottime").print_stats(50)


def main() -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--weeks", type=int, default=7)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    used = min(checks(options.rows, options.weeks))
    print(f"{options.rows:,} rows, one of them new: a check takes {used:.2f} s CPU")
    if options.profile:
        profile(options.rows)
    return int(used > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
