"""A mail: plain text and, beside it, small HTML; sent by the server that the user names (`smtp.py`).

Its Message-ID is made of the message's key, so that a mail that is sent twice can be known, and it refers to its
thread, so that a mailbox shows together what belongs together (RFC 5322 section 3.6.4).
"""

from __future__ import annotations

import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from monitor.model import Channel, Mailing
from monitor.model.sanitize import shortened
from monitor.notify import process
from monitor.notify.message import Message, Ways

LONGEST_SUBJECT = 200  # characters
PATIENCE = 20  # seconds until a server must have greeted us: some make strangers wait (tarpits) for several
_POLICY = SMTP.clone(cte_type="7bit")  # not every server takes eight bits
_LINES = "quoted-printable"  # keeps them short, and fit to be read as they stand
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # in a body


def send(channel: Channel, message: Message, ways: Ways) -> None:
    """Send *message* to all recipients of *channel*, or to none.

    Raises:
        NotifyError: it was not sent, or not to all (`partly`).
    """
    process.raised(process.done("mail", task_of(channel, message, ways.now()), ways.longest))


def task_of(channel: Channel, message: Message, now: datetime) -> dict[str, object]:
    """Return what `smtp.send` needs to send *message* to *channel*."""
    mail = channel.mail
    assert mail is not None  # noqa: S101 (a channel of this kind has one)
    return {
        "server": mail.server, "port": mail.port, "security": mail.security.value, "user": mail.user,
        "password": mail.password, "from": mail.sender, "to": mail.to, "ca_file": channel.ca_file,
        "allow_private": channel.allow_private, "patience": PATIENCE,
        "message": written(mail, message, now).as_bytes().decode("ascii"),
    }  # fmt: skip


def written(mail: Mailing, message: Message, now: datetime) -> EmailMessage:
    """Return *message* as a mail of *now*, fit to be sent whatever it holds."""
    letter = EmailMessage(_POLICY)
    letter["From"], letter["To"] = mail.sender, ", ".join(mail.to)
    letter["Subject"] = subject_of(message)
    letter["Date"] = format_datetime(now)
    letter["Message-ID"] = _id(message.key, mail)
    if message.thread:
        letter["In-Reply-To"] = letter["References"] = _id(f"thread.{message.thread}", mail)
    letter["Auto-Submitted"] = "auto-generated"  # so that nobody's machine answers (RFC 3834 section 5)
    letter.set_content(_UNFIT.sub("\ufffd", message.text), cte=_LINES)
    if message.html:
        letter.add_alternative(_UNFIT.sub("\ufffd", message.html), subtype="html", cte=_LINES)
    return letter


def subject_of(message: Message) -> str:
    """Return the subject in one line, such that nobody takes it for an encoded word (RFC 2047).

    Python's own library would decode one and write what comes out, line ends and all, into the head of the mail.
    """
    return shortened(message.subject, LONGEST_SUBJECT).replace("=?", "= ?")


def _id(name: str, mail: Mailing) -> str:
    return f"<{name}@{mail.sender.rpartition('@')[2]}>"
