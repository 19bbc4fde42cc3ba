"""Elements to blocks: what parts, what joins, what is left out."""

from __future__ import annotations

import pytest
from extract_fakes import block_of, lines, page, text_of

from monitor.extract import unread
from monitor.model import BlockKind

JOINED = [
    ("<p>A total of 1,<b>160</b> officers</p>", ["A total of 1,160 officers"]),
    ("<p>227<span> tests</span> were <i>posi</i>tive</p>", ["227 tests were positive"]),
    ("<p>  white \n\t space  </p>", ["white space"]),
    ("<p>7&nbsp;000 personnes</p>", ["7\u00a0000 personnes"]),
    ("<p>the&nbsp;camp of&nbsp;Calais</p>", ["the camp of Calais"]),
    ("<p>été \n\t chaud</p>", ["été chaud"]),
    ("<p>déjà\u2009: 7\u2009000\u202f\u00a0€</p>", ["déjà : 7\u2009000 €"]),
    ("<p>\u200c été\u2003chaud &zwnj; </p>", ["été\u2003chaud"]),
    ("<p>one</p><p>two</p>", ["one", "two"]),
    ("<div>one<div>two</div>three</div>", ["one", "two", "three"]),
    ("<p>10 Long Street<br>Dover</p>", ["10 Long Street\nDover"]),
    ("<p>First.<br>Second.</p>", ["First.", "Second."]),
    ("<p>one<br><br>two</p>", ["one", "two"]),
    ("<p>one<br> &nbsp; <br>two</p>", ["one", "two"]),
    ("<p>Tested: 120<br>Positive: 7<br>Deaths: 2</p>", ["Tested: 120", "Positive: 7", "Deaths: 2"]),
    ("<p>People:<br>- 12 adults<br>- 3 children</p>", ["People:", "- 12 adults", "- 3 children"]),
    ("<p>a <del>700</del> <ins>800</ins> people</p>", ["a 800 people"]),
    ("<p>a <s>700</s>800 people</p>", ["a 800 people"]),
    ("<p>shown</p><p hidden>secret 5</p>", ["shown"]),
    ('<p>shown</p><p style="color:red; DISPLAY : none">secret 5</p>', ["shown"]),
    ('<p>shown <span style="visibility:hidden">5</span></p>', ["shown"]),
    ("<p>shown</p><script>var x = 5;</script><style>p{}</style><template><p>5</p></template>", ["shown"]),
    ("<p>shown<!-- 5 --></p>", ["shown"]),
    ("<p><a href=/a>One</a><a href=/b>Two</a></p>", ["One Two"]),
    ("<p>1,<a href=/a>160</a></p>", ["1,160"]),
    ("<x-card>1,000</x-card><x-card>20</x-card>", ["1,000", "20"]),
    ('<span style="display:block">1,000</span><span style="display: block">20</span>', ["1,000", "20"]),
    ("<p>12<img src=a.png>34</p>", ["12 34"]),
    ("<p>about<wbr>ten</p>", ["aboutten"]),
    ("<pre>one\ntwo.\nthree</pre>", ["one\ntwo.", "three"]),
    ("<details><summary>More</summary><p>7 people</p></details>", ["More", "7 people"]),
    ("<p>He said <q>go</q>.</p>", ["He said “go”."]),
    ("<figure><img><figcaption>A tent</figcaption></figure>", ["A tent"]),
    ("<p>\u200b</p><p>&nbsp;</p><p>x</p>", ["x"]),
    ("<p>4 &lt; 5 &amp; 6</p>", ["4 < 5 & 6"]),
    ("<p>unclosed <b>bold<p>next", ["unclosed bold", "next"]),
    ("<ul><li>one<li>two</ul>", ["one", "two"]),
    ("<svg><text>99</text></svg><p>x</p>", ["x"]),
    ("<p>10<sup>6</sup> people</p>", ["10⁶ people"]),
    ("<p>12 km<sup>2</sup></p>", ["12 km²"]),
    ("<p>the 3<sup>rd</sup> time</p>", ["the 3rd time"]),
    ("<p>CO<sub>2</sub></p>", ["CO2"]),
    ("<p><span>Firemen</span><span>300</span></p>", ["Firemen", "300"]),
    ("<p><b>Waiting</b><i>35</i><b>Gone</b><i>210</i></p>", ["Waiting", "35", "Gone", "210"]),
    ("<p>in <b>May</b><b>35</b><i>people</i> came</p>", ["in May 35 people came"]),
    ("<p><b>1.204</b><span>Fahrerinnen</span></p>", ["1.204 Fahrerinnen"]),
    ("<p><b>35</b><b>210</b></p>", ["35\n210"]),
    ("<p><b>0</b><b>4</b><b>2</b> km</p>", ["042 km"]),
    ("<p><b>CO</b><b>VID</b><i>-19</i></p>", ["COVID-19"]),
    ("<p><i>PM</i><sub>10</sub></p>", ["PM10"]),
    ("<p>14.50 kilo&shy;metres, fire&shy;fight&shy;ers</p>", ["14.50 kilometres, firefighters"]),
    ("<p>re&#769;fugie&#769;s</p>", ["réfugiés"]),
    ("<p>6<sup>1</sup>&frasl;<sub>4</sub> and <sup>3</sup>&frasl;<sub>4</sub></p>", ["6 1⁄4 and 3⁄4"]),
]


@pytest.mark.parametrize(("body", "expected"), JOINED, ids=[body for body, _ in JOINED])
def test_text_joins_and_parts_as_a_reader_sees_it(body: str, expected: list[str]) -> None:
    assert lines(text_of(body)) == expected


MARKS = [
    ("<p>1,160<sup>2</sup> people</p>", ["2"]),
    ("<p>1,160 people<sup>[3]</sup> came</p>", ["[3]"]),
    ('<p>1,160<sup><a href="#fn1">1</a></sup></p>', ["1"]),
    ('<p>1,160<a class="footnote-ref" href="#fn1">1</a> people</p>', ["1"]),
    ('<p>1,160<a role="doc-noteref" href="#n">a</a> people</p>', ["a"]),
    ("<p>1,160<sup>*</sup></p>", ["*"]),
    ("<p>1,160<sup>1, 2</sup></p>", ["1, 2"]),
    ('<p>1,160<span style="vertical-align: super">4</span> people</p>', ["4"]),
    ("<p>12 km<sup>2</sup></p>", []),
    ("<p>3 × 10<sup>6</sup></p>", []),
    ("<p>the 3<sup>rd</sup></p>", []),
    ("<p>le 1<sup>er</sup> mars</p>", []),
    ('<p><a href="#top">12</a> people</p>', []),
]


@pytest.mark.parametrize(("body", "expected"), MARKS, ids=[body for body, _ in MARKS])
def test_footnote_marks_are_told_from_numbers(body: str, expected: list[str]) -> None:
    text = text_of(body)
    assert [text.content[start:end] for block in text.blocks for start, end in block.marks] == expected


def test_headings_have_levels_and_head_what_follows() -> None:
    text = text_of("<h1>Camp</h1><p>a</p><h2>People</h2><h3>Children</h3><p>b</p><h2>Aid</h2><p>c</p>")
    headings = {text.of(b): b.level for b in text.blocks if b.kind is BlockKind.HEADING}
    assert headings == {"Camp": 1, "People": 2, "Children": 3, "Aid": 2}
    heads = {text.of(b): b.heading and text.of(text.blocks[b.heading]) for b in text.blocks[1:]}
    assert heads == {"a": 0, "People": 0, "Children": "People", "b": "Children", "Aid": 0, "c": "Aid"}


def test_a_role_makes_a_heading() -> None:
    block = block_of(text_of('<div role="heading" aria-level="3">People</div><p>7</p>'), "People")
    assert (block.kind, block.level) == (BlockKind.HEADING, 3)


def test_a_heading_that_unfolds_stays_one_block() -> None:
    text = text_of("<main><h2>People <button>in camps</button></h2><p>7 tents stand there today.</p></main>")
    assert lines(text)[0] == "People in camps"
    assert text.blocks[0].region == "main"


LEADS = [
    ("<p>Of these:</p><ul><li>12 left</li></ul>", "12 left", "Of these:"),
    ("<p>Of these:</p><ol><li>a</li><li>12 left</li></ol>", "12 left", "Of these:"),
    ("<p>There are many.</p><ul><li>12 left</li></ul>", "12 left", None),
    ("<h2>Left</h2><ul><li>12 left</li></ul>", "12 left", None),
    ("<ul><li>Of the adults:<ul><li>12 left</li></ul></li></ul>", "12 left", "Of the adults:"),
    ("<dl><dt>Tests</dt><dd>1,160</dd></dl>", "1,160", "Tests"),
    ("<dl><div><dt>Tests</dt><dd>90</dd></div><div><dt>Deaths</dt><dd>7</dd></div></dl>", "7", "Deaths"),
    ("<p>Of these:</p><ul><li><p>12 left</p><p>by bus</p></li></ul>", "by bus", "Of these:"),
]


@pytest.mark.parametrize(("body", "words", "lead"), LEADS)
def test_list_items_know_what_introduces_them(body: str, words: str, lead: str | None) -> None:
    text = text_of(body)
    block = block_of(text, words)
    assert block.kind is BlockKind.LIST_ITEM
    assert (None if block.lead is None else text.of(text.blocks[block.lead])) == lead


def test_lists_nest() -> None:
    text = text_of("<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>")
    assert [(text.of(b), b.level) for b in text.blocks] == [("a", 1), ("b", 2), ("c", 3), ("d", 1)]


def test_quotations_are_marked() -> None:
    text = text_of("<p>He said:</p><blockquote><p>Half the camp is gone.</p></blockquote><p>So he said.</p>")
    assert [block.quote for block in text.blocks] == [False, True, False]


TITLES = [
    ("<title>\n The  Camp </title>", "The Camp"),
    ('<meta property="og:title" content="Shared camp">', "Shared camp"),
    ("", "Headed camp"),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_title(head: str, title: str) -> None:
    assert text_of("<h1>Headed camp</h1><p>x</p><svg><title>icon</title></svg>", head=head).title == title


LANGUAGES = [
    ("en-GB", "", "", "en"),
    ("fr", "", "", "fr"),
    ("", '<meta http-equiv="content-language" content="de-DE">', "", "de"),
    ("", '<meta property="og:locale" content="fr_FR">', "", "fr"),
    ("", "", "Les personnes qui sont dans le camp et les autres ont été vues par la police.", "fr"),
    ("", "", "Die Zahl der Menschen ist nicht mit der Zahl von gestern zu vergleichen und auch nicht neu.", "de"),
    ("", "", "El número de las personas que han sido vistas por la policía en los campos es una parte.", "es"),
    ("", "", "The number of people in the camp was not that of the day before.", "en"),
    ("", "", "12 tents", "en"),
    ("x-default", "", "Le nombre de personnes dans les camps est en hausse pour la semaine.", "fr"),
]


@pytest.mark.parametrize(("declared", "head", "words", "language"), LANGUAGES)
def test_language(declared: str, head: str, words: str, language: str) -> None:
    assert text_of(f"<p>{words}</p>", head=head, language=declared).language == language


HIDDEN = [
    ("<section style='display:none'><p>Stay 3 m away, for 1,200.50 days.</p></section>", 2),
    ("<section style='visibility: hidden'><p>Stay 3 m away.</p></section>", 1),
    ("<div hidden><ul><li>Wait 15 days</li></ul></div>", 1),
    ("<template><p>This takes 3 minutes.</p></template>", 1),
    ("<div hidden><template><b>40</b> m</template></div>", 1),
    ("<div hidden><p>Menu</p></div>", 0),
    ("<div hidden>Menu<script>var a = 12;</script></div>", 0),
    ("<div hidden='until-found'><p>Stay 40 m away.</p></div>", 0),  # a reader finds it, and so do we
    ("<details><summary>More</summary><p>Stay 40 m away.</p></details>", 0),
    ("<style>p { margin: 3px }</style>", 0),
]


@pytest.mark.parametrize(("body", "numbers"), HIDDEN)
@pytest.mark.parametrize("depth", [0, 3_000])
def test_hidden_text_with_numbers_is_noted(body: str, numbers: int, depth: int) -> None:
    """Also past the limits of the usual parser."""
    text = text_of(f"<p>Dogs are welcome.</p>{'<div>' * depth}{body}")
    assert ("hidden_text" in text.notes, text.hidden) == (numbers > 0, numbers)
    assert ("parser_fallback" in text.notes) is bool(depth)


FOLDED = [
    "<button aria-controls='p other'>More</button><div hidden id=p><p>Stay 40 m away.</p></div>",
    "<a href='#p' role=button>More</a><section style='display:none' id=p>Stay 40 m away.</section>",
    "<button data-bs-target='#p'>More</button><ul hidden id=p><li>Stay 40 m away.</ul>",
    "<div role=tabpanel hidden><h2>Dogs</h2><p>Stay 40 m away.</p></div>",
    "<button aria-controls=p aria-expanded=false>More</button><div class=collapse id=p><p>Stay 40 m away.</p></div>",
    "<a role=tab aria-selected=false href='#p'>Dogs</a><section id=p><p>Stay 40 m away.</p></section>",
    "<div hidden id=p><p>Stay 40 m away.</p></div><a data-toggle=collapse href='#p'>More</a>",
    "<section id=p>Stay 40 m away.</section><BUTTON DATA-TARGET='#p' ARIA-EXPANDED=false>More</BUTTON>",
]
NOT_FOLDED = [
    ("<a href='#p'>More</a><div hidden id=p>Stay 40 m away.</div>", 1),
    ("<span role=tab href='#p'>More</span><div hidden id=p>Stay 40 m away.</div>", 1),
    ("<button aria-controls=p aria-expanded=true>Less</button><div id=p>Stay 40 m away.</div>", 0),
    ("<a aria-expanded=false href='/away/p'>More</a><div id=p>Stay 40 m away.</div>", 0),
]
DETAILS = [
    ("<details><summary>Rules <b>5</b></summary>Stay 40 m away.</details>", {"40 m"}),
    ("<details open><summary>Rules 5</summary><p>Stay 40 m away.</p></details>", set()),
    ("<details><summary>Rules 5</summary><ul class=x><li>Stay 40 m away.</ul></details>", {"40 m"}),
    ("<details><summary>More</summary><details open><summary>Rules 5</summary>Stay 40 m away.</details></details>",
     {"40 m", "Rules 5"}),
    ("<details open><summary>Rules 5</summary><details><summary>More</summary>Stay 40 m away.</details></details>",
     {"40 m"}),
    ("<div hidden=until-found><p>Rules 5</p></div><p>Stay 40 m away.</p>", {"Rules 5"}),
]  # fmt: skip


@pytest.mark.parametrize("body", FOLDED)
def test_what_shows_on_a_click_is_read_and_marked(body: str) -> None:
    text = text_of(f"{body}<p>Dogs are welcome.</p>")
    assert [block_of(text, words).folded for words in ("40 m", "welcome")] == [True, False]
    assert (text.hidden, block_of(text, "40 m").region) == (0, "main")


@pytest.mark.parametrize(("body", "hidden"), NOT_FOLDED)
def test_only_a_control_shows_what_is_hidden_and_folds_what_it_calls_closed(body: str, hidden: int) -> None:
    text = text_of(f"{body}<p>Dogs are welcome.</p>")
    assert (text.hidden, any(block.folded for block in text.blocks)) == (hidden, False)


@pytest.mark.parametrize(("body", "folded"), DETAILS)
@pytest.mark.parametrize("depth", [0, 3_000])
def test_details_show_their_summary_at_once_and_the_rest_on_a_click(body: str, folded: set[str], depth: int) -> None:
    """Also past the limits of the usual parser."""
    text = text_of(f"{body}<p>Dogs are welcome.</p>{'<div>' * depth}")
    assert {words for words in ("40 m", "Rules 5", "welcome") if block_of(text, words).folded} == folded


@pytest.mark.parametrize("select", ["p", "details > *", "#p"])
def test_what_is_selected_of_a_part_that_shows_on_a_click_is_marked(select: str) -> None:
    details = "<details><summary>More</summary><div id=p><p>Stay 40 m away.</p></div></details>"
    assert block_of(text_of(details, page=page(select=select)), "40 m").folded


DATA = '<script type="application/json">{"deaths": 12, "tests": 400}</script>'
SCRIPTED = [
    (
        "<a href=#p>Terms</a><div hidden id=p>Kept for 1 year.</div>",
        1,
    ),  # a view of an application, not a part of this one
    (f"<div id=app>Loading</div>{DATA}", 2),  # the page itself states nothing
    (f"<p>There are 5 tents.</p>{DATA}", 0),
    ("<div id=app>Loading</div><script>var a = 12;</script>", 0),
]


@pytest.mark.parametrize(("body", "numbers"), SCRIPTED)
def test_data_that_scripts_would_show_are_noted_where_nothing_else_is_stated(body: str, numbers: int) -> None:
    assert text_of(body).hidden == numbers


def test_frames_are_named() -> None:
    frames = "<iframe src=' https://app.example/board?a=1 '></iframe><iframe src=about:blank></iframe><iframe></iframe>"
    text = text_of(f"<p>Figures below.</p>{frames}<iframe src=/own></iframe><iframe src=/own></iframe>")
    assert text.frames == ("https://app.example/board?a=1", "/own")
    assert unread(text) == ("it shows other pages inside, which are not read: https://app.example/board?a=1, /own",)
