"""Say one thing after the other, and print the key of each once it is recorded; killed or done by a test.

With ``steps`` instead of a person: do each of several acts, killed before each of its statements in turn, and print, a
JSON object an act, in how many ways the ledger was left, and whether it holds what it should once it is said again.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from review_world import LATER, say
from sqlite_ledger import connection_of

from monitor.model.reviews import Act, Verb
from monitor.store import Store

VERBS = (Verb.CONFIRM, Verb.DISMISS, Verb.NOTE, Verb.LABEL)
ACTS = [
    Act(verb=Verb.DISMISS, person="Anna", key="dismiss", findings=(1, 2), text="twice"),
    Act(verb=Verb.NOT_A_FIGURE, person="Anna", key="none", page_id="uk", series=2),
    Act(verb=Verb.SAME, person="Ben", key="same", page_id="fr", series=2, into=1),
    Act(verb=Verb.UNDO, person="Ben", key="undo", undoes=2),
    Act(verb=Verb.UNDO, person="Ben", key="redo", undoes=4),
]
Rows = dict[str, list[tuple[object, ...]]]


def talk(home: Path, person: str, count: int) -> None:
    """Have *person* say *count* things, or without end."""
    number = 0
    while number < count or not count:
        key = f"{person}-{number}"
        with Store.open(home) as store:
            say(store, VERBS[number % 4], 1 + number % 12, person=person, key=key, text=f"{number % 7}")
        print(key, flush=True)
        number += 1


def rows(home: Path) -> Rows:
    """Return all that the ledger holds."""
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        names = [row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: ledger.execute(f"SELECT * FROM [{name}] ORDER BY 1, 2").fetchall() for name in sorted(names)}


def speak(home: Path, act: Act, step: Callable[[str], None]) -> None:
    """Say *act*; *step* is called before each statement, and once it is recorded."""
    with Store.open(home) as store:
        store._may_write()
        connection_of(store).set_trace_callback(step)
        store.act(act, LATER)
        step("recorded")


def killed(home: Path, act: Act) -> Iterator[tuple[Path, str]]:
    """Yield homes in each of which *act* was killed at another step, and that step."""
    for last in range(1, 10_000):
        tried = home.with_name(f"{home.name}-{act.key}-{last}")
        shutil.copytree(home, tried)
        told, telling = os.pipe()
        child = os.fork()
        if not child:
            left = [last]

            def step(statement: str, left: list[int] = left, telling: int = telling) -> None:
                left[0] -= 1
                if not left[0]:
                    os.write(telling, statement.encode()[:200])
                    os.kill(os.getpid(), signal.SIGKILL)

            speak(tried, act, step)
            os._exit(0)
        os.close(telling)
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            return
        yield tried, os.read(told, 200).decode()


def main() -> None:
    home, person = Path(sys.argv[1]), sys.argv[2]
    if person != "steps":
        talk(home, person, int(sys.argv[3]))
        return
    for act in ACTS:
        before = rows(home)
        whole = home.with_name(f"{home.name}-{act.key}")
        shutil.copytree(home, whole)
        speak(whole, act, lambda _: None)
        after = rows(whole)
        found = []
        for tried, statement in killed(home, act):
            with Store.open(tried) as store:
                store.actions()  # a reader has what was begun undone
            left = rows(tried)
            speak(tried, act, lambda _: None)
            found.append(
                (statement, [before, after].index(left) if left in (before, after) else None, rows(tried) == after)
            )
        print(json.dumps({"act": act.key, "killed": found}), flush=True)
        home = whole


if __name__ == "__main__":
    main()
