"""The commands, with a cluster that reads for them: the ledger is that of one machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_home import dump, make_archive, small
from dask_cluster import Cluster, cluster
from empty_ledger import settled, sqlite_alone
from loopback import Asked, Site, Step, page

PAGES, VERSIONS = 4, 3
LONGEST = 200  # seconds for a command, on a machine that is busy


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as made:
        yield made


def monitor(home: Path, *words: str) -> tuple[str, str]:
    """Run a command, which must end well; return what it printed."""
    command = [sys.executable, "-m", "monitor", "--home", str(home), *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, ended.stderr


@pytest.mark.slow
@sqlite_alone
def test_reread_comes_to_the_ledger_of_one_machine(shared: Cluster, tmp_path: Path) -> None:
    make_archive(tmp_path / "here", PAGES, VERSIONS)
    there = shutil.copytree(tmp_path / "here", tmp_path / "there")
    settled(there, f"workers: {shared.address}\n")
    told = [monitor(home, "reread") for home in (tmp_path / "here", there)]
    assert told[0] == told[1]
    assert told[0][0].startswith(f"{PAGES * VERSIONS} snapshots of {PAGES} pages read again")
    assert dump(there) == dump(tmp_path / "here")


@pytest.mark.slow
def test_check_states_the_figures_of_one_machine(shared: Cluster, tmp_path: Path) -> None:
    version = 0

    def answer(asked: Asked) -> list[Step]:
        return page(small(int(asked.path.removeprefix("/")), version))

    with Site(answer) as site:
        for name, settings in (("here", ""), ("there", f"workers: {shared.address}\n")):
            home = tmp_path / name
            monitor(home, "init", str(home))
            entries = "".join(
                f"- {{id: page-{number}, url: '{site.url}/{number}', allow_private: true}}\n" for number in range(3)
            )
            (home / "config" / "pages.yaml").write_text(f"pages:\n{entries}")
            settled(home, f"limits: {{host_gap: 0s}}\ncontact: me@example.org\n{settings}")
        for version in range(2):  # noqa: B007 (the site answers by it)
            printed = [monitor(tmp_path / name, "check")[0] for name in ("here", "there")]
            here, there = (sorted(one.splitlines()) for one in printed)  # they come in the order of their answers
            assert here == there
    figures = [json.loads(f"[{monitor(tmp_path / name, 'figures', '--json')[0].strip().replace(chr(10), ',')}]")
               for name in ("here", "there")]  # fmt: skip
    for told in figures:
        for one in told:
            del one["captured_at"], one["file"]
    assert len(figures[0]) >= 24
    assert figures[0] == figures[1]
