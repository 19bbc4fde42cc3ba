"""The language of a text: what its page declares, unless the text itself plainly tells otherwise.

A language is told by its most frequent small words and, where a text is short of them (lists, telegram style), by the
letter groups of its words; both are data. No weights are learned: what many languages share counts for each the less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from monitor.language.language_files import SHARED, languages, loaded

DEFAULT = "en"  # of a text too short to tell
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 6000  # characters
_GLANCE = 1500  # characters that show whether a text is what its page says
_FEWEST = 12  # words: fewer tell nothing
_DIFFERENT = 30  # words: of fewer, as in the headers of a table, a page is not contradicted
_SPELLING = 0.5  # of a small word: what a letter group tells
_ENOUGH = 0.06  # points a word that the best must have, and ...
_AHEAD = 1.05  # ... that many times those of the next
_OWN = 0.06  # points a word of its small words from which a declared language is believed without a further look
_PROSE = 0.15  # the same of a passage in another language than its page; lists of names have half of it
_PLAINLY = 2.0  # times the points of the declared one that another must have
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}", re.IGNORECASE)
_NONE = ("und", "mul", "zxx")  # ISO 639: undetermined, several, no language


class Declared(NamedTuple):
    """A language as a page declares it."""

    language: str  #: primary tag
    locale: str  #: with its region, script ..., "" when there are none

    @property
    def tag(self) -> str:
        """Return the most that is said: with the region where there is one."""
        return self.locale or self.language


def declared(written: str | None) -> Declared | None:
    """Return the language that *written* names (BCP 47, or several of which the first counts); None when it is none."""
    tag = re.split(r"[,;\s]", (written or "").strip(), maxsplit=1)[0].replace("_", "-")
    primary = tag.partition("-")[0].lower()
    if not _TAG.fullmatch(tag) or primary in _NONE:
        return None
    return Declared(primary, tag if "-" in tag else "")


def settled(said: Declared | None, content: str) -> tuple[Declared, bool]:
    """Return the language of *content*, of which its page *said* what it is, and whether the text contradicts that."""
    glance = _WORD.findall(content[:_GLANCE].lower()) if said is not None else []
    if said is not None and (len(glance) < _FEWEST or _share(glance, said.language) >= _OWN):
        return said, False
    words = _WORD.findall(content[:_LOOKED_AT].lower())
    found = _told(words)
    if said is None:
        return Declared(found.best, ""), False
    lies = found.certain and found.best != said.language and len(set(words)) >= _DIFFERENT
    if lies and found.points[found.best] > _PLAINLY * found.points.get(said.language, 0):
        return Declared(found.best, ""), True
    return said, False


def foreign(parts: Mapping[str, str], whole: Declared) -> dict[str, str]:
    """Return which *parts* of a text, by what they declare, are in another language than the *whole*, and in which.

    Only a language that is read in full counts, and only where the part does not contradict what it declares.
    """
    found: dict[str, str] = {}
    for said, content in parts.items():
        own = declared(said)
        if own is not None and own.language != whole.language and own.language in languages():
            language, lies = settled(own, content)
            found |= {} if lies else {said: language.language}
    return found


def foreign_passages(passages: Sequence[str], whole: Declared) -> list[str]:
    """Return for each of the *passages* of a text, in order, the language it is in where nothing declares that.

    "" where it is that of the *whole*, or may be. What is too short to tell goes with the passages on both sides of it
    where these are in one language, and at the end with those before it.
    """
    told = [_plainly(passage, whole.language) for passage in passages]
    if not any(told):
        return [""] * len(told)
    before = _carried(told, "")
    after = _carried(told[::-1], None)[::-1]
    return [
        own if own is not None else (earlier or "") if later in (earlier, None) else ""
        for own, earlier, later in zip(told, before, after, strict=True)
    ]


def _plainly(passage: str, whole: str) -> str | None:
    """Return the language other than the *whole* that *passage* is in; "" if it is in that, None if nothing tells."""
    words = _WORD.findall(passage[:_GLANCE].lower()) if len(passage) > _FEWEST * 3 else []
    if len(words) < _FEWEST:
        return None
    if _share(words, whole) >= _OWN:
        return ""
    found = _told(words)
    if not found.certain or found.best == whole or found.best not in languages():
        return None
    plain = found.points[found.best] > _PLAINLY * found.points.get(whole, 0)
    return found.best if plain and _share(words, found.best) >= _PROSE else None


def _carried(told: Iterable[str | None], last: str | None) -> list[str | None]:
    """Return *told* with each that is None as the one before it; *last* before all."""
    found: list[str | None] = []
    at = last
    for one in told:
        at = one if one is not None else at
        found.append(at)
    return found


def detect(content: str) -> str:
    """Return the language that *content* is in: `DEFAULT` when it is too short to tell, ``und`` when nothing tells."""
    return _told(_WORD.findall(content[:_LOOKED_AT].lower())).best


class _Found(NamedTuple):
    best: str
    certain: bool
    points: Mapping[str, float]


def _told(words: list[str]) -> _Found:
    points = _points(words)
    ranked = nlargest(2, points.items(), key=lambda item: item[1])
    (best, most), (_, next_most) = [*ranked, (SHARED, 0.0), (SHARED, 0.0)][:2]
    if len(words) < _FEWEST and most < _ENOUGH * _FEWEST * 2:
        return _Found(DEFAULT, certain=False, points=points)
    certain = most > 0 and most >= _AHEAD * next_most and most >= _ENOUGH * len(words)
    return _Found(best if certain else SHARED, certain=certain, points=points)


def _points(words: list[str]) -> Mapping[str, float]:
    """Return how much speaks for each language: its small words, and the letter groups of its words."""
    points: dict[str, float] = defaultdict(float)
    known = _words()
    for word in words:
        for tag in known.get(word, ()):
            points[tag] += 1 / len(known[word])
    whole = f" {' '.join(words)} "
    for group, tags in _spellings().items():
        seen = whole.count(group)
        for tag in tags if seen else ():
            points[tag] += _SPELLING * seen / len(tags)
    return points


def _share(words: list[str], language: str) -> float:
    """Return how much of *words* are small words of *language*; what many languages have tells for each the less."""
    own, known = _own().get(language, frozenset()), _words()
    return sum(1 / len(known[word]) for word in words if word in own) / max(1, len(words))


@cache
def _own() -> Mapping[str, frozenset[str]]:
    """Return for each language its small words."""
    others = {tag: frozenset(words) for tag, words in loaded(SHARED).site.others.items()}
    return others | {tag: loaded(tag).site.small_words for tag in languages()}


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Return for each small word the languages that have it."""
    return _by_piece(_own())


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Return for each letter group the languages whose words show it."""
    others = dict(loaded(SHARED).site.other_spellings)
    return _by_piece(others | {tag: loaded(tag).site.spellings for tag in languages()})


def _by_piece(pieces: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tag, own in pieces.items():
        for piece in own:
            found[piece] = (*found.get(piece, ()), tag)
    return found
