"""How text is cut: into lexemes, in which numbers are looked for, and into words, of which sentences are made.

They stand here because the phrases of the language files must be cut as the texts are that they are looked for in.
Lexemes part all that may stand beside digits ("17h30", "year-old"); words keep together what a reader takes for one
("year-old", "day's"), and elided articles apart ("l'asile").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SPACES = "\u00a0\u2007\u2008\u2009\u202f "
LEXEME = re.compile(  # it passes over spaces at once, and over Latin letters by a range: that spares half of the search
    rf"(?! )(?:([0-9]+(?:(?:[.,'’{SPACES}]|, )[0-9]+)*)|([a-z]+[^\W\d_]*|[^\W\d_]+)|((?:(?![0-9])\d)+|\S))"
)
"""Digit groups (group 1), words (2), single symbols and digits of other scripts (3)."""
WORD = re.compile(  # as above: spaces at once, and a word of Latin letters alone by a range; nothing is tried twice
    r"(?! )(?:[A-Za-z]++(?![^ ,])|[^\W\d_]\w*+(?:[-'’‑.](?=\w)\w++)*"
    r"|[0-9]+(?:(?:-[0-9]{2}-|\.[ \u00a0][0-9]{1,2}\.[ \u00a0])[0-9]{2,4}(?![\w-])|(?:[.,:/'’\u202f\u00a0][0-9]+)*\w*)"
    r"|[^\w\s]|_)"
)
"""Words of a sentence, numbers and single marks; a date in digits is one: "2020-03-18", "18. 3. 2020"."""
_LONGEST_ELIDED = 6  # letters before the apostrophe: "lorsqu'", "jusqu'"


def lexemes(text: str) -> list[str]:
    """Return the lexemes of *text*, in lower case."""
    return [match.group() for match in LEXEME.finditer(text.lower())]


def words(phrase: str, possessive: tuple[str, ...]) -> list[str]:
    """Cut *phrase* as sentences are cut; an elided word keeps its apostrophe: "d'", "asile".

    *possessive* are the endings that an apostrophe may begin without eliding anything: "'s".
    """
    return list(_words(phrase, possessive))


def _words(phrase: str, possessive: tuple[str, ...]) -> Iterator[str]:
    for part in phrase.split():
        if "'" in part[1:] and part.index("'", 1) <= _LONGEST_ELIDED and not part.endswith(possessive):
            head, _, tail = part.partition("'")
            yield head + "'"
            yield from WORD.findall(tail)
        else:
            yield from WORD.findall(part)
