"""Who provides or does what a figure counts: the subject of an active verb, or the "by" phrase of a passive one."""

from __future__ import annotations

from monitor.figures.labels.attribution import speaker_phrases
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.text import label_length, word_forms
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

MOST_WORDS = 12  #: of an agent's name; of a longer one the last
_MOST_VERBS = 6  #: of one chain
_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_NOT_VERB = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.BY | Is.AND | Is.SUBORDINATOR
    | Is.PRONOUN | _FINITE
)  # fmt: skip


def passive(sentence: Sentence, at: int) -> str | None:
    """Return the "by" phrase after the number at word *at*, in its clause: "provided by British authorities"."""
    if not sentence.classes & Is.BY:
        return None
    following = next((number for number in sentence.numbers if number > at), len(sentence))
    for here in range(at + 1, min(following, at + 20)):
        flag = sentence.flags[here]
        if sentence.low[here] in ";:.":
            return None
        if not flag & Is.BY or not _after_participle(sentence, here, at):
            continue
        if sentence.flag(here + 1) & (Is.NUMBER | Is.DIGITS | Is.TIME | Is.MARK):
            return None
        return _agent(speaker_phrases.right_phrase(sentence, here + 1), sentence)
    return None


def _after_participle(sentence: Sentence, by: int, at: int) -> bool:
    return any(word_forms.is_participle(sentence, here) for here in range(max(at + 1, by - 6), by))


def active(sentence: Sentence, left: int) -> str | None:
    """Return the subject of the verb that ends at word *left*, just before a number: its object."""
    verb = _verb(sentence, left) if sentence.word(left + 1) != ":" else None
    begin = _verb_begin(sentence, verb) if verb is not None else None
    if begin is None:
        return None
    first, end = _subject(sentence, begin)
    if first >= end or _is_no_agent(sentence, first, end):
        return None
    return _agent(_bare(sentence, first, end) or sentence.text(first, end), sentence)


def _subject(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the span of the subject before the *verb*, or of the noun that a relative pronoun there stands for."""
    first, end = subjects.subject(sentence, verb)
    if first >= end and sentence.flag(verb - 1) & Is.RELATIVE:
        return subjects.subject(sentence, verb - 1 - (sentence.word(verb - 2) == ","))
    return first, end


def _is_no_agent(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the subject is what another number counts, of a clause cut short, or a verb that has the form of one."""
    if sentence.flag(first - 1) & Is.NUMBER or _relegated(sentence, first, end):
        return True
    # "will cost taxpayers 4 million"
    return end - first == 1 and bool(sentence.flags[first] & (Is.VERB | Is.MEASURE))


def shared(sentence: Sentence, left: int) -> bool:
    """Whether the verb that ends at word *left* has the subject of the one before: "collected 56 and filed 12"."""
    verb = _verb(sentence, left)
    begin = _verb_begin(sentence, verb) if verb is not None else None
    return begin is not None and bool(sentence.flag(begin - 1) & Is.AND)


def _relegated(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the subject ends with a participle, so that the verb may belong to a clause cut short."""
    return (
        word_forms.is_participle(sentence, end - 1) and end - first > 1 and not sentence.flag(end - 2) & Is.DETERMINER
    )


def _verb(sentence: Sentence, left: int) -> int | None:
    """Return the verb whose object begins after *left*, seen over an adverb, a particle, "à" after "procédé"."""
    while left > 0 and sentence.flag(left) & Is.ADVERB and not sentence.flag(left) & Is.MEASURE:
        left -= 1
    words = sentence.grammar.agents
    if sentence.word(left) in words.through:
        return left - 1 if _is_done_through(sentence, left - 1) else None
    if not _can_act(sentence.flag(left)):
        return None
    if sentence.word(left) in words.particles and sentence.content_word(left - 1):
        left -= 1  # "set aside 2,000 meals"
    return left if not _is_governed(sentence, left) and _acts(sentence, left) else None


def _is_done_through(sentence: Sentence, verb: int) -> bool:
    """Whether a preposition leads from the *verb* before it to its object: "a procédé à 37 interpellations"."""
    if not word_forms.is_participle(sentence, verb) or not sentence.flag(verb - 1) & Is.HAVE:
        return False
    return _can_act(sentence.flag(verb)) and _acts(sentence, verb)


def _can_act(flag: int) -> bool:
    """Whether a word of these classes may be a verb that somebody acts by."""
    return not flag & (_NOT_VERB | Is.MEASURE | Is.ADJECTIVE) and (not flag & Is.TIME or bool(flag & Is.VERB))


def _is_governed(sentence: Sentence, at: int) -> bool:
    """Whether a noun stands at *at*: "among children under 10"; an infinitive is none."""
    if sentence.word(at - 1) in sentence.grammar.agents.infinitive:
        return False
    return bool(sentence.flag(at - 1) & (Is.PREPOSITION | Is.OF | Is.DETERMINER))


def _acts(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* is somebody's deed: not "organisers claim 20,000", which tells who says so."""
    return verb > 0 and sentence.low[verb] not in sentence.grammar.attribution.says_number


def _verb_begin(sentence: Sentence, verb: int) -> int | None:
    """Return where the chain of verbs begins: "have been providing", "plans to recruit", "a décidé de fournir"."""
    begin, passive_be = verb, False
    for _ in range(_MOST_VERBS):
        if _is_chained(sentence, begin, verb):
            begin -= 1
            passive_be = passive_be or bool(sentence.flags[begin] & Is.BE)
        elif _is_infinitive(sentence, begin):
            begin -= 2
        else:
            break
    progressive = sentence.low[verb].endswith(sentence.grammar.nouns.progressive_endings)
    if passive_be and not progressive and word_forms.is_participle(sentence, verb):
        return None
    return begin


def _is_chained(sentence: Sentence, begin: int, verb: int) -> bool:
    """Whether the word before *begin* is of the chain of the *verb*: an auxiliary, an adverb, a pronoun with one."""
    if begin <= 0:
        return False
    if sentence.flags[begin - 1] & (_FINITE | Is.ADVERB):
        return True
    clitic = sentence.low[begin - 1] in sentence.grammar.words.clitics
    return clitic and begin < verb and bool(sentence.flags[begin] & _FINITE)


def _is_infinitive(sentence: Sentence, begin: int) -> bool:
    """Whether another verb leads to the one at *begin*, with a small word between: "plans [to] recruit"."""
    if begin < 2 or sentence.low[begin - 1] not in sentence.grammar.agents.infinitive:
        return False
    return _verb_like(sentence, begin - 2)


def _verb_like(sentence: Sentence, at: int) -> bool:
    return not sentence.flag(at) & (_NOT_VERB & ~_FINITE)


def _bare(sentence: Sentence, first: int, end: int) -> str:
    while first < end - 1 and sentence.low[first] in sentence.grammar.words.articles:
        first += 1
    if end - first > MOST_WORDS:
        first = end - MOST_WORDS
    return sentence.text(first, end)


def _agent(name: str, sentence: Sentence) -> str | None:
    low = name.lower()
    pronoun = low.partition(" ")[0] in sentence.grammar.words.pronouns
    if not low or pronoun or low in sentence.grammar.agents.not_agents:
        return None
    return label_length.clipped(name, MOST_WORDS)


def points_back(sentence: Sentence) -> bool:
    """Whether the sentence's subject is what the sentence before tells of: "This scheme has been reinforced"."""
    at = sentence.over(0, Is.MARK | Is.ADVERB)
    return sentence.word(at) in sentence.grammar.words.demonstratives
