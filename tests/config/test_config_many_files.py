"""Pages in pages.yaml and in files of config/pages/: one configuration, each file read and edited by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.config import Config, Edits, Parts, file_for, keep, last_good, load, load_edited, paths, remove
from monitor.config.config_files import LARGEST
from monitor.errors import ConfigError

Home = Callable[..., Path]
Load = Callable[..., Config]
Complain = Callable[..., list[str]]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def page(name: str, *keys: str) -> str:
    return f"  - {{id: {name}, url: 'https://{name}.example/a'{''.join(f', {key}' for key in keys)}}}\n"


def listing(*names: str) -> str:
    return "pages:\n" + "".join(map(page, names))


def kept(place: Path) -> tuple[Path, Parts]:
    """Return a home, and what is kept of it from one reading to the next."""
    (place / "snapshots").mkdir()
    return place, Parts(place)


UK, FR = listing("uk"), listing("fr", "nord")
FILES = {"pages": UK, "pages/fr": FR, "pages/de": listing("de")}


def test_pages_of_all_files_are_followed_in_the_order_of_the_files(loaded: Load) -> None:
    config = loaded(**FILES)
    assert [one.id for one in config.pages] == ["uk", "de", "fr", "nord"]
    assert {name: config.file_of(name) for name in ("uk", "nord", "none")} == {
        "uk": config.home / "config" / "pages.yaml",
        "nord": config.home / "config" / "pages" / "fr.yaml",
        "none": None,
    }
    by_file = config.by_file(["nord", "uk", "fr"])
    assert {path.name: ids for path, ids in by_file.items()} == {"pages.yaml": ["uk"], "fr.yaml": ["fr", "nord"]}


def test_a_key_is_the_pages_own_or_its_files_or_that_of_pages_yaml(loaded: Load) -> None:
    config = loaded(
        pages="defaults: {every: 1h, speaker: all, language: en}\n" + listing("uk"),
        **{
            "pages/fr": "defaults: {every: 2h, speaker: file}\npages:\n" + page("fr", "every: 3h") + page("nord"),
            "pages/de": listing("de"),
        },
    )
    assert {one.id: (one.every, one.speaker, one.language) for one in config.pages} == {
        "uk": (timedelta(hours=1), "all", "en"),
        "de": (timedelta(hours=1), "all", "en"),
        "fr": (timedelta(hours=3), "file", "en"),
        "nord": (timedelta(hours=2), "file", "en"),
    }


def test_what_is_hidden_or_left_by_an_editor_is_passed_over_and_an_odd_ending_told(home: Home) -> None:
    place = home(**FILES, **{"pages/.draft": "x", "pages/#fr": "x"})
    folder = place / "config" / "pages"
    (folder / "deep" / ".git").mkdir(parents=True)
    for name in ("fr.yaml~", "fr.yaml.bak", ".fr.yaml.swp", "deep/.git/a.yaml", "README.md"):
        (folder / name).write_text("not: ours")
    (folder / "deep" / "it.yaml").write_text(listing("it"))
    (folder / "es.yml").write_text(listing("es"))
    (place / "away").mkdir()
    (folder / "link").symlink_to(place / "away")
    config = load(place, {})
    assert [path.relative_to(place).as_posix() for path in config.files] == [
        "config/pages.yaml", "config/monitor.yaml", "config/indicators.yaml",
        "config/pages/de.yaml", "config/pages/deep/it.yaml", "config/pages/fr.yaml",
    ]  # fmt: skip
    assert config.files == paths(place)
    assert {one.file.name: one.message for one in config.warnings if one.file.parent == folder} == {
        "es.yml": "is not read: its name should end in .yaml",
        "link": "is not read: it is a link to a folder",
    }


def test_pages_yaml_may_be_missing_or_hold_only_what_is_for_all(loaded: Load, home: Home) -> None:
    assert [one.id for one in loaded(**{"pages/fr": FR}).pages] == ["fr", "nord"]
    config = loaded(**{"pages": "defaults: {every: 1h}\n", "pages/fr": FR})
    assert {one.every for one in config.pages} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"pages/fr": listing("uk")},
         ["fr.yaml:2: `id`: the page on line 2 of pages.yaml has the id `uk` already",
          "fr.yaml:2: `url`: the page on line 2 of pages.yaml has this address already"]),
        ({"pages/de": "# German\npages:\n" + page("uk2"), "pages/fr": "pages: [{id: UK2, url: 'https://f.example'}]"},
         ["fr.yaml:1: `id`: an id is", "fr.yaml:1: `id`: 'UK2' differs from 'uk2' on line 3 of pages/de.yaml in case"]),
        ({"pages/fr": "pages: [{url: 'https://x.example/uk'}]"},
         ["fr.yaml:1: the id made from this address, `uk`, is taken on line 2 of pages.yaml"]),
        ({"pages/fr": "pages:\n" + page("fr", "was: uk")},
         ["fr.yaml:2: `was`: a page with the id `uk` is still listed"]),
        ({"pages/de": "pages:\n" + page("de", "was: old"), "pages/fr": "pages:\n" + page("fr", "was: old")},
         ["fr.yaml:2: `was`: the page on line 2 of pages/de.yaml takes over `old` already"]),
        ({"pages/fr": "pages:\n" + page("fr", "evry: 1h"), "pages/de": "- x"},
         ["de.yaml:1: the file should be keys and values", "fr.yaml:2: `evry` is not a key of a page; did you mean"]),
        ({"pages/fr": "pages:\n" + page("fr", "alerts: [{indicators: none}]"),
          "indicators": "indicators: [{id: camp}]"},
         ["fr.yaml:2: `indicators`: there is no indicator `none`"]),
        ({"pages/fr": "page:\n" + page("fr")},
         ["fr.yaml:1: `page` is not a key of a file of pages; did you mean `pages`?"]),
        ({"pages/fr": ""}, ["fr.yaml: no page is listed"]),
        ({"pages/fr": "# half writ"}, ["fr.yaml: no page is listed"]),
        ({"pages/fr": "pages:\n"}, ["fr.yaml:1: no page is listed"]),
        ({"pages": "", "pages/fr": FR}, ["pages.yaml: no page is listed"]),
        ({"pages/fr": b"pages: [\xff]"}, ["fr.yaml:1: is not UTF-8 text"]),
        ({"pages/fr": b"#" * (LARGEST + 1)},
         ["fr.yaml: larger than 4 MiB, the most that is read; put pages into files"]),
        ({"pages/fr": FR, "monitor": "alerts: [{pages: [nrod], tags: [x]}]"},
         ["monitor.yaml:1: `pages`: there is no page `nrod`; did you mean `nord`?",
          "monitor.yaml:1: `tags`: there is no"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_of_the_file_that_has_it(
    complaints: Complain, texts: Mapping[str, str], told: list[str]
) -> None:
    said = complaints(**{"pages": UK, **texts})
    assert len(said) == len(told)
    assert all(one.startswith(begins) for one, begins in zip(said, told, strict=True)), said


def test_names_of_one_file_are_known_in_every_other(loaded: Load) -> None:
    config = loaded(
        **FILES,
        **{"pages/it": "defaults: {tags: [south]}\n" + listing("it")},
        monitor="alerts: [{pages: [fr, uk], tags: south}]",
        indicators="indicators: [{id: camp, pages: [nord]}]",
    )
    assert config.alerts[0].tags == ("south",)


def test_a_folder_that_cannot_be_listed_is_a_mistake(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    place = home(**FILES)
    monkeypatch.setattr("os.scandir", _refusing)
    with pytest.raises(ConfigError, match="pages: cannot be listed: Permission denied"):
        load(place, {})


def _refusing(path: str) -> None:
    raise PermissionError(13, "Permission denied", str(path))


def test_what_has_not_changed_stays_the_same_objects(home: Home) -> None:
    place, parts = kept(home(**FILES))
    before = load(place, {}, parts=parts)
    again = load(place, {}, parts=parts)
    assert all(one is other for one, other in zip(before.pages, again.pages, strict=True))
    home(**{"pages/fr": FR.replace("id: nord", "every: 1h, id: nord")})
    after = {one.id: one for one in load(place, {}, parts=parts).pages}
    same = {one.id for one in before.pages if after[one.id] is one}
    assert same == {"uk", "de", "fr"}
    assert after["nord"].every == timedelta(hours=1)
    assert load(place, {}).pages == tuple(after.values())


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pages", "defaults: {every: 1h}\n" + UK),
        ("monitor", "keep: 30d\n"),
        ("pages/fr", "defaults: {every: 1h}\n" + FR),
        ("pages/fr", "allow_empty: true\n"),
        ("pages/at", listing("at")),
    ],
)
def test_what_is_kept_of_one_reading_changes_nothing_of_the_next(home: Home, file: str, text: str) -> None:
    place, parts = kept(home(**FILES))
    load(place, {}, parts=parts)
    home(**{file: text})
    assert load(place, {}, parts=parts) == load(place, {})


def test_a_secret_is_looked_up_again_though_its_file_has_not_changed(home: Home) -> None:
    place, parts = kept(home(**{"pages/fr": "pages:\n" + page("fr", "auth: {bearer: '${file:token}'}")}))
    secret = place / "config" / "token"
    for value in ("first", "second"):
        secret.write_text(value)
        assert load(place, {}, parts=parts).pages[0].headers == (("Authorization", f"Bearer {value}"),)
    secret.unlink()
    with pytest.raises(ConfigError, match="the file token is empty or cannot be read"):
        load(place, {}, parts=parts)


def test_the_last_good_configuration_has_every_file_and_only_what_changed_is_written(home: Home) -> None:
    place = home(**FILES, monitor="contact: a@example.org\n")
    folder = place / "snapshots"
    folder.mkdir()
    keep(load(place, {}), folder, NOW)
    texts = {path.name: path.stat().st_mtime_ns for path in (folder / ".last-good-config").iterdir()}
    assert len(texts) == 4
    good = home(**{"pages/de": listing("de", "at")})
    keep(load(good, {}), folder, NOW)
    now = {path.name: path.stat().st_mtime_ns for path in (folder / ".last-good-config").iterdir()}
    assert (len(now), len(now.items() & texts.items())) == (4, 3)
    home(**{"pages/de": "pages: [", "pages/fr": ""})
    before = last_good(place, folder, {}, fetching=True)
    assert before is not None
    assert [one.id for one in before.pages] == ["uk", "de", "at", "fr", "nord"]
    assert before.stale_since is not None


def test_a_page_that_changes_costs_its_own_file_alone(home: Home, costs_at_most: Callable[..., bool]) -> None:
    place, parts = kept(
        home(**{f"pages/f{number}": listing(*(f"p{number}-{n}" for n in range(60))) for number in range(20)})
    )
    load(place, {}, parts=parts)
    edits = iter(range(10))

    def change() -> None:
        home(**{"pages/f7": listing(*(f"p7-{n}" for n in range(60)), f"new{next(edits)}")})
        assert len(load(place, {}, parts=parts).pages) == 1_201

    assert costs_at_most(0.4, change, lambda: load(place, {}))


def test_a_folder_that_is_gone_is_told_and_an_empty_one_is_meant(home: Home) -> None:
    place = home(**FILES)
    folder, snapshots = place / "config" / "pages", place / "snapshots"
    snapshots.mkdir()
    shutil.move(folder, place / "elsewhere")
    assert [one.id for one in load(place, {}).pages] == ["uk"], "nobody ever followed the others"
    shutil.move(place / "elsewhere", folder)
    keep(load(place, {}), snapshots, NOW)
    shutil.move(folder, place / "elsewhere")
    with pytest.raises(ConfigError, match="pages: this folder is gone, with 2 of the files of pages that are in force"):
        load(place, {})
    before = last_good(place, snapshots, {}, fetching=True)
    assert before is not None
    assert len(before.pages) == 4
    folder.mkdir()
    assert [one.id for one in load(place, {}).pages] == ["uk"]


def test_a_mistake_in_what_holds_for_all_has_no_other_file_parsed(home: Home) -> None:
    place, parts = kept(home(**FILES))
    before = load(place, {}, parts=parts)
    home(pages="defaults: {evry: 1h}\n" + UK)
    with pytest.raises(ConfigError, match="did you mean `every`"):
        load(place, {}, parts=parts)
    home(pages=UK)
    after = load(place, {}, parts=parts)
    assert all(one is other for one, other in zip(before.pages, after.pages, strict=True))


def test_several_files_are_edited_all_or_none(home: Home) -> None:
    place = home(**FILES)
    edits = Edits(place)
    de, fr = (place / "config" / "pages" / name for name in ("de.yaml", "fr.yaml"))
    edits.change(de, lambda text: text + page("at"))
    edits.change(fr, lambda text: remove(text, "fr", file=fr))
    edits.change_or_begin(place / "config" / "pages" / "new" / "it.yaml", lambda text: text + page("it"))
    assert [one.id for one in edits.tried({}).pages] == ["uk", "de", "at", "nord", "it"]
    fr.write_text(FR + page("lille"))
    with pytest.raises(ConfigError, match="changed by someone else"):
        edits.write()
    assert (de.read_text(), fr.read_text()) == (FILES["pages/de"], FR + page("lille"))
    assert paths(place)[3:] == (de, fr)
    fr.write_text(FR)
    edits.write()
    assert [one.id for one in load(place, {}).pages] == ["uk", "de", "at", "nord", "it"]
    assert [path.name for path in fr.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_is_tried_before_it_is_written(home: Home) -> None:
    place = home(**FILES)
    fr = place / "config" / "pages" / "fr.yaml"
    assert [one.id for one in load_edited(place, {fr: listing("lille")}, {}).pages] == ["uk", "de", "lille"]
    with pytest.raises(ConfigError, match="has the id `uk` already"):
        load_edited(place, {fr: UK}, {})
    assert len(load(place, {}).pages) == 4


def test_new_pages_go_where_there_is_room(home: Home) -> None:
    place = home(**FILES)
    first, folder = place / "config" / "pages.yaml", place / "config" / "pages"
    assert file_for(place, None) == first
    first.write_text(UK + "#" * LARGEST)
    assert file_for(place, None) == folder / "de.yaml"
    assert file_for(place, "south/it.yaml") == folder / "south" / "it.yaml"
    for name in (
        "pages/south/it.yaml",
        "config/pages/south/it.yaml",
        f"{folder}/south/it.yaml",
    ):  # as paths are written
        assert file_for(place, name) == folder / "south" / "it.yaml"
    assert {file_for(place, name) for name in ("pages.yaml", "config/pages.yaml", str(first))} == {first}
    for name in ("de", "fr"):
        (folder / f"{name}.yaml").write_text("#" * LARGEST)
    with pytest.raises(ConfigError, match="every file of pages is full; begin another: --file NAME"):
        file_for(place, None)


@pytest.mark.parametrize("name", ["", "..", "../x", "/etc/x", "a//b", ".hidden", "a\0b", "x" * 65, "a b"])
def test_a_file_of_pages_lies_in_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="is no name of a file"):
        file_for(tmp_path, name)


def test_the_last_page_of_a_file_can_be_taken_out(home: Home) -> None:
    place = home(**FILES)
    edits, de = Edits(place), place / "config" / "pages" / "de.yaml"
    edits.change(de, lambda text: remove(text, "de", file=de))
    edits.write()
    assert [one.id for one in load(place, {}).pages] == ["uk", "fr", "nord"]
