"""What can be known in a language of numbers that are no figures: the words that tell them."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.language.word_fields import DERIVED, NONE, Listed, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedDates:
    """Words that tell dates and years from counts."""

    headers: Words = NONE
    year_before: Words = NONE
    year_before_weak: Words = NONE
    eras: Words = NONE
    copulas: Words = NONE
    year_phrases: Listed = ()
    seasons: Words = NONE
    counted_before: Words = NONE
    sums: Words = NONE
    places: Words = NONE
    in_month: Words = NONE  #: before a month, never before a day: "in May"
    one_before: Words = NONE  #: articles that only one of a kind has, in any case
    day_before: Words = NONE  #: before a day and a month in digits, at the end of a line, too: "bis zum 3.10."
    year_openers: Words = NONE  #: opening a clause they begin a time: "By 2035 cars ..."


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedTimes:
    """Words that tell times of day."""

    after: Words = NONE
    at: Words = NONE
    at_weak: Words = NONE
    clock: Words = NONE  #: between hours and minutes: "17h30"
    hour_articles: Words = NONE  #: articles of an hour: "las once"
    hour_after: Words = NONE  #: phrases after which a number to 24 is an hour, the article included: "a las"
    lasting_of: Words = NONE  #: after hours that are a length of time: "après 10 h de marche"
    lasts: Words = NONE  #: nouns of which hours and minutes say how long: "une [attente] de 1 h 20"
    lasting: Words = NONE  #: before `at_weak`: the hours are a length of time ("moins de 18 h", "délai de 12 h")
    parts: Words = NONE  #: of a day, up to three words after an hour: "at 4 in the morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPeriods:
    """Words that make a number of days, months or years place something in time."""

    before: Words = NONE
    after: Listed = ()
    coming: Words = NONE  #: of `before`, those that look ahead: "the next 20 days"
    prescribed: Words = NONE  #: say of days that something is to be done in them: "trois jours [ouvrés] plus tard"
    relative: Words = NONE  #: "two weeks after publication"
    possessed: Words = NONE  #: "two weeks' time"
    ago: Listed = ()  #: before the number: "il y a 3 ans"
    statistics: Words = NONE  #: what is told over a time: "7-day average"
    windows: Words = NONE  #: between a statistic and its time: "moyenne sur 7 jours"
    edges: Words = NONE  #: before a number of tens that is an age: "Mitte 30"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedAges:
    """Words that make a number an age."""

    before: Words = NONE
    headers: Words = NONE
    averages: Words = NONE  #: beside these the age is a measure: "the median age of 43"
    people: Words = NONE  #: before a number of years: "children of 6 to 11 years"
    persons: Words = NONE  #: pronouns for people: "anyone under 18"
    between: Words = NONE  #: small words between people and a number of years
    groups: Words = NONE  #: articles before a number of years: people told by their age
    hedges: Words = NONE  #: before an age, with `than` or "of" after them
    than: Words = NONE
    sides: Words = NONE  #: "under-5s", "the over 65s", "children under eight"
    joined: Words = NONE  #: between an age and `beyond`
    beyond: Words = NONE  #: "16 and older"
    having: Words = NONE  #: verbs of having before a number of years: "tienen más de 65 años"
    turning: Words = NONE  #: verbs of reaching an age, where the number stands alone: "who turn 12"
    nobody: Words = NONE  #: determiners of people of whom no one is meant: "each patient (12)"
    titles: Words = NONE  #: between an article and somebody's name: "the Rev Tom Marsh, 61"
    begin_places: Words = NONE  #: first words of names of places and bodies, and of nobody's: "United", "South"
    no_names: Words = NONE  #: anywhere in such names, and in nobody's: "Party"
    countries: Words = NONE  #: of two words that look like somebody's name: "costa rica"
    terms: Words = NONE  #: of what is prescribed, allowed or to be paid: an age in their sentence is a limit


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPhones:
    """Words of telephoning."""

    before: Words = NONE
    direct: Words = NONE
    endings: Listed = ()  #: of compounds that say the same: "Bürgertelefon"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedIds:
    """Nouns whose number is a name."""

    numero: Words = NONE
    law: Words = NONE
    law_letters: Words = NONE  #: "L. 511-1"
    page: Words = NONE
    list: Words = NONE
    name: Words = NONE
    version: Words = NONE
    columns: Words = NONE  #: headers of columns that number or name their rows: "Pos", "Platform"
    hours: Words = NONE  #: headers of columns of hours: "Departure"
    degrees: Words = NONE  #: headers of columns of latitudes and longitudes
    rooms: Words = NONE  #: of `name`, those whose numbers have points: "Zimmer 2.108"
    phrases: Listed = ()  #: that end before a name's number, though a plural follows: "World War 2 veterans"
    endings: Listed = ()  #: of compounds whose number is a name: "Warnstufe 2"
    roads: Words = NONE  #: letters of classes of roads: "die L 202"
    standards: Words = NONE  #: who numbers standards, in capitals: "RFC 6585"
    http_reasons: Words = NONE  #: the first two words of phrases of RFC 9110: "404 Not Found"
    status_after: Words = NONE  #: "a 503 error"
    address_before: Words = NONE
    address_after: Words = NONE
    street_before: Words = NONE  #: kinds of streets that stand before their name: "calle Cabestro, 9"
    street_names: Words = NONE  #: streets without a word for street
    streets: Words = NONE  #: kinds of street that stand after the number in any text: "9 rue des Cordiers"
    street_endings: Listed = ()  #: "Hauptstraße 12"
    street_first: bool = False  #: the number comes before the kind of street: "12 rue ..."
    postcode_before: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedReading:
    """What pages say of the time that it takes to read them."""

    before: Words = NONE
    after: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCounters:
    """What pages count of themselves: readers, comments, results of their search."""

    nouns: Words = NONE  #: of nothing else, when they stand alone with a number: "4 comments", "Views: 300"
    soft: Words = NONE  #: only after the number: "412 results"
    beside: Words = NONE  #: may stand beside them: "Showing 1-20 of 412 results", "412 results found"
    pages: Words = NONE  #: two words for the page itself: "this article"
    this: Words = NONE  #: pronouns for the page: "27 people like [this]"
    deeds: Words = NONE  #: what is done to a page: "viewed", "found this page useful"
    lists: Words = NONE  #: what heads the subjects that a page is filed under: "Tags: heat (13), house (37)"
    telling: Words = field(default=NONE, metadata=DERIVED)  #: without any of which nothing is a counter


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWords:
    """Words that tell what stands beside a number."""

    listing: Words = NONE  #: between numbers of one list
    of: Words = NONE
    plural_endings: Listed = ("s",)
    plurals: Words = NONE
    not_plurals: Words = NONE
    plural_verbs: Words = NONE
    decades: Words = NONE
    prefixes: Words = NONE
    singular: Words = NONE  #: articles that make a name of a number: "le 115"
    definite: Words = NONE  #: articles of both numbers; the verb then tells: "the 119 was"
    singular_verbs: Words = NONE
    handing: Words = NONE  #: verbs of giving whose receiver has no preposition: "gave [the RSPCA] 24 dogs"
    ordinal_nouns: Words = NONE  #: after a number and a point: "4. Stock"
    adjectives: Words = NONE  #: number words that are adjectives, too: "un bâtiment neuf"
    function: Words = NONE
    sentence_starts: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedStructure:
    """What counts a text's own parts, its method or definition."""

    heads: Words = NONE
    soft: Words = NONE
    introduces: Words = NONE
    than: Words = NONE
    plans: Words = NONE  #: "a five-point plan"
    announces: Words = NONE  #: "five points that"
    other_half: Words = NONE
    confidence: Listed = ()  #: beside "95 %": how sure a statistic is
    method: Words = NONE
    people: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPronoun:
    """Words beside "one" that make it no number."""

    phrases: Listed = ()
    before: Words = NONE
    after: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedCompass:
    """Words of latitudes and longitudes."""

    letters: Words = NONE  #: for points of the compass, as capitals: "51.5° N"
    points: Words = NONE  #: words for them, and for what the degrees are of: "36 degrees north", "nördlicher Breite"
    before: Words = NONE  #: "latitude 51.5", "coordinates: 51.5, -0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What is no figure."""

    scores: Words = NONE  #: words of winning
    idioms: Listed = ()
    dates: RefusedDates = RefusedDates()
    times: RefusedTimes = RefusedTimes()
    periods: RefusedPeriods = RefusedPeriods()
    ages: RefusedAges = RefusedAges()
    phones: RefusedPhones = RefusedPhones()
    ids: RefusedIds = RefusedIds()
    compass: RefusedCompass = RefusedCompass()
    reading: RefusedReading = RefusedReading()
    counters: RefusedCounters = RefusedCounters()
    words: RefusedWords = RefusedWords()
    structure: RefusedStructure = RefusedStructure()
    pronoun: RefusedPronoun = RefusedPronoun()
