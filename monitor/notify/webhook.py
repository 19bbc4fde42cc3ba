"""A webhook: the message is posted as JSON with its key, and signed where the channel has a secret.

Signed as Standard Webhooks 1.0 has it, so that a receiver may check it with a library of its own language: the headers
``webhook-id``, ``webhook-timestamp`` (seconds since 1970) and ``webhook-signature``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from monitor.errors import NotifyError, PageError
from monitor.model import Channel
from monitor.notify.message import Message, Ways

_PASSING = frozenset({408, 425, 429})  # of the statuses from 400 to 499, those that say "not now", not "not this"


def send(channel: Channel, message: Message, ways: Ways) -> None:
    """Post *message*; any status from 200 to 299 says that it was taken.

    Raises:
        NotifyError: it was not. Statuses from 400 to 499 refuse this message, but for 408, 425 and 429.
    """
    body = message.json.encode()
    headers = {**dict(channel.headers), "Content-Type": "application/json", "Idempotency-Key": message.key}
    if channel.secret:
        headers |= signed(message.key, body, channel.secret, ways.now())
    try:
        status = ways.post(channel.target, body, headers, allow_private=channel.allow_private, ca_file=channel.ca_file)
    except PageError as error:
        raise NotifyError(error.detail) from error
    if 300 <= status < 400:
        raise NotifyError(f"The webhook redirects elsewhere (status {status}), which is not followed.")
    if not 200 <= status < 300:
        raise NotifyError(f"The webhook answers with status {status}.", refused=refuses(status))


def refuses(status: int) -> bool:
    """Return whether an answer with *status* means this message, rather than that the receiver is not well."""
    return 400 <= status < 500 and status not in _PASSING


def signed(key: str, body: bytes, secret: bytes, now: datetime) -> dict[str, str]:
    """Return the headers by which a receiver knows that *body* came from one who has *secret*, and came just *now*."""
    stamp = str(int(now.timestamp()))
    digest = hmac.digest(secret, f"{key}.{stamp}.".encode() + body, hashlib.sha256)
    signature = base64.b64encode(digest).decode("ascii")
    return {"webhook-id": key, "webhook-timestamp": stamp, "webhook-signature": f"v1,{signature}"}
