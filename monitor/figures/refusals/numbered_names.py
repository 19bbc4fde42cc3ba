"""Numbers that name things: articles, pages, lists, roads, "le 115"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate
from monitor.figures.refusals.gapped_clauses import is_gapped
from monitor.language import Language
from monitor.language.noun_forms import NounForms
from monitor.language.phrases import among_lexemes

_MEASURED = frozenset({"percent", "currency", "points"})  #: kinds of units of what is no name
_NAMING = frozenset({Form.DIGITS, Form.WORDS, Form.RANGE})
_BRACKETS = frozenset("()[],")
_SEPARATORS = HYPHENS | frozenset(",/&")
_MOST_LISTED = 4  #: numbers of one list before a number
_LONGEST_LISTED = 4  #: digits of each: "trains 2417 and 2419"
_LAW_REACH = 12  #: lexemes from a law's part back to its word
_FEW = 10  #: what nouns stacked on a name may be more than: "phase 2 trials"


def numbered(number: Candidate) -> str | None:
    """Tell a number that names the thing before it: "Article 50", "page 3", "Pillar 2", "table 1", "version 3"."""
    if not _may_be_numbering(number):
        return None
    if number.bare and _under_law(number):
        return "article"
    line, at = number.line, _before_listed(number)
    if line.text(at) == "." and line.is_word(at - 1):
        at -= 1
        if _is_law_letter(number, at):
            return "article"
        if len(line.texts[at]) > _LONGEST_CUT:
            return None
    if not line.is_word(at) or (number.token.unit is not None and not line.capital(at)):
        return None
    return _named_by(number, at)


def page_of_pages(number: Candidate) -> str | None:
    """Tell the page that a footer counts as if it were a share: "Seite 1 von 2"."""
    return "page" if number.before in number.refusals.ids.page and number.word.isdecimal() else None


def _may_be_numbering(number: Candidate) -> bool:
    token = number.token
    return token.form in _NAMING and token.kind not in _MEASURED and not token.scaled


_LONGEST_CUT = 4  #: letters of a word that is cut with a point: "Abs. 2", "Reg. 5"


def _is_law_letter(number: Candidate, at: int) -> bool:
    """Whether a letter for a part of a law, and its point, stand apart from the number: "L. 511-1"."""
    line = number.line
    return line.texts[at] in number.refusals.ids.law_letters and line.capital(at) and not line.glued(number.first)


def _under_law(number: Candidate) -> bool:
    """Whether brackets or a list lead back to a law's part: "regulations 4(2) and 7", "paragraph (1)(b)"."""
    line, at, listing = number.line, number.first - 1, number.refusals.words.listing
    if number.before != "(" and not (number.before in listing and line.text(at - 1) == ")"):
        return False
    for _ in range(_LAW_REACH):
        if not _is_part_of_law(line, at) and line.text(at) not in listing:
            break
        at -= 1
    return line.text(at) in number.refusals.ids.law and not number.counts


def _is_part_of_law(line: Line, at: int) -> bool:
    """Whether a bracket, a small number or a letter stands *at*."""
    word = line.text(at)
    return word in _BRACKETS or (line.is_number(at) and len(word) < 4) or (line.is_word(at) and len(word) == 1)


def _before_listed(number: Candidate) -> int:
    """Pass "1 and", "2, 3 and" back to the word that the whole list belongs to."""
    line, listing, at = number.line, number.refusals.words.listing, number.first - 1
    for _ in range(_MOST_LISTED):
        link = line.text(at)
        if link not in _SEPARATORS and link not in listing:
            break
        if (
            not line.is_number(at - 1)
            or not line.texts[at - 1].isdecimal()
            or len(line.texts[at - 1]) > _LONGEST_LISTED
        ):
            break
        at -= 2
    return at


def _named_by(number: Candidate, at: int) -> str | None:
    """Return the reason that the noun *at* gives, which stands before the number or the list that it ends."""
    if at < number.first - 1 and number.counts:
        return None
    if at == number.first - 1 and not number.line.capital(at) and is_gapped(number, at):
        return None
    counted = _is_counted(number, at)
    for names, reason, certain in _NAMINGS:
        if (certain or not counted) and names(number, at):
            return reason
    return None


def _is_law(number: Candidate, at: int) -> bool:
    return (number.bare or "." in number.word) and _listed(number.refusals.ids.law, number, at)


def _is_counted(number: Candidate, at: int) -> bool:
    """Whether the number counts a plural after it, which is not stacked on the name: "phase 2 trials"."""
    if not number.counts:
        return False
    if not _stacks(number.language):
        return True
    value = number.token.value
    stacked = value is not None and value <= _FEW and not _many(number.line, at, number.language)
    return not stacked and not number.line.capital(at)


def _is_last_page(number: Candidate, at: int) -> bool:
    """Whether the number says of how many pages one is: "page 3 of 8"."""
    line = number.line
    paged = line.is_number(at - 1) and line.text(at - 2) in number.refusals.ids.page
    return paged and line.texts[at] in number.refusals.words.of and number.bare


def _is_page(number: Candidate, at: int) -> bool:
    """Whether the noun *at* says that a page is meant: "page 3", "p. 3"."""
    short = len(number.line.texts[at]) <= 2 and not number.line.glued(number.first) and number.before != "."
    return not short and number.bare and _listed(number.refusals.ids.page, number, at)


def _is_version(number: Candidate, at: int) -> bool:
    return _listed(number.refusals.ids.version, number, at)


def _is_road(number: Candidate, at: int) -> bool:
    """Whether one capital inside the sentence is the class of a road: "die L 202"."""
    line = number.line
    if line.texts[at] not in number.refusals.ids.roads or not line.capital(at) or not number.bare:
        return False
    return at > 0 and line.text(at - 1) not in {".", ":", "!", "?"} and at == number.first - 1


def _is_in_list(number: Candidate, at: int) -> bool:
    """Whether the noun *at* is one of things that a text numbers: "table 2", "step 3"."""
    return _listed(number.refusals.ids.list, number, at) and _may_name(number, at)


def _is_name(number: Candidate, at: int) -> bool:
    """Whether the noun *at* is one whose number is a name, or a compound of one: "Pillar 2", "Warnstufe 2"."""
    ids = number.refusals.ids
    named = _listed(ids.name, number, at) or (bool(ids.endings) and number.line.texts[at].endswith(ids.endings))
    return named and _may_name(number, at)


def _is_branded(number: Candidate, at: int) -> bool:
    """Whether the name *at* stands between such a noun and its number: "los trenes Avant 8072 y 8082"."""
    line, ids = number.line, number.refusals.ids
    if at == 0 or number.counts or number.language.nouns.capital or number.token.form is Form.WORDS:
        return False
    return line.capital(at) and number.bare and _listed(ids.name, number, at - 1)


def _is_phrase(number: Candidate, at: int) -> bool:
    """Whether words that end *at* make a name of the number, whatever stands behind it: "World War 2 veterans"."""
    named = among_lexemes(number.refusals.ids.phrases).ending(number.line.texts, at) is not None
    return named and number.bare and number.line.capital(at)


#: What the noun before a number makes of it, in order; whether it does so though a plural follows, which could be
#: counted: nobody counts by "page" or "version".
_NAMINGS: tuple[tuple[Callable[[Candidate, int], bool], str, bool], ...] = (
    (_is_phrase, "name", True),
    (_is_law, "article", False),
    (_is_last_page, "page", False),
    (_is_page, "page", True),
    (_is_version, "version", True),
    (_is_road, "name", False),
    (_is_in_list, "list_number", False),
    (_is_name, "name", False),
    (_is_branded, "name", False),
)


def _may_name(number: Candidate, at: int) -> bool:
    """Whether a number can be the name of one thing that the noun *at* is of."""
    line = number.line
    if number.token.form is Form.WORDS and not line.capital(at):
        return False
    if _indefinite(line, at, number.language) or not _is_written_as_name(number, at):
        return False
    return at == number.first - 1 or line.is_number(number.first - 2) or line.text(at + 1) == "."


def _is_written_as_name(number: Candidate, at: int) -> bool:
    """Whether a number is bare, a word, a decimal of a part, or after "number" with its thousands parted."""
    token = number.token
    if number.bare or token.form is Form.WORDS:
        return True
    ids, noun = number.refusals.ids, number.line.texts[at]
    if token.form is Form.DIGITS and (noun in ids.numero or noun in ids.rooms):
        return True
    return token.value is not None and token.value < 100 and "." in number.word


def _listed(words: frozenset[str], number: Candidate, at: int) -> bool:
    """Whether the noun *at* is one of *words*, or a plural of one before a list: "weeks 11 and 12"."""
    line, nouns = number.line, number.language.nouns
    if line.texts[at] in words:
        return True
    if nouns.capital and not line.capital(at):
        return False  # no noun: "bilden 300 aus" is no "Bild 300"
    lists = at < number.first - 1 or number.token.form is Form.RANGE or _list_follows(number)
    return lists and nouns.forms.singular(line.texts[at]) in _singulars(words, nouns.forms)


@cache
def _singulars(words: frozenset[str], forms: NounForms) -> frozenset[str]:
    return frozenset(map(forms.singular, words))


def _indefinite(line: Line, at: int, language: Language) -> bool:
    """Whether any one of its kind is meant, which has no number: "une cellule 110 euros"; but "a phase 2 trial"."""
    return line.text(at - 1) in language.numbers.articles and not _stacks(language)


def _list_follows(number: Candidate) -> bool:
    listed = number.after in number.refusals.words.listing or number.after in {",", "/"}
    return listed and number.line.is_number(number.last + 1)


def _many(line: Line, at: int, language: Language) -> bool:
    """Whether the noun *at* is a plural, which no single number names."""
    word = line.texts[at]
    return word.endswith(language.refusals.words.plural_endings) and language.nouns.forms.singular(word) != word


def _stacks(language: Language) -> bool:
    """Whether nouns stand unjoined before nouns, so that a plural may follow a name: "phase 2 trials"."""
    return not language.nouns.capital and not language.nouns.adjectives_follow


_LAST_HOUR = 24
_MOST_OF_ARTICLE = 10000  #: below it an article of the singular makes a name of a number: "le 115"
_MOST_OF_VERB = 1000000  #: and below this one a verb of the singular does


def singular(number: Candidate) -> str | None:
    """Tell a number that grammar treats as one thing, by its article or its verb: "le 115", "the 119 was called"."""
    value = number.token.value
    if not number.bare or value is None or not 2 <= value < _MOST_OF_VERB or len(number.word) < 2:
        return None
    if not (value < _MOST_OF_ARTICLE and _has_singular_article(number)) and not _has_singular_verb(number):
        return None
    kept = number.year_like or number.counts or number.line.is_number(number.last)
    return None if kept else "name"


def _has_singular_article(number: Candidate) -> bool:
    if number.before in number.refusals.times.hour_articles:
        return number.token.value is not None and number.token.value <= _LAST_HOUR  # "frente a las 60 de mayo"
    return number.before in number.refusals.words.singular


def _has_singular_verb(number: Candidate) -> bool:
    words = number.refusals.words
    return number.after in words.singular_verbs and (number.first == 0 or number.before in words.definite)
