"""What was captured and kept: a capture as columns, and back; its bytes, and the chain over all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.errors import StoreError
from monitor.model import Capture, CheckResult, Derived, Fetched, Hop, Validators
from monitor.store import chain, placing, queries, row_values
from monitor.store.archives import Archive
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.queries import Row
from monitor.store.survey import ADOPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A capture that was kept."""

    id: int
    page_id: str
    number: int  #: on its page, from 1, evidence included
    kind: str  #: ``version`` (believed and compared) or ``evidence`` (not believed)
    captured_at: datetime
    digest: str  #: sha256 of the bytes
    file: str  #: under snapshots/
    size: int
    title: str
    language: str  #: BCP 47 primary tag
    published: str | None  #: the page's own dates
    updated: str | None
    capture: Capture
    removed_at: datetime | None = None  #: when retention removed its bytes; what is said of it here stays


def capture_columns(of: Capture) -> dict[str, object]:
    """Return *of* as columns of snapshots."""
    hops = [
        {"url": row_values.clean(hop.url), "status": hop.status, "location": row_values.clean(hop.location)}
        for hop in of.redirects
    ]
    return {
        "url": row_values.clean(of.url),
        "final_url": row_values.clean(of.final_url),
        "redirects": row_values.dumps(hops),
        "status": of.status,
        "headers": row_values.dumps([[row_values.clean(name), row_values.clean(value)] for name, value in of.headers]),
        "address": of.address,
        "tls_issuer": row_values.cleaned(of.tls_issuer),
        "requested_at": row_values.stamp(of.requested_at),
        "captured_at": row_values.stamp(of.captured_at),
        "framing": of.framing,
        "wire_bytes": of.wire_bytes,
        "etag": row_values.cleaned(of.validators.etag),
        "last_modified": row_values.cleaned(of.validators.last_modified),
    }


def capture(row: Row) -> Capture:
    """Return the capture of a row of snapshots."""
    return Capture(
        url=row["url"],
        final_url=row["final_url"],
        redirects=tuple(Hop(**hop) for hop in json.loads(row["redirects"])),
        status=row["status"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        address=row["address"],
        tls_issuer=row["tls_issuer"],
        requested_at=row_values.moment(row["requested_at"]),
        captured_at=row_values.moment(row["captured_at"]),
        framing=row["framing"],
        wire_bytes=row["wire_bytes"],
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
    )


def keep(
    db: Database, archive: Archive, result: CheckResult, placed: Mapping[placing.Key, placing.Placed]
) -> tuple[int | None, str | None]:
    """Keep the body of *result* as a snapshot; return the number of its row and the new head of the page's chain.

    Raises:
        StoreError: the archive has no room, or refuses.
        placing.NotPlaced: a network leads to it, and the body is not among what was *placed* there.
    """
    if result.body is None or result.capture is None:
        return None, None
    page_id, good, digest = result.page.id, result.outcome.is_good, placing.digest_of(result)
    same = placing.same(db, page_id, digest)
    if same is not None and not good:
        return int(same["id"]), None  # an answer that is not believed is kept once
    named = placing.named(result, result.capture, placing.following(db, page_id))
    if archive.is_remote:
        file = placing.standing(db, placed, (page_id, digest))
    else:
        file = _held(archive, same) or archive.write(named, result.body)
    columns: dict[str, Any] = {
        "page_id": page_id, "number": named.number, "kind": "version" if good else "evidence", "file": file,
        "digest": digest, "size": len(result.body), **_read_columns(result.derived),
        **capture_columns(result.capture),
    }  # fmt: skip
    last = queries.one(db, "SELECT chain FROM pages WHERE id = ?", [page_id])["chain"] or ""
    columns["chain"] = chain.link(last, columns)
    return queries.insert(db, "snapshots", columns), columns["chain"]


def _held(archive: Archive, same: Row | None) -> str | None:
    """Return the file that holds the same bytes already, if it is there."""
    return str(same["file"]) if same is not None and archive.is_there(same["file"]) else None


def _read_columns(derived: Derived | None) -> dict[str, str | None]:
    """Return what was read in a version, as columns of snapshots; empty for an answer that was not read."""
    if derived is None:
        return {"title": "", "language": "", "published": None, "updated": None, "engine": ""}
    text = derived.reading.text
    return {
        "title": row_values.clean(text.title), "language": text.language, "published": text.published,
        "updated": text.updated, "engine": derived.reading.engine,
    }  # fmt: skip


def latest_version(db: Database, page_id: str) -> Row | None:
    """Return the row of the newest snapshot of a page that was believed."""
    sql = "SELECT * FROM snapshots WHERE page_id = ? AND kind = 'version' ORDER BY number DESC LIMIT 1"
    return queries.maybe(db, sql, [page_id])


def snapshots(db: Database, page_id: str, *, evidence: bool) -> list[Snapshot]:
    """Return what was kept of a page, oldest first."""
    sql = "SELECT * FROM snapshots WHERE page_id = ? ORDER BY number"
    return [_snapshot(row) for row in _believed(queries.every(db, sql, [page_id]), evidence=evidence)]


def snapshot(db: Database, number: int) -> Snapshot:
    """Return what was kept, by the number of its row."""
    return _snapshot(queries.one(db, "SELECT * FROM snapshots WHERE id = ?", [number]))


def _believed(found: Iterator[Row], *, evidence: bool) -> Iterator[Row]:
    return (row for row in found if evidence or row["kind"] == "version")


def _snapshot(row: Row) -> Snapshot:
    return Snapshot(
        id=row["id"],
        page_id=row["page_id"],
        number=row["number"],
        kind=row["kind"],
        captured_at=row_values.moment(row["captured_at"]),
        digest=row["digest"],
        file=row["file"],
        size=row["size"],
        title=row["title"],
        language=row["language"],
        published=row["published"],
        updated=row["updated"],
        capture=capture(row),
        removed_at=row_values.moments(row["removed_at"]),
    )


def seal(db: Database) -> str:
    """Return one digest over the chains of all pages as they are now; it costs a row a page, whatever their history."""
    return chain.seal(heads(db))


def heads(db: Database) -> list[tuple[str, str]]:
    """Return the head of every page's chain, as (page, link)."""
    found: list[tuple[str, str]] = db.execute("SELECT id, chain FROM pages WHERE chain <> ''").fetchall()
    return found


class Snapshots(LedgerFile):
    """What was captured of pages."""

    @in_our_words
    def latest_capture(self, page_id: str) -> Fetched | None:
        """Return the newest version of a page as it was fetched."""
        row = latest_version(self._db, page_id)
        if row is None:
            return None
        body = self.archive.read(row["file"], row["digest"])
        return Fetched(capture=capture(row), body=body, digest=row["digest"])

    @in_our_words
    def kept(self, page_id: str, digest: str) -> Fetched:
        """Return an answer of a page that was kept, believed or not, by the sha256 of its bytes.

        It is the newest of which more than the bytes is known, if there is one.

        Raises:
            StoreError: it is missing or altered.
        """
        sql = """SELECT * FROM snapshots WHERE page_id = ? AND digest = ?
                 ORDER BY CASE WHEN framing = ? THEN 1 ELSE 0 END, number DESC LIMIT 1"""
        row = queries.one(self._db, sql, [page_id, digest, ADOPTED])
        return Fetched(capture=capture(row), body=self.archive.read(row["file"], digest), digest=digest)

    @in_our_words
    def snapshots(self, page_id: str, *, evidence: bool = False) -> list[Snapshot]:
        """Return the versions of a page, oldest first; with *evidence* also the answers that were not believed."""
        return snapshots(self._db, page_id, evidence=evidence)

    @in_our_words
    def newest(self, page_id: str, *, before: int | None = None, most: int = 20) -> list[Snapshot]:
        """Return what was kept of a page, believed or not, the newest first; with *before*, that below this number."""
        sql = "SELECT * FROM snapshots WHERE page_id = ? AND number < ? ORDER BY number DESC LIMIT ?"
        found = queries.every(self._db, sql, [page_id, queries.ALL if before is None else before, most])
        return [_snapshot(row) for row in found]

    @in_our_words
    def following(self, page_id: str, number: int) -> Snapshot | None:
        """Return what was kept of a page next after its snapshot *number*; None: that is the newest."""
        sql = "SELECT * FROM snapshots WHERE page_id = ? AND number > ? ORDER BY number LIMIT 1"
        row = queries.maybe(self._db, sql, [page_id, number])
        return None if row is None else _snapshot(row)

    @in_our_words
    def numbered(self, page_id: str, number: int) -> Snapshot:
        """Return what was kept of a page, by its number there.

        Raises:
            StoreError: there is none of that number.
        """
        sql = "SELECT * FROM snapshots WHERE page_id = ? AND number = ?"
        row = queries.maybe(self._db, sql, [page_id, number])
        if row is None:
            raise StoreError("unknown", f"There is no snapshot {number} of {page_id}.")
        return _snapshot(row)

    def body(self, snapshot: Snapshot) -> bytes:
        """Return the bytes of *snapshot*.

        Raises:
            StoreError: they are missing or altered, or were removed by retention.
        """
        if snapshot.removed_at is not None:
            raise StoreError(
                "removed",
                f"The bytes of {snapshot.file} were removed on {snapshot.removed_at:%Y-%m-%d} by retention (`keep`).",
            )
        return self.archive.read(snapshot.file, snapshot.digest)

    def holds(self, file: str, digest: str | None = None) -> bool:
        """Return whether the snapshot *file* is there, and with *digest*, whether its bytes are those."""
        if digest is not None:
            return self.archive.sum_of(file) == digest
        return self.archive.is_there(file)

    @in_our_words
    def seal(self) -> str:
        """Return one digest over everything captured so far, as `monitor verify` prints it."""
        return seal(self._db)
