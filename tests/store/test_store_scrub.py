"""What the service verifies by itself, a little a day, and what `monitor status` says of it."""

from __future__ import annotations

import gzip
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from empty_ledger import folder_alone
from heard import Heard
from load import Running, served
from store_world import NOW, camp, page, recorded, visit

from monitor.cli import main
from monitor.home_ledger import address_of, archive_of, open_store
from monitor.store import Notes, Scrub, scrub

PAGES = 70


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return recorded(tmp_path / "home", datetime.now(UTC))


def _days(home: Path, count: int) -> list[list[str]]:
    """Do the shares of so many days; return what was said on each."""
    said: list[Heard] = []
    for day in range(count):
        said.append(Heard())
        scrubbing = Scrub(
            home / "snapshots",
            archive_of(home),
            said[-1].say,
            lambda: NOW,
            threading.Event(),
            0.0,
            address=address_of(home),
        )
        scrubbing.day(f"2026-03-{day + 1:02}")
    return [[*one] for one in said]


def _status(home: Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), "status"])
    return int(str(ended.value.code))


@folder_alone
def test_every_page_has_its_turn_within_a_month(home: Path) -> None:
    pages = [page(f"page-{number:02}") for number in range(PAGES)]
    with open_store(home, writer=True) as store:
        store.sync([page("uk"), *pages], NOW)
        for one in pages[::9]:
            visit(store, one, camp("6,000"), NOW)
    for file in (home / "snapshots").glob("page-*/*.gz"):
        file.write_bytes(gzip.compress(b"altered"))
    said = _days(home, scrub.DAYS)
    assert len({line for day in said for line in day}) == len(pages[::9])
    assert max(map(len, said)) <= 2  # not all on one day
    assert Notes.of(home / "snapshots").day == "2026-03-30"


@folder_alone
def test_what_it_finds_is_in_the_status_until_all_is_well(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (_days(home, 2), _status(home)) == ([[], []], 0)
    file = next((home / "snapshots" / "uk").glob("*.gz"))
    whole = file.read_bytes()
    file.unlink()
    (said,) = _days(home, 1)
    assert len(said) == 1
    assert said[0].startswith(f"Not as it was recorded: uk/{file.name}: ")
    assert _status(home) == 1
    assert "(1 flaw): monitor verify tells more" in capsys.readouterr().err
    file.write_bytes(whole)
    with pytest.raises(SystemExit):
        main(["--home", str(home), "verify"])
    assert _status(home) == 0


@pytest.mark.parametrize("written", [b"", b"{}", b"[1]", b'{"day": 1, "after": 2, "flaws": 3}', b"\xff"])
def test_notes_that_cannot_be_read_were_never_written(written: bytes, home: Path) -> None:
    (home / "snapshots" / scrub.NOTES).write_bytes(written)
    assert Notes.of(home / "snapshots") == Notes()
    assert _days(home, 1) == [[]]


def test_notes_that_cannot_be_written_keep_nobody_from_verifying(home: Path) -> None:
    """On a file system that may only be read, even taking away what is not there is refused, as it is here."""
    (home / "snapshots" / f"{scrub.NOTES}.tmp").mkdir()
    with pytest.raises(SystemExit) as ended:
        main(["--home", str(home), "verify"])
    assert ended.value.code == 0


@pytest.mark.slow  # it begins ten seconds after the start
def test_the_service_does_it_by_itself(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with served(home, 1):
        service = Running(home)
        service.wait_for(": rose from", seconds=60)
        file = next((home / "snapshots" / "page-0").glob("00000001-*.gz"))
        file.write_bytes(gzip.compress(b"altered"))
        service.wait_for(f"Not as it was recorded: page-0/{file.name}", seconds=60)
        service.process.terminate()
        assert service.over() == 0
    assert any("Not as it was recorded" in line for line in service.log)
