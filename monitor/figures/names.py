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


def phone(token: Token, language: Language) -> str | None:
    """Tell a telephone number: groups of digits that begin with 0 or +, or a short one after "call"."""
    line = token.line
    if not is_bare(token) and not (token.form in {Form.DIGITS, Form.RANGE} and token.kind == "" and token.integer):
        return None
    begin, end = _chain(line, token.first, token.last)
    groups = [text for text in line.texts[begin:end] if text[0].isdecimal()]
    digits = sum(map(len, groups))
    international = line.text(begin - 1) == "+" and end - begin > 1
    if digits >= 7 and (line.texts[begin].startswith("0") or international) and len(line.texts[begin]) <= 12:
        return "phone"
    if len(groups) > 3 and all(map(str.isdecimal, groups)) and sum(len(text) == 4 for text in groups) > 3:
        return "id"  # a card or account number
    near = not language.refusals.phones.before.isdisjoint(line.texts[max(0, token.first - 3) : token.first])
    if near and ((digits >= 7 and end - begin > 1) or (2 <= digits <= 6 and _is_short_number(token, language))):
        return "phone"
    if digits <= 6 and is_bare(token) and _called_with(line, token.first, language):
        return "phone" if not plural_follows(line, token.last, language) else None
    text = line.texts[token.first]
    coded = len(text) > 1 and text.startswith("0") and text.isdecimal()  # no count is written "007"
    long = digits >= 9 and not token.sign and end - begin == 1 and line.texts[begin].isdecimal()
    return "id" if coded or long else None


def _called_with(line: Line, first: int, language: Language) -> bool:
    """Whether a telephone number and "or" stand before: "call 0800 555 0199 or 101"."""
    at, listing = first - 1, language.refusals.words.listing
    if line.text(at) not in listing or not line.is_number(at - 1):
        return False
    while at > 0 and first - at < 9 and (line.is_number(at) or line.text(at) in listing or not line.is_word(at)):
        at -= 1
    return line.text(at) in language.refusals.phones.before


def _is_short_number(token: Token, language: Language) -> bool:
    line = token.line
    before = line.text(token.first - 1)
    direct = before in language.refusals.phones.before or before in language.refusals.phones.direct
    return direct and is_bare(token) and not plural_follows(line, token.last, language) and not is_year_like(token)


def _chain(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of the row of digit groups around a number, joined by spaces, hyphens, points or brackets."""
    begin, end = first, last
    for _ in range(6):
        if line.is_number(begin - 1):
            begin -= 1
        elif line.text(begin - 1) in {"-", ".", "(", ")", "‑"} and line.is_number(begin - 2):
            begin -= 2
        else:
            break
    for _ in range(6):
        if line.is_number(end):
            end += 1
        elif line.text(end) in {"-", ".", "(", ")", "‑"} and line.is_number(end + 1) and line.glued(end):
            end += 2
        else:
            break
    return begin, end


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
    line, word = token.line, token.line.texts[at]
    ids = language.refusals.ids
    few = token.value is not None and token.value <= 10
    counted = not few and plural_follows(line, token.last, language) and not line.capital(at)
    if at < token.first - 1 and plural_follows(line, token.last, language):
        return None
    if word in ids.law and (is_bare(token) or "." in line.texts[token.first]):
        return "article" if not counted else None
    if word in ids.page and is_bare(token):
        return "page" if len(word) > 2 or line.glued(token.first) or line.text(token.first - 1) == "." else None
    if word in ids.version:
        return "version"
    if token.form is Form.WORDS and not line.capital(at):
        return None
    small = (
        token.form is Form.WORDS
        or is_bare(token)
        or (token.value is not None and token.value < 100 and "." in line.texts[token.first])
    )
    if (
        not small
        or counted
        or (at < token.first - 1 and not line.is_number(token.first - 2) and line.text(at + 1) != ".")
    ):
        return None
    if word in ids.list:
        return "list_number"
    return "name" if word in ids.name else None


def place(token: Token, language: Language) -> str | None:
    """Tell a house number and a postcode."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token):
        return None
    streets = language.refusals.ids.address_after
    if line.is_word(first - 1) and line.texts[first - 1].endswith(language.refusals.ids.street_endings):
        return "address"
    if line.text(first - 1) in language.refusals.ids.address_before:
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
