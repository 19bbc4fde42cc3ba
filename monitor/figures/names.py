"""Numbers that name things: articles, pages, versions, telephones, addresses, "COVID-19"; and scores and file sizes."""

from __future__ import annotations

from monitor.figures.cardinals import HYPHENS, Form
from monitor.figures.dates import is_bare, is_year_like, plural_follows
from monitor.figures.language import Language
from monitor.figures.lexemes import SYMBOL, Line
from monitor.figures.measures import find
from monitor.figures.quantities import Token

_FILES = frozenset(
    ["pdf", "csv", "xls", "xlsx", "ods", "odt", "doc", "docx", "zip", "xml", "json", "ppt", "pptx", "html", "txt"]
    + ["jpg", "jpeg", "png", "mp3", "mp4", "ko", "mo", "kb", "mb"]
)
_BREAKS = frozenset({",", ";", ".", "(", ")", ":", "«", "»", "“", "”"})


def compact(token: Token, language: Language) -> str | None:
    """Tell numbers glued to letters or marks: "COVID-19", "A16", "5G", addresses on the web, "24/7"."""
    line, first, last = token.line, token.first, token.last
    touches = line.glued(first), line.glued(last)
    if any(touches) and _on_the_web(token):
        return "url"
    reason = None
    if line.text(first - 1) in _NUMERO:
        reason = "id"
    elif token.sign == "-" and token.unit is None and token.integer and line.capital(first - 1):
        return "name" if line.original(first - 1).isupper() and not token.scaled else None
    elif touches[0] and token.sign == "":
        reason = _glued_before(token, language)
    if reason is None and token.unit == "s":
        reason = _in_plural(token, language)
    if reason is None and touches[1]:
        reason = _glued_after(token, language)
    return "article" if reason in _MARKED and _law_before(line, first, language) else reason


_NUMERO = frozenset("#№°º")
_CHAINS = HYPHENS | {"/"}
_MARKED = frozenset({"id", "score", "name"})


def _law_before(line: Line, first: int, language: Language) -> bool:
    """Whether a law is named before a number: "L. 511-1", "la loi n° 2018-778", "article R123-4"."""
    at = first - 1
    while at > 0 and at > first - 8 and line.text(at) in _CHAINS and line.is_number(at - 1):
        at -= 2
    marked = line.text(at) in _NUMERO or line.text(at) == "."
    at -= marked
    if not line.is_word(at):
        return False
    word, law = line.texts[at], language.words("refusals.ids.law")
    if word in language.words("refusals.ids.law_letters") and line.capital(at):
        return marked or line.text(at - 1) in law
    return word in law or (word in language.words("refusals.ids.numero") and line.text(at - 1) in law)


def _on_the_web(token: Token) -> bool:
    string = token.line.string
    left = max(
        string.rfind(" ", max(0, token.start - 200), token.start),
        string.rfind("\n", max(0, token.start - 200), token.start),
    )
    begin = left + 1 if left >= 0 else max(0, token.start - 200)
    end = string.find(" ", token.end, token.end + 200)
    run = string[begin : end if end >= 0 else token.end + 200]
    if "://" in run or "www." in run:
        return True
    mail = run.find("@")
    return 0 < mail < len(run) - 3 and run[mail + 1].isalpha() and run[mail - 1].isalnum()


def _glued_before(token: Token, language: Language) -> str | None:
    line, first = token.line, token.first
    before = line.texts[first - 1]
    if line.is_word(first - 1):
        if before in language.words("refusals.ids.version") and len(before) <= 3:
            return "version"
        if _is_postcode(line, first - 1):
            return "postcode"
        return None if before in {"x", "~"} or len(before) > 12 else "name"
    if before in HYPHENS and line.glued(first - 1) and line.is_word(first - 2):
        prefix = line.texts[first - 2]
        if token.kind or prefix in language.words("refusals.words.prefixes") or token.form is not Form.DIGITS:
            return "year" if is_year_like(token) else None
        return "name" if not token.scaled else None
    if before in HYPHENS and line.glued(first - 1) and line.is_number(first - 2):
        return _dash_pair(token, line.texts[first - 2], line.texts[first])
    if before == "/" and line.glued(first - 1):
        if line.is_word(first - 2) and line.original(first - 2).isupper():
            return "name"
        if line.is_number(first - 2):
            return _slash_pair(line, first - 2)
    if before == "+" and line.glued(first - 1) and line.is_number(first - 2):
        return "name"
    if before in {".", "_", "="} and line.glued(first - 1) and line.is_word(first - 2):
        return "name" if len(line.texts[first - 2]) <= 2 or before != "." else None
    return None


def _glued_after(token: Token, language: Language) -> str | None:
    line, last = token.line, token.last
    after = line.text(last)
    if line.is_word(last) and token.kind == "":
        if after == "s":
            return "year" if is_year_like(token) else "period" if _is_decade(token) else "name"
        if len(after) == 2 and any(_is_postcode(line, token.first - back) for back in (2, 3)):
            return "postcode"
        if token.form is Form.DIGITS and len(after) <= 2 and not token.scaled and line.texts[token.first].isdigit():
            return "address" if after in language.words("refusals.ids.address_after") else "name"
        return None
    if after == "/" and line.glued(last + 1) and line.is_number(last + 1) and token.kind == "":
        return _slash_pair(line, token.last - 1)
    if after in HYPHENS and line.glued(last + 1) and line.is_number(last + 1) and token.kind == "":
        return _dash_pair(token, line.texts[token.last - 1], line.texts[last + 1])
    if after == "+" and line.glued(last + 1) and line.is_number(last + 1) and token.kind == "":
        return "name"
    if after == ":" and line.glued(last + 1) and line.is_number(last + 1) and token.kind == "":
        return "score"
    return None


def _in_plural(token: Token, language: Language) -> str | None:
    """Tell "the 1990s", "in their 60s", "Model 3s" from seconds."""
    line, at = token.line, token.last - 1
    if line.texts[at] != "s" or not line.glued(at) or token.value is None:
        return None
    before = line.text(token.first - 1)
    if line.texts[token.first].isdigit() and 1500 <= token.value < 2200:
        return "year"
    group = line.text(token.first - 2) if before in HYPHENS else before
    if group in language.words("refusals.ages.sides"):
        return "age"
    tens = token.value % 10 == 0 and 20 <= token.value < 100
    if tens and before in language.words("refusals.words.decades"):
        return "period"
    return "name" if line.capital(token.first - 1) and token.first > 1 else None


def _is_decade(token: Token) -> bool:
    value = token.value
    return value is not None and value % 10 == 0 and value < 100 and not token.line.glued(token.first)


def _is_postcode(line: Line, at: int) -> bool:
    """Whether "SW1A 2AA" begins at the word *at* (Royal Mail, Programmers' Guide)."""
    if len(line.texts[at]) > 2 or not line.original(at).isupper():
        return False
    place = at + 2
    if line.is_word(place) and line.glued(place) and len(line.texts[place]) == 1:
        place += 1
    inward = line.is_number(place) and len(line.texts[place]) == 1 and not line.glued(place)
    return inward and line.is_word(place + 1) and line.glued(place + 1) and len(line.texts[place + 1]) == 2


def _slash_pair(line: Line, at: int) -> str | None:
    """Tell what "x/y" at the lexeme *at* is: a year and its number ("2016/679"), a year range, a fraction, a score."""
    left, right = line.texts[at], line.text(at + 2)
    if len(left) == 4 and left.isdigit() and 1900 <= int(left) < 2200:
        return (
            "year"
            if len(right) in {2, 4} and right.isdigit() and 0 <= int(right[-2:]) - int(left[-2:]) <= 1
            else "article"
        )
    if len(right) == 4 and right.isdigit() and 1900 <= int(right) < 2200:
        return "article"
    return "idiom" if (left, right) in {("24", "7"), ("9", "11"), ("7", "7"), ("50", "50")} else "score"


def _dash_pair(token: Token, left: str, right: str) -> str | None:
    """Tell what "a-b" is that is no range: a score when small, else an id ("2020-14", "121-3")."""
    if token.kind:
        return None
    if left.isdigit() and right.isdigit() and int(left[:6]) < 100 and int(right[:6]) < 100:
        return "score"
    if len(left) == 4 and left.isdigit() and len(right) == 2:
        return "year" if 1500 <= int(left) < 2200 else "id"
    return "id" if token.form is Form.DIGITS and left.isdigit() and right.isdigit() else None


def dotted(token: Token, _language: Language) -> str | None:
    """Tell a version from the other things written with several points."""
    text = token.line.texts[token.first]
    if not set(text) <= set("0123456789."):
        return "id"
    long = len(text) > 24 or any(len(part) > 5 for part in text.split("."))
    return "id" if long else "version"


def phone(token: Token, language: Language) -> str | None:
    """Tell a telephone number: groups of digits that begin with 0 or +, or a short one after "call"."""
    line = token.line
    if not is_bare(token) and not (token.form in {Form.DIGITS, Form.RANGE} and token.kind == "" and token.integer):
        return None
    begin, end = _chain(line, token.first, token.last)
    digits = sum(len(text) for text in line.texts[begin:end] if text[0].isdigit())
    international = line.text(begin - 1) == "+" and end - begin > 1
    if digits >= 7 and (line.texts[begin].startswith("0") or international) and len(line.texts[begin]) <= 12:
        return "phone"
    called = language.words("refusals.phones.before")
    near = any(line.text(place) in called for place in range(max(0, token.first - 3), token.first))
    if near and ((digits >= 7 and end - begin > 1) or (2 <= digits <= 6 and _is_short_number(token, language))):
        return "phone"
    if digits >= 9 and not token.sign and end - begin == 1 and line.texts[begin].isdigit():
        return "id"
    return None


def _is_short_number(token: Token, language: Language) -> bool:
    line = token.line
    before = line.text(token.first - 1)
    direct = before in language.words("refusals.phones.before") or before in language.words("refusals.phones.direct")
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
    at = _before_listed(line, first, language)
    word = line.text(at)
    if word == "." and line.is_word(at - 1):
        at -= 1
        word = line.texts[at]
        if len(word) > 4:
            return None
        if word in language.words("refusals.ids.law_letters") and line.capital(at) and not line.glued(first):
            return "article"
    if not line.is_word(at) or (token.unit is not None and not line.capital(at)):
        return None
    return _named_by(token, at, language)


def _before_listed(line: Line, first: int, language: Language) -> int:
    """Pass "1 and", "2, 3 and" back to the word that the whole list belongs to."""
    at = first - 1
    for _ in range(4):
        if (
            line.text(at) in {",", "/", "&"}
            or line.text(at) in HYPHENS
            or line.text(at) in language.words("refusals.words.listing")
        ) and (line.is_number(at - 1) and line.texts[at - 1].isdigit() and len(line.texts[at - 1]) < 4):
            at -= 2
        elif line.text(at) in {"(", ")"} and line.text(at - 1) not in {"(", ")"} and line.glued(first):
            return at
        else:
            break
    return at


def _named_by(token: Token, at: int, language: Language) -> str | None:
    line, word = token.line, token.line.texts[at]
    ids = "refusals.ids."
    few = token.value is not None and token.value <= 10
    counted = not few and plural_follows(line, token.last, language) and not line.capital(at)
    if at < token.first - 1 and plural_follows(line, token.last, language):
        return None
    if word in language.words(ids + "law") and (is_bare(token) or "." in line.texts[token.first]):
        return "article" if not counted else None
    if word in language.words(ids + "page") and is_bare(token):
        return "page" if len(word) > 2 or line.glued(token.first) or line.text(token.first - 1) == "." else None
    if word in language.words(ids + "version"):
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
    if word in language.words(ids + "list"):
        return "list_number"
    return "name" if word in language.words(ids + "name") else None


def place(token: Token, language: Language) -> str | None:
    """Tell a house number and a postcode."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token):
        return None
    streets = language.words("refusals.ids.address_after")
    if line.text(first - 1) in language.words("refusals.ids.address_before"):
        return "address"
    after = last + 1 if line.text(last) == "," else last
    if line.text(after) in streets and not line.capital(after):
        return "address" if language.words("refusals.ids.street_first") else None
    if line.capital(last):
        for at in range(last + 1, min(last + 4, len(line))):
            if not line.capital(at):
                break
            if line.texts[at] in streets:
                return "address"
    text = line.texts[first]
    if len(text) == 5 and line.capital(last) and line.text(first - 1) in {",", "-", "–", "à", "", "("}:
        return "postcode"
    return None


def file_or_reading(token: Token, language: Language) -> str | None:
    """Tell a download's size, the time it takes to read a page, the number of comments under it."""
    line, first, last = token.line, token.first, token.last
    if token.kind == "data":
        near = [line.text(place) for place in (*range(max(0, first - 3), first), *range(last, last + 3))]
        return "file_size" if "(" in near or ")" in near or not _FILES.isdisjoint(near) or len(line) <= 6 else None
    if token.kind == "time" and token.unit == "min":
        after = " ".join(line.texts[last - 1 : last + 2])
        return (
            "reading_time"
            if any(after.startswith(phrase) for phrase in language.words("refusals.reading.after"))
            else None
        )
    if (
        token.kind == ""
        and first <= 1
        and len(line) <= 6
        and line.text(last) in language.words("refusals.reading.comments")
    ):
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
    return "score" if not language.words("refusals.scores.words").isdisjoint(near) else None


def called(token: Token, language: Language) -> str | None:
    """Tell a proper name that ends with a number: a capital before it, nothing counted after ("NHS 111", "Channel 4")."""
    line, first, last = token.line, token.first, token.last
    if not is_bare(token) or token.value is None or token.value > 2999 or not line.capital(first - 1):
        return None
    if line.glued(first) or plural_follows(line, last, language) or _verb_follows(line, last, language):
        return None
    word = line.texts[first - 1]
    begins = first == 1 or line.text(first - 2) in {".", "!", "?", ":", "•", "-", "–", "“", "«"}
    acronym = line.original(first - 1).isupper() and (len(word) >= 2 or line.text(first - 2) == "&")
    if word in language.words("refusals.words.sentence_starts") or word in language.words("refusals.dates.months"):
        return None
    if find(language.units.after, line, first - 1) is not None:
        return None
    if begins and not acronym:
        return None
    placed = line.text(first - 2) in language.words("refusals.dates.places")
    return None if placed and line.is_word(last) and not acronym else "name"


def singular(token: Token, language: Language) -> str | None:
    """Tell a number that an article in the singular makes a name: "le 115 a reçu", "le 93"."""
    line, first, last = token.line, token.first, token.last
    if line.text(first - 1) not in language.words("refusals.words.singular") or not is_bare(token):
        return None
    if token.value is None or not 2 <= token.value < 10000 or is_year_like(token) or len(line.texts[first]) < 2:
        return None
    return None if plural_follows(line, last, language) or line.is_number(last) else "name"


def _verb_follows(line: Line, at: int, language: Language) -> bool:
    return line.text(at) in language.words("refusals.words.plural_verbs")
