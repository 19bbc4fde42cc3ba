"""What is said in a browser is recorded once, told, and taken back; by two people at once, and by forms gone wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from review_home import of_every_shape
from web_dom import elements, fields, form, press, strings, words
from web_world import client_of, posted

from monitor.model.reviews import Review, Standing
from monitor.store import Store

Fill = Mapping[str, str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return of_every_shape(tmp_path)


@pytest.fixture
def anna(home: Path) -> FlaskClient:
    return client_of(home)


def said(page: str) -> str:
    """Return what a page says first: what was done."""
    found = re.search(r'<div class="said [a-z]+" role="status">\s*<p>(.*?)</p>', page, re.DOTALL)
    return html.unescape(found[1]) if found else ""


def review(home: Path, number: int) -> Review:
    with Store.open(home) as store:
        return store.reviews([number])[number]


BUTTONS = [
    ("/", "c3", "Confirm", {}, "Confirmed finding c3.", Standing.CONFIRMED),
    ("/", "c3", "misread", {}, "Dismissed finding c3: misread.", Standing.DISMISSED),
    ("/", "c3", "Dismiss", {"text": "It is <old>."}, "Dismissed finding c3: It is <old>.", Standing.DISMISSED),
    ("/", "c3", "Add the note", {"text": "Ask them.\nTwice."}, "Noted beside finding c3.", Standing.OPEN),
    ("/findings/c3", "c3", "Confirm", {}, "Confirmed finding c3.", Standing.CONFIRMED),
    ("/findings/c3", "c3", "of no interest", {}, "Dismissed finding c3: of no interest.", Standing.DISMISSED),
    ("/findings/c3", "c3", "Add the label", {"text": "urgent"}, "Labelled finding c3 “urgent”.", Standing.OPEN),
    ("/findings/c8", "c8", "Confirm", {}, "Confirmed 40 findings.", Standing.OPEN),
]


@pytest.mark.parametrize(("address", "within", "button", "written", "told", "standing"), BUTTONS)
def test_each_button_does_what_it_says_and_is_undone(
    home: Path, anna: FlaskClient, address: str, within: str, button: str, written: Fill, told: str, standing: Standing
) -> None:
    named = f"//*[@id='{within}']//button[normalize-space()='{button}']"
    page = press(anna, anna.get(address).text, named, **written)
    assert said(page) == told
    was = review(home, 3)
    assert was.standing is standing
    assert said(press(anna, page, UNDO)) == "Taken back."
    assert made_of(review(home, 3)) == (Standing.OPEN, (), 0)
    anna.post("/review", data=posted(verb="undo", undoes=str(review(home, 3).last), key="again"))
    assert made_of(review(home, 3)) == made_of(was)


UNDO = "//div[contains(@class, 'said')]//button"


def made_of(one: Review) -> tuple[Standing, tuple[str, ...], int]:
    return one.standing, one.labels, one.notes


def test_a_judgement_leads_to_the_next_entry_where_it_was_made(anna: FlaskClient) -> None:
    page = anna.get("/?page=harbour&standing=all").text
    backs = [strings(one, ".//input[@name='back']/@value")[0] for one in elements(page, "//article")]
    here = "/?page=harbour&standing=all#"
    assert backs == [here + name for name in ("c5", "c3", "c2", "c4", "c1", "c4")]
    confirming = fields(form(page, "//article[@id='c6']//form[.//button[@value='confirm']]"))
    answer = anna.post("/review", data={**confirming, "verb": "confirm"})
    assert (answer.status_code, answer.headers["Location"]) == (303, here + "c5")


@pytest.mark.parametrize("verb", ["confirm", "dismiss"])
def test_what_is_chosen_is_judged_at_once(home: Path, anna: FlaskClient, verb: str) -> None:
    page = anna.get("/").text
    boxes = strings(page, "//input[@name='findings' and @form='chosen']/@value")
    chosen = {
        **fields(form(page, "//form[@id='chosen']")),
        "verb": verb,
        "findings": [one for one in boxes if one != "1"],
    }
    page = anna.post("/review", data=chosen, follow_redirects=True).text
    told = {"confirm": "Confirmed 45 findings.", "dismiss": "Dismissed 45 findings: known already."}
    assert said(page) == told[verb]
    with Store.open(home) as store:
        standings = {number: one.standing.value for number, one in store.reviews(range(1, 47)).items()}
    assert {number for number, one in standings.items() if one == "open"} == {1}
    assert "46 findings to review" in press(anna, page, UNDO)


NOTHING = [
    ({"verb": "confirm"}, "No finding is chosen: tick the boxes of some first."),
    ({"verb": "dismiss", "findings": "2"}, "Say why it is dismissed: choose a reason, or write your own."),
    ({"verb": "dismiss", "findings": "2", "text": " "}, "Say why it is dismissed: choose a reason, or write your own."),
    ({"verb": "note", "findings": "2", "text": "\n"}, "A note needs words"),
    ({"verb": "label", "findings": "2", "text": "x" * 61}, "too long for a label"),
    ({"verb": "confirm", "findings": "2,999"}, "no finding c999"),
    ({"verb": "rename", "page": "harbour", "series": "s99", "text": "x"}, "has no series 99"),
    ({"verb": "same figure", "page": "harbour", "series": "s1", "into": "s1"}, "which other series"),
    ({"verb": "undo", "undoes": "99"}, "no action 99"),
]


@pytest.mark.parametrize(("sent", "why"), NOTHING, ids=repr)
def test_what_cannot_be_recorded_is_said_and_leaves_no_trace(
    home: Path, anna: FlaskClient, sent: Fill, why: str
) -> None:
    page = anna.post("/review", data=posted(key="k", **sent), follow_redirects=True)
    assert why in said(page.text)
    assert "said warning" in page.text
    with Store.open(home) as store:
        assert store.actions() == []


BROKEN = [
    {}, {"verb": "sing", "key": "k"}, {"verb": "confirm", "findings": "2"},
    {"verb": "confirm", "findings": "x", "key": "k"},
    {"verb": "confirm", "findings": "1-99999999", "key": "k"}, {"verb": "confirm", "findings": "٣", "key": "k"},
    {"verb": "confirm", "findings": "1-10000," * 3 + "2", "key": "k"},
    {"verb": "confirm", "findings": "5-3", "key": "k"},
    {"verb": "undo", "undoes": "one", "key": "k"},
    {"verb": "undo", "undoes": "9" * 20, "key": "k"}, {"verb": "rename", "series": "s1", "key": "k"},
    {"verb": "not a figure", "page": "harbour", "series": "x", "key": "k"},
    {"verb": "same figure", "page": "harbour", "series": "s1", "key": "k"},
]  # fmt: skip


@pytest.mark.parametrize("sent", BROKEN, ids=repr)
def test_a_form_that_is_none_of_ours_is_refused(anna: FlaskClient, sent: Fill) -> None:
    assert anna.post("/review", data=posted(**sent)).status_code == 400


ELSEWHERE = [
    "//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "javascript:1",
    "/\n/evil.example", "", "evil.example", "/%0d%0aX: y\r\nX: y", " //evil.example",
]  # fmt: skip


@pytest.mark.parametrize("back", ELSEWHERE, ids=ascii)
def test_nobody_is_led_elsewhere(anna: FlaskClient, back: str) -> None:
    answer = anna.post("/review", data=posted(verb="confirm", findings="2", key="k", back=back))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    answer = anna.post("/read", data=posted(until="99", back=back))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_a_form_that_is_sent_twice_is_recorded_once(home: Path, anna: FlaskClient) -> None:
    for _ in range(2):
        anna.post("/review", data=posted(verb="note", findings="2", text="Ask.", key="this form"))
    assert review(home, 2).notes == 1


@pytest.mark.parametrize("where", ["the finding", "the series"])
def test_what_was_said_before_the_form_was_drawn_was_not_said_meanwhile(home: Path, where: str) -> None:
    anna, ben = client_of(home), client_of(home, "Ben")
    press(ben, ben.get("/").text, "//*[@id='c1']//button[.='misread']")
    drawn = anna.get("/findings/c2").text  # of the same series
    (series,) = strings(drawn, "//main//a[starts-with(., 'Series s')]/@href")
    page = press(anna, drawn if where == "the finding" else anna.get(series).text, "//button[.='It is not a figure']")
    assert "is not a figure" in said(page)
    assert "Meanwhile" not in said(page)


def test_a_form_that_is_gone_back_to_and_filled_in_otherwise_says_something_else(home: Path, anna: FlaskClient) -> None:
    for findings in ("2", "3,4"):
        anna.post("/review", data=posted(verb="confirm", findings=findings, key="this form"))
    assert [review(home, number).standing for number in (2, 3, 4)] == [Standing.CONFIRMED] * 3


def test_a_form_that_is_sent_again_after_what_it_said_was_taken_back_is_told_so(home: Path, anna: FlaskClient) -> None:
    sent = posted(verb="confirm", findings="2", key="this form")
    anna.post("/review", data=sent)
    anna.post("/review", data=posted(verb="undo", undoes=str(review(home, 2).last), key="another"))
    page = anna.post("/review", data=sent, follow_redirects=True).text
    assert "taken back since; nothing was recorded." in page


def test_two_people_at_once_are_both_recorded_and_the_later_hears_of_the_earlier(home: Path) -> None:
    anna, ben = client_of(home), client_of(home, "Ben")
    drawn = anna.get("/").text
    press(ben, ben.get("/").text, "//*[@id='c3']//button[.='misread']")
    page = press(anna, drawn, "//*[@id='c3']//button[.='Confirm']")
    meanwhile = "Meanwhile Ben dismissed it on 27 November 2026, 09:00 UTC; your word stands now."
    assert said(page) == f"Confirmed finding c3. {meanwhile}"
    assert "said warning" in page
    assert (review(home, 3).standing, review(home, 3).person) == (Standing.CONFIRMED, "Anna")
    history = elements(ben.get("/findings/c3").text, "//ol[@class='history']/li/p[1]")
    assert [words(one) for one in history] == ["Anna confirmed it", "Ben dismissed it: misread"]
    press(anna, page, UNDO)
    assert (review(home, 3).standing, review(home, 3).person) == (Standing.DISMISSED, "Ben")
    again = press(anna, anna.get("/?standing=all").text, "//*[@id='c3']//button[.='Confirm']")
    assert said(again) == "Confirmed finding c3."


ON_SERIES: list[tuple[dict[str, str], str, Callable[[Store], object], object]] = [
    ({"verb": "rename", "series": "s1", "text": "people  there"}, "Series s1 is called “people there” now.",
     lambda store: store.names("harbour"), {1: "people there"}),
    ({"verb": "not a figure", "series": "2"}, "Series s2 is not a figure: it is told of no more.",
     lambda store: store.ignored("harbour"), {2}),
    ({"verb": "same figure", "series": "s3", "into": "s1"}, "Series s3 is the same figure as s1.",
     lambda store: [(one.verb, one.series, one.into) for one in store.decisions("harbour")], [("merge", 3, 1)]),
    ({"verb": "another figure", "series": "s3"}, "Series s3 ends, and a new series begins where it stands.",
     lambda store: [(one.verb, one.series) for one in store.decisions("harbour")], [("split", 3)]),
    ({"verb": "ignore", "series": "s3"}, "Series s3 is told of no more.",
     lambda store: store.ignored("harbour"), {3}),
    ({"verb": "follow", "series": "s3"}, "Series s3 is told of again.",
     lambda store: store.ignored("harbour"), frozenset()),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "told", "asked", "holds"), ON_SERIES, ids=[one[1] for one in ON_SERIES])
def test_a_word_on_a_series_is_recorded_and_undone(
    home: Path, anna: FlaskClient, sent: Fill, told: str, asked: Callable[[Store], object], holds: object
) -> None:
    with Store.open(home) as store:
        before = asked(store)
    page = anna.post(
        "/review", data=posted(key="k", page="harbour", back="/findings/c3", **sent), follow_redirects=True
    )
    assert said(page.text) == told
    with Store.open(home) as store:
        assert asked(store) == holds
    assert said(press(anna, page.text, UNDO)) == "Taken back."
    with Store.open(home) as store:
        assert asked(store) in (before, [("merge", 3, 1), ("split", 3, None)])
