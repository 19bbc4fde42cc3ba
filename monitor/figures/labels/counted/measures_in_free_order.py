"""What a measure is of, in a language of free word order: its clause's subject, what money is for, a noun beside it."""

from __future__ import annotations

from monitor.figures.labels.counted import attributive_participles
from monitor.figures.labels.roles import movements, prescriptions
from monitor.figures.labels.syntax import free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted


def of(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return what a measure is of: "ein Schaden von N", what money is for, or the subject of its clause."""
    moving = _moving(sentence, new.cues.right)
    if moving is not None and movements.movement(sentence, new.cues.left) is not None:
        return noun_phrases.counted(sentence, moving)
    found = _amount_of(sentence, new) or _estimated(sentence, new) or _beside(sentence, new)
    if found is not None and not found.core and antecedent.core:
        return antecedent.narrowed("")
    return found or _money(sentence, new, antecedent) or subject(sentence, new, antecedent)


def _estimated(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the object that opens a clause in which somebody gives it a value: "[Den Schaden] schätzte er auf N"."""
    begin, words = free_word_order.bounds(sentence, new.at)[0], sentence.grammar
    if sentence.word(new.cues.left) not in words.roles.change_to:
        return None
    before = free_word_order.phrases(sentence, begin, new.cues.left)
    found = next((one for one in before if not one.preposition and not one.counted), None)
    if found is None or found.article not in words.phrases.accusative.values():
        return None
    carried = any(word in words.roles.carry for word in sentence.low[found.phrase.end : new.cues.left])
    return noun_phrases.counted(sentence, found.phrase, article=found.article) if carried else None


def composed(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what makes up the share of a whole: "[Die Löhne] machten 57 Prozent aller Ausgaben aus"."""
    begin, end = free_word_order.bounds(sentence, new.at)
    parts = sentence.grammar.phrases.composing
    if new.token.unit != "%" or not any(parts.get(word) == sentence.low[end - 1] for word in sentence.low[begin:end]):
        return None
    found = subject(sentence, new, new.meant if new.meant.core else antecedent)
    return found if found.core else None


def spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a time is called that its clause's verb takes: "wartet 23 Monate auf Antwort" is a "Wartezeit"."""
    begin, end = free_word_order.bounds(sentence, new.at)
    names = (sentence.grammar.phrases.time_of.get(word) for word in sentence.low[begin:end])
    head = next((name for name in names if name), "") if new.token.kind == "time" else ""
    if not head:
        return None
    right = new.cues.right
    stop = noun_phrases.joined(sentence, right) if right < end else right
    return Counted(core=head, head=head, more=sentence.text(right, min(stop, end)))


def by_deadline(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is to be done within a time: "Einwendungen können binnen zehn Tagen erhoben werden"."""
    word = sentence.grammar.phrases.deadline
    if (
        not word
        or new.token.kind != "time"
        or not prescriptions.is_deadline(sentence, new.at, new.cues.left, new.token)
    ):
        return None
    found = _due(sentence, new.at) or free_word_order.subject(sentence, new.at)
    if found is None:
        return None
    article = sentence.grammar.phrases.accusative.get(found.article, found.article)
    named = noun_phrases.counted(sentence, found.phrase, article=found.article, short=True)
    return Counted(core=" ".join(part for part in (word, article, named.core) if part), head=word.partition(" ")[0])


def _due(sentence: Sentence, number: int) -> Placed | None:
    """Return what the clause of the *number* asks for: its first phrase that is free of prepositions, a thing first."""
    placed = free_word_order.phrases(sentence, *free_word_order.bounds(sentence, number))
    free = [one for one in placed if not one.preposition and not one.counted]
    things = (one for one in free if not is_person(sentence, sentence.low[one.phrase.noun]))
    return next(things, free[0] if free else None)


def is_stated(sentence: Sentence, left: int) -> bool:
    """Whether a verb that states or moves a number governs it: "beträgt N", "stieg auf N", "lag bei N"."""
    begin = free_word_order.bounds(sentence, left + 1)[0]
    return free_word_order.facts(sentence, begin).states or movements.movement(sentence, left) is not None


def of_adjective(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the adjective after a measure says is measured: "Jede wird 246 Meter [hoch]" tells its "Höhe"."""
    head = sentence.grammar.phrases.measured_by.get(sentence.word(new.cues.right))
    return Counted(core=head, head=head) if head else None


def of_kind(sentence: Sentence, new: Draft) -> Counted:
    """Return what such a measure is of, where nothing else is told: "In den Zimmern herrschten 32 Grad"."""
    gauge = _gauge(sentence, new)
    if gauge:
        return Counted(core=gauge, head=gauge.partition(" ")[0])
    head = sentence.grammar.phrases.measured.get(new.token.kind, "")
    return Counted(core=head, head=head, more=_circumstance_before(sentence, new)) if head else NOTHING


def _gauge(sentence: Sentence, new: Draft) -> str:
    """Return at what a measure is read, with its name: "[Am] Pegel Dornau [wurden] 4,12 m [gemessen]"."""
    begin, end = free_word_order.bounds(sentence, new.at)
    words = sentence.grammar.phrases
    if sentence.low[end - 1] not in words.gauging or sentence.low[begin] not in words.gauges:
        return ""
    found = next((one for one in free_word_order.phrases(sentence, begin, new.at) if one.preposition), None)
    if found is None:
        return ""
    stop = found.phrase.end
    while stop < new.at and noun_phrases.is_noun(sentence, stop):
        stop += 1
    return sentence.text(found.phrase.begin, stop)


def _circumstance_before(sentence: Sentence, new: Draft) -> str:
    begin = free_word_order.bounds(sentence, new.at)[0]
    end = noun_phrases.placed(sentence, begin)
    if sentence.word(begin) in sentence.grammar.phrases.narrowing:
        return ""
    text = sentence.text(begin, end)
    return text[:1].lower() + text[1:] if end > begin else ""


def _beside(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the noun that a preposition joins to its number: "ein Schaden von N Euro", "den Hebesatz auf N Punkte"."""
    joint = new.cues.left
    if sentence.word(joint) in sentence.grammar.numbers.rates.per:
        joint -= 1  # "Geldstrafen von je N Euro"
    if not sentence.flag(joint) & (Is.OF | Is.PREPOSITION) or sentence.flag(joint) & Is.DETERMINER:
        return None
    begin = free_word_order.bounds(sentence, joint)[0]
    found = _joined(sentence, begin, joint)
    if found is None:
        return None
    if found.counted:
        return noun_phrases.counted(sentence, found.phrase)  # "24 Projekte mit 1,8 Millionen Euro"
    if found.preposition and (free_word_order.facts(sentence, begin).moves or not sentence.flag(joint) & Is.OF):
        return None
    owner = through(sentence, found.phrase, new)
    return noun_phrases.counted(sentence, owner, article=found.article) if owner is not None else NOTHING


def _joined(sentence: Sentence, begin: int, joint: int) -> Placed | None:
    """Return the phrase that the preposition *joint* follows, seen over "in Höhe": "Ausgaben in Höhe [von] N Euro"."""
    before, end = free_word_order.phrases(sentence, begin, joint), joint
    if before and sentence.flags[before[-1].phrase.noun] & Is.CONTAINER and before[-1].preposition:
        end = before[-1].phrase.begin - 1
    return next((one for one in reversed(before) if one.phrase.end == end), None)


def _money(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what money is called by what is done with it, or what it is for; None for another measure."""
    if new.token.kind != "currency":
        return None
    return _spent(sentence, new) or _paid(sentence, new, antecedent) or _done(sentence, new)


def _amount_of(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what an amount of money is of: "320.000 Euro an Pacht"."""
    if new.token.kind != "currency":
        return None
    amount_of = sentence.grammar.phrases.amount_of
    begin, end = free_word_order.bounds(sentence, new.at)
    for one in free_word_order.phrases(sentence, begin, end):
        beside = one.phrase.begin - 1 in (begin, new.cues.right)
        if beside and not one.article and one.preposition in amount_of:
            return noun_phrases.counted(sentence, one.phrase)
    return None


def _done(sentence: Sentence, new: Draft) -> Counted | None:
    """Return that it is money "gespendet", where its clause names nothing else."""
    words = sentence.grammar.phrases
    if any(not one.preposition for one in free_word_order.phrases(sentence, *free_word_order.bounds(sentence, new.at))):
        return None
    deed = attributive_participles.deed(sentence, new.at, new.cues.left, new.cues.right)
    return Counted(core=f"{deed}{words.money_ending} {words.money}", head=words.money) if deed else None


def _spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the clause's verb makes of money, with what it is for: "Für Kitas gibt sie N Euro aus"."""
    table = sentence.grammar.phrases.money_of
    begin, end = free_word_order.bounds(sentence, new.at)
    last = sentence.low[end - 1]
    verbs = (at for at in range(begin, end) if not sentence.capital(at))
    names = (table.get(sentence.low[at]) or table.get(f"{sentence.low[at]} {last}") for at in verbs)
    head = next((name for name in names if name), None)
    if head is None or (is_stated(sentence, new.cues.left) and _has_subject(sentence, begin, end)):
        return None
    return Counted(core=f"{head} {_for(sentence, new)}".strip(), head=head)


def _has_subject(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the clause has a subject of its own, or a pronoun in its place, which says what costs the money."""
    if sentence.flags[begin] & Is.RELATIVE:
        return True
    nouns = any(not one.preposition for one in free_word_order.phrases(sentence, begin, end))
    return nouns or free_word_order.has_pronoun(sentence, begin)


def _paid(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted | None:
    """Return what money is for, "für den Katastrophenschutz 1,2 Millionen Euro"; or what it buys, "Für 45 Euro"."""
    begin, end = free_word_order.bounds(sentence, new.at)
    if _buys(sentence, new.cues.left, begin):
        return _bought(sentence, new.cues.right, end)
    if is_stated(sentence, new.cues.left):
        return None
    found = _purpose(sentence, begin, end)
    if found is None:
        return None
    if antecedent.core and not sentence.has(begin, end, FINITE | Is.VERB):
        return antecedent.narrowed(_for(sentence, new))  # "für Betriebe auf 240 Franken"
    return noun_phrases.counted(sentence, found.phrase, article=found.article)


def _buys(sentence: Sentence, left: int, begin: int) -> bool:
    """Whether the word *left* of the number, whose clause starts at *begin*, says that the money buys something."""
    words, word = sentence.grammar.phrases, sentence.word(left)
    return word in words.purpose or (left == begin and word in words.buying)


def _bought(sentence: Sentence, begin: int, end: int) -> Counted | None:
    """Return the last thing between *begin* and *end* that no preposition governs: "Für 45 Euro gibt es [Karten]"."""
    free = [one for one in free_word_order.phrases(sentence, begin, end) if not one.preposition]
    bought = next((one for one in reversed(free) if not sentence.flags[one.phrase.noun] & Is.TIME), None)
    return noun_phrases.counted(sentence, bought.phrase, article=bought.article) if bought is not None else None


def _purpose(sentence: Sentence, begin: int, end: int) -> Placed | None:
    """Return the phrase of the clause that says what money is for, or flows into."""
    words = sentence.grammar.phrases
    flows = not words.flowing.isdisjoint(sentence.low[begin:end])
    purpose = words.purpose | words.into if flows else words.purpose
    return next((one for one in free_word_order.phrases(sentence, begin, end) if one.preposition in purpose), None)


def _for(sentence: Sentence, new: Draft) -> str:
    """Return for whom an amount of money is, where a noun tells what it is: "die Steuer [für den ersten Hund]"."""
    if new.token.kind != "currency" and not new.token.moves:
        return ""
    begin, end = free_word_order.bounds(sentence, new.at)
    for at in range(begin, end):
        if sentence.low[at] in sentence.grammar.phrases.purpose:
            stop = noun_phrases.joined(sentence, at)
            return f"{sentence.low[at]} {sentence.text(at + 1, stop)}" if stop > at else ""
    return ""


def subject(sentence: Sentence, new: Draft, antecedent: Counted | None = None) -> Counted:
    """Return the subject of the number's clause; the *antecedent* where there is none, or it only names a number."""
    found = free_word_order.subject(sentence, new.at) or free_word_order.moved_object(sentence, new.at)
    owner = through(sentence, found.phrase, new) if found is not None else None
    if found is None or owner is None:
        return antecedent.narrowed("") if antecedent is not None else NOTHING
    counted = noun_phrases.counted(sentence, owner, article=found.article if owner is found.phrase else "")
    return counted if found.phrase.end > found.phrase.tail else counted.narrowed(_for(sentence, new))


def through(sentence: Sentence, phrase: NounPhrase, new: Draft) -> NounPhrase | None:
    """Return *phrase*, or the noun that it belongs to where it only names a number or its change; None if hollow."""
    for seen in range(3):
        if not _names_number(sentence, phrase.noun, measured=new.measured and new.token.unit != "%"):
            return phrase
        if phrase.owner is None:
            return phrase if seen and _is_counted(sentence, phrase) else _moved(sentence, phrase)
        phrase = phrase.owner
    return phrase


def _is_counted(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether what has a number is many: "die Zahl der [Einbrüche]" is no slump."""
    plural = sentence.word(phrase.begin - 1) not in sentence.grammar.phrases.singular_genitive
    return plural and not contains(sentence, phrase.noun)


def contains(sentence: Sentence, noun: int) -> bool:
    """Whether the noun, in any case, names a number of other things, and not only its change."""
    return bool(_classes(sentence, noun) & Is.CONTAINER)


def _names_number(sentence: Sentence, noun: int, *, measured: bool) -> bool:
    """Whether a noun only names a number or its change; a measure has names of its own: "die Höhe der Anlagen"."""
    hollow = int(Is.UP | Is.DOWN | Is.MOVED) if measured else int(Is.CONTAINER | Is.UP | Is.DOWN | Is.MOVED)
    return bool(_classes(sentence, noun) & hollow)


def _classes(sentence: Sentence, noun: int) -> int:
    possessed = noun_phrases.possessed(sentence, sentence.low[noun])
    return sentence.flags[noun] | sentence.grammar.flags.get(possessed, 0)


def _moved(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """Return what moved, after the movement: "ein Plus von 14 Prozent [bei Hagelschäden]"."""
    at = phrase.end
    if sentence.flag(at) & (Is.OF | Is.PREPOSITION) and sentence.flag(at + 1) & Is.NUMBER:
        at += 2
    return _moving(sentence, at)


def _moving(sentence: Sentence, at: int) -> NounPhrase | None:
    if sentence.word(at) not in sentence.grammar.roles.change_in:
        return None
    return noun_phrases.read(sentence, sentence.over(at + 1, Is.DETERMINER))
