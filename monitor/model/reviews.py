"""What people say of findings and of figures, one action at a time: who, when, what of, and whether it was undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verb(StrEnum):
    """What a person can say."""

    CONFIRM = "confirm"  #: findings are right
    DISMISS = "dismiss"  #: findings are not worth telling; `Act.text` is the reason
    REOPEN = "reopen"  #: findings are to be reviewed again
    NOTE = "note"  #: `Act.text` is to be read beside findings
    LABEL = "label"  #: findings bear the label `Act.text`
    UNLABEL = "unlabel"  #: they bear it no longer
    NOT_A_FIGURE = "not a figure"  #: a series counts nothing: it is told of no more
    SAME = "same figure"  #: a series is the series `Act.into`
    RENAME = "rename"  #: a series is called `Act.text`; "": by what it counts
    UNDO = "undo"  #: takes the action `Act.undoes` back


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
    findings: tuple[int, ...] = ()  #: numbers of changes
    page_id: str | None = None
    series: int | None = None
    into: int | None = None
    text: str = ""
    undoes: int | None = None  #: the number of an action


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An act as it is recorded."""

    id: int
    at: datetime
    act: Act
    undone_by: int | None = None  #: the action that took it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What has been made of one finding, by all that was said of it and not undone."""

    finding: int  #: the number of the change
    standing: Standing = Standing.OPEN
    person: str = ""  #: who said so last
    at: datetime | None = None
    reason: str = ""  #: why it was dismissed
    labels: tuple[str, ...] = ()
    notes: int = 0
    last: int = 0  #: the newest action on it; 0: none. A form that was drawn before shows an older one
