"""Numbers that open a block as the marks of lists and of numbered headings: "1. Table", "(2) ...", "3.1 Overview"."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.refusals.candidates import Candidate
from monitor.model import BlockKind

_GREATEST = 99
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_POINTS = frozenset(".)")
_SENTENCE_ENDS = frozenset(".!?")


def list_marker(number: Candidate) -> str | None:
    """Tell a number that opens its block as a mark."""
    if not _may_mark(number):
        return None
    if number.where.cell:
        return "list_marker" if _names_row(number) else None
    if _is_enclosed(number) or _is_lettered(number):
        return "list_marker"
    return "list_marker" if number.token.form is Form.DIGITS and _opens(number) else None


def _may_mark(number: Candidate) -> bool:
    token = number.token
    if token.kind or token.sign or token.scaled:
        return False
    return token.value is not None and token.value <= _GREATEST


def _names_row(number: Candidate) -> bool:
    """Whether the number of a row opens the cell that names it: "1. Staff"."""
    line, following = number.line, number.last + 1
    opens = number.first == 0 and number.token.form is Form.DIGITS and _has_point(number)
    return opens and following < len(line) and line.capital(following) and not line.glued(following)


def _is_enclosed(number: Candidate) -> bool:
    """Whether brackets hold it: "(2) ...", "[3] ..."."""
    return number.first == 1 and number.before in _OPENING and number.after in _CLOSING


def _is_lettered(number: Candidate) -> bool:
    """Whether a letter stands before the mark: "A-1. Enrolment"."""
    line = number.line
    digits = number.first if line.is_number(number.first) else number.first + 1
    if digits != 2 or not line.capital(0) or len(line.texts[0]) > 1:
        return False
    return line.texts[1] in HYPHENS and line.glued(2) and _has_point(number) and number.last + 1 < len(line)


def _has_point(number: Candidate) -> bool:
    return number.after in _POINTS and number.touches


def _opens(number: Candidate) -> bool:
    """Whether a number opens a note, an item or a paragraph."""
    if _opens_note(number):
        return True
    line, last = number.line, number.last
    if number.first != 0:
        return False
    if _has_point(number) and not line.glued(last + 1):
        return last + 1 < len(line)
    apart = "." in number.word and line.capital(last) and not number.touches
    return apart and (number.where.kind is BlockKind.HEADING or _paragraph_begins(number))


def _opens_note(number: Candidate) -> bool:
    """Whether a capital article follows, since none stands between a number and what it counts: "1 Die Daten ..."."""
    if number.after not in number.language.words.articles or not number.line.capital(number.last):
        return False
    begins = number.first == 0 or number.line.texts[number.first - 1] in _SENTENCE_ENDS
    return begins and number.bare


def _paragraph_begins(number: Candidate) -> bool:
    """Whether a numbered paragraph begins ("14.2 The tenant"), rather than what a decimal counts."""
    language = number.language
    if not language.nouns.capital or language.numbers.decimal != ".":
        return True
    return number.after in language.words.determiners or number.after in language.words.pronouns
