"""Forty mistakes in the configuration, each told with its file, its line and what to write instead; all at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]
PAGES = """\
defaults:
  every: 6h
pages:
  - id: uk
    url: https://uk.example/counts
    tags: [migration]
  - id: fr
    url: https://fr.example/chiffres
    tags: [migration]
"""
SERVICE = "contact: me@example.org\nlimits:\n  host_gap: 1s\nalerts:\n  - pages: [uk]\n    kinds: [CHANGED]\n"
INDICATORS = "indicators:\n  - id: camp\n    words: [people]\nspeakers:\n  - name: Ministry\n"
GOOD = {"pages": PAGES, "monitor": SERVICE, "indicators": INDICATORS}

MISTAKES = [
    # the file, what is written in place of what, the line that is told, what is told of it
    ("pages", "every: 6h", "evry: 6h", 2, "did you mean `every`?"),
    ("pages", "every: 6h", "every: 6", 2, "a number and s, m, h, d or w, such as 6h"),
    ("pages", "every: 6h", "every: -6h", 2, "such as 6h"),
    ("pages", "every: 6h", "every: 0s", 2, "should be from 1s to 366d"),
    ("pages", "every: 6h", "every: 6 hours", 2, "such as 6h"),
    ("pages", "every: 6h", "enabled: yes", 2, "write true"),
    ("pages", "every: 6h", "every: 6h\n  every: 7h", 3, "given twice, first on line 2; keep one"),
    ("pages", "every: 6h", "\tevery: 6h", 2, "indent with spaces, not with tabs"),
    ("pages", "defaults:", "default:", 1, "did you mean `defaults`?"),
    ("pages", "pages:", "sites:", 3, "did you mean `pages`?"),
    ("pages", "id: uk", "id: UK", 4, "`uk` would do"),
    ("pages", "id: uk", "id: ../uk", 4, "small letters, digits, - and _"),
    ("pages", "id: uk", "id: con", 4, "names a device on Windows; choose another id"),
    ("pages", "id: uk", "id: fr", 7, "the page on line 4 has the id `fr` already"),
    ("pages", "id: uk", "name: uk", 4, "did you mean `id`?"),
    ("pages", "id: uk", "was: fr", 4, "a page with the id `fr` is still listed"),
    ("pages", "url: https://uk.example/counts", "note: counts", 4, "a page needs `url`"),
    ("pages", "url: https://uk.example/counts", "url: uk.example/counts", 5, "https://uk.example/counts"),
    ("pages", "url: https://uk.example/counts", "url: ftp://uk.example/", 5, "only http and https"),
    ("pages", "url: https://uk.example/counts", "url: https://me:pass@uk.example/", 5, "user name"),
    ("pages", "url: https://uk.example/counts", "url: https://fr.example/chiffres", 8, "line 5 has this address"),
    ("pages", "url: https://uk.example/counts", "url: [https://uk.example/]", 5, "such as https://www.example.org/news"),
    ("pages", "tags: [migration]", "tags: 'a, b'", 6, "write [one, two]"),
    ("pages", "tags: [migration]", "select: 'main['", 6, "is not a CSS selector"),
    ("pages", "tags: [migration]", "language: english language", 6, "such as en or fr"),
    ("pages", "tags: [migration]", "headers: {X-Key: '${NOT_THERE}'}", 6, "the environment has no variable NOT_THERE"),
    ("pages", "tags: [migration]", "ca_file: missing.pem", 6, "missing.pem cannot be read: No such file"),
    ("pages", "tags: [migration]", "tags: *state", 6, "*state refers to nothing above it"),
    ("pages", "tags: [migration]", "tags: [migration", 7, "this is not YAML"),
    ("pages", PAGES, "pages: []\n", 1, "add one with `monitor add URL`, or write `allow_empty: true`"),
    ("monitor", "contact: me@example.org", "contact: me", 1, "should be an e-mail address or a web address"),
    ("monitor", "contact: me@example.org", "time_zone: Europe/Pariss", 1, "did you mean Europe/Paris?"),
    ("monitor", "contact: me@example.org", "workers: 0", 1, "should be a whole number from 1 to 64"),
    ("monitor", "host_gap: 1s", "timeout: 3s", 3, "did you mean `total`?"),
    ("monitor", "host_gap: 1s", "wire_bytes: 20 megabytes", 3, "such as 20 MiB"),
    ("monitor", "pages: [uk]", "pages: [ku]", 5, "there is no page `ku`"),
    ("monitor", "pages: [uk]", "tags: [migratoin]", 5, "did you mean `migration`?"),
    ("monitor", "kinds: [CHANGED]", "kinds: [CHANGD]", 6, "did you mean CHANGED?"),
    ("monitor", "kinds: [CHANGED]", "min_relative: five", 6, "such as 5 % or 0.05"),
    ("indicators", "id: camp", "id: suggest", 2, "choose another id"),
    ("indicators", "words: [people]", "word: [people]", 3, "did you mean `words`?"),
    ("indicators", "name: Ministry", "name: Ministry\n  - name: ministry", 6, "the speaker on line 5 has the name"),
]  # fmt: skip


def _write(home: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (home / "config" / f"{name}.yaml").write_text(text)


@pytest.mark.parametrize(("file", "right", "wrong", "line", "told"), MISTAKES, ids=[row[2][:24] for row in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_its_remedy(
    run: Run, home_of_cli: Path, file: str, right: str, wrong: str, line: int, told: str
) -> None:
    assert right in GOOD[file]
    _write(home_of_cli, {**GOOD, file: GOOD[file].replace(right, wrong, 1)})
    status, out, err = run("config", "check")
    assert (status, out) == (3, "")
    (said,) = [said for said in err.splitlines() if told in said]
    assert f"config/{file}.yaml:{line}: " in said


def test_what_is_right_is_not_complained_about(run: Run, home_of_cli: Path) -> None:
    _write(home_of_cli, GOOD)
    assert run("config", "check") == (0, "The configuration is valid: 2 pages (2 enabled), 1 indicator.\n", "")


CHANNELS = """contact: me@example.org
limits: {{host_gap: 0s}}
channels:
  - {{name: log, file: told.jsonl}}
  - {{name: desk, webhook: '{}/canary', allow_private: true}}
"""
READING = [
    "status",
    "notify list",
    "notify retry",
    "report",
    "figures",
    "list",
    "history ministry",
    "indicators",
    "export figures",
    "diff ministry",
]


def test_commands_that_read_go_on_with_the_last_good_configuration_and_say_so(
    run: Run, site: Site, home_of_cli: Path
) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    site.advance()
    run("check")
    (home_of_cli / "config" / "monitor.yaml").write_text(CHANNELS.format(site.address))
    run("check")  # from now on they are in force
    before = {words: run(*words.split()) for words in READING}
    assert not any("mistakes" in err for _, _, err in before.values())
    pages = home_of_cli / "config" / "pages.yaml"
    good = pages.read_text()
    pages.write_text(good.replace("url:", "\x1b[2Jurl:"))
    for words in READING:
        status, out, err = run(*words.split())
        assert "canary" not in out + err
        assert out.splitlines()[-1:] == before[words][1].splitlines()[-1:]
        assert status == (1 if words == "status" else 0)
        assert "pages.yaml:" in err
        assert "The configuration has mistakes since 20" in err
        assert "this is by the one before." in err
        assert "\x1b" not in out + err
    assert json.loads(run("status", "--json")[1])["config_stale_since"] > "2026"
    report = json.loads(run("report", "--format", "json")[1])
    assert report["config_stale_since"] == report["pages"][0]["config_stale_since"] > "2026"
    assert report["health"].startswith("The configuration has mistakes since 20")
    for words in ("check", "config check", "add https://b.example/", "disable ministry", "reread"):
        assert run(*words.split())[0] == 3
    pages.write_text(good)
    assert json.loads(run("status", "--json")[1])["config_stale_since"] is None
    assert run("status")[0] == 0


def test_before_any_check_there_is_no_configuration_to_go_on_with(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text("pages: [")
    status, _, err = run("status")
    assert (status, "this is not YAML" in err) == (3, True)


def test_one_who_only_reads_needs_no_secret_of_the_service(
    run: Run, site: Site, home_of_cli: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "canary-1")
    (home_of_cli / "config" / "pages.yaml").write_text(
        f"pages:\n  - id: a\n    url: '{site.address}/statement'\n    allow_private: true\n"
        "    headers: {Authorization: 'Bearer ${TOKEN}', Cookie: canary-2}\n"
    )
    assert run("check")[0] == 0
    monkeypatch.delenv("TOKEN")
    assert (run("status")[0], run("status")[2]) == (0, "")
    assert "has no variable TOKEN" in run("check")[2]
    kept = b"".join(file.read_bytes() for file in (home_of_cli / "snapshots").rglob("*") if file.is_file())
    assert b"canary" not in kept
    assert b"Authorization" in kept
