"""The main job, top to bottom: fetch the pages that are due, examine what came, record it, say what happened.

Threads wait for servers (one host is served by one thread, so a hung host delays no other), worker processes read and
compare, and this thread alone writes, in batches. Whatever happens to a page, its check leaves exactly one trace.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from monitor import advice, schedule
from monitor.advice import Asked
from monitor.errors import StoreError
from monitor.examine import Examined, Task, reader_of
from monitor.host_queue import Hosts
from monitor.ledger_patience import Patience
from monitor.model import (
    Alert,
    Channel,
    CheckResult,
    Decision,
    Fetched,
    FetchFailed,
    HostMemory,
    Indicator,
    NotModified,
    Outcome,
    Page,
    PageState,
    Validators,
)
from monitor.outage import Wave, host_of
from monitor.restatements import Said, restating
from monitor.routing import routed

BATCH = 64  # results a transaction: a commit costs as much as some tens of results
IN_FLIGHT = 48  # fetched pages that wait to be recorded: bounds memory whatever the number of pages
PATIENCE = 0.2  # seconds without news after which a batch is written as it is

MISLED = "The server had said that nothing had changed; from now on the page is fetched whole each time."
NOT_THERE = frozenset({"lost", "unknown"})  # reasons why what was kept of one page cannot be had

Got = Fetched | NotModified | FetchFailed


class Fetching(Protocol):
    """What fetches a page."""

    def fetch(self, page: Page, validators: Validators | None) -> Fetched | NotModified | FetchFailed:
        """Fetch *page*; a failure is a value."""

    def remembered(self) -> tuple[HostMemory, ...]:
        """Return what must be known of hosts after a restart."""


class Examining(Protocol):
    """What runs `examine` under guard, and turns a crash, a hang or a burst limit into a FAILED value."""

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*."""


class Ledger(Said, Protocol):
    """What a check needs of the store."""

    def baseline(self, page_id: str) -> bytes | None:
        """Return the encoded baseline of a page."""

    def latest_capture(self, page_id: str) -> Fetched | None:
        """Return the page's newest good snapshot."""

    def kept(self, page_id: str, digest: str) -> Fetched:
        """Return an answer of the page that was kept, by the digest of its bytes."""

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        """Return the user's merges and splits that the baseline does not follow yet, in their order."""

    def ignored(self, page_id: str) -> frozenset[int]:
        """Return the series that the user does not want to hear of."""

    def names(self, page_id: str) -> Mapping[int, str]:
        """Return what the user calls the series of the page, by their numbers."""

    def record(self, results: Sequence[CheckResult], hosts: Iterable[HostMemory]) -> object:
        """Write *results*, and what must be known of *hosts* after a restart, in one transaction."""


@dataclass(frozen=True, kw_only=True)
class Setup:
    """What checking needs besides the pages."""

    fetcher: Fetching
    examiner: Examining
    store: Ledger
    now: Callable[[], datetime]
    dice: Callable[[], float]  #: 0 to 1
    alerts: tuple[Alert, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    channels: tuple[Channel, ...] = ()  #: they are owed what they want of every told change
    stamps: bool = False  #: an authority is to state when what is kept existed
    confirmations: int = 3
    confirm_after: timedelta = timedelta(hours=12)
    threads: int = 64  #: they wait, 16 KiB each: so many hosts may hang at once and hold up no other
    outage_wait: timedelta = timedelta(minutes=2)  #: of pages that could not be reached, for others: is it the network?
    clock: Callable[[], float] = time.monotonic
    stop: threading.Event


def check(due: Sequence[tuple[Page, PageState]], setup: Setup) -> Iterator[CheckResult]:
    """Check the pages that are *due*, once; yields each result when it is recorded."""
    checking = Checking(setup)
    checking.start(due)
    while checking.busy and not setup.stop.is_set():
        yield from checking.settle()


class Checking:
    """Checks under way. More pages can be started at any time: the service does so at every tick."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.busy: set[str] = set()  #: ids of the pages between `start` and the ledger
        self._news: queue.SimpleQueue[Callable[[], CheckResult | None]] = queue.SimpleQueue()
        self._room = threading.Semaphore(IN_FLIGHT)
        self._hosts: Hosts[_Attempt] = Hosts()
        self._threads = 0
        self._lock = threading.Lock()
        self._ready: list[CheckResult] = []
        self._patience = Patience()
        self._waves: list[Wave] = []

    def start(self, due: Sequence[tuple[Page, PageState]]) -> None:
        """Begin to check the pages that are *due*, but for those already under way."""
        fresh = [(page, state) for page, state in due if page.id not in self.busy]
        if not fresh:
            return
        self.busy.update(page.id for page, _ in fresh)
        self._waves.append(Wave(fresh, self.setup.clock() + self.setup.outage_wait.total_seconds()))
        for page, state in fresh:
            self._hosts.add(_Attempt(page, state, self.setup, self._news))
        with self._lock:
            missing = min(self.setup.threads, len(self._hosts)) - self._threads
            self._threads += max(missing, 0)
        for _ in range(missing):
            threading.Thread(target=self._serve, name="fetch", daemon=True).start()

    def settle(self) -> list[CheckResult]:
        """Wait a little for news, conclude what has come, and return the results that were recorded, if any.

        A result whose page could not be reached waits for the others that started with it, for a while: when most hosts
        fail together, the network is down, and that is one incident rather than a failure of every page.
        """
        dice, now = self.setup.dice, self.setup.clock()
        for wave in self._waves:
            self._ready += wave.concluded(dice, now)
        try:
            conclude = self._news.get(timeout=PATIENCE)
        except queue.Empty:
            return self._record()
        try:
            result = conclude()
        except StoreError as error:
            self._patience.bear(error)
            self._news.put(conclude)
            return []
        if result is None:
            return []  # on its way through a worker process
        self._room.release()
        wave = next(wave for wave in self._waves if result.page.id in wave.left)
        self._ready += wave.take(result, dice, now)
        if not wave.left:
            self._waves.remove(wave)
        return self._record() if len(self._ready) >= BATCH or not self._waves else []

    def _record(self) -> list[CheckResult]:
        """Write what is ready; while another program holds the ledger, keep it for the next time."""
        results, self._ready = self._ready, []
        if not results:
            return []
        try:
            recorded = self._written(results)
        except StoreError as error:
            self._ready = results + self._ready  # whatever is in the way, they are written when it is gone
            self._patience.bear(error)
            return []
        self._patience.forget()
        self.busy.difference_update(result.page.id for result in results)
        return recorded

    def _written(self, results: list[CheckResult]) -> list[CheckResult]:
        """Write *results*, but for those of pages that were renamed, or given another address, meanwhile."""
        setup = self.setup
        known = [result for result in results if setup.store.added_at(result.page) is not None]
        told = restating(known, setup.store, setup.alerts)
        recorded = [replace(routed(self._named(one), setup.channels), stamped=setup.stamps) for one in told]
        setup.store.record(recorded, setup.fetcher.remembered())
        return recorded

    def _named(self, result: CheckResult) -> CheckResult:
        """Return *result* with its changes called as the user calls their series."""
        names = self.setup.store.names(result.page.id) if result.changes else {}
        return replace(result, changes=tuple(replace(one, name=names.get(one.series)) for one in result.changes))

    def _serve(self) -> None:
        """Fetch, in a thread of its own, one page after another until told to stop."""
        stop = self.setup.stop
        while not stop.is_set() and not self._is_one_too_many():
            attempt = self._hosts.next()
            if attempt is None:
                continue
            news = attempt.fetched()
            while not self._room.acquire(timeout=PATIENCE):  # after the fetch: a hung host takes no room
                if stop.is_set():
                    return
            self._news.put(news)
            self._hosts.served(attempt)

    def _is_one_too_many(self) -> bool:
        """Return whether the thread that asks should end, for there are fewer now by the user's wish."""
        with self._lock:
            if self._threads <= self.setup.threads:
                return False
            self._threads -= 1
            return True


class _Attempt:
    """One check on its way: fetched in a thread, examined in a process, concluded by the one that writes."""

    def __init__(
        self,
        page: Page,
        state: PageState,
        setup: Setup,
        news: queue.SimpleQueue[Callable[[], CheckResult | None]],
    ) -> None:
        self.page, self.state, self.setup, self.news = page, state, setup, news
        self.started_at: datetime
        self.misled = False  #: the server's "not modified" is not to be believed
        self.host = host_of(page)
        self.reader = reader_of(page)

    def fetched(self) -> Callable[[], CheckResult | None]:
        """Fetch the page, here and now, and return what is left to do."""
        self.started_at = self.setup.now()
        if self.state.vouched is not None:
            return self._vouched  # what the user has seen is believed, not what the server would say now
        try:
            validators = self._validators(self.started_at)
            got = self.setup.fetcher.fetch(self.page, validators)
            self.misled = validators is None and self._are_validators_wrong(got)
        except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not end the thread that serves all)
            detail = f"Fetching the page met a defect of this program: {error!r:.300}"
            defect = FetchFailed(outcome=Outcome.FAILED, reason="defect", detail=detail)
            return lambda: self.conclude(defect)
        return lambda: self.conclude(got)

    def _validators(self, now: datetime) -> Validators | None:
        state = self.state
        return state.validators if self._may_ask(state) and not schedule.needs_full_fetch(state, now) else None

    def _may_ask(self, state: PageState) -> bool:
        """Return whether the server may be asked if the page is still what we hold."""
        known = state.body_digest is not None and state.reader == self.reader
        return known and schedule.is_asked_conditionally(state, self.page)

    def _are_validators_wrong(self, got: Got) -> bool:
        """Return whether the server says "not modified" of a page that was, as a whole fetch now and then finds."""
        changed = isinstance(got, Fetched) and got.digest != self.state.body_digest
        if not changed or not self._may_ask(self.state):
            return False
        return isinstance(self.setup.fetcher.fetch(self.page, self.state.validators), NotModified)

    def _vouched(self) -> CheckResult | None:
        """Have the doubted answer read that the user vouches for; it was last captured at the last check."""
        digest, at = self.state.vouched or "", self.state.last_check_at or self.started_at
        try:
            kept = self.setup.store.kept(self.page.id, digest)
        except StoreError as error:
            if error.reason not in NOT_THERE:
                raise
            return self._failed(self._lost(None, error))
        return self.conclude(replace(kept, capture=replace(kept.capture, requested_at=at, captured_at=at)))

    def conclude(self, got: Got) -> CheckResult | None:
        """Return the result if the first gates decide it: 304, then the digest of the bytes; else have it examined."""
        match got:
            case NotModified():
                return self._good(Outcome.NOT_MODIFIED, got)
            case FetchFailed(outcome=Outcome.SUSPECT, body=bytes(), capture=capture) if capture is not None:
                whole = self._confirmed(got)
                return self._failed(got) if whole is None else self.conclude(whole)
            case FetchFailed():
                return self._failed(got)
            case Fetched():
                if got.digest == self.state.body_digest and self.state.reader == self.reader:
                    return self._good(Outcome.UNCHANGED, got)
                try:
                    task = self._task(got)
                except StoreError as error:
                    if error.reason not in NOT_THERE:
                        raise
                    return self._failed(self._lost(got, error))  # of this page alone; every other is checked
                future = self.setup.examiner.submit(task)
                future.add_done_callback(lambda done: self.news.put(lambda: self._examined(task, done.result())))
                return None

    def _confirmed(self, failed: FetchFailed) -> Fetched | None:
        """Return an answer whose framing proves nothing as whole once the same bytes come twice (reliability, N7)."""
        assert failed.capture is not None and failed.body is not None  # noqa: S101, PT018 (matched by the caller)
        digest = _sha256(failed.body)
        if digest not in (self.state.suspect_digest, self.state.body_digest):
            return None
        return Fetched(capture=failed.capture, body=failed.body, digest=digest)

    def _lost(self, got: Fetched | None, error: StoreError) -> FetchFailed:
        """Return what a snapshot comes to that is missing or altered just when it was to be read again."""
        return FetchFailed(
            outcome=Outcome.FAILED, reason="snapshot_lost", detail=error.detail, retryable=False,
            capture=got.capture if got else None, body=got.body if got else None,
        )  # fmt: skip

    def _task(self, got: Fetched) -> Task:
        reread = self.state.reader != self.reader and self.state.text_digest is not None
        return Task(
            page=self.page,
            fetched=got,
            baseline=self.setup.store.baseline(self.page.id),
            text_digest=None if reread else self.state.text_digest,
            earlier=self.setup.store.latest_capture(self.page.id) if reread else None,
            suspect_digest=self.state.suspect_digest,
            suspect_count=self.state.suspect_count,
            suspect_for=self.started_at - (self.state.suspect_since or self.started_at),
            confirmations=self.setup.confirmations,
            confirm_after=self.setup.confirm_after,
            accepted=self.state.vouched is not None,
            alerts=self.setup.alerts,
            indicators=self.setup.indicators,
            ignored=self.setup.store.ignored(self.page.id),
            decisions=self.setup.store.pending(self.page.id),
        )

    def _examined(self, task: Task, examined: Examined) -> CheckResult:
        got = task.fetched
        if examined.outcome is Outcome.FAILED:
            failed = FetchFailed(
                outcome=Outcome.FAILED,
                reason=examined.reason,
                detail=examined.detail,
                retryable=examined.reason in advice.PASSING,
                capture=got.capture,
                body=got.body,
            )
            return self._failed(failed)
        if examined.outcome is Outcome.SUSPECT:
            return self._suspect(got, examined)
        good = self._good(examined.outcome, got)
        misled = (
            self.misled and examined.outcome is Outcome.CHANGED
        )  # bytes without a word that reads otherwise do not count
        wrong = good.state.validators_wrong or misled
        return replace(
            good,
            detail=MISLED if misled else "",
            state=replace(good.state, text_digest=examined.text_digest, validators_wrong=wrong),
            body=got.body if examined.outcome is not Outcome.UNCHANGED else None,
            text_digest=examined.text_digest,
            reading=examined.reading,
            changes=examined.changes,
            series=examined.series,
            headings=examined.headings,
            indicators=task.indicators,
            statements=examined.statements,
            restamped=examined.restamped,
            baseline=examined.baseline,
            decided=tuple(decision.id for decision in task.decisions) if examined.baseline is not None else (),
        )

    def _good(self, outcome: Outcome, got: Fetched | NotModified) -> CheckResult:
        now = self.setup.now()
        state = schedule.after_good(self.state, self.page, now, jitter=self.setup.dice())
        if isinstance(got, Fetched):
            state = replace(
                schedule.with_move(state, got.capture, now),
                full_fetch_at=now,
                validators=got.capture.validators,
                body_digest=got.digest,
                reader=self.reader,
            )
        return self._result(outcome, now, state, got)

    def _suspect(self, got: Fetched, examined: Examined) -> CheckResult:
        now = self.setup.now()
        digest = None if examined.hard else examined.text_digest
        state = schedule.after_suspect(self.state, self.page, now, jitter=self.setup.dice(), digest=digest)
        return replace(
            self._result(Outcome.SUSPECT, now, state, got),
            reason=examined.reason,
            detail=examined.detail,
            advice=advice.of_doubt(Asked.CHECK, self.page.id),
            body=got.body,
            text_digest=examined.text_digest,
        )

    def _failed(self, failed: FetchFailed) -> CheckResult:
        now, jitter = self.setup.now(), self.setup.dice()
        if failed.outcome is Outcome.SUSPECT:
            digest = _sha256(failed.body) if failed.body is not None else None
            state = schedule.after_suspect(self.state, self.page, now, jitter=jitter, digest=digest)
        else:
            state = schedule.after_failure(self.state, self.page, failed, now, jitter=jitter)
        return self._result(failed.outcome, now, state, failed)

    def _result(self, outcome: Outcome, now: datetime, state: PageState, got: Got) -> CheckResult:
        failed = got if isinstance(got, FetchFailed) else None
        return CheckResult(
            page=self.page,
            outcome=outcome,
            reason=failed.reason if failed else "",
            detail=failed.detail if failed else "",
            advice=advice.of(failed.reason, Asked.CHECK, self.page.id) if failed else "",
            started_at=self.started_at,
            finished_at=now,
            capture=got.capture,
            body=failed.body if failed else None,
            body_digest=got.digest if isinstance(got, Fetched) else None,
            reader=self.reader,
            vouched=self.state.vouched is not None,
            state=replace(state, vouched=None, next_check_at=now) if self.state.vouched else state,
        )


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
