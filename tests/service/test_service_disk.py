"""A disk with little room, or none: fetching pauses before it hurts, says so, and goes on by itself."""

from __future__ import annotations

import json
import re
import resource
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from heard import Heard
from loopback import Site
from service_world import MONITOR, Changing, make_home, service, statuses

from monitor.cli import main
from monitor.disk_space import TRIED_AGAIN, Disk
from monitor.errors import StoreError
from monitor.model import Page
from monitor.model.log_events import unheard
from monitor.store import FolderArchive, Store
from monitor.store.room import amount, room_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALL = "900000 GiB"  # of no machine


@pytest.mark.slow  # a service of its own
def test_a_disk_with_little_room_pauses_the_service_until_there_is_more(tmp_path: Path) -> None:
    changing = Changing()
    with Site(changing) as site:
        home = make_home(tmp_path, {"camp": f"{site.url}/"}, more=f"disk_reserve: {ALL}\n")
        with service(home) as running:
            running.wait_for("Fetching is paused")
            state = statuses(home)["camp"]
            assert (state["state"], str(state["reason"])[:5], bool(state["advice"])) == ("paused", "disk:", True)
            assert site.asked == []
            settings = home / "config" / "monitor.yaml"
            settings.write_text(settings.read_text().replace(ALL, "0"))
            running.wait_for("There is room on the disk again", since=0)
            changing.wait_asked(2)
            assert running.end() == 0
        assert [line.partition("  ")[2][:20] for line in running.said if "is paused" in line] == [
            "Fetching is paused. "
        ]
        assert statuses(home)["camp"]["state"] == "ok"


def test_a_check_by_hand_fetches_nothing_onto_a_disk_with_little_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changing = Changing()
    with Site(changing) as site:
        home = make_home(tmp_path, {"camp": f"{site.url}/"}, more=f"disk_reserve: {ALL}\n")
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(home), "check"])
        assert site.asked == []
    assert ended.value.code == 5
    assert "is nearly full" in capsys.readouterr().err


@pytest.mark.slow  # a full disk is tried again every ten seconds
def test_a_full_disk_loses_nothing_and_is_tried_again(tmp_path: Path) -> None:
    changing = Changing()
    with Site(changing) as site:
        home = make_home(tmp_path, {"camp": f"{site.url}/"})
        with service(home) as running:
            running.wait_for("camp: 1 change")
            resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            running.wait_for("Fetching is paused")
            said = len(running.said)
            last = int(re.findall(r" to ([\d,]+) ", " ".join(running.said))[-1].replace(",", ""))
            resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            running.wait_for("There is room on the disk again", since=said)
            running.wait_for(f"from {last:,} to {last + 1:,} ", since=said)  # none that the page has said is left out
            running.wait_for("camp: 1 change")
            assert running.end() == 0
    found = subprocess.run([*MONITOR, "--home", str(home), "verify", "--json"], check=False, capture_output=True)
    assert json.loads(found.stdout)["flaws"] == []


def test_a_write_that_was_refused_is_tried_again_after_a_while(tmp_path: Path) -> None:
    said = Heard()
    now = 0.0
    disk = Disk(tmp_path, FolderArchive(tmp_path), said.say, lambda: now)
    assert disk.has_room(0)
    disk.refuse(StoreError("full", "It is full."))
    disk.refuse(StoreError("full", "It is full."))
    assert (disk.may_record(), disk.has_room(0)) == (False, False)
    assert said == ["Fetching is paused. It is full. It goes on by itself when there is room."]
    now = TRIED_AGAIN
    assert (disk.may_record(), disk.has_room(0)) == (True, True)
    assert said[1:] == [f"There is room on the disk again: fetching goes on; {room_of(tmp_path, 0)}."]
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_still_refuses_stays_paused(tmp_path: Path) -> None:
    now = 0.0
    disk = Disk(tmp_path / "gone", FolderArchive(tmp_path / "gone"), unheard, lambda: now)
    disk.refuse(StoreError("full", "It is full."))
    now = TRIED_AGAIN
    assert not disk.may_record()


def test_what_else_the_store_says_is_not_for_the_disk_to_bear(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Disk(tmp_path, FolderArchive(tmp_path), unheard).refuse(StoreError("failing", "It fails."))


def test_a_twentieth_is_kept_free_but_at_least_two_hundred_mebibytes(tmp_path: Path) -> None:
    room = room_of(tmp_path, None)
    assert room.reserve >= 200 * 2**20
    assert room_of(tmp_path, 7).reserve == 7
    assert room_of(tmp_path, 2**60).is_short


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (3 * 2**29, "1.5 GiB"), (2**60, "1048576 TiB")]
)
def test_sizes_as_people_write_them(size: int, said: str) -> None:
    assert amount(size) == said


def test_a_quota_that_is_used_up_is_a_full_disk_whatever_is_written(tmp_path: Path) -> None:
    """SQLite calls it an I/O error, as it does a disk that fails; a tick writes to the ledger before any snapshot."""
    make_ledger(tmp_path)
    with Store.open(tmp_path, writer=True) as store:
        store.sync([Page(id="uk", url="https://uk.example/")], NOW)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        try:
            with pytest.raises(StoreError) as caught:
                store.lease(NOW, room=9)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert caught.value.reason == "full"
        assert [turn.host for turn in store.lease(NOW, room=9)] == ["uk.example"]
