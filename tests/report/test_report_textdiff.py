"""What `monitor diff` shows, in every format: as a person last saw it, and with hostile texts in it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from report_fakes import line, page_diff, text_diff
from report_payloads import ALL, HIDDEN, poisoned_diff
from test_report_attacks import NUMBER, anything, assert_passive

from monitor.model import Became, LineDiff, TextDiff
from monitor.report.textdiff.arranging import Fold, Rest, Shown, arranged
from monitor.report.textdiff.diff_csv import COLUMNS
from monitor.report.textdiff.diff_formats import RENDERERS
from monitor.report.textdiff.diff_model import Layout, PageDiff
from monitor.report.textdiff.summing import figures, note, remarks, text_summary

SUFFIX = {"terminal": "txt", "html": "html", "markdown": "md", "json": "json", "csv": "csv"}
INLINE, BESIDE = Layout(), Layout(side_by_side=True, width=120)


@pytest.mark.parametrize("name", RENDERERS)
def test_a_text_in_which_everything_happened(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"diff.{SUFFIX[name]}", RENDERERS[name](page_diff(), INLINE))


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_the_same_side_by_side(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"diff-beside.{SUFFIX[name]}", RENDERERS[name](page_diff(), BESIDE))


def test_a_narrow_terminal_and_colours() -> None:
    produced = RENDERERS["terminal"](page_diff(), replace(BESIDE, width=60))
    assert max(map(len, produced.splitlines())) <= 60
    coloured = RENDERERS["terminal"](page_diff(), replace(INLINE, colour=True))
    assert "\x1b[" in coloured
    assert "\x1b" not in RENDERERS["terminal"](page_diff(), INLINE)


# -- what is shown ----------------------------------------------------------------------------------------------------


def _kept(count: int, first: int = 1) -> list[LineDiff]:
    return [line(Became.KEPT, (0, f"Line {n}"), places=(n, n)) for n in range(first, first + count)]


def _page(lines: list[LineDiff]) -> TextDiff:
    return replace(text_diff(), lines=tuple(lines), outside=0)


def _drawn(diff: TextDiff, context: int, most: int | None = None) -> str:
    """Return what is shown: "2 ~3 2" is two lines folded, three shown, two folded; "+4" is four left out."""
    said = []
    for one in arranged(diff, context, most):
        match one:
            case Fold():
                said.append(str(one.paragraphs + one.rows))
            case Shown():
                said.append(f"~{len(one.lines)}")
            case Rest():
                said.append(f"+{one.count}")
    return " ".join(said)


@pytest.mark.parametrize(("context", "expected"), [(0, "5 ~1 5"), (1, "4 ~3 4"), (5, "~11"), (10**9, "~11")])
def test_unchanged_lines_are_folded_but_for_those_around(context: int, expected: str) -> None:
    changed = line(Became.CHANGED, (-1, "a"), (1, "b"), places=(6, 6))
    assert _drawn(_page([*_kept(5), changed, *_kept(5, 7)]), context) == expected


@pytest.mark.parametrize(("most", "expected"), [(9, "2 ~3"), (3, "2 ~3"), (2, "2 ~2 +1"), (0, "2 +3")])
def test_no_more_is_shown_than_is_asked_for(most: int, expected: str) -> None:
    gone = [line(Became.GONE, (-1, f"Gone {n}"), places=(n, None)) for n in (3, 4, 5)]
    diff = _page([*_kept(2), *gone])
    assert _drawn(diff, 0, most) == expected
    if "+" in expected:
        rest = arranged(diff, 0, most)[-1]
        assert note(rest).endswith(
            f"{expected[-1]} more line{'s' * (expected[-1] > '1')} that changed: monitor diff harbour …"
        )


def test_nothing_but_a_fold_where_nothing_changed() -> None:
    assert _drawn(_page(_kept(14)), 3) == "14"
    assert _drawn(_page([]), 3) == ""


def test_what_moved_together_is_shown_once_and_shortened() -> None:
    parts = [one for one in arranged(text_diff()) if isinstance(one, Shown) and one.moved]
    assert [(len(one.moved), len(one.lines), one.left_out) for one in parts] == [(5, 2, 3), (1, 1, 0)]


def test_the_head_tells_the_truth() -> None:
    diff = page_diff()
    told = sum(change.told for change in diff.changes)
    head, sentences = figures(diff.changes)
    assert head == f"Figures: {told} changed, came or went."
    assert "officers and guards: rose from 1,000 to 1,160 (+160, +16\u00a0%)" in sentences
    untold = tuple(replace(change, told=False) for change in diff.changes[:2])
    assert figures(untold) == ("Figures: none changed but for 2 changes that the rules of telling pass over.", [])
    assert figures(()) == ("Figures: none changed.", [])
    assert text_summary(diff.text) == (
        "Text: 1 paragraph and 2 rows changed, 6 paragraphs moved, 1 paragraph and 1 row new, "
        "1 paragraph and 1 row gone; 4 as before."
    )
    assert text_summary(_page(_kept(2))) == "Text: the main part of the page reads as before."
    assert remarks(_page([])) == []
    assert len(remarks(replace(diff.text, is_cut=True))) == 2
    for name in ("terminal", "html", "markdown", "json"):
        assert f"Figures: {told} changed" in RENDERERS[name](diff, INLINE)


def test_json_holds_both_texts() -> None:
    told = json.loads(RENDERERS["json"](page_diff(), INLINE))
    assert told["version"] == 1
    assert set(told) == {
        "version", "page", "page_title", "url", "made_at", "from", "to", "figures", "statements", "changes", "text",
        "counts", "diff",
    }  # fmt: skip
    assert told["counts"] == {"kept": 4, "changed": 3, "moved": 6, "gone": 2, "new": 2}
    blocks, lines = told["diff"]["blocks"], told["diff"]["lines"]
    assert len(blocks) == len(lines)
    for block, words in zip(blocks, lines, strict=True):
        whole = block["cells"] is None or [pair for cell in block["cells"] for pair in cell]
        assert whole
        assert {sign for sign, _ in words} <= {-1, 0, 1}


def _text(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


@pytest.mark.parametrize("layout", [INLINE, BESIDE], ids=["inline", "beside"])
def test_html_names_what_came_and_went_for_who_cannot_see_it(layout: Layout) -> None:
    document = lxml_html.document_fromstring(RENDERERS["html"](page_diff(), layout))
    assert _text(next(document.iter("del"))) == "[gone: 1,000]"
    assert _text(next(document.iter("ins"))) == "[new: 1,160]"
    assert document.get("lang") == "en"
    assert [str(one.tag) for one in document.iter("h1", "h2", "h3")] == ["h1", "h2", "h2"]


# -- hostile texts ----------------------------------------------------------------------------------------------------

SOME = ALL[::3]


@pytest.mark.parametrize("layout", [INLINE, BESIDE], ids=["inline", "beside"])
def test_html_holds_nothing_active(layout: Layout) -> None:
    for payload in SOME:
        produced = RENDERERS["html"](poisoned_diff(payload), layout)
        assert_passive(produced)
        assert not HIDDEN.search(produced)


@pytest.mark.parametrize("layout", [INLINE, BESIDE], ids=["inline", "beside"])
def test_markdown_renders_to_nothing_active(layout: Layout) -> None:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.validateLink = anything  # type: ignore[method-assign]
    for payload in SOME:
        produced = RENDERERS["markdown"](poisoned_diff(payload), layout)
        assert_passive(renderer.render(produced))
        assert not HIDDEN.search(produced)


def test_a_terminal_gets_no_escapes() -> None:
    for payload in SOME:
        produced = RENDERERS["terminal"](poisoned_diff(payload), replace(INLINE, colour=True))
        assert not HIDDEN.search(re.sub(r"\x1b\[[\d;]*m", "", produced)), payload


def test_csv_holds_no_formula() -> None:
    for payload in SOME:
        produced = RENDERERS["csv"](poisoned_diff(payload), INLINE)
        assert not HIDDEN.search(produced.replace("\r\n", "\n"))
        rows = list(csv.reader(io.StringIO(produced, newline="")))
        assert rows[0] == list(COLUMNS)
        for value in (value for row in rows[1:] for value in row):
            assert not value.lstrip().startswith(("=", "+", "@", "＝", "\t", "\r")), value
            assert not value.lstrip().startswith("-") or NUMBER.fullmatch(value), value


def test_json_keeps_the_page_s_words_and_shows_none_of_them() -> None:
    for payload in SOME[::3]:
        produced = RENDERERS["json"](poisoned_diff(payload), INLINE)
        assert json.loads(produced)["page_title"] == payload
        assert not HIDDEN.search(produced)
        assert "<" not in produced


MARKS = [
    ((0, "guards"), (1, ", said the prefect"), (0, ".")),
    ((0, "have died"), (-1, "."), (1, "!")),
    ((-1, "(all)"), (0, "of them")),
    ((0, "a "), (-1, "b "), (1, "c "), (0, "d")),
    ((0, "x"), (-1, "*y*"), (1, "~z~"), (0, "x")),
]


@pytest.mark.parametrize("words", MARKS)
def test_markdown_shows_its_marks_as_marks_and_the_words_as_they_are(words: tuple[tuple[int, str], ...]) -> None:
    diff: PageDiff = replace(page_diff(), text=_page([line(Became.CHANGED, *words, places=(1, 1))]))
    rendered = MarkdownIt("commonmark").enable(["strikethrough"]).render(RENDERERS["markdown"](diff, INLINE))
    shown = _text(list(lxml_html.document_fromstring(rendered).iter("li"))[-1])
    plain = re.sub(r"\[-|-\]|\{\+|\+\}", "", shown)
    assert plain == "".join(text for _, text in words)
    assert "**" not in shown
    assert "~~" not in shown
