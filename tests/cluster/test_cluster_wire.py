"""What goes to a cluster and comes back: whatever a cluster answers, it is a value or a failure of that page."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from archive_home import NOW, fetched, small
from distributed import KilledWorker

from monitor.cluster.wire import examined, packed, unpacked
from monitor.engine import ENGINE, reader_of
from monitor.examine import examine
from monitor.model import Limits, Outcome, Page
from monitor.model.examining import Task
from monitor.worker_tasks import Slim

PAGE = Page(id="uk", url="https://uk.example/")
TASK = Task(page=PAGE, fetched=fetched(small(1, 1), NOW, PAGE))


class Touch:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_a_document_goes_with_its_engine_and_its_limits() -> None:
    limits = Limits(read_wall=timedelta(seconds=7), read_cpu=timedelta(milliseconds=1500), read_memory=2**28)
    engine, came, work = unpacked(packed(TASK, limits))
    assert (engine, came, pickle.loads(work)) == (ENGINE, limits, TASK)


def test_what_is_secret_of_a_page_goes_to_no_cluster() -> None:
    page = replace(PAGE, headers=(("Cookie", "session=hush-1"),), secrets=("hush-1",), ca_file="/etc/hush-2.pem")
    sent = packed(replace(TASK, page=page), Limits())
    assert b"hush" not in sent
    assert pickle.loads(unpacked(sent)[2]) == TASK
    assert reader_of(page) == reader_of(PAGE)  # it is read there as it would be here


def test_an_answer_is_whole_again() -> None:
    wanted = examine(TASK)
    found = examined(pickle.dumps(Slim.of(wanted)))
    assert found.derived is not None
    assert wanted.derived is not None
    assert found.derived.reading.figures == wanted.derived.reading.figures


@pytest.mark.parametrize("kind", ["code", "nothing", "noise", "number", "other"])
def test_whatever_else_comes_back_is_a_failure_of_that_page_and_does_nothing(kind: str, tmp_path: Path) -> None:
    trap = tmp_path / "made"
    answers = {"code": pickle.dumps(Touch(trap)), "nothing": b"", "noise": os.urandom(300), "number": pickle.dumps(5),
               "other": pickle.dumps(PAGE)}  # fmt: skip
    found = examined(answers[kind])
    assert (found.outcome, found.reason) == (Outcome.FAILED, "crash")
    assert not trap.exists()


TAKING = """if True:
    import pickle, sys
    from distributed import KilledWorker
    from monitor.cluster.carrier import take_values_alone
    take_values_alone()
    for sent in sys.argv[1:]:
        try:
            print(type(pickle.loads(bytes.fromhex(sent))).__name__)
        except pickle.UnpicklingError as error:
            print(error)
"""


def test_the_process_at_the_cluster_takes_bytes_and_exceptions_and_nothing_that_does_something(tmp_path: Path) -> None:
    sent = (bytes, ValueError("no"), KilledWorker("task", cast(Any, "worker"), 3), Touch(tmp_path / "made"), PAGE)
    messages = [pickle.dumps(one).hex() for one in sent]
    ended = subprocess.run([sys.executable, "-c", TAKING, *messages], capture_output=True, text=True, check=True)
    *taken, code, page = ended.stdout.splitlines()
    assert taken == ["type", "ValueError", "KilledWorker"]
    assert [one.endswith("is nothing that a cluster has to send") for one in (code, page)] == [True, True]
    assert not (tmp_path / "made").exists()
