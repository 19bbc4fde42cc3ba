"""Timestamps are owed with the snapshot, asked for until they come, and kept with what they prove."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from evidence_authority import Authority as Signer
from evidence_authority import verifies
from loopback import END, HANG, Site, Step, head, page
from services import run_of, started

from monitor import store as archive
from monitor.cli.demo.site import Site as Demo
from monitor.errors import FetchError
from monitor.fetch import Poster
from monitor.model import Limits
from monitor.model.timestamps import Authority, query
from monitor.stamping import Stamper, stamp
from monitor.store import Store

sys.path.insert(0, str(Path(__file__).parent.parent / "store"))  # store_world.py
from store_world import DAY, HOUR, NOW, camp, examined
from store_world import page as watched

UK = watched("uk")
PATIENT, BRIEF = Limits(), Limits(idle=timedelta(seconds=0.3))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def authority(keys: Signer) -> Signer:
    keys.steps, keys.answered = None, list
    return keys


@pytest.fixture
def time(authority: Signer) -> Iterator[Site]:
    """Serve the authority."""
    with Site(authority) as served:
        yield served


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync([UK], NOW)
    return home


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    with Store.open(tmp_path, writer=True) as store:
        yield store


def _kept(store: Store, body: bytes, at: datetime, *, stamped: bool = True) -> None:
    store.record([replace(examined(store, UK, body, at), stamped=stamped)])


def _authority(site: Site, signer: Signer) -> Authority:
    return Authority(url=f"{site.url}/tsr", certificates=signer.certificates.read_text(), allow_private=True)


def _stamp(store: Store, authority: Authority, at: datetime = NOW, limits: Limits = PATIENT) -> list[str]:
    return [one.error for one in stamp(store.stamps, authority, Poster(limits, "policy-monitor/0").ask, lambda: at)]


def _tokens(home: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        return ledger.execute("SELECT digest, token FROM timestamps WHERE token IS NOT NULL").fetchall()


def test_the_same_bytes_are_stamped_once(store: Store, time: Site, authority: Signer, tmp_path: Path) -> None:
    bodies = [camp("6,000"), camp("7,500"), camp("6,000")]
    for hour, body in enumerate(bodies):
        _kept(store, body, NOW + hour * HOUR)
    assert _stamp(store, _authority(time, authority), NOW + 3 * HOUR) == ["", ""]
    assert _stamp(store, _authority(time, authority), NOW + 3 * HOUR) == []
    assert len(time.asked) == 2
    for body in bodies[:2]:
        digest = hashlib.sha256(body).hexdigest()
        assert digest not in repr(time.asked[0].body)
        (tmp_path / "body").write_bytes(body)
        (tmp_path / "token").write_bytes(dict(_tokens(tmp_path))[digest])
        assert verifies(tmp_path / "body", tmp_path / "token", authority.certificates)


def test_only_what_was_kept_while_an_authority_was_named_is_owed(store: Store, time: Site, authority: Signer) -> None:
    _kept(store, camp("6,000"), NOW, stamped=False)
    _kept(store, camp("7,500"), NOW + HOUR)
    _kept(store, camp("7,500"), NOW + 2 * HOUR)  # nothing new is kept
    assert store.stamps.waiting() is not None
    assert _stamp(store, _authority(time, authority), NOW + 3 * HOUR) == [""]
    assert store.stamps.waiting() is None


def _refusals(signer: Signer) -> list[tuple[Sequence[Step], str]]:
    other = signer.answer(query(b"another").content)
    return [
        (page(b"", "503 Service Unavailable"), "status 503"),
        (page(b"", "302 Found", "Location: http://127.0.0.1:9/"), "status 302"),
        (page(b"<html>busy</html>"), "no timestamp of these bytes"),
        (page(other), "no timestamp of these bytes"),
        ([head("200 OK", "Content-Length: 9000000")], "longer than 65,536 bytes"),
        ([HANG], "silent"),
        ([head("200 OK", "Content-Length: 900"), b"\x30", END], "shorter than it says"),
    ]


def test_an_authority_that_fails_is_asked_again_later(store: Store, time: Site, authority: Signer) -> None:
    for hour, people in enumerate(("6,000", "7,500")):
        _kept(store, camp(people), NOW + hour * HOUR)
    at = NOW + 2 * HOUR
    for steps, said in _refusals(authority):
        authority.steps = steps
        limits = BRIEF if HANG in steps else PATIENT
        (reason,) = _stamp(store, _authority(time, authority), at, limits)
        assert said in reason
        assert _stamp(store, _authority(time, authority), at) == []  # all of it rests
        waiting = store.stamps.waiting()
        assert waiting is not None
        assert (waiting.count, waiting.since) == (2, NOW)
        at += timedelta(minutes=70)
    authority.steps = None
    assert _stamp(store, _authority(time, authority), at) == ["", ""]


def test_a_clock_set_back_delays_nothing(store: Store, time: Site, authority: Signer) -> None:
    _kept(store, camp("6,000"), NOW + 300 * DAY)
    assert _stamp(store, _authority(time, authority), NOW) == [""]


def test_the_guard_holds(store: Store, time: Site, authority: Signer) -> None:
    _kept(store, camp("6,000"), NOW)
    guarded = replace(_authority(time, authority), allow_private=False)
    assert "not an address of the public network" in _stamp(store, guarded)[0]
    assert time.asked == []


def test_lost_bytes_hold_up_no_others(store: Store, time: Site, authority: Signer, tmp_path: Path) -> None:
    _kept(store, camp("6,000"), NOW)
    _kept(store, camp("7,500"), NOW + HOUR)
    sorted((tmp_path / "snapshots").glob("uk/*.gz"))[0].unlink()
    lost, well = _stamp(store, _authority(time, authority), NOW + HOUR)
    assert ("is lost" in lost, well) == (True, "")


def test_a_round_with_lost_bytes_has_an_end_however_often_they_were_looked_for(store: Store, tmp_path: Path) -> None:
    _kept(store, camp("6,000"), NOW)
    sorted((tmp_path / "snapshots").glob("uk/*.gz"))[0].unlink()
    store._db.execute("UPDATE timestamps SET attempts = 30")  # by now it waits as long as anything does
    ticks = (NOW + HOUR + number * timedelta(seconds=1) for number in range(1_000))
    asked = stamp(store.stamps, Authority(url="https://time.example/", certificates=""), _nobody, ticks.__next__)
    assert len(list(islice(asked, 5))) == 1


def _nobody(*_: object, **__: object) -> tuple[int, bytes]:
    raise AssertionError("nobody is to be asked")


def test_verify_backup_and_prune_know_them(store: Store, time: Site, authority: Signer, tmp_path: Path) -> None:
    for day, (people, word) in enumerate((("6,000", b"a"), ("6,000", b"b"), ("6,000", b"c"), ("7,000", b"d"))):
        _kept(store, camp(people).replace(b"every week", b"every week " + word), NOW + day * DAY)
    assert _stamp(store, _authority(time, authority), NOW + 3 * DAY) == [""] * 4
    store.close()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/'}]")
    copy = archive.backup(tmp_path, tmp_path / "copy", lambda *_: None)
    assert (copy.verified.flaws, copy.verified.timestamps) == ((), 4)
    assert _tokens(tmp_path / "copy") == _tokens(tmp_path)
    with Store.open(tmp_path) as again:
        assert len(again.remove("uk", NOW + 9 * DAY, NOW + 9 * DAY).files) == 1
    found = archive.verify(tmp_path, lambda *_: None)
    assert (found.flaws, found.timestamps, found.removed) == ((), 4, 1)
    with closing(sqlite3.connect(tmp_path / "snapshots" / "monitor.db", isolation_level=None)) as ledger:
        ledger.execute("UPDATE timestamps SET token = (SELECT max(token) FROM timestamps)")
    found = archive.verify(tmp_path, lambda *_: None)
    assert [(flaw.kind, flaw.page_id) for flaw in found.flaws] == [("timestamp", "uk")] * 3
    assert all("does not hold" in str(flaw) for flaw in found.flaws)


@pytest.fixture
def follows(home_of_cli: Path, site: Demo, time: Site, authority: Signer, run: Run) -> Path:
    """Return a home that follows one page of the demo, with an authority."""
    shutil.copy(authority.certificates, home_of_cli / "config" / "tsa.pem")
    with (home_of_cli / "config" / "monitor.yaml").open("a") as file:
        file.write(f"timestamp: {{url: '{time.url}/tsr', ca_file: tsa.pem, allow_private: true}}\n")
    entry = f"{{id: ministry, url: '{site.address}/statement', allow_private: true}}"
    (home_of_cli / "config" / "pages.yaml").write_text(f"pages: [{entry}]\n")
    return home_of_cli


def test_a_check_is_stamped_and_never_fails_for_it(follows: Path, authority: Signer, run: Run) -> None:
    authority.steps = page(b"", "500 Internal Server Error")
    status, _, said = run("check")
    assert (status, said.count("No timestamp could be had, and it is tried again: ")) == (0, 1)
    assert "1 timestamp still to come, the oldest since" in run("status")[2]
    authority.steps = None
    with closing(sqlite3.connect(follows / "snapshots" / "monitor.db", isolation_level=None)) as ledger:
        ledger.execute("UPDATE timestamps SET next_attempt_at = owed_at")  # its minute has passed
    assert run("check")[0] == 0
    assert "timestamp" not in run("status")[2]
    assert ", 1 timestamp: all there and as recorded." in run("verify")[1]
    assert json.loads(run("verify", "--json")[1])["timestamps"] == 1


def test_the_service_asks_on_a_thread_of_its_own(store: Store, authority: Signer, tmp_path: Path) -> None:
    """It says once that the authority fails, and once that it answers again."""
    said: list[str] = []
    told = threading.Semaphore(0)
    answers: list[object] = [FetchError("connect", "Nobody is there."), RuntimeError("ours"), None]

    def ask(url: str, body: bytes, headers: dict[str, str], *, most: int, allow_private: bool) -> tuple[int, bytes]:
        asked = answers.pop(0)
        if isinstance(asked, Exception):
            raise asked
        return 200, authority.answer(body)

    def say(line: str, /, **_fields: object) -> None:
        said.append(line)
        told.release()

    _kept(store, camp("6,000"), NOW)
    times = [NOW, NOW]
    stamper = Stamper(tmp_path, ask, lambda: times[-1], say)
    stamper.authority = Authority(url="http://time.example/", certificates=authority.certificates.read_text())
    stamper.start()
    assert told.acquire(timeout=10)
    times.append(NOW + HOUR)
    while not _tokens(tmp_path):
        stamper.wake()
    assert told.acquire(timeout=10)
    stamper.end(10)
    assert said == ["No timestamp could be had, and it is tried again: Nobody is there.", "Timestamps are given again."]


@pytest.mark.slow
def test_a_running_service_stamps_what_it_keeps(follows: Path, authority: Signer) -> None:
    """It is told to end while the authority's answer is on its way, and takes that all the same."""
    with started(run_of(follows)) as service:
        authority.answered = lambda: service.send_signal(signal.SIGTERM)
        said = service.communicate(timeout=60)[1]
    assert service.returncode == 0, said
    assert len(_tokens(follows)) == 1
    assert "timestamp" not in said


MISTAKES = {
    "{url: 'http://time.example/'}": "`ca_file`",
    "{ca_file: tsa.pem}": "`url`",
    "{url: 'http://time.example/', ca_file: none.pem}": "cannot be read: No such file or directory",
    "{url: 'http://time.example/', ca_file: pages.yaml}": "holds no certificate (PEM)",
    "{url: 'ftp://time.example/', ca_file: tsa.pem}": "monitor.yaml:2",
}


@pytest.mark.parametrize("table", MISTAKES)
def test_what_cannot_be_meant_is_told(
    table: str, complaints: Callable[..., list[str]], home: Callable[..., Path]
) -> None:
    pages = "pages: [{url: 'https://example.org'}]"
    told = complaints(pages=pages, monitor=f"contact: me@example.org\ntimestamp: {table}\n")
    assert any(MISTAKES[table] in line for line in told), told


def test_it_is_read(loaded: Callable[..., object], authority: Signer, home: Callable[..., Path]) -> None:
    folder = home(pages="") / "config"
    shutil.copy(authority.certificates, folder / "tsa.pem")
    config = loaded(
        pages="pages: [{url: 'https://example.org'}]",
        monitor="contact: me@example.org\ntimestamp: {url: 'http://time.example/', ca_file: tsa.pem}\n",
    )
    assert config.timestamp == Authority(  # type: ignore[attr-defined]
        url="http://time.example/", certificates=authority.certificates.read_text()
    )
