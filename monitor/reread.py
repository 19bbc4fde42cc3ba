"""Derive everything again from the stored snapshots, with today's engine.

Page by page: each page's figures and changes are replaced in one transaction, so an interrupted run has whole pages
behind it, and goes on with those that today's engine has not read. Numbers of series and the user's decisions stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.check_setup import Examining
from monitor.engine import reader_of
from monitor.examine import as_technical, decided, series_of
from monitor.following import reads_figures
from monitor.model import Baseline, CheckResult, Decision, Fetched, Figure, Indicator, Outcome, Page, PageState
from monitor.model.baseline_codec import decode, encode
from monitor.model.examining import Criteria, Task
from monitor.store import Ledger, Snapshot, Stored

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
) -> Reread:
    """Read every version of *pages* again, but for pages that today's engine has read already.

    Args:
        pages: in the order in which they are read.
        store: opened for writing.
        examiner: reads under guard.
        indicators: for rules of telling that name them.
        progress: called with versions done, versions in all, and the page's id.
    """
    read = [page for page in pages if reads_figures(page) and store.state(page.id).reader != reader_of(page)]
    waiting = [(page, _held(store, page)) for page in read]
    total, outcome = sum(len(versions) for _, versions in waiting), Reread()
    for page, versions in waiting:
        derived = _Derived(page, store.history([page.id]), tuple(store.decisions(page.id)))
        results = []
        for version in versions:
            results.append(derived.version(version, store.body(version), examiner, indicators))
            outcome = replace(outcome, versions=outcome.versions + 1)
            progress(outcome.versions, total, page.id)
        failed = next((result for result in results if result.outcome is Outcome.FAILED), None)
        if failed is not None:  # what cannot be read again stays as it was read
            outcome = replace(outcome, failed=(*outcome.failed, failed))
            continue
        store.rewrite(page.id, results)
        outcome = replace(outcome, pages=outcome.pages + 1, differing=outcome.differing + derived.differing)
    return outcome


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
        self._seen: set[int] = set()

    def version(
        self, version: Snapshot, body: bytes, examiner: Examining, indicators: tuple[Indicator, ...]
    ) -> CheckResult:
        """Return what *version* says, as a check would have recorded it."""
        before = self._replayed(version)
        fetched = Fetched(capture=version.capture, body=body, digest=version.digest)
        task = Task(
            page=self.page,
            fetched=fetched,
            baseline=encode(before) if before is not None else None,
            accepted=True,
            criteria=Criteria(indicators=indicators),
        )
        examined = examiner.submit(task).result()
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
        self._baseline = after
        self.differing += any(_key(figure) not in self._known for figure in derived.reading.figures)
        renumbered = replace(
            derived,
            changes=as_technical(
                tuple(replace(change, series=numbers.get(change.series, change.series)) for change in derived.changes)
            ),
            series=series_of(after, derived.reading),
            statements=tuple(replace(one, series=numbers.get(one.series, one.series)) for one in derived.statements),
            baseline=encode(after),
        )
        return replace(result, derived=renumbered)

    def _replayed(self, version: Snapshot) -> Baseline | None:
        """Return the baseline as the user's word, said before *version* was captured, has it."""
        said = tuple(one for one in self.decisions if one.after < version.id)
        self.decisions = tuple(one for one in self.decisions if one.after >= version.id)
        return None if self._baseline is None else decided(self._baseline, said)

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
