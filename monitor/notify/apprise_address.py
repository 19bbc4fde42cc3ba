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

MAILS = frozenset({  # schemes of services that send mail
    "acs", "azure", "brevo", "groundmail", "mailersend", "mailgun", "mailto", "mailtos", "o365", "postmark", "resend",
    "sendgrid", "sendpulse", "ses", "smtp2go", "sparkpost",
})  # fmt: skip
# What chat rooms do not show but do, and not every service escapes: mentions, which ring everyone's telephone, tags,
# links behind other words. None of it may come from a page. Some (Discord) find these two in the midst of a word, too.
_DEEDS = re.compile(r"(?<!\w)@(?=[\w&!])|@(?=everyone|here\b)|<(?=[^\s\d=])|\](?=\()")
_INSTEAD = {"@": "＠", "<": "‹", "]": "] "}


def send(channel: Channel, message: Message, ways: Ways) -> None:
    """Send *message* to *channel*: the chat line, or the whole text where the address is one of mail.

    Raises:
        NotifyError: Apprise says that it was not sent, or says nothing in time.
    """
    process.raised(process.done("service", task_of(channel, message), ways.longest))


def task_of(channel: Channel, message: Message) -> dict[str, object]:
    """Return what `apprised.send` needs to send *message* to *channel*."""
    mail = channel.target.partition("://")[0].lower() in MAILS
    return {
        "url": channel.target, "ca_file": channel.ca_file, "allow_private": channel.allow_private,
        "title": subject_of(message) if mail else "",
        "text": visible_lines(message.text) if mail else inert(message.chat),
    }  # fmt: skip


def inert(text: str) -> str:
    """Return *text* such that a chat room shows all of it and obeys none."""
    return _DEEDS.sub(lambda match: _INSTEAD[match[0]], visible_lines(text))


@lru_cache(maxsize=64)
def fault(url: str) -> str:
    """Return what is wrong with the address *url* of a service, one sentence without its secrets; empty: nothing is."""
    try:
        return str(process.done("judge", {"url": url}, LONGEST_SENDING)["fault"])
    except NotifyError:  # no judge, no verdict: sending will tell
        return ""
