"""Backups of a home under load, each restored, verified, opened, and looked through for what had been acknowledged.

    python tests/proofs/restore_drill.py --backups 20

Half of them are made anew, half upon the one before. Exit status 1 when one is not whole.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from load import Running, command, lost, served, verified


@dataclass
class Drill:
    """What came of it."""

    backups: int = 0
    acknowledged: int = 0  #: changes that the restored homes had to hold
    snapshots: int = 0  #: in the last of them
    recorded: int = 0  #: changes told of while backups were being made
    wrong: list[str] = field(default_factory=list)


def drill(folder: Path, backups: int) -> Drill:
    """Make and restore so many *backups* of a service under load, below *folder*."""
    outcome = Drill()
    home = folder / "home"
    with served(home):
        service = Running(home)
        service.wait_for(": rose from", seconds=60)
        for number in range(backups):
            _one(service, folder / f"backup-{number // 2}", folder / "restored", outcome)
        service.send(signal.SIGTERM)
        if (status := service.over()) != 0:
            outcome.wrong.append(f"the service ended with {status}: {service.log[-3:]}")
        outcome.wrong += lost(home, service.acknowledged())
    return outcome


def _one(service: Running, backup: Path, restored: Path, outcome: Drill) -> None:
    shutil.rmtree(restored, ignore_errors=True)
    before = service.acknowledged()
    for home, verb, place in ((service.home, "backup", backup), (restored, "restore", backup)):
        done = command(home, verb, place)
        if done.returncode != 0:
            outcome.wrong.append(f"{verb} ends with {done.returncode}: {done.stderr}")
            return
        if verb == "backup":
            outcome.recorded += len(service.acknowledged() - before)
    found = verified(restored)
    outcome.wrong += [str(flaw) for flaw in found["flaws"]]
    outcome.wrong += lost(restored, before)
    report = command(restored, "report", "--format", "json")
    if report.returncode != 0 or not json.loads(report.stdout)["findings"]:
        outcome.wrong.append(f"it cannot be opened: {report.stderr}")
    outcome.backups += 1
    outcome.acknowledged += len(before)
    outcome.snapshots = found["snapshots"]


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backups", type=int, default=20)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="monitor-drill-") as folder:
        outcome = drill(Path(folder), given.backups)
    print(f"{outcome.backups} backups made and restored in {time.monotonic() - began:.0f} s, all verified and opened")
    print(
        f"{outcome.recorded} changes were recorded while they were made; the last holds {outcome.snapshots} snapshots"
    )
    print(f"{outcome.acknowledged} acknowledged changes looked for in them; wrong: {len(outcome.wrong)}")
    for line in outcome.wrong:
        print(f"  {line}")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
