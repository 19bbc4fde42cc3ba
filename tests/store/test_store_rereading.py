"""Pages are read again side by side and written in their order: the ledger is that of one after the other."""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import Future
from pathlib import Path

import pytest
from archive_home import dump, make_archive
from empty_ledger import copied, rows_of, sqlite_alone

from monitor import reread as rereading
from monitor.config import load
from monitor.errors import StoreError
from monitor.examine import examine
from monitor.home_ledger import open_store
from monitor.model import SourceReading
from monitor.model.examining import Examined, Task
from monitor.reread import Reread, reread
from monitor.worker_tasks import SourceTask, failed

PAGES, VERSIONS = 5, 3
WIDTH = 2


class Lagging:
    """Answers as late as it may: the newest document first, once it was given as many as it may be given."""

    def __init__(self, most: int) -> None:
        self.most, self.waiting = most, list[tuple[Task, Future[Examined]]]()
        self.pages = Counter[str]()
        self.deepest = 0

    def submit(self, task: Task) -> Future[Examined]:
        future: Future[Examined] = Future()
        self.waiting.append((task, future))
        assert len({one.page.id for one, _ in self.waiting}) == len(self.waiting)  # one version of a page at a time
        self.deepest = max(self.deepest, len(self.waiting))
        self.answer_what_keeps_others_waiting()
        return future

    def answer_what_keeps_others_waiting(self) -> None:
        """Answer the newest where no other can come before it was answered."""
        while self.waiting and len(self.waiting) == min(self.most, self.unread):
            task, future = self.waiting.pop()
            self.pages[task.page.id] += 1
            future.set_result(examine(task))

    @property
    def unread(self) -> int:
        """Return how many pages have versions that were not answered."""
        return PAGES - sum(versions == VERSIONS for versions in self.pages.values())

    def names(self, document: SourceTask) -> SourceReading:
        raise NotImplementedError


class Here:
    """Reads here and now, but for pages that it cannot read."""

    def __init__(self, *unread: str) -> None:
        self.unread = unread

    def submit(self, task: Task) -> Future[Examined]:
        future: Future[Examined] = Future()
        future.set_result(failed("hang", "Too long.") if task.page.id in self.unread else examine(task))
        return future

    def names(self, document: SourceTask) -> SourceReading:
        raise NotImplementedError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with pages that today's engine has not read."""
    home = tmp_path_factory.mktemp("archive") / "home"
    make_archive(home, PAGES, VERSIONS)
    return home


def read_again(home: Path, examiner: Here | Lagging, width: int) -> tuple[Reread, list[tuple[int, int, str]]]:
    told: list[tuple[int, int, str]] = []
    with open_store(home, writer=True) as store:
        outcome = reread(load(home, {}).pages, store, examiner, (), lambda *said: told.append(said), lambda: width)
    return outcome, told


@sqlite_alone
def test_the_ledger_is_that_of_one_page_after_the_other(archive: Path, tmp_path: Path) -> None:
    one, many = (shutil.copytree(archive, tmp_path / name) for name in ("one", "many"))
    before, (alone, _) = dump(one), read_again(one, Here(), 1)
    beside = Lagging(WIDTH * rereading.AHEAD)
    together, told = read_again(many, beside, WIDTH)
    assert (alone.pages, alone.versions, alone.differing) == (PAGES, PAGES * VERSIONS, (PAGES - 1) * VERSIONS)
    assert together == alone
    assert dump(many) == dump(one) != before
    assert [done for done, _, _ in told] == list(range(1, PAGES * VERSIONS + 1))
    assert {total for _, total, _ in told} == {PAGES * VERSIONS}
    assert beside.deepest == WIDTH * rereading.AHEAD


@pytest.mark.parametrize("unread", ["page-0", "page-2", "page-4"])
def test_a_page_that_cannot_be_read_is_left_as_it_was_and_the_others_are_written(
    unread: str, archive: Path, tmp_path: Path
) -> None:
    home = copied(archive, tmp_path / "home")
    outcome, _ = read_again(home, Here(unread), WIDTH)
    assert [one.page.id for one in outcome.failed] == [unread]
    assert (outcome.pages, outcome.versions) == (PAGES - 1, PAGES * VERSIONS)
    again, _ = read_again(home, Here(), WIDTH)
    assert (again.pages, again.versions, again.failed) == (1, VERSIONS, ())


@sqlite_alone
def test_what_comes_before_a_lost_snapshot_is_written_and_whoever_goes_on_has_it_no_more(
    archive: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(archive, tmp_path / "home")
    lost = next((home / "snapshots" / "page-3").rglob("*.gz"))
    lost.rename(tmp_path / "kept")
    for left in (PAGES - 3, PAGES - 3):
        with pytest.raises(StoreError):
            read_again(home, Here(), WIDTH)
        with rows_of(home) as ledger:
            assert ledger.execute("SELECT count(*) FROM pages WHERE reader = 'an engine of old'").fetchone()[0] == left
    (tmp_path / "kept").rename(lost)
    outcome, _ = read_again(home, Here(), WIDTH)
    assert (outcome.pages, outcome.versions) == (PAGES - 3, (PAGES - 3) * VERSIONS)


def test_an_interruption_leaves_whole_pages(archive: Path, tmp_path: Path) -> None:
    home = copied(archive, tmp_path / "home")

    class Interrupting(Here):
        def submit(self, task: Task) -> Future[Examined]:
            if task.page.id == "page-4":
                raise KeyboardInterrupt
            return super().submit(task)

    with pytest.raises(KeyboardInterrupt):
        read_again(home, Interrupting(), 1)
    outcome, _ = read_again(home, Here(), WIDTH)
    assert 0 < outcome.pages < PAGES
    assert outcome.versions == outcome.pages * VERSIONS


class SlowToBegin(Here):
    """Answers the first document of all when the second page is through; notes whose documents came before."""

    def __init__(self) -> None:
        super().__init__()
        self.first: tuple[Task, Future[Examined]] | None = None
        self.before = Counter[str]()

    def submit(self, task: Task) -> Future[Examined]:
        if not self.before:
            self.first = task, Future()
            self.before[task.page.id] += 1
            return self.first[1]
        answered = super().submit(task)
        if self.first is not None:
            self.before[task.page.id] += 1
            if self.before["page-1"] == VERSIONS:
                slow, future = self.first
                future.set_result(examine(slow))
                self.first = None
        return answered


def test_what_waits_for_its_turn_is_bounded(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "HELD", 2)  # fewer versions than two pages have
    slow = SlowToBegin()
    outcome, _ = read_again(copied(archive, tmp_path / "home"), slow, 8)
    assert slow.before == {"page-0": 1, "page-1": VERSIONS}
    assert outcome.pages == PAGES
