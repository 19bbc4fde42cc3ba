"""A sentence cut into words once, when the first of its numbers asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import reduce, wraps
from itertools import compress
from operator import or_
from string import digits
from typing import Any, TypeVar

from monitor.figures.labels.text.grammar import APART, APOSTROPHES, Grammar, Is
from monitor.language.lexing import WORD

Answer = TypeVar("Answer")
OUTSIDE = 64  #: places on either side of a sentence that may be asked for; a phrase, the longest step, has ten words
_MARKS_OUTSIDE, _WORDS_OUTSIDE = [Is.MARK] * OUTSIDE, [""] * OUTSIDE
_SPACE = re.compile(r"\s+")
_CLOSING = frozenset("),;:")  #: after a date whose last point is its own: "(Stand 3.10.)"
HYPHENS = frozenset("-–‑")  #: between the two ends of a span


class Sentence:
    """The words of one sentence; each kept quantity is one word, ``#``.

    Parallel lists: ``low`` the words in lower case, ``starts`` and ``ends`` offsets into ``content``, ``flags`` their
    classes; ``classes`` are those of all words. ``numbers`` holds the index of each quantity's word, in order.

    `word` and `flag` return the word at a place and its classes; up to `OUTSIDE` places off the sentence there is no
    word, and a mark. Each number asks them a hundred times, so they are a list's own look-up: what lies behind the
    words in it lies before the first one, too.
    """

    __slots__ = (
        "_may", "cache", "classes", "content", "covered", "end", "ends", "flag", "flags", "grammar", "low", "numbers",
        "start", "starts", "word",
    )  # fmt: skip

    def __init__(
        self, content: str, start: int, end: int, grammar: Grammar, spans: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.content = content
        self.start = start
        self.end = end
        self.grammar = grammar
        self.low: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.flags: list[int] = []
        self.numbers: list[int] = []
        self.cache: dict[object, Any] = {}
        self._may: int | None = None
        self.covered: frozenset[int] | None = None  #: the words that time phrases cover, once they are found
        at = start
        for first, last in spans:
            self._cut(at, first)
            self.numbers.append(len(self.low))
            self._add("#", first, last, Is.NUMBER)
            at = last
        self._cut(at, end)
        self.classes = reduce(or_, self.flags, 0)
        self.flag: Callable[[int], int] = (self.flags + _MARKS_OUTSIDE).__getitem__
        self.word: Callable[[int], str] = (self.low + _WORDS_OUTSIDE).__getitem__

    def _cut(self, begin: int, end: int) -> None:
        known, unlisted = self.grammar.flags, self.grammar.unlisted
        low, starts, ends, flags = self.low, self.starts, self.ends, self.flags
        suffixes = self.grammar.numbers.ordinal_suffixes
        for match in WORD.finditer(self.content, begin, end):
            word = match[0].lower()
            first, last = match.span()
            if word == "." and low and last < end and self._is_of_date(last, end):
                ends[-1] = last if ends[-1] == first else ends[-1]
                continue
            flag = known.get(word)
            if flag is None:
                if low and word in suffixes and ends[-1] == first and low[-1].isdecimal():
                    low[-1] += word  # "3.er trimestre"
                    ends[-1] = last
                    continue
                flag = unlisted(word)
                if flag == APART:
                    self._part(word, first, last)
                    continue
            if flag & _NAMED and first + 1 < last and match[0].isupper() and not self._shouts():
                word, flag = match[0], 0  # "300 US troops", "IT workers", "WHO figures"
            low.append(word)
            starts.append(first)
            ends.append(last)
            flags.append(flag)

    def _shouts(self) -> bool:
        """Whether all of the sentence is written in capitals, so that they name nothing."""
        return self.content[self.start : self.end].isupper()

    def _is_of_date(self, after: int, end: int) -> bool:
        """Whether a point before *after* is no mark, but cuts a month's name or makes an ordinal of a number.

        "Sept. 5", "3 oct. de 2021", "3. Oktober", "vom 1. bis 15. Mai", "am 3.10. um", "3.–5. März", "III. Quartal".
        """
        found, before, grammar = WORD.search(self.content, after, end), self.low[-1], self.grammar
        if found is None:
            return False
        following = found[0].lower()
        if before in grammar.calendar.months:
            return following.isdecimal() or following in grammar.calendar.of or following in HYPHENS
        if following in grammar.numbers.ordinal_suffixes and found.start() == after:
            return before.isdecimal()
        if not grammar.numbers.ordinal_points:
            return False
        if before in grammar.time.ordinals:
            return following in grammar.time.units
        if not _is_day(before):
            return False
        names = following in grammar.calendar.months or following in grammar.calendar.numbered
        if "." in before and following in _CLOSING:
            return True
        ranges = (following in HYPHENS or following == "/") and self.content[found.end() : found.end() + 1].isdecimal()
        return names or ranges or following in grammar.time.units or found[0].islower()

    def _part(self, word: str, first: int, last: int) -> None:
        """Add a *word* with an apostrophe or a hyphen in it; an apostrophe alone ends the elided word before it."""
        if word not in APOSTROPHES:
            self._compound(word, first)
        elif self.low and self.low[-1] in self.grammar.words.elided and self.ends[-1] == first:
            self.low[-1] += "'"  # "d'" before a number: "d'un tiers"
            self.ends[-1] = last
            self.flags[-1] = self.grammar.flags.get(self.low[-1], 0)
        else:
            self._add(word, first, last, Is.MARK)

    def _compound(self, word: str, start: int) -> None:
        """Split "l’association" after its elided article, "a-t-il" at its hyphens; keep "day's", "self-test"."""
        known = self.grammar.flags
        if word.endswith(self.grammar.words.possessive):
            self._add(word, start, start + len(word), known.get(word[:-2], 0) & Is.TIME)
            return
        cut = max(word.find("'"), word.find("’"))
        if cut > 0 and word[:cut] in self.grammar.words.elided:
            head = word[:cut] + "'"
            self._add(head, start, start + cut + 1, known.get(head, 0))
            rest = word[cut + 1 :]
            if rest:
                self._cut(start + cut + 1, start + len(word))
            return
        letters = word.rstrip(digits)
        if letters in self.grammar.time.terms:  # "FY2019"
            self._cut(start, start + len(letters))
            self._cut(start + len(letters), start + len(word))
            return
        if "-" in word:
            stem, _, tail = word.partition("-")
            if self._is_part_of_time(stem, tail, start + len(stem) + 1):
                self._cut(start, start + len(stem))
                self._cut(start + len(stem) + (stem not in self.grammar.calendar.months), start + len(word))
                return
            if tail in self.grammar.words.hyphenated:
                self._add(stem, start, start + len(stem), known.get(stem, 0))
                self._add(tail, start + len(stem) + 1, start + len(word), int(Is.PRONOUN))
                return
        self._add(word, start, start + len(word), 0)

    def _is_part_of_time(self, stem: str, tail: str, at: int) -> bool:
        """Whether a hyphen ties what says a part of it to the time at *at*: "mid-March", "Q3-2019", "Oct-Dec"."""
        grammar = self.grammar
        named = tail in grammar.calendar.months and (not grammar.calendar.capital or self.content[at].isupper())
        if stem in grammar.time.tied:
            return named or _is_whole_year(tail) or tail in grammar.time.units
        if stem in grammar.calendar.months:
            return named  # "Oct-Dec"
        return stem in grammar.calendar.coded and _is_whole_year(tail)

    def _add(self, word: str, start: int, end: int, flag: int) -> None:
        self.low.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.flags.append(flag)

    def __len__(self) -> int:
        return len(self.low)

    def may(self, tell: int) -> bool:
        """Whether a word of the sentence may tell something of the kinds *tell*, bits of `May`."""
        if self._may is None:
            self._may = reduce(or_, map(self.grammar.may, self.low), 0)
        return self._may & tell != 0

    def over(self, at: int, classes: int, end: int | None = None) -> int:
        """Return the first word from *at* on that is of none of the *classes*; *end*, or the sentence's, if all are."""
        if not self.flag(at) & classes:
            return at  # mostly, told fastest
        flags = self.flags
        stop = len(flags) if end is None else min(end, len(flags))
        while 0 <= at < stop and flags[at] & classes:
            at += 1
        return at

    def back_over(self, at: int, classes: int, begin: int = 0) -> int:
        """Return the last word up to *at* that is of none of the *classes*; the one before *begin* if all are."""
        flags = self.flags
        while begin <= at < len(flags) and flags[at] & classes:
            at -= 1
        return at

    def original(self, at: int) -> str:
        """Return the word *at* as written."""
        return self.content[self.starts[at] : self.ends[at]]

    def capital(self, at: int) -> bool:
        """Whether the word *at* begins with a capital letter."""
        return 0 <= at < len(self.starts) and self.content[self.starts[at]].isupper()

    def joined_number(self, at: int) -> str:
        """Return the number and the hyphen that are a part of the word *at*: "7-" of "7-day average"; or nothing."""
        low, starts, ends = self.low, self.starts, self.ends
        if at < 2 or low[at - 1] != "-" or not low[at - 2].isdecimal():
            return ""
        is_one = ends[at - 2] == starts[at - 1] and ends[at - 1] == starts[at]
        return self.content[starts[at - 2] : starts[at]] if is_one else ""

    def text(self, begin: int, end: int) -> str:
        """Return the words from *begin* up to *end* as written, white space folded."""
        if begin >= end:
            return ""
        words = self.content[self.starts[begin] : self.ends[end - 1]]
        if begin and self.low[begin - 1] == "-":
            words = f"{self.joined_number(begin)}{words}"
        return folded(words).strip()

    def plural(self, at: int) -> bool:
        """Whether the word *at* looks like a plural noun (or adjective, where adjectives agree)."""
        flag, word = self.flags[at], self.low[at]
        if flag & Is.PLURAL:
            return True
        return word.endswith(self.grammar.nouns.plural_endings) and not flag & Is.NOT_PLURAL and len(word) > 3

    def content_word(self, at: int) -> bool:
        """Whether the word *at* can be part of a noun phrase: no function word, mark or number."""
        return not self.flag(at) & _CLOSED

    def places(self, of: Callable[[int], int]) -> list[int]:
        """Return the indices of the words whose classes *of* picks: `int.__and__` of some of `Is`."""
        return [*compress(range(len(self.flags)), map(of, self.flags))]

    def has(self, begin: int, end: int, classes: int) -> bool:
        """Whether a word from *begin* (not below 0) up to *end* is of one of the *classes*."""
        return any(flag & classes for flag in self.flags[begin:end])


_NAMED = int(Is.PRONOUN | Is.SUBORDINATOR)  #: in capitals these are the initials of a name
_DAY = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?")


def _is_day(word: str) -> bool:
    """Whether *word* is the number of a day, or of a day and a month, but for its last point."""
    return _DAY.fullmatch(word) is not None


def _is_whole_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()


def remembered(ask: Callable[[Sentence, int], Answer]) -> Callable[[Sentence, int], Answer]:
    """Let *ask*, a pure question about one word of a sentence, be answered once: number after number asks the same."""

    @wraps(ask)
    def answer(sentence: Sentence, at: int) -> Answer:
        cache, key = sentence.cache, (ask, at)
        if key not in cache:
            cache[key] = ask(sentence, at)
        found: Answer = cache[key]
        return found

    return answer


def folded(text: str) -> str:
    """Return *text* with a space for each run of white space; nearly all has none but single spaces, told fastest."""
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


_CLOSED = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.BY | Is.BE | Is.HAVE | Is.AUXILIARY
    | Is.AND | Is.SUBORDINATOR | Is.PRONOUN
)  # fmt: skip
