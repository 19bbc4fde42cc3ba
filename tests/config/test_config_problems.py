"""What is wrong is told, all of it, each with its line and what to write instead (F1 to F6, F10, F11)."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import document, load
from monitor.config.fields import as_selector, as_text, duration, size, whole
from monitor.config.file_shapes import FILES, HOUR, YEAR
from monitor.config.nearest import nearest
from monitor.errors import ConfigError
from monitor.model.sanitize import is_hiding

Complain = Callable[..., list[str]]
LAUGHS = "a: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdefghi"))

FIVE = """\
defaults:
  evry: 6h
pages:
  - id: first
    url: https://example.org/a
    every: soon
  - id: First
    url: www.example.org/b
  - id: third
    url: https://example.org/c
    select: "main["
"""


def test_five_mistakes_are_five_problems_each_with_its_line(complaints: Complain) -> None:
    found = complaints(pages=FIVE.replace("First", "first"))
    assert [problem.partition(" ")[0] for problem in found] == [
        "pages.yaml:2:", "pages.yaml:6:", "pages.yaml:7:", "pages.yaml:8:", "pages.yaml:11:",
    ]  # fmt: skip
    assert "did you mean `every`?" in found[0]
    assert "such as 6h" in found[1]
    assert "line 4" in found[2]
    assert "https://www.example.org/b" in found[3]
    assert "not a CSS selector" in found[4]


def test_problems_of_all_files_come_together(complaints: Complain) -> None:
    found = complaints(pages="pages:\n  - urll: x\n", monitor="\ntime_zone: Mars\n", indicators="indicators: 3\n")
    assert [problem.split(":")[0] for problem in found] == [
        "pages.yaml",
        "pages.yaml",
        "monitor.yaml",
        "indicators.yaml",
    ]


def test_a_name_has_one_speaker(complaints: Complain) -> None:
    text = "speakers:\n  - name: Home Office\n    aliases: [ministry, Ministry]\n  - {name: MINISTRY}\n"
    pages = "pages: [{url: 'https://example.org'}]\n"
    (found,) = complaints(pages=pages, indicators=text)
    assert found == "indicators.yaml:4: `speakers`: the speaker on line 3 has the name `MINISTRY`, too"


TYPOS = {
    "evry": "every", "evey": "every", "Every": "every", "everry": "every", "interval": "every", "frequency": "every",
    "ulr": "url", "URL": "url", "link": "url", "href": "url", "adress": "url", "tag": "tags", "tagss": "tags",
    "selct": "select", "slect": "select", "css": "select", "filter": "select", "ingore": "ignore", "ignored": "ignore",
    "exclude": "ignore", "must-contain": "must_contain", "must_contains": "must_contain", "mustcontain": "must_contain",
    "langauge": "language", "lang": "language", "speeker": "speaker", "publisher": "speaker",
    "allow-private": "allow_private", "allow_privat": "allow_private", "ignore robots": "ignore_robots",
    "ignore_robot": "ignore_robots", "robots": "ignore_robots", "conditionnal": "conditional", "header": "headers",
    "heders": "headers", "enable": "enabled", "enabeld": "enabled", "notes": "note", "wass": "was", "alert": "alerts",
    "allerts": "alerts", "name": "id",
}  # fmt: skip


@pytest.mark.parametrize(("typo", "meant"), TYPOS.items())
def test_a_typo_is_told_with_the_nearest_key(complaints: Complain, typo: str, meant: str) -> None:
    text = f"pages:\n  - url: https://example.org\n    {typo}: x\n"
    assert complaints(pages=text) == [f"pages.yaml:3: `{typo}` is not a key of a page; did you mean `{meant}`?"]


def test_a_key_like_no_other_is_told_with_all_of_them(complaints: Complain) -> None:
    (found,) = complaints(pages="pages:\n  - url: https://example.org\n    zzz: 1\n")
    assert found.startswith("pages.yaml:3: `zzz` is not a key of a page; it has every, cron, ")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("id: a", "id: a", "the page on line 2 has the id `a` already"),
        ("id: a", "id: A", "'A' differs from 'a' on line 2 in case or composition only"),
        ("id: a", "id: \uff41", "in case or composition only"),
        ("id: kelvin", "id: \u212aelvin", "in case or composition only"),
        ("id: caf\u00e9", "id: cafe\u0301", "in case or composition only"),
        (
            "url: https://example.org/a",
            "url: https://example.com/a",
            "the id made from this address, `a`, is taken on line 2",
        ),
        ("id: b", "url: https://example.org/b", "`b`, is taken on line 2; give this page an `id`"),
    ],
)
def test_an_id_given_twice_is_told_with_both_places(complaints: Complain, first: str, second: str, told: str) -> None:
    rest = ["url: https://example.org/1", "url: https://example.org/2"]
    entries = [
        f"  - {key}\n" + ("" if "url" in key else f"    {url}\n")
        for key, url in zip((first, second), rest, strict=True)
    ]
    found = complaints(pages="pages:\n" + "".join(entries))
    assert [problem for problem in found if told in problem]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.org/a", "https://example.org/a#part"),
        ("https://example.org/a", "HTTPS://EXAMPLE.ORG:443/a"),
        ("https://example.org/", "https://example.org"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example/"),
        ("http://192.0.2.7/", "http://192.0.2.7.:80/"),
        ("http://[2001:db8::1]/", "http://[2001:0DB8:0:0:0:0:0:1]/"),
        ("https://example.org/%7Ea", "https://example.org/~a"),
    ],
)
def test_an_address_given_twice_is_told_with_both_places(complaints: Complain, first: str, second: str) -> None:
    found = complaints(pages=f"pages:\n  - id: a\n    url: {first!r}\n  - id: b\n    url: {second!r}\n")
    assert found == ["pages.yaml:5: `url`: the page on line 3 has this address already"]


BAD_IDS = [
    "../x", "", "a/b", "a b", ".a", "-a", "_a", "A", "é", "a" * 65, "a" * 300, "con", "nul", "com1", "lpt9", "aux",
    "a\\b", "~", "a.", "a\u202eb",
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_IDS)
def test_a_bad_id_is_refused(complaints: Complain, bad: str) -> None:
    escaped = bad.replace("\\", "\\\\")
    found = complaints(pages=f'pages:\n  - id: "{escaped}"\n    url: https://example.org\n')
    assert [problem for problem in found if problem.startswith("pages.yaml:2: `id`:")]


@pytest.mark.parametrize("page_id", ["a", "0", "a-b_c", "2020-03-18", "a" * 64, "no", "null-island", "console"])
def test_a_good_id_is_taken_as_written(loaded: Callable[..., object], page_id: str) -> None:
    config = loaded(pages=f"pages:\n  - id: {page_id}\n    url: https://example.org\n")
    assert [page.id for page in config.pages] == [page_id]  # type: ignore[attr-defined]


WRONG_VALUES = [
    ("every: 6", "number and s, m, h, d or w"), ("every: -6h", "number and s"), ("every: 0s", "from 1s to 366d"),
    ("every: 999999w", "from 1s to 366d"), ("every: 6 hours", "such as 6h"), ("every: [6h]", "should be a text"),
    ("every: 12:30:00", "such as 6h"), ("every: 0.5s", "from 1s"), ("every: 1e9s", "such as 6h"),
    ("enabled: no", "write false"), ("enabled: yes", "write true"), ("enabled: 'true'", "without quotes"),
    ("enabled: 0", "true or false"), ("allow_private: on", "write true"), ("tags: {a: b}", "should be a list"),
    ("tags: 'a, b'", "write [one, two]"), ("tags: [[a]]", "should be a text"), ("tags: ['']", "is empty"),
    ("select: 'div[]'", "not a CSS selector"), ("select: '::text'", "not a CSS selector"),
    ("select: 'a:foo(1)'", "not a CSS selector"), ("ignore: ['.a', '#']", "not a CSS selector"),
    ("select: ''", "is empty"), ("language: english language", "should be a language tag"),
    ("must_contain: ''", "is empty"), ("note: {a: b}", "should be a text"),
    ("headers: abc", "should be keys and values"),
    ("headers: {'a b': c}", "cannot be the name of a header"), ("headers: {Host: c}", "set by the program itself"),
    ("headers: {User-Agent: c}", "`user_agent` in monitor.yaml"), ("headers: {X: [1]}", "should be a text"),
    ('headers: {X: "a\\nY: b"}', "cannot stand in a header"), ("headers: {X: '${}'}", "write ${NAME}"),
    ("headers: {X: 'a\tb'}", "cannot stand in a header"),
    ("headers: {X: '${NOPE}'}", "the environment has no variable NOPE"), ("alerts: [x]", "should be keys and values"),
    ("alerts: {kinds: CHANGED}", "should be a list"), ("alerts: [{kinds: [CHANGD]}]", "did you mean CHANGED?"),
    ("alerts: [{roles: TOTALS}]", "did you mean TOTAL?"), ("alerts: [{direction: sideways}]", "one of UP, DOWN"),
    ("alerts: [{min_absolute: -1}]", "should not be negative"), ("alerts: [{min_relative: x}]", "such as 5 %"),
    ("alerts: [{crossing: 1,000}]", "is not a key"), ("alerts: [{against: before}]", "one of last, told"),
    ("alerts: [{indicators: camp}]", "there is no indicator `camp`"),
    ("alerts: [{pages: a}]", "is not a key of an alert"),
    ("was: ../a", "an id is up to"), ("was: example-org", "a page with the id `example-org` is still listed"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG_VALUES)
def test_a_wrong_value_is_told_with_its_line(complaints: Complain, line: str, told: str) -> None:
    found = complaints(pages=f"pages:\n  - url: https://example.org\n    {line}\n")
    assert len(found) >= 1
    assert found[0].startswith("pages.yaml:3: ")
    assert told in found[0]


WRONG_SOURCES = [
    ("follow: feed, full_text: perhaps", "`full_text`"),
    ("full_text: true", "`full_text` says something of a source: give the page `follow`, too"),
    ("follow: listing, full_text: true", "`full_text` is for `follow: feed`"),
    ("follow: latest, full_text: false", "`full_text` is for `follow: feed`"),
    ("follow: latest, most: 3", "`most` says nothing of `follow: latest`"),
]


@pytest.mark.parametrize(("keys", "told"), WRONG_SOURCES)
def test_a_key_of_a_source_is_refused_where_it_says_nothing(complaints: Complain, keys: str, told: str) -> None:
    found = complaints(pages=f"pages:\n  - {{id: a, url: 'https://example.org', {keys}}}\n")
    assert len(found) == 1
    assert told in found[0]


WRONG_SETTINGS = [
    ("time_zone: Europe/Pariss", "did you mean Europe/Paris?"), ("time_zone: ../etc/passwd", "is not a time zone"),
    ("time_zone: Europe", "is not a time zone"), ("contact: me", "e-mail address or a web address"),
    ("user_agent: Mozilla/5.0", "needs a way to reach you"), ('user_agent: "a\\nb"', "ASCII"),
    ("user_agent: é me@example.org", "ASCII"), ("workers: 0", "from 1 to 64"), ("workers: -1", "whole number"),
    ("workers: 2.5", "whole number"), ("fetch_threads: 1000", "from 1 to 64"), ("confirmations: x", "whole number"),
    ("limits: {total: 0s}", "from 10ms to 1h"), ("limits: {wire_bytes: 20 MB of data}", "such as 20 MiB"),
    ("limits: {wire_bytes: 1}", "from 1,024"), ("limits: {redirects: -1}", "from 0 to 20"),
    ("limits: {timeout: 3s}", "did you mean `total`?"), ("limits: 3", "should be keys and values"),
    ("report: {format: pdf}", "should be one of terminal"), ("alerts: [{pages: ex}]", "there is no page `ex`"),
    ("workers: tls://dask:8786", "both sides show certificates"), ("workers: tls://dask", "no address of a Dask"),
    ("workers: tcp://192.0.2.1:1", "for this machine alone"), ("workers: tcp://dask:1", "for this machine alone"),
    ("workers: http://dask:8786", "no address of a Dask"), ("workers: tcp://localhost:99999", "no address of a Dask"),
    ("workers: 'tls://dask:1?ca=a&certificate=b&pin=c'", "pin= is not known"),
    ("workers: tcp://[::1]:1?ca=a", "shows no certificates"),
    ("workers: tls://dask:1?ca=monitor.yaml&certificate=monitor.yaml&key=none.pem", "none.pem cannot be read"),
    ("alerts: [{pages: exampel-org}]", "did you mean `example-org`?"), ("alerts: [{tags: x}]", "there is no tag `x`"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "told"), WRONG_SETTINGS)
def test_a_wrong_setting_is_told_with_its_line(complaints: Complain, line: str, told: str) -> None:
    found = complaints(pages="pages:\n  - url: https://example.org\n", monitor=f"\n{line}\n")
    assert len(found) == 1
    assert found[0].startswith("monitor.yaml:2: ")
    assert told in found[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "pages.yaml: no page is listed"),
        ("# nothing\n", "pages.yaml: no page is listed"),
        ("pages: []\n", "pages.yaml:1: no page is listed"),
        ("defaults: {}\npages:\n", "pages.yaml:2: no page is listed"),
        ("pages: []\nallow_empty: false\n", "pages.yaml:1: no page is listed"),
        ("- url: https://example.org\n", "pages.yaml:1: the file should be keys and values"),
        ("pages: https://example.org\n", "pages.yaml:1: `pages`: should be a list"),
        ("pages:\n  - https://example.org\n", "pages.yaml:2: an entry of `pages`: should be keys and values"),
        ("pages:\n  - id: a\n", "pages.yaml:2: a page needs `url`"),
        ("pages:\n  - url:\n", "pages.yaml:2: a page needs `url`"),
        ("pages:\n\t- url: x\n", "pages.yaml:2: this is not YAML: indent with spaces, not with tabs"),
        ("pages: [\n", "this is not YAML"),
        ("a: b: c\n", "pages.yaml:1: this is not YAML"),
        ("pages: []\n---\npages: []\n", "pages.yaml:2: a second document begins here"),
        ("pages: []\npages: []\n", "pages.yaml:2: `pages` is given twice, first on line 1; keep one"),
        ("pages: !!python/object/apply:os.system [ls]\n", "pages.yaml:1: the tag"),
        ("pages: *nowhere\n", "pages.yaml:1: *nowhere refers to nothing above it"),
        ("pages: &a [*a]\n", "pages.yaml:1: *a refers to nothing above it"),
        ("pages:\n  - &a {url: https://example.org}\n  - <<: *a\n", "pages.yaml:3: `<<` is not part of YAML 1.2"),
        ("? [a]\n: b\n", "pages.yaml:1: a key must be a word"),
        (b"pages:\n  - url: https://example.org\n    note: caf\xe9\n", "pages.yaml:3: is not UTF-8 text"),
        ("pages: []\n".encode("utf-16"), "pages.yaml:1: is not UTF-8 text"),
        (b"pages: \x00\n", "pages.yaml: this is not YAML"),
        ('a: "\\UFFFFFFFF"\n', "this is not YAML"),
        (b"#" * (4 * 2**20 + 1), "pages.yaml: larger than 4 MiB"),
        ("a: " + "[" * 30 + "]" * 30, "pages.yaml:1: nested more than 20 deep"),
        ("a: " + "[" * 100_000, "pages.yaml:1: nested more than 20 deep"),
        (LAUGHS, "pages.yaml:6: aliases write out more than 50,000 values"),
        pytest.param(
            "a: [" + "1, " * 500_001 + "]", "pages.yaml:1: more than 500,000 values", marks=pytest.mark.slow
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_told(complaints: Complain, text: str | bytes, told: str) -> None:
    found = complaints(pages=text)
    assert [problem for problem in found if told in problem], found


ALIASES = {
    "entries": "pages:\n  - &a {url: 'https://example.org'}\n" + "  - *a\n" * 150_000,
    "wrong keys": "pages:\n  - &a {" + ", ".join(f"k{n}: v" for n in range(40)) + "}\n" + "  - *a\n" * 150_000,
    "a long text": f"x: &x '{'ab@ ' * 120_000}'\npages: [{{ignore: [{'*x, ' * 140_000}]}}]\n",
    "lists of long texts": "t: &t [" + ", ".join(f"'{'x' * 900},'" for _ in range(800)) + "]\npages:\n"
    + "  - {url: 'https://example.org', tags: *t}\n" * 7_000,
}  # fmt: skip


@pytest.mark.parametrize("text", ALIASES.values(), ids=ALIASES)
def test_a_megabyte_of_aliases_costs_no_more_than_a_megabyte_without(complaints: Complain, text: str) -> None:
    tracemalloc.start()
    try:
        (found,) = complaints(pages=text)
        assert tracemalloc.get_traced_memory()[1] < 64 * 2**20  # of 3.9 GB once
    finally:
        tracemalloc.stop()
    assert "aliases write out more than 50,000 values; what holds for all pages goes under `defaults:`" in found


def test_of_many_problems_the_first_are_told(home: Callable[..., Path]) -> None:
    with pytest.raises(ConfigError) as caught:
        load(home(pages="pages:\n" + "  - {a: 1}\n" * 1_000), {})
    lines = str(caught.value).splitlines()
    assert (len(caught.value.problems), len(lines)) == (2_000, 201)
    assert lines[-1] == "... and 1,800 problems more; mend these first."


def test_no_message_repeats_what_a_terminal_obeys(complaints: Complain) -> None:
    keys = ['"\\e]0;x\\a"', '"\\u202e"', '"\\x9b2J"']
    found = complaints(pages="pages:\n" + "".join(f"  - {{{key}: 1, id: {key}}}\n" for key in keys) + f"{keys[0]}: 1\n")
    assert len(found) == 10
    assert not any(is_hiding(problem) for problem in found)


def test_a_missing_file_is_told(complaints: Complain) -> None:
    assert complaints() == [
        "pages.yaml: there is no such file; put it back, or begin anew: `monitor init` makes one without pages"
    ]


def test_no_message_repeats_a_password(complaints: Complain) -> None:
    found = complaints(pages="pages:\n  - url: https://user:hunter2@example.org/\n  - url: user:hunter2@example.org\n")
    assert len(found) == 2
    assert "hunter2" not in "".join(found)


@given(st.text(max_size=40))
@settings(max_examples=200)
def test_values_are_read_or_refused_with_a_sentence(text: str) -> None:
    said: list[str] = []
    for read in (as_selector, as_text, duration(HOUR, YEAR).read, size(0, 10**9).read, whole(0, 10).read):
        try:
            read(document.Plain(text))
        except ValueError as error:
            said.append(str(error))
    assert all(said)


@given(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"%@`#? \n\té\u2028\x85"), max_size=60))
@settings(max_examples=300)
def test_any_text_is_a_document_or_problems(text: str) -> None:
    read = document.Document(text, Path("pages.yaml"))
    document.data(read.root)
    assert all(problem.message for problem in read.problems)


@pytest.mark.parametrize("key", sorted({key for table in FILES.values() for key in table.model_fields}))
def test_a_known_key_is_nearest_to_itself(key: str) -> None:
    assert nearest(key, {key for table in FILES.values() for key in table.model_fields}) == key
