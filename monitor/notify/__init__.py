"""Send messages to the channels that the user has named: one module for each kind, one line for it in `KINDS`.

A message is sent whole or not at all as far as the channel can tell, and carries a key that is the same however often
it is sent. What goes wrong is a `NotifyError`; when it is tried again is decided elsewhere (monitor/deliver.py).
"""

from __future__ import annotations

from collections.abc import Callable

from monitor.model import Channel
from monitor.notify import apprise_address, feed, file, mail, webhook
from monitor.notify.apprise_address import fault
from monitor.notify.message import Message, Post, Ways

KINDS: dict[str, Callable[[Channel, Message, Ways], None]] = {
    "feed": feed.send,
    "file": file.send,
    "webhook": webhook.send,
    "mail": mail.send,
    "url": apprise_address.send,
}


def send(channel: Channel, message: Message, ways: Ways) -> None:
    """Send *message* to *channel*; returns when the channel has it.

    Raises:
        NotifyError: it has not, as far as is known.
    """
    KINDS[channel.kind](channel, message, ways)


__all__ = ["KINDS", "Message", "Post", "Ways", "fault", "send"]
