"""The manual pages are what the commands say, and are written as man wants them; `make docs` makes them anew."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from test_docs_made import script

from monitor.cli import COMMANDS

FOLDER = Path(__file__).parents[2] / "docs" / "man"
COMMANDS_MD = (FOLDER.parent / "commands.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    pages: dict[str, str] = script("manual").pages()
    return pages


def test_the_pages_are_what_the_commands_say(made: dict[str, str]) -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == made, "run: make docs"


def test_every_command_has_a_page_with_all_of_its_options(made: dict[str, str]) -> None:
    assert {f"monitor-{name}.1" for name in COMMANDS} < made.keys()
    sections = re.split(r"^##+ (monitor.*)$", COMMANDS_MD, flags=re.M)[1:]
    for command, told in zip(sections[::2], sections[1::2], strict=True):
        options = re.findall(r"^\| `(-[^ ,`]+)", told, flags=re.M)
        page = made[f"{command.replace(' ', '-')}.1"].replace("\\-", "-")
        assert [one for one in options if f"\n\\fB{one}" not in page] == [], command


def test_pages_show_examples_and_lead_to_each_other(made: dict[str, str]) -> None:
    assert [
        name for name, page in made.items() if "\n.SH EXAMPLES\n.nf\nmonitor" not in page.replace("$EDITOR $(", "")
    ] == []
    assert "\n\\fBmonitor\\-config\\-check(1)\\fP\n" in made["monitor-config.1"]
    assert "\n\\fBmonitor\\-config(1)\\fP, \\fBmonitor(1)\\fP\n" in made["monitor-config-check.1"]
    assert ".SH EXIT STATUS\n.TP\n\\fB0\\fP\ndone;" in made["monitor.1"]
    assert ".SH ENVIRONMENT\n.TP\n\\fBMONITOR_HOME\\fP\n" in made["monitor.1"]


TEXTS = [
    ("a page --id", r"a page \-\-id"),
    ("  two\n  lines ", "two lines"),
    (".TP is no request", r"\&.TP is no request"),
    ("'tis none either", r"\&'tis none either"),
    (r"C:\new", r"C:\enew"),
    ("`monitor list` shows them", r"\fBmonitor list\fP shows them"),
]


@pytest.mark.parametrize(("text", "written"), TEXTS)
def test_nothing_that_a_command_says_is_markup(text: str, written: str) -> None:
    assert script("manual")._text(text) == written


LINTS = [
    ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z"],
    ["mandoc", "-T", "lint", "-W", "error"],
]


@pytest.mark.parametrize("lint", LINTS, ids=lambda words: words[0])
def test_man_has_nothing_to_find_fault_with(lint: list[str]) -> None:
    if shutil.which(lint[0]) is None:
        pytest.skip(f"there is no {lint[0]}")
    done = subprocess.run([*lint, *sorted(FOLDER.iterdir())], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
