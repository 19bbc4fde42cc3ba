"""Which pages a list shows, and in what order: by words, tag, state or source; what needs a look comes first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.model import Page, PageStatus
from monitor.report import page_health

LOOK = "look"
"""Asked for as a state: pages in any trouble."""
STATES = ("failing", "suspect", "overdue", "retrying", "paused", "new", "ok", "disabled")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_RANKS = {"failing": 0, "suspect": 0, "overdue": 0, "retrying": 1}
_REST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; empty: everything."""

    text: str = ""  #: words, each in the id, the title or the address
    tag: str = ""
    state: str = ""  #: one of `STATES`, or `LOOK`
    source: str = ""  #: the id of a source: its pages

    @classmethod
    def of(cls, asked: dict[str, str]) -> Wanted:
        """Return what a query string asks for."""
        words = " ".join(asked.get("q", "").split())
        return cls(text=words, tag=asked.get("tag", ""), state=asked.get("state", ""), source=asked.get("source", ""))

    def query(self, **other: str) -> dict[str, str]:
        """Return it as a query string asks for it, with *other* values for some; what is empty is left out."""
        asked = {"q": self.text, "tag": self.tag, "state": self.state, "source": self.source} | other
        return {name: value for name, value in asked.items() if value}

    @property
    def is_all(self) -> bool:
        """Return whether nothing was asked for."""
        return self == Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A page of the list, and how it is doing; of a source, also how those are that it has found."""

    page: Page
    status: PageStatus
    found: tuple[PageStatus, ...] = ()

    @property
    def needs_a_look(self) -> bool:
        """Return whether it, or a page that it has found, is in trouble."""
        return any(not page_health.is_calm(one) for one in (self.status, *self.found))

    @property
    def found_states(self) -> list[tuple[str, int]]:
        """Return how many of the pages that it has found are in which state."""
        count = Counter(one.state for one in self.found)
        return [(state, count[state]) for state in STATES if count[state]]


def rows(pages: Iterable[Page], statuses: Iterable[PageStatus]) -> list[Row]:
    """Return a row for every page; each source has those that it found, which have rows of their own, too."""
    how = {one.id: one for one in statuses}
    found: dict[str, list[PageStatus]] = {}
    for one in how.values():
        if one.found_by:
            found.setdefault(one.found_by, []).append(one)
    return [
        Row(page=page, status=how[page.id], found=tuple(found.get(page.id, ()))) for page in pages if page.id in how
    ]


def chosen(among: Sequence[Row], wanted: Wanted) -> list[Row]:
    """Return the rows that are *wanted*, those that need a look first; of everything, sources stand for their pages."""
    ids = {row.page.id for row in among}
    kept = [row for row in among if _is_wanted(row, wanted, ids)]
    return sorted(kept, key=_place)


def states(health: page_health.Health) -> list[tuple[str, int]]:
    """Return how many pages there are in each state, those that need a look first."""
    count = {state: health.count(state) for state in STATES} | {LOOK: health.pages - health.calm}
    return [(state, count[state]) for state in (LOOK, *STATES) if count[state]]


def tags(among: Iterable[Row]) -> list[str]:
    """Return the tags that pages have."""
    return sorted({tag for row in among for tag in row.page.tags})


def _is_wanted(row: Row, wanted: Wanted, ids: set[str]) -> bool:
    if wanted.is_all:
        return row.page.found_by not in ids
    if wanted.source and row.page.found_by != wanted.source:
        return False
    if wanted.tag and wanted.tag not in row.page.tags:
        return False
    return _is_in(row.status, wanted.state) and _has(row, wanted.text.casefold().split())


def _is_in(status: PageStatus, state: str) -> bool:
    if state == LOOK:
        return not page_health.is_calm(status)
    return state in ("", status.state)


def _has(row: Row, words: list[str]) -> bool:
    told = f"{row.page.id} {row.status.title} {row.page.url}".casefold() if words else ""
    return all(word in told for word in words)


def _place(row: Row) -> tuple[int, float, str]:
    """Return what rows are sorted by: the worst trouble first, of like ones the newest, then ids."""
    statuses = (row.status, *row.found)
    rank = min(_rank(one) for one in statuses)
    since = max((one.since or _LONG_AGO for one in statuses if _rank(one) == rank), default=_LONG_AGO)
    return rank, (0.0 if rank == _REST else -since.timestamp()) if since != _LONG_AGO else 0.0, row.page.id


def _rank(status: PageStatus) -> int:
    return 0 if not page_health.is_calm(status) and status.state == "paused" else _RANKS.get(status.state, _REST)
