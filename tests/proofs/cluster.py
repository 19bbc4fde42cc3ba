"""Several workers on one PostgreSQL, killed, frozen and cut off at random: each host is asked by one of them at a time.

    python tests/proofs/cluster.py --rounds 200

Four `monitor run` check the pages of one home, whose ledger lies in a PostgreSQL of its own, with one folder of
snapshots. Each round kills one of them (SIGKILL) and starts another, or freezes one for longer than its turns last
(SIGSTOP) and thaws it, or restarts the database at once, as by a loss of power. The sites note for themselves when they
are asked. Each answer is new, so that what was recorded can be held against what was asked. Exit status 1 when a host
was asked two things at once, or too soon after the last, when an answer was recorded twice, or when a worker that was
killed or frozen had asked for more in vain than it has threads; 0, with a line, where PostgreSQL is missing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from loopback import Site
from postgresql_server import Server, programs, serving
from several_workers import HOSTS, TURN, WORKERS, Cluster, Host, Outcome, everywhere, look, made, way, working

KINDS = {"kill": 5, "freeze": 3, "restart": 2}  # rounds, and how often each is


def cluster(home: Path, server: Server, rounds: int, dice: random.Random, kinds: Mapping[str, int] = KINDS) -> Outcome:
    """Do so many *rounds*, of the *kinds* by their weights, and look what came of it."""
    outcome = Outcome()
    hosts = [Host(dice) for _ in range(HOSTS)]
    with ExitStack() as stack:
        sites = [stack.enter_context(Site(host, robots=[])) for host in hosts]
        made(home, everywhere(sites), way(server))
        with working(home, server, [way(server)] * WORKERS) as workers:
            time.sleep(3 * TURN)
            for _ in range(rounds):
                _round(workers, server, outcome, dice, kinds)
            time.sleep(2 * TURN)
    look(server, outcome, hosts)
    return outcome


def _round(workers: Cluster, server: Server, outcome: Outcome, dice: random.Random, kinds: Mapping[str, int]) -> None:
    kind = dice.choices(list(kinds), list(kinds.values()))[0]
    outcome.rounds[kind] += 1
    if kind == "kill":
        workers.kill(dice.randrange(WORKERS))
    elif kind == "freeze":
        workers.freeze(dice.randrange(WORKERS))
    else:
        server.stop()
        server.start()
    time.sleep(dice.uniform(1.0, 5.0))


def main() -> int:
    """Do it, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--kind", choices=KINDS, help="rounds of this kind alone")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--keep", type=Path, help="a folder that is not there, for the home and the log of the workers")
    asked = parser.parse_args()
    kinds = {asked.kind: 1} if asked.kind else KINDS
    found = programs()
    if found is None:
        print("PostgreSQL is not installed, so nothing was tried. Debian and Ubuntu: apt install postgresql")
        return 0
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder, serving(found) as server:
        outcome = cluster(asked.keep or Path(folder) / "home", server, asked.rounds, random.Random(asked.seed), kinds)
    rounds = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.rounds.items()))
    print(f"{outcome.rounds.total()} rounds ({rounds}): {outcome.requests} answers of pages,")
    print(f"{outcome.recorded} recorded, {outcome.wasted} in vain, of {outcome.most} that may be,")
    print(f"{outcome.failed} failed, {outcome.twice} twice;")
    print(f"{outcome.overlaps} overlaps, {outcome.short_gaps} short gaps, {outcome.unchecked} pages never checked")
    return int(outcome.wrong)


if __name__ == "__main__":
    sys.exit(main())
