"""One check of one page: fetched in a thread, examined in a worker process, concluded on the thread that writes.

The first gate that matches ends it: the server's "not modified", then the digest of the bytes, then that of the text.
"""

from __future__ import annotations

import hashlib
import queue
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from monitor import advice, schedule
from monitor.advice import Asked
from monitor.check_setup import Got, Setup
from monitor.engine import reader_of
from monitor.errors import ExtractError, StoreError, TurnOverError
from monitor.following import Beside, follow, reads_figures, said_of
from monitor.model import (
    NAMES,
    CheckResult,
    Fetched,
    FetchFailed,
    Named,
    NotModified,
    Outcome,
    Page,
    PageState,
    SourceReading,
    Validators,
)
from monitor.model.examining import Examined, Task
from monitor.source_documents import Listed, listed

MISLED = "The server had said that nothing had changed; from now on the page is fetched whole each time."
COUNTING = "Digits on the page never stood still; what counts on it can be left out with `ignore`."
NO_FEED = "Nothing is kept of the feed that the post stands in."
NOT_THERE = frozenset({"lost", "unknown"})  # reasons why what was kept of one page cannot be had


@dataclass(frozen=True, slots=True)
class PutOff:
    """What a check comes to whose host could not be asked, for it may be another's to ask: its page stays due."""

    page: Page


Conclusion = Callable[[], CheckResult | PutOff | None]
"""What is left to do of a check; None: a worker process has it now."""


class Attempt:
    """One check on its way: fetched in a thread, examined in a process, concluded by the one that writes."""

    def __init__(
        self,
        page: Page,
        state: PageState,
        setup: Setup,
        news: queue.SimpleQueue[Conclusion],
    ) -> None:
        self.page, self.state, self.setup, self.news = page, state, setup, news
        self.started_at: datetime
        self.misled = False  #: the server's "not modified" is not to be believed
        self.listed: Listed | None = None  #: what the documents of a source name, where they were read
        self.host = page.server
        self.reader = reader_of(page)

    def fetched(self) -> Conclusion:
        """Fetch the page, here and now, and return what is left to do."""
        self.started_at = self.setup.now()
        if self.state.vouched is not None:
            return self._vouched  # what the user has seen is believed, not what the server would say now
        if self.page.is_in_feed:
            return self._in_feed
        try:
            validators = self._validators(self.started_at)
            began = self.setup.clock()
            got = self.setup.fetcher.fetch(self.page, validators)
            self.setup.timed("fetch", self.setup.clock() - began)
            self.misled = validators is None and self._are_validators_wrong(got)
            if isinstance(got, Fetched) and self.page.source is not None and not self._is_held(got):
                got = self._listed(got)
        except TurnOverError:
            return lambda: PutOff(self.page)
        except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not end the thread that serves all)
            detail = f"Fetching the page met a defect of this program: {error!r:.300}"
            defect = FetchFailed(outcome=Outcome.FAILED, reason="defect", detail=detail)
            return lambda: self.conclude(defect)
        return lambda: self.conclude(got)

    def _is_held(self, got: Fetched) -> bool:
        """Return whether the bytes that came are those of the baseline, read as they would be read now."""
        return got.digest == self.state.body_digest and self.state.reader == self.reader

    def _listed(self, got: Fetched) -> Fetched | FetchFailed:
        """Read what the source names, here and now; a page whose figures are followed says when it goes without."""
        try:
            self.listed = listed(self.page, got, self.setup)
        except ExtractError as error:
            if not reads_figures(self.page):
                return FetchFailed(
                    outcome=Outcome.FAILED, reason=error.reason, detail=error.detail, capture=got.capture, body=got.body
                )
            self.listed = Listed(reading=SourceReading(notes=(error.detail,)), is_whole=True)
        return got

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

    def _in_feed(self) -> CheckResult | None:
        """Read the page in what was last fetched of its source; no server is asked."""
        try:
            feed = self.setup.store.latest_capture(self.page.found_by or "")
        except StoreError as error:
            if error.reason not in NOT_THERE:
                raise
            return self._failed(self._lost(None, error))
        if feed is None:  # no page is read in a feed before that was
            return self._failed(FetchFailed(outcome=Outcome.FAILED, reason="entry_gone", detail=NO_FEED))
        return self.conclude(feed)

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
                if self._is_held(got):
                    return self._good(Outcome.UNCHANGED, got)
                if self.listed is not None and not reads_figures(self.page):
                    return self._named(got, self.listed)
                try:
                    task = self._task(got)
                except StoreError as error:
                    if error.reason not in NOT_THERE:
                        raise
                    return self._failed(self._lost(got, error))  # of this page alone; every other is checked
                self._examine(got, task)
                return None

    def _examine(self, got: Fetched, task: Task) -> None:
        """Have *got* examined by a worker process; what it comes to is concluded later."""
        began = self.setup.clock()

        def done(future: Future[Examined]) -> None:
            self.setup.timed("read", self.setup.clock() - began)
            self.news.put(lambda: self._examined(got, future.result()))

        self.setup.examiner.submit(task).add_done_callback(done)

    def _named(self, got: Fetched, listed: Listed) -> CheckResult:
        """Return what a source comes to that is followed for its pages alone: it is new where it names others."""
        before = self.state.text_digest or ""
        outcome = Outcome.CHANGED if before.startswith(NAMES) else Outcome.FIRST
        outcome = Outcome.UNCHANGED if before == listed.digest else outcome
        good = self._good(outcome, got)
        state = replace(good.state, text_digest=listed.digest)
        if not listed.is_whole:  # the first document may stand as it was, and another name new pages
            state = replace(state, validators=Validators(), body_digest=None)
        body = got.body if outcome is not Outcome.UNCHANGED else None
        return replace(good, state=state, body=body, text_digest=listed.digest)

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
        known = self.state.text_digest
        if known is not None and known.startswith(NAMES):
            known = None  # the page was a source, of which no text was read
        reread = self.state.reader != self.reader and known is not None
        return Task(
            page=self.page,
            fetched=got,
            baseline=self.setup.store.baseline(self.page.id),
            text_digest=None if reread else known,
            earlier=self.setup.store.latest_capture(self.page.id) if reread else None,
            suspect_digest=self.state.suspect_digest,
            suspect_count=self.state.suspect_count,
            suspect_for=self.started_at - (self.state.suspect_since or self.started_at),
            accepted=self.state.vouched is not None,
            is_successor=self.page.is_successive and self.state.body_digest is None,  # the address is another
            criteria=self.setup.criteria,
            ignored=self.setup.store.ignored(self.page.id),
            decisions=self.setup.store.pending(self.page.id),
        )

    def _examined(self, got: Fetched, examined: Examined) -> CheckResult:
        """Return what a fetched answer comes to once it has been read and compared."""
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
        # an answer without a word that was asked for, and that reads otherwise, is no lie of the server
        misled = self.misled and examined.outcome is Outcome.CHANGED
        wrong = good.state.validators_wrong or misled
        return replace(
            good,
            detail=MISLED if misled else COUNTING if got.capture.is_counting else good.detail,
            state=replace(good.state, text_digest=examined.text_digest, validators_wrong=wrong),
            body=got.body if examined.outcome is not Outcome.UNCHANGED else None,
            text_digest=examined.text_digest,
            derived=examined.derived,
        )

    def _good(self, outcome: Outcome, got: Fetched | NotModified) -> CheckResult:
        now = self.setup.now()
        state = schedule.after_good(self.state, self.page, now, jitter=self.setup.dice())
        if isinstance(got, Fetched):
            moved = state if self.page.is_in_feed else schedule.with_move(state, got.capture, now)
            state = replace(
                moved,
                full_fetch_at=now,
                validators=got.capture.validators,
                body_digest=got.digest,
                reader=self.reader,
            )
        return self._following(self._result(outcome, now, state, got), self.listed.reading if self.listed else None)

    def _following(self, result: CheckResult, reading: SourceReading | None) -> CheckResult:
        """Return the *result* of a source with what it changes in what is followed; that of any other page as it is.

        A check without a *reading* changes something, too: pages leave when their time is over, whatever has become of
        their source.
        """
        if self.page.source is None:
            return result
        store, page_id = self.setup.store, self.page.id
        known = store.named(page_id)
        following = follow(self.page, reading, known, result.finished_at, self._beside(reading, known))
        said = " ".join(part for part in (result.detail, said_of(following)) if part)
        return replace(result, following=following, detail=said)

    def _beside(self, reading: SourceReading | None, known: Mapping[str, Named]) -> Beside:
        """Return the pages that are not those of a source, as far as what it names could meet them."""
        store, entries = self.setup.store, reading.entries if reading else ()
        urls = [one.url for one in entries if one.key not in known or known[one.key].page_id]
        return Beside(urls=store.followed_elsewhere(self.page.id, urls), ids=store.ids_beneath(self.page.id))

    def _suspect(self, got: Fetched, examined: Examined) -> CheckResult:
        now = self.setup.now()
        digest = None if examined.hard else examined.text_digest
        state = schedule.after_suspect(self.state, self.page, now, jitter=self.setup.dice(), digest=digest)
        doubted = replace(
            self._result(Outcome.SUSPECT, now, state, got),
            reason=examined.reason,
            detail=examined.detail,
            advice=advice.of_doubt(examined.reason, Asked.CHECK, self.page),
            body=got.body,
            text_digest=examined.text_digest,
        )
        return self._following(doubted, None)

    def _failed(self, failed: FetchFailed) -> CheckResult:
        now, jitter = self.setup.now(), self.setup.dice()
        if failed.outcome is Outcome.SUSPECT:
            digest = _sha256(failed.body) if failed.body is not None else None
            state = schedule.after_suspect(self.state, self.page, now, jitter=jitter, digest=digest)
        else:
            state = schedule.after_failure(self.state, self.page, failed, now, jitter=jitter)
        return self._following(self._result(failed.outcome, now, state, failed), None)

    def _result(self, outcome: Outcome, now: datetime, state: PageState, got: Got) -> CheckResult:
        failed = got if isinstance(got, FetchFailed) else None
        return CheckResult(
            page=self.page,
            outcome=outcome,
            reason=failed.reason if failed else "",
            detail=failed.detail if failed else "",
            advice=advice.of_check(failed.reason, self.page) if failed else "",
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
