"""Numbers glued to letters or marks: "COVID-19", "A16", "5G", addresses on the web, "24/7", versions, decades."""

from __future__ import annotations

import re

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.calendar import is_year_like
from monitor.language import Language


def compact(token: Token, language: Language) -> str | None:
    """Tell numbers glued to letters or marks: "COVID-19", "A16", "5G", addresses on the web, "24/7"."""
    line, first, last = token.line, token.first, token.last
    touches = line.glued(first), line.glued(last)
    if any(touches) and _on_the_web(token):
        return "url"
    reason = None
    if line.text(first - 1) == "§":
        return "article"
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


def footnote(token: Token, language: Language) -> str | None:
    """Tell the mark of a note that is not raised: "high.[13]", "10 days.5 The", "April 2019.17 It"."""
    line, first, last = token.line, token.first, token.last
    if token.form is not Form.DIGITS or token.unit is not None or token.sign or token.scaled:
        return None
    text = line.texts[first]
    if not token.integer:
        return "footnote" if _AFTER_YEAR.fullmatch(text) and _sentence_begins(line, last) else None
    if len(text) > 3 or not text.isdecimal():
        return None
    begin, end = _past_notes(line, first - 1, -1), _past_notes(line, last, 1)
    if line.text(begin) == "[" and line.text(end) == "]":
        return "footnote" if begin and (line.glued(begin) or not plural_follows(line, end + 1, language)) else None
    ended = line.text(first - 1) in _ENDS and line.glued(first) and line.glued(first - 1) and line.is_word(first - 2)
    short = line.text(first - 2) in language.abbreviations.words or len(line.text(first - 2)) < 3
    return "footnote" if ended and not short and _sentence_begins(line, last) else None


def _past_notes(line: Line, at: int, step: int) -> int:
    """Pass the other numbers of "[12, 13]"."""
    for _ in range(8):
        if not line.is_number(at) and line.text(at) not in _NOTE_LINKS:
            break
        at += step
    return at


_NOTE_LINKS = HYPHENS | frozenset(",;")
_AFTER_YEAR = re.compile(r"(?:19|20)\d\d\.\d{1,3}")
_ENDS = frozenset(".!?")


def _sentence_begins(line: Line, at: int) -> bool:
    """Whether a new sentence may begin *at*, or the text ends."""
    return at >= len(line) or (line.capital(at) and not line.glued(at))


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
    word, law = line.texts[at], language.refusals.ids.law
    if word in language.refusals.ids.law_letters and line.capital(at):
        return marked or line.text(at - 1) in law
    return word in law or (word in language.refusals.ids.numero and line.text(at - 1) in law)


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
        return _after_letters(line, first, language)
    if not line.glued(first - 1):
        return None
    if line.is_number(first - 2):
        if before == ":" and token.form is Form.DIGITS and token.value is not None:
            return "score"  # or the scale of a map: "1:25000"
        return _joined(token, before, line.texts[first - 2], line.texts[first])
    return _after_mark(token, language) if line.is_word(first - 2) else None


def _after_mark(token: Token, language: Language) -> str | None:
    """Tell a number that a mark joins to the word before it: "COVID-19", "9-to-5"."""
    line, first = token.line, token.first
    before, word = line.texts[first - 1], line.texts[first - 2]
    chained = before in HYPHENS and line.text(first - 3) in HYPHENS and line.is_number(first - 4)
    if chained and word in language.numbers.ranges.to and line.glued(first - 2):
        return "score"
    if before in HYPHENS:
        if token.form is Form.WORDS and line.capital(first):
            return "name"  # "Saint-Cyprien-le-Neuf"
        if token.kind or word in language.refusals.words.prefixes or token.form is not Form.DIGITS:
            return "year" if is_year_like(token) else None
        return "name" if not token.scaled else None
    if before == "/":
        return "name" if line.original(first - 2).isupper() else None
    return "name" if before in {"_", "="} or (before == "." and len(word) <= 2) else None


_LONGEST_NAME = 12  # letters of what is named with a number glued to it: "Boeing737"


def _after_letters(line: Line, first: int, language: Language) -> str | None:
    before = line.texts[first - 1]
    if before in language.refusals.ids.version and len(before) <= 3:
        return "version"
    if _is_postcode(line, first - 1):
        return "postcode"
    if before in {"x", "~"}:
        return None
    if len(before) <= _LONGEST_NAME:
        return "name"
    return "footnote" if len(line.texts[first]) <= 2 and not line.glued(first + 1) else None


def _joined(token: Token, mark: str, left: str, right: str) -> str | None:
    """Tell what two numbers are that a *mark* joins without spaces, and that are no range."""
    if mark in HYPHENS:
        return _dash_pair(token, left, right)
    if mark == "/":
        return None if _is_base(token) else _slash_pair(left, right)
    return "score" if mark == ":" else "name" if mark == "+" else None


def _is_base(token: Token) -> bool:
    """Whether what a number is told of stands behind the slash: "312/100 000"."""
    return token.rate is not None and token.rate.startswith("/")


def _glued_after(token: Token, language: Language) -> str | None:
    line, last = token.line, token.last
    after = line.text(last)
    if token.kind:
        return None
    if line.is_word(last):
        if after in language.numbers.plural_marks:
            return "year" if is_year_like(token) else "period" if _is_decade(token) else "name"
        if len(after) == 2 and any(_is_postcode(line, token.first - back) for back in (2, 3)):
            return "postcode"
        if token.form is Form.DIGITS and len(after) <= 2 and not token.scaled and line.texts[token.first].isdecimal():
            return "address" if after in language.refusals.ids.address_after else "name"
        return None
    if line.glued(last + 1) and line.text(last + 1) in language.numbers.ranges.to and after in HYPHENS:
        return "score" if line.glued(last + 2) and line.text(last + 2) in HYPHENS else None  # "9-to-5": no range
    if not line.glued(last + 1) or not line.is_number(last + 1):
        return None
    return _joined(token, after, line.texts[last - 1], line.texts[last + 1])


def _in_plural(token: Token, language: Language) -> str | None:
    """Tell "the 1990s", "in their 60s", "Model 3s" from seconds."""
    line, at = token.line, token.last - 1
    if line.texts[at] not in language.numbers.plural_marks or not line.glued(at):
        return None
    if token.value is None:
        return "age" if token.high is not None and 10 < token.high < 110 else None  # "18-24s"
    before = line.text(token.first - 1)
    if line.texts[token.first].isdecimal() and 1500 <= token.value < 2200:
        return "year"
    group = line.text(token.first - 2) if before in HYPHENS else before
    if group in language.refusals.ages.sides:
        return "age"
    tens = token.value % 10 == 0 and 20 <= token.value < 100
    if tens and before in language.refusals.words.decades:
        return "period"
    return "name" if line.capital(token.first - 1) and token.first > 1 else None


def _is_decade(token: Token) -> bool:
    value = token.value
    return value is not None and value % 10 == 0 and value < 100 and not token.line.glued(token.first)


def _is_postcode(line: Line, at: int) -> bool:
    """Whether "SW1A 2AA" begins at the word *at* (Royal Mail, Programmers' Guide)."""
    if at < 0 or len(line.texts[at]) > 2 or not line.original(at).isupper():
        return False
    place = at + 2
    if line.is_word(place) and line.glued(place) and len(line.texts[place]) == 1:
        place += 1
    inward = line.is_number(place) and len(line.texts[place]) == 1 and not line.glued(place)
    return inward and line.is_word(place + 1) and line.glued(place + 1) and len(line.texts[place + 1]) == 2


def _slash_pair(left: str, right: str) -> str:
    """Tell what "x/y" is: a year and its number ("2016/679"), a year range, a fraction, a score."""
    if len(left) == 4 and left.isdecimal() and 1900 <= int(left) < 2200:
        return (
            "year"
            if len(right) in {2, 4} and right.isdecimal() and 0 <= int(right[-2:]) - int(left[-2:]) <= 1
            else "article"
        )
    if len(right) == 4 and right.isdecimal() and 1900 <= int(right) < 2200:
        return "article"
    if len(left) == 2 and len(right) == 2 and left <= "31" and right <= "12" and "0" in {left[0], right[0]}:
        return "date"  # 15/09
    return "idiom" if (left, right) in {("24", "7"), ("9", "11"), ("7", "7"), ("50", "50")} else "score"


def _dash_pair(token: Token, left: str, right: str) -> str | None:
    """Tell what "a-b" is that is no range: a score when small, else an id ("2020-14", "121-3")."""
    if token.kind:
        return None
    if left.isdecimal() and right.isdecimal() and int(left[:6]) < 100 and int(right[:6]) < 100:
        return "score"
    if len(left) == 4 and left.isdecimal() and len(right) == 2:
        return "year" if 1500 <= int(left) < 2200 else "id"
    return "id" if token.form is Form.DIGITS and left.isdecimal() and right.isdecimal() else None


def dotted(token: Token, _language: Language) -> str | None:
    """Tell a version from the other things written with several points."""
    text = token.line.texts[token.first]
    if "," in text:
        return "unclear"
    if not set(text) <= set("0123456789."):
        return "id"
    groups = text.split(".")
    if len(groups) > 3 and text.startswith("0") and all(len(group) == 2 for group in groups):
        return "phone"
    long = len(text) > 24 or any(len(part) > 5 for part in groups)
    return "id" if long else "version"
