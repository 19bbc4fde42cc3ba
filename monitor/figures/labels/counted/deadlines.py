"""What is to be done within a length of time: "days to reply", "délai de réponse", "plazo para avisar".

A language tells it by a bare verb or a passive one before its time (`terms.to`, `terms.of`), or by a conjugated verb
before the noun that its deadlines have (`terms.deadline`).
"""

from __future__ import annotations

from monitor.figures.labels.counted import deed_nouns
from monitor.figures.labels.counted.verb_complements import complement_end, unnumbered
from monitor.figures.labels.syntax import clauses
from monitor.figures.labels.syntax.clauses import Kind
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import hollow, named, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, clause_begin, is_participle
from monitor.figures.labels.time import time_phrases

MOST_LABEL = 8  #: words of a label
MOST_OBJECT = 4  #: words of what is to be done with: "para firmar los convenios"
_MOST_SUBJECT = 4
_BOTH = int(Is.PRONOUN | Is.PREPOSITION)  #: "en" is both: "en procédure"
_MOST_LATER = 3  #: words after the time that say that something follows it: "plus tard", "à l'avance"


def is_opened(sentence: Sentence, new: Draft) -> bool:
    """Whether the time is one within which something is done, or after which it is: "within", "plus tard"."""
    grammar, right = sentence.grammar, new.cues.right
    if not grammar.terms.later.isdisjoint(sentence.low[right : right + _MOST_LATER]):
        return True
    ends = (new.cues.left, new.at - 1)
    return any(grammar.deadlines.ending(sentence.low, end) is not None for end in ends)


def before(sentence: Sentence, new: Draft, term: str) -> Counted | None:
    """Return what is to be done within *new*: its verb with an object, or the subject to which it is done.

    *term* is what such a time is called. None where a word of the clause tells the past.
    """
    terms, begin = sentence.grammar.terms, clause_begin(sentence, new.at)
    if not sentence.grammar.words.past.isdisjoint(sentence.low[begin : new.at]):
        return None
    for at in range(new.cues.left, begin - 1, -1):
        if at in time_phrases.covered(sentence):
            continue
        deed = _bare_verb(sentence, at)
        if deed:
            return for_deed(sentence, term, terms.to, deed)
        group = clauses.group_at(sentence, at)
        if group is not None and group.main < new.at and (terms.noun or group.kind in (Kind.PASSIVE, Kind.LINKING)):
            return _done_within(sentence, group, term)
    return None


def called(term: str, rest: str) -> Counted | None:
    """Return *term* with the *rest* that tells it from others; None without one, or if it is too long for a label."""
    words = f"{term} {rest}".split()
    if not rest.strip() or len(words) > MOST_LABEL:
        return None
    return Counted(core=" ".join(words), head=term.rsplit(maxsplit=1)[-1])


def for_deed(sentence: Sentence, term: str, to: str, deed: str) -> Counted | None:
    """Return *term* with the *deed* that it is for: by its noun, or else in the infinitive after *to*."""
    grammar = sentence.grammar
    noun = deed_nouns.of_deed(grammar, deed) if grammar.verbs.noun_of else ""
    if not noun:
        return called(term, f"{to} {deed}")
    whole = called(term, deed_nouns.joined(grammar, noun))
    return whole or called(term, deed_nouns.joined(grammar, noun.partition(" ")[0]))


def _bare_verb(sentence: Sentence, at: int) -> str:
    """Return the verb at *at* in its bare form, with its object: "reply to complaints", "se présenter au guichet"."""
    if not _is_bare(sentence, at):
        return ""
    grammar, before_verb = sentence.grammar, sentence.word(at - 1)
    end = complement_end(sentence, at + 1)
    end = next((here for here in range(at + 2, end) if _narrows(sentence, here)), end)  # "complaints made under"
    said = unnumbered(sentence, at, end)
    pronoun = grammar.terms.reflexive.get(before_verb, "")
    if pronoun:
        said = f"{pronoun} {said}"
    elif before_verb in grammar.agents.infinitive and said == sentence.original(at):
        said = f"{said} {_object(sentence, at)}".strip()  # "Le formulaire est à renvoyer"
    return said[:1].lower() + said[1:]


def _narrows(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a participle that narrows the noun before it; "shot" of "a shot" is a noun."""
    return is_participle(sentence, at) and not sentence.flag(at - 1) & Is.DETERMINER


def _is_bare(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb in its bare form: an infinitive with what leads to it, or a stem without."""
    grammar, word, before_verb = sentence.grammar, sentence.low[at], sentence.flag(at - 1)
    if sentence.capital(at) and (at > 0 or word not in grammar.roles.imperatives):
        return False
    endings = grammar.nouns.infinitive_endings
    if not endings:
        to = sentence.word(at - 1) in grammar.agents.infinitive  # "requires owners [to] register"
        return word in grammar.verbs.stems and (to or not before_verb & (Is.DETERMINER | Is.OF | Is.PREPOSITION))
    return _leads_infinitive(sentence, at - 1) and word.endswith(endings) and not sentence.flags[at] & FINITE


def _leads_infinitive(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* leads to an infinitive: an auxiliary, a pronoun, "to"."""
    flag = sentence.flag(at)
    led = flag & Is.AUXILIARY or flag & _BOTH == Is.PRONOUN
    return bool(led) or sentence.word(at) in sentence.grammar.agents.infinitive


def _object(sentence: Sentence, verb: int) -> str:
    """Return the subject of "is to be returned", with its article, as what is to be returned."""
    begin = verb
    while begin > 0 and not sentence.flags[begin] & Is.BE:
        begin -= 1
    return with_article(sentence, *subject(sentence, begin)) if begin else ""


def with_article(sentence: Sentence, begin: int, end: int) -> str:
    """Return the first words from *begin* to *end*, up to a participle, without the capital of their sentence."""
    stop = begin
    while stop < min(end, begin + _MOST_SUBJECT) and (
        sentence.flag(stop) & Is.DETERMINER or sentence.content_word(stop)
    ):
        if is_participle(sentence, stop) and not sentence.flag(stop - 1) & Is.DETERMINER:
            break  # "les blessés" are a noun
        stop += 1
    text = sentence.text(begin, stop)
    return text[:1].lower() + text[1:]


def _done_within(sentence: Sentence, group: clauses.Group, term: str) -> Counted | None:
    """Return what a verb says is done within the time: "days for final reports"; an active one of a deed alone."""
    terms = sentence.grammar.terms
    begin, end = subject(sentence, group.begin)
    if begin >= end or sentence.flags[begin] & Is.PRONOUN:
        return None
    thing = named(sentence, begin, end, _MOST_SUBJECT)
    if hollow(sentence, thing):
        return None
    if not terms.noun:
        stem = _stem_of(sentence, group)
        if stem:
            return called(term, f"{terms.to} {stem} {with_article(sentence, begin, end)}")
        of = f"{terms.of} {_lowered(sentence, begin, thing.core)}"
        return called(term, of) if group.kind is Kind.PASSIVE else None
    if thing.core.lower().endswith(terms.deeds) and _is_one(sentence, end - 1):
        return called(term, deed_nouns.joined(sentence.grammar, _lowered(sentence, begin, thing.core)))
    noun = deed_nouns.of_verb(sentence.grammar, sentence.word(group.main))
    if noun and group.kind is Kind.ACTIVE:
        return called(term, deed_nouns.joined(sentence.grammar, noun))
    if noun:
        of = deed_nouns.of_thing(sentence.grammar, with_article(sentence, begin, end))
        return called(term, deed_nouns.joined(sentence.grammar, f"{noun} {of}".strip()))
    verb = _infinitive_of(sentence, group)
    return called(term, f"{terms.to} {verb} {with_article(sentence, begin, end)}") if verb else None


def _is_one(sentence: Sentence, noun: int) -> bool:
    """Whether the *noun* may be in the singular: "le recours" looks like a plural, too."""
    return not sentence.plural(noun) or bool(sentence.flags[noun] & Is.NOT_PLURAL)


def _stem_of(sentence: Sentence, group: clauses.Group) -> str:
    """Return the bare form of the passive *group*'s participle, where it is regular: "claimed" -> "claim"."""
    verbs, word = sentence.grammar.verbs, sentence.word(group.main)
    if group.kind is not Kind.PASSIVE:
        return ""
    return next((stem for stem in _bare_forms(word) if stem in verbs.stems), "")


def _bare_forms(participle: str) -> tuple[str, ...]:
    """Return what a regular *participle* can be made of: "close" or "clos" of "closed", "apply" of "applied"."""
    if not participle.endswith("ed"):
        return ()
    stem = participle[:-2]
    doubled = (stem[:-1],) if stem[-1:] == stem[-2:-1] else ()
    y = (f"{stem[:-1]}y",) if stem.endswith("i") else ()
    return (f"{stem}e", stem, *doubled, *y)


def _infinitive_of(sentence: Sentence, group: clauses.Group) -> str:
    """Return the infinitive of the passive *group*'s participle, where its ending tells it; else nothing."""
    endings, word = sentence.grammar.terms.infinitives, sentence.word(group.main)
    ending = next((one for one in endings if word.endswith(one)), "")
    return f"{word[: len(word) - len(ending)]}{endings[ending]}" if ending and group.kind is Kind.PASSIVE else ""


def _lowered(sentence: Sentence, begin: int, text: str) -> str:
    return text[:1].lower() + text[1:] if begin <= 1 and not sentence.capital(begin + 1) else text


def demanded(sentence: Sentence, left: int) -> str:
    """Return what is to be done within the time after *left*, in the infinitive: "avisar", "justificar las ausencias".

    Only in languages whose deadlines have a noun of their own, or the preposition before it alone: "en 72 horas".
    """
    terms, at = sentence.grammar.terms, left
    if sentence.flag(at) & Is.OF:
        at -= 1
    at -= sentence.word(at - 1) == terms.deadline  # "en el plazo máximo de"
    said = sentence.word(at) == terms.deadline
    if said:
        at = sentence.back_over(at - 1, Is.DETERMINER)
    if sentence.word(at) not in terms.deadline_in:
        return ""
    return _to_do(sentence, at - 1, said=said)


def _to_do(sentence: Sentence, last: int, *, said: bool) -> str:
    """Return the deed that the clause of the word *last* demands; with a deadline *said*, any deed."""
    covered = time_phrases.covered(sentence)
    endings = sentence.grammar.nouns.infinitive_endings or ("\0",)
    for at in range(last, max(-1, last - WINDOW // 2), -1):
        word = sentence.low[at]
        if sentence.flags[at] & (Is.MARK | Is.SUBORDINATOR) or at in covered:
            return ""
        if word.endswith(endings) and (said or _is_ruled(sentence, at)):
            return sentence.text(at, min(last + 1, complement_end(sentence, at + 1)))
        made = sentence.grammar.verbs.infinitive_of.get(word)
        if made is not None:
            return _of_object(sentence, at, made) if said or _is_demanded(sentence, at) else ""
    return ""


def _is_ruled(sentence: Sentence, infinitive: int) -> bool:
    """Whether a rule stands right before the *infinitive*, or before the first of several: "deberán A, B y C"."""
    rules = sentence.grammar.rules
    if rules.ending(sentence.low, infinitive - 1):
        return True
    listed = sentence.flag(infinitive - 1) & (Is.MARK | Is.AND)
    return bool(listed) and any(rules.ending(sentence.low, at) is not None for at in range(infinitive - 1))


def _is_demanded(sentence: Sentence, verb: int) -> bool:
    """Whether something is to be done: in the future, or after "that" and in no past."""
    verbs, word = sentence.grammar.verbs, sentence.word(verb)
    if word.endswith(verbs.future_endings or "\0"):
        return True
    return not word.endswith(verbs.past_endings or "\0") and sentence.word(verb - 1) in verbs.reflexive


def _of_object(sentence: Sentence, verb: int, made: str) -> str:
    """Return the infinitive *made* of the *verb* with what is to be done to its subject, where "se" says so."""
    reflexive = sentence.word(verb - 1) in sentence.grammar.verbs.reflexive
    begin, end = subject(sentence, verb - 1) if reflexive else (0, 0)
    return f"{made} {lower_article(sentence, begin, end)}".strip() if end - begin <= MOST_OBJECT else made


def lower_article(sentence: Sentence, begin: int, end: int) -> str:
    """Return the words from *begin* to *end*, without the capital of an article that opens the sentence."""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:] if sentence.flag(begin) & Is.DETERMINER else text
