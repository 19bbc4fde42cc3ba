"""Mark what changed in a sentence: its figures' numbers, and the words around them; a number is never split."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from monitor.model import Figure
from monitor.model.sanitize import visible

GONE, KEPT, NEW = -1, 0, 1
ALIKE = 0.6  # of the words of two sentences that are the same: below it they are shown one under the other
LONGEST = 600  # words of both sentences together that are compared: SequenceMatcher is quadratic
_WORDS = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,:'’]\d+)*|[^\W\d_]+|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence: `GONE`, `KEPT` or `NEW`, and whether it is the number of a figure that is told."""

    sign: int
    text: str
    is_figure: bool = False


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence before and now, each with what changed in it; empty where there was none."""

    before: Pieces = ()
    now: Pieces = ()
    merged: Pieces = ()  #: both in one, where they are much alike

    @property
    def lines(self) -> tuple[tuple[str, Pieces], ...]:
        """Return what is shown, each with its label: "" for both sentences in one."""
        if self.merged:
            return (("", self.merged),)
        return tuple((label, one) for label, one in (("before", self.before), ("now", self.now)) if one)


def marked(figure: Figure) -> tuple[str, str, str]:
    """Return the figure's sentence as what stands before its number, the number as written, and what follows.

    The number is empty, and the whole sentence first, where it cannot be placed.
    """
    at = _place(figure)
    if at is None:
        return visible(figure.sentence), "", ""
    end = at + len(figure.surface)
    return visible(figure.sentence[:at]), visible(figure.sentence[at:end]), visible(figure.sentence[end:])


def pair(olds: Sequence[Figure], news: Sequence[Figure]) -> Pair:
    """Return the sentence of *olds* and that of *news* with what changed between them marked.

    Args:
        olds: the figures, told, of the sentence before; all have the same sentence.
        news: those of the sentence now.
    """
    before, now = _words(olds), _words(news)
    return Pair(_joined(before), _joined(now), merged=_merged(before, now) if before and now else ())


def _words(figures: Sequence[Figure]) -> list[Piece]:
    """Return the sentence of *figures* word by word, the number of each of them whole."""
    if not figures:
        return []
    sentence, at, words = figures[0].sentence, 0, list[Piece]()
    for start, end in sorted({span for one in figures if (span := _span(one))}):
        if start >= at:
            words += [Piece(KEPT, word) for word in _WORDS.findall(sentence[at:start])]
            words.append(Piece(KEPT, sentence[start:end], is_figure=True))
            at = end
    return words + [Piece(KEPT, word) for word in _WORDS.findall(sentence[at:])]


def _merged(before: Sequence[Piece], now: Sequence[Piece]) -> Pieces:
    """Return both sentences in one; nothing where they have too little in common to be read so."""
    if len(before) + len(now) > LONGEST:
        return ()
    matcher = SequenceMatcher(None, [one.text for one in before], [one.text for one in now], autojunk=False)
    if matcher.ratio() < ALIKE:
        return ()
    gone, new, found = list[Piece](), list[Piece](), list[Piece]()
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        kept = now[j:j_end]
        if what == "equal" and not _is_gap(kept, gone + new):
            found += [*gone, *new, *kept]
            gone, new = [], []
        else:  # a space between two words that changed goes with them
            gone += [replace(one, sign=GONE) for one in before[i:i_end]]
            new += [replace(one, sign=NEW) for one in now[j:j_end]]
    return _joined([*found, *gone, *new])


def _is_gap(kept: Sequence[Piece], changed: Sequence[Piece]) -> bool:
    """Return whether *kept* is but the space after words that changed, of which none is a figure."""
    return bool(changed) and all(one.text.isspace() for one in kept) and not any(one.is_figure for one in changed)


def _joined(words: Iterable[Piece]) -> Pieces:
    runs = (list(run) for _, run in groupby(enumerate(words), key=_run))
    return tuple(replace(run[0][1], text=visible("".join(word.text for _, word in run))) for run in runs)


def _run(numbered: tuple[int, Piece]) -> tuple[int, int]:
    index, word = numbered
    return word.sign, index if word.is_figure else -1  # each number stands by itself


def written(pieces: Pieces) -> Iterator[tuple[str, Piece | None]]:
    """Yield *pieces* for plain text, each with the piece that it shows, None for the marks between them.

    A number that is marked where it stands is ``[1,000]``, what was replaced ``[1,000 → 1,160]``, what only went
    ``[-words-]``, what only came ``{+words+}``.
    """
    runs = [(sign, list(run)) for sign, run in groupby(pieces, key=lambda one: one.sign)]
    for index, (sign, run) in enumerate(runs):
        before = runs[index - 1][0] if index else KEPT
        after = runs[index + 1][0] if index + 1 < len(runs) else KEPT
        opening, closing = _marks(sign, before, after)
        yield opening, None
        for piece in run:
            framed = sign == KEPT and piece.is_figure
            yield "[" if framed else "", None
            yield piece.text, piece
            yield "]" if framed else "", None
        yield closing, None


def _marks(sign: int, before: int, after: int) -> tuple[str, str]:
    """Return what stands before and after a run of *sign* between runs of the signs *before* and *after*."""
    if sign == GONE:
        return ("[", " → ") if after == NEW else ("[-", "-]")
    if sign == NEW:
        return ("", "]") if before == GONE else ("{+", "+}")
    return "", ""


def _span(figure: Figure) -> tuple[int, int] | None:
    at = _place(figure)
    return None if at is None else (at, at + len(figure.surface))


def _place(figure: Figure) -> int | None:
    """Return where the number stands in the sentence, whose white space may have been folded."""
    surface, sentence = figure.surface, figure.sentence
    expected = figure.start - figure.sentence_start
    if surface and expected >= 0 and sentence.startswith(surface, expected):
        return expected
    whole = re.compile(rf"(?<![\w.,]){re.escape(surface)}(?!\w)") if surface else None
    places = [match.start() for match in whole.finditer(sentence)] if whole else []
    return min(places, key=lambda place: abs(place - expected), default=None)
