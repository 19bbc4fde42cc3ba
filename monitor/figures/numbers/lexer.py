"""Splits a line into lexemes: digit groups, words, single symbols; everything after works on these.

Only the ASCII digits are read as digits; a row of digits of another script is one symbol. They, and invisible or
direction-changing characters beside a digit, can make a number look like another one: `Line.is_suspicious` tells those
numbers, which are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from monitor.language import Numbers, lexing

NUMBER, WORD, SYMBOL = 1, 2, 3
HYPHENS = frozenset("-‐‑–")

_PIECES = re.compile(r"([0-9]+)|([^0-9]+)")
#: Invisible characters, and those that change the direction of what follows (Unicode UAX 9).
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OVERRIDE = re.compile("[\u202d\u202e]")
#: Longer rows of groups are no number: the bound keeps reading linear.
_MOST_GROUPS = 9
OUTSIDE = 64  #: places on either side of a line that may be asked for
_OUTSIDE = [""] * OUTSIDE
MOST_DIGITS = 30  #: a longer row of digits has no value


class Line:
    """A string and its lexemes, in parallel lists: ``kinds``, ``texts`` (words in lower case), ``starts``, ``ends``.

    ``values`` holds what each digit group says, ``candidates`` where a number can begin. `text` returns the lexeme at a
    place, or nothing where that lies up to `OUTSIDE` places off the line: a list's own look-up, as each number asks a
    score of times.
    """

    __slots__ = (
        "candidates", "ends", "grouped", "kinds", "lower", "overridden", "starts", "string", "text", "texts", "values",
    )  # fmt: skip

    def __init__(self, string: str, numbers: Numbers) -> None:
        self.string = string
        self.lower = lower = lowered(string)
        self.kinds: list[int] = []
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.values: dict[int, Decimal | None] = {}
        self.grouped: set[int] = set()
        self.candidates: list[int] = []
        self.overridden = not string.isascii() and _OVERRIDE.search(string) is not None
        kinds, texts, starts, ends = self.kinds, self.texts, self.starts, self.ends
        starters, compounds = numbers.starters, numbers.word_parts or None
        for match in lexing.LEXEME.finditer(lower):
            kind, text = match.lastindex, match[0]
            start, end = match.span()
            if kind == WORD:
                if text in starters:
                    self.candidates.append(len(kinds))
                elif compounds and (parts := compounds.split(text)):
                    self._add_words(parts, start)
                    continue
            elif kind == NUMBER:
                self._add_digits(text, start, numbers)
                continue
            elif text == "’":
                text = "'"
            elif text[0].isdecimal():
                self.candidates.append(len(kinds))
            kinds.append(kind or SYMBOL)
            texts.append(text)
            starts.append(start)
            ends.append(end)
        self.text: Callable[[int], str] = (texts + _OUTSIDE).__getitem__

    def __len__(self) -> int:
        return len(self.kinds)

    def original(self, at: int) -> str:
        """Return the lexeme *at* in its own case."""
        return self.string[self.starts[at] : self.ends[at]]

    def glued(self, at: int) -> bool:
        """Whether the lexeme *at* touches the one before it."""
        return 0 < at < len(self.starts) and self.starts[at] == self.ends[at - 1]

    def past_hyphen(self, at: int) -> int:
        """Return the lexeme after the hyphen *at*, or *at* itself where none stands."""
        return at + 1 if self.text(at) in HYPHENS else at

    def is_word(self, at: int) -> bool:
        """Whether there is a word *at*."""
        return 0 <= at < len(self.kinds) and self.kinds[at] == WORD

    def is_number(self, at: int) -> bool:
        """Whether there is a digit group *at*."""
        return 0 <= at < len(self.kinds) and self.kinds[at] == NUMBER

    def capital(self, at: int) -> bool:
        """Whether a word beginning with a capital letter stands *at*."""
        return self.is_word(at) and self.string[self.starts[at]].isupper()

    def is_suspicious(self, start: int, end: int) -> bool:
        """Whether characters at or beside a number let it look like another one than it is."""
        around = self.string[max(0, start - 1) : end + 1]
        if not self.overridden and around.isascii():
            return False
        inside = self.string[start:end]
        if self.overridden or _INVISIBLE.search(inside):
            return True
        before, after = self.string[max(0, start - 1) : start], self.string[end : end + 1]
        return before.isdecimal() or after.isdecimal() or self._split_invisibly(start, end)

    def _split_invisibly(self, start: int, end: int) -> bool:
        before, after = self.string[max(0, start - 2) : start], self.string[end : end + 2]
        return (len(before) == 2 and before[0].isdecimal() and bool(_INVISIBLE.match(before[1]))) or (
            len(after) == 2 and after[1].isdecimal() and bool(_INVISIBLE.match(after[0]))
        )

    def _add_words(self, words: tuple[str, ...], start: int) -> None:
        self.candidates.append(len(self.kinds))
        for word in words:
            self.kinds.append(WORD)
            self.texts.append(word)
            self.starts.append(start)
            start += len(word)
            self.ends.append(start)

    def _add_digits(self, chunk: str, start: int, numbers: Numbers) -> None:
        if chunk.isdecimal():
            value = Decimal(chunk) if len(chunk) <= MOST_DIGITS else None
            self._add_number(chunk, start, value, grouped=False)
            return
        glued = bool(self.ends) and self.ends[-1] == start and self.kinds[-1] == WORD  # "COP28, 123 states"
        listed = glued or (bool(self.texts) and self.texts[-1] in numbers.listed_after)
        pieces = [match.group() for match in _PIECES.finditer(chunk)]
        at = 0
        while at < len(pieces):
            taken, value, grouped = _read(pieces, at, numbers, listed=listed)
            text = "".join(pieces[at : at + taken])
            self._add_number(text, start, value, grouped=grouped)
            start += len(text)
            at += taken
            if at < len(pieces):
                separator = pieces[at]
                if separator.strip():
                    self.kinds.append(SYMBOL)
                    self.texts.append(separator.strip())
                    self.starts.append(start)
                    self.ends.append(start + len(separator.strip()))
                start += len(separator)
                at += 1
                listed = False

    def _add_number(self, text: str, start: int, value: Decimal | None, *, grouped: bool) -> None:
        at = len(self.kinds)
        self.candidates.append(at)
        self.values[at] = value
        if grouped:
            self.grouped.add(at)
        self.kinds.append(NUMBER)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(start + len(text))


def lowered(string: str) -> str:
    """Return *string* in lower case, no longer than it was: "İ" stays, which becomes two characters."""
    lower = string.lower()
    if len(lower) == len(string):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in string)


def _read(pieces: list[str], at: int, numbers: Numbers, *, listed: bool) -> tuple[int, Decimal | None, bool]:
    """Read one number from *pieces* (digits, separator, digits ...): how many pieces, its value, if it is grouped.

    A value of None is a dotted number ("3.11.7", "12.03.2020"): a version, an address or a date, no quantity; or one
    whose value cannot be known.
    """
    separator = pieces[at + 1] if at + 1 < len(pieces) else ""
    if not separator:
        return 1, Decimal(pieces[at]), False
    if separator == ", ":
        return _stray(pieces, at, numbers.group, listed=listed)
    threes = _threes(pieces, at)
    groups = threes and (
        separator not in ".," or threes > 1 or separator == numbers.group or _continues(pieces, at, threes, separator)
    )
    if groups:
        digits = "".join(pieces[at : at + 2 * threes + 1 : 2])
        taken = 2 * threes + 1
        return _with_decimals(pieces, at, taken, digits, numbers.decimal)
    if separator == ",":
        indian = _indian(pieces, at)
        if indian:
            return _with_decimals(pieces, at, indian, "".join(pieces[at : at + indian : 2]), numbers.decimal)
    return _read_decimals(pieces, at, numbers, listed=listed)


def _read_decimals(pieces: list[str], at: int, numbers: Numbers, *, listed: bool) -> tuple[int, Decimal | None, bool]:
    """Read a number without groups, with what follows a point or a comma; see `_read`."""
    head, separator, follows = pieces[at : at + 3]
    if separator == ".":
        if pieces[at + 3 : at + 4] == ["."]:
            return _dotted(pieces, at)
        return 3, Decimal(f"{head}.{follows}"), False
    if separator != ",":
        return 1, Decimal(head), False
    if numbers.group == "," and head != "0" and len(head) < 4 <= len(follows) and not listed:
        return 3, None, False  # "815,3321": no thousands; perhaps the mark of a note, glued
    if numbers.decimal == "," or head == "0" or _is_foreign(pieces, at, listed=listed):
        return 3, Decimal(f"{head}.{follows}"), False
    return 1, Decimal(head), False


def _is_foreign(pieces: list[str], at: int, *, listed: bool) -> bool:
    """Whether a comma stands for a decimal point in a language that has another: "2,4 million", but "items 3,4,5"."""
    beside = pieces[at - 1 : at], pieces[at + 3 : at + 4]
    alone = not any(mark and mark[0].strip() == "," for mark in beside)
    return alone and not listed and len(pieces[at + 2]) < 3


def _threes(pieces: list[str], at: int) -> int:
    """Count the groups of three digits that follow the piece *at* with one kind of separator."""
    if len(pieces[at]) > 3 or pieces[at][0] == "0":
        return 0
    separator, place = pieces[at + 1], at + 1
    alike = lexing.SPACES if separator in lexing.SPACES else separator
    last = min(len(pieces), place + 2 * _MOST_GROUPS)
    while place < last and pieces[place] in alike and len(pieces[place + 1]) == 3:
        place += 2
    count = (place - at - 1) // 2
    return 0 if count >= _MOST_GROUPS or _goes_on(pieces, place, separator) else count


def _goes_on(pieces: list[str], place: int, separator: str) -> bool:
    """Whether a shorter group follows after a space: "020 123 45 67" are no thousands."""
    return separator == " " and pieces[place : place + 1] == [" "] and len(pieces[place + 1]) < 3


def _continues(pieces: list[str], at: int, threes: int, separator: str) -> bool:
    """Whether the other mark follows ("1.234,5"): then the first one parts thousands."""
    after = at + 2 * threes + 1
    return threes == 1 and after < len(pieces) and pieces[after] in ".," and pieces[after] != separator


def _with_decimals(
    pieces: list[str], at: int, taken: int, digits: str, decimal: str
) -> tuple[int, Decimal | None, bool]:
    separator = pieces[at + 1]
    after = pieces[at + taken : at + taken + 2]
    if len(after) == 2 and after[0] in ".," and after[0] != separator:
        listed = after[0] == "," != decimal and separator in lexing.SPACES
        if not listed:
            return taken + 2, Decimal(f"{digits}.{after[1]}"), True
    return taken, Decimal(digits), True


def _indian(pieces: list[str], at: int) -> int:
    """Count the pieces of "12,34,567": twos, then three."""
    if len(pieces[at]) > 2 or pieces[at][0] == "0":
        return 0
    place = at + 2
    while place < min(len(pieces), at + 2 * _MOST_GROUPS) and pieces[place - 1] == "," and len(pieces[place]) == 2:
        place += 2
    if place > at + 2 and place < len(pieces) and pieces[place - 1] == "," and len(pieces[place]) == 3:
        return place - at + 1
    return 0


def _dotted(pieces: list[str], at: int) -> tuple[int, Decimal | None, bool]:
    place = at + 2
    while place < len(pieces) and pieces[place - 1] == ".":
        place += 2
    return place - at - 1, None, False


def _stray(pieces: list[str], at: int, group: str, *, listed: bool) -> tuple[int, Decimal | None, bool]:
    """Read "14, 697", a number with a stray space, unless it looks like two of a list ("14, 697, 20")."""
    head, tail = pieces[at], pieces[at + 2]
    alone = at + 3 >= len(pieces) and at == 0
    if group == "," and alone and len(head) <= 3 and head[0] != "0" and len(tail) == 3 and not listed:
        return 3, Decimal(head + tail), True
    return 1, Decimal(head), False
