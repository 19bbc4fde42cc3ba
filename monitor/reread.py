"""Derive everything again from the stored snapshots, with today's engine.

Page by page: each page's figures and changes are replaced in one transaction, so an interrupted run has whole pages
behind it, and goes on with those that today's engine has not read. Numbers of series and the user's decisions stay.

A version is read on from the one before, so of one page one version is read at a time; pages are read side by side.
They are written in their order, so that the ledger is the same however many there are.
"""

from __future__ import annotations

import queue
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import count

from monitor.check_setup import Examining
from monitor.engine import reader_of
from monitor.errors import StoreError
from monitor.examine import as_technical, decided, series_of
from monitor.following import reads_figures
from monitor.model import Baseline, CheckResult, Decision, Fetched, Figure, Indicator, Outcome, Page, PageState
from monitor.model.baseline_codec import decode, encode
from monitor.model.examining import Criteria, Examined, Task
from monitor.store import Ledger, Snapshot, Stored

AHEAD = 2  # pages under way for each document that can be read at once: the next is there while one is written
HELD = 2_000  # versions of pages side by side, whose results wait for their turn: 12 to 75 KiB each
Key = tuple[str, str, str]  # a figure's surface, sentence and header: what is the same under any engine


@dataclass(frozen=True, kw_only=True)
class Reread:
    """What came of it."""

    pages: int = 0
    versions: int = 0
    failed: tuple[CheckResult, ...] = ()  #: of each page that was left as it was, the first version that is not read
    differing: int = 0  #: versions in which today's engine finds other figures than were recorded


def reread(
    pages: Iterable[Page],
    store: Ledger,
    examiner: Examining,
    indicators: tuple[Indicator, ...],
    progress: Callable[[int, int, str], None],
    width: Callable[[], int] = lambda: 1,
) -> Reread:
    """Read every version of *pages* again, but for pages that today's engine has read already.

    Args:
        pages: in the order in which they are written.
        store: opened for writing.
        examiner: reads under guard.
        indicators: for rules of telling that name them.
        progress: called with versions done, versions in all, and the page's id.
        width: how many documents *examiner* can read at once, as of now.
    """
    waiting = [page for page in pages if reads_figures(page) and store.state(page.id).reader != reader_of(page)]
    total, done, outcome = sum(len(_held(store, page)) for page in waiting), count(1), Reread()
    side_by_side = _SideBySide(waiting, store, examiner, indicators, width)
    for page in side_by_side.read(lambda page_id: progress(next(done), total, page_id)):
        outcome = _written(outcome, page, store)
    return outcome


def _written(outcome: Reread, page: _UnderWay, store: Ledger) -> Reread:
    """Write what came of *page*; return *outcome* with it."""
    outcome = replace(outcome, versions=outcome.versions + len(page.results))
    failed = next((result for result in page.results if result.outcome is Outcome.FAILED), None)
    if failed is not None:  # what cannot be read again stays as it was read
        return replace(outcome, failed=(*outcome.failed, failed))
    store.rewrite(page.derived.page.id, page.results)
    return replace(outcome, pages=outcome.pages + 1, differing=outcome.differing + page.derived.differing)


class _SideBySide:
    """Pages that are read at the same time; what comes of them comes in their order."""

    def __init__(
        self,
        pages: Sequence[Page],
        store: Ledger,
        examiner: Examining,
        indicators: tuple[Indicator, ...],
        width: Callable[[], int],
    ) -> None:
        self._pages, self._store, self._examiner, self._width = deque(pages), store, examiner, width
        self._indicators = indicators
        self._under_way: deque[_UnderWay] = deque()
        self._news: queue.SimpleQueue[tuple[_UnderWay, Future[Examined]]] = queue.SimpleQueue()

    def read(self, told: Callable[[str], None]) -> Iterator[_UnderWay]:
        """Yield each page when all of it was read, in their order.

        Args:
            told: called with the page's id whenever a version was read.

        Raises:
            StoreError: a version cannot be had; all pages before its page have come.
        """
        while self._pages or self._under_way:
            while self._pages and self._has_room():
                self._begin(self._pages.popleft())
            if not self._under_way[0].is_over:
                page, future = self._news.get()
                page.take(future.result())
                told(page.derived.page.id)
                self._go_on(page)
                continue
            page = self._under_way.popleft()
            if page.refusal is not None:
                raise page.refusal
            yield page

    def _has_room(self) -> bool:
        """Return whether the next page may begin: not more than can be read, nor than can be held."""
        busy = sum(not page.is_over for page in self._under_way)
        held = sum(len(page.versions) + 1 for page in self._under_way)  # one without any is there, too
        return busy < AHEAD * self._width() and (held < HELD or len(self._under_way) < AHEAD)

    def _begin(self, page: Page) -> None:
        store = self._store
        derived = _Derived(page, store.history([page.id]), tuple(store.decisions(page.id)))
        under_way = _UnderWay(derived, _held(store, page))
        self._under_way.append(under_way)
        self._go_on(under_way)

    def _go_on(self, page: _UnderWay) -> None:
        """Have the next version of *page* read, if there is one more."""
        if page.is_over:
            return
        version = page.versions[len(page.results)]
        try:
            task = page.derived.task(version, self._store.body(version), self._indicators)
        except StoreError as error:  # it is raised when the pages before this one are written
            page.refusal = error
            return
        self._examiner.submit(task).add_done_callback(lambda future: self._news.put((page, future)))


class _UnderWay:
    """A page whose versions are read, one after the other."""

    def __init__(self, derived: _Derived, versions: list[Snapshot]) -> None:
        self.derived, self.versions = derived, versions
        self.results: list[CheckResult] = []
        self.refusal: StoreError | None = None  #: a version cannot be had

    @property
    def is_over(self) -> bool:
        """Return whether nothing more of the page will be read."""
        return self.refusal is not None or len(self.results) == len(self.versions)

    def take(self, examined: Examined) -> None:
        """Note what came of the next version."""
        self.results.append(self.derived.result(self.versions[len(self.results)], examined))


def _held(store: Ledger, page: Page) -> list[Snapshot]:
    """Return the versions of *page* whose bytes are kept; one that retention removed said nothing new."""
    return [one for one in store.snapshots(page.id) if one.removed_at is None]


class _Derived:
    """The versions of one page, folded again, with the numbers that its series had before."""

    def __init__(self, page: Page, before: Sequence[Stored], decisions: tuple[Decision, ...]) -> None:
        self.page, self.decisions, self.differing = page, decisions, 0
        self._known: dict[Key, dict[int, None]] = defaultdict(dict)  #: numbers of a figure, the first that it had first
        for one in sorted(before, key=lambda stated: stated.id):
            self._known[_key(one.figure)][one.number] = None
        self._next = max((one.number for one in before), default=0) + 1
        self._baseline: Baseline | None = None
        self._encoded = b""  #: the same, for who reads the next version and for the ledger
        self._seen: set[int] = set()

    def task(self, version: Snapshot, body: bytes, indicators: tuple[Indicator, ...]) -> Task:
        """Return what is to be read of *version*, which follows on those whose results are known."""
        return Task(
            page=self.page,
            fetched=Fetched(capture=version.capture, body=body, digest=version.digest),
            baseline=self._replayed(version),
            accepted=True,
            criteria=Criteria(indicators=indicators),
        )

    def result(self, version: Snapshot, examined: Examined) -> CheckResult:
        """Return what *version* says, as a check would have recorded it."""
        at = version.captured_at
        state = PageState(page_id=self.page.id, next_check_at=at)
        result = CheckResult(
            page=self.page, outcome=examined.outcome, started_at=at, finished_at=at, state=state,
            reader=reader_of(self.page), text_digest=examined.text_digest,
        )  # fmt: skip
        derived = examined.derived
        if derived is None:
            return replace(result, outcome=Outcome.FAILED, reason=examined.reason, detail=examined.detail)
        after = decode(derived.baseline)
        numbers = self._numbers(after)
        after = _renumbered(after, numbers, self._next)
        self._baseline, self._encoded = after, encode(after)
        self.differing += any(_key(figure) not in self._known for figure in derived.reading.figures)
        renumbered = replace(
            derived,
            changes=as_technical(
                tuple(replace(change, series=numbers.get(change.series, change.series)) for change in derived.changes)
            ),
            series=series_of(after, derived.reading),
            statements=tuple(replace(one, series=numbers.get(one.series, one.series)) for one in derived.statements),
            baseline=self._encoded,
        )
        return replace(result, derived=renumbered)

    def _replayed(self, version: Snapshot) -> bytes | None:
        """Return the baseline as the user's word, said before *version* was captured, has it; encoded."""
        said = tuple(one for one in self.decisions if one.after < version.id)
        self.decisions = tuple(one for one in self.decisions if one.after >= version.id)
        if self._baseline is None:
            return None
        return encode(decided(self._baseline, said)) if said else self._encoded

    def _numbers(self, after: Baseline) -> dict[int, int]:
        """Return for series that are new in *after* the number that the same figure had before, or a free one."""
        numbers: dict[int, int] = {}
        taken = set(self._seen)
        for tracked in after.tracked:
            if tracked.series in self._seen:
                continue
            had = self._known.get(_key(tracked.figure), {})
            number = next((one for one in had if one not in taken), None)  # a merge may have given it another since
            if number is None:
                number, self._next = self._next, self._next + 1
            numbers[tracked.series] = number
            taken.add(number)
        self._seen = taken
        return numbers


def _renumbered(baseline: Baseline, numbers: dict[int, int], following: int) -> Baseline:
    tracked = tuple(replace(one, series=numbers.get(one.series, one.series)) for one in baseline.tracked)
    return replace(baseline, tracked=tracked, next_series=max(following, baseline.next_series))


def _key(figure: Figure) -> Key:
    return figure.surface, figure.sentence, " ".join(figure.headers)
