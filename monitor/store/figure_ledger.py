"""What is asked of figures: what pages state, what they stated, and what changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model import Finding, Notice
from monitor.store.change_rows import Recorded
from monitor.store.figure_index import Hits, Sought
from monitor.store.figure_rows import Point, Stored
from monitor.store.proofs import Proof
from monitor.store.report_marks import Unseen
from monitor.store.snapshot_rows import Snapshot


class FigureLedger(Protocol):
    """What pages state, and what changed."""

    def figures(self, pages: Sequence[str] | None = None, *, most: int | None = None) -> Sequence[Stored]:
        """Return what pages state now, in the order of their texts; at most *most*, those of main texts first."""

    def stated_in(self, page_id: str, snapshot: int) -> dict[tuple[str, str], int]:
        """Return the series of what stood in a snapshot of a page, by the sentence and the number as written."""

    def history(self, pages: Sequence[str] | None = None, *, series: int | None = None) -> Sequence[Stored]:
        """Return everything that pages have stated, or only the *series* of each, by series, oldest first."""

    def series_history(self, page_id: str, series: int) -> list[Stored]:
        """Return everything that one series of a page has stated, oldest first; of a merged one, that of all it is."""

    def series_of(self, page_id: str, most: int) -> list[Stored]:
        """Return what each series of a page stated last, at most *most*, the newest first."""

    def neighbours(self, page_id: str, series: int, most: int = 12) -> list[Stored]:
        """Return what a page states in the sentence, or about the cell, in which a series stands now."""

    def sought(self, wanted: Sought) -> Hits:
        """Return a stretch of what was stated, by words and by value."""

    def units(self) -> list[str]:
        """Return the units in which anything was stated."""

    def last_values(self, page_id: str, series: Collection[int], most: int = 60) -> dict[int, list[Point]]:
        """Return the last statements of each of *series*, at most *most* of each, without those that repeat a value."""

    def findings(
        self,
        pages: Sequence[str] | None = None,
        *,
        since: datetime | None = None,
        told: bool | None = True,
        unseen: Unseen | None = None,
    ) -> list[Finding]:
        """Return the changes found since *since*, oldest first: told ones, or all with ``told=None``."""

    def changes(self, pages: Sequence[str] | None = None) -> Sequence[Recorded]:
        """Return every change, told or not, oldest first."""

    def captures(self, change: int) -> tuple[Snapshot | None, Snapshot]:
        """Return the captures before and after a change, by its number; None: there was none before."""

    def proof(self, change: int) -> Proof:
        """Return what proves a change, by its number, at one moment."""

    def notices(self, pages: Sequence[str] | None = None, *, since: datetime | None = None) -> list[Notice]:
        """Return what happened to pages besides their figures, the oldest first."""
