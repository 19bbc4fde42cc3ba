"""Text diffs for the reader's eye: they never decide what a figure became, and never split a number.

diff-match-patch compares code points, so each word, number and run of other characters is one code point while it
works. Lines are aligned first and only changed ones are diffed inside: a page's diff costs about a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz

from monitor.compare.runs import aligned
from monitor.model import Text

LIMIT = 2_000  # differing words on both sides together that are diffed by Myers' algorithm, quadratic at worst
ALIKE = 50  # out of 100: below it a line was not changed but replaced
NEAR = 40  # lines looked at for the one that a new line came from
_WORDS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,'’]\d+)*|[^\W\d_]+|\s+|.",
    re.DOTALL,
)

Words = list[tuple[int, str]]  # -1 gone, 0 kept, 1 new


@dataclass(frozen=True, slots=True)
class LineDiff:
    """What became of one line: ``old`` or ``new`` is its number in its text, None where it came or went."""

    old: int | None
    new: int | None
    words: tuple[tuple[int, str], ...]  #: ``((0, line),)`` for one that is as it was
    coarse: bool = False  #: too long to be diffed word by word throughout


def word_diff(old: str, new: str) -> Words:
    """Return the difference in words as (-1 gone, 0 kept or 1 new, text).

    The result depends on the texts alone, never on the clock. Where more than `LIMIT` words differ, only words that
    stand once on each side hold the two together.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    middle = _middle(before[head : len(before) - tail], after[head : len(after) - tail])
    return _joined([(0, "".join(before[:head])), *middle, (0, "".join(before[len(before) - tail :]))])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(before: Sequence[str], after: Sequence[str]) -> Words:
    if len(before) + len(after) > LIMIT:
        return _coarse(before, after)
    words = sorted(set(before) | set(after))
    code = {word: chr(i) for i, word in enumerate(words, 1)}  # at most LIMIT: far below the surrogates
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a clock would make the result depend on how busy the machine is
    found = engine.diff_main("".join(code[w] for w in before), "".join(code[w] for w in after), checklines=False)
    engine.diff_cleanupSemantic(found)
    return [(sign, "".join(words[ord(char) - 1] for char in chars)) for sign, chars in found]


def _coarse(before: Sequence[str], after: Sequence[str]) -> Words:
    result: Words = []
    at = (0, 0)
    for i, j in [*aligned(before, after), (len(before), len(after))]:
        result += [(-1, "".join(before[at[0] : i])), (1, "".join(after[at[1] : j]))]
        result += [(0, after[j])] if j < len(after) else []
        at = (i + 1, j + 1)
    return result


def _joined(pieces: Words) -> Words:
    result: Words = []
    for sign, text in pieces:
        if text and result and result[-1][0] == sign:
            result[-1] = (sign, result[-1][1] + text)
        elif text:
            result.append((sign, text))
    return result


def lines(text: Text) -> list[str]:
    """Return *text* as a reader sees it: every block is a line, but the cells of a table's row are one together."""
    found = []
    rows = groupby(text.blocks, key=lambda block: (block.cell.table, block.cell.row) if block.cell else block.start)
    for _, blocks in rows:
        found.append(" | ".join(text.of(block) for block in blocks))
    return found


def line_diff(old: Text, new: Text) -> list[LineDiff]:
    """Return the lines of both texts in reading order, aligned; changed ones with the difference of their words."""
    before, after = lines(old), lines(new)
    result: list[LineDiff] = []
    at = (0, 0)
    for i, j in aligned(before, after):
        result += [*_changed(before, after, (at[0], i), (at[1], j)), LineDiff(i, j, ((0, after[j]),))]
        at = (i + 1, j + 1)
    return result + _changed(before, after, (at[0], len(before)), (at[1], len(after)))


def _changed(
    before: Sequence[str], after: Sequence[str], olds: tuple[int, int], news: tuple[int, int]
) -> list[LineDiff]:
    """Return the lines between two anchors: each new one beside the old one most like it, in order."""
    result, at = [], olds[0]
    for j in range(*news):
        window = range(at, min(olds[1], at + NEAR))
        likeness = [(fuzz.ratio(before[i][:2000], after[j][:2000]), -i) for i in window]
        score, index = max(likeness, default=(0.0, 0))
        if score < ALIKE:
            result.append(LineDiff(None, j, ((1, after[j]),)))
            continue
        result += [LineDiff(i, None, ((-1, before[i]),)) for i in range(at, -index)]
        words = word_diff(before[-index], after[j])
        result.append(LineDiff(-index, j, tuple(words), coarse=_is_long(before[-index], after[j])))
        at = -index + 1
    return result + [LineDiff(i, None, ((-1, before[i]),)) for i in range(at, olds[1])]


def _is_long(old: str, new: str) -> bool:
    return len(old) + len(new) > LIMIT and len(_WORDS.findall(old)) + len(_WORDS.findall(new)) > LIMIT
