"""What can be known of a language: one value a section of its file, one field a table, each with what it is for.

The fields are the schema: a file that holds anything else is refused when it is loaded, and code can only ask for what
stands here. All words are in lower case. A list that a file leaves out is empty. Sections lie with their subject:
`number_words`, `calendar_words`, `refusal_words`, `grammar_words`, `claim_words`, `page_words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from monitor.language.calendar_words import Calendar, Time
from monitor.language.claim_words import Agents, Attribution, Following, Headers, Quantifiers, Roles, Terms
from monitor.language.grammar_words import Abbreviations, Grammar, NounPhrases, Nouns, Verbs
from monitor.language.number_words import Currencies, Numbers, Units
from monitor.language.page_words import Doubts, Site
from monitor.language.refusal_words import Refusals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sections:
    """All that is known of a language, section by section."""

    numbers: Numbers = field(default_factory=Numbers)
    units: Units = field(default_factory=Units)
    currencies: Currencies = field(default_factory=Currencies)
    calendar: Calendar = field(default_factory=Calendar)
    refusals: Refusals = field(default_factory=Refusals)
    abbreviations: Abbreviations = field(default_factory=Abbreviations)
    words: Grammar = field(default_factory=Grammar)
    nouns: Nouns = field(default_factory=Nouns)
    phrases: NounPhrases = field(default_factory=NounPhrases)
    verbs: Verbs = field(default_factory=Verbs)
    quantifiers: Quantifiers = field(default_factory=Quantifiers)
    roles: Roles = field(default_factory=Roles)
    headers: Headers = field(default_factory=Headers)
    terms: Terms = field(default_factory=Terms)
    time: Time = field(default_factory=Time)
    agents: Agents = field(default_factory=Agents)
    attribution: Attribution = field(default_factory=Attribution)
    following: Following = field(default_factory=Following)
    site: Site = field(default_factory=Site)
    doubts: Doubts = field(default_factory=Doubts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language(Sections):
    """One language, ready to read with."""

    tag: str  #: BCP 47, of the language alone: "en"
    known: bool  #: it has a file of its own


def key_of(name: str) -> str:
    """Return how a file writes the field *name*: words that Python keeps for itself have a trailing ``_`` here."""
    return name.removesuffix("_")


def read_from_files(section: type) -> dict[str, Any]:
    """Return the fields of *section* that files may hold, by the key that they write."""
    return {key_of(one.name): one for one in fields(section) if not one.metadata.get("derived")}
