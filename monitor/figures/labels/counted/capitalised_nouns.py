"""What a number counts in a language that writes nouns with a capital and leaves the order of its words free.

The noun after the number, in the nominative, with what is done to it; or the subject of the clause, what money is for,
what the number before counts.
"""

from __future__ import annotations

from monitor.figures.labels.counted import (
    bracketed_numbers,
    contrasts,
    durations_in_free_order,
    governing_words,
    measures_in_free_order,
    money_in_free_order,
    opening_numbers,
    superlatives_in_free_order,
)
from monitor.figures.labels.counted.capitalised_labels import again, described
from monitor.figures.labels.roles import movements, roles
from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted
from monitor.figures.numbers.cardinals import Form
from monitor.model import Direction

_COLON = ":"
_MOST_BEFORE_THIS = 5  #: words of a clause, the pronoun among them: "Gegenüber dem Vorjahr entspricht [dies]"


def count(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> Counted:
    """Return what *new* counts; *previous* and *topic* as for `counting.count`. Sets whether it leaves its noun out."""
    outright = _outright(sentence, new, topic)
    if outright is not None:
        return outright
    more = _more(sentence, new)
    phrase = more if new.cues.comparative is not None else _phrase(sentence, new)
    named = _named(sentence, new, phrase) if phrase is not None else None
    if named is not None:
        general = named.core.lower() in sentence.grammar.nouns.general and topic.core and _says_again(sentence, new)
        return topic if general else named
    new.elliptical = True
    antecedent = _told_before(sentence, new, previous, topic)
    whole = _whole(sentence, new)
    told = (
        contrasts.told(sentence, new, antecedent) or money_in_free_order.shared(sentence, new)
        if whole is None
        else None
    )
    if told is not None:
        return told
    if whole is None and antecedent.core and (phrase is not None or _is_again(sentence, new, previous)):
        whole = antecedent
    return again(sentence, new, whole) if whole is not None else _understood(sentence, new, previous, antecedent)


def _outright(sentence: Sentence, new: Draft, topic: Counted) -> Counted | None:
    """Return what the words around *new* tell whatever noun follows: a bracket, a verb of composing, a superlative."""
    listed = bracketed_numbers.item(sentence, new)
    if listed is not None:
        return listed
    composed = measures_in_free_order.composed(sentence, new, topic)
    return composed if composed is not None else superlatives_in_free_order.told(sentence, new)


def _told_before(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> Counted:
    """Return what *new* goes on with: what is pointed at, whom a relative clause is of, what the one before counts."""
    if new.pointed.core:
        return new.pointed
    return _related(sentence, new) or _antecedent(_like(sentence, new) or previous, topic)


def _related(sentence: Sentence, new: Draft) -> Counted | None:
    """Return those of whom the number counts some in a relative clause: "Gemeinden, von denen 17 klagen"."""
    begin = clause_bounds.span(sentence, new.at)[0]
    found = free_word_order.antecedent(sentence, begin) if new.cues.subset else None
    return noun_phrases.counted(sentence, found.phrase, article=found.article) if found and not found.counted else None


def _like(sentence: Sentence, new: Draft) -> Draft | None:
    """Return the amount before that one without a verb goes on with, over others: "für Heime mit 10 Leuten 9 €"."""
    begin, end = clause_bounds.span(sentence, new.at)
    if new.token.kind != "currency" or sentence.has(begin, end, FINITE | Is.VERB | Is.MEASURE):
        return None
    earlier = new.before
    while earlier is not None and earlier.token.kind != new.token.kind:
        earlier = earlier.before
    return earlier


def _antecedent(previous: Draft | None, topic: Counted) -> Counted:
    """Return what the number before counts; the *topic* where there is none, or it counts nothing that is named."""
    return previous.counted if previous is not None and previous.counted.core else topic


def _named(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted | None:
    """Return the noun after the number, or the rate that it tells of, unless the noun only names a number."""
    rate = _rated(sentence, new, phrase)
    if rate is not None:
        return rate
    _cue(sentence, new, phrase)
    owner = measures_in_free_order.through(sentence, phrase, new)
    if owner is None and not new.measured and not measures_in_free_order.contains(sentence, phrase.noun):
        owner = phrase  # "zwölf Kürzungen": a number of changes
    return described(sentence, new, owner) if owner is not None else None


def _understood(sentence: Sentence, new: Draft, previous: Draft | None, antecedent: Counted) -> Counted:
    """Return what a number counts that has no noun and does not go on with what was told: its clause says it."""
    labelled = (
        _titled(sentence, new)
        or measures_in_free_order.placed_time(sentence, new)
        or _labelled(sentence, new)
        or _listed(sentence, new)
    )
    labelled = labelled or measures_in_free_order.by_deadline(sentence, new)
    labelled = labelled or measures_in_free_order.spent(sentence, new)
    if labelled is not None:
        return labelled
    if _measures(sentence, new):
        goes_on = previous is not None and not _names_measure(sentence, new, previous)
        lasting = measures_in_free_order.lasting(sentence, new) or durations_in_free_order.spent(sentence, new)
        if lasting is not None:
            return lasting
        found = measures_in_free_order.of(sentence, new, _meant_by(new, antecedent if goes_on else NOTHING))
        if found.core:
            return found
        if new.measured:
            return measures_in_free_order.of_adjective(sentence, new) or _meant(sentence, new, antecedent)
    return again(sentence, new, antecedent) if antecedent.core else measures_in_free_order.subject(sentence, new)


def _measures(sentence: Sentence, new: Draft) -> bool:
    """Whether the number says how much something is: by its unit, its verb, or the preposition before it."""
    left = new.cues.left
    return new.measured or movements.is_stated(sentence, left) or _linked(sentence, left)


def _meant_by(new: Draft, antecedent: Counted) -> Counted:
    """Return what the pronoun of the number's clause means, or else the *antecedent*."""
    return new.meant if new.meant.core else antecedent


def _names_measure(sentence: Sentence, new: Draft, previous: Draft) -> bool:
    """Whether the number before is called by what it measures, and this one measures another thing."""
    other = previous.token.kind != new.token.kind
    return other and previous.counted.core in sentence.grammar.phrases.measured_by.values()


def _meant(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return what a measure is of that its clause does not name: what its pronoun means, or a word for its kind."""
    meant = antecedent.core and free_word_order.has_pronoun(sentence, new.at)
    return antecedent.narrowed("") if meant else measures_in_free_order.of_kind(sentence, new)


def _is_again(sentence: Sentence, new: Draft, previous: Draft | None) -> bool:
    """Whether the number is of what was told before: a part, a comparison, an addition, where "von 480 auf" leads."""
    if new.cues.comparative is not None or _points_back(sentence, new):
        return True
    if _says_again(sentence, new):
        return True
    if previous is None:
        return False
    if new.token.form is Form.MULTIPLE and not free_word_order.names(sentence, new.at):
        return True  # "fast doppelt so viel wie veranschlagt"
    if new.token.unit == "%" and not free_word_order.names(sentence, new.at):
        return True  # "5.600 Proben, 4 Prozent waren positiv"
    if _is_bare(sentence, new):
        return previous.token.kind == new.token.kind or previous.measured
    leads = previous.at == new.cues.left - 1 and sentence.word(new.cues.left) in sentence.grammar.roles.change_to
    return leads or (new.cues.increment and previous.token.unit == new.token.unit)


def _says_again(sentence: Sentence, new: Draft) -> bool:
    """Whether the clause only says how what was told before moved: "Das entspricht einer Zunahme um 3 Prozent"."""
    begin, left = clause_bounds.span(sentence, new.at)[0], new.cues.left
    this = sentence.grammar.phrases.this
    opens = any(
        sentence.low[at] in this and noun_phrases.read(sentence, at + 1) is None
        for at in range(begin, min(new.at, begin + _MOST_BEFORE_THIS))
    )
    left -= sentence.flag(left) & Is.AND != 0 and 2
    return opens and movements.movement(sentence, left) is not None


def _is_bare(sentence: Sentence, new: Draft) -> bool:
    """Whether the number's clause has nothing else to say: "8 Prozent mehr Lohn, [mindestens aber 350 Euro]"."""
    begin, end = clause_bounds.span(sentence, new.at)
    passing = int(Is.NUMBER | Is.ADVERB | Is.AND | Is.MARK | Is.SUBORDINATOR)
    return begin > 0 and all(sentence.flags[at] & passing for at in range(begin, end))


def _labelled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what stands before the colon that the number follows: "Gewicht: bis 5 kg"."""
    before = new.cues.left - (bool(sentence.flag(new.cues.left) & Is.PREPOSITION))  # "Bad: zu 64 % belegt"
    left = before if sentence.word(before) == _COLON else before + 1
    if sentence.word(left) != _COLON:
        return None
    found = governing_words.label(sentence, before)
    return found if found is not None and found.core else None


def _listed(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the name after the number that opens its line: "25 Euro – Seife für Schulen"."""
    return opening_numbers.listed(sentence, new.cues.left, new.cues.right)


def _whole(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the group that the number is a part of, named before it and not counted: "Von den Kranken waren 87 %"."""
    if new.measured and new.token.unit != "%":
        return None
    begin = clause_bounds.span(sentence, new.at)[0]
    first = next(iter(free_word_order.phrases(sentence, begin, new.at)), None)
    if first is None or first.counted or first.preposition not in sentence.grammar.roles.group:
        return None
    if first.article not in sentence.grammar.phrases.dative_plural:
        return None
    return noun_phrases.counted(sentence, first.phrase)


def _titled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the phrase that ends right before the bare number: "Das Beben der Stärke 6,8"."""
    if new.measured or new.cues.left != new.at - 1 or not noun_phrases.is_noun(sentence, new.cues.left):
        return None
    begin = clause_bounds.span(sentence, new.at)[0]
    found = [one for one in free_word_order.phrases(sentence, begin, new.at) if one.phrase.end == new.at]
    owned = found and not found[-1].counted and found[-1].phrase.owner is not None
    return noun_phrases.counted(sentence, found[-1].phrase, article=found[-1].article) if owned else None


def _more(sentence: Sentence, new: Draft) -> NounPhrase | None:
    """Return the noun of which there is more or less: "8 Prozent mehr [Lohn]"; notes which."""
    way = sentence.grammar.phrases.more.get(sentence.word(new.cues.right))
    found = noun_phrases.read(sentence, new.cues.right + 1) if way else None
    if way is None or found is None:
        return None
    new.cues.comparative = Direction(way)
    return found


def _rated(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted | None:
    """Return the subject that names the rate of which it is said: "Die Inzidenz stieg auf 4,6 Fälle je 100.000"."""
    rates = sentence.grammar.numbers.rates.per
    per = sentence.word(phrase.tail) in rates and sentence.flag(phrase.tail + 1) & (Is.DIGITS | Is.NUMBER)
    if not per or not movements.is_stated(sentence, new.cues.left):
        return None
    named = free_word_order.subject(sentence, new.at)
    return measures_in_free_order.subject(sentence, new) if named is not None and named.article else None


def _cue(sentence: Sentence, new: Draft, phrase: NounPhrase) -> None:
    """Note what the phrase says of the number: "drei neue Fälle", "drei Fälle mehr als im Vorjahr"."""
    words = sentence.grammar.roles
    if sentence.low[phrase.begin] in words.newly:
        new.cues.increment = True
    hit = sentence.grammar.comparatives.at(sentence.low, phrase.tail)
    of_number = sentence.word(phrase.tail) in sentence.grammar.phrases.more  # no "länger als ein Jahr"
    hedges = (
        hit is not None and sentence.flag(phrase.tail + hit[0]) & Is.NUMBER
    )  # "arbeitet jeder dritte mehr als 50 Stunden"
    if hit and of_number and not hedges and sentence.word(phrase.tail + hit[0] - 1) in words.than:
        new.cues.comparative = Direction(hit[1])


def _phrase(sentence: Sentence, new: Draft) -> NounPhrase | None:
    """Return the noun phrase after the number, seen over the article of a whole: "19 [der 21] Mandatare"."""
    return noun_phrases.read(sentence, _over_whole(sentence, new) if new.of_some else new.cues.right)


def _over_whole(sentence: Sentence, new: Draft) -> int:
    """Return where the noun begins after the number and the article or the number of the whole that it is part of."""
    begin = new.cues.right
    if _opens_whole(sentence, new):
        return sentence.over(begin + 1, Is.NUMBER | Is.DETERMINER)
    passed = _over_other(sentence, begin)
    if passed > begin:
        return passed
    other = sentence.flag(begin + 1) & Is.NUMBER and (new.token.unit != "%" or not sentence.flag(begin) & Is.AND)
    if other and sentence.flag(begin) and not sentence.flag(begin) & Is.MARK:
        return begin + 2  # "zwölf gegen sieben Stimmen", "acht statt elf Anlagen"
    words, after = sentence.grammar.phrases, sentence.word(begin)
    article = sentence.flag(begin) & Is.DETERMINER and after not in words.oblique
    had = sentence.has(new.cues.left, new.cues.right, Is.HAVE)  # "hatten 9 kein Licht", no "lag bei 9 eine Grippe vor"
    other = had and after.startswith(tuple(words.indefinite)) and after not in words.possessors
    return begin + 1 if article and not other else begin


def _over_other(sentence: Sentence, begin: int) -> int:
    """Return where the noun begins after another number it stands for: "sechs [statt der vereinbarten zehn]"."""
    at = begin + 1
    if sentence.word(begin) not in sentence.grammar.phrases.instead or not sentence.flag(at) & Is.DETERMINER:
        return begin
    at += 1
    while noun_phrases.describes(sentence, at):
        at += 1
    return at + 1 if sentence.flag(at) & Is.NUMBER else begin


def _opens_whole(sentence: Sentence, new: Draft) -> bool:
    """Whether the word after the number joins a whole to it: "19 [der] 21", "die Hälfte [von] ihnen"."""
    begin = new.cues.right
    if sentence.word(begin) in sentence.grammar.phrases.possessors:
        return True
    of_part = new.token.unit == "%" or not new.token.surface[0].isdecimal()
    of_part = of_part and not new.cues.of_them  # "ein Drittel davon von Rentnern"
    return of_part and bool(sentence.flag(begin) & Is.OF)


def _points_back(sentence: Sentence, new: Draft) -> bool:
    if new.cues.of_them or new.cues.subset:
        return True
    return roles.points_back(sentence, new.at) and not new.measured


def _linked(sentence: Sentence, left: int) -> bool:
    """Whether "auf" or "um" joins the number to the noun before: "die der Verstorbenen auf 14"."""
    words = sentence.grammar.roles
    return sentence.word(left) in words.change_to | words.change_by and noun_phrases.is_noun(sentence, left - 1)
