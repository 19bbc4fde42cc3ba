"""Random kills of `monitor run` under load: whatever it said it had recorded must be there, whole, once.

    python tests/proofs/kill_test.py --kills 300

Each round starts the service on the same home and sends SIGKILL at a random moment, a third of the times while it is
stopped (SIGSTOP), or after it went on (SIGCONT). The next start recovers, as after any crash. Every ten rounds, and at
the end, `monitor verify` reads everything, and a program that shares no code with it looks for what was acknowledged.
Exit status 1 when anything was lost, torn, dangling, unadopted, untold, told twice, or left running.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from load import Acknowledged, Running, lost, served, untold, verified

VERIFIED_EVERY = 10  # rounds
LONGEST = 2.0  # seconds from the start of the service, or from the first thing it recorded, to its kill


@dataclass
class Outcome:
    """What came of it."""

    kills: int = 0
    stops: int = 0
    acknowledged: set[Acknowledged] = field(default_factory=set)
    adopted: int = 0  #: files that a kill had left without a row
    journals: int = 0  #: kills in the middle of a transaction that had begun to reach the disk
    torn: int = 0  #: kills in the middle of a file
    snapshots: int = 0
    changes: int = 0
    wrong: list[str] = field(default_factory=list)


def kill_test(home: Path, kills: int, dice: random.Random) -> Outcome:
    """Kill the service *kills* times and look each time what is left."""
    outcome = Outcome()
    for _ in range(kills):
        _killed(home, outcome, dice)
        if outcome.kills % VERIFIED_EVERY == 0:
            _look(home, outcome)
    _end_well(home, outcome)
    return outcome


def _killed(home: Path, outcome: Outcome, dice: random.Random) -> None:
    service = Running(home)
    if dice.random() < 0.75:
        service.wait_for("page-", seconds=30)  # a quarter is killed wherever it is, while it starts too
    time.sleep(dice.uniform(0.0, LONGEST))
    if dice.random() < 1 / 3:
        outcome.stops += 1
        service.send(signal.SIGSTOP)
        time.sleep(dice.uniform(0.02, 0.3))
        if dice.random() < 0.5:
            service.send(signal.SIGCONT)
            time.sleep(dice.uniform(0.0, 0.3))
    service.send(signal.SIGKILL)
    status = service.over()
    outcome.kills += 1
    if status != -signal.SIGKILL:
        outcome.wrong.append(f"it ended by itself with {status}: {service.log[-3:]}")
    if service.left_behind():
        outcome.wrong.append("a worker outlived the service")
    outcome.acknowledged |= service.acknowledged()
    snapshots = home / "snapshots"
    outcome.journals += (snapshots / "monitor.db-journal").exists()
    outcome.torn += any(True for _ in snapshots.glob("*/.*.tmp"))
    outcome.adopted += sum("a kill had left it" in line for line in service.log)


def _look(home: Path, outcome: Outcome) -> None:
    found = verified(home)
    outcome.adopted += len(found["adopted"])
    outcome.snapshots, outcome.changes = found["snapshots"], found["changes"]
    outcome.wrong += [str(flaw) for flaw in found["flaws"]]
    outcome.wrong += lost(home, outcome.acknowledged) + untold(home, outcome.acknowledged)


def _end_well(home: Path, outcome: Outcome) -> None:
    """Start it once more, have it record something, end it with SIGTERM, and look for whatever was left."""
    service = Running(home)
    service.wait_for(": rose from", seconds=60)
    service.send(signal.SIGTERM)
    if (status := service.over()) != 0:
        outcome.wrong.append(f"SIGTERM ended it with {status}")
    outcome.acknowledged |= service.acknowledged()
    outcome.adopted += sum("a kill had left it" in line for line in service.log)
    _look(home, outcome)
    found = verified(home)
    outcome.wrong += [f"not adopted: {file}" for file in found["adopted"]]
    outcome.wrong += [f"left half written: {path}" for path in (home / "snapshots").glob("*/.*.tmp")]
    if not service.acknowledged():
        outcome.wrong.append("it recorded nothing after the last kill")


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="monitor-kills-") as folder:
        home = Path(folder) / "home"
        with served(home):
            outcome = kill_test(home, given.kills, random.Random(given.seed))
    print(f"{outcome.kills} kills in {time.monotonic() - began:.0f} s, {outcome.stops} of them stopped before")
    print(f"{outcome.journals} in the middle of a transaction, {outcome.torn} in the middle of a file")
    print(f"{outcome.snapshots} snapshots, {outcome.changes} changes, {outcome.adopted} files adopted")
    print(f"{len(outcome.acknowledged)} changes acknowledged; wrong: {len(outcome.wrong)}")
    for line in outcome.wrong[:20]:
        print(f"  {line}")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
