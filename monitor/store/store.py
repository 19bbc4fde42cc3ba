"""The one way to the ledger and the snapshots of a home: opened here, asked and told by subject.

What a page, a check, a snapshot and so on are in the ledger, what is asked of them and what is written stands with the
subject (`page_rows`, `check_rows`, `snapshot_rows` ...); what a check is to all of them, in `records`.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType

from monitor.errors import StoreError
from monitor.model.homes import SNAPSHOTS
from monitor.model.ledger_address import LedgerAddress
from monitor.store import opening, retention, turn_rows, worker_rows
from monitor.store.archives import Archive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.backlog import Backlogs
from monitor.store.baseline_parts import Baselines
from monitor.store.change_rows import Changes
from monitor.store.check_rows import Checks
from monitor.store.configured_rows import ConfiguredPages
from monitor.store.corrected_rows import CorrectedRows
from monitor.store.databases import Database
from monitor.store.decision_rows import Decisions
from monitor.store.figure_index import FigureIndex
from monitor.store.figure_rows import Figures
from monitor.store.host_rows import HostRows
from monitor.store.locking import Lock
from monitor.store.notices import Notices
from monitor.store.outbox import Outbox
from monitor.store.page_lists import PageLists
from monitor.store.page_names import PageNames
from monitor.store.page_rows import Pages
from monitor.store.page_states import PageStates
from monitor.store.proofs import Proofs
from monitor.store.records import Records
from monitor.store.report_marks import ReportMarks
from monitor.store.retention import Retention
from monitor.store.review_queue import ReviewQueue
from monitor.store.review_rows import Reviews
from monitor.store.series_words import SeriesWords
from monitor.store.sharing import share
from monitor.store.sightings import Sightings
from monitor.store.snapshot_rows import Snapshots
from monitor.store.source_rows import Sources
from monitor.store.sqlite_errors import RESTORE
from monitor.store.stamps import Stamps
from monitor.store.statements import Statements
from monitor.store.survey import Survey, adopt, strays, survey

FOLDER = SNAPSHOTS


class Store(
    Pages, PageNames, PageStates, PageLists, ConfiguredPages, Backlogs, Sightings, Sources, Checks, Records,
    HostRows, Snapshots, Retention, Baselines, Figures, FigureIndex, Changes, Proofs, Notices, ReportMarks,
    Statements, Decisions, SeriesWords, Reviews, ReviewQueue, CorrectedRows,
):  # fmt: skip
    """Opened with `Store.open`; belongs to the thread that opened it. Use it as a context manager."""

    def __init__(
        self,
        folder: Path,
        archive: Archive,
        db: Database,
        lock: Lock | None,
        address: LedgerAddress | None = None,
        *,
        writing: bool,
    ) -> None:
        super().__init__(
            folder, archive, db,
            lambda: opening.open_ledger(folder, writing=True, address=address, archive=archive), writing=writing,
        )  # fmt: skip
        self._lock = lock
        self.is_shared = address is not None
        self.found = Survey()  #: how files and rows agreed when a writer opened it
        self.adopted: tuple[str, ...] = ()  #: files that a kill had left without a row, known now
        self.outbox = Outbox(lambda: self._db, self._transaction)
        self.stamps = Stamps(archive, lambda: self._db, self._transaction)

    @classmethod
    def create(cls, home: Path, address: LedgerAddress | None = None, archive: Archive | None = None) -> Store:
        """Make an empty ledger in *home*, or at *address*, and open it for reading.

        Args:
            home: the home.
            address: where its ledger will lie elsewhere.
            archive: what will hold its snapshots; None: its folder.

        Raises:
            StoreError: there is one already, or there are snapshots without one.
        """
        opening.create(home / FOLDER, address, archive)
        return cls.open(home, address=address, archive=archive)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        writer: bool = False,
        address: LedgerAddress | None = None,
        archive: Archive | None = None,
    ) -> Store:
        """Open the ledger of *home*, which lies in it or at *address*, for reading or as a *writer*.

        In the home it is held by the writer for life, so that no other instance checks its pages; elsewhere several
        instances may check them, each the hosts whose turns it has.

        Args:
            home: the home.
            writer: whether it checks pages.
            address: of its ledger, where that lies elsewhere.
            archive: its snapshots; None: they lie in its folder.

        Raises:
            StoreError: it is missing, damaged, foreign, newer than this program, or held by another instance.
        """
        folder = home / FOLDER
        archive = archive or FolderArchive(folder)
        db = opening.open_ledger(folder, writing=writer, address=address, archive=archive)
        lock = Lock(folder) if writer and address is None else None
        store = cls(folder, archive, db, lock, address, writing=writer)
        if writer:
            try:
                opening.refuse_another(folder, db, archive)
                store._settle()
            except BaseException:
                store.close()
                raise
        return store

    def close(self) -> None:
        """Close the ledger and give back the lock, and turns that are not over."""
        with suppress(StoreError):  # they end by themselves, later
            self.leave()
        self._db.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Store:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; what the database could not do is said in our words, whatever was asked.

        Raises:
            StoreError: the ledger is damaged, or held by another program.
        """
        self.close()
        if isinstance(error, self._db.error):
            raise self._db.named(error) from error

    def share(self, group: int) -> None:
        """Let a group of this machine, by its number, read the ledger and the snapshots.

        Raises:
            StoreError: this user may not give them to it.
        """
        share(self.folder, group)

    def copy(self, path: Path) -> None:
        """Write a consistent copy of the ledger to *path*, an SQLite file that must not exist."""
        if path.exists():
            raise StoreError("exists", f"{path} exists already; name another file.")
        self._db.copy(path)

    def _refuse_damaged(self) -> None:
        """Look through the ledger before it is written to: SQLite would add rows to a damaged one before it notices."""
        if found := self._db.quick_check():
            said = f"The ledger in {self.folder} is damaged ({' '.join(found.split())}). {RESTORE}"
            raise StoreError("damaged", said)

    def _settle(self) -> None:
        """Look, before anything is written, whether the ledger is whole, and put right what a kill left behind."""
        try:
            self._refuse_damaged()
            if not self.archive.is_remote:  # there it takes long, and is done once a day (`scrub`)
                self.found = survey(self._db, self.archive)
                retention.clear(self.archive, self.found.left_over)
        except self._db.error as error:
            raise self._db.named(error) from error
        with self._transaction() as db:  # whoever writes a snapshot writes it in one: these files are nobody's
            self.archive.clear(self.found.unfinished)
            if self._lock is not None:
                turn_rows.end_all(db)  # whoever held one held the lock
                worker_rows.forget_all(db)
        if self.found.stray:
            with self._transaction() as db:
                self.adopted = tuple(adopt(db, strays(db, self.archive, self.found.stray)))
