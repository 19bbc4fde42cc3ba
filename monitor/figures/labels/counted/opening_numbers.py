"""What the number is that opens a line or ends it, by the name beside it: "25 Euro – Seife", "Staff – 40"."""

from __future__ import annotations

from monitor.figures.labels.counted.identifying_phrases import phrase_end
from monitor.figures.labels.counted.verb_complements import unnumbered
from monitor.figures.labels.syntax.clauses import is_finite
from monitor.figures.labels.syntax.subjects import named
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, initial, is_participle

_LEADERS = ("–", "—", "-", "…", "|", "/", "→", ",", ".")  #: between what a line says and the number that ends it
_MOST_LABEL = 2 * MOST_WORDS
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


def ending(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what a line says that ends with its number and has no verb: "Staff – N", "Beds N"."""
    if sentence.over(right, Is.MARK) < len(sentence):
        return None
    end = left if sentence.word(left) in _LEADERS else left + 1
    begin = sentence.over(0, Is.DETERMINER)
    if end - begin > _MOST_LABEL or not _is_name(sentence, begin, end, numbered=True):
        return None
    if _acts(sentence, begin, end) or not sentence.content_word(end - 1):
        return None
    return None if end == begin + 1 and _is_verb_alone(sentence, begin) else named(sentence, begin, end)


def _acts(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the words from *begin* to *end* are a clause: a verb, or what an article follows, as it follows no noun.

    "[Lavez] les filtres tous les 6 jours".
    """
    if sentence.has(begin, end, int(Is.NUMBER | Is.MARK | Is.VERB)):
        return True
    articles = sentence.grammar.words.articles if sentence.grammar.nouns.agree else frozenset[str]()
    return any(sentence.content_word(at) and sentence.low[at + 1] in articles for at in range(begin, end - 1))


def _is_verb_alone(sentence: Sentence, at: int) -> bool:
    """Whether a line's only word says what was done or is to be: "Seized 45", "verser 40 millions"."""
    endings = sentence.grammar.nouns.infinitive_endings
    is_infinitive = bool(endings) and sentence.low[at].endswith(endings)
    return is_infinitive or is_participle(sentence, at) or initial(sentence, at)
