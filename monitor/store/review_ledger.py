"""What is asked of reviews: what people say of findings and of series, what stands by it, what is to be reviewed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from monitor.model import Finding
from monitor.model.reviews import Act, Action, Queue, Review, Wanted
from monitor.store.corrected_rows import Corrected


class ReviewLedger(Protocol):
    """What people say of findings and of series."""

    def act(self, said: Act, now: datetime) -> Action:
        """Record what a person says, once for each key, with all that it changes; return it, and what stood before."""

    def reviews(self, changes: Collection[int]) -> dict[int, Review]:
        """Return what stands of findings, by their numbers: of every one of *changes*."""

    def actions(
        self,
        changes: Collection[int] | None = None,
        page_id: str | None = None,
        series: int | None = None,
        before: int | None = None,
        most: int = 100,
    ) -> list[Action]:
        """Return what was said, the newest first: of findings, of a page, of one of its series; *before* an action."""

    def corrected(self, pages: Collection[str] | None = None) -> list[Corrected]:
        """Return what people have corrected of *pages* (None: of all), as it holds now."""

    def queue(self, wanted: Wanted, person: str, before: int | None = None, most: int = 50) -> Queue:
        """Return a stretch of the findings that a person wants to see, the newest edition first."""

    def edition(self, change: int) -> tuple[Finding, ...]:
        """Return the finding with this number, among all that its check told of its page."""

    def count(self, wanted: Wanted, person: str) -> int:
        """Return how many findings a person wants to see."""

    def count_by_page(self, wanted: Wanted, person: str) -> dict[str, int]:
        """Return how many findings a person wants to see, by the ids of their pages; none of a page that has none."""

    def unread(self, person: str, changes: Collection[int]) -> frozenset[int]:
        """Return those of *changes* that a person has not read."""

    def labels(self) -> list[str]:
        """Return the labels that findings bear."""

    def read(self, person: str, changes: Collection[int], now: datetime) -> None:
        """Record that a person has read findings."""

    def read_all(self, person: str, wanted: Wanted, until: int, now: datetime) -> None:
        """Record that a person has read what is *wanted*, as far as checks up to the number *until* found it."""
