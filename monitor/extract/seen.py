"""What the signs of a wrong answer are looked for in: the answer itself, and what of it the version before had, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from monitor.model import Block, BlockKind, Fetched, Region, Text

PASSWORD = "password_field"  # noqa: S105 (the name of a note)
"""Note of a text in whose page a field asks for a password."""
REFRESH = "refresh"
"""Note of a text whose page leads to another address by itself."""

_OPENING = 1500  # characters of the main text in which phrases are looked for
_MOST_WORDS = 501  # that need counting: from then on no class of wrong answer is meant
_TITLE_PARTS = re.compile(r"\s[-–—·•»]\s|\s?\|\s?")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d(?:[\d.,'\u00a0\u2009\u202f ]*\d)?")
_YEARS = re.compile(r"(?:19|20)\d\d")
_TWICE = 2  # a notice has numbers of its own: addresses, times, codes
_SAYING = 3  # digits of a number that is seldom stated of two things
_LONG = 4  # letters from which a word says something about the subject
_MAIN, _HEADING = Region.MAIN, BlockKind.HEADING  # looked up once: by its class a member costs more than the test


class Past:
    """How an answer stands to the version before; worked out when asked for, as few answers are so strange."""

    def __init__(self, text: Text, headings: list[str], words: str, previous: Text) -> None:
        self._text, self._headings, self._words, self._previous = text, headings, words, previous

    @cached_property
    def retitled(self) -> bool:
        """Return whether its title is another."""
        return not same_title(plain(self._text.title), plain(self._previous.title))

    @cached_property
    def reheaded(self) -> bool:
        """Return whether all of its headings are others, too."""
        return bool(self._headings) and set(self._headings).isdisjoint(_headings(self._previous))

    @cached_property
    def share(self) -> float:
        """Return how many words its main text has for each that it had."""
        return len(self._has) / max(1, len(self._had))

    @cached_property
    def foreign(self) -> float:
        """Return the share of its long words that the text before did not have."""
        there, long = set(self._had), [word for word in self._has if len(word) > _LONG]
        return sum(word not in there for word in long) / max(1, len(long))

    @cached_property
    def repeats(self) -> bool:
        """Return whether it states a number that was there, of three digits or more and no year."""
        return not _numbers(main_words(self._previous)).isdisjoint(_numbers(self._words))

    @cached_property
    def stated(self) -> bool:
        """Return whether a number was there: else the version before may have been the notice, and this the page."""
        return re.search(r"\d", main_words(self._previous)) is not None

    @cached_property
    def states_more(self) -> bool:
        """Return whether it has twice the numbers that were there: then the version before may have been the notice."""
        return len(_NUMBER.findall(self._words)) >= _TWICE * len(_NUMBER.findall(main_words(self._previous)))

    @cached_property
    def _had(self) -> list[str]:
        return _WORD.findall(main_words(self._previous).lower())

    @cached_property
    def _has(self) -> list[str]:
        return _WORD.findall(self._words.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer, as signs are looked for in it."""

    heads: tuple[str, ...]  #: title, its parts, and the first headings; lower case
    opening: str  #: the beginning of the main text, lower case
    words: int  #: of the main text, `_MOST_WORDS` at most
    figures: int
    past: Past | None  #: None: nothing to compare with
    fetched: Fetched
    text: Text

    def notes(self, name: str) -> bool:
        """Return whether the text bears the note *name*."""
        return name in self.text.notes


def see(fetched: Fetched, text: Text, figures: int, previous: Text | None) -> Seen:
    """Return *fetched*, read as *text* with so many *figures*, beside the version before."""
    words = main_words(text)
    title, headings = plain(text.title), _headings(text) or [plain(text.of(block)) for block in _main(text)[:1]]
    return Seen(
        heads=tuple(
            part[:160].strip(" .!…?-–—") for part in (title, *_TITLE_PARTS.split(title), *headings[:3]) if part
        ),
        opening=plain(words[:_OPENING]),
        words=len(_WORD.split(words[:20_000], _MOST_WORDS)) - 1,
        figures=figures,
        past=Past(text, headings, words, previous) if previous is not None else None,
        fetched=fetched,
        text=text,
    )


def _numbers(words: str) -> set[str]:
    found = (re.sub(r"\D", "", number) for number in _NUMBER.findall(words))
    return {number for number in found if len(number) >= _SAYING and not _YEARS.fullmatch(number)}


def main_words(text: Text) -> str:
    """Return the main text, or all of it where none is."""
    return "\n".join([text.of(block) for block in _main(text)])


def _main(text: Text) -> list[Block]:
    return [block for block in text.blocks if block.region is _MAIN] or list(text.blocks)


def _headings(text: Text) -> list[str]:
    return [plain(text.of(block)) for block in text.blocks if block.kind is _HEADING and block.level <= 2]


def same_title(new: str, old: str) -> bool:
    """Return whether two titles are of one page: most of their words are the same."""
    one, other = set(_WORD.findall(new)), set(_WORD.findall(old))
    if not one or not other:
        return one == other
    return len(one & other) >= 0.5 * min(len(one), len(other)) and len(one & other) >= 0.34 * max(len(one), len(other))


def plain(text: str) -> str:
    """Return *text* in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.replace("’", "'").lower().split())
