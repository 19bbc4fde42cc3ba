"""The difference of two lines in words: numbers with their marks and units are whole, and so is every other word.

A longest common subsequence of the words is found by rapidfuzz, some hundred times as fast as diff-match-patch finds
it (4 ms against 1.3 s for 110 kB of which most was rewritten), and diff-match-patch clears away the coincidences that
would cut a new sentence to pieces. White space is no word: it holds nothing together, and parts what it parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from monitor.compare.features.common_runs import Pair, aligned, common, is_short
from monitor.compare.text_diff.coding import Lexicon
from monitor.model import Words

Span = tuple[int, int]
Piece = tuple[int, str]
_SPACE = "[ \u00a0\u2009\u202f]"
_MONEY = "[$\u00a2-\u00a5\u20a0-\u20cf]"
_MARKS = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2010-\u2064\u2190-\u2bff\u3000-\u303f"
)
_PLAIN = rf"[^\s{_MARKS}]"  # letters and digits of any script, with the marks that combine with them
_ALONE = "[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without spaces: each character is a word
_JOINED = rf"(?:[.,:'’@/·\-\u2010-\u2013]{_PLAIN}+)*"  # 1,160  12.4  COVID-19  l'eau  7,000–8,000
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
_SIGNED = rf"(?:(?<!\S)[+\-\u2212±])?(?:{_MONEY}{_SPACE}?)?"
_UNIT = rf"(?:{_SPACE}?(?:[%‰°]{_PLAIN}?|{_MONEY}))?"
_WORD = rf"{_SIGNED}(?:{_GROUPED}|\d{_PLAIN}*{_JOINED}){_UNIT}|{_ALONE}|{_PLAIN}+{_JOINED}|\.+|-+|\S"
_PIECE = re.compile(rf"\s*(?:{_WORD})")
_ENGINE = diff_match_patch()
LONGEST = 40_000  # words on both sides of a line that are cleared of coincidences: some 60 ms


@dataclass(frozen=True, slots=True)
class Wording:
    """A line cut into words."""

    pieces: tuple[str, ...]  #: each with the white space before it
    rest: str  #: white space at the end
    code: str  #: the words, a character each


def wording(text: str, lexicon: Lexicon, whole: Iterable[Span] = ()) -> Wording:
    """Return *text* in words; each span of *whole*, in order, is one: what a reader takes for one number."""
    pieces: list[str] = []
    at = 0
    for start, end in whole:
        if start >= at:
            pieces += [*_PIECE.findall(text[at:start]), _space_at_end(text[at:start]) + text[start:end]]
            at = end
    pieces += _PIECE.findall(text[at:])
    return Wording(tuple(pieces), _space_at_end(text[at:]), lexicon.code([piece.lstrip() for piece in pieces]))


def _space_at_end(text: str) -> str:
    return text[len(text.rstrip()) :]


def word_diff(old: Wording, new: Wording) -> Words:
    """Return the difference: what is gone or kept in it is the old line, what is kept or new the new one.

    Both are coded by the same `Lexicon`.
    """
    pieces: list[Piece] = []
    i = j = 0
    for gone, come, kept in _steps(old.code, new.code):
        pieces += _replaced("".join(old.pieces[i : i + gone]), "".join(new.pieces[j : j + come]))
        i, j = i + gone, j + come
        pieces += _kept(old.pieces[i : i + kept], new.pieces[j : j + kept])
        i, j = i + kept, j + kept
    return tuple(_joined([*pieces, *_spaced(old.rest, new.rest)]))


def _replaced(gone: str, come: str) -> list[Piece]:
    """Return what is *gone* and what has *come* for it, without the white space that both begin with."""
    lead = gone[: len(gone) - len(gone.lstrip())]
    if gone and come and lead == come[: len(come) - len(come.lstrip())]:
        return [(0, lead), (-1, gone[len(lead) :]), (1, come[len(lead) :])]
    return [(-1, gone), (1, come)]


def _kept(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield words that both have; the white space between them may be another."""
    if old == new:
        yield 0, "".join(old)
        return
    for one, other in zip(old, new, strict=True):
        word = one.lstrip()
        yield from _spaced(one[: len(one) - len(word)], other[: len(other) - len(word)])
        yield 0, word


def _spaced(old: str, new: str) -> list[Piece]:
    return [(0, old)] if old == new else [(-1, old), (1, new)]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Return *pieces* with neighbours of one kind together, and between kept ones what is gone before what is new."""
    result: list[Piece] = []
    changed = {-1: "", 1: ""}
    for sign, text in [*_said(pieces), (0, "")]:
        if sign:
            changed[sign] += text
            continue
        held = [(side, words) for side, words in changed.items() if words]
        if not held and result:
            result[-1] = (0, result[-1][1] + text)
            continue
        result += [*held, (0, text)]
        changed = {-1: "", 1: ""}
    return _said(result)


def _said(pieces: Iterable[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece[1]]


def _steps(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """Yield how many words are gone, how many have come for them, and how many after these are kept."""
    gone = come = 0
    for sign, words in _signed(before, after):
        if sign == 0:
            yield gone, come, len(words)
            gone = come = 0
        elif sign < 0:
            gone += len(words)
        else:
            come += len(words)
    yield gone, come, 0


def _signed(before: str, after: str) -> list[Piece]:
    """Return the difference of two lists of words as diff-match-patch has it: (-1 gone, 0 kept or 1 new, words)."""
    pairs = common(before, after) if is_short(before, after) else aligned(before, after)
    found: list[Piece] = []
    for change in _changes(pairs, before, after):
        found += change if len(before) + len(after) > LONGEST else _cleared(change)
    return found


def _cleared(pieces: list[Piece]) -> list[Piece]:
    """Return *pieces* without what both sides have by chance: less than what differs on either hand."""
    if len(pieces) > 2:
        _ENGINE.diff_cleanupSemantic(pieces)
    return pieces


def _changes(pairs: Iterable[Pair], before: str, after: str) -> Iterator[list[Piece]]:
    """Yield the difference in parts, cut where it is sure: what stands between words replaced one for one is kept."""
    part: list[Piece] = []
    at, was_even = (0, 0), False
    for i, j, size in _runs(pairs, len(before), len(after)):
        gone, come = before[at[0] : i], after[at[1] : j]
        is_even = len(gone) == len(come)
        if was_even and is_even and part:
            kept = part.pop()
            yield part
            yield [kept]
            part = []
        part += [piece for piece in ((-1, gone), (1, come), (0, before[i : i + size])) if piece[1]]
        at, was_even = (i + size, j + size), is_even
    yield part


def _runs(pairs: Iterable[Pair], olds: int, news: int) -> Iterator[tuple[int, int, int]]:
    """Yield where runs of *pairs* begin on both sides, and how long each is; at the end, an empty one."""
    i = j = size = 0
    for pair in pairs:
        if pair != (i + size, j + size):
            if size:
                yield i, j, size
            (i, j), size = pair, 0
        size += 1
    if size:
        yield i, j, size
    yield olds, news, 0
