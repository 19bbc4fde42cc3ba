"""Many pages of several workers lead to one host: it is asked one thing at a time, and the gap is kept between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from empty_ledger import make_ledger

from monitor import leases as of_leases
from monitor.fetch.http1 import Deadline
from monitor.fetch.politeness import Hosts
from monitor.home_ledger import open_store
from monitor.leases import Leases
from monitor.model import Limits
from monitor.model.addresses import parse

GOAL = parse("https://goal.example/")
LIMITS = Limits(total=timedelta(seconds=60), host_gap=timedelta(seconds=0.03))
THREADS, EACH = 4, 3


class Worker:
    """Threads that ask, and one that writes."""

    def __init__(self, home: Path, spans: list[tuple[float, float]]) -> None:
        self._home, self._spans, self._stop = home, spans, threading.Event()
        self._ready = threading.Event()
        self._left = THREADS
        self._hosts: Hosts
        self._writer = threading.Thread(target=self._write)

    @contextmanager
    def working(self) -> Iterator[None]:
        self._writer.start()
        self._ready.wait()
        asking = [threading.Thread(target=self._ask) for _ in range(THREADS)]
        for one in asking:
            one.start()
        yield
        for one in asking:
            one.join()
        self._stop.set()
        self._writer.join()

    def _ask(self) -> None:
        for _ in range(EACH):
            with self._hosts.turn(GOAL, Deadline(time.monotonic, 60)):
                began = time.monotonic()
                time.sleep(0.005)  # what it takes to answer
                self._hosts.spent(GOAL, 7)
                self._spans.append((began, time.monotonic()))

    def _write(self) -> None:
        with open_store(self._home) as store:
            store.is_shared = True
            leases = Leases(store, LIMITS, self._stop)
            self._hosts = Hosts(LIMITS, now=_now, clock=time.monotonic, stop=self._stop)
            self._hosts.leave = leases
            self._ready.set()
            while not self._stop.wait(0.01):
                leases.serve(_now())
                asked = leases.to_record()
                if asked:
                    store.record([], self._hosts.learnt())
                    leases.recorded(asked)
                leases.lease(_now(), 0, ())
            store.leave(leases.close())


def _now() -> datetime:
    return datetime.now(UTC)


def test_a_host_that_many_redirects_lead_to_is_asked_one_thing_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_leases, "AGAIN", 0.02)
    monkeypatch.setattr(of_leases, "LOOK", 0.005)
    make_ledger(tmp_path)
    spans: list[tuple[float, float]] = []
    with Worker(tmp_path, spans).working(), Worker(tmp_path, spans).working():
        pass
    assert len(spans) == 2 * THREADS * EACH
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(sorted(spans))]
    assert min(gaps) >= LIMITS.host_gap.total_seconds()
