"""Answers in our own words, and short ways to look at what was read in them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from monitor.extract import read
from monitor.model import Block, Capture, Fetched, Hop, Page, Region, Text

NOON = datetime(2024, 5, 2, 12, 0, tzinfo=UTC)
URL = "https://statements.example/camp"


def markup(body: str, *, head: str = "<title>Camp</title>", language: str = "en") -> bytes:
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def text_of(body: str, *, head: str = "<title>Camp</title>", language: str = "en", page: Page | None = None) -> Text:
    return read(markup(body, head=head, language=language), content_type="text/html; charset=utf-8", page=page)


def lines(text: Text, region: Region | None = None) -> list[str]:
    return [text.of(block) for block in text.blocks if region is None or block.region is region]


def block_of(text: Text, words: str) -> Block:
    return next(block for block in text.blocks if words in text.of(block))


def fetched(
    body: bytes,
    *,
    url: str = URL,
    final_url: str | None = None,
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),),
) -> Fetched:
    final = final_url or url
    capture = Capture(
        url=url,
        final_url=final,
        redirects=(Hop(url=url, status=302, location=final),) if final != url else (),
        status=200,
        headers=headers,
        requested_at=NOON,
        captured_at=NOON,
    )
    return Fetched(capture=capture, body=body, digest=hashlib.sha256(body).hexdigest())


def page(**settings: object) -> Page:
    return Page(id="camp", url=URL, **settings)  # type: ignore[arg-type]
