"""deploy/Containerfile, as it is written; `make container-test` builds and runs it where a builder is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
LAST = FILE[FILE.rindex("\nFROM ") :]
IGNORED = (ROOT / "deploy" / "Containerfile.dockerignore").read_text("utf-8").split()


def test_whatever_is_installed_comes_from_the_lock() -> None:
    installs = re.findall(r"-m pip (?:--python \S+ )?(?:install|wheel)[^&\n]*", FILE.replace("\\\n", " "))
    assert len(installs) == 5
    assert [one for one in installs if "--require-hashes" not in one and "--no-index" not in one] == []


def test_the_image_that_runs_installs_nothing_and_is_nobody_of_rank() -> None:
    assert re.findall(r"\b(?:pip|apt-get|gcc|venv|curl)\b", LAST) == []
    assert re.findall(r"^(USER|VOLUME|STOPSIGNAL|ENTRYPOINT|CMD|HEALTHCHECK) ?(\S*)", LAST, flags=re.M) == [
        ("VOLUME", "/var/lib/monitor"),
        ("USER", "10001:10001"),
        ("STOPSIGNAL", "SIGTERM"),
        ("HEALTHCHECK", "--interval=60s"),
        ("ENTRYPOINT", '["monitor"]'),
        ("CMD", '["run"]'),
    ]


def test_what_is_copied_is_not_left_out_of_the_context() -> None:
    copied = {name for line in re.findall(r"^COPY (?!--from)(.*) \S+$", FILE, flags=re.M) for name in line.split()}
    assert copied == {name.removeprefix("!") for name in IGNORED if name.startswith("!")}
    assert all((ROOT / name).exists() for name in copied)
    assert IGNORED[0] == "*"
