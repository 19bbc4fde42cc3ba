"""What each number of a sentence counts: told by the words beside it, or understood from what came before."""

from __future__ import annotations

from monitor.figures.labels.counted import (
    age_limits,
    agreement,
    belonging,
    beside_number,
    bracketed_groups,
    capitalised_nouns,
    cases_in_which,
    deadlines,
    deed_nouns,
    durations,
    ellipsis,
    governing_words,
    holders,
    limited_things,
    money,
    named_sizes,
    noun_after_number,
    own_places,
    parallel_phrases,
    rated_times,
    unit_names,
    unnamed_people,
    votes,
)
from monitor.figures.labels.counted.elliptical_numbers import understood
from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted, clause_begin, is_participle

_LEADS = int(Is.PREPOSITION | Is.DETERMINER)  #: begins what tells two measures apart: "for adults", "a term for adults"


def count(sentence: Sentence, new: Draft, topic: Counted) -> None:
    """Give *new* what it counts; *topic* is what an earlier sentence, block or lead-in counts."""
    if sentence.grammar.phrases.attributes:
        new.counted = ellipsis.inside(sentence, new) or capitalised_nouns.count(sentence, new, new.before, topic)
    else:
        _count(sentence, new, topic)
        new.counted = agreement.agreeing(sentence, new, new.counted)
    counted = new.counted
    added = new.cues.added if not new.elliptical else ""
    new.counts = clipped(f"{counted.core} {added} {counted.more}") if added else _worded(counted, sentence.grammar)
    new.head = new.counted.head
    shown = sentence.grammar.terms.gauges.get(new.head.lower(), "") if new.token.kind == "temperature" else ""
    if shown:  # "Le thermomètre affiche 41 degrés"
        new.counts = new.head = shown
    deed = (
        deed_nouns.of_deed(sentence.grammar, new.counts)
        if new.head.lower() in sentence.grammar.verbs.deed_nouns
        else ""
    )
    if deed:  # "Chauffer l'eau nous a coûté 300 francs"
        new.counts, new.head = deed, deed.partition(" ")[0]
    made_for = belonging.capacity(sentence, new)
    if made_for is not None:  # numbers after it go on with the people
        new.counts, new.head = made_for.core, made_for.head
    elif not new.counts and new.token.unit and _is_plural_change(sentence, new):
        new.counts = new.head = sentence.original(new.cues.right)
    elif not new.counts and new.token.unit:
        unit_names.give(sentence, new)
    _tell_apart(sentence, new)
    new.counts = own_places.label(sentence, new) or cases_in_which.label(sentence, new) or new.counts
    instead = sentence.grammar.words.standalone
    if instead:  # what "my" and "this" point at stands in no row's name
        words = new.counts.split()
        if not instead.keys().isdisjoint(new.counts.lower().split()):
            words = _pointing_nowhere(words, sentence.grammar)
        new.counts = " ".join(words)


def _tell_apart(sentence: Sentence, new: Draft) -> None:
    """Add to *new* what tells it from the number beside it, in a sentence of several."""
    measured = new.measured or (new.before is not None and new.before.measured)
    told = len(sentence.numbers) > 1 and measured and sentence.flag(new.cues.right) & _LEADS
    apart = parallel_phrases.apart(sentence, new) if told else None
    if apart is not None:
        new.parallel = apart.head == new.head
        new.counted, new.counts, new.head = apart, apart.phrase, apart.head


def _pointing_nowhere(words: list[str], grammar: Grammar) -> list[str]:
    """Return *words* with an article for what points anywhere, or nothing before a plural: "behind their doors"."""
    made: list[str] = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.lower() not in grammar.words.owners:
            made.append(grammar.words.standalone.get(word.lower(), word))
        elif following in grammar.words.own:
            made.append(word)  # "took their own lives"
        elif not following.endswith(grammar.nouns.plural_endings):
            made.append(grammar.words.standalone[word.lower()])
    return made


def _worded(counted: Counted, grammar: Grammar) -> str:
    """Return what is *counted* as a row's name, an adjective before its noun."""
    before = _stands_before(counted, grammar)
    return clipped(f"{counted.more} {counted.core}") if before else counted.phrase


def _stands_before(counted: Counted, grammar: Grammar) -> bool:
    """Whether one adjective narrows what is *counted*, of a language that puts it first: "[dry] wells"."""
    word, nouns = counted.more.lower(), grammar.nouns
    if not word.isalpha() or nouns.adjectives_follow or nouns.capital or not counted.core:
        return False
    if grammar.flags.get(word, 0) & ~int(Is.ADJECTIVE) or word in nouns.predicative or grammar.adverb(word):
        return False
    return not word.endswith(nouns.participle_endings) and word not in grammar.verbs.pasts


def _is_plural_change(sentence: Sentence, new: Draft) -> bool:
    """Whether changes of which nothing more is said follow the number: "£12m [cuts] agreed by the council"."""
    at = new.cues.right
    return new.cues.comparative is not None and sentence.plural(at) and not sentence.flag(at + 1) & Is.OF


def _count(sentence: Sentence, new: Draft, topic: Counted) -> None:
    """Give *new* what the words around it tell outright, else the noun after it, else what is understood."""
    right = noun_after_number.read(sentence, new)
    outright = _outright(sentence, new, topic)
    if outright is not None:
        new.counted, new.elliptical = outright, True
        return
    held = holders.counted(sentence, new, right)
    if held is not None:
        new.counted, new.cues.added = held, ""
        return
    group = bracketed_groups.counted(sentence, new, right)
    if group is not None:
        new.counted = group
        return
    sized = governing_words.sized(sentence, new.cues.left)
    if sized is not None and not new.measured:
        new.counted, new.members = sized, right
        return
    beside = _beside(sentence, new, right, topic)
    if beside is not None and not subjects.hollow(sentence, beside):
        new.counted = beside
    elif _comes_to(sentence, new):
        new.counted = governing_words.before(sentence, new.cues.left, new.cues.right) or right
    elif noun_after_number.is_counted(sentence, new, right) and not subjects.hollow(sentence, right):
        new.counted = noun_after_number.with_deed(sentence, new, right)
    else:
        new.elliptical = True
        told = new.meant if new.meant.core else unnamed_people.counted(sentence, new, right, topic)
        new.counted = told if told.core else understood(sentence, new, right, topic)


def _beside(sentence: Sentence, new: Draft, right: Counted, topic: Counted) -> Counted | None:
    """Return what the words beside *new* say that it is of, but for the noun *right* after it."""
    return (
        votes.against(sentence, new)
        or _of_which(sentence, new)
        or _of_speakers(sentence, new)
        or _of_those(sentence, new, topic)
        or limited_things.limited(sentence, new, right)
        or beside_number.told(sentence, new)
        or _said_of(sentence, new, right)
    )


def _comes_to(sentence: Sentence, new: Draft) -> bool:
    """Whether a measure is what its subject comes to, whatever it is of: "[Emissions] fell to 9 tonnes of CO2"."""
    led = new.measured and new.token.unit != "%" and sentence.flag(new.cues.right) & Is.OF
    to = led and sentence.word(new.cues.left) in sentence.grammar.change_ends
    return bool(to) and sentence.grammar.terms.contact and governing_words.moves_subject(sentence, new.cues.left)


def _outright(sentence: Sentence, new: Draft, topic: Counted) -> Counted | None:
    """Return what the words around *new* tell whatever noun follows it; None where they tell nothing so."""
    if sentence.word(new.at - 1) in sentence.grammar.terms.scales and not new.measured:
        scale = sentence.original(new.at - 1)  # "un séisme de [magnitude] 6,8"
        return Counted(core=scale, head=scale)
    price = new.token.kind == "currency"
    told = (unit_names.headed(sentence, new) if price else None) or money.tariff(sentence, new)
    told = told or ellipsis.multiplied(sentence, new, topic) or _term(sentence, new)
    return told or (durations.made_for(sentence, new) if price else None)


def _term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a length of time is given for, what goes on in it, or how far something is from a place."""
    timed = new.token.kind == "time" or (new.before is not None and new.token.unit is None)
    for_what = durations.purpose(sentence, new) if timed else ""
    named = _named_term(sentence, new) if for_what else None
    if named is not None:
        return _for(sentence, named, for_what)
    told = age_limits.age(sentence, new) if new.aged else None
    told = told or named_sizes.of(sentence, new) or (named_sizes.limited(sentence, new) if new.measured else None)
    if told is not None or not (new.measured or new.token.unit == "time"):
        return told
    told = belonging.lasting(sentence, new) or named_sizes.warmth(sentence, new) or named_sizes.tempered(sentence, new)
    if told is not None:
        return told
    unit = unit_names.unit_words(new.token, sentence.grammar)
    again = rated_times.of(sentence, new, unit) or durations.of(sentence, new, unit)
    return again or durations.away(sentence, new) or durations.off(sentence, new, unit)


def _for(sentence: Sentence, named: Counted, deed: str) -> Counted:
    """Return the length of time *named* with the *deed* that it is for."""
    terms = sentence.grammar.terms
    plain = named.core.lower() in (terms.noun, terms.deadline)
    found = deadlines.for_deed(sentence, named.core, terms.to, deed) if plain else None
    return found or named.narrowed(f"{terms.to} {deed}")


def _named_term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that a length of time is called by, or the one before it: "[un délai] de trente jours"."""
    own = governing_words.before(sentence, new.cues.left, new.cues.right)
    if own is not None and own.core:
        return own
    again = new.before is not None and new.before.counted.core and not new.measured
    if not again or new.before is None:
        return None
    before = new.before.counted  # "mais de quinze pour réclamer un avocat"
    deadline = before.head.lower() in (sentence.grammar.terms.noun, sentence.grammar.terms.deadline)
    return Counted(core=before.head, head=before.head) if deadline else before


def _of_which(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the number before counts, of which a clause after it says more: "of £418m, [which] is 3 % above"."""
    before = new.before
    if before is None or not new.measured:
        return None
    comma = before.cues.right
    relative = sentence.flag(comma + 1) & Is.RELATIVE_SUBJECT and sentence.word(comma) == ","
    if not relative or not sentence.flag(comma + 2) & Is.BE:
        return None
    return before.counted if before.counted.core and comma + 2 >= new.cues.left - 1 else None


def _shared_deed(sentence: Sentence, whole: Counted) -> str:
    """Return the deed of the *whole*, which those told of it did, too: "Three people died, of whom two were boys"."""
    verbs = sentence.grammar.verbs
    pronoun = whole.more.partition(" ")[0]
    return whole.more if pronoun and pronoun in (verbs.relative, verbs.relative_person) else ""


def _of_speakers(sentence: Sentence, new: Draft) -> Counted | None:
    """Return that people are counted who are those that speak, or some of them: "six [of us]", "[We] were sixty"."""
    terms, left, right = sentence.grammar.terms, new.cues.left, new.cues.right
    if not terms.people or new.measured:
        return None
    some = sentence.flag(right) & Is.OF and sentence.word(right + 1) in terms.speakers
    all_ = _are_speakers(sentence, left)
    at = right + 2 if some else right
    if not some and not (all_ and (sentence.flag(at) & (Is.PREPOSITION | Is.MARK) or at >= len(sentence))):
        return None
    more = narrowing(sentence, at, (1, terms.people), Asked(new.at, telling=False))
    return Counted(core=terms.people, head=terms.people, more=more)


def _of_those(sentence: Sentence, new: Draft, topic: Counted) -> Counted | None:
    """Return those told before that the subject tells by what follows "those": "[Those aimed at faiths] number 90"."""
    those = sentence.grammar.words.those
    if new.measured or new.before is not None or not topic.core or those.isdisjoint(sentence.low[: new.at]):
        return None
    first = clause_begin(sentence, new.at)
    described = is_participle(sentence, first + 1) or sentence.flag(first + 1) & Is.PREPOSITION
    return _described(sentence, new, topic, first) if sentence.low[first] in those and described else None


def _described(sentence: Sentence, new: Draft, topic: Counted, first: int) -> Counted | None:
    """Return the *topic* with what follows the pronoun at *first*, up to its verb; None where that does not fit."""
    end = next((at for at in range(first + 2, new.cues.left + 1) if group_at(sentence, at) is not None), None)
    more = sentence.text(first + 1, end) if end is not None else ""
    fits = more and len(f"{topic.core} {more}".split()) <= MOST_WORDS
    return topic.narrowed(more) if fits else None


def _are_speakers(sentence: Sentence, verb: int) -> bool:
    """Whether the *verb* says how many those are that speak: "We [were]", "[somos]"."""
    terms = sentence.grammar.terms
    led = sentence.flag(verb) & Is.BE and sentence.word(verb - 1) in terms.speakers
    return bool(led) or sentence.word(verb) in terms.speaking


def _said_of(sentence: Sentence, new: Draft, right: Counted) -> Counted | None:
    """Return the noun in the number, or the one that those counted are said to be, where none follows it."""
    if new.measured and new.token.unit != "%":
        return None
    at = right.end if new.token.unit == "%" else new.cues.right  # "4,7 % des détenus sont des femmes"
    found = ellipsis.identified(sentence, new, at) if at == right.end or not right.core else None
    new.identified = found is not None
    if found is not None and new.linked_by_relative and new.before is not None and not found.more:
        found = found.narrowed(_shared_deed(sentence, new.before.counted))
    return found or ellipsis.inside(sentence, new)
