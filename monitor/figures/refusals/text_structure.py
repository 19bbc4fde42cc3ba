"""Numbers that count the text's own parts, its method or nothing at all: "five main points", "one of the", idioms."""

from __future__ import annotations

from functools import cache

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate
from monitor.language import Language, Phrases, lexing
from monitor.language.phrases import among_lexemes
from monitor.model import BlockKind

_MOST_PARTS = 20
_LONGEST_SCALE = 4  #: lexemes of "thousands of euros"
_TITLE = 12  #: lexemes of a caption that ends with its unit: "Arrivals by month, thousands"
_LAST_NAME = 366  # days of a year: the highest number by which tables call their rows and columns
_OF_PLANS = frozenset({"points", "times"})  #: kinds of units that a text has of its own: "a five-point plan"
_COUNTED = _OF_PLANS | {""}
_BRACKETS = frozenset({("(", ")"), ("[", "]")})
_STOPS = frozenset(".,;:")


def ordinal(_number: Candidate) -> str:
    """Tell "first", "22nd"."""
    return "ordinal"


def pointed(number: Candidate) -> str | None:
    """Tell an ordinal by the point after it and the noun that follows: "4. Stock"."""
    token = number.token
    if number.after != "." or not number.touches or token.form is not Form.DIGITS or token.unit is not None:
        return None
    return "ordinal" if number.line.text(number.last + 1) in number.refusals.words.ordinal_nouns else None


def once(_number: Candidate) -> str:
    """Tell how often something is done, not how many things there are."""
    return "structure"


def script(_number: Candidate) -> str:
    """Tell digits of another script, whose groups and marks are not ours to read: "١٬٢٣٤"."""
    return "script"


def suspicious(number: Candidate) -> str | None:
    """Tell a number that characters in it or beside it let look like another one."""
    return "suspicious_chars" if number.line.is_suspicious(number.token.start, number.token.end) else None


def marginal(number: Candidate) -> str | None:
    """Tell a number in the margin of a page: the page's own, or one that all pages repeat."""
    return "page" if number.where.margin else None


def base(number: Candidate) -> str | None:
    """Tell what a rate is told of: "per 100,000"."""
    return "rate" if number.token.base else None


def header_scale(number: Candidate) -> str | None:
    """Tell what the numbers below a header or a title are told in: "$ thousands", "Arrivals (thousands)"."""
    if number.token.form is not Form.VAGUE:
        return None
    return "structure" if number.where.header or _is_unit_of_title(number) else None


def _is_unit_of_title(number: Candidate) -> bool:
    """Whether it stands alone in brackets in a heading, or as the last word of one, of a caption, of a line below."""
    if (number.before, number.after) in _BRACKETS:
        return number.where.kind is BlockKind.HEADING or number.last == len(number.line) - 1
    return number.before == "," and number.last == len(number.line) <= _TITLE


def confidence(number: Candidate) -> str | None:
    """Tell how sure a statistic is of its bounds: "95% CI", "95 %-Konfidenzintervall"."""
    token = number.token
    if token.unit != "%" or token.value not in _SURE:
        return None
    line, words = number.line, among_lexemes(number.refusals.structure.confidence)
    after = number.last + (line.text(number.last) in HYPHENS)
    behind = words.at(line.texts, after)
    if behind is not None:
        return None if _goes_on(line, after + behind[0]) else "structure"  # "95 % KI-Anteil"
    before = number.first - 1
    before -= line.text(before) in number.language.words.prepositions or line.text(before) in number.refusals.words.of
    return "structure" if words.ending(line.texts, before) is not None else None


def _goes_on(line: Line, at: int) -> bool:
    """Whether a hyphen ties more to the word before *at*."""
    return line.text(at) in HYPHENS and line.glued(at) and line.glued(at + 1)


_SURE = frozenset({80, 90, 95, 99})


def header_factor(number: Candidate) -> str | None:
    """Tell the thousand that numbers are told in: "Menge in 1.000 t" of a header, "£000" anywhere."""
    token = number.token
    if token.value is None:
        return None
    zeros = token.value == 0 and token.line.string[token.number_start : token.number_end] == _ZEROS
    if not number.where.header:
        return "structure" if zeros and not number.where.cell else None
    zeros = token.value == 0 and _ZEROS in token.surface
    return "structure" if zeros or (token.value in _THOUSANDS and token.kind != "currency") else None


_ZEROS = "000"  #: of a thousand: "£000s"
_THOUSANDS = frozenset({1000, 10**6})


def header_number(number: Candidate) -> str | None:
    """Tell what a row or column of a table is called by: its week, day, rank or age, as in a header "7" or "<1"."""
    if not (number.where.header and number.bare) or number.top is None or number.top > _LAST_NAME:
        return None
    beside = (*range(number.first), *range(number.last, len(number.line)))
    return None if any(number.line.is_word(at) or number.line.is_number(at) for at in beside) else "list_number"


def table_unit(number: Candidate) -> str | None:
    """Tell what a table's numbers are told in, of no number itself: "Accounts, in thousands of euros"."""
    line, first, last, headers = number.line, number.first, number.last, number.language.headers
    if number.before not in headers.in_ or number.word not in headers.factors or last - first > _LONGEST_SCALE:
        return None
    opened = first == 1 or not line.is_word(first - 2)
    closed = last >= len(line) or not line.is_word(last)
    return "structure" if opened and closed and not line.is_number(first) else None


def unsaid(number: Candidate) -> str:
    """Tell "hundred" of which nothing says how many ("the hundred or so"), or that is a name ("Thousand Oaks")."""
    line = number.line
    named = line.capital(number.first) and line.capital(number.last) and not number.language.nouns.capital
    return "name" if named else "unclear"


def idiom(number: Candidate) -> str | None:
    """Tell a set phrase around the number, from the word before it on."""
    phrases, texts, first = _idioms(number.language), number.line.texts, number.first
    begin = max(0, first - 4)
    if not phrases.begin_among(texts[begin : number.last]):
        return None  # nearly always, told fastest
    for at in range(begin, number.last):
        found = phrases.at(texts, at)
        if found is not None and at + found[0] > first:
            return found[1]
    return None


@cache
def _idioms(language: Language) -> Phrases[str]:
    """Return set phrases, and the reason that each gives."""
    idioms = [(phrase, "idiom") for phrase in language.refusals.idioms]
    pronouns = [(phrase, "pronoun") for phrase in language.refusals.pronoun.phrases]
    return Phrases((lexing.lexemes(phrase), reason) for phrase, reason in (*idioms, *pronouns))


def _is_copy(number: Candidate) -> bool:
    """Whether a participle of doubling is a thing: "Duplicado del carné", "el duplicado cuesta 5 €"."""
    numbers = number.language.numbers
    if not numbers.multiple_of:
        return False
    if number.first == 0:
        return number.after in numbers.multiple_of
    return number.before in numbers.multiple_after | numbers.multiple_not_after


def multiple(number: Candidate) -> str | None:
    """Tell "double" as a kind of thing ("a double room") from a multiple ("double the population")."""
    word, numbers = number.word, number.language.numbers
    if word in numbers.multiple_verbs:
        return "idiom" if _is_copy(number) else None
    if word in numbers.times_words:
        return None if number.after in numbers.multiple_before else "structure"
    if number.hyphened:
        return "idiom"
    if not number.line.is_word(number.last) or number.after in numbers.multiple_before:
        return "idiom" if number.before in numbers.multiple_not_after else None
    return None if number.before in numbers.multiple_after else "idiom"


def half(number: Candidate) -> str | None:
    """Tell halves that are not shares: "the first half", "half-hourly"."""
    numbers = number.language.numbers
    if number.line.texts[number.last - 1] not in numbers.halves:
        return None
    if number.before in numbers.ordinals or number.before in number.refusals.structure.other_half:
        return "structure"
    return "idiom" if number.hyphened else None


def pronoun(number: Candidate) -> str | None:
    """Tell "one" that stands for a thing named before, or for people in general."""
    if not _is_one(number):
        return None
    refusals = number.refusals
    if number.before in refusals.pronoun.before or number.after in refusals.pronoun.after:
        return "pronoun"
    if number.before in refusals.structure.than:
        return "structure"
    counted = number.line.is_word(number.last) or number.before in refusals.dates.copulas or number.after == "("
    return None if counted else "pronoun"


def _is_one(number: Candidate) -> bool:
    """Whether it is the word "one", where that is no article."""
    token, numbers = number.token, number.language.numbers
    if token.form is not Form.WORDS or token.kind or number.last != number.first + 1:
        return False
    return number.word in numbers.one and number.word not in numbers.articles


def adjective(number: Candidate) -> str | None:
    """Tell a number word that is also an adjective, after its noun: "un bâtiment neuf"."""
    words, before = number.refusals.words, number.before
    if number.word not in words.adjectives or number.last != number.first + 1:
        return None
    if not number.line.is_word(number.first - 1) or number.counts:
        return None
    small = before in words.function or before in words.plural_verbs or before in words.sentence_starts
    return None if small else "idiom"


def counted_part(number: Candidate) -> str | None:
    """Tell a count of the text's own parts or method by its head noun: "five main points", "3 data sources"."""
    kind = number.token.kind
    if kind not in _COUNTED or not _may_count_parts(number):
        return None
    if _is_compound(number):
        return "structure"
    counted = _counts_points(number) if kind in _OF_PLANS else _counts_parts(number)
    return "structure" if counted else None


def _may_count_parts(number: Candidate) -> bool:
    top, token = number.top, number.token
    return top is not None and top <= _MOST_PARTS and token.integer and not token.sign


def _is_compound(number: Candidate) -> bool:
    """Whether a plan of so many points is meant, or a hyphen makes one word of it and its noun."""
    if number.token.kind == "points" and number.after in number.refusals.structure.plans:
        return True  # "a five-point plan", not "a five-point lead"
    if number.token.form is not Form.WORDS or not number.hyphened:
        return False
    return number.line.glued(number.last + 1) and number.line.is_word(number.last + 1)  # "a three-judge panel"


def _counts_points(number: Candidate) -> bool:
    """Whether "five points:" are the points of a text, rather than five points on a scale."""
    if number.token.unit != "point" or number.token.form is Form.RANGE:
        return False
    structure = number.refusals.structure
    return number.after == ":" or number.after in structure.announces or number.before in structure.introduces


def _counts_parts(number: Candidate) -> bool:
    structure = number.refusals.structure
    if number.after in number.refusals.words.of:
        return number.bare and _method_follows(number)
    if number.top == 1 and number.before in structure.than:
        return True
    head = _head(number)
    if head is None:
        return False
    word = number.line.texts[head]
    return word in structure.heads or (word in structure.soft and _introduced(number, head))


def _method_follows(number: Candidate) -> bool:
    """Whether "3 of the testing strategy pillars" counts parts."""
    heads, last = number.refusals.structure.heads, number.last
    line = number.line
    for at, word in enumerate(line.texts[last + 1 : last + 8], last + 1):
        if word in _STOPS or (line.values.get(at) or 0) > _MOST_PARTS:
            return False  # "3 des 48 chapitres": these are many
        if word in heads:
            return True
    return False


def _head(number: Candidate) -> int | None:
    """Return the last word of the noun phrase that it counts, at most five words on."""
    line, refusals, head = number.line, number.refusals, None
    for place in range(number.last, min(number.last + 5, len(line))):
        word = line.texts[place]
        if word in HYPHENS and line.glued(place):
            continue
        if not line.is_word(place) or word in refusals.words.function:
            break
        if _is_part(number, word) and _is_plural(word, number.language):
            ends = _is_part(number, line.text(place + 1)) or not plural_follows(line, place + 1, number.language)
            return place if ends else None
        head = place
    return head


def _is_part(number: Candidate, word: str) -> bool:
    """Whether *word* is a noun for parts of a text, or may be one."""
    structure = number.refusals.structure
    return word in structure.heads or word in structure.soft


def _is_plural(word: str, language: Language) -> bool:
    return word.endswith(language.refusals.words.plural_endings) or word in language.refusals.words.plurals


def _introduced(number: Candidate, head: int) -> bool:
    """Whether a noun that may count real things brings in the text's own: "the three areas", "four options:"."""
    words, following = number.refusals.structure.introduces, number.line.text(head + 1)
    if number.before in words or following == ":" or following in words:
        return True
    return not words.isdisjoint(number.line.texts[number.last : head])
