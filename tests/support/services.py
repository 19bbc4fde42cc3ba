"""`monitor run` in a process of its own, which is gone when the test is done with it, whatever the test met."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType


@contextmanager
def started(
    command: Sequence[str], *, stderr: int = subprocess.PIPE, environ: Mapping[str, str] = MappingProxyType({})
) -> Iterator[subprocess.Popen[str]]:
    """Run *command* while the context lasts, with *environ* besides our own environment."""
    with subprocess.Popen(command, stderr=stderr, text=True, env={**os.environ, **environ}) as process:
        try:
            yield process
        finally:
            process.kill()


def run_of(home: Path) -> list[str]:
    """Return the command that runs the service of *home*."""
    return [sys.executable, "-m", "monitor", "--home", str(home), "run"]
