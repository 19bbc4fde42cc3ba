"""Whether the service is alive, and whether it is ready: what /healthz and /readyz say.

Alive is what to start it again would cure. A full disk, or a ledger that another program holds, is not cured by that:
"ready" tells of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.config import Config, stale_since
from monitor.errors import StoreError
from monitor.home_ledger import archive_of, open_store
from monitor.store import FOLDER, room_of
from monitor.troubles import of_bucket
from monitor.watchdog import Watchdog

WELL = "ok"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, by name, and what is wrong with it; `WELL`: nothing."""

    checks: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)  #: what should be seen to, and stops nothing

    @property
    def is_well(self) -> bool:
        """Return whether nothing is wrong."""
        return all(said == WELL for said in self.checks.values())


def alive(watchdog: Watchdog) -> Verdict:
    """Return whether the service goes on: what the watchdog ends it for, when it has lasted half as long."""
    return Verdict({name: WELL if goes_on else "nothing new for long" for name, goes_on in watchdog.signs().items()})


def ready(watchdog: Watchdog, config: Config) -> Verdict:
    """Return whether pages are checked by *config*, the one in force, and what is found can be recorded."""
    started = WELL if watchdog.is_ready else "not whole yet"
    checks = {**alive(watchdog).checks, "first_tick": started, "ledger": _ledger(config), "disk": _disk(config)}
    if unreached := of_bucket(archive_of(config.home), is_tried=False):
        checks |= {"snapshots": unreached[0]}
    stale = stale_since(config.home / FOLDER)
    if stale is None:
        return Verdict(checks)
    return Verdict(
        checks, {"configuration": f"has mistakes since {stale:%Y-%m-%dT%H:%M:%SZ}, the one before is in force"}
    )


def _ledger(config: Config) -> str:
    try:
        with open_store(config.home) as store:
            store.next_due()
    except StoreError as error:
        return f"cannot be asked: {error.reason}"
    return WELL


def _disk(config: Config) -> str:
    try:
        room = room_of(config.home / FOLDER, config.disk_reserve)
    except StoreError as error:
        return f"cannot be looked at: {error.reason}"
    return f"nearly full: {room}" if room.is_short else WELL
