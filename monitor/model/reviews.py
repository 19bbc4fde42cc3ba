"""What people say of findings and of figures, one action at a time: who, when, what of, and whether it was undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.changes import ChangeKind
from monitor.model.outcomes import Finding


class Verb(StrEnum):
    """What a person can say."""

    CONFIRM = "confirm"  #: findings are right
    DISMISS = "dismiss"  #: findings are not worth telling; `Act.text` is the reason
    REOPEN = "reopen"  #: findings are to be reviewed again
    NOTE = "note"  #: `Act.text` is to be read beside findings
    LABEL = "label"  #: findings bear the label `Act.text`
    UNLABEL = "unlabel"  #: they bear it no longer
    NOT_A_FIGURE = (
        "not a figure"  #: a series counts nothing: it is told of no more, and its open findings are dismissed
    )
    SAME = "same figure"  #: a series is the series `Act.into`
    SPLIT = "another figure"  #: what a series states now is another thing than before: a new series begins
    IGNORE = "ignore"  #: nobody wants to hear of a series
    FOLLOW = "follow"  #: it is told of again
    RENAME = "rename"  #: a series is called `Act.text`; "": by what it counts
    UNDO = "undo"  #: takes the action `Act.undoes` back


ON_SERIES = frozenset({Verb.NOT_A_FIGURE, Verb.SAME, Verb.SPLIT, Verb.IGNORE, Verb.FOLLOW, Verb.RENAME})
"""What is said of series; the rest is said of findings, but for an undo, which is said of an action."""


class Standing(StrEnum):
    """What has been made of a finding so far."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person says at once: of findings, or of a series of a page."""

    verb: Verb
    person: str  #: their name
    key: str  #: names this act: said twice under one key, as by a form that is sent twice, it is done once
    findings: tuple[int, ...] = ()  #: numbers of changes; as recorded: all that it speaks of
    page_id: str | None = None  #: of a word on a series; None: the page, and the series, of its findings
    series: int | None = None
    into: int | None = None
    text: str = ""
    undoes: int | None = None  #: the number of an action


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What has been made of one finding, by all that was said of it and not undone."""

    finding: int  #: the number of the change
    standing: Standing = Standing.OPEN
    person: str = ""  #: who said so last
    at: datetime | None = None
    reason: str = ""  #: why it was dismissed
    action: int = 0  #: the action that says so; 0: none
    labels: tuple[str, ...] = ()
    notes: int = 0
    last: int = 0  #: the newest action on it; 0: none. A form that was drawn before shows an older one


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An act as it is recorded."""

    id: int
    at: datetime
    act: Act
    undone_by: int | None = None  #: the action that took it back
    before: tuple[Review, ...] = ()  #: what stood until it was said; told once, by `act`

    def overtook(self, seen: int) -> tuple[Review, ...]:
        """Return what others had made of its findings since its person last looked, at the action *seen*."""
        return tuple(one for one in self.before if one.action > seen and one.person != self.act.person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings a person wants to see; what is empty does not matter."""

    pages: tuple[str, ...] | None = None  #: ids; None: all
    kinds: tuple[ChangeKind, ...] = ()
    silent: bool = False  #: only those of figures that changed while the page's own date did not
    indicators: tuple[str, ...] = ()
    standing: Standing | None = None
    unread: bool = False  #: only those that the person has not read
    label: str = ""
    words: str = ""  #: each must begin a word of its sentences or of what it counts, or stand in its page's title


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A stretch of what is to be reviewed, the newest edition first: all that is told of a page by one check."""

    findings: tuple[Finding, ...]  #: of whole editions, the oldest first in each, so that they fold into entries
    matching: frozenset[int] = frozenset()  #: the numbers of those that are wanted
    before: int | None = None  #: the check before which the next stretch begins; None: there is no more


def reviewed(finding: int, said: Iterable[Action]) -> Review:
    """Return what is made of *finding* by *said*: all actions on it in their order, undone ones too."""
    standing, person, at, reason, action, notes, last = Standing.OPEN, "", None, "", 0, 0, 0
    stood = []
    for one in said:
        last = max(last, one.id)
        if one.undone_by is not None:
            continue
        stood.append(one)
        notes += one.act.verb is Verb.NOTE
        stands = _STANDINGS.get(one.act.verb)
        is_settled = one.act.verb is Verb.NOT_A_FIGURE and standing is not Standing.OPEN
        if stands is not None and not is_settled:
            standing, person, at, action = stands, one.act.person, one.at, one.id
            reason = str(one.act.verb) if one.act.verb is Verb.NOT_A_FIGURE else one.act.text
    return Review(
        finding=finding, standing=standing, person=person, at=at, reason=reason, action=action,
        labels=tuple(sorted(labelled(stood))), notes=notes, last=last,
    )  # fmt: skip


_STANDINGS = {
    Verb.CONFIRM: Standing.CONFIRMED, Verb.DISMISS: Standing.DISMISSED, Verb.REOPEN: Standing.OPEN,
    Verb.NOT_A_FIGURE: Standing.DISMISSED,
}  # fmt: skip


def labelled(said: Iterable[Action]) -> dict[str, int]:
    """Return the labels that *said*, none of it undone, leaves on a finding, each with the action that gave it."""
    labels: dict[str, int] = {}
    for one in said:
        if one.act.verb is Verb.LABEL:
            labels.setdefault(one.act.text, one.id)
        elif one.act.verb is Verb.UNLABEL:
            labels.pop(one.act.text, None)
    return labels
