"""What is said to a mail server (RFC 5321); in a process apart (`sender.py`), which is killed when it takes too long.

Every recipient is named before anything is sent. While one is put off (a status from 400 to 499), nobody is sent the
mail: it goes to all later, rather than twice to some. Who is refused for good does not keep it from the others.
"""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.errors import NotifyError
from monitor.model.sanitize import shortened
from monitor.notify.confine import Guard

_TEMPORARY = range(400, 500)


@dataclass(frozen=True)
class _Answer:
    """What a server said to one command."""

    status: int
    said: str

    @property
    def is_well(self) -> bool:
        return 200 <= self.status < 400


def send(task: Mapping[str, Any], guard: Guard) -> dict[str, object]:
    """Send the mail that *task* holds (`mail.py`); return nothing to tell.

    Raises:
        NotifyError: it was not sent, or not to all.
    """
    if task["allow_private"]:
        guard.allow(task["server"], task["port"])
    try:
        server = _connected(task)
        try:
            _log_in(server, task["user"], task["password"])
            _hand_over(server, task["from"], task["to"], task["message"].encode("ascii"))
        finally:
            _leave(server)
    except (OSError, smtplib.SMTPException) as error:
        raise NotifyError(_said_of(error, f"{task['server']}:{task['port']}")) from error
    return {}


def _said_of(error: Exception, server: str) -> str:
    """Return what went wrong with *server* before it judged the mail, and what to see to."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"The certificate of {server} is not trusted: {error.verify_message}."
        case ssl.SSLError():
            return f"No secure connection to {server} could be agreed on ({error.reason}); see `security` and `port`."
        case TimeoutError() | smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return f"The mail server {server} says nothing; see `security` and `port`."
        case smtplib.SMTPNotSupportedError():
            return (
                f"The mail server {server} cannot do what `security` or `user` asks for: "
                f"{shortened(str(error)).rstrip('.')}. If it is on this machine and takes mail as it comes: "
                "`security: none`, without `user`."
            )
        case smtplib.SMTPResponseException():
            return f"The mail server {server} does not serve us: {_answer(error.smtp_code, error.smtp_error).said}"
        case smtplib.SMTPException():
            return f"The mail server {server} broke off: {shortened(str(error))}."
        case _:
            said = getattr(error, "strerror", None) or str(error) or type(error).__name__
            return f"The mail server {server} cannot be reached: {said}."


def _connected(task: Mapping[str, Any]) -> smtplib.SMTP:
    context = ssl.create_default_context()  # confine.py has said whom to trust
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # what the user pins is trusted as it stands
    name, patience = task["from"].rpartition("@")[2], task["patience"]
    if task["security"] == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(task["server"], task["port"], name, timeout=patience, context=context)
    else:
        server = smtplib.SMTP(task["server"], task["port"], name, timeout=patience)
    try:
        if task["security"] == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    assert server.sock is not None  # noqa: S101 (it is connected)
    server.sock.settimeout(None)  # from here on the deadline of this process is enough
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye and do not wait for the answer: what has been taken has been taken."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.putcmd("quit")
    server.close()


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Log in, if there is a user; a server may repeat what it was sent, so its refusal is not quoted."""
    if user:
        try:
            server.login(user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise NotifyError(f"The mail server does not accept the user or password ({error.smtp_code}).") from None


def _hand_over(server: smtplib.SMTP, sender: str, to: Sequence[str], message: bytes) -> None:
    server.ehlo_or_helo_if_needed()
    answer = _answer(*server.mail(sender))
    if not answer.is_well:
        raise _failed(f"The mail server does not take mail from {sender}: {answer.said}", answer)
    refusals = _told_recipients(server, to)
    try:
        answer = _answer(*server.data(message))
    except smtplib.SMTPDataError as error:
        answer = _answer(error.smtp_code, error.smtp_error)
    if not answer.is_well:
        raise _failed(f"The mail server does not take the mail: {answer.said}", answer)
    if refusals:
        raise NotifyError(f"Sent, but the mail server does not take mail for {refusals}", partly=True)


def _told_recipients(server: smtplib.SMTP, to: Sequence[str]) -> str:
    """Name the recipients to *server*; return for whom it will never take mail, and why.

    Raises:
        NotifyError: it takes mail for none of them, or not now for one: all of it is tried again later.
    """
    answers = {recipient: _answer(*server.rcpt(recipient)) for recipient in to}
    not_taken = {recipient: answer for recipient, answer in answers.items() if not answer.is_well}
    told = "; ".join(f"{recipient}: {answer.said}" for recipient, answer in not_taken.items())
    put_off = any(answer.status in _TEMPORARY for answer in not_taken.values())
    if put_off or len(not_taken) == len(to):
        raise NotifyError(f"The mail server does not take mail for {told}", refused=not put_off)
    return told


def _failed(detail: str, answer: _Answer) -> NotifyError:
    return NotifyError(detail, refused=answer.status not in _TEMPORARY)


def _answer(status: int, said: bytes | str) -> _Answer:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return _Answer(status, f"{status} {shortened(text)}")
