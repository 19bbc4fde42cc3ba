"""What a server says back of the credentials that it was sent is not kept: no record, error or log may hold them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.model import Capture, Fetched, FetchFailed, Hop, NotModified, Page, Validators
from monitor.model.sanitize import masked

Got = Fetched | NotModified | FetchFailed


def without_secrets(got: Got, page: Page) -> Got:
    """Return *got* with what is secret of *page* masked in all but the body, which is the page's own."""
    if not page.secrets:
        return got

    def bare(text: str) -> str:
        return masked(text, page.secrets)

    if isinstance(got, FetchFailed):
        return replace(got, detail=bare(got.detail), capture=got.capture and _masked(got.capture, bare))
    return replace(got, capture=_masked(got.capture, bare))


def _masked(capture: Capture, bare: Callable[[str], str]) -> Capture:
    validators = capture.validators
    said_back = any(bare(value) != value for value in (validators.etag, validators.url) if value)
    return replace(
        capture,
        final_url=bare(capture.final_url),
        redirects=tuple(
            Hop(url=bare(hop.url), status=hop.status, location=bare(hop.location)) for hop in capture.redirects
        ),
        headers=tuple((name, _header(name, bare(value))) for name, value in capture.headers),
        validators=Validators() if said_back else validators,
    )


def _header(name: str, value: str) -> str:
    """Return the value of a header; that of a cookie may open what the page's own credentials opened."""
    if name.lower() != "set-cookie":
        return value
    return f"{value.partition('=')[0]}=***"
