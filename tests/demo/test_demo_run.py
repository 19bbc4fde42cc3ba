"""The demo's own part: its home, its visits, what it prints and what it leaves behind; the service is a fake."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from monitor.cli.demo import run
from monitor.cli.demo.site_visits import VISITS
from monitor.config import load
from monitor.examine import read
from monitor.model import (
    Change,
    ChangeKind,
    CheckResult,
    Derived,
    Entry,
    Figure,
    Following,
    Named,
    Outcome,
    Page,
    PageState,
    PageStatus,
    Source,
)
from monitor.report import Report
from monitor.report.terminal import terminal

START = datetime(2031, 5, 6, tzinfo=UTC)


class Clock:
    """A clock that moves a second each time it is looked at."""

    def __init__(self) -> None:
        self._ticks = count()

    def __call__(self) -> datetime:
        return START + timedelta(seconds=next(self._ticks))


class FakeService:
    """Fetches every configured page again and again until told to stop, and reads nothing in them."""

    def __init__(self, now: Callable[[], datetime], *, rounds: int = 50, outcome: Outcome = Outcome.UNCHANGED) -> None:
        self.now, self.rounds, self.outcome = now, rounds, outcome
        self.bodies: dict[str, list[str]] = {}
        self.home = Path()
        self.interrupt = False

    def __call__(
        self,
        home: Path,
        *,
        recorded: Callable[[list[CheckResult]], None],
        said: Callable[[str], None],
        stop: threading.Event,
    ) -> None:
        self.home = home
        said("ready")
        for _ in range(self.rounds):
            for page in load(home, {}).pages:
                started_at = self.now()
                with urllib.request.urlopen(page.url, timeout=60) as answer:
                    self.bodies.setdefault(page.id, []).append(answer.read().decode())
                recorded([result(page, started_at, self.outcome)])
            if stop.is_set():
                return
        if self.interrupt:
            raise KeyboardInterrupt


def result(page: Page, at: datetime, outcome: Outcome, *changes: Change, detail: str = "") -> CheckResult:
    state = PageState(page_id=page.id, next_check_at=at)
    derived = Derived(reading=read(b"nothing that counts"), changes=changes, baseline=b"") if changes else None
    return CheckResult(
        page=page, outcome=outcome, started_at=at, finished_at=at, state=state, derived=derived, detail=detail
    )


def tell(home: Path) -> Report:
    assert home.is_dir()
    return Report(title="Told", made_at=START, statuses=(PageStatus(id="ministry", url="", state="ok", since=None),))


def play(out: Path, service: FakeService, said: list[str], *, keep: bool = False) -> int:
    return run.demo(
        keep=keep, out=out, echo=said.append, serve=service, tell=tell, invite=lambda home: f"a link to {home}",
        now=service.now, draw=terminal,
    )  # fmt: skip


def test_the_demo_comes_to_its_end_and_leaves_only_the_report(tmp_path: Path) -> None:
    said: list[str] = []
    service = FakeService(Clock())
    assert play(tmp_path, service, said) == 0
    assert [path.name for path in tmp_path.iterdir()] == [run.REPORT]
    assert "Told" in (tmp_path / run.REPORT).read_text(encoding="utf-8")
    assert not service.home.exists()
    visits = [line for line in said if line.startswith("\nVisit ")]
    assert len(visits) == len(VISITS)
    assert str(tmp_path / run.REPORT) in said[-1]


def test_every_page_is_seen_at_every_visit(tmp_path: Path) -> None:
    service = FakeService(Clock())
    play(tmp_path, service, [])
    assert set(service.bodies) == {"ministry", "association", "prefecture", "coast-guard", "bulletin"}
    for word in ("4,812", "5,107", "maintenance", "6,400", "5,390"):
        assert any(word in body for body in service.bodies["ministry"])


def test_the_home_is_a_valid_one(tmp_path: Path) -> None:
    run.write_home(tmp_path, "http://127.0.0.1:9")
    config = load(tmp_path, {})
    assert [page.id for page in config.pages] == ["ministry", "association", "prefecture", "coast-guard", "bulletin"]
    assert [page.source.kind for page in config.pages if page.source] == ["feed", "latest"]
    assert all(page.allow_private and page.every == timedelta(seconds=1) for page in config.pages)
    assert config.limits.host_gap == timedelta()
    assert [indicator.id for indicator in config.indicators] == ["settlement", "rescued"]


class FakeSite:
    """A site of which it is only told that time goes on."""

    visit = 0

    def advance(self) -> bool:
        self.visit += 1
        return self.visit < 2


def test_what_a_source_has_found_is_awaited_where_it_stands_now() -> None:
    said: list[str] = []
    site, clock = FakeSite(), Clock()
    source = Page(id="bulletin", url="http://127.0.0.1:9/bulletins", source=Source(kind="latest"))
    visits = run.Visits(site, [source], said.append, clock, lambda: said.append("the end"))

    def found(number: int) -> Page:
        return Page(id="bulletin.latest", url=f"http://127.0.0.1:9/{number}", found_by="bulletin")

    def names(number: int, detail: str) -> CheckResult:
        entry = Entry(url=found(number).url, key="latest")
        following = Following(named=(Named(entry=entry, page_id="bulletin.latest", is_followed=True),))
        return replace(result(source, clock(), Outcome.CHANGED, detail=detail), following=following)

    visits.recorded([names(1, "1 new page followed.")])
    assert site.visit == 0  # what it has found was not seen yet
    visits.recorded([result(found(1), clock(), Outcome.FIRST)])
    assert site.visit == 1
    visits.recorded([result(found(1), clock(), Outcome.UNCHANGED), names(2, "It is elsewhere.")])
    visits.recorded([result(found(1), clock(), Outcome.UNCHANGED)])
    assert not visits.ended  # it was seen where it was before
    visits.recorded([result(found(2), clock(), Outcome.CHANGED)])
    assert visits.ended
    assert [line for line in said if not line.startswith("\n")] == [
        "  bulletin: 1 new page followed.",
        "  bulletin.latest: 0 figures found, and followed from now on",
        "  bulletin: It is elsewhere.",
        "  bulletin.latest: the text changed, but no figure that counts",
        "the end",
    ]


def test_a_service_that_ends_too_early_is_a_failure(tmp_path: Path) -> None:
    said: list[str] = []
    assert play(tmp_path, FakeService(Clock(), rounds=2), said) == 1
    assert "did not come to its end" in said[-1]
    assert not list(tmp_path.iterdir())


def test_with_keep_it_goes_on_until_interrupted(tmp_path: Path) -> None:
    said: list[str] = []
    service = FakeService(Clock(), rounds=20)
    service.interrupt = True
    assert play(tmp_path, service, said, keep=True) == 0
    assert len(service.bodies["ministry"]) == 20
    assert "Ctrl-C ends it" in said[-1]
    assert f"a link to {service.home}" in said[-3]


def test_an_interrupt_before_the_end_is_passed_on(tmp_path: Path) -> None:
    service = FakeService(Clock(), rounds=1)
    service.interrupt = True
    with pytest.raises(KeyboardInterrupt):
        play(tmp_path, service, [])
    assert not service.home.exists()


PAGE = Page(id="ministry", url="http://127.0.0.1:9/")
FIGURE = Figure(value=None, surface="dozens", start=0, end=6, sentence="dozens came", sentence_start=0, counts="boats")


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (result(PAGE, START, Outcome.FIRST), ["0 figures found, and followed from now on"]),
        (result(PAGE, START, Outcome.CHANGED), ["the text changed, but no figure that counts"]),
        (result(PAGE, START, Outcome.CHANGED,
                Change(kind=ChangeKind.APPEARED, series=1, old=None, new=FIGURE, told=True),
                Change(kind=ChangeKind.MOVED, series=2, old=FIGURE, new=FIGURE)), ["boats: dozens, not stated before"]),
        (result(PAGE, START, Outcome.NOT_MODIFIED), ["nothing new"]),
        (result(PAGE, START, Outcome.SUSPECT, detail="down\x1b"), ["not believed, kept aside: down⟨U+001B⟩"]),
        (result(PAGE, START, Outcome.FAILED, detail="no answer"), ["failed: no answer"]),
    ],
)  # fmt: skip
def test_what_a_check_came_to_is_told_in_a_line(told: CheckResult, lines: list[str]) -> None:
    assert run.lines(told) == lines
