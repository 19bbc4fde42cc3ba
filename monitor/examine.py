"""Read a document and compare it with the one before: the only place that composes the parts purely.

`examine` is one picklable function of values: the same call runs in this process, in a pool of worker processes, or on
a cluster. `read` and `compare_readings` serve the commands that work on files alone (`monitor explain`, `compare`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor import compare, extract, figures, sources
from monitor.engine import ENGINE, reader_of
from monitor.errors import ExtractError
from monitor.model import (
    Alert,
    Baseline,
    Change,
    ChangeKind,
    Comparison,
    Decision,
    Derived,
    Figure,
    Indicator,
    Outcome,
    Page,
    Reading,
    Statement,
    Suspicion,
    Text,
)
from monitor.model.baseline_codec import decode, encode
from monitor.model.examining import Examined, Task

BASELINE_LOST = "What is remembered of the version before is lost or damaged, so that nothing can be compared with it."
UNREAD_TYPES = frozenset({"unsupported_type", "flat_document", "not_text", "document_encrypted"})
"""Reasons that say what a document is instead of a text; where a text was before, the page's type has changed."""
PICTURES = "pdf_no_text"
"""Reason of a document that shows its text as pictures: a good answer, perhaps, of which nothing can be said."""


def read(
    body: bytes,
    *,
    content_type: str | None = None,
    url: str = "",
    page: Page | None = None,
    language: str | None = None,
) -> Reading:
    """Return the text of *body*, found at *url*, and the figures in it; of a feed that names *page*, of that entry.

    Raises:
        ExtractError: no text can be read from the bytes.
    """
    body, content_type = sources.part_of(body, content_type, url, page)
    return _reading(extract.read(body, content_type=content_type, page=page, language=language), page)


def digest_of(text: Text) -> str:
    """Return a digest of what a reader sees of *text*; equal digests mean that there is nothing to compare."""
    seen = "\x1f".join((text.title, text.published or "", text.updated or "", text.content))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()


def examine(task: Task) -> Examined:
    """Read ``task.fetched`` and compare it with the baseline; an `ExtractError` becomes a value."""
    try:
        task = replace(task, fetched=sources.read_of(task.fetched, task.page))
        text = extract.read(task.fetched.body, content_type=task.fetched.capture.header("content-type"), page=task.page)
    except ExtractError as error:
        return _unread(task, error)
    digest = digest_of(text)
    if task.earlier is None and digest == task.text_digest:
        return Examined(outcome=Outcome.UNCHANGED, text_digest=digest)
    try:
        known = _known(task)
    except ValueError:
        return Examined(outcome=Outcome.FAILED, reason="baseline_lost", detail=BASELINE_LOST)
    before, technical = _before(known, task)
    reading = _reading(text, task.page, earlier=_remembered(before, task.page))
    outcome = _outcome(known if _is_loaded_otherwise(task) else before, digest)
    is_only_reread = outcome is Outcome.UNCHANGED and bool(technical)  # the engine read otherwise what stands as it was
    doubt = None if task.accepted or is_only_reread else _doubt(task, before, reading, digest)
    if doubt is not None:
        return doubt
    return Examined(outcome=outcome, text_digest=digest, derived=_derived(task, before, reading, technical))


def _unread(task: Task, error: ExtractError) -> Examined:
    """Return what an answer comes to that has no text to read: a page that was read before has changed its type."""
    if task.baseline is not None and error.reason in UNREAD_TYPES:
        detail = f"The page was read before, and is another type of document now. {error.detail}"
        return Examined(outcome=Outcome.SUSPECT, reason=error.reason, detail=detail, hard=True)
    if task.baseline is not None and error.reason == "nothing_selected":
        detail = f"The page was read before. {error.detail}"
        return Examined(outcome=Outcome.SUSPECT, reason=error.reason, detail=detail, hard=True)
    if error.reason == PICTURES:
        return Examined(outcome=Outcome.SUSPECT, reason=error.reason, detail=error.detail, hard=True)
    return Examined(outcome=Outcome.FAILED, reason=error.reason, detail=error.detail)


def _outcome(before: Baseline | None, digest: str) -> Outcome:
    """Return what a text of *digest* is beside the version before."""
    if before is None:
        return Outcome.FIRST
    return Outcome.UNCHANGED if digest == digest_of(before.text) else Outcome.CHANGED


def _derived(task: Task, before: Baseline | None, reading: Reading, technical: tuple[Change, ...]) -> Derived:
    """Return what *reading* says beside the version *before*; *technical* are changes that the engine alone made."""
    criteria = task.criteria
    comparison = compare.compare(
        before, reading, alerts=criteria.alerts, page=task.page, indicators=criteria.indicators, ignored=task.ignored
    )
    series, headings = series_of(comparison.baseline, reading), compare.headings(reading)
    return Derived(
        reading=reading,
        changes=technical + (_not_withdrawn(comparison.changes) if task.is_successor else comparison.changes),
        series=series,
        headings=headings,
        indicators=criteria.indicators,
        statements=_statements(task, reading, series, headings),
        restamped=comparison.restamped,
        decided=tuple(decision.id for decision in task.decisions),
        baseline=encode(replace(comparison.baseline, reader=reader_of(task.page), dropped=reading.dropped)),
    )


def _not_withdrawn(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return *changes* of a document that follows another: what it does not say again is not withdrawn by that."""
    gone = ChangeKind.DISAPPEARED
    return tuple(replace(one, told=False, rule="successor") if one.kind is gone else one for one in changes)


def series_of(baseline: Baseline, reading: Reading) -> tuple[int, ...]:
    """Return the number of the series of every figure of *reading*, in order; 0 for one that has none."""
    numbers = {(t.figure.start, t.figure.end): t.series for t in baseline.tracked if not t.absent}
    return tuple(numbers.get((figure.start, figure.end), 0) for figure in reading.figures)


def _statements(
    task: Task, reading: Reading, series: tuple[int, ...], headings: tuple[str, ...]
) -> tuple[Statement, ...]:
    stated = (
        compare.Stated(figure=figure, series=number, heading=heading)
        for figure, number, heading in zip(reading.figures, series, headings, strict=True)
    )
    text, indicators = reading.text, task.criteria.indicators
    at = task.fetched.capture.captured_at
    version = compare.Version.dated(at, title=text.title, language=text.language, dates=(text.updated, text.published))
    return tuple(compare.gather(indicators, task.page, version, stated)) if indicators else ()


def compare_readings(
    before: Baseline | None,
    reading: Reading,
    *,
    alerts: tuple[Alert, ...] = (),
    page: Page | None = None,
    indicators: tuple[Indicator, ...] = (),
) -> Comparison:
    """Return what changed from *before* to *reading*; fold it over versions to follow series through all of them."""
    return compare.compare(before, reading, alerts=alerts, page=page, indicators=indicators)


def decided(baseline: Baseline, decisions: Iterable[Decision]) -> Baseline:
    """Return *baseline* as the user's merges and splits have it; each is applied once, in their order."""
    for decision in decisions:
        baseline = replace(baseline, reader="")  # of two series that became one, the figure of one is forgotten
        if decision.verb == "merge" and decision.into is not None:
            baseline = compare.merge(baseline, into=decision.into, series=decision.series)
        elif decision.verb == "split":
            baseline = compare.split(baseline, series=decision.series, into=decision.into)
    return baseline


def as_technical(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return *changes* marked as the engine's doing: recorded, never told."""
    return tuple(replace(change, told=False, rule="engine") for change in changes)


def _reading(text: Text, page: Page | None, *, earlier: Reading | None = None) -> Reading:
    text = replace(text, notes=(*text.notes, *figures.notes(text)))
    found, dropped = figures.find(text, speaker=page.speaker if page else None, earlier=earlier)
    return Reading(text=text, figures=tuple(_placed(found, text)), dropped=dropped, engine=ENGINE)


def _placed(found: Iterable[Figure], text: Text) -> Iterator[Figure]:
    """Yield *found* with what is known of where each stands: on which page, and whether that shows on a click."""
    for figure in found:
        place = text.page_at(figure.start), text.blocks[figure.block].folded
        yield figure if place == (figure.page, figure.folded) else replace(figure, page=place[0], folded=place[1])


def _remembered(before: Baseline | None, page: Page) -> Reading | None:
    """Return what was read in the version before, if today's reader did: what stands need not be read again."""
    if before is None or before.reader != reader_of(page):
        return None
    found = tuple(one.figure for one in before.tracked if not one.absent)
    return Reading(text=before.text, figures=found, dropped=before.dropped, engine=before.engine)


def _known(task: Task) -> Baseline | None:
    """Return the baseline as the last engine read it; None before the first reading.

    Raises:
        ValueError: there was one, and it is lost or damaged.
    """
    if task.baseline is not None:
        return decode(task.baseline)
    if task.text_digest is not None or task.earlier is not None:
        raise ValueError("there was a version, and nothing is remembered of it")
    return None


def _before(known: Baseline | None, task: Task) -> tuple[Baseline | None, tuple[Change, ...]]:
    """Return the baseline as today's engine reads it, and what the engine alone changed in it."""
    if known is None:
        return None, ()
    before = decided(known, task.decisions)
    if task.earlier is None:
        return before, ()
    source = task.fetched if _is_loaded_otherwise(task) else task.earlier
    try:
        capture = source.capture
        again = read(source.body, content_type=capture.header("content-type"), url=capture.final_url, page=task.page)
    except ExtractError:
        return before, ()  # today's options find nothing in the old bytes: the old reading is the best there is
    comparison = compare.compare(before, again)
    return comparison.baseline, as_technical(comparison.changes)


def _is_loaded_otherwise(task: Task) -> bool:
    """Return whether a browser made this version of the page and not the one before, or the other way round.

    So it is where one of them stood in a feed and the other at the page's own address. Then no difference says that
    the page changed.
    """
    if task.earlier is None:
        return False
    one, other = task.earlier.capture, task.fetched.capture
    return one.is_rendered != other.is_rendered or (task.page.entry is not None and one.url != other.url)


def _doubt(task: Task, before: Baseline | None, reading: Reading, digest: str) -> Examined | None:
    """Return a SUSPECT when the answer is not to be believed (yet)."""
    past = before.text if before is not None and not task.is_successor else None
    hard = extract.judge(task.fetched, reading.text, len(reading.figures), past)
    if hard is not None and hard.hard:
        return _suspect(hard, digest)
    soft = hard or _soft(task, before, reading)
    if soft is None:
        return None
    return None if _is_confirmed(task, digest, first=before is None) else _suspect(soft, digest)


def _is_confirmed(task: Task, digest: str, *, first: bool) -> bool:
    """Return whether a text that is only strange has come often enough, over time enough to be no passing trouble.

    A page that is new (*first*) has nothing yet that could be told falsely: there the answers alone count.
    """
    criteria = task.criteria
    if digest != task.suspect_digest:
        return criteria.confirmations <= 1 and (first or not criteria.confirm_after)
    return task.suspect_count + 1 >= criteria.confirmations and (first or task.suspect_for >= criteria.confirm_after)


def _soft(task: Task, before: Baseline | None, reading: Reading) -> Suspicion | None:
    if before is not None and not task.is_successor:
        return compare.judge(before, reading)
    if reading.figures or task.page.source is not None:  # a page that yields documents may state no figure itself
        return None
    detail = "; ".join(("The page was read, but states no figure to follow", *extract.unread(reading.text)))
    return Suspicion(reason="no_figures", hard=False, detail=f"{detail}.")


def _suspect(doubt: Suspicion, digest: str) -> Examined:
    return Examined(
        outcome=Outcome.SUSPECT, reason=doubt.reason, detail=doubt.detail, hard=doubt.hard, text_digest=digest
    )
