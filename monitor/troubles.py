"""What the whole is in trouble with, besides single pages: what channels are owed, timestamps, the archive.

`monitor status` and the review page say the same, for both ask here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from monitor.errors import StoreError
from monitor.model import Delivery, DeliveryState, PageStatus
from monitor.model.phrasing import counted
from monitor.model.sanitize import visible
from monitor.store import Archive, Ledger

FORGOTTEN = "no such channel is configured any more"
_NEEDS_A_LOOK = frozenset({"failing", "overdue", "suspect"})


def needs_a_look(status: PageStatus) -> bool:
    """Return whether a watch from outside should hear of it: what you have paused yourself comes without advice."""
    return status.state in _NEEDS_A_LOOK or (status.state == "paused" and bool(status.advice))


def of_channels(channels: Collection[str], waiting: Sequence[Delivery]) -> list[str]:
    """Return a line for each channel that has not taken what it is owed; there are those called *channels*."""
    by_channel: dict[str, list[Delivery]] = defaultdict(list)
    for one in waiting:
        by_channel[one.channel].append(one)
    return [
        _of_channel(name, own, FORGOTTEN if name not in channels else failed[0].reason)
        for name, own in by_channel.items()
        if (failed := [one for one in own if _has_failed(one) or name not in channels])
    ]


def _has_failed(one: Delivery) -> bool:
    return bool(one.attempts) or one.state is DeliveryState.DEAD


def _of_channel(name: str, own: Sequence[Delivery], reason: str) -> str:
    """Return a line for the channel *name*, of its *own* deliveries that wait or were given up."""
    dead = sum(one.state is DeliveryState.DEAD for one in own)
    parts = []
    if owed := len(own) - dead:
        parts.append(counted(owed, "report is owed", "reports are owed"))
    if dead:
        parts.append(counted(dead, "was given up", "were given up"))
    return visible(f"channel {name}: {' and '.join(parts)}, the oldest since {minute(own[0].owed_at)}: {reason}")


def of_timestamps(store: Ledger) -> list[str]:
    """Return a line when an authority for trusted time has not given what it was asked for."""
    waiting = store.stamps.waiting()
    if waiting is None or not waiting.reason:
        return []
    owed = counted(waiting.count, "timestamp")
    return [visible(f"{owed} still to come, the oldest since {minute(waiting.since)}: {waiting.reason}")]


def of_bucket(archive: Archive, *, is_tried: bool = True) -> list[str]:
    """Return what is said while snapshots lie where a network leads, and that does not answer, or refuses; else [].

    Args:
        archive: the snapshots.
        is_tried: whether it is tried to write there, too; else it is only read, for who asks every few seconds.
    """
    if not archive.is_remote:
        return []
    try:
        archive.mark()
        refused = archive.refused() if is_tried else None
    except StoreError as error:
        refused = error
    return [] if refused is None else [f"{refused.detail} Nothing is recorded until that is put right."]


def of_archive(flaws: int) -> list[str]:
    """Return a line about what was found wrong with the archive, if anything was."""
    if not flaws:
        return []
    return [f"The archive is not as it was recorded ({counted(flaws, 'flaw')}): monitor verify tells more."]


def minute(when: datetime) -> str:
    """Return "2026-11-27 09:00 UTC"."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
