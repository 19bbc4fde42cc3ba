"""What is read on a Dask cluster is what is read here, whatever becomes of the cluster; with real ones, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from archive_home import NOW, fetched, small
from dask_cluster import Cluster, cluster

from monitor.cluster.cluster_workers import ClusterWorkers
from monitor.config import Config
from monitor.doctor import reading_elsewhere
from monitor.doctor.observation import Level, Place
from monitor.examine import examine
from monitor.model import Limits, Outcome, Page
from monitor.model.cluster_address import ClusterAddress, parse
from monitor.model.examining import Examined, Task

PAGE = Page(id="uk", url="https://uk.example/")
LIMITS = Limits(read_wall=timedelta(minutes=5))
LONG = b"<html lang=en>" + b"<p>There are 7,000 people in 12 camps.</p>" * 1_000
LONGEST = 120  # seconds that anything may take


class Said:
    """What was said of the cluster; whoever wants to can wait for it."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.events: list[str] = []
        self._news = threading.Condition()

    def __call__(self, event: str, /, *, level: str = "info", **fields: object) -> None:
        if level == "debug":
            return
        with self._news:
            self.events.append(event)
            self.reasons.append(str(fields.get("reason")))
            self._news.notify_all()

    def wait_for(self, reason: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: reason in self.reasons, LONGEST), self.events


def task(number: int, body: bytes | None = None) -> Task:
    return Task(page=PAGE, fetched=fetched(small(1, number) if body is None else body, NOW, PAGE))


def answers(futures: list[Future[Examined]]) -> list[Examined]:
    return [one.result(timeout=LONGEST) for one in futures]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Yield a cluster that no test does anything to."""
    with cluster(tmp_path_factory.mktemp("cluster"), 1) as made:
        yield made


def test_what_is_read_there_is_what_is_read_here(shared: Cluster) -> None:
    said = Said()
    with ClusterWorkers(parse(shared.address), LIMITS, 1, said) as workers:
        tasks = [task(number) for number in range(6)]
        found = answers([workers.submit(one) for one in tasks])
        for one, other in zip(found, map(examine, tasks), strict=True):
            assert one.derived is not None
            assert other.derived is not None
            assert (one.outcome, one.text_digest) == (other.outcome, other.text_digest)
            assert one.derived.reading.figures == other.derived.reading.figures
            assert one.derived.baseline == other.derived.baseline
        assert said.events == []
    assert workers.submit(task(0)).result(timeout=0).reason == "stopped"


def test_a_defect_in_what_speaks_to_the_cluster_leaves_no_document_waiting() -> None:
    said = Said()
    no_address = cast(ClusterAddress, SimpleNamespace(url="tls://no.example:1"))  # of which nothing can be begun
    with ClusterWorkers(no_address, LIMITS, 1, said) as workers:
        assert workers.submit(task(0)).result(timeout=LONGEST).outcome is Outcome.FIRST
    assert said.reasons == ["cluster_lost"]


def test_a_document_over_a_limit_fails_there_as_here_and_the_next_is_read(shared: Cluster) -> None:
    scarce = Limits(read_memory=20 * 2**20, read_wall=timedelta(minutes=5))
    with ClusterWorkers(parse(shared.address), scarce, 1, Said()) as workers:
        found = answers([workers.submit(task(0, LONG * 20)), workers.submit(task(1))])
    assert [(one.outcome, one.reason) for one in found] == [(Outcome.FAILED, "memory"), (Outcome.FIRST, "")]
    hasty = Limits(read_cpu=timedelta(milliseconds=1))
    with ClusterWorkers(parse(shared.address), hasty, 1, Said()) as workers:
        found = answers([workers.submit(task(0, LONG * 20)), workers.submit(task(1))])
    assert [(one.outcome, one.reason) for one in found] == [(Outcome.FAILED, "cpu"), (Outcome.FIRST, "")]


def test_a_worker_that_reads_otherwise_or_may_start_no_process_reads_nothing(shared: Cluster, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("from monitor import engine\nengine.ENGINE = 'another'\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    other = shared.start_worker(environ={"PYTHONPATH": path})
    said = Said()
    try:
        with ClusterWorkers(parse(shared.address), LIMITS, 1, said) as workers:
            found = answers([workers.submit(task(number)) for number in range(8)])
            said.wait_for("cluster_workers")
            assert workers.width == 1
    finally:
        other.end()
    assert {one.outcome for one in found} == {Outcome.FIRST}
    assert len(said.events) == 1
    assert "1 of 2 workers cannot be used" in said.events[0]
    assert "it reads with the engine another" in said.events[0]


def _closed() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    yield port


def _silent() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def _talkative() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            while True:
                try:
                    other, _ = server.accept()
                except OSError:
                    return
                with other:
                    other.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 3)

        threading.Thread(target=talk, daemon=True).start()
        yield int(server.getsockname()[1])


@pytest.mark.parametrize("there", [_closed, _talkative])
def test_where_no_scheduler_is_documents_are_read_here(there: Callable[[], Iterator[int]]) -> None:
    said = Said()
    served = there()
    address = parse(f"tcp://127.0.0.1:{next(served)}")
    with ClusterWorkers(address, LIMITS, 1, said) as workers:
        found = answers([workers.submit(task(number)) for number in range(3)])
    assert {one.outcome for one in found} == {Outcome.FIRST}
    assert said.reasons == ["cluster_lost"]
    next(served, None)


@pytest.mark.slow
def test_the_end_comes_at_once_whatever_the_cluster_is_at(shared: Cluster) -> None:
    for address in (shared.address, f"tcp://127.0.0.1:{next(_silent())}"):
        with ClusterWorkers(parse(address), LIMITS, 1, Said()) as workers:
            under_way = [workers.submit(task(0, LONG * 20)), workers.submit(task(1, LONG * 20))]
        assert [one.result(timeout=0).reason for one in under_way] == ["stopped"] * 2


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_no_document(tmp_path: Path) -> None:
    said = Said()
    with cluster(tmp_path, 2) as made, ClusterWorkers(parse(made.address), LIMITS, 1, said) as workers:
        doomed = made.start_worker()
        answers([workers.submit(task(0))])
        under_way = [workers.submit(task(number, LONG + small(1, number))) for number in range(12)]
        under_way[0].result(timeout=LONGEST)
        doomed.process.kill()
        assert {one.outcome for one in answers(under_way)} == {Outcome.FIRST}
        assert "cluster_lost" not in said.reasons


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_scheduler_that_is_lost_loses_no_document_and_is_used_again_when_it_is_back(
    how: signal.Signals, tmp_path: Path
) -> None:
    said = Said()
    with cluster(tmp_path, 1) as made, ClusterWorkers(parse(made.address), LIMITS, 1, said) as workers:
        answers([workers.submit(task(0))])
        under_way = [workers.submit(task(number, LONG + small(1, number))) for number in range(6)]
        under_way[0].result(timeout=LONGEST)
        made.scheduler.process.send_signal(how)
        assert {one.outcome for one in answers(under_way)} == {Outcome.FIRST}
        said.wait_for("cluster_lost")
        assert answers([workers.submit(task(9))])[0].outcome is Outcome.FIRST
        made.scheduler.end()
        made.start_scheduler()
        made.start_worker()
        said.wait_for("cluster_back")
        assert said.reasons == ["cluster_lost", "cluster_back"]
        assert answers([workers.submit(task(10))])[0].outcome is Outcome.FIRST


@pytest.mark.slow
def test_a_worker_beneath_a_nanny_is_not_used_and_the_way_out_is_told(tmp_path: Path) -> None:
    said = Said()
    with cluster(tmp_path, 0, is_open=True) as made, ClusterWorkers(parse(made.address), LIMITS, 1, said) as workers:
        made.start_worker(nanny=True)
        assert answers([workers.submit(task(0))])[0].outcome is Outcome.FIRST
    assert "--no-nanny" in said.events[0]


def test_the_doctor_tells_how_the_cluster_is(shared: Cluster) -> None:
    place = Place(home=shared.folder, environ={}, now=NOW)
    (told,) = reading_elsewhere.look(place, Config(home=shared.folder, cluster=parse(shared.address)))
    assert (told.level, told.found) == (Level.OK, f"1 thread reads at the cluster at {shared.url}.")
