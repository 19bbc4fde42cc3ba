"""An entry of a report with what people have made of it: what a person reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property

from monitor.model.changes import change_number
from monitor.model.reviews import Review, Standing
from monitor.report.clock import Clock
from monitor.report.views import Edition, Histories, Numbered, Section, steps_in
from monitor.web.number_spans import spans

_SAID = {Standing.CONFIRMED: "Confirmed", Standing.DISMISSED: "Dismissed", Standing.OPEN: "Reopened"}


@dataclass(frozen=True)
class Judged:
    """An entry, and the reviews of its findings."""

    numbered: Numbered
    edition: Edition
    section: Section
    reviews: tuple[Review, ...]  #: of its findings that are reviewed with it, in their order
    is_unread: bool
    clock: Clock

    @property
    def name(self) -> str:
        """Return what the foremost of its findings is called: "c12"."""
        return self.numbered.entry.first.id

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of its findings that are reviewed with it."""
        return tuple(one.finding for one in self.reviews)

    @property
    def findings(self) -> str:
        """Return these numbers as a form sends them."""
        return spans(self.numbers)

    @property
    def standing(self) -> Standing | None:
        """Return what its findings stand at; None: not all at the same."""
        found = {one.standing for one in self.reviews}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def verdict(self) -> str:
        """Return what has been made of it, in a sentence; nothing where nobody has judged it yet."""
        last = max(self.reviews, key=lambda one: one.action)
        if not last.action:
            return ""
        if self.standing is None:
            counts = Counter(one.standing for one in self.reviews)
            return ", ".join(f"{counts[one]} {one.value}" for one in Standing if counts[one]) + "."
        when = f", {self.clock.minute(last.at)}" if last.at else ""
        why = f": {last.reason}" if last.reason else ""
        return f"{_SAID[self.standing]} by {last.person}{when}{why}."

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels that any of its findings bears."""
        return tuple(dict.fromkeys(label for one in self.reviews for label in one.labels))

    @property
    def notes(self) -> int:
        """Return how many notes are to be read beside it: those of a table are noted beside each of its cells."""
        return max(one.notes for one in self.reviews)

    def with_charts(self, histories: Histories) -> Judged:
        """Return it with the last values of its figures."""
        entry = self.numbered.entry
        steps = steps_in(self.section.page_id, self.edition, entry, histories)
        return replace(self, numbered=replace(self.numbered, steps=steps))


def numbers_of(numbered: Numbered) -> list[int]:
    """Return the numbers of the findings of an entry, and of those that repeat them."""
    entry = numbered.entry
    return [change_number(one.id) for one in (*entry.findings, *entry.echoes)]


def judged(
    sections: Iterable[Section], reviews: Mapping[int, Review], unread: AbstractSet[int], clock: Clock
) -> Iterator[Judged]:
    """Yield the entries of *sections* with what was made of them.

    Args:
        sections: entries of findings that a ledger holds.
        reviews: by finding, of those that are reviewed; an entry without any is left out.
        unread: findings that the person has not read.
        clock: times as the person wants them.
    """
    for section in sections:
        for edition, numbered in section.entries:
            numbers = numbers_of(numbered)
            found = tuple(reviews[number] for number in numbers if number in reviews)
            if found:
                is_unread = not unread.isdisjoint(one.finding for one in found)
                yield Judged(numbered, edition, section, found, is_unread, clock)
