"""Record and send until killed at each step in turn, or at one in so many; run by a test, without threads.

Prints one JSON object: for every step, the keys that were owed after all is sent, and what the two channels have got.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deliver_world import ANY, DESK, Time, change, with_changes
from sqlite_ledger import connection_of
from store_world import DAY, NOW

from monitor.deliver import Sending, deliver
from monitor.model import Channel
from monitor.store import Store


class Steps:
    """Counts steps, and kills the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def __call__(self, *_: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def work(home: Path, step: Callable[..., None]) -> None:
    """Record a change and send it, with one that is owed, to both channels; every statement and message is a step."""
    taken = home / "taken"

    def post(url: str, body: bytes, headers: Mapping[str, str], **_: object) -> int:
        step()
        with taken.open("a") as file:
            file.write(headers["Idempotency-Key"] + "\n")
        step()
        return 200

    ways = Sending(post=post, now=Time(NOW + DAY).now)
    with Store.open(home, writer=True) as store:
        connection_of(store).set_trace_callback(step)
        count = len(store.snapshots("uk"))
        if count < 3:
            change(store, count, "desk", "log")
        for channel in (DESK, Channel(name="log", kind="file", target=str(home / "log.jsonl"), pace=ANY)):
            for _ in deliver(channel, store, ways):
                step()


def main() -> None:
    folder = Path(sys.argv[1])
    told = []
    with_changes(folder / "first", 1, "desk", "log").close()
    for last in range(1, 10_000, int(sys.argv[2])):
        home = folder / str(last)
        shutil.copytree(folder / "first", home)
        child = os.fork()
        if not child:
            work(home, Steps(last))
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        work(home, Steps(0))
        with Store.open(home) as store:
            owed = store._db.execute("SELECT channel, state FROM deliveries ORDER BY 1").fetchall()
        told.append({
            "killed": killed, "owed": owed, "taken": (home / "taken").read_text().split(),
            "log": [json.loads(line)["key"] for line in (home / "log.jsonl").read_text().splitlines()],
        })  # fmt: skip
        if not killed:
            break
    print(json.dumps(told))


if __name__ == "__main__":
    main()
