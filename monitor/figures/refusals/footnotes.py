"""Marks of notes that are not raised: "high.[13]", "10 days.5 The", "April 2019.17 It"."""

from __future__ import annotations

import re

from monitor.figures.numbers.adjacent_words import plural_follows
from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.numbers.scanner import Token
from monitor.figures.refusals.candidates import Candidate

_NOTE_LINKS = HYPHENS | frozenset(",;")
_AFTER_YEAR = re.compile(r"(?:19|20)\d\d\.\d{1,3}").fullmatch
_ENDS = frozenset(".!?")
_LONGEST = 3  # digits of a note's number
_MOST_NOTES = 8  # lexemes of other notes in the brackets


def footnote(number: Candidate) -> str | None:
    """Tell the mark of a note."""
    if not _may_be_note(number.token):
        return None
    if not number.token.integer:
        return "footnote" if _AFTER_YEAR(number.word) and _sentence_begins(number) else None
    if len(number.word) > _LONGEST or not number.word.isdecimal():
        return None
    return "footnote" if (_is_bracketed(number) or _follows_sentence(number)) else None


def _may_be_note(token: Token) -> bool:
    return token.form is Form.DIGITS and token.unit is None and not token.sign and not token.scaled


def _is_bracketed(number: Candidate) -> bool:
    """Whether brackets hold it, perhaps with other notes, that open no line and hold no count: "[12, 13]"."""
    line = number.line
    end = _past_notes(line, number.last, 1)
    if line.text(end) != "]":
        return False
    begin = _past_notes(line, number.first - 1, -1)
    if begin == 0 or line.text(begin) != "[":
        return False
    return line.glued(begin) or not plural_follows(line, end + 1, number.language)


def _past_notes(line: Line, at: int, step: int) -> int:
    """Pass the other numbers of "[12, 13]"."""
    for _ in range(_MOST_NOTES):
        if not line.is_number(at) and line.text(at) not in _NOTE_LINKS:
            break
        at += step
    return at


def _follows_sentence(number: Candidate) -> bool:
    """Whether it touches the end of a sentence, whose last word is not cut: "10 days.5 The"."""
    line, first = number.line, number.first
    ended = number.before in _ENDS and line.glued(first) and line.glued(first - 1) and line.is_word(first - 2)
    if not ended or not _sentence_begins(number):
        return False
    word = line.texts[first - 2]
    return len(word) > 2 and word not in number.language.abbreviations.words


def _sentence_begins(number: Candidate) -> bool:
    """Whether a new sentence may begin behind it, or the text ends."""
    line, last = number.line, number.last
    return last >= len(line) or (line.capital(last) and not line.glued(last))
