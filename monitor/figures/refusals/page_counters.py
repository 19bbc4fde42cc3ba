"""Numbers that a page says of itself: its readers, its comments, results of its search, its files, its reading time.

A counter stands alone between marks ("4 comments"), names the page as what was read ("found this page useful"), or
tells a deed of reading without anybody who did it ("Downloaded 61 times").
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import SYMBOL, Line
from monitor.figures.refusals.candidates import Candidate
from monitor.language import Language
from monitor.language.phrases import among_lexemes

FILES = frozenset(
    {"pdf", "csv", "xls", "xlsx", "ods", "odt", "doc", "docx", "zip", "xml", "json", "ppt", "pptx", "html", "txt"}
    | {"jpg", "jpeg", "png", "mp3", "mp4", "ko", "mo", "kb", "mb"}
)
_ENDS = frozenset(".!?;|·•—")
_LONGEST = 12  # lexemes of a counter
_SHORT = 6  # lexemes of a line that holds little else
_BESIDE = 3  # lexemes from a size to the file's kind or the bracket
_COUNTED = frozenset({"", "times"})  # kinds of units


def _may_count(number: Candidate) -> bool:
    """Whether a whole number stands in a line with a word of a page's counters."""
    token, telling = number.token, number.refusals.counters.telling
    return token.kind in _COUNTED and token.integer and not telling.isdisjoint(number.line.texts)


def counter(number: Candidate) -> str | None:
    """Tell a count of a page's own readers, comments or results."""
    line = number.line
    if not _may_count(number):
        return None
    if _is_filed(number):
        return "counter"
    begin, end = _segment(line, number.first, number.last)
    words = [word for at, word in enumerate(line.texts[begin:end], begin) if line.is_word(at)]
    if _is_done_to_page(words, number.language) or _is_liked(number, (begin, end), words):
        return "counter"
    if end - begin > _LONGEST or not words:
        return None
    return "counter" if _is_alone(number, begin, words) or _is_done(number, begin, words) else None


def _is_filed(number: Candidate) -> bool:
    """Whether it is in brackets behind a subject that the page is filed under: "Tags: heat (13), house (37)"."""
    bracketed = number.before == "(" and number.after == ")"
    return bracketed and number.line.text(1) == ":" and number.line.texts[0] in number.refusals.counters.lists


def _segment(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of what stands between marks around a number."""
    begin, end = first, last
    while begin > 0 and line.texts[begin - 1] not in _ENDS:
        begin -= 1
    while end < len(line) and line.texts[end] not in _ENDS:
        end += 1
    return begin, end


def _is_done_to_page(words: list[str], language: Language) -> bool:
    """Whether two words in a row name the page itself ("this article", "dieser Beitrag"), and another what was done."""
    counters = language.refusals.counters
    named = any(f"{one} {other}" in counters.pages for one, other in pairwise(words))
    return named and not counters.deeds.isdisjoint(words)


def _is_liked(number: Candidate, segment: tuple[int, int], words: list[str]) -> bool:
    """Whether a line without a full stop is all: people, a deed and a pronoun for the page ("27 people like this")."""
    line, counters, (begin, end) = number.line, number.refusals.counters, segment
    if end < len(line) or begin > 0 or len(words) > _SHORT or number.first > 1:
        return False
    last = set(words[-2:])
    return not counters.this.isdisjoint(last) and not counters.deeds.isdisjoint(last)


def _is_alone(number: Candidate, begin: int, words: list[str]) -> bool:
    """Whether nothing but words of counters stands between the marks: "412 results found", "Views: 300"."""
    counters = number.refusals.counters
    if not all(word in counters.nouns or word in counters.soft or word in counters.beside for word in words):
        return False
    labelled = number.before == ":"
    if counters.nouns.isdisjoint(words) and (labelled or counters.soft.isdisjoint(words)):
        return False
    return labelled or number.first == begin or number.line.is_word(begin)


def _is_done(number: Candidate, begin: int, words: list[str]) -> bool:
    """Whether a deed opens what stands between the marks, or follows "times", and nobody does it: "312 Mal gelesen".

    What it is done to is the page, which has no article then: "Article lu 312 fois".
    """
    deeds = number.refusals.counters.deeds
    if number.token.kind != "times":
        return False
    if number.first > begin and len(words) > 1 and words[0] in _kinds_of_page(number.refusals.counters.pages):
        words = words[1:]
        if number.first == begin + 1:  # "Beitrag 312 Mal gelesen"
            return number.after in deeds and len(words) <= 3
    return words[0] in deeds if number.first > begin else number.after in deeds and len(words) <= 3


@cache
def _kinds_of_page(pages: frozenset[str]) -> frozenset[str]:
    """Return the nouns of *pages*, two words each: "article" of "this article"."""
    return frozenset(page.partition(" ")[2] for page in pages)


def file_size(number: Candidate) -> str | None:
    """Tell the size of a file: in brackets, beside a kind of file, or in a line of little else."""
    if number.token.kind != "data":
        return None
    line, first, last = number.line, number.first, number.last
    near = line.texts[max(0, first - _BESIDE) : first] + line.texts[last : last + _BESIDE]
    beside_file = len(line) <= _SHORT or "(" in near or ")" in near or not FILES.isdisjoint(near)
    return "file_size" if beside_file else None


def reading_time(number: Candidate) -> str | None:
    """Tell the time it takes to read a page: "4 min read", "Lesezeit: 3 Minuten"."""
    if number.token.unit != "min":
        return None
    line, last, reading = number.line, number.last, number.refusals.reading
    if line.text(number.first - 2 if number.before == ":" else number.first - 1) in reading.before:
        return "reading_time"
    after = [word for word in line.texts[last - 1 : last + 3] if word != "."]
    return "reading_time" if among_lexemes(reading.after).at(after, 0) is not None else None


def pages_of_file(number: Candidate) -> str | None:
    """Tell how long a file is: "(PDF, 84 pages)"."""
    paged = number.after in number.refusals.ids.page
    return "structure" if paged and _in_brackets(number.line, number.first) else None


def comment_count(number: Candidate) -> str | None:
    """Tell the number of comments below a page, which stands in a line of little else: "4 comments"."""
    token, line, counters = number.token, number.line, number.refusals.counters
    if token.kind or number.first > 1 or len(line) > _SHORT or token.form is Form.RANGE:
        return None
    if number.after not in counters.nouns and number.after not in counters.soft:
        return None
    return "comment_count" if number.last + 2 >= len(line) or line.kinds[number.last + 1] == SYMBOL else None


def _in_brackets(line: Line, first: int) -> bool:
    """Whether brackets around a number name a kind of file."""
    for at in range(first - 1, max(-1, first - 10), -1):
        if line.texts[at] in FILES:
            return True
        if line.texts[at] in {"(", ")", "["}:
            return False
    return False
