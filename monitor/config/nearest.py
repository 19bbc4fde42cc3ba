"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE = 0.6  # of the letters are right; below it a guess misleads more often than it helps


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of *known* that is closest to *word*, None when none is close."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (for mistakes: every command reads the configuration)
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    choices = sorted(known)
    best = process.extractOne(
        word, choices, scorer=OSA.normalized_similarity, processor=utils.default_process, score_cutoff=CLOSE
    )
    if best is None and len(word) >= 4:  # a part of a longer name: "robots" of "ignore_robots"
        best = process.extractOne(
            word, choices, scorer=fuzz.partial_ratio, processor=utils.default_process, score_cutoff=90
        )
    return best[0] if best else None
