"""Channels: what is wrong with one is told with its line; what is right is whole, and its secrets are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor import notify
from monitor.config import Config
from monitor.config.channels import KINDS

PAGES = "pages: [{url: 'https://example.org'}]\n"
MISTAKES = [
    ("{name: a}", "a channel has one of `file` and `webhook`"),
    ("{name: a, file: x.jsonl, webhook: 'https://h.example/'}", "a channel has one of `file` and `webhook`"),
    ("{file: x.jsonl}", "a channel needs `name`"),
    ("{name: A b, file: x.jsonl}", "`name`"),
    ("{name: a, fil: x.jsonl}", "did you mean `file`?"),
    ("{name: a, file: x.jsonl, headers: {X-A: b}}", "`headers` is for a webhook"),
    ("{name: a, file: x.jsonl, allow_private: true}", "`allow_private` is for a webhook"),
    ("{name: a, webhook: 'ftp://h.example/'}", "only http and https"),
    ("{name: a, webhook: h.example}", "`webhook`"),
    ("{name: a, webhook: 'https://h.example/${NOT_SET}'}", "the environment has no variable NOT_SET"),
    ("{name: a, webhook: 'https://h.example/${not closed'}", "write ${NAME}"),
    ("{name: a, webhook: '${TOKEN}'}", "it is no address once ${TOKEN} is filled in"),
    ("{name: a, webhook: 'https://h.example/', headers: {Authorization: '${NOT_SET}'}}", "no variable NOT_SET"),
    ("{name: a, webhook: 'https://h.example/', headers: {Host: b}}", "set by the program itself"),
    ("{name: a, webhook: 'https://h.example/', allow_private: yes}", "write true"),
]


@pytest.mark.parametrize(("entry", "said"), MISTAKES, ids=[entry for entry, _ in MISTAKES])
def test_a_mistake_is_told_with_its_line(complaints: Callable[..., list[str]], entry: str, said: str) -> None:
    found = complaints({"TOKEN": "s3cret"}, pages=PAGES, monitor=f"contact: a@example.org\nchannels:\n  - {entry}\n")
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


def test_a_webhook_written_plainly_is_warned_of(loaded: Callable[..., Config]) -> None:
    text = "contact: a@example.org\nchannels: [{name: desk, webhook: 'https://hooks.example/s3cret'}]\n"
    (warning,) = loaded(pages=PAGES, monitor=text).warnings
    assert "`webhook` may be a secret" in warning.message


def test_every_kind_that_can_be_configured_can_be_sent_to() -> None:
    assert set(KINDS) == set(notify.KINDS)
