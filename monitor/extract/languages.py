"""The language of a page: what it declares, else the language whose small words it uses most."""

from __future__ import annotations

import re

_SMALL_WORDS = {
    "en": "the of and to in is that for was with are be this have from by on not at which were been has will their",
    "fr": "le la les de des du et en un une dans est que pour qui par sur au aux plus avec sont ont été ce cette il",
    "de": "der die das und ist von den mit dem des ein eine für auf nicht im zu sich auch werden wurde sind bei oder",
    "es": "el los las y que en del por con una para es al se su más como han sido fue pero sus este esta",
    "it": "il di che è per una sono con non del della nel gli alla dei più le anche stati delle",
    "nl": "het een van en dat op te zijn voor met niet aan er om ook door bij naar werd zijn",
    "pt": "o os as que em um uma não do da dos das para com por mais foi são ao",
}
_OF_WORD: dict[str, tuple[str, ...]] = {}
for _tag, _words in _SMALL_WORDS.items():
    for _word in set(_words.split()):
        _OF_WORD[_word] = (*_OF_WORD.get(_word, ()), _tag)
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 6000  # characters
_FEWEST = 4  # small words that must be seen
_TAG = re.compile(r"[a-z]{2,3}")


def primary(declared: str | None) -> str | None:
    """Return the primary tag of a declared language (BCP 47): ``en`` for ``en-GB``; None when it is none."""
    if not declared:
        return None
    tag = re.split(r"[-_,;\s]", declared.strip().lower(), maxsplit=1)[0]
    return tag if _TAG.fullmatch(tag) and tag not in ("und", "mul", "zxx") else None


def detect(content: str) -> str:
    """Return the language whose small words are most frequent in *content*; English when there are too few."""
    scores: dict[str, float] = {}
    for word in _WORD.findall(content[:_LOOKED_AT].lower()):
        tags = _OF_WORD.get(word)
        if tags:
            for tag in tags:
                scores[tag] = scores.get(tag, 0) + 1 / len(tags)
    best = max(scores, key=lambda tag: scores[tag], default="en")
    return best if scores.get(best, 0) >= _FEWEST else "en"
