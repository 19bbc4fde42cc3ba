"""Whatever becomes of a worker, or of what it is to answer, each document has one outcome, and the next one is read."""

from __future__ import annotations

import resource
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import psutil
import pytest
from reading_workers import FIRST, GOOD, HEAVY, PATIENT, outcome

from monitor.model import Outcome, Page
from monitor.model.examining import Criteria, Task
from monitor.worker_pool import Workers
from monitor.worker_process import RECYCLE_AFTER


@pytest.fixture
def pool() -> Iterator[Workers]:
    with Workers(PATIENT, 1) as workers:
        yield workers


def workers() -> list[psutil.Process]:
    """Return the worker processes: children of the server that they are forked from."""
    return [one for child in psutil.Process().children() for one in child.children()]


def at_work() -> psutil.Process:
    """Return the one worker, as soon as it is at something that takes long."""
    (one,) = workers()
    before = sum(one.cpu_times()[:2])
    while sum(one.cpu_times()[:2]) < before + 0.1:
        threading.Event().wait(0.01)
    return one


def test_what_waits_for_a_worker_that_is_ended_is_read_by_the_next(pool: Workers) -> None:
    assert outcome(pool.submit(GOOD)) == FIRST
    doomed, *waiting = [pool.submit(one) for one in (HEAVY, GOOD, GOOD)]
    at_work().terminate()  # as systemd does with all processes of a service
    assert outcome(doomed) == (Outcome.FAILED, "killed")
    assert [outcome(one) for one in waiting] == [FIRST, FIRST]


def test_the_end_waits_for_nothing_and_leaves_no_process(pool: Workers) -> None:
    outcome(pool.submit(GOOD))
    under_way = [pool.submit(one) for one in (HEAVY, GOOD)]
    worker = at_work()
    pool.__exit__(None, None, None)
    assert [outcome(one) for one in under_way] == [(Outcome.FAILED, "stopped")] * 2
    assert not worker.is_running()


class Strange:
    """What no worker knows."""


CANNOT_CROSS = {
    "there": (replace(GOOD, criteria=cast(Criteria, lambda: None)), "crash"),
    "to be read": (replace(GOOD, criteria=cast(Criteria, Strange())), "defect"),
    "to be examined": (replace(GOOD, page=cast(Page, None)), "defect"),
}


@pytest.mark.parametrize(("task", "reason"), CANNOT_CROSS.values(), ids=list(CANNOT_CROSS))
def test_what_cannot_cross_the_pipe_costs_its_page_only(task: Task, reason: str, pool: Workers) -> None:
    assert outcome(pool.submit(task)) == (Outcome.FAILED, reason)
    assert outcome(pool.submit(GOOD)) == FIRST


def test_without_descriptors_no_process_is_started_and_later_one_is(pool: Workers) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    before = psutil.Process().num_fds()
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        failure = pool.submit(GOOD).result(timeout=600)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert (failure.outcome, failure.reason) == (Outcome.FAILED, "killed")
    assert "No process could be started to read the page" in failure.detail
    assert psutil.Process().num_fds() == before
    assert outcome(pool.submit(GOOD)) == FIRST


def test_fewer_processes_read_on() -> None:
    with Workers(PATIENT, 2) as pool:
        assert [outcome(one) for one in [pool.submit(GOOD) for _ in range(2)]] == [FIRST, FIRST]
        assert len(workers()) == 2
        pool.adjust(PATIENT, 1)
        while len(workers()) > 1:
            threading.Event().wait(0.01)
        assert outcome(pool.submit(GOOD)) == FIRST
        assert len(workers()) == 1


@pytest.mark.slow
def test_a_process_is_replaced_when_it_has_read_enough(pool: Workers) -> None:
    assert outcome(pool.submit(GOOD)) == FIRST
    (first,) = workers()
    last = [pool.submit(GOOD) for _ in range(RECYCLE_AFTER)][-1]
    assert outcome(last) == FIRST
    assert workers() != [first]


@pytest.mark.slow
def test_the_server_that_workers_are_forked_from_may_be_killed(pool: Workers) -> None:
    assert outcome(pool.submit(GOOD)) == FIRST
    (worker,) = workers()
    server = worker.parent()
    assert server is not None
    server.kill()
    assert outcome(pool.submit(GOOD)) == FIRST  # by the one that is there
    worker.kill()
    assert outcome(pool.submit(GOOD)) == FIRST
