"""What a page may cost, through the command line: a limit that it passes is told as that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Site, page

Run = Callable[..., tuple[int, str, str]]
DENSE = b"<html lang=en><title>Counts</title><p>" + b"1 " * 60_000 + b"</p>"  # some 12 s of processor time


@pytest.mark.slow
def test_a_page_of_numbers_alone_is_told_to_take_too_long(run: Run, home_of_cli: Path) -> None:
    with Site(lambda _: page(DENSE)) as site:
        (home_of_cli / "config" / "pages.yaml").write_text(
            f"pages: [{{id: dense, url: '{site.url}', allow_private: true}}]"
        )
        (home_of_cli / "config" / "monitor.yaml").write_text("contact: me@example.org\nlimits: {read_cpu: 1s}\n")
        status, said, _ = run("check")
    assert status == 1
    assert "dense: failed (cpu): Reading the page took more than 1 s of processor time and was stopped." in said
    assert "monitor set limits.read_cpu=30s" in said
