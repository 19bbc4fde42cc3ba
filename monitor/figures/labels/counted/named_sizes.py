"""What a length, a weight or a warmth is of, with the name of what is measured: "fondo del puesto"."""

from __future__ import annotations

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.counted.deadlines import MOST_LABEL
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clause_begin

_SAYS_HOW_MUCH = FINITE | int(Is.MEASURE)
_NO_THING = int(Is.PRONOUN | Is.MARK | Is.NUMBER | Is.SUBORDINATOR | Is.TIME | Is.PREPOSITION)


def of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the size that the words beside the number *new* name, with the thing of which it is."""
    terms, left, right = sentence.grammar.terms, new.cues.left, new.cues.right
    if not terms.extents or not (new.measured or _is_next(new)):
        return None
    last = left + bool(sentence.flag(left + 1) & Is.OF)  # a hedge may hold the "of"
    adjective = last - bool(sentence.flag(last) & Is.OF)
    noun = terms.extent_of.get(sentence.word(adjective), "")
    if noun and adjective < last:
        return _named(noun, _described(sentence, adjective))
    named = terms.extents.get(sentence.word(right + 1), "")
    if not named or not sentence.flag(right) & Is.OF or (new.measured and new.token.kind != "length"):
        return None
    before = new.before.counted if new.before is not None and _is_next(new) else None
    if before is not None and before.head in terms.extents.values():
        return Counted(core=before.core.replace(before.head, named, 1), head=named)
    return _named(named, _measured(sentence, left, new.at))


def _is_next(new: Draft) -> bool:
    """Whether the number, which has no unit, goes on with a length: "tres metros de frente por 2,4 de fondo"."""
    return new.token.unit is None and new.before is not None and new.before.token.kind == "length"


def warmth(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the temperature at which something is done to a thing: "Les draps sont lavés à 60 °C"."""
    grammar, left = sentence.grammar, new.cues.left
    name = grammar.terms.dimensions.get("temperature", "")
    if new.token.kind != "temperature" or not name or sentence.word(left) not in grammar.change_ends:
        return None
    main = sentence.back_over(left - 1, Is.ADVERB)
    deed = deed_nouns.of_verb(grammar, sentence.word(main)) if group_at(sentence, main - 1) is not None else ""
    if not deed:
        kept = _kept(sentence, left)
        return _named(name, kept) if kept else None
    return _named(f"{name} {deed_nouns.joined(grammar, deed)}", _measured(sentence, main, main))


def _kept(sentence: Sentence, left: int) -> str:
    """Return the thing that is to be, or to be kept, as warm as that: "[El agua] debe estar a 60 grados"."""
    verb = sentence.back_over(left - 1, Is.ADVERB)
    if sentence.flag(verb) & Is.BE:
        return _measured(sentence, left, verb + 1)
    begin = next((at for at in range(left - 1, 0, -1) if not sentence.content_word(at)), 0)
    opens = begin == 1 or sentence.flag(begin - 2) & Is.MARK
    return _with_article(sentence, begin, left) if opens and sentence.content_word(begin - 1) else ""


def _named(name: str, whose: str) -> Counted | None:
    """Return the *name* of a size, and *whose* it is ("du mur") where that fits."""
    words = f"{name} {whose}".strip()
    core = words if len(words.split()) <= MOST_LABEL else name
    return Counted(core=core, head=name.partition(" ")[0])


def _described(sentence: Sentence, adjective: int) -> str:
    """Return the noun that the *adjective* describes, perhaps before a comma: "le bassin, [profond] de 60 cm"."""
    end = adjective - (sentence.word(adjective - 1) == ",")
    for at in range(end - 1, -1, -1):
        if sentence.flags[at] & (Is.MARK | Is.SUBORDINATOR | Is.NUMBER | FINITE):
            return ""
        if sentence.low[at] in sentence.grammar.terms.of_articles and not sentence.flag(at - 1) & Is.OF:
            return _with_article(sentence, at, end)
    return ""


def _measured(sentence: Sentence, left: int, number: int) -> str:
    """Return the subject of the clause of the word *left*, whose verb stands before the *number*, with its article."""
    for at in range(clause_begin(sentence, left + 1), number):
        if sentence.flags[at] & _SAYS_HOW_MUCH or group_at(sentence, at) is not None:
            first, end = subject(sentence, at)
            return _with_article(sentence, first, end) if first < end else ""
    return ""


def _with_article(sentence: Sentence, begin: int, end: int) -> str:
    """Return the noun from *begin* to *end*, which has an article there or before it, as what a size is of."""
    articles = sentence.grammar.terms.of_articles
    if begin > 0 and sentence.low[begin - 1] in articles:
        begin -= 1
    article = articles.get(sentence.word(begin), "")
    if not article or begin + 1 >= end or sentence.has(begin + 1, end, _NO_THING):
        return ""
    return f"{article}{sentence.text(begin + 1, end)}"
