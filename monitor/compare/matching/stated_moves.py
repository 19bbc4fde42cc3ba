"""Figures whose sentence says what they were: "rose from 79 to 93" goes on what was 79, in whatever words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from monitor.compare.features.claims import Claim
from monitor.compare.features.neighbourhoods import Pairs
from monitor.compare.features.normalized import digits_of, ends_of
from monitor.compare.matching.pairs_so_far import Pairing
from monitor.model import Role

_TOLD = frozenset({Role.REFERENCE, Role.CHANGE})  # what says how a figure was, or by how much it moved
_UNUSUAL = 3  # digits from which a number is known without a word


def pair_stated(pairing: Pairing) -> None:
    """Pair what moved, as its sentence says, with what stated the value from which it did."""
    stating = _stating(pairing)
    known = {old.key for old in pairing.olds if old.figure.role is Role.REFERENCE}
    for before, now in _moves(pairing.news):
        olds = [old for old in stating.get(ends_of(before.figure), ()) if _goes_on(old, before, now, pairing)]
        best = max(olds, key=lambda old: len(old.stems & now.stems), default=None)
        if best is None:
            continue
        pairing.add_unless_barred(best.index, now.index)
        if pairing.pairs.get(now.index) == best.index and before.key not in known:
            pairing.said.add(before.index)


def _stating(pairing: Pairing) -> dict[object, list[Claim]]:
    """Return the old claims that nothing goes on yet, by the value that they state; none that is a move, or stands."""
    stating: dict[object, list[Claim]] = defaultdict(list)
    standing = {_said_of(new) for new in pairing.news}
    for old in pairing.olds:
        if old.absent or old.index in pairing.back or old.figure.role in _TOLD:
            continue
        if _said_of(old) not in standing:
            stating[ends_of(old.figure)].append(old)
    return stating


def is_said(claim: Claim, olds: Sequence[Claim], pairs: Pairs) -> bool:
    """Return whether *claim*, a new one, says what the one beside it was, which goes on what stated that."""
    if claim.figure.role is not Role.REFERENCE or claim.index in pairs:
        return False
    beside = [olds[pairs[index]] for index in claim.beside if index == claim.index + 1 and index in pairs]
    return any(ends_of(old.figure) == ends_of(claim.figure) for old in beside)


def _said_of(claim: Claim) -> tuple[object, ...]:
    """Return what *claim* states, and in which words: a version that does so still has not moved it."""
    return claim.key, claim.headers, ends_of(claim.figure)


def _moves(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield what each sentence says that figures were, and what it says that they are: two of one unit and time."""
    for before in claims:
        if before.figure.role is not Role.REFERENCE or before.in_table:
            continue
        now = next((claims[index] for index in before.beside if index == before.index + 1), None)
        if now is not None and _has_moved(before, now):
            yield before, now


def _has_moved(before: Claim, now: Claim) -> bool:
    """Return whether *now* states another amount than *before*, in its unit and of no other time."""
    if now.figure.role in _TOLD or now.figure.unit != before.figure.unit:
        return False
    return ends_of(now.figure) != ends_of(before.figure) and not (before.period and before.period != now.period)


def _goes_on(old: Claim, before: Claim, now: Claim, pairing: Pairing) -> bool:
    """Return whether *old* may be what the sentence says that *now* was *before*: of one thing, as far as is said."""
    if not pairing.may_be_one(old.index, now.index) or old.is_flow is not now.is_flow:
        return False
    things = now.thing_stems | before.thing_stems
    known = digits_of(old.figure) >= _UNUSUAL and (not things or not old.thing_stems)
    return known or not things.isdisjoint(old.stems) or not old.thing_stems.isdisjoint(now.stems)
