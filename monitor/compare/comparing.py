"""One comparison, top to bottom: match the figures, name what became of each series, decide what is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from monitor.compare.alerting import Gathered, Known, Spoken, standing, tell
from monitor.compare.features.claims import Claim, of_reading, of_tracked, scrolling
from monitor.compare.features.neighbourhoods import Pairs
from monitor.compare.features.normalized import ends_of, value_of
from monitor.compare.features.periods import slid
from monitor.compare.indicators import covers, gathers, heading_of
from monitor.compare.kinds import (
    VALUE_KINDS,
    became,
    change_of,
    is_redated,
    is_silent,
    moved,
    redefinitions,
)
from monitor.compare.matching.passages import Restated
from monitor.compare.matching.series_matching import match
from monitor.compare.page_sections import grouped
from monitor.model import (
    Alert,
    Baseline,
    BlockKind,
    Change,
    ChangeKind,
    Comparison,
    Indicator,
    Page,
    Reading,
    Region,
    Text,
    Tracked,
)

FORGET = 60  # versions after which a series that was not seen again is forgotten
DORMANT = 2_000  # series that are remembered without being on the page, the longest absent forgotten first
EARLIER = 8  # values of a series that are remembered for A -> B -> A


def compare(
    baseline: Baseline | None,
    reading: Reading,
    *,
    alerts: Sequence[Alert] = (),
    page: Page | None = None,
    indicators: Sequence[Indicator] = (),
    ignored: Collection[int] = (),
) -> Comparison:
    """Return what changed from *baseline* to *reading*, and the baseline that comes after.

    Args:
        baseline: what is remembered of the versions before; None for the first reading, which changes nothing.
        reading: the new version.
        alerts: rules of telling; without any, those that suit a newcomer. The page's own stand instead of them.
        page: the page, None for a file.
        indicators: what the user has named, for rules of telling that name them.
        ignored: series that the user does not want to hear of.
    """
    news = of_reading(reading)
    if baseline is None:
        return Comparison(changes=(), baseline=_first(reading, news))
    olds = of_tracked(baseline.tracked, baseline.text.written_as)
    pairs = match(olds, news, (baseline.text, reading.text))
    numbers = _numbers(pairs, olds, news, baseline.next_series)
    changes = _changes(baseline, reading, (olds, news), pairs, numbers)
    known = Known(
        told={one.series: one.told for one in baseline.tracked},
        gathered=_gathered(changes, (baseline.text, reading.text), indicators, page),
        sections=grouped(changes, (baseline.text, reading.text)),
        scrolled=scrolling(olds, news) | slid(olds, news),
        standing=standing(
            (claim.figure, number, claim.table)
            for claim, number in zip(news, numbers, strict=True)
            if claim.index in pairs
        ),
        spoken=_spoken(olds, news, numbers),
    )
    changes = list(tell(changes, alerts=alerts, page=page, known=known))
    changes = _without_restated(changes, (baseline.text, reading.text), (olds, news))
    if ignored:
        changes = [replace(c, told=False, rule="ignored") if c.series in ignored else c for c in changes]
    after = Baseline(
        text=reading.text,
        tracked=_tracked(pairs, (olds, news), numbers, changes),
        next_series=max([baseline.next_series, *(number + 1 for number in numbers)]),
        engine=reading.engine,
    )
    return Comparison(changes=tuple(changes), baseline=after, restamped=_is_restamped(baseline, reading, changes))


def _without_restated(
    changes: list[Change], texts: tuple[Text, Text], claims: tuple[Sequence[Claim], Sequence[Claim]]
) -> list[Change]:
    """Return *changes* with those untold whose number the passage holds on the other side, too, in whatever words."""
    if not any(change.told and (change.old is None or change.new is None) for change in changes):
        return changes
    olds, news = ([claim.figure for claim in side if not claim.absent] for side in claims)
    restated = Restated(texts, (olds, news))

    def holds(change: Change) -> bool:
        if not change.told or change.table is not None or (change.old and change.new):
            return False
        figure, side = (change.old, 0) if change.old else (change.new, 1)
        return figure is not None and figure.value is not None and restated.holds(figure, side)

    return [replace(change, told=False, rule="restated") if holds(change) else change for change in changes]


def _spoken(olds: Sequence[Claim], news: Sequence[Claim], numbers: Sequence[int]) -> Spoken:
    """Return what tells by series what it counts and all that it says, in its newest words."""
    claims = {claim.tracked.series: claim for claim in olds if claim.tracked}
    claims.update(zip(numbers, news, strict=True))
    return lambda series: (claims[series].thing_stems, claims[series].stems)


def _gathered(
    changes: Sequence[Change], texts: tuple[Text, Text], indicators: Sequence[Indicator], page: Page | None
) -> Gathered:
    """Return by series the indicators that gather what changed."""
    covering = [one for one in indicators if page is None or covers(one, page)]
    found = {}
    for change in changes if covering else ():
        figure, text = (change.new, texts[1]) if change.new else (change.old, texts[0])
        if figure is not None:
            around = f"{heading_of(figure, text)} {text.title}"
            found[change.series] = {one.id for one in covering if gathers(one, figure, around, text.language)}
    return found


def _first(reading: Reading, news: Sequence[Claim]) -> Baseline:
    tracked = tuple(_seen(claim, number, None, None) for number, claim in enumerate(news, 1))
    return Baseline(text=reading.text, tracked=tracked, next_series=len(tracked) + 1, engine=reading.engine)


def _numbers(pairs: Pairs, olds: Sequence[Claim], news: Sequence[Claim], following: int) -> list[int]:
    """Return the number of the series of every new claim: the matched one's, or the next free number."""
    numbers = []
    for claim in news:
        old = olds[pairs[claim.index]].tracked if claim.index in pairs else None
        numbers.append(old.series if old else following)
        following += old is None
    return numbers


def _changes(
    baseline: Baseline, reading: Reading, claims: tuple[list[Claim], list[Claim]], pairs: Pairs, numbers: Sequence[int]
) -> list[Change]:
    """Return every change, in the order of the new text; what disappeared comes last."""
    olds, news = claims
    stayed = ((new, old) for new, old in pairs.items() if olds[old].place == news[new].place and not olds[old].absent)
    out_of_order = moved(stayed)
    redefined = redefinitions(news, frozenset(claim.key for claim in olds))
    silent = is_silent(baseline.text, reading.text)
    changes = []
    for claim, number in zip(news, numbers, strict=True):
        old = olds[pairs[claim.index]] if claim.index in pairs else None
        kind: ChangeKind | None = ChangeKind.APPEARED
        if old and old.tracked:
            kind = became(old, claim, old.tracked, redated=partial(is_redated, old, olds, claim, news))
        if kind is None and claim.index in out_of_order:
            kind = ChangeKind.MOVED
        if kind is not None:
            before = None if kind is ChangeKind.APPEARED else old
            changes.append(change_of(kind, number, before, claim, silent=silent, redefined=claim.index in redefined))
    matched = set(pairs.values())
    if _is_whole(reading):
        gone = [claim for claim in olds if not claim.absent and claim.index not in matched]
        folded = " ".join(reading.text.content.split()) if gone else ""
        for claim in gone:
            if claim.tracked and not _still_says(folded, reading, claim):
                changes.append(change_of(ChangeKind.DISAPPEARED, claim.tracked.series, claim, None, silent=silent))
    return changes


def _is_whole(reading: Reading) -> bool:
    """Return whether the main text is there: without one, nothing can be said to be gone."""
    return any(
        block.region is Region.MAIN and block.kind is not BlockKind.HEADING and block.end - block.start > 1
        for block in reading.text.blocks
    )


def _still_says(folded: str, reading: Reading, claim: Claim) -> bool:
    """Return whether the old sentence still stands in the new text, though its figure was not found in it."""
    sentence = claim.figure.sentence
    if len(sentence.split()) < 3 or sentence not in folded:
        return False
    return not any(figure.sentence == sentence for figure in reading.figures)


def _tracked(
    pairs: Pairs, claims: tuple[list[Claim], list[Claim]], numbers: Sequence[int], changes: Sequence[Change]
) -> tuple[Tracked, ...]:
    """Return what is remembered: the series on the page in their order, then those that are absent."""
    olds, news = claims
    told = {change.series for change in changes if change.told or change.rule == "echo"}
    present = []
    for claim, number in zip(news, numbers, strict=True):
        old = olds[pairs[claim.index]].tracked if claim.index in pairs else None
        heard = claim.figure.value if old is None or number in told else old.told
        present.append(_seen(claim, number, old, heard))
    matched = set(pairs.values())
    gone = {change.series for change in changes if change.new is None}
    absent = [
        replace(
            claim.tracked,
            absent=claim.absent + 1,
            withdrawn=claim.tracked.withdrawn or claim.tracked.series in gone,
        )
        for claim in olds
        if claim.index not in matched and claim.tracked and claim.absent + 1 < FORGET
    ]
    absent.sort(key=lambda one: (one.absent, one.series))
    return (*present, *absent[:DORMANT])


def _seen(claim: Claim, number: int, old: Tracked | None, heard: object) -> Tracked:
    earlier = old.earlier if old else ()
    if old and ends_of(old.figure) != ends_of(claim.figure):
        earlier = (*earlier, value_of(old.figure))[-EARLIER:]
    return Tracked(
        series=number,
        figure=claim.figure,
        earlier=earlier,
        told=heard if old else claim.figure.value,  # type: ignore[arg-type]
        template=claim.template,
        place=claim.place,
    )


def _is_restamped(baseline: Baseline, reading: Reading, changes: Sequence[Change]) -> bool:
    both = baseline.text.updated and reading.text.updated
    return (
        bool(both)
        and is_silent(baseline.text, reading.text) is False
        and not any(c.kind in VALUE_KINDS for c in changes)
    )
