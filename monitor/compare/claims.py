"""What a figure says besides its value: the masked sentence around it, its place, and a bag of weighted words.

A template is the figure's sentence with its own number as `OWN`, every other figure as `OTHER` and every date or time
as `MOMENT`: two versions of one daily statement have the same template, while "pillar 1" and "pillar 2" keep theirs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from monitor.compare import markers
from monitor.model import Block, BlockKind, Dropped, Figure, Reading, Role, Text, Tracked, Where

OWN, OTHER, MOMENT = "\N{BLACK DIAMOND}", "\N{WHITE DIAMOND}", "\N{MIDDLE DOT}"
WINDOW = 300  # characters kept on each side of the number: bounds the cost of a sentence with thousands of numbers
PLACE = 90  # characters of the heading or caption that are remembered
MOMENTS = frozenset({"date", "time", "year", "period", "weekday", "clock"})  # refusals that tell when, not which
PUNCTUATION = str.maketrans("", "", ",;:.!?()[]\"'*«»“”‘’")
STEM = 4  # letters: "tests", "tested" and "testing" share a stem, in any language near enough
LEFT = 0.7  # what is counted follows its number more often than not
NEAR = 0.55  # weight of a word that still belongs to the number
OWN_CLAUSE = 0.3  # weight of a word that stands in the number's own clause
MANY = 64  # words of a template that a bag holds


@dataclass(slots=True, eq=False)
class Claim:
    """One figure of one version, as matching sees it."""

    figure: Figure
    template: str
    place: str = ""  #: the heading above it; for a table cell also the caption or the line that introduces the table
    table: int | None = None
    index: int = 0  #: order in its version
    tracked: Tracked | None = None  #: old figures: the series it belongs to
    beside: tuple[int, ...] = ()  #: indexes of its nearest neighbours in the same sentence
    key: str = field(init=False)
    when: str = field(init=False)  #: the shape of its time phrase, without what differs from day to day
    _bag: dict[str, float] | None = None
    _counted: dict[str, float] | None = None
    _contrast: set[str] | None = None
    _stems: set[str] | None = None

    def __post_init__(self) -> None:
        self.key = self.template.translate(PUNCTUATION)
        self.when = _when(self.figure.time) if self.figure.time else ""

    @property
    def contrast(self) -> set[str]:
        """Return the words that tell what is counted: the noun phrase, and the words nearest to the number."""
        if self._contrast is None:
            bags = (self.counted, self.bag)
            near = {word for bag in bags for word, weight in bag.items() if weight > NEAR}
            self._contrast = {word for word in near if word[0] != "~" and word not in people()}
        return self._contrast

    @property
    def is_flow(self) -> bool | None:
        """Return True for what came in one period, False for what there is in all, None where nothing tells."""
        if self.figure.role is Role.INCREMENT:
            return True
        flow, stock = (max(self.bag.get(word, 0.0) for word in _marks(name)) for name in ("flow", "stock"))
        return flow > stock if max(flow, stock) > OWN_CLAUSE else None

    @property
    def names_something(self) -> bool:
        """Return whether what it counts is more than people in general."""
        return any(word[0] != "~" and word not in people() and not is_grammar(word) for word in self.counted)

    @property
    def stems(self) -> set[str]:
        """Return the stems of all words around the number that are not grammar."""
        if self._stems is None:
            words = (*self.bag, *self.counted)
            self._stems = {stem_of(word) for word in words if word[0] != "~" and not is_grammar(word)}
        return self._stems

    @property
    def absent(self) -> int:
        """Return for how many versions the series had not been seen."""
        return self.tracked.absent if self.tracked else 0

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the figure's headers as keys: without the dates in them, unless they are nothing but a date."""
        return tuple(map(header_key, self.figure.headers))

    @property
    def bag(self) -> dict[str, float]:
        """Return the words around the number, each with its weight: the nearer, the heavier."""
        if self._bag is None:
            self._bag = _bag(self)
        return self._bag

    @property
    def counted(self) -> dict[str, float]:
        """Return the words of what is counted."""
        if self._counted is None:
            self._counted = {}
            for word in words_of(self.figure.counts):
                add(self._counted, word, 1.0)
        return self._counted


def of_reading(reading: Reading) -> list[Claim]:
    """Return the claims of a new reading, in the order of its figures."""
    masks = _masks(reading)
    months = moment_names(reading.text.language)
    starts = [start for start, _, _ in masks]
    places = _Places(reading.text, months)
    claims = []
    for index, figure in enumerate(reading.figures):
        block = _block(reading.text, figure)
        claims.append(
            Claim(
                figure=figure,
                template=_template(reading.text, figure, (masks, starts), months),
                place=places.of(figure.block),
                table=block.cell.table if block and block.cell else None,
                index=index,
            )
        )
    return _with_neighbours(claims)


def of_tracked(tracked: Sequence[Tracked]) -> list[Claim]:
    """Return the claims that a baseline remembers."""
    return _with_neighbours(
        [
            Claim(figure=one.figure, template=one.template or OWN, place=one.place, index=index, tracked=one)
            for index, one in enumerate(tracked)
        ]
    )


def _with_neighbours(claims: list[Claim]) -> list[Claim]:
    for claim in claims:
        near = range(max(0, claim.index - 2), min(len(claims), claim.index + 3))
        claim.beside = tuple(index for index in near if index != claim.index and _is_beside(claim, claims[index]))
    return claims


def _is_beside(one: Claim, other: Claim) -> bool:
    return one.figure.sentence_start == other.figure.sentence_start and one.absent == other.absent


@lru_cache(maxsize=64)
def moment_names(language: str) -> frozenset[str]:
    """Return the names of months and weekdays in *language* and English, case folded."""
    names: set[str] = set()
    for tag in {language, "en"}:
        try:
            locale = Locale.parse(tag)
        except (ValueError, UnknownLocaleError):
            continue
        for table in (locale.months, locale.days):
            for width in ("wide", "abbreviated"):
                names.update(str(name).casefold().rstrip(".") for name in table["format"][width].values())
    return frozenset(names)


@lru_cache(maxsize=1024)
def _when(time: str) -> str:
    words = words_of(time)
    return " ".join(w for w in words if not any(map(str.isdigit, w)) and w not in moment_names("fr"))


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """Return *header* folded, a day's date in it masked unless the date is all there is.

    A row headed "25 May" is another row than "26 May"; a column headed "Total to 25 May" goes on as "Total to 26 May".
    """
    folded = " ".join(header.casefold().split())
    masked = re.sub(r"\b\d{1,2}(?:st|nd|rd|th|er)? (\w{3,12})\b(?: \d{4}\b)?", _masked_day, folded)
    masked = re.sub(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b", MOMENT, masked)
    return masked if any(c.isalpha() for c in masked) else folded


def words_of(text: str) -> list[str]:
    """Return the words of *text*, folded, without punctuation."""
    return text.casefold().translate(PUNCTUATION).split()


def _masked_day(found: re.Match[str]) -> str:
    return MOMENT if found[1] in moment_names("en") | moment_names("fr") else found[0]


def _masks(reading: Reading) -> list[tuple[int, int, str]]:
    spans = [(figure.start, figure.end, OTHER) for figure in reading.figures]
    spans += [(one.start, one.end, MOMENT) for one in reading.dropped if _is_moment(one)]
    return sorted(spans)


def _is_moment(dropped: Dropped) -> bool:
    return dropped.why in MOMENTS


def _block(text: Text, figure: Figure) -> Block | None:
    return text.blocks[figure.block] if 0 <= figure.block < len(text.blocks) else None


def _template(
    text: Text, figure: Figure, masks: tuple[list[tuple[int, int, str]], list[int]], months: frozenset[str]
) -> str:
    """Return the figure's sentence, masked; a window of it when it is very long."""
    first, last = figure.sentence_start, _sentence_end(text, figure)
    left = _masked(text.content, max(first, figure.start - WINDOW), figure.start, masks)
    right = _masked(text.content, figure.end, max(figure.end, min(last, figure.end + WINDOW)), masks)
    return " ".join((*_folded(left, months), OWN, *_folded(right, months)))


def _sentence_end(text: Text, figure: Figure) -> int:
    """Return where the figure's sentence ends: its white space is folded in `Figure.sentence`, not in the content."""
    first, length = figure.sentence_start, len(figure.sentence)
    if text.content.startswith(figure.sentence, first):
        return first + length
    block = _block(text, figure)
    limit = block.end if block else first + length + WINDOW
    wanted = sum(not c.isspace() for c in figure.sentence)
    at = first
    while wanted > 0 and at < min(limit, figure.end + 2 * WINDOW, len(text.content)):
        wanted -= not text.content[at].isspace()
        at += 1
    return at


def _masked(content: str, start: int, end: int, masks: tuple[list[tuple[int, int, str]], list[int]]) -> str:
    spans, starts = masks
    pieces, at = [], start
    for low, high, mark in spans[bisect_left(starts, start) : bisect_left(starts, end)]:
        if low >= at and high <= end:
            pieces += [content[at:low], f" {mark} "]
            at = high
    return "".join([*pieces, content[at:end]])


def _folded(masked: str, months: frozenset[str]) -> Iterator[str]:
    """Yield the words of *masked*, folded; a run of dates and names of months and days is one `MOMENT`."""
    previous = ""
    for raw in masked.casefold().split():
        bare = raw.translate(PUNCTUATION)
        word = MOMENT if bare == MOMENT or bare in months else raw
        if not (word == MOMENT and previous == MOMENT) and (bare or word in ",;:"):
            yield word
            previous = word


class _Places:
    """Where the blocks of one text stand: the heading above, and what introduces a table or a list."""

    def __init__(self, text: Text, months: frozenset[str]) -> None:
        self.text, self.months = text, months
        self.tables: dict[int, str] = {}
        self.known: dict[tuple[int | None, int | None, str], str] = {}

    def of(self, index: int) -> str:
        """Return the place of block *index*, without dates and numbers."""
        if not 0 <= index < len(self.text.blocks):
            return ""
        block = self.text.blocks[index]
        beside = self._introduction(index, block) if block.cell else ""
        key = (block.heading, block.lead, beside)
        if key not in self.known:
            words = f"{self._opening(block.heading)} / {beside or self._opening(block.lead)}".casefold().split()
            self.known[key] = " ".join(w for w in words if not any(map(str.isdigit, w)) and w not in self.months)
        return self.known[key]

    def _opening(self, index: int | None) -> str:
        if index is None or not 0 <= index < len(self.text.blocks):
            return ""
        block = self.text.blocks[index]
        return self.text.content[block.start : min(block.end, block.start + PLACE)]

    def _introduction(self, index: int, block: Block) -> str:
        """Return a table's caption, or the short line before it, which often sets it apart ("Daily", "Cumulative")."""
        if block.cell is None or block.cell.caption:
            return block.cell.caption[:PLACE] if block.cell else ""
        table = block.cell.table
        if table not in self.tables:
            while index >= 0 and self.text.blocks[index].kind is BlockKind.TABLE_CELL:
                index -= 1
            before = self.text.blocks[index] if index >= 0 else block
            self.tables[table] = self._opening(index) if before.end - before.start <= PLACE else ""
        return self.tables[table]


def _bag(claim: Claim) -> dict[str, float]:
    """Return the words of the figure's own clause, weighted by nearness; those of its neighbours' clauses hardly."""
    bag: dict[str, float] = {}
    figure = claim.figure
    left, _, right = claim.template.partition(OWN)
    weight = LEFT
    for place, word in enumerate(left.split()[::-1][:MANY]):
        if word == OTHER:
            weight *= 0.3
            continue
        weight *= 0.5 if place and word[-1] in ",;:" else 0.94
        add(bag, word.translate(PUNCTUATION), weight)
    weight = 1.0
    for word in right.split()[:MANY]:
        if word == OTHER:
            weight *= 0.3
            continue
        add(bag, word.translate(PUNCTUATION), weight)
        weight *= 0.5 if word[-1] in ",;:" else 0.94
    for header in claim.headers:
        for word in words_of(header):
            add(bag, word, 1.0 if figure.where is Where.TABLE else 0.3)
    return bag


def stem_of(word: str) -> str:
    """Return the first letters of *word*, which its forms have in common."""
    return word[:STEM]


def is_grammar(word: str) -> bool:
    """Return whether *word* says nothing about which figure is meant."""
    return word == MOMENT or word in markers.grammar()


@cache
def _marks(name: str) -> frozenset[str]:
    return frozenset(canonical(word) for word in markers.marks(name))


@cache
def people() -> frozenset[str]:
    """Return the words for people in general, which tell nothing apart."""
    return frozenset(canonical(word) for word in markers.people())


def add(bag: dict[str, float], word: str, weight: float) -> None:
    """Add *word* and its stem to *bag*; a word of grammar hardly counts."""
    word = canonical(word.lstrip("~"))
    if not word:
        return
    if is_grammar(word):
        weight *= 0.15
    bag[word] = bag.get(word, 0.0) + weight
    if len(word) > STEM:
        stem = "~" + stem_of(word)
        bag[stem] = bag.get(stem, 0.0) + weight / 2


@lru_cache(maxsize=8192)
def canonical(word: str) -> str:
    """Return *word* without accents and plural, or the word that stands for its family (`markers.toml`)."""
    word = markers.bare(word)
    word = markers.families().get(word, word)
    if is_grammar(word) or len(word) < STEM or word[-1] not in "sx":
        return word
    return word[:-1]  # the plural of most nouns, in English and in French
