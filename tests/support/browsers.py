"""Pages that only scripts fill, and tests that load them in a real Chromium.

Such a test is passed over, with the reason, where there is none. Where MONITOR_TESTS_NEED_BROWSER is set, as CI does,
it fails instead: nobody is told that it passed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import pytest
from loopback import Asked, Step, page

from monitor.errors import FetchError
from monitor.fetch.browser import installed


@cache
def _why_not() -> str:
    try:
        installed.chromium()
    except FetchError as error:
        return error.detail
    return ""


needs_browser = pytest.mark.skipif(
    "MONITOR_TESTS_NEED_BROWSER" not in os.environ and bool(_why_not()), reason=_why_not() or "there is a browser"
)


def written(script: str, body: str = "<div id=root></div>", head: str = "") -> bytes:
    """Return a page that *script* writes; in it, `show(text)` shows a paragraph."""
    show = "const show = text => { document.getElementById('root').innerHTML = '<p>' + text + '</p>'; };"
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Visits</title>{head}</head><body>{body}"
        f"<noscript>Scripts are needed.</noscript><script>{show}\n{script}</script></body></html>"
    ).encode()


def serving(**answers: bytes | list[Step]) -> Callable[[Asked], list[Step]]:
    """Return what answers each path, named by its letters alone."""

    def answer(asked: Asked) -> list[Step]:
        found = answers.get("".join(filter(str.isalpha, asked.path)), b"")
        return page(found) if isinstance(found, bytes) else found

    return answer
