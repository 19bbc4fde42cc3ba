"""How many pages are in which state, and which pages are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.model.outcomes import PageStatus

_CALM = frozenset({"ok", "new", "paused", "disabled"})
FIRST = 3  # pages that are named of each state


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """Which pages are meant: those with one of some ids, and of these, those with one of some tags."""

    pages: tuple[str, ...] | None = None  #: ids, of sources with all that they have found; None: whatever it is
    tags: tuple[str, ...] = ()  #: empty: whatever they are
    is_either: bool = False  #: one of the ids or one of the tags is enough


EVERY = Among()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Pages that are in one state."""

    state: str  #: as `PageStatus` has it
    is_advised: bool = False  #: they need a look all the same: there is something to advise, in a state that is calm
    count: int = 1
    since: datetime | None = None  #: when the first of them came into it; of those that are well nobody asks
    first: tuple[str, ...] = ()  #: ids of some of them, in the order in which pages are listed


def tallied(statuses: Iterable[PageStatus]) -> tuple[Tally, ...]:
    """Return how many pages are in which state, by how each is doing."""
    found: dict[tuple[str, bool], Tally] = {}
    for one in statuses:
        is_advised = bool(one.advice) and one.state in _CALM
        since = None if one.state == "ok" else one.since
        own = Tally(state=one.state, is_advised=is_advised, since=since, first=(one.id,))
        key = own.state, own.is_advised
        found[key] = together(found[key], own) if key in found else own
    return tuple(found.values())


def together(one: Tally, other: Tally) -> Tally:
    """Return the pages of two tallies as one, in the state of the first."""
    since = min((at for at in (one.since, other.since) if at is not None), default=None)
    return replace(one, count=one.count + other.count, since=since, first=(*one.first, *other.first)[:FIRST])
