"""Documents past the parser's limits are read by other means, never cut short in silence (FAULTS C2, C3)."""

from __future__ import annotations

import pytest
from extract_fakes import lines, page

from monitor.errors import ExtractError
from monitor.extract import read

FIGURE, TAIL = "a figure of 1,160", "the tail, 99"


DEPTHS = [250, 256, 300, 2000, 2047, 2050, 3000, pytest.param(100_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_depth(depth: int, tag: str) -> None:
    body = f"<html><body>{f'<{tag}>' * depth}<p>{FIGURE}</p>{f'</{tag}>' * depth}<p>{TAIL}</p></body></html>"
    text = read(body.encode())
    assert lines(text) == [FIGURE, TAIL]
    assert ("parser_fallback" in text.notes) is (depth > 2046) or depth in (2047, 2050)


@pytest.mark.slow
def test_a_text_of_eleven_megabytes() -> None:
    text = read(b"<html><p>" + b"word " * 2_200_000 + b"1,160</p><p>tail</p>")
    assert text.content.endswith("1,160\ntail")
    assert len(text.content) > 11_000_000


def test_unclosed_lists_and_tables_past_the_limit() -> None:
    body = "<html><body>" + "<ul><li>" * 5000 + f"<p>{FIGURE}</p><table>" + "<tr><td>a<td>7" * 3 + "</table>"
    text = read(body.encode())
    assert FIGURE in lines(text)
    assert text.notes == ("parser_fallback",)
    assert [b.cell is not None for b in text.blocks][-6:] == [True] * 6


DEEP = "<div>" * 3000
SCANNED = [
    ("<p>one<p>two", ["one", "two"]),
    ("<ul><li>one<li>two</ul>three", ["one", "two", "three"]),
    ("<!-- <p>no</p> --><p>yes</p><!doctype x><?php no ?>", ["yes"]),
    ("<script>if (a < b) { '</p>' }</script><p>yes</p>", ["yes"]),
    ("<STYLE>p{}</STYLE><P>yes</P>", ["yes"]),
    ("<textarea><p>7</textarea><p>yes", ["<p>7", "yes"]),
    ("<p title='a > b' hidden>no</p><p data-x=\"<p>\">yes</p>", ["yes"]),
    ("<p>4 < 5 &amp; 6 &#8211; &#x20AC; &#99999999999999;</p>", ["4 < 5 & 6 – € \ufffd"]),
    ("<p>1,<b>160</b><br/>people</p>", ["1,160\npeople"]),
    ("</p></li></nonsense><p>yes", ["yes"]),
    ("<p hidden><b>no</b></p><p>yes", ["yes"]),
    ("<p>cut <a href='", ["cut"]),
    ("<p>cut <!-- ", ["cut"]),
    ("<p>lone <", ["lone <"]),
    ("<select><option>a<option>b</select>", ["a", "b"]),
    ("<h2>Head</h2><img src=x><input type=password><p>yes", ["Head", "yes"]),
]


@pytest.mark.parametrize(("markup", "expected"), SCANNED)
def test_reading_without_a_tree(markup: str, expected: list[str]) -> None:
    text = read(f"<html>{DEEP}{markup}".encode(), content_type="text/html; charset=utf-8")
    assert "parser_fallback" in text.notes
    assert lines(text) == expected


def test_what_the_head_says_is_known_without_a_tree() -> None:
    head = (
        '<title>A &amp; B</title><meta property="article:modified_time" content="2020-03-18">'
        '<script type="application/ld+json">{"datePublished":"2020-01-24"}</script>'
    )
    text = read(f'<html lang="fr-FR"><head>{head}</head>{DEEP}<p>5'.encode())
    assert (text.title, text.language, text.published, text.updated) == ("A & B", "fr", "2020-01-24", "2020-03-18")


def test_selectors_need_a_tree() -> None:
    with pytest.raises(ExtractError) as caught:
        read(f"<html>{DEEP}<p>5".encode(), page=page(select="p"))
    assert caught.value.reason == "parser_limit"


def test_a_document_past_all_sizes_is_refused() -> None:
    with pytest.raises(ExtractError) as caught:
        read(b" " * 60_000_001)
    assert caught.value.reason == "parser_limit"
