"""What can be known of numbers in a language: how they are written, what they measure, in which money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from monitor.language.compounds import Compounds
from monitor.language.phrases import Phrases
from monitor.language.word_fields import DERIVED, NONE, Listed, Words


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures: ``%``, an ISO 4217 code or a symbol; its English name; its kind (``percent``, ...)."""

    symbol: str
    name: str
    kind: str = "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Words of ranges: "from 5 to 7", "between 5 and 7"."""

    to: Words = NONE
    upward: Words = NONE  #: "from 5 up to 7"
    onto: Words = NONE  #: between the ends of a change, never of a range: "von 5 auf 7"
    or_: Words = NONE
    from_: Words = NONE
    between: Words = NONE
    and_: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Words of rates: "per 100,000", "a day"."""

    per: Words = NONE
    each: Words = NONE  #: before a unit of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written."""

    decimal: str = "."
    group: str = ","
    joiners: Words = NONE  #: "one hundred and one"
    #: what a joiner adds to tens ("vingt et un": 1, 11); without these it follows a hundred or a scale
    joined_ones: frozenset[int] = frozenset()
    teens_after: frozenset[int] = frozenset()  #: tens that take 1 to 19: "soixante-dix"
    ones_first: bool = False  #: "einundzwanzig", one and twenty
    compounds: bool = False  #: number words are written together
    point: Words = NONE  #: "three point five"
    articles: Words = NONE  #: "a hundred", "a third"
    minus: Words = NONE
    not_minus: Words = NONE  #: before "minus" these make it another phrase ("au moins")
    bare: Words = NONE  #: a hundred, a thousand without an article: "cent personnes"
    one: Words = NONE  #: also a pronoun
    half_suffix: Words = NONE  #: "et demi": after the noun or number
    compared: Words = NONE  #: after a fraction that is a share of its own: "75 and a third more"
    rest_joiners: Words = NONE  #: between a unit and the rest of its number: "un euro con treinta"
    after_rest: Words = NONE  #: words that may follow such a rest, which it does not count: "2 euros 50 par personne"
    pointed: Words = NONE  #: scale marks that are written with a point: "5 Mio. Euro"
    counted: Words = NONE  #: nouns that "a" counts when it stands with nothing else: "un mort"
    new: Words = NONE  #: adjectives before these
    several: Words = NONE  #: before a hundred, a thousand ...: "several hundred"
    of: Words = NONE  #: between a vague number and the next: "tens of thousands"
    halves: Words = NONE  #: a half without a numerator
    half_before: Words = NONE  #: a half only before a scale, a dozen or a unit: "medio millón", "media hora"
    not_halves: Words = NONE  #: "in halves", no halving
    part_articles: Words = NONE  #: articles before a part that is no ordinal: "le tiers de"
    parts_after: Words = NONE  #: after "a third": it is a part
    not_parts: Words = NONE  #: after "a quarter": it is none
    out_of: Words = NONE  #: "one in five"
    out_of_phrases: Listed = ()  #: "one out of three"
    out_of_round: Words = NONE  #: of these, those that stand only before ten, twenty, a hundred ...
    each: Words = NONE  #: before an ordinal that says a share: "every tenth"
    once: Words = NONE  #: counts of occasions, not of things
    times_words: Words = NONE  #: "twice"
    ordinals: Words = NONE
    ordinal_suffixes: Words = NONE  #: "22nd"
    plural_marks: Words = NONE  #: after digits: "the 1990s"
    ordinal_points: Words = NONE  #: after these a point makes an ordinal: "das 3. Treffen"
    multiple_verbs: Words = NONE  #: "doubled"
    multiple_before: Words = NONE
    multiple_after: Words = NONE
    multiple_of: Words = NONE  #: after a verb's form that opens a line, make a thing of it: "Duplicado [de] la llave"
    multiple_not_after: Words = NONE  #: "a double"
    small: Mapping[str, int] = field(default_factory=dict)
    #: two words that make one number: "quatre vingt"
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fixed: Mapping[str, Decimal] = field(default_factory=dict)  #: words with a value of their own: "anderthalb"
    hundreds: Mapping[str, int] = field(default_factory=dict)  #: 100 multiplies what stands before; "doscientos" is 200
    scales: Mapping[str, int] = field(default_factory=dict)
    going_on: Words = NONE  #: scales behind which digits go on: "12 mil 450"
    scale_marks: Mapping[str, int] = field(default_factory=dict)  #: "1.2m", "£2.2bn"
    collectives: Mapping[str, int] = field(default_factory=dict)  #: "a dozen"
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)  #: "dozens": at least, less than
    fractions: Mapping[str, int] = field(default_factory=dict)  #: below the line: "two thirds"
    shares: Mapping[str, int] = field(default_factory=dict)  #: ordinals after `each`: one of how many
    multiples: Mapping[str, Decimal] = field(default_factory=dict)
    ranges: Ranges = Ranges()
    rates: Rates = Rates()
    telling: Words = field(default=NONE, metadata=DERIVED)  #: words of which a number without digits has one
    starters: Words = field(default=NONE, metadata=DERIVED)  #: words that a number can begin with
    #: months and names of numbered things: "14, 697" after them is two numbers
    listed_after: Words = field(default=NONE, metadata=DERIVED)
    #: all that `out_of` says, cut into words, longest first
    out_of_words: tuple[Listed, ...] = field(default=(), metadata=DERIVED)
    word_parts: Compounds = field(default=Compounds((), ()), metadata=DERIVED)  #: splits "dreihundertfünfzig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units by the words and symbols that name them."""

    symbols: Mapping[str, Unit] = field(default_factory=dict)
    words: Mapping[str, Unit] = field(default_factory=dict)
    cased: Mapping[str, Unit] = field(default_factory=dict)  #: symbols by their very letters: "ML" is no "ml"
    vessels: Words = NONE  #: what is sold in millilitres, however they are written: "a 330 ML [can]"
    #: words of money that are a weight after one of `weighing`: "weighs 25 pounds"
    weights: Mapping[str, Unit] = field(default_factory=dict)
    weighing: Words = NONE
    adjectives: Mapping[str, Unit] = field(default_factory=dict)  #: stems glued to a number word: "dreitägig"
    adjective_endings: Words = NONE  #: of these stems
    glued: Words = NONE  #: symbols that count only when they touch the number
    after: Phrases[Unit] = field(default=Phrases(), metadata=DERIVED)  #: units that follow a number, cut into lexemes
    measured: Words = NONE  #: words after "5m" that make it metres, not millions
    many: Words = NONE  #: nouns of what no length is told of: "5m" is millions of them
    links: Words = NONE  #: words between such a noun and its number
    telling: Words = NONE  #: of `links`, those that say how many there are
    open: Words = NONE  #: those of `measured` that may as well stand behind millions
    onto: Words = NONE  #: and those that may before another number
    sizes: Mapping[str, Decimal] = field(default_factory=dict)  #: symbol -> how many of its kind's base unit it is
    rests: Mapping[str, int] = field(
        default_factory=dict
    )  #: symbol -> how many parts a number after it tells: "1 m 80"
    #: symbols of a unit and of its parts -> how many it has: "3 hours 40 minutes"
    smaller: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies:
    """Currencies by the words, signs and ISO 4217 codes that name them."""

    words: Mapping[str, Unit] = field(default_factory=dict)
    symbols: Mapping[str, Unit] = field(default_factory=dict)
    codes: Mapping[str, Unit] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)  #: words for a part of a currency: how many make one
    factors: Mapping[str, int] = field(default_factory=dict)  #: letters before a code: how many "TEUR" is
    #: words and signs that follow a number, cut into lexemes
    after: Phrases[Unit] = field(default=Phrases(), metadata=DERIVED)
