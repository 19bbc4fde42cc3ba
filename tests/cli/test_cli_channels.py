"""Channels of every kind through the command line: tried out, with every mistake named, and silent about secrets."""

from __future__ import annotations

import base64
import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from loopback import Asked, Site, Step, page

from monitor.cli.demo.site import Site as Demo

sys.path.insert(0, str(Path(__file__).parents[1] / "notify"))

from notify_world import Mailbox, served

Run = Callable[..., tuple[int, str, str]]
SIGNING = base64.b64encode(bytes(range(32))).decode()
SECRETS = {"CHAT": "ch4tpart", "HOOK": "h00kpart", "SIGNING": SIGNING}
CHANNELS = """
channels:
  - name: post
    mail:
      {{to: desk@example.org, from: monitor@example.org, server: 127.0.0.1, port: {mail}, security: none}}
    allow_private: true
  - {{name: chat, url: 'json://127.0.0.1:{web}/${{CHAT}}', allow_private: true}}
  - name: desk
    webhook: http://127.0.0.1:{web}/${{file:secrets/hook}}
    secret: ${{SIGNING}}
    allow_private: true
"""


class Deadly(Mailbox):
    """Kills the program that is sending at one step of the conversation."""

    step = ""
    victim: subprocess.Popen[bytes] | None = None

    def at(self, step: str) -> None:
        if step == self.step and self.victim:
            self.victim.kill()
            self.victim = None

    async def handle_RCPT(self, *given: Any) -> str:  # noqa: N802
        self.at("named")
        return await super().handle_RCPT(*given)

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802
        answer = await super().handle_DATA(*given)
        self.at("taken")
        return answer


class Hook:
    """Answers as the test says."""

    def __init__(self) -> None:
        self.answer: Callable[[Asked], Sequence[Step]] = lambda _: page()

    def __call__(self, asked: Asked) -> Sequence[Step]:
        return self.answer(asked)


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def deadly() -> Deadly:
    return Deadly()


@pytest.fixture
def box(deadly: Deadly) -> Mailbox:
    return deadly


@pytest.fixture
def web(hook: Hook) -> Iterator[Site]:
    with Site(hook) as site:
        yield site


@pytest.fixture
def everything(home_of_cli: Path, run: Run, box: Mailbox, web: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a home with a channel of every kind."""
    for name in ("CHAT", "SIGNING"):
        monkeypatch.setenv(name, SECRETS[name])
    (home_of_cli / "config" / "secrets").mkdir()
    (home_of_cli / "config" / "secrets" / "hook").write_text(SECRETS["HOOK"] + "\n")
    with served(box) as port, (home_of_cli / "config" / "monitor.yaml").open("a") as settings:
        settings.write(CHANNELS.format(mail=port, web=web.port))
        settings.flush()
        yield home_of_cli


@pytest.fixture
def told(everything: Path, run: Run, site: Demo) -> Run:
    """Return what runs a command in a home with a page of which a figure has changed since it was checked."""
    entry = f"pages:\n  - {{id: ministry, url: '{site.address}/statement', allow_private: true}}\n"
    (everything / "config" / "pages.yaml").write_text(entry)
    assert "followed from now on" in run("check")[1]
    site.advance()
    return run


def test_every_kind_is_tried_out(everything: Path, run: Run, box: Mailbox, web: Site) -> None:
    status, out, err = run("notify", "test")
    assert (status, out) == (0, "".join(f"{name}: the message was taken\n" for name in ("post", "chat", "desk"))), err
    assert [str(mail["To"]) for mail in box.got] == ["desk@example.org"]
    assert sorted(web.paths) == ["/ch4tpart", "/h00kpart"]
    (desk,) = (asked for asked in web.asked if asked.path == "/h00kpart")
    assert desk.headers["webhook-signature"].startswith("v1,")


def test_a_report_reaches_every_kind(told: Run, box: Mailbox, web: Site) -> None:
    status, _, err = told("check")
    assert (status, told("notify", "list")[2]) == (0, "Nothing is owed.\n"), err
    (mail,) = box.got
    chat, desk = sorted(web.asked, key=lambda asked: asked.path)
    text = mail.get_body(("plain",))
    assert text is not None
    line = json.loads(chat.body)["message"]
    for said in (str(mail["Subject"]), text.get_content(), line, desk.body.decode()):
        assert re.search(r"5,107|460", said), said
    assert len(line) <= 300
    assert mail["Message-ID"] != f"<{json.loads(desk.body)['key']}@example.org>"  # each channel has keys of its own


@pytest.mark.slow
def test_no_secret_is_kept_or_shown(told: Run, everything: Path, hook: Hook) -> None:
    hook.answer = lambda _: page(b"ch4tpart h00kpart", "500 Oops")
    shown = [told("check"), told("notify", "test"), told("notify", "list"), told("notify", "list", "--json")]
    shown += [told("config", "check"), told("status"), told("list"), told("report")]
    assert "status 500" in shown[0][2]
    assert not [secret for secret in SECRETS.values() for printed in shown if secret in printed[1] + printed[2]]
    for path in everything.rglob("*"):
        if path.is_file() and path.parent.name != "secrets":
            assert not [secret for secret in SECRETS.values() if secret.encode() in path.read_bytes()], path


@pytest.mark.slow
def test_a_channel_that_does_not_answer_keeps_no_other_waiting(told: Run, hook: Hook, web: Site) -> None:
    """The first of them answers only when the last has got its report."""
    arrived, late = threading.Event(), list[str]()

    def answer(asked: Asked) -> Sequence[Step]:
        if asked.path == "/h00kpart":
            arrived.set()
        elif not arrived.wait(30):
            late.append(asked.path)
        return page()

    hook.answer = answer
    assert told("check")[0] == 0
    assert sorted(web.paths) == ["/ch4tpart", "/h00kpart"]
    assert late == []


@pytest.mark.slow
@pytest.mark.parametrize("step", ["named", "taken", "posted"])
def test_a_kill_in_mid_delivery_loses_nothing_and_repeats_at_most_one(
    told: Run, everything: Path, deadly: Deadly, hook: Hook, web: Site, step: str
) -> None:
    def answer(asked: Asked) -> Sequence[Step]:
        if asked.path == "/h00kpart":
            deadly.at("posted")
        return page()

    hook.answer, deadly.step = answer, step
    command = [sys.executable, "-m", "monitor", "--home", str(everything), "check"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as victim:
        deadly.victim = victim
        assert victim.wait(60) == -signal.SIGKILL
    assert told("check")[0] == 0
    assert told("notify", "list")[2] == "Nothing is owed.\n"
    keys = [str(mail["Message-ID"]) for mail in deadly.got]
    posted = [asked.headers["webhook-id"] for asked in web.asked if asked.path == "/h00kpart"]
    assert (len(set(keys)), len(set(posted))) == (1, 1)
    assert max(len(keys), len(posted)) <= 2
    assert step == "named" or len({"taken": keys, "posted": posted}[step]) == 2


MISTAKES = [
    ("{name: a, url: 'slakc://a/b/c'}", "`url`: Apprise knows no service called slakc; did you mean slack?"),
    pytest.param(
        "{name: a, url: 'tgram://123456789:abcdefg_hijklmnop/55/66'}", "`url`: it leads to 2", marks=pytest.mark.slow
    ),
    ("{name: a, mail: {to: [], from: m@example.org, server: h}}", "`to`: should have at least one"),
]


@pytest.mark.parametrize(("entry", "said"), MISTAKES)
def test_a_mistake_is_named_with_its_line(home_of_cli: Path, run: Run, entry: str, said: str) -> None:
    (home_of_cli / "config" / "monitor.yaml").write_text(f"contact: me@example.org\nchannels:\n  - {entry}\n")
    status, out, err = run("config", "check")
    assert status == 3
    assert f"monitor.yaml:3: {said}" in out + err
    assert "hijklmnop" not in out + err
