"""What the service logs of checks: troubles once, changes always, the rest to those who want to know more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from check_fakes import NOW, World, camp, failure, fetched
from heard import Heard

from monitor.cli.check_lines import News, Telling
from monitor.cli.log import Log, Style
from monitor.model.sanitize import is_hiding

LIVES = fetched(camp("4,000"))


def _told(world: World, rounds: int) -> Heard:
    heard = Heard()
    news = News(heard.say)
    for _ in range(rounds):
        news(list(world.round().values()))
    return heard


def test_every_check_is_told_with_its_page_its_number_and_what_it_came_to() -> None:
    heard = _told(World({"uk": [LIVES]}), 1)
    assert heard.levels == ["info"]
    assert {"page": "uk", "check": 1, "host": "uk.example", "outcome": "first", "status": 200}.items() <= heard.fields[
        0
    ].items()


def test_a_trouble_is_told_once_when_it_comes_and_once_when_it_goes() -> None:
    failed = failure("connect")
    heard = _told(World({"uk": [LIVES, LIVES, failed, failed, LIVES]}), 5)
    assert [(level, fields["page"]) for level, fields in zip(heard.levels, heard.fields, strict=True)] == [
        ("info", "uk"), ("debug", "uk"), ("warning", "uk"), ("debug", "uk"), ("info", "uk"), ("debug", "uk"),
    ]  # fmt: skip
    assert "uk: answers well again" in heard
    assert heard.fields[2]["reason"] == "connect"


def test_each_change_is_told_with_its_check() -> None:
    heard = _told(World({"uk": [fetched(camp("4,000")), fetched(camp("5,200"))]}), 2)
    assert "rose from 4,000 to 5,200" in heard[-1]
    assert heard.fields[-1] == {"page": "uk", "check": 2}
    assert heard.fields[1]["told"] == 1


@pytest.mark.parametrize("form", ["console", "json"])
def test_what_a_hostile_page_says_stays_in_its_line(form: str, tmp_path: Path) -> None:
    hostile = "\x1b[2J\u2028\u202e2026-03-05T12:00:00Z  uk: unchanged " + "very " * 2_000

    def said(people: str) -> str:
        return camp(f"{people} {hostile}")

    world = World({"uk": [fetched(said("4,000")), fetched(said("5,200")), replace(failure("connect"), detail=hostile)]})
    heard, path = Heard(), tmp_path / "log"
    with path.open("wb") as file, Log(lambda: NOW, Style(form=form, least="debug"), file.fileno()) as log:
        for _ in range(3):
            results = list(world.round().values())
            News(heard.say)(results)
            News(log.say)(results)
    lines = path.read_text().split("\n")[:-1]
    assert len(lines) == len(heard) >= 3
    assert not any(map(is_hiding, lines))
    assert max(map(len, lines)) < 20_000


def test_who_wants_to_hear_less_hears_of_troubles_alone(capsys: pytest.CaptureFixture[str]) -> None:
    world, telling = World({"uk": [LIVES], "fr": [failure("connect")]}), Telling(as_json=False, is_quiet=True)
    for result in world.round().values():
        telling.tell(result.trace, 2)
    assert telling.end(2, exit_code=False) == 1
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == ["fr"]


def test_pages_that_were_put_off_are_told_and_are_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    world, telling = World({"uk": [LIVES]}), Telling(as_json=False)
    telling.tell(world.round()["uk"].trace, 2)
    assert telling.end(2, exit_code=False) == 1
    said = capsys.readouterr()
    assert "1 page checked" in said.out
    assert "1 page was not checked: other machines are asking their hosts." in said.err
