"""The one way to the ledger and the snapshots of a home."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.model import (
    CheckResult,
    Decision,
    Disagreement,
    Fetched,
    Finding,
    HostMemory,
    Indicator,
    Notice,
    Page,
    PageState,
    PageStatus,
    Statement,
    Trace,
)
from monitor.store import (
    baseline_parts,
    notices,
    opening,
    proofs,
    queries,
    records,
    report_marks,
    retention,
    row_values,
    series_words,
    snapshot_files,
    statements,
)
from monitor.store.locking import Lock
from monitor.store.outbox import Outbox
from monitor.store.proofs import Proof
from monitor.store.queries import Recorded, Snapshot, Stored
from monitor.store.report_marks import Unseen
from monitor.store.retention import Removed
from monitor.store.series_words import Said
from monitor.store.sharing import share
from monitor.store.stamps import Stamps
from monitor.store.statuses import status_of
from monitor.store.survey import Survey, adopt, survey

FOLDER = "snapshots"
LATE = timedelta(hours=1)  # at most, by which a clock that is set back may delay a check


P = ParamSpec("P")
T = TypeVar("T")


def _in_our_words(method: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Store, P], T]:
    """Have what SQLite could not do said as a StoreError: checking waits while another program holds the ledger."""

    @wraps(method)
    def asked(self: Store, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            raise opening.named(error, self.folder) from error

    return asked


class Store:
    """Opened with `Store.open`; belongs to the thread that opened it. Use it as a context manager."""

    def __init__(self, folder: Path, db: Database, lock: Lock | None) -> None:
        self.folder, self._db, self._lock = folder, db, lock
        self._writing = lock is not None
        self.found = Survey()  #: how files and rows agreed when a writer opened it
        self.adopted: tuple[str, ...] = ()  #: files that a kill had left without a row, known now
        self.outbox = Outbox(lambda: self._db, self._transaction)
        self.stamps = Stamps(folder, lambda: self._db, self._transaction)

    @classmethod
    def create(cls, home: Path) -> Store:
        """Make an empty ledger in *home* and open it for reading.

        Raises:
            StoreError: there is one already, or there are snapshots without one.
        """
        opening.create(home / FOLDER)
        return cls.open(home)

    @classmethod
    def open(cls, home: Path, *, writer: bool = False) -> Store:
        """Open the ledger of *home*; as a *writer* it is held for life, so that no other instance checks its pages.

        Raises:
            StoreError: it is missing, damaged, foreign, newer than this program, or held by another instance.
        """
        folder = home / FOLDER
        db = opening.open_ledger(folder, writing=writer)
        store = cls(folder, db, Lock(folder) if writer else None)
        if writer:
            try:
                store._settle()
            except BaseException:
                store.close()
                raise
        return store

    def close(self) -> None:
        """Close the ledger and give back the lock."""
        self._db.conn.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Store:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; what SQLite could not do is said in our words, whatever was asked.

        Raises:
            StoreError: the ledger is damaged, or held by another program.
        """
        self.close()
        if isinstance(error, sqlite3.Error):
            raise opening.named(error, self.folder) from error

    # -- what checking needs ------------------------------------------------------------------------------------------

    def sync(self, pages: Iterable[Page], now: datetime) -> None:
        """Make the ledger know *pages*, and no others: new ones are due now, missing ones retire with their history."""
        with self._transaction() as db:
            records.sync(db, list(pages), now)

    @_in_our_words
    def due(self, now: datetime) -> list[PageState]:
        """Return the pages that are to be checked, the longest due first.

        A due time further away than any wait that a page is given came from a clock that was set back since, and
        counts as past: so no page waits for much longer than its interval.
        """
        sql = """
            SELECT * FROM pages WHERE enabled = 1 AND retired_at IS NULL
            AND (paused_since IS NULL OR paused_until <= :now) AND (next_check_at <= :now OR
            julianday(next_check_at) - julianday(:now) > max(every_seconds / 86400.0, failures > 0) * 1.1
            + min(every_seconds / 86400.0, :late)) ORDER BY next_check_at"""
        found = self._db.query(sql, {"now": row_values.stamp(now), "late": LATE / timedelta(days=1)})
        return [row_values.state(row) for row in found]

    @_in_our_words
    def next_due(self) -> tuple[str, datetime] | None:
        """Return which page is to be checked next, and when; None when none is enabled and not paused for good."""
        sql = """
            SELECT id, max(next_check_at, coalesce(paused_until, '')) AS due_at FROM pages
            WHERE enabled = 1 AND retired_at IS NULL AND (paused_since IS NULL OR paused_until IS NOT NULL)
            ORDER BY due_at LIMIT 1"""
        found = queries.maybe(self._db, sql, [])
        return None if found is None else (found["id"], row_values.moment(found["due_at"]))

    def state(self, page_id: str) -> PageState:
        """Return the state of the page *page_id*, which must be known."""
        return row_values.state(queries.one(self._db, "SELECT * FROM pages WHERE id = ?", [page_id]))

    @_in_our_words
    def baseline(self, page_id: str) -> bytes | None:
        """Return the encoded baseline of a page; None before its first reading."""
        return baseline_parts.read(self._db, page_id)

    @_in_our_words
    def latest_capture(self, page_id: str) -> Fetched | None:
        """Return the newest version of a page as it was fetched."""
        row = queries.latest_version(self._db, page_id)
        if row is None:
            return None
        body = snapshot_files.read(self.folder, row["file"], row["digest"])
        return Fetched(capture=row_values.capture(row), body=body, digest=row["digest"])

    @_in_our_words
    def kept(self, page_id: str, digest: str) -> Fetched:
        """Return an answer of a page that was kept, believed or not, by the sha256 of its bytes.

        Raises:
            StoreError: it is missing or altered.
        """
        sql = "SELECT * FROM snapshots WHERE page_id = ? AND digest = ? ORDER BY number DESC LIMIT 1"
        row = queries.one(self._db, sql, [page_id, digest])
        return Fetched(
            capture=row_values.capture(row), body=snapshot_files.read(self.folder, row["file"], digest), digest=digest
        )

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""
        return tuple(one for one in self.decisions(page_id, applied=False) if one.verb in ("merge", "split"))

    @_in_our_words
    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series of a page that the user does not want to hear of."""
        sql = "SELECT series FROM series_words WHERE page_id = ? AND ignored = 1"
        return frozenset(row["series"] for row in self._db.query(sql, [page_id]))

    @_in_our_words
    def names(self, page_id: str) -> dict[int, str]:
        """Return what the user calls the series of a page, by their numbers."""
        return series_words.names(self._db, page_id)

    @_in_our_words
    def said(self, pages: Sequence[str] | None = None) -> list[Said]:
        """Return what the user has said of series, as it holds now."""
        return series_words.said(self._db, pages)

    @_in_our_words
    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        """Return the latest statement of a speaker on an indicator, on whatever page."""
        return statements.latest_by(self._db, indicator, speaker_key)

    @_in_our_words
    def added_at(self, page: Page) -> datetime | None:
        """Return when the ledger first knew a page; None when it does not (any more, under this id and address)."""
        found = queries.maybe(self._db, "SELECT added_at FROM pages WHERE id = ? AND url = ?", [page.id, page.url])
        return None if found is None else row_values.moment(found["added_at"])

    @_in_our_words
    def pages(self) -> list[Page]:
        """Return every page that is or was followed: what the ledger itself knows of them."""
        found = self._db.query("SELECT id, url, tags FROM pages ORDER BY id")
        return [Page(id=row["id"], url=row["url"], tags=tuple(json.loads(row["tags"] or "[]"))) for row in found]

    @_in_our_words
    def define(
        self, definitions: Mapping[str, tuple[Indicator, str]], gathered: Callable[[list[Indicator]], list[Statement]]
    ) -> None:
        """Make the ledger's statements those of the user's indicators as they are defined now.

        Args:
            definitions: for each id the indicator, and a digest of all that decides what it gathers.
            gathered: gives everything that was ever stated of the indicators whose digest has changed. It may take
                long, so it is called before the ledger is held; again, if something was recorded meanwhile.
        """
        digests = {name: digest for name, (_, digest) in definitions.items()}
        if not statements.undefined(self._db, digests):
            return
        self._may_write()
        while True:
            seen = self._seen()
            changed = statements.undefined(self._db, digests)
            found = gathered([definitions[name][0] for name in sorted(changed & definitions.keys())])
            with self._transaction() as db:
                if self._seen() != seen:
                    continue
                for name in changed:
                    indicator, digest = definitions.get(name, (None, ""))
                    statements.define(db, name, indicator, digest, [one for one in found if one.indicator == name])
                return

    def _seen(self) -> object:
        """Return what is another value once another program has written."""
        return self._db.execute("PRAGMA data_version").fetchone()[0]

    @_in_our_words
    def hosts(self) -> list[HostMemory]:
        """Return what must be known of hosts after a restart."""
        return [row_values.host(row) for row in self._db.query("SELECT * FROM hosts")]

    def record(self, results: Sequence[CheckResult], hosts: Iterable[HostMemory] | None = None) -> None:
        """Write *results*: the snapshot files first, then everything else in one transaction.

        Args:
            results: what checks came to.
            hosts: what must be known of them after a restart, instead of what was known; None: that goes on.

        Raises:
            StoreError: the disk is full; nothing was recorded.
        """
        with self._transaction() as db:
            records.record(db, self.folder, results)
            if hosts is not None:
                records.remember(db, hosts)

    # -- the user's word ----------------------------------------------------------------------------------------------

    def accept(self, page_id: str, now: datetime) -> None:
        """Have the answer of a page believed that is doubted now: it is read at the page's next check, due at once.

        Raises:
            StoreError: the page is not doubted.
        """
        with self._transaction() as db:
            records.accept(db, page_id, now)

    def pause(self, page_ids: Sequence[str], now: datetime, until: datetime | None) -> None:
        """Leave pages alone from *now* until *until*; None: until they are resumed.

        Raises:
            StoreError: one is not known.
        """
        with self._transaction() as db:
            records.pause(db, page_ids, now, until)

    def resume(self, page_ids: Sequence[str], now: datetime) -> None:
        """Check pages again that are paused: the pause ends *now*."""
        with self._transaction() as db:
            records.resume(db, page_ids, now)

    @_in_our_words
    def paused(self, now: datetime) -> frozenset[str]:
        """Return the pages that the user has left alone at *now*."""
        sql = "SELECT id FROM pages WHERE paused_since IS NOT NULL AND (paused_until IS NULL OR paused_until > ?)"
        return frozenset(row["id"] for row in self._db.query(sql, [row_values.stamp(now)]))

    def share(self, group: int) -> None:
        """Let a group of this machine, by its number, read the ledger and the snapshots.

        Raises:
            StoreError: this user may not give them to it.
        """
        share(self.folder, group)

    def ask(self, page_ids: Sequence[str], now: datetime) -> None:
        """Have the instance that checks pages check these next."""
        with self._transaction() as db:
            for page_id in page_ids:
                sql = "UPDATE pages SET next_check_at = min(next_check_at, ?) WHERE id = ?"
                db.execute(sql, [row_values.stamp(now), page_id])

    @_in_our_words
    def trace(self, page_id: str) -> Trace | None:
        """Return what the last check of a page came to; None when it was never checked."""
        return queries.trace(self._db, page_id)

    def decide(self, page_id: str, decision: Decision, now: datetime) -> None:
        """Record what the user said of a series."""
        with self._transaction() as db:
            records.decide(db, page_id, decision, now)

    @_in_our_words
    def decisions(self, page_id: str, *, applied: bool | None = None) -> list[Decision]:
        """Return what the user has said of the series of a page, in its order."""
        found = self._db.query("SELECT * FROM decisions WHERE page_id = ? ORDER BY id", [page_id])
        return [
            Decision(
                id=row["id"],
                verb=row["verb"],
                series=row["series"],
                into=row["into_series"],
                name=row["name"],
                after=row["snapshot_id"] or 0,
            )
            for row in found
            if applied is None or bool(row["applied"]) is applied
        ]

    # -- what the doors ask -------------------------------------------------------------------------------------------

    def findings(
        self,
        pages: Sequence[str] | None = None,
        *,
        since: datetime | None = None,
        told: bool | None = True,
        unseen: Unseen | None = None,
    ) -> list[Finding]:
        """Return the changes found since *since*, oldest first: told ones, or all with ``told=None``.

        With *unseen*, only those that its reader has not been shown.
        """
        return queries.findings(self._db, pages, since=since, told=told, unseen=unseen)

    def unseen(self, reader: str, pages: Sequence[str], first: datetime) -> Unseen:
        """Return what a reader of reports has not been shown yet.

        Args:
            reader: who reads.
            pages: ids; empty: all.
            first: since when a page is shown that is new to the reader.
        """
        with self._one_moment():
            return report_marks.unseen(self._db, reader, pages, first)

    def mark(self, shown: Unseen, now: datetime) -> None:
        """Record that a reader has been shown what was *shown*, by a report made *now*."""
        with self._transaction() as db:
            report_marks.mark(db, shown, now)

    def figures(self, pages: Sequence[str] | None = None) -> list[Stored]:
        """Return what pages state now, in the order of their texts."""
        return queries.stored(self._db, pages, now=True)

    @_in_our_words
    def history(self, pages: Sequence[str] | None = None) -> list[Stored]:
        """Return everything that pages have stated, by series, oldest first."""
        return queries.stored(self._db, pages, now=False)

    @_in_our_words
    def last_values(self, page_id: str, series: Collection[int], most: int = 60) -> dict[int, list[queries.Point]]:
        """Return the last statements of each of *series*, at most *most* of each, without those that repeat a value."""
        return queries.last_values(self._db, page_id, series, most)

    def changes(self, pages: Sequence[str] | None = None) -> list[Recorded]:
        """Return every change, told or not, oldest first."""
        return queries.recorded(self._db, pages)

    def statements(self, indicators: Sequence[str] | None = None, *, latest: bool = False) -> list[Statement]:
        """Return what was stated of *indicators*, the oldest said first; or only the latest of every speaker."""
        return (statements.latest if latest else statements.every)(self._db, indicators)

    def disagreements(self, indicators: Sequence[str] | None = None) -> list[Disagreement]:
        """Return which speakers state one indicator differently now, how far apart, and since when."""
        with self._one_moment():
            return statements.disagreements(self._db, indicators)

    def notices(self, pages: Sequence[str] | None = None, *, since: datetime | None = None) -> list[Notice]:
        """Return what happened to pages besides their figures, the oldest first."""
        return notices.notices(self._db, pages, since)

    @_in_our_words
    def snapshots(self, page_id: str, *, evidence: bool = False) -> list[Snapshot]:
        """Return the versions of a page, oldest first; with *evidence* also the answers that were not believed."""
        return queries.snapshots(self._db, page_id, evidence=evidence)

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
        return snapshot_files.read(self.folder, snapshot.file, snapshot.digest)

    def holds(self, file: str, digest: str | None = None) -> bool:
        """Return whether the snapshot *file* is there, and with *digest*, whether its bytes are those."""
        if digest is not None:
            return snapshot_files.sum_of(self.folder, file) == digest
        return snapshot_files.is_there(self.folder, file)

    @_in_our_words
    def proof(self, change: int) -> Proof:
        """Return what proves a change, by its number, at one moment.

        Raises:
            StoreError: there is no such change.
        """
        with self._one_moment():
            return proofs.proof(self._db, change)

    def statuses(self, now: datetime) -> list[PageStatus]:
        """Return how every page that is followed is doing, in the order of their ids."""
        found = self._db.query("SELECT * FROM pages WHERE retired_at IS NULL ORDER BY id")
        return [status_of(row, row_values.state(row), now) for row in found]

    @_in_our_words
    def seal(self) -> str:
        """Return one digest over everything captured so far, as `monitor verify` prints it."""
        return queries.seal(self._db)

    def rewrite(self, page_id: str, results: Sequence[CheckResult]) -> None:
        """Replace what was derived of a page by *results*, one for each of its versions in order.

        Snapshots, checks and the user's decisions stay; what users were told stays recorded as it was told.
        """
        with self._transaction() as db:
            records.rewrite(db, page_id, results)

    @_in_our_words
    def removable(self, page_id: str, before: datetime) -> Removed:
        """Return what `remove` would remove."""
        return retention.removable(self._db, self.folder, page_id, before)

    def remove(self, page_id: str, before: datetime, now: datetime) -> Removed:
        """Remove the bytes that were captured of a page before *before* and on which nothing rests.

        It works beside the instance that checks pages, in a short transaction. The rows stay and say when: *now*.

        Raises:
            StoreError: the ledger or the disk cannot be written.
        """
        with self._transaction() as db:
            removed = retention.removable(db, self.folder, page_id, before)
            retention.mark(db, removed, now)
        retention.clear(self.folder, removed.files)
        return removed

    def copy(self, path: Path) -> None:
        """Write a consistent copy of the ledger to *path*, which must not exist."""
        if path.exists():
            raise StoreError("exists", f"{path} exists already; name another file.")
        try:
            target = sqlite3.connect(path)
        except sqlite3.Error as error:
            raise StoreError("unknown", f"{path} cannot be written ({error}).") from None
        self._db.conn.backup(target)
        target.close()

    def _settle(self) -> None:
        """Look, before anything is written, whether the ledger is whole, and put right what a kill left behind."""
        try:
            opening.quick_check(self._db, self.folder)
            snapshot_files.clear(self.folder)
            self.found = survey(self._db, self.folder)
            retention.clear(self.folder, self.found.left_over)
        except sqlite3.Error as error:
            raise opening.named(error, self.folder) from error
        except OSError as error:
            raise snapshot_files.failure(error, self.folder) from error
        if self.found.stray:
            with self._transaction() as db:
                self.adopted = tuple(adopt(db, self.folder, self.found.stray))

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Have several questions answered of one moment, whatever is recorded meanwhile."""
        self._db.conn.execute("BEGIN")
        try:
            yield
        finally:
            self._db.conn.execute("COMMIT")

    def _may_write(self) -> None:
        """Let a reader say one thing beside the instance that checks pages."""
        if not self._writing:
            self._db.conn.close()
            self._db = opening.open_ledger(self.folder, writing=True)
            self._writing = True

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        """Yield the ledger inside a transaction that begins as a writer's; all of it is kept, or nothing."""
        try:
            self._may_write()
            self._db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.conn.execute("COMMIT")
            except BaseException:
                if self._db.conn.in_transaction:  # a full disk has rolled back by itself
                    self._db.conn.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise opening.named(error, self.folder) from error
