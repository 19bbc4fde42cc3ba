"""What is there for as long as the process, modules and their word lists; and how often garbage is looked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000  # objects made beyond those that went again; Python begins with 700


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


def look_seldom_for_garbage() -> None:
    """Have garbage that goes by itself not looked for again and again.

    A document makes many values and no cycles to speak of. To go over what is there, in vain, took a twentieth of the
    time of the process that records changed pages.
    """
    gc.set_threshold(_SELDOM)
