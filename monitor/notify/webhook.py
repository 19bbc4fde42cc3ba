"""A webhook: the message is posted as JSON, with its key as ``Idempotency-Key``."""

from __future__ import annotations

from monitor.errors import NotifyError, PageError
from monitor.model import Channel
from monitor.notify.message import Message, Post

_PASSING = frozenset({408, 425, 429})  # of the statuses from 400 to 499, those that say "not now", not "not this"


def send(channel: Channel, message: Message, post: Post) -> None:
    """Post *message*; any status from 200 to 299 says that it was taken.

    Raises:
        NotifyError: it was not. Statuses from 400 to 499 refuse this message, but for 408, 425 and 429.
    """
    headers = {**dict(channel.headers), "Content-Type": "application/json", "Idempotency-Key": message.key}
    try:
        status = post(channel.target, message.json.encode(), headers, allow_private=channel.allow_private)
    except PageError as error:
        raise NotifyError(error.detail) from error
    if 300 <= status < 400:
        raise NotifyError(f"The webhook redirects elsewhere (status {status}), which is not followed.")
    if not 200 <= status < 300:
        refused = 400 <= status < 500 and status not in _PASSING
        raise NotifyError(f"The webhook answers with status {status}.", refused=refused)
