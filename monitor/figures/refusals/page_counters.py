"""Numbers that a page says of itself: its readers, its comments, results of its search, its files, its reading time.

A counter stands alone between marks ("4 comments"), names the page as what was read ("found this page useful"), or
tells a deed of reading without anybody who did it ("Downloaded 61 times").
"""

from __future__ import annotations

from itertools import pairwise

from monitor.figures.numbers.cardinals import Form
from monitor.figures.numbers.lexer import SYMBOL, Line
from monitor.figures.numbers.scanner import Token
from monitor.language import Language
from monitor.language.phrases import among_lexemes

FILES = frozenset(
    {"pdf", "csv", "xls", "xlsx", "ods", "odt", "doc", "docx", "zip", "xml", "json", "ppt", "pptx", "html", "txt"}
    | {"jpg", "jpeg", "png", "mp3", "mp4", "ko", "mo", "kb", "mb"}
)
_ENDS = frozenset(".!?;|·•—")
_LONGEST = 12  # lexemes of a counter


def counter(token: Token, language: Language) -> str | None:
    """Tell a count of a page's own readers, comments or results."""
    counters, line = language.refusals.counters, token.line
    if token.kind not in {"", "times"} or not token.integer or counters.telling.isdisjoint(line.texts):
        return None
    begin, end = _segment(line, token.first, token.last)
    words = [word for at, word in enumerate(line.texts[begin:end], begin) if line.is_word(at)]
    if _names_page(words, language) and not counters.deeds.isdisjoint(words):
        return "counter"
    if end - begin > _LONGEST or not words:
        return None
    if _is_alone(token, begin, words, language) or _is_done(token, begin, words, language):
        return "counter"
    return None


def _segment(line: Line, first: int, last: int) -> tuple[int, int]:
    """Return the bounds of what stands between marks around a number."""
    begin, end = first, last
    while begin > 0 and line.texts[begin - 1] not in _ENDS:
        begin -= 1
    while end < len(line) and line.texts[end] not in _ENDS:
        end += 1
    return begin, end


def _names_page(words: list[str], language: Language) -> bool:
    """Whether two words in a row name the page itself: "this article", "dieser Beitrag"."""
    pages = language.refusals.counters.pages
    return any(f"{one} {other}" in pages for one, other in pairwise(words))


def _is_alone(token: Token, begin: int, words: list[str], language: Language) -> bool:
    """Whether nothing but words of counters stands between the marks: "412 results found", "Views: 300"."""
    counters, line = language.refusals.counters, token.line
    if not all(word in counters.nouns or word in counters.soft or word in counters.beside for word in words):
        return False
    labelled = line.text(token.first - 1) == ":"
    counted = not counters.nouns.isdisjoint(words) or (not labelled and not counters.soft.isdisjoint(words))
    return counted and (labelled or token.first == begin or line.is_word(begin))


def _is_done(token: Token, begin: int, words: list[str], language: Language) -> bool:
    """Whether a deed opens what stands between the marks, or follows "times", and nobody does it: "312 Mal gelesen"."""
    deeds = language.refusals.counters.deeds
    if token.kind != "times":
        return False
    after = token.line.text(token.last)
    return words[0] in deeds if token.first > begin else after in deeds and len(words) <= 3


def file_or_reading(token: Token, language: Language) -> str | None:
    """Tell a download's size, the time it takes to read a page, the number of comments under it."""
    line, first, last = token.line, token.first, token.last
    if token.kind == "data":
        near = [line.text(place) for place in (*range(max(0, first - 3), first), *range(last, last + 3))]
        return "file_size" if "(" in near or ")" in near or not FILES.isdisjoint(near) or len(line) <= 6 else None
    if token.kind == "time" and token.unit == "min":
        before = line.text(first - 2 if line.text(first - 1) == ":" else first - 1)
        read = before in language.refusals.reading.before
        after = [word for word in line.texts[last - 1 : last + 3] if word != "."]
        read = read or among_lexemes(language.refusals.reading.after).at(after, 0) is not None
        return "reading_time" if read else None
    if line.text(last) in language.refusals.ids.page and _in_brackets(line, first):
        return "structure"  # "(PDF, 84 pages)"
    small = token.kind == "" and first <= 1 and len(line) <= 6 and token.form is not Form.RANGE
    if small and line.text(last) in language.refusals.counters.nouns | language.refusals.counters.soft:
        return "comment_count" if last + 2 >= len(line) or line.kinds[last + 1] == SYMBOL else None
    return None


def _in_brackets(line: Line, first: int) -> bool:
    """Whether brackets around a number name a kind of file."""
    for at in range(first - 1, max(-1, first - 10), -1):
        if line.texts[at] in FILES:
            return True
        if line.texts[at] in {"(", ")", "["}:
            return False
    return False
