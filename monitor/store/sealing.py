"""What a seal covered that was kept elsewhere: the chains are followed through all that was captured, in its order."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.model.ledger_address import LedgerAddress
from monitor.store import chain, opening, row_values
from monitor.store.archives import Archive
from monitor.store.databases import Database

_EVERY = "SELECT page_id, file, captured_at, chain FROM snapshots ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What the ledger held when a seal was made."""

    snapshots: int
    pages: int
    until: datetime | None  #: when the last of them was captured; None: nothing was


def covered(
    home: Path,
    seal: str,
    progress: Callable[[int, int], None],
    address: LedgerAddress | None = None,
    archive: Archive | None = None,
) -> Covered | None:
    """Return what *seal* covered of the ledger of *home*; None when that never was as the seal says.

    A seal names pages as they were called when it was made. A page that was renamed is looked for under the name by
    which its newest file lies, and under the one that it has now; where several pages were renamed one after the other,
    a seal from between the renames is not found.

    Args:
        home: whose ledger it is.
        seal: as reports and `monitor verify` print it, hexadecimal.
        progress: is called with the snapshots that were looked at, and all.
        address: of its ledger, where that lies elsewhere.
        archive: its snapshots, of which none is read; None: in its folder.

    Raises:
        StoreError: there is no ledger, or it cannot be read.
    """
    db = opening.open_ledger(home / "snapshots", writing=False, address=address, archive=archive)
    try:
        return _found(db, seal, progress)
    finally:
        db.close()


def _found(db: Database, seal: str, progress: Callable[[int, int], None]) -> Covered | None:
    total = db.execute("SELECT count(*) FROM snapshots").fetchone()[0]
    if seal == chain.seal([]):
        return Covered(snapshots=0, pages=0, until=None)
    filed, called = _Heads(), _Heads()
    for number, (page_id, file, captured_at, link) in enumerate(db.stream(_EVERY), 1):
        filed.put(page_id, file.partition("/")[0], link)
        called.put(page_id, page_id, link)
        if seal == filed.seal() or (filed.names != called.names and seal == called.seal()):
            return Covered(snapshots=number, pages=len(called), until=row_values.moment(captured_at))
        progress(number, total)
    return None


class _Heads:
    """The newest link of each page, by the page's name, in order and ready to be sealed."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}  #: by page, as it is called now
        self._order: list[str] = []
        self._heads: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._order)

    def put(self, page_id: str, name: str, link: str) -> None:
        """Have *link* be the newest of a page, which is called *name*."""
        before = self.names.get(page_id)
        if before != name:
            if before is not None:
                self._order.remove(before)
                del self._heads[before]
            insort(self._order, name)
            self.names[page_id] = name
        self._heads[name] = chain.head(name, link)

    def seal(self) -> str:
        """Return the seal of a ledger that holds just this."""
        return chain.sealed(map(self._heads.__getitem__, self._order))
