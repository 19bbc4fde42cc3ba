"""Telephone numbers: rows of digit groups that no count is written in, and short ones that somebody is to call."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate
from monitor.language import lexing

_SHORTEST = 7  # digits of a number with its area: a shorter one has to be called by a word right before it
_LONGEST = 15  # digits of a telephone number (ITU-T E.164)
_NEAR = 3  # lexemes from "call" or "contact" to the number, when its digits may be anything else
_REACH = 14  # and when they are grouped as no count is
_ROWS = frozenset({(2, 4, 4), (3, 3, 4), (3, 2, 2, 2)})  # digits of groups in which no count is written: "55 5012 8800"
_THREES = (3, 3, 3)
_BEFORE_MAIL = frozenset({",", ";", "/", "(", "|", "·", "-", "–"})
_MAIL = 6  # lexemes from there to the sign of an address
_LEAST_OF_ROWS = 9  # digits
_LONGEST_GROUP = 12  # characters of a first group
_MOST_GROUPS = 6  # that are joined on either side
_JOINTS = frozenset({"-", ".", "(", ")", "‑", "/"})
_SPACED = re.compile(rf"[0-9{lexing.SPACES}]+").fullmatch
_CENTURIES = frozenset({"19", "20"})
_STOPS = frozenset(".;!?")
_UNPARTED = frozenset({Form.DIGITS, Form.RANGE})


@dataclass(frozen=True, slots=True)
class _Row:
    """The row of digit groups that a number stands in: lexemes ``begin`` up to ``end``."""

    number: Candidate
    begin: int
    end: int
    groups: tuple[str, ...]
    digits: int  #: in all of its groups

    @property
    def head(self) -> str:
        """The first group."""
        return self.number.line.texts[self.begin]

    @property
    def before(self) -> str:
        """The lexeme before the row."""
        return self.number.line.text(self.begin - 1)


def phone(number: Candidate) -> str | None:
    """Tell a telephone number: groups of digits that begin with 0 or +, or any that somebody is to call."""
    if not _may_be_dialled(number):
        return None
    if _is_harmonised(number):
        return "phone"
    row = _row(number)
    for applies, reason in _RULES:
        if applies(row):
            return reason
    return None


def _may_be_dialled(number: Candidate) -> bool:
    token = number.token
    if token.rate is not None and token.rate.startswith("/"):  # "(312/100 000)"
        return False
    return number.bare or (token.form in _UNPARTED and token.kind == "" and token.integer)


_HARMONISED = re.compile(r"116[ \u00a0]?[01]\d\d").fullmatch


def _is_harmonised(number: Candidate) -> bool:
    """Whether it is a number of social services in Europe (Commission Decision 2007/116/EC): "die 116 117"."""
    named = number.before in number.language.words.determiners or number.before in number.refusals.phones.before
    counts = number.counts or number.after in number.refusals.words.of  # "les 116 000 de mars"
    return named and not counts and _HARMONISED(number.token.surface) is not None


def _is_prefixed(row: _Row) -> bool:
    """Whether the row begins with the zero of an area, or the plus of a country."""
    if row.digits < _SHORTEST or len(row.head) > _LONGEST_GROUP:
        return False
    return row.head.startswith("0") or (row.before == "+" and row.end - row.begin > 1)


def _is_account(row: _Row) -> bool:
    """Whether four groups of four digits make the number of a card or an account."""
    return sum(len(text) == 4 for text in row.groups) > 3 and all(map(str.isdecimal, row.groups))


def _is_grouped(row: _Row) -> bool:
    """Whether groups of digits are written as no count is; three of three are, where one is named."""
    if row.digits < _LEAST_OF_ROWS:
        return False
    number, line = row.number, row.number.line
    groups = [text for text in line.string[line.starts[row.begin] : line.ends[row.end - 1]].split() if text.isdecimal()]
    sizes = tuple(map(len, groups))
    if sizes == _THREES:
        called = _called_before(number, row.begin, _NEAR) or _stands_beside_mail(line, row.end)
        named = called or row.before in number.refusals.words.singular
        return named and not plural_follows(line, row.end, number.language)
    return sizes in _ROWS


def _stands_beside_mail(line: Line, end: int) -> bool:
    """Whether an address of e-mail follows what ends before *end*: "955 555 310, press@council.example"."""
    return line.text(end) in _BEFORE_MAIL and "@" in line.texts[end + 1 : end + _MAIL]


def _is_dialled(row: _Row) -> bool:
    """Whether groups that part no thousands ("6123 4567", "1300 555 727") are to be called, or stand after a colon."""
    if not _SHORTEST <= row.digits <= _LONGEST or len(row.groups) < 2 or not all(map(_parts_no_count, row.groups)):
        return False
    return row.before in {":", "("} or _called_before(row.number, row.begin, _REACH)


def _parts_no_count(group: str) -> bool:
    return len(group) > 2 and group[:2] not in _CENTURIES and _SPACED(group) is not None


def _is_called(row: _Row) -> bool:
    """Whether a word of telephoning stands close before several groups, or right before a few digits."""
    several = row.digits >= _SHORTEST and row.end - row.begin > 1
    short = 2 <= row.digits < _SHORTEST
    if not (several or short) or not _called_before(row.number, row.begin, _NEAR):
        return False
    return several or _is_short_number(row.number)


def _called_before(number: Candidate, first: int, reach: int) -> bool:
    """Whether a word of telephoning stands in the same sentence, at most *reach* lexemes before."""
    line = number.line
    for at in range(first - 1, max(-1, first - 1 - reach), -1):
        if _calls(number, line.texts[at]):
            return True
        if at < first - 1 and _ends_sentence(line, at):
            return False
    return False


def _calls(number: Candidate, word: str) -> bool:
    """Whether *word* is one of telephoning, or a compound with one."""
    phones = number.refusals.phones
    return word in phones.before or (bool(phones.endings) and word.endswith(phones.endings))


def _ends_sentence(line: Line, at: int) -> bool:
    """Whether a stop ends a sentence *at*, rather than a short word that may be cut: "tel. no."."""
    return line.texts[at] in _STOPS and not line.glued(at + 1) and len(line.text(at - 1)) > 4


def _is_short_number(number: Candidate) -> bool:
    """Whether a few digits, in groups or not ("116 117"), are what "call" or "on" right before them names."""
    if not (number.before in number.refusals.phones.direct or _calls(number, number.before)):
        return False
    return (number.bare or _is_spaced(number)) and not number.counts and not number.year_like


def _is_spaced(number: Candidate) -> bool:
    token = number.token
    unmarked = token.unit is None and not token.sign and not token.scaled
    return unmarked and number.last == number.first + 1 and _SPACED(number.word) is not None


def _is_listed(row: _Row) -> bool:
    """Whether a telephone number and "or" stand before: "call 0800 555 0199 or 101"."""
    number, line, listing = row.number, row.number.line, row.number.refusals.words.listing
    if row.digits >= _SHORTEST or number.before not in listing or not number.bare or number.counts:
        return False
    at = number.first - 1
    if not line.is_number(at - 1):
        return False
    while at > 0 and number.first - at < 9 and (line.text(at) in listing or not line.is_word(at)):
        at -= 1
    return line.text(at) in number.refusals.phones.before


def _is_code(row: _Row) -> bool:
    """Whether digits are written as no count is: with a zero before others ("007"), or nine and more unparted."""
    number = row.number
    if number.word.startswith("0") and len(number.word) > 1 and number.word.isdecimal():
        return True
    unparted = row.end - row.begin == 1 and row.head.isdecimal()
    return unparted and row.digits > 8 and not number.token.sign


#: In order: the first that applies gives the reason.
_RULES: tuple[tuple[Callable[[_Row], bool], str], ...] = (
    (_is_prefixed, "phone"),
    (_is_account, "id"),
    (_is_grouped, "phone"),
    (_is_dialled, "phone"),
    (_is_called, "phone"),
    (_is_listed, "phone"),
    (_is_code, "id"),
)


def _row(number: Candidate) -> _Row:
    """Return the row of digit groups around a number, joined by spaces, hyphens, points or brackets."""
    line = number.line
    begin = _row_begin(line, number.first if line.is_number(number.first) else number.first + 1)
    end = _row_end(line, number.last)
    groups = tuple(text for text in line.texts[begin:end] if text[0].isdecimal())
    return _Row(number, begin, end, groups, sum(map(str.isdecimal, "".join(groups))))


def _row_begin(line: Line, begin: int) -> int:
    for _ in range(_MOST_GROUPS):
        if line.is_number(begin - 1):
            begin -= 1
        elif line.text(begin - 1) in _JOINTS and line.is_number(begin - 2):
            begin -= 2
        else:
            break
    return begin


def _row_end(line: Line, end: int) -> int:
    for _ in range(_MOST_GROUPS):
        if line.is_number(end):
            end += 1
        elif line.text(end) in _JOINTS and line.is_number(end + 1) and (line.glued(end) or _trunk(line, end)):
            end += 2
        else:
            break
    return end


def _trunk(line: Line, at: int) -> bool:
    """Whether the prefix that is left out from abroad stands in brackets: "+49 (0)30"."""
    return line.texts[at] == "(" and line.texts[at + 1] == "0" and line.text(at + 2) == ")"
