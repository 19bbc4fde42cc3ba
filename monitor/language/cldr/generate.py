"""Writes ``cldr.json`` from the CLDR data that Babel carries: ``python -m monitor.language.cldr.generate``.

Nothing else imports this module: the program runs without Babel. Everything written is sorted, so that the same Babel
writes the same bytes, and a newer one shows in a diff what changed: one line per locale, a script or region with only
what is its own.
"""

from __future__ import annotations

import copy
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import babel
from babel import localedata
from babel.core import get_cldr_version, get_global, parse_locale
from babel.numbers import get_territory_currencies

FILE = Path(__file__).with_name("cldr.json")

#: Zero of each numbering system that is the default somewhere. Babel names the systems and not their digits.
ZEROS: Mapping[str, str] = {
    "adlm": "\N{ADLAM DIGIT ZERO}",
    "arab": "\N{ARABIC-INDIC DIGIT ZERO}",
    "arabext": "\N{EXTENDED ARABIC-INDIC DIGIT ZERO}",
    "beng": "\N{BENGALI DIGIT ZERO}",
    "cakm": "\N{CHAKMA DIGIT ZERO}",
    "deva": "\N{DEVANAGARI DIGIT ZERO}",
    "hmnp": "\N{NYIAKENG PUACHUE HMONG DIGIT ZERO}",
    "latn": "0",
    "mtei": "\N{MEETEI MAYEK DIGIT ZERO}",
    "mymr": "\N{MYANMAR DIGIT ZERO}",
    "nkoo": "\N{NKO DIGIT ZERO}",
    "olck": "\N{OL CHIKI DIGIT ZERO}",
    "tibt": "\N{TIBETAN DIGIT ZERO}",
}

#: Marks that CLDR has and Babel has not: its import leaves out number symbols of draft status, also where CLDR uses
#: them. These are all the locales in which Babel 2.18.0 and CLDR 47 (cldr-json, package cldr-numbers-full) disagree.
AMENDED: Mapping[str, tuple[str, str]] = {
    "az-Cyrl": (",", "."),
    "de-AT": (",", "\N{NO-BREAK SPACE}."),  # with a point in amounts of money
    "fr-MA": (",", "."),
    "fur": (",", "."),
    "ksh": (",", "\N{NO-BREAK SPACE}"),
    "lmo": (",", "\N{RIGHT SINGLE QUOTATION MARK}"),
    "nds": (",", "."),
    "oc": (",", "\N{NO-BREAK SPACE}"),
    "os": (",", "\N{NO-BREAK SPACE}"),
    "prg": (",", "\N{NO-BREAK SPACE}"),
    "sd": (".", "\N{ARABIC THOUSANDS SEPARATOR}"),
    "szl": (",", "\N{NO-BREAK SPACE}"),
    "vmw": (",", "."),
    "wae": (",", "\N{RIGHT SINGLE QUOTATION MARK}"),
}

#: Of the data of a locale.
KEYS = (
    "compact_decimal_formats", "date_formats", "days", "default_numbering_system", "months", "number_symbols",
)  # fmt: skip

#: Words that two patterns give different powers, and the one that holds.
SETTLED: Mapping[tuple[str, str], int] = {
    ("ne", "करोड"): 7,  # "0 करोड" is 1,000,000 in the long form, by mistake: a lakh is 100,000 in both
}

Table = dict[str, Any]

_UNSEEN = dict.fromkeys([0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C])  # marks of direction: no part of a word
_POINTS = ".\N{DEVANAGARI ABBREVIATION SIGN}"
_QUOTED = re.compile(r"'([^']*)'")
_NUMBERED = re.compile(r"m?\d+")  # "M01" where a language has no names of months, "1" for a short one
_ROOT_DAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_SYLLABLES = ("CJK UNIFIED IDEOGRAPH", "HANGUL SYLLABLE")  # a character of these can be a word


def generate() -> str:
    """Return the text of ``cldr.json``, in a process that has not used Babel for anything else (see `_table`).

    Raises:
        ValueError: CLDR states something that this module cannot write.
    """
    whole = _whole()
    head = {
        "made by": "python -m monitor.language.cldr.generate",
        "from": f"Unicode CLDR {get_cldr_version()} in Babel {babel.__version__}",
        "licence": "Unicode-3.0, LICENSE.unicode beside this file. Copyright 2004-2025 Unicode, Inc.",
    }
    locales = {tag: own for tag in sorted(whole) if (own := _own(tag, whole))}
    aliases = dict(sorted(_aliases(locales)))
    lines = ",\n".join(f'"{tag}":{_compact(own)}' for tag, own in locales.items())
    parts = (
        f'"about":{json.dumps(head, indent=1)}', f'"aliases":{_compact(aliases)}', f'"money":{_compact(_money())}',
        f'"locales":{{\n{lines}\n}}',
    )  # fmt: skip
    return "{" + ",\n".join(parts) + "}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _money() -> dict[str, list[str]]:
    """Return of each region the code of its currency, and the sign that its main language writes for it there."""
    found: dict[str, list[str]] = {}
    for region in sorted(get_global("territory_currencies")):
        codes = get_territory_currencies(region)
        likely = get_global("likely_subtags").get(f"und_{region}", "en")
        name = f"{parse_locale(likely)[0]}_{region}"
        if codes and localedata.exists(name):
            found[region] = [codes[0], localedata.load(name)["currency_symbols"].get(codes[0], codes[0])]
    return found


def _whole() -> dict[str, Table]:
    """Return everything known of each locale whose language, as it is written there, has data of its own."""
    nothing = _table("root")
    found = {tag: _table(name) for name in sorted(localedata.locale_identifiers()) if (tag := _tag(name))}
    return {
        tag: table | _amended(tag)
        for tag, table in found.items()
        if all(
            found[parent] != nothing for parent in (tag, *_parents(tag)) if parent in found and not _is_region(parent)
        )
    }


def _amended(tag: str) -> Table:
    """Return the marks that Babel has not, of *tag* or of the locale whose region it is."""
    known = next((known for known in (tag, *(_parents(tag) if _is_region(tag) else ())) if known in AMENDED), None)
    return dict(zip(("decimal", "groups"), AMENDED[known], strict=True)) if known else {}


def _own(tag: str, whole: Mapping[str, Table]) -> Table:
    """Return what is known of *tag* and differs from the locale that it falls back to."""
    table = whole[tag]
    parent = next((whole[parent] for parent in _parents(tag) if parent in whole), None)
    if parent is None:
        return table
    own = {key: value for key, value in table.items() if parent[key] != value}
    if _is_region(tag) and not own.get("scales"):
        own.pop("scales", None)  # Hong Kong's patterns have K and M: the words are those of Chinese all the same
    return own


def _parents(tag: str) -> list[str]:
    parts = tag.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]


def _is_region(tag: str) -> bool:
    return re.search(r"-([A-Z]{2}|\d{3})$", tag) is not None


def _tag(name: str) -> str:
    """Return the BCP 47 tag of Babel's locale *name* without a script that goes without saying; "" for a variant."""
    language, territory, script, *rest = parse_locale(name)
    if any(rest):
        return ""
    usual = _script(language)
    if script == usual and (territory is None or _script(language, territory) == usual):
        script = None
    return "-".join(part for part in (language, script, territory) if part)


def _script(language: str, territory: str = "") -> str | None:
    """Return the script that *language* is written in (in a territory, if CLDR knows that it is another there)."""
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{territory}") or likely.get(language)
    return parse_locale(found)[2] if found else None


def _aliases(locales: Mapping[str, Table]) -> Iterator[tuple[str, str]]:
    """Yield tags by the tag that stands for them: languages' other codes, and regions that write another script."""
    for code, name in get_global("language_aliases").items():
        target = name.replace("_", "-")
        if target in locales and code not in locales and not _is_region(target):
            yield code, target
    for name in get_global("likely_subtags"):
        language, _, territory = name.partition("_")
        if language not in locales or not _is_region(f"{language}-{territory}"):
            continue
        script = _script(language, territory)
        if script != _script(language) and f"{language}-{script}" in locales:
            exact = f"{language}-{script}-{territory}"
            yield f"{language}-{territory}", exact if exact in locales else f"{language}-{script}"


def _table(name: str) -> Table:
    """Return what Babel knows under *name*, inherited or not, as it is written."""
    loaded = localedata.load(name)
    # A copy: to look an alias up writes what it stood for into dictionaries that this locale shares with its parents.
    data: Mapping[str, Any] = localedata.LocaleDataDict(copy.deepcopy({key: loaded[key] for key in KEYS}))
    system = data["default_numbering_system"]
    symbols = {**data["number_symbols"]["latn"], **data["number_symbols"][system]}
    groups = {symbols["group"], symbols.get("currencyGroup", symbols["group"])} - {symbols["decimal"]}
    return {
        "decimal": symbols["decimal"],
        "groups": "".join(sorted(groups)),
        "zero": ZEROS[system],
        "order": _order(data["date_formats"]["short"].pattern),
        "months": _names(data["months"], range(1, 13)),
        "days": _days(data["days"]),
        "scales": _scales(name, data["compact_decimal_formats"]),
    }


def _order(pattern: str) -> str:
    letters = _QUOTED.sub("", pattern).upper().translate({ord("L"): "M", ord("U"): "Y"})
    order = "".join(dict.fromkeys(letter for letter in letters if letter in "DMY"))
    if order not in {"DMY", "MDY", "YMD"}:
        raise ValueError(f"a date of another order: {pattern}")
    return order


def _names(contexts: Mapping[str, Any], places: Iterable[int]) -> list[str]:
    """Return the names of each of *places*: in a date ("января"), alone ("январь"), in full and abbreviated."""
    widths = [contexts[context][width] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return ["|".join(sorted({form for width in widths for form in _name_forms(width[place])})) for place in places]


def _name_forms(name: str) -> Iterator[str]:
    return (form for form in _forms(name) if len(form) > 1 or _is_syllable(form))


def _days(contexts: Mapping[str, Any]) -> list[str]:
    days = _names(contexts, range(7))
    if contexts["format"]["wide"][6] == "Sun":  # root's: the language names no days, or only days alone
        days = ["|".join(name for name in names.split("|") if name not in _ROOT_DAYS) for names in days]
    return days


def _forms(name: str) -> Iterator[str]:
    """Yield *name* as it is looked up: in lower case, without a point at its end, nothing that is not seen."""
    form = " ".join(unicodedata.normalize("NFC", name.translate(_UNSEEN).lower()).split()).rstrip(_POINTS)
    if not form or _NUMBERED.fullmatch(form):
        return
    if "|" in form:
        raise ValueError(f"a name with our separator: {name}")
    yield form
    if "i\N{COMBINING DOT ABOVE}" in form:  # what lower() makes of a Turkic capital, while texts in lower case have "i"
        yield form.replace("i\N{COMBINING DOT ABOVE}", "i")


def _scales(name: str, formats: Mapping[str, Any]) -> dict[str, int]:
    """Return words by the power of ten that they stand for, from patterns such as "00 million" for 10,000,000."""
    found: dict[str, set[int]] = {}
    for length in ("long", "short"):
        for plural in (formats.get(length) or {}).values():
            for number, pattern in plural.items():
                for word in _scale_words(pattern.pattern):
                    found.setdefault(word, set()).add(_power(number, pattern.pattern))
    language = name.split("_", maxsplit=1)[0]
    scales = {word: SETTLED.get((language, word)) or _only(word, powers) for word, powers in found.items()}
    return dict(sorted(scales.items()))


def _only(word: str, powers: set[int]) -> int:
    if len(powers) > 1:
        raise ValueError(f"{word!r} stands for several powers of ten: {sorted(powers)}")
    return next(iter(powers))


def _power(number: str, pattern: str) -> int:
    """Return the power of ten that goes without its digits: 3 for 10000 as "00 thousand", and for 1000 as "mille"."""
    zeros = pattern.split(";", maxsplit=1)[0].count("0")
    return len(number) - 1 - max(zeros - 1, 0)


def _scale_words(pattern: str) -> Iterator[str]:
    positive = _QUOTED.sub(r"\1", pattern.partition(";")[0]).translate(_UNSEEN)
    text = positive.replace("0", "").strip().rstrip(_POINTS)
    last = text.split()[-1] if text else ""
    # Initials are no words: "kM" and "MM" (a thousand million), in lower case, are a kilometre and a millimetre.
    initials = last[-1:].isupper() and len(last) < 4
    if _is_written_out(last) and not initials:
        yield from _forms(text)


def _is_written_out(word: str) -> bool:
    """Return whether *word* is more than a letter, not counting the vowels that some scripts write as marks on it."""
    letters = [letter for letter in word if unicodedata.category(letter).startswith("L")]
    return len(letters) > 1 or _is_syllable(word)


def _is_syllable(word: str) -> bool:
    return len(word) == 1 and unicodedata.name(word, "").startswith(_SYLLABLES)


if __name__ == "__main__":
    FILE.write_text(generate(), "utf-8")
    sys.stdout.write(f"{FILE}: {FILE.stat().st_size:,} bytes\n")
