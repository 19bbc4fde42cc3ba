"""The object store of the snapshots, where they lie in one: whether it takes objects, and as it should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.errors import StoreError
from monitor.home_ledger import archive_of
from monitor.store import BucketArchive

BORNE: Final = timedelta(minutes=1)  # that clocks may be apart: stores refuse what is signed a quarter of an hour away


def look(place: Place) -> Iterator[Observation]:
    """Yield how the store is, tried with an object; nothing of a home whose snapshots are files."""
    archive = archive_of(place.home)
    if not isinstance(archive, BucketArchive):
        return
    try:
        apart = abs(archive.clock() - place.now)
        overwrites = archive.overwrites()
    except StoreError as error:
        advice = "Nothing is recorded until that is put right, and nothing that was fetched is lost."
        yield wrong("snapshots", error.detail, advice)
        return
    if apart > BORNE:
        said = f"The clocks of this machine and of {archive} are {round(apart.total_seconds())} seconds apart."
        yield note("snapshots", said, "Set them (NTP): a store refuses what is signed at another time.", "timedatectl")
    if overwrites:
        said = f"{archive} replaces objects although it is told not to (If-None-Match)."
        advice = "A newer version of its server may heed that; until then nobody else should write there."
        yield note("snapshots", said, advice)
    else:
        yield well("snapshots", f"{archive} takes objects, and replaces none.")
