"""Whatever bytes are to be read: a text in good order or an ExtractError, the same each time, and never a surprise."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from derivations import derived
from faults import statement
from fuzz_driver import fuzz
from fuzz_pages import MARKUP, TYPES, mutated
from hypothesis import strategies as st

from monitor.errors import ExtractError
from monitor.examine import digest_of, examine
from monitor.extract import judge, read
from monitor.model import Block, Capture, Fetched, Outcome, Page, Text
from monitor.model.baseline_codec import decode
from monitor.model.examining import Task

pytestmark = pytest.mark.slow
NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
PAGE = Page(id="p", url="https://news.example/page")
CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF}
KEPT = {0x09, 0x0A, 0x0D}


def _fetched(body: bytes, content_type: str | None) -> Fetched:
    capture = Capture(
        url=PAGE.url, final_url=PAGE.url, status=200, requested_at=NOON, captured_at=NOON,
        headers=(("Content-Type", content_type),) if content_type is not None else (),
    )  # fmt: skip
    return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())


def _read(body: bytes, content_type: str | None) -> Text | None:
    try:
        text = read(body, content_type=content_type)
    except ExtractError as error:
        _is_told(error)
        return None
    _is_sound(text, body)
    judge(_fetched(body, content_type), text, 0, Text(content="", blocks=(), title="Camp"))
    return text


def _is_told(error: ExtractError) -> None:
    assert error.reason.replace("_", "").isalpha()
    assert error.detail.isprintable()


def _is_sound(text: Text, body: bytes) -> None:
    assert len(text.content) <= 2 * len(body) + 100  # characters between blocks, and those that entities stand for
    assert len(text.blocks) <= len(body)
    assert not {ord(c) for c in set(text.content) | set(text.title)} & CONTROLS - KEPT
    last = 0
    for block in text.blocks:
        last = _follows(block, last, text)


def _follows(block: Block, last: int, text: Text) -> int:
    assert last <= block.start < block.end <= len(text.content)
    assert all(block.start <= start < end <= block.end for start, end in block.marks)
    return block.end


def test_any_markup_is_read() -> None:
    def check(markup: str, content_type: str | None) -> None:
        body = ("<html>" + markup)[:200_000].encode("utf-8", "surrogatepass")
        assert _read(body, content_type) == _read(body, content_type)

    fuzz(check, markup=MARKUP, content_type=TYPES)


@pytest.mark.parametrize("tag", ["ul", "dl", "table", "div", "blockquote"])
def test_nesting_after_a_long_text_costs_no_more_for_its_length(tag: str, costs_at_most: Callable[..., bool]) -> None:
    short, long = (f"<html>{'7,000 people' * times}{f'<{tag}>' * 40_000}".encode() for times in (20, 2_000))
    assert costs_at_most(3, lambda: _read(long, "text/html"), lambda: _read(short, "text/html"))


def test_any_accident_to_a_page_is_an_outcome() -> None:
    first = examine(Task(page=PAGE, fetched=_fetched(statement("1,000"), "text/html; charset=utf-8")))
    assert first.outcome is Outcome.FIRST
    baseline = derived(first).baseline
    digest = digest_of(decode(baseline).text)

    def check(body: bytes, content_type: str | None, accepted: bool) -> None:
        task = Task(
            page=PAGE, fetched=_fetched(body, content_type), baseline=baseline, text_digest=digest,
            accepted=accepted,
        )  # fmt: skip
        got = examine(task)
        if got.outcome in (Outcome.FAILED, Outcome.SUSPECT):
            assert got.reason
            assert got.detail
            assert got.derived is None
        elif got.derived is not None:
            _is_sound(got.derived.reading.text, body)

    fuzz(check, body=mutated() | st.binary(max_size=600), content_type=TYPES, accepted=st.booleans())


CODECS = [
    "utf-8", "cp1252", "iso8859-2", "iso8859-15", "koi8-r", "cp1251", "shift_jis", "euc_jp", "iso2022_jp", "gb18030",
    "big5",
    "euc_kr", "utf-16-le", "utf-16-be", "cp1256", "mac-roman",
]  # fmt: skip
NAMES = [
    *CODECS,
    "utf8",
    "latin1",
    "us-ascii",
    "utf-32",
    "utf-7",
    "x-user-defined",
    "nonsense",
    "",
    "utf-8\x00",
    "é",
    "hex",
    "zlib",
    "idna",
]
NAMED = st.none() | st.sampled_from(NAMES)
MARKS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE]


def test_any_encoding_under_any_name_is_read() -> None:
    def check(words: str, codec: str, header: str | None, meta: str | None, mark: bytes) -> None:
        declared = f'<meta charset="{meta}">' if meta is not None else ""
        page = f"<!doctype html><html><head>{declared}<title>t</title></head><body><p>7,000 {words}</p></body></html>"
        body = mark + page.encode(codec, "replace")
        content_type = "text/html" if header is None else f"text/html; charset={header}"
        text = _read(body, content_type)
        if (
            not mark
            and header == codec
            and text is not None
            and codec not in ("iso2022_jp", "shift_jis", "big5", "euc_kr")
        ):
            assert "7,000" in text.content  # what is named rightly is read rightly

    fuzz(
        check, words=st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=80),
        codec=st.sampled_from(CODECS), header=NAMED, meta=NAMED, mark=st.sampled_from(MARKS),
    )  # fmt: skip
