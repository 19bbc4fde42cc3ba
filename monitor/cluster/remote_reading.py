"""What a worker of a Dask cluster does with a document: our own confined processes read it, as on one machine.

Dask brings bytes here and takes bytes back. A deadline, a limit of memory, and that what reads opens nothing, are not
Dask's to give: so a worker of Dask never reads a document itself, nor opens what came of one.
"""

from __future__ import annotations

import multiprocessing
import pickle
import sys
import threading
from collections import OrderedDict
from typing import cast

from monitor.cluster.wire import ANSWER, REFUSAL, unpacked
from monitor.engine import ENGINE
from monitor.model import Limits
from monitor.model.examining import Examined, Task
from monitor.worker_pool import Workers
from monitor.worker_tasks import Found

KEPT = 2  # pools of processes: as many programs may send with limits of their own before one has to begin anew

_pools: OrderedDict[Limits, Workers] = OrderedDict()
_lock = threading.Lock()


def about() -> dict[str, str]:
    """Return with which engine documents would be read here, and what is in the way of that, if anything."""
    return {"engine": ENGINE, "hindrance": _hindrance()}


def read(message: bytes) -> bytes:
    """Return what comes of a document that was `packed`; begins with ANSWER or REFUSAL."""
    engine, limits, work = unpacked(message)
    if engine != ENGINE:  # what is pickled may mean something else here
        return REFUSAL + f"it reads with the engine {ENGINE}".encode()
    if hindrance := _hindrance():
        return REFUSAL + hindrance.encode()
    found = _pool(limits).submit(cast(Task, pickle.loads(work))).result()  # noqa: S301 (whoever may send it may run anything here)
    if isinstance(found, Examined):  # a failure: else it is the worker process's own answer, unopened
        if found.reason in ("stopped", "killed"):
            return REFUSAL + found.detail.encode()
        return ANSWER + pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    return ANSWER + bytes(found)


def _unopened(answer: bytes | memoryview) -> Found:
    return cast(Found, bytes(answer))


def _pool(limits: Limits) -> Workers:
    """Return the processes that read within *limits*: as many as Dask has threads here."""
    with _lock:
        if limits not in _pools:
            _forget_main()
            _pools[limits] = Workers(limits, _threads(), _unopened).__enter__()
        _pools.move_to_end(limits)
        over = _pools.popitem(last=False)[1] if len(_pools) > KEPT else None
    if over is not None:
        over.__exit__(None, None, None)
    return _pools[limits]


def _threads() -> int:
    from distributed import get_worker  # it is there: this runs in it

    return int(get_worker().state.nthreads)


def _hindrance() -> str:
    """Return why no process can be started here; "": they can."""
    if multiprocessing.current_process().daemon:
        return "it runs beneath a nanny, and may start no processes: start `dask worker` with --no-nanny"
    return ""


def _forget_main() -> None:
    """Have processes that begin here not run the script of `dask worker` once more: they need nothing of it."""
    vars(sys.modules["__main__"]).pop("__file__", None)
