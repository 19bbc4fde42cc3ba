"""An empty ledger, for the hundreds of tests that begin with one: made once, and then copied."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.store import Store

LEDGER = Path("snapshots") / "monitor.db"


def make_ledger(home: Path) -> None:
    """Make an empty ledger in *home*, where there must be none, byte by byte as `Store.create` makes it."""
    path = home / LEDGER
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(_empty())


@cache
def _empty() -> bytes:
    """Return the bytes of a ledger that was just created: every migration of its schema has been applied to it."""
    with TemporaryDirectory() as home:
        Store.create(Path(home)).close()
        return (Path(home) / LEDGER).read_bytes()
