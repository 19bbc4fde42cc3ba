"""What a measure is of: the thing that money, a share, a length or a duration is said of, never its unit.

"The fine is £80", "£3m for roads", "the contract was let for £4m": a measure's thing is its own noun, the noun that
its purpose names, the object of its verb, or the verb's subject.
"""

from __future__ import annotations

from monitor.figures.labels.counted import money
from monitor.figures.labels.counted.deeds import undergone
from monitor.figures.labels.counted.measuring_verbs import announced, is_passive, measuring_verb, object_of, subject_of
from monitor.figures.labels.counted.stated_subjects import phrase_begin
from monitor.figures.labels.syntax import clauses
from monitor.figures.labels.syntax.clauses import group_at
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.syntax.subjects import named_thing
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, Counted, is_participle
from monitor.figures.labels.time import time_phrases
from monitor.figures.numbers.lexer import HYPHENS

_LINKS = int(Is.PREPOSITION | Is.OF | Is.BY | Is.ADVERB | Is.DETERMINER | Is.PRONOUN)
#: Of these the unit is a noun of its own that words after it describe: "the weeks for a dentist", "feet from the dam".
_EXTENTS = ("time", "length")
_AMOUNTS = ("mass", "volume", "energy", "area")
_MOST_NOUNS = 4  #: "a £4 million [care home staff shortfall]"
_OTHER = int(Is.ADVERB | Is.ADJECTIVE | Is.TIME | Is.SAYS | Is.VERB)
_STATES = int(Is.MEASURE | Is.UP | Is.DOWN | Is.MOVED | Is.SAYS)
_SUBJECT_VERBS = int(Is.MEASURE | Is.BE | Is.UP | Is.DOWN | Is.MOVED)


def of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the thing that the measure *new* is of, as its clause says it; None where it does not."""
    left = new.cues.left
    found = _without_verb(sentence, new)
    if found is not None:
        return found
    if sentence.word(left) == "," and is_participle(sentence, left + 1):
        # "The contract, estimated at £95,000": the hedge is the verb
        return subject_of(sentence, left + 1)
    verb = measuring_verb(sentence, left)
    purpose = money.purpose_at(sentence, new.cues.right) if new.token.kind == "currency" else None
    other = _for_others(sentence, new, purpose)
    if other is not None:
        return other
    if verb is None:
        return purpose
    if _has_share(sentence, new):
        return subject_of(sentence, verb)
    return _of_verb(sentence, verb, new, purpose or money.devoted_by(sentence, verb, new.cues.right))


def _without_verb(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the thing that a measure is of by other words than its clause's verb, or before that is asked."""
    found = _filled(sentence, new) or _summed(sentence, new)
    return found or money.per_unit(sentence, new) or money.bounded(sentence, new)


def _has_share(sentence: Sentence, new: Draft) -> bool:
    """Whether the subject of the clause has the share *new*: "Los andaluces encabezan la lista [con] un 31 %"."""
    return new.token.unit == "%" and sentence.word(new.cues.left) in sentence.grammar.terms.sharing


def before_rate(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the measure before *new* is of, where its rate alone parts them: "0,10 € par jour, plafonnée à"."""
    before, comma = new.before, new.cues.left
    limited = new.measured and sentence.word(comma) == "," and is_participle(sentence, comma + 1)
    if before is None or not limited or not time_phrases.is_rate(sentence, before.cues.right):
        return None
    parted = sentence.has(before.cues.right, comma, Is.DETERMINER | FINITE | Is.NUMBER)
    return None if parted or not before.counted.core else before.counted


def _for_others(sentence: Sentence, new: Draft, purpose: Counted | None) -> Counted | None:
    """Return what costs others another price, with those it is for: "Entry costs £9, or £4 [for students]"."""
    before, at = new.before, new.cues.right
    again = before is not None and before.token.unit == new.token.unit and before.counted.core
    if before is None or purpose is None or not again or not is_person(sentence, purpose.head.lower()):
        return None
    joined = sentence.word(new.cues.left) in (",", *sentence.grammar.words.alternative, *sentence.grammar.words.and_)
    if not joined or sentence.grammar.nouns.adjectives_follow:
        return None
    return before.counted.narrowed(f"{sentence.low[at]} {purpose.core}")


def _filled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a share of was done to, with that deed: "[les places] sont [occupées] à 97 %"."""
    verb = sentence.back_over(new.cues.left - 1, Is.ADVERB | Is.SUBORDINATOR)  # "ne sont remplies [qu']à 38 %"
    grammar = sentence.grammar
    if new.token.unit != "%" or not grammar.nouns.agree or sentence.word(new.cues.left) not in grammar.roles.change_to:
        return None
    if not is_participle(sentence, verb) or sentence.flags[verb] & _STATES:
        return None
    found = subject_of(sentence, verb)
    return found.narrowed(sentence.text(verb, verb + 1)) if found is not None else None


def _summed(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun of which a measure tells the sum after a comma: "[des impayés], pour un total de 7 820 €"."""
    comma = new.cues.left - (sentence.word(new.cues.left) != ",")
    led = sentence.flag(comma + 1) & Is.OF or sentence.word(comma + 1) in sentence.grammar.agents.purposes
    if sentence.word(comma) != "," or not led or not sentence.has(comma + 2, new.at, Is.CONTAINER):
        return None
    return named_thing(sentence, phrase_begin(sentence, comma, _MOST_NOUNS), comma)


def _of_verb(sentence: Sentence, verb: int, new: Draft, purpose: Counted | None) -> Counted | None:
    """Return the thing that the measure *new* of the *verb* is of; money that the verb says nothing of has a *purpose*.

    Where the verb measures its subject, that goes before the purpose; else its object does, and the subject comes last.
    """
    if new.token.kind in _EXTENTS and not _extends(sentence, verb, new.cues.left):
        return _limited(sentence, verb, new.cues.left)
    if _measures_subject(sentence, verb):
        paid = money.named_by_verb(sentence, verb, new) or money.charged(sentence, verb, new)
        return paid or subject_of(sentence, verb) or purpose
    given = (
        money.named_by_verb(sentence, verb, new) if sentence.word(verb) in sentence.grammar.verbs.two_objects else None
    )
    if given is not None and (new.cues.left > verb or given.head.lower() != sentence.grammar.terms.money):
        return given  # to whom it is given is no thing that has the measure; a fine is no sum of what it is for
    devoted = purpose if money.devotes(sentence, verb) else None  # "Destina Valle Alto 86 millones a estancias"
    found = devoted or object_of(sentence, verb, new.cues.left) or purpose or money.named_by_verb(sentence, verb, new)
    if found is None and new.token.kind == "currency" and _pays(sentence, verb):
        return announced(sentence, verb)
    return found or subject_of(sentence, verb) or announced(sentence, verb)


def _pays(sentence: Sentence, verb: int) -> bool:
    """Whether people pay or get the money of the passive *verb*, and so do not cost it: "tenants are charged £50"."""
    if not is_passive(sentence, verb) or sentence.word(verb) not in sentence.grammar.verbs.two_objects:
        return False
    found = subject_of(sentence, verb)
    return found is not None and is_person(sentence, found.head.lower())


def taken(sentence: Sentence, new: Draft) -> Counted | None:
    """Return how much of a mass or a volume was done something to, by its unit: "lost 3 million litres"."""
    grammar = sentence.grammar
    plain = not grammar.nouns.adjectives_follow and new.token.kind in _AMOUNTS
    verb = clauses.governor(sentence, new.cues.left) if plain and not sentence.flag(new.cues.right) & Is.OF else None
    if verb is None:
        return None
    paid = grammar.verbs.paid.get(sentence.word(verb), "").partition(" ")[2]  # "lost" moves other numbers
    done = paid or undergone(sentence, verb, many=True, noun="")
    unit = new.token.surface.rsplit(maxsplit=1)[-1]
    return Counted(core=f"{unit} {done}", head=unit) if done and unit.isalpha() else None


def _extends(sentence: Sentence, verb: int, left: int) -> bool:
    """Whether the *verb* says of a thing how long it is: "took 18 months", right before it, or in the passive."""
    terms, before = sentence.grammar.terms, sentence.word(left)
    if terms.duration and (before in sentence.grammar.time.starting or before in terms.within | terms.during):
        return False  # "Les blessés sont soignés en vingt minutes"
    return (left == verb and _measures_subject(sentence, verb)) or is_passive(sentence, verb)


def _limited(sentence: Sentence, verb: int, left: int) -> Counted | None:
    """Return the object that the *verb* limits to a time or length: "limits [visits] to 40 minutes"."""
    verbs, ends = sentence.grammar.verbs, sentence.grammar.change_ends
    limits = sentence.word(verb) in verbs.limiting and sentence.word(left) in ends
    return object_of(sentence, verb, left - 1) if limits else None


def _measures_subject(sentence: Sentence, verb: int) -> bool:
    return bool(sentence.flag(verb) & _SUBJECT_VERBS) or sentence.word(verb) in sentence.grammar.verbs.lasting


def attributive(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that the measure stands before: "a £4 million shortfall", "$12m cuts"."""
    at = new.cues.right
    led = (sentence.flag(new.cues.left) | sentence.flag(new.at - 1)) & Is.DETERMINER
    if new.token.kind in _EXTENTS and not led and not _is_tied(new):
        return None
    if sentence.grammar.nouns.adjectives_follow or at != new.at + 1:
        return None
    if _is_tied(new) and sentence.flag(at) & Is.TIME:
        return _time(sentence, at)  # "70-hour weeks"
    return _nouns(sentence, at)


def _nouns(sentence: Sentence, at: int) -> Counted | None:
    """Return the nouns that stand side by side from *at* on; None where there is none."""
    if not _noun(sentence, at):
        return None
    end = at + 1
    while _noun(sentence, end) and end - at < _MOST_NOUNS:
        end += 1
    return Counted(core=sentence.text(at, end), head=sentence.original(end - 1), end=end, size=end - at)


def _time(sentence: Sentence, at: int) -> Counted:
    """Return the unit of time at *at* that is so long: "12-hour [days]"."""
    word = sentence.original(at)
    return Counted(core=word, head=word, end=at + 1, size=1)


def _is_tied(new: Draft) -> bool:
    """Whether a hyphen ties the unit of *new* to its number, as it does before a noun alone: "8-inch screens"."""
    return new.token.line.string[new.token.number_end : new.token.end].startswith(tuple(HYPHENS))


def _noun(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* can be a noun that a measure before it describes: no verb, participle or time."""
    if not sentence.content_word(at) or sentence.flags[at] & _OTHER:
        return False
    return (
        not _acts(sentence, at)
        and at not in time_phrases.covered(sentence)
        and not is_participle(sentence, at)
        and (group_at(sentence, at) is None or is_participle(sentence, at + 1))  # "$12m cuts agreed by the council"
        and not sentence.grammar.roles.than & {sentence.word(at), sentence.word(at + 1)}
    )


def _acts(sentence: Sentence, at: int) -> bool:
    """Whether the word *at* is a verb: "funding of $2 million [runs] out", "those on $900 [pay] nothing"."""
    if sentence.grammar.nouns.forms.singular(sentence.low[at]) not in sentence.grammar.verbs.stems:
        return False
    bare = sentence.flag(at - 1) & Is.NUMBER and not sentence.flag(at - 2) & Is.DETERMINER
    alone = sentence.content_word(at + 1) and not sentence.plural(at + 1)
    return bool(sentence.flag(at + 1) & _LINKS or (bare and alone))
