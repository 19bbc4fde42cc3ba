"""What can be known of a language: one value a section of its file, one field a table, each with what it is for.

The fields are the schema: a file that holds anything else is refused when it is loaded, and code can only ask for what
stands here. All words are in lower case. A list that a file leaves out is empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from monitor.language.cases import Cases
from monitor.language.compounds import Compounds
from monitor.language.noun_forms import NounForms
from monitor.language.phrases import Phrases

Words = frozenset[str]
Listed = tuple[str, ...]  # where the order counts, or the words are endings or phrases
_NONE: Words = frozenset()
INFLECTED = {"inflected": True}  #: participles are listed in one form: the file's `nouns.inflections` make the others
#: verbs may be listed in their infinitive with "~": the file's `words.conjugations` make their forms ("announce~")
CONJUGATED = {**INFLECTED, "conjugated": True}
DERIVED = {"derived": True}  #: made of other tables, not read from the file


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number measures: ``%``, an ISO 4217 code or a symbol; its English name; its kind (``percent``, ...)."""

    symbol: str
    name: str
    kind: str = "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """Words of ranges: "from 5 to 7", "between 5 and 7"."""

    to: Words = _NONE
    upward: Words = _NONE  #: "from 5 up to 7"
    onto: Words = _NONE  #: between the ends of a change, never of a range: "von 5 auf 7"
    or_: Words = _NONE
    from_: Words = _NONE
    between: Words = _NONE
    and_: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Words of rates: "per 100,000", "a day"."""

    per: Words = _NONE
    each: Words = _NONE  #: before a unit of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How numbers are written."""

    decimal: str = "."
    group: str = ","
    joiners: Words = _NONE  #: "one hundred and one"
    #: what a joiner adds to tens ("vingt et un": 1, 11); without these it follows a hundred or a scale
    joined_ones: frozenset[int] = frozenset()
    teens_after: frozenset[int] = frozenset()  #: tens that take 1 to 19: "soixante-dix"
    ones_first: bool = False  #: "einundzwanzig", one and twenty
    compounds: bool = False  #: number words are written together
    point: Words = _NONE  #: "three point five"
    articles: Words = _NONE  #: "a hundred", "a third"
    minus: Words = _NONE
    not_minus: Words = _NONE  #: before "minus" these make it another phrase ("au moins")
    bare: Words = _NONE  #: a hundred, a thousand without an article: "cent personnes"
    one: Words = _NONE  #: also a pronoun
    half_suffix: Words = _NONE  #: "et demi": after the noun or number
    compared: Words = _NONE  #: after a fraction that is a share of its own: "75 and a third more"
    rest_joiners: Words = _NONE  #: between a unit and the rest of its number: "un euro con treinta"
    after_rest: Words = _NONE  #: words that may follow such a rest, which it does not count: "2 euros 50 par personne"
    pointed: Words = _NONE  #: scale marks that are written with a point: "5 Mio. Euro"
    counted: Words = _NONE  #: nouns that "a" counts when it stands with nothing else: "un mort"
    new: Words = _NONE  #: adjectives before these
    several: Words = _NONE  #: before a hundred, a thousand ...: "several hundred"
    of: Words = _NONE  #: between a vague number and the next: "tens of thousands"
    halves: Words = _NONE  #: a half without a numerator
    half_before: Words = _NONE  #: a half only before a scale, a dozen or a unit: "medio millón", "media hora"
    not_halves: Words = _NONE  #: "in halves", no halving
    part_articles: Words = _NONE  #: articles before a part that is no ordinal: "le tiers de"
    parts_after: Words = _NONE  #: after "a third": it is a part
    not_parts: Words = _NONE  #: after "a quarter": it is none
    out_of: Words = _NONE  #: "one in five"
    out_of_phrases: Listed = ()  #: "one out of three"
    out_of_round: Words = _NONE  #: of these, those that stand only before ten, twenty, a hundred ...
    each: Words = _NONE  #: before an ordinal that says a share: "every tenth"
    once: Words = _NONE  #: counts of occasions, not of things
    times_words: Words = _NONE  #: "twice"
    ordinals: Words = _NONE
    ordinal_suffixes: Words = _NONE  #: "22nd"
    plural_marks: Words = _NONE  #: after digits: "the 1990s"
    ordinal_points: Words = _NONE  #: after these a point makes an ordinal: "das 3. Treffen"
    multiple_verbs: Words = _NONE  #: "doubled"
    multiple_before: Words = _NONE
    multiple_after: Words = _NONE
    multiple_not_after: Words = _NONE  #: "a double"
    small: Mapping[str, int] = field(default_factory=dict)
    #: two words that make one number: "quatre vingt"
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fixed: Mapping[str, Decimal] = field(default_factory=dict)  #: words with a value of their own: "anderthalb"
    hundreds: Mapping[str, int] = field(default_factory=dict)  #: 100 multiplies what stands before; "doscientos" is 200
    scales: Mapping[str, int] = field(default_factory=dict)
    scale_marks: Mapping[str, int] = field(default_factory=dict)  #: "1.2m", "£2.2bn"
    collectives: Mapping[str, int] = field(default_factory=dict)  #: "a dozen"
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)  #: "dozens": at least, less than
    fractions: Mapping[str, int] = field(default_factory=dict)  #: below the line: "two thirds"
    shares: Mapping[str, int] = field(default_factory=dict)  #: ordinals after `each`: one of how many
    multiples: Mapping[str, Decimal] = field(default_factory=dict)
    ranges: Ranges = Ranges()
    rates: Rates = Rates()
    telling: Words = field(default=_NONE, metadata=DERIVED)  #: words of which a number without digits has one
    starters: Words = field(default=_NONE, metadata=DERIVED)  #: words that a number can begin with
    #: months and names of numbered things: "14, 697" after them is two numbers
    listed_after: Words = field(default=_NONE, metadata=DERIVED)
    #: all that `out_of` says, cut into words, longest first
    out_of_words: tuple[Listed, ...] = field(default=(), metadata=DERIVED)
    word_parts: Compounds = field(default=Compounds((), ()), metadata=DERIVED)  #: splits "dreihundertfünfzig"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Units by the words and symbols that name them."""

    symbols: Mapping[str, Unit] = field(default_factory=dict)
    words: Mapping[str, Unit] = field(default_factory=dict)
    adjectives: Mapping[str, Unit] = field(default_factory=dict)  #: stems glued to a number word: "dreitägig"
    adjective_endings: Words = _NONE  #: of these stems
    glued: Words = _NONE  #: symbols that count only when they touch the number
    after: Phrases[Unit] = field(default=Phrases(), metadata=DERIVED)  #: units that follow a number, cut into lexemes
    measured: Words = _NONE  #: words after "5m" that make it metres, not millions
    sizes: Mapping[str, Decimal] = field(default_factory=dict)  #: symbol -> how many of its kind's base unit it is
    rests: Mapping[str, int] = field(
        default_factory=dict
    )  #: symbol -> how many parts a number after it tells: "1 m 80"


@dataclass(frozen=True, slots=True, kw_only=True)
class Currencies:
    """Currencies by the words, signs and ISO 4217 codes that name them."""

    words: Mapping[str, Unit] = field(default_factory=dict)
    symbols: Mapping[str, Unit] = field(default_factory=dict)
    codes: Mapping[str, Unit] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)  #: words for a part of a currency: how many make one
    quoted: Mapping[str, Unit] = field(default_factory=dict)  #: parts that prices of more than a whole are quoted in
    #: words and signs that follow a number, cut into lexemes
    after: Phrases[Unit] = field(default=Phrases(), metadata=DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days: their names, and how they are written in digits."""

    order: str = "DMY"  #: of dates in digits, where the page's region says nothing: "DMY", "MDY" or "YMD"
    months: Mapping[str, int] = field(default_factory=dict)  #: every way to write them -> 1 to 12
    weekdays: Mapping[str, int] = field(default_factory=dict)  #: names -> 0 (Monday) to 6
    weekday_marks: Words = _NONE  #: short forms, which are other words, too
    of: Words = _NONE  #: between day, month and year: "the 3rd of May", "3 de mayo de 2020"
    capital: bool = False  #: months are written with a capital
    need_capital: Words = _NONE  #: months only with a capital: "may", "march"
    morning: Words = _NONE  #: after an hour of a clock of twelve: "a.m."
    afternoon: Words = _NONE
    period_marks: Words = _NONE  #: before the number of a period that heads a column: "week 12", "Q3"
    days: Words = field(default=_NONE, metadata=DERIVED)  #: of the week, in every form
    names: Words = field(default=_NONE, metadata=DERIVED)  #: of months and days, in every form


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedDates:
    """Words that tell dates and years from counts."""

    headers: Words = _NONE
    year_before: Words = _NONE
    year_before_weak: Words = _NONE
    eras: Words = _NONE
    copulas: Words = _NONE
    year_phrases: Listed = ()
    seasons: Words = _NONE
    counted_before: Words = _NONE
    sums: Words = _NONE
    places: Words = _NONE
    year_openers: Words = _NONE  #: opening a clause they begin a time: "By 2035 cars ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTimes:
    """Words that tell times of day."""

    after: Words = _NONE
    at: Words = _NONE
    at_weak: Words = _NONE
    clock: Words = _NONE  #: between hours and minutes: "17h30"
    hour_articles: Words = _NONE  #: articles of an hour: "las once"
    hour_after: Words = _NONE  #: phrases after which a number to 24 is an hour, the article included: "a las"
    lasting_of: Words = _NONE  #: after hours that are a length of time: "après 10 h de marche"
    lasting: Words = _NONE  #: before `at_weak`: the hours are a length of time ("moins de 18 h", "délai de 12 h")
    parts: Words = _NONE  #: of a day, up to three words after an hour: "at 4 in the morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPeriods:
    """Words that make a number of days, months or years place something in time."""

    before: Words = _NONE
    after: Listed = ()
    coming: Words = _NONE  #: of `before`, those that look ahead: "the next 20 days"
    relative: Words = _NONE  #: "two weeks after publication"
    possessed: Words = _NONE  #: "two weeks' time"
    ago: Listed = ()  #: before the number: "il y a 3 ans"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedAges:
    """Words that make a number an age."""

    before: Words = _NONE
    headers: Words = _NONE
    averages: Words = _NONE  #: beside these the age is a measure: "the median age of 43"
    people: Words = _NONE  #: before a number of years: "children of 6 to 11 years"
    persons: Words = _NONE  #: pronouns for people: "anyone under 18"
    between: Words = _NONE  #: small words between people and a number of years
    groups: Words = _NONE  #: articles before a number of years: people told by their age
    hedges: Words = _NONE  #: before an age, with `than` or "of" after them
    than: Words = _NONE
    sides: Words = _NONE  #: "under-5s", "the over 65s", "children under eight"
    joined: Words = _NONE  #: between an age and `beyond`
    beyond: Words = _NONE  #: "16 and older"
    having: Words = _NONE  #: verbs of having before a number of years: "tienen más de 65 años"
    turning: Words = _NONE  #: verbs of reaching an age, where the number stands alone: "who turn 12"
    terms: Words = _NONE  #: of what is prescribed, allowed or to be paid: an age in their sentence is a limit


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPhones:
    """Words of telephoning."""

    before: Words = _NONE
    direct: Words = _NONE
    endings: Listed = ()  #: of compounds that say the same: "Bürgertelefon"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedIds:
    """Nouns whose number is a name."""

    numero: Words = _NONE
    law: Words = _NONE
    law_letters: Words = _NONE  #: "L. 511-1"
    page: Words = _NONE
    list: Words = _NONE
    name: Words = _NONE
    version: Words = _NONE
    endings: Listed = ()  #: of compounds whose number is a name: "Warnstufe 2"
    roads: Words = _NONE  #: letters of classes of roads: "die L 202"
    standards: Words = _NONE  #: who numbers standards, in capitals: "RFC 6585"
    http_reasons: Words = _NONE  #: the first two words of phrases of RFC 9110: "404 Not Found"
    status_after: Words = _NONE  #: "a 503 error"
    address_before: Words = _NONE
    address_after: Words = _NONE
    street_before: Words = _NONE  #: kinds of streets that stand before their name: "calle Cabestro, 9"
    street_names: Words = _NONE  #: streets without a word for street
    streets: Words = _NONE  #: kinds of street that stand after the number in any text: "9 rue des Cordiers"
    street_endings: Listed = ()  #: "Hauptstraße 12"
    street_first: bool = False  #: the number comes before the kind of street: "12 rue ..."
    postcode_before: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedReading:
    """What pages say of the time that it takes to read them."""

    before: Words = _NONE
    after: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCounters:
    """What pages count of themselves: readers, comments, results of their search."""

    nouns: Words = _NONE  #: of nothing else, when they stand alone with a number: "4 comments", "Views: 300"
    soft: Words = _NONE  #: only after the number: "412 results"
    beside: Words = _NONE  #: may stand beside them: "Showing 1-20 of 412 results", "412 results found"
    pages: Words = _NONE  #: two words for the page itself: "this article"
    deeds: Words = _NONE  #: what is done to a page: "viewed", "found this page useful"
    telling: Words = field(default=_NONE, metadata=DERIVED)  #: without any of which nothing is a counter


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWords:
    """Words that tell what stands beside a number."""

    listing: Words = _NONE  #: between numbers of one list
    of: Words = _NONE
    plural_endings: Listed = ("s",)
    plurals: Words = _NONE
    not_plurals: Words = _NONE
    plural_verbs: Words = _NONE
    decades: Words = _NONE
    prefixes: Words = _NONE
    singular: Words = _NONE  #: articles that make a name of a number: "le 115"
    definite: Words = _NONE  #: articles of both numbers; the verb then tells: "the 119 was"
    singular_verbs: Words = _NONE
    ordinal_nouns: Words = _NONE  #: after a number and a point: "4. Stock"
    adjectives: Words = _NONE  #: number words that are adjectives, too: "un bâtiment neuf"
    function: Words = _NONE
    sentence_starts: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedStructure:
    """What counts a text's own parts, its method or definition."""

    heads: Words = _NONE
    soft: Words = _NONE
    introduces: Words = _NONE
    than: Words = _NONE
    plans: Words = _NONE  #: "a five-point plan"
    announces: Words = _NONE  #: "five points that"
    other_half: Words = _NONE
    method: Words = _NONE
    people: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPronoun:
    """Words beside "one" that make it no number."""

    phrases: Listed = ()
    before: Words = _NONE
    after: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What is no figure."""

    scores: Words = _NONE  #: words of winning
    idioms: Listed = ()
    dates: RefusedDates = RefusedDates()
    times: RefusedTimes = RefusedTimes()
    periods: RefusedPeriods = RefusedPeriods()
    ages: RefusedAges = RefusedAges()
    phones: RefusedPhones = RefusedPhones()
    ids: RefusedIds = RefusedIds()
    reading: RefusedReading = RefusedReading()
    counters: RefusedCounters = RefusedCounters()
    words: RefusedWords = RefusedWords()
    structure: RefusedStructure = RefusedStructure()
    pronoun: RefusedPronoun = RefusedPronoun()


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """Words after whose point no sentence ends."""

    words: Words = _NONE
    may_end: Words = _NONE  #: of these, a capital after the point does begin a new sentence
    #: before these a number with a point is an ordinal: "31. Januar"
    after_ordinals: Words = field(default=_NONE, metadata=DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Small words, by what they do; and verbs, participles and adjectives that no ending betrays."""

    as_: Words = _NONE  #: "confirmed as positive"
    elided: Words = _NONE  #: "l'", "d'"
    hyphenated: Words = _NONE  #: pronouns after a verb: "a-t-il"
    possessive: Listed = ()  #: endings: "day's"
    determiners: Words = _NONE
    articles: Words = _NONE
    clitics: Words = _NONE  #: pronouns that may stand between a subject and its verb: "se", "le"
    definite: Words = _NONE
    demonstratives: Words = _NONE
    of: Words = _NONE
    by: Words = _NONE
    prepositions: Words = _NONE
    be: Words = _NONE
    have: Words = _NONE
    auxiliaries: Words = _NONE
    and_: Words = _NONE
    subordinators: Words = _NONE
    relative_subjects: Words = _NONE
    relatives: Words = _NONE
    titles: Words = _NONE  #: before a person's name, without a capital: "don", "maître"
    temporal: Words = _NONE  #: prepositions that say when and never where or how: "during"
    name_links: Words = _NONE  #: inside a name: "Ministry for Health"
    pronouns: Words = _NONE
    adverbs: Words = _NONE
    verbs: Words = _NONE
    #: ending of an infinitive -> those of its finite forms and participles; the longest that suits
    conjugations: Mapping[str, Listed] = field(default_factory=dict)
    participles: Words = field(default=_NONE, metadata=INFLECTED)
    adjectives: Words = _NONE
    named: Words = _NONE  #: begin who speaks after "…", said
    purpose: Words = _NONE  #: before a verb: what is meant, not what is counted
    alternative: Words = _NONE
    aside: Words = _NONE  #: begin an aside between commas
    as_said: Words = _NONE  #: begin a clause that says who speaks: "wie das Amt mitteilte"
    past: Words = _NONE  #: auxiliaries that tell the past
    comma_clauses: bool = False  #: a comma parts any two clauses, and hardly anything else
    hollow: Words = _NONE  #: before a counted noun, and say nothing of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Nouns and their forms."""

    capital: bool = False  #: nouns are written with a capital: it tells no name
    adjectives_follow: bool = False  #: adjectives stand after the noun that they describe
    agree: bool = False  #: adjectives and participles take the plural of their noun
    plural_endings: Listed = ("s",)
    not_plural: Words = _NONE
    plurals: Words = _NONE
    plural_rules: tuple[tuple[str, str], ...] = ()  #: ending of the plural -> of the singular; the first that suits
    irregular: Mapping[str, str] = field(default_factory=dict)  #: plurals that no rule makes -> their singular
    unchanging: Words = _NONE  #: that look like a plural and are none, or are one in both numbers: "news", "series"
    forms: NounForms = field(default=NounForms(), metadata=DERIVED)
    persons: Words = _NONE  #: nouns of people, where a relative pronoun is for people alone
    person_endings: Listed = ()
    not_persons: Words = _NONE
    feminine: Words = _NONE  #: in the singular, without accents
    feminine_endings: Listed = ()
    masculine_endings: Listed = ()  #: of nouns that end as feminine ones do
    general: Words = _NONE  #: say too little by themselves: only the deed tells who is counted
    containers: Words = _NONE  #: "a number of people": the words counted come after "of"
    declined: Listed = ()  #: endings of adjectives before a plural, where nouns are told by their capitals
    count_adjectives: Words = _NONE
    nouns: Words = _NONE
    prenominal: Words = _NONE  #: adjectives that stand before their noun
    participle_endings: Listed = ()
    noun_endings: Listed = ()  #: of nouns and adjectives that look like participles: "fresques"
    progressive_endings: Listed = ()
    infinitive_endings: Listed = ()
    verb_endings: Listed = ()
    adverb_endings: Listed = ()
    not_adverbs: Words = _NONE
    inflections: Mapping[str, Listed] = field(default_factory=dict)  #: ending of a participle -> its other forms
    linkers: Listed = ()  #: "as many", "deux fois plus de"
    modifiers: Listed = ()  #: several words that describe the noun after them: "out of hours" calls


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrases:
    """Noun phrases of a language whose nouns are told by their capital: their parts, and their nominative."""

    attributes: Listed = ()  #: endings of what describes the noun after it, the longest first
    weak: Listed = ()  #: of these, those that need an article, number or preposition before them
    plural: str = ""  #: the ending of an attribute in the nominative plural, without an article
    singular: Mapping[str, str] = field(
        default_factory=dict
    )  #: article -> the ending that its attribute has without it
    indefinite: Words = _NONE  #: articles whose attribute has the nominative's own ending: "ein großes Haus"
    neuter: str = ""  #: the ending of an attribute that tells a singular where no article does: "frisches Wasser"
    nominative: tuple[tuple[str, str], ...] = ()  #: endings of nouns -> those of the nominative; the longest suits
    strong: Listed = ()  #: endings of nominatives whose dative plural adds `dative_ending`: "boote", "verletzte"
    dative_ending: str = ""
    unchanged: Listed = ()  #: endings that look like such a dative and are none: "anzeigen"
    kept: Words = _NONE  #: nouns that look like another case and are in the nominative
    cases: Cases = field(default=Cases(), metadata=DERIVED)
    origins: Listed = ()  #: endings of attributes that have a capital: "Berliner"
    possessors: Words = _NONE  #: articles and pronouns before the noun that another one belongs to: "Zahl der"
    singular_genitive: Words = _NONE  #: of these, those of the singular only
    genitive: Listed = ()  #: endings of nouns in the genitive singular, the longest first
    dative: Words = _NONE  #: articles after a preposition that says where, not where to
    dative_plural: Words = _NONE  #: of the plural, which is the accusative's, too, but for the noun's ending
    dative_endings: Listed = ()
    negations: Words = _NONE
    telling: Words = _NONE  #: said of a participle they say what it is: "[schwer] verletzt", "[positiv] getestet"
    needs_place: Words = _NONE  #: participles that say nothing without where to: "[in Gewahrsam] genommen"
    #: verbs and participles of having -> the preposition of what is had, if any: "klagten über Husten"
    having: Mapping[str, str] = field(default_factory=dict)
    found: Words = _NONE  #: participles of finding: "bei 26 Geretteten wurden Verätzungen [festgestellt]"
    found_with: Words = _NONE
    standing: Words = _NONE  #: verbs that say where those counted are
    needing: Words = _NONE  #: verbs and participles of needing
    with_: str = ""
    with_need: str = ""
    without: str = ""
    without_marks: Listed = ()  #: openings of articles that deny: "keine"
    #: article, or "-" and the ending of an attribute without one -> that ending after "mit", in the singular
    after_with: Mapping[str, str] = field(default_factory=dict)
    weak_plural: str = ""  #: the ending of an attribute in the dative plural
    predicates: Listed = ()  #: endings of adjectives that are said of a subject: "minderjährig"
    placing: Words = _NONE  #: prepositions that say where or why, and tell a part from its whole: "in der Turnhalle"
    bound: Words = _NONE  #: of these, those that mostly belong to a verb, if there is one: "an der Gewalt beteiligt"
    oblique: Words = _NONE  #: articles that no subject has: "dem", "den"
    reflexive: Words = _NONE
    narrowing: Words = _NONE  #: prepositions that tell one group from another: "aus der Ukraine"
    purpose: Words = _NONE  #: before what money is for
    among: Words = _NONE  #: opening a clause they say of whom its number counts some: "[Unter] den Geretteten sind"
    buying: Words = _NONE  #: opening a clause they say what money buys: "[Mit] 30 Euro ernähren Sie ein Kind"
    flowing: Words = _NONE  #: verbs after which `into` says what money is for: "fließen in neue Pumpwerke"
    into: Words = _NONE
    amount_of: Words = _NONE  #: before what money is of: "320.000 Euro an Pacht"
    money: str = ""  #: what an amount of money is called where only its deed is told: "gespendetes [Geld]"
    money_ending: str = ""
    #: verbs of money, those with a part at the end as "gibt aus" -> what the money is: "Ausgaben"
    money_of: Mapping[str, str] = field(default_factory=dict)
    measured_by: Mapping[str, str] = field(default_factory=dict)  #: adjectives after a measure -> their noun: "hoch"
    more: Mapping[str, str] = field(default_factory=dict)  #: "8 Prozent [mehr] Lohn" -> UP or DOWN
    votes: Mapping[str, Listed] = field(default_factory=dict)  #: noun -> what those for and against are
    votes_against: Words = _NONE  #: between the two numbers: "zwölf [gegen] sieben Stimmen"
    deadline: str = ""  #: what a time within which something is to be done is called, before what that is: "Frist für"
    accusative: Mapping[str, str] = field(default_factory=dict)  #: article of the nominative -> of the accusative
    measured: Mapping[str, str] = field(default_factory=dict)  #: kind of unit -> what it measures, where none is told
    participle_openings: Listed = ()  #: of participles that no list has, before any of `participle_endings`
    participle_closed: Listed = ()  #: openings that infinitives share: only the first of the endings tells them apart
    participle_endings: Listed = ()
    participle_marks: Listed = ()  #: endings that tell a participle whatever it begins with
    no_participles: Words = _NONE  #: that look like one
    idle: Words = _NONE  #: participles of counting and being, which tell no deed
    done_to: Mapping[str, str] = field(default_factory=dict)  #: verb -> participle said of its object
    weak_verbs: Words = _NONE  #: infinitives of regular verbs with an object: `done_to` has their past, too
    weak_stems: Listed = ()  #: ends of stems that take an "e" before the ending: "beantwort-e-te"
    done_by: Mapping[str, str] = field(default_factory=dict)  #: verb -> participle said of its subject
    needs_prefix: Words = _NONE  #: of these participles, those that tell nothing alone: "came", but "came in"
    turning: Words = _NONE  #: of `prefixes`, those that make another verb of one that moves: "fielen … an"
    prefixes: Words = _NONE  #: that a verb puts at the end of its clause: "nahm 64 Personen fest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Verbs and their forms."""

    stems: Words = _NONE  #: present forms that no ending betrays: "depend", "serve"
    #: past forms that are never participles -> the participle, or themselves where the verb has no passive: "died"
    pasts: Mapping[str, str] = field(default_factory=dict)
    past_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: `pasts` the other way round
    #: ending of an infinitive -> those of its finite forms: third persons in pairs, "ó aron", or one form, "amos"
    conjugations: Mapping[str, Listed] = field(default_factory=dict)
    participles: Mapping[str, str] = field(default_factory=dict)  #: ending of an infinitive -> of its participle
    done: Words = _NONE  #: infinitives of what is done to an object, which tells it: "arrasar"
    does: Words = _NONE  #: of what tells the subject alone: "llegar"
    others: Words = _NONE  #: of those that tell nothing of what comes after them: "pedir"
    two_objects: Words = _NONE  #: participles that may have an object: "families [offered] places"
    counted_endings: Listed = ()  #: of a verb right after a number: no noun in the plural ends so
    not_verbs: Words = _NONE  #: forms that are nouns or other words far more often: "multa"
    done_forms: Mapping[str, str] = field(
        default_factory=dict, metadata=DERIVED
    )  #: finite forms of `done` -> participle
    plural_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: finite forms -> those of the plural
    having: Mapping[str, str] = field(default_factory=dict)  #: of verbs of having -> what says the same: "con"
    infinitive_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: finite forms -> infinitives
    events: Mapping[str, str] = field(
        default_factory=dict
    )  #: nouns of deeds -> their participle: "la muerte de 2 niños"
    costs: Words = _NONE  #: forms of verbs whose subject costs the money after them
    devoting: Words = _NONE  #: infinitives of verbs of giving money to what follows the sum: "destina N a caminos"
    #: preposition before what money is for -> what its row's name begins with: "para" -> "dinero para"
    paid_to: Words = _NONE  #: prepositions after the money, before whom or what it goes to: "invirtió N en el plan"
    money_for: Mapping[str, str] = field(default_factory=dict)
    vote_for: str = ""  #: after votes that are counted for and against
    vote_against: str = ""
    reflexive: Words = _NONE  #: pronouns with which a verb says what befell its subject: "se derrumbaron"
    future_endings: Listed = ()  #: of forms that tell what is to come
    past_endings: Listed = ()  #: of forms that tell the past
    lacking: str = ""  #: what says that they do not have it: "sin"
    plurals: Mapping[str, str] = field(default_factory=dict)  #: forms of auxiliaries -> those of the plural
    object_marks: Words = _NONE  #: prepositions before an object that is a person: "a"
    active: tuple[tuple[str, str], ...] = ()  #: ending of a finite verb -> of its present participle
    active_irregular: Mapping[str, str] = field(default_factory=dict)
    agreements: Listed = ()  #: what a participle takes after it for a feminine noun, for a plural
    light: Words = _NONE  #: say nothing of their object but that it is there: "has", "included"
    fates: Words = _NONE  #: say what became of their subject
    #: verbs whose object is money -> what it is called by their deed: "raised" = "money raised"
    paid: Mapping[str, str] = field(default_factory=dict)
    composing: Words = _NONE  #: the subject is that share of a whole: "women form 40 % of the staff"
    lasting: Words = _NONE  #: verbs of how long their subject goes on: "takes two years"
    coming: Words = _NONE  #: auxiliaries of what is meant to happen: "would"
    negations: Words = _NONE
    negation: str = ""  #: before a participle: "not accounted for"
    relative: str = ""  #: pronoun of things: "that"; none where deeds are said with participles
    relative_person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifiers:
    """Hedges, by the name of the quantifier."""

    before: Mapping[str, Listed] = field(default_factory=dict)  #: the first phrase of each is how reports say it
    after: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What a figure does: total, part, addition, change, share, reference, rule."""

    skip: Listed = ()  #: between a cue and its number, changing nothing
    increment_before: Listed = ()
    increment_after: Listed = ()
    subset_before: Listed = ()
    subset_after: Listed = ()
    reference_before: Listed = ()
    counterfactual: Listed = ()
    conditional: Listed = ()
    condition: Words = _NONE  #: without which `conditional` is hearsay
    goals: Words = _NONE
    up: Words = field(default=_NONE, metadata=CONJUGATED)
    down: Words = field(default=_NONE, metadata=CONJUGATED)
    moved: Words = field(default=_NONE, metadata=CONJUGATED)
    up_parted: Listed = ()  #: verbs with their part at the end of the clause: "nahm zu"
    down_parted: Listed = ()
    up_after: Listed = ()
    down_after: Listed = ()
    change_links: Listed = ()
    change_to: Words = _NONE
    change_from: Words = _NONE
    change_by: Words = _NONE
    change_in: Words = _NONE
    #: verbs that carry a number to a value: "bringing the total to N"
    carry: Words = field(default=_NONE, metadata=INFLECTED)
    multiple_verbs: Words = _NONE
    multiple_words: Words = _NONE
    multiplied: Listed = ()  #: before the number by which something was multiplied: "multiplié par"
    share_words: Words = _NONE
    among: Words = _NONE  #: opening a clause they say of whom its number counts some: "[Parmi] les blessés"
    rates: Words = _NONE  #: nouns of what a percentage states by itself, and is no share of: "the occupancy rate"
    still_parts: Words = _NONE  #: verbs that a particle after them does not make move: "[made] up 4 %"
    group: Words = _NONE  #: "Of the 430 reports, 108 were late"
    than: Words = _NONE
    than_year: Words = _NONE
    to_be: Words = _NONE  #: finite forms that make an infinitive a rule: "[ist] vier Wochen vorher zu melden"
    to_do: Words = _NONE  #: before that infinitive
    to_do_inside: str = "\0"  #: or inside it, after its prefix: "ein[zu]reichen"
    to_do_not: Words = _NONE  #: infinitives that prescribe nothing: "ist zu erwarten"
    earlier: Listed = ()  #: before the number of another time, after that of now: "auf 540; 2023 [waren es] 410"
    up_endings: Listed = ()  #: of compound nouns that say what rose: "Preisanstieg"
    down_endings: Listed = ()
    compared: Listed = ()
    formerly: Words = _NONE
    formerly_did: Listed = ()  #: after a pronoun: "we used to have eight"
    newly: Words = _NONE
    rounded: Words = _NONE  #: number words that are never exact
    pointing: Words = _NONE
    rule_before: Listed = ()
    rule_after: Listed = ()
    rule_nouns: Words = _NONE
    rule_titles: Words = _NONE  #: words of a heading that says that rules stand below it
    rule_heads: Listed = ()  #: what is measured by them is prescribed: fees, deadlines; also at a compound's end
    order_endings: Listed = ()  #: of the infinitives that are orders, at the end: "Wasser trinken"
    order_not: Words = _NONE  #: forms of the past that end like such an infinitive: "kamen"
    rule_openings: Words = _NONE  #: first words of a sentence that rules for everybody: "Wer ..."
    binding: Words = _NONE  #: modal verbs that never foretell: "may not exceed 500"
    rule_columns: Words = _NONE  #: in a column's head these prescribe what stands below: "daily limit", "fee"
    against: Words = _NONE  #: between votes for and against: "13 votos contra 5"
    votes: Words = _NONE  #: counted for and against: "28 votes to 10", no number to compare with
    of_all: Listed = ()  #: between a part and its whole: "23 out of 80"
    deadlines: Listed = ()  #: before a time that is a rule, unless the past is told: "binnen"
    #: prepositions that hedge -> verbs that take them, so that they hedge nothing: "entschied [über] 300 Anträge"
    governed: Mapping[str, Listed] = field(default_factory=dict)
    late: bool = False  #: the verb that moves a number may stand after it: "um 12 Prozent gestiegen"
    imperatives: Words = _NONE
    imperative_endings: Listed = ()
    second_person: Words = _NONE
    thresholds: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """Units in a table's headers: "in thousands", "£m"."""

    in_: Listed = ()
    of: Listed = ()  #: between the factor and its unit, with the space where there is one: "millions of euros"
    factors: Mapping[str, int] = field(default_factory=dict)
    never_alone: Words = _NONE  #: factors that need a currency: "T€"
    lengths: Words = _NONE  #: headers whose "(m)" is metres, not millions
    prices: Words = _NONE  #: headers of columns of money that say no more: the row names the thing
    joint_name: str = ""  #: between a column's name and that of a place or field: "Internos [de] Torrehonda"
    column_first: bool = False  #: the column names the thing, the row tells which: "Internos: Torrehonda"
    joint: str = ": "  #: between a row's name and a column's, with its spaces: "Seine-Saint-Denis : cas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a measure is called where no noun names its thing: "days to reply", "délai pour répondre"."""

    noun: str = ""  #: of a length of time within which something is to be done; the unit where it is missing
    to: str = ""  #: between it and a verb
    of: str = ""  #: between it and a noun
    later: Words = _NONE  #: after a length of time, tell when something follows: "trois jours plus tard"
    deeds: Listed = ()  #: endings of nouns that name what is done in that time: "réponse"
    infinitives: Mapping[str, str] = field(default_factory=dict)  #: ending of a participle -> of its infinitive
    reflexive: Mapping[str, str] = field(default_factory=dict)  #: pronoun -> that of the infinitive: "vous" -> "se"
    whose: str = ""  #: between "age" and the people whose age is limited
    joins: str = ""  #: between a unit of time and what lasts, in a language that joins them: "horas de estancia"
    deadline: str = ""  #: there, a length of time within which something is to be done: "plazo"
    deadline_to: str = ""  #: between it and the infinitive
    deadline_in: Words = _NONE  #: prepositions before it, or before the time alone: "en 72 horas"
    contact: bool = False  #: a clause may follow its noun without a pronoun: "days a child may be held"
    dimensions: Mapping[str, str] = field(default_factory=dict)  #: kind of unit -> what it measures
    giving: Words = (
        _NONE  #: verbs of having or giving time for a deed, which prescribes it: "disposent de 15 jours pour"
    )
    #: verbs whose subject does it for a length of time -> what that is: "attendent" -> "attente"
    spent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Phrases that say when."""

    units: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    deictic: Mapping[str, str] = field(default_factory=dict)
    deictic_phrases: Mapping[str, str] = field(default_factory=dict)
    clock: Words = _NONE
    hour_sign: Words = _NONE  #: after the digits of an hour: "18 h 30"
    since: Listed = ()
    until: Listed = ()
    at: Listed = ()
    during: Listed = ()
    between: Listed = ()
    after: Listed = ()
    inside: Words = _NONE
    closing: Words = _NONE
    anchors_need: Words = _NONE
    leading: Words = _NONE
    last: Words = _NONE
    this: Words = _NONE
    ago: Words = _NONE
    ago_before: Listed = ()  #: before a number and a unit: "il y a dix ans"
    each: Words = _NONE
    period: Words = _NONE
    once: Words = _NONE
    span: Words = _NONE
    next: Words = _NONE
    beginning: Words = _NONE
    ending: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Agents:
    """Who provides or does what is counted."""

    infinitive: Words = _NONE
    particles: Words = _NONE
    through: Words = _NONE
    devoted: Words = _NONE  #: prepositions after a participle of giving money: "consacrés à"
    in_kind: Words = _NONE  #: before what money is, without an article: "38.000 euros [en] efectivo"
    purposes: Words = _NONE  #: prepositions between money and what it is for
    not_agents: Words = _NONE
    measures: Words = field(default=_NONE, metadata=INFLECTED)  #: verbs whose subject is what is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who states a figure."""

    according: Listed = ()
    according_back: Listed = ()  #: the source is one told before: "in her view"
    possessives: Words = _NONE  #: after "according to" these mean one told before: "according to her figures"
    ours: Words = _NONE  #: the page's own: "our volunteers counted" is said by nobody else
    estimates: Listed = ()
    figures_from: Listed = ()
    says: Words = field(default=_NONE, metadata=CONJUGATED)
    #: of forms, and endings of forms, that are participles only: these speak after "have"
    says_participles: Words = field(default=_NONE, metadata=INFLECTED)
    participle_endings: Listed = ()
    adding_endings: Listed = ()  #: of forms that go on from what was said: "adding that"
    with_: Words = _NONE  #: go with a verb to make one of saying: "fait savoir"
    says_number: Words = field(default=_NONE, metadata=CONJUGATED)  #: with a number after them: "reported 500 deaths"
    says_that: Words = field(default=_NONE, metadata=CONJUGATED)  #: only with a clause after them: "found that"
    #: those that put something at a number: "puts the losses at 20 million"
    says_at: Words = field(default=_NONE, metadata=CONJUGATED)
    that: Words = _NONE
    that_word: Words = _NONE
    unnamed: Listed = ()
    split: Mapping[str, Listed] = field(
        default_factory=dict
    )  #: verbs that speak only with another word: "teilte … mit"
    own: Words = _NONE  #: phrases for "by its own account", which mean the subject
    said_out: Words = _NONE  #: prepositions before whom "es hieß" names
    after_name: Words = _NONE  #: that follow whom they name: "dem Ministerium zufolge"
    asides: Words = _NONE  #: that begin an aside which names who speaks: ", so Krause,"
    reporting: Words = _NONE  #: verbs in the mood of reported speech
    reporting_ending: str = ""  #: of other verbs in that mood, at the end of a clause
    reporting_not: Listed = ()  #: endings of its words that are of another mood
    pronoun_subjects: Words = _NONE
    #: pronoun that may mean a thing -> articles of nouns that it means; "" stands for a subject that is left out
    means: Mapping[str, Listed] = field(default_factory=dict)
    drops_subjects: bool = False  #: verbs need none: "Añadió que" is said by whoever spoke before
    documents: Words = _NONE
    according_documents: Listed = ()  #: before a document's name only: "nach der Hausordnung"
    document_endings: Listed = ()  #: of compounds that name a document
    issued: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What comparing must know: see the head of the section in a language's file."""

    phrases: Listed = ()
    grammar: Words = _NONE
    families: tuple[Listed, ...] = ()
    flow: Words = _NONE
    stock: Words = _NONE
    fates: Words = _NONE
    rivals: tuple[tuple[Listed, ...], ...] = ()
    places: Words = _NONE
    no_places: Words = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How pages speak of themselves; patterns are regular expressions over text in any case."""

    small_words: Words = _NONE  #: the most frequent ones, by which a text's language is told
    spellings: Listed = ()  #: letter groups of its words, for texts with few small words; a space is a word's edge
    others: Mapping[str, Listed] = field(default_factory=dict)  #: `small_words` of languages that have no file, by tag
    other_spellings: Mapping[str, Listed] = field(default_factory=dict)
    updated: Listed = ()
    published: Listed = ()
    history_titles: Listed = ()  #: of the list that a page gives of its own updates
    history_openings: Listed = ()  #: beginnings of the entries of such a list
    history_ids: Words = _NONE  #: names of the element that holds it
    home_names: Words = _NONE  #: file names of a site's first page
    #: Names of elements and classes, one word or two, by the part of a page that they mark off (`Region`).
    classes: Mapping[str, Listed] = field(default_factory=dict)
    beside: Words = _NONE  #: before a name these tell what stands beside: "no-sidebar"
    not_before: Mapping[str, Listed] = field(
        default_factory=dict
    )  #: name -> words after which it is another: "social-care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a wrong answer of one class says: patterns of its heading, phrases of its opening."""

    head: Listed = ()
    body: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What answers with status 200 say when they are not the page."""

    challenge: Doubt = Doubt()
    consent: Doubt = Doubt()
    sign_in: Doubt = Doubt()
    soft_404: Doubt = Doubt()
    maintenance: Doubt = Doubt()
    waiting_room: Doubt = Doubt()
    rate_limit: Doubt = Doubt()
    age_gate: Doubt = Doubt()
    survey: Doubt = Doubt()
    for_sale: Doubt = Doubt()
    region: Doubt = Doubt()
    moving: Doubt = Doubt()
    language_choice: Doubt = Doubt()
    server_error: Doubt = Doubt()
    scripts: Listed = ()  #: of an empty shell that scripts would fill


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sections:
    """All that is known of a language, section by section."""

    numbers: Numbers = Numbers()
    units: Units = Units()
    currencies: Currencies = Currencies()
    calendar: Calendar = Calendar()
    refusals: Refusals = Refusals()
    abbreviations: Abbreviations = Abbreviations()
    words: Grammar = Grammar()
    nouns: Nouns = Nouns()
    phrases: NounPhrases = NounPhrases()
    verbs: Verbs = Verbs()
    quantifiers: Quantifiers = Quantifiers()
    roles: Roles = Roles()
    headers: Headers = Headers()
    terms: Terms = Terms()
    time: Time = Time()
    agents: Agents = Agents()
    attribution: Attribution = Attribution()
    following: Following = Following()
    site: Site = Site()
    doubts: Doubts = Doubts()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language(Sections):
    """One language, ready to read with."""

    tag: str  #: BCP 47, of the language alone: "en"
    known: bool  #: it has a file of its own


def key_of(name: str) -> str:
    """Return how a file writes the field *name*: words that Python keeps for itself have a trailing ``_`` here."""
    return name.removesuffix("_")


def read_from_files(section: type) -> dict[str, Any]:
    """Return the fields of *section* that files may hold, by the key that they write."""
    return {key_of(one.name): one for one in fields(section) if not one.metadata.get("derived")}
