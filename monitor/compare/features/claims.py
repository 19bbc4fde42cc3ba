"""What a figure says besides its value: the masked sentence around it, its place, and bags of weighted words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from monitor.compare.features.lazy import lazy
from monitor.compare.features.masking import OTHER, OWN, Masks, Places
from monitor.compare.features.weights import WEIGHTS as W
from monitor.compare.features.word_bags import Vocabulary, bare, stem_of, vocabulary, words_of
from monitor.model import Figure, Reading, Role, Tracked, Where

WHOLES = frozenset({Role.TOTAL, Role.INCREMENT, Role.REFERENCE})
FAMILY = 600  # characters between a whole and its last part
MANY = 64  # words of a template that a bag holds
# Up to three words in quotation marks, or a path.
_QUOTED = re.compile(r"[«“„\"]\s?((?:[\w./-]{1,24}\s?){1,3})[»”“\"]|(?<![\w/<])(/[a-z][\w./-]{1,40})")


_CLAUSE_END = re.compile(rf"[,;:](?=\s|$)|{OTHER}")


@dataclass(eq=False)
class Claim:
    """One figure of one version, as matching sees it."""

    figure: Figure
    template: str
    vocabulary: Vocabulary  #: of the language that its version is in
    place: str = ""  #: the heading above it; for a table cell also the caption or the line that introduces the table
    table: int | None = None
    index: int = 0  #: order in its version
    tracked: Tracked | None = None  #: old figures: the series it belongs to
    beside: tuple[int, ...] = ()  #: indexes of its nearest neighbours in the same sentence
    headers: tuple[str, ...] = ()  #: the figure's headers as keys, see `header_keys`
    whole: int | None = None  #: for a part ("of whom 40 are children"), the index of what it is a part of
    parts: tuple[int, ...] = ()  #: indexes of its own parts
    series: int = field(init=False)  #: the number of that series; 0 for a new figure
    absent: int = field(init=False)  #: for how many versions the series had not been seen
    in_table: bool = field(init=False)

    def __post_init__(self) -> None:
        """Note what is asked for again and again."""
        self.series, self.absent = (self.tracked.series, self.tracked.absent) if self.tracked else (0, 0)
        self.in_table = self.figure.where is Where.TABLE

    @lazy
    def key(self) -> str:
        """Return the template without punctuation."""
        return bare(self.template)

    @lazy
    def when(self) -> str:
        """Return the shape of its time phrase, without what differs from day to day."""
        return _when(self.figure.time, self.vocabulary) if self.figure.time else ""

    @lazy
    def period(self) -> frozenset[str]:
        """Return the numbers and the names of months and days in its time phrase: "11" and "may"."""
        return _period(self.figure.time, self.vocabulary) if self.figure.time else frozenset()

    @lazy
    def quoted(self) -> frozenset[str]:
        """Return the names that its sentence quotes, and the paths: they tell of which thing it speaks."""
        sentence = self.figure.sentence.casefold()
        return frozenset(found[found.lastindex or 0].strip() for found in _QUOTED.finditer(sentence))

    @lazy
    def bag(self) -> dict[str, float]:
        """Return the words around the number, each with its weight: the nearer, the heavier."""
        return _bag(self)

    @lazy
    def words(self) -> frozenset[str]:
        """Return the words of its sentence and headers, each as what stands for it."""
        words = " ".join((self.key, *self.headers)) if self.headers else self.key
        return frozenset(map(self.vocabulary.name_of, words.split())) - {"", OWN, OTHER}

    @lazy
    def _noun(self) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
        """Return what is counted; of people of whom only a place is said, also what became of them."""
        counts, unit = self.figure.counts, self.figure.unit_name or ""
        noun = _noun(counts, unit, self.vocabulary)
        if self.in_table or len(noun[1]) > 1 or not noun[2] <= self.scope:
            return noun
        left, _, right = self.template.partition(OWN)
        clause = f"{left.rpartition(OTHER)[2]} {right.partition(OTHER)[0]}".split()
        fate = " ".join(sorted(self.vocabulary.fates.intersection(map(self.vocabulary.name_of, clause))))
        return _noun(f"{counts} {fate}", unit, self.vocabulary) if fate else noun

    @lazy
    def counted(self) -> dict[str, float]:
        """Return the words of what is counted."""
        return self._noun[0]

    @lazy
    def things(self) -> frozenset[str]:
        """Return the words of what is counted that are neither grammar nor people in general."""
        return self._noun[1]

    @lazy
    def thing_stems(self) -> frozenset[str]:
        """Return the stems of `things`."""
        return self._noun[2]

    @lazy
    def sides(self) -> dict[int, set[int]]:
        """Return on which side of what pairs of opposites the words of what is counted stand."""
        found: dict[int, set[int]] = {}
        for word in self.things:
            for kind, side in self.vocabulary.rivals.get(word, ()):
                found.setdefault(kind, set()).add(side)
        return found

    @lazy
    def stems(self) -> frozenset[str]:
        """Return the stems of all words around the number that are not grammar."""
        content_stem = self.vocabulary.content_stem
        return frozenset({*map(content_stem, self.words), *map(content_stem, self.counted)} - {""})

    @lazy
    def contrast(self) -> frozenset[str]:
        """Return the words that tell what is counted: the noun phrase, and the words nearest to the number."""
        near = {word for bag in (self.counted, self.bag) for word, weight in bag.items() if weight > W.near}
        return frozenset(word for word in near if word[0] != "~") - self.vocabulary.people

    @lazy
    def names(self) -> frozenset[str]:
        """Return the numbers that are neither figures nor dates: they name something ("pillar 1").

        What comes in a later clause, or after the next figure, names nothing of this one: "441 were men, the youngest
        was 32".
        """
        left, _, right = self.template.partition(OWN)
        near = _CLAUSE_END.split(right, maxsplit=1)[0]
        words = (left, near, *self.headers)
        return frozenset(filter(str.isdigit, map(self.vocabulary.name_of, " ".join(words).split())))

    @lazy
    def header_numbers(self) -> frozenset[str]:
        """Return the numbers in its headers; of a day, also its month: "24" and "4."."""
        return frozenset().union(*(_numbers(header, self.vocabulary) for header in self.headers))

    @lazy
    def scope(self) -> frozenset[str]:
        """Return the stems of the names of the places that its sentence speaks of: "Scotland" is where Scots are."""
        if self.figure.where in (Where.TABLE, Where.HEADING):
            return frozenset()
        return frozenset(map(stem_of, self.vocabulary.places_in(self.figure.sentence) - self.vocabulary.moments))

    @lazy
    def said(self) -> frozenset[str]:
        """Return the stems of all words of its sentence, and of what stands above it."""
        return frozenset(
            stem_of(self.vocabulary.canonical(word)) for word in words_of(f"{self.figure.sentence} {self.place}")
        )

    @lazy
    def is_flow(self) -> bool | None:
        """Return True for what came in one period, False for what there is in all, None where nothing tells."""
        if self.figure.role is Role.INCREMENT:
            return True
        known = self.vocabulary
        if self.words.isdisjoint(known.flow) and self.words.isdisjoint(known.stock):
            return None
        flow, stock = (
            max([self.bag.get(word, 0.0) for word in words], default=0.0) for words in (known.flow, known.stock)
        )
        return flow > stock if max(flow, stock) > W.own_clause else None


def of_reading(reading: Reading) -> list[Claim]:
    """Return the claims of a new reading, in the order of its figures."""
    text = reading.text
    known = vocabulary(text.written_as)
    masks, places = Masks(reading, known.moments), Places(text, known.moments)
    claims = []
    for index, figure in enumerate(reading.figures):
        cell = text.blocks[figure.block].cell if 0 <= figure.block < len(text.blocks) else None
        claims.append(
            Claim(
                figure=figure,
                template=masks.template(figure),
                vocabulary=known,
                place=places.of(figure.block),
                table=cell.table if cell else None,
                index=index,
            )
        )
    return _related(claims)


def of_tracked(tracked: Sequence[Tracked], language: str) -> list[Claim]:
    """Return the claims that a baseline remembers, whose text was in *language*."""
    known = vocabulary(language)
    return _related(
        [
            Claim(
                figure=one.figure,
                template=one.template or OWN,
                vocabulary=known,
                place=one.place,
                index=index,
                tracked=one,
            )
            for index, one in enumerate(tracked)
        ]
    )


def without_figures(claim: Claim, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Return the words of the sentence but for its figures: with one template, what differs are the dates."""
    sentence = claim.figure.sentence
    for one in (claim, *(claims[index] for index in claim.beside)):
        sentence = sentence.replace(one.figure.surface, " ", 1)
    return tuple(words_of(sentence))


def _related(claims: list[Claim]) -> list[Claim]:
    """Give every claim its neighbours in the sentence, its whole and its parts."""
    _relate_parts(claims)
    for claim in claims:
        here = claim.figure.sentence_start, claim.absent
        for other in claims[claim.index + 1 : claim.index + 3]:
            if (other.figure.sentence_start, other.absent) == here:
                claim.beside += (other.index,)
                other.beside += (claim.index,)
    return claims


def _relate_parts(claims: Sequence[Claim]) -> None:
    """Give every part, and the whole before it, each other."""
    whole: Claim | None = None
    for claim in claims:
        if claim.in_table:
            whole = None
        elif claim.figure.role is not Role.SUBSET:
            whole = claim if claim.figure.role in WHOLES else None
        elif whole and whole.absent == claim.absent and claim.figure.start - whole.figure.start <= FAMILY:
            claim.whole = whole.index
            whole.parts += (claim.index,)


@lru_cache(maxsize=4096)
def _noun(counts: str, unit: str, known: Vocabulary) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
    """Return the words of the noun phrase *counts* as a bag, the things among them, and the stems of these.

    The *unit* says how a thing is measured, not which: "euros spent" on anything.
    """
    bag: dict[str, float] = {}
    for word in words_of(counts):
        known.add(bag, word, 1.0)
    units = set(map(known.canonical, words_of(unit)))
    things = frozenset(word for word in bag if word[0] != "~" and not known.is_grammar(word)) - known.people - units
    return bag, things, frozenset(map(stem_of, things))


@lru_cache(maxsize=1024)
def _period(time: str, known: Vocabulary) -> frozenset[str]:
    return frozenset(word for word in words_of(time) if word in known.moments or any(map(str.isdigit, word)))


@lru_cache(maxsize=1024)
def _when(time: str, known: Vocabulary) -> str:
    words = words_of(time)
    return " ".join(w for w in words if not any(map(str.isdigit, w)) and w not in known.moments)


@lru_cache(maxsize=1024)
def _numbers(header: str, known: Vocabulary) -> frozenset[str]:
    words = words_of(header)
    numbers = {word for word in words if any(map(str.isdigit, word))}
    months = {f"{known.months[word]}." for word in words if word in known.months} if numbers else set()
    return frozenset(numbers | months)


def _bag(claim: Claim) -> dict[str, float]:
    """Return the words of the figure's own clause, weighted by nearness; those of its neighbours' clauses hardly."""
    bag: dict[str, float] = {}
    left, _, right = claim.template.partition(OWN)
    _add_before(bag, left.split()[::-1][:MANY], claim.vocabulary)
    _add_after(bag, right.split()[:MANY], claim.vocabulary)
    weight = 1.0 if claim.in_table else W.header
    for header in claim.headers:
        for word in words_of(header):
            claim.vocabulary.add(bag, word, weight)
    return bag


def _add_before(bag: dict[str, float], words: Sequence[str], known: Vocabulary) -> None:
    """Add *words* that stand before the number, the nearest first: one that ends its clause is beyond its comma."""
    weight = W.left
    for place, word in enumerate(words):
        if word == OTHER:
            weight *= W.other
            continue
        weight *= W.comma if place and word[-1] in ",;:" else W.step
        known.add(bag, word, weight)


def _add_after(bag: dict[str, float], words: Sequence[str], known: Vocabulary) -> None:
    """Add *words* that stand after the number, the nearest first: one that ends its clause is before its comma."""
    weight = 1.0
    for word in words:
        if word == OTHER:
            weight *= W.other
            continue
        known.add(bag, word, weight)
        weight *= W.comma if word[-1] in ",;:" else W.step
