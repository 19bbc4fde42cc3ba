"""How a program's figures are judged against the gold: the judgements of single fields, and those of a document."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gold_documents import Alignment, Answer, Document, Figure, folded, span

TOLERANCE = Decimal("0.001")  # relative; thirds are 0.333 or 0.3333 in the gold
#: Of the four languages; "l'" stands apart by then.
ARTICLES = frozenset(
    word
    for words in (
        ("the", "a", "an"),
        ("le", "la", "les", "l'", "un", "une", "des", "du"),
        ("der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer", "eines"),
        ("el", "los", "las", "lo", "una", "unos", "unas"),
    )
    for word in words
)
#: Two names that share only these share nothing.
JOINING = frozenset({"of", "for", "and", "de", "d'", "del", "y", "et", "von", "für", "und"})
#: Symbols and spellings, and the English name that both are judged by.
UNIT_NAMES = {
    "%": "percentage",
    "percent": "percentage",
    "percentage": "percentage",
    "pp": "percentage point",
    "percentage point": "percentage point",
    "s": "second",
    "min": "minute",
    "h": "hour",
    "d": "day",
    "working day": "working day",
    "week": "week",
    "month": "month",
    "a": "year",
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "in": "inch",
    "ft": "foot",
    "feet": "foot",
    "inches": "inch",
    "yd": "yard",
    "mi": "mile",
    "nmi": "nautical mile",
    "nautical mile": "nautical mile",
    "m2": "square metre",
    "km2": "square kilometre",
    "ha": "hectare",
    "acre": "acre",
    "m3": "cubic metre",
    "m3/s": "cubic metre per second",
    "l": "litre",
    "l/s": "litre per second",
    "gal": "gallon",
    "g": "gram",
    "mg": "milligram",
    "kg": "kilogram",
    "kilo": "kilogram",
    "t": "tonne",
    "ton": "tonne",
    "lb": "pound",
    "km/h": "kilometre per hour",
    "mph": "mile per hour",
    "m/s": "metre per second",
    "°c": "degree",
    "degree celsius": "degree",
    "degree": "degree",
    "°": "degree",
    "db": "decibel",
    "db(a)": "decibel",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "kwh": "kilowatt hour",
    "kilowatt-hour": "kilowatt hour",
    "mwh": "megawatt hour",
    "hp": "horsepower",
    "kcal": "kilocalorie",
}
MEASURES = frozenset(UNIT_NAMES.values())
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement: what was asked, how it was answered, and where to look."""

    part: str  #: "label"
    verdict: str  #: "clean", "clumsy", "wrong"
    document: str = ""
    sentence: str = ""
    expected: str = ""
    got: str = ""


# Single fields


def plain(phrase: str | None) -> str:
    """Return *phrase* as phrases are compared: lower case, plain apostrophes, spaces folded, no leading article."""
    words = folded(unicodedata.normalize("NFC", phrase or "")).lower().replace("’", "'").replace("l'", "l' ").split(" ")
    while len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    return " ".join(words).replace("l' ", "l'")


def label_verdict(label: str | None, labels: Iterable[str], heads: Iterable[str], language: str) -> str:
    """Return ``clean`` for one of *labels*; ``clumsy`` for one about the right thing; ``wrong`` for the rest."""
    said = plain(label)
    if not said:
        return "wrong"
    if said in {plain(accepted) for accepted in labels}:
        return "clean"
    held = [plain(head) in said for head in heads]
    about = all(held) if language.startswith("en") else any(held)  # how the annotators meant them: README.md
    return "clumsy" if about and held else "wrong"


def speaker_words(speaker: str) -> list[str]:
    """Return the words of *speaker* that name somebody."""
    return [word for word in re.findall(r"\w+'?", plain(speaker)) if word not in ARTICLES | JOINING]


def is_same_speaker(said: str | None, stated: str) -> bool:
    """Say whether one wording holds the other, or they share half the words of the shorter."""
    ours, theirs = speaker_words(stated), speaker_words(said or "")
    if not ours or not theirs:
        return False
    return len({*ours} & {*theirs}) >= 0.5 * min(len({*ours}), len({*theirs}))


def unit_name(unit: str | None) -> str:
    """Return the English name of *unit*; an ISO code or an unknown noun as it is, in the singular."""
    if not unit or CURRENCY.fullmatch(unit):
        return unit or ""
    name = unicodedata.normalize("NFKC", folded(unit)).lower().replace("meter", "metre").replace("liter", "litre")
    for form in (name, name.removesuffix("s")):
        if form in UNIT_NAMES:
            return UNIT_NAMES[form]
    return name.removesuffix("s")


def is_same_unit(wanted: str | None, unit: str | None, name: str | None = None) -> bool:
    """Say whether *unit* (or its *name*) is the one that is *wanted*; where none is, a counted noun does no harm."""
    said = {unit_name(unit), unit_name(name)} - {""}
    if wanted is not None:
        return unit_name(wanted) in said
    return not said & MEASURES and not any(CURRENCY.fullmatch(one) for one in said)


def ends(figure: Figure) -> tuple[Decimal, ...]:
    """Return the value of *figure*, or the two ends of its range."""
    if figure.get("value") is not None:
        return (Decimal(str(figure["value"])),)
    return tuple(Decimal(str(figure[end])) for end in ("low", "high") if figure.get(end) is not None)


def is_same_value(wanted: Figure, got: Figure) -> bool:
    """Say whether both state the same number, or the same range, to a thousandth."""
    ours, theirs = ends(wanted), ends(got)
    return len(ours) == len(theirs) and all(
        abs(a - b) <= TOLERANCE * max(abs(a), abs(b)) for a, b in zip(ours, theirs, strict=True)
    )


def shown(figure: Figure) -> str:
    """Return the number of *figure* for a person: ``1250`` or ``10..20``."""
    return "..".join(f"{end.normalize():f}" for end in ends(figure)) or "no value"


# A document


def overlap(a: tuple[int, int] | None, b: tuple[int, int] | None) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) if a and b else 0


def around(text: str, place: tuple[int, int] | None) -> str:
    """Return the line of *text* about *place*, cut to what a terminal shows."""
    if place is None:
        return "(not in the text)"
    begin = max(text.rfind("\n", 0, place[0]) + 1, place[0] - 90)
    end = text.find("\n", place[1])
    end = min(len(text) if end < 0 else end, place[1] + 90)
    return f"{text[begin : place[0]]}[{text[place[0] : place[1]]}]{text[place[1] : end]}".replace("\n", " ")


def judge(document: Document, answer: Answer) -> Iterator[Finding]:
    """Judge every figure of the gold and every figure of the program, once each."""
    alignment = Alignment(document.text, answer.text)
    wanted = [(one, alignment.carry(span(document.text, one["surface"], one["nth"]))) for one in document.figures]
    refused = [(one, alignment.carry(span(document.text, one["surface"], one["nth"]))) for one in document.refused]
    got = [(one, (int(one["start"]), int(one["end"]))) for one in answer.figures]
    for figure, place in wanted:
        over = [(is_same_value(figure, one), overlap(place, at), one) for one, at in got if overlap(place, at)]
        sentence = around(answer.text, place)
        if not over:
            yield Finding("found", "missed", document.id, sentence, _told(figure))
            continue
        yield Finding("found", "right")
        found = max(over, key=lambda one: one[:2])[2]
        for part, verdict, expected, said in _fields(figure, found, document.language):
            yield Finding(part, verdict, document.id, sentence, f"{shown(figure)}: {expected}", said)
    for one, at in got:
        if any(overlap(place, at) for _, place in wanted):
            yield Finding("false", "right")
            continue
        why = next((mark["why"] for mark, place in refused if overlap(place, at)), None)
        expected = f"no figure: {why}" if why else "no figure, and not in the gold"
        yield Finding(
            "false", "refused" if why else "other", document.id, around(answer.text, at), expected, _told(one)
        )
    yield from duplicates(document.id, answer.figures)


def _told(figure: Figure) -> str:
    label = figure["counts"] if "counts" in figure else figure["labels"][0]
    return f"{shown(figure)} {label or '(no label)'}"


def _fields(wanted: Figure, got: Figure, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield part, verdict, what was expected, what was said."""
    verdict = "right" if is_same_value(wanted, got) else "wrong"
    yield "value", verdict, shown(wanted), f"{shown(got)} of {got['surface']!r}"
    verdict = "right" if is_same_unit(wanted["unit"], got["unit"], got["unit_name"]) else "wrong"
    yield "unit", verdict, str(wanted["unit"]), str(got["unit"])
    for part in ("quantifier", "role", "direction"):
        if part == "direction" and wanted[part] is got[part] is None:
            continue
        verdict = "right" if wanted[part] == got[part] else "wrong"
        yield part, verdict, str(wanted[part]), f"{got[part]} ({got['counts']})"
    verdict = label_verdict(got["counts"], wanted["labels"], wanted["head"], language)
    yield "label", verdict, " | ".join(wanted["labels"][:5]), got["counts"] or "(no label)"
    yield _speaker(wanted, got)


def _speaker(wanted: Figure, got: Figure) -> tuple[str, str, str, str]:
    said, stated = got["attribution"], wanted["speaker"]
    if stated is None:
        return "nobody", "wrong" if said else "right", "nobody", said or "nobody"
    part = "inherited" if wanted["inherited"] else "speaker"
    verdict = "right" if is_same_speaker(said, stated) else "wrong" if said else "none"
    return part, verdict, f"{stated}{' (inherited)' if wanted['inherited'] else ''}", said or "nobody"


def duplicates(document: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Judge each figure: ``wrong`` where another has its label, unit, role and time, and another value."""
    alike: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        alike[(plain(one["counts"]), *(str(one[key]) for key in ("unit", "role", "time")))].append(one)
    for (label, *_), group in alike.items():
        for one in group:
            other = next((other for other in group if not is_same_value(one, other)), None)
            if label and other:
                yield Finding(
                    "alike", "wrong", document, one["sentence"], "rows apart", f"{_told(one)}, {_told(other)}"
                )
            else:
                yield Finding("alike", "right")
