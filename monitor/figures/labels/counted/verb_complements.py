"""Where the words end that complete a verb or describe a noun, cut so that none of them dangles."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, is_participle
from monitor.figures.labels.time import time_phrases

LOOSE = int(Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.BY | Is.RELATIVE | Is.ADVERB)  #: would dangle at an end
_ENDS = int(Is.MARK | Is.NUMBER | Is.DIGITS | Is.SUBORDINATOR | Is.AND) | FINITE
_AFTER_PARTICLE = int(Is.MARK | Is.PREPOSITION | Is.BY | Is.AND | Is.SUBORDINATOR | Is.TIME)
_JOINS_NONE = int(Is.VERB | Is.TIME | Is.ADVERB)
_MOST_JOINED = 2  #: words that "and" joins to a place or purpose
_MOST = 5  #: words of a complement: "signed the letter to the minister"


def complement_end(sentence: Sentence, at: int) -> int:
    """Return where the words end that complete the verb before *at*: a particle, its object, or one place or purpose.

    Times, comparisons, marks and what follows a second preposition are left out.
    """
    first = _over_infinitive(sentence, at + _is_particle(sentence, at))
    end = _objects_end(sentence, first)
    if end == first + _most(sentence, first) and sentence.content_word(end) and not is_participle(sentence, end):
        end = first  # cut in the middle of a phrase
    return joined(sentence, first, tidied(sentence, first, end))


def joined(sentence: Sentence, first: int, end: int) -> int:
    """Return *end* after what "and" joins to a phrase with a preposition there, or before a phrase that it would cut.

    "with little [or no water]", but "treated" of "treated for cuts and the many effects of smoke".
    """
    preposition = next((at for at in range(end - 1, first - 1, -1) if sentence.flags[at] & Is.PREPOSITION), None)
    if preposition is None or not sentence.flag(end) & Is.AND or sentence.grammar.nouns.adjectives_follow:
        return end
    named = over_name(sentence, end)
    if named > end:
        return named
    begin = last = sentence.over(end + 1, Is.DETERMINER)
    if sentence.flag(end + 1) & Is.SUBORDINATOR:
        return end
    while last - begin < _MOST_JOINED and sentence.content_word(last) and not sentence.flags[last] & _JOINS_NONE:
        last += 1
    if last == begin or sentence.flag(last) & FINITE:
        return end  # another clause, or another noun than the last
    whole = not sentence.content_word(last) and not sentence.flag(last) & (Is.OF | Is.NUMBER)
    return last if whole and last - first <= _MOST + 1 else end


def over_name(sentence: Sentence, end: int) -> int:
    """Return *end* after a name that "and" joins to the name before it: "residents of Ashby [and Thorne] have"."""
    if not sentence.flag(end) & Is.AND or sentence.grammar.nouns.adjectives_follow or not sentence.capital(end - 1):
        return end
    last = end + 1
    while (
        last < len(sentence) and sentence.capital(last) and sentence.content_word(last) and last - end <= _MOST_JOINED
    ):
        last += 1
    return last if last > end + 1 and not sentence.flag(last) & Is.NUMBER else end


def _is_particle(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* belongs to the verb before it, and leads to no object: "were carried [out] in May"."""
    led = sentence.word(at) in sentence.grammar.agents.particles and sentence.flag(at + 1) & _AFTER_PARTICLE
    return bool(led) and at not in time_phrases.covered(sentence)


def _most(sentence: Sentence, first: int) -> int:
    """Return how many words a complement may have that begins at *first*; "of" before it is none of them."""
    return _MOST + bool(sentence.flag(first) & Is.OF and sentence.grammar.nouns.agree)


def _objects_end(sentence: Sentence, first: int) -> int:
    """Return where the object, or one phrase with a preposition, ends that begins at *first*: `_MOST` words at most."""
    end, preposed = first, False
    while end < min(len(sentence), first + _most(sentence, first)):
        if preposed and passes_number(sentence, end):
            end += 1
            continue
        if _ends_complement(sentence, end):
            break
        if sentence.flags[end] & Is.PREPOSITION:
            of = sentence.flag(first) & Is.OF and sentence.grammar.nouns.agree  # "d'un placement à l'extérieur"
            if preposed or (end > first and not (of or _leads_on(sentence, first, end))):
                break
            preposed = True
        end += 1
    return end


def _ends_complement(sentence: Sentence, at: int) -> bool:
    """Whether no complement of a verb holds the word *at*; "en" is a preposition there, and no pronoun."""
    flag = sentence.flags[at]
    closes = _ENDS | Is.BY | (0 if flag & Is.PREPOSITION else Is.PRONOUN)
    if flag & Is.BY and _tells_means(sentence, at):
        return False
    if flag & closes or at in time_phrases.covered(sentence):
        return True
    return is_aside(sentence, at) or _compares(sentence, at)


def _tells_means(sentence: Sentence, by: int) -> bool:
    """Whether "by" says with what something is done, and not who does it: "par camion-citerne", "por carretera"."""
    bare = sentence.grammar.nouns.agree and sentence.flag(by + 1) == 0 and not sentence.capital(by + 1)
    closed = sentence.flag(by + 2) & (Is.MARK | Is.AND | Is.PREPOSITION) or by + 2 in time_phrases.covered(sentence)
    return bare and bool(closed) and not sentence.plural(by + 1)


def _over_infinitive(sentence: Sentence, at: int) -> int:
    """Step over the infinitive that a verb takes: "[ont tenté] de se suicider"."""
    endings, here = sentence.grammar.nouns.infinitive_endings, at + 1
    if not endings or sentence.word(at) not in sentence.grammar.agents.infinitive:
        return at
    while sentence.flag(here) & Is.PRONOUN:
        here += 1
    return here + 1 if sentence.word(here).endswith(endings) else at


def _leads_on(sentence: Sentence, first: int, end: int) -> bool:
    """Whether what the verb takes so far asks for the preposition at *end*: "[avaient] accès à", "[took] part in"."""
    single = not sentence.plural(first) or sentence.flag(first) & Is.NOT_PLURAL  # "accès" is both
    return end == first + 1 and sentence.content_word(first) and bool(single)


def passes_number(sentence: Sentence, at: int) -> bool:
    """Whether a number *at* stands before its noun, which can do without it: "to the two streets"."""
    if not sentence.flags[at] & (Is.NUMBER | Is.DIGITS):
        return False
    if sentence.flag(sentence.back_over(at - 1, Is.ADVERB)) & (Is.PREPOSITION | Is.OF):
        return False  # "officers from 12 forces": without it the phrase says nothing
    return sentence.content_word(at + 1) and not sentence.flags[at + 1] & (Is.ADVERB | Is.TIME)


def unnumbered(sentence: Sentence, begin: int, end: int) -> str:
    """Return the words from *begin* to *end* without the numbers among them, which are other figures'."""
    parts, first, end = [], begin, min(end, len(sentence))  # a verb that is cut off may end behind the sentence
    for at in range(begin, end):
        if sentence.flags[at] & (Is.NUMBER | Is.DIGITS):
            parts.append(sentence.text(first, at))
            first = at + 1
    return " ".join(part for part in (*parts, sentence.text(first, end)) if part)


def tidied(sentence: Sentence, begin: int, end: int) -> int:
    """Return *end* before the words that would dangle there: "in", "the", and a place cut by a measure after it."""
    if end > begin and _ends_alone(sentence, end):
        return end
    end = _before_comparison(sentence, begin, end)
    if end == begin + 1 and sentence.flag(end) & Is.NUMBER and _runs(sentence, begin):
        return begin  # "boats carrying 6,240 people"
    if sentence.flag(end) & Is.NUMBER:
        end = _before_measure(sentence, begin, end)
    if _leads_to_number(sentence, end):
        end -= 1
    end -= _opens_hedge(sentence, end)
    end = _before_part_number(sentence, begin, end)
    if _is_cut(sentence, begin, end):
        end -= 1
    end = _before_numbered_name(sentence, begin, end)
    while end > begin and sentence.flag(end - 1) & LOOSE:
        end -= 1
    return end


def _opens_hedge(sentence: Sentence, end: int) -> bool:
    """Whether the last word before *end* begins the hedge of a number: "a los pueblos de [menos] de 1.000"."""
    if not sentence.grammar.nouns.adjectives_follow:
        return False
    hedge = sentence.grammar.before.at(sentence.low, end - 1)
    if hedge is None or hedge[0] == 1:
        return False
    return bool(sentence.flag(end - 1 + hedge[0]) & (Is.NUMBER | Is.DIGITS))


def _before_part_number(sentence: Sentence, begin: int, end: int) -> int:
    """Return *end* before a phrase that names a part of a document by its number: "errores [en la página] 5"."""
    ids = sentence.grammar.language.refusals.ids
    if not sentence.flag(end) & Is.DIGITS or sentence.word(end - 1) not in ids.page | ids.law:
        return end
    end -= 1
    while end > begin and sentence.flag(end - 1) & LOOSE:
        end -= 1
    return end


def _leads_to_number(sentence: Sentence, end: int) -> bool:
    """Whether a participle ends there of which a number is what it says: "des peines [allant] de deux à six mois"."""
    running = sentence.word(end - 1).endswith(sentence.grammar.nouns.present_endings or "\0")
    if not running or not is_participle(sentence, end - 1):
        return False
    at = sentence.over(end, Is.PREPOSITION | Is.OF | Is.DETERMINER | Is.ADVERB)
    return bool(sentence.flag(at) & (Is.NUMBER | Is.DIGITS))


def _before_numbered_name(sentence: Sentence, begin: int, end: int) -> int:
    """Return *end* before a place whose name is cut before its number: "acres [off Route] 9"."""
    named = sentence.flag(end) & Is.DIGITS and end > begin and sentence.capital(end - 1)
    if not named or sentence.grammar.nouns.adjectives_follow:
        return end
    return next((at for at in range(end - 1, begin - 1, -1) if sentence.flags[at] & Is.PREPOSITION), end)


def _runs(sentence: Sentence, at: int) -> bool:
    return sentence.low[at].endswith(sentence.grammar.nouns.progressive_endings or "\0")


def _before_comparison(sentence: Sentence, begin: int, end: int) -> int:
    """Return *end* before a comparison that it would cut, and its participle: "pet [weighing less] than"."""
    if end <= begin or sentence.word(end) not in sentence.grammar.roles.than:
        return end
    if (
        not sentence.flag(end - 1) & (Is.UP | Is.DOWN | Is.ADVERB)
        and sentence.word(end - 1) not in sentence.grammar.numbers.compared
    ):
        return end
    end -= 1
    return end - 1 if end > begin and is_participle(sentence, end - 1) else end


def _is_cut(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a participle that narrows a noun ends there without what completes it: "space [designed] for 1,100"."""
    if end - 1 <= begin or sentence.grammar.nouns.adjectives_follow or not sentence.content_word(end - 2):
        return False
    led = sentence.flag(end) & (Is.PREPOSITION | Is.BY)
    return bool(led) and is_participle(sentence, end - 1) and not sentence.flags[end - 1] & Is.ADJECTIVE


def _ends_alone(sentence: Sentence, end: int) -> bool:
    """Whether the last word before *end* is an adverb that its clause closes with: "travelling [alone]"."""
    if not sentence.flag(end) & (Is.MARK | Is.AND) or not sentence.flags[end - 1] & Is.ADVERB:
        return False
    placed = sentence.flags[end - 1] & Is.ADJECTIVE and sentence.flag(end - 2) & Is.PREPOSITION  # "from abroad"
    return bool(placed) or not sentence.flag(end - 2) & LOOSE


def _before_measure(sentence: Sentence, begin: int, end: int) -> int:
    """Return *end* before what leads to the number there: "en l'espace de cinq ans", "menos de 10.000 habitantes"."""
    if sentence.flag(end - 1) & Is.PREPOSITION and is_participle(sentence, end - 2) and end - 2 > begin:
        return end - 2  # "space designed for 1,100"
    if sentence.flag(end - 1) & Is.OF and not sentence.content_word(end + 1):
        while end > begin and not sentence.flag(end) & Is.PREPOSITION:
            end -= 1
    hedge = sentence.grammar.before.ending(sentence.low, end - 1) if sentence.flag(end) & Is.NUMBER else None
    return end - hedge[0] if hedge is not None and end - hedge[0] >= begin else end


def is_aside(sentence: Sentence, at: int) -> bool:
    """Whether a time, a source or a rate begins at *at*: it says nothing of those counted."""
    if sentence.low[at] in sentence.grammar.words.temporal or time_phrases.is_aside(sentence, at):
        return True
    if sentence.flags[at] & Is.SOURCE and sentence.grammar.according.at(sentence.low, at):
        return True
    return time_phrases.is_rate(sentence, at)


def _compares(sentence: Sentence, at: int) -> bool:
    """Whether a comparison or another part begins at *at*: it says nothing of those counted."""
    if sentence.low[at] in sentence.grammar.roles.than:
        return True
    hit = sentence.grammar.before.at(sentence.low, at)
    noun = sentence.content_word(at) and not sentence.flags[at] & (Is.UP | Is.DOWN)  # "le seuil de pauvreté"
    return hit is not None and hit[1] in ("REFERENCE", "SUBSET") and not noun
