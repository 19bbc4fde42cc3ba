"""What the doctor makes of what the system says: of mounts, of memory, of a clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.doctor import machine, system_clock
from monitor.doctor.observation import Level, Place

MOUNTS = r"""22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:36 / /srv rw,relatime shared:2 - nfs4 files:/export rw,vers=4.2
41 40 254:2 / /srv/local rw,relatime shared:3 master:4 - xfs /dev/vdb rw
42 22 0:37 / /mnt/the\040share rw - cifs //files/share rw
a line of no mount
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib/monitor", ""),
        ("/srv/monitor", "nfs4"),
        ("/srv", "nfs4"),
        ("/srvother", ""),
        ("/srv/local/monitor", ""),
        ("/mnt/the share/monitor", "cifs"),
    ],
)
def test_a_file_system_of_another_machine_is_known(folder: str, kind: str) -> None:
    assert machine.networked(MOUNTS, Path(folder)) == kind


def test_where_nothing_is_said_of_mounts_none_is_of_another_machine() -> None:
    assert machine.networked("", Path("/srv")) == ""


@pytest.mark.parametrize(
    ("said", "found"),
    [("MemTotal: 9 kB\nMemAvailable:   2048 kB\n", 2048 * 1024), ("", None), ("MemAvailable: much\n", None)],
)
def test_the_memory_that_can_be_had(said: str, found: int | None) -> None:
    assert machine.available(said) == found


def place(now: datetime) -> Place:
    return Place(home=Path("/var/lib/the monitor"), environ={}, now=now)


@pytest.mark.parametrize(
    ("year", "is_kept", "level"),
    [
        (1970, None, Level.WRONG),
        (1970, True, Level.WRONG),
        (2026, False, Level.NOTE),
        (2026, True, Level.OK),
        (2026, None, Level.OK),
    ],
)
def test_a_clock(year: int, is_kept: bool | None, level: Level) -> None:
    (found,) = system_clock.look(place(datetime(year, 3, 18, tzinfo=UTC)), is_kept=is_kept)
    assert (found.level, bool(found.command)) == (level, level is not Level.OK)


def test_the_system_may_be_asked_whether_its_clock_is_kept() -> None:
    assert system_clock.kept() in {True, False, None}


def test_commands_are_as_a_shell_takes_them() -> None:
    command = place(datetime(2026, 1, 1, tzinfo=UTC)).command("status")
    assert command == "monitor --home '/var/lib/the monitor' status"
