"""Numbers that name things: articles, pages, telephones, addresses, "NHS 111"; and scores and file sizes."""

from __future__ import annotations

from functools import cache

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.measures import find
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.calendar import is_bare, is_year_like
from monitor.language import Language
from monitor.language.noun_forms import NounForms


def numbered(token: Token, language: Language) -> str | None:
    """Tell a number that names the thing before it: "Article 50", "page 3", "Pillar 2", "table 1", "version 3"."""
    line, first = token.line, token.first
    if (
        token.kind in {"percent", "currency", "points"}
        or token.scaled
        or token.form not in {Form.DIGITS, Form.WORDS, Form.RANGE}
    ):
        return None
    if is_bare(token) and _under_law(token, language):
        return "article"
    at = _before_listed(line, first, language)
    word = line.text(at)
    if word == "." and line.is_word(at - 1):
        at -= 1
        word = line.texts[at]
        if len(word) > 4:
            return None
        if word in language.refusals.ids.law_letters and line.capital(at) and not line.glued(first):
            return "article"
    if not line.is_word(at) or (token.unit is not None and not line.capital(at)):
        return None
    return _named_by(token, at, language)


def _under_law(token: Token, language: Language) -> bool:
    """Whether brackets or a list lead back to a law's part: "regulations 4(2) and 7", "paragraph (1)(b)"."""
    line, at = token.line, token.first - 1
    if line.text(at) != "(" and not (line.text(at) in language.refusals.words.listing and line.text(at - 1) == ")"):
        return False
    for _ in range(12):
        word = line.text(at)
        part = word in _BRACKETS or (line.is_number(at) and len(word) < 4) or (line.is_word(at) and len(word) == 1)
        if not part and word not in language.refusals.words.listing:
            break
        at -= 1
    return line.text(at) in language.refusals.ids.law and not plural_follows(line, token.last, language)


_BRACKETS = frozenset("()[],")


def _before_listed(line: Line, first: int, language: Language) -> int:
    """Pass "1 and", "2, 3 and" back to the word that the whole list belongs to."""
    at = first - 1
    for _ in range(4):
        if (
            line.text(at) in {",", "/", "&"}
            or line.text(at) in HYPHENS
            or line.text(at) in language.refusals.words.listing
        ) and (line.is_number(at - 1) and line.texts[at - 1].isdecimal() and len(line.texts[at - 1]) < 4):
            at -= 2
        else:
            break
    return at


def _named_by(token: Token, at: int, language: Language) -> str | None:
    line, ids = token.line, language.refusals.ids
    stacked = token.value is not None and token.value <= 10 and not _many(line, at, language)
    counted = not (stacked and _stacks(language)) and plural_follows(line, token.last, language)
    counted = counted and not (line.capital(at) and _stacks(language))
    if at < token.first - 1 and plural_follows(line, token.last, language):
        return None
    if _listed(ids.law, token, at, language) and (is_bare(token) or "." in line.texts[token.first]):
        return "article" if not counted else None
    if is_bare(token) and _is_page(token, at, language, counted=counted):
        return "page"
    if _listed(ids.version, token, at, language):
        return "version"
    if _is_road(token, at, language):
        return "name" if not counted else None
    spoken = token.form is Form.WORDS and not line.capital(at)
    if spoken or counted or _indefinite(line, at, language) or not _names(token, at, language):
        return None
    if _listed(ids.list, token, at, language):
        return "list_number"
    named = _listed(ids.name, token, at, language) or (ids.endings and line.texts[at].endswith(ids.endings))
    return "name" if named else None


def _is_page(token: Token, at: int, language: Language, *, counted: bool) -> bool:
    """Whether the noun *at* says that a page is meant: "page 3", "p. 3", and of how many: "page 3 of 8"."""
    line, ids = token.line, language.refusals.ids
    if line.texts[at] in language.refusals.words.of and line.is_number(at - 1) and line.text(at - 2) in ids.page:
        return not counted
    short = len(line.texts[at]) <= 2 and not line.glued(token.first) and line.text(token.first - 1) != "."
    return _listed(ids.page, token, at, language) and not short


def _names(token: Token, at: int, language: Language) -> bool:
    """Whether a number is written as names are: bare, a decimal of a part, after "number" with its thousands parted."""
    line = token.line
    small = token.value is not None and token.value < 100 and "." in line.texts[token.first]
    numbered = line.texts[at] in language.refusals.ids.numero and token.form is Form.DIGITS
    if not (token.form is Form.WORDS or is_bare(token) or small or numbered):
        return False
    return at == token.first - 1 or line.is_number(token.first - 2) or line.text(at + 1) == "."


def _listed(words: frozenset[str], token: Token, at: int, language: Language) -> bool:
    """Whether the noun *at* is one of *words*, or a plural of one before a list: "weeks 11 and 12"."""
    line, forms = token.line, language.nouns.forms
    if line.texts[at] in words:
        return True
    if language.nouns.capital and not line.capital(at):
        return False  # no noun: "bilden 300 aus" is no "Bild 300"
    lists = at < token.first - 1 or token.form is Form.RANGE or _list_follows(line, token.last, language)
    return lists and forms.singular(line.texts[at]) in _singulars(words, forms)


@cache
def _singulars(words: frozenset[str], forms: NounForms) -> frozenset[str]:
    return frozenset(map(forms.singular, words))


def _indefinite(line: Line, at: int, language: Language) -> bool:
    """Whether any one of its kind is meant, which has no number: "une cellule 110 euros"; but "a phase 2 trial"."""
    return line.text(at - 1) in language.numbers.articles and not _stacks(language)


def _list_follows(line: Line, at: int, language: Language) -> bool:
    return line.is_number(at + 1) and (line.text(at) in language.refusals.words.listing or line.text(at) in {",", "/"})


def _many(line: Line, at: int, language: Language) -> bool:
    """Whether the noun *at* is a plural, which no single number names."""
    word = line.texts[at]
    return word.endswith(language.refusals.words.plural_endings) and language.nouns.forms.singular(word) != word


def _stacks(language: Language) -> bool:
    """Whether nouns stand unjoined before nouns, so that a plural may follow a name: "phase 2 trials"."""
    return not language.nouns.capital and not language.nouns.adjectives_follow


def _is_road(token: Token, at: int, language: Language) -> bool:
    """Whether one capital inside the sentence is the class of a road: "die L 202"."""
    line = token.line
    inside = at > 0 and line.text(at - 1) not in {".", ":", "!", "?"} and at == token.first - 1
    return inside and line.texts[at] in language.refusals.ids.roads and line.capital(at) and is_bare(token)


def place(token: Token, language: Language) -> str | None:
    """Tell a house number and a postcode."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token):
        return None
    after = last + 1 if line.text(last) == "," else last
    if _in_street(line, first, last, language):
        return "address"
    if line.text(after) in language.refusals.ids.address_after and not line.capital(after):
        return "address" if language.refusals.ids.street_first else None
    if _street_follows(line, last, language):
        return "address"
    text = line.texts[first]
    if len(text) == 5 and line.capital(last) and _parts_address(line.text(first - 1), language):
        return "postcode"
    return "postcode" if len(text) == 4 and _after_street(line, first, language) else None


def _in_street(line: Line, first: int, last: int, language: Language) -> bool:
    """Whether what stands right beside a number makes it a house's: "Hauptstraße 12", "9 rue des Cordiers"."""
    before, ids = line.text(first - 1), language.refusals.ids
    if line.is_word(first - 1) and before.endswith(ids.street_endings):
        return True
    if _after_box(line, first, language) or line.text(last) in ids.streets:
        return True
    return _before_postcode(line, first, last) or _after_kind(line, first, last, language)


def _after_box(line: Line, first: int, language: Language) -> bool:
    """Whether a number, or a row of them, stands after what has a number as its address: "Postfach 10 44 20"."""
    at = first - 1
    while first - at < _GROUPS and line.is_number(at):
        at -= 1
    return line.text(at) in language.refusals.ids.address_before


_GROUPS = 5  #: of the digits of such an address, at most, with the word before


def _street_follows(line: Line, last: int, language: Language) -> bool:
    """Whether the name of a street follows, which ends with its kind: "10 Downing Street"."""
    if line.text(last) in language.refusals.ids.street_names:
        return True
    for at in range(last, min(last + 4, len(line))):
        if not line.capital(at):
            return False
        if at > last and line.texts[at] in language.refusals.ids.address_after:
            return True
    return False


def _before_postcode(line: Line, first: int, last: int) -> bool:
    """Whether a postcode and a town follow a house's number: "Am Wall 40, 39124 Osterfelde"."""
    behind = line.text(last) == "," and line.is_number(last + 1) and len(line.texts[last + 1]) == 5
    return behind and line.texts[last + 1].isdecimal() and line.capital(last + 2) and line.capital(first - 1)


def _after_street(line: Line, first: int, language: Language) -> bool:
    """Whether a street, its number and a comma stand before: "Bachgasse 12, 3004 Altwil"; four digits in AT, BE, CH."""
    if line.text(first - 1) != "," or not line.is_number(first - 2) or not line.capital(first + 1):
        return False
    ids = language.refusals.ids
    for at in range(first - 3, max(-1, first - 7), -1):
        word = line.texts[at]
        if (ids.street_endings and word.endswith(ids.street_endings)) or word in ids.address_after:
            return True
        if not line.is_word(at):
            return False
    return False


def _after_kind(line: Line, first: int, last: int, language: Language) -> bool:
    """Whether a street whose kind stands before its name precedes: "calle Cabestro, 9", "calle 8 de Mayo 3"."""
    ids, words = language.refusals.ids, language.words
    if not ids.street_before or (line.is_word(last) and not line.capital(last)):
        return False
    end = first - 1 if line.text(first - 1) == "," else first
    for at in range(end - 1, max(-1, end - 8), -1):
        if line.texts[at] in ids.street_before:
            return at < end - 1
        short = line.texts[at] == "." and line.text(at - 1) in ids.street_before  # "Av. Reforma 1420"
        within = short or line.texts[at] in words.of or line.texts[at] in words.articles or line.texts[at] == "/"
        if not (within or line.capital(at) or line.is_number(at)):
            return False
    return False


def _parts_address(before: str, language: Language) -> bool:
    return before in {",", "-", "–", "", "("} or before in language.refusals.ids.postcode_before


def score(token: Token, language: Language) -> str | None:
    """Tell the score of a game: a small range among words of winning."""
    line = token.line
    if token.form is not Form.RANGE or token.kind or token.high is None or token.high > 30 or not is_bare(token):
        return None
    if line.text(token.first + 1) not in HYPHENS:
        return None
    near = (
        line.text(place) for place in (*range(max(0, token.first - 3), token.first), *range(token.last, token.last + 2))
    )
    return "score" if not language.refusals.scores.isdisjoint(near) else None


def called(token: Token, language: Language) -> str | None:
    """Tell a proper name that ends with a number: a capital before it, nothing counted after ("NHS 111")."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token) or token.value is None or not line.capital(first - 1):
        return None
    if line.glued(first) or plural_follows(line, last, language) or _verb_follows(line, last, language):
        return None
    word = line.texts[first - 1]
    begins = first == 1 or line.text(first - 2) in {".", "!", "?", ":", "•", "-", "–", "“", "«"}
    acronym = line.original(first - 1).isupper() and (len(word) >= 2 or line.text(first - 2) == "&")
    if token.value > _NAMED and (begins or not acronym or not line.texts[first].isdecimal()):
        return None  # a register's number, perhaps: "Vereinsregister VR 7731"
    if word in language.refusals.words.sentence_starts or word in language.calendar.months:
        return None
    if find(language.units.after, line, first - 1) is not None:
        return None
    if (begins or language.nouns.capital) and not acronym:
        return None
    placed = line.text(first - 2) in language.refusals.dates.places
    return None if placed and line.is_word(last) and not acronym else "name"


_NAMED = 2999  #: the greatest number that names: years, models, helplines


def titled(token: Token, _language: Language) -> str | None:
    """Tell a number that ends a quoted name: „Marisol 2“."""
    line, first, last = token.line, token.first, token.last
    if line.text(last) not in _CLOSING or not line.glued(last) or not is_bare(token):
        return None
    for at in range(first - 1, max(-1, first - 5), -1):
        if line.text(at) in _OPENING and line.glued(at + 1):
            return "name" if at < first - 1 else None
        if not line.capital(at):
            return None
    return None


_OPENING = frozenset('"“„«‚‘»')
_CLOSING = frozenset("\"“”»«‘’'")


def singular(token: Token, language: Language) -> str | None:
    """Tell a number that grammar treats as one thing, by its article or its verb: "le 115", "the 119 was called"."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token) or token.value is None or not 2 <= token.value < 1000000 or len(line.texts[first]) < 2:
        return None
    words = language.refusals.words
    single = line.text(first - 1) in words.singular
    begins = line.text(first - 1) in words.definite or first == 0
    if (single and token.value < 10000) or (begins and line.text(last) in words.singular_verbs):
        kept = is_year_like(token) or plural_follows(line, last, language) or line.is_number(last)
        return None if kept else "name"
    return None


def _verb_follows(line: Line, at: int, language: Language) -> bool:
    return line.text(at) in language.refusals.words.plural_verbs
