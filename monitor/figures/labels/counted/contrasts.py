"""What tells a number from the one before it, said first in its clause: "im Eilverfahren sind es zwei"."""

from __future__ import annotations

from monitor.figures.labels.syntax import clause_bounds, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.label_length import MOST_WORDS
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted

_PASSES = int(Is.ADVERB | Is.PREPOSITION | Is.DETERMINER | Is.BE | Is.PRONOUN)


def told(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return the *antecedent* with the place, case or state that its clause sets it in; None where it sets none."""
    if not antecedent.core:
        return None
    other = _of_other(sentence, new, antecedent)
    if other is not None:
        return other
    case = opening(sentence, new)
    if case:
        begin = clause_bounds.span(sentence, new.at)[0]
        again = f" {sentence.low[begin]} " in f" {antecedent.phrase} "  # "Minute ins Festnetz, ins Mobilnetz 2"
        core = antecedent.head if again else antecedent.core
        fits = len(f"{core} {case}".split()) <= MOST_WORDS
        return Counted(core=core, head=antecedent.head, more=case) if fits else None
    state = _state(sentence, new)
    return Counted(core=f"{antecedent.core}, {state}", head=antecedent.head) if state else None


def _of_other(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return the *antecedent* as it is of somebody else: "die Quote der Männer ist 8 Prozent, [die der Frauen] 9"."""
    begin, words = clause_bounds.span(sentence, new.at)[0], sentence.grammar.phrases
    if sentence.low[begin] not in words.singular or sentence.word(begin + 1) not in words.possessors:
        return None
    owned = antecedent.core.removeprefix(antecedent.head).split()[:1]
    found = noun_phrases.read(sentence, begin + 2) if owned and owned[0].lower() in words.possessors else None
    if found is None or found.end > new.at:
        return None  # "Die Zahl der Genesenen stieg auf 355, die der Toten auf 14"
    return Counted(core=f"{antecedent.head} {sentence.text(begin + 1, found.end)}", head=antecedent.head)


def opening(sentence: Sentence, new: Draft) -> str:
    """Return the phrase that says where or in which case, where only "sind es" or nothing stands after it."""
    begin = clause_bounds.span(sentence, new.at)[0]
    end, number = noun_phrases.placed(sentence, begin, whither=True), new.cues.left + 1
    if end == begin or end > number or not all(flag & _PASSES for flag in sentence.flags[end:number]):
        return ""
    if sentence.low[end - 1].endswith(sentence.grammar.phrases.moments):
        return ""
    verbs = [at for at in range(end, number) if sentence.flags[at] & FINITE]
    if verbs and sentence.word(verbs[-1] + 1) not in sentence.grammar.phrases.expletives:
        return ""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:]


def _state(sentence: Sentence, new: Draft) -> str:
    """Return the participle that stands alone before an amount, after a comma: "24 Euro, [ermäßigt] 12 Euro"."""
    at, begin = new.cues.left, clause_bounds.span(sentence, new.at)[0]
    before = new.before
    alone = at == begin and begin > 0 and before is not None and before.token.kind == new.token.kind
    verb = sentence.capital(at) or sentence.flag(at) & Is.VERB
    return noun_phrases.participle(sentence, at) if alone and not verb else ""
