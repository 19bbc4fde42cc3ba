"""Turns: a host whose pages are due is asked by one holder at a time, for as long as its lease lasts."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.outcomes import PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A host that has been handed out to be asked, and those of its pages that are due."""

    host: str  #: `Address.server`: what politeness goes by
    fence: int  #: greater with each turn of the host: what an earlier turn brings is not recorded (Kleppmann 2016)
    due: tuple[PageState, ...] = ()  #: the longest due first
