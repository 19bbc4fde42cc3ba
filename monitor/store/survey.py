"""Which snapshot files there are and which the ledger knows: what a kill left between the two is adopted.

In a folder, a snapshot's file is written before its row, and inside the same transaction: whoever holds the ledger for
writing can be sure that a file which no row names will be named by nobody. Elsewhere it is written before the
transaction: there the archive says which files have lain for so long that this is sure (`Archive.settled`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.errors import StoreError
from monitor.store import chain, queries, retention, row_values
from monitor.store.archives import NOT_WHOLE, Archive
from monitor.store.archives.snapshot_names import Named, named
from monitor.store.databases import Database

ADOPTED = "adopted"  # the ``framing`` of a snapshot of which only the bytes are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """How files and rows agree. Files are paths below the place of all snapshots, in the order of their names."""

    missing: tuple[str, ...] = ()  #: the ledger names them, and they are not there
    stray: tuple[str, ...] = ()  #: they are there, and the ledger names them nowhere
    left_over: tuple[str, ...] = ()  #: retention was to remove them, and was killed
    unfinished: tuple[str, ...] = ()  #: a kill came while they were written


def survey(db: Database, archive: Archive) -> Survey:
    """Return how the files of *archive* and the rows of *db* agree, by their names alone; nothing is read."""
    sql = "SELECT DISTINCT file FROM snapshots WHERE removed_at IS NULL ORDER BY file"
    known = (row[0] for row in db.stream(sql))
    missing: list[str] = []
    stray: list[str] = []
    unfinished: list[str] = []
    for file, is_known in _merged(known, archive.listed(unfinished)):
        (missing if is_known else stray).append(file)
    left_over = retention.left_over(db, stray)
    stray = [file for file in stray if file not in left_over]
    return Survey(
        missing=tuple(missing), stray=tuple(stray), left_over=left_over, unfinished=tuple(unfinished)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that no row names, and that is a whole snapshot of its page."""

    named: Named
    page_id: str
    digest: str
    size: int
    file: str


def strays(db: Database, archive: Archive, stray: Sequence[str]) -> Iterable[Stray]:
    """Return those of the *stray* files that are whole snapshots of their pages.

    They are read as they are asked for, and those that a network leads to now: before the ledger is held for writing.
    """
    found = _read(db, archive, archive.settled(stray))
    return list(found) if archive.is_remote else found


def _read(db: Database, archive: Archive, stray: Sequence[str]) -> Iterator[Stray]:
    for file in stray:
        name, page_id = named(file), _page_of(db, file)
        if name is None or page_id is None or is_known(db, file):
            continue
        try:
            digest, size = archive.digest_of(file)
        except StoreError as error:
            if error.reason not in NOT_WHOLE:
                raise
            continue
        if digest.startswith(name.digest):
            yield Stray(name, page_id, digest, size, file)


def adopt(db: Database, found: Iterable[Stray]) -> list[str]:
    """Make those that were *found* known, and return their files.

    They become evidence: bytes that arrived, of an answer that nothing else is known of. Called inside a transaction
    that holds the ledger for writing.
    """
    adopted = []
    for one in found:
        if not is_known(db, one.file):
            _insert(db, one.page_id, one.named, {"file": one.file, "digest": one.digest, "size": one.size})
            adopted.append(one.file)
    return adopted


def _insert(db: Database, page_id: str, name: Named, found: dict[str, Any]) -> None:
    page = queries.one(db, "SELECT url, chain FROM pages WHERE id = ?", [page_id])
    newest = queries.one(db, "SELECT max(number) AS number FROM snapshots WHERE page_id = ?", [page_id])
    at = row_values.stamp(name.at)
    columns = {
        "page_id": page_id, "number": (newest["number"] or 0) + 1, "kind": "evidence", "title": "", "language": "",
        "engine": "", "url": page["url"], "final_url": page["url"], "redirects": "[]", "status": 0, "headers": "[]",
        "requested_at": at, "captured_at": at, "framing": ADOPTED, "wire_bytes": 0, **found,
    }  # fmt: skip
    columns["chain"] = chain.link(page["chain"] or "", columns)
    db.execute("UPDATE pages SET chain = ? WHERE id = ?", [columns["chain"], page_id])
    names = ", ".join(columns)
    sql = f"INSERT INTO snapshots ({names}) VALUES ({row_values.placeholders(list(columns))})"  # noqa: S608 (our own names)
    db.execute(sql, list(columns.values()))


def _page_of(db: Database, file: str) -> str | None:
    """Return the page to whose folder *file* belongs, by its name or by the files that a renamed page has there."""
    folder = file.partition("/")[0]
    sql = """SELECT id FROM pages WHERE id = :folder UNION ALL
             SELECT page_id FROM snapshots WHERE file > :folder || '/' AND file < :folder || '0' LIMIT 1"""
    found = db.execute(sql, {"folder": folder}).fetchone()
    return None if found is None else str(found[0])


def is_known(db: Database, file: str) -> bool:
    """Return whether a row names *file*."""
    return db.execute("SELECT 1 FROM snapshots WHERE file = ?", [file]).fetchone() is not None


def _merged(known: Iterator[str], present: Iterator[str]) -> Iterator[tuple[str, bool]]:
    """Yield what only one of two sorted streams has, and whether that is *known*; neither is held in memory."""
    left, right = next(known, None), next(present, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(known, None), next(present, None)
        elif right is None or (left is not None and left < right):
            yield str(left), True
            left = next(known, None)
        else:
            yield str(right), False
            right = next(present, None)
