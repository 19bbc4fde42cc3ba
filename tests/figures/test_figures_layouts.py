"""Layouts of pages in the wild: whatever a page is built of, each figure is named by what stands beside it."""

from __future__ import annotations

import pytest

from monitor.examine import read

FRAME = '<!doctype html><html lang="{}"><title>Rooms</title><main><h1>The reading rooms</h1>{}</main></html>'
Counts = dict[str, str]
ENGLISH: dict[str, tuple[str, Counts]] = {
    "definition list": (
        "<dl><dt>Visitors on weekdays</dt><dd>4,120</dd><dt>Free seats</dt><dd>around 310</dd></dl>",
        {"4,120": "Visitors on weekdays", "310": "Free seats"},
    ),
    "definition list with sentences": (
        "<dl><dt>Staff</dt><dd>The rooms employ 14 librarians.</dd></dl>",
        {"14": "librarians"},
    ),
    "tiles, number first": (
        "<div><b>57</b><p>windows broken</p></div><div><p>930</p><p>volunteers on duty</p></div>",
        {"57": "windows broken", "930": "volunteers on duty"},
    ),
    "tiles, number last": (
        "<div><p>Windows broken</p><b>57</b></div><div><p>Volunteers on duty</p><p>930</p></div>",
        {"57": "Windows broken", "930": "Volunteers on duty"},
    ),
    "tiles in one line": (
        "<div><span>1,284</span> <span>books lent</span></div><div><p>57</p><p>books lost</p></div>",
        {"1,284": "books lent", "57": "books lost"},
    ),
    "tiles with headings and what moved": (
        "<section><h2>Readers in the room</h2><p>2,310</p><p>+120 since yesterday</p></section>",
        {"2,310": "Readers in the room", "+120": "Readers in the room"},
    ),
    "accordion": (
        "<details><summary>How many come?</summary><p>About 3,400 readers visit the rooms.</p></details>",
        {"3,400": "readers"},
    ),
    "merged headers": (
        (
            "<table><tr><th rowspan=2>Room</th><th colspan=2>Seats</th></tr><tr><th>free</th><th>taken</th></tr>"
            "<tr><th>North</th><td>12</td><td>34</td></tr></table>"
        ),
        {"12": "North: Seats, free", "34": "North: Seats, taken"},
    ),
    "several statements": (
        (
            "<article><h2>Statement of 4 May 2026</h2><p>The keeper counted 210 readers.</p></article>"
            "<article><h2>Statement of 2 May 2026</h2><p>The keeper counted 180 readers.</p></article>"
        ),
        {"210": "readers", "180": "readers"},
    ),
    "history of updates": (
        (
            "<p>Readers keep a book for 60 days.</p><h2>Updates</h2><ul><li>9 May 2026: number of open rooms changed "
            "from 6 to 5</li></ul>"
        ),
        {"60 days": "days", "6": "open rooms", "5": "open rooms"},
    ),
    "attachments": (
        (
            "<section><h2><a href=r.pdf>Yearly report</a></h2><p>PDF, 1.2 MB, 48 pages"
            "</p></section><p>The rooms lend 240,000 books.</p>"
        ),
        {"240,000": "books"},
    ),
    "caption of a picture": (
        '<figure><img src="a.png" alt="chart"><figcaption>4,500 books were lent in 2025.</figcaption></figure>',
        {"4,500": "books lent"},
    ),
}


@pytest.mark.parametrize("name", ENGLISH)
def test_every_layout_names_its_figures(name: str) -> None:
    body, expected = ENGLISH[name]
    reading = read(FRAME.format("en", body).encode(), content_type="text/html; charset=utf-8")
    assert {figure.surface: figure.counts for figure in reading.figures} == expected


def test_two_languages_on_a_page_are_each_read_as_what_they_are() -> None:
    body = "<p>Environ 1 200 lecteurs sont inscrits.</p><div lang=en><p>Around 1,200 readers are enrolled.</p></div>"
    reading = read(FRAME.format("fr", body).encode(), content_type="text/html; charset=utf-8")
    assert [(str(figure.value), figure.quantifier.value) for figure in reading.figures] == [
        ("1200", "APPROXIMATELY"),
        ("1200", "APPROXIMATELY"),
    ]


def test_a_line_that_states_a_figure_names_no_other() -> None:
    body = "<p>1,284 books lent</p><p>57</p>"
    reading = read(FRAME.format("en", body).encode(), content_type="text/html")
    assert "1,284" not in reading.figures[-1].counts


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("+5", ("5", "CHANGE", "UP")),
        ("+1,204", ("1204", "CHANGE", "UP")),
        ("+5 %", ("5", "CHANGE", "UP")),
        ("+ 5", ("5", "TOTAL", None)),  # perhaps the mark of a list
        ("5", ("5", "TOTAL", None)),
    ],
)
def test_a_change_alone_in_its_line_keeps_its_sign(line: str, told: tuple[str, str, str | None]) -> None:
    body = f"<p>The rooms are open.</p><div><p>Readers</p><p>{line}</p></div>"
    (figure,) = read(FRAME.format("en", body).encode(), content_type="text/html").figures
    assert (str(figure.value), figure.role.value, figure.direction and figure.direction.value) == told
    assert figure.counts == "Readers"
