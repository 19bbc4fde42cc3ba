"""`monitor languages` on a file that does not fit: it names the file and the key, and claims nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import monitor


def test_a_file_that_does_not_fit_is_named_with_its_key(tmp_path: Path) -> None:
    copy = shutil.copytree(Path(monitor.__file__).parent, tmp_path / "monitor")
    with (copy / "language" / "data" / "es.toml").open("a", encoding="utf-8") as file:
        file.write('\n[nobody_reads]\nx = ["y"]\n')
    command = [sys.executable, "-m", "monitor", "languages", "es"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "monitor/language/data/es.toml: nobody_reads: nobody reads this" in done.stderr
    assert "Traceback" not in done.stderr
    assert "read in full" not in done.stdout
