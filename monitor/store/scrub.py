"""The verification that the service does by itself, a little a day: in a month it has read everything."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from monitor.errors import StoreError
from monitor.model.ledger_address import LedgerAddress
from monitor.model.log_events import Say
from monitor.store import opening, retention
from monitor.store.archives import Archive
from monitor.store.databases import Database
from monitor.store.flaws import Flaw
from monitor.store.ledger_verifying import integrity_steps, reference_steps
from monitor.store.survey import survey
from monitor.store.verifying import adopted, snapshot_flaws

DAYS = 30  # in which all pages have had their turn
BEGUN_AFTER = 10.0  # seconds from the start of the service: that is busy enough
PAUSE = 0.2  # seconds between two steps, each a table or a snapshot
NOTES = ".verified"  # where it goes on, and what it has found


@dataclass(frozen=True, slots=True)
class Notes:
    """What must be known of earlier days."""

    day: str = ""  #: the last day that was done, as ISO 8601
    after: str = ""  #: the last page that had its turn; "": a round begins
    flaws: tuple[str, ...] = ()  #: what was found since a whole verification found nothing

    @classmethod
    def of(cls, folder: Path) -> Notes:
        """Read the notes of *folder*; what cannot be read was never written."""
        try:
            said = json.loads((folder / NOTES).read_text("utf-8"))
            return cls(str(said["day"]), str(said["after"]), tuple(map(str, said["flaws"])))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, folder: Path) -> None:
        """Write them, if they can be: they only spare work."""
        fresh = folder / f"{NOTES}.tmp"
        said = {"day": self.day, "after": self.after, "flaws": self.flaws}
        try:
            fresh.write_text(json.dumps(said), "utf-8")
            fresh.replace(folder / NOTES)
        except OSError:
            with contextlib.suppress(OSError):  # a file system that may only be read refuses this, too
                fresh.unlink(missing_ok=True)


class Scrub:
    """Verifies a share of the archive every day, in a thread of its own, until told to stop."""

    def __init__(
        self,
        folder: Path,
        archive: Archive,
        said: Say,
        now: Callable[[], datetime],
        stop: threading.Event,
        pause: float = PAUSE,
        well: Callable[[str], None] = lambda _: None,
        address: LedgerAddress | None = None,
    ) -> None:
        """Prepare.

        Args:
            folder: of the ledger, where it notes what it has done.
            archive: the snapshots.
            said: called with events for the log, from that thread.
            now: the time.
            stop: ends it.
            pause: seconds between two steps.
            well: called with each page that was found well, from that thread.
            address: of the ledger, where that lies elsewhere.
        """
        self._well, self._address = well, address
        self._archive = archive
        self._folder, self._said, self._now, self._stop, self._pause = folder, said, now, stop, pause

    def start(self) -> None:
        """Begin, soon."""
        threading.Thread(target=self._run, name="scrub", daemon=True).start()

    def _run(self) -> None:
        pause = BEGUN_AFTER
        while not self._stop.wait(pause):
            pause = BEGUN_AFTER
            today = f"{self._now():%Y-%m-%d}"
            if Notes.of(self._folder).day == today:
                continue
            try:
                self.day(today)
            except StoreError as error:  # held by another program for long, or worse: others will say
                self._said(f"The daily verification was put off: {error}", level="warning")
                pause = 60 * BEGUN_AFTER

    def day(self, today: str) -> None:
        """Do the share of one day, if there is time."""
        db = self._opened(writing=False)
        try:
            notes = Notes.of(self._folder)
            pages = _next_pages(db, notes.after)
            for found in self._steps(db, pages):
                if found:
                    fresh = [str(flaw) for flaw in found if str(flaw) not in notes.flaws]
                    notes = replace(notes, flaws=(*notes.flaws, *fresh))
                    notes.write(self._folder)
                    for flaw in found:
                        self._said(f"Not as it was recorded: {flaw}", level="error")
                if self._stop.wait(self._pause):
                    return
            replace(notes, day=today, after=pages[-1] if pages else "").write(self._folder)
        except db.error as error:
            raise db.named(error) from error
        finally:
            db.close()

    def _steps(self, db: Database, pages: Sequence[str]) -> Iterator[list[Flaw]]:
        whole = True
        for found in integrity_steps(db):
            whole = whole and not found
            yield found
        if whole:
            yield from reference_steps(db)
            if self._archive.is_remote:  # a folder is looked through by whoever opens it to check pages
                yield self._swept(db)
            for page in pages:
                yield from self._page(db, page)

    def _swept(self, db: Database) -> list[Flaw]:
        """Put right what kills left between archive and ledger; return what nothing can be made of."""
        retention.clear(self._archive, survey(db, self._archive).left_over)
        known, flaws = adopted(db, self._archive, lambda: self._opened(writing=True))
        for file in known:
            self._said(f"{file}: a kill had left it without a row; it is known now, as evidence.", level="warning")
        return flaws

    def _opened(self, *, writing: bool) -> Database:
        return opening.open_ledger(self._folder, writing=writing, address=self._address, archive=self._archive)

    def _page(self, db: Database, page: str) -> Iterator[list[Flaw]]:
        well = True
        for found in snapshot_flaws(db, self._archive, [page]):
            well = well and not found
            yield found
        if well:
            self._well(page)


def _next_pages(db: Database, after: str) -> list[str]:
    """Return the pages whose turn it is, in the order of their ids: a share of them all."""
    share = -(-db.execute("SELECT count(*) FROM pages").fetchone()[0] // DAYS)
    sql = "SELECT id FROM pages WHERE id > ? ORDER BY id LIMIT ?"
    found = db.execute(sql, [after, share]).fetchall() or db.execute(sql, ["", share]).fetchall()
    return [row[0] for row in found]
