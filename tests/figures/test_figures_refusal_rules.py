"""The registry of refusing: every reason has a rule that gives it, and every rule gives the reasons of its line."""

from __future__ import annotations

import pytest
from figures_read import refused

from monitor import language
from monitor.figures.numbers.scanner import scan
from monitor.figures.refusals.candidates import Candidate, Context
from monitor.figures.refusals.reasons import REASONS, RULES

EXAMPLES = {
    "address": "She lived at 10 Downing Street.",
    "age": "Jean Dupont, 45, said nothing.",
    "article": "Under Article 50 the state may leave.",
    "comment_count": "4 comments",
    "counter": "61 people found this page useful",
    "date": "It rained on 3 May 2016.",
    "file_size": "Report (PDF, 1.2 MB)",
    "footnote": "The river was high.[13] It fell.",
    "id": "See 10.1234/abcd5 for more.",
    "idiom": "The desk is open 24/7 for all.",
    "list_marker": "1. Table of contents",
    "list_number": "See table 2 for more.",
    "name": "COVID-19 came back.",
    "ordinal": "It was the 22nd time.",
    "page": "See page 3 for more.",
    "period": "It rained two years ago.",
    "phone": "Call 0800 123 4567 for help.",
    "postcode": "The office is in London SW1A 2AA today.",
    "pronoun": "This one is open.",
    "rate": "There were 12 deaths per 100,000 people.",
    "reading_time": "4 min read",
    "score": "They won 3-1 at home.",
    "script": "There were ١٢٣ people.",
    "structure": "There are five main points in the text.",
    "suspicious_chars": "There were 1\u200b2 people.",
    "time": "It opens at 9am every day.",
    "unclear": "The hundred or so left.",
    "url": "See https://example.org/a/7 for more.",
    "version": "Version 3.11.7 is out.",
    "year": "It began in 2015 and went on.",
}


def test_every_reason_has_an_example() -> None:
    assert EXAMPLES.keys() == REASONS


@pytest.mark.parametrize("reason", sorted(EXAMPLES))
def test_a_rule_gives_the_reason(reason: str) -> None:
    assert reason in [one.rsplit(" ", 1)[1] for one in refused("en", EXAMPLES[reason])]


def test_a_rule_gives_the_reasons_of_its_line_only() -> None:
    where = Context(language=language.load("en"))
    asked = [
        (rule.tell(Candidate(token, where)), rule.reasons)
        for text in EXAMPLES.values()
        for token in scan(text, where.language)
        for rule in RULES
        if token.form in rule.forms
    ]
    assert {reason for reason, _ in asked} == REASONS | {None}
    assert all(reason is None or reason in reasons for reason, reasons in asked)
