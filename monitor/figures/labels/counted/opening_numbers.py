"""What the number is that opens a line, by the name after it: "83 %: ropa, leña y comida", "25 Euro – Seife"."""

from __future__ import annotations

from monitor.figures.labels.counted.identifying_phrases import phrase_end
from monitor.figures.labels.counted.verb_complements import unnumbered
from monitor.figures.labels.syntax.clauses import is_finite
from monitor.figures.labels.syntax.subjects import named
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted

_NAMES_AFTER = (":", "–", "—")  #: marks after which a line says what the number that opens it is
_OPENS_NO_NAME = int(Is.ADVERB | Is.UP | Is.DOWN | Is.TIME)
_STATES = int(Is.BE | Is.UP | Is.DOWN | Is.MEASURE | Is.MOVED)


def listed(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return the name after a number that opens its line: "83 %: ropa, leña y comida", "25 Euro – Seife"."""
    if left >= 0 or sentence.word(right) not in _NAMES_AFTER:
        return None
    begin, end = sentence.over(right + 1, Is.DETERMINER), len(sentence)
    while end > right and sentence.flags[end - 1] & Is.MARK:
        end -= 1
    if not _is_name(sentence, begin, end, numbered=sentence.low[right] != ":"):
        return None
    if end - begin > MOST_WORDS:
        end = phrase_end(sentence, begin)
    found = named(sentence, begin, end)
    return Counted(core=unnumbered(sentence, begin, end), head=found.head, end=end) if found.core else None


def _is_name(sentence: Sentence, begin: int, end: int, *, numbered: bool) -> bool:
    """Whether the words from *begin* to *end* are a noun phrase and no clause; *numbered*, a number may stand in it."""
    if not sentence.content_word(begin) or sentence.flags[begin] & _OPENS_NO_NAME:
        return False
    breaks = FINITE | int(Is.SUBORDINATOR) | (0 if numbered else int(Is.NUMBER))
    if sentence.has(begin, end, breaks):
        return False
    return not numbered or not any(is_finite(sentence, at) or _states(sentence, at) for at in range(begin, end))


def _states(sentence: Sentence, at: int) -> bool:
    return bool(sentence.flags[at] & (_STATES | Is.VERB)) and not sentence.capital(at)
