"""`set` and `edit` change the configuration, keep what people wrote in it, and write nothing that is not valid."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
PAGES = """\
# what we follow
defaults: {every: 6h}
pages:
  - id: uk          # the department
    url: https://uk.example/counts
    tags: [state]
  - url: https://fr.example/chiffres   # without an id
    tags: [state]
"""
SERVICE = "contact: me@example.org   # us\n"


@pytest.fixture
def config(run: Run, home_of_cli: Path) -> Path:
    folder = home_of_cli / "config"
    (folder / "pages.yaml").write_text(PAGES)
    (folder / "monitor.yaml").write_text(SERVICE)
    return folder


FRANCE = "https://fr.example/{}   # without an id\n    tags: [state]\n"
STATE = "id: {}          # the department\n    url: https://uk.example/counts\n    tags: [state]\n"
SET = [
    # words, the file, what stands in it, what stands there instead, what is told
    ("uk every=3h", "pages", "[state]\n  -", "[state]\n    every: 3h\n  -", "uk: every = 3h\n"),
    ("uk tags+=a,uk", "pages", "[state]\n  -", "[state, a, uk]\n  -", "uk: tags = state, a, uk (was state)\n"),
    ("uk note=", "pages", "", "", "uk: note was not set\n"),
    ("uk tags=state", "pages", "", "", "uk: tags = state, as it was\n"),
    ("uk tags=", "pages", "    tags: [state]\n", "", "uk: tags is taken out (was state)\n"),
    ("chiffres url=https://fr.example/x", "pages", FRANCE.format("chiffres"), FRANCE.format("x") + "    id: chiffres\n",
     "chiffres: url = https://fr.example/x (was"),
    ("uk id=home-office", "pages", STATE.format("uk"), STATE.format("home-office") + "    was: uk\n",
     "uk: id = home-office (was uk)\n"),
    ("--defaults every=12h", "pages", "every: 6h", "every: 12h", "defaults: every = 12h (was 6h)\n"),
    ("contact=you@a.example", "monitor", "me@example.org", "you@a.example",
     "monitor.yaml: contact = you@a.example (was me@example.org)\n"),
    ("limits.total=90s", "monitor", "us\n", "us\nlimits:\n  total: 90s\n", "monitor.yaml: limits.total = 90s\n"),
    ("metrics.listen=127.0.0.1:9464", "monitor", "us\n", "us\nmetrics:\n  listen: \"127.0.0.1:9464\"\n",
     "monitor.yaml: metrics.listen = 127.0.0.1:9464\n"),
]  # fmt: skip


def test_a_key_is_set(run: Run, config: Path) -> None:
    for words, file, old, new, told in SET:
        (config / "pages.yaml").write_text(PAGES)
        (config / "monitor.yaml").write_text(SERVICE)
        status, out, err = run("set", *words.split())
        assert (status, told in out, err) == (0, True, ""), words
        assert (config / f"{file}.yaml").read_text() == {"pages": PAGES, "monitor": SERVICE}[file].replace(old, new, 1)
        assert run("config", "check")[0] == 0


def test_an_address_that_may_be_secret_is_not_shown(run: Run, config: Path) -> None:
    for address in ("https://hc.example/canary", ""):
        status, out, err = run("set", f"ping.url={address}")
        assert (status, "canary" in out + err) == (0, False)
    assert "canary" not in (config / "monitor.yaml").read_text()


def test_a_key_of_every_page_with_a_tag_is_set(run: Run, config: Path) -> None:
    assert run("set", "--tag", "state", "every=2h", "tags+=x")[0] == 0
    assert [(one["every"], one["tags"]) for one in map(json.loads, run("list", "--json")[1].splitlines())] == [
        ("2h", ["state", "x"])
    ] * 2


REFUSED = [
    ("uk every=soon", "`every`: should be a length of time"),
    ("uk evry=3h", "did you mean `every`?"),
    ("uk enabled=yes", "write true"),
    ("uk select=main[", "is not a CSS selector"),
    ("uk url=https://fr.example/chiffres", "has this address already"),
    ("uk tags-=fr", "`tags` has no 'fr'; it has state"),
    ("ku every=3h", "There is no page 'ku'"),
    ("--tag stat every=3h", "Did you mean 'state'?"),
    ("uk", "Say what to change"),
    ("uk 3=4", "write key=value"),
    ("--tag state id=x", "name one"),
    ("uk --defaults every=3h", "name none"),
    ("every=3h", "`every` is not a key of monitor.yaml but of pages: name a page, a --tag or --defaults."),
    ("contcat=me@example.org", "did you mean `contact`?\n"),
    ("channels+=me", "by hand: monitor edit monitor."),
    ("channels.me.mail.to=me@example.org", "`channels` holds tables, and is edited by hand: monitor edit monitor."),
    ("uk headers+=a", "`headers` holds tables, and is edited by hand: monitor edit pages."),
    ("metrics.listen=9464", "should be a host and a port"),
    ("metrics.names=monitor:9464", "should be the name of a host alone"),
    ("contact=me", "should be an e-mail address or a web address"),
    ("uk every=3h conditional=perhaps", "should be true or false"),
]


def test_nothing_is_written_that_is_not_valid(run: Run, config: Path) -> None:
    for words, told in REFUSED:
        status, out, err = run("set", *words.split())
        assert (status, out, told in err) == (2, "", True), (words, err)
        assert ((config / "pages.yaml").read_text(), (config / "monitor.yaml").read_text()) == (PAGES, SERVICE)


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *edits: str, answers: str = "") -> None:
    """Have $VISUAL make the n-th edit, a command of sed, when it is called for the n-th time."""
    (tmp_path / "edits").write_text("\n".join(edits) + "\n")
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\ncd {tmp_path}\nsed -i "$(head -1 edits)" "$1"\nsed -i 1d edits\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))


def test_a_file_is_edited_until_it_is_valid(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "s/6h/soon/", "s/soon/3h/", answers="y\n")
    status, out, err = run("edit")
    assert (status, out) == (0, f"{config / 'pages.yaml'} is written.\n")
    assert "pages.yaml:2: `every`: should be a length of time" in err
    assert (config / "pages.yaml").read_text() == PAGES.replace("6h", "3h")
    assert sorted(path.name for path in config.iterdir()) == ["indicators.yaml", "monitor.yaml", "pages.yaml", "schema"]


def test_an_edit_that_is_given_up_is_kept_and_does_not_count(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "s/us/we/; s/me@/@/", "s/: @/: me@/", "", answers="n\n")
    status, _, err = run("edit", "monitor")
    assert (status, "What you wrote is kept: monitor edit monitor" in err) == (3, True)
    assert (config / "monitor.yaml").read_text() == SERVICE
    status, _, err = run("edit", "monitor")
    assert (status, "had not finished" in err) == (0, True)
    assert (config / "monitor.yaml").read_text() == SERVICE.replace("us", "we")
    assert run("edit", "monitor")[1] == f"{config / 'monitor.yaml'} stays as it was.\n"


def test_a_draft_that_is_closed_without_being_saved_takes_no_place(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "s/us/we/; s/me@/@/", answers="n\n")
    run("edit", "monitor")
    draft = config / ".monitor.draft.yaml"
    draft.write_text("contact: old@example.org\n")
    assert run("set", "contact=new@example.org")[0] == 0
    monkeypatch.setenv("VISUAL", "true")
    status, out, _ = run("edit", "monitor")
    assert (status, "stays as it was: you saved nothing" in out, draft.exists()) == (0, True, True)
    assert "new@example.org" in (config / "monitor.yaml").read_text()


def test_mistakes_of_another_file_hold_up_no_edit(
    run: Run, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (config / "monitor.yaml").write_text("contact: me\n")
    _editor(tmp_path, monkeypatch, "s/6h/3h/")
    status, _, err = run("edit", "pages")
    assert (status, "monitor.yaml:1" in err) == (0, True)
    assert "every: 3h" in (config / "pages.yaml").read_text()


def test_an_editor_that_cannot_be_started_is_told(run: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    assert run("edit")[0] == 1
    assert (config / "pages.yaml").read_text() == PAGES
