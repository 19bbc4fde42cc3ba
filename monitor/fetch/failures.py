"""What each way of failing is called, what kind of outcome it is, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.errors import FetchError
from monitor.model import Capture, FetchFailed, Outcome


@dataclass(frozen=True, slots=True)
class _Kind:
    advice: str
    outcome: Outcome = Outcome.FAILED


_LATER = "Nothing to do: it is tried again by itself."
_LIMIT = "If the page is meant to be so large, raise `{}` under `limits` in config/monitor.yaml."
_TLS = "Tell the site's keeper; the page is not read over a connection that cannot be trusted."
_PIN = "If you know that the certificate is right, pin it for this page with `ca_file`; else ask who runs the site."
_ROBOTS = "Ask the site for leave; then set `ignore_robots: true` for this page."

KINDS: dict[str, _Kind] = {
    "address": _Kind("If it is your own server, set `allow_private: true` for this page.", Outcome.BLOCKED),
    "bad_304": _Kind("If it lasts, set `conditional: false` for this page.", Outcome.FAILED),
    "bad_address": _Kind("Correct the page's `url` in config/pages.yaml.", Outcome.BLOCKED),
    "bad_answer": _Kind("Open the address in a browser: another kind of server may answer there."),
    "bad_encoding": _Kind("If it lasts, tell the site's keeper: the server packs its pages wrongly."),
    "bad_framing": _Kind("If it lasts, tell the site's keeper: the server says two lengths for one answer."),
    "bad_redirect": _Kind("Open the page in a browser and put the address where it ends into config/pages.yaml."),
    "budget": _Kind("If it is your own or agreed with the site, raise `host_bytes_a_day`.", Outcome.BLOCKED),
    "connect": _Kind(_LATER),
    "dns_nx": _Kind("Look for a typing error in the page's `url`, or for the site's new name."),
    "dns_temp": _Kind("If every page says so, check this machine's name server."),
    "downgrade": _Kind("If the site has given up https, put the http address into config/pages.yaml.", Outcome.BLOCKED),
    "redirect_loop": _Kind("Open the page in a browser: it may want cookies; look for another address of it."),
    "robots": _Kind(_ROBOTS, Outcome.BLOCKED),
    "robots_unreachable": _Kind("If it lasts, tell the site's keeper: its robots.txt cannot be read.", Outcome.BLOCKED),
    "scheme": _Kind("Put an http or https address of the page into config/pages.yaml.", Outcome.BLOCKED),
    "stopped": _Kind(_LATER),
    "throttled": _Kind("Nothing to do: it is tried again when the server allows. If it lasts, raise `every`."),
    "timeout_connect": _Kind(_LATER),
    "timeout_idle": _Kind(_LATER),
    "timeout_total": _Kind(_LIMIT.format("total").replace("so large", "so slow")),
    "tls_expired": _Kind(_TLS),
    "tls_host": _Kind("Look for the site's right name; its certificate is for another."),
    "tls_protocol": _Kind(_TLS),
    "tls_self_signed": _Kind(_PIN),
    "tls_untrusted": _Kind(_PIN),
    "too_large": _Kind(_LIMIT.format("wire_bytes` or `decoded_bytes")),
    "truncated": _Kind(_LATER),
    "truncated_encoding": _Kind(_LATER),
    "unframed": _Kind("It is believed when the same answer comes again; nothing to do.", Outcome.SUSPECT),
}

_STATUS: dict[int, tuple[str, str]] = {
    400: ("does not accept the request", "Check the page's `url` and `headers`."),
    401: ("wants a sign-in", "Set `headers:` with Authorization: ${NAME} if you have access, or follow another page."),
    403: ("refuses to show the page", "Open it in a browser; if it shows there, ask the site to let this program in."),
    404: ("has no such page", "Look where the page has gone; if it is gone for good, run: monitor disable ID."),
    410: ("says that the page is gone for good", "Its history is kept; run: monitor disable ID."),
    451: (
        "withholds the page for legal reasons",
        "Look for the publisher's statement, or another address of the page.",
    ),
}


def failed(
    error: FetchError,
    *,
    capture: Capture | None = None,
    body: bytes | None = None,
    retry_after: timedelta | None = None,
) -> FetchFailed:
    """Return *error* as the value that is recorded."""
    kind = KINDS.get(error.reason) or _Kind(_advice(error.status))
    return FetchFailed(
        outcome=kind.outcome,
        reason=error.reason,
        detail=error.detail,
        advice=kind.advice,
        retryable=error.retryable and kind.outcome is not Outcome.BLOCKED,
        retry_after=retry_after,
        capture=capture,
        body=body,
    )


def of_status(status: int) -> FetchError:
    """Return what a status other than 200 and 304 means."""
    what, _ = _STATUS.get(status, (_what(status), ""))
    retryable = status >= 500 or status in (408, 425)
    return FetchError(f"http_{status}", f"The server {what} (status {status}).", retryable=retryable, status=status)


def _what(status: int) -> str:
    if status >= 500:
        return "reports a fault of its own"
    return "refuses the request" if status >= 400 else "answers without a page"


def _advice(status: int | None) -> str:
    if status is None:
        return "If it lasts, report it with the output of: monitor check ID --json."
    return _STATUS.get(status, ("", _LATER if status >= 500 else "Open the page in a browser and see."))[1]
