"""What proves one change: its two captures, what is stated of them, and the chain that joins them to the seal."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.errors import StoreError
from monitor.model import Finding
from monitor.model.changes import change_name
from monitor.store import chain, change_rows, queries, snapshot_rows, stamps
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.snapshot_rows import Snapshot
from monitor.store.stamps import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture as proof."""

    snapshot: Snapshot
    link: str  #: of the page's chain
    stamp: Stamp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """The end of a page's chain."""

    page_id: str
    texts: tuple[str, ...]  #: the sha256 of each is a link, and the next text begins with it
    is_whole: bool  #: that is so, and the last is the page's head


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that the ledger knows of one change, at one moment."""

    finding: Finding
    others: tuple[Finding, ...]  #: what else was told of the same check
    before: Kept | None
    after: Kept
    chains: tuple[Chained, ...]  #: of the pages of its captures, each from the older of them on
    sealed: str  #: the text whose sha256 is the seal: every page, and the head of its chain
    seal: str
    pages: int  #: of which it says something


def proof(db: Database, number: int) -> Proof:
    """Return what proves the change *number*.

    Raises:
        StoreError: there is no such change.
    """
    row = queries.maybe(db, "SELECT check_id, before_id, after_id FROM change_rows WHERE id = ?", [number])
    if row is None:
        raise _unknown(number)
    (finding,) = change_rows.findings(db, None, since=None, told=None, change=number)
    findings = change_rows.findings(db, [finding.page_id], since=None, told=True, checks=[row["check_id"]])
    after = _kept(db, row["after_id"])
    before = _kept(db, row["before_id"]) if row["before_id"] is not None else None
    first: dict[str, int] = {}
    for one in (before, after):
        if one is not None:
            page = one.snapshot.page_id
            first[page] = min(one.snapshot.id, first.get(page, one.snapshot.id))
    heads = snapshot_rows.heads(db)
    return Proof(
        finding=finding,
        others=tuple(one for one in findings if one.id != finding.id),
        before=before,
        after=after,
        chains=tuple(_chained(db, page, snapshot, dict(heads).get(page, "")) for page, snapshot in first.items()),
        sealed=chain.seal_text(heads),
        seal=chain.seal(heads),
        pages=len(heads),
    )


def captures(db: Database, number: int) -> tuple[Snapshot | None, Snapshot]:
    """Return the captures before and after the change *number*; None: there was none before.

    Raises:
        StoreError: there is no such change.
    """
    row = queries.maybe(db, "SELECT before_id, after_id FROM change_rows WHERE id = ?", [number])
    if row is None:
        raise _unknown(number)
    before = snapshot_rows.snapshot(db, row["before_id"]) if row["before_id"] is not None else None
    return before, snapshot_rows.snapshot(db, row["after_id"])


def _unknown(number: int) -> StoreError:
    return StoreError("unknown", f"There is no finding {change_name(number)}; `monitor report` shows what there is.")


def _kept(db: Database, number: int) -> Kept:
    found = snapshot_rows.snapshot(db, number)
    link = queries.one(db, "SELECT chain FROM snapshots WHERE id = ?", [number])["chain"]
    return Kept(snapshot=found, link=link, stamp=stamps.find(db, found.digest))


def _chained(db: Database, page_id: str, first: int, head: str) -> Chained:
    """Return the chain of a page from its snapshot with the row *first* on."""
    sql = """SELECT * FROM (
                 SELECT id, number, file, digest, captured_at, url, chain, lag(chain, 1, '') OVER (ORDER BY id) AS last
                 FROM snapshots WHERE page_id = ?) s WHERE id >= ? ORDER BY id"""
    texts, is_whole, last = [], True, ""
    for row in queries.every(db, sql, [page_id, first]):
        texts.append(chain.linked(row["last"], row))
        is_whole = is_whole and chain.link(row["last"], row) == row["chain"]
        last = row["chain"]
    return Chained(page_id=page_id, texts=tuple(texts), is_whole=is_whole and last == head)


class Proofs(LedgerFile):
    """What proves changes."""

    @in_our_words
    def captures(self, change: int) -> tuple[Snapshot | None, Snapshot]:
        """Return the captures before and after a change, by its number; None: there was none before.

        Raises:
            StoreError: there is no such change.
        """
        return captures(self._db, change)

    @in_our_words
    def proof(self, change: int) -> Proof:
        """Return what proves a change, by its number, at one moment.

        Raises:
            StoreError: there is no such change.
        """
        with self._one_moment():
            return proof(self._db, change)
