"""One request a host at a time, a gap between two, no more bytes a day than agreed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from fetch_world import AGES, HTML, LIMITS, Time, failure, fetched, fetcher, page_at
from loopback import END, Asked, Site, Step, page

from monitor.errors import FetchError
from monitor.fetch import targets
from monitor.fetch.http1 import Deadline
from monitor.fetch.politeness import MOST_HOSTS, Hosts
from monitor.model import FetchFailed, Outcome


def test_the_gap_is_kept_between_the_end_of_one_request_and_the_start_of_the_next() -> None:
    time = Time()
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(now=time.now, clock=time.clock, stop=time, limits={"host_gap": timedelta(seconds=2)})
        fetched(one.fetch(page_at(site), None))
        assert time.waits == [2.0]  # between robots.txt and the page
        time.pass_by(1.5)
        fetched(one.fetch(page_at(site), None))
        assert time.waits == [2.0, 0.5]
        time.pass_by(5)
        fetched(one.fetch(page_at(site), None))
        assert time.waits == [2.0, 0.5]
        one.close()


def test_what_a_browser_was_sent_keeps_the_next_request_waiting_too() -> None:
    time = Time()
    hosts = Hosts(replace(LIMITS, host_gap=timedelta(seconds=3)), now=time.now, clock=time.clock, stop=time)
    there = targets.target("http://a.example/")
    hosts.spent(there, 10)
    time.pass_by(1)
    with hosts.turn(there, Deadline(time.clock, 60)):
        assert time.waits == [2]


def test_other_limits_and_another_name_hold_from_the_next_request_on() -> None:
    agent = "policy-monitor/9 (+b@b.example)"
    time, robots = Time(), page(b"User-agent: other\nDisallow: /\n", kind="text/plain")
    with Site(lambda _: page(HTML), robots=robots) as site:
        one = fetcher(now=time.now, clock=time.clock, stop=time, limits={"host_gap": timedelta(seconds=2)})
        fetched(one.fetch(page_at(site), None))
        one.adjust(
            replace(LIMITS, host_gap=timedelta(seconds=7), decoded_bytes=20),
            agent,
        )
        assert failure(one.fetch(page_at(site), None)).reason == "too_large"
        assert time.waits == [2.0, 7.0, 7.0]  # robots.txt is asked for anew, under the other name
        assert site.asked[-1].headers["user-agent"] == agent
        one.adjust(replace(LIMITS, host_gap=timedelta()), "other/1 (+b@b.example)")
        assert failure(one.fetch(page_at(site), None)).reason == "robots"
        one.close()


def test_waiting_for_the_gap_takes_nothing_from_the_total_limit() -> None:
    time = Time()
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(now=time.now, clock=time.clock, stop=time, limits={"host_gap": timedelta(hours=1)})
        assert fetched(one.fetch(page_at(site), None)).body == HTML
        one.close()


def test_stopping_ends_every_wait() -> None:
    stop = threading.Event()
    with Site(lambda _: page(HTML)) as site:
        one = fetcher(stop=stop, limits={"host_gap": timedelta(hours=1)})
        with ThreadPoolExecutor(2) as threads:
            waiting = [threads.submit(one.fetch, page_at(site), None) for _ in range(2)]
            stop.set()
            assert {failure(got.result(timeout=AGES)).reason for got in waiting} == {"stopped"}
        one.close()


def test_one_request_a_host_at_a_time_and_hosts_side_by_side() -> None:
    together = threading.Barrier(2, timeout=AGES)
    under_way, at_once = [0], []

    def meet(asked: Asked) -> Iterable[Step]:
        if asked.path == "/meet":
            together.wait()
            yield from page(HTML)
            return
        under_way[0] += 1
        at_once.append(under_way[0])
        yield page(HTML)[0][:-1]  # type: ignore[index]
        yield 0.01  # for another to come in between, if it may
        under_way[0] -= 1  # before the last byte: whoever waits for this answer to end comes later
        yield HTML[-1:]

    with Site(meet) as one_site, Site(meet) as other_site:
        one = fetcher()
        with ThreadPoolExecutor(8) as threads:
            alone = list(threads.map(lambda n: one.fetch(page_at(one_site, f"/{n}"), None), range(24)))
            sites = (one_site, other_site)
            met = list(threads.map(lambda site: one.fetch(page_at(site, "/meet"), None), sites))
        one.close()
    assert all(fetched(got) for got in alone + met)
    assert at_once == [1] * 24


def test_a_hung_host_delays_no_other() -> None:
    is_asked, may_end = threading.Event(), threading.Event()

    def hang(_: Asked) -> Iterable[Step]:
        is_asked.set()
        may_end.wait(AGES)
        yield END

    with Site(hang) as hung, Site(lambda _: page(HTML)) as site:
        one = fetcher()
        with ThreadPoolExecutor(2) as threads:
            slow = threads.submit(one.fetch, page_at(hung), None)
            is_asked.wait(AGES)
            quick = [threads.submit(one.fetch, page_at(site, f"/{n}"), None) for n in range(20)]
            assert all(fetched(got.result(timeout=AGES)) for got in quick)
            assert not slow.done()
            may_end.set()
            assert failure(slow.result(timeout=AGES)).reason == "connect"
        one.close()


def test_a_host_may_send_so_many_bytes_a_day_and_no_more() -> None:
    time = Time()
    with Site(lambda _: page(HTML)) as site, Site(lambda _: page(HTML)) as other:
        one = fetcher(now=time.now, limits={"host_bytes_a_day": 2_000})
        results = [one.fetch(page_at(site), None) for _ in range(20)]
        refusals = [failure(got) for got in results if isinstance(got, FetchFailed)]
        assert {(got.outcome, got.reason) for got in refusals} == {(Outcome.BLOCKED, "budget")}
        assert len(refusals) + len(site.paths) == 20
        assert 2_000 <= len(site.paths) * len(page(HTML)[0]) <= 2_500  # type: ignore[arg-type]
        fetched(one.fetch(page_at(other), None))
        time.pass_by(12 * 3600)
        fetched(one.fetch(page_at(site), None))
        one.close()


def test_http_and_https_of_a_host_take_turns() -> None:
    time = Time()
    all_hosts = Hosts(LIMITS, now=time.now, clock=time.clock, stop=time)
    deadline = Deadline(time.clock, 60)
    with all_hosts.turn(targets.target("http://a.example/"), deadline):
        time.pass_by(1)
    with all_hosts.turn(targets.target("https://a.example/"), deadline, gap=timedelta(seconds=3)):
        assert time.waits == [3.0]
    with all_hosts.turn(targets.target("http://a.example:8080/"), deadline, gap=timedelta(seconds=3)):
        assert time.waits == [3.0]


def test_hosts_that_nothing_depends_on_are_forgotten() -> None:
    time = Time()
    all_hosts = Hosts(LIMITS, now=time.now, clock=time.clock, stop=time)
    held = targets.target("http://held.example/")
    all_hosts.hold(held, timedelta(hours=20))
    for number in range(MOST_HOSTS + 100):
        with all_hosts.turn(targets.target(f"http://h{number}.example/"), Deadline(time.clock, 60)):
            time.pass_by(1)
    assert len(all_hosts._hosts) <= MOST_HOSTS + 1
    with pytest.raises(FetchError), all_hosts.turn(held, Deadline(time.clock, 60)):
        pass
