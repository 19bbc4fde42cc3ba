"""What depends on the language of a text, and what every language gets."""

from __future__ import annotations

import pytest
from figures_read import kept, read

from monitor import figures
from monitor.figures.refusals.reasons import REASONS
from monitor.model import Text


@pytest.mark.parametrize("tag", ["en-GB", "EN", "en_US", "en-Latn-GB"])
def test_regions_and_scripts_read_as_their_language(tag: str) -> None:
    assert kept(tag, "Some 300 people came.") == ["300 = 300"]


@pytest.mark.parametrize("tag", ["xx", "", "../en", "und", "e" * 500, "0", "ÿ", "ja"])
def test_another_language_gets_numbers_with_what_can_be_had(tag: str) -> None:
    assert kept(tag, "Kvote 1,160 uloj, 12 % kaj 5 km.") == ["1,160 = 1160", "12 % = 12 %", "5 km = 5 km"]
    assert kept(tag, "€5,000 / 7°C") == ["€5,000 = 5000 EUR", "7°C = 7 °C"]
    assert figures.notes(Text(content="", blocks=(), language=tag)) == ("unknown_language",)


MARKS = [
    ("it", "Sono arrivate 7.000 persone.", "7.000 = 7000"),
    ("it", "Il tasso è del 2,5 %.", "2,5 % = 2.5 %"),
    ("it", "Costerà 3,2 milioni di euro.", "3,2 milioni = 3200000"),
    ("pt", "São 1,5 milhões de pessoas.", "1,5 milhões = 1500000"),
    ("pt-BR", "Foram 12.500 casos.", "12.500 = 12500"),
    ("cs", "Nezaměstnanost činí 2,5 %.", "2,5 % = 2.5 %"),
    ("cs", "Přišlo 1 160 lidí.", "1 160 = 1160"),
    ("nl", "Er waren 1.160 mensen.", "1.160 = 1160"),
    ("pl", "Budżet to 3,4 mln zł.", "3,4 mln = 3400000"),
    ("tr", "Toplam 7.250 kişi.", "7.250 = 7250"),
    ("eo", "Venis 1 160 homoj, 2,5 %.", "1 160 = 1160"),
    ("de-CH", "Es kamen 1'160 Menschen.", "1'160 = 1160"),
    ("de-CH", "Die Quote liegt bei 2.5 Prozent.", "2.5 Prozent = 2.5 %"),
    ("es-MX", "Llegaron 1,160 personas.", "1,160 = 1160"),
    ("sv", "Det kom 1 160 personer.", "1 160 = 1160"),
]


@pytest.mark.parametrize(("tag", "sentence", "number"), MARKS)
def test_cldr_knows_how_numbers_are_written_elsewhere(tag: str, sentence: str, number: str) -> None:
    assert number in [one.split(" EUR")[0] for one in kept(tag, sentence)]


DATES = [
    ("it", "Il 3 maggio sono arrivate 12 persone."),
    ("pt", "Em 3 de maio chegaram 12 pessoas."),
    ("cs", "Dne 3. května přišlo 12 lidí."),
    ("nl", "Op 3 mei kwamen er 12 mensen."),
    ("pl", "W dniu 3 maja przyszło 12 osób."),
]


@pytest.mark.parametrize(("tag", "sentence"), DATES)
def test_cldr_knows_the_names_of_months_elsewhere(tag: str, sentence: str) -> None:
    found = read(tag, sentence)
    assert [str(one.value) for one in found.kept] == ["12"]
    assert [one.why for one in found.refused] == ["date"]


def test_a_scale_alone_is_no_number_where_the_grammar_is_not_known() -> None:
    assert kept("it", "Milioni di persone sono in piazza.") == []


def test_a_known_language_has_nothing_to_note() -> None:
    assert figures.notes(Text(content="", blocks=(), language="fr-BE")) == ()


@pytest.mark.parametrize(("tag", "value"), [("en", "1.000 = 1"), ("fr", "1.000 = 1000"), ("de", "1.000 = 1000")])
def test_the_language_decides_what_a_point_parts(tag: str, value: str) -> None:
    assert kept(tag, "X 1.000 Y") == [value]


@pytest.mark.parametrize(("tag", "value"), [("en", "1,000 = 1000"), ("fr", "1,000 = 1"), ("de", "1,000 = 1")])
def test_the_language_decides_what_a_comma_parts(tag: str, value: str) -> None:
    assert kept(tag, "X 1,000 Y") == [value]


@pytest.mark.parametrize(
    ("tag", "unit"),
    [("en", "USD"), ("en-US", "USD"), ("en-GB", "USD"), ("en-CA", "CAD"), ("en-AU", "AUD"), ("en-NZ", "NZD")],
)
@pytest.mark.parametrize("price", ["$900", "900 dollars"])
def test_a_region_has_dollars_of_its_own(tag: str, price: str, unit: str) -> None:
    assert kept(tag, f"The lamp cost {price}.") == [f"{price} = 900 {unit}"]


@pytest.mark.parametrize("price", ["US$900", "900 US dollars"])
def test_dollars_that_say_whose_they_are_are_theirs(price: str) -> None:
    assert kept("en-CA", f"The lamp cost {price}.") == [f"{price} = 900 USD"]


def test_every_reason_is_one_of_those_named() -> None:
    content = (
        "Article 50, page 3, COVID-19, 3 May 2016, 9am, call 0800 123 4567, 1. one of the 22nd, 24/7, v2, 4 min read"
    )
    reasons = {number.why for number in read("en", content).refused}
    assert reasons <= REASONS
    assert len(reasons) > 7
