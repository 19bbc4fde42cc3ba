"""What can be known of a language's grammar: small words, nouns and their phrases, verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.language.cases import Cases
from monitor.language.noun_forms import NounForms
from monitor.language.word_fields import DERIVED, INFLECTED, NONE, Listed, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviations:
    """Words after whose point no sentence ends."""

    words: Words = NONE
    may_end: Words = NONE  #: of these, a capital after the point does begin a new sentence
    #: before these a number with a point is an ordinal: "31. Januar"
    after_ordinals: Words = field(default=NONE, metadata=DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Small words, by what they do; and verbs, participles and adjectives that no ending betrays."""

    as_: Words = NONE  #: "confirmed as positive"
    elided: Words = NONE  #: "l'", "d'"
    hyphenated: Words = NONE  #: pronouns after a verb: "a-t-il"
    possessive: Listed = ()  #: endings: "day's"
    determiners: Words = NONE
    articles: Words = NONE
    partitives: Words = NONE  #: pronouns that mean some of those named: "en"
    alls: Words = NONE  #: nouns that name all of those after "of": "l'[ensemble] des"
    neuter: Words = NONE  #: articles that make a noun of no thing: "a [lo] largo de"
    amounts: Words = NONE  #: adverbs that a noun follows with "of": "beaucoup de"
    clitics: Words = NONE  #: pronouns that may stand between a subject and its verb: "se", "le"
    definite: Words = NONE
    demonstratives: Words = NONE
    of: Words = NONE
    by: Words = NONE
    prepositions: Words = NONE
    be: Words = NONE
    have: Words = NONE
    auxiliaries: Words = NONE
    and_: Words = NONE
    subordinators: Words = NONE
    relative_subjects: Words = NONE
    relatives: Words = NONE
    possessives: Words = NONE  #: before a noun, of what a sentence before is about: "[son] coût", "[su] precio"
    whoever: Words = NONE  #: pronouns for people whom no noun names: "la mitad de [quienes] llegaron"
    whose: Words = NONE  #: of these, those that say whose the noun after them is: "dont le coût", "cuyo precio"
    titles: Words = NONE  #: before a person's name, without a capital: "don", "maître"
    temporal: Words = NONE  #: prepositions that say when and never where or how: "during"
    name_links: Words = NONE  #: inside a name: "Ministry for Health"
    pronouns: Words = NONE
    adverbs: Words = NONE
    verbs: Words = NONE
    #: ending of an infinitive -> those of its finite forms and participles; the longest that suits
    conjugations: Mapping[str, Listed] = field(default_factory=dict)
    participles: Words = field(default=NONE, metadata=INFLECTED)
    adjectives: Words = NONE
    named: Words = NONE  #: begin who speaks after "…", said
    purpose: Words = NONE  #: before a verb: what is meant, not what is counted
    alternative: Words = NONE
    places: Words = NONE  #: prepositions that say where: "en el patio"
    parallel: Words = NONE  #: prepositions that tell side by side whose or where: "45 € au club et 18 € à l'école"
    not_places: Words = NONE  #: nouns that name no place after them: "en el caso"
    restating: Words = (
        NONE  #: the last words before a number that says the one before it otherwise: "es [decir] 2,25 €"
    )
    aside: Words = NONE  #: begin an aside between commas
    as_said: Words = NONE  #: begin a clause that says who speaks: "wie das Amt mitteilte"
    past: Words = NONE  #: auxiliaries that tell the past
    inserted: Listed = ()  #: phrases between an auxiliary and its verb: "ont [par ailleurs] quitté"
    comma_clauses: bool = False  #: a comma parts any two clauses, and hardly anything else
    owners: Words = NONE  #: of these, possessives that a plural after them does not need
    own: Words = NONE  #: after a possessive that must stay: "their [own] lives"
    hollow: Words = NONE  #: before a counted noun, and say nothing of it
    origins: Words = NONE  #: verbs that say no more than their "from": "visitors who [came] from Oslo"
    there: Words = NONE  #: words that only say that something is there: "there" of "there were", "gab"
    those: Words = NONE  #: pronouns before what tells one group from another: "[that] of residents", "[those] aimed at"
    everywhere: Words = NONE  #: adverbs of place after a number that is compared: "94 % [statewide]"
    whereabouts: Words = NONE  #: prepositions of such a place: "[in] the south"
    #: preposition before a share of cases -> what joins to them what happened in them: "in" -> " in which"
    in_which: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[str, str] = field(
        default_factory=dict
    )  #: pronouns of what is done something to -> as a subject: "them"
    standalone: Mapping[str, str] = field(
        default_factory=dict
    )  #: words that point -> what a row's name has: "my" = "the"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Nouns and their forms."""

    capital: bool = False  #: nouns are written with a capital: it tells no name
    adjectives_follow: bool = False  #: adjectives stand after the noun that they describe
    agree: bool = False  #: adjectives and participles take the plural of their noun
    plural_endings: Listed = ("s",)
    not_plural: Words = NONE
    plurals: Words = NONE
    plural_rules: tuple[tuple[str, str], ...] = ()  #: ending of the plural -> of the singular; the first that suits
    irregular: Mapping[str, str] = field(default_factory=dict)  #: plurals that no rule makes -> their singular
    unchanging: Words = NONE  #: that look like a plural and are none, or are one in both numbers: "news", "series"
    forms: NounForms = field(default=NounForms(), metadata=DERIVED)
    persons: Words = NONE  #: nouns of people, where a relative pronoun is for people alone
    person_endings: Listed = ()
    not_persons: Words = NONE
    feminine: Words = NONE  #: in the singular, without accents
    masculine: Words = NONE  #: that end as feminine ones do, or in a way that tells nothing: "site"
    feminine_endings: Listed = ()
    masculine_forms: Listed = ()  #: endings, with their accents, of participles that are nouns: "blessés"
    feminine_forms: Listed = ()  #: of these, endings of nouns that are none: "libertés"
    masculine_endings: Listed = ()  #: of nouns that end as feminine ones do
    general: Words = NONE  #: say too little by themselves: only the deed tells who is counted
    holders: Words = NONE  #: what several share, or what holds several: "ducha", "grupo"; in the singular
    sizes: Words = NONE  #: of which a number says how large they are, whatever stands after it: "la population"
    containers: Words = NONE  #: "a number of people": the words counted come after "of"
    declined: Listed = ()  #: endings of adjectives before a plural, where nouns are told by their capitals
    count_adjectives: Words = NONE
    nouns: Words = NONE
    apposed: Words = NONE  #: nouns after another in the plural that stay as they are: "camiones cisterna"
    superlatives: Listed = ()  #: endings of adjectives after which a noun is understood: "the [lowest] being £90"
    predicative: Words = NONE  #: adjectives that stand after their noun where others stand before it: "people alive"
    prenominal: Words = NONE  #: adjectives that stand before their noun
    participle_endings: Listed = ()
    had_endings: Listed = ()  #: of participles that only "have" before them tells from nouns: "ont [vendu]"
    noun_endings: Listed = ()  #: of nouns and adjectives that look like participles: "fresques"
    progressive_endings: Listed = ()
    present_endings: Listed = ()  #: of participles that agree with nothing, and say what those counted do: "fuyant"
    infinitive_endings: Listed = ()
    verb_endings: Listed = ()
    adverb_endings: Listed = ()
    not_adverbs: Words = NONE
    inflections: Mapping[str, Listed] = field(default_factory=dict)  #: ending of a participle -> its other forms
    linkers: Listed = ()  #: "as many", "deux fois plus de"
    modifiers: Listed = ()  #: several words that describe the noun after them: "out of hours" calls


@dataclass(frozen=True, slots=True, kw_only=True)
class NounPhrases:
    """Noun phrases of a language whose nouns are told by their capital: their parts, and their nominative."""

    attributes: Listed = ()  #: endings of what describes the noun after it, the longest first
    weak: Listed = ()  #: of these, those that need an article, number or preposition before them
    plural: str = ""  #: the ending of an attribute in the nominative plural, without an article
    singular: Mapping[str, str] = field(
        default_factory=dict
    )  #: article -> the ending that its attribute has without it
    indefinite: Words = NONE  #: articles whose attribute has the nominative's own ending: "ein großes Haus"
    neuter: str = ""  #: the ending of an attribute that tells a singular where no article does: "frisches Wasser"
    nominative: tuple[tuple[str, str], ...] = ()  #: endings of nouns -> those of the nominative; the longest suits
    strong: Listed = ()  #: endings of nominatives whose dative plural adds `dative_ending`: "boote", "verletzte"
    dative_ending: str = ""
    unchanged: Listed = ()  #: endings that look like such a dative and are none: "anzeigen"
    kept: Words = NONE  #: nouns that look like another case and are in the nominative
    plurals: tuple[tuple[str, str], ...] = ()  #: endings of singulars -> those of their plurals; the longest suits
    cases: Cases = field(default=Cases(), metadata=DERIVED)
    origins: Listed = ()  #: endings of attributes that have a capital: "Berliner"
    names: Words = NONE  #: attributes that names have, with a capital: "[Vereinte] Nationen"
    #: verbs of which the subject is that share of a whole -> their other part, which ends the clause: "machen … aus"
    composing: Mapping[str, str] = field(default_factory=dict)
    gauging: Words = NONE  #: participles of reading a gauge: "am Pegel Dornau wurden 4,12 m [gemessen]"
    gauges: Words = NONE  #: prepositions before it
    time_of: Mapping[str, str] = field(default_factory=dict)  #: verbs and adjectives of a time -> its name: "Wartezeit"
    length_of: Mapping[str, str] = field(default_factory=dict)  #: verbs of a length -> what is so long: "Stau"
    possessors: Words = NONE  #: articles and pronouns before the noun that another one belongs to: "Zahl der"
    singular_genitive: Words = NONE  #: of these, those of the singular only
    genitive: Listed = ()  #: endings of nouns in the genitive singular, the longest first
    dative: Words = NONE  #: articles after a preposition that says where, not where to
    dative_plural: Words = NONE  #: of the plural, which is the accusative's, too, but for the noun's ending
    dative_endings: Listed = ()
    negations: Words = NONE
    telling: Words = NONE  #: said of a participle they say what it is: "[schwer] verletzt", "[positiv] getestet"
    needs_place: Words = NONE  #: participles that say nothing without where to: "[in Gewahrsam] genommen"
    #: verbs and participles of having -> the preposition of what is had, if any: "klagten über Husten"
    having: Mapping[str, str] = field(default_factory=dict)
    found: Words = NONE  #: participles of finding: "bei 26 Geretteten wurden Verätzungen [festgestellt]"
    found_with: Words = NONE
    standing: Words = NONE  #: verbs that say where those counted are
    needing: Words = NONE  #: verbs and participles of needing
    with_: str = ""
    with_need: str = ""
    without: str = ""
    without_marks: Listed = ()  #: openings of articles that deny: "keine"
    #: article, or "-" and the ending of an attribute without one -> that ending after "mit", in the singular
    after_with: Mapping[str, str] = field(default_factory=dict)
    weak_plural: str = ""  #: the ending of an attribute in the dative plural
    predicates: Listed = ()  #: endings of adjectives that are said of a subject: "minderjährig"
    placing: Words = NONE  #: prepositions that say where or why, and tell a part from its whole: "in der Turnhalle"
    bound: Words = NONE  #: of these, those that mostly belong to a verb, if there is one: "an der Gewalt beteiligt"
    expletives: Words = NONE  #: pronouns after "to be" that mean what was told: "im Eilverfahren sind [es] zwei"
    moments: Listed = ()  #: ends of nouns that say when and never where: "im gleichen [Zeitraum]"
    relative_possessors: Words = NONE
    on_top: Words = NONE  #: parts of verbs that end a clause and say that those counted come on top: "hinzu"
    on_top_name: str = ""  #: what is said of them as a row's name: "weitere"
    reflexive_done: Words = NONE  #: participles of reflexive verbs that describe whoever did it: "[beteiligte] Vereine"
    takes_place: Words = NONE  #: participles that say more with where or for what: "[auf Hilfe] wartend"
    #: preposition and relative pronoun -> what stands before the noun that they mean: "ein Bus, [in dem]": "im"
    relative_places: Mapping[str, str] = field(default_factory=dict)
    relative_many: Words = NONE  #: of these pronouns, those of a plural
    falling: Words = NONE  #: verbs that share out: "auf eine Dusche [kommen] 60 Bewohner"
    fallen_on: Words = NONE  #: prepositions of what is shared
    each_name: str = ""  #: before it in a row's name: "je"
    state_of: Mapping[str, str] = field(default_factory=dict)  #: verbs of being somewhere -> their participle
    instead: Words = NONE  #: before the number for which another one stands: "sechs [statt] der vereinbarten zehn"
    instruments: Words = NONE  #: nouns of what measures: their number is of what they measure
    costs: Words = NONE  #: of `money_of`, what something costs
    this: Words = NONE  #: pronouns that open a clause about what was told: "[Das] entspricht einer Zunahme um"
    time_of_people: str = ""  #: what a time is called that people spend: "[Zeit] der Täter"
    genitive_of: Mapping[str, str] = field(default_factory=dict)  #: article of the nominative -> of the genitive
    intended: Mapping[str, str] = field(default_factory=dict)  #: said of a time: "für drei Wochen geplant" -> its name
    own: Words = NONE  #: that say whose something is: "mit [seinen] Kindern"
    lasting: Words = NONE  #: after a time they say that something goes on for it: "drei Stunden [lang]"
    off: Words = NONE  #: after a length they say from where: "zwei Meilen [vor] der Küste"
    oblique: Words = NONE  #: articles that no subject has: "dem", "den"
    reflexive: Words = NONE
    narrowing: Words = NONE  #: prepositions that tell one group from another: "aus der Ukraine"
    purpose: Words = NONE  #: before what money is for
    among: Words = NONE  #: opening a clause they say of whom its number counts some: "[Unter] den Geretteten sind"
    buying: Words = NONE  #: opening a clause they say what money buys: "[Mit] 30 Euro ernähren Sie ein Kind"
    about_all: Words = NONE  #: relative pronouns of all that was told: "zwölf Teiche geräumt, [was] Geld kostete"
    lingering: Words = NONE  #: verbs before what somebody or something still is: "[bleiben] geschlossen"
    flowing: Words = NONE  #: verbs after which `into` says what money is for: "fließen in neue Pumpwerke"
    into: Words = NONE
    amount_of: Words = NONE  #: before what money is of: "320.000 Euro an Pacht"
    money: str = ""  #: what an amount of money is called where only its deed is told: "gespendetes [Geld]"
    money_ending: str = ""
    #: verbs of money, those with a part at the end as "gibt aus" -> what the money is: "Ausgaben"
    money_of: Mapping[str, str] = field(default_factory=dict)
    measured_by: Mapping[str, str] = field(default_factory=dict)  #: adjectives after a measure -> their noun: "hoch"
    more: Mapping[str, str] = field(default_factory=dict)  #: "8 Prozent [mehr] Lohn" -> UP or DOWN
    votes: Mapping[str, Listed] = field(default_factory=dict)  #: noun -> what those for and against are
    votes_against: Words = NONE  #: between the two numbers: "zwölf [gegen] sieben Stimmen"
    rejected: Words = NONE  #: participles by which the first of the two numbers are the votes against
    deadline: str = ""  #: what a time within which something is to be done is called, before what that is: "Frist für"
    accusative: Mapping[str, str] = field(default_factory=dict)  #: article of the nominative -> of the accusative
    measured: Mapping[str, str] = field(default_factory=dict)  #: kind of unit -> what it measures, where none is told
    participle_openings: Listed = ()  #: of participles that no list has, before any of `participle_endings`
    participle_closed: Listed = ()  #: openings that infinitives share: only the first of the endings tells them apart
    participle_endings: Listed = ()
    participle_marks: Listed = ()  #: endings that tell a participle whatever it begins with
    no_participles: Words = NONE  #: that look like one
    idle: Words = NONE  #: participles of counting and being, which tell no deed
    idle_of_money: Words = NONE  #: of these, those that tell none of money, either: that it is found or got tells one
    done_to: Mapping[str, str] = field(default_factory=dict)  #: verb -> participle said of its object
    strong_verbs: Mapping[str, Listed] = field(
        default_factory=dict
    )  #: participle said of an object -> its infinitive, its finite forms
    participle_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: infinitive -> participle
    had_to: Words = NONE  #: past forms of verbs with an infinitive that tell that it was done: "[mussten] räumen"
    weak_verbs: Words = NONE  #: infinitives of regular verbs with an object: `done_to` has their past, too
    weak_stems: Listed = ()  #: ends of stems that take an "e" before the ending: "beantwort-e-te"
    done_by: Mapping[str, str] = field(default_factory=dict)  #: verb -> participle said of its subject
    needs_prefix: Words = NONE  #: of these participles, those that tell nothing alone: "came", but "came in"
    turning: Words = NONE  #: of `prefixes`, those that make another verb of one that moves: "fielen … an"
    prefixes: Words = NONE  #: that a verb puts at the end of its clause: "nahm 64 Personen fest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """Verbs and their forms."""

    stems: Words = NONE  #: present forms that no ending betrays: "depend", "serve"
    #: past forms that are never participles -> the participle, or themselves where the verb has no passive: "died"
    pasts: Mapping[str, str] = field(default_factory=dict)
    past_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: `pasts` the other way round
    #: ending of an infinitive -> those of its finite forms: third persons in pairs, "ó aron", or one form, "amos"
    conjugations: Mapping[str, Listed] = field(default_factory=dict)
    participles: Mapping[str, str] = field(default_factory=dict)  #: ending of an infinitive -> of its participle
    done: Words = NONE  #: infinitives of what is done to an object, which tells it: "arrasar"
    does: Words = NONE  #: of what tells the subject alone: "llegar"
    others: Words = NONE  #: of those that tell nothing of what comes after them: "pedir"
    two_objects: Words = NONE  #: participles that may have an object: "families [offered] places"
    counted_endings: Listed = ()  #: of a verb right after a number: no noun in the plural ends so
    not_verbs: Words = NONE  #: forms that are nouns or other words far more often: "multa"
    done_forms: Mapping[str, str] = field(
        default_factory=dict, metadata=DERIVED
    )  #: finite forms of `done` -> participle
    plural_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: finite forms -> those of the plural
    having: Mapping[str, str] = field(default_factory=dict)  #: of verbs of having -> what says the same: "con"
    infinitive_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: finite forms -> infinitives
    events: Mapping[str, str] = field(
        default_factory=dict
    )  #: nouns of deeds -> their participle: "la muerte de 2 niños"
    deed_nouns: Mapping[str, str] = field(default_factory=dict)  #: infinitives -> the noun of their deed: "entrega"
    due: Words = NONE  #: forms of verbs before an infinitive, or a passive, that is still to be done: "doit", "seront"
    due_that: Words = NONE  #: of those that "que" joins to it: "hay [que] cerrar"
    to_do: str = ""  #: before the infinitive of what is to be done: "dispensaires [à] fermer"
    bringing: Words = NONE  #: infinitives that say no more than the deed that is their object: "[former] un recours"
    noun_of: Mapping[str, str] = field(default_factory=dict, metadata=DERIVED)  #: the same, of all forms
    costs: Words = NONE  #: forms of verbs whose subject costs the money after them
    going: Words = NONE  #: forms of verbs whose subject is money, with what it is for after them: "irán a comedores"
    devoting: Words = NONE  #: infinitives of verbs of giving money to what follows the sum: "destina N a caminos"
    #: preposition before what money is for -> what its row's name begins with: "para" -> "dinero para"
    paid_to: Words = NONE  #: prepositions after the money, before whom or what it goes to: "invirtió N en el plan"
    money_for: Mapping[str, str] = field(default_factory=dict)
    vote_for: str = ""  #: after votes that are counted for and against
    vote_against: str = ""
    reflexive: Words = NONE  #: pronouns with which a verb says what befell its subject: "se derrumbaron"
    future_endings: Listed = ()  #: of forms that tell what is to come
    imperfect_endings: Listed = ()  #: of forms that tell what was so for a time
    past_endings: Listed = ()  #: of forms that tell the past
    third_persons: Mapping[str, str] = field(default_factory=dict)  #: that no rule puts in the plural: "has" -> "have"
    lacking: str = ""  #: what says that they do not have it: "sin"
    plurals: Mapping[str, str] = field(default_factory=dict)  #: forms of auxiliaries -> those of the plural
    object_marks: Words = NONE  #: prepositions before an object that is a person: "a"
    active: tuple[tuple[str, str], ...] = ()  #: ending of a finite verb -> of its present participle
    active_irregular: Mapping[str, str] = field(default_factory=dict)
    agreements: Listed = ()  #: what a participle takes after it for a feminine noun, for a plural
    acting: Words = NONE  #: participles that do something to their object, though others say or state with them: "jugé"
    light: Words = NONE  #: say nothing of their object but that it is there: "has", "included"
    fates: Words = NONE  #: say what became of their subject
    #: verbs whose object is money -> what it is called by their deed: "raised" = "money raised"
    paid: Mapping[str, str] = field(default_factory=dict)
    designed: Words = field(default=NONE, metadata=INFLECTED)  #: participles of making something for somebody: "conçu"
    housing: Words = NONE  #: infinitives of having people in: "pour [accueillir] 300 personnes"
    lacked: Mapping[str, str] = field(default_factory=dict)  #: verbs of need -> adjective: "il faudrait" = "nécessaire"
    existing: Words = NONE  #: forms of verbs that say that their subject is there: "hay", "quedan"
    composing: Words = NONE  #: the subject is that share of a whole: "women form 40 % of the staff"
    lasting: Words = NONE  #: verbs of how long their subject goes on: "takes two years"
    buying: Words = NONE  #: of money: "£20 [pays] for a tent"
    personal: Words = NONE  #: past forms that are no participles after people: "30 parents [attended]"
    taking: Words = NONE  #: past forms that have an object and are no participles before one: "900 [received] care"
    limiting: Words = NONE  #: of giving their object a bound: "[limits] visits to 40 minutes"
    staying: Words = NONE  #: of being, or leaving something, in a state for a time: "stays closed"
    coming: Words = NONE  #: auxiliaries of what is meant to happen: "would"
    negations: Words = NONE
    never: Words = NONE  #: of the negations, those that a participle keeps: "jamais revenus"
    negation: str = ""  #: before a participle: "not accounted for"
    relative: str = ""  #: pronoun of things: "that"; none where deeds are said with participles
    relative_person: str = ""
