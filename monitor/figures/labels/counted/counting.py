"""What each number of a sentence counts: told by the words beside it, or understood from what came before."""

from __future__ import annotations

import re

from monitor.figures.labels.counted import (
    age_limits,
    belonging,
    bracketed_groups,
    capitalised_nouns,
    deadlines,
    deed_nouns,
    durations,
    ellipsis,
    following_nouns,
    governing_words,
    holders,
    identifying_phrases,
    measured_things,
    measuring_verbs,
    money,
    named_sizes,
    noun_after_number,
    opening_numbers,
    stated_subjects,
    unnamed_people,
    votes,
)
from monitor.figures.labels.counted.elliptical_numbers import understood
from monitor.figures.labels.counted.modifiers import Asked, narrowing
from monitor.figures.labels.roles import movements
from monitor.figures.labels.syntax import subjects
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.text.grammar import Grammar, Is
from monitor.figures.labels.text.label_length import MOST_WORDS, clipped
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, infinitive
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.scanner import Token

_BRACKETED = re.compile(r"\([^()]*\)")
_MOST_TITLE = 4  #: words of a title before a colon
_NEAR = 3  #: words before the number in which the verb stands that gives a value: "évalue à 1,9 milliard"


def count(sentence: Sentence, new: Draft, topic: Counted) -> None:
    """Give *new* what it counts; *topic* is what an earlier sentence, block or lead-in counts."""
    if sentence.grammar.phrases.attributes:
        new.counted = ellipsis.inside(sentence, new) or capitalised_nouns.count(sentence, new, new.before, topic)
    else:
        _count(sentence, new, topic)
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
        _count_units(sentence, new)
    instead = sentence.grammar.words.standalone
    if instead:  # what "my" and "this" point at stands in no row's name
        words = new.counts.split()
        if not instead.keys().isdisjoint(new.counts.lower().split()):
            words = _pointing_nowhere(words, sentence.grammar)
        new.counts = " ".join(words)


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
    unit = _unit_words(new.token, sentence.grammar) if new.measured else ""
    held = holders.counted(sentence, new, right, unit)
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
    beside = (
        votes.against(sentence, new)
        or _of_which(sentence, new)
        or _of_speakers(sentence, new)
        or _beside(sentence, new)
        or _said_of(sentence, new, right)
    )
    if beside is not None and not subjects.hollow(sentence, beside):
        new.counted = beside
    elif noun_after_number.is_counted(sentence, new, right) and not subjects.hollow(sentence, right):
        new.counted = noun_after_number.with_deed(sentence, new, right)
    else:
        new.elliptical = True
        told = new.meant if new.meant.core else unnamed_people.counted(sentence, new, right, topic)
        new.counted = told if told.core else understood(sentence, new, right, topic)


def _outright(sentence: Sentence, new: Draft, topic: Counted) -> Counted | None:
    """Return what the words around *new* tell whatever noun follows it; None where they tell nothing so."""
    if sentence.word(new.at - 1) in sentence.grammar.terms.scales and not new.measured:
        scale = sentence.original(new.at - 1)  # "un séisme de [magnitude] 6,8"
        return Counted(core=scale, head=scale)
    told = _headed(sentence, new) or money.tariff(sentence, new) or ellipsis.multiplied(sentence, new, topic)
    return told or _term(sentence, new) or durations.made_for(sentence, new)


def _term(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a length of time is given for, what goes on in it, or how far something is from a place."""
    for_what = durations.purpose(sentence, new)
    named = _named_term(sentence, new) if for_what else None
    if named is not None:
        return _for(sentence, named, for_what)
    aged = age_limits.age(sentence, new)
    told = aged or named_sizes.of(sentence, new) or named_sizes.limited(sentence, new)
    if told is not None or not (new.measured or new.token.unit == "time"):
        return told
    told = belonging.lasting(sentence, new) or named_sizes.warmth(sentence, new) or named_sizes.tempered(sentence, new)
    if told is not None:
        return told
    unit = _unit_words(new.token, sentence.grammar)
    return durations.of(sentence, new, unit) or durations.away(sentence, new) or durations.off(sentence, new, unit)


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


def _count_units(sentence: Sentence, new: Draft) -> None:
    """Give *new* the name of its unit, or what that measures, where its clause names no thing."""
    found = durations.dimension(sentence, new)
    if found is None and new.token.unit == "%":  # "une hausse d'environ 6 %": it is all there is
        found = governing_words.before(sentence, new.cues.left, new.cues.right) or _movement(sentence, new)
        if found is not None and sentence.grammar.flags.get(found.core.lower(), 0) & Is.PARTICIPLE:
            found = None  # "Geimpft sind 71 %"
        found = found or money.shared(sentence, new)
    if found is not None and found.core:
        new.counted, new.counts, new.head = found, found.core, found.head
        return
    priced = _titled(sentence, new) or money.priced(sentence, new) or money.of_clause(sentence, new)
    if priced:
        new.counts = new.head = priced
        return
    at = new.cues.right + 2 * time_phrases.is_rate(sentence, new.cues.right)
    new.head = _unit_words(new.token, sentence.grammar)
    if new.token.kind == "currency" and new.head == new.token.unit_name:  # its sign: no word of the page names it
        new.head = sentence.grammar.terms.money or new.head
    new.counts = clipped(f"{new.head} {narrowing(sentence, at, (1, ''), Asked(new.at, telling=False))}")


def _headed(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the title of a price that a condition parts from it: "[Traslado], siempre que haya plaza: 90 euros"."""
    colon = new.cues.left + (sentence.word(new.cues.left) != ":")
    comma = next((at for at in range(1, _MOST_TITLE + 1) if sentence.word(at) == ","), 0)
    if new.token.kind != "currency" or sentence.word(colon) != ":" or not comma:
        return None
    title = all(sentence.content_word(at) or sentence.flags[at] & Is.OF for at in range(comma))
    condition = sentence.has(comma + 1, colon, Is.SUBORDINATOR | FINITE)
    return subjects.named_thing(sentence, 0, comma) if title and condition else None


def _titled(sentence: Sentence, new: Draft) -> str:
    """Return the title before a colon that opens the line of money: "[Late fees]: tenants can be charged $50"."""
    colon = next((at for at in range(1, min(_MOST_TITLE + 1, new.at)) if sentence.low[at] == ":"), None)
    if colon is None or new.token.kind != "currency" or not all(sentence.content_word(at) for at in range(colon)):
        return ""
    return sentence.text(0, colon)


def _movement(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that only says which way something moves: "[une hausse] d'environ 6 %"."""
    at = new.cues.left - bool(sentence.flag(new.cues.left) & Is.OF)
    if not sentence.flag(at) & (Is.UP | Is.DOWN) or not sentence.flag(at - 1) & Is.DETERMINER:
        return None
    return Counted(core=sentence.original(at), head=sentence.original(at))


def _beside(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the words around say outright: "N is the total of tests", "a 12 % rise in arrivals"."""
    left, right = new.cues.left, new.cues.right
    if new.cues.comparative is not None:
        return _compared(sentence, new)
    moved = _in(sentence, new, right) if movements.movement(sentence, left) is not None else None
    own = moved or _described(sentence, new) or _own_thing(sentence, new)
    if own is not None or time_phrases.is_rate(sentence, right):
        return own
    composing = _composing(sentence, new) if new.is_part else None
    if composing is not None:
        return stated_subjects.stated(sentence, composing)  # "children make up 20 % of the patients"
    return _portion(sentence, new) or _told_after(sentence, left, right)


def _told_after(sentence: Sentence, left: int, right: int) -> Counted | None:
    """Return what the words after the number say that it is of, with the article that they have."""
    if _names_after(sentence, left, right):
        return subjects.named(sentence, right, identifying_phrases.phrase_end(sentence, right))
    return identifying_phrases.identified(sentence, right) or opening_numbers.listed(sentence, left, right)


def _described(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is in a state to so many per cent: "[The dam] is 60 % full"."""
    left, right = new.cues.left, new.cues.right
    alone = sentence.content_word(right) and not sentence.plural(right) and not sentence.content_word(right + 1)
    if (
        new.token.unit != "%"
        or not sentence.flag(left) & Is.BE
        or not alone
        or sentence.grammar.nouns.adjectives_follow
    ):
        return None
    return stated_subjects.stated(sentence, sentence.back_over(left - 1, FINITE | Is.ADVERB) + 1)


def _compared(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what there is more or less of, after the comparison or before the number: "12 % fewer [tests]"."""
    right = new.cues.right
    hit = sentence.grammar.comparatives.at(sentence.low, right)
    if hit is None:
        return None  # the comparison follows what is counted
    based = sentence.word(right + hit[0] - 1) in sentence.grammar.roles.than
    found = None if based else _in(sentence, new, right + hit[0])
    return found or governing_words.before(sentence, new.cues.left, right)


def _names_after(sentence: Sentence, left: int, right: int) -> bool:
    """Whether what has the value follows it with its article: "évalue à 1,9 milliard [le coût du programme]"."""
    roles = sentence.grammar.roles
    if not sentence.flag(right) & Is.DETERMINER:
        return False
    if sentence.flag(right + 1) & Is.CONTAINER:
        return True
    return sentence.word(left) in sentence.grammar.change_ends and any(
        sentence.word(at) in roles.carry for at in range(left - _NEAR, left)
    )


def _composing(sentence: Sentence, new: Draft) -> int | None:
    """Return the verb before *new* that says what a share is: "represent", "made up", "may not exceed"."""
    left = new.cues.left
    for verb in (left, max(0, left - 1)):
        if " ".join(sentence.low[verb : left + 1]) in sentence.grammar.verbs.composing:
            return verb
    if new.token.unit != "%" or not sentence.flag(new.cues.right) & Is.OF or not sentence.grammar.verbs.composing:
        return None
    below = left + 1 < new.at and sentence.flag(new.at - 1) & Is.PREPOSITION
    if sentence.flag(left) & Is.BE and (below or (sentence.grammar.nouns.agree and sentence.plural(left - 1))):
        return left  # "the rent is below 60 % of the median", "Les femmes sont 60 % des membres"
    return next((at for at in range(left + 1, new.at) if sentence.flags[at] & Is.AUXILIARY), None)


def _portion(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is as large as a percentage of something else: "[Le taux] est maintenu à 8 % de la base"."""
    portions = sentence.grammar.roles.portions
    if new.token.unit != "%" or not portions or not sentence.flag(new.cues.right) & Is.OF:
        return None
    verb = governing_words.hedge_verb(sentence, new.cues.left, new.at)
    if verb is None:
        verb = measuring_verbs.measuring_verb(sentence, new.cues.left)
    if verb is None or not (sentence.flag(verb) & (Is.BE | Is.MEASURE) or measuring_verbs.is_passive(sentence, verb)):
        return None  # "L'aide couvre 80 % du loyer"
    begin, end = measuring_verbs.subject_span(sentence, verb)
    begin = sentence.over(begin, Is.DETERMINER)
    if begin >= end or sentence.low[begin] not in portions:
        return None
    if end - begin > MOST_WORDS:  # "le taux de reconnaissance du statut [par l'Office]"
        end = sentence.back_over(begin + MOST_WORDS - 1, Is.PREPOSITION | Is.BY | Is.OF | Is.DETERMINER) + 1
    return Counted(core=clipped(sentence.text(begin, end)), head=sentence.original(begin))


def _own_thing(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a measure says of itself that it is of, by a noun, a verb or its purpose."""
    if not new.measured:
        return money.sum_of(sentence, new)
    own = measured_things.attributive(sentence, new) or money.raised(sentence, new)
    return own or measured_things.taken(sentence, new)


def _in(sentence: Sentence, new: Draft, at: int) -> Counted | None:
    """Return what moved, said after the movement: "a rise of 12 % in arrivals", "une baisse de 5 % des loyers"."""
    if not _leads_to_moved(sentence, at):
        return None
    begin = sentence.over(at + 1, Is.DETERMINER)
    if sentence.flag(begin) & Is.TIME or begin in time_phrases.covered(sentence):
        return None
    found = following_nouns.after(sentence, begin, Asked(new.at, telling=False), many=new.many)
    if subjects.hollow(sentence, found):
        return subjects.named_thing(sentence, begin, identifying_phrases.phrase_end(sentence, begin))
    # "A rise of 5% in arrivals was seen": the verb is the rise's.
    return found.narrowed("") if sentence.flag(found.end) & FINITE else found


def _leads_to_moved(sentence: Sentence, at: int) -> bool:
    """Whether the preposition *at* joins what moved to its movement: no time, no purpose."""
    if not sentence.flag(at) & Is.OF and sentence.word(at) not in sentence.grammar.roles.change_in:
        return False
    covered = time_phrases.covered(sentence)
    return at not in covered and at + 1 not in covered and not infinitive(sentence, at)


def _unit_words(token: Token, grammar: Grammar) -> str:
    """Return the unit as it is written after the number, which brackets may repeat: "fourteen (14) [days]"."""
    words = token.line.string[token.number_end : token.end]
    words = (_BRACKETED.sub(" ", words) if "(" in words else words).strip()
    words = words.rpartition("'")[2].rpartition("’")[2]
    if words[:1].isalpha():
        first, _, rest = words.partition(" ")
        return rest if rest and first in grammar.words.of else words
    return f"{token.unit_name}" if token.unit_name else ""
