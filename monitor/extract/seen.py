"""What the signs of a wrong answer are looked for in: the answer itself, and what of it the version before had, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from monitor.model import Block, BlockKind, Fetched, Region, Text

PASSWORD = "password_field"  # noqa: S105 (the name of a note)
"""Note of a text in whose page a field asks for a password."""
REFRESH = "refresh"
"""Note of a text whose page leads to another address by itself."""

_OPENING = 1500  # characters of the main text in which phrases are looked for
_MOST_WORDS = 501  # that need counting: from then on no class of wrong answer is meant
_TITLE_PARTS = re.compile(r"\s[-–—·•»]\s|\s?\|\s?")
_WORD = re.compile(r"[^\W\d_]+")
_LONG = 4  # letters from which a word says something about the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """How an answer stands to the version before."""

    retitled: bool  #: its title is another
    reheaded: bool  #: and so are all of its headings
    share: float  #: of the words that the main text had
    foreign: float  #: share of its long words that the text before did not have


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
        words=sum(1 for _ in islice(_WORD.finditer(words[:20_000]), _MOST_WORDS)),
        figures=figures,
        past=_past(text, headings, words, previous) if previous is not None else None,
        fetched=fetched,
        text=text,
    )


def main_words(text: Text) -> str:
    """Return the main text, or all of it where none is."""
    return "\n".join([text.of(block) for block in _main(text)])


def _main(text: Text) -> list[Block]:
    return [block for block in text.blocks if block.region is Region.MAIN] or list(text.blocks)


def _headings(text: Text) -> list[str]:
    return [plain(text.of(block)) for block in text.blocks if block.kind is BlockKind.HEADING and block.level <= 2]


def _past(text: Text, headings: list[str], words: str, previous: Text) -> Past:
    before = main_words(previous)
    had, has = _WORD.findall(before.lower()), _WORD.findall(words.lower())
    there = set(had)
    long = [word for word in has if len(word) > _LONG]
    return Past(
        retitled=not same_title(plain(text.title), plain(previous.title)),
        reheaded=bool(headings) and set(headings).isdisjoint(_headings(previous)),
        share=len(has) / max(1, len(had)),
        foreign=sum(word not in there for word in long) / max(1, len(long)),
    )


def same_title(new: str, old: str) -> bool:
    """Return whether two titles are of one page: most of their words are the same."""
    one, other = set(_WORD.findall(new)), set(_WORD.findall(old))
    if not one or not other:
        return one == other
    return len(one & other) >= 0.5 * min(len(one), len(other)) and len(one & other) >= 0.34 * max(len(one), len(other))


def plain(text: str) -> str:
    """Return *text* in lower case, with straight apostrophes and single spaces."""
    return " ".join(text.replace("’", "'").lower().split())
