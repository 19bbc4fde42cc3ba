"""What is there for as long as the process: modules, and the word lists that they make."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def imported_for_good() -> Iterator[None]:
    """Look for no garbage meanwhile, nor ever again among what is there afterwards: modules, which stay.

    Importing makes many objects and hardly any that go; going over all of them again and again took a quarter of
    the time of a `monitor check` that found nothing new.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
