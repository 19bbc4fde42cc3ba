"""What people have corrected, as it holds now, each with the figure as it was read and the version that states it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from monitor.model import ChangeKind, Figure
from monitor.model.reviews import Verb
from monitor.store import figure_rows, queries, snapshot_rows
from monitor.store.databases import Database
from monitor.store.ledger_file import LedgerFile, in_our_words
from monitor.store.snapshot_rows import Snapshot

_WORDS = """
    SELECT a.*, (SELECT d.snapshot_id FROM decisions d WHERE d.action_id = a.id ORDER BY d.id LIMIT 1) AS version
    FROM actions a WHERE a.id IN (
        SELECT max(id) FROM actions WHERE undone_by IS NULL AND verb IN ('not a figure', 'same figure', 'rename')
        GROUP BY page_id, series, verb) AND (a.verb <> 'rename' OR a.text <> '') ORDER BY a.id"""
"""The words on series that hold: of one kind on one series the last."""
_STATED = """
    SELECT * FROM figures WHERE page_id = ? AND series = ? AND snapshot_id <= ?
    ORDER BY until_id IS NULL OR until_id > ? DESC, id DESC LIMIT 1"""
_DISMISSED = """
    SELECT r.reason, c.page_id, c.kind, c.before_id, c.after_id, c.old, c.new
    FROM reviews r JOIN actions a ON a.id = r.action_id JOIN changes c ON c.id = r.change_id
    WHERE r.standing = 'dismissed' AND a.verb = 'dismiss' AND r.reason <> '' ORDER BY r.change_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One thing that a person says was read, or told, wrongly."""

    verb: Verb  #: NOT_A_FIGURE, SAME, RENAME or DISMISS
    text: str  #: the name, or why it was dismissed
    snapshot: Snapshot  #: the version that states the figure
    figure: Figure  #: as it was read
    other: Figure | None = None  #: SAME: a figure of the series that it is; DISMISS: the figure before
    kind: ChangeKind | None = None  #: DISMISS: what was told


def corrected(db: Database, pages: Collection[str] | None) -> Iterator[Corrected]:
    """Yield what people have corrected of *pages* (None: of all), words on series first."""
    for row in queries.every(db, _WORDS):
        found = _stated(db, row, row["series"]) if pages is None or row["page_id"] in pages else None
        if found is not None:
            other = _stated(db, row, row["into_series"]) if row["into_series"] is not None else None
            yield Corrected(
                verb=Verb(row["verb"]),
                text=row["text"],
                snapshot=snapshot_rows.snapshot(db, found["snapshot_id"]),
                figure=figure_rows.figure(found),
                other=figure_rows.figure(other) if other else None,
            )
    for row in queries.every(db, _DISMISSED):
        old, new = figure_rows.figure_of(row["old"]), figure_rows.figure_of(row["new"])
        figure, version = (new, row["after_id"]) if new else (old, row["before_id"])
        if figure is not None and version is not None and (pages is None or row["page_id"] in pages):
            yield Corrected(
                verb=Verb.DISMISS,
                text=row["reason"],
                snapshot=snapshot_rows.snapshot(db, version),
                figure=figure,
                other=old if new else None,
                kind=ChangeKind(row["kind"]),
            )


def _stated(db: Database, word: dict[str, Any], series: int) -> dict[str, Any] | None:
    """Return the figure of a series as the page stated it when *word* was said, or last before."""
    version = word["version"] or 0
    return queries.maybe(db, _STATED, [word["page_id"], series, version, version])


class CorrectedRows(LedgerFile):
    """What people have corrected."""

    @in_our_words
    def corrected(self, pages: Collection[str] | None = None) -> list[Corrected]:
        """Return what people have corrected of *pages* (None: of all), as it holds now."""
        return list(corrected(self._db, pages))
