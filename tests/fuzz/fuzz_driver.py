"""How every target is fuzzed: a short form that is the same each time, a long one that never is.

    .venv/bin/pytest tests/fuzz                            the short form, part of `make check`
    FUZZ_SECONDS=600 .venv/bin/pytest tests/fuzz -s        ten minutes in all, in rounds of new seeds

A document that takes for ever ends the run with the stack that it hangs in, whatever lock it holds; one that takes too
much of the processor, or of memory, fails.
"""

from __future__ import annotations

import faulthandler
import os
import random
import resource
import sys
import time
import warnings
from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from faults import statement
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import HypothesisWarning
from hypothesis.strategies import SearchStrategy

from monitor.extract import read

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))  # of all targets together; none: the short form
TARGETS = 9
SHORT, ROUND = 120, 400  # examples
HUNG = 60  # seconds
DEAR = 35_000  # times the processor time that reading an ordinary page takes on this machine: no example may take it
GROWTH = 400 * 2**20  # bytes by which a run may raise the peak of memory
_LAX = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example)


def fuzz(check: Callable[..., None], *, examples: int = SHORT, **strategies: SearchStrategy[Any]) -> None:
    """Hold *check* against values of *strategies*."""
    tried = 0
    ordinary = statement()
    page = min(_cost(lambda: [read(ordinary, content_type="text/html") for _ in range(100)]) for _ in range(3)) / 100

    @wraps(check)
    def guarded(**values: Any) -> None:
        nonlocal tried
        tried += 1
        faulthandler.dump_traceback_later(HUNG, exit=True, file=2)
        try:
            took = _cost(lambda: check(**values))
        finally:
            faulthandler.cancel_dump_traceback_later()
        assert took < DEAR * page

    del guarded.__wrapped__  # hypothesis would look for its parameters there
    peak = _peak()
    until = time.monotonic() + SECONDS / TARGETS
    first = random.randrange(2**62) if SECONDS else 0
    for number in count(first):
        again = settings(max_examples=ROUND if SECONDS else examples, suppress_health_check=_LAX)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HypothesisWarning)  # a long example would hide the failure that it shows
            seed(number)(again(given(**strategies)(guarded)))()
        if time.monotonic() >= until:
            break
    assert _peak() - peak < GROWTH
    if SECONDS:
        print(f"\n{check.__qualname__.split('.')[0]}: {tried:,} examples, memory +{(_peak() - peak) >> 20} MiB")


def _cost(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
