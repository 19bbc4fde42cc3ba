"""What tells that two figures cannot be one, or speaks against it: other units, sides, places, names and things."""

from __future__ import annotations

from monitor.compare.features.claims import Claim
from monitor.compare.features.normalized import closeness, ends_of, unit_of
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.features.word_bags import stem_of, words_of
from monitor.model import Figure, are_one_cell

_DEGREE = "°"


def is_plain(old: Claim, new: Claim) -> bool:
    """Return whether both count one thing by its own name in one role, and little else is said of one of them alone."""
    head = set(map(old.vocabulary.canonical, words_of(old.figure.head)))
    if not head or not head <= old.things & new.things or old.figure.role is not new.figure.role:
        return False
    return not is_ruled_out(old, new) and contradiction(old, new) <= W.plain


def may_be_reworded(old: Claim, new: Claim) -> bool:
    """Return whether nothing tells that the two are of different things, however differently they are said."""
    return not is_ruled_out(old, new) and not _are_of_two_things(old, new)


def is_retold(old: Claim, new: Claim) -> bool:
    """Return whether two counts of one size stand in sentences that tell of the same, or count by the same noun."""
    if old.figure.unit is not new.figure.unit or closeness(old.figure, new.figure) < W.one_size:
        return False
    same = old.figure.head == new.figure.head != ""
    return same or len(old.stems & new.stems) >= W.retold * max(1, min(len(old.stems), len(new.stems)))


def is_ruled_out(old: Claim, new: Claim) -> bool:
    """Return whether the two cannot be one: another unit, other numbered things, what came in and what there is."""
    if not compatible(old.figure, new.figure) or (
        old.is_flow is not new.is_flow and None not in (old.is_flow, new.is_flow)
    ):
        return True
    if old.in_table or new.in_table:
        return False
    if old.names - new.names and new.names - old.names:
        return True
    if ends_of(old.figure) == ends_of(new.figure):
        return False
    return _are_of_two_things(old, new) or _are_quoted_apart(old, new) or _is_measured_apart(old, new)


def _are_of_two_things(old: Claim, new: Claim) -> bool:
    return _are_rivals(old, new) or _is_elsewhere(old, new)


def _are_rivals(old: Claim, new: Claim) -> bool:
    """Return whether they count different things of one kind: who was injured is not who died."""
    return any(sides.isdisjoint(new.sides[kind]) for kind, sides in old.sides.items() if kind in new.sides)


def _is_elsewhere(old: Claim, new: Claim) -> bool:
    """Return whether each speaks of places that the other does not know: "in France" is never "in Belgium" later."""
    if not old.scope or not new.scope or old.scope & new.scope:
        return False
    return old.scope.isdisjoint(new.said) and new.scope.isdisjoint(old.said)


def _are_quoted_apart(old: Claim, new: Claim) -> bool:
    """Return whether each quotes names that the other does not speak of: the "gate" is no later "mill"."""
    if not old.quoted or not new.quoted:
        return False
    before, after = old.figure.sentence.casefold(), new.figure.sentence.casefold()
    return not any(name in after for name in old.quoted) and not any(name in before for name in new.quoted)


def _is_measured_apart(old: Claim, new: Claim) -> bool:
    """Return whether one measures and the other counts a thing of its own: an age is no later number of people."""
    if (old.figure.unit is None) is (new.figure.unit is None):
        return False
    counting, measuring = (old, new) if old.figure.unit is None else (new, old)
    if counting.vocabulary.canonical(counting.figure.head.casefold()) in counting.vocabulary.people:
        return True
    return bool(counting.thing_stems) and counting.thing_stems.isdisjoint(measuring.thing_stems)


def contradiction(old: Claim, new: Claim) -> float:
    """Return from 0 to 1 what speaks against the two being one: each counts what the other's sentence does not know.

    "12 people died in hospital" is no later state of "15 people died at sea", though the head agrees: the fewer
    words they share besides, the more that weighs.
    """
    if old.thing_stems == new.thing_stems:
        return 0.0
    lost, gained = old.thing_stems - new.stems, new.thing_stems - old.stems
    if not lost or not gained:
        return 0.0
    heads = {stem_of(old.vocabulary.canonical(word)) for word in words_of(f"{old.figure.head} {new.figure.head}")}
    apart = len(lost) + len(gained)
    return apart / (apart + len((old.stems & new.stems) - heads))


def compatible(old: Figure, new: Figure) -> bool:
    """Return whether the two could be one figure: measured alike, or one of them in no unit that was understood.

    A cell that stands as it was written is one whatever unit its table gives it.
    """
    if are_one_cell(old, new):
        return True
    if (old.unit == "%") != (new.unit == "%"):
        return unit_of(old) == unit_of(new) and ends_of(old) == ends_of(new)  # 25 %, and a quarter
    return old.unit is None or new.unit is None or old.unit == new.unit or _are_degrees(old.unit, new.unit)


def _are_degrees(one: str, other: str) -> bool:
    """Return whether two units are one temperature, of which one says no scale: "19 degrees", "19 °C"."""
    return _DEGREE in (one, other) and one.startswith(_DEGREE) and other.startswith(_DEGREE)
