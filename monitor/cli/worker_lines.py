"""The instances that check the pages of a home, where there are several: what `monitor status` says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from monitor.model import Worker
from monitor.model.phrasing import ago, counted
from monitor.model.sanitize import visible
from monitor.store import GONE

LOST = "it was not seen lately: it has died, is frozen, or does not reach the ledger"
ELSE = "it checks nothing: its configuration is another than the one that is in force"
OFFLINE = "it has reached no host since {:%Y-%m-%d %H:%M} UTC: its network seems to be down, and others check its pages"


def lines(workers: Sequence[Worker], in_force: str, now: datetime) -> Iterator[str]:
    """Yield what is printed of *workers*, the ledger going by the configuration *in_force*."""
    names = {one.holder: visible(f"{one.place} {one.process}") for one in workers}
    width = max(map(len, names.values()), default=0)
    yield f"\n{counted(len(workers), 'worker')}:"
    for one in workers:
        seen = "" if one.seen_at > now - GONE else f"; {LOST}"
        step = "" if one.digest == in_force else f"; {ELSE}"
        offline = "" if one.offline_since is None else f"; {OFFLINE.format(one.offline_since)}"
        since = f"since {one.started_at:%Y-%m-%d %H:%M} UTC, seen {ago(one.seen_at, now)}"
        yield f"{names[one.holder]:<{width}}  asks {counted(one.hosts, 'host')}, {since}{seen}{step}{offline}"


def values(workers: Sequence[Worker], in_force: str, now: datetime) -> dict[str, Any]:
    """Return what is printed of *workers* as JSON, on the line after those of the pages."""
    from monitor.report import json_forms

    said = (
        {
            "place": one.place,
            "process": one.process,
            "started_at": json_forms.moment(one.started_at),
            "seen_at": json_forms.moment(one.seen_at),
            "hosts": one.hosts,
            "lost": one.seen_at <= now - GONE,
            "in_step": one.digest == in_force,
            "offline_since": one.offline_since and json_forms.moment(one.offline_since),
        }
        for one in workers
    )
    return {"workers": list(said)}
