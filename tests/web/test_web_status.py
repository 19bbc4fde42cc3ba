"""How the whole is doing: all is well in plain words, alarms first, a configuration with mistakes by file and line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pages_home import PAGES, empty, made, seen, tree_of, words
from store_world import camp, failed, page, visit
from web_world import NOW, client_of

from monitor import config as configuration
from monitor.config import load
from monitor.store import FOLDER, Notes, Store


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home that is well."""
    well = empty(tmp_path / "home", pages="pages: [{id: uk, url: 'https://uk.example/'}]\n")
    with Store.open(well, writer=True) as store:
        store.sync([page("uk")], NOW)
        visit(store, page("uk"), camp("6,000"), NOW - timedelta(minutes=20))
    return well


def alarms(home: Path) -> list[str]:
    return [words(one) for one in tree_of(client_of(home), "/status").xpath("//li[@class='alarm']")]


def test_all_is_well_is_said_plainly(home: Path) -> None:
    told = seen(client_of(home), "/status")
    for said in (
        "Everything is well. 1 of 1 page ok", "Last check 27 November 2026, 08:40 UTC, 20 min ago", "1 ok",
        "Nobody is told: no channel is configured.", "are kept free", "Nothing was found wrong with it.",
        "It is valid.",
    ):  # fmt: skip
        assert said in told, said


def test_what_may_pass_by_itself_is_no_alarm_but_not_all_is_well_either(home: Path) -> None:
    with Store.open(home, writer=True) as store:
        store.record([failed(store, page("uk"), NOW)])
    told = seen(client_of(home), "/status")
    assert "No alarm yet. 0 of 1 page ok, 1 needs a look." in told
    assert "Everything is well" not in told


def test_what_is_wrong_comes_first(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    assert [one.partition(":")[0] for one in alarms(home)] == ["es", "feed", "fr"]
    told = seen(client_of(home), "/status")
    assert told.index("This needs a look") < told.index("As it stands")
    assert "Everything is well" not in told


def test_the_archive_the_disk_and_channels_raise_alarms(home: Path) -> None:
    Notes(flaws=("uk/1.html.gz: missing",)).write(home / FOLDER)
    (home / "config" / "monitor.yaml").write_text("disk_reserve: 900000 GiB\n")
    with Store.open(home, writer=True) as store:
        store.outbox.owe_health("chat", NOW)
    disk, archive, paused, channel = alarms(home)
    assert disk.startswith("The disk is nearly full, and nothing is fetched: ")
    assert archive == "The archive is not as it was recorded (1 flaw): monitor verify tells more."
    assert paused.startswith("uk: paused")
    assert channel.startswith("channel chat: 1 report is owed, the oldest since 2026-11-27 09:00 UTC: no such channel")
    assert "uk/1.html.gz: missing" in seen(client_of(home), "/status")


def test_mistakes_of_the_configuration_are_told_by_file_and_line_while_the_one_before_holds(tmp_path: Path) -> None:
    home = made(tmp_path / "home")
    configuration.keep(load(home, {}), home / FOLDER, NOW)
    (home / "config" / "pages.yaml").write_text(PAGES.replace("every: 3h", "every: soon"))
    told = seen(client_of(home), "/status")
    assert "The one before stays in force until they are mended." in told
    assert "pages.yaml, line 10: " in told
    assert "uk" in seen(client_of(home), "/pages")
