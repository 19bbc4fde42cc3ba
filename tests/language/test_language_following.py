"""What following asks of each language: the same noun, the same day in a header, other words for one thing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from monitor import examine
from monitor.compare import Stated, Version, gather
from monitor.language import load
from monitor.model import Change, ChangeKind, Indicator, Page, Reading

NOON = datetime(2020, 5, 26, 12, tzinfo=UTC)


def read(language: str, content: str) -> Reading:
    return examine.read(f'<html lang="{language}"><title>1</title><main>{content}</main></html>'.encode())


def changes(language: str, old: str, new: str) -> list[Change]:
    first = examine.compare_readings(None, read(language, old)).baseline
    return [one for one in examine.compare_readings(first, read(language, new)).changes if one.told]


def table(*heads: str, cells: Iterable[str]) -> str:
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<table><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr><tr>{body}</tr></table>"


DAYS = [
    ("de", "Kanton", "Summe bis 25. Mai", "Summe bis 26. Mai"),
    ("de", "Kanton", "Fälle bis 25. Mai 2020", "Fälle bis 26. Mai 2020"),
    ("en-US", "County", "Cases as of May 25", "Cases as of May 26"),
    ("en-US", "County", "Cases as of May 25th, 2020", "Cases as of May 26th, 2020"),
    ("en-GB", "County", "Cases to 25 May", "Cases to 26 May"),
    ("en-GB", "County", "Cases to the 1st of June", "Cases to the 2nd of June"),
    ("fr", "Canton", "Total au 25 mai", "Total au 26 mai"),
    ("fr", "Canton", "Total au 1er juin", "Total au 2 juin"),
    ("es", "Cantón", "Total al 25 de mayo", "Total al 26 de mayo"),
    ("it", "Cantone", "Totale al 25 maggio", "Totale al 26 maggio"),
]


@pytest.mark.parametrize(("language", "place", "before", "after"), DAYS)
def test_a_column_that_names_its_day_goes_on(language: str, place: str, before: str, after: str) -> None:
    found = changes(language, table(place, before, cells=("Bern", "1620")), table(place, after, cells=("Bern", "1655")))
    assert [(one.kind, str(one.old and one.old.value), str(one.new and one.new.value)) for one in found] == [
        (ChangeKind.CHANGED, "1620", "1655")
    ]


TURNS = [
    ("de", "Bei dem Unglück sind 12 Menschen gestorben.", "Bei dem Unglück gab es 15 Todesopfer."),
    ("de", "Im Lager leben 640 Personen.", "Im Lager sind 655 Menschen untergebracht."),
    ("de", "Die Polizei hat 31 Verdächtige festgenommen.", "Es gab bisher 34 Festnahmen durch die Polizei."),
    ("en", "In the accident 12 people have died.", "The accident caused 15 deaths."),
    ("en", "The camp shelters 640 persons.", "The camp houses 655 people."),
    ("fr", "L’accident a fait 12 morts.", "On déplore 15 décès dans l’accident."),
    ("fr", "Le camp abrite 640 personnes.", "Le camp héberge 655 personnes."),
]


@pytest.mark.parametrize(("language", "before", "after"), TURNS)
def test_words_that_pages_use_by_turns_are_one_figure(language: str, before: str, after: str) -> None:
    found = changes(language, f"<p>{before}</p>", f"<p>{after}</p>")
    assert [one.kind for one in found] == [ChangeKind.CHANGED]


APART = [
    ("fr", "Il y a 40 personnes sans domicile à la gare.", "Les médecins comptent 55 personnes guéries."),
    ("en", "Some 40 people without a home sleep at the station.", "The doctors count 55 people who recovered."),
    ("de", "Am Bahnhof schlafen 40 Menschen ohne Wohnung.", "Die Klinik zählt 55 Personen, die genesen sind."),
]


@pytest.mark.parametrize(("language", "before", "after"), APART)
def test_people_without_a_home_are_not_taken_for_recovered(language: str, before: str, after: str) -> None:
    found = changes(language, f"<p>{before}</p>", f"<p>{after}</p>")
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


NOUNS = [
    ("en", "child", "children"), ("en", "city", "cities"), ("en", "church", "churches"), ("en", "box", "boxes"),
    ("en", "woman", "women"), ("en", "case", "cases"), ("en", "illness", "illnesses"), ("en", "virus", "virus"),
    ("fr", "cheval", "chevaux"), ("fr", "hôpital", "hôpitaux"), ("fr", "bureau", "bureaux"), ("fr", "lit", "lits"),
    ("fr", "travail", "travaux"), ("fr", "bateau", "bateaux"), ("fr", "voix", "voix"),
    ("de", "antrag", "anträge"), ("de", "kind", "kindern"), ("de", "haus", "häuser"), ("de", "test", "tests"),
    ("de", "schülerin", "schülerinnen"), ("de", "wohnung", "wohnungen"), ("de", "platz", "plätze"),
    ("de", "mensch", "menschen"), ("de", "kreis", "kreise"), ("de", "bus", "bussen"), ("de", "region", "regionen"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "singular", "plural"), NOUNS)
def test_a_noun_is_the_same_in_the_plural(language: str, singular: str, plural: str) -> None:
    forms = load(language).nouns.forms
    assert forms.singular(singular) == forms.singular(plural)


OTHERS = [
    ("en", "police", "policy"), ("en", "bus", "bush"), ("en", "news", "new"), ("en", "mass", "mas"),
    ("fr", "eau", "aux"), ("fr", "cas", "cal"), ("de", "stand", "stadt"), ("de", "amt", "am"),
    ("de", "bau", "bauern"), ("de", "bau", "bauer"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "one", "other"), OTHERS)
def test_another_noun_stays_another(language: str, one: str, other: str) -> None:
    forms = load(language).nouns.forms
    assert forms.singular(one) != forms.singular(other)


GATHERED = [
    ("en", "child", "The centre shelters 75 children.", True),
    ("en", "city", "The scheme covers 75 cities.", True),
    ("en", "child", "The centre has 75 chillers.", False),
    ("fr", "cheval", "Le haras compte 75 chevaux.", True),
    ("fr", "hôpital", "La région compte 75 hôpitaux.", True),
    ("de", "Antrag", "Eingegangen sind 75 Anträge.", True),
    ("de", "Kind", "Im Heim leben 75 Kinder.", True),
    ("de", "Kind", "Im Heim leben 75 Katzen.", False),
]


@pytest.mark.parametrize(("language", "word", "sentence", "belongs"), GATHERED)
def test_an_indicator_gathers_both_numbers_of_its_noun(language: str, word: str, sentence: str, belongs: bool) -> None:
    reading = read(language, f"<p>{sentence}</p>")
    version = Version.dated(NOON, title="", language=reading.text.language, dates=())
    stated = [Stated(figure=figure, series=1) for figure in reading.figures]
    page = Page(id="centre", url="https://centre.example/")
    assert bool(gather([Indicator(id="one", name="one", words=(word,))], page, version, stated)) is belongs
