"""Edits of the configuration beside a running service: what is right comes into force, what is wrong harms nothing."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page
from service_world import MONITOR, Changing, Running, make_home, service, statuses

READ = "followed from now on"
HELD = "the one before stays in force"
PAGE = "url: https://b.example/"

BROKEN = [
    # the file, its new text (None: it is deleted), the line that is told, what is told of it
    ("pages", None, None, "there is no such file; put it back, or begin anew: `monitor init` makes one without pages"),
    ("pages", "", None, "no page is listed"),
    ("pages", "pages: []\n", 1, "add one with `monitor add URL`"),
    ("pages", "pages:\n", 1, "no page is listed"),
    ("pages", "pages:\n  - id: uk\n    ur", 3, "this is not YAML"),
    ("pages", "pages:\n  - id: uk\n", 2, "a page needs `url`"),
    ("pages", "pages: [", 1, "this is not YAML"),
    ("pages", "pages:\n\t- url: x\n", 2, "indent with spaces, not with tabs"),
    ("pages", "<<<<<<< HEAD\npages:\n", 2, "this is not YAML"),
    ("pages", "pages:\n  - {PAGE}\n  - {PAGE}\n", 3, "the page on line 2 has this address already"),
    ("pages", "pages:\n  - {PAGE}\n    evry: 6h\n", 3, "did you mean `every`?"),
    ("pages", "pages:\n  - {PAGE}\n    every: 6\n", 3, "such as 6h"),
    ("pages", "pages:\n  - {PAGE}\n    enabled: no\n", 3, "write false"),
    ("pages", "pages:\n  - {PAGE}\n    select: 'main['\n", 3, "is not a CSS selector"),
    ("pages", "pages:\n  - {PAGE}\n    ca_file: gone.pem\n", 3, "gone.pem cannot be read"),
    ("pages", "pages:\n  - {PAGE}\n    headers: {X: '${GONE}'}\n", 3, "has no variable GONE"),
    ("pages", "pages:\n  - {PAGE}\n    \"\\e]0;you\\a\": 1\n", 3, "`⟨U+001B⟩]0;you⟨U+0007⟩` is not a key"),
    ("pages", "pages:\n  - url: file:///etc/passwd\n", 2, "only http and https"),
    ("pages", "pages:\n  - url: https://me:secret@b.example/\n", 2, "user name"),
    ("pages", "pages: *nothing\n", 1, "*nothing refers to nothing above it"),
    ("pages", "x: &x {PAGE}\n" * 2, 1, "this is not YAML"),
    ("monitor", "contact: me\n", 1, "an e-mail address or a web address"),
    ("monitor", "contact: me@b.example\nworkers: many\n", 2, "a whole number from 1 to 64"),
    ("monitor", "contact: me@b.example\nlimits:\n  total: 0s\n", 3, "should be from 10ms to 1h"),
    ("monitor", "contact: me@b.example\nlimits:\n  timeout: 1s\n", 3, "did you mean `total`?"),
    ("monitor", "contact: me@b.example\ntime_zone: Mars\n", 2, "write one as Europe/Paris"),
    ("monitor", "contact: me@b.example\nalerts:\n  - pages: [ku]\n", 3, "there is no page `ku`"),
    ("indicators", "indicators:\n  - words: [people]\n", 2, "an indicator needs `id`"),
    ("indicators", "indicators:\n  - id: camp\n    tags: [none]\n", 3, "there is no tag `none`"),
    ("indicators", "speakers:\n  - name: A\n  - name: a\n", 3, "the speaker on line 2 has the name"),
    ("indicators", "indicators: {\n", 2, "this is not YAML"),
]  # fmt: skip


def _edit(running: Running, file: Path, text: str | None, said: str) -> None:
    """Edit *file*, have the service read it, and wait until it has *said* what comes of it."""
    heard = len(running.said)
    if text is None:
        file.unlink()
    else:
        file.write_text(text)
    running.process.send_signal(signal.SIGHUP)
    running.wait_for(said, since=heard)


@pytest.mark.slow
def test_thirty_broken_edits_are_told_with_line_and_remedy_and_harm_nothing(tmp_path: Path) -> None:
    camp = Changing()
    with Site(camp) as served, service(make_home(tmp_path, {"uk": served.url})) as running:
        config = tmp_path / "config"
        good = {file.stem: file.read_text() for file in config.glob("*.yaml")}
        running.wait_for(READ)
        for file, text, line, told in BROKEN:
            path = config / f"{file}.yaml"
            wrong = None if text is None else text.replace("{PAGE}", PAGE)
            where = f"config/{file}.yaml:{f'{line}: ' if line else ' '}"
            heard = len(running.said)
            _edit(running, path, wrong, told)
            assert any(HELD in one for one in running.said[heard:])
            assert any(where in one and told in one for one in running.said[heard:]), running.said[heard:]
            assert "\x1b" not in "".join(running.said)
            camp.wait_asked(1)
            _edit(running, path, good[file], "The configuration was read again: 1 page.")
        assert statuses(tmp_path)["uk"]["state"] == "ok"
        assert running.end() == 0


@pytest.mark.slow
def test_a_mistake_is_known_to_all_commands_and_outlives_a_restart(tmp_path: Path) -> None:
    camp = Changing()
    with Site(camp) as served:
        pages = make_home(tmp_path, {"uk": served.url}) / "config" / "pages.yaml"
        good = pages.read_text()
        with service(tmp_path) as running:
            running.wait_for(READ)
            pages.write_text("pages: [")
            running.wait_for(HELD)
            since = statuses(tmp_path)["uk"]["config_stale_since"]
            pages.write_text("pages: [[")
            running.wait_for(HELD)
            assert statuses(tmp_path)["uk"]["config_stale_since"] == since is not None
            assert running.end() == 0
        with service(tmp_path) as running:
            running.wait_for("rose from")
            assert any(HELD in line for line in running.said)
            assert any("pages.yaml:1: this is not YAML" in line for line in running.said)
            assert statuses(tmp_path)["uk"]["config_stale_since"] == since
            pages.write_text(good)
            running.wait_for("The configuration was read again: 1 page.")
            assert statuses(tmp_path)["uk"]["config_stale_since"] is None
            assert running.end() == 0


@pytest.mark.slow
def test_settings_come_into_force_without_a_restart(tmp_path: Path) -> None:
    agents: list[str] = []

    def answer(asked: Asked) -> list[Step]:
        agents.append(asked.headers["user-agent"])
        return page(b"<html lang=en><title>Camp</title><p>There are 7,000 people in the camp." + b" " * 4_000)

    with Site(answer) as served, service(make_home(tmp_path, {"uk": served.url})) as running:
        running.wait_for(READ)
        settings = tmp_path / "config" / "monitor.yaml"
        heard = len(running.said)
        settings.write_text("contact: me@b.example\nworkers: 2\nfetch_threads: 3\nlimits: {decoded_bytes: 1 KiB}\n")
        running.wait_for("uk: failed (too_large)", since=heard)
        assert ("me@example.org" in agents[0], "me@b.example" in agents[-1]) == (True, True)
        settings.write_text("contact: me@b.example\nlimits: {host_gap: 0s}\n")
        running.wait_for("uk: answers well again", since=heard)
        assert running.end() == 0


@pytest.mark.slow
def test_a_page_is_renamed_and_removed_under_a_running_service_and_keeps_its_history(tmp_path: Path) -> None:
    camp, port = Changing(), Changing()
    with Site(camp) as one, Site(port) as two:
        home = make_home(tmp_path, {"uk": one.url, "fr": two.url})
        pages = home / "config" / "pages.yaml"
        with service(home) as running:
            running.wait_for("uk: 1 change", times=2, since=0)
            heard = len(running.said)
            first, renamed, _removed = pages.read_text().splitlines()
            renamed = renamed.replace("id: uk,", "id: camp, was: uk,")
            pages.write_text(f"{first}\n{renamed}\n")
            running.wait_for("The configuration was read again: 1 page.", since=heard)
            running.wait_for("camp: 1 change", times=2, since=heard)
            assert running.end() == 0
    history = [json.loads(line) for line in _told(home, "export", "history", "--format", "jsonl")]
    spoken = [int(row["value"]) for row in history if row["page"] == "camp"]
    assert spoken[0] == 4_001
    assert spoken == list(range(4_001, spoken[-1] + 1))  # not one is missing over the new name
    assert {row["page"] for row in history} == {"camp", "fr"}  # what was removed keeps its history ...
    assert set(statuses(home)) == {"camp"}  # ... and is followed no longer
    assert subprocess.run([*MONITOR, "--home", str(home), "verify"], check=False, capture_output=True).returncode == 0


def _told(home: Path, *words: str) -> list[str]:
    command = [*MONITOR, "--home", str(home), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def test_another_place_of_the_ledger_is_that_of_the_next_start(tmp_path: Path) -> None:
    with Site(Changing()) as site:
        home = make_home(tmp_path, {"camp": f"{site.url}/"}, more="channels: [{name: told, file: told.jsonl}]\n")
        settings, told = home / "config" / "monitor.yaml", home / "told.jsonl"
        with service(home) as running:
            running.wait_for("camp: 1 change")
            settings.write_text(settings.read_text() + "ledger: postgresql://nobody@127.0.0.1:1/nowhere\n")
            running.wait_for("`ledger` was changed, which holds from the next start")
            sent = len(told.read_text().splitlines())
            running.wait_for("camp: 1 change", times=3)
            assert running.end() == 0
        assert len(told.read_text().splitlines()) > sent
        assert not any("Nothing was sent" in line for line in running.said)
