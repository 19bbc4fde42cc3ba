"""The network of one machine is down: what is not reached from there is no failure of its page, and others check it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from check_fakes import NOW, Got, Memory, World, camp, failure, fetched

from monitor.check import Checking
from monitor.leases import Leases
from monitor.model import CheckResult
from monitor.outage import AGAIN, FEWEST_HOSTS, OUTLASTED, Network, Offline, Wave

LIVES, LOST = fetched(camp("7,000")), failure("connect")
NAMES = [f"p{number}" for number in range(6)]
MINUTE = timedelta(minutes=1)


class Shared(Memory):
    """A ledger by which others check pages, too."""

    is_reached = False  #: hosts, by others

    def is_reached_elsewhere(self, now: datetime) -> bool:  # noqa: ARG002
        return self.is_reached


class Machine:
    """One that checks pages of six hosts."""

    def __init__(self, *, is_reached_elsewhere: bool = False) -> None:
        self.world, self.ledger = World({name: [] for name in NAMES}), Shared()
        self.ledger.is_reached = is_reached_elsewhere
        leases = Leases()
        leases.is_shared = is_reached_elsewhere
        self.checking = Checking(replace(self.world.setup, store=self.ledger, leases=leases))

    @property
    def is_down(self) -> bool:
        return self.checking.network.is_down

    def check(self, answer: Got, *names: str) -> dict[str, CheckResult]:
        """Check pages at once; return what was recorded of them."""
        self.world.script.answers |= {name: [answer] for name in names}
        before = len(self.ledger.results)
        self.checking.start([(one, self.ledger.state(one.id)) for one in self.world.pages if one.id in names])
        while self.checking.busy:
            self.checking.settle()
        return {one.page.id: one for one in self.ledger.results[before:]}


def test_hosts_that_were_well_and_are_lost_one_after_another_are_an_outage() -> None:
    """As where few pages are due at a time: of one alone, nobody could tell."""
    machine = Machine()
    machine.check(LIVES, *NAMES)
    found = [machine.check(LOST, name)[name] for name in NAMES[:5]]
    assert [one.reason for one in found] == ["connect", "connect", *["network_down"] * 3]
    assert [one.state.failures for one in found] == [1, 1, 0, 0, 0]
    assert machine.is_down
    assert machine.check(LIVES, "p5")["p5"].outcome.is_good
    assert not machine.is_down
    assert machine.check(LOST, "p5")["p5"].reason == "connect"


def test_pages_under_way_when_the_network_falls_are_of_the_outage() -> None:
    """Those of a host that was begun with, when nobody could tell yet."""
    machine = Machine()
    machine.check(LIVES, *NAMES)
    pages = {page.id: page for page in machine.world.pages}
    network = Network()
    wave = Wave([(pages[name], machine.ledger.state(name)) for name in ("p0", "p1")], until=9, network=network)
    assert wave.concluded(lambda: 0.0, 0) == []  # and two hosts will not do
    for name in ("p2", "p3", "p4"):
        network.lost(name, machine.ledger.state(name))
    lost = replace(machine.check(LOST, "p0")["p0"], state=machine.ledger.state("p1"))
    assert [one.reason for one in wave.take(lost, lambda: 0.0, 1)] == ["network_down"]


def test_what_is_tried_while_the_network_is_down_is_of_the_outage_at_once() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES)
    due = [(page, machine.ledger.state(page.id)) for page in machine.world.pages]
    lost = machine.check(LOST, "p0")["p0"]
    network = Network()
    network.fell()
    wave = Wave(due, until=9, network=network)
    assert [one.reason for one in wave.take(lost, lambda: 0.0, 1)] == ["network_down"]


def test_hosts_that_are_lost_for_long_tell_nothing_of_the_network() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES[3:])
    for _ in range(3):
        found = [machine.check(LOST, name)[name] for name in NAMES[:3]]
        assert [one.reason for one in found] == ["connect"] * 3
    assert not machine.is_down


def test_one_that_is_reached_in_between_says_that_the_network_is_there() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES)
    for name in ("p0", "p1", "p2", "p3"):
        assert machine.check(LOST, name)[name].reason == "connect"
        machine.check(LIVES, "p5")
    assert not machine.is_down


@pytest.mark.parametrize(("is_shared", "lost"), [(False, NAMES[:3]), (False, NAMES[:5]), (True, NAMES[:2])])
def test_hosts_that_stay_lost_together_while_another_is_reached_are_down_themselves(
    is_shared: bool, lost: list[str]
) -> None:
    """As those of one operator, or of one country: most of what is due with them says that it is our network."""
    machine = Machine(is_reached_elsewhere=is_shared)
    machine.check(LIVES, *NAMES)
    machine.check(LOST, *lost)
    assert machine.is_down
    for _ in range(OUTLASTED):
        machine.check(LIVES, "p5")
        machine.check(LOST, *lost)
    machine.check(LIVES, "p5")
    before = {name: machine.ledger.state(name).failures for name in lost}
    for more in (1, 2, 3):
        found = machine.check(LOST, *lost)
        told = {name: (one.reason, one.state.failures - before[name]) for name, one in found.items()}
        assert told == dict.fromkeys(lost, ("connect", more))
        machine.check(LIVES, "p5")


def test_a_network_that_comes_for_a_moment_makes_no_failures_of_what_it_takes_with_it_again() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES)
    for number in range(OUTLASTED - 1):
        assert {one.reason for one in machine.check(LOST, *NAMES).values()} == {"network_down"}
        machine.check(LIVES, f"p{number}")
    assert {one.reason for one in machine.check(LOST, *NAMES).values()} == {"network_down"}


def test_a_host_that_was_lost_while_others_were_not_says_something_again_when_it_is_reached() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES)
    for _ in range(OUTLASTED):
        machine.check(LOST, *NAMES[:3])
        machine.check(LIVES, "p5")
    machine.check(LIVES, *NAMES[:3])
    assert {one.reason for one in machine.check(LOST, *NAMES[:3]).values()} == {"network_down"}


def test_a_network_that_falls_takes_hosts_with_it_that_were_lost_before() -> None:
    machine = Machine()
    machine.check(LIVES, *NAMES)
    for _ in range(OUTLASTED + 1):
        machine.check(LOST, "p0")
        machine.check(LIVES, "p5")
    assert {one.reason for one in machine.check(LOST, *NAMES).values()} == {"network_down"}
    assert {one.reason for one in machine.check(LOST, "p0", "p1").values()} == {"network_down"}


def test_what_others_reach_is_left_to_them() -> None:
    machine = Machine(is_reached_elsewhere=True)
    machine.check(LIVES, *NAMES)
    assert machine.check(LOST, *NAMES[:4]) == {}  # and they are due still, as they were
    assert machine.is_down
    assert machine.check(LOST, "p4") == {}
    assert machine.check(LIVES, "p4")["p4"].outcome.is_good
    assert not machine.is_down


def test_two_hosts_will_do_where_others_tell_of_them() -> None:
    """One that takes no more than two at a time would else have the same two fail again and again."""
    machine = Machine(is_reached_elsewhere=True)
    machine.check(LIVES, *NAMES)
    assert machine.check(LOST, "p0")["p0"].reason == "connect"
    assert not machine.is_down
    machine.check(LOST, "p1")
    assert machine.is_down
    assert machine.check(LOST, "p0") == {}


def test_an_outage_of_all_is_recorded_as_one() -> None:
    machine = Machine(is_reached_elsewhere=True)
    machine.check(LIVES, *NAMES)
    assert machine.check(LOST, *NAMES[:4]) == {}
    machine.ledger.is_reached = False
    found = machine.check(LOST, *NAMES[:4])
    assert {one.reason for one in found.values()} == {"network_down"}


def test_few_hosts_are_tried_now_and_then_while_none_is_reached() -> None:
    said: list[str] = []

    def say(text: str, /, **_fields: object) -> None:
        said.append(text.split(maxsplit=1)[0])

    offline = Offline(say)

    def room(at: float, *, is_down: bool = True, is_elsewhere: bool = True, is_busy: bool = False) -> int:
        return offline.room(9, at, NOW + at * MINUTE / 60, is_down=is_down, is_left=is_elsewhere, is_busy=is_busy)

    assert [room(0, is_down=False), room(1), room(AGAIN)] == [9, 0, 0]
    assert offline.since == NOW + timedelta(seconds=1)
    assert [room(AGAIN + 1), room(AGAIN + 2)] == [FEWEST_HOSTS, FEWEST_HOSTS]  # until some are due
    assert [room(AGAIN + 3, is_busy=True), room(AGAIN + 4), room(2 * AGAIN + 3)] == [0, 0, FEWEST_HOSTS]
    assert room(2 * AGAIN + 4, is_elsewhere=False) == 9  # nobody else does
    assert room(2 * AGAIN + 5, is_down=False) == 9
    assert (offline.since is None, said) == (True, ["No", "Hosts"])
