"""Whatever happens, in whatever order: each delivery is taken, and again only after a kill, in the same message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from deliver_world import DESK, Time, changed, owe
from hypothesis import given, settings
from hypothesis import strategies as st
from store_world import NOW

from monitor.deliver import Sending, deliver
from monitor.errors import FetchError
from monitor.model import Pace, When
from monitor.store import Store

PACES = [DESK.pace, Pace(), Pace(when=When.HOURLY, messages_a_day=3)]
ACTIONS = st.one_of(
    st.just("owe"), st.just("kill"), st.sampled_from([0, 200, 413, 503]), st.timedeltas(timedelta(), timedelta(days=3))
)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class World:
    """A channel that answers as it is told, and what it has taken."""

    store: Store
    answer: int = 200
    kills: int = 0
    dies: bool = False
    taken: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)  #: key, and the deliveries of the message

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False,  # noqa: ARG002
        ca_file: str | None = None,  # noqa: ARG002
    ) -> int:  # fmt: skip
        key = headers["Idempotency-Key"]
        rows = self.store._db.execute("SELECT id FROM deliveries WHERE message = ? ORDER BY id", [key]).fetchall()
        if self.answer == 0:
            raise FetchError("connect", "It refuses connections.")
        if self.answer == 200:
            self.taken.append((key, tuple(row[0] for row in rows)))
            if self.dies:
                self.dies, self.kills = False, self.kills + 1
                raise Killed
        return self.answer


def _play(world: World, pace: Pace, actions: list[object]) -> None:
    channel, clock = replace(DESK, pace=pace), Time(NOW)
    ways = Sending(post=world.post, now=clock.now)
    over: list[object] = [200, *[timedelta(hours=7)] * 30]
    for action in [*actions, "again", *over]:
        match action:
            case "owe":
                owe(world.store, clock.at, "desk")
            case "kill":
                world.dies = True
            case "again":
                world.dies = False
                world.store.outbox.owe_again((), clock.at)
            case timedelta():
                clock.at += action
            case int():
                world.answer = action
        try:
            list(deliver(channel, world.store, ways))
        except Killed:
            continue


@pytest.mark.slow
@pytest.mark.parametrize("pace", PACES, ids=["at once", "usual", "hourly"])
@settings(max_examples=20)
@given(st.lists(ACTIONS, max_size=20))
def test_each_is_taken_and_again_only_after_a_kill(pace: Pace, actions: list[object]) -> None:
    with TemporaryDirectory() as home, changed(Path(home), 1) as store:
        world = World(store)
        _play(world, pace, actions)
        assert store.outbox.open() == []
        owed = [row[0] for row in store._db.execute("SELECT id FROM deliveries")]
    assert len(owed) == actions.count("owe")
    assert len(dict(world.taken)) == len(set(world.taken))  # a key is that of one message, always the same
    times = Counter(number for _, numbers in world.taken for number in numbers)
    assert set(times) == set(owed)
    assert len(world.taken) - len(set(world.taken)) <= world.kills  # each kill repeats one message at most
    assert sum(times.values()) == len(owed) + sum(
        len(numbers) * (count - 1) for (_, numbers), count in Counter(world.taken).items()
    )
