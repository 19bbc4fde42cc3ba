"""Channels: what is wrong with one is told with its line; what is right is whole, and its secrets are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from monitor import notify
from monitor.config import Config
from monitor.config.channels import KINDS
from monitor.model import EVERYTHING, Pace, When

PAGES = "pages: [{url: 'https://example.org'}]\n"
MISTAKES = [
    ("{name: a}", "a channel has one of `file`, `feed`, `webhook`"),
    ("{name: a, file: x.jsonl, webhook: 'https://h.example/'}", "a channel has one of `file`, `feed`, `webhook`"),
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
    ("{name: a, feed: x.atom, headers: {X-A: b}}", "`headers` is for a webhook"),
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
