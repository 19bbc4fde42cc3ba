"""The process apart in which mails and services are sent to: ``python -m monitor.notify.sender WORK ALIVE``.

Reads a task, one JSON object, from its standard input, and writes another: ``detail`` is one sentence that says what
went wrong, empty if nothing did; ``refused`` and ``partly`` as in `NotifyError`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from monitor.errors import NotifyError
from monitor.notify.confine import Guard, confine

WORKS = {  # modules that are imported only where they are needed
    "mail": ("monitor.notify.smtp", "send"),
    "service": ("monitor.notify.apprised", "send"),
    "judge": ("monitor.notify.apprised", "judge"),
}


def main(work: str, alive: int) -> None:
    """Do *work* and say what came of it; end when nobody waits for it any more."""
    answer = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever a library prints is no answer
    threading.Thread(target=_end_with, args=[alive], daemon=True).start()
    task = json.load(sys.stdin)
    guard = confine(task.get("ca_file"))
    module, name = WORKS[work]
    json.dump(_found(getattr(import_module(module), name), task, guard), answer)
    answer.flush()
    os._exit(0)  # threads that a library left behind hold nobody up


def _found(do: Callable[[Any, Guard], dict[str, object]], task: Any, guard: Guard) -> dict[str, object]:
    try:
        found = do(task, guard)
    except NotifyError as error:
        found = {"detail": error.detail, "refused": error.refused, "partly": error.partly}
    except Exception as error:  # noqa: BLE001 (a library's, or ours: the message is tried again)
        last = traceback.extract_tb(error.__traceback__)[-1]  # what it says itself may hold the channel's address
        where = f"{Path(last.filename).name}, line {last.lineno}"
        found = {"detail": f"Sending met a defect ({type(error).__name__} in {where})."}
    if found.get("detail") and guard.stopped:
        found = {"detail": guard.stopped}
    return found


def _end_with(alive: int) -> None:
    """End when the process that waits for the answer has ended: it will have all of it sent again."""
    os.read(alive, 1)
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
