"""What sending needs of the outside, and servers of mail on loopback that do as the test says."""

# ruff: noqa: N802, ARG002 (aiosmtpd calls these names with these arguments)
from __future__ import annotations

import asyncio
import queue
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor.model import Channel, Mailing, Security
from monitor.notify import Message, Post

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
MESSAGE = Message(
    key="0f1e2d",
    json='{"version": 1, "key": "0f1e2d"}',
    subject="Calais: people in the camp, 6,000 → 7,000",
    text="Now 7,000 people — then 6,000.\n",
    html="<p>Now <ins>7,000</ins> people — then <del>6,000</del>.</p>",
    chat="Calais: 6,000 → 7,000 people in the camp.",
    thread="7a",
)


def _nowhere(url: str, *_: object, **__: object) -> int:
    raise AssertionError(f"nothing is posted to {url}")


@dataclass(frozen=True)
class Ways:
    post: Post = _nowhere
    longest: timedelta = timedelta(seconds=30)

    def now(self) -> datetime:
        return NOW


@dataclass
class Mailbox:
    """What a mail server does, and what it has got."""

    answers: dict[str, str] = field(default_factory=dict)  #: to RCPT by recipient, and to MAIL, DATA; else 250
    password: str = ""
    got: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, mail_options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.got.append(message_from_bytes(envelope.content, policy=default))
            self.recipients.append(list(envelope.rcpt_tos))
        return answer

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and data == LoginPassword(b"monitor", self.password.encode())
        return AuthResult(success=known, handled=False)


@contextmanager
def served(box: Mailbox, **options: Any) -> Iterator[int]:
    """Serve *box* while the context lasts; yield the port."""
    secure, began = options.pop("ssl", None), queue.SimpleQueue[tuple[int, Callable[[], object]]]()
    known: dict[str, Any] = {"hostname": "mail.test", "authenticator": box.authenticate, "auth_require_tls": False}

    async def serve() -> None:
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        server = await loop.create_server(
            lambda: SMTP(box, loop=loop, **known, **options), "127.0.0.1", 0, ssl=secure
        )  # fmt: skip
        began.put((server.sockets[0].getsockname()[1], lambda: loop.call_soon_threadsafe(over.set)))
        await over.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    port, end = began.get(timeout=30)
    try:
        yield port
    finally:
        end()
        thread.join()


def mailing(port: int, **more: Any) -> Channel:
    """Return a channel that mails through the server at *port* of loopback."""
    given: Mapping[str, Any] = {
        "to": ("desk@example.org", "night@example.org"), "sender": "monitor@example.org", "server": "127.0.0.1",
        "port": port, "security": Security.NONE,
    }  # fmt: skip
    rest = {key: more.pop(key) for key in list(more) if key in {"allow_private", "ca_file"}}
    return Channel(
        name="desk", kind="mail", target="", mail=Mailing(**{**given, **more}), **{"allow_private": True, **rest}
    )


def tls_context(certificate: Any) -> ssl.SSLContext:
    """Return how a server speaks TLS with *certificate* of trustme."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
