"""What each way of failing is called, and what kind of outcome it is."""

from __future__ import annotations

from datetime import timedelta

from monitor.errors import FetchError
from monitor.model import Capture, FetchFailed, Outcome

OUTCOMES: dict[str, Outcome] = {
    "address": Outcome.BLOCKED,
    "bad_304": Outcome.FAILED,
    "bad_address": Outcome.BLOCKED,
    "bad_answer": Outcome.FAILED,
    "bad_encoding": Outcome.FAILED,
    "bad_framing": Outcome.FAILED,
    "bad_redirect": Outcome.FAILED,
    "browser_failed": Outcome.FAILED,
    "browser_missing": Outcome.FAILED,
    "browser_moving": Outcome.FAILED,
    "browser_sandbox": Outcome.FAILED,
    "budget": Outcome.BLOCKED,
    "connect": Outcome.FAILED,
    "dns_nx": Outcome.FAILED,
    "dns_temp": Outcome.FAILED,
    "downgrade": Outcome.BLOCKED,
    "redirect_loop": Outcome.FAILED,
    "robots": Outcome.BLOCKED,
    "robots_unreachable": Outcome.BLOCKED,
    "scheme": Outcome.BLOCKED,
    "stopped": Outcome.FAILED,
    "throttled": Outcome.FAILED,
    "timeout_connect": Outcome.FAILED,
    "timeout_idle": Outcome.FAILED,
    "timeout_total": Outcome.FAILED,
    "tls_expired": Outcome.FAILED,
    "tls_host": Outcome.FAILED,
    "tls_protocol": Outcome.FAILED,
    "tls_self_signed": Outcome.FAILED,
    "tls_untrusted": Outcome.FAILED,
    "too_large": Outcome.FAILED,
    "truncated": Outcome.FAILED,
    "truncated_encoding": Outcome.FAILED,
    "unframed": Outcome.SUSPECT,
}
"""Every reason but those of a status (``http_404``), and what a check comes to; `monitor.advice` says what to do."""

_STATUS = {
    400: "does not accept the request",
    401: "wants a sign-in",
    403: "refuses to show the page",
    404: "has no such page",
    410: "says that the page is gone for good",
    451: "withholds the page for legal reasons",
}


def failed(
    error: FetchError,
    *,
    capture: Capture | None = None,
    body: bytes | None = None,
    retry_after: timedelta | None = None,
) -> FetchFailed:
    """Return *error* as the value that is recorded."""
    outcome = OUTCOMES.get(error.reason, Outcome.FAILED)
    return FetchFailed(
        outcome=outcome,
        reason=error.reason,
        detail=error.detail,
        retryable=error.retryable and outcome is not Outcome.BLOCKED,
        retry_after=retry_after,
        capture=capture,
        body=body,
    )


def of_status(status: int) -> FetchError:
    """Return what a status other than 200 and 304 means."""
    what = _STATUS.get(status) or _what(status)
    retryable = status >= 500 or status in (408, 425)
    return FetchError(f"http_{status}", f"The server {what} (status {status}).", retryable=retryable, status=status)


def _what(status: int) -> str:
    if status >= 500:
        return "reports a fault of its own"
    return "refuses the request" if status >= 400 else "answers without a page"
