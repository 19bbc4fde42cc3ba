"""Editing pages.yaml splices text: what people wrote stays, byte by byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import add, remove, set_enabled
from monitor.config.document import Document, data
from monitor.config.yaml_values import scalar
from monitor.errors import ConfigError

NEW: dict[str, object] = {
    "id": "new-page", "url": "https://new.example/?a=1&b=2", "every": "6h", "tags": ["no", "d'accord: #1", "12"],
    "allow_private": True, "note": 'He said "50 %": \u00e9\u2028\U0001f600',
}  # fmt: skip


def pages(text: str) -> list[dict[str, object]]:
    document = Document(text, Path("pages.yaml"))
    assert document.problems == [], text
    content = data(document.root)
    assert isinstance(content, dict)
    return [
        {key: value.rstrip("\n") if isinstance(value, str) else value for key, value in page.items()}
        for page in content.get("pages") or []
    ]


EXAMPLES = [
    # (what it is, the file, the file after adding {id: b, url: http://b/})
    ("nothing", "", "pages:\n  - id: b\n    url: http://b/\n"),
    ("a comment", "# mine\n", "# mine\npages:\n  - id: b\n    url: http://b/\n"),
    ("no final line break", "# mine", "# mine\npages:\n  - id: b\n    url: http://b/"),
    ("other keys", "defaults: {every: 1h}\n", "defaults: {every: 1h}\npages:\n  - id: b\n    url: http://b/\n"),
    ("empty brackets", "pages: []\nallow_empty: true\n", "pages:\n  - id: b\n    url: http://b/\nallow_empty: true\n"),
    ("brackets, a remark", "pages: []  # yet\n", "pages:   # yet\n  - id: b\n    url: http://b/\n"),
    ("brackets with a remark inside", "pages: [ # c\n]\n", 'pages: [{id: b, url: "http://b/"} # c\n]\n'),
    ("a key alone", "pages:\n# end\n", "pages:\n  - id: b\n    url: http://b/\n# end\n"),
    ("null", "pages: ~\r\n", "pages:\r\n  - id: b\r\n    url: http://b/\r\n"),
    ("dashes at the margin", "pages:\n- url: http://a\n", "pages:\n- url: http://a\n- id: b\n  url: http://b/\n"),
    (
        "wide dashes",
        "pages:\n    -   url: http://a\n",
        "pages:\n    -   url: http://a\n    -   id: b\n        url: http://b/\n",
    ),
    (
        "entries apart",
        "pages:\n\n  - url: http://a\n\n  - url: http://c\n\nz: 1\n",
        "pages:\n\n  - url: http://a\n\n  - url: http://c\n\n  - id: b\n    url: http://b/\n\nz: 1\n",
    ),
    (
        "its remark below",
        "pages:\n  - url: http://a\n    # every: 1h\n\n# other\nz: 1\n",
        "pages:\n  - url: http://a\n    # every: 1h\n  - id: b\n    url: http://b/\n\n# other\nz: 1\n",
    ),
    (
        "entries in braces",
        "pages:\n  - {url: http://a}\n",
        "pages:\n  - {url: http://a}\n  - id: b\n    url: http://b/\n",
    ),
    (
        "brackets with entries",
        "pages: [{url: http://a}, ]\n",
        'pages: [{url: http://a}, {id: b, url: "http://b/"}, ]\n',
    ),
    ("all in braces", "{pages: [], z: 1}\n", '{pages: [{id: b, url: "http://b/"}], z: 1}\n'),
    (
        "a text that keeps its line breaks",
        "pages:\n  - url: http://a\n    note: |+\n      x\n\nz: 1\n",
        "pages:\n  - url: http://a\n    note: |+\n      x\n\n  - id: b\n    url: http://b/\nz: 1\n",
    ),
    (
        "an anchor before the list",
        "pages: &p # x\n - url: http://a\nz: 1\n",
        "pages: &p # x\n - url: http://a\n - id: b\n   url: http://b/\nz: 1\n",
    ),
    ("indented throughout", "  z: 1\n", "  z: 1\n  pages:\n    - id: b\n      url: http://b/\n"),
    ("marks of begin and end", "---\nz: 1\n...\n", "---\nz: 1\npages:\n  - id: b\n    url: http://b/\n...\n"),
    (
        "a byte order mark",
        "\ufeffpages:\n- url: http://a\n",
        "\ufeffpages:\n- url: http://a\n- id: b\n  url: http://b/\n",
    ),
    (
        "a quoted key",
        "'pages':\n  - 'url': 'http://a'\n",
        "'pages':\n  - 'url': 'http://a'\n  - id: b\n    url: http://b/\n",
    ),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in EXAMPLES], ids=[case[0] for case in EXAMPLES])
def test_an_entry_is_added_as_the_file_is_written(before: str, after: str) -> None:
    assert add(before, {"id": "b", "url": "http://b/"}) == after


def test_many_entries_are_added_at_once() -> None:
    entries = [{"id": f"p{number}", "url": f"https://p{number}.example/"} for number in range(1_000)]
    text = add("pages:\n- id: a\n  url: https://a.example/\n", *entries)
    assert pages(text)[1:] == entries
    assert add(text) == text


def test_what_is_not_given_is_not_written() -> None:
    entry: dict[str, object] = {
        "url": "https://a.example/",
        "select": None,
        "tags": (),
        "ignore": [],
        "allow_private": False,
    }
    assert add("", entry) == "pages:\n  - url: https://a.example/\n    allow_private: false\n"


REMOVALS = [
    (
        "the first",
        "pages:\n  # one\n  - id: b\n    url: http://b\n  # two\n  - id: c\n    url: http://c\n",
        "pages:\n  # one\n  # two\n  - id: c\n    url: http://c\n",
    ),
    (
        "the last",
        "pages:\n  - id: a\n    url: http://a\n  - id: b\n    url: http://b\n    # inside\n\n# after\n",
        "pages:\n  - id: a\n    url: http://a\n\n# after\n",
    ),
    ("the only one", "pages:\n  - id: b\n    url: http://b\nz: 1\n", "pages:\nz: 1\n"),
    (
        "without a final line break",
        "pages:\r\n  - id: a\r\n    url: http://a\r\n  - id: b\r\n    url: http://b",
        "pages:\r\n  - id: a\r\n    url: http://a",
    ),
    (
        "by the id its address gives",
        "pages:\n  - url: http://x/b\n  - url: http://x/c\n",
        "pages:\n  - url: http://x/c\n",
    ),
    (
        "the dash apart",
        "pages:\n  -\n    # - a dash\n    id: b\n    url: http://b\n  - url: http://c\n",
        "pages:\n  - url: http://c\n",
    ),
    ("first in brackets", "pages: [{id: b, url: 'x'}, {id: c, url: 'y'}]\n", "pages: [{id: c, url: 'y'}]\n"),
    ("last in brackets", "pages: [{id: a, url: 'x'}, {id: b, url: 'y'}]\n", "pages: [{id: a, url: 'x'}]\n"),
    ("only one in brackets", "pages: [{id: b, url: 'x'}]\n", "pages: []\n"),
    ("in brackets over lines", "pages: [\n  {id: a, url: 'x'}, # a, b\n  {id: b, url: 'y'}\n]\n", None),
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in REMOVALS], ids=[case[0] for case in REMOVALS])
def test_an_entry_is_removed_and_nothing_else(before: str, after: str | None) -> None:
    edited = remove(before, "b")
    assert after is None or edited == after
    assert [page.get("id") for page in pages(edited)] == [
        p.get("id") for p in pages(before) if p.get("id") != "b" and not str(p["url"]).endswith("/b")
    ]


SWITCHES = [
    (
        "added below",
        "pages:\n  - id: b\n    url: u\n    # c\n",
        False,
        "pages:\n  - id: b\n    url: u\n    enabled: false\n    # c\n",
    ),
    ("replaced", "pages:\n  - enabled: true # c\n    id: b\n", False, "pages:\n  - enabled: false # c\n    id: b\n"),
    ("switched on", "pages:\n  - id: b\n    enabled: false", True, "pages:\n  - id: b\n    enabled: true"),
    ("on already", "pages:\n  - id: b\n", True, "pages:\n  - id: b\n"),
    ("off already", "pages:\n  - {id: b, enabled: False}\n", False, "pages:\n  - {id: b, enabled: False}\n"),
    (
        "off by default",
        "defaults: {enabled: false}\npages:\n  - id: b\n",
        True,
        "defaults: {enabled: false}\npages:\n  - id: b\n    enabled: true\n",
    ),
    ("in braces", "pages: [{id: b, url: 'u' }]\n", False, "pages: [{id: b, url: 'u', enabled: false }]\n"),
    (
        "no value",
        "pages:\n  - id: b\n    enabled:\n    note: x\n",
        False,
        "pages:\n  - id: b\n    enabled: false\n    note: x\n",
    ),
    (
        "after an empty value",
        "pages:\n  - id: b\n    note:\n  - id: c\n",
        False,
        "pages:\n  - id: b\n    note:\n    enabled: false\n  - id: c\n",
    ),
]


@pytest.mark.parametrize(("before", "on", "after"), [case[1:] for case in SWITCHES], ids=[case[0] for case in SWITCHES])
def test_a_page_is_switched_and_nothing_else(before: str, on: bool, after: str) -> None:
    assert set_enabled(before, ["b"], on) == after


REFUSALS: list[tuple[str, Callable[[str], str], str]] = [
    ("pages: [\n", lambda text: add(text, NEW), "this is not YAML"),
    ("pages: x\n", lambda text: add(text, NEW), "`pages` should be a list"),
    ("- a\n", lambda text: add(text, NEW), "should be keys and values"),
    ("z: &l []\npages: *l\n", lambda text: add(text, NEW), "edit it by hand"),
    ("{z: 1}\n", lambda text: add(text, NEW), "add `pages: []` to it by hand"),
    ("pages:\n- id: new-page\n  url: https://a.example\n", lambda text: add(text, NEW), "the id `new-page` already"),
    ("pages:\n- url: https://NEW.example/?b=2&a=1#x\n", lambda text: add(text, NEW), "has the address"),
    ("pages: []\n", lambda text: add(text, {"id": "C", "url": "https://c.example"}), "`c` would do"),
    ("pages: []\n", lambda text: add(text, {"id": "c"}), "a page needs `url`"),
    ("pages: []\n", lambda text: add(text, {**NEW, "links": "press"}), "give the page `follow`, too"),
    ("pages: []\n", lambda text: add(text, {"url": "c.example", "every": "soon"}), "needs its scheme"),
    ("pages: []\n", lambda text: add(text, NEW, {**NEW, "id": "c"}), "has the address"),
    ("pages: []\n", lambda text: add(text, NEW, {**NEW, "url": "https://c.example"}), "the id `new-page` already"),
    ("pages: []\n", lambda text: remove(text, "b"), "there is no page `b`"),
    ("pages: []\n", lambda text: set_enabled(text, ["b"], True), "there is no page `b`"),
    ("z: &e {id: b, url: u}\npages: [*e]\n", lambda text: set_enabled(text, ["b"], False), "an alias"),
    ("pages:\n- &e {id: b, url: u}\n- id: c\n  headers: *e\n", lambda text: remove(text, "b"), "edited safely"),
]


@pytest.mark.parametrize(("text", "edit", "told"), REFUSALS)
def test_what_cannot_be_edited_is_refused(text: str, edit: Callable[[str], str], told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        edit(text)
    assert told in str(caught.value)


@given(st.text(max_size=30), st.booleans())
@settings(max_examples=300)
def test_any_text_is_written_so_that_it_reads_back(text: str, flow: bool) -> None:
    written = scalar(text, flow=flow)
    document = Document(f"[{written}]" if flow else f"- {written}\n", Path("x"))
    assert data(document.root) == [text]


# -- any file that a person might write -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    text: str
    ids: tuple[str, ...]


COMMENTS = st.sampled_from(["", "# c\n", "\n", "# - id: x\n", "\n# \u00e9 'quote\n\n"])
TAILS = st.sampled_from(["", " # remark", "  "])
VALUES = st.sampled_from(
    ["note: x", "note: 'it''s'", 'note: "a # b"', "tags: [a, 'b, c']", "tags:\n  - a\n  - b", "note: |\n  one\n  two",
     "note: >-\n  one\n\n  two", "note:", "headers: {A: b, C: 'd'}", "headers:\n  A: b",
     "? note\n: x", "note: |+\n  k\n\n",
     "'select': main", "enabled: true", "enabled: false", "note: \u00e9\U0001f600"]
)  # fmt: skip


@st.composite
def block_files(draw: st.DrawFn) -> Written:
    dash, gap = draw(st.integers(0, 4)), draw(st.integers(1, 3))
    count, lines, ids = draw(st.integers(1, 4)), "", []
    for number in range(count):
        ids.append(f"p{number}")
        quote = draw(st.sampled_from(["", "'", '"']))
        body = [f"id: {quote}p{number}{quote}{draw(TAILS)}", f"url: https://e{number}.example/{draw(TAILS)}"]
        extra = draw(st.lists(VALUES, max_size=3, unique_by=lambda value: value.lstrip("?'").split(":")[0].split()[0]))
        extra = [
            value
            for position, value in enumerate(extra)
            if "note" not in value or all("note" not in v for v in extra[:position])
        ]
        rows = "\n".join(draw(st.permutations([*body, *extra]))).split("\n")
        lead = draw(st.sampled_from(["", "\n", " " * dash + "# above\n"]))
        lines += lead + " " * dash + "-" + " " * gap + rows[0] + "\n"
        lines += "".join((" " * (dash + 1 + gap) + row).rstrip(" ") + "\n" for row in rows[1:])
        lines += draw(st.sampled_from(["", " " * (dash + 2) + "# inside\n"]))
    parts = [
        draw(COMMENTS),
        draw(st.sampled_from(["pages:\n", "pages: # all\n", "'pages':\n", "pages: &all\n"])) + lines,
    ]
    other = draw(st.sampled_from(["", "defaults:\n  every: 6h\n", "defaults: {tags: [a]} # d\n"]))
    parts = [parts[0], *draw(st.permutations([parts[1], other])), draw(COMMENTS)]
    text = "".join(parts)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    if draw(st.booleans()) and "|+" not in text:
        text = text.rstrip("\n")
    return Written((draw(st.sampled_from(["", "\ufeff", "---\n"])) + text).replace("\n", newline), tuple(ids))


@st.composite
def flow_files(draw: st.DrawFn) -> Written:
    count = draw(st.integers(0, 3))
    entries = [
        f"{{id: p{n}, url: 'https://e{n}.example/'{draw(st.sampled_from(['', ', enabled: true', ' ']))}}}"
        for n in range(count)
    ]
    glue = draw(st.sampled_from([", ", ",", " ,\n  ", ", # c, d\n  "]))
    last = draw(st.sampled_from(["", ",", " "])) if entries else ""
    text = f"{draw(COMMENTS)}pages: [{glue.join(entries)}{last}]{draw(TAILS)}\n{draw(st.sampled_from(['', 'z: 1']))}"
    return Written(text, tuple(f"p{n}" for n in range(count)))


FILES = st.one_of(block_files(), flow_files())


def kept(before: str, after: str) -> bool:
    """Whether every character of *before* still stands in *after*, in order."""
    rest = iter(after)
    return all(character in rest for character in before)


@given(FILES)
@settings(max_examples=150)
def test_adding_keeps_every_byte(file: Written) -> None:
    edited = add(file.text, NEW)
    assert pages(edited)[:-1] == pages(file.text)
    assert pages(edited)[-1]["note"] == NEW["note"]
    at = next((i for i, (a, b) in enumerate(zip(file.text, edited, strict=False)) if a != b), len(file.text))
    emptied = file.ids == () and "[]" in file.text.replace("[ ]", "[]")
    if emptied:
        assert kept(file.text.replace("[]", "", 1).replace("pages: ", "pages:", 1), edited)
    else:
        inserted = len(edited) - len(file.text)
        assert any(edited[:i] + edited[i + inserted :] == file.text for i in range(max(0, at - 4), at + 1))
    assert ("\r\n" in file.text) <= (edited.count("\n") == edited.count("\r\n"))


@given(FILES, st.data())
@settings(max_examples=150)
def test_removing_keeps_every_other_byte(file: Written, draw: st.DataObject) -> None:
    if not file.ids:
        return
    gone = draw.draw(st.sampled_from(file.ids))
    edited = remove(file.text, gone)
    assert [page["id"] for page in pages(edited)] == [page_id for page_id in file.ids if page_id != gone]
    assert kept(edited, file.text)
    for comment in ("# above", "# c", "# remark", "# all", "# d"):
        assert file.text.count(comment) - edited.count(comment) <= 8 * (comment == "# remark")


@given(FILES, st.data(), st.booleans())
@settings(max_examples=150)
def test_switching_keeps_every_other_byte(file: Written, draw: st.DataObject, on: bool) -> None:
    if not file.ids:
        return
    page_id = draw.draw(st.sampled_from(file.ids))
    edited = set_enabled(file.text, [page_id], on)
    now = {str(page["id"]): page.get("enabled") for page in pages(edited)}
    before = {str(page["id"]): page.get("enabled") for page in pages(file.text)}
    assert str(now.pop(page_id) or "true") == ("true" if on else "false")
    before.pop(page_id)
    assert now == before
    if "enabled" not in file.text:
        assert kept(file.text, edited)
    assert set_enabled(edited, [page_id], on) == edited


@given(block_files())
@settings(max_examples=100)
def test_adding_and_removing_is_as_if_nothing_had_been(file: Written) -> None:
    edited = add(file.text, {"id": "new", "url": "https://new.example/"})
    again = remove(edited, "new")
    assert pages(again) == pages(file.text)
    assert again.replace("\r", "").replace("\n", "") == file.text.replace("\r", "").replace("\n", "")
