"""Where sentences begin and end, with exact offsets.

A point ends a sentence unless an abbreviation, an initial or a number holds it, or the next word goes on in lower case.
One pass of a pattern that looks at end marks only, so the time is linear in the text (docs/decisions/0010).
"""

from __future__ import annotations

import re

from monitor.language import Abbreviations

LONGEST = 1200  #: characters; what runs on longer is cut, so that the window around a number stays bounded

# Possessive, and begun only where a run of marks begins: every character is looked at once.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?:[\u00a0\u202f ]»(?=\s|$)|(?![\u00a0\u202f ]»)(?=\s|$))")
_LAST_WORD = re.compile(r"[^\s(\[«“\"'’]*$")
_NEXT = re.compile(r"[\s\"'“”‘«»(\[•*\-–—]*(\w?)")
_WORD = re.compile(r"\s*(\w+)")
_YEAR = 4  #: digits of a year, which has no point of its own
_DATE = re.compile(r"\b[0-9]{1,2}\.\s[0-9]{1,2}\.\s[0-9]{4}\b")
_DATE_HALF = 12  #: characters around a point of a date in digits
_UP_TO_HYPHEN = re.compile(r".*[-–/]")  # "vom 3.–5. März", "am 3./4. März"
_ROMAN = frozenset("ivx")  #: of ordinals: "im III. Quartal"
_CLOSERS = "\"'”’»)] \t\u00a0\u202f"


def split(content: str, start: int, end: int, abbreviations: Abbreviations) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``content[start:end]``, in order, white space around them left out.

    The words of *abbreviations* stand in lower case without their last point; after those that may end a sentence, a
    capital begins a new one all the same.
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for mark in _END.finditer(content, start, end):
        if mark.end() < end and not _ends(content, mark, (start, end), abbreviations):
            continue
        _add(spans, content, begin, mark.end())
        begin = mark.end()
    _add(spans, content, begin, end)
    return spans


def _ends(content: str, mark: re.Match[str], bounds: tuple[int, int], abbreviations: Abbreviations) -> bool:
    """Whether a sentence ends at the *mark*, an end mark inside the *bounds* of what is split."""
    start, end = bounds
    after = _NEXT.match(content, mark.end(), min(end, mark.end() + 40))
    following = after.group(1) if after else ""
    signs = mark.group().rstrip(_CLOSERS)
    if following.islower():
        # "?" and "!" in a quotation go on: « Combien ? » demande-t-il.
        return False
    if signs != ".":
        return True
    word = _LAST_WORD.search(content, max(start, mark.start() - 24), mark.start())
    written = word.group() if word else ""
    if _is_initial(written) and following.isupper():
        return False  # "M. Detry"; "5 m." may end
    if not written or len(signs) < len(mark.group().rstrip()):
        return True
    if abbreviations.after_ordinals and _is_in_date(content, mark.start()):
        return False
    return not _is_held(content[mark.end() : min(end, mark.end() + 24)], written.lower(), following, abbreviations)


def _is_in_date(content: str, point: int) -> bool:
    """Whether the *point* is one of those of "3. 10. 2019"."""
    begin = max(0, point - _DATE_HALF)
    return any(
        date.start() < point - begin < date.end() for date in _DATE.finditer(content[begin : point + _DATE_HALF])
    )


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_held(rest: str, last: str, following: str, abbreviations: Abbreviations) -> bool:
    """Whether the *last* word before a point holds it: an abbreviation, an ordinal, a letter; *rest* comes after.

    *following* is the first letter of the next word. A single digit otherwise ends as any word does.
    """
    if last in abbreviations.words:
        return last not in abbreviations.may_end or not following.isupper()
    if _is_ordinal(_UP_TO_HYPHEN.sub("", last)) and abbreviations.after_ordinals:
        word = _WORD.match(rest)
        if word and word.group(1).lower() in abbreviations.after_ordinals:
            return True  # "am 31. Januar"
    return len(last) == 1 and last.isalpha() and following.isupper()


def _is_ordinal(word: str) -> bool:
    return (word.isdecimal() and len(word) < _YEAR) or (word != "" and _ROMAN.issuperset(word))


def _add(spans: list[tuple[int, int]], content: str, begin: int, end: int) -> None:
    piece = content[begin:end]
    begin += len(piece) - len(piece.lstrip())
    end = begin + len(piece.strip())
    while end - begin > LONGEST:
        cut = content.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        cut = cut if cut > 0 else begin + LONGEST
        spans.append((begin, cut))
        begin = cut
        while begin < end and content[begin].isspace():
            begin += 1
    if end > begin:
        spans.append((begin, end))
