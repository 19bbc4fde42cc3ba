"""One of the services that Apprise knows, by its address: ``slack://…``, ``tgram://…``, ``ntfy://…``.

Apprise runs in a process apart (`apprised.py`), where its connections are guarded, redirects are not followed and
certificates are always verified, whatever the address says.
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.errors import NotifyError
from monitor.model import LONGEST_SENDING, Channel
from monitor.model.sanitize import visible_lines
from monitor.notify import process
from monitor.notify.mail import subject_of
from monitor.notify.message import Message, Ways

_MAILS = ("mailto://", "mailtos://")
_MENTION = re.compile(r"(?<!\w)@(?=\w)")  # @everyone in the text of a page must not ring everyone's telephone


def send(channel: Channel, message: Message, ways: Ways) -> None:
    """Send *message* to *channel*: the chat line, or the whole text where the address is one of mail.

    Raises:
        NotifyError: Apprise says that it was not sent, or says nothing in time.
    """
    process.raised(process.done("service", task_of(channel, message), ways.longest))


def task_of(channel: Channel, message: Message) -> dict[str, object]:
    """Return what `apprised.send` needs to send *message* to *channel*."""
    mail = channel.target.lower().startswith(_MAILS)
    return {
        "url": channel.target, "ca_file": channel.ca_file, "allow_private": channel.allow_private,
        "title": subject_of(message) if mail else "",
        "text": visible_lines(message.text) if mail else _MENTION.sub("＠", visible_lines(message.chat)),
    }  # fmt: skip


@lru_cache(maxsize=64)
def fault(url: str) -> str:
    """Return what is wrong with the address *url* of a service, one sentence without its secrets; empty: nothing is."""
    try:
        return str(process.done("judge", {"url": url}, LONGEST_SENDING)["fault"])
    except NotifyError:  # no judge, no verdict: sending will tell
        return ""
