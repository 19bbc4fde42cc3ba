"""The judgements of benchmarks/gold.py, over literal values; the sealed halves stay shut."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from gold_agreement import agreed, compare, kappa
from gold_documents import (
    LANGUAGES,
    Alignment,
    Answer,
    Document,
    GoldError,
    document,
    folded,
    lines,
    span,
    verify_seals,
    visible,
)
from gold_rewrites import Pair, pairs, verdict
from gold_scoring import Finding, duplicates, is_same_speaker, is_same_unit, is_same_value, judge, label_verdict, plain


def wanted(surface: str, value: str | None, **other: Any) -> dict[str, Any]:
    """Return a figure of the gold."""
    said: dict[str, Any] = {"labels": ["people in the camp"], "head": ["people"], "unit": None}
    said |= {"quantifier": "EXACT", "role": "TOTAL", "direction": None, "speaker": None, "inherited": False}
    return {"surface": surface, "nth": 1, "value": value, **said, **other}


def got(text: str, surface: str, value: str | None, **other: Any) -> dict[str, Any]:
    """Return a figure of the program, placed at the first *surface* in *text*."""
    start = text.index(surface)
    said = {"counts": "people in the camp", "unit": None, "unit_name": None, "time": None, "sentence": text}
    said |= {"quantifier": "EXACT", "role": "TOTAL", "direction": None, "attribution": None}
    return {"surface": surface, "start": start, "end": start + len(surface), "value": value, **said, **other}


def judged(markup: str, text: str, gold: list[Any], found: list[Any], refused: list[Any]) -> list[Finding]:
    return list(judge(Document("x", "en", markup, tuple(gold), tuple(refused)), Answer(text, tuple(found))))


@pytest.mark.parametrize(
    ("phrase", "compared"),
    [
        ("The  people\u00a0there", "people there"),
        ("L’aide", "aide"),
        ("les Personnes", "personnes"),
        ("Die Zuschauer", "zuschauer"),
        ("los niños", "niños"),
        ("die", "die"),
        ("Asyl\u00adanträge", "asylanträge"),
        ("aide à l'emploi", "aide à l'emploi"),
        (None, ""),
    ],
)
def test_phrases_are_compared_plainly(phrase: str | None, compared: str) -> None:
    assert plain(phrase) == compared


@pytest.mark.parametrize(
    ("label", "heads", "language", "expected"),
    [
        ("the People in the camp", ["people"], "en-GB", "clean"),
        ("people", ["people"], "en-GB", "clumsy"),
        ("Personen im Lager", ["Menschen", "Personen"], "de", "clumsy"),
        ("people", ["people", "camp"], "en-GB", "wrong"),
        ("tents", ["people"], "en", "wrong"),
        ("", ["people"], "en", "wrong"),
        (None, ["people"], "en", "wrong"),
    ],
)
def test_labels(label: str | None, heads: list[str], language: str, expected: str) -> None:
    assert label_verdict(label, ["people in the camp"], heads, language) == expected


@pytest.mark.parametrize(
    ("said", "stated", "same"),
    [
        ("Whitlock", "Sheriff Dana Whitlock", True),
        ("der Bürgermeisterin Elfriede Moser", "Bürgermeisterin Elfriede Moser", True),
        ("the Border Justice Clinic", "Border Justice", True),
        ("la maire", "le préfet", False),
        ("the Ministry of Health", "the Office of Statistics", False),
        ("L’ONG Passerelles", "l'ONG Passerelles", True),
        (None, "the prefecture", False),
        ("the", "the prefecture", False),
    ],
)
def test_speakers(said: str | None, stated: str, same: bool) -> None:
    assert is_same_speaker(said, stated) is same


@pytest.mark.parametrize(
    ("gold", "unit", "name", "same"),
    [
        ("EUR", "EUR", "euro", True),
        ("EUR", "USD", "US dollar", False),
        ("%", "%", "percentage", True),
        ("kilometres", "km", "kilometre", True),
        ("m3", "m³", "cubic metre", True),
        ("cubic metre per second", "m³", "cubic metre", False),
        ("liters", "l", "litre", True),
        ("°C", "°C", "degree Celsius", True),
        ("word", None, None, False),
        ("word", "words", None, True),
        (None, None, None, True),
        (None, "tents", None, True),
        (None, "km", "kilometre", False),
        (None, "GBP", "pound sterling", False),
    ],
)
def test_units(gold: str | None, unit: str | None, name: str | None, same: bool) -> None:
    assert is_same_unit(gold, unit, name) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"value": "0.333"}, {"value": "0.3333"}, True),
        ({"value": "4000000"}, {"value": "4E+6"}, True),
        ({"value": "41"}, {"value": "41000"}, False),
        ({"low": "12", "high": "100"}, {"value": None, "low": "12", "high": "100"}, True),
        ({"low": "12", "high": "100"}, {"value": "12"}, False),
        ({"value": "0"}, {"value": "0"}, True),
    ],
)
def test_values(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert is_same_value(one, other) is same


@pytest.mark.parametrize(
    ("surface", "nth", "program", "expected"),
    [
        ("5", 2, "We are 5\nof 15 000 here, 3\u00a0m3", "5"),
        ("15 000", 1, "We are 5\nof 15\u202f000 here, 3 m³", "15\u202f000"),
        ("3", 2, "We are 5 of 15 000 here, 3 m³", "³"),
        ("15 000", 1, "Menu\nWe are 5 of 15 000 here", "15 000"),
        ("here", 1, "We are 5", None),
        ("5", 3, "We are 5 of 15 000 here", None),
    ],
)
def test_a_number_is_found_in_the_programs_text(surface: str, nth: int, program: str, expected: str | None) -> None:
    text = folded(visible("<p>We are 5</p><p>of 15&#8239;000 here, 3&nbsp;m<sup>3</sup></p>"))
    place = Alignment(text, program).carry(span(text, surface, nth))
    assert (program[slice(*place)] if place else None) == expected


def test_every_figure_is_judged_once() -> None:
    text = "On 3 May 1,250 people lived in 40 tents, 7 of them ill, said Ann Lee."
    gold = [wanted("1,250", "1250", speaker="Ann Lee"), wanted("40", "40", labels=["tents"], head=["tents"])]
    found = [
        got(text, "1,250", "1250", attribution="Lee", quantifier="NEARLY"),
        got(text, "3", "3"),
        got(text, "7", "7", counts="ill"),
    ]
    findings = judged(f"<p>{text}</p>", text, gold, found, [{"surface": "3 May", "nth": 1, "why": "date"}])
    assert Counter((one.part, one.verdict) for one in findings) == Counter(
        {
            ("found", "right"): 1,
            ("found", "missed"): 1,
            ("false", "right"): 1,
            ("false", "refused"): 1,
            ("false", "other"): 1,
            ("value", "right"): 1,
            ("unit", "right"): 1,
            ("quantifier", "wrong"): 1,
            ("role", "right"): 1,
            ("label", "clean"): 1,
            ("speaker", "right"): 1,
            ("alike", "wrong"): 2,
            ("alike", "right"): 1,
        }
    )
    (missed,) = [one for one in findings if one.verdict == "missed"]
    assert "[40] tents" in missed.sentence


@pytest.mark.parametrize(
    ("stated", "said", "part", "expected"),
    [
        ({"speaker": "Ann Lee"}, "Bo", "speaker", "wrong"),
        ({"speaker": "Ann Lee", "inherited": True}, "Ann Lee", "inherited", "right"),
        ({"speaker": "Ann Lee", "inherited": True}, None, "inherited", "none"),
        ({"speaker": None}, "Ann Lee", "nobody", "wrong"),
        ({"speaker": None}, None, "nobody", "right"),
    ],
)
def test_who_states_it(stated: dict[str, Any], said: str | None, part: str, expected: str) -> None:
    text = "5 people came."
    findings = judged(f"<p>{text}</p>", text, [wanted("5", "5", **stated)], [got(text, "5", "5", attribution=said)], [])
    assert [one.verdict for one in findings if one.part == part] == [expected]


def test_of_two_figures_at_one_place_the_one_with_its_value_is_meant() -> None:
    text = "between 200 and 250 people"
    both = [got(text, "200", "200"), got(text, "between 200 and 250", None, low="200", high="250")]
    gold = [wanted(text.removesuffix(" people"), None, low="200", high="250")]
    findings = judged(f"<p>{text}</p>", text, gold, both, [])
    assert [one.verdict for one in findings if one.part == "value"] == ["right"]
    assert [one.verdict for one in findings if one.part == "false"] == ["right", "right"]


@pytest.mark.parametrize(
    ("other", "verdicts"),
    [
        ({"value": "9"}, ["wrong", "wrong"]),
        ({"value": "5"}, ["right", "right"]),
        ({"value": "9", "time": "2024"}, ["right", "right"]),
        ({"value": "9", "unit": "%"}, ["right", "right"]),
        ({"value": "9", "counts": "The people in the camp"}, ["wrong", "wrong"]),
    ],
)
def test_rows_that_nobody_could_tell_apart(other: dict[str, Any], verdicts: list[str]) -> None:
    one = got("5", "5", "5")
    assert [finding.verdict for finding in duplicates("x", [one, {**one, **other}])] == verdicts


def change(old: str | None, new: str | None) -> dict[str, Any]:
    sides = [{"value": side} if side else None for side in (old, new)]
    return {"kind": "CHANGED", "counts": "people", "old": sides[0], "new": sides[1], "told": True}


@pytest.mark.parametrize(
    ("moved", "told", "expected"),
    [
        (None, [], "right"),
        (None, [("5", "5")], "right"),
        (None, [("5", "6")], "false"),
        (None, [("5", None)], "false"),
        (None, [(None, "5")], "false"),
        (("5", "6"), [("5", "6")], "right"),
        (("5", "6"), [], "silent"),
        (("5", "6"), [("5", None), (None, "6")], "other"),
        (("5", "6"), [("5", "6"), ("1", "2")], "more"),
    ],
)
def test_rewrites(moved: tuple[str, str] | None, told: list[tuple[str | None, str | None]], expected: str) -> None:
    pair = Pair("x", "en", "a", "b", ({"value": moved[0]}, {"value": moved[1]}) if moved else None)
    assert verdict(pair, [change(*one) for one in told]) == expected


def test_a_line_of_rewrites() -> None:
    line = {
        "original": "5 people",
        "kept": ["five people", {"text": "people: 5"}],
        "moved": [{"text": "6 people", "old": "5", "new": {"low": "6", "high": "7"}}],
    }
    found = list(pairs(line, 1, "en"))
    assert [(one.rewrite, one.moved) for one in found] == [
        ("five people", None),
        ("people: 5", None),
        ("6 people", ({"value": "5"}, {"low": "6", "high": "7"})),
    ]


@pytest.mark.parametrize(
    "line",
    [
        {"original": "secret", "kept": []},
        {"original": "secret", "kept": [{"secretly": "secret"}], "moved": []},
        {"original": "secret", "kept": [], "moved": ["secret"]},
        {"original": "secret", "kept": [], "moved": [{"text": "secret", "old": "5", "new": None}]},
    ],
)
def test_another_form_is_complained_of_without_saying_what_it_holds(line: dict[str, Any]) -> None:
    with pytest.raises(GoldError) as raised:
        list(pairs(line, 1, "en"))
    assert "secret" not in str(raised.value).replace("secretly", "")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({(True, True): 20, (True, False): 5, (False, True): 10, (False, False): 15}, 0.4),
        ({(True, True): 10, (False, False): 10}, 1.0),
        ({(True, True): 10}, 1.0),
        ({(True, True): 5, (True, False): 5, (False, True): 5, (False, False): 5}, 0.0),
    ],
)
def test_kappa(table: dict[tuple[bool, bool], int], expected: float) -> None:
    assert kappa(table) == pytest.approx(expected)


def test_two_hands_on_one_document() -> None:
    markup = "<p>On 3 May 40 people in 12 tents had 2 meals.</p>"
    people = wanted("40 people", "40")
    both = [wanted("40", "40"), wanted("12", "12"), wanted("3", "3")]
    first = Document(
        "x", "en", markup, (people, wanted("12", "12"), wanted("2", "2")), ({"surface": "3 May", "nth": 1},)
    )
    second = Document("x", "en", markup, tuple(both), ())
    counts: Counter[str] = Counter()
    table: Counter[tuple[bool, bool]] = Counter()
    compare(first, second, counts, table)
    assert table == {(True, True): 2, (False, True): 1}
    assert (counts["only the first"], counts["only the second"]) == (1, 0)
    assert (counts["value"], counts["of value"]) == (2, 2)


@pytest.mark.parametrize(
    ("field", "first", "second", "same"),
    [
        ("unit", {}, {}, True),
        ("unit", {"unit": "km"}, {"unit": "kilometre"}, True),
        ("unit", {}, {"unit": "word"}, False),
        ("unit", {"unit": "word"}, {}, False),
        ("speaker", {"speaker": "Ann Lee"}, {"speaker": "Lee"}, True),
        ("speaker", {"speaker": "Ann Lee"}, {}, False),
        ("role", {"role": "SUBSET"}, {}, False),
        ("label in common", {"labels": ["a", "campers"]}, {"labels": ["The campers"]}, True),
        ("label in common", {}, {"labels": ["campers"]}, False),
        ("label or head in common", {}, {"labels": ["campers"], "head": ["People"]}, True),
    ],
)
def test_what_two_hands_agree_on(field: str, first: dict[str, Any], second: dict[str, Any], same: bool) -> None:
    assert dict(agreed(wanted("5", "5", **first), wanted("5", "5", **second)))[field] is same


@pytest.mark.parametrize("harm", ["", "changed", "missing", "unsealed"])
def test_seals(harm: str, tmp_path: Path) -> None:
    (tmp_path / "en.jsonl.xz").write_bytes(b"sealed")
    digest = hashlib.sha256(b"sealed").hexdigest()
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  en.jsonl.xz\n", encoding="ascii")
    match harm:
        case "changed":
            (tmp_path / "en.jsonl.xz").write_bytes(b"opened")
        case "missing":
            (tmp_path / "en.jsonl.xz").unlink()
        case "unsealed":
            (tmp_path / "fr.jsonl.xz").write_bytes(b"")
    if not harm:
        verify_seals(tmp_path)
        return
    with pytest.raises(GoldError, match=r"jsonl\.xz"):
        verify_seals(tmp_path)


@pytest.mark.parametrize("folder", ["open", "plain"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_that_lies_open_stands_in_its_text(language: str, folder: str) -> None:
    lost = [
        (one.id, mark["surface"], mark["nth"])
        for one in map(document, lines(language, sealed=False, folder=folder))
        for mark in (*one.figures, *one.refused)
        if span(one.text, mark["surface"], mark["nth"]) is None
    ]
    assert lost == []
