"""A page that is refused is told of while another one still hangs."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page

CAMP = page(b"<html lang=en><title>Camp</title><p>There are 7,000 people in the camp.</p></html>")


@pytest.mark.slow
def test_a_refused_page_does_not_wait_for_the_slowest(tmp_path: Path) -> None:
    told = threading.Event()

    def slow(_asked: Asked) -> Iterator[Step]:
        told.wait(30)
        yield from CAMP

    (tmp_path / "config").mkdir()
    with ExitStack() as sites:
        urls = {name: sites.enter_context(Site(lambda _: CAMP)).url for name in ("one", "two")}
        urls |= {"slow": sites.enter_context(Site(slow)).url, "refused": "http://127.0.0.1:9/"}
        listed = "".join(
            f"  - {{id: {name}, url: '{url}', allow_private: true, ignore_robots: true}}\n"
            for name, url in urls.items()
        )
        (tmp_path / "config" / "pages.yaml").write_text(f"pages:\n{listed}")
        (tmp_path / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {idle: 8s, total: 8s}\n")
        command = [sys.executable, "-m", "monitor", "--home", str(tmp_path)]
        subprocess.run([*command, "init", str(tmp_path)], check=True, capture_output=True)
        with subprocess.Popen([*command, "check"], stdout=subprocess.PIPE, text=True) as checking:
            assert checking.stdout is not None
            said = []
            for line in checking.stdout:
                said.append(line)
                if line.startswith("refused: failed (connect)"):
                    told.set()
    assert "slow: read for the first time: 1 figure is followed from now on\n" in said, said
