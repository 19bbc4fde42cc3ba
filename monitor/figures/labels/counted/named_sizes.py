"""What a length, a weight or a warmth is of, with the name of what is measured: "fondo del puesto"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.counted.deadlines import MOST_LABEL
from monitor.figures.labels.counted.stated_subjects import phrase_begin
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.syntax.subjects import named_thing, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, clause_begin

_SAYS_HOW_MUCH = FINITE | int(Is.MEASURE)
_MOST_THING = 3  #: words of a thing whose size is named after it: "care home room"
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


def limited(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the size that a comparison bounds, of its thing: "No [fence] may be [taller than] two metres"."""
    sizes, than = sentence.grammar.terms.compared, sentence.grammar.roles.than
    if not sizes:
        return None
    last = new.at - 1
    if sentence.word(last) not in than or sentence.word(last - 1) not in sizes:
        last = new.cues.left + 1  # "weighing [less than] 9 kilos": the hedge says which way
    word, adjective = sentence.word(last - 1), last - 1
    name = sizes.get(word, "")
    if not name:
        return None
    if sentence.content_word(adjective - 1) and not sentence.flags[adjective - 1] & Is.ADVERB:
        return _beside(sentence, adjective, new.token.kind, name)
    linking = sentence.back_over(adjective - 1, Is.ADVERB)
    if not sentence.flag(linking) & Is.BE or name not in _measurable(sentence, new.token.kind):
        return None
    return _sized(sentence, *subject(sentence, sentence.back_over(linking, FINITE | Is.ADVERB) + 1), name)


def _beside(sentence: Sentence, adjective: int, kind: str, name: str) -> Counted | None:
    """Return the thing right before its *adjective*, with the *name* of its size where the *kind* of unit tells it."""
    begin = phrase_begin(sentence, adjective, _MOST_THING)
    if name in _measurable(sentence, kind):
        return _sized(sentence, begin, adjective, name)
    return named_thing(sentence, begin, adjective) if begin < adjective else None  # "Films longer than 90 minutes"


def _measurable(sentence: Sentence, kind: str) -> Sequence[str]:
    """Return the names of what a unit of the *kind* can measure of a thing: of a length its height, width, depth."""
    return sentence.grammar.terms.measured.get(kind, ())


def tempered(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the temperature of what is kept at it, or below it: "Keep one [room] below 26 °C", "Milk is stored at"."""
    name, verbs = sentence.grammar.terms.dimensions.get("temperature", ""), sentence.grammar.terms.tempering
    if new.token.kind != "temperature" or not name or not verbs:
        return None
    begin = clause_begin(sentence, new.at)
    verb = next((at for at in range(new.cues.left, begin - 1, -1) if sentence.low[at] in verbs), None)
    if verb is None:
        return None
    if sentence.flag(verb - 1) & FINITE and sentence.has(begin, verb, Is.BE):
        return _sized(sentence, *subject(sentence, sentence.back_over(verb - 1, FINITE | Is.ADVERB) + 1), name)
    end = new.cues.left + (sentence.content_word(new.cues.left))
    return _sized(sentence, phrase_begin(sentence, end, _MOST_THING), end, name) if end > verb + 1 else None


def _sized(sentence: Sentence, begin: int, end: int, name: str) -> Counted | None:
    """Return the *name* of a size after the thing from *begin* to *end*, in the singular: "fence height"."""
    while begin < end and not sentence.content_word(begin):
        begin += 1
    if begin >= end or end - begin > _MOST_THING or sentence.has(begin, end, _NO_THING | Is.OF):
        return None
    noun = sentence.grammar.nouns.forms.singular(sentence.low[end - 1])
    if is_person(sentence, noun):
        return None
    if noun == name:
        return Counted(core=name, head=name)
    words = [*(sentence.original(at) for at in range(begin, end - 1)), noun, name]
    if begin == 0:
        words[0] = words[0][:1].lower() + words[0][1:]
    return Counted(core=" ".join(words), head=name)


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
