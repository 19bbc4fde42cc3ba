"""What goes between the program that records, the process at the cluster, and the workers of the cluster."""

from __future__ import annotations

import json
import pickle
import struct
from dataclasses import replace
from datetime import timedelta

from monitor.engine import ENGINE
from monitor.model import Limits
from monitor.model.examining import Examined, Task
from monitor.worker_tasks import failed, opened

FRAME = struct.Struct("<cQQ")  #: what it is, the number of the document or of threads, and how many bytes follow
DOCUMENT, READ, UNREAD, STATE, TROUBLE = b"d", b"r", b"u", b"s", b"t"  #: what a frame may be
ANSWER, REFUSAL = b"a", b"r"  #: begin what a worker gives back: a pickle of what came of it; or why it was not read
_HEAD_ENDS = b"\n"


def packed(task: Task, limits: Limits) -> bytes:
    """Return *task* as it goes to a cluster: who reads as we do may read it, within *limits*.

    What a page is asked with stays here: it may be secret, and a cluster logs what it could not run.

    Raises:
        Exception: it cannot be pickled.
    """
    costs = (limits.read_wall.total_seconds(), limits.read_cpu.total_seconds(), limits.read_memory)
    head = json.dumps({"engine": ENGINE, "costs": costs}).encode("ascii")
    page = replace(task.page, headers=(), secrets=(), ca_file=None)
    return head + _HEAD_ENDS + pickle.dumps(replace(task, page=page), pickle.HIGHEST_PROTOCOL)


def unpacked(message: bytes) -> tuple[str, Limits, bytes]:
    """Return which engine is to read, within what, and the pickle of the document, of what was `packed`."""
    head, _, work = message.partition(_HEAD_ENDS)
    asked = json.loads(head)
    wall, cpu, memory = asked["costs"]
    limits = Limits(read_wall=timedelta(seconds=wall), read_cpu=timedelta(seconds=cpu), read_memory=int(memory))
    return str(asked["engine"]), limits, work


def examined(answer: bytes) -> Examined:
    """Return what came of a document, of which *answer* is to be the pickle; a failure where it is none."""
    try:
        found = opened(answer)
    except Exception as error:  # noqa: BLE001 (a cluster may answer anything)
        return unanswered(repr(error))
    return found if isinstance(found, Examined) else unanswered("it answers something else")


def unanswered(detail: str) -> Examined:
    """Return that nothing came of a document, for what went there or came back cannot be it."""
    return failed("crash", f"What was to read the page on the cluster gave no answer: {detail:.300}")
