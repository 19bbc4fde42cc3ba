"""What a number counts in a language that writes nouns with a capital and leaves the order of its words free.

The noun after the number, in the nominative, with what is done to it; or the subject of the clause, what money is for,
what the number before counts.
"""

from __future__ import annotations

from monitor.figures.labels.counted import (
    attributive_participles,
    bracketed_numbers,
    governing_words,
    having_phrases,
    measures_in_free_order,
)
from monitor.figures.labels.roles import roles
from monitor.figures.labels.syntax import free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import Counted
from monitor.model import Direction

_COLON = ":"
_NEAR = 6  #: words after a number that are looked at for where and why


def count(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> Counted:
    """Return what *new* counts; *previous* and *topic* as for `counting.count`. Sets whether it leaves its noun out."""
    listed = bracketed_numbers.item(sentence, new)
    if listed is not None:
        return listed
    more = _more(sentence, new)
    phrase = more if new.cues.comparative is not None else _phrase(sentence, new)
    named = _named(sentence, new, phrase) if phrase is not None else None
    if named is not None:
        return named
    new.elliptical = True
    antecedent = _antecedent(previous, topic)
    whole = _whole(sentence, new)
    if whole is None and antecedent.core and (phrase is not None or _is_again(sentence, new, previous)):
        whole = antecedent
    return _again(sentence, new, whole) if whole is not None else _understood(sentence, new, previous, antecedent)


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
    return _told(sentence, new, owner) if owner is not None else None


def _understood(sentence: Sentence, new: Draft, previous: Draft | None, antecedent: Counted) -> Counted:
    """Return what a number counts that has no noun and does not go on with what was told: its clause says it."""
    labelled = _titled(sentence, new) or _labelled(sentence, new) or measures_in_free_order.by_deadline(sentence, new)
    if labelled is not None:
        return labelled
    if _measures(sentence, new):
        goes_on = previous is not None and not _names_measure(sentence, new, previous)
        found = measures_in_free_order.of(sentence, new, _meant_by(new, antecedent if goes_on else Counted()))
        if found.core:
            return found
        if new.measured:
            return measures_in_free_order.of_adjective(sentence, new) or _meant(sentence, new, antecedent)
    return _again(sentence, new, antecedent) if antecedent.core else measures_in_free_order.subject(sentence, new)


def _measures(sentence: Sentence, new: Draft) -> bool:
    """Whether the number says how much something is: by its unit, its verb, or the preposition before it."""
    left = new.cues.left
    return new.measured or measures_in_free_order.is_stated(sentence, left) or _linked(sentence, left)


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
    if previous is None:
        return False
    if new.token.unit == "%" and not free_word_order.names(sentence, new.at):
        return True  # "5.600 Proben, 4 Prozent waren positiv"
    if _is_bare(sentence, new):
        return previous.token.kind == new.token.kind or previous.measured
    leads = previous.at == new.cues.left - 1 and sentence.word(new.cues.left) in sentence.grammar.roles.change_to
    return leads or (new.cues.increment and previous.token.unit == new.token.unit)


def _is_bare(sentence: Sentence, new: Draft) -> bool:
    """Whether the number's clause has nothing else to say: "8 Prozent mehr Lohn, [mindestens aber 350 Euro]"."""
    begin, end = free_word_order.bounds(sentence, new.at)
    passing = int(Is.NUMBER | Is.ADVERB | Is.AND | Is.MARK | Is.SUBORDINATOR)
    return begin > 0 and all(sentence.flags[at] & passing for at in range(begin, end))


def _labelled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what stands before the colon that the number follows: "Gewicht: bis 5 kg"."""
    left = new.cues.left if sentence.word(new.cues.left) == _COLON else new.cues.left + 1
    if sentence.word(left) != _COLON:
        return None
    found = governing_words.label(sentence, new.cues.left)
    return found if found is not None and found.core else None


def _whole(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the group that the number is a part of, named before it and not counted: "Von den Kranken waren 87 %"."""
    if new.measured and new.token.unit != "%":
        return None
    begin = free_word_order.bounds(sentence, new.at)[0]
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
    begin = free_word_order.bounds(sentence, new.at)[0]
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
    if not per or not measures_in_free_order.is_stated(sentence, new.cues.left):
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
    if hit and of_number and sentence.word(phrase.tail + hit[0] - 1) in words.than:
        new.cues.comparative = Direction(hit[1])


def _phrase(sentence: Sentence, new: Draft) -> NounPhrase | None:
    """Return the noun phrase after the number, seen over the article of a whole: "19 [der 21] Mandatare"."""
    return noun_phrases.read(sentence, _over_whole(sentence, new) if new.of_some else new.cues.right)


def _over_whole(sentence: Sentence, new: Draft) -> int:
    """Return where the noun begins after the number and the article or the number of the whole that it is part of."""
    begin = new.cues.right
    if _opens_whole(sentence, new):
        return sentence.over(begin + 1, Is.NUMBER | Is.DETERMINER)
    if sentence.flag(begin + 1) & Is.NUMBER and not sentence.flag(begin) & Is.MARK:
        return begin + 2  # "zwölf gegen sieben Stimmen", "acht statt elf Anlagen"
    article = sentence.flag(begin) & Is.DETERMINER and sentence.word(begin) not in sentence.grammar.phrases.oblique
    return begin + 1 if article else begin


def _opens_whole(sentence: Sentence, new: Draft) -> bool:
    """Whether the word after the number joins a whole to it: "19 [der] 21", "die Hälfte [von] ihnen"."""
    begin = new.cues.right
    if sentence.word(begin) in sentence.grammar.phrases.possessors:
        return True
    of_part = new.token.unit == "%" or not new.token.surface[0].isdecimal()
    return of_part and bool(sentence.flag(begin) & Is.OF)


def _past_standing(sentence: Sentence, at: int) -> int:
    """Return where the words begin that say how they are: "1.000 Haushalte sind [ohne Strom]"; *at* without such."""
    here = at
    while sentence.flag(here) & (Is.BE | Is.ADVERB) or sentence.word(here) in sentence.grammar.phrases.standing:
        here += 1
    return here if noun_phrases.placed(sentence, here) > here else at


def _where_before(sentence: Sentence, number: int, phrase: NounPhrase) -> str:
    """Return where those are whose *phrase* says no more, if the clause opens with it: "[Im Lager] leben Menschen"."""
    if sentence.low[phrase.noun] not in sentence.grammar.nouns.general:
        return ""
    begin = free_word_order.bounds(sentence, number)[0]
    end = noun_phrases.placed(sentence, begin)
    if end == begin or end >= number or sentence.low[end] not in sentence.grammar.phrases.standing:
        return ""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:]


def _being(sentence: Sentence, new: Draft, end: int) -> Counted | None:
    """Return what those counted are said to be, after their phrase's *end*: "29 von ihnen waren [Minderjährige]"."""
    at = end
    while sentence.flag(at) & (Is.BE | Is.ADVERB):
        at += 1
    said = any(sentence.flag(k) & Is.BE for k in range(end, at)) and new.of_some and new.many
    found = noun_phrases.read(sentence, at) if said else None
    if found is None or found.end < free_word_order.bounds(sentence, at)[1]:
        return None
    return noun_phrases.counted(sentence, found)


def _voted(sentence: Sentence, new: Draft, phrase: NounPhrase) -> str:
    """Return whose votes these are: "mit zwölf gegen sieben Stimmen" says so by their order."""
    words = sentence.grammar.phrases
    sides = words.votes.get(sentence.low[phrase.noun])
    if sides is None:
        return ""
    first = sentence.word(new.at + 1) in words.votes_against and sentence.flag(new.at + 2) & Is.NUMBER
    second = sentence.word(new.at - 1) in words.votes_against and sentence.flag(new.at - 2) & Is.NUMBER
    return sides[bool(second)] if first or second else ""


def _told(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted:
    """Return whose votes the number counts, what those counted are said to be, or else the noun after it."""
    votes = _voted(sentence, new, phrase)
    if votes:
        return Counted(core=votes, head=votes, end=phrase.end)
    return _being(sentence, new, phrase.end) or _described(sentence, new, phrase)


def _described(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted:
    """Return the noun of the *phrase* with what is done to it, what it has or where it is; or that there is more."""
    more = _addition(sentence, new) if new.cues.increment else ""
    deed = "" if more or not _can_undergo(sentence, new, phrase) else _deed(sentence, new, phrase.end)
    found = noun_phrases.counted(sentence, phrase, article=sentence.word(phrase.begin - 1), deed=deed)
    if not deed and new.of_some and phrase.end == phrase.tail:
        found = found.narrowed(having_phrases.said(sentence, new.at, new.cues.left, phrase.end))
    if deed or new.measured or found.more:
        return found
    begin = _past_standing(sentence, phrase.end)
    end = noun_phrases.placed(sentence, begin)
    rest = sentence.text(begin, end) or _where_before(sentence, new.at, phrase)
    return Counted(core=f"{more} {found.core}".strip(), head=found.head, more=rest, end=end, size=found.size)


def _deed(sentence: Sentence, new: Draft, end: int) -> str:
    return attributive_participles.deed(sentence, new.at, new.cues.left, end)


def _can_undergo(sentence: Sentence, new: Draft, phrase: NounPhrase) -> bool:
    """Whether several are counted, or a share of several, of whom no attribute and no "jeder" tells who they are."""
    if new.token.unit == "%":
        article = sentence.word(phrase.begin - 1)
        counts = article not in sentence.grammar.phrases.singular_genitive
    else:
        counts = not new.measured
    each = new.token.surface.lower().partition(" ")[0] in sentence.grammar.numbers.each
    return counts and new.many and not each and not _qualified(sentence, phrase)


def _qualified(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether an attribute already tells who is meant: "85 verletzte Reisende"; that they are new does not."""
    first = sentence.low[phrase.begin]
    return phrase.noun > phrase.begin and first not in sentence.grammar.roles.newly


def _addition(sentence: Sentence, new: Draft) -> str:
    """Return the word before the number that says it comes on top, in the nominative: "weitere"."""
    words = sentence.grammar.phrases
    for at in range(new.cues.left + 1, new.at):
        if sentence.flags[at] & Is.ADJECTIVE:
            return words.cases.attribute(sentence.low[at], words.plural)
    return ""


def _points_back(sentence: Sentence, new: Draft) -> bool:
    if new.cues.of_them or new.cues.subset:
        return True
    return roles.points_back(sentence, new.at) and not new.measured


def _again(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return the antecedent's noun with what is said of this number: "seien sieben gestrichen worden"."""
    if not new.many or not new.of_some or new.cues.comparative is not None:
        moved = new.before is not None and new.before.token.moves
        return antecedent if moved else antecedent.narrowed("")
    being = _being(sentence, new, new.cues.right)
    if being is not None:
        return being
    attribute = _undergone(sentence, new) or _adjective(sentence, new.cues.right)
    if attribute:
        core = f"{attribute} {antecedent.head}"
        return Counted(core=core, head=antecedent.head, end=antecedent.end, size=antecedent.size)
    rest = having_phrases.said(sentence, new.at, new.cues.left, new.cues.right) or _circumstance(
        sentence, new, short=True
    )
    return Counted(core=antecedent.head, head=antecedent.head, more=rest) if rest else antecedent.narrowed("")


def _undergone(sentence: Sentence, new: Draft) -> str:
    """Return what is done to those counted, as an attribute in the plural, with its place where it says little."""
    deed = _deed(sentence, new, new.cues.right)
    if not deed:
        return ""
    where = _circumstance(sentence, new, short=True) if " " not in deed else ""
    return f"{where} {deed}{sentence.grammar.phrases.plural}".strip()


def _adjective(sentence: Sentence, at: int) -> str:
    """Return the adjective at *at* as an attribute in the plural; nothing where there is none."""
    words, word = sentence.grammar.phrases, sentence.word(at)
    if not sentence.flag(at) & Is.ADJECTIVE or not word.endswith(words.attributes):
        return ""
    return words.cases.attribute(word, words.plural)


def _circumstance(sentence: Sentence, new: Draft, *, short: bool = False) -> str:
    """Return the first phrase of its clause that tells where or why: "davon 29 [wegen Unterkühlung]"."""
    close = free_word_order.bounds(sentence, new.at)[1]
    for at in range(new.cues.right, min(close, new.cues.right + _NEAR)):
        if sentence.flags[at] & Is.NUMBER:
            return ""
        end = noun_phrases.placed(sentence, at)
        if sentence.low[at] in sentence.grammar.phrases.bound and noun_phrases.participle(sentence, close - 1):
            return ""
        if end > at:
            return sentence.text(at, end if not short else noun_phrases.placed(sentence, at, short=True))
    return ""


def _linked(sentence: Sentence, left: int) -> bool:
    """Whether "auf" or "um" joins the number to the noun before: "die der Verstorbenen auf 14"."""
    words = sentence.grammar.roles
    return sentence.word(left) in words.change_to | words.change_by and noun_phrases.is_noun(sentence, left - 1)
