"""The words of a language that say what a figure counts, how it is hedged, what it does, when and by whom.

Made ready once for each language: a word's classes are one dictionary look-up, a phrase is found by its first or its
last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from string import digits

from monitor.figures.labels.text import header_units
from monitor.figures.labels.text.header_units import HeaderUnit
from monitor.language import Language, Phrases, lexing
from monitor.language.calendar_words import Time


class Is:
    """Word classes, as bits; a word may have several. Plain integers: they are combined millions of times."""

    NUMBER = 1  #: a kept quantity
    DIGITS = 2  #: any other digits
    MARK = 4  #: punctuation
    DETERMINER = 8
    PREPOSITION = 16  #: "of" and "by" are not among them
    OF = 32
    BY = 64
    BE = 128
    HAVE = 256
    AUXILIARY = 512
    AND = 1024
    SUBORDINATOR = 2048
    PRONOUN = 4096
    ADVERB = 8192
    VERB = 16384
    PARTICIPLE = 32768
    ADJECTIVE = 65536
    PLURAL = 131072
    TIME = 262144
    SAYS = 524288
    UP = 1048576
    DOWN = 2097152
    HOLLOW = 4194304
    RELATIVE = 8388608
    MEASURE = 16777216
    CONTAINER = 33554432
    NOT_PLURAL = 67108864
    PRENOMINAL = 134217728
    MOVED = 536870912  #: says that something changed, not which way
    RELATIVE_SUBJECT = 1073741824  #: "who", "qui": what follows is said of the noun before
    TIME_PHRASE = 2147483648  #: may begin a phrase that says when: "so far", "la veille"
    SOURCE = 268435456  #: may begin a phrase that names a source, or says that none is named


class May:
    """What a sentence may tell, by a word in it: one bit for each kind of words that are looked for all over it.

    Few sentences have any of them: one look at the bits of all its words spares the search.
    """

    SUPPOSE = 1  #: what would have been, or used to be: "would", "aurait dû"
    RULE = 4  #: a rule after a number: "apart", "gestattet"
    DATE_BACK = 8  #: an earlier time, or a goal: "previously", "target"
    COMPARE = 16  #: what a number is compared with: "against", "compared with"
    UPDATE = 32  #: what is so now, and was not: "ahora"
    QUALIFY = 64  #: what stands right after a number: "more", "or so", "others"
    ACT = 128  #: a finite verb, by a list or by its form, or a clitic before it: "died", "vivent"
    GROUP = 256  #: that a number is a part of those named: "of those", "parmi"
    CUE = 512  #: the end of a hedge or another cue before a number: "around", "including"
    LINK = 1024  #: the beginning of what joins a number to its noun: "as many"
    DESCRIBE = 2048  #: the beginning of several words that describe a noun: "out of hours"
    ALL = 4096  #: the beginning of "of all"
    SIZE = 8192  #: the end of what leads to the size of a change, or to what is some times a number


APART = -1  #: in place of classes: the word is cut once more
APOSTROPHES = ("'", "’")
_MOST_WORDS = 4096  #: of which it is remembered what their form tells: texts repeat theirs


_CLASSES: dict[int, Callable[[Language], Iterable[str]]] = {
    Is.DETERMINER: lambda known: known.words.determiners,
    Is.PREPOSITION: lambda known: known.words.prepositions,
    Is.OF: lambda known: known.words.of,
    Is.BY: lambda known: known.words.by,
    Is.BE: lambda known: known.words.be,
    Is.HAVE: lambda known: known.words.have,
    Is.AUXILIARY: lambda known: known.words.auxiliaries,
    Is.AND: lambda known: known.words.and_,
    Is.SUBORDINATOR: lambda known: known.words.subordinators,
    Is.PRONOUN: lambda known: known.words.pronouns,
    Is.ADVERB: lambda known: known.words.adverbs,
    Is.VERB: lambda known: known.words.verbs,
    Is.PARTICIPLE: lambda known: known.words.participles,
    Is.ADJECTIVE: lambda known: known.words.adjectives,
    Is.PLURAL: lambda known: known.nouns.plurals,
    Is.NOT_PLURAL: lambda known: known.nouns.not_plural,
    Is.CONTAINER: lambda known: known.nouns.containers,
    Is.PRENOMINAL: lambda known: known.nouns.prenominal,
    Is.SAYS: lambda known: (
        *known.attribution.says, *known.attribution.says_that, *known.attribution.says_number,
        *known.attribution.says_at,
    ),
    Is.UP: lambda known: known.roles.up,
    Is.DOWN: lambda known: known.roles.down,
    Is.MOVED: lambda known: known.roles.moved,
    Is.RELATIVE_SUBJECT: lambda known: known.words.relative_subjects,
    Is.HOLLOW: lambda known: known.words.hollow,
    Is.RELATIVE: lambda known: known.words.relatives,
    Is.MEASURE: lambda known: known.agents.measures,
    Is.TIME: lambda known: (
        *known.calendar.months, *known.calendar.weekdays, *known.calendar.numbered, *known.time.units,
        *known.time.deictic, *known.time.clock, *known.calendar.coded,
        *_named_by_reading(known.time),
    ),
}  # fmt: skip


def _named_by_reading(time: Time) -> Iterable[str]:
    """Yield the single words that are read as others of which one is a unit of time: "Jahresende"."""
    return (
        word for word, said in time.read_as.items() if word.isalpha() and not time.units.keys().isdisjoint(said.split())
    )


class Grammar:
    """What a language's labels are read with: its tables, and what is made of them."""

    def __init__(self, known: Language) -> None:
        self.language = known
        self.numbers, self.calendar, self.abbreviations = known.numbers, known.calendar, known.abbreviations
        self.words, self.nouns, self.verbs, self.roles = known.words, known.nouns, known.verbs, known.roles
        self.phrases = known.phrases
        self.time, self.agents, self.attribution = known.time, known.agents, known.attribution
        self.headers, self.terms = known.headers, known.terms
        self._header_in = tuple(f"{word} " for word in known.headers.in_)
        self._header_units = dict(header_units.written(known))
        self._symbols = {low: (unit.symbol, unit.name, Decimal(1)) for low, unit in known.units.symbols.items()}
        self._lengths = known.headers.lengths
        self.money = frozenset(
            unit.symbol
            for table in (known.currencies.words, known.currencies.symbols, known.currencies.codes)
            for unit in table.values()
        )
        self.flags: dict[str, int] = {}
        for flag, words in _CLASSES.items():
            self._flag(flag, words(known))
        finite = [form for form in known.verbs.plural_of if form not in known.verbs.plurals]
        self._flag(Is.VERB, (*known.phrases.done_to, *known.phrases.done_by, *finite))
        self._read_phrases(known)
        self._mays = self._read_mays()
        alone, self.rule_pairs = self.rules.openings()  #: of rules of several words the first two
        self.obliging = alone | self.roles.second_person
        self.ruling = self._telling(May.RULE)
        self.unlisted = lru_cache(maxsize=_MOST_WORDS)(self._unlisted)
        self.may = lru_cache(maxsize=_MOST_WORDS)(self._may)

    def _flag(self, flag: int, words: Iterable[str]) -> None:
        for word in words:
            self.flags[word] = self.flags.get(word, 0) | flag

    def _unlisted(self, word: str) -> int:
        """Return the classes of a word that no list has, by its form; `APART` where it may be more than one word."""
        if word[0].isdecimal():
            return Is.DIGITS
        if word in APOSTROPHES:
            return APART
        if not word[0].isalpha():
            return Is.MARK
        if word[-1].isdecimal() and word.rstrip(digits) in self.time.terms:
            return APART  # "FY2019"
        return APART if "'" in word or "’" in word or "-" in word else self.adverb(word)

    def _read_mays(self) -> dict[str, int]:
        """Return the words that any sentence is searched for, with what each may tell."""
        roles = self.roles
        told: dict[str, int] = {}
        for bit, words in (
            (May.SUPPOSE, (*self.counterfactual.starts(), *self.conditional.starts(), *self.formerly.starts())),
            (May.RULE, self.rules_after.starts()),
            (May.DATE_BACK, (*roles.formerly, *roles.goals)),
            (May.COMPARE, self.compared.ends()),
            (May.UPDATE, roles.nowadays),
            (May.GROUP, roles.group),
            (May.CUE, self.before.ends()),
            (May.LINK, self.measure_links.starts()),
            (May.DESCRIBE, self.modifiers.starts()),
            (May.ALL, self.of_all.starts()),
            (May.SIZE, (*self.change_links.ends(), *self.multiplied.ends())),
            (May.QUALIFY, (*self.after.starts(), *self.comparatives.starts(), *self.thresholds.starts())),
        ):
            for word in words:
                told[word] = told.get(word, 0) | bit
        return told

    def _telling(self, bit: int) -> frozenset[str]:
        """Return the words that have this *bit* of `May`: a few words are looked through for them at once."""
        return frozenset(word for word, bits in self._mays.items() if bits & bit)

    def _may(self, word: str) -> int:
        """Return what a sentence may tell in which *word* stands, as bits of `May`."""
        supposes = May.SUPPOSE if word.endswith(self.roles.supposed_endings) else 0
        return self._mays.get(word, 0) | supposes | (May.ACT if self._acts(word) else 0)

    def _acts(self, word: str) -> bool:
        """Whether *word* may be a finite verb, or its clitic; what stands beside it tells whether it is one."""
        verbs, nouns = self.verbs, self.nouns
        if word in self.words.clitics:
            return True
        if self.flags.get(word, 0) & (Is.VERB | Is.PARTICIPLE) or word in verbs.pasts or word in verbs.personal:
            return True
        if word in verbs.stems or nouns.forms.singular(word) in verbs.stems or word in verbs.active_irregular:
            return True
        active = tuple(finite for finite, _ in verbs.active)
        return word.endswith((*nouns.verb_endings, *nouns.participle_endings, *verbs.counted_endings, *active))

    def adverb(self, word: str) -> int:
        """Return the class of a word that no list has: an adverb by its ending, or nothing."""
        if word.endswith(self.nouns.adverb_endings) and len(word) > 5 and word not in self.nouns.not_adverbs:
            return Is.ADVERB
        return 0

    def _read_phrases(self, known: Language) -> None:
        roles, attribution, time = known.roles, known.attribution, known.time
        self.before = self._phrases(_cues_before(known))
        self.after = self._phrases(
            [
                *_hedges(known.quantifiers.after),
                *((phrase, "INCREMENT") for phrase in roles.increment_after),
                *((phrase, "SUBSET") for phrase in roles.subset_after),
            ]
        )
        self.comparatives = self._phrases(
            [*((text, "UP") for text in roles.up_after), *((text, "DOWN") for text in roles.down_after)]
        )
        self.compared = self._named(roles.compared)
        self.earlier = self._named(roles.earlier)
        self.measure_links = self._named(known.nouns.linkers)
        self.modifiers = self._named(known.nouns.modifiers)
        self.change_ends = roles.change_to | roles.change_by  #: before the value that a change ends at, or its size
        self.change_links = self._named(roles.change_links)
        self.rules = self._named(roles.rule_before)
        self.rules_after = self._named(roles.rule_after)
        self.deadlines = self._named(roles.deadlines)
        self.inserted = self._named(known.words.inserted)
        self.multiplied = self._named(roles.multiplied)
        self.coming = known.refusals.periods.coming
        self.formerly = self._named(roles.formerly_did)
        self.of_all = self._named(roles.of_all)
        self.thresholds = self._named(roles.thresholds)
        self.counterfactual = self._named(roles.counterfactual)
        self.conditional = self._named(roles.conditional)
        self.parted = _parted(known)
        self.according = self._phrases(_according(known))
        self.according_documents = self._named(attribution.according_documents)
        self.unnamed = self._named(attribution.unnamed)
        self._flag(
            Is.SOURCE,
            (
                *self.according.starts(),
                *self.unnamed.starts(),
                *attribution.after_name,
                *attribution.asides,
                *self.according_documents.starts(),
            ),
        )
        self.time_phrases = self._phrases(time.deictic_phrases.items())
        self.read_as = self._phrases(time.read_as.items())
        self.ago_before = self._named(time.ago_before)
        self.time_prepositions = self._phrases(
            (text, kind)
            for kind, texts in (
                ("since", time.since),
                ("from", time.starting),
                ("until", time.until),
                ("before", time.before),
                ("at", time.at),
                ("during", time.during),
                ("between", time.between),
                ("after", time.after),
            )
            for text in texts
        )
        self._flag(Is.TIME_PHRASE, self.time_phrases.starts())

    def _named(self, texts: Iterable[str]) -> Phrases[str]:
        return self._phrases((text, "") for text in texts)

    def _phrases(self, entries: Iterable[tuple[str, str]]) -> Phrases[str]:
        possessive = self.words.possessive
        return Phrases((lexing.words(text, possessive), meaning) for text, meaning in entries)

    def cut_unit(self, words: str) -> tuple[str, str]:
        """Cut a header where its unit may begin: "Spending in £ million"."""
        low = words.lower()
        place = max((low.rfind(f" {word}") for word in self._header_in), default=-1)
        return (words[:place], words[place:].strip()) if place > 0 else ("", words)

    def header_unit(self, words: str, of: str = "") -> HeaderUnit | None:
        """Return the unit, its English name and the factor that a table header such as "€ m" or "(%)" gives.

        *of* is the rest of the header: "m" is a metre of a height, a million of anything else.
        """
        low = words.lower().replace("’", "'").strip(" ()[]")
        if low in self.headers.never_alone and words.strip(" ()[]").isupper():
            return None, None, Decimal(self.headers.factors[low])  # "Visiteurs (M)"
        if low in self._symbols and not self._lengths.isdisjoint(of.lower().split()):
            return self._symbols[low]
        if low.startswith(self._header_in):
            low = low.split(" ", 1)[-1]
        if len(low) == 1 and low in self.language.currencies.parts and not header_units.tells_price(of, self.headers):
            return None  # "2024 (p)" is provisional, "Fare (p)" in pence
        return self._composed(low)

    def _composed(self, low: str) -> HeaderUnit | None:
        """Return a unit as it stands, behind a factor, told of another one, or before its factor."""
        found = self._header_units.get(low) or self._multiplied(low)
        return found or header_units.quotient(low, self._header_units) or header_units.turned(low, self._header_units)

    def _multiplied(self, low: str) -> HeaderUnit | None:
        """Return what a factor makes of the measure behind it: "thousand tonnes", "1.000 t"; None where it is none."""
        factor, rest = header_units.factor(low, self.headers)
        measure = header_units.quotient(rest, self._header_units) if factor is not None and rest else None
        if factor is None or measure is None:
            return (None, None, factor) if factor is not None and not rest else None
        return measure[0], measure[1], measure[2] * factor

    def counted_by(self, header: str) -> tuple[str, HeaderUnit] | None:
        """Return what a *header* counts many of, and the factor: "Millions of people", "Thousand persons".

        None where no factor stands first, or where it is a part of a name or a size: "Thousand Oaks", "1,000 to 4,999".
        """
        low = header.lower()
        factor, rest = header_units.factor(low, self.headers)
        if factor is None or not rest:
            return None
        many, counted = low.removesuffix(rest), header[len(header) - len(rest) :]
        if not many.endswith((*self.headers.of, ". ")) and not self._is_noun_of_many(counted):
            return None
        return counted, (None, None, factor)

    def _is_noun_of_many(self, word: str) -> bool:
        """Whether *word* is one word, a plural that is written as nouns are."""
        plural = word.lower() in self.nouns.plurals or self.nouns.forms.is_plural(word.lower())
        return plural and word.isalpha() and word[:1].isupper() == self.nouns.capital


def _according(known: Language) -> Iterable[tuple[str, str]]:
    """Yield the phrases before a source: ``BACK`` where it is one told before, ``BY`` after what was done by it."""
    attribution = known.attribution
    yield from ((phrase, "") for phrase in (*attribution.according, *attribution.figures_from))
    yield from ((phrase, "BY") for phrase in attribution.estimates)
    yield from ((phrase, "BACK") for phrase in attribution.according_back)


def _parted(known: Language) -> dict[str, dict[str, str]]:
    """Return the verbs that move a number with a part of theirs at the end of the clause: "nahm … zu"."""
    made: dict[str, dict[str, str]] = {}
    for pairs, way in ((known.roles.up_parted, "UP"), (known.roles.down_parted, "DOWN")):
        for pair in pairs:
            verb, part = pair.split()
            made.setdefault(verb, {})[part] = way
    return made


def _hedges(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(phrase, name) for name, phrases in table.items() for phrase in phrases]


def _cues_before(known: Language) -> list[tuple[str, str]]:
    """Return the phrases that stand before a number and their kinds; of equal ones the first counts."""
    roles = known.roles
    cues = [
        (phrase, kind)
        for kind, phrases in (
            ("SKIP", roles.skip),
            ("INCREMENT", roles.increment_before),
            ("SUBSET", roles.subset_before),
            ("REFERENCE", roles.reference_before),
        )
        for phrase in phrases
    ]
    parted = [(f"{phrase} ,", kind) for phrase, kind in cues if kind == "SUBSET"]
    return [*_hedges(known.quantifiers.before), *reversed(cues), *parted]


@cache
def load(known: Language) -> Grammar:
    """Return the grammar of a language; one without tables knows no words, and labels come out empty."""
    return Grammar(known)
