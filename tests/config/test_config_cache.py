"""What was made of files of pages is kept on the disk: found again by the very same bytes, and never believed else."""

from __future__ import annotations

import hashlib
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import Config, Parts, keep, load

Home = Callable[..., Path]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RICH = """pages:
  - {id: fr, url: 'HTTPS://Fr.example/a?b=1&a=2#x', note: "marked", keep: forever, was: old, language: FR-ca}
  - id: feed
    url: https://feed.example/
    follow: feed
    links: /news/
    window: forever
    most: 20
    newest: last
    full_text: true
  - id: rules
    url: https://rules.example/a.pdf
    select: main
    every: 90s
    tags: [a, b, a]
    only: deaths
    ignore: [.ad, "//x"]
    render: browser
    conditional: false
    ignore_robots: true
    allow_private: true
    enabled: false
    speaker: "no"
    must_contain: "2020"
    alerts:
      - {min_relative: 5 %, min_absolute: 3.50, direction: up, kinds: changed, against: told, crossing: -1.50}
      - {name: second, indicators: camp, tables: false, silent: true, roles: [TOTAL]}
"""
INDICATORS = "indicators: [{id: camp, words: [camp]}]\n"
PAGES = "defaults: {every: 2h, tags: [all]}\npages: [{id: uk, url: 'https://uk.example/'}]\n"


@pytest.fixture
def place(home: Home) -> Path:
    """Return a home with two files of pages, whose parts have been kept."""
    made = home(pages=PAGES, indicators=INDICATORS, monitor="keep: 30d\n", **{"pages/fr": RICH})
    (made / "snapshots").mkdir()
    kept(made)
    return made


def kept(place: Path) -> Config:
    """Load a home and keep what was made of it, as a service does."""
    parts = Parts(place)
    config = load(place, {}, parts=parts)
    keep(config, place / "snapshots", NOW, parts)
    return config


def files(place: Path) -> list[Path]:
    return sorted((place / "snapshots" / ".config-cache").iterdir())


def forged(place: Path, *, sealed: bool) -> None:
    """Have the kept parts say something else than the files, with or without their sums."""
    for path in files(place):
        head, _, body = path.read_bytes().partition(b"\n")
        body = body.replace(b'"marked"', b'"forged"')
        if sealed:
            head = head.partition(b" ")[0] + b" " + hashlib.sha256(body).hexdigest().encode()
        path.write_bytes(head + b"\n" + body)


def note(place: Path) -> str | None:
    return next(page.note for page in load(place, {}).pages if page.id == "fr")


def test_what_is_kept_is_what_was_made(place: Path, home: Home) -> None:
    from_disk, parts = load(place, {}), Parts(place)
    shutil.rmtree(place / "snapshots" / ".config-cache")
    assert from_disk == load(place, {}, parts=parts)
    assert [(one.file.name, one.message) for one in from_disk.warnings] == [
        ("fr.yaml", "`select`: does nothing here: a PDF is read as a whole"),
        ("fr.yaml", "`ignore`: does nothing here: a PDF is read as a whole"),
    ]
    parts.write()
    forged(place, sealed=True)
    assert note(place) == "forged", "nothing was parsed"


def test_what_was_read_from_the_disk_changes_with_its_file_alone(place: Path, home: Home) -> None:
    parts = Parts(place)
    before = load(place, {}, parts=parts)
    home(**{"pages/fr": RICH.replace("90s", "95s")})
    after = load(place, {}, parts=parts)
    assert [one is other for one, other in zip(before.pages, after.pages, strict=True)] == [True, True, True, False]
    assert after == load(place, {})


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pages", PAGES.replace("2h", "3h")),
        ("pages", PAGES.replace("[all]", "[every]")),
        ("monitor", "keep: 31d\n"),
        ("pages/fr", RICH + "# x\n"),
        ("pages/fr", "defaults: {every: 1h}\n" + RICH),
    ],
)
def test_it_is_found_only_by_all_that_it_was_made_from(place: Path, home: Home, file: str, text: str) -> None:
    forged(place, sealed=True)
    home(**{file: text})
    assert note(place) == "marked"


def test_what_holds_for_all_stays_found_while_only_pages_of_pages_yaml_change(place: Path, home: Home) -> None:
    forged(place, sealed=True)
    home(pages="# more\n" + PAGES.replace("]\n", ", {id: at, url: 'https://at.example/'}]\n"))
    assert note(place) == "forged"


@pytest.mark.parametrize("damage", ["forged", "cut", "empty", "other", "folder", "no json"])
def test_what_is_damaged_is_as_if_it_were_not_there(place: Path, damage: str) -> None:
    if damage == "forged":
        forged(place, sealed=False)
    for path in files(place):
        raw = path.read_bytes()
        if damage == "folder":
            path.unlink()
            path.mkdir()
        elif damage == "no json":
            sum_ = hashlib.sha256(b"{").hexdigest().encode()
            path.write_bytes(raw.partition(b" ")[0] + b" " + sum_ + b"\n{")
        else:
            path.write_bytes(
                {"cut": raw[:-9], "empty": b"", "other": b"0" + raw[1:], "forged": path.read_bytes()}[damage]
            )
    assert note(place) == "marked"
    if damage != "folder":
        kept(place)
        forged(place, sealed=True)
        assert note(place) == "forged", "it was remade"


def test_nobody_else_may_read_it_and_what_is_gone_is_not_kept(place: Path) -> None:
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(place)} == {0o600}
    assert stat.S_IMODE((place / "snapshots" / ".config-cache").stat().st_mode) == 0o700
    (place / "snapshots" / ".config-cache" / "new.half").write_text("x")
    (place / "config" / "pages" / "fr.yaml").unlink()
    assert len(files(place)) == 3
    kept(place)
    assert len(files(place)) == 1


@pytest.mark.parametrize("key", ["auth: {bearer: '${TOKEN}'}", "headers: {X-Key: canary}", "cookies: {a: canary}"])
def test_nothing_is_kept_of_a_file_with_credentials(place: Path, home: Home, key: str) -> None:
    home(**{"pages/fr": RICH.replace("was: old", key)})
    parts = Parts(place)
    keep(load(place, {"TOKEN": "canary"}, parts=parts), place / "snapshots", NOW, parts)
    assert len(files(place)) == 1
    assert b"canary" not in b"".join(path.read_bytes() for path in files(place))


def test_a_folder_that_cannot_be_written_is_done_without(home: Home) -> None:
    made = home(pages=PAGES)
    assert len(kept(made).pages) == 1
    (made / "snapshots").write_text("a file")
    assert len(kept(made).pages) == 1
