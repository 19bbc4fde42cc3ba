"""One of three workers reaches the ledger and no host: the cable between it and all of them is pulled, and put back.

It has a network of its own, from which a pair of virtual devices leads to that of the sites; it reaches the ledger by a
socket that is a file. It is a case of `cluster_cases.py`.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from loopback import Site
from postgresql_server import Server
from several_workers import HOSTS, Host, all_goes_on, asked_of, everywhere, made, number, until, way, working

PLACE = "10.9.9.1"  # where the sites are, in a network of ours
OURS, THEIRS = "10.9.0.1", "10.9.0.2"  # the ends of the cable
AWAY = 60.0  # seconds
TROUBLE = "SELECT count(*) FROM pages WHERE failures > 0"


@contextmanager
def _cable() -> Iterator[list[str]]:
    """Have a network with a cable to ours; yield what runs a command there."""
    with subprocess.Popen(["unshare", "--net", "sleep", "infinity"]) as there:
        try:
            inside = ["nsenter", "--net", "--target", str(there.pid)]
            time.sleep(0.5)  # until it has one of its own
            for command in (
                f"ip addr add {PLACE}/32 dev lo",
                f"ip link add cable type veth peer name cable netns {there.pid}",
                f"ip addr add {OURS}/30 dev cable",
                "ip link set cable up",
            ):
                subprocess.run(command.split(), check=True)
            for command in (
                "ip link set lo up",
                f"ip addr add {THEIRS}/30 dev cable",
                "ip link set cable up",
                f"ip route add {PLACE} via {OURS}",
            ):
                subprocess.run([*inside, *command.split()], check=True)
            yield inside
        finally:
            there.kill()


def offline(home: Path, server: Server) -> tuple[bool, str]:
    """Pull the cable of one, and put it back."""
    dice = random.Random(19)
    hosts = [Host(dice) for _ in range(HOSTS)]
    with ExitStack() as stack:
        inside = stack.enter_context(_cable())
        sites = [stack.enter_context(Site(host, robots=[], host=PLACE)) for host in hosts]
        made(home, everywhere(sites), way(server), threads=1)
        with working(home, server, [way(server)] * 3, last=inside) as workers:
            until(lambda: "outcome=changed" in workers.log(2).read_text("utf-8"), 120, "the one with the cable checks")
            all_goes_on(hosts)
            subprocess.run(["ip", "link", "set", "cable", "down"], check=True)
            began = time.monotonic()
            until(lambda: _offline(server), 60, "it is known to reach no host")
            took = time.monotonic() - began
            time.sleep(5)  # what was asked before is recorded
            failed, asked = _failed(server), sum(host.asked.total() for host in hosts)
            all_goes_on(hosts)
            time.sleep(AWAY)
            all_goes_on(hosts)
            later, asked = _failed(server) - failed, sum(host.asked.total() for host in hosts) - asked
            trouble, lines = number(server, TROUBLE), workers.log(2).read_text("utf-8").count("\n")
            overlaps, short = sum(host.overlaps() for host in hosts), sum(host.short_gaps() for host in hosts)
            # what was said into the cable may arrive when it is back, long after its worker has gone on: not looked at
            subprocess.run(["ip", "link", "set", "cable", "up"], check=True)
            began = time.monotonic()
            until(lambda: not _offline(server), 120, "it reaches hosts again")
            back = time.monotonic() - began
            until(lambda: "outcome=changed" in "".join(_lines(workers.log(2))[lines:]), 120, "it checks pages again")
            all_goes_on(hosts)
    outages = number(server, "SELECT count(*) FROM outages")
    said = f"known after {took:.0f} s, {failed} checks failed until then, {later} in the {AWAY:.0f} s and more after "
    said += (
        f"it; the others asked {asked} times, {trouble} pages in trouble, {outages} outages; back after {back:.0f} s"
    )
    said += f"; {overlaps} overlaps, {short} short gaps"
    return not (later or trouble or outages or overlaps or short) and asked > 0, said


def _offline(server: Server) -> bool:
    return bool(asked_of(server, "SELECT 1 FROM workers WHERE offline_since IS NOT NULL"))


def _failed(server: Server) -> int:
    return number(server, "SELECT coalesce(sum(count), 0) FROM checks WHERE outcome = 'failed'")


def _lines(log: Path) -> list[str]:
    return log.read_text("utf-8").splitlines()
