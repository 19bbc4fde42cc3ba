"""What a number counts in a language that writes nouns with a capital and leaves the order of its words free.

The noun after the number, in the nominative, with what is done to it; or the subject of the clause, what money is for,
what the number before counts.
"""

from __future__ import annotations

from monitor.figures import free_order, attributive, noun_phrases, roles, telling
from monitor.figures.drafts import Draft
from monitor.figures.forms import FINITE, Counted
from monitor.figures.grammar import Is
from monitor.figures.noun_phrases import NounPhrase
from monitor.figures.tokens import Sentence
from monitor.model import Direction

_LABELS = (":", "(")
_NEAR = 6  #: words after a number that are looked at for where and why


def count(sentence: Sentence, new: Draft, previous: Draft | None, topic: Counted) -> Counted:
    """Return what *new* counts; *previous* and *topic* as for `counting.count`. Sets whether it leaves its noun out."""
    antecedent = previous.counted if previous is not None and previous.counted.core else topic
    phrase = None if new.cues.comparative is not None else _phrase(sentence, new)
    if phrase is not None:
        _cue(sentence, new, phrase)
    compared = phrase is None and new.cues.comparative is not None
    through = _through(sentence, phrase, new) if phrase is not None else None
    if through is not None:
        return _told(sentence, new, through)
    new.elliptical = True
    beside = None if new.measured or compared else _titled(sentence, new)
    if beside is not None:
        return beside
    again = compared or phrase is not None or _points_back(sentence, new) or _goes_on(sentence, new, previous)
    if again and antecedent.core:
        return _again(sentence, new, antecedent)
    labelled = _labelled(sentence, new)
    if labelled is not None:
        return labelled
    if new.measured or _stated(sentence, new.cues.left) or _linked(sentence, new.cues.left):
        found = _measured(sentence, new, antecedent if previous is not None else Counted())
        if found.core:
            return found
        if new.measured:
            return antecedent.narrowed("") if free_order.has_pronoun(sentence, new.at) else _of_kind(sentence, new)
    return _again(sentence, new, antecedent) if antecedent.core else _subject(sentence, new)


def _labelled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what stands before the colon or bracket that the number follows: "Gewicht: bis 5 kg", "Männer (12)"."""
    left = new.cues.left if sentence.word(new.cues.left) in _LABELS else new.cues.left + 1
    if sentence.word(left) == ":":
        found = telling.label(sentence, new.cues.left)
        return found if found is not None and found.core else None
    if sentence.word(left) != "(":
        return None
    begin = free_order.bounds(sentence, max(0, left - 1))[0]
    before = [one for one in free_order.phrases(sentence, begin, left) if one.phrase.end == left and not one.counted]
    return noun_phrases.counted(sentence, before[-1].phrase) if before else None


def _titled(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the phrase that ends right before the bare number: "Das Beben der Stärke 6,8"."""
    if new.cues.left != new.at - 1 or not noun_phrases.is_noun(sentence, new.cues.left):
        return None
    begin = free_order.bounds(sentence, new.at)[0]
    found = [one for one in free_order.phrases(sentence, begin, new.at) if one.phrase.end == new.at]
    owned = found and not found[-1].counted and found[-1].phrase.owner is not None
    return noun_phrases.counted(sentence, found[-1].phrase, article=found[-1].article) if owned else None


def _cue(sentence: Sentence, new: Draft, phrase: NounPhrase) -> None:
    """Note what the phrase says of the number: "drei neue Fälle", "drei Fälle mehr als im Vorjahr"."""
    words = sentence.grammar.roles
    if sentence.low[phrase.begin] in words.newly:
        new.cues.increment = True
    hit = sentence.grammar.comparatives.at(sentence.low, phrase.tail)
    if hit and (sentence.word(phrase.tail + hit[0] - 1) in words.than):
        new.cues.comparative = Direction(hit[1])


def _goes_on(sentence: Sentence, new: Draft, previous: Draft | None) -> bool:
    """Whether the number is where the one before moves to: "von 480 [auf 595]"."""
    return previous is not None and previous.at == new.cues.left - 1 and (
        sentence.word(new.cues.left) in sentence.grammar.roles.change_to
    )


def _phrase(sentence: Sentence, new: Draft) -> NounPhrase | None:
    """Return the noun phrase after the number, seen over the article of a whole: "19 [der 21] Mandatare"."""
    begin = new.cues.right
    words = sentence.grammar.phrases
    shared = not new.measured or new.token.unit == "%"
    if shared and (sentence.word(begin) in words.possessors or sentence.flag(begin) & Is.OF):
        begin += 1
        while sentence.flag(begin) & (Is.NUMBER | Is.DETERMINER):
            begin += 1
    elif shared and sentence.flag(begin + 1) & Is.NUMBER and not sentence.flag(begin) & Is.MARK:
        begin += 2  # "zwölf gegen sieben Stimmen", "acht statt elf Anlagen"
    elif shared and sentence.flag(begin) & Is.DETERMINER and sentence.word(begin) not in words.oblique:
        begin += 1
    return noun_phrases.read(sentence, begin)


def _through(sentence: Sentence, phrase: NounPhrase, new: Draft) -> NounPhrase | None:
    """Return *phrase*, or the noun that it belongs to where it only names a number or its change; None if hollow."""
    for _ in range(3):
        if not _names_number(sentence, phrase.noun, measured=new.measured and new.token.unit != "%"):
            return phrase
        if phrase.owner is None:
            return _moved(sentence, phrase)
        phrase = phrase.owner
    return phrase


def _names_number(sentence: Sentence, noun: int, *, measured: bool) -> bool:
    """Whether a noun only names a number or its change; a measure has names of its own: "die Höhe der Anlagen"."""
    hollow = int(Is.UP | Is.DOWN | Is.MOVED) if measured else int(Is.CONTAINER | Is.UP | Is.DOWN | Is.MOVED)
    flags, word = sentence.grammar.flags, sentence.low[noun]
    return bool((sentence.flags[noun] | flags.get(noun_phrases.possessed(sentence, word), 0)) & hollow)


def _moved(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """Return what moved, after the movement: "ein Plus von 14 Prozent [bei Hagelschäden]"."""
    at = phrase.end
    if sentence.flag(at) & (Is.OF | Is.PREPOSITION) and sentence.flag(at + 1) & Is.NUMBER:
        at += 2
    return _moving(sentence, at)


def _moving(sentence: Sentence, at: int) -> NounPhrase | None:
    if sentence.word(at) not in sentence.grammar.roles.change_in:
        return None
    at += 1
    while sentence.flag(at) & Is.DETERMINER:
        at += 1
    return noun_phrases.read(sentence, at)


def _told(sentence: Sentence, new: Draft, phrase: NounPhrase) -> Counted:
    """Return the noun after the number, with what is done to it, or that it is more of what was told before."""
    article = sentence.word(phrase.begin - 1)
    shared = new.token.unit == "%" and article not in sentence.grammar.phrases.singular_genitive
    counts = (shared or not new.measured) and new.many and not _qualified(sentence, phrase)
    deed = attributive.deed(sentence, new.at, new.cues.left, phrase.end) if counts else ""
    found = noun_phrases.counted(sentence, phrase, article=article, deed=deed)
    if deed or new.measured:
        return found
    more = _addition(sentence, new) if new.cues.increment else ""
    end = noun_phrases.placed(sentence, phrase.end)
    rest = sentence.text(phrase.end, end)
    return Counted(core=f"{more} {found.core}".strip(), head=found.head, more=rest, end=end, size=found.size)


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
    counts = new.many and (not new.measured or new.token.unit == "%")
    if not counts or new.cues.comparative is not None:
        return antecedent.narrowed("")
    words, at = sentence.grammar.phrases, new.cues.right
    deed = attributive.deed(sentence, new.at, new.cues.left, at)
    described = sentence.word(at)
    if deed:
        where = _circumstance(sentence, new, short=True)
        core = f"{where} {deed}{words.plural} {antecedent.head}".strip()
    elif sentence.flag(at) & Is.ADJECTIVE and described.endswith(words.attributes):
        core = f"{words.cases.attribute(described, words.plural)} {antecedent.head}"
    else:
        rest = _circumstance(sentence, new)
        return antecedent.narrowed("") if not rest else Counted(
            core=antecedent.head, head=antecedent.head, more=rest, end=antecedent.end, size=1
        )
    return Counted(core=core, head=antecedent.head, end=antecedent.end, size=antecedent.size)


def _circumstance(sentence: Sentence, new: Draft, *, short: bool = False) -> str:
    """Return the first phrase of its clause that tells where or why: "davon 29 [wegen Unterkühlung]"."""
    close = free_order.bounds(sentence, new.at)[1]
    for at in range(new.cues.right, min(close, new.cues.right + _NEAR)):
        if sentence.flags[at] & Is.NUMBER:
            return ""
        end = noun_phrases.placed(sentence, at)
        if end > at:
            return sentence.text(at, end if not short else noun_phrases.placed(sentence, at, short=True))
    return ""


def _linked(sentence: Sentence, left: int) -> bool:
    """Whether "auf" or "um" joins the number to the noun before: "die der Verstorbenen auf 14"."""
    words = sentence.grammar.roles
    return sentence.word(left) in words.change_to | words.change_by and noun_phrases.is_noun(sentence, left - 1)


def _stated(sentence: Sentence, left: int) -> bool:
    """Whether a verb that states or moves a number governs it: "beträgt N", "stieg auf N", "lag bei N"."""
    kinds = int(Is.MEASURE | Is.UP | Is.DOWN | Is.MOVED)
    begin, end = free_order.bounds(sentence, left + 1)
    return any(sentence.flags[at] & kinds and not sentence.capital(at) for at in range(begin, end))


def _measured(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return what a measure is of: "ein Schaden von N", what money is for, or the subject of its clause."""
    left = new.cues.left
    moving = _moving(sentence, new.cues.right)
    if moving is not None and roles.movement(sentence, left) is not None:
        return noun_phrases.counted(sentence, moving)
    if new.token.kind == "currency":
        found = _money(sentence, new)
        if found is not None:
            return found
    beside = _beside(sentence, new)
    if beside is not None:
        return beside if beside.core or not antecedent.core else antecedent.narrowed("")
    if new.token.kind == "currency":
        paid = _paid(sentence, new, antecedent)
        if paid is not None:
            return paid
    return _subject(sentence, new, antecedent)


def _beside(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that a preposition joins to its number: "ein Schaden von N Euro", "den Hebesatz auf N Punkte"."""
    left = new.cues.left
    if not sentence.flag(left) & (Is.OF | Is.PREPOSITION) or sentence.flag(left) & Is.DETERMINER:
        return None
    begin = free_order.bounds(sentence, left)[0]
    found = [one for one in free_order.phrases(sentence, begin, left) if one.phrase.end == left and not one.counted]
    if not found or (found[-1].preposition and (_moves(sentence, begin) or not sentence.flag(left) & Is.OF)):
        return None
    through = _through(sentence, found[-1].phrase, new)
    return noun_phrases.counted(sentence, through, article=found[-1].article) if through is not None else Counted()


def _money(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what an amount of money is of, "320.000 Euro an Pacht"; or that it is money "gespendet"."""
    words = sentence.grammar.phrases
    begin, end = free_order.bounds(sentence, new.at)
    for one in free_order.phrases(sentence, begin, end):
        if one.preposition in words.amount_of and not one.article and one.phrase.noun != new.at:
            if one.phrase.begin - 1 in (begin, new.cues.right):
                return noun_phrases.counted(sentence, one.phrase)
    if any(not one.preposition for one in free_order.phrases(sentence, begin, end)):
        return None
    deed = attributive.deed(sentence, new.at, new.cues.left, new.cues.right)
    return Counted(core=f"{deed}{words.money_ending} {words.money}", head=words.money) if deed else None


def _of_kind(sentence: Sentence, new: Draft) -> Counted:
    """Return what such a measure is of, where nothing else is told: "In den Zimmern herrschten 32 Grad"."""
    head = sentence.grammar.phrases.measured.get(new.token.kind, "")
    return Counted(core=head, head=head, more=_circumstance_before(sentence, new)) if head else Counted()


def _circumstance_before(sentence: Sentence, new: Draft) -> str:
    begin = free_order.bounds(sentence, new.at)[0]
    end = noun_phrases.placed(sentence, begin)
    if sentence.word(begin) in sentence.grammar.phrases.narrowing:
        return ""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:] if end > begin else ""


def _moves(sentence: Sentence, begin: int) -> bool:
    """Whether the clause moves its subject, so that a phrase with a preposition only says for whom."""
    close = free_order.bounds(sentence, begin)[1]
    return any(sentence.flags[at] & (Is.UP | Is.DOWN | Is.MOVED) for at in range(begin, close))


def _paid(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what money is for, "für den Katastrophenschutz 1,2 Millionen Euro"; or what it buys, "Für 45 Euro"."""
    purpose = sentence.grammar.phrases.purpose
    begin, end = free_order.bounds(sentence, new.at)
    if sentence.word(new.cues.left) in purpose:
        bought = [one for one in free_order.phrases(sentence, new.cues.right, end) if not one.preposition]
        return noun_phrases.counted(sentence, bought[-1].phrase, article=bought[-1].article) if bought else None
    if _stated(sentence, new.cues.left):
        return None
    for one in free_order.phrases(sentence, begin, end):
        if one.preposition in purpose:
            found = noun_phrases.counted(sentence, one.phrase, article=one.article)
            if antecedent.core and not any(sentence.flags[k] & (FINITE | Is.VERB) for k in range(begin, end)):
                return antecedent.narrowed(f"{one.preposition} {found.core}")
            return found
    return None


def _for(sentence: Sentence, new: Draft) -> str:
    """Return for whom an amount of money is, where a noun tells what it is: "die Steuer [für den ersten Hund]"."""
    if new.token.kind != "currency":
        return ""
    begin, end = free_order.bounds(sentence, new.at)
    for at in range(begin, end):
        if sentence.low[at] in sentence.grammar.phrases.purpose:
            stop = noun_phrases.joined(sentence, at)
            return sentence.text(at, stop) if stop > at and not sentence.flag(stop) & Is.NUMBER else ""
    return ""


def _subject(sentence: Sentence, new: Draft, antecedent: Counted | None = None) -> Counted:
    found = free_order.subject(sentence, new.at)
    through = _through(sentence, found.phrase, new) if found is not None else None
    if found is None or through is None:
        return antecedent.narrowed("") if antecedent is not None else Counted()
    told = noun_phrases.counted(sentence, through, article=found.article if through is found.phrase else "")
    return told.narrowed(_for(sentence, new))
