"""A service follows what sources have found: from the tick after, over a reload, and from its start on."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from empty_ledger import make_ledger

from monitor.check_setup import Setup
from monitor.config import load
from monitor.examine import examine
from monitor.leases import Leases
from monitor.model import Capture, CheckResult, Fetched, HostMemory, Page, SourceReading, Validators
from monitor.model.examining import Examined, Task
from monitor.model.log_events import unheard
from monitor.service import Hooks, Service
from monitor.store import Store
from monitor.watchdog import Watchdog
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BLOG = "pages:\n  - {id: blog, url: 'https://site.example/feed', follow: feed, every: 1h}\n"
TURNS = 100  # that nothing here comes near


class Web:
    """Fetches from a site that lists posts in a feed, and examines where it stands."""

    def __init__(self) -> None:
        self.posts = ["a"]

    def fetch(self, page: Page, _validators: Validators | None) -> Fetched:
        items = "".join(f"<item><link>/{name}</link></item>" for name in self.posts)
        feed = f"<rss><channel>{items}</channel></rss>".encode()
        body = feed if page.url.endswith("/feed") else f"<main><p>12 ships lie at {page.url[-1]}.</p></main>".encode()
        captured = Capture(
            url=page.url, final_url=page.url, status=200, headers=(), requested_at=NOW, captured_at=NOW,
            framing="length", validators=Validators(),
        )  # fmt: skip
        return Fetched(capture=captured, body=body, digest=hashlib.sha256(body).hexdigest())

    def learnt(self) -> tuple[HostMemory, ...]:
        return ()

    def submit(self, task: Task) -> Future[Examined]:
        done: Future[Examined] = Future()
        done.set_result(examine(task))
        return done

    def names(self, task: SourceTask) -> SourceReading:
        return names(task)


class Served:
    """A service on a home, whose clock stands still until it is set on."""

    def __init__(self, home: Path, store: Store, web: Web, at: datetime = NOW) -> None:
        self.file, self.at = home / "config" / "pages.yaml", at
        self.checked: list[str] = []
        setup = Setup(
            fetcher=web,
            examiner=web,
            store=store,
            leases=Leases(store),
            now=lambda: self.at,
            dice=lambda: 0.0,
            stop=threading.Event(),
        )
        hooks = Hooks(
            recorded=self._record, ticked=lambda: None, said=unheard, refused=lambda _: None,
            adopted=lambda _: None,
        )  # fmt: skip
        watchdog = Watchdog(setup.stop, unheard, {})
        self.service = Service(load(home, {}), lambda: load(home, {}), store, setup, hooks, watchdog, threading.Event())

    def _record(self, results: list[CheckResult]) -> None:
        self.checked += [result.page.id for result in results]

    def round(self, count: int) -> list[str]:
        """Tick, and tick again, until so many checks are recorded; return their pages."""
        before = len(self.checked)
        for _ in range(TURNS):
            if len(self.checked) - before >= count:
                break
            self.service._pulse()
            self.service._turn()
        return sorted(self.checked[before:])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "pages.yaml").write_text(BLOG)
    make_ledger(tmp_path)
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(home, writer=True) as opened:
        yield opened


def test_what_a_source_finds_is_checked_and_outlives_reload_and_restart(home: Path, store: Store) -> None:
    web = Web()
    served = Served(home, store, web)
    assert served.round(2) == ["blog", "blog.a"]
    assert served.service.page("blog.a") is not None  # so retention knows it, too
    web.posts.insert(0, "b")
    served.at += HOUR
    assert served.round(3) == ["blog", "blog.a", "blog.b"]
    served.file.write_text(BLOG + "  - {id: port, url: 'https://site.example/port', every: 1h}\n")
    os.utime(served.file, (1_000, 1_000))
    served.at += HOUR
    assert served.round(4) == ["blog", "blog.a", "blog.b", "port"]
    restarted = Served(home, store, web, served.at + HOUR)
    assert restarted.round(4) == ["blog", "blog.a", "blog.b", "port"]


def test_a_page_that_its_source_has_left_is_checked_no_longer(home: Path, store: Store) -> None:
    (home / "config" / "pages.yaml").write_text(BLOG.replace("every: 1h", "every: 1h, most: 1"))
    web = Web()
    served = Served(home, store, web)
    assert served.round(2) == ["blog", "blog.a"]
    web.posts.insert(0, "b")
    served.at += HOUR
    served.round(3)
    served.at += HOUR
    assert served.round(2) == ["blog", "blog.b"]
    assert served.service.page("blog.a") is None
