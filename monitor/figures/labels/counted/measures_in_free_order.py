"""What a measure is of, in a language of free word order: its clause's subject, what money is for, a noun beside it."""

from __future__ import annotations

from monitor.figures.labels.counted import money_in_free_order
from monitor.figures.labels.roles import movements, prescriptions
from monitor.figures.labels.syntax import clause_bounds, free_word_order, noun_phrases
from monitor.figures.labels.syntax.figure_draft import Draft
from monitor.figures.labels.syntax.free_word_order import Placed
from monitor.figures.labels.syntax.noun_phrases import NounPhrase
from monitor.figures.labels.syntax.people import is_person
from monitor.figures.labels.text.grammar import Is
from monitor.figures.labels.text.tokenizer import Sentence
from monitor.figures.labels.text.word_forms import FINITE, NOTHING, Counted

_PORTIONS = ("volume", "mass")  #: kinds of units that measure no person, but what one gets


def of(sentence: Sentence, new: Draft, antecedent: Counted) -> Counted:
    """Return what a measure is of: "ein Schaden von N", what money is for, or the subject of its clause."""
    moving = _moving(sentence, new.cues.right)
    if moving is not None and movements.movement(sentence, new.cues.left) is not None and not _moves(sentence, new.at):
        return noun_phrases.counted(sentence, moving)
    found = money_in_free_order.amount_of(sentence, new) or _estimated(sentence, new)
    found = found or money_in_free_order.eased(sentence, new) or _beside(sentence, new)
    if found is not None and not found.core and antecedent.core:
        return antecedent.narrowed("")
    found = found or money_in_free_order.of(sentence, new, antecedent) or subject(sentence, new, antecedent)
    read = new.measured and found.head.lower() in sentence.grammar.phrases.instruments
    return of_kind(sentence, new) if read else found


def _moves(sentence: Sentence, number: int) -> bool:
    """Whether the clause of the *number* has a subject that moves: "Die Quote stieg", but "Ein Plus von"."""
    found = free_word_order.subject(sentence, number)
    return found is not None and not _classes(sentence, found.phrase.noun) & (Is.UP | Is.DOWN | Is.MOVED)


def _estimated(sentence: Sentence, new: Draft) -> Counted | None:
    """Return the object that opens a clause in which somebody gives it a value: "[Den Schaden] schätzte er auf N"."""
    begin, words = clause_bounds.span(sentence, new.at)[0], sentence.grammar
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
    begin, end = clause_bounds.span(sentence, new.at)
    parts = sentence.grammar.phrases.composing
    if new.token.unit != "%" or not any(parts.get(word) == sentence.low[end - 1] for word in sentence.low[begin:end]):
        return None
    found = subject(sentence, new, new.meant if new.meant.core else antecedent)
    return found if found.core else None


def spent(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what a time, or a length, is called by its clause's verb: "wartet 23 Monate auf Antwort": "Wartezeit"."""
    begin, end = clause_bounds.span(sentence, new.at)
    words = sentence.grammar.phrases
    if is_person(sentence, sentence.word(new.cues.left)):
        return None  # "Kinder bis 11 Jahre fahren gratis"
    table = {"time": words.time_of, "length": words.length_of}.get(new.token.kind, {})
    head = next((table[word] for word in sentence.low[begin:end] if word in table), "")
    if not head:
        return None
    right = new.cues.right
    stop = noun_phrases.joined(sentence, right) if right < end else right
    return Counted(core=head, head=head, more=sentence.text(right, min(stop, end)))


def placed_time(sentence: Sentence, new: Draft) -> Counted | None:
    """Return a time by its unit with where it is spent, in a line without a verb: "Logbuch: Acht [Stunden auf See]"."""
    begin, end = clause_bounds.span(sentence, new.at)
    right = new.cues.right
    stop = noun_phrases.placed(sentence, right)
    if new.token.kind != "time" or stop == right or sentence.has(begin, end, FINITE | Is.VERB | Is.MEASURE):
        return None
    unit = sentence.grammar.phrases.cases.noun(new.token.surface.rpartition(" ")[2])
    return Counted(core=unit, head=unit, more=sentence.text(right, stop)) if unit.isalpha() else None


def by_deadline(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what is to be done within a time: "Einwendungen können binnen zehn Tagen erhoben werden"."""
    word = sentence.grammar.phrases.deadline
    if (
        not word
        or new.token.kind != "time"
        or not (
            prescriptions.is_deadline(sentence, new.at, new.cues.left, new.token)
            or (sentence.word(new.cues.right) in sentence.grammar.phrases.off and _is_due(sentence, new))
        )
    ):
        return None
    found = _due(sentence, new.at) or free_word_order.subject(sentence, new.at)
    if found is None:
        noun = word.partition(" ")[0]
        return Counted(core=noun, head=noun)
    article = sentence.grammar.phrases.accusative.get(found.article, found.article)
    named = noun_phrases.counted(sentence, found.phrase, article=found.article, short=True)
    return Counted(core=" ".join(part for part in (word, article, named.core) if part), head=word.partition(" ")[0])


def _is_due(sentence: Sentence, new: Draft) -> bool:
    """Whether something must be done so long before: "zehn Tage [vor] dem Fest vorliegen", "einzureichen"."""
    begin = clause_bounds.span(sentence, new.at)[0]
    obliged = any(sentence.grammar.rules.at(sentence.low, at) for at in range(begin, new.at))
    return obliged or prescriptions.is_to_be_done(sentence, new.at)


def _due(sentence: Sentence, number: int) -> Placed | None:
    """Return what the clause of the *number* asks for: its first phrase that is free of prepositions, a thing first."""
    placed = free_word_order.phrases(sentence, *clause_bounds.span(sentence, number))
    free = [one for one in placed if not one.preposition and not one.counted]
    things = (one for one in free if not is_person(sentence, sentence.low[one.phrase.noun]))
    return next(things, free[0] if free else None)


def of_adjective(sentence: Sentence, new: Draft) -> Counted | None:
    """Return what the adjective after a measure says is measured: "Jede wird 246 Meter [hoch]" tells its "Höhe"."""
    head = sentence.grammar.phrases.measured_by.get(sentence.word(new.cues.right))
    return Counted(core=head, head=head) if head else None


def lasting(sentence: Sentence, new: Draft) -> Counted | None:
    """Return how long something goes on: "drei Stunden [lang]"; or how far off a place is: "zwei Meilen vor Rab"."""
    words, right = sentence.grammar.phrases, new.cues.right
    if new.token.kind == "time" and sentence.word(right) in words.lasting:
        return Counted(core=words.measured["time"], head=words.measured["time"])
    stop = noun_phrases.placed(sentence, right, short=True) if sentence.word(right) in words.off else right
    if new.token.kind != "length" or stop == right:
        return None
    unit = words.cases.noun(new.token.surface.rpartition(" ")[2])
    return Counted(core=unit, head=unit, more=sentence.text(right, stop)) if unit.isalpha() else None


def of_kind(sentence: Sentence, new: Draft) -> Counted:
    """Return what such a measure is of, where nothing else is told: "In den Zimmern herrschten 32 Grad"."""
    gauge = _gauge(sentence, new)
    if gauge:
        return Counted(core=gauge, head=gauge.partition(" ")[0])
    head = sentence.grammar.phrases.measured.get(new.token.kind, "")
    return Counted(core=head, head=head, more=_circumstance_before(sentence, new)) if head else NOTHING


def _gauge(sentence: Sentence, new: Draft) -> str:
    """Return at what a measure is read, with its name: "[Am] Pegel Dornau [wurden] 4,12 m [gemessen]"."""
    begin, end = clause_bounds.span(sentence, new.at)
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
    begin = clause_bounds.span(sentence, new.at)[0]
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
    if joint + 1 < new.at and noun_phrases.is_noun(sentence, joint):
        return _before_hedge(sentence, joint, new)
    if not sentence.flag(joint) & (Is.OF | Is.PREPOSITION) or sentence.flag(joint) & Is.DETERMINER:
        return None
    begin = clause_bounds.span(sentence, joint)[0]
    found = _joined(sentence, begin, joint)
    if found is None:
        return None
    if found.counted and not found.preposition:
        return noun_phrases.counted(sentence, found.phrase)  # "24 Projekte mit 1,8 Millionen Euro"
    if found.preposition and (free_word_order.facts(sentence, begin).moves or not sentence.flag(joint) & Is.OF):
        return None
    owner = through(sentence, found.phrase, new)
    named = noun_phrases.counted(sentence, owner, article=found.article) if owner is not None else NOTHING
    return named.narrowed(_around(sentence, new, named)) if owner is found.phrase else named


def _around(sentence: Sentence, new: Draft, named: Counted) -> str:
    """Return around or from what a distance is told, after its number: "im Umkreis von 500 m [um das Stadion]"."""
    right = new.cues.right
    if named.head.lower() not in sentence.grammar.headers.lengths or not sentence.flag(right) & Is.PREPOSITION:
        return ""
    return sentence.text(right, noun_phrases.joined(sentence, right))


def _before_hedge(sentence: Sentence, noun: int, new: Draft) -> Counted | None:
    """Return the noun right before the hedge of money: "mit einer [Geldbuße] bis zu 2.500 Euro"."""
    found = free_word_order.phrases(sentence, clause_bounds.span(sentence, noun)[0], noun + 1)
    one = found[-1] if found and new.token.kind == "currency" and found[-1].phrase.end == noun + 1 else None
    if one is None or one.counted or sentence.low[noun] not in sentence.grammar.roles.rule_nouns:
        return None
    return noun_phrases.counted(sentence, one.phrase, article=one.article)


def _joined(sentence: Sentence, begin: int, joint: int) -> Placed | None:
    """Return the phrase that the preposition *joint* follows, seen over "in Höhe": "Ausgaben in Höhe [von] N Euro"."""
    before, end = free_word_order.phrases(sentence, begin, joint), joint
    if before and sentence.flags[before[-1].phrase.noun] & Is.CONTAINER and before[-1].preposition:
        end = before[-1].phrase.begin - 1
    return next((one for one in reversed(before) if one.phrase.end == end), None)


def subject(sentence: Sentence, new: Draft, antecedent: Counted | None = None) -> Counted:
    """Return the subject of the number's clause; the *antecedent* where there is none, or it only names a number."""
    found = free_word_order.subject(sentence, new.at) or free_word_order.moved_object(sentence, new.at)
    found = _whose(sentence, found) if found is not None else None
    portion = _portion(sentence, new) if found is not None and _is_whose(sentence, found) else None
    if portion is not None:
        return portion
    owner = through(sentence, found.phrase, new) if found is not None else None
    if found is None or owner is None:
        return antecedent.narrowed("") if antecedent is not None else NOTHING
    counted = noun_phrases.counted(sentence, owner, article=found.article if owner is found.phrase else "")
    return (
        counted
        if found.phrase.end > found.phrase.tail
        else counted.narrowed(money_in_free_order.purpose(sentence, new))
    )


def _is_whose(sentence: Sentence, found: Placed) -> bool:
    return is_person(sentence, sentence.low[found.phrase.noun])


def _portion(sentence: Sentence, new: Draft) -> Counted | None:
    """Return how much a person gets or uses, by its unit and rate: "Jeder Mensch bekommt 7 [Liter am Tag]"."""
    right = new.cues.right
    unit = sentence.grammar.phrases.cases.noun(new.token.surface.rpartition(" ")[2])
    rated = sentence.flag(right) & Is.PREPOSITION and sentence.word(right + 1) in sentence.grammar.time.units
    if new.token.kind not in _PORTIONS or not unit.isalpha() or not rated:
        return None
    return Counted(core=unit, head=unit, more=sentence.text(right, right + 2))


def _whose(sentence: Sentence, found: Placed) -> Placed:
    """Return *found*, or what it is said of where it only names a number: "Leistungen, [deren] Summe sinkt"."""
    begin = found.phrase.begin - 1
    if begin < 0 or sentence.low[begin] not in sentence.grammar.phrases.relative_possessors:
        return found
    return (free_word_order.antecedent(sentence, begin) or found) if _names(sentence, found) else found


def _names(sentence: Sentence, found: Placed) -> bool:
    return _names_number(sentence, found.phrase.noun, measured=False)


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
    found = noun_phrases.read(sentence, sentence.over(at + 1, Is.DETERMINER))
    return None if found is not None and sentence.flags[found.noun] & Is.TIME else found
