"""One comparison, top to bottom: match the figures, name what became of each series, decide what is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from monitor.compare.alerting import Gathered, Known, Spoken, standing, tell
from monitor.compare.features.claims import Claim, of_reading, of_tracked
from monitor.compare.features.neighbourhoods import Pairs
from monitor.compare.features.normalized import ends_of, value_of
from monitor.compare.features.periods import scrolled
from monitor.compare.indicators import counts, covers, gathers, heading_of
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
from monitor.compare.matching.stated_moves import is_said
from monitor.compare.page_sections import grouped
from monitor.compare.table_titles import titles
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
from monitor.model.packed_columns import Columns, made

FORGET = 60  # versions after which a series that was not seen again is forgotten
DORMANT = 2_000  # series that are remembered without being on the page, the longest absent forgotten first
EARLIER = 8  # values of a series that are remembered for A -> B -> A


@dataclass(frozen=True, slots=True)
class _Versions:
    """The version before and the new one, and which new figure goes on which series."""

    before: Baseline
    after: Reading
    olds: list[Claim]
    news: list[Claim]
    pairs: Pairs
    numbers: list[int]  #: of the series of every new claim

    @classmethod
    def matched(cls, before: Baseline, after: Reading) -> _Versions:
        """Return both versions with their figures matched."""
        olds, news = of_tracked(before.tracked, before.text.written_as), of_reading(after)
        pairs = match(olds, news, (before.text, after.text))
        return cls(before, after, olds, news, pairs, _numbers(pairs, olds, news, before.next_series))

    @property
    def texts(self) -> tuple[Text, Text]:
        """Return the texts of both."""
        return self.before.text, self.after.text

    @property
    def numbered(self) -> Iterator[tuple[Claim, Claim | None, int]]:
        """Yield every new claim with what it was before, None for a new series, and the number of its series."""
        for claim, number in zip(self.news, self.numbers, strict=True):
            yield claim, self.olds[self.pairs[claim.index]] if claim.index in self.pairs else None, number

    @property
    def left(self) -> list[Claim]:
        """Return the old claims that none of the new ones goes on, those of absent series among them."""
        matched = set(self.pairs.values())
        return [claim for claim in self.olds if claim.index not in matched]


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
    if baseline is None:
        return Comparison(changes=(), baseline=_first(reading))
    both = _Versions.matched(baseline, reading)
    changes = _changes(both)
    known = Known(
        last_told_values={one.series: one.last_told_value for one in baseline.tracked},
        gathered=_gathered(changes, both.texts, indicators, page),
        sections=grouped(changes, both.texts),
        titles=titles(changes, reading.text),
        scrolled=scrolled(both.olds, both.news) if _is_any_gone(changes) else (),
        standing=standing((claim.figure, number, claim.table) for claim, old, number in both.numbered if old),
        spoken=_spoken(both),
    )
    changes = list(tell(changes, alerts=alerts, page=page, known=known))
    changes = _without_restated(_without_said(changes, both), both)
    if page is not None and page.only:
        changes = [_untold_unless_asked(change, page.only, reading.text.language) for change in changes]
    if ignored:
        changes = [c.as_ignored() if c.series in ignored else c for c in changes]
    after = Baseline(
        text=reading.text,
        tracked=(*_present(both, changes), *_absent(both, changes)),
        next_series=max([baseline.next_series, *(number + 1 for number in both.numbers)]),
        engine=reading.engine,
    )
    return Comparison(changes=tuple(changes), baseline=after, restamped=_is_restamped(both.texts, changes))


def _is_any_gone(changes: Sequence[Change]) -> bool:
    return any(change.kind is ChangeKind.DISAPPEARED for change in changes)


def _without_said(changes: list[Change], both: _Versions) -> list[Change]:
    """Return *changes* with those untold that come to say what another figure was: "from 79" of "from 79 to 93"."""
    said = {n for claim, old, n in both.numbered if old is None and is_said(claim, both.olds, both.pairs)}
    return [replace(one, told=False, rule="restated") if one.series in said else one for one in changes]


def _without_restated(changes: list[Change], both: _Versions) -> list[Change]:
    """Return *changes* with those untold whose number the passage holds on the other side, too, in whatever words."""
    if not any(_is_one_sided(change) for change in changes):
        return changes
    olds, news = ([claim.figure for claim in side if not claim.absent] for side in (both.olds, both.news))
    restated = Restated(both.texts, (olds, news))

    def holds(change: Change) -> bool:
        figure = change.newest
        if figure is None or not _is_one_sided(change) or change.table is not None:
            return False
        return figure.value is not None and restated.holds(figure, 0 if change.old else 1)

    return [replace(change, told=False, rule="restated") if holds(change) else change for change in changes]


def _untold_unless_asked(change: Change, only: Sequence[str], language: str) -> Change:
    """Return *change*, untold where its figure counts none of what the user has *only* asked for."""
    figure = change.newest
    is_asked = figure is None or not change.told or counts(figure, only, language)
    return change if is_asked else replace(change, told=False, rule="only")


def _is_one_sided(change: Change) -> bool:
    """Return whether a claim is told that came, or that went."""
    return change.told and (change.old is None or change.new is None)


def _spoken(both: _Versions) -> Spoken:
    """Return what tells by series what it counts and all that it says, in its newest words."""
    claims = {claim.series: claim for claim in both.olds}
    claims.update(zip(both.numbers, both.news, strict=True))
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


def _first(reading: Reading) -> Baseline:
    tracked = _seen([(claim, number, None) for number, claim in enumerate(of_reading(reading), 1)], ())
    return Baseline(text=reading.text, tracked=tracked, next_series=len(tracked) + 1, engine=reading.engine)


def _numbers(pairs: Pairs, olds: Sequence[Claim], news: Sequence[Claim], following: int) -> list[int]:
    """Return the number of the series of every new claim: the matched one's, or the next free number."""
    free = count(following)
    return [olds[pairs[claim.index]].series if claim.index in pairs else next(free) for claim in news]


def _changes(both: _Versions) -> list[Change]:
    """Return every change, in the order of the new text; what disappeared comes last."""
    out_of_order = _out_of_order(both)
    redefined = redefinitions(both.news, frozenset(claim.key for claim in both.olds))
    silent = is_silent(*both.texts)
    changes = []
    for claim, old, number in both.numbered:
        kind = _kind(both, claim, old)
        if kind is None and claim.index in out_of_order:
            kind = ChangeKind.MOVED
        if kind is not None:
            before = None if kind is ChangeKind.APPEARED else old
            changes.append(change_of(kind, number, before, claim, silent=silent, redefined=claim.index in redefined))
    gone = _withdrawn(both)
    return changes + [change_of(ChangeKind.DISAPPEARED, one.series, one, None, silent=silent) for one in gone]


def _out_of_order(both: _Versions) -> frozenset[int]:
    """Return the new claims that stand in their old place, before or after others of it than they did."""
    return moved(
        (claim.index, old.index)
        for claim, old, _ in both.numbered
        if old and old.place == claim.place and not old.absent
    )


def _kind(both: _Versions, claim: Claim, old: Claim | None) -> ChangeKind | None:
    """Return what became of the series of *claim*, which was *old*; None when nothing did."""
    if old is None or old.tracked is None:
        return ChangeKind.APPEARED
    return became(old, claim, old.tracked, redated=partial(is_redated, old, both.olds, claim, both.news))


def _withdrawn(both: _Versions) -> list[Claim]:
    """Return the old claims that the new version states no longer; none, where its main text is missing."""
    gone = [claim for claim in both.left if not claim.absent] if _is_whole(both.after) else []
    said = " ".join(both.after.text.content.split()) if gone else ""
    return [claim for claim in gone if not _still_says(said, both.after, claim)]


def _is_whole(reading: Reading) -> bool:
    """Return whether the main text is there: without one, nothing can be said to be gone."""
    main, heading = Region.MAIN, BlockKind.HEADING
    return any(
        block.region is main and block.kind is not heading and block.end - block.start > 1
        for block in reading.text.blocks
    )


def _still_says(folded: str, reading: Reading, claim: Claim) -> bool:
    """Return whether the old sentence still stands in the new text, though its figure was not found in it."""
    sentence = claim.figure.sentence
    if len(sentence.split()) < 3 or sentence not in folded:
        return False
    return not any(figure.sentence == sentence for figure in reading.figures)


def _present(both: _Versions, changes: Sequence[Change]) -> tuple[Tracked, ...]:
    """Return the series that are on the page, in their order."""
    heard = {change.series for change in changes if change.told or change.rule == "echo"}
    return _seen([(claim, number, old.tracked if old else None) for claim, old, number in both.numbered], heard)


def _absent(both: _Versions, changes: Sequence[Change]) -> list[Tracked]:
    """Return the series that are remembered without being on the page, those first that were seen last."""
    gone = {change.series for change in changes if change.new is None}
    absent = [
        replace(one, absent=one.absent + 1, withdrawn=one.withdrawn or one.series in gone)
        for one in (claim.tracked for claim in both.left)
        if one and one.absent + 1 < FORGET
    ]
    return sorted(absent, key=lambda one: (one.absent, one.series))[:DORMANT]


def _seen(rows: Sequence[tuple[Claim, int, Tracked | None]], heard: Collection[int]) -> tuple[Tracked, ...]:
    """Return what is remembered of the series of *rows*, all at once: that takes less than half the time.

    Args:
        rows: what a series states now, its number, and what was remembered of it; None of a new one.
        heard: numbers of the series of which the user is told.
    """
    columns: Columns = {
        "series": [number for _, number, _ in rows],
        "figure": [claim.figure for claim, _, _ in rows],
        "earlier": [_earlier(claim, old) for claim, _, old in rows],
        "last_told_value": [
            claim.figure.value if old is None or number in heard else old.last_told_value for claim, number, old in rows
        ],
        "template": [claim.template for claim, _, _ in rows],
        "place": [claim.place for claim, _, _ in rows],
    }
    return tuple(made(Tracked, columns))


def _earlier(claim: Claim, old: Tracked | None) -> tuple[str, ...]:
    """Return the values that the series of *claim*, which was *old*, had before the present one."""
    if old is None or ends_of(old.figure) == ends_of(claim.figure):
        return old.earlier if old else ()
    return (*old.earlier, value_of(old.figure))[-EARLIER:]


def _is_restamped(texts: tuple[Text, Text], changes: Sequence[Change]) -> bool:
    """Return whether the page gave itself a new date, and no figure with it."""
    return is_silent(*texts) is False and not any(change.kind in VALUE_KINDS for change in changes)
