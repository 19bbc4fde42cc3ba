"""Reads a part of one where it stands: "½", "3/4", "1⁄6", "and a half", "-and-a-quarter"; each with where it ends."""

from __future__ import annotations

from decimal import Decimal
from math import gcd

from monitor.figures.numbers.lexer import HYPHENS, Line
from monitor.language import VULGAR, Numbers

FRACTION_SLASH = "⁄"
_SLASHES = frozenset({"/", FRACTION_SLASH})
_BELOW = frozenset({"2", "3", "4", "5", "6", "8", "10", "16", "32", "64"})  #: what measures are divided by
_HALVES = 2  # of a whole
HALF = Decimal("0.5")
#: Of shares told by two numbers: the most above the line, the lexemes between ("une demandeuse d'asile sur trois").
MOST_TOLD, SHARE_REACH = 20, 6


def behind_whole(line: Line, at: int) -> tuple[Decimal, int] | None:
    """Return the fraction that stands *at*, behind a whole number, and where it ends."""
    vulgar = VULGAR.get(line.text(at))
    return _hung(line, at) if vulgar is None else (vulgar, at + 1)


def _hung(line: Line, at: int) -> tuple[Decimal, int] | None:
    """Return the slashed fraction that a space or a hyphen parts from the whole number before the lexeme *at*."""
    hyphened = line.text(at) in HYPHENS and line.glued(at) and line.glued(at + 1)
    found = fraction(line, at + hyphened)
    return None if found is None or (line.glued(at) and not hyphened) else found


def fraction(line: Line, at: int) -> tuple[Decimal, int] | None:
    """Return the proper fraction in lowest terms written with a slash *at* ("1/2", "3⁄16"), and where it ends."""
    if line.text(at + 1) not in _SLASHES or not line.is_number(at):
        return None
    over, below, end = line.values[at], line.text(at + 2), at + 3
    if over is None or below not in _BELOW or not line.texts[at].isdecimal():
        return None
    if not (line.glued(at + 1) and line.glued(at + 2)) or _runs_on(line, end):
        return None
    proper = 0 < over < int(below) and gcd(int(over), int(below)) == 1
    return (over / Decimal(below), end) if proper else None


def _runs_on(line: Line, end: int) -> bool:
    """Whether what ends before *end* is a part of something longer: "1/2a", "1/2/2024"."""
    return line.glued(end) and (line.is_word(end) or line.text(end) in _SLASHES | HYPHENS)


def part_behind(line: Line, joint: int, numbers: Numbers) -> tuple[Decimal, int] | None:
    """Return the part of one that the "and" or hyphen at the lexeme *joint* adds to a number, and where it ends."""
    if line.text(joint) in HYPHENS:
        return _hyphened_part(line, joint, numbers)
    first, below = line.text(joint + 1), numbers.fractions.get(line.text(joint + 2))
    if first in numbers.half_suffix:
        return HALF, joint + 2
    if below is None:
        return None
    if first in numbers.articles or first in numbers.one:
        apart = below != _HALVES and line.text(joint + 3) in numbers.compared
        return None if apart else (Decimal(1) / below, joint + 3)  # "75 und ein Drittel mehr Decken" are two
    over = numbers.small.get(first, 0)
    return (Decimal(over) / below, joint + 3) if 1 < over < below else None


def _hyphened_part(line: Line, at: int, numbers: Numbers) -> tuple[Decimal, int] | None:
    """Read the part of "two-and-a-half", whose first hyphen stands *at*."""
    joined = line.text(at + 1) in numbers.joiners and line.text(at + 2) in numbers.articles
    below = numbers.fractions.get(line.text(at + 4)) if joined and line.text(at + 3) in HYPHENS else None
    return None if below is None else (Decimal(1) / below, at + 5)
