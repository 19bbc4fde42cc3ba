"""Rows of docs/reliability.md that the reader answers for: broken, empty, damaged, mixed and slow pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from extract_fakes import fetched, lines
from extract_fakes import page as settings

from monitor.extract import judge, read
from monitor.model import Fetched, Limits, Outcome, Suspicion, Text
from monitor.model.examining import Task
from monitor.worker_pool import Workers
from monitor.worker_process import GRACE

HTML = "text/html; charset=utf-8"
LONG = "The council keeps a count of those who come to the rooms, and publishes it here on working days. " * 3

BROKEN = [
    ("nothing closed", "<html><body><p>one<p>two<ul><li>three<li>four", ["one", "two", "three", "four"]),
    ("closed in the wrong order", "<p><b><i>7,000</b></i> people</p><p>there", ["7,000 people", "there"]),
    ("cells outside a table", "<td>5<td>6<tr>7</tr>", ["5", "6", "7"]),
    ("a paragraph in a heading in a link", "<a><h2><p>7,000 people</a></h2></p>", ["7,000 people"]),
    ("attributes that never end", "<p>7,000 people</p><p class='x>gone</p>", ["7,000 people"]),
    ("a tag that never ends", "<p>7,000 people</p><p", ["7,000 people"]),
    ("a comment that never ends", "<p>7,000 people</p><!-- <p>gone</p>", ["7,000 people"]),
    ("two bodies, two heads", "<body><p>one</body><head></head><body><p>two", ["one", "two"]),
    ("text after the end", "<html><p>one</p></html>two", ["one", "two"]),
    ("two documents in one", "<html><body><p>one</body></html><html><body><p>two</p></body></html>", ["one", "two"]),
    ("an end in the middle", "<body><p>one</p></BODY ></HTML>\n<!-- x --><p>7,000 people</p>", ["one", "7,000 people"]),
    ("a table in a paragraph in a cell", "<table><tr><td><p>5<table><tr><td>6</table>7</table>", ["5", "6", "7"]),
    ("a form in a form", "<form><p>one<form><p>two</form></form><p>three", ["one", "two", "three"]),
    ("names that are none", "<1><p>one</p><></><p->two</p->", ["<1>", "one", "<>", "two"]),
]


@pytest.mark.parametrize(("markup", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_c1_broken_html_is_read_the_same_way_every_time(markup: str, expected: list[str]) -> None:
    first = read(markup.encode(), content_type=HTML)
    assert lines(first) == expected
    assert all(read(markup.encode(), content_type=HTML) == first for _ in range(3))


EMPTY = [
    ("nothing", b""),
    ("white space", b" \n\t\r\n "),
    ("a page without text", b"<!doctype html><html><title></title><body><div id=root></div></body></html>"),
    ("rules and pictures", b"<html><title>Camp</title><body><hr><img src=a.png alt=''><p>&nbsp;</p>***</body></html>"),
    ("a shell of scripts", b"<html><title>Camp</title><div id=app></div><script src=/a.js></script>Loading...</html>"),
    ("a plea for scripts", b"<html><title>Camp</title><noscript>Please enable JavaScript to go on.</noscript></html>"),
]  # fmt: skip


@pytest.mark.parametrize("body", [body for _, body in EMPTY], ids=[name for name, _ in EMPTY])
def test_c4_a_page_without_text_is_empty(body: bytes) -> None:
    found = doubt(fetched(body))
    assert found is not None
    assert (found.reason, found.hard) == ("empty", True)


def test_c4_a_page_that_a_browser_has_loaded_is_no_shell() -> None:
    shell = fetched(EMPTY[4][1])
    assert doubt(replace(shell, capture=replace(shell.capture, framing="browser (Chromium 156, still)"))) is None


def doubt(answer: Fetched) -> Suspicion | None:
    text = read(answer.body, content_type=answer.capture.header("content-type"))
    return judge(answer, text, 0, Text(content="", blocks=(), title="Camp"))


def page(words: str) -> bytes:
    return f"<html><title>Camp</title><p>{LONG}</p><p>{words}</p></html>".encode("utf-8", "surrogatepass")


STRAYS = ["\x00", "\x01", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff", "\ufdef", "&#1;"]
SPACES = ("\x0b", "\x0c")  # white space to HTML or to its parser: nothing to note


@pytest.mark.parametrize("stray", STRAYS, ids=ascii)
def test_c11_a_few_strays_are_normalised_noted_and_believed(stray: str) -> None:
    body = page(f"At Nor{stray}haven there are 7,000 people in the camp.")
    text = read(body, content_type=HTML)
    assert ("control_characters" in text.notes) is (stray not in SPACES)
    assert "there are 7,000 people in the camp." in text.content
    assert not any(character in text.content for character in "\x00\x01\x0b\x0c\x1b\x7f\x85\x9f\ufffe\uffff\ufdef")
    assert doubt(fetched(body)) is None


@pytest.mark.parametrize(
    "words",
    [
        "There are 7,0\ufffe00 people.",  # which number this is, nobody can say
        "\x00".join("There are seven thousand people in the camp, and they are fed."),
        "".join(f"{letter}\ufffe" for letter in "There are seven thousand people in the camp."),
        "lost \ufffd\ufffd\ufffd",
    ],
)
def test_c11_a_torn_number_or_another_encoding_is_not_believed(words: str) -> None:
    found = doubt(fetched(page(words)))
    assert found is not None
    assert (found.reason, found.hard) == ("encoding", True)


def test_c11_a_nul_is_passed_over_as_browsers_do() -> None:
    body = page("There are 7,0\x0000 people.")
    assert "There are 7,000 people." in read(body, content_type=HTML).content
    assert doubt(fetched(body)) is None


def test_c11_lone_surrogates_leave_no_trace_that_could_not_be_written() -> None:
    text = read(page("7,000 \ud800 people"), content_type=HTML)
    assert text.content.encode("utf-8")
    assert "\ud800" not in text.content


def test_c13_the_encoding_of_most_of_a_page_is_its_encoding_and_the_rest_is_noted() -> None:
    latin = "<p>« déjà »</p>".encode("cp1252")
    mixed = page(LONG * 16 + "« déjà » 5 €").replace(b"</html>", latin)
    text = read(mixed, content_type="text/html")
    assert "« déjà » 5 €" in text.content
    assert "encoding_damaged" in text.notes
    assert doubt(fetched(mixed)) is None
    found = doubt(fetched(page(LONG).replace(b"</html>", latin * 9)))
    assert found is not None
    assert found.reason == "encoding"


def test_a13_reading_that_takes_too_long_is_stopped_by_name() -> None:
    endless = fetched(b"<html lang=en><p>" + b"There are 7,000 people in 12 camps. </p><p>" * 400_000)
    with Workers(Limits(read_wall=timedelta(seconds=0.5) - GRACE), 1) as pool:
        examined = pool.submit(Task(page=settings(), fetched=endless)).result(timeout=600)
    assert (examined.outcome, examined.reason) == (Outcome.FAILED, "hang")
