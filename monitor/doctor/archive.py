"""The ledger and the snapshots: whether they are there, whole, and of a version that this program knows."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from monitor.doctor import bucket
from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.errors import StoreError
from monitor.home_ledger import address_of, archive_of
from monitor.store import FOLDER, Diagnosis, Notes, diagnose, instance
from monitor.troubles import of_archive

SECONDS = 5.0  # that looking through the ledger may take: a writer waits for twice that
RESTORE = "Stop the service, restore the newest backup beside it, and point the service to that:"


def read(place: Place) -> tuple[Diagnosis | None, list[Observation]]:
    """Return how the ledger is; None while it cannot be asked anything."""
    try:
        found = diagnose(place.home / FOLDER, archive_of(place.home), SECONDS, place.progress, address_of(place.home))
    except StoreError as error:
        return None, [_refused(place, error)]
    return found if _may_be_asked(found) else None, list(_look(place, found))


def _may_be_asked(found: Diagnosis) -> bool:
    """Return whether asking the ledger changes nothing in it."""
    return not found.is_interrupted and not found.damage and found.schema == found.schema_of_today


def _refused(place: Place, error: StoreError) -> Observation:
    restore = f"monitor --home {shlex.quote(f'{place.home}-restored')} restore /var/backups/monitor"
    advice, command = {
        "missing": _of_a_missing(place),
        "newer": ("The program is older than the ledger. In the newer checkout:", "pip install ."),
        "locked": _of_one_that_is_held(place) if error.reason == "locked" else ("", ""),
        "readonly": ("", f"chmod -R u+rwX {shlex.quote(str(place.home / FOLDER))}"),
        "failing": ("The disk fails; the system's log says more:", "dmesg"),
        "damaged": (RESTORE, restore),
    }.get(error.reason, ("", place.command("verify")))
    return wrong("ledger", error.detail, advice, command)


def _of_a_missing(place: Place) -> tuple[str, str]:
    folder = place.home / FOLDER
    if folder.is_dir() and any(child.is_dir() for child in folder.iterdir()):
        restore = f"monitor --home {shlex.quote(f'{place.home}-restored')} restore /var/backups/monitor"
        return f"Snapshots are there without it. {RESTORE}", restore
    return "", f"monitor init {shlex.quote(str(place.home))}"


def _look(place: Place, found: Diagnosis) -> Iterator[Observation]:
    ledger = _ledger(place)
    if found.is_interrupted:
        said = "A program was killed while it wrote to the ledger. The next that opens it takes back what was begun."
        yield note("ledger", said, "", place.command("status"))
        return
    if found.damage:
        said = f"{ledger} is damaged ({found.damage[0]})"
        advice = f"Indexes can be made anew. If that does not help: {RESTORE[0].lower()}{RESTORE[1:-1]}."
        yield wrong("ledger", said, advice, place.command("verify --repair"))
        return
    if found.schema != found.schema_of_today:
        said = f"Its tables are of version {found.schema}; the next command brings them to {found.schema_of_today}."
        kept = "A copy of it is put aside. " if address_of(place.home) is None else ""
        yield note("ledger", said, f"{kept}Make a backup before:", place.command("backup /var/backups/monitor"))
    elif found.is_read:
        whole = "is whole" if address_of(place.home) is None else "answers; its server looks after its files"
        yield well("ledger", f"{ledger} {whole}.")
    else:
        said = f"{ledger} is large: in {SECONDS:.0f} s nothing wrong was found in the part that was read."
        yield well("ledger", f"{said} `monitor verify` reads all of it.")
    yield from _snapshots(place, found)


def _snapshots(place: Place, found: Diagnosis) -> Iterator[Observation]:
    if found.apart:
        advice = "Nothing is recorded until that is put right, and nothing that was fetched is lost."
        yield wrong("snapshots", found.apart, advice)
        return
    noted = of_archive(len(Notes.of(place.home / FOLDER).flaws))
    for said in (*found.lost, *noted):
        advice = "This takes lost snapshots from a backup:"
        yield wrong("snapshots", said, advice, place.command("verify --repair --from /var/backups/monitor"))
    if not found.lost and not noted:
        yield well("snapshots", "The files of the newest are as they were captured.")
    yield from bucket.look(place)


def running(place: Place) -> Iterator[Observation]:
    """Yield whether an instance checks the pages of the home now."""
    try:
        holder = instance(place.home / FOLDER)
    except StoreError:
        return  # said of the ledger
    if holder:
        yield _runs(holder)
    else:
        said = "No `monitor run` is under way now; that is well where cron runs `monitor check`."
        yield well("service", said)


def alive(place: Place) -> Observation:
    """Return whether an instance checks the pages now, for who asks nothing else: one that is stuck ends by itself."""
    try:
        holder = instance(place.home / FOLDER)
    except StoreError as error:
        return wrong("service", f"No instance checks the pages: {error.detail}", "", place.command("run"))
    return _runs(holder) if holder else wrong("service", "No instance checks the pages.", "", place.command("run"))


def _runs(holder: str) -> Observation:
    return well("service", f"An instance (process {holder}) checks the pages.")


def _of_one_that_is_held(place: Place) -> tuple[str, str]:
    if address_of(place.home) is None:
        return "See which program that is, and end it:", f"fuser -v {shlex.quote(_ledger(place))}"
    return "See whether its server runs, and lets this machine in:", "pg_isready"


def _ledger(place: Place) -> str:
    """Return where the ledger is: the address that the home names, or the file in it."""
    return str(address_of(place.home) or place.home / FOLDER / "monitor.db")
