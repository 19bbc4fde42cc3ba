"""Work of libraries that open sockets of their own is done in a process apart, which is killed at a deadline.

What that process may do is in `monitor.notify.confine`; it begins in `monitor.notify.sender`. The work goes in as one
JSON object on its standard input, so that secrets stand in no list of processes, and what came of it comes back as
another.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import timedelta

from monitor.errors import NotifyError

COMMAND = (sys.executable, "-P", "-m", "monitor.notify.sender")


def done(work: str, task: Mapping[str, object], longest: timedelta) -> Mapping[str, object]:
    """Have *work* done on *task* in a process apart; return what it found, or how it failed (`sender.py`).

    Raises:
        NotifyError: it took longer than *longest* and was killed, or it died.
    """
    alive, ours = os.pipe()  # when this process ends, however it ends, that one sees it and ends too
    try:
        command = [*COMMAND, work, str(alive)]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # it finds what this one does
        with subprocess.Popen(
            command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            pass_fds=[alive], start_new_session=True,
        ) as process:  # fmt: skip
            try:
                answer, _ = process.communicate(json.dumps(task).encode("ascii"), longest.total_seconds())
            except subprocess.TimeoutExpired:
                raise NotifyError(f"Sending took longer than {longest.total_seconds():g} s and was stopped.") from None
            finally:
                process.kill()
    except OSError as error:
        raise NotifyError(f"No process could be started to send it: {error.strerror}.") from error
    finally:
        os.close(alive)
        os.close(ours)
    return _read(answer, process.returncode)


def raised(found: Mapping[str, object]) -> None:
    """Raise what a process apart says went wrong.

    Raises:
        NotifyError: something did.
    """
    if detail := found.get("detail"):
        raise NotifyError(str(detail), refused=bool(found.get("refused")), partly=bool(found.get("partly")))


def _read(answer: bytes, status: int) -> Mapping[str, object]:
    try:
        found = json.loads(answer)
    except ValueError:
        raise NotifyError(f"The process that was to send it died (exit status {status}).") from None
    assert isinstance(found, dict)  # noqa: S101 (sender.py writes nothing else)
    return found
