"""What a report of 500 changes costs in every format, and how long one of two real days is.

    python benchmarks/report.py [--changes 500] [--shared DIR]

The changes lie on 25 pages: sentences with one and with three figures, tables of twelve cells, figures that came and
went, and histories. Held to: HTML in a second of processor time and a megabyte, a mail in 100 kB. With `DIR` (or
../shared, where it is) the pages uk and scotland of its corpus are followed from 18 to 19 March 2020, too: the lines of
the report in a terminal of 100 columns, with the text and without, and where the deaths stand. Exit status 1 when a
limit is passed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from equal import replaying

from monitor.model import Change, ChangeKind, Figure, Finding, Where
from monitor.report import RENDERERS, History, Report
from monitor.report.chat import chat
from monitor.report.mail_body import mail

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
NOW = datetime(2031, 3, 18, 9, tzinfo=UTC)
PAGES = 25
SECOND, MEGABYTE, MAIL = 1.0, 1_000_000, 100_000
THINGS = ("beds", "nurses on the wards", "people who arrived", "tests that were made", "euros for repairs")
LIMITS: dict[str, tuple[float, int]] = {"html": (SECOND, MEGABYTE), "mail": (SECOND, MAIL)}
DAYS = ("2020-03-18", "2020-03-19")
FOLLOWED = ("uk", "scotland")
LINES = 87  # half of the 175 lines that the report of those days had in November 2026, a card a figure
DEATHS = ("144", "three to 6")
FIRST = 10  # lines in which they stand


def figure(sentence: str, value: int, counts: str, **more: object) -> Figure:
    """Return the figure of *value* in *sentence*."""
    surface = f"{value:,}"
    at = sentence.index(surface)
    known: dict[str, object] = {"value": Decimal(value), "surface": surface, "start": at, "end": at + len(surface),
                                "sentence": sentence, "sentence_start": 0, "counts": counts}  # fmt: skip
    return Figure(**(known | more))  # type: ignore[arg-type]


def sentences(dice: random.Random, series: int) -> Iterator[Change]:
    """Yield what became of a sentence of three figures: one or three of them moved, or the first went."""
    what = dice.sample(THINGS, 3)
    olds, news = ([dice.randrange(1_000, 900_000) for _ in what] for _ in "ab")

    def said(day: int, values: list[int]) -> str:
        of = [f"{value:,} {name}" for value, name in zip(values, what, strict=True)]
        return f"As of 9am on {day} March the county had {of[0]}, of which {of[1]}, and in all {of[2]} (line {series})."

    old, new = said(17, olds), said(18, news)
    for place in range(dice.choice((1, 3))):
        sides = figure(old, olds[place], what[place]), figure(new, news[place], what[place])
        yield moved(series + place, *sides)
    if series % 5 == 0:
        gone = figure(f"In {series} places {olds[0]:,} lamps burned.", olds[0], "lamps")
        yield Change(kind=ChangeKind.DISAPPEARED, series=series + 9, old=gone, new=None, told=True, rule="default")


def table(dice: random.Random, series: int) -> Iterator[Change]:
    """Yield the cells of a table that moved."""
    for place in range(12):
        values = [dice.randrange(1_000, 9_000) for _ in "ab"]
        sides = [figure(f"{value:,}", value, "cases", where=Where.TABLE, headers=(f"Board {place}", "Cases"))
                 for value in values]  # fmt: skip
        yield moved(series + place, sides[0], sides[1], table=0, group="table 0")


def moved(series: int, old: Figure, new: Figure, **more: object) -> Change:
    """Return the change of a value."""
    gap = (new.value or Decimal(0)) - (old.value or Decimal(0))
    known: dict[str, object] = {"kind": ChangeKind.CHANGED, "series": series, "old": old, "new": new, "told": True,
                                "difference": gap, "relative": gap / (old.value or 1), "rule": "default"}  # fmt: skip
    return Change(**(known | more))  # type: ignore[arg-type]


def report(changes: int) -> Report:
    """Return a report of so many changes."""
    dice = random.Random(20)
    found: list[Finding] = []
    histories: list[History] = []
    series = 0
    while len(found) < changes:
        page, series = series // 20 % PAGES, series + 20
        for one in (table if series % 300 == 0 else sentences)(dice, series):
            found.append(_finding(one, page))
            points = tuple((NOW - timedelta(days=day), old) for day in (3, 2, 1) if (old := one.old))
            histories.append(History(page_id=f"page-{page}", series=one.series, points=points))
    return Report(title="Figures that changed", made_at=NOW, on_pages=False, findings=tuple(found[:changes]),
                  histories=tuple(histories))  # fmt: skip


def _finding(change: Change, page: int) -> Finding:
    return Finding(
        change=change, page_id=f"page-{page}", page_title=f"The statement of county {page}", check=page,
        url=f"https://county-{page}.example/statement", before_at=NOW - timedelta(days=1), after_at=NOW,
        before_digest="a" * 64, after_digest="b" * 64, before_file="before.html.gz", after_file="after.html.gz",
        language="en",
    )  # fmt: skip


def measured(made: Report) -> Iterator[tuple[str, float, int]]:
    """Yield of each format its name, its processor time in seconds (the best of three), and its bytes."""
    formats: dict[str, Callable[[Report], str]] = {**RENDERERS, "mail": lambda one: mail(one).html, "chat": chat}
    for name, render in formats.items():
        render(made)  # templates are read once
        times = []
        for _ in range(3):
            began = time.process_time()
            text = render(made)
            times.append(time.process_time() - began)
        yield name, min(times), len(text.encode())


def two_days(shared: Path) -> tuple[str, str]:
    """Return the report of the replayed days as a terminal of 100 columns shows it, and the same without the text."""
    with tempfile.TemporaryDirectory() as folder, replaying(shared) as site:
        home = Path(folder) / "home"
        settings = "contact: bench@example.org\nlimits: {host_gap: 0s}\n"
        _run(home, "init", str(home))
        (home / "config/monitor.yaml").write_text(settings, encoding="utf-8")
        for page in FOLLOWED:
            _run(home, "add", f"{site}/{page}", "--id", page, "--allow-private", "--anyway")
        for day in DAYS:
            with urllib.request.urlopen(urllib.request.Request(f"{site}/_clock?day={day}", method="POST"), timeout=10):
                _run(home, "check")
        return _run(home, "report"), _run(home, "report", "--no-text")


def _run(home: Path, *words: str) -> str:
    command = [sys.executable, "-m", "monitor", "--home", str(home), *words]
    kept = {"COLUMNS": "100", "NO_COLOR": "1", "PATH": os.environ["PATH"], "HOME": str(home.parent)}
    return subprocess.run(command, env=kept, capture_output=True, text=True, timeout=120, check=True).stdout


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with tools/replay.py and the corpus")
    chosen = parser.parse_args()
    wrong = []
    for name, seconds, size in measured(report(chosen.changes)):
        print(f"{name:<10} {seconds * 1000:7.0f} ms {size / 1000:8.1f} kB")
        most = LIMITS.get(name, (float("inf"), sys.maxsize))
        wrong += [name] if seconds > most[0] or size > most[1] else []
    if (chosen.shared / "tools/replay.py").exists():
        whole, bare = (text.splitlines() for text in two_days(chosen.shared))
        places = [next((n for n, line in enumerate(whole, 1) if words in line), 0) for words in DEATHS]
        print(f"uk and scotland, two days: {len(whole)} lines, {len(bare)} without the text; deaths in lines {places}")
        wrong += ["two days"] if len(whole) > LINES or not all(0 < place <= FIRST for place in places) else []
    print(f"beyond their limits: {', '.join(wrong)}" if wrong else "within all limits")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
