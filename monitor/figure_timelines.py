"""How figures moved, from the ledger: the timeline of a series of one page."""

from __future__ import annotations

from datetime import datetime

from monitor.model.sanitize import shortened
from monitor.report.timelines import Line, Run, Timeline, Unseen, joined
from monitor.store import Ledger, Spell, Stored

_WHY = {
    "paused": "the page was paused",
    "left": "the page is not followed any more",
    "unchecked": "the page has not been checked since",
}


def timeline_of(store: Ledger, page_id: str, series: int, *, now: datetime, time_zone: str) -> Timeline | None:
    """Return how a series of a page moved until *now*; None where it has stated nothing."""
    return timeline(store.series_history(page_id, series), store.spells(page_id, now), now=now, time_zone=time_zone)


def timeline(stated: list[Stored], spells: list[Spell], *, now: datetime, time_zone: str) -> Timeline | None:
    """Return how a series moved that has *stated* this, oldest first, on a page that was not seen in these *spells*."""
    if not stated:
        return None
    newest = stated[-1]
    title = newest.label or f"in: {shortened(newest.figure.sentence)}"
    line = Line(name=newest.page_id, runs=tuple(joined(map(run_of, stated))), unseen=tuple(map(unseen, spells)))
    return Timeline(title=title, lines=(line,), until=now, time_zone=time_zone)


def run_of(stated: Stored) -> Run:
    """Return what was *stated* as a run of its own."""
    return Run(
        since=stated.captured_at,
        until=stated.until,
        figure=stated.figure,
        page_id=stated.page_id,
        series=stated.number,
        digest=stated.digest,
        file=stated.file,
    )


def unseen(spell: Spell) -> Unseen:
    """Return a spell as readers are told of it."""
    return Unseen(since=spell.since, until=spell.until, why=_WHY.get(spell.reason, spell.detail or spell.reason))
