"""Who provides or does what a figure counts: the subject of an active verb, or the "by" phrase of a passive one."""

from __future__ import annotations

from monitor.figures.labels.attribution import speaker_phrases
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.text import word_forms
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence

MOST_WORDS = 12
_FINITE = int(Is.BE | Is.HAVE | Is.AUXILIARY)
_NOT_VERB = int(
    Is.NUMBER | Is.DIGITS | Is.MARK | Is.DETERMINER | Is.PREPOSITION | Is.OF | Is.BY | Is.AND | Is.SUBORDINATOR
    | Is.PRONOUN | _FINITE
)  # fmt: skip


def passive(sentence: Sentence, at: int) -> str | None:
    """Return the "by" phrase after the number at word *at*, in its clause: "provided by British authorities"."""
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
    if verb is None:
        return None
    begin = _verb_begin(sentence, verb)
    if begin is None:
        return None
    first, end = subjects.subject(sentence, begin)
    if first >= end and sentence.flag(begin - 1) & Is.RELATIVE:
        first, end = subjects.subject(sentence, begin - 1 - (sentence.word(begin - 2) == ","))
    if first >= end or sentence.flag(first - 1) & Is.NUMBER or _relegated(sentence, first, end):
        return None
    if end - first == 1 and sentence.flags[first] & (Is.VERB | Is.MEASURE):
        return None  # "will cost taxpayers 4 million"
    name = sentence.text(first, end)
    return _agent(_bare(sentence, first, end) or name, sentence)


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
    """Return the verb whose object begins after *left*, seen over an adverb."""
    while left > 0 and sentence.flag(left) & Is.ADVERB and not sentence.flag(left) & Is.MEASURE:
        left -= 1
    flag = sentence.flag(left)
    if sentence.word(left) in sentence.grammar.agents.particles and sentence.content_word(left - 1):
        left -= 1  # "hand out 2,000 meals"
    if sentence.word(left) in sentence.grammar.agents.through:
        left -= 1  # "a procédé à 37 interpellations"
        flag = sentence.flag(left)
        if not (word_forms.is_participle(sentence, left) and sentence.flag(left - 1) & Is.HAVE):
            return None
    elif (
        sentence.flag(left - 1) & (Is.PREPOSITION | Is.OF | Is.DETERMINER)
        and sentence.word(left - 1) not in sentence.grammar.agents.infinitive
    ):
        return None  # a noun: "among children under 10"
    if sentence.word(left) in sentence.grammar.attribution.says_number:
        return None  # "organisers claim 20,000": who says so, not who does it
    if left <= 0 or flag & (_NOT_VERB | Is.MEASURE | Is.ADJECTIVE) or (flag & Is.TIME and not flag & Is.VERB):
        return None
    return left


def _verb_begin(sentence: Sentence, verb: int) -> int | None:
    """Return where the chain of verbs begins: "have been providing", "plans to recruit", "a décidé de fournir"."""
    begin, passive_be = verb, False
    for _ in range(6):
        flag = sentence.flag(begin - 1)
        clitic = sentence.word(begin - 1) in sentence.grammar.words.clitics and sentence.flag(begin) & _FINITE
        if begin > 0 and (flag & (_FINITE | Is.ADVERB) or (clitic and begin < verb)):
            passive_be = passive_be or bool(flag & Is.BE)
            begin -= 1
        elif (
            begin > 1
            and sentence.low[begin - 1] in sentence.grammar.agents.infinitive
            and _verb_like(sentence, begin - 2)
        ):
            begin -= 2
        else:
            break
    progressive = (
        sentence.low[verb].endswith(sentence.grammar.nouns.progressive_endings)
        if sentence.grammar.nouns.progressive_endings
        else False
    )
    if passive_be and not progressive and word_forms.is_participle(sentence, verb):
        return None
    return begin


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
    return word_forms.clipped(name, MOST_WORDS)


def points_back(sentence: Sentence) -> bool:
    """Whether the sentence's subject is what the sentence before tells of: "This scheme has been reinforced"."""
    at = 0
    while at < len(sentence) and sentence.flags[at] & (Is.MARK | Is.ADVERB):
        at += 1
    return sentence.word(at) in sentence.grammar.words.demonstratives
