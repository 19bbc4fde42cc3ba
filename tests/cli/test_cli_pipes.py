"""A connection or a reader that goes away ends nothing but itself: no signal may kill the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from empty_ledger import make_ledger
from loopback import resetting

from monitor.cli import main

MONITOR = [sys.executable, "-m", "monitor"]


def test_a_tls_server_that_resets_fails_its_page_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_ledger(tmp_path)
    with resetting() as port:
        (tmp_path / "config").mkdir()
        pages = "".join(
            f"  - id: page-{n}\n    url: https://127.0.0.1:{port}/{n}\n    allow_private: true\n" for n in range(4)
        )
        (tmp_path / "config" / "pages.yaml").write_text(f"pages:\n{pages}")
        (tmp_path / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {host_gap: 0s}\n")
        done = subprocess.run(
            [*MONITOR, "--home", str(tmp_path), "check"], check=False, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 1, done
    with pytest.raises(SystemExit):
        main(["--home", str(tmp_path), "status", "--json"])
    states = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(one["id"] for one in states) == ["page-0", "page-1", "page-2", "page-3"]
    assert all(one["reason"] for one in states)


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("\n".join(f"Some {n} people came to camp {n}." for n in range(1000, 2500)))
    reader, writer = os.pipe()
    with subprocess.Popen([*MONITOR, "explain", str(page)], stdout=writer, stderr=subprocess.PIPE) as running:
        os.close(writer)
        os.read(reader, 10)
        os.close(reader)
        assert running.stderr is not None
        assert running.stderr.read() == b""
        assert running.wait() >= 0  # no signal ended it


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("printing", [["languages"], ["explain", "--json", "page.txt"]])
def test_a_full_disk_behind_stdout_is_told_in_a_line(printing: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Some 1,000 people came to the camp.")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*MONITOR, *printing], check=False, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path
        )
    assert done.stderr == "monitor: what is printed cannot be written: No space left on device.\n"
    assert done.returncode == 1
