"""Pages that stand in files of config/pages/, through the command line: added, changed, moved about, taken out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]
FR = "# France\npages:\n  - id: nord  # the north\n    url: https://nord.example/a\n  - {id: lille, url: 'https://lille.example/a'}\n"
DE = "pages:\n  - id: berlin\n    url: https://berlin.example/a\n    tags: [east]\n"


@pytest.fixture
def folder(home_of_cli: Path) -> Path:
    """Return config/pages/ of a home with two files of pages beside pages.yaml."""
    place = home_of_cli / "config" / "pages"
    place.mkdir()
    (place / "fr.yaml").write_text(FR)
    (place / "de.yaml").write_text(DE)
    (home_of_cli / "config" / "pages.yaml").write_text("defaults:\n  tags: [all]\n")
    return place


def test_pages_are_changed_in_the_files_in_which_they_stand(run: Run, folder: Path) -> None:
    _, out, _ = run("set", "nord", "berlin", "every=3h", "tags+=europe")
    assert out.splitlines() == [
        "berlin: every = 3h", "berlin: tags = east, europe (was east)",
        "nord: every = 3h", "nord: tags = all, europe",
    ]  # fmt: skip
    assert (folder / "fr.yaml").read_text() == FR.replace(
        "nord.example/a\n", "nord.example/a\n    every: 3h\n    tags: [all, europe]\n"
    )
    assert (folder / "de.yaml").read_text() == DE.replace("[east]", "[east, europe]") + "    every: 3h\n"
    status, _, err = run("set", "nord", "berlin", "every=never")
    assert status == 2
    assert "Nothing was written: `every`" in err
    assert run("set", "nord", "id=north")[0] == 0
    assert "id: north  # the north" in (folder / "fr.yaml").read_text()
    assert "was: nord" in (folder / "fr.yaml").read_text()
    assert run("config", "check")[0] == 0


def test_pages_are_switched_off_and_on_and_taken_out_where_they_stand(run: Run, folder: Path) -> None:
    run("disable", "lille", "berlin")
    assert [json.loads(line)["enabled"] for line in run("list", "--json")[1].splitlines()] == [False, True, False]
    run("enable", "lille", "berlin")
    assert (folder / "fr.yaml").read_text() == FR.replace("example/a'}", "example/a', enabled: true}")
    _, out, _ = run("remove", "nord", "berlin")
    assert f"Removed berlin from {folder / 'de.yaml'}; its history stays" in out
    assert run("list")[1].split()[0] == "lille"
    assert (folder / "fr.yaml").read_text().startswith("# France\npages:\n  - {id: lille")


def test_what_is_off_by_default_is_switched_on_in_its_own_file(run: Run, home_of_cli: Path, folder: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text("defaults: {enabled: false}\n")
    run("enable", "berlin")
    assert (folder / "de.yaml").read_text() == DE + "    enabled: true\n"
    assert run("config", "check")[1] == "The configuration is valid: 3 pages (1 enabled), 0 indicators.\n"


def test_a_page_is_added_to_the_file_that_is_named(run: Run, site: Site, home_of_cli: Path, folder: Path) -> None:
    address = f"{site.address}/statement"
    status, out, _ = run("add", address, "--allow-private", "--id", "here", "--file", "uk/news")
    assert status == 0
    assert f"Added as here to {folder / 'uk' / 'news.yaml'}" in out
    written = (folder / "uk" / "news.yaml").read_text()
    assert written.startswith("# yaml-language-server: $schema=../../schema/pages.json\n\npages:\n  - id: here\n")
    assert run("config", "path", "here")[1] == f"{folder / 'uk' / 'news.yaml'}\n"
    assert run("config", "path")[1] == f"{home_of_cli / 'config' / 'pages.yaml'}\n"
    assert "followed already, as here" in run("add", address)[1]
    status, _, err = run("add", f"{site.address}/letters", "--id", "nord", "--allow-private", "--anyway")
    assert status == 1
    assert "a page has the id `nord` already" in err
    status, _, err = run("add", f"{site.address}/letters", "--allow-private", "--anyway", "--file", "../x")
    assert status == 1
    assert "is no name of a file" in err


@pytest.mark.parametrize("name", ["pages/fr", "lille"])
def test_a_file_is_edited_by_its_name_or_by_that_of_a_page(
    run: Run, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/north/cold/")
    assert run("edit", name) == (0, f"{folder / 'fr.yaml'} is written.\n", "")
    assert (folder / "fr.yaml").read_text() == FR.replace("north", "cold")
    assert not list(folder.glob(".*"))


def test_a_file_that_is_not_there_is_not_edited(run: Run, folder: Path) -> None:
    status, _, err = run("edit", "pages/it")
    assert status == 2
    assert (
        "There is no file or page called 'pages/it'; the files are pages, monitor, indicators, pages/de, pages/fr."
        in (" ".join(err.split()))
    )
    assert folder.is_dir()


def test_every_mistake_of_every_file_is_told_with_its_place(run: Run, folder: Path) -> None:
    (folder / "de.yaml").write_text(DE.replace("tags", "tgas"))
    (folder / "it.yaml").write_text(FR)
    status, _, err = run("config", "check")
    assert status == 3
    assert f"{folder}/de.yaml:4: `tgas` is not a key of a page; did you mean `tags`?" in err
    assert f"{folder}/it.yaml:3: `id`: the page on line 3 of pages/fr.yaml has the id `nord` already" in err


def test_files_of_pages_come_and_go_between_two_checks(
    run: Run, site: Site, home_of_cli: Path, folder: Path, tmp_path: Path
) -> None:
    run("set", "--tag", "all", "--tag", "east", "enabled=false")
    run("add", f"{site.address}/statement", "--allow-private", "--id", "here", "--file", "uk")
    assert run("check")[0] == 0
    (folder / "de.yaml").unlink()
    assert run("check")[0] == 0
    assert [line.split()[0] for line in run("list")[1].splitlines()] == ["nord", "lille", "here"]
    away = folder.rename(tmp_path / "away")
    status, _, err = run("check")
    assert status == 3
    assert f"{folder}: this folder is gone, with 2 of the files of pages that are in force; put it back" in err
    _, out, err = run("list")
    assert [line.split()[0] for line in out.splitlines()] == ["nord", "lille", "here"]
    assert "this is by the one before" in err
    away.rename(folder)
    (folder / "uk.yaml").write_text("")
    assert run("check")[0] == 3
    (folder / "uk.yaml").write_text("allow_empty: true\n")
    assert run("check")[0] == 0
    assert run("list")[1].split()[0] == "nord"
    assert "here" in run("history", "here")[1]
