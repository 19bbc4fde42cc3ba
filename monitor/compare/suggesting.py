"""Indicators worth naming: what two speakers or more state of one thing, with the word that shows it to be one.

Two that count the same noun may count different things: people tested, people in a camp. They speak of one thing when
what they count has another word in common ("patients who died"), or, where one says nothing but the noun, its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from monitor.compare.features.word_bags import vocabulary
from monitor.compare.indicators import Stated, Version, covers, gathers, plain, speaker_of
from monitor.language import load
from monitor.model import Figure, Indicator, Page, Role, Speaker

SPEAKERS = 2  # who must state a thing before it is worth naming
_LEVELS = (Role.TOTAL, Role.SUBSET, Role.SHARE)
_SHORTEST = 3  # letters of a word that tells something


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A figure as far as it matters for naming what it states. Words are singular, without case and accents."""

    figure: Figure
    speaker: str  #: its key
    head: str
    counted: dict[str, str]  #: what tells which of the head's things are counted, each word with how it is written
    telling: dict[str, str]  #: likewise; of a figure that counts the head and no more, the words of its sentence
    around: str  #: the heading above it, and the page's title
    language: str

    def is_gathered(self, indicator: Indicator) -> bool:
        """Return whether *indicator* would gather it."""
        return gathers(indicator, self.figure, self.around, self.language)


def suggest(
    stated: Iterable[tuple[Page, Version, Stated]], named: Sequence[Indicator] = (), speakers: Sequence[Speaker] = ()
) -> list[Indicator]:
    """Return indicators worth confirming, those of most speakers first.

    Args:
        stated: what pages state now.
        named: the user's indicators; what they gather is not suggested again.
        speakers: those that the user knows by several names.
    """
    taken = {indicator.id for indicator in named}
    by_head = _by_head(stated, named, speakers)
    found = [one for mentions in by_head.values() for one in _of_one_head(mentions) if one[1].id not in taken]
    ranked = sorted(found, key=lambda one: (-one[0], one[1].id, one[1].unit or ""))
    return list({indicator.id: indicator for _, indicator in reversed(ranked)}.values())[::-1]  # an id stands once


def _by_head(
    stated: Iterable[tuple[Page, Version, Stated]], named: Sequence[Indicator], speakers: Sequence[Speaker]
) -> dict[tuple[str, str | None], list[_Mention]]:
    """Return by what is counted, and its unit, the levels in main texts that none of *named* gathers yet."""
    found: dict[tuple[str, str | None], list[_Mention]] = defaultdict(list)
    for page, version, one in stated:
        if one.figure.main and one.figure.head and one.figure.role in _LEVELS:
            mention = _mention(page, version, one, speakers)
            if not any(covers(indicator, page) and mention.is_gathered(indicator) for indicator in named):
                found[mention.head, one.figure.unit].append(mention)
    return found


def _of_one_head(mentions: list[_Mention]) -> Iterator[tuple[int, Indicator]]:
    """Yield, with the number of its speakers, what two or more of them state of the noun that *mentions* share."""
    telling = _places(mentions)
    covered: set[int] = set()
    for word in _ranked(mentions):
        about = [place for place in telling[word] if place not in covered]
        if _speakers(mentions, about) < SPEAKERS:
            continue
        indicator = _indicator(mentions[about[0]], word)
        gathered = [place for place in about if mentions[place].is_gathered(indicator)]
        by = _speakers(mentions, gathered)
        if indicator.id and by >= SPEAKERS:
            yield by, indicator
            covered.update(gathered)


def _places(mentions: Iterable[_Mention]) -> dict[str, list[int]]:
    """Return for every word that tells which things are counted the places of the *mentions* that use it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(mentions):
        for word in mention.telling:
            found[word].append(place)
    return found


def _indicator(first: _Mention, word: str) -> Indicator:
    """Return the indicator of what *first* counts, told by *word* as it writes it."""
    head, near = first.figure.head.casefold(), first.telling[word]
    return Indicator(id=_slug(f"{head} {near}"), words=(head,), near=(near,), unit=first.figure.unit)


def _ranked(mentions: Sequence[_Mention]) -> list[str]:
    """Return the words that tell what *mentions* count: first those that most speakers use of what they count."""

    def users(words: Callable[[_Mention], Iterable[str]]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            for word in words(mention):
                found[word].add(mention.speaker)
        return found

    telling, counted = users(lambda one: one.telling), users(lambda one: one.counted)
    topics = users(lambda one: one.telling.keys() & _words(one.around, one.language).keys())

    def rank(word: str) -> tuple[int, int, int, str]:
        return -len(telling[word]), -len(counted.get(word, ())), -len(topics.get(word, ())), word

    return sorted((word for word, by in telling.items() if len(by) >= SPEAKERS), key=rank)


def _speakers(mentions: Sequence[_Mention], places: Iterable[int]) -> int:
    """Return how many speakers the mentions at *places* have."""
    return len({mentions[place].speaker for place in places})


def _mention(page: Page, version: Version, one: Stated, speakers: Sequence[Speaker]) -> _Mention:
    figure, language = one.figure, version.language
    heads = _words(figure.head, language, every=True)
    counted = {word: text for word, text in _words(figure.counts, language).items() if word not in heads}
    said = {word: text for word, text in _words(figure.sentence, language).items() if word not in heads}
    return _Mention(
        figure=figure,
        speaker=speaker_of(figure, page, speakers)[1],
        head=" ".join(heads),
        counted=counted,
        telling=counted or said,
        around=f"{one.heading} {version.title}",
        language=language,
    )


def _words(text: str, language: str, *, every: bool = False) -> dict[str, str]:
    """Return the words of *text*, each by its singular; without *every*, only those that say what is meant."""
    forms = load(language).nouns.forms
    written = [word for word in plain(text).split() if every or _tells(word, language)]
    return {forms.singular(word): word for word in reversed(written)}


def _tells(word: str, language: str) -> bool:
    """Return whether *word* tells one thing from another: no word of grammar, no hedge, no day, not "people"."""
    known = vocabulary(language)
    is_known = known.is_grammar(word) or word in known.moments or word in _hedges(language)
    return len(word) >= _SHORTEST and word.isalpha() and not is_known and known.canonical(word) not in known.people


@cache
def _hedges(language: str) -> frozenset[str]:
    known = load(language).quantifiers
    phrases = (phrase for side in (known.before, known.after) for listed in side.values() for phrase in listed)
    return frozenset(word for phrase in phrases for word in plain(phrase).split())


def _slug(name: str) -> str:
    return "-".join(plain(name).split()).encode("ascii", "ignore").decode()[:64].strip("-")
