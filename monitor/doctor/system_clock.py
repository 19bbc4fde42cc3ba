"""The clock of this machine: whether it was ever set, and whether anything keeps it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.schedule import clock_fault
from monitor.troubles import minute

AHEAD = timedelta(minutes=5)  # a row may be later than now by this: two machines' clocks
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")  # is there once systemd-timesyncd has set the clock
_ERROR = 5  # TIME_ERROR of adjtimex(2): the clock is not synchronised
_BUFFER = 256  # bytes; struct timex takes 208 where long has eight
KEEP = "timedatectl set-ntp true"


def look(place: Place, *, is_kept: bool | None) -> Iterator[Observation]:
    """Yield how the clock is; *is_kept* says whether something keeps it, as `kept` finds it."""
    if fault := clock_fault(place.now):
        yield wrong("clock", fault, "Have it set, and kept:", KEEP)
    elif is_kept is False:
        said = f"The clock says {minute(place.now)}, and nothing synchronises it, as far as this system knows."
        advice = "In a container the host does it, and cannot be seen from inside. On a machine of your own:"
        yield note("clock", said, advice, KEEP)
    else:
        kept_by = "; it is synchronised" if is_kept else ""
        yield well("clock", f"The clock says {minute(place.now)}{kept_by}.")


def against(place: Place, newest: datetime | None) -> Iterator[Observation]:
    """Yield whether the *newest* row of the ledger lies in the future."""
    if newest is not None and newest > place.now + AHEAD:
        said = f"The ledger has rows of {minute(newest)}, which is yet to come."
        advice = "One of the two clocks was wrong: this one now, or the one at that time. See what this machine says:"
        yield wrong("clock", said, advice, "date --utc")


def kept() -> bool | None:
    """Return whether the clock is synchronised, as far as the system knows; None where it does not say.

    Every program that keeps a clock under Linux tells the kernel so: chrony, ntpd, systemd-timesyncd, the tools of
    virtual machines.
    """
    if SYNCHRONISED.exists():
        return True
    if not sys.platform.startswith("linux"):
        return None
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_BUFFER))  # zeros: nothing is set, only asked
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _ERROR  # a container may forbid to ask
