"""What CLDR knows of languages: the file is what its generator writes, and says what speakers of the languages know."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import unicodedata
from collections.abc import Set as AbstractSet
from importlib import resources
from typing import NamedTuple

import pytest

from monitor.language import cldr
from monitor.language.cldr import Locale, locale

FOLDER = resources.files("monitor.language.cldr")
NARROW = {"\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"}
APOSTROPHES = {"'", "\N{RIGHT SINGLE QUOTATION MARK}"}


class Known(NamedTuple):
    tag: str
    decimal: str
    groups: AbstractSet[str]
    order: str
    months: dict[int, set[str]]  # some of the names of some
    days: dict[int, set[str]]
    scales: dict[str, int]
    zero: str = "0"


# Written from knowledge of the languages, not from the file.
KNOWN = [
    Known("en", ".", {","}, "MDY", {1: {"january", "jan"}, 9: {"september", "sep"}}, {1: {"monday", "mon"}},
          {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}),
    Known("fr", ",", NARROW, "DMY", {2: {"février", "févr"}, 8: {"août"}}, {3: {"mercredi"}, 7: {"dimanche"}},
          {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12}),
    Known("de", ",", {"."}, "DMY", {3: {"märz"}, 5: {"mai"}, 12: {"dezember", "dez"}}, {6: {"samstag"}, 4: {"do"}},
          {"tausend": 3, "millionen": 6, "mio": 6, "milliarde": 9, "mrd": 9, "billionen": 12}),
    Known("it", ",", {"."}, "DMY", {1: {"gennaio", "gen"}, 7: {"luglio", "lug"}}, {2: {"martedì"}, 7: {"domenica"}},
          {"mille": 3, "mila": 3, "milione": 6, "milioni": 6, "mln": 6, "miliardo": 9, "miliardi": 9, "mld": 9}),
    Known("es", ",", {"."}, "DMY", {1: {"enero", "ene"}, 8: {"agosto"}}, {3: {"miércoles"}, 6: {"sábado"}},
          {"mil": 3, "millón": 6, "millones": 6, "mil millones": 9, "billones": 12}),
    Known("pt", ",", {"."}, "DMY", {3: {"março", "mar"}, 10: {"outubro"}}, {1: {"segunda-feira"}, 6: {"sábado"}},
          {"mil": 3, "milhão": 6, "milhões": 6, "bilhão": 9, "bilhões": 9, "trilhões": 12}),
    Known("nl", ",", {"."}, "DMY", {3: {"maart", "mrt"}, 5: {"mei"}}, {1: {"maandag", "ma"}, 7: {"zondag", "zo"}},
          {"duizend": 3, "miljoen": 6, "mln": 6, "miljard": 9, "mld": 9, "biljoen": 12}),
    Known("pl", ",", NARROW, "DMY", {1: {"stycznia", "styczeń"}, 10: {"października"}}, {3: {"środa"}},
          {"tysiąc": 3, "tysiące": 3, "tysięcy": 3, "tys": 3, "mln": 6, "milionów": 6, "miliardy": 9, "mld": 9}),
    Known("ru", ",", NARROW, "DMY", {1: {"января", "январь"}, 5: {"мая", "май"}}, {1: {"понедельник", "пн"}},
          {"тысяч": 3, "тысячи": 3, "тыс": 3, "миллионов": 6, "млн": 6, "миллиарда": 9, "млрд": 9, "трлн": 12}),
    Known("cs", ",", NARROW, "DMY", {1: {"leden", "ledna"}, 7: {"červenec", "července"}}, {5: {"pátek"}},
          {"tisíc": 3, "tis": 3, "milionů": 6, "mil": 6, "miliarda": 9, "mld": 9}),
    Known("sv", ",", NARROW, "YMD", {1: {"januari"}, 5: {"maj"}}, {1: {"måndag"}, 6: {"lördag"}},
          {"tusen": 3, "miljoner": 6, "miljarder": 9, "biljoner": 12}),
    Known("tr", ",", {"."}, "DMY", {1: {"ocak"}, 2: {"şubat"}, 8: {"ağustos"}}, {5: {"cuma"}, 7: {"pazar"}},
          {"bin": 3, "milyon": 6, "milyar": 9, "trilyon": 12}),
    Known("ja", ".", {","}, "YMD", {4: {"4月"}}, {1: {"月曜日"}, 7: {"日曜日"}}, {"万": 4, "億": 8, "兆": 12}),
    Known("hi", ".", {","}, "DMY", {1: {"जनवरी"}, 4: {"अप्रैल"}}, {1: {"सोमवार"}},
          {"हज़ार": 3, "लाख": 5, "करोड़": 7, "अरब": 9, "खरब": 11}),
    Known("fa", "٫", {"٬"}, "YMD", {1: {"ژانویه"}}, {6: {"شنبه"}}, {"هزار": 3, "میلیون": 6, "میلیارد": 9}, "۰"),
    Known("he", ".", {","}, "DMY", {1: {"ינואר"}, 12: {"דצמבר"}}, {6: {"יום שבת"}},
          {"אלף": 3, "מיליון": 6, "מיליארד": 9}),
]  # fmt: skip


def found(tag: str) -> Locale:
    one = locale(tag)
    assert one is not None
    return one


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.tag)
def test_a_language_is_as_its_speakers_know_it(known: Known) -> None:
    one = found(known.tag)
    assert (one.tag, one.decimal, one.groups) == (known.tag, known.decimal, known.groups)
    assert (one.date_order, one.zero) == (known.order, known.zero)
    for month, names in known.months.items():
        assert {unicodedata.normalize("NFC", name) for name in names} <= one.months[month - 1]
    for day, names in known.days.items():
        assert names <= one.weekdays[day - 1]
    assert {unicodedata.normalize("NFC", word): power for word, power in known.scales.items()}.items() <= (
        one.scales.items()
    )


@pytest.mark.parametrize(
    ("tag", "order"),
    [("en-US", "MDY"), ("en-GB", "DMY"), ("en-AU", "DMY"), ("en-CA", "YMD"), ("fr-CA", "YMD"), ("de-CH", "DMY"),
     ("es-US", "DMY"), ("en-PH", "MDY"), ("zh-TW", "YMD"), ("zh-HK", "DMY"), ("hu", "YMD"), ("lt", "YMD")],
)  # fmt: skip
def test_dates_are_ordered_by_region(tag: str, order: str) -> None:
    assert found(tag).date_order == order


@pytest.mark.parametrize(
    ("tag", "decimal", "groups"),
    [
        ("de-CH", ".", APOSTROPHES),
        ("de-LI", ".", APOSTROPHES),
        ("de-AT", ",", {*NARROW, "."}),
        ("it-CH", ".", APOSTROPHES),
        ("fr-CH", ",", NARROW),
        ("es-MX", ".", {","}),
        ("es-AR", ",", {"."}),
        ("pt-PT", ",", NARROW),
        ("en-ZA", ",", NARROW),
        ("ar-EG", "٫", {"٬"}),
        ("ar-MA", ",", {"."}),
    ],
)
def test_marks_differ_by_region(tag: str, decimal: str, groups: AbstractSet[str]) -> None:
    assert (found(tag).decimal, found(tag).groups) == (decimal, groups)


def test_words_differ_by_region() -> None:
    assert "jänner" in found("de-AT").months[0]
    assert "jänner" not in found("de").months[0]
    assert found("pt-PT").scales["mil milhões"] == 9
    assert found("pt-PT").scales["biliões"] == 12
    assert found("pt-MZ").scales["biliões"] == 12
    assert found("en-IN").scales["cr"] == 7
    assert found("ar-IQ").months[0] != found("ar").months[0]
    assert found("zh-HK").scales["億"] == 8  # though its patterns abbreviate to K and M


@pytest.mark.parametrize(
    ("tag", "nearest"),
    [
        ("EN-us", "en"),
        ("en_gb", "en-GB"),
        ("en-Latn-GB", "en-GB"),
        ("en-JP", "en"),
        ("de-DE-1996", "de"),
        ("en-u-rg-gbzzzz", "en"),
        ("ca-ES-valencia", "ca"),
        ("zh-TW", "zh-Hant"),
        ("ZH-hant-tw", "zh-Hant"),
        ("zh-Hans-TW", "zh"),
        ("zh-cmn-Hans-CN", "zh"),
        ("sr-Latn-RS", "sr-Latn"),
        ("sr-RS", "sr"),
        ("sh", "sr-Latn"),
        ("iw-IL", "he"),
        ("ita", "it"),
        ("nb-NO", "nb"),
        ("no", "no"),
    ],
)
def test_a_tag_falls_back_to_its_script_region_and_language(tag: str, nearest: str) -> None:
    assert found(tag).tag == nearest


@pytest.mark.parametrize(
    "tag", ["", "-", "und", "x-private", "i-klingon", "xx", "english", "e" * 100_000, "-" * 100_000]
)
def test_what_is_no_language_of_cldr_is_none(tag: str) -> None:
    assert locale(tag) is None


@pytest.mark.parametrize("tag", cldr.tags())
def test_a_locale_is_whole_and_its_words_can_be_looked_up(tag: str) -> None:
    one = found(tag)
    assert one.tag == tag
    assert (len(one.months), len(one.weekdays)) == (12, 7)
    assert one.date_order in {"DMY", "MDY", "YMD"}
    assert unicodedata.decimal(one.zero) == 0
    assert one.decimal not in one.groups
    assert all(len(mark) == 1 for mark in {one.decimal, *one.groups})
    for word in {*one.moments, *one.scales}:
        assert word == " ".join(unicodedata.normalize("NFC", word.lower()).split())
        assert word[-1] != "."
        assert not word.isdecimal()
        assert len(word) > 1 or "CJK" in unicodedata.name(word) or "HANGUL" in unicodedata.name(word)
    assert all(3 <= power <= 20 for power in one.scales.values())


def test_the_values_are_frozen() -> None:
    one = found("en")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.decimal = ","  # type: ignore[misc]
    with pytest.raises(TypeError):
        one.scales["million"] = 7  # type: ignore[index]


@pytest.mark.slow
def test_the_file_is_what_its_generator_writes_and_says_where_it_is_from() -> None:
    pytest.importorskip("babel")
    text = (FOLDER / "cldr.json").read_text("utf-8")
    # In a process of its own, as it is run: Babel's data are not the same after Babel has been used.
    script = (
        "import sys; from monitor.language.cldr.generate import generate; sys.stdout.buffer.write(generate().encode())"
    )
    made = subprocess.run([sys.executable, "-c", script], check=True, timeout=120, capture_output=True).stdout.decode()
    assert made == text, "run python -m monitor.language.cldr.generate"
    about = json.loads(text)["about"]
    assert about["made by"] == "python -m monitor.language.cldr.generate"
    assert "CLDR" in about["from"]
    assert "Babel" in about["from"]
    assert "UNICODE LICENSE V3" in (FOLDER / "LICENSE.unicode").read_text("utf-8")


def test_reading_needs_no_babel_and_opens_no_file_twice() -> None:
    script = """
import sys
sys.modules["babel"] = None
from monitor.language import cldr
cldr.locale("en")
sys.addaudithook(lambda event, args: sys.exit(f"opened {args}") if event == "open" else None)
assert all(cldr.locale(tag) for tag in cldr.tags())
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
