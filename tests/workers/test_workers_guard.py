"""Reading under guard: a worker that hangs, bursts or dies is a named failure, and the next page is read."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from derivations import derived
from pydantic import TypeAdapter
from reading_workers import FIRST, GOOD, HEAVY, PATIENT, outcome, task

from monitor import examine, worker_process
from monitor.errors import ExtractError
from monitor.model import Baseline, Limits, Outcome, Source
from monitor.model.examining import Examined
from monitor.worker_pool import Workers
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

LONG = task(b"<html lang=en><title>Camps</title>" + b"<p>There are 7,000 people in 12 camps.</p>" * 2_000)


@pytest.fixture
def pool() -> Iterator[Workers]:
    with Workers(PATIENT, 1) as workers:
        yield workers


def test_a_page_is_read_in_another_process(pool: Workers) -> None:
    assert outcome(pool.submit(GOOD)) == FIRST
    assert _reader() != os.getpid()


def test_a_page_in_any_language_is_read_without_opening_a_file(pool: Workers) -> None:
    for language in (b"sw", b"fr-CH", b"ga", b"und", b"tlh"):
        assert outcome(pool.submit(task(GOOD.fetched.body.replace(b"lang=en", b"lang=" + language)))) == (
            Outcome.FIRST,
            "",
        )


CODECS = ["utf-16", "koi8-r", "windows-1251", "shift_jis", "iso-8859-2", "gb18030", "euc-kr", "big5"]


def test_what_an_older_ledger_remembers_of_a_page_is_read_without_opening_a_file(pool: Workers) -> None:
    comparison = examine.compare_readings(None, examine.read(GOOD.fetched.body))
    older = zlib.compress(TypeAdapter(Baseline).dump_json(comparison.baseline))
    later = replace(task(GOOD.fetched.body.replace(b"7,000", b"7,160")), baseline=older)
    examined = pool.submit(later).result(timeout=600)
    assert (examined.outcome, examined.detail, len(derived(examined).changes)) == (Outcome.CHANGED, "", 1)


@pytest.mark.parametrize("name", CODECS)
def test_a_worker_needs_no_file_to_read_any_encoding(name: str, pool: Workers) -> None:
    plain = task("<html lang=en><title>Camp</title><p>There are 7,000 people in the camp.</p></html>".encode(name))
    headers = (("Content-Type", f"text/html; charset={name}"),)
    named = replace(plain.fetched, capture=replace(plain.fetched.capture, headers=headers))
    assert outcome(pool.submit(replace(plain, fetched=named))) == FIRST


BURSTS = {
    "cpu": replace(PATIENT, read_cpu=timedelta(seconds=1)),  # past it the kernel ends the worker
    "memory": replace(PATIENT, read_memory=64 * 2**20),
}


@pytest.mark.parametrize(("reason", "limits"), BURSTS.items(), ids=list(BURSTS))
def test_a_page_over_a_limit_fails_by_name_and_the_next_one_is_read(reason: str, limits: Limits) -> None:
    with Workers(limits, 1) as pool:
        assert outcome(pool.submit(HEAVY)) == (Outcome.FAILED, reason)
        assert outcome(pool.submit(GOOD)) == FIRST


FEEDS = Path(__file__).parents[1] / "sources" / "feeds"
LISTED = {
    **{path.name: ("feed", path.read_bytes()) for path in sorted(FEEDS.iterdir())},
    "sitemap": ("sitemap", gzip.compress(b"<urlset><url><loc>/a</loc><lastmod>2026-05-03</lastmod></url></urlset>")),
    "listing": ("listing", "<h1>Août</h1><a href=/a>Le 3 août à midi</a>".encode("cp1252")),
    "latest": ("latest", b"<html lang=sw><a href=/a-3-mei-2026.pdf>Ripoti ya tarehe 3 Mei 2026</a>"),
}


def test_a_source_of_any_kind_is_read_without_opening_a_file(pool: Workers) -> None:
    for kind, body in LISTED.values():
        named = SourceTask(source=Source(kind=kind), fetched=task(body).fetched)
        assert pool.names(named) == names(named)


@pytest.mark.slow
def test_a_pattern_of_a_user_that_runs_for_ever_is_stopped_and_the_next_document_is_read() -> None:
    page = b"<a href='/" + b"a" * 60 + b"!'>A link of many letters</a>"
    slow = SourceTask(source=Source(kind="listing", links="(a+)+$"), fetched=task(page).fetched)
    with Workers(BURSTS["cpu"], 1) as pool:
        with pytest.raises(ExtractError) as stopped:
            pool.names(slow)
        assert stopped.value.reason == "cpu"
        assert len(pool.names(replace(slow, source=Source(kind="listing"))).entries) == 1


def test_a_killed_worker_costs_its_page_only(pool: Workers) -> None:
    outcome(pool.submit(GOOD))
    doomed = pool.submit(HEAVY)
    os.kill(_busy(doomed), signal.SIGKILL)
    assert outcome(doomed) == (Outcome.FAILED, "killed")
    assert outcome(pool.submit(GOOD)) == FIRST


def test_a_worker_killed_while_it_waits_costs_nothing(pool: Workers) -> None:
    for _ in range(3):
        assert outcome(pool.submit(GOOD)) == FIRST
        os.kill(_reader(), signal.SIGKILL)


def test_other_limits_and_another_number_hold_from_the_next_document_on(pool: Workers) -> None:
    assert outcome(pool.submit(GOOD)) == FIRST
    before = _reader()
    pool.adjust(PATIENT, 1)
    assert _reader() == before  # nothing has changed
    under_way = pool.submit(LONG)
    pool.adjust(replace(PATIENT, read_memory=64 * 2**20), 2)
    assert outcome(pool.submit(HEAVY)) == (Outcome.FAILED, "memory")
    assert outcome(under_way) == FIRST  # read to its end by the one that had begun
    for _ in range(3000):
        if before not in {child.pid for child in _children()}:
            break
        wait([under_way], timeout=0.02)
        threading.Event().wait(0.01)
    assert before not in {child.pid for child in _children()}


BRIEF = replace(PATIENT, read_wall=timedelta(seconds=2) - worker_process.GRACE)


@pytest.mark.slow
def test_a_worker_that_is_frozen_at_its_work_is_killed_at_its_deadline() -> None:
    with Workers(BRIEF, 1) as pool:
        outcome(pool.submit(GOOD))
        frozen = pool.submit(HEAVY)
        os.kill(_busy(frozen), signal.SIGSTOP)
        assert outcome(frozen) == (Outcome.FAILED, "hang")
        assert outcome(pool.submit(GOOD)) == FIRST


@pytest.mark.slow
def test_workers_that_are_frozen_while_they_wait_are_replaced() -> None:
    with Workers(BRIEF, 2) as pool:
        outcome(pool.submit(GOOD))
        for worker in _children():
            worker.suspend()
        assert [outcome(one) for one in [pool.submit(GOOD) for _ in range(4)]] == [FIRST] * 4


def _children() -> list[psutil.Process]:
    """Return the worker processes: children of the server that they are forked from."""
    return [one for child in psutil.Process().children() for one in child.children(recursive=True)]


def _reader() -> int:
    return int(_children()[0].pid)


def _busy(reading: Future[Examined]) -> int:
    """Return the worker that is at *reading*, and uses the processor."""
    before = _used()
    while not reading.done():
        for pid, used in _used().items():
            if used > before.get(pid, 0) + 0.2:
                return pid
        wait([reading], timeout=0.02)
    raise AssertionError("it was read before it was seen to be")


def _used() -> dict[int, float]:
    """Return the seconds of processor time that each worker has used."""
    found = {}
    for one in _children():
        with suppress(psutil.NoSuchProcess):
            found[int(one.pid)] = float(sum(one.cpu_times()[:2]))
    return found


def _write() -> None:
    Path("/tmp/monitor-test-should-not-be").write_text("x", encoding="utf-8")


def _open() -> None:
    Path("/etc/hostname").read_text(encoding="utf-8")


def _connect() -> None:
    socket.create_connection(("127.0.0.1", 9))


def _environment() -> None:
    os.environ["PATH"]


@pytest.mark.parametrize("attack", [_write, _open, _connect, _environment], ids=lambda attack: attack.__name__)
def test_a_parser_that_is_taken_over_can_open_write_and_connect_nothing(attack: Callable[[], None]) -> None:
    def confined() -> bool:
        worker_process.confine(256 * 2**20)
        try:
            attack()
        except (OSError, KeyError) as error:
            return not isinstance(error, ConnectionRefusedError)
        return False

    child = os.fork()
    if child == 0:
        os._exit(0 if confined() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
