"""How many bytes a page takes, table by table: when it is read for the first time, and for its next version.

    python benchmarks/bytes.py --shared DIR [--pages 360]

The pages are captures of three government pages (DIR/corpus/series: four of uk, four of scotland, one of england, and
so on), each made unique by its title; for the next version 35 of its numbers are changed, those of its figures first.
Not every page states 35 figures, so a last line says what the next version comes to with 35 changes on every page.
Pages are read, compared and recorded as checks do it, under eleven usual headers. Bytes of a table are those of its
pages in the database, its indexes included (SQLite's dbstat). Beside them stands what the ledger of schema 4 took,
which copied both figures into every change (measured with this program, 360 pages). Exit status 1: a bar is not held.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import sqlite3
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import cycle, pairwise
from pathlib import Path

from monitor.check import check
from monitor.check_setup import Setup
from monitor.examine import examine, read
from monitor.model import Capture, Fetched, HostMemory, Outcome, Page, SourceReading, Validators
from monitor.model.examining import Examined, Task
from monitor.store import Store
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

SERIES = ("uk", "scotland") * 4 + ("england",)  # so mixed, a page is of 78 kB, 15 kB compressed
CHANGED = 35  # numbers of a page that its next version has otherwise
BARS = (28.0, 30.0)  # kB a page: at first, for the next version
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BEFORE: dict[str, tuple[float, ...]] = {
    "snapshot files": (15.3, 15.4), "baselines": (12.7, 0.3), "figures": (9.4, 5.6), "figures_fts": (1.9, 0.9),
    "snapshots": (1.2, 1.2), "series": (1.3, 0.0), "pages": (0.4, 0.0), "checks": (0.1, 0.1), "changes": (0.0, 18.2),
}  # fmt: skip
"""kB a page of the ledger of schema 4 (commit 9f15750): at first, for the next version."""
PUBLIC = {
    "figure_rows": "figures", "figure_settings": "figures", "figure_headings": "figures", "change_rows": "changes",
    "series_words": "series",
}  # fmt: skip
"""Tables that people know as views."""
GROWING = ("changes", "figures", "figures_fts", "statements")  # what a version's changes add rows to
HEADERS = (
    ("Server", "nginx"),
    ("Date", "Sun, 01 Mar 2026 12:00:00 GMT"),
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "max-age=900, public"),
    ("ETag", 'W/"5e5ba3c1-1c3f2"'),
    ("Strict-Transport-Security", "max-age=31536000; preload"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "ALLOWALL"),
    ("Age", "17"),
    ("Via", "1.1 varnish"),
    ("Vary", "Accept-Encoding"),
)
_TEXT = re.compile(r">[^<>]+<")
_NUMBER = re.compile(r"(?<![\w.,])\d(?:[\d,]*\d)?(?![\w.,]*\d)")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def captures(shared: Path) -> list[bytes]:
    """Return the captures of the series, in the mixture of `SERIES`; those of the short ones come again."""
    folder = shared / "corpus" / "series"
    series = {
        name: [gzip.decompress(file.read_bytes()) for file in sorted((folder / name).glob("*.gz"))] for name in SERIES
    }
    if not all(series.values()):
        sys.exit(f"there are no captures in {folder}")
    endless = {name: cycle(one) for name, one in series.items()}
    return [next(endless[name]) for _ in range(max(map(len, series.values()))) for name in SERIES]


def unique(body: bytes, number: int) -> bytes:
    """Return *body* with its title made that of page *number*."""
    return body.replace(b"<title>", f"<title>{number}: ".encode(), 1)


def changed(body: bytes, number: int) -> bytes:
    """Return *body* with the last digits of `CHANGED` of its numbers made others, those of its figures first."""
    text = body.decode("utf-8", "replace")
    stated = {figure.surface for figure in read(body, content_type="text/html").figures}
    dice = random.Random(number)
    spans = list(_numbers(text))
    dice.shuffle(spans)
    spans.sort(key=lambda span: text[slice(*span)] not in stated)
    for _, end in sorted(spans[:CHANGED], reverse=True):
        digit = str((int(text[end - 1]) + dice.randrange(1, 9)) % 10)
        text = text[: end - 1] + digit + text[end:]
    return text.encode()


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    hidden = [match.span() for match in _SCRIPT.finditer(text)]
    for piece in _TEXT.finditer(text):
        if any(start <= piece.start() < end for start, end in hidden):
            continue
        for number in _NUMBER.finditer(piece[0]):
            yield piece.start() + number.start(), piece.start() + number.end()


class Served:
    """Gives pages' bodies as a fetch would."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.at = NOW

    def fetch(self, page: Page, validators: Validators | None) -> Fetched:  # noqa: ARG002
        """Return the page as it is now."""
        body = self.bodies[page.id]
        capture = Capture(
            url=page.url, final_url=page.url, status=200, headers=HEADERS, address="192.0.2.7:443",
            tls_issuer="An Authority, An Authority CA 1", requested_at=self.at, captured_at=self.at,
            framing="length+gzip", wire_bytes=len(body) // 5, validators=Validators(etag='W/"5e5ba3c1-1c3f2"'),
        )  # fmt: skip
        return Fetched(capture=capture, body=body, digest=sha256(body).hexdigest())

    def learnt(self) -> tuple[HostMemory, ...]:
        """Return nothing."""
        return ()


class Here:
    """Examines in this process."""

    def submit(self, task: Task) -> Future[Examined]:
        """Examine *task* at once."""
        future: Future[Examined] = Future()
        future.set_result(examine(task))
        return future

    def names(self, task: SourceTask) -> SourceReading:
        """Read *task* at once."""
        return names(task)


def measure(bodies: Sequence[bytes], count: int) -> tuple[list[Counter[str]], float]:
    """Return the bytes of each table, and of the snapshot files, after each of two versions; and changes a page."""
    sizes, changes = [], 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        Store.create(home).close()
        served = Served()
        pages = [Page(id=f"p{n}", url=f"https://p{n}.example.org/statement") for n in range(count)]
        with Store.open(home, writer=True) as store:
            store.sync(pages, NOW)
            setup = Setup(
                fetcher=served, examiner=Here(), store=store, now=lambda: served.at, dice=lambda: 0.5,
                stop=threading.Event(), threads=1,
            )  # fmt: skip
            sizes.append(_sizes(home))
            for version, wanted in ((0, Outcome.FIRST), (1, Outcome.CHANGED)):
                served.at += timedelta(days=1)
                for number, page in enumerate(pages):
                    body = unique(bodies[number % len(bodies)], number)
                    served.bodies[page.id] = changed(body, number) if version else body
                found = list(check([(page, store.state(page.id)) for page in pages], setup))
                wrong = [one for one in found if one.outcome is not wanted]
                if wrong:
                    sys.exit(f"{wrong[0].page.id}: wanted {wanted}, got {wrong[0].outcome} {wrong[0].detail}")
                changes += sum(len(one.changes) for one in found)
                sizes.append(_sizes(home))
    return [after - before for before, after in pairwise(sizes)], changes / count


def _sizes(home: Path) -> Counter[str]:
    folder = home / "snapshots"
    found: Counter[str] = Counter()
    with closing(sqlite3.connect(folder / "monitor.db")) as ledger:
        sql = """SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s
                 LEFT JOIN sqlite_master m ON m.name = s.name GROUP BY 1"""
        for name, size in ledger.execute(sql):
            found["figures_fts" if name.startswith("figures_fts") else PUBLIC.get(name, name)] += size
    found["snapshot files"] = sum(path.stat().st_size for path in folder.rglob("*.gz"))
    return found


def main() -> None:
    """Print what a page takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--pages", type=int, default=360)
    options = parser.parse_args()
    bodies = captures(options.shared)
    grown, changes = measure(bodies, options.pages)
    mean = sum(len(bodies[n % len(bodies)]) for n in range(options.pages)) / options.pages
    print(f"{options.pages} pages of {mean / 1000:.0f} kB, {CHANGED} numbers changed: {changes:.1f} changes a page")
    print(_row("kB a page", ("at first", "before", "next", "before")))
    now = {
        name: tuple(one[name] / options.pages / 1000 for one in grown)
        for name in sorted({*grown[0], *grown[1]}, key=lambda name: -grown[0][name])
    }
    for name, sizes in now.items():
        then = BEFORE.get(name, (0.0, 0.0))
        if max(*sizes, *then) >= 0.05:
            print(_row(name, _interleaved(sizes, then)))
    print(_row("all", _interleaved(_all(now), _all(BEFORE))))
    whole = [_all(table)[1] + _all(table, GROWING)[1] * (CHANGED / changes - 1) for table in (now, BEFORE)]
    print(_row(f"{CHANGED} changes each", ("", "", *whole)))
    print(_row("bar", (BARS[0], "", BARS[1], "")))
    sys.exit(_all(now)[0] > BARS[0] or whole[0] > BARS[1])


def _all(table: dict[str, tuple[float, ...]], names: Sequence[str] | None = None) -> tuple[float, ...]:
    return tuple(sum(table[name][n] for name in table if names is None or name in names) for n in (0, 1))


def _interleaved(now: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    return now[0], then[0], now[1], then[1]


def _row(name: str, cells: Sequence[str | float]) -> str:
    return f"{name:<16}" + "".join(f"{cell:>10}" if isinstance(cell, str) else f"{cell:10.1f}" for cell in cells)


if __name__ == "__main__":
    main()
