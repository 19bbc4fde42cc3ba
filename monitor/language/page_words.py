"""What can be known in a language of pages: how they speak of themselves, and of what they are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.language.word_fields import NONE, Listed, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """How pages speak of themselves; patterns are regular expressions over text in any case."""

    small_words: Words = NONE  #: the most frequent ones, by which a text's language is told
    spellings: Listed = ()  #: letter groups of its words, for texts with few small words; a space is a word's edge
    others: Mapping[str, Listed] = field(default_factory=dict)  #: `small_words` of languages that have no file, by tag
    other_spellings: Mapping[str, Listed] = field(default_factory=dict)
    updated: Listed = ()
    published: Listed = ()
    history_titles: Listed = ()  #: of the list that a page gives of its own updates
    history_openings: Listed = ()  #: beginnings of the entries of such a list
    history_ids: Words = NONE  #: names of the element that holds it
    home_names: Words = NONE  #: file names of a site's first page
    next_page: Listed = ()  #: the words of a link to the next page of a list
    paging: Words = NONE  #: names by which addresses number the pages of a list
    #: Names of elements and classes, one to three words, by the part of a page that they mark off (`Region`).
    classes: Mapping[str, Listed] = field(default_factory=dict)
    beside: Words = NONE  #: before a name these tell what stands beside: "no-sidebar"
    alone: Words = NONE  #: of these, names that are subjects where they stand with another word: "pie-chart"
    not_before: Mapping[str, Listed] = field(
        default_factory=dict
    )  #: name -> words after which it is another: "social-care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a wrong answer of one class says: patterns of its heading, phrases of its opening."""

    head: Listed = ()
    body: Listed = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """What answers with status 200 say when they are not the page."""

    challenge: Doubt = Doubt()
    consent: Doubt = Doubt()
    sign_in: Doubt = Doubt()
    soft_404: Doubt = Doubt()
    maintenance: Doubt = Doubt()
    waiting_room: Doubt = Doubt()
    rate_limit: Doubt = Doubt()
    age_gate: Doubt = Doubt()
    survey: Doubt = Doubt()
    for_sale: Doubt = Doubt()
    region: Doubt = Doubt()
    moving: Doubt = Doubt()
    language_choice: Doubt = Doubt()
    server_error: Doubt = Doubt()
    scripts: Listed = ()  #: of an empty shell that scripts would fill
