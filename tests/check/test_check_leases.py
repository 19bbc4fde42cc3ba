"""Hosts that others may ask, too: none is asked that is not ours, or may be another's before the answer comes."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from check_fakes import NOW, Got, Script, World, camp, failure, fetched, page

from monitor import check as checking
from monitor.errors import StoreError, TurnOverError
from monitor.leases import Leases
from monitor.model import HostMemory, Limits, Page, Turn, Validators

LIMITS = Limits(total=timedelta(seconds=60), turn=timedelta(seconds=600))


class Turns:
    """A ledger that hands out what nobody else has."""

    def __init__(self, *, is_shared: bool = True, theirs: Collection[str] = ()) -> None:
        self.is_shared, self.theirs, self.is_held = is_shared, set(theirs), False
        self.until: Mapping[str, datetime] = {}
        self.reached: list[str] = []

    def lease(self, now: datetime, room: int, held: Collection[str], lasting: timedelta) -> list[Turn]:  # noqa: ARG002
        if self.is_held:
            raise StoreError("locked", "Another program holds the ledger.")
        self.until = dict.fromkeys(held, now + lasting)
        return []

    def reach(self, hosts: Collection[str], now: datetime, lasting: timedelta) -> list[Turn]:
        if self.is_held:
            raise StoreError("locked", "Another program holds the ledger.")
        self.reached += hosts
        free = sorted(set(hosts) - self.theirs)
        self.until = {**self.until, **dict.fromkeys(free, now + lasting)}
        return [Turn(host=host, fence=1, memory=HostMemory(host=host)) for host in free]


class Waiting(threading.Event):
    """The time as a thread sees it that waits: while it does, the one that writes asks the ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds, self.leases = 0.0, Leases()

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds += timeout or 0
        self.leases.serve(NOW + timedelta(seconds=self.seconds))
        return self.is_set()


def world_of(turns: Turns) -> tuple[Leases, Waiting]:
    time = Waiting()
    time.leases = Leases(turns, LIMITS, time, clock=lambda: time.seconds)
    return time.leases, time


def test_a_host_is_not_asked_in_the_last_seconds_of_a_lease_that_was_not_renewed() -> None:
    turns = Turns()
    leases, time = world_of(turns)
    leases.lease(NOW, 9, {"uk.example"})
    for seconds in (0, 300, 539):
        time.seconds = seconds
        leases.confirm("uk.example")
    time.seconds = 541
    turns.is_held = True
    with pytest.raises(StoreError):
        leases.lease(NOW + timedelta(seconds=541), 9, {"uk.example"})
    with pytest.raises(TurnOverError):
        leases.confirm("uk.example")
    turns.is_held = False
    leases.lease(NOW + timedelta(seconds=541), 9, {"uk.example"})
    leases.confirm("uk.example")


def test_a_lease_is_not_longer_for_a_clock_that_was_set_back() -> None:
    turns = Turns()
    leases, time = world_of(turns)
    turns.is_shared = True
    leases.lease(NOW, 9, {"uk.example"})
    turns.until = {"uk.example": NOW + timedelta(days=9)}
    leases._go_by(turns.until, [], 0.0, NOW)
    time.seconds = 541
    with pytest.raises(TurnOverError):
        leases.confirm("uk.example")


def test_alone_any_host_may_be_asked_on_the_way_and_nothing_is_asked_of_the_ledger_for_it() -> None:
    turns = Turns(is_shared=False)
    leases, _ = world_of(turns)
    assert leases.reach("elsewhere.example") is None
    leases.confirm("elsewhere.example")
    leases.left("elsewhere.example")
    assert (turns.reached, leases.to_record()) == ([], {})


def test_a_host_that_a_redirect_leads_to_is_leased_on_the_way() -> None:
    turns = Turns()
    leases, _ = world_of(turns)
    turn = leases.reach("www.uk.example")
    assert turn is not None and turn.memory is not None  # noqa: PT018
    leases.confirm("www.uk.example")
    leases.left("www.uk.example")
    assert leases.reach("www.uk.example") is None  # what was learnt of it before is known
    assert turns.reached == ["www.uk.example"]


def test_a_host_that_another_has_is_waited_for_as_long_as_a_fetch_may_take() -> None:
    turns = Turns(theirs=["www.uk.example"])
    leases, time = world_of(turns)
    with pytest.raises(TurnOverError):
        leases.reach("www.uk.example")
    assert 60 < time.seconds < 61
    assert 55 < len(turns.reached) <= 61  # the ledger is asked once a second
    turns.theirs.clear()
    leases.reach("www.uk.example")


def test_a_host_stays_ours_until_what_was_learnt_of_it_is_recorded() -> None:
    turns = Turns()
    leases, _ = world_of(turns)
    leases.reach("www.uk.example")
    assert leases.to_record() == {}  # it is being asked
    leases.left("www.uk.example")
    before = leases.to_record()
    leases.reach("www.uk.example")
    leases.left("www.uk.example")
    leases.recorded(before)  # but not what came since
    leases.lease(NOW, 9, ())
    assert turns.until.keys() == {"www.uk.example"}
    leases.recorded(leases.to_record())
    leases.lease(NOW, 9, ())
    assert turns.until.keys() == set()


def test_who_goes_asks_nobody_any_more_and_says_whom_it_is_asking() -> None:
    leases, _ = world_of(Turns())
    for host in ("a.example", "b.example"):
        leases.reach(host)
    leases.left("b.example")
    assert leases.close() == {"a.example"}
    with pytest.raises(TurnOverError):
        leases.confirm("b.example")


class Lost(Script):
    """A fetcher whose hosts are another's to ask, but for one."""

    def fetch(self, page: Page, validators: Validators | None) -> Got:
        if page.id.startswith("theirs"):
            raise TurnOverError(page.server)
        return super().fetch(page, validators)


def test_a_check_whose_host_is_another_s_is_put_off_and_is_no_failure() -> None:
    pages = [page("ours"), page("theirs-1"), page("theirs-2"), page("down")]
    world = World({"ours": [fetched(camp("7,000"))], "down": [failure("connect")]}, pages)
    script = Lost(world.script.answers)
    script.hosts = (HostMemory(host="theirs-1.example", bytes_today=7),)
    world.setup = replace(world.setup, fetcher=script)
    assert set(world.round()) == {"ours", "down"}
    assert {one.page.id for one in world.ledger.results} == {"ours", "down"}
    assert world.ledger.hosts == script.hosts


def test_pages_that_are_all_put_off_are_under_way_no_more() -> None:
    world = World({}, [page("theirs")])
    world.setup = replace(world.setup, fetcher=Lost({}))
    under_way = checking.Checking(world.setup)
    under_way.start([(one, world.ledger.state(one.id)) for one in world.pages])
    while under_way.busy:
        under_way.settle()
    assert world.ledger.results == []


class Counted(Script):
    """Notes how many pages have been asked for, at most, that are not recorded."""

    def __init__(self, world: World) -> None:
        super().__init__(world.script.answers)
        self.ledger, self.asked, self.most = world.ledger, 0, 0
        self.lock = threading.Lock()

    def fetch(self, page: Page, validators: Validators | None) -> Got:
        with self.lock:
            self.asked += 1
            self.most = max(self.most, self.asked - len(self.ledger.results))
        return super().fetch(page, validators)


def counted(answers: dict[str, list[Got]], turns: Turns, threads: int = 4) -> tuple[World, Counted]:
    world = World(answers)
    counting = Counted(world)
    world.setup = replace(world.setup, fetcher=counting, threads=threads, leases=Leases(turns, LIMITS))
    return world, counting


def test_no_more_is_asked_for_and_not_recorded_than_each_thread_asks_where_others_would_ask_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 60)  # whoever waits for room is not left to wait
    for is_shared, most in ((True, 4), (False, 4 + checking.BATCH)):
        world, counting = counted({f"p{n}": [fetched(camp("7,000"))] for n in range(150)}, Turns(is_shared=is_shared))
        assert len(world.round()) == 150
        assert counting.most <= most
        assert is_shared or max(world.ledger.batches) > checking.BATCH // 2


def test_pages_that_wait_until_it_is_plain_whether_the_network_is_down_take_nobody_s_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "PATIENCE", 60)
    world, counting = counted({f"lost{n}": [failure("connect")] for n in range(9)}, Turns(), threads=2)
    assert {one.reason for one in world.round().values()} == {"network_down"}
    assert counting.asked == 9
