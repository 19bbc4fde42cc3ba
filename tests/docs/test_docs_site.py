"""What the documentation site is built from, without building it; `make site` does, and finds broken links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

import pytest
from test_docs_made import ROOT, script

TEXT = {path: path.read_text(encoding="utf-8") for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])}
DOCUMENTS = pytest.mark.parametrize("path", TEXT, ids=lambda path: path.relative_to(ROOT).as_posix())


@DOCUMENTS
def test_headings_skip_no_level(path: Path) -> None:
    levels = [len(found[1]) for line in _prose(TEXT[path]) if (found := re.match(r"(#+) ", line))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(above, below) for above, below in pairwise(levels) if below > above + 1] == []


@DOCUMENTS
def test_pictures_are_told_in_words_and_lie_in_the_repository(path: Path) -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", TEXT[path])
    assert [file for words, file in pictures if len(words.split()) < 3 or not (path.parent / file).is_file()] == []


def test_the_navigation_of_the_site_names_each_document_once() -> None:
    conf = script("conf", ROOT / "docs" / "site" / "conf.py")
    named = [f"{one}.md" for listed in conf.NAVIGATION.values() for one in listed]
    read = [path.relative_to(ROOT).as_posix() for path in TEXT if path.parent.name != "decisions"]
    assert sorted([*named, "README.md"]) == sorted([*read, "docs/decisions/README.md", "tests/gold/README.md"])
    assert [one for one in named if not any(fnmatch(one, pattern) for pattern in conf.include_patterns)] == []


LOADED = [
    ("<img src=https://x.example/a.png>", ["https://x.example/a.png"]),
    ("<script src='//x.example/a.js'></script>", ["//x.example/a.js"]),
    ("<img srcset='a.png 1x, https://x.example/b.png 2x'>", ["https://x.example/b.png"]),
    ("<link rel=stylesheet href=HTTPS://x.example/a.css>", ["HTTPS://x.example/a.css"]),
    ("<style>@import '//x.example/a.css'; p {background: url(http://x.example/b)}</style>", ["//x.example/a.css", "http://x.example/b"]),
    ("<p style='background: url(\"https://x.example/b\")'>", ["https://x.example/b"]),
    ("<a href=https://x.example/>followed, not loaded</a> <img src=a//b.png> <img src=data:image/png;base64,//8A>", []),
    ("<link rel=canonical href=https://x.example/>", []),
]  # fmt: skip


@pytest.mark.parametrize(("page", "addresses"), LOADED)
def test_what_a_page_loads_from_other_hosts_is_found(page: str, addresses: list[str]) -> None:
    assert script("build_site").loaded_by_page(f"<title>x</title><body>{page}") == addresses


def test_what_styles_load_from_other_hosts_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        "p {background: url(a.png)} @import url('//x.example/b.css'); /* https://x.example */"
    )
    (tmp_path / "b.html").write_text("<p>nothing")
    assert list(script("build_site").loaded_from_elsewhere(tmp_path)) == [(tmp_path / "a.css", "//x.example/b.css")]


def _prose(text: str) -> Iterator[str]:
    """Yield the lines that stand outside code."""
    return iter(re.sub(r"^```.*?^```", "", text, flags=re.M | re.S).splitlines())
