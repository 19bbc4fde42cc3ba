"""One key is changed by command: every other line and comment of the file stays, and the change is what was asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_config_edit import FILES, Written, kept, pages

from monitor.config import Setting, read_setting, remove, set_defaults, set_pages, set_service
from monitor.config.document import Document, data
from monitor.errors import ConfigError

READ = [
    ("every=3h", Setting(key="every", sign="=", value="3h")),
    ("note=a = b", Setting(key="note", sign="=", value="a = b")),
    ("note=", Setting(key="note", sign="=", value="")),
    ("tags+=a, b", Setting(key="tags", sign="+=", value="a, b")),
    ("tags-=a", Setting(key="tags", sign="-=", value="a")),
    ("limits.total = 90s", Setting(key="limits.total", sign="=", value="90s")),
]


@pytest.mark.parametrize(("text", "setting"), READ)
def test_a_setting_is_read(text: str, setting: Setting) -> None:
    assert read_setting(text) == setting


@pytest.mark.parametrize("text", ["every", "=3h", "3=h", "a b=c"])
def test_what_is_no_setting_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="write key=value"):
        read_setting(text)


PAGE = """\
defaults: {tags: [all]}   # d
pages:
  - id: b   # the ministry
    # read twice a day
    url: https://b.example/
    every: 6h   # often
    tags: [uk, "x y"]  # t
    # the end
  - id: c
    url: https://c.example/
"""
TAGS = "pages:\n  - id: b\n    tags:\n      - a  # first\n      # between\n      - c\n    url: https://b.example/\n"

FIRST = "      - a  # first\n"
BLOCK = "pages:\n  - id: b\n    note: |\n      one\n      two\n\n    url: x\n"
ALL = "defaults: {tags: all}\npages:\n  - id: b\n"
SHARED = "pages:\n- id: b\n  note: &u x\n- {id: c, note: *u}\n"
IDLE = "limits:\n  idle: 2s\n"
COMMENTED = "# contact: you\n"
PAGES: list[tuple[str, str, str, str, str]] = [
    # what happens, the file, the setting, what stands in it, what stands there instead
    ("changed", PAGE, "every=3h", "every: 6h   # often", "every: 3h   # often"),
    ("added", PAGE, "note=It is so", '"x y"]  # t\n', '"x y"]  # t\n    note: It is so\n'),
    ("quoted", PAGE, "note=no: #1", '"x y"]  # t\n', '"x y"]  # t\n    note: "no: #1"\n'),
    ("taken out", PAGE, "every=", "    every: 6h   # often\n", ""),
    ("a flag", PAGE, "conditional=False", '"x y"]  # t\n', '"x y"]  # t\n    conditional: false\n'),
    ("one more tag", PAGE, "tags+=fr", '[uk, "x y"]', '[uk, "x y", fr]'),
    ("tags that are there", PAGE, "tags+=uk,x y", "", ""),
    ("one tag less", PAGE, "tags-=uk", '[uk, "x y"]', '["x y"]'),
    ("another list", PAGE, "tags=fr, uk", '[uk, "x y"]', "[uk, fr]"),
    ("no tag of its own", PAGE, "tags=", '    tags: [uk, "x y"]  # t\n', ""),
    ("nothing to take out", PAGE, "note=", "", ""),
    ("as it is", PAGE, "every=6h", "", ""),
    ("below", TAGS, "tags+=d", "      - c\n", "      - c\n      - d\n"),
    ("from between", TAGS, "tags-=a", "      - a  # first\n", ""),
    ("all others", TAGS, "tags=c,e", FIRST + "      # between\n      - c\n", "      # between\n      - c\n      - e\n"),
    ("the whole list", TAGS, "tags=", "    tags:\n      - a  # first\n      # between\n      - c\n", ""),
    ("one text", "pages: [{id: b, tags: uk, url: 'x'}]\n", "tags+=fr", "tags: uk", "tags: [uk, fr]"),
    ("in braces", "pages: [{id: b, url: 'x'}]\n", "every=3h", "'x'}", "'x', every: 3h}"),
    ("out of braces", "pages: [{id: b, note: z, url: 'x'}]\n", "note=", ", note: z", ""),
    ("first in braces", "pages: [{note: z, id: b, url: 'x'}]\n", "note=", "note: z, ", ""),
    ("behind the dash", "pages:\n  - note: z\n    id: b\n    url: x\n", "note=", "note: z\n    id", "id"),
    ("before a comment", "pages:\n  - note: z\n    # c\n    id: b\n", "note=", "note: z", "note: "),
    ("a block text", BLOCK, "note=z", "|\n      one\n      two\n\n", "z\n\n"),
    ("the inherited ones too", ALL, "tags+=uk", "id: b\n", "id: b\n    tags: [all, uk]\n"),
    ("but the inherited one", ALL, "tags-=all", "id: b\n", "id: b\n    tags: []\n"),
    ("a selector is whole", "pages:\n  - id: b\n", "ignore+=.a, .b", "id: b\n", 'id: b\n    ignore: [".a, .b"]\n'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "setting", "old", "new"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_a_key_of_a_page_is_changed_and_nothing_else(text: str, setting: str, old: str, new: str) -> None:
    assert set_pages(text, ["b"], read_setting(setting))[0].text == text.replace(old, new, 1)


Change = Callable[[str, Setting], object]
OTHERS: list[tuple[Change, str, str, str]] = [
    (set_defaults, "defaults:\n  every: 6h  # d\npages: []\n", "every=1d", "defaults:\n  every: 1d  # d\npages: []\n"),
    (set_defaults, "defaults:\n  every: 6h\npages: []\n", "every=", "defaults:\npages: []\n"),
    (set_defaults, "pages: []\n", "tags=a,b", "pages: []\ndefaults:\n  tags: [a, b]\n"),
    (set_defaults, "defaults:\npages: []\n", "every=1d", "defaults: {every: 1d}\npages: []\n"),
    (set_defaults, "pages: []\n", "tags=", "pages: []\n"),
    (set_service, "", "contact=a@b.example", "contact: a@b.example\n"),
    (set_service, "# c\n", "contact=a@b.example", "# c\ncontact: a@b.example\n"),
    (set_service, COMMENTED + "\nworkers: 2\n", "contact=a@b.c", COMMENTED + "contact: a@b.c\n\nworkers: 2\n"),
    (set_service, "workers: 2  # w\n", "workers=4", "workers: 4  # w\n"),
    (set_service, "workers: 2\n", "limits.total=90s", "workers: 2\nlimits:\n  total: 90s\n"),
    (set_service, IDLE + "workers: 2\n", "limits.total=90s", IDLE + "  total: 90s\nworkers: 2\n"),
    (set_service, "limits: {idle: 2s}\n", "limits.wire_bytes=20 MiB", 'limits: {idle: 2s, wire_bytes: "20 MiB"}\n'),
    (set_service, "limits: {}\n", "limits.total=90s", "limits: {total: 90s}\n"),
    (set_service, "{workers: 2}\n", "report.since=30d", "{workers: 2, report: {since: 30d}}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "text", "setting", "after"), OTHERS)
def test_a_key_of_all_pages_or_of_the_service_is_changed(change: Change, text: str, setting: str, after: str) -> None:
    changed = change(text, read_setting(setting))
    assert getattr(changed, "text") == after  # noqa: B009 (three functions, one shape)


REFUSED: list[tuple[Callable[[Setting], object], str, str]] = [
    (lambda one: set_pages(PAGE, ["b"], one)[0], "evry=3h", "did you mean `every`?"),
    (lambda one: set_pages(PAGE, ["b"], one)[0], "evry=", "did you mean `every`?"),
    (lambda one: set_pages(PAGE, ["b"], one)[0], "tags-=fr", "`tags` has no 'fr'; it has uk, x y"),
    (lambda one: set_pages(PAGE, ["b"], one)[0], "every+=3h", "`every` has one value"),
    (lambda one: set_pages(PAGE, ["b"], one)[0], "headers=x", "edited by hand"),
    (lambda one: set_pages(PAGE, ["b"], one)[0], "alerts=", "edited by hand"),
    (lambda one: set_pages(PAGE, ["x"], one)[0], "every=3h", "there is no page `x`"),
    (lambda one: set_pages("z: &e {id: b}\npages: [*e]\n", ["b"], one)[0], "every=3h", "an alias"),
    (lambda one: set_pages(SHARED, ["b"], one)[0], "note=y", "edited safely"),
    (lambda one: set_defaults("pages: []\n", one), "url=x", "is not a key of `defaults`"),
    (lambda one: set_defaults("defaults: 3\npages: []\n", one), "every=3h", "keys and values"),
    (lambda one: set_service("", one), "limit.total=3s", "is not a key of monitor.yaml"),
    (lambda one: set_service("", one), "limits.totl=3s", "did you mean `total`?"),
    (lambda one: set_service("", one), "limits=3s", "edited by hand"),
    (lambda one: set_service("- a\n", one), "workers=3", "keys and values"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "setting", "told"), REFUSED)
def test_what_cannot_be_set_is_refused(edit: Callable[[Setting], object], setting: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        edit(read_setting(setting))
    assert told in str(caught.value)


def test_what_was_and_what_is_are_told() -> None:
    changed = set_pages(PAGE, ["b"], read_setting("tags-=uk"))[0]
    assert (changed.before, changed.after) == (["uk", "x y"], ["x y"])


@given(
    FILES,
    st.data(),
    st.sampled_from(["note=one two", "every=3h", "tags+=new", "tags-=a", "speaker=x: #", "note=", "tags="]),
)
@settings(max_examples=60)
def test_setting_keeps_every_other_key(file: Written, draw: st.DataObject, setting: str) -> None:
    if not file.ids:
        return
    page_id = draw.draw(st.sampled_from(file.ids))
    wanted = read_setting(setting)
    try:
        edited = set_pages(file.text, [page_id], wanted)[0].text
    except ConfigError as error:
        assert "has no 'a'" in str(error) or "edited safely" in str(error)  # noqa: PT017 (some files are for hands)
        return
    before, now = ({str(page["id"]): dict(page) for page in pages(text)} for text in (file.text, edited))
    value = now[page_id].pop(wanted.key, None)
    assert (value is None) == (wanted.value == "") or wanted.sign == "-="
    before[page_id].pop(wanted.key, None)
    assert now == before
    assert ("\r\n" in file.text) <= (edited.count("\n") == edited.count("\r\n"))
    if wanted.key not in file.text:
        assert kept(file.text, edited)
    assert not Document(edited, Path("x")).problems
    assert data(Document(edited, Path("x")).root) is not None


@given(FILES)
@settings(max_examples=60)
def test_many_pages_are_changed_as_one_by_one(file: Written) -> None:
    if not file.ids:
        return
    for setting in map(read_setting, ("every=3h", "note=", "tags+=new")):
        one_by_one: str | None = file.text
        try:
            for page_id in file.ids:
                one_by_one = set_pages(one_by_one or "", [page_id], setting)[0].text
        except ConfigError:
            one_by_one = None
        try:
            assert set_pages(file.text, file.ids, setting)[0].text == one_by_one
        except ConfigError:
            assert one_by_one is None


@given(FILES)
@settings(max_examples=60)
def test_many_pages_are_removed_as_one_by_one(file: Written) -> None:
    gone = file.ids[1:]
    one_by_one = file.text
    for page_id in reversed(gone):
        one_by_one = remove(one_by_one, page_id)
    assert remove(file.text, *gone) == one_by_one if gone else True
