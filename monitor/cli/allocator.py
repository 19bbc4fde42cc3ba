"""What the heap keeps of what it was once given."""

from __future__ import annotations

import ctypes
import threading

LARGE = 1024 * 1024  # bytes of a block that goes back to the system the moment it is free
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h


def return_large_blocks() -> bool:
    """Have this process give every large block back when it is freed; False where the heap does not take the word.

    glibc begins so too, but the first large block that is freed teaches it to keep blocks of that size, in a heap for
    each thread: eight threads that have once met a page of 11 MB would hold 90 MB for good. The word is safe only
    before there are threads (mallopt(3): MT-Unsafe init); where there are some already, the heap stays as it is.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None or threading.active_count() > 1:
        return False
    return all(mallopt(what, LARGE) for what in (_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD))
