"""What narrows a thing that a sum or a share is of, in the gender and number of that thing: "aides allées".

Beside the number it agrees with the number: "Les trois quarts des aides sont allés", "89 millions inscrits".
"""

from __future__ import annotations

from monitor.figures.labels.counted import money
from monitor.figures.labels.syntax import inverted_clauses
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, is_participle


def agreeing(sentence: Sentence, new: Draft, counted: Counted) -> Counted:
    """Return *counted* with the participle that begins what narrows it as it agrees with its noun."""
    grammar = sentence.grammar
    if not grammar.nouns.agree or not (new.measured or new.is_part or new.token.scaled):
        return counted
    said = _called_again(sentence, new, counted)
    if said:
        return Counted(core=said, head=said.split()[0])
    first, _, rest = counted.more.partition(" ")
    plain = _plain(grammar, first)
    if not plain:
        return counted
    if counted.head.isupper():
        return counted  # an abbreviation tells no number: "3 millions de TEU [movidos]"
    noun = counted.head.lower()
    alike = noun.endswith(grammar.nouns.plural_endings) and first != plain  # "cas" confirmés
    many = alike or grammar.nouns.forms.singular(noun) != noun
    made = inverted_clauses.agreed(grammar, plain, counted.head, many=many)
    return counted.narrowed(f"{made} {rest}".strip()) if made else counted


def _called_again(sentence: Sentence, new: Draft, counted: Counted) -> str:
    """Return what money is called by the participle after it, where only that is known of it: "30 000 € promis"."""
    bare = counted.head and counted.head.lower() == sentence.grammar.terms.money and new.elliptical
    at = new.cues.right
    return money.paid(sentence.grammar, sentence.word(at)) if bare and is_participle(sentence, at) else ""


def _plain(grammar: Grammar, word: str) -> str:
    """Return the participle *word* in the masculine singular, where it stands in the masculine; else nothing."""
    nouns = grammar.nouns
    known = grammar.flags.get(word, 0) & Is.PARTICIPLE or word.endswith(nouns.participle_endings)
    if not known or word in nouns.nouns or "-" in word:
        return ""  # "au-dessus"
    for ending, (_, many, _) in nouns.inflections.items():
        if word.endswith(many):
            return word.removesuffix(many) + ending
        if word.endswith(ending):
            return word
    return ""
