"""Many pages at once: hosts take turns, an outage is one incident, every check leaves exactly one trace."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

import pytest
from check_fakes import NOW, Got, Memory, World, camp, failure, fetched, page

from monitor import check as checking
from monitor.check_setup import LedgerOfChecks
from monitor.errors import StoreError
from monitor.model import CheckResult, Fetched, HostMemory, Outcome, Page, PageState, Turn, Validators
from monitor.outage import Network, Wave

LIVES = fetched(camp("7,000"))


def test_every_page_leaves_one_trace_and_batches_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 60)  # a machine that pauses makes no small batches
    names = [f"p{number}" for number in range(300)]
    world = World({name: [LIVES] for name in names})
    assert set(world.round()) == set(names)
    assert sorted(result.page.id for result in world.ledger.results) == sorted(names)
    assert max(world.ledger.batches) >= checking.BATCH // 2


def test_one_result_is_yielded_only_when_it_is_recorded() -> None:
    world = World({"uk": [LIVES]})
    for result in checking.check([(world.pages[0], world.ledger.state("uk"))], world.setup):
        assert replace(result, check=None) in world.ledger.results


OUTAGES = [
    # hosts that answer, hosts that do not, the reason recorded
    (0, 3, "network_down"),
    (1, 3, "network_down"),
    (3, 3, "connect"),  # half of them: more likely they than we
    (0, 2, "connect"),  # too few to tell
]


def test_when_most_hosts_fail_together_it_is_one_outage_of_ours() -> None:
    for well, lost, reason in OUTAGES:
        answers: dict[str, list[Got]] = {f"well{n}": [LIVES] for n in range(well)}
        answers |= {f"lost{n}": [failure("connect")] for n in range(lost)}
        results = World(answers).round()
        assert {results[f"lost{n}"].reason for n in range(lost)} == {reason}
        assert {results[f"lost{n}"].state.failures for n in range(lost)} == {0 if reason == "network_down" else 1}


def test_what_is_begun_while_an_outage_is_not_plain_yet_is_of_it() -> None:
    """Pages are handed out some at a time: those of the last host are not its failure, when the others fail, too."""
    world = World({f"lost{n}": [failure("connect")] for n in range(4)})
    under_way = checking.Checking(world.setup)
    due = [(one, world.ledger.state(one.id)) for one in world.pages]
    under_way.start(due[:3])
    under_way.start(due[3:])
    while under_way.busy:
        under_way.settle()
    assert [one.reason for one in world.ledger.results] == ["network_down"] * 4
    assert {one.state.failures for one in world.ledger.results} == {0}


class Gate:
    """A fetcher in which one host hangs until it is let go, and which sees how many ask one host at a time."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.at_once: dict[str, int] = {}
        self.most = 0
        self.lock = threading.Lock()

    def fetch(self, page: Page, validators: Validators | None) -> Fetched:  # noqa: ARG002
        host = page.url.split("/")[2]
        with self.lock:
            self.at_once[host] = self.at_once.get(host, 0) + 1
            self.most = max(self.most, self.at_once[host])
        if host == "hung.example":
            self.open.wait()
        with self.lock:
            self.at_once[host] -= 1
        return LIVES

    def learnt(self) -> tuple[HostMemory, ...]:
        return ()


def test_a_hung_host_delays_no_other_and_each_host_is_asked_one_thing_at_a_time() -> None:
    gate = Gate()
    pages = [page("hung")] + [Page(id=f"p{n}", url=f"https://h{n % 4}.example/{n}") for n in range(40)]
    world = World({}, pages=pages)
    under_way = checking.Checking(replace(world.setup, fetcher=gate))
    under_way.start([(one, world.ledger.state(one.id)) for one in pages])
    for _ in _until(lambda: len(world.ledger.results) == 40, under_way):
        assert "hung" not in {result.page.id for result in world.ledger.results}
    gate.open.set()
    for _ in _until(lambda: not under_way.busy, under_way):
        pass
    assert (len(world.ledger.results), gate.most) == (41, 1)


def test_fewer_threads_ask_when_fewer_are_wished_for() -> None:
    gate = Gate()
    pages = [Page(id=f"p{n}", url=f"https://h{n}.example/") for n in range(12)]
    world = World({}, pages=pages)
    under_way = checking.Checking(replace(world.setup, fetcher=gate, threads=8))
    for threads in (8, 2):
        under_way.setup = replace(under_way.setup, threads=threads)
        under_way.start([(one, world.ledger.state(one.id)) for one in pages])
        for _ in _until(lambda: not under_way.busy, under_way):
            pass
    for _ in _until(lambda: under_way._threads == 2, under_way):
        pass
    assert len(world.ledger.results) == 24
    world.setup.stop.set()


def _until(done: Callable[[], bool], under_way: checking.Checking) -> Iterator[None]:
    for _ in range(2_000):  # of which each may wait PATIENCE for news
        if done():
            return
        under_way.settle()
        yield
    raise AssertionError("it never came to its end")


def test_a_page_under_way_is_not_started_twice() -> None:
    world = World({"uk": [LIVES]})
    under_way = checking.Checking(world.setup)
    for _ in range(3):
        under_way.start([(world.pages[0], world.ledger.state("uk"))])
    while under_way.busy:
        under_way.settle()
    assert len(world.script.sent["uk"]) == 1
    assert world.ledger.states["uk"].last_ok_at == NOW
    assert world.ledger.results[0].outcome is Outcome.FIRST


def test_what_hosts_asked_for_is_recorded_with_the_results() -> None:
    world = World({"a": [LIVES]})
    world.script.hosts = (HostMemory(host="a.example", bytes_today=7),)
    world.round()
    assert world.ledger.hosts == world.script.hosts


class Held:
    """A ledger that another program holds for a while."""

    def __init__(self, ledger: Memory, times: int) -> None:
        self._ledger, self.times = ledger, times

    def __getattr__(self, name: str) -> object:
        return getattr(self._ledger, name)

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory],
        turns: Mapping[str, Turn],
        as_told: Callable[[Sequence[CheckResult]], Sequence[CheckResult]],
    ) -> Sequence[CheckResult]:
        self.times -= 1
        if self.times >= 0:
            raise StoreError("locked", "Another program holds the ledger.")
        return self._ledger.record(results, hosts, turns, as_told)


def test_a_ledger_that_is_held_for_a_while_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    world = World({"a": [LIVES], "b": [LIVES]})
    world.setup = replace(world.setup, store=cast(LedgerOfChecks, Held(world.ledger, 3)))
    assert set(world.round()) == {"a", "b"}


def test_a_ledger_that_is_held_for_good_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 0.01)
    world = World({"a": [LIVES]})
    world.setup = replace(world.setup, store=cast(LedgerOfChecks, Held(world.ledger, 10_000)))
    with pytest.raises(StoreError):
        world.round()


def _wave(hosts: str, clock: list[float]) -> Callable[[str], list[tuple[str, str]]]:
    """Return what takes the results of a wave of pages, one a host, in words: ``a well``, ``b lost``."""
    due = [(page(name), PageState(page_id=name, next_check_at=NOW)) for name in hosts]
    wave = Wave(due, until=120, network=Network())

    def take(words: str) -> list[tuple[str, str]]:
        if not words:
            return [(one.page.id, one.reason) for one in wave.concluded(lambda: 0.0, clock[0])]
        name, _, how = words.partition(" ")
        outcome, reason = (Outcome.FIRST, "") if how == "well" else (Outcome.FAILED, "connect")
        result = CheckResult(
            page=page(name),
            outcome=outcome,
            reason=reason,
            started_at=NOW,
            finished_at=NOW,
            state=dict(due)[page(name)],
        )
        return [(one.page.id, one.reason) for one in wave.take(result, lambda: 0.0, clock[0])]

    return take


WAVES: list[tuple[str, list[tuple[float, str, list[tuple[str, str]]]]]] = [
    # hosts, then: when, what became of one, what can be recorded
    ("abcd", [(1, "a lost", []), (2, "b well", [("b", "")]), (3, "c well", [("c", ""), ("a", "connect")])]),
    ("abcd", [(1, "a lost", []), (119, "", []), (120, "", [("a", "connect")]), (121, "b lost", [("b", "connect")])]),
    (
        "abcd",
        [
            (1, "a lost", []),
            (2, "b lost", []),
            (3, "c lost", []),
            (120, "", [(name, "network_down") for name in "abc"]),
            (130, "d lost", [("d", "network_down")]),
        ],
    ),
    ("ab", [(1, "a lost", [("a", "connect")])]),
]


@pytest.mark.parametrize(("hosts", "steps"), WAVES)
def test_a_page_that_was_not_reached_waits_for_others_only_while_they_tell_something(
    hosts: str, steps: list[tuple[float, str, list[tuple[str, str]]]]
) -> None:
    clock = [0.0]
    take = _wave(hosts, clock)
    for at, words, recorded in steps:
        clock[0] = at
        assert take(words) == recorded
