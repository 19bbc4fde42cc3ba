"""How long a label may be, and how a longer one is cut."""

from __future__ import annotations

MOST_WORDS = 8  #: of a phrase that says what is counted
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))


def clipped(phrase: str, most: int = MOST_WORDS) -> str:
    """Return the first *most* words of *phrase*, without a dangling mark or an unclosed bracket."""
    if phrase.isalnum():
        return phrase  # one word
    words = " ".join(phrase.split()[:most])
    if words.replace(" ", "").isalnum():
        return words  # mostly: there is no mark in it
    words = words.strip(" ,;:.–—")
    for opening, closing in _PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.rpartition(opening)[0] if opening in words else words.replace(closing, "")
    return words.strip(" ,;:.–—")
