"""What a length of time is of, or another measure whose clause names no thing: "days to reply", "délai de réponse"."""

from __future__ import annotations

from monitor.figures.labels.counted.deeds import complement_end, tidied, unnumbered
from monitor.figures.labels.syntax import clauses
from monitor.figures.labels.syntax.clauses import Kind
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.subjects import hollow, named, subject
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, WINDOW, Counted, clause_begin, infinitive, is_participle
from monitor.figures.labels.time import time_phrases
from monitor.figures.refusals import ages

_MOST = 8  #: words of a label
_PASSES = int(Is.ADVERB | Is.BE | Is.AUXILIARY | Is.HAVE)


def of(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return what the length of time *new* is given for, or what goes on in it; a noun is its *unit*."""
    if new.token.kind == "times":
        return _lasting(sentence, new, unit) if sentence.grammar.terms.contact and _closed(sentence, new) else None
    if new.token.kind != "time" or time_phrases.is_rate(sentence, new.cues.right):
        return None
    term = sentence.grammar.terms.noun or unit
    if _for_deed(sentence, new.cues.right):
        return _called(term, f"{sentence.grammar.terms.to} {_purpose(sentence, new.cues.right + 1)}")
    during = sentence.flag(new.cues.left) & Is.PREPOSITION  # "vaccinated for 4 months after the second dose"
    if sentence.word(new.cues.right) in sentence.grammar.words.temporal and not during:
        return _called(term, _following(sentence, new.cues.right))
    spent = _spent(sentence, new)
    if spent is not None or not sentence.grammar.terms.to:
        return spent
    if _opened(sentence, new):
        return _deadline(sentence, new, term) if _is_ahead(sentence, new) else None
    return _lasting(sentence, new, unit) if sentence.grammar.terms.contact else None


def _spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what those do for a length of time whose verb says so: "Patients [wait] an average of five hours"."""
    names, begin = sentence.grammar.terms.spent, clause_begin(sentence, new.at)
    if sentence.flag(new.cues.right) & (Is.PREPOSITION | Is.OF):
        return None  # "waited 17 weeks for a dentist"
    for at in range(new.cues.left, begin - 1, -1):
        flag = sentence.flags[at]
        name = names.get(sentence.low[at])
        if name and _is_deed(sentence, at):
            return Counted(core=name, head=name.rsplit(maxsplit=1)[-1])
        if flag & (Is.NUMBER | Is.MARK | Is.SUBORDINATOR):
            return None
    return None


def _is_deed(sentence: Sentence, at: int) -> bool:
    """Whether the word *at*, which may be a noun as well, is a verb: "Patients wait", but "the average wait"."""
    before = sentence.flag(at - 1)
    if before & (Is.DETERMINER | Is.OF):
        return False
    if sentence.low[at] not in sentence.grammar.verbs.stems:
        return True
    led = before & (Is.PRONOUN | Is.AUXILIARY) or sentence.word(at - 1) in sentence.grammar.agents.infinitive
    return bool(led) or (at > 0 and sentence.plural(at - 1))


def purpose(sentence: Sentence, new: Draft) -> str:
    """Return the words after the length of time *new* that say what it is for: "pour saisir la cour"."""
    counted = new.before is None or new.token.unit is not None
    timed = new.token.kind == "time" or (not counted and new.before is not None and new.before.token.kind == "time")
    at = new.cues.right
    if not timed or not _for_deed(sentence, at):
        return ""
    return f"{sentence.grammar.terms.to} {_purpose(sentence, at + 1)}"


def dimension(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the unit of *new* measures, where nothing else is told: "vitesse" of "à 58 km/h en moyenne"."""
    word = sentence.grammar.terms.dimensions.get(new.token.kind, "")
    return Counted(core=word, head=word) if word else None


def away(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the distance from what follows: "plantés à trois mètres [de la voirie]"."""
    word = sentence.grammar.terms.dimensions.get("length", "")
    at = new.cues.right
    if new.token.kind != "length" or not word or not sentence.flag(at) & Is.OF:
        return None
    if sentence.word(at + 1) in sentence.grammar.headers.lengths:
        return None  # "1 900 mètres d'altitude"
    if not sentence.flag(new.cues.left) & Is.PREPOSITION:
        return None
    end = at + 1
    while sentence.flag(end) & Is.DETERMINER or (end < at + 6 and sentence.content_word(end)):
        end += 1
    place = sentence.text(at, tidied(sentence, at, end))
    return _called(word, place) if place else None


def age(sentence: Sentence, new: Draft) -> Counted | None:
    """Return whose age is limited, where a page's terms depend on it: "age of children", "âge des enfants"."""
    terms, language = sentence.grammar.terms, sentence.grammar.language
    word = terms.dimensions.get("age", "")
    if not word or not ages.is_told(new.token, language):
        return None
    whose = aged(sentence, new.at)
    return Counted(core=f"{word} {terms.whose} {whose}" if whose else word, head=word)


def aged(sentence: Sentence, number: int) -> str:
    """Return the people before the *number* that says how old they are: "residents aged 65 and over"."""
    for at in range(number - 1, max(-1, number - 7), -1):
        if sentence.low[at] in sentence.grammar.language.refusals.ages.people and sentence.plural(at):
            return sentence.low[at]
        if sentence.flags[at] & (Is.NUMBER | Is.MARK):
            break
    return ""


def _closed(sentence: Sentence, new: Draft) -> bool:
    """Whether nothing follows "six times" that it would be a multiple of."""
    return bool(sentence.flag(new.cues.right) & (Is.MARK | Is.AND | Is.TIME)) or new.cues.right in time_phrases.covered(
        sentence
    )


def _following(sentence: Sentence, at: int) -> str:
    """Return the phrase that begins with a preposition of time: "after the project ends"."""
    progressive = sentence.grammar.nouns.progressive_endings
    if at in time_phrases.covered(sentence) or (progressive and sentence.word(at + 1).endswith(progressive)):
        return ""  # "for one minute before drinking it"
    end = at + 1
    while end < at + _MOST and (sentence.flag(end) & (Is.DETERMINER | Is.OF) or sentence.content_word(end)):
        end += 1
    return sentence.text(at, tidied(sentence, at, end))


def _for_deed(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows that says what the time is for: "to reply", but "from 11 to 17 weeks"."""
    known = sentence.grammar.terms.to and infinitive(sentence, at)
    return bool(known) and (sentence.content_word(at + 1) or bool(sentence.flag(at + 1) & Is.PRONOUN))


def _purpose(sentence: Sentence, at: int) -> str:
    return unnumbered(sentence, at, complement_end(sentence, _verb_end(sentence, at)))


def _verb_end(sentence: Sentence, at: int) -> int:
    while sentence.flag(at) & (Is.PRONOUN | Is.ADVERB):
        at += 1
    return at + 1


def _called(term: str, rest: str) -> Counted | None:
    words = f"{term} {rest}".split()
    if not rest.strip() or len(words) > _MOST:
        return None
    return Counted(core=" ".join(words), head=term.rsplit(maxsplit=1)[-1])


def _opened(sentence: Sentence, new: Draft) -> bool:
    """Whether the time is one within which something is done, or after which it is: "within", "plus tard"."""
    grammar, right = sentence.grammar, new.cues.right
    if sentence.word(right) in grammar.terms.later or sentence.word(right + 1) in grammar.terms.later:
        return True
    ends = (new.cues.left, new.at - 1)
    return any(grammar.deadlines.ending(sentence.low, end) is not None for end in ends)


def _is_ahead(sentence: Sentence, new: Draft) -> bool:
    """Whether it is still to be done: no word of the clause tells the past."""
    return sentence.grammar.words.past.isdisjoint(sentence.low[clause_begin(sentence, new.at) : new.at])


def _deadline(sentence: Sentence, new: Draft, term: str) -> Counted | None:
    """Return what is to be done within *new*: its verb with an object, or the subject to which it is done."""
    terms, begin = sentence.grammar.terms, clause_begin(sentence, new.at)
    for at in range(new.cues.left, begin - 1, -1):
        if at in time_phrases.covered(sentence):
            continue
        deed = _bare_verb(sentence, at)
        if deed:
            return _called(term, f"{terms.to} {deed}")
        group = clauses.group_at(sentence, at)
        if group is not None and group.kind in (Kind.PASSIVE, Kind.LINKING) and group.main < new.at:
            return _done_within(sentence, group, term)
    return None


def _bare_verb(sentence: Sentence, at: int) -> str:
    """Return the verb at *at* in its bare form, with its object: "reply to complaints", "se présenter au guichet"."""
    grammar, word = sentence.grammar, sentence.low[at]
    endings = grammar.nouns.infinitive_endings
    if sentence.capital(at) and (at > 0 or word not in grammar.roles.imperatives):
        return ""
    if endings:
        led = sentence.flag(at - 1) & (Is.AUXILIARY | Is.PRONOUN) or sentence.word(at - 1) in grammar.agents.infinitive
        if not word.endswith(endings) or not led or sentence.flags[at] & FINITE:
            return ""
    elif word not in grammar.verbs.stems or sentence.flag(at - 1) & (Is.DETERMINER | Is.OF | Is.PREPOSITION):
        return ""
    end = complement_end(sentence, at + 1)
    end = next((here for here in range(at + 2, end) if is_participle(sentence, here)), end)  # "complaints made under"
    said = unnumbered(sentence, at, end)
    pronoun = grammar.terms.reflexive.get(sentence.word(at - 1), "")
    if pronoun:
        said = f"{pronoun} {said}"
    elif sentence.word(at - 1) in grammar.agents.infinitive and said == sentence.original(at):
        said = f"{said} {_object(sentence, at)}".strip()  # "Le formulaire est à renvoyer"
    return said[:1].lower() + said[1:]


def _object(sentence: Sentence, verb: int) -> str:
    """Return the subject of "is to be returned", with its article, as what is to be returned."""
    begin = verb
    while begin > 0 and not sentence.flags[begin] & Is.BE:
        begin -= 1
    return _with_article(sentence, *subject(sentence, begin)) if begin else ""


def _with_article(sentence: Sentence, begin: int, end: int) -> str:
    stop = begin
    while stop < end and (sentence.flag(stop) & Is.DETERMINER or sentence.content_word(stop)) and stop - begin < 4:
        if is_participle(sentence, stop):
            break
        stop += 1
    text = sentence.text(begin, stop)
    return text[:1].lower() + text[1:]


def _done_within(sentence: Sentence, group: clauses.Group, term: str) -> Counted | None:
    """Return what a passive or linking verb says is done within the time: "days for final reports"."""
    terms = sentence.grammar.terms
    begin, end = subject(sentence, group.begin)
    told = named(sentence, begin, end, 4) if begin < end and not sentence.flags[begin] & Is.PRONOUN else Counted()
    if not told.core or hollow(sentence, told):
        return None
    if not terms.noun:
        return (
            _called(term, f"{terms.of} {_lowered(sentence, begin, told.core)}") if group.kind is Kind.PASSIVE else None
        )
    if told.core.lower().endswith(terms.deeds) and not sentence.plural(end - 1):
        elided = told.core[:1].lower() in "aeéèêiouyh" and "d" in sentence.grammar.words.elided
        return _called(term, f"d'{_lowered(sentence, begin, told.core)}" if elided else f"{terms.of} {told.core}")
    word = sentence.word(group.main)
    ending = next((one for one in terms.infinitives if word.endswith(one)), "")
    if group.kind is not Kind.PASSIVE or not ending:
        return None
    verb = f"{word[: len(word) - len(ending)]}{terms.infinitives[ending]}"
    return _called(term, f"{terms.to} {verb} {_with_article(sentence, begin, end)}")


def _lowered(sentence: Sentence, begin: int, text: str) -> str:
    return text[:1].lower() + text[1:] if begin <= 1 and not sentence.capital(begin + 1) else text


def _lasting(sentence: Sentence, new: Draft, unit: str) -> Counted | None:
    """Return the clause that goes on for a time, after its unit: "days a child may be held", "times they were told"."""
    left, particles = new.cues.left, sentence.grammar.agents.particles
    while left > 0 and sentence.flag(left) & Is.PREPOSITION and sentence.low[left] not in particles:
        left -= 1
    main = left - (sentence.word(left) in particles)
    begin = clause_begin(sentence, left)
    group = None
    for at in range(left, max(begin, left - WINDOW) - 1, -1):
        found = clauses.group_at(sentence, at)
        if found is not None and found.main == main and found.kind in (Kind.PASSIVE, Kind.LINKING):
            group = found
            if not sentence.flag(at - 1) & _PASSES:
                break
    led = group is not None and (group.kind is Kind.PASSIVE or sentence.flag(new.cues.left) & Is.PREPOSITION)
    if group is None or group.negated or not led:
        return None
    first, end = subject(sentence, group.begin)
    if first >= end or sentence.flags[first] & Is.PRONOUN:
        return None
    told = _with_article(sentence, first, end)
    return _called(unit, f"{told} {sentence.text(group.begin, left + 1)}")
