"""Numbers that name things: articles, pages, telephones, addresses, "NHS 111"; and scores and file sizes."""

from __future__ import annotations

from monitor.figures.beside import plural_follows
from monitor.figures.cardinals import HYPHENS, Form
from monitor.figures.dates import is_bare, is_year_like
from monitor.figures.lexemes import SYMBOL, Line
from monitor.figures.measures import find
from monitor.figures.quantities import Token
from monitor.language import Language

_FILES = frozenset(
    {"pdf", "csv", "xls", "xlsx", "ods", "odt", "doc", "docx", "zip", "xml", "json", "ppt", "pptx", "html", "txt"}
    | {"jpg", "jpeg", "png", "mp3", "mp4", "ko", "mo", "kb", "mb"}
)


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
    line, ids, words = token.line, language.refusals.ids, _forms(token.line, at, language)
    stacked = token.value is not None and token.value <= 10 and not _many(line, at, language)
    counted = not (stacked and _stacks(language)) and plural_follows(line, token.last, language)
    counted = counted and not (line.capital(at) and _stacks(language))
    if at < token.first - 1 and plural_follows(line, token.last, language):
        return None
    if not ids.law.isdisjoint(words) and (is_bare(token) or "." in line.texts[token.first]):
        return "article" if not counted else None
    if not ids.page.isdisjoint(words) and is_bare(token):
        short = len(line.texts[at]) <= 2 and not line.glued(token.first) and line.text(token.first - 1) != "."
        return None if short else "page"
    if not ids.version.isdisjoint(words):
        return "version"
    if _is_road(token, at, language):
        return "name" if not counted else None
    spoken = token.form is Form.WORDS and not line.capital(at)
    if spoken or counted or not _names(token, at, language):
        return None
    if not ids.list.isdisjoint(words):
        return "list_number"
    named = not ids.name.isdisjoint(words) or (ids.endings and line.texts[at].endswith(ids.endings))
    return "name" if named else None


def _names(token: Token, at: int, language: Language) -> bool:
    """Whether a number is written as names are: bare, a decimal of a part, after "number" with its thousands parted."""
    line = token.line
    small = token.value is not None and token.value < 100 and "." in line.texts[token.first]
    numbered = line.texts[at] in language.refusals.ids.numero and token.integer and token.form is Form.DIGITS
    if not (token.form is Form.WORDS or is_bare(token) or small or numbered):
        return False
    return at == token.first - 1 or line.is_number(token.first - 2) or line.text(at + 1) == "."


def _forms(line: Line, at: int, language: Language) -> tuple[str, ...]:
    """Return the noun *at* as it stands, and its singular: "weeks 11 and 12" are two weeks, each with its number."""
    word = line.texts[at]
    single = language.nouns.forms.singular(word)
    return (word,) if single == word else (word, single)


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
    streets = language.refusals.ids.address_after
    if line.is_word(first - 1) and line.texts[first - 1].endswith(language.refusals.ids.street_endings):
        return "address"
    if line.text(first - 1) in language.refusals.ids.address_before or _in_street(line, first, last, language):
        return "address"
    after = last + 1 if line.text(last) == "," else last
    if line.text(after) in streets and not line.capital(after):
        return "address" if language.refusals.ids.street_first else None
    if line.text(last) in language.refusals.ids.street_names:
        return "address"
    if line.capital(last):
        for at in range(last + 1, min(last + 4, len(line))):
            if not line.capital(at):
                break
            if line.texts[at] in streets:
                return "address"
    text = line.texts[first]
    if len(text) == 5 and line.capital(last) and _parts_address(line.text(first - 1), language):
        return "postcode"
    return None


def _in_street(line: Line, first: int, last: int, language: Language) -> bool:
    """Whether a street whose kind stands before its name precedes: "calle Cabestro, 9", "calle 8 de Mayo 3"."""
    ids, words = language.refusals.ids, language.words
    if not ids.street_before or (line.is_word(last) and not line.capital(last)):
        return False
    end = first - 1 if line.text(first - 1) == "," else first
    for at in range(end - 1, max(-1, end - 8), -1):
        if line.texts[at] in ids.street_before:
            return at < end - 1
        within = line.texts[at] in words.of or line.texts[at] in words.articles or line.texts[at] == "/"
        if not (within or line.capital(at) or line.is_number(at)):
            return False
    return False


def _parts_address(before: str, language: Language) -> bool:
    return before in {",", "-", "–", "", "("} or before in language.refusals.ids.postcode_before


def file_or_reading(token: Token, language: Language) -> str | None:
    """Tell a download's size, the time it takes to read a page, the number of comments under it."""
    line, first, last = token.line, token.first, token.last
    if token.kind == "data":
        near = [line.text(place) for place in (*range(max(0, first - 3), first), *range(last, last + 3))]
        return "file_size" if "(" in near or ")" in near or not _FILES.isdisjoint(near) or len(line) <= 6 else None
    if token.kind == "time" and token.unit == "min":
        after = " ".join(line.texts[last - 1 : last + 2])
        before = line.text(first - 2 if line.text(first - 1) == ":" else first - 1)
        read = before in language.refusals.reading.before
        read = read or any(after.startswith(phrase) for phrase in language.refusals.reading.after)
        return "reading_time" if read else None
    if line.text(last) in language.refusals.ids.page and _in_brackets(line, first):
        return "structure"  # "(PDF, 84 pages)"
    small = token.kind == "" and first <= 1 and len(line) <= 6
    if small and line.text(last) in language.refusals.reading.comments:
        return "comment_count" if last + 2 >= len(line) or line.kinds[last + 1] == SYMBOL else None
    return None


def _in_brackets(line: Line, first: int) -> bool:
    """Whether brackets around a number name a kind of file."""
    for at in range(first - 1, max(-1, first - 10), -1):
        if line.texts[at] in _FILES:
            return True
        if line.texts[at] in {"(", ")", "["}:
            return False
    return False


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
    if not is_bare(token) or token.value is None or token.value > 2999 or not line.capital(first - 1):
        return None
    if line.glued(first) or plural_follows(line, last, language) or _verb_follows(line, last, language):
        return None
    word = line.texts[first - 1]
    begins = first == 1 or line.text(first - 2) in {".", "!", "?", ":", "•", "-", "–", "“", "«"}
    acronym = line.original(first - 1).isupper() and (len(word) >= 2 or line.text(first - 2) == "&")
    if word in language.refusals.words.sentence_starts or word in language.calendar.months:
        return None
    if find(language.units.after, line, first - 1) is not None:
        return None
    if (begins or language.nouns.capital) and not acronym:
        return None
    placed = line.text(first - 2) in language.refusals.dates.places
    return None if placed and line.is_word(last) and not acronym else "name"


def singular(token: Token, language: Language) -> str | None:
    """Tell a number that an article in the singular makes a name: "le 115 a reçu", "le 93"."""
    line, first, last = token.line, token.first, token.last
    if line.text(first - 1) not in language.refusals.words.singular or not is_bare(token):
        return None
    if token.value is None or not 2 <= token.value < 10000 or is_year_like(token) or len(line.texts[first]) < 2:
        return None
    return None if plural_follows(line, last, language) or line.is_number(last) else "name"


def _verb_follows(line: Line, at: int, language: Language) -> bool:
    return line.text(at) in language.refusals.words.plural_verbs
