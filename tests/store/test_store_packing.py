"""A snapshot's file is gzip as any tool knows it, and the same for the same bytes, whoever packs it and whenever."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.store import FolderArchive
from monitor.store.archives.snapshot_names import Named

BODIES = {
    "nothing": b"",
    "a page": "<p>There are 7,000 people in the camp — 1,160 of them children.</p>\n".encode() * 40,
    "what cannot be packed": random.Random(18).randbytes(200_000),
}
PLAIN = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"  # deflate; no name, no remark; no time (RFC 1952, section 2.3)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_snapshot_is_plain_gzip(body: bytes, tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    archive = FolderArchive(tmp_path)
    file = archive.write(Named(page_id="camp", number=1, at=at, digest="0" * 64, content_type="text/html"), body)
    packed = (tmp_path / file).read_bytes()
    assert packed.startswith(PLAIN)
    assert gzip.decompress(packed) == body
    assert b"".join(archive.pieces(file)) == body
