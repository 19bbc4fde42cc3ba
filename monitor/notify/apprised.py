"""What Apprise is asked to do, in a process apart (`sender.py`): nothing else imports Apprise.

Its own words about a failure may hold parts of the address, which is secret: they are masked here, before anybody sees
them.
"""

from __future__ import annotations

import difflib
import logging
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import requests
from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat, PersistentStoreMode
from apprise.manager_plugins import NotificationManager

from monitor.errors import NotifyError
from monitor.model.sanitize import shortened
from monitor.notify.confine import Guard
from monitor.notify.webhook import refuses

LONGEST_REASON = 300  # characters of what Apprise says
_PART = re.compile(r"[^/:@?&=,#]{4,}")
_ASSET = AppriseAsset(
    http_redirects=False,
    storage_mode=PersistentStoreMode.MEMORY,
    app_id="monitor",
    image_url_mask=None,
    image_url_logo=None,
)


def send(task: Mapping[str, Any], guard: Guard) -> dict[str, object]:
    """Send *task* (`service.py`); return nothing to tell.

    Raises:
        NotifyError: it was not sent.
    """
    said, statuses = _listen(), _watch_requests()
    service = _service(task["url"])
    if service is None:
        raise NotifyError("Apprise can do nothing with the channel's address; monitor config check says more.")
    if task["allow_private"] and service.host:
        guard.allow(service.host, service.port)
    apprise = Apprise(asset=_ASSET)
    apprise.add(service)
    if not apprise.notify(body=task["text"], title=task["title"], body_format=NotifyFormat.TEXT):
        reason = shortened(masked(" ".join(said), task["url"]), LONGEST_REASON) or "it gives no reason"
        refused = bool(statuses) and refuses(statuses[-1])
        raise NotifyError(f"Apprise did not send it: {reason}", refused=refused)
    return {}


def judge(task: Mapping[str, Any], _guard: Guard) -> dict[str, object]:
    """Return, as ``fault``, what is wrong with the address that *task* names; empty: nothing is."""
    scheme = task["url"].partition("://")[0].lower()
    known = NotificationManager()
    if scheme not in known:
        near = difflib.get_close_matches(scheme, known.schemas(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return {"fault": f"Apprise knows no service called {shortened(scheme)}{hint}"}
    service = _service(task["url"])
    if service is None:
        return {"fault": f"Apprise cannot use this address; {known[scheme].setup_url} says how one is written"}
    count = len(service) // (1 + service.retry)
    if count > 1:
        many = f"it leads to {count} recipients, and Apprise does not say which of them took a message"
        return {"fault": f"{many}; write a channel for each"}
    return {"fault": ""}


def masked(said: str, url: str) -> str:
    """Return *said* without any part of *url* but its scheme."""
    parts = _PART.findall(url.partition("://")[2])
    for part in sorted({*parts, *map(unquote, parts)}, key=len, reverse=True):
        said = said.replace(part, "***")
    return said


def _service(url: str) -> NotifyBase | None:
    return Apprise.instantiate(url, asset=_ASSET, suppress_exceptions=True)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _listen() -> list[str]:
    """Return a list to which what Apprise warns of is added."""
    listener = _Listener()
    logging.getLogger("apprise").addHandler(listener)
    return listener.said


def _watch_requests() -> list[int]:
    """Have no request of this process follow a redirect or trust anybody; return where the statuses of answers go."""
    statuses: list[int] = []
    plainly = requests.Session.send

    def send(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        options["allow_redirects"] = False
        options["verify"] = options.get("verify") or os.environ["REQUESTS_CA_BUNDLE"]
        response = plainly(session, request, **options)
        statuses.append(response.status_code)
        return response

    requests.Session.send = send  # type: ignore[assignment,method-assign]
    return statuses
