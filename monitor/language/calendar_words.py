"""What can be known of days in a language: their names, and the phrases that say when something holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.language.word_fields import DERIVED, NONE, Listed, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days: their names, and how they are written in digits."""

    order: str = "DMY"  #: of dates in digits, where the page's region says nothing: "DMY", "MDY" or "YMD"
    months: Mapping[str, int] = field(default_factory=dict)  #: every way to write them -> 1 to 12
    weekdays: Mapping[str, int] = field(default_factory=dict)  #: names -> 0 (Monday) to 6
    weekday_marks: Words = NONE  #: short forms, which are other words, too
    of: Words = NONE  #: between day, month and year: "the 3rd of May", "3 de mayo de 2020"
    capital: bool = False  #: months are written with a capital
    need_capital: Words = NONE  #: months only with a capital: "may", "march"
    morning: Words = NONE  #: after an hour of a clock of twelve: "a.m."
    afternoon: Words = NONE
    period_marks: Words = NONE  #: before the number of a period that heads a column: "week 12", "Q3"
    numbered: Words = NONE  #: before the number of a period in prose: "in week 12"
    bare_years: bool = False  #: a year that opens a sentence says when, without a preposition: "2019 kamen ..."
    iso_weeks: Words = NONE  #: those of them that count the weeks as ISO 8601 does: "KW 12"
    codes: Mapping[str, str] = field(default_factory=dict)  #: letters of periods of a year -> unit: "Q3", "1H19"
    codes_alone: Words = NONE  #: those that need no year beside them: "in Q3"; "la T1" is a tram
    day_parts: Listed = ()  #: endings that make a part of the day of its name: "Dienstagabend"
    coded: Words = field(default=NONE, metadata=DERIVED)  #: the codes with their numbers: "q3", "3q"
    days: Words = field(default=NONE, metadata=DERIVED)  #: of the week, in every form
    names: Words = field(default=NONE, metadata=DERIVED)  #: of months and days, in every form


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Phrases that say when."""

    units: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    deictic: Mapping[str, str] = field(default_factory=dict)
    deictic_phrases: Mapping[str, str] = field(default_factory=dict)
    clock: Words = NONE
    hour_sign: Words = NONE  #: after the digits of an hour: "18 h 30"
    since: Listed = ()
    starting: Listed = ()  #: from a day on that may be yet to come: "from 1 April", "ab"
    until: Listed = ()
    either: Words = NONE  #: of those, what looks ahead as well as back: "by Friday", "bis Sonntag"
    before: Listed = ()  #: up to the day before
    at: Listed = ()
    during: Listed = ()
    between: Listed = ()
    after: Listed = ()
    inside: Words = NONE
    closing: Words = NONE
    tied: Words = NONE  #: before a hyphen and a month or a year: "mid-March", "end-2019"
    opening: Words = NONE  #: before the day that a period begins on: "the week commencing 2 March"
    terms: Words = NONE  #: of a year that begins in a month which is not said: "the financial year"
    dated: Listed = ()  #: endings of nouns that name the day behind them: "seit Impftag 10.12.2021"
    nights: Words = NONE
    onto: Words = NONE  #: before the day that a night goes over into: "in der Nacht zum Dienstag"
    read_as: Mapping[str, str] = field(default_factory=dict)  #: words that say what others do: "Jahresende"
    anchors_need: Words = NONE
    leading: Words = NONE
    last: Words = NONE
    this: Words = NONE
    ago: Words = NONE
    ago_before: Listed = ()  #: before a number and a unit: "il y a dix ans"
    each: Words = NONE
    each_of: Words = NONE  #: before a day of the week, of every week: "los lunes"
    plurals: Words = NONE  #: units of which it is not said how many: "in recent weeks"
    period: Words = NONE
    once: Words = NONE
    span: Words = NONE
    next: Words = NONE
    first: Words = NONE
    beginning: Words = NONE  #: the first day of a period
    early: Words = NONE  #: somewhere in its first third
    middle: Words = NONE
    late: Words = NONE
    ending: Words = NONE  #: its last day
