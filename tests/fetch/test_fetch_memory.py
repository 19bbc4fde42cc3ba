"""What a restart must not forget: how long a host is to be left alone, and what it has sent today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fetch_world import HTML, LIMITS, NOON, Time, failure, fetched, fetcher, page_at
from hypothesis import given
from hypothesis import strategies as st
from loopback import Asked, Site, Step, page

from monitor.errors import FetchError, TurnOverError
from monitor.fetch.http1 import Deadline
from monitor.fetch.politeness import MOST_HOSTS, SLOWEST_GAP, Hosts
from monitor.model import Address, HostMemory, Turn
from monitor.model.addresses import parse


def _busy(asked: Asked) -> Iterable[Step]:
    return page(b"", "429 No", "Retry-After: 600") if asked.path == "/busy" else page(HTML)


def test_a_host_that_asked_to_be_left_alone_is_left_alone_after_a_restart() -> None:
    time = Time()
    with Site(_busy) as site:
        one = fetcher(now=time.now)
        failure(one.fetch(page_at(site, "/busy"), None))
        (kept,) = one.learnt()
        one.close()
        assert (kept.host, kept.held_until) == (f"127.0.0.1:{site.port}", NOON + timedelta(minutes=10))
        time.pass_by(60)
        other = fetcher(now=time.now, remembered=[kept])
        got = failure(other.fetch(page_at(site), None))
        assert (got.reason, got.retry_after) == ("throttled", timedelta(minutes=9))
        time.pass_by(541)
        fetched(other.fetch(page_at(site), None))
        other.close()
    assert site.paths == ["/busy", "/page"]


def test_the_bytes_of_the_day_are_counted_on_after_a_restart() -> None:
    time = Time()
    with Site(lambda _: page(bytes(3_000))) as site:
        one = fetcher(now=time.now)
        fetched(one.fetch(page_at(site, ignore_robots=True), None))
        (kept,) = one.learnt()
        one.close()
        assert (kept.day, kept.held_until) == (NOON.date(), None)
        assert 3_000 < kept.bytes_today < 4_000
        other = fetcher(now=time.now, remembered=[kept], limits={"host_bytes_a_day": 3_000})
        assert failure(other.fetch(page_at(site, ignore_robots=True), None)).reason == "budget"
        time.pass_by(86_400)
        fetched(other.fetch(page_at(site, ignore_robots=True), None))
        other.close()


PAST = [
    HostMemory(host="a.example", held_until=NOON),
    HostMemory(host="b.example", day=NOON.date() - timedelta(days=1), bytes_today=10**9),
    HostMemory(host="c.example"),
]


@pytest.mark.parametrize("past", PAST, ids=lambda one: one.host)
def test_what_no_longer_holds_is_not_written_again(past: HostMemory) -> None:
    hosts = _hosts([past])
    hosts.spent(parse(f"https://{past.host}/"), 7)
    assert hosts.learnt() == (HostMemory(host=past.host, day=NOON.date(), bytes_today=7, next_at=NOON),)


HOSTS = ["a.example", "b.example", "b.example:8080", "[2001:db8::1]"]
MEMORIES = st.builds(
    HostMemory,
    host=st.sampled_from([host.strip("[]") for host in HOSTS]),
    held_until=st.none() | st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    day=st.none() | st.dates(date(2026, 3, 17), date(2026, 3, 19)),
    bytes_today=st.integers(0, 2**40),
)


@given(st.lists(MEMORIES, unique_by=lambda one: one.host), st.sets(st.sampled_from(HOSTS)))
def test_what_was_learnt_is_given_once_and_of_no_other_host(known: list[HostMemory], asked: set[str]) -> None:
    hosts = _hosts(known)
    assert hosts.learnt() == ()
    for host in asked:
        hosts.spent(parse(f"https://{host}/"), 7)
    learnt = hosts.learnt()
    before = {one.host: one.bytes_today for one in known if one.day == NOON.date()}
    assert [one.host for one in learnt] == sorted(one.strip("[]") for one in asked)
    assert all(one.bytes_today == 7 + before.get(one.host, 0) for one in learnt)
    assert all(one.held_until is None or one.held_until > NOON for one in learnt)
    assert hosts.learnt() == ()


def test_a_day_of_many_hosts_is_remembered_whole() -> None:
    """The bytes of a day count to its end, whatever the number of hosts."""
    hosts = _hosts([])
    for number in range(2 * MOST_HOSTS + 1):
        hosts.spent(Address("https", f"h{number}.example", 443, "/"), 1)
    assert len(hosts.learnt()) == 2 * MOST_HOSTS + 1


def test_the_gap_is_kept_after_a_restart_and_by_the_next_who_asks() -> None:
    """Also that for which the host's robots.txt asks."""
    time = Time()
    uk = parse("https://uk.example/")
    one = Hosts(LIMITS, now=time.now, clock=time.clock, stop=time)
    for _ in range(2):
        with one.turn(uk, Deadline(time.clock, 60), gap=timedelta(seconds=8)):
            one.spent(uk, 7)
    (kept,) = one.learnt()
    assert kept.next_at == time.now() + timedelta(seconds=8)
    for next_ in (Hosts(LIMITS, now=time.now, clock=time.clock, stop=time, remembered=[kept]), _told(time, kept)):
        before = time.now()
        time.pass_by(3)
        with next_.turn(uk, Deadline(time.clock, 60)):
            assert time.now() - before == timedelta(seconds=8)
        time.pass_by(-8)


def test_a_gap_that_a_clock_gave_before_it_was_set_back_is_no_gap() -> None:
    time = Time()
    hosts = _told(time, HostMemory(host="uk.example", next_at=time.now() + timedelta(days=1)))
    before = time.now()
    with hosts.turn(parse("https://uk.example/"), Deadline(time.clock, 60)):
        assert time.now() - before == SLOWEST_GAP


def test_what_others_have_learnt_of_a_host_holds_here() -> None:
    time = Time()
    uk = parse("https://uk.example/")
    hosts = _told(time, HostMemory(host="uk.example", held_until=time.now() + timedelta(minutes=5)))
    with pytest.raises(FetchError, match="left alone"), hosts.turn(uk, Deadline(time.clock, 60)):
        pass
    hosts = _told(time, HostMemory(host="uk.example", day=time.now().date(), bytes_today=10**12))
    with pytest.raises(FetchError, match="bytes today"), hosts.turn(uk, Deadline(time.clock, 60)):
        pass


def test_after_one_that_did_not_end_its_turn_a_whole_gap_is_kept() -> None:
    time = Time()
    hosts = Hosts(replace(LIMITS, host_gap=timedelta(seconds=3)), now=time.now, clock=time.clock, stop=time)
    hosts.leave = Told(Turn(host="uk.example", fence=2, is_inherited=True))
    before = time.now()
    with hosts.turn(parse("https://uk.example/"), Deadline(time.clock, 60)):
        assert time.now() - before == timedelta(seconds=3)


class Told:
    """Says once what others have learnt of a host; may say that it is theirs."""

    def __init__(self, turn: Turn) -> None:
        self.turns, self.is_over, self.asking = [turn], False, 0

    def reach(self, host: str) -> Turn | None:  # noqa: ARG002
        self.asking += 1
        return self.turns.pop() if self.turns else None

    def confirm(self, host: str) -> None:
        if self.is_over:
            raise TurnOverError(host)

    def left(self, host: str) -> None:  # noqa: ARG002
        self.asking -= 1


def test_it_is_asked_right_before_a_request_whether_the_host_is_ours() -> None:
    with Site(lambda _: page(HTML)) as site:
        one = fetcher()
        told = Told(Turn(host="any", fence=1))
        one.heed(told)
        fetched(one.fetch(page_at(site), None))
        told.is_over = True
        with pytest.raises(TurnOverError):
            one.fetch(page_at(site), None)
        one.close()
    assert (site.paths, told.asking) == (["/page"], 0)


def _told(time: Time, memory: HostMemory) -> Hosts:
    hosts = Hosts(LIMITS, now=time.now, clock=time.clock, stop=time)
    hosts.leave = Told(Turn(host=memory.host, fence=1, memory=memory))
    return hosts


def _hosts(known: Iterable[HostMemory]) -> Hosts:
    time = Time()
    return Hosts(LIMITS, now=time.now, clock=time.clock, stop=time, remembered=known)
