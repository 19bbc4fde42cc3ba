"""Channels: what is wrong with one is told with its line; what is right is whole, and its secrets are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import trustme

from monitor import notify
from monitor.config import Config, keep, last_good, load
from monitor.config.channels import KINDS
from monitor.model import EVERYTHING, Mailing, Pace, Security, When

NOW = datetime(2026, 3, 5, tzinfo=UTC)

PAGES = "pages: [{url: 'https://example.org'}]\n"
MISTAKES = [
    ("{name: a}", "a channel has one of `file`, `feed`, `webhook`, `mail` and `url`"),
    (
        "{name: a, file: x.jsonl, webhook: 'https://h.example/'}",
        "a channel has one of `file`, `feed`, `webhook`, `mail` and `url`",
    ),
    ("{file: x.jsonl}", "a channel needs `name`"),
    ("{name: A b, file: x.jsonl}", "`name`"),
    ("{name: a, fil: x.jsonl}", "did you mean `file`?"),
    ("{name: a, file: x.jsonl, headers: {X-A: b}}", "`headers` is for `webhook`; this channel has `file`"),
    ("{name: a, file: x.jsonl, allow_private: true}", "`allow_private` is for `webhook`, `mail` and `url`"),
    ("{name: a, webhook: 'ftp://h.example/'}", "only http and https"),
    ("{name: a, webhook: h.example}", "`webhook`"),
    ("{name: a, webhook: 'https://h.example/${NOT_SET}'}", "the environment has no variable NOT_SET"),
    ("{name: a, webhook: 'https://h.example/${not closed'}", "write ${NAME}"),
    ("{name: a, webhook: '${TOKEN}'}", "it is no address once ${TOKEN} is filled in"),
    ("{name: a, webhook: 'https://h.example/', headers: {Authorization: '${NOT_SET}'}}", "no variable NOT_SET"),
    ("{name: a, webhook: 'https://h.example/', headers: {Host: b}}", "set by the program itself"),
    ("{name: a, webhook: 'https://h.example/', allow_private: yes}", "write true"),
    ("{name: a, webhook: 'https://h.example/', secret: plainly}", "a secret does not belong into this file"),
    ("{name: a, webhook: 'https://h.example/', secret: '${TOKEN}'}", "24 to 64 random bytes in base64"),
    ("{name: a, webhook: 'https://h.example/', secret: '${NOT_SET}'}", "no variable NOT_SET"),
    ("{name: a, webhook: 'https://h.example/${file:no/such}'}", "the file no/such is empty or cannot be read"),
    ("{name: a, webhook: 'https://h.example/', ca_file: none.pem}", "none.pem cannot be read"),
    ("{name: a, file: x.jsonl, secret: '${LONG}'}", "`secret` is for `webhook`; this channel has `file`"),
    ("{name: a, mail: desk@example.org}", "`mail`: should be keys and values"),
    ("{name: a, mail: {from: m@example.org, server: h}}", "`mail` needs `to`"),
    ("{name: a, mail: {to: [], from: m@example.org, server: h}}", "`to`: should have at least one"),
    ("{name: a, mail: {to: d@example.org, server: h}}", "`mail` needs `from`"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org}}", "`mail` needs `server`"),
    ("{name: a, mail: {to: d@example.org, sender: m@example.org, server: h}}", "did you mean `from`?"),
    ("{name: a, smtp: {to: d@example.org}}", "did you mean `mail`?"),
    ("{name: a, apprise: 'ntfy://topic'}", "did you mean `url`?"),
    ("{name: a, mail: {to: desk, from: m@example.org, server: h}}", "`to`: desk is not a mail address"),
    ("{name: a, mail: {to: 'D <d@example.org>', from: m@example.org, server: h}}", "is not a mail address"),
    ("{name: a, mail: {to: 'd@example.org, e@example.org', from: m@example.org, server: h}}", "is not a mail address"),
    ("{name: a, mail: {to: 'é@example.org', from: m@example.org, server: h}}", "é@example.org is not a mail address"),
    ("{name: a, mail: {to: '=?utf-8?q?a?=@example.org', from: m@example.org, server: h}}", "is not a mail address"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: 'https://h/'}}", "`server`: should be a host"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: 'h:25'}}", "a port goes under `port`"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: h, port: 0}}", "`port`"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: h, security: ssl}}", "starttls, tls, none"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: h, user: me}}", "both `user` and `password`"),
    ("{name: a, mail: {to: d@example.org, from: m@example.org, server: h, user: me, password: s3cret}}", "${NAME}"),
    (
        "{name: a, mail: {to: d@x.org, from: m@x.org, server: h, security: none, user: me, password: '${TOKEN}'}}",
        "none would send the password in the clear",
    ),
    ("{name: a, mail: {to: d@x.org, from: m@x.org, server: h}, headers: {X-A: b}}", "`headers` is for `webhook`"),
    ("{name: a, url: example.org}", "`url` should be an Apprise address"),
    ("{name: a, url: '${TOKEN}'}", "`url` should be an Apprise address"),
    ("{name: a, url: 'json://h.example/?verify=no'}", "certificates always verified"),
    ("{name: a, url: 'json://h.example/?a=b&Redirect=yes'}", "redirects are never followed"),
    ("{name: a, url: 'odd://h.example/${TOKEN}'}", "`url`: what the judge says"),
    ("{name: a, feed: x.atom, headers: {X-A: b}}", "`headers` is for `webhook`; this channel has `feed`"),
    ("{name: a, file: x, tags: [frnce]}", "`tags`: there is no tag `frnce`"),
    ("{name: a, file: x, pages: [exmple-org]}", "`pages`: there is no page `exmple-org`; did you mean `example-org`?"),
    ("{name: a, file: x, indicators: [camp]}", "`indicators`: there is no indicator `camp`"),
    ("{name: a, file: x, kinds: [CHANGD]}", "did you mean CHANGED?"),
    ("{name: a, file: x, silent: yes}", "write true"),
    ("{name: a, file: x, person: Anna Smith}", "`person`"),
    ("{name: a, file: x, when: dayly}", "did you mean daily?"),
    ("{name: a, file: x, when: daily, at: 8 am}", "`at`: should be a time of day"),
    ("{name: a, file: x, when: daily, at: '24:00'}", "`at`: should be a time of day"),
    ("{name: a, file: x, at: 08:00}", "`at` is for what is daily or weekly"),
    ("{name: a, file: x, when: hourly, at: 08:00}", "`at` is for what is daily or weekly"),
    ("{name: a, file: x, when: daily, on: friday}", "`on` is for what is weekly"),
    ("{name: a, file: x, when: weekly, on: fryday}", "did you mean friday?"),
    ("{name: a, file: x, quiet: '22:00'}", "`quiet`: should be two times of day"),
    ("{name: a, file: x, quiet: '22:00-22:00'}", "`quiet`: should begin and end at different times"),
    ("{name: a, file: x, gap: 10}", "`gap`: should be a length of time"),
    ("{name: a, file: x, messages_a_day: 0}", "`messages_a_day`: should be a whole number from 1 to 1,000"),
    ("{name: a, file: x, all_is_well: hourly}", "`all_is_well`: should be one of daily, weekly"),
    ("{name: a, file: x, entries: 10}", "`entries` is for a `feed`"),
]
ENVIRON = {"TOKEN": "s3cret", "LONG": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}


def _judge(url: str) -> str:
    """Stand for Apprise, which tests/notify asks."""
    return "what the judge says" if url == "odd://h.example/s3cret" else ""


@pytest.mark.parametrize(("entry", "said"), MISTAKES, ids=[entry for entry, _ in MISTAKES])
def test_a_mistake_is_told_with_its_line(complaints: Callable[..., list[str]], entry: str, said: str) -> None:
    found = complaints(ENVIRON, fault=_judge, pages=PAGES, monitor=f"contact: a@example.org\nchannels:\n  - {entry}\n")
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("monitor.yaml:3: ") for problem in found), found
    assert "s3cret" not in "".join(found)


def test_a_folder_that_is_not_there_keeps_nobody_from_checking(loaded: Callable[..., Config]) -> None:
    config = loaded(pages=PAGES, monitor="contact: a@example.org\nchannels: [{name: a, file: no/such/x.jsonl}]\n")
    assert config.channels[0].target == str(config.home / "no/such/x.jsonl")
    (warning,) = map(str, config.warnings)
    assert "monitor.yaml:2: `file`: there is no folder" in warning
    assert warning.endswith("reports wait until there is")


def test_a_name_is_given_once(complaints: Callable[..., list[str]]) -> None:
    text = "channels:\n  - {name: a, file: x.jsonl}\n  - {name: a, file: y.jsonl}\n"
    assert complaints(pages=PAGES, monitor=text) == [
        "monitor.yaml:3: `name`: the channel on line 2 has this name already"
    ]


def test_channels_are_whole_and_their_secrets_known(loaded: Callable[..., Config]) -> None:
    text = """
channels:
  - {name: log, file: told.jsonl}
  - name: desk
    webhook: https://Hooks.example/${TOKEN}
    headers: {Authorization: "Bearer ${OTHER}"}
"""
    config = loaded({"TOKEN": "s3cret", "OTHER": "t0p", "UNUSED": "x"}, pages=PAGES, monitor=text)
    log, desk = config.channels
    assert (log.kind, log.target) == ("file", str(config.home / "told.jsonl"))
    assert (desk.kind, desk.target) == ("webhook", "https://hooks.example/s3cret")
    assert desk.headers == (("Authorization", "Bearer t0p"),)
    assert set(config.secrets) == {"s3cret", "t0p"}
    assert "s3cret" not in repr(config)
    assert "t0p" not in repr(config)


@pytest.mark.parametrize(("kind", "address"), [("webhook", "https://hooks.example/s3cret"), ("url", "json://s3cret")])
def test_an_address_written_plainly_is_warned_of(loaded: Callable[..., Config], kind: str, address: str) -> None:
    text = f"contact: a@example.org\nchannels: [{{name: desk, {kind}: '{address}'}}]\n"
    (warning,) = loaded(pages=PAGES, monitor=text).warnings
    assert f"`{kind}` may be a secret" in warning.message


EVERY_KIND = """
channels:
  - {name: chat, url: 'ntfys://${file:secrets/token}@host.example/topic', ca_file: ca.pem}
  - name: signed
    webhook: https://hooks.example/x
    secret: ${file:secrets/signing}
    headers: {Authorization: "Bearer ${file:PATH}"}
  - name: mail
    mail:
      to: [D@Example.org, n@bücher.example]
      from: m@example.org
      server: Mail.Example
      user: ${USER_OF_MAIL}
      password: ${PASSWORD}
  - {name: me, mail: {to: d@example.org, from: m@example.org, server: '[::1]', security: none}, allow_private: true}
  - {name: tls, mail: {to: d@example.org, from: m@example.org, server: h, security: TLS, port: 4650}}
"""


@pytest.fixture
def every_kind(tmp_path: Path, loaded: Callable[..., Config]) -> Config:
    """Return a configuration whose secrets lie in files beside it and in the environment."""
    folder = tmp_path / "config"
    (folder / "secrets").mkdir(parents=True)
    (folder / "secrets" / "token").write_bytes(b"t0k/en\n")
    (folder / "secrets" / "signing").write_text("whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\r\n")
    (tmp_path / "elsewhere").write_text("e1sewhere")
    trustme.CA().cert_pem.write_to_path(str(folder / "ca.pem"))
    text = EVERY_KIND.replace("PATH", str(tmp_path / "elsewhere"))
    return loaded({"PASSWORD": "passw0rd", "USER_OF_MAIL": "us3r"}, pages=PAGES, monitor=text)


def test_every_kind_is_whole(every_kind: Config) -> None:
    chat, signed, mail, me, tls = every_kind.channels
    assert (chat.kind, chat.target) == ("url", "ntfys://t0k/en@host.example/topic")
    assert chat.ca_file == str(every_kind.home / "config" / "ca.pem")
    assert (signed.secret, signed.headers) == (b"secret" * 4, (("Authorization", "Bearer e1sewhere"),))
    assert mail.mail == Mailing(
        to=("D@example.org", "n@xn--bcher-kva.example"), sender="m@example.org", server="mail.example", port=587,
        security=Security.STARTTLS, user="us3r", password="passw0rd",
    )  # fmt: skip
    assert me.mail is not None
    assert (me.mail.server, me.mail.port, me.mail.security) == ("::1", 25, Security.NONE)
    assert tls.mail is not None
    assert (tls.mail.port, tls.mail.security) == (4650, Security.TLS)


def test_their_secrets_are_known_in_every_form_and_shown_in_none(every_kind: Config) -> None:
    assert {"t0k/en", "t0k%2Fen", "e1sewhere", "us3r", "passw0rd", "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"} <= set(
        every_kind.secrets
    )
    assert not [secret for secret in every_kind.secrets if secret in repr(every_kind)]


def test_what_is_kept_of_them_holds_no_secret_and_can_be_read_without_any(every_kind: Config) -> None:
    folder = every_kind.home / "snapshots"
    folder.mkdir()
    settings = every_kind.home / "config" / "monitor.yaml"
    settings.write_text(settings.read_text() + "  - {name: plain, url: 'json://host.example/p1ain'}\n")
    config = load(every_kind.home, {"PASSWORD": "passw0rd", "USER_OF_MAIL": "us3r"})
    keep(config, folder, NOW)
    kept = "".join(path.read_text() for path in folder.rglob("*") if path.is_file())
    assert "channels:" in kept
    assert not [secret for secret in (*config.secrets, "p1ain") if secret in kept]
    for secret in (config.home / "config" / "secrets").iterdir():
        secret.unlink()
    settings.write_text("channels: [")
    before = last_good(config.home, folder, {}, fetching=False)
    assert before is not None
    assert [channel.name for channel in before.channels] == [channel.name for channel in config.channels]
    assert last_good(config.home, folder, {}, fetching=True) is None


def test_what_a_channel_is_told_and_when(loaded: Callable[..., Config]) -> None:
    text = """
contact: a@example.org
channels:
  - {name: usual, webhook: 'https://hooks.example/${TOKEN}'}
  - name: choosy
    webhook: https://hooks.example/${TOKEN}
    person: anna
    tags: [france]
    kinds: CHANGED
    silent: true
    min_relative: 5 %
    troubles: false
    when: weekly
    at: 7:30
    on: Friday
    quiet: 22:00 - 07:00
    gap: 1h
    messages_a_day: 3
    all_is_well: daily
  - {name: news, feed: news.atom, entries: 20}
"""
    pages = "pages: [{url: 'https://example.org', tags: [france]}]\n"
    usual, choosy, news = loaded({"TOKEN": "t"}, pages=pages, monitor=text).channels
    assert (usual.wants, usual.person, usual.troubles, usual.pace) == (EVERYTHING, None, True, Pace())
    assert choosy.wants == replace(
        EVERYTHING, tags=("france",), kinds=("CHANGED",), silent=True, min_relative=Decimal("0.05")
    )
    assert (choosy.person, choosy.troubles) == ("anna", False)
    assert choosy.pace == Pace(
        when=When.WEEKLY, at=time(7, 30), on=4, quiet=(time(22), time(7)), gap=timedelta(hours=1), messages_a_day=3,
        all_is_well=When.DAILY,
    )  # fmt: skip
    assert (news.kind, news.entries, news.pace) == ("feed", 20, Pace(gap=timedelta(0), messages_a_day=None))


def test_every_kind_that_can_be_configured_can_be_sent_to() -> None:
    assert set(KINDS) == set(notify.KINDS)
