"""The deed of those counted where its verb comes before the number: "Fueron detenidas 8 personas", "faltan 130 camas".

For languages that conjugate by endings and let the subject follow: what was done is said with the participle, which
agrees with the noun ("personas detenidas"), what they did with a relative clause ("camas que faltan").
"""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, is_participle
from monitor.figures.labels.time import time_phrases

_MOVES = int(Is.UP | Is.DOWN | Is.MOVED)
_LONG = 6  #: words of a phrase with "of" that a deed stands for better
_FAR = 4  #: words of what stands between the verb and the number: "por abandono", "en el barrio"


def deed(sentence: Sentence, left: int, noun: str, *, many: bool) -> str:
    """Return what the verb before the word after *left* says of the *noun* counted; nothing where it says none."""
    verbs = sentence.grammar.verbs
    if not verbs.done_forms:
        return ""
    event = verbs.events.get(sentence.word(left - 1)) if sentence.flag(left) & Is.OF else None
    if event is not None:
        return agreed(sentence.grammar, event, noun, many=many)  # "la muerte de dos ancianos"
    without = _left_without(sentence, left)
    if without:
        return without
    at = _verb(sentence, left)
    return _deed_of(sentence, at, noun, many=many) if at is not None else ""


def _left_without(sentence: Sentence, left: int) -> str:
    """Return what those counted were left without: "dejó [sin luz] a 12.000 hogares"."""
    end = left + (sentence.word(left) not in sentence.grammar.verbs.object_marks)
    lacking = sentence.grammar.verbs.lacking
    begin = next((at for at in range(end - 2, max(0, end - _FAR), -1) if sentence.low[at] == lacking), None)
    if begin is None or not lacking or not all(sentence.content_word(at) for at in range(begin + 1, end)):
        return ""
    return sentence.text(begin, end) if _is_verb(sentence, begin - 1) else ""


def _deed_of(sentence: Sentence, at: int, noun: str, *, many: bool) -> str:
    """Return what the verb at *at* says of the *noun*: what was done to it, what is to be, or what it does."""
    verbs, word = sentence.grammar.verbs, sentence.word(at)
    if sentence.flag(at - 1) & Is.BE and _describes(sentence, at):
        return _agreeing(sentence, at, many=many)  # it agrees already: "fueron detenidas"
    if _is_to_come(sentence, at):
        begin = at - (sentence.word(at - 1) in verbs.reflexive)
        return f"{verbs.relative} {sentence.text(begin, at + 1).lower()}"
    participle = verbs.done_forms.get(word, word if _after_have(sentence, at) else "")
    if not participle:
        return _done_by(sentence, at, noun, many=many)
    light = participle in verbs.light or sentence.flags[at] & (_MOVES | Is.SAYS)
    return "" if light else agreed(sentence.grammar, participle, noun, many=many)


def with_deed(sentence: Sentence, right: Counted, said: str) -> Counted:
    """Return *right* narrowed by the deed *said*, which tells it better than a long place or owner does."""
    begin, end = right.end - right.size, right.end
    of = next((at for at in range(begin + 1, end) if sentence.flags[at] & Is.OF), end)
    if of == end:
        described = sentence.over(begin, Is.PRENOMINAL) + 1 < end  # "niños no acompañados"
        relative = said.startswith(f"{sentence.grammar.verbs.relative} ")
        return right if relative and described else right.narrowed(said)
    if end - begin < _LONG:
        return right
    return Counted(core=sentence.text(begin, of), head=right.head, more=said, end=right.end, size=right.size)


def _verb(sentence: Sentence, left: int) -> int | None:
    """Return the verb that stands before the number, over what may stand between them; None without one."""
    at = _over_time(sentence, left - (sentence.word(left) in sentence.grammar.verbs.object_marks))
    if _is_verb(sentence, at):
        return at
    preposition = _opens_phrase(sentence, at)
    return preposition - 1 if preposition is not None and _is_verb(sentence, preposition - 1) else None


def _over_time(sentence: Sentence, at: int) -> int:
    """Step back over when and how often: "duermen cada noche 620 personas"."""
    covered = time_phrases.covered(sentence)
    while at >= 0 and (at in covered or sentence.flags[at] & Is.ADVERB):
        at -= 1
    often = sentence.word(at - 1) in sentence.grammar.time.each and not sentence.flag(at - 1) & Is.PREPOSITION
    return at - 2 if often else at


def _opens_phrase(sentence: Sentence, at: int) -> int | None:
    """Return the preposition of the short phrase that ends at *at*: "se desecharon [por] abandono 6.000"."""
    for here in range(at, max(0, at - _FAR), -1):
        if sentence.flags[here] & (Is.MARK | Is.NUMBER | Is.AND | Is.SUBORDINATOR):
            return None
        if sentence.flags[here] & (Is.PREPOSITION | Is.BY) and here < at:
            return here
    return None


def _is_verb(sentence: Sentence, at: int) -> bool:
    flag, word = sentence.flag(at), sentence.word(at)
    if not word or flag & (Is.MARK | FINITE) or sentence.flag(at - 1) & (Is.DETERMINER | Is.OF):
        return False
    verbs = sentence.grammar.verbs
    if word in verbs.done_forms or word in verbs.plural_of:
        return True
    return (_describes(sentence, at) and bool(sentence.flag(at - 1) & (Is.BE | Is.HAVE))) or _after_have(sentence, at)


def _describes(sentence: Sentence, at: int) -> bool:
    return is_participle(sentence, at) or bool(sentence.flag(at) & Is.ADJECTIVE)


def _after_have(sentence: Sentence, at: int) -> bool:
    formed = sentence.word(at).endswith(sentence.grammar.nouns.participle_endings)  # "han fallecido": no noun
    return bool(sentence.flag(at - 1) & Is.HAVE) and formed


def _agreeing(sentence: Sentence, at: int, *, many: bool) -> str:
    if sentence.flags[at] & _MOVES or sentence.plural(at) != many:
        return ""
    return sentence.text(at, at + 1)


def _is_to_come(sentence: Sentence, at: int) -> bool:
    """Whether the verb tells what is to be done, by nobody in particular: "se contratarán", "trasladarán"."""
    verbs, word = sentence.grammar.verbs, sentence.word(at)
    if word not in verbs.done_forms or not word.endswith(verbs.future_endings):
        return False
    opens = sentence.flag(at - 1) & (Is.MARK | Is.SUBORDINATOR) or at - 1 in time_phrases.covered(sentence)
    return sentence.word(at - 1) in verbs.reflexive or (verbs.plural_of[word] == word and bool(opens))


def _done_by(sentence: Sentence, at: int, noun: str, *, many: bool) -> str:
    """Return the relative clause of a verb that has no object: those counted are its subject."""
    verbs, word = sentence.grammar.verbs, sentence.word(at)
    if word in sentence.grammar.words.verbs and noun not in sentence.grammar.nouns.general:
        return ""  # where they live tells others' rows from theirs no better than a place does
    if word not in verbs.infinitive_of or sentence.flags[at] & _MOVES or verbs.infinitive_of[word] not in verbs.does:
        return ""
    if verbs.plural_of[word] != word and (many or not verbs.plural_of[word]):
        return ""  # in the singular, or the first person, it has another subject
    return f"{verbs.relative} {sentence.text(at, at + 1).lower()}"


def agreed(grammar: Grammar, participle: str, noun: str, *, many: bool) -> str:
    """Return *participle*, in the masculine singular, as it agrees with *noun*."""
    ending, forms = next(
        ((one, others) for one, others in grammar.nouns.inflections.items() if participle.endswith(one)), ("", ())
    )
    if not forms:
        return ""
    feminine, many_masculine, many_feminine = forms
    female = is_feminine(grammar, noun)
    stem = participle.removesuffix(ending)
    if many:
        return stem + (many_feminine if female else many_masculine)
    return stem + feminine if female else participle


def is_feminine(grammar: Grammar, noun: str) -> bool:
    """Whether *noun* is feminine, by its ending or its list."""
    nouns, singular = grammar.nouns, grammar.nouns.forms.singular(noun.lower())
    if singular in nouns.feminine or is_masculine(grammar, noun):
        return singular in nouns.feminine
    return singular.endswith(nouns.feminine_endings) and not singular.endswith(nouns.masculine_endings)


def is_masculine(grammar: Grammar, noun: str) -> bool:
    """Whether *noun* is masculine by its list, or by an accent: "blessés", but "libertés"."""
    nouns, word = grammar.nouns, noun.lower()
    if nouns.forms.singular(word) in nouns.masculine:
        return True
    return word.endswith(nouns.masculine_forms) and not word.endswith(nouns.feminine_forms)
