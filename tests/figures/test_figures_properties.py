"""What holds for any number and any text: written numbers read back, nothing raises, reading again is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise

import pytest
from figures_read import read
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import figures
from monitor.figures.numbers.scanner import scan
from monitor.model import Block, BlockKind, Text

GROUPS = {
    "en": [",", "\u202f", "\u2009", "\u00a0", "'", " "],
    "fr": [" ", "\u202f", "\u00a0", ".", "'"],
    "de": [".", "\u202f", " ", "'"],
}
POINT = {"en": ".", "fr": ",", "de": ","}
THINGS = {"en": "tents", "fr": "tentes", "de": "Zelte"}
FRAMES = {"en": "The city lent {} here.", "fr": "La ville a prêté {} ici.", "de": "Die Stadt lieh {} hier."}
MONEY = {"en": ["€{}", "{} euros", "EUR {}"], "fr": ["{} €", "{} euros", "{} EUR"], "de": ["{} €", "{} Euro", "EUR {}"]}

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITES = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
UNITES += ["dix-sept", "dix-huit", "dix-neuf"]
DIZAINES = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]
EINER = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
]
EINER += ["siebzehn", "achtzehn", "neunzehn"]
ZEHNER = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def english(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{ONES[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    for scale, name in ((10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            joined = f" and {english(rest)}" if 0 < rest < 100 else f" {english(rest)}" if rest else ""
            return f"{english(number // scale)} {name}{joined}"
    raise AssertionError(number)


def french(number: int) -> str:
    if number < 20:
        return UNITES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        if ten in (7, 9):
            one += 10
        word = DIZAINES[ten]
        if number == 80:
            return "quatre-vingts"
        if one == 0:
            return word
        return f"{word} et {UNITES[one]}" if one in (1, 11) and ten < 8 else f"{word}-{UNITES[one]}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        word = "cent" if hundreds == 1 else f"{UNITES[hundreds]} cent" + ("" if rest else "s")
        return f"{word} {french(rest)}" if rest else word
    for scale, name in ((10**6, "million"), (1000, "mille")):
        if number >= scale:
            count, rest = divmod(number, scale)
            head = (
                name
                if scale == 1000 and count == 1
                else f"{french(count)} {name}{'s' if scale > 1000 and count > 1 else ''}"
            )
            return f"{head} {french(rest)}" if rest else head
    raise AssertionError(number)


def german(number: int) -> str:
    if number < 20:
        return EINER[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return (f"{EINER[one]}und" if one else "") + ZEHNER[ten]
    if number < 1000:
        return f"{EINER[number // 100]}hundert" + (german(number % 100) if number % 100 else "")
    return f"{german(number // 1000)}tausend" + (german(number % 1000) if number % 1000 else "")


def grouped(digits: str, mark: str) -> str:
    head = len(digits) % 3 or 3
    return mark.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@given(data=st.data())
def test_a_number_written_with_any_separator_reads_back(language: str, data: st.DataObject) -> None:
    whole = data.draw(st.integers(0, 10**12))
    cents = data.draw(st.sampled_from(["", "5", "25", "07"]))
    mark = data.draw(st.sampled_from(GROUPS[language]))
    written = grouped(str(whole), mark) + (POINT[language] + cents if cents else "")
    money = data.draw(st.sampled_from(MONEY[language])).format(written)
    (figure,) = read(language, FRAMES[language].format(money)).kept
    assert figure.value == Decimal(f"{whole}.{cents or '0'}")
    assert (figure.surface, figure.unit) == (money, "EUR")


@given(st.integers(2, 999_999_999))
def test_english_number_words_read_back(number: int) -> None:
    (figure,) = read("en", f"The city lent {english(number)} tents here.").kept
    assert (figure.value, figure.surface) == (Decimal(number), english(number))


@given(st.integers(2, 999_999_999))
def test_french_number_words_read_back(number: int) -> None:
    (figure,) = read("fr", f"La ville a prêté {french(number)} tentes ici.").kept
    assert (figure.value, figure.surface) == (Decimal(number), french(number))


@given(st.integers(2, 999_999))
def test_german_number_words_read_back(number: int) -> None:
    (figure,) = read("de", f"Die Stadt lieh {german(number)} Zelte.").kept
    assert (figure.value, figure.surface) == (Decimal(number), german(number))


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@given(low=st.integers(1, 10**6), more=st.integers(1, 10**6))
def test_a_range_keeps_both_ends(language: str, low: int, more: int) -> None:
    form = {"en": "between {} and {} tents", "fr": "entre {} et {} tentes", "de": "zwischen {} und {} Zelten"}[language]
    ends = [grouped(str(end), GROUPS[language][0]) for end in (low, low + more)]
    (figure,) = read(language, FRAMES[language].format(form.format(*ends))).kept
    assert (figure.value, figure.low, figure.high) == (None, Decimal(low), Decimal(low + more))


#: Pieces that pages and attackers put beside numbers.
PIECES = st.sampled_from(
    [
        "1",
        "23",
        "456",
        "7890",
        "2016",
        ",",
        ".",
        ", ",
        " ",
        "-",
        "–",
        "%",
        "€",
        "$",
        "£",
        "to",
        "and",
        "of",
        "one",
        "half",
        "million",
        "bn",
        "km",
        "h",
        "(",
        ")",
        "/",
        ":",
        "'",
        "’",
        "°",
        "²",
        "½",
        "¹",
        "1²",
        "①",
        "the",
        "people",
        "Article",
        "May",
        "deux",
        "vingt",
        "et",
        "mille",
        "sur",
        "dont",
        "und",
        "einundzwanzig",
        "\xa0",
        "\u202f",
        "\u200b",
        "\u202e",
        "\n",
        "é",
    ]
)


@pytest.mark.parametrize("language", ["en", "fr", "de", "xx"])
@settings(max_examples=150)
@given(
    content=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))
)
def test_any_text_is_read_and_its_spans_fit(language: str, content: str) -> None:
    found = read(language, content)
    spans = [(figure.start, figure.end) for figure in found.kept]
    spans = sorted(spans + [(number.start, number.end) for number in found.refused])
    assert all(begin < end for begin, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for figure in found.kept:
        known = [end for end in (figure.value, figure.low, figure.high) if end is not None]
        assert known
        assert all(end.is_finite() for end in known)
        assert (figure.value is None) == (figure.low is not None or figure.high is not None)
    assert found == read(language, content)


@given(st.integers(0, 999), st.text("abc é", max_size=5))
def test_blocks_are_read_each_by_itself(number: int, word: str) -> None:
    content = f"{number} people {word}\n12"
    cut = content.index("\n")
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=cut),
        Block(kind=BlockKind.PARAGRAPH, start=cut + 1, end=len(content)),
    )
    kept, _ = figures.find(Text(content=content, blocks=blocks))
    assert [figure.block for figure in kept] == [0, 1]
    assert all(figure.end <= blocks[figure.block].end for figure in kept)


SAMPLE = """
import sys
sys.path.insert(0, "tests/figures")
from figures_read import read
for language, content in [
    ("en", "Around 7,000 migrants live there, including 1,200 children, up from 6,500 in May 2016, said the mayor."),
    ("fr", "Près de 7 000 migrants y vivent, dont 1 200 enfants, contre 6 500 en mai 2016, a dit la maire."),
    ("de", "Etwa 7.000 Menschen leben dort, davon 1.200 Kinder, so der Bericht vom 3. Juni 2016."),
]:
    print(read(language, content))
"""


def test_the_hash_seed_changes_nothing() -> None:
    outputs = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SAMPLE], capture_output=True, text=True, env=environment, check=True, timeout=600
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert "7000" in outputs.pop()


PARTS = {
    "en": "several some few hundred thousand dozen dozens of a the half million people second one café third twelve",
    "fr": "quelques plusieurs cent mille dizaines de un une la moitié million élèves second vingt tiers centaines",
    "de": "einige mehrere hundert tausend Dutzend ein die Hälfte Million Schüler zweite zwanzig Drittel einundzwanzig",
}


@pytest.mark.parametrize("language", ["en", "fr", "de"])
@given(data=st.data())
def test_a_line_without_digits_has_the_numbers_that_it_has_beside_one_with_digits(
    language: str, data: st.DataObject
) -> None:
    words = data.draw(st.lists(st.sampled_from([*PARTS[language].split(), ",", "-", "¾", "."]), max_size=8))
    line = f"oh {' '.join(words)} oh"
    alone, beside = scan(f"{line} | x", language), scan(f"{line} | 7", language)
    assert [(one.surface, one.value) for one in alone] == [(one.surface, one.value) for one in beside[:-1]]
