"""When the service reads its configuration: once the files lie still, all of them, or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger

from monitor.check_setup import Setup
from monitor.config import Config, load
from monitor.leases import Leases
from monitor.model.log_events import unheard
from monitor.service import Hooks, Service
from monitor.store import Store
from monitor.watchdog import Watchdog

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HALF = "pages:\n  - {id: uk, url: 'https://uk.example', enabled: false}\n"
WHOLE = HALF + "  - {id: fr, url: 'https://fr.example', enabled: false}\n"


class Read:
    """A service that ticks when it is told to, and what came of its configuration."""

    def __init__(self, home: Path, store: Store) -> None:
        self.file = home / "config" / "pages.yaml"
        self.adopted: list[int] = []
        self.refused: list[str] = []
        nothing: Any = object()  # no page is checked here
        setup = Setup(
            fetcher=nothing,
            examiner=nothing,
            store=store,
            leases=Leases(store),
            now=lambda: NOW,
            dice=lambda: 0.0,
            stop=threading.Event(),
        )
        hooks = Hooks(
            recorded=lambda _: None, ticked=lambda: None, said=unheard,
            adopted=self._adopt, refused=lambda error: self.refused.append(str(error)),
        )  # fmt: skip

        def read() -> Config:
            return load(home, {})

        watchdog = Watchdog(setup.stop, unheard, {})
        self.tick: Callable[[], None] = Service(read(), read, store, setup, hooks, watchdog, threading.Event())._reload

    def _adopt(self, config: Config) -> None:
        self.adopted.append(len(config.pages))

    def write(self, text: str, at: int) -> None:
        """Have the file be *text*, written *at* so many seconds of some time."""
        self.file.write_text(text)
        os.utime(self.file, (at, at))


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Read]:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text(WHOLE)
    make_ledger(tmp_path)
    with Store.open(tmp_path, writer=True) as store:
        made = Read(tmp_path, store)
        made.tick()
        yield made


def test_a_file_that_is_still_being_written_is_not_read(read: Read) -> None:
    for second in range(5):
        read.write(HALF, 1_000 + second)
        read.tick()
    read.write(WHOLE + "  - {id: de, url: 'https://de.example', enabled: false}\n", 1_005)
    read.tick()
    assert (read.adopted, read.refused) == ([2], [])
    read.tick()
    assert (read.adopted, read.refused) == ([2, 3], [])
    read.tick()
    assert read.adopted == [2, 3]


def test_a_file_with_a_mistake_is_read_once_and_nothing_of_it_is_taken(read: Read) -> None:
    read.write(HALF + "  - {id: de, url: 'https://de.example', evry: 6h}\n", 2_000)
    for _ in range(4):
        read.tick()
    assert (read.adopted, len(read.refused)) == ([2], 1)
    assert "did you mean `every`?" in read.refused[0]
    read.file.unlink()
    for _ in range(3):
        read.tick()
    assert "there is no such file" in read.refused[1]
    read.write(WHOLE, 3_000)
    for _ in range(3):
        read.tick()
    assert (read.adopted, len(read.refused)) == ([2, 2], 2)


def test_a_file_of_config_pages_that_comes_and_goes_is_seen_once_it_lies_still(read: Read) -> None:
    folder = read.file.parent / "pages"
    folder.mkdir()
    added = folder / "de.yaml"
    for second, text in enumerate(("", "pages:\n", "pages:\n  - {id: de, url: 'https://de.exam")):
        added.write_text(text)
        os.utime(added, (4_000 + second, 4_000 + second))
        read.tick()
    assert (read.adopted, read.refused) == ([2], [])
    read.tick()
    assert (read.adopted, len(read.refused)) == ([2], 1), "half a file that lies still is a mistake"
    added.write_text("pages:\n  - {id: de, url: 'https://de.example', enabled: false}\n")
    for _ in range(2):
        read.tick()
    added.unlink()
    for _ in range(3):
        read.tick()
    assert (read.adopted, len(read.refused)) == ([2, 3, 2], 1)
