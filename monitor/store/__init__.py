"""The archive and the ledger of a home: snapshot files as they arrived, and one SQLite database about them.

`snapshots/PAGE/NUMBER-TIME-DIGEST.html.gz` holds the bytes; `snapshots/monitor.db` everything derived and everything
that happened (docs/data-dictionary.md). `Store.create` makes both, `Store.open` opens them, for reading or as the one
writer.
"""

from __future__ import annotations

from monitor.store.archives import Archive
from monitor.store.archives.bucket_archive import BucketArchive
from monitor.store.archives.folder_archive import FolderArchive
from monitor.store.backups import Copied, backup, restore
from monitor.store.change_rows import Recorded
from monitor.store.check_rows import Run
from monitor.store.corrected_rows import Corrected
from monitor.store.diagnosis import Diagnosis, diagnose
from monitor.store.figure_index import Between, Hits, Sought
from monitor.store.figure_rows import Stored
from monitor.store.flaws import Flaw
from monitor.store.ledger import Ledger, OutboxLedger, StampLedger
from monitor.store.locking import instance
from monitor.store.page_lists import ListWanted
from monitor.store.proofs import Chained, Kept, Proof
from monitor.store.repairing import repair
from monitor.store.report_marks import Unseen
from monitor.store.retention import Removed
from monitor.store.room import Room, amount, full, room_of
from monitor.store.scrub import Notes, Scrub
from monitor.store.sealing import Covered, covered
from monitor.store.series_words import Said
from monitor.store.sharing import OWNERS
from monitor.store.sightings import Spell
from monitor.store.snapshot_rows import Snapshot
from monitor.store.stamps import Owed, Stamp, Waiting
from monitor.store.store import FOLDER, Store
from monitor.store.turn_rows import PAGES_AT_ONCE
from monitor.store.verifying import Verified, verify
from monitor.store.worker_rows import GONE

__all__ = [
    "FOLDER", "GONE", "OWNERS", "PAGES_AT_ONCE", "Archive", "Between", "BucketArchive", "Chained", "Copied",
    "Corrected", "Covered", "Diagnosis", "Flaw", "FolderArchive", "Hits", "Kept", "Ledger", "ListWanted", "Notes",
    "OutboxLedger", "Owed", "Proof", "Recorded", "Removed", "Room", "Run", "Said", "Scrub", "Snapshot", "Sought",
    "Spell", "Stamp", "StampLedger", "Store", "Stored", "Unseen", "Verified", "Waiting", "amount", "backup",
    "covered", "diagnose", "full", "instance", "repair", "restore", "room_of", "verify",
]  # fmt: skip
