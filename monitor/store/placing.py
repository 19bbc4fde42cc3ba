"""Where the bytes of results lie before they are recorded, in an archive to which a network leads.

Nothing is asked of it while the ledger is held for writing, so what is new is put there before; and what lies there
already may be removed by retention before it is named once more: then it is placed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from monitor.model import Capture, CheckResult
from monitor.store import queries
from monitor.store.archives import Archive
from monitor.store.archives.snapshot_names import Named
from monitor.store.databases import Database

Key = tuple[str, str]  #: a page, and the sha256 of bytes of it


@dataclass(frozen=True, slots=True)
class Placed:
    """Where some bytes lie."""

    file: str
    is_new: bool  #: nothing else has named it


NONE_PLACED: Final[Mapping[Key, Placed]] = MappingProxyType({})


class NotPlaced(Exception):  # noqa: N818 (no error: it is placed, and recorded then)
    """What a transaction is to record has no place, or has it no more."""


def digest_of(result: CheckResult) -> str:
    """Return the sha256 of the body of *result*, which has one."""
    return result.body_digest or hashlib.sha256(result.body or b"").hexdigest()


def same(db: Database, page_id: str, digest: str) -> queries.Row | None:
    """Return the newest row of a page whose bytes are those with *digest* and were not removed."""
    sql = "SELECT id, file FROM snapshots WHERE page_id = ? AND digest = ? AND removed_at IS NULL ORDER BY id DESC"
    return queries.maybe(db, sql, [page_id, digest])


def following(db: Database, page_id: str) -> int:
    """Return the number of a page's next snapshot, from 1."""
    newest = queries.maybe(db, "SELECT number FROM snapshots WHERE page_id = ? ORDER BY number DESC LIMIT 1", [page_id])
    return newest["number"] + 1 if newest else 1


def named(result: CheckResult, capture: Capture, number: int) -> Named:
    """Return the name of the body of *result*, as it was captured, as that snapshot of its page."""
    return Named(
        page_id=result.page.id, number=number, at=capture.captured_at, digest=digest_of(result),
        content_type=capture.header("content-type"),
    )  # fmt: skip


def place(
    db: Database, archive: Archive, results: Sequence[CheckResult], beat: Callable[[], None]
) -> dict[Key, Placed]:
    """Put the bodies of *results* into *archive*, but for those that lie there; return where each is.

    Raises:
        StoreError: the archive is not reached, or refuses; what was put there is a stray, or is put again.
    """
    wanted: dict[Key, tuple[str | None, Named, bytes]] = {}
    for result in results:
        if result.body is None or result.capture is None:
            continue
        page_id, digest = result.page.id, digest_of(result)
        if queries.maybe(db, "SELECT 1 FROM pages WHERE id = ?", [page_id]) is None:
            continue  # it was removed, or renamed, meanwhile
        held = same(db, page_id, digest)
        if held is None or result.outcome.is_good:  # an answer that is not believed is kept once
            file = None if held is None else str(held["file"])
            wanted[page_id, digest] = (file, named(result, result.capture, following(db, page_id)), result.body)

    def put(one: tuple[str | None, Named, bytes]) -> Placed:
        held, name, body = one
        if held is not None and archive.is_there(held):
            return Placed(held, is_new=False)
        return Placed(archive.write(name, body), is_new=True)

    return dict(zip(wanted, archive.each(put, wanted.values(), beat), strict=True))


def standing(db: Database, placed: Mapping[Key, Placed], key: Key) -> str:
    """Return where the bytes of *key* lie.

    Raises:
        NotPlaced: nowhere, or retention has removed them since.
    """
    found = placed.get(key)
    if found is None:
        raise NotPlaced
    sql = "SELECT 1 FROM snapshots WHERE file = ? AND removed_at IS NULL"
    if not found.is_new and queries.maybe(db, sql, [found.file]) is None:
        raise NotPlaced
    return found.file
