"""What comes with the command besides the program: manual pages and what shells load, where each is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_install_lock import PROJECT, ROOT

SHARED = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
TOLD = (ROOT / "docs" / "operations.md").read_text("utf-8")


def _files() -> dict[str, Path]:
    """Return the files of the repository by where they are put, below the prefix."""
    files: dict[str, Path] = {}
    for source, target in SHARED.items():
        lies = ROOT / source
        files |= {f"{target}/{one.name}": one for one in lies.iterdir()} if lies.is_dir() else {target: lies}
    return files


@pytest.mark.parametrize(
    "target",
    [
        "share/man/man1/monitor.1",
        "share/bash-completion/completions/monitor",
        "share/zsh/site-functions/_monitor",
        "share/fish/vendor_completions.d/monitor.fish",
    ],
)
def test_what_is_told_in_operations_comes_with_the_command(target: str) -> None:
    assert target in _files()
    assert f"| `{target.removeprefix('share/').replace('monitor.1', 'monitor*.1')}` |" in TOLD
