"""Turns: a host whose pages are due is asked by one holder at a time, for as long as its lease lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.fetched import HostMemory
from monitor.model.outcomes import PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A host that has been handed out to be asked, and those of its pages that are due."""

    host: str  #: `Address.server`: what politeness goes by
    fence: int  #: greater with each turn of the host: what an earlier turn brings is not recorded (Kleppmann 2016)
    due: tuple[PageState, ...] = ()  #: the longest due first; none where it is asked on the way to another's page alone
    memory: HostMemory | None = None  #: what its holders before have learnt of it
    is_inherited: bool = False  #: the holder before did not end its turn, and may have asked a moment ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """An instance that checks the pages of a home."""

    holder: str  #: who it is to the turns that it has: its machine, its process, and a mark of its own
    place: str  #: the name of its machine
    process: int
    started_at: datetime  #: UTC: when it began to check pages
    seen_at: datetime  #: UTC: when it last said that it lives
    digest: str  #: of the configuration by which it goes
    hosts: int = 0  #: that are its to ask now
    offline_since: datetime | None = None  #: UTC: it reaches no host
