"""The home: whether it is there, whose it is, and who may read and write what in it."""

from __future__ import annotations

import os
import pwd
import shlex
import stat
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.store import FOLDER, OWNERS

CONFIG = "config"
MOST = 2_000  # files whose owner is looked at
_SHOWN = 3
_EFFECTIVE = os.access in os.supports_effective_ids


def look(place: Place) -> Iterator[Observation]:
    """Yield whether the home is there, and this user's to read and write."""
    if not place.home.is_dir():
        said = f"There is no folder {place.home}."
        advice = "Make a home there, or name the one that is meant: monitor --home DIR, or MONITOR_HOME."
        yield wrong("home", said, advice, f"monitor init {shlex.quote(str(place.home))}")
        return
    if not _may(place.home, os.R_OK | os.X_OK):
        yield _barred(place, f"may not look into {place.home}")
        return
    if not (place.home / CONFIG).is_dir():
        yield _without_config(place.home)
        return
    found = [*_owners(place), *_rights(place)]
    yield from found or [well("home", f"{place.home}, of {_user(place.home.stat().st_uid)}.")]


def secrets(place: Place, files: Iterable[Path]) -> Iterator[Observation]:
    """Yield which of *files*, which hold secrets, and of the archive others may read."""
    open_files = [path for path in (place.home / FOLDER / OWNERS, *files) if _others_read(path)]
    if open_files:
        said = f"Others on this machine may read {_listed(open_files)}, and a secret stands there."
        yield wrong("secrets", said, "", f"chmod o-rwx {_quoted(open_files)}")
    else:
        yield well("secrets", "No file with a secret is open to others on this machine.")
    archive = place.home / FOLDER / "monitor.db"
    if _others_read(archive):
        said = f"Everybody on this machine may read {archive}."
        advice = "Where one group is to read it: `group` in monitor.yaml. To keep it to yourself:"
        yield note("secrets", said, advice, f"chmod -R o-rwx {shlex.quote(str(archive.parent))}")


def may_write(path: Path) -> bool:
    """Return whether this user may write *path*."""
    return _may(path, os.W_OK)


def _without_config(home: Path) -> Observation:
    """Return that *home* has no configuration: a new one is no remedy where pages were followed."""
    quoted = shlex.quote(str(home))
    if not (home / FOLDER / "monitor.db").exists():
        return wrong("home", f"{home} has no folder {CONFIG}, so it is no home.", "", f"monitor init {quoted}")
    said = f"{home} has no folder {CONFIG}, and pages were followed there."
    advice = "Put the folder back, from the newest backup; a new one (`monitor init`) would follow none of them:"
    return wrong("home", said, advice, f"cp -a /var/backups/monitor/{CONFIG} {quoted}")


def _owners(place: Place) -> Iterator[Observation]:
    """Yield whether somebody else owns what lies in the home: mostly root, who ran a command there once."""
    owner = place.home.stat().st_uid
    if os.geteuid() == 0 and owner != 0:
        said = f"The home is {_user(owner)}'s, and you are root: what you make there, its service could not read."
        yield note("home", said, "Do it as that user:", f"runuser -u {_user(owner)} -- {place.command('doctor')}")
    others = [path for path in islice(_contents(place.home), MOST) if path.lstat().st_uid != owner]
    if others:
        said = f"{_listed(others)} {'is' if len(others) == 1 else 'are'} not {_user(owner)}'s, as the home is."
        yield wrong("home", said, "As root:", f"chown -R {owner} {shlex.quote(str(place.home))}")


def _rights(place: Place) -> Iterator[Observation]:
    unread = [path for path in _contents(place.home) if not _may(path, os.R_OK | (os.X_OK if path.is_dir() else 0))]
    if unread:
        yield _barred(place, f"may not read {_listed(unread)}")
    archive = [place.home / FOLDER, *islice(_files(place.home / FOLDER), MOST)]
    unwritten = [path for path in archive if path.exists() and not may_write(path)]
    if unwritten:
        yield _barred(place, f"may not write {_listed(unwritten)}")


def _contents(home: Path) -> Iterator[Path]:
    """Yield what lies in the two folders of *home*, and the folders."""
    for folder in (home / CONFIG, home / FOLDER):
        if folder.is_dir():
            yield from chain([folder], _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    """Yield what lies in *folder*, sorted; nothing, where it may not be looked at: that is said of the folder."""
    return iter(sorted(folder.iterdir())) if _may(folder, os.R_OK | os.X_OK) else iter(())


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=_EFFECTIVE)


def _others_read(path: Path) -> bool:
    """Return whether everybody may read the file *path*, the folders above it included."""
    try:
        is_open = bool(path.stat().st_mode & stat.S_IROTH)
        return is_open and all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
    except OSError:
        return False


def _barred(place: Place, what: str) -> Observation:
    """Return that this user may not do something: its owner takes the right, anybody else leaves it to the owner."""
    owner, me = place.home.stat().st_uid, os.geteuid()
    said = f"This user ({_user(me)}) {what}."
    if owner == me:
        return wrong("home", said, "", f"chmod -R u+rwX {shlex.quote(str(place.home))}")
    command = f"sudo -u {_user(owner)} {place.command('doctor')}"
    return wrong("home", said, f"The home is {_user(owner)}'s: do it as that user.", command)


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # a container may have no name for it
        return str(number)


def _listed(paths: list[Path]) -> str:
    more = len(paths) - _SHOWN
    return ", ".join(map(str, paths[:_SHOWN])) + (f" and {more:,} more" if more > 0 else "")


def _quoted(paths: list[Path]) -> str:
    return " ".join(shlex.quote(str(path)) for path in paths)
