"""What is told, one entry a thing to read: a sentence before and now, a table, a section that came or went."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import chain

from monitor.model import Change, ChangeKind, Figure, Finding, Role
from monitor.report import caveats, highlight, told_together, wording

_LOUD = (ChangeKind.CHANGED, ChangeKind.RETURNED, ChangeKind.RESTATED, ChangeKind.DISAPPEARED)
_ROLE_ORDER = (
    Role.TOTAL, Role.SUBSET, Role.INCREMENT, Role.CHANGE, Role.SHARE, Role.MULTIPLE, Role.RULE, Role.REFERENCE,
)  # fmt: skip


class Shape(StrEnum):
    """What an entry shows."""

    SENTENCE = "sentence"
    TABLE = "table"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Fold:
    """Changes that are told as one, and the echoes that say the same elsewhere, by their places in what was folded."""

    members: tuple[int, ...]
    echoes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One thing to read: the findings of one pair of sentences, of one table, or of one section."""

    findings: tuple[Finding, ...]  #: the foremost first; of a table the greatest moves
    echoes: tuple[Finding, ...] = ()  #: findings that say the same elsewhere on the page

    @property
    def first(self) -> Finding:
        """Return the foremost finding."""
        return self.findings[0]

    @property
    def permalink(self) -> str:
        """Return where its foremost finding is reviewed; empty where that is not known."""
        return self.first.permalink

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes of its findings."""
        return tuple(one.change for one in self.findings)

    @property
    def shape(self) -> Shape:
        """Return what it shows."""
        if told_together.is_section(self.first.change):
            return Shape.SECTION
        return Shape.TABLE if told_together.key(self.first.change) else Shape.SENTENCE

    @property
    def is_group(self) -> bool:
        """Return whether it is a table or a section with more than one figure: its name stands for them."""
        return self.shape is not Shape.SENTENCE and len(self.findings) > 1

    @cached_property
    def key(self) -> str:
        """Return what names the entry in every report and feed that holds it: 16 hexadecimal digits."""
        finding, change = self.first, self.first.change
        olds, news = _of(self.changes, old=True), _of(self.changes, old=False)
        whole = told_together.key(change) or (olds[0].sentence if olds else "", news[0].sentence if news else "")
        named = repr((finding.page_id, finding.check, finding.before_digest, whole))
        return hashlib.sha256(named.encode("utf-8", "backslashreplace")).hexdigest()[:16]

    @property
    def title(self) -> str:
        """Return the whole entry in a sentence: that of its foremost finding, or of the table."""
        return told_together.statement(self.changes) if self.is_group else wording.statement(self.first.change)

    @property
    def lines(self) -> tuple[Change, ...]:
        """Return the changes that have a line of their own: each once that says another thing, none of a group."""
        said = {} if self.is_group else {wording.statement(change): change for change in reversed(self.changes)}
        return tuple(said.values())[::-1]

    @property
    def quotable(self) -> tuple[Finding, ...]:
        """Return the findings that have a line of their own."""
        return tuple(one for one in self.findings if one.change in self.lines)

    @property
    def cells(self) -> tuple[Change, ...]:
        """Return the changes of a table that are shown one by one."""
        return tuple(told_together.cells(self.changes))

    @cached_property
    def pairs(self) -> tuple[highlight.Pair, ...]:
        """Return the sentences, what changed in them marked: one pair, one for each of a section, none of a table."""
        if self.shape is Shape.TABLE:
            return ()
        if self.shape is Shape.SENTENCE:
            return (highlight.pair(_of(self.changes, old=True), _of(self.changes, old=False)),)
        sides: dict[Sides, list[Change]] = defaultdict(list)
        for change in self.changes:
            sides[_sides(change)].append(change)
        return tuple(highlight.pair(_of(some, old=True), _of(some, old=False)) for some in sides.values())

    @property
    def sentences(self) -> tuple[tuple[str, highlight.Pieces], ...]:
        """Return the sentences that are shown, each with its label: "before", "now", or "" for both in one."""
        return tuple(line for pair in self.pairs for line in pair.lines)

    @property
    def repeated(self) -> tuple[Figure, ...]:
        """Return the figures that say the same elsewhere on the page now."""
        return tuple(one.change.new for one in self.echoes if one.change.new)

    @property
    def facts(self) -> tuple[str, ...]:
        """Return who states its figures, when, under which headers: what holds for all, then what for one of them.

        The last is its name, which `monitor evidence` takes, where it stands in a ledger.
        """
        known = {change: caveats.facts(change) for change in self.lines or self.changes}
        common = [fact for fact in next(iter(known.values())) if all(fact in facts for facts in known.values())]
        unshared = {*common, *caveats.ROLES.values()}
        own = [
            f"{wording.counted(change)}: {fact}"
            for change, facts in ({} if self.is_group else known).items()
            for fact in facts
            if fact not in unshared
        ]
        named = [f"finding {self.first.id}"] if self.first.id else []
        places = caveats.places(self.changes) if self.is_group else []  # its cells may stand on several pages
        return tuple(dict.fromkeys(places + common + own + named))

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return what a careful reader should know, each once."""
        return tuple(dict.fromkeys(doubt for one in self.findings for doubt in caveats.doubts(one)))

    @property
    def is_silent(self) -> bool:
        """Return whether a figure of it changed while the page's own date did not."""
        return any(change.silent is True for change in self.changes)


def entries(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return what is told of one page between two captures, the foremost first."""
    ordered = sorted(findings, key=lambda one: prominence(one.change))
    return tuple(
        Entry(tuple(ordered[i] for i in one.members), tuple(ordered[i] for i in one.echoes))
        for one in folded([one.change for one in ordered])
    )


def statements(changes: Sequence[Change]) -> list[str]:
    """Return sentences for what *changes* tell: one for each figure, those of a table or a section together."""
    return list(map(said, sayings(changes)))


def sayings(changes: Sequence[Change]) -> list[Sequence[Change]]:
    """Return what `statements` puts into words, each with all that it tells: who only counts needs no words."""
    ordered = sorted((change for change in changes if change.told), key=prominence)
    found: list[Sequence[Change]] = []
    for fold in folded(ordered):
        members = [ordered[i] for i in fold.members]
        if len(members) == 1 or told_together.key(members[0]) is not None:
            found.append(members)
        else:
            found += {wording.statement(one): (one,) for one in members}.values()  # what says the same is said once
    return found


def said(together: Sequence[Change]) -> str:
    """Return one of the `sayings` in words."""
    return told_together.moves(together) if len(together) > 1 else wording.statement(together[0])


def prominence(change: Change) -> tuple[object, ...]:
    """Return a key that sorts changes as a reader wants them: headline figures first."""
    figure = change.newest
    return (
        not (figure and figure.main),
        change.table is not None,
        change.kind not in _LOUD,
        _ROLE_ORDER.index(figure.role) if figure else len(_ROLE_ORDER),
        change.within_rounding,
        figure.start if figure else 0,
        change.series,
    )


def newsworthiness(change: Change) -> tuple[object, ...]:
    """Return a key that sorts lines of a summary: claims that are new or withdrawn, then the greatest moves."""
    figure = change.newest
    is_side = figure is None or not figure.main or figure.role in (Role.RULE, Role.REFERENCE)
    share = abs(change.relative) if change.relative is not None else Decimal(0)
    return (is_side, not is_claim(change), -min(share, Decimal(10)), prominence(change))


def is_claim(change: Change) -> bool:
    """Return whether a claim is new or withdrawn: no summary leaves it out."""
    return change.kind in (ChangeKind.APPEARED, ChangeKind.DISAPPEARED)


def folded(changes: Sequence[Change]) -> list[Fold]:
    """Return what of *changes*, in their order, is told as one, in the order of the foremost of each.

    The cells of a table are one, so are the figures of a section that came or went, and those of one sentence before
    and one sentence now; a figure that came or went goes with a pair that has its sentence. An echo belongs to the
    finding that it repeats.
    """
    echoes = _echoes(changes)
    repeating = set(chain.from_iterable(echoes.values()))
    alone = [place for place in range(len(changes)) if place not in repeating]
    pairs = _sentence_pairs([changes[place] for place in alone])
    found: dict[object, list[int]] = defaultdict(list)
    for place in alone:
        found[told_together.key(changes[place]) or _pair_of(changes[place], pairs)].append(place)
    return [
        Fold(
            tuple(sorted(places, key=lambda i: told_together.order(changes[i]))),
            tuple(echo for place in places for echo in echoes.pop(changes[place].series, ())),
        )
        for places in found.values()
    ]


def _echoes(changes: Sequence[Change]) -> dict[int, list[int]]:
    """Return by series the places of the changes that repeat what is told of it."""
    heads = {one.series for one in changes if one.echo is None}
    echoes: dict[int, list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        if change.echo is not None and change.echo in heads:
            echoes[change.echo].append(place)
    return echoes


Sides = tuple[str, str]  # the sentence before and the sentence now, "" for none


def _sentence_pairs(changes: Iterable[Change]) -> tuple[dict[str, Sides], dict[str, Sides]]:
    """Return the pairs of sentences by the one before, and by the one now."""
    by_old, by_new = dict[str, Sides](), dict[str, Sides]()
    for change in changes:
        if change.old and change.new:
            by_old.setdefault(change.old.sentence, _sides(change))
            by_new.setdefault(change.new.sentence, _sides(change))
    return by_old, by_new


def _pair_of(change: Change, pairs: tuple[dict[str, Sides], dict[str, Sides]]) -> Sides:
    """Return the pair of sentences that *change* belongs to."""
    by_old, by_new = pairs
    old, new = _sides(change)
    if change.old is None:
        return by_new.get(new, (old, new))
    return by_old.get(old, (old, new)) if change.new is None else (old, new)


def _sides(change: Change) -> Sides:
    return (change.old.sentence if change.old else "", change.new.sentence if change.new else "")


def _of(changes: Iterable[Change], *, old: bool) -> list[Figure]:
    """Return the figures on one side of *changes*."""
    return [figure for change in changes if (figure := change.old if old else change.new)]
