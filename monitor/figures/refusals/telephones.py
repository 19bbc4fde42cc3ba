"""Telephone numbers: rows of digit groups that no count is written in, and short ones that somebody is to call."""

from __future__ import annotations

import re

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.calendar import is_bare, is_year_like
from monitor.language import Language, lexing

_LONGEST = 15  # digits of a telephone number (ITU-T E.164)
_REACH = 14  # lexemes from "call" or "contact" to the number
_ROWS = frozenset({(2, 4, 4), (3, 3, 4), (3, 2, 2, 2)})  # digits of groups in which no count is written: "55 5012 8800"
_JOINTS = frozenset({"-", ".", "(", ")", "‑", "/"})
_SPACED = re.compile(rf"[0-9{lexing.SPACES}]+").fullmatch
_CENTURIES = frozenset({"19", "20"})
_STOPS = frozenset(".;!?")


def phone(token: Token, language: Language) -> str | None:
    """Tell a telephone number: groups of digits that begin with 0 or +, or any that somebody is to call."""
    line = token.line
    plain = token.form in {Form.DIGITS, Form.RANGE} and token.kind == "" and token.integer
    told_of = token.rate is not None and token.rate.startswith("/")  # "(312/100 000)"
    if told_of or (not is_bare(token) and not plain):
        return None
    number = token.first if line.is_number(token.first) else token.first + 1
    begin, end = _chain(line, number, token.last)
    groups = [text for text in line.texts[begin:end] if text[0].isdecimal()]
    digits = sum(char.isdecimal() for text in groups for char in text)
    international = line.text(begin - 1) == "+" and end - begin > 1
    if digits >= 7 and (line.texts[begin].startswith("0") or international) and len(line.texts[begin]) <= 12:
        return "phone"
    if len(groups) > 3 and all(map(str.isdecimal, groups)) and sum(len(text) == 4 for text in groups) > 3:
        return "id"  # a card or account number
    if _is_row(line, begin, end, language) or (7 <= digits <= _LONGEST and _dialled(line, begin, groups, language)):
        return "phone"
    near = _called_before(line, begin, 3, language)
    if near and ((digits >= 7 and end - begin > 1) or (2 <= digits <= 6 and _is_short_number(token, language))):
        return "phone"
    if digits <= 6 and is_bare(token) and _called_with(line, token.first, language):
        return "phone" if not plural_follows(line, token.last, language) else None
    text = line.texts[token.first]
    coded = len(text) > 1 and text.startswith("0") and text.isdecimal()  # no count is written "007"
    long = digits >= 9 and not token.sign and end - begin == 1 and line.texts[begin].isdecimal()
    return "id" if coded or long else None


def _is_row(line: Line, begin: int, end: int, language: Language) -> bool:
    """Whether groups of digits are written as no count is; three of three are, after an article of the singular."""
    groups = [text for text in line.string[line.starts[begin] : line.ends[end - 1]].split() if text.isdecimal()]
    sizes = tuple(map(len, groups))
    if sizes == (3, 3, 3):
        return line.text(begin - 1) in language.refusals.words.singular and not plural_follows(line, end, language)
    return sizes in _ROWS


def _dialled(line: Line, begin: int, groups: list[str], language: Language) -> bool:
    """Whether groups that part no thousands ("6123 4567", "1300 555 727") are to be called, or stand after a colon."""
    if len(groups) < 2 or any(len(text) < 3 or text[:2] in _CENTURIES or not _SPACED(text) for text in groups):
        return False
    return line.text(begin - 1) in {":", "("} or _called_before(line, begin, _REACH, language)


def _called_before(line: Line, first: int, reach: int, language: Language) -> bool:
    """Whether a word of telephoning stands in the same sentence, at most *reach* lexemes before."""
    phones = language.refusals.phones
    for at in range(first - 1, max(-1, first - 1 - reach), -1):
        word = line.texts[at]
        if word in phones.before or (phones.endings and word.endswith(phones.endings)):
            return True
        if word in _STOPS and at < first - 1 and not line.glued(at + 1) and len(line.text(at - 1)) > 4:
            return False
    return False


def _called_with(line: Line, first: int, language: Language) -> bool:
    """Whether a telephone number and "or" stand before: "call 0800 555 0199 or 101"."""
    at, listing = first - 1, language.refusals.words.listing
    if line.text(at) not in listing or not line.is_number(at - 1):
        return False
    while at > 0 and first - at < 9 and (line.is_number(at) or line.text(at) in listing or not line.is_word(at)):
        at -= 1
    return line.text(at) in language.refusals.phones.before


def _is_short_number(token: Token, language: Language) -> bool:
    """Whether a few digits, in groups or not ("116 117"), are what "call" or "on" right before them names."""
    line, phones = token.line, language.refusals.phones
    before = line.text(token.first - 1)
    direct = before in phones.before or before in phones.direct or (phones.endings and before.endswith(phones.endings))
    spaced = token.last == token.first + 1 and bool(_SPACED(line.texts[token.first]))
    whole = is_bare(token) or (spaced and token.unit is None and not token.sign and not token.scaled)
    return bool(direct) and whole and not plural_follows(line, token.last, language) and not is_year_like(token)


def _chain(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of the row of digit groups around a number, joined by spaces, hyphens, points or brackets."""
    begin, end = first, last
    for _ in range(6):
        if line.is_number(begin - 1):
            begin -= 1
        elif line.text(begin - 1) in _JOINTS and line.is_number(begin - 2):
            begin -= 2
        else:
            break
    for _ in range(6):
        if line.is_number(end):
            end += 1
        elif line.text(end) in _JOINTS and line.is_number(end + 1) and (line.glued(end) or _trunk(line, end)):
            end += 2
        else:
            break
    return begin, end


def _trunk(line: Line, at: int) -> bool:
    """Whether the prefix that is left out from abroad stands in brackets: "+49 (0)30"."""
    return line.texts[at] == "(" and line.texts[at + 1] == "0" and line.text(at + 2) == ")"
