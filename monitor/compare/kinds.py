"""What became of a series between two versions: the kind of change and its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from monitor.compare.features.claims import Claim, without_figures
from monitor.compare.features.common_runs import longest_run
from monitor.compare.features.masking import OTHER, OWN
from monitor.compare.features.normalized import ends_of, value_of
from monitor.compare.features.rounding import difference, within_rounding
from monitor.compare.features.word_bags import MOMENT, Vocabulary, words_of
from monitor.model import Change, ChangeKind, Quantifier, Role, Text, Tracked, are_of_other_units, are_one_cell

VALUE_KINDS = frozenset(
    {ChangeKind.CHANGED, ChangeKind.REQUALIFIED, ChangeKind.APPEARED, ChangeKind.DISAPPEARED, ChangeKind.RETURNED}
)
_HEDGE = 2  # words that a hedge alone adds to a sentence
BESIDE = 400  # characters between a figure and the sentence that says what the old definition would give


def became(old: Claim, new: Claim, tracked: Tracked, *, redated: Callable[[], bool]) -> ChangeKind | None:
    """Return what became of the series *tracked*, whose claim was *old* and is *new*; None when nothing did.

    *redated* tells whether a date in the sentence moved: it is asked when nothing weightier has happened.
    """
    if tracked.withdrawn:
        return ChangeKind.APPEARED  # the version before did not state it, whatever an earlier one did
    if are_of_other_units(old.figure, new.figure):
        return ChangeKind.CHANGED
    if ends_of(old.figure) != ends_of(new.figure) and not are_one_cell(old.figure, new.figure):
        return ChangeKind.RETURNED if _is_back(tracked, old, new) else ChangeKind.CHANGED
    if old.figure.quantifier is not new.figure.quantifier and not _is_one_hedge(old, new):
        return ChangeKind.REQUALIFIED
    if _counts_otherwise(old, new):
        return ChangeKind.REWORDED
    if redated():
        return ChangeKind.REDATED
    if _is_said_otherwise(old, new):
        return ChangeKind.REWORDED
    return ChangeKind.MOVED if _stands_elsewhere(old, new) else None


def _is_back(tracked: Tracked, old: Claim, new: Claim) -> bool:
    """Return whether the series has again the value before its last: an old one in a new sentence has not come back."""
    if not tracked.earlier or tracked.earlier[-1] != value_of(new.figure):
        return False
    return old.key == new.key or _bare(old.figure.counts) == _bare(new.figure.counts)


def _counts_otherwise(old: Claim, new: Claim) -> bool:
    return old.key != new.key and _bare(old.figure.counts) != _bare(new.figure.counts)


def _is_said_otherwise(old: Claim, new: Claim) -> bool:
    return old.key != new.key or (new.in_table and old.headers != new.headers)


def _stands_elsewhere(old: Claim, new: Claim) -> bool:
    return old.figure.where is not new.figure.where or old.place != new.place


def _is_one_hedge(old: Claim, new: Claim) -> bool:
    """Return whether a sentence that was rewritten only hedges in other words: "nearly" as "close to".

    A limit is one however it is put: "within 28 days", and "no later than 28 days after". A least, or a bound that is
    itself out of bounds ("under 28 days"), prescribes something else.
    """
    if len(old.stems ^ new.stems) <= _HEDGE:
        return False
    hedges = {old.figure.quantifier, new.figure.quantifier}
    if Role.RULE in (old.figure.role, new.figure.role):
        return hedges == {Quantifier.EXACT, Quantifier.AT_MOST}
    return hedges == {Quantifier.NEARLY, Quantifier.APPROXIMATELY}


def change_of(
    kind: ChangeKind,
    series: int,
    old: Claim | None,
    new: Claim | None,
    *,
    silent: bool | None = None,
    redefined: bool = False,
) -> Change:
    """Return the change with its evidence; what is silent or redefined is told of changes of value and claim only."""
    weighty = kind in VALUE_KINDS
    newest = new or old
    before, after = (old.figure if old else None), (new.figure if new else None)
    is_of_unit = bool(before and after and are_of_other_units(before, after))
    gap, share = difference(before, after) if before and after and not is_of_unit else (None, None)
    return Change(
        kind=kind,
        series=series,
        old=before,
        new=after,
        difference=gap,
        relative=share,
        within_rounding=bool(before and after and within_rounding(before, after)),
        silent=silent if weighty else None,
        redefined=(redefined or is_of_unit) and weighty,
        table=newest.table if newest else None,
    )


def is_silent(old: Text, new: Text) -> bool | None:
    """Return whether the page's own date stood still from *old* to *new*; None when one of them shows none."""
    if not old.updated or not new.updated:
        return None
    shorter = min(len(old.updated), len(new.updated))
    if shorter <= len("2026-01-31"):  # one shows a day, the other perhaps a time too: only days compare
        return old.updated[:shorter] == new.updated[:shorter]
    return old.updated == new.updated


def redefinitions(news: Sequence[Claim], known: frozenset[str]) -> frozenset[int]:
    """Return the indexes of the new figures beside which a counterfactual stands that was not there before.

    "Under the old measure the figure would have been 23,229" says that the definition of its neighbour may have
    changed: of what the nearest sentence before it (or it itself, before that) states, in the same unit. *known* holds
    the templates of the old version: a counterfactual that goes on is news no more.
    """
    new = (claim for claim in news if claim.key not in known and is_counterfactual(claim))
    return frozenset(index for one in new for index in _redefined_by(one, news))


def _redefined_by(one: Claim, news: Sequence[Claim]) -> Iterator[int]:
    """Yield the indexes of what the counterfactual *one* gives another definition of."""
    before = [other for other in news if _is_before(other, one)]
    nearest = max((other.figure.sentence_start for other in before), default=0)
    return (other.index for other in before if other.figure.sentence_start == nearest)


def _is_before(other: Claim, one: Claim) -> bool:
    """Return whether *other* stands shortly before the counterfactual *one*, and states the like."""
    if other.figure.role is Role.REFERENCE or other.figure.unit != one.figure.unit:
        return False
    return other.figure.start < one.figure.start and one.figure.sentence_start - other.figure.start <= BESIDE


def is_counterfactual(claim: Claim) -> bool:
    """Return whether *claim* says what another definition would give."""
    return _supposes(claim.figure.sentence, claim.vocabulary)


@lru_cache(maxsize=64)  # the figures of one sentence follow one another
def _supposes(sentence: str, known: Vocabulary) -> bool:
    words = " ".join(sentence.casefold().split())
    return any(phrase in words for phrase in known.redefined)


def moved(pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the new indexes that are out of order: those outside the longest run that kept its order."""
    ordered = sorted((new, old) for new, old in pairs)
    kept = set(longest_run([old for _, old in ordered]))
    return frozenset(new for position, (new, _) in enumerate(ordered) if position not in kept)


def is_redated(old: Claim, olds: Sequence[Claim], new: Claim, news: Sequence[Claim]) -> bool:
    """Return whether *new* says of a later or an earlier time what *old* said."""
    before, after = old.figure, new.figure
    spans = (before.since, before.until), (after.since, after.until)
    if spans[0] != spans[1] and None not in (*spans[0], *spans[1]):
        return True
    if old.key != new.key or before.sentence == after.sentence or MOMENT not in new.template:
        return False
    if before.time and after.time:
        return words_of(before.time) != words_of(after.time)
    return without_figures(old, olds) != without_figures(new, news)


def _bare(words: str) -> list[str]:
    return [word for word in words_of(words) if word not in (OWN, OTHER, MOMENT)]
