"""Every command that the documentation shows is run, in its order, against the demo's site."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
import ruamel.yaml

from monitor.cli import COMMANDS, SUMMARIES, main
from monitor.cli.demo.site import Site

ROOT = Path(__file__).parents[2]
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def blocks(path: Path, language: str) -> list[str]:
    """Return the code blocks of *path* in *language*."""
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), flags=re.M | re.S)


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a `monitor` command in this process; return its exit status and all it printed."""
    words = shlex.split(command)
    assert words[0] == "monitor", command
    status = 0
    try:
        main(words[1:])
    except SystemExit as ended:
        status = int(ended.code or 0)
    printed = capsys.readouterr()
    return status, printed.out + printed.err


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MONITOR_HOME", str(tmp_path / "home"))
    return tmp_path


def test_every_command_of_the_user_guide_runs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide = ROOT / "docs" / "user-guide.md"
    commands = [line[2:] for block in blocks(guide, "console") for line in block.splitlines() if line[:2] == "$ "]
    indicators = _indicators(guide)
    with Site(datetime.now(UTC).date()) as site:  # the window of a feed is counted from today
        (home / "addresses.txt").write_text(f"# two more\n{site.address}/communique\n{site.address}/blog/we-counted\n")
        for name in ("old", "new", "saved"):
            answer = site.answer("/statement")
            assert answer is not None
            (home / f"{name}.html").write_bytes(answer.body)
            site.visit = 1
        site.visit = 0
        for command in commands:
            here = command.replace("https://norhaven.example", site.address)
            if here.startswith("monitor add"):
                here += " --allow-private"
            status, printed = run(here, capsys)
            assert status == 0, f"{command}\n{printed}"
            assert printed.strip(), command
            _prepare(command, home / "home", site, indicators)
            if command == "monitor status":
                run("monitor check ministry", capsys)  # which is out of order just then
            if command == "monitor report coast-guard":
                assert "restated from 1,340 to 1,475" in printed


def _prepare(command: str, home: Path, site: Site, indicators: str) -> None:
    """Do what a reader does between two commands, and what time does."""
    if command == "monitor init":
        (home / "config" / "pages.yaml").write_text("pages: []\nallow_empty: true\ndefaults: {every: 6h}\n")
        (home / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {host_gap: 0s}\n")
        (home / "config" / "indicators.yaml").write_text(indicators)
    elif command in _THEN:
        site.visit = _THEN[command]


_THEN = {"monitor check": 1, "monitor status": 2, "monitor check coast-guard bulletin": 3}
"""The visit of the site that comes after a command."""


def _indicators(guide: Path) -> str:
    """Return the indicators that *guide* shows, as one file."""
    head = "indicators:\n"
    shown = [block for block in blocks(guide, "yaml") if block.startswith(head)]
    return head + "".join(block.removeprefix(head) for block in shown)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_commands_and_make_targets_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"`monitor ([a-z]+)", text)) <= set(COMMANDS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_yaml_that_is_shown_is_yaml(path: Path) -> None:
    for block in blocks(path, "yaml"):
        assert ruamel.yaml.YAML(typ="safe").load(block) is not None


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, printed = run(f"monitor {verb} --help", capsys)
    assert status == 0
    assert "Example" in printed
    assert SUMMARIES[verb]
