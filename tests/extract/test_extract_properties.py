"""Whatever the bytes: a text or an ExtractError, the same each time, with blocks in order inside the content."""

from __future__ import annotations

from extract_fakes import fetched
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ExtractError
from monitor.extract import judge, read
from monitor.extract.tags import words
from monitor.model import BlockKind, Text

TAGS = st.sampled_from(
    sorted(
        words(
            "p div span b i a sup sub br h1 h2 h3 ul ol li dl dt dd table caption thead tr td th nav main aside footer "
            "header form article section blockquote pre script style template noscript button select option time del "
            "svg title x-y"
        )
    )
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        " hidden",
        ' class="nav"',
        ' id="history"',
        ' style="display:none"',
        " colspan=3",
        " rowspan=9",
        ' role="main"',
        ' href="#fn1"',
        ' class="footnote"',
        ' scope="row"',
        " datetime=2020-03-01",
        ' class="comments sidebar"',
        " x='",
        ' y="<p>',
    ]
)
WORDS = st.sampled_from(
    [
        "7,000 people",
        " ",
        "\n",
        "1",
        "Updated 3 March 2020",
        "Of these:",
        "&amp;",
        "&#1;",
        "<",
        ">",
        "<!--",
        "-->",
        "&#xfdd0;",
        "\u202e5",
        "é",
        "\x00",
        "2019",
    ]
)
PIECES = st.lists(
    st.one_of(
        st.builds(lambda tag, rest: f"<{tag}{rest}>", TAGS, ATTRIBUTES),
        st.builds(lambda tag: f"</{tag}>", TAGS),
        WORDS,
    ),
    max_size=60,
)


def check(text: Text) -> None:
    last = 0
    for index, block in enumerate(text.blocks):
        assert last <= block.start < block.end <= len(text.content)
        last = block.end
        assert text.of(block) == text.of(block).strip(" \n\t")
        assert block.lead is None or block.lead < index
        if block.heading is not None:
            assert block.heading < index
            assert text.blocks[block.heading].kind is BlockKind.HEADING
        assert all(block.start <= start < end <= block.end for start, end in block.marks)
        assert (block.kind is BlockKind.TABLE_CELL) is (block.cell is not None)
    text.content.encode("utf-8")
    text.title.encode("utf-8")


@given(PIECES)
@settings(max_examples=300)
def test_any_markup(pieces: list[str]) -> None:
    body = ("<html>" + "".join(pieces)).encode()
    text = read(body, content_type="text/html; charset=utf-8")
    check(text)
    assert read(body, content_type="text/html; charset=utf-8") == text
    judge(fetched(body), text, 0, None)


@given(PIECES)
@settings(max_examples=150)
def test_any_markup_without_a_tree(pieces: list[str]) -> None:
    check(read(("<html>" + "<i>" * 2100 + "".join(pieces)).encode(), content_type="text/html; charset=utf-8"))


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/plain", "text/html; charset=utf-16", "application/json", "x"]),
)
@settings(max_examples=400)
def test_any_bytes(body: bytes, content_type: str | None) -> None:
    try:
        text = read(body, content_type=content_type)
    except ExtractError:
        return
    check(text)
    judge(fetched(body), text, 0, Text(content="", blocks=(), title="Camp"))


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_any_plain_text_stands_as_it_is(content: str) -> None:
    body = content.encode("utf-8", "replace")
    try:
        text = read(body, content_type="text/plain; charset=utf-8")
    except ExtractError:
        return
    if text.kind == "text":
        assert len(text.content) == len(body.decode().removeprefix("\ufeff"))
    check(text)
