"""What was looked at, how it is, and what to do about it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Level(StrEnum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"  # it works, and should still be seen to
    WRONG = "wrong"  # pages are not checked, nobody is told, or something may be lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that was looked at."""

    about: str  #: the subject, a word
    level: Level = Level.OK
    found: str  #: one or two sentences
    advice: str = ""  #: what to do, one sentence; "" where the command says it
    command: str = ""  #: that cures it, or tells more, to be pasted into a shell; "": there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the doctor was called to."""

    home: Path  #: absolute; may not exist
    environ: Mapping[str, str]
    now: datetime
    progress: Callable[[int, int], None] = lambda _done, _total: None  #: called with tables read, and tables in all

    def command(self, words: str) -> str:
        """Return the command `monitor WORDS` for this home, as a shell takes it."""
        return f"monitor --home {shlex.quote(str(self.home))} {words}"


def well(about: str, found: str) -> Observation:
    """Return that all is well with a thing."""
    return Observation(about=about, found=found)


def note(about: str, found: str, advice: str = "", command: str = "") -> Observation:
    """Return that a thing works, and should still be seen to."""
    return Observation(about=about, level=Level.NOTE, found=found, advice=advice, command=command)


def wrong(about: str, found: str, advice: str = "", command: str = "") -> Observation:
    """Return that a thing is wrong."""
    return Observation(about=about, level=Level.WRONG, found=found, advice=advice, command=command)
