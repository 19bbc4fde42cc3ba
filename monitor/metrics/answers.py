"""What is answered to programs: /metrics, /healthz and /readyz, by GET, to nobody who calls us otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from monitor.metrics.health import Verdict
from monitor.model.sanitize import json_text
from monitor.web.listening import Listening

Headers = list[tuple[str, str]]
Answer = tuple[HTTPStatus, str, bytes]  #: status, content type, body
Start = Callable[[str, Headers], object]
PLAIN = "text/plain; charset=utf-8"
HARDENING: Headers = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
]


class App:
    """An application of WSGI."""

    def __init__(self, answers: Mapping[str, Callable[[], Answer]], listening: Listening) -> None:
        """Prepare to give *answers*, by path, to who asks *listening* by a name that it trusts."""
        self._answers, self._listening = answers, listening

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        status, kind, body = self._answer(environ)
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), *HARDENING]
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers.append(("Allow", "GET, HEAD"))
        start(f"{status.value} {status.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: Mapping[str, Any]) -> Answer:
        if not self._listening.trusts(environ.get("HTTP_HOST", "")):
            return _plain(HTTPStatus.BAD_REQUEST, "This does not answer to that name: `metrics: names`.")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _plain(HTTPStatus.METHOD_NOT_ALLOWED, "Only to be asked.")
        answer = self._answers.get(environ["PATH_INFO"])
        return answer() if answer else _plain(HTTPStatus.NOT_FOUND, f"Here are {', '.join(self._answers)}.")


def measured(registry: CollectorRegistry) -> Answer:
    """Return the measures of *registry*, in the text that Prometheus reads."""
    return HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest(registry)


def judged(verdict: Verdict) -> Answer:
    """Return *verdict* as JSON; one that is not well has status 503."""
    said = {
        "status": "ok" if verdict.is_well else "failing",
        "checks": dict(verdict.checks),
        "notes": dict(verdict.notes),
    }
    status = HTTPStatus.OK if verdict.is_well else HTTPStatus.SERVICE_UNAVAILABLE
    return status, "application/json", f"{json_text(json.dumps(said, ensure_ascii=False))}\n".encode()


def _plain(status: HTTPStatus, said: str) -> Answer:
    return status, PLAIN, f"{said}\n".encode()
