"""A mail: text and HTML in its thread; what the server says decides who has it, and when it is tried again."""

from __future__ import annotations

import re
import socket
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from notify_world import MESSAGE, NOW, Mailbox, Ways, mailing, served, tls_context

from monitor.errors import NotifyError
from monitor.model import Channel, Security
from monitor.notify import send, smtp
from monitor.notify.confine import Guard
from monitor.notify.mail import task_of, written

DESK, NIGHT = "desk@example.org", "night@example.org"
HOSTILE = {
    "a line end": "a\r\nBcc: eve@example.org\r\n\r\n<script>",
    "a bare CR": "a\rBcc: eve@example.org",
    "other line ends": "a\u2028Bcc: eve\x85\x0b\x0c",
    "ESC": "\x1b]0;title\x07\x1b[31m",
    "NUL": "a\x00b",
    "right to left": "a\u202ebc",
    "a lone surrogate": "a\ud800b",
    "not a character": "a\ufffe\U0010ffff",
    "an encoded word": "=?utf-8?q?=0D=0ABcc:_eve?=",
    "an encoded word within": "a =?utf-8?b?DQpCY2M6IGV2ZQ==?= b =?=?utf-8?q?=0Aa?=",
    "dots": "\r\n.\r\nMAIL FROM:<eve@example.org>",
    "long": "wört " * 500,
    "one long word": "ä" * 3000,
    "empty": "",
}


def _failed(channel: Channel) -> NotifyError | None:
    """Return what goes wrong in the conversation with the server, held in this process."""
    try:
        smtp.send(task_of(channel, MESSAGE, NOW) | {"patience": 0.3}, Guard())
    except NotifyError as error:
        return error
    return None


def test_it_arrives_whole_with_its_key_and_thread() -> None:
    box = Mailbox()
    with served(box) as port:
        send(mailing(port), MESSAGE, Ways())
    (got,) = box.got
    assert box.recipients == [[DESK, NIGHT]]
    assert dict(got.items()) == {
        "From": "monitor@example.org", "To": f"{DESK}, {NIGHT}", "Subject": MESSAGE.subject,
        "Date": "Thu, 05 Mar 2026 12:00:00 +0000", "Message-ID": "<0f1e2d@example.org>",
        "In-Reply-To": "<thread.7a@example.org>", "References": "<thread.7a@example.org>",
        "Auto-Submitted": "auto-generated", "MIME-Version": "1.0", "Content-Type": got["Content-Type"],
    }  # fmt: skip
    plain, rich = got.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert [part.get_content().strip() for part in (plain, rich)] == [MESSAGE.text.strip(), MESSAGE.html]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    mail = mailing(25).mail
    assert mail is not None
    raw = written(mail, replace(MESSAGE, subject=text, text=text, html=f"<p>{text}</p>"), NOW).as_bytes()
    assert not re.search(rb"[^\x20-\x7e\r\n\t]|\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    read = message_from_bytes(raw, policy=default)
    assert read.keys() == written(mail, MESSAGE, NOW).keys()
    assert read["Bcc"] is None
    assert len(str(read["Subject"])) <= 200
    assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_without_html_or_thread_it_is_plain() -> None:
    mail = mailing(25).mail
    assert mail is not None
    letter = written(mail, replace(MESSAGE, html="", thread=""), NOW)
    assert (letter.get_content_type(), letter["References"]) == ("text/plain", None)


Flags = tuple[bool, bool]
LATER, REFUSED, PARTLY = (False, False), (True, False), (False, True)
ANSWERS: list[tuple[dict[str, str], str, Flags, list[list[str]]]] = [
    ({DESK: "550 gone"}, f"Sent, but the mail server does not take mail for {DESK}: 550 gone", PARTLY, [[NIGHT]]),
    ({DESK: "550 no", NIGHT: "550 no"}, f"does not take mail for {DESK}: 550 no; {NIGHT}: 550 no", REFUSED, []),
    ({DESK: "451 greylisted"}, f"{DESK}: 451 greylisted", LATER, []),
    ({DESK: "451 later", NIGHT: "550 no"}, f"{DESK}: 451 later; {NIGHT}: 550 no", LATER, []),
    ({"MAIL": "553 not yours"}, "does not take mail from monitor@example.org: 553 not yours", REFUSED, []),
    ({"MAIL": "450 busy"}, "450 busy", LATER, []),
    ({"DATA": "554 looks like spam"}, "does not take the mail: 554 looks like spam", REFUSED, []),
    ({"DATA": "452 disk full"}, "452 disk full", LATER, []),
    ({"DATA": "554 \x1b[31m" + "x" * 400}, "⟨U+001B⟩", REFUSED, []),
]


@pytest.mark.parametrize(("answers", "said", "flags", "got"), ANSWERS, ids=[str(case[0])[:40] for case in ANSWERS])
def test_what_the_server_says_decides(answers: dict[str, str], said: str, flags: Flags, got: list[list[str]]) -> None:
    box = Mailbox(answers)
    with served(box) as port:
        error = _failed(mailing(port))
    assert error is not None
    assert said in error.detail
    assert len(error.detail) < 300
    assert (error.refused, error.partly) == flags
    assert box.recipients == got


def test_after_trouble_the_same_mail_arrives_under_the_same_id() -> None:
    box = Mailbox({"DATA": "451 try again"})
    with served(box) as port:
        assert _failed(mailing(port)) is not None
        box.answers.clear()
        assert _failed(mailing(port)) is None
        assert _failed(mailing(port)) is None
    assert [got["Message-ID"] for got in box.got] == ["<0f1e2d@example.org>"] * 2


class Breaking(Mailbox):
    """Takes a mail and breaks off before it says so."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's)
        answer = await super().handle_DATA(server, session, envelope)
        server.transport.abort()
        return answer


def test_a_server_that_breaks_off_is_asked_again() -> None:
    box = Breaking()
    with served(box) as port:
        error = _failed(mailing(port))
    assert error is not None
    assert "broke off" in error.detail or "cannot be reached" in error.detail
    assert (error.refused, error.partly) == (False, False)
    assert len(box.got) == 1


def test_the_password_is_sent_only_where_it_is_safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))  # as confine.py does
    context = tls_context(authority.issue_cert("127.0.0.1"))
    box = Mailbox(password="s3cret")
    account = {"user": "monitor", "password": "s3cret"}
    with served(box, tls_context=context, require_starttls=True) as port:
        assert _failed(mailing(port, security=Security.STARTTLS, **account)) is None
        error = _failed(mailing(port, security=Security.STARTTLS, user="monitor", password="wr0ng"))
        assert error is not None
        assert (error.detail, error.refused) == ("The mail server does not accept the user or password (535).", False)
    with served(box, ssl=context) as port:
        assert _failed(mailing(port, security=Security.TLS, **account)) is None
    with served(box) as port:
        error = _failed(mailing(port, security=Security.STARTTLS, **account))
        assert error is not None
        assert "cannot do what `security` or `user` asks for: STARTTLS" in error.detail
    assert len(box.got) == 2


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(security: Security) -> None:
    context = tls_context(trustme.CA().issue_cert("127.0.0.1"))
    options = {"tls_context": context} if security is Security.STARTTLS else {"ssl": context}
    box = Mailbox()
    with served(box, **options) as port:
        error = _failed(mailing(port, security=security))
    assert error is not None
    assert "The certificate of 127.0.0.1" in error.detail
    assert box.got == []


def test_a_server_that_is_not_there() -> None:
    with served(Mailbox()) as port:
        pass
    error = _failed(mailing(port))
    assert error is not None
    assert error.detail == f"The mail server 127.0.0.1:{port} cannot be reached: Connection refused."


def test_a_server_that_does_not_greet_us() -> None:
    """So is one that waits for TLS while we wait for its greeting."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        error = _failed(mailing(listener.getsockname()[1]))
    assert error is not None
    assert "says nothing; see `security` and `port`." in error.detail
    assert not error.refused


def test_a_server_that_speaks_no_tls_from_the_first_byte() -> None:
    with served(Mailbox()) as port:
        error = _failed(mailing(port, security=Security.TLS))
    assert error is not None
    assert "could be agreed on" in error.detail
