"""Lists of pages as people and feed readers keep them: what stands in them is read, and nothing else happens."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import Listed, read_list

LINES = [
    # a line, its address, its tags
    ("https://a.example/", "https://a.example/", ()),
    ("  https://a.example/  ", "https://a.example/", ()),
    ("https://a.example/ uk", "https://a.example/", ("uk",)),
    ("https://a.example/ uk, home office", "https://a.example/", ("uk", "home office")),
    ("https://a.example/, uk, home office,", "https://a.example/", ("uk", "home office")),
    ("https://a.example/ , uk", "https://a.example/", ("uk",)),
    ("https://a.example/\tuk", "https://a.example/", ("uk",)),
    ("https://a.example/\tuk\tfr", "https://a.example/", ("uk", "fr")),
    ("https://a.example/,\tuk, uk", "https://a.example/", ("uk",)),
    ("https://a.example/article,0,12.html uk", "https://a.example/article,0,12.html", ("uk",)),
    ("https://a.example/#part uk", "https://a.example/#part", ("uk",)),
    ("https://a.example/ uk # the daily counts, mostly", "https://a.example/", ("uk",)),
    ("a.example", "a.example", ()),
    ("\ufeffa.example", "a.example", ()),
    ("a.example\r", "a.example", ()),
]


@pytest.mark.parametrize(("line", "address", "tags"), LINES)
def test_a_line_is_an_address_and_tags(line: str, address: str, tags: tuple[str, ...]) -> None:
    assert read_list(f"{line}\n") == [Listed(address=address, tags=tags, line=1)]


@pytest.mark.parametrize("line", ["", "   ", "# https://a.example/", "  # a note", "\t"])
def test_a_line_may_say_nothing(line: str) -> None:
    assert read_list(f"{line}\nb.example\n") == [Listed(address="b.example", line=2)]


def test_a_tag_that_cannot_be_one_is_told() -> None:
    (listed,) = read_list("a.example a\x01b")
    assert (listed.problem, listed.line) == ("a tag of it has control characters in it", 1)


ONLY_A_FEED = "only its feed is named (xmlUrl), and no page (htmlUrl)"
OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Reading</title></head><body>
  <outline text="Channel, calais">
    <outline text="France">
      <outline type="rss" text="Prefecture" xmlUrl="https://p.example/feed" htmlUrl="https://p.example/news?a=1&amp;b=2"/>
    </outline>
    <outline type="link" text="Count" url="https://c.example/" category="/state/uk,/Channel"/>
  </outline>
  <outline type="rss" text="Only a feed" xmlUrl="https://f.example/feed"/>
  <outline text="Home" htmlUrl="https://h.example/"/>
</body></opml>
"""


def test_opml_is_read_with_its_folders_and_categories() -> None:
    assert read_list(OPML) == [
        Listed(address="https://p.example/news?a=1&b=2", tags=("Channel", "calais", "France"), line=5),
        Listed(address="https://c.example/", tags=("Channel", "calais", "state", "uk"), line=7),
        Listed(address="https://f.example/feed", line=9, problem=ONLY_A_FEED),
        Listed(address="https://h.example/", line=10),
    ]  # fmt: skip


def _opml(text: str, before: str = "") -> str:
    return f'{before}<opml><body><outline text="x" htmlUrl="{text}"/></body></opml>'


NESTED = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = [
    ("external entity", _opml("&e;", '<!DOCTYPE opml [<!ENTITY e SYSTEM "file:///etc/hostname">]>'), "document type"),
    ("parameter entity", _opml("x", '<!DOCTYPE opml [<!ENTITY % e SYSTEM "http://127.0.0.1/">%e;]>'), "document type"),
    ("external DTD", _opml("x", '<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/opml.dtd">'), "document type"),
    ("entity bomb", _opml("&a9;", f'<!DOCTYPE opml [<!ENTITY a0 "ha">{NESTED}]>'), "document type"),
    ("later on", "<opml>\n\n<!DOCTYPE opml>\n</opml>", "document type"),
    ("no such entity", _opml("&nothing;"), "not OPML"),
    ("cut off", "<opml><body><outline", "not OPML"),
    ("another encoding", _opml("x", '<?xml version="1.0" encoding="UTF-16"?>') + "<", "not OPML"),
    ("deep", "<opml>" + '<outline text="a">' * 5_000, "not OPML"),
    ("a page", "<html><body>no list</body></html>", "names no page"),
    ("NUL", "<opml>\x00</opml>", "not OPML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_what_is_no_good_opml_is_told_and_nothing_is_fetched(text: str, told: str, tmp_path: Path) -> None:
    began = time.process_time()
    (listed,) = read_list("\n" + text)
    assert told in listed.problem
    assert listed.line is not None
    assert listed.line > 1 or told == "names no page"
    assert time.process_time() - began < 1


@given(st.text())
@settings(max_examples=60)
def test_any_text_is_some_list(text: str) -> None:
    lines = text.count("\n") + len(text.splitlines()) + 1
    assert all(1 <= (one.line or 0) <= lines and (one.address or one.problem) for one in read_list(text))
