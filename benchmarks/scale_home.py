"""A home as large as one machine must bear, written in seconds (tests/support/scale_ledger.py has the ledger's part).

    python benchmarks/scale_home.py HOME [--pages 100000] [--hosts 50000] [--rows 1000000] [--speakers 50]

HOME gets its configuration, too, so that every command works on it.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from scale_ledger import PAGE, history, pages, statements

from monitor.store import Store

IN_A_FILE = 1_000  # pages


def configure(home: Path, count: int, hosts: int) -> None:
    """Write the configuration of the first *count* pages, a thousand of them to a file."""
    folder = home / "config"
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    (folder / "monitor.yaml").write_text("contact: bench@example.org\n", encoding="utf-8")
    for first in range(0, count, IN_A_FILE):
        listed = "".join(
            f"  - {{id: {PAGE.format(n)}, url: 'https://host-{n % hosts:05}.example/{n:07}', tags: [camp]}}\n"
            for n in range(first + 1, min(first + IN_A_FILE, count) + 1)
        )
        (folder / "pages" / f"{first // IN_A_FILE:04}.yaml").write_text(f"pages:\n{listed}", encoding="utf-8")


def opened(home: Path) -> sqlite3.Connection:
    """Return the ledger of *home*, made if it is not there, for writing much: a power failure may damage it."""
    path = home / "snapshots" / "monitor.db"
    if not path.exists():
        Store.create(home).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    return db


def main() -> None:
    """Make a home, and say how long that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--hosts", type=int, default=50_000)
    parser.add_argument("--rows", type=int, default=0, help="figures that the first page has stated")
    parser.add_argument("--speakers", type=int, default=0, help="who make 100 statements each, on the second page")
    asked = parser.parse_args()
    began = time.process_time()
    configure(asked.home, asked.pages, asked.hosts)
    db = opened(asked.home)
    pages(db, asked.pages, asked.hosts, datetime.now(UTC))
    if asked.rows:
        history(db, PAGE.format(1), asked.rows)
    if asked.speakers:
        statements(db, "people", PAGE.format(2), asked.speakers, 100)
    db.close()
    print(f"{asked.home}: {asked.pages:,} pages, {asked.rows:,} rows, {time.process_time() - began:.1f} s CPU")


if __name__ == "__main__":
    main()
