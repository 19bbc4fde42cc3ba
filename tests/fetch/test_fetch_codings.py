"""FAULTS N9 to N11: content codings undone, with proof that the coded stream ended."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import packed

from monitor.errors import FetchError
from monitor.fetch import codings

CODED = ("gzip", "deflate", "br")


def undo(pieces: list[bytes], coding: str, cap: int) -> bytes:
    return codings.undo(pieces, coding, cap, wire_cap=2**24)


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("coding", CODED)
@given(body=st.binary(max_size=3_000), size=st.integers(1, 500))
def test_what_was_packed_comes_back(coding: str, body: bytes, size: int) -> None:
    assert undo(pieces(packed(body, coding), size), coding, 10_000) == body


@pytest.mark.parametrize("coding", CODED)
@given(body=st.binary(min_size=1, max_size=300), cut=st.integers(1, 400))
def test_no_beginning_passes_for_the_whole(coding: str, body: bytes, cut: int) -> None:
    whole = packed(body, coding)
    start = whole[: max(1, len(whole) - cut)]
    with pytest.raises(FetchError) as caught:
        undo([start], coding, 10_000)
    assert caught.value.reason == "truncated_encoding"


def reason_of(data: bytes, coding: str) -> str:
    try:
        undo([data], coding, 10_000)
    except FetchError as error:
        return error.reason
    return ""


@pytest.mark.parametrize("coding", CODED)
@given(junk=st.binary(max_size=300))
def test_any_bytes_are_undone_or_refused_by_name(coding: str, junk: bytes) -> None:
    assert reason_of(junk, coding) in ("", "bad_encoding", "truncated_encoding", "too_large")


@pytest.mark.parametrize("coding", CODED)
def test_the_cap_holds_to_the_byte(coding: str) -> None:
    body = bytes(range(256)) * 100
    assert undo([packed(body, coding)], coding, len(body)) == body
    with pytest.raises(FetchError) as caught:
        undo([packed(body, coding)], coding, len(body) - 1)
    assert (caught.value.reason, caught.value.retryable) == ("too_large", False)


@pytest.mark.parametrize("coding", CODED)
def test_a_body_larger_than_what_is_held_at_once_comes_whole(coding: str) -> None:
    body = random.Random(1).randbytes(codings.HELD + 1_000) * 2
    assert undo(pieces(packed(body, coding), 30_000), coding, len(body)) == body


def test_deflate_without_its_frame_is_read_too() -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    raw = packer.compress(b"1,160 visits") + packer.flush()
    assert undo(pieces(raw, 1), "deflate", 100) == b"1,160 visits"


def test_gzip_in_several_members_and_padded() -> None:
    data = gzip.compress(b"1,160 ") + gzip.compress(b"visits") + bytes(8)
    assert undo(pieces(data, 7), "gzip", 100) == b"1,160 visits"


def test_what_comes_after_the_end_is_refused() -> None:
    with pytest.raises(FetchError) as caught:
        undo([gzip.compress(b"1,160") + b"more"], "gzip", 100)
    assert caught.value.reason == "bad_encoding"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("br, identity", "br"),
        (" , gzip", "gzip"),
    ],
)
def test_the_coding_that_a_header_names(header: str | None, name: str) -> None:
    assert codings.named(header) == name


@pytest.mark.parametrize("header", ["gzip, br", "gzip, gzip", "zstd", "compress", "gzip;q=1", "aes128gcm"])
def test_codings_that_were_not_offered_are_refused(header: str) -> None:
    with pytest.raises(FetchError) as caught:
        codings.named(header)
    assert caught.value.reason == "bad_encoding"


def test_members_without_end_are_refused() -> None:
    assert reason_of(gzip.compress(b"") * (codings.MOST_MEMBERS + 1), "gzip") == "bad_encoding"
