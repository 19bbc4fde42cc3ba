"""Services by Apprise, the real one: guarded, no redirect, no mention, and no part of the address in what is said."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

import certifi
import pytest
import requests
from loopback import Asked, Site, Step, page
from notify_world import MESSAGE, Ways

from monitor.errors import NotifyError
from monitor.model import Channel
from monitor.notify import apprise_address, apprised, send
from monitor.notify.confine import Guard

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of modules that Apprise imports
SECRETS = ("s3cretpart", "p@ssw0rd", "p%40ssw0rd")


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Undo, in this process, what is done for good in the process apart."""
    monkeypatch.setattr(requests.Session, "send", requests.Session.send)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certifi.where())
    logger = logging.getLogger("apprise")
    before = list(logger.handlers)
    yield
    logger.handlers[:] = before


def _channel(site: Site, scheme: str = "json", query: str = "") -> Channel:
    target = f"{scheme}://user:{quote('p@ssw0rd')}@127.0.0.1:{site.port}/s3cretpart{query}"
    return Channel(name="chat", kind="url", target=target, allow_private=True)


def _failed(channel: Channel) -> NotifyError | None:
    """Return what goes wrong when Apprise sends in this process."""
    try:
        apprised.send(apprise_address.task_of(channel, MESSAGE), Guard())
    except NotifyError as error:
        found = error
    else:
        return None
    assert not any(secret in found.detail for secret in SECRETS)
    return found


def test_a_service_gets_the_chat_line_from_the_process_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Site(lambda _: page()) as site:
        send(_channel(site), replace(MESSAGE, chat="7,000 at @everyone, mail@example.org \x1b[0m"), Ways())
        with pytest.raises(NotifyError, match=r"127\.0\.0\.1, which is not an address of the public network"):
            send(replace(_channel(site), allow_private=False), MESSAGE, Ways())
    (asked,) = site.asked
    assert (asked.path, asked.headers["authorization"][:6]) == ("/s3cretpart", "Basic ")
    assert json.loads(asked.body)["message"] == "7,000 at ＠everyone, mail@example.org ⟨U+001B⟩[0m"


def test_ntfy_takes_it_too() -> None:
    with Site(lambda _: page(b'{"id": "1"}', kind="application/json")) as site:
        assert _failed(_channel(site, "ntfy")) is None
    (asked,) = site.asked
    told = json.loads(asked.body)
    assert (told["topic"], told["message"]) == ("s3cretpart", MESSAGE.chat)


ANSWERS: list[tuple[Sequence[Step], bool]] = [
    (page(b"s3cretpart", "404 Not Found"), True),
    (page(b"", "401 Unauthorized"), True),
    (page(b"", "429 Too Many"), False),
    (page(b"", "503 Later"), False),
    ([b"nonsense\r\n\r\n"], False),
]


@pytest.mark.parametrize(("answer", "refused"), ANSWERS)
def test_what_it_answers_decides(answer: Sequence[Step], refused: bool) -> None:
    with Site(lambda _: answer) as site:
        error = _failed(_channel(site))
    assert error is not None
    assert error.detail.startswith("Apprise did not send it: ")
    assert error.refused is refused


@pytest.mark.parametrize("query", ["", "?redirect=yes"])
def test_no_redirect_is_followed(query: str) -> None:
    def answer(asked: Asked) -> Sequence[Step]:
        return page(b"", "307 Elsewhere", "Location: /elsewhere") if asked.path != "/elsewhere" else page()

    with Site(answer) as site:
        assert _failed(_channel(site, query=query)) is not None
    assert site.paths == ["/s3cretpart"]


JUDGED = [
    ("json://127.0.0.1/x", ""),
    ("ntfy://topic", ""),
    ("tgram://123456789:abcdefg_hijklmnop/-1001", ""),
    ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#news", ""),
    ("workflows://host.example/workflow1/signature2", ""),
    ("matrixs://user:pass@host.example/#room", ""),
    ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", ""),
    ("jsn://host.example", "Apprise knows no service called jsn; did you mean json?"),
    ("gopher://host.example", "Apprise knows no service called gopher"),
    ("slack://T1JJ3T3L2", "Apprise cannot use this address; https://appriseit.com/services/slack/ says how"),
    ("json://", "Apprise cannot use this address"),
    ("tgram://123456789:abcdefg_hijklmnop/55/66", "it leads to 2 recipients"),
    ("ntfy://host.example/one/two", "write a channel for each"),
    ("json://127.0.0.1/x?retry=3", ""),
]


@pytest.mark.parametrize(("url", "said"), JUDGED)
def test_an_address_is_judged_by_apprise(url: str, said: str) -> None:
    fault = str(apprised.judge({"url": url}, Guard())["fault"])
    assert fault.startswith(said) if said.startswith("Apprise") else said in fault
    assert bool(fault) is bool(said)
    assert "hijklmnop" not in fault


def test_a_judgement_comes_from_the_process_apart() -> None:
    assert apprise_address.fault("jsn://host.example") == "Apprise knows no service called jsn; did you mean json?"


CHAT = [
    ("7,000 at @everyone, mail@example.org", "7,000 at ＠everyone, mail@example.org"),
    ("7,000x@everyone mail@here", "7,000x＠everyone mail＠here"),
    ("<!channel> <@U1> <@&4> <@!4> <#C1> <http://evil.example|ours>", "‹!channel> ‹＠U1> ‹＠&4> ‹＠!4> ‹#C1> ‹http://evil.example|ours>"),
    ("[ours](http://evil.example) [1] (of 3)", "[ours] (http://evil.example) [1] (of 3)"),
    ("<at>Bob</at> <b>x</b>", "‹at>Bob‹/at> ‹b>x‹/b>"),
    ("fewer than < 5, <5, <= 5 and p<0.05", "fewer than < 5, <5, <= 5 and p<0.05"),
    ("a\x1b]0;b\u202ec\nd", "a⟨U+001B⟩]0;b⟨U+202E⟩c\nd"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), CHAT)
def test_a_chat_room_obeys_nothing_of_a_page(text: str, shown: str) -> None:
    assert apprise_address.inert(text) == shown


def test_every_scheme_of_mail_is_one_that_apprise_knows() -> None:
    faults = [str(apprised.judge({"url": f"{scheme}://"}, Guard())["fault"]) for scheme in apprise_address.MAILS]
    assert [fault for fault in faults if "knows no service" in fault] == []


@pytest.mark.parametrize("scheme", ["mailto", "mailtos", "sendgrid"])
def test_an_address_of_mail_gets_the_whole_text(scheme: str) -> None:
    task = apprise_address.task_of(Channel(name="m", kind="url", target=f"{scheme}://u:p@host.example"), MESSAGE)
    assert (task["title"], task["text"]) == (MESSAGE.subject, MESSAGE.text.rstrip())
