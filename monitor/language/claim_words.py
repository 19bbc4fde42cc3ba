"""What can be known in a language of what claims say: hedges, roles, headers, agents, speakers, what is like what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.language.word_fields import CONJUGATED, INFLECTED, NONE, Listed, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantifiers:
    """Hedges, by the name of the quantifier."""

    before: Mapping[str, Listed] = field(default_factory=dict)  #: the first phrase of each is how reports say it
    after: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What a figure does: total, part, addition, change, share, reference, rule."""

    skip: Listed = ()  #: between a cue and its number, changing nothing
    increment_before: Listed = ()
    increment_after: Listed = ()
    subset_before: Listed = ()
    subset_after: Listed = ()
    reference_before: Listed = ()
    counterfactual: Listed = ()
    conditional: Listed = ()
    condition: Words = NONE  #: without which `conditional` is hearsay
    goals: Words = NONE
    up: Words = field(default=NONE, metadata=CONJUGATED)
    down: Words = field(default=NONE, metadata=CONJUGATED)
    moved: Words = field(default=NONE, metadata=CONJUGATED)
    up_parted: Listed = ()  #: verbs with their part at the end of the clause: "nahm zu"
    down_parted: Listed = ()
    up_after: Listed = ()
    down_after: Listed = ()
    change_links: Listed = ()
    change_to: Words = NONE
    change_from: Words = NONE
    change_by: Words = NONE
    change_in: Words = NONE
    #: verbs that carry a number to a value: "bringing the total to N"
    carry: Words = field(default=NONE, metadata=INFLECTED)
    multiple_verbs: Words = NONE
    multiple_words: Words = NONE
    multiplied: Listed = ()  #: before the number by which something was multiplied: "multiplié par"
    share_words: Words = NONE
    among: Words = NONE  #: opening a clause they say of whom its number counts some: "[Parmi] les blessés"
    rates: Words = NONE  #: nouns of what a percentage states by itself, and is no share of: "the occupancy rate"
    portions: Words = NONE  #: nouns of what is told as a percentage of something else: "le taux est de 8 % de la base"
    still_parts: Words = NONE  #: verbs that a particle after them does not make move: "[made] up 4 %"
    noting: Words = NONE  #: verbs that move nothing right before a number: "a [relevé] 12 fautes", noted them
    group: Words = NONE  #: "Of the 430 reports, 108 were late"
    than: Words = NONE
    than_year: Words = NONE
    to_be: Words = NONE  #: finite forms that make an infinitive a rule: "[ist] vier Wochen vorher zu melden"
    to_do: Words = NONE  #: before that infinitive
    to_do_inside: str = "\0"  #: or inside it, after its prefix: "ein[zu]reichen"
    to_do_not: Words = NONE  #: infinitives that prescribe nothing: "ist zu erwarten"
    earlier: Listed = ()  #: before the number of another time, after that of now: "auf 540; 2023 [waren es] 410"
    up_endings: Listed = ()  #: of compound nouns that say what rose: "Preisanstieg"
    down_endings: Listed = ()
    compared: Listed = ()
    formerly: Words = NONE
    formerly_did: Listed = ()  #: after a pronoun: "we used to have eight"
    newly: Words = NONE
    rounded: Words = NONE  #: number words that are never exact
    pointing: Words = NONE
    rule_before: Listed = ()
    rule_after: Listed = ()
    rule_nouns: Words = NONE
    supposed_endings: Listed = ()  #: of verbs that say what we would do: of that there is no hearsay
    nowadays: Words = NONE  #: tell that what was said before them in the imperfect is so no longer: "y ahora"
    rule_titles: Words = NONE  #: words of a heading that says that rules stand below it
    rule_heads: Listed = ()  #: what is measured by them is prescribed: fees, deadlines; also at a compound's end
    order_endings: Listed = ()  #: of the infinitives that are orders, at the end: "Wasser trinken"
    order_not: Words = NONE  #: forms of the past that end like such an infinitive: "kamen"
    rule_openings: Words = NONE  #: first words of a sentence that rules for everybody: "Wer ..."
    binding: Words = NONE  #: modal verbs that never foretell: "may not exceed 500"
    rule_columns: Words = NONE  #: in a column's head these prescribe what stands below: "daily limit", "fee"
    against: Words = NONE  #: between votes for and against: "13 votos contra 5"
    votes: Words = NONE  #: counted for and against: "28 votes to 10", no number to compare with
    of_all: Listed = ()  #: between a part and its whole: "23 out of 80"
    deadlines: Listed = ()  #: before a time that is a rule, unless the past is told: "binnen"
    #: prepositions that hedge -> verbs that take them, so that they hedge nothing: "entschied [über] 300 Anträge"
    governed: Mapping[str, Listed] = field(default_factory=dict)
    late: bool = False  #: the verb that moves a number may stand after it: "um 12 Prozent gestiegen"
    imperatives: Words = NONE
    imperative_endings: Listed = ()
    second_person: Words = NONE
    thresholds: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """Units in a table's headers: "in thousands", "£m"."""

    in_: Listed = ()
    of: Listed = ()  #: between the factor and its unit, with the space where there is one: "millions of euros"
    factors: Mapping[str, int] = field(default_factory=dict)
    never_alone: Words = NONE  #: factors that need a currency: "T€"
    lengths: Words = NONE  #: headers whose "(m)" is metres, not millions
    paid: Words = NONE  #: words of headers whose "(p)" is a part of money
    prices: Words = NONE  #: headers of columns of money that say no more: the row names the thing
    joint_name: str = ""  #: between a column's name and that of a place or field: "Internos [de] Torrehonda"
    column_first: bool = False  #: the column names the thing, the row tells which: "Internos: Torrehonda"
    kinds_last: bool = False  #: a row that names a kind, and no place, comes after its column: "Dossiers : Refus"
    joint: str = ": "  #: between a row's name and a column's, with its spaces: "Seine-Saint-Denis : cas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a measure is called where no noun names its thing: "days to reply", "délai pour répondre"."""

    noun: str = ""  #: of a length of time within which something is to be done; the unit where it is missing
    to: str = ""  #: between it and a verb
    of: str = ""  #: between it and a noun
    of_elided: str = ""  #: the same before a noun that begins with one of the letters `elided_before`: "d'"
    elided_before: Words = NONE
    later: Words = NONE  #: after a length of time, tell when something follows: "trois jours plus tard"
    during: Words = NONE  #: prepositions before how long something goes on: "pendant trois jours"
    deeds: Listed = ()  #: endings of nouns that name what is done in that time: "réponse"
    infinitives: Mapping[str, str] = field(default_factory=dict)  #: ending of a participle -> of its infinitive
    reflexive: Mapping[str, str] = field(default_factory=dict)  #: pronoun -> that of the infinitive: "vous" -> "se"
    whose: str = ""  #: between "age" and the people whose age is limited
    joins: str = ""  #: between a unit of time and what lasts, in a language that joins them: "horas de estancia"
    deadline: str = ""  #: there, a length of time within which something is to be done: "plazo"
    deadline_to: str = ""  #: between it and the infinitive
    deadline_in: Words = NONE  #: prepositions before it, or before the time alone: "en 72 horas"
    within: Words = NONE  #: prepositions before the time in which a number moved: "a augmenté de 3 % [en] dix ans"
    moving: Mapping[str, str] = field(default_factory=dict)  #: way of a number -> what goes on in that time
    tariff: str = ""  #: what those pay who pay a part: "tarifa de los jubilados"
    gauges: Mapping[str, str] = field(default_factory=dict)  #: what shows a measure -> what that is: "thermomètre"
    scales: Words = NONE  #: nouns that a bare number tells the value of: "un séisme de magnitude 6"
    people: str = ""  #: what people are called whom no noun names
    money: str = ""  #: what money is called of which nothing is told
    capacity: str = ""  #: how many something holds that was made for them
    rooms: Words = NONE  #: what is had for so many who find place in it: "[room] for 30"
    duration: str = ""  #: how long something goes on
    old: str = ""  #: how long ago something was made: "ancienneté"
    dating: Words = NONE  #: verbs before that time: "un reçu [datant] de deux mois"
    in_unit: str = ""  #: between that and its unit, where nothing else is told of it: "durée [en] mois"
    of_articles: Mapping[str, str] = field(default_factory=dict)  #: article -> "of" with it: "le" -> "du "
    known: Mapping[str, str] = field(default_factory=dict)  #: article -> that of a thing told before: "un" -> "el"
    per: str = ""  #: between those counted and the one thing that holds or serves them: "personas por ducha"
    one: Words = NONE  #: articles before that thing: "[una] ducha por cada 40 personas"
    by: str = ""  #: joins who pays to what money is called: "money pledged [by] Norland"
    bounds: Words = NONE  #: nouns in a hedge that name what bounds something: "dans la [limite] de 400 €"
    sharing: Words = NONE  #: before the share that a subject has: "encabezan la lista [con] un 31 %"
    late: Words = NONE  #: adverbs after a length of time that say of what it is: "90 days [late]"
    distributing: Words = NONE  #: determiners of a subject of which each has so many: "[every] tenant"
    each: str = ""  #: before it in a row's name: "per"
    off: Words = NONE  #: after a length, before the place from which it is told: "12 miles [off] the coast"
    speakers: Words = NONE  #: pronouns of those who speak, or are spoken to
    speaking: Words = NONE  #: forms of "to be" that tell by themselves that those who speak are meant: "somos"
    between: str = ""  #: between a unit of time and what is done again after it: "hours [between] checks"
    contact: bool = False  #: a clause may follow its noun without a pronoun: "days a child may be held"
    #: kind of unit -> what it measures; and "age", and the "distance" of something from a place
    dimensions: Mapping[str, str] = field(default_factory=dict)
    #: words after "of" and a length that say which one it is -> what it is called: "3 mètres de [haut]" = "hauteur"
    extents: Mapping[str, str] = field(default_factory=dict)
    compared: Mapping[str, str] = field(default_factory=dict)  #: comparatives of sizes -> their noun: "taller"
    measured: Mapping[str, Listed] = field(default_factory=dict)  #: kind of unit -> those nouns that it can measure
    tempering: Words = NONE  #: verbs of having something at a temperature: "stored"
    around: Words = NONE  #: before a length and "of", how far around a place: "[within] 300 metres of the lake"
    extent_of: Mapping[str, str] = field(default_factory=dict)  #: adjectives before a measure -> their noun: "profond"
    away: Mapping[str, str] = field(default_factory=dict)  #: "of" after a distance -> what its name has: "del" -> "al"
    age_limits: Mapping[str, str] = field(default_factory=dict)  #: hedge of an age -> what such a limit is called
    limited: Words = field(default=NONE, metadata=INFLECTED)  #: said of what an age limits: "réservé"
    giving: Words = (
        NONE  #: verbs of having or giving time for a deed, which prescribes it: "disposent de 15 jours pour"
    )
    #: verbs whose subject does it for a length of time -> what that is: "attendent" -> "attente"
    spent: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agents:
    """Who provides or does what is counted."""

    infinitive: Words = NONE
    particles: Words = NONE
    through: Words = NONE
    devoted: Words = NONE  #: prepositions after a participle of giving money: "consacrés à"
    in_kind: Words = NONE  #: before what money is, without an article: "38.000 euros [en] efectivo"
    purposes: Words = NONE  #: prepositions between money and what it is for
    not_agents: Words = NONE
    measures: Words = field(default=NONE, metadata=INFLECTED)  #: verbs whose subject is what is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who states a figure."""

    according: Listed = ()
    according_back: Listed = ()  #: the source is one told before: "in her view"
    possessives: Words = NONE  #: after "according to" these mean one told before: "according to her figures"
    ours: Words = NONE  #: the page's own: "our volunteers counted" is said by nobody else
    estimates: Listed = ()
    figures_from: Listed = ()
    says: Words = field(default=NONE, metadata=CONJUGATED)
    #: of forms, and endings of forms, that are participles only: these speak after "have"
    says_participles: Words = field(default=NONE, metadata=INFLECTED)
    participle_endings: Listed = ()
    adding_endings: Listed = ()  #: of forms that go on from what was said: "adding that"
    with_: Words = NONE  #: go with a verb to make one of saying: "fait savoir"
    says_number: Words = field(default=NONE, metadata=CONJUGATED)  #: with a number after them: "reported 500 deaths"
    says_that: Words = field(default=NONE, metadata=CONJUGATED)  #: only with a clause after them: "found that"
    #: those that put something at a number: "puts the losses at 20 million"
    says_at: Words = field(default=NONE, metadata=CONJUGATED)
    that: Words = NONE
    that_word: Words = NONE
    unnamed: Listed = ()
    then: Words = (
        NONE  #: before a verb they begin the next deed, which tells of nothing before it: ", puis a parlé le juge"
    )
    counting: Words = NONE  #: verbs that say of a place what it has: "Der Bezirk zählt 64 Schulen"
    areas: Listed = ()  #: endings of nouns for such places
    hearers: Listed = ()  #: endings of nouns for whom one speaks to: "sagte der Minister der Zeitung"
    split: Mapping[str, Listed] = field(
        default_factory=dict
    )  #: verbs that speak only with another word: "teilte … mit"
    own: Words = NONE  #: phrases for "by its own account", which mean the subject
    said_out: Words = NONE  #: prepositions before whom "es hieß" names
    after_name: Words = NONE  #: that follow whom they name: "dem Ministerium zufolge"
    asides: Words = NONE  #: that begin an aside which names who speaks: ", so Krause,"
    reporting: Words = NONE  #: verbs in the mood of reported speech
    reporting_ending: str = ""  #: of other verbs in that mood, at the end of a clause
    reporting_not: Listed = ()  #: endings of its words that are of another mood
    pronoun_subjects: Words = NONE
    #: pronoun that may mean a thing -> articles of nouns that it means; "" stands for a subject that is left out
    means: Mapping[str, Listed] = field(default_factory=dict)
    drops_subjects: bool = False  #: verbs need none: "Añadió que" is said by whoever spoke before
    documents: Words = NONE
    according_documents: Listed = ()  #: before a document's name only: "nach der Hausordnung"
    document_endings: Listed = ()  #: of compounds that name a document
    issued: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """What comparing must know: see the head of the section in a language's file."""

    phrases: Listed = ()
    grammar: Words = NONE
    families: tuple[Listed, ...] = ()
    flow: Words = NONE
    stock: Words = NONE
    fates: Words = NONE
    rivals: tuple[tuple[Listed, ...], ...] = ()
    places: Words = NONE
    no_places: Words = NONE
