"""A text tells its language; a page that says another is not believed where the text plainly says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from monitor import examine, extract, figures
from monitor.language import detection

PASSAGES = [json.loads(line) for line in (Path(__file__).parent / "passages.jsonl").read_text("utf-8").splitlines()]
"""204 passages of 40 words in 12 languages, written by one who had not seen the rules; one in six is telegraphic."""


def test_forty_words_tell_their_language() -> None:
    wrong = [one for one in PASSAGES if detection.detect(one["text"]) != one["language"]]
    assert len({one["language"] for one in PASSAGES}) == 12
    assert len(PASSAGES) - len(wrong) >= 0.98 * len(PASSAGES), [(one["language"], one["text"][:60]) for one in wrong]


def html(lang: str, text: str) -> bytes:
    return f'<html lang="{lang}"><title>1</title><main><p>{text}</p></main></html>'.encode()


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "tr"])
def test_a_missing_or_lying_lang_gives_way_to_the_text(language: str) -> None:
    text = next(one["text"] for one in PASSAGES if one["language"] == language)
    other = "fr" if language == "en" else "en"
    for lang in ("", other, f"{other}-CA", "und", "english"):
        read = extract.read(html(lang, text))
        assert read.language == language, lang
        assert ("language_contradicted" in read.notes) == (lang[:3] in (other, f"{other}-"))
    assert extract.read(html(language, text)).notes == ()
    assert extract.read(html("en", text), language="de").language == "de"  # the user is believed


@pytest.mark.parametrize(
    ("lang", "language", "locale"),
    [("en-US", "en", "en-US"), ("de_CH", "de", "de-CH"), ("fr", "fr", ""), ("EN", "en", ""), ("en, fr", "en", "")],
)
def test_a_region_is_kept(lang: str, language: str, locale: str) -> None:
    read = extract.read(html(lang, "300"))
    assert (read.language, read.locale) == (language, locale)


@pytest.mark.parametrize("lang", ["", "und", "x", "123", "<script>", "mul", "e" * 300])
def test_what_is_no_language_is_none(lang: str) -> None:
    assert detection.declared(lang) is None


def test_the_headers_of_a_table_do_not_contradict_their_page() -> None:
    heads = (
        "Ausgaben in Mio. €", "Ausgaben in Mio. Euro", "Ausgaben (Mio. €)", "Ausgaben in Millionen Euro",
        "Ausgaben, Mrd. EUR", "in Tsd. t", "Ausgaben in TEUR", "Anzahl in Tsd.",
    )  # fmt: skip
    row = "".join(f"<th>{head}</th>" for head in ("R", *heads))
    body = f"<html lang=de><title>S</title><main><table><tr>{row}</tr><tr><td>Nord</td></tr></table></main></html>"
    read = extract.read(body.encode())
    assert (read.language, read.notes) == ("de", ())


def test_too_short_a_text_is_taken_for_the_default() -> None:
    assert detection.detect("") == detection.detect("1,160 / 12 %") == "en"


def test_words_of_no_known_language_are_undetermined() -> None:
    text = "Kvar centoj gxugxoj plorkrios ekster vilagxanoj " * 6
    assert detection.detect(text) == "und"


ORDERS = [
    ("en-US", "Last updated: 03/04/2020", "2020-03-04"),
    ("en-GB", "Last updated: 03/04/2020", "2020-04-03"),
    ("en", "Last updated: 03/04/2020", "2020-04-03"),
    ("en-US", "Last updated: 03/04/2020. On 25/12/2019 and 31/12/2019 we were closed.", "2020-04-03"),
    ("en-GB", "Last updated: 03/04/2020. Cases to 03/18/2020, 03/17/2020 and 03/16/2020.", "2020-03-04"),
    ("de", "Zuletzt aktualisiert: 03.04.2020", "2020-04-03"),
    ("fr", "Mise à jour : 03/04/2020", "2020-04-03"),
    ("en-CA", "Last updated: 03/04/2020", "2020-04-03"),
]


@pytest.mark.parametrize(("lang", "line", "day"), ORDERS)
def test_digits_of_a_date_stand_in_the_region_s_order_unless_the_page_shows_another(
    lang: str, line: str, day: str
) -> None:
    assert extract.read(html(lang, line)).updated == day


@pytest.mark.parametrize(("lang", "since"), [("en-US", "2020-03-04"), ("en-GB", "2020-04-03")])
def test_figures_are_dated_in_the_same_order(lang: str, since: str) -> None:
    text = extract.read(html(lang, "As of 03/04/2020, 1,160 patients were in the hospitals of the county."))
    kept, _ = figures.find(text)
    assert [str(one.since) for one in kept] == [since]


ENGLISH = "The council closed 16 wells, and around 1,250 households fetch their water by hand since Monday."
FRENCH = "La commune a fermé 16 puits, et environ 1 250 foyers vont chercher leur eau à la main depuis lundi."
GERMAN = "Die Gemeinde schloss 16 Brunnen, und rund 1.250 Haushalte holen seit Montag ihr Wasser mit der Hand."
DUTCH = "De gemeente sloot 16 putten, en ongeveer 1.250 gezinnen halen sinds maandag hun water met de hand."
NAMES = "Signed by: Ligue des droits, Secours populaire, Gymnase Condorcet, Médecins du monde, Emmaüs, Utopia, Salam"
MEMBERS = (
    "Ligue des droits de l'homme (1,250 members), Secours populaire français (3,400 members), Médecins du monde (210)"
)
IN_PASSAGES = [
    # passages of a page in English, and what each is in where that is another language
    ([ENGLISH, FRENCH, GERMAN], ["", "fr", "de"]),
    ([ENGLISH, ENGLISH], ["", ""]),
    (["Wells", ENGLISH, "Puits", FRENCH, "Nord", "1,5", FRENCH, "Brunnen", GERMAN, "1,5"],
     ["", "", "", "fr", "fr", "fr", "fr", "", "de", "de"]),
    ([ENGLISH, FRENCH, "Wells", ENGLISH, "1.5"], ["", "fr", "", "", ""]),  # a quotation, and a table after it
    ([ENGLISH, DUTCH], ["", ""]),  # not read in full
    ([ENGLISH, NAMES], ["", ""]),
    ([ENGLISH, MEMBERS], ["", ""]),
    ([ENGLISH, "Il y a 12 tentes."], ["", ""]),  # too short to tell
    ([], []),
]  # fmt: skip


@pytest.mark.parametrize(("passages", "languages"), IN_PASSAGES)
def test_passages_in_another_language_are_told_by_themselves(passages: list[str], languages: list[str]) -> None:
    assert detection.foreign_passages(passages, detection.Declared("en", "en-GB")) == languages


def test_no_passage_of_forty_words_is_told_to_be_in_a_language_that_it_is_not() -> None:
    read_in_full = ("en", "fr", "de", "es")
    told = 0
    for one in PASSAGES:
        for whole in read_in_full:
            (found,) = detection.foreign_passages([one["text"]], detection.Declared(whole, ""))
            own = one["language"] if one["language"] in read_in_full and one["language"] != whole else ""
            assert found in ("", own), (one["text"][:60], whole)
            told += bool(found)
    assert told >= 0.7 * 3 * sum(one["language"] in read_in_full for one in PASSAGES)


def test_a_page_that_declares_one_language_reads_each_passage_in_its_own() -> None:
    page = f'<html lang="en"><p>{ENGLISH}</p><p>{FRENCH}</p><p>{GERMAN}</p></html>'.encode()
    found = examine.read(page, content_type="text/html; charset=utf-8").figures
    assert [str(one.value) for one in found] == ["16", "1250"] * 3
    assert [one.time for one in found[1::2]] == ["since Monday", "depuis lundi", "seit Montag"]
    told = examine.read(page, content_type="text/html; charset=utf-8", language="en").figures  # as the user says
    assert [str(one.value) for one in told][-1] == "1.250"
