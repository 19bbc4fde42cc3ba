"""Figures of passages that were rewritten: what is stated once on both sides, then what is left of one kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from monitor.compare.features.claims import Claim
from monitor.compare.features.normalized import closeness, ends_of, unit_of
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.matching.compatibility import contradiction, is_retold, may_be_reworded
from monitor.compare.matching.pairs_so_far import Pairing
from monitor.compare.matching.passages import Passage, Passages
from monitor.model import Figure, Role


def pair_equal_values(passages: Passages, most: float) -> None:
    """Pair the values that a rewritten passage has on both sides, once each.

    *most* is the contradiction up to which what they count may differ.
    """
    pairing = passages.pairing
    for passage in passages.left():
        for before, after in _once_on_both(pairing, passage, _value_and_unit):
            if not _is_told_by_its_value(before.figure, passage):
                continue
            if may_be_reworded(before, after) and contradiction(before, after) <= most:
                pairing.add_unless_barred(before.index, after.index)


def pair_remaining(passages: Passages) -> None:
    """Pair what is left of a rewritten passage: equal values first, then the one of its kind on both sides."""
    for passage in passages.left():
        if passage.alike >= W.same_passage:
            _pair_equal_remaining(passages.pairing, passage)
    for passage in passages.left():
        if passage.accompanied:
            _pair_changed(passages.pairing, passage)


def _pair_equal_remaining(pairing: Pairing, passage: Passage) -> None:
    """Pair equal values, also where one side names no unit ("35 in compensation" was "35 euros"), or are small.

    Small ones are a passage's own only if another figure of it goes on, or both count by one noun.
    """
    for before, after in _once_on_both(pairing, passage, ends_of):
        is_known = passage.accompanied or _is_telling(before.figure) or is_retold(before, after)
        if is_known and may_be_reworded(before, after):
            pairing.add_unless_barred(before.index, after.index)


def _pair_changed(pairing: Pairing, passage: Passage) -> None:
    """Pair the one figure that is left on both sides, or the one of its kind."""
    is_alone = len(passage.olds) == len(passage.news) == 1
    kind: Callable[[Figure], object] = (lambda _: None) if is_alone else _kind
    for before, after in _once_on_both(pairing, passage, kind):
        if _may_have_changed(passage, before, after):
            pairing.add_unless_barred(before.index, after.index)


def _once_on_both(
    pairing: Pairing, passage: Passage, said: Callable[[Figure], object]
) -> Iterator[tuple[Claim, Claim]]:
    """Yield the figures of *passage* of which one is *said* to be the same on both sides, and no other is."""
    found: dict[object, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for old in passage.olds:
        found[said(pairing.olds[old].figure)][0].append(pairing.olds[old])
    for new in passage.news:
        found[said(pairing.news[new].figure)][1].append(pairing.news[new])
    return ((olds[0], news[0]) for olds, news in found.values() if len(olds) == len(news) == 1)


def _value_and_unit(figure: Figure) -> object:
    return ends_of(figure), unit_of(figure)


def _is_told_by_its_value(figure: Figure, passage: Passage) -> bool:
    """Return whether equal values of *passage* are one claim: a measure, if it is surely the same, or a telling one."""
    return (figure.unit is not None and passage.alike >= W.same_passage) or _is_telling(figure)


def _is_telling(figure: Figure) -> bool:
    """Return whether the value is no small whole number, of which a passage may have several."""
    return figure.unit != "%" and all(end is not None and (end >= W.kept or end % 1) for end in ends_of(figure))


def _may_have_changed(passage: Passage, before: Claim, after: Claim) -> bool:
    """Return whether the one that is left of a passage on both sides may be one figure."""
    if not may_be_reworded(before, after):
        return False
    if _is_measured_alike(before, after) or is_retold(before, after):
        return True
    if _are_unlike(before, after):
        return False
    return passage.alike >= W.same_passage and _kind(before.figure) == _kind(after.figure)


def _are_unlike(before: Claim, after: Claim) -> bool:
    """Return whether the two count different things, and are of different sizes: nine towns, and 1,340 who came."""
    return contradiction(before, after) > W.doubtful and closeness(before.figure, after.figure) < W.one_size


def _kind(figure: Figure) -> object:
    """Return the unit of *figure*, and its role unless it says how much there is, or was."""
    return unit_of(figure), figure.role if figure.role in (Role.CHANGE, Role.MULTIPLE, Role.RULE) else None


def _is_measured_alike(old: Claim, new: Claim) -> bool:
    return old.figure.unit is not None and old.figure.unit == new.figure.unit
