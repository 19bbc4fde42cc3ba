"""What the user decided about series, in the order in which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError
from monitor.model import Decision
from monitor.store import queries, row_values, snapshot_rows
from monitor.store.ledger_file import LedgerFile, in_our_words


def decide(db: Database, page_id: str, decision: Decision, now: datetime) -> None:
    """Record what the user said of a series; names, ignoring and merged histories take effect at once."""
    for series in (decision.series, decision.into):
        known = "SELECT 1 FROM series WHERE page_id = ? AND series = ?"
        if series is not None and queries.maybe(db, known, [page_id, series]) is None:
            raise StoreError("unknown", f"{page_id} has no series {series}; `monitor figures` shows them.")
    last = snapshot_rows.latest_version(db, page_id)
    queries.insert(db, "decisions", {
        "page_id": page_id, "verb": decision.verb, "series": decision.series, "into_series": decision.into,
        "name": decision.name, "said_at": row_values.stamp(now), "applied": 0,
        "snapshot_id": last["id"] if last else None,
    })  # fmt: skip
    effects: dict[str, tuple[str, Any]] = {
        "rename": ("name", decision.name or None), "ignore": ("ignored", 1), "follow": ("ignored", 0),
        "merge": ("merged_into", decision.into), "split": ("merged_into", None),
    }  # fmt: skip
    if decision.verb in effects:
        column, value = effects[decision.verb]
        db.execute("INSERT OR IGNORE INTO series_words (page_id, series) VALUES (?, ?)", [page_id, decision.series])
        sql = f"UPDATE series_words SET {column} = ? WHERE page_id = ? AND series = ?"  # noqa: S608 (our own names)
        db.execute(sql, [value, page_id, decision.series])


def apply(db: Database, decided: Sequence[int]) -> None:
    """Mark the user's decisions that a baseline follows now."""
    marks = row_values.placeholders(decided)
    db.execute(f"UPDATE decisions SET applied = 1 WHERE id IN ({marks})", list(decided))  # noqa: S608


class Decisions(LedgerFile):
    """What the user decided about series."""

    def decide(self, page_id: str, decision: Decision, now: datetime) -> None:
        """Record what the user said of a series."""
        with self._transaction() as db:
            decide(db, page_id, decision, now)

    @in_our_words
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

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""
        return tuple(one for one in self.decisions(page_id, applied=False) if one.verb in ("merge", "split"))

    @in_our_words
    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series of a page that the user does not want to hear of."""
        sql = "SELECT series FROM series_words WHERE page_id = ? AND ignored = 1"
        return frozenset(row["series"] for row in self._db.query(sql, [page_id]))
