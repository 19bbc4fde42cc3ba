"""Number words written together, as German and Dutch have them: "einundzwanzig" is "ein", "und", "zwanzig"."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: "siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzig" has 66 letters.
_LONGEST = 80


class Compounds:
    """Splits number words that are written as one word; a language without such words has no pieces."""

    __slots__ = ("_opening", "_pieces", "_seen")

    def __init__(self, heads: Iterable[str], joined: Iterable[str]) -> None:
        """*heads* are words that a number may begin with, *joined* those that only stand inside or at its end."""
        first = sorted(heads, key=lambda word: (-len(word), word))
        self._pieces = tuple(sorted({*first, *joined}, key=lambda word: (-len(word), word)))
        self._opening = re.compile("|".join(map(re.escape, first)) if first else r"(?!)")
        self._seen: dict[str, tuple[str, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two or more number words that make up *word*; nothing when it is another word."""
        if len(word) > _LONGEST or self._opening.match(word) is None:
            return ()
        found = self._seen.get(word)
        if found is None:
            found = self._parted(word)
            if found and len(self._seen) < 4096:  # number words alone are remembered: bounded, whatever pages say
                self._seen[word] = found
        return found

    def _parted(self, word: str) -> tuple[str, ...]:
        """Return the pieces of *word*, found from its end: every place is looked at once."""
        after = self._pieces_by_place(word)
        parts, place = [], 0
        while place < len(word) and (piece_here := after[place]) is not None:
            parts.append(piece_here)
            place += len(piece_here)
        opens = bool(parts) and self._opening.fullmatch(parts[0]) is not None
        return tuple(parts) if len(parts) > 1 and place == len(word) and opens else ()

    def _pieces_by_place(self, word: str) -> list[str | None]:
        """Return for each place of *word* the first piece there after which pieces go on to its end."""
        after: list[str | None] = [None] * len(word) + [""]
        for place in range(len(word) - 1, -1, -1):
            for piece in self._pieces:
                if word.startswith(piece, place) and after[place + len(piece)] is not None:
                    after[place] = piece
                    break
        return after
