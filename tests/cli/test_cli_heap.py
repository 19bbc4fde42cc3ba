"""A flood is not felt for days: what large pages took of the heap goes back when the program is done with them."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.lasting import imported_for_good

FETCHING = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
import psutil
sys.path[:0] = [{tests!r}, {support!r}]
from fetch_world import fetched, fetcher, page_at
from loopback import Site, page
from monitor.cli import main
try:
    main(["--version"])  # as every verb begins
except SystemExit:
    pass
LARGE = page(b"<p>" + b"7,000 people " * 600_000)
with Site(lambda _: LARGE) as site:
    one = fetcher(limits={{"wire_bytes": 2**24, "decoded_bytes": 2**24}})
    before = psutil.Process().memory_info().rss
    for _ in range(6):
        with ThreadPoolExecutor(2) as threads:
            for got in [threads.submit(one.fetch, page_at(site, ignore_robots=True), None) for _ in range(2)]:
                assert len(fetched(got.result()).body) == 7_800_003
    del got
    print(psutil.Process().memory_info().rss - before)
"""
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="a word to glibc's heap alone")
def test_threads_that_met_a_large_page_keep_nothing_of_it() -> None:
    script = FETCHING.format(tests=str(ROOT / "tests" / "fetch"), support=str(ROOT / "tests" / "support"))
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert int(done.stdout.split()[-1]) < 16 * 2**20


def test_the_heap_is_left_alone_once_there_are_threads() -> None:
    script = "import threading\nfrom monitor.cli.allocator import return_large_blocks as word\n"
    script += "wait = threading.Event(); threading.Thread(target=wait.wait).start(); print(word()); wait.set()"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("was_on", [True, False])
def test_what_is_imported_is_not_gone_over_for_garbage(was_on: bool) -> None:
    try:
        (gc.enable if was_on else gc.disable)()
        with imported_for_good():
            assert not gc.isenabled()
        assert gc.isenabled() == was_on
        assert gc.get_freeze_count() > 1_000
    finally:
        gc.unfreeze()
        gc.enable()


def test_a_verb_is_imported_for_good_and_without_what_few_pages_need() -> None:
    script = """if True:
        import atexit, gc, sys
        seldom = gc.get_threshold()[0] * 10
        told = lambda: (gc.get_freeze_count() > 50_000, "apscheduler" in sys.modules, gc.get_threshold()[0] > seldom)
        atexit.register(lambda: print(*told()))
        from monitor.cli import main
        main(["check", "--help"])
    """
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "True False True"
