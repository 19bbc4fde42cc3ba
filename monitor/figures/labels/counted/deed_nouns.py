"""A deed said by its noun, as the name of a row says it: "délai de renvoi du formulaire", "meses de exención"."""

from __future__ import annotations

from monitor.figures.labels.text.grammar import APOSTROPHES, Grammar, Is


def of_verb(grammar: Grammar, word: str) -> str:
    """Return the noun of the deed that the verb form *word* tells: "suspendues" -> "suspension"; or nothing."""
    nouns = grammar.verbs.noun_of
    found = nouns.get(word, "")
    for pronoun in grammar.verbs.reflexive:
        found = found or nouns.get(word.removesuffix(pronoun), "")  # "renovarse"
    for ending in reversed(grammar.verbs.agreements):
        word = word.removesuffix(ending)
        found = found or nouns.get(word, "")
    return found


def of_deed(grammar: Grammar, said: str) -> str:
    """Return the deed *said* by an infinitive and its object as a noun: "renvoyer le pli" -> "renvoi du pli".

    Nothing where the verb has no noun, or where an adverb would have to become an adjective.
    """
    verb, _, rest = _without_pronoun(grammar, said).partition(" ")
    brought = _brought(grammar, rest) if verb in grammar.verbs.bringing and said.startswith(verb) else ""
    if brought:
        return brought
    noun = grammar.verbs.noun_of.get(said.partition(" ")[0].lower()) or grammar.verbs.noun_of.get(verb.lower(), "")
    if not noun or grammar.flags.get(rest.partition(" ")[0].lower(), 0) & Is.ADVERB:
        return ""
    return f"{noun} {of_thing(grammar, rest)}".strip()


def _brought(grammar: Grammar, thing: str) -> str:
    """Return the deed that a verb only brings about: "former [le recours]", "presentar [una solicitud de asilo]"."""
    first, _, rest = thing.partition(" ")
    noun = rest if grammar.flags.get(first.lower(), 0) & Is.DETERMINER else thing
    return noun if names_deed(grammar, noun.partition(" ")[0].lower()) else ""


def names_deed(grammar: Grammar, noun: str) -> bool:
    """Whether the *noun* in the singular is that of a deed."""
    return bool(noun) and (noun.endswith(grammar.terms.deeds or "\0") or noun in grammar.verbs.noun_of.values())


def of_thing(grammar: Grammar, thing: str) -> str:
    """Return *thing* as what a noun of a deed is done to: "le pli" -> "du pli"; a place or purpose as it stands.

    Whose it is ("su recibo") tells nothing in a row's name: nothing is returned.
    """
    first, _, rest = thing.partition(" ")
    low = first.lower()
    for mark in APOSTROPHES:
        low = low.replace(mark, APOSTROPHES[0])
    flag = grammar.flags.get(low, 0)
    if flag & Is.PREPOSITION:
        return thing
    article = grammar.terms.of_articles.get(low)
    if article is not None:
        return f"{article}{rest}"
    elided = low[: low.find(APOSTROPHES[0]) + 1]
    if elided in grammar.terms.of_articles:
        return f"{grammar.terms.of_articles[elided]}{thing[len(elided) :]}"
    return "" if not thing or flag & (Is.DETERMINER | Is.PRONOUN) else joined(grammar, thing)


def joined(grammar: Grammar, noun: str) -> str:
    """Return *noun* after "of", which is elided before a vowel: "d'envoi", "de réponse"."""
    terms = grammar.terms
    if noun[:1].lower() in terms.elided_before:
        return f"{terms.of_elided}{noun}"
    return f"{terms.of or terms.joins} {noun}"


def _without_pronoun(grammar: Grammar, said: str) -> str:
    """Return the deed *said* without the pronoun before or at the end of its verb: "se présenter", "presentarse"."""
    first, _, rest = said.partition(" ")
    if first in grammar.terms.reflexive.values():
        return rest
    return f"{without_enclitic(grammar, first)} {rest}".strip()


def without_enclitic(grammar: Grammar, infinitive: str) -> str:
    """Return the *infinitive* without the pronoun that ends it: "presentarse", "justificarla"."""
    endings = sorted(grammar.nouns.infinitive_endings, key=len)
    whole = next((one for one in reversed(endings) if infinitive.endswith(one)), "")
    bare = next((one for one in endings if grammar.verbs.reflexive and whole.startswith(one)), whole)
    return infinitive[: len(infinitive) - len(whole)] + bare
