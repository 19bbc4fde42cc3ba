"""Write, fsync, rename, fsync of the folder, then ledger, word, channel: in this order, whatever call fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from load import served
from write_points import FAULTS, Call, broken, calls, points, prepared, short, why_not

REASON = why_not()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(REASON), reason=REASON)]
TRANSACTION = [
    ("fdatasync", "journal"), ("fdatasync", "snapshots"), ("fdatasync", "journal"), ("pwrite64", "ledger"),
    ("fdatasync", "ledger"), ("unlink", "journal"), ("fdatasync", "snapshots"),
]  # fmt: skip
"""With a rollback journal and synchronous = EXTRA."""
SNAPSHOT = [
    ("openat", "temporary"), ("write", "temporary"), ("fsync", "temporary"), ("rename", "snapshot"),
    ("fsync", "folder"),
]  # fmt: skip
CHANNEL = [
    ("openat", "channel"), ("ftruncate", "channel"), ("write", "channel"), ("fsync", "channel"), ("fsync", "home"),
]  # fmt: skip
RECORDED = [*SNAPSHOT, *TRANSACTION]
PROMISED = [*RECORDED, *TRANSACTION, *CHANNEL, *TRANSACTION]
"""A snapshot, then the transaction that names it; when that is told, what is sent together, the channel, its mark."""


def order(found: Sequence[Call]) -> list[tuple[str, str]]:
    """Return what was done to what, each in a row only once, but for the journal's own pages, the lock and the cache.

    The cache is of the configuration: what is lost of it is parsed again.
    """
    steps = [(call.name, call.touches) for call in found if call.touches not in ("lock", "cache")]
    steps = [step for step in steps if step not in (("pwrite64", "journal"), ("openat", "journal"))]
    return [step for step, before in zip(steps, [None, *steps], strict=False) if step != before]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("points")


def test_what_a_check_records_reaches_the_disk_in_order_and_fails_by_name(folder: Path) -> None:
    with served(folder / "template", 1):
        template, found = prepared(folder)
        assert order(found) == PROMISED
        every = list(calls((folder / "trace").read_text()))
        places = {(call.name, call.number): place for place, call in enumerate(every)}
        (told,) = [place for place, call in enumerate(every) if "page-0: 1 change" in call.line]
        recorded = [place for place in range(len(found)) if order(found[:place]) == RECORDED]
        last, following = found[recorded[0] - 1], found[recorded[-1]]  # between: what `order` leaves out
        assert places[last.name, last.number] < told < places[following.name, following.number]
        tried = [(call, "error=EIO") for call in found if call.name in ("fsync", "fdatasync")] + short(found)
        assert {fault for _, fault in tried} == set(FAULTS)
        assert [line for call, fault in tried for line in broken(template, folder, call, fault)] == []


def test_another_order_is_seen() -> None:
    log = """
rename("/home/s/p/.1.gz.tmp", "/home/s/p/1.gz") = 0
write(5</home/s/p/.1.gz.tmp>, "x", 1) = 1
openat(AT_FDCWD</>, "/usr/lib/x.pyc", O_RDONLY|O_CLOEXEC) = 3</usr/lib/x.pyc>
fsync(5</home/s/p>) = -1 EIO (Input/output error) (INJECTED)
"""
    assert order(points(calls(log))) == [("rename", "snapshot"), ("write", "temporary"), ("fsync", "folder")]
