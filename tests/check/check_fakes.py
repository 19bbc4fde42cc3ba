"""A fetcher that answers from a script, a ledger in memory, and `examine` without a process."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.check import check
from monitor.check_setup import Setup
from monitor.errors import StoreError
from monitor.examine import examine
from monitor.model import (
    Capture,
    CheckResult,
    Decision,
    Fetched,
    FetchFailed,
    HostMemory,
    Named,
    NotModified,
    Outcome,
    Page,
    PageState,
    SourceReading,
    Statement,
    Turn,
    Validators,
)
from monitor.model.examining import Examined, Task
from monitor.worker_reading import names
from monitor.worker_tasks import SourceTask

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Got = Fetched | NotModified | FetchFailed


def page(name: str, **more: object) -> Page:
    return Page(id=name, url=f"https://{name}.example/", **more)  # type: ignore[arg-type]


def fetched(body: str, url: str = "https://uk.example/", etag: str | None = None, **more: object) -> Fetched:
    raw = body.encode()
    found = Capture(
        url=url, final_url=url, status=200, headers=(("Content-Type", "text/html; charset=utf-8"),), requested_at=NOW,
        captured_at=NOW, framing="length", validators=Validators(etag=etag), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return Fetched(capture=found, body=raw, digest=hashlib.sha256(raw).hexdigest())


def html(*sentences: str, title: str = "The camp at Norhaven") -> str:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"


CALM = "The ministry keeps this page, on which it writes what its officers count in the camp every week, up to date."


def camp(people: str) -> str:
    return html(CALM, f"There are {people} people in the camp.", "Some 40 officers guard it.")


def failure(reason: str = "connect", outcome: Outcome = Outcome.FAILED, **more: object) -> FetchFailed:
    return FetchFailed(outcome=outcome, reason=reason, detail="It failed.", **more)  # type: ignore[arg-type]


NOT_MODIFIED = NotModified(capture=fetched("").capture)


class Script:
    """Answers each page with the next of its answers; remembers the validators that were sent."""

    def __init__(self, answers: dict[str, list[Got]]) -> None:
        self.answers = {name: list(given) for name, given in answers.items()}
        self.sent: dict[str, list[Validators | None]] = {}
        self.hosts: tuple[HostMemory, ...] = ()

    def fetch(self, page: Page, validators: Validators | None) -> Got:
        self.sent.setdefault(page.id, []).append(validators)
        return self.answers[page.id].pop(0)

    def learnt(self) -> tuple[HostMemory, ...]:
        return self.hosts


class Inline:
    """Runs `examine` where it stands; or gives the same answer to every task."""

    def __init__(self, always: Examined | None = None) -> None:
        self.always = always
        self.tasks: list[Task] = []

    def submit(self, task: Task) -> Future[Examined]:
        self.tasks.append(task)
        done: Future[Examined] = Future()
        done.set_result(self.always or examine(task))
        return done

    def names(self, task: SourceTask) -> SourceReading:
        """Read *task* at once."""
        return names(task)


class Memory:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.results: list[CheckResult] = []
        self.batches: list[int] = []
        self.states: dict[str, PageState] = {}
        self.said: dict[str, tuple[Decision, ...]] = {}
        self.quiet: dict[str, frozenset[int]] = {}
        self.added: dict[str, datetime] = {}
        self.gone: set[str] = set()
        self.lost: set[str] = set()
        self.hosts: tuple[HostMemory, ...] = ()

    def state(self, page_id: str) -> PageState:
        return self.states.get(page_id, PageState(page_id=page_id, next_check_at=NOW))

    def baseline(self, page_id: str) -> bytes | None:
        found = (one.derived.baseline for one in reversed(self.results) if one.page.id == page_id and one.derived)
        return next(found, None)

    def latest_capture(self, page_id: str) -> Fetched | None:
        for result in reversed(self.results):
            is_version = result.derived or (result.following and result.outcome.is_good)
            if result.page.id == page_id and is_version and result.body and result.capture:
                return Fetched(capture=result.capture, body=result.body, digest=result.body_digest or "")
        return None

    def kept(self, page_id: str, digest: str) -> Fetched:
        for result in reversed(self.results):
            if result.page.id == page_id and result.body is not None and result.capture:
                found = hashlib.sha256(result.body).hexdigest()
                if found == digest and digest not in self.lost:
                    return Fetched(capture=result.capture, body=result.body, digest=digest)
        raise StoreError("lost", "The snapshot is not there.")

    def pending(self, page_id: str) -> tuple[Decision, ...]:
        return self.said.get(page_id, ())

    def ignored(self, page_id: str) -> frozenset[int]:
        return self.quiet.get(page_id, frozenset())

    def names(self, page_id: str) -> dict[int, str]:  # noqa: ARG002
        return {}

    def named(self, source: str) -> dict[str, Named]:
        return {
            one.entry.key: one
            for result in self.results
            if result.page.id == source and result.following
            for one in result.following.named
        }

    def followed_elsewhere(self, source: str, urls: Collection[str]) -> frozenset[str]:
        others = {result.page.id for result in self.results if result.following} - {source}
        found = (one for other in others for one in self.named(other).values())
        return frozenset({one.entry.url for one in found if one.is_followed}.intersection(urls))

    def ids_beneath(self, source: str) -> frozenset[str]:  # noqa: ARG002
        return frozenset()

    def latest_statement(self, indicator: str, speaker_key: str) -> Statement | None:
        said = [
            one
            for result in self.results
            for one in (result.derived.statements if result.derived else ())
            if (one.indicator, one.speaker_key) == (indicator, speaker_key)
        ]
        return max(reversed(said), key=lambda one: (one.day, one.captured_at), default=None)  # of equals, the last

    def known(self, pages: Sequence[Page]) -> frozenset[str]:
        return frozenset(page.id for page in pages if self.added_at(page) is not None)

    def added_at(self, page: Page) -> datetime | None:
        return None if page.id in self.gone else self.added.get(page.id, NOW)

    def is_reached_elsewhere(self, now: datetime) -> bool:  # noqa: ARG002
        return False

    def record(
        self,
        results: Sequence[CheckResult],
        hosts: Collection[HostMemory],
        turns: Mapping[str, Turn],  # noqa: ARG002
        as_told: Callable[[Sequence[CheckResult]], Sequence[CheckResult]],
    ) -> Sequence[CheckResult]:
        results = as_told(results)
        self.hosts = tuple(hosts)
        self.batches.append(len(results))
        self.results += results
        self.states |= {result.page.id: result.state for result in results}
        first = len(self.results) - len(results) + 1
        return [replace(result, check=number) for number, result in enumerate(results, first)]


class World:
    """Pages, what they answer, and the ledger; the clock moves by an hour with every round."""

    def __init__(self, answers: dict[str, list[Got]], pages: Sequence[Page] = (), always: Examined | None = None):
        self.pages = list(pages) or [page(name) for name in answers]
        self.script, self.ledger, self.inline = Script(answers), Memory(), Inline(always)
        self.at = NOW
        self.setup = Setup(
            fetcher=self.script, examiner=self.inline, store=self.ledger, now=lambda: self.at, dice=lambda: 0.0,
            stop=threading.Event(),
        )  # fmt: skip

    def round(self) -> dict[str, CheckResult]:
        """Check every page once."""
        due = [(one, self.ledger.state(one.id)) for one in self.pages]
        results = {result.page.id: result for result in check(due, self.setup)}
        self.at += timedelta(hours=1)
        return results

    def rounds(self, name: str, count: int) -> list[CheckResult]:
        """Check every page *count* times and return the results of the page *name*."""
        return [self.round()[name] for _ in range(count)]
