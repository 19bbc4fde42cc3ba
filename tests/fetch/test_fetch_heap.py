"""A flood is not felt for days: what a large page took of the heap goes back when it is done with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from fetch_world import fetched, fetcher, page_at
from loopback import Site, page

from monitor.fetch.heap import return_large_blocks

LARGE = page(b"<p>" + b"7,000 people " * 600_000)


@pytest.mark.skipif(not return_large_blocks(), reason="a word to glibc's heap alone")
def test_threads_that_met_a_large_page_keep_nothing_of_it() -> None:
    with Site(lambda _: LARGE) as site:
        one = fetcher(limits={"wire_bytes": 2**24, "decoded_bytes": 2**24})
        before = psutil.Process().memory_info().rss
        for _ in range(6):
            with ThreadPoolExecutor(2) as threads:
                for got in [threads.submit(one.fetch, page_at(site, ignore_robots=True), None) for _ in range(2)]:
                    assert len(fetched(got.result()).body) == 7_800_003
        del got
        grown = psutil.Process().memory_info().rss - before
        one.close()
    assert grown < 16 * 2**20
