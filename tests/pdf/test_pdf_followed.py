"""A bulletin is followed through the command line: which figure changed, and on which page; and what is no bulletin."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page
from pdf_fakes import with_stream

FILES = Path(__file__).parent / "files"
Run = Callable[..., tuple[int, str, str]]


class Bulletin:
    """What the server shows at every address: one of our documents."""

    def __init__(self) -> None:
        self.shown: str | bytes = "bulletin-1"

    def __call__(self, _: Asked) -> list[Step]:
        shown = self.shown
        body = shown if isinstance(shown, bytes) else (FILES / f"{shown}.pdf").read_bytes()
        return page(body, kind="application/pdf")


def swollen(houses: int) -> bytes:
    """Return a small document that takes some 100 MB to read."""
    return with_stream(b"BT /F 12 Tf 72 700 Td (There are %d houses.) Tj ET" % houses + b" " * 100_000_000)


@pytest.fixture
def bulletin() -> Bulletin:
    return Bulletin()


@pytest.fixture
def site(bulletin: Bulletin) -> Iterator[Site]:
    with Site(bulletin) as served:
        yield served


def test_a_changed_bulletin_tells_which_figure_changed_and_on_which_page(
    run: Run, site: Site, bulletin: Bulletin, home_of_cli: Path
) -> None:
    status, shown, _ = run("add", f"{site.url}/bulletin.pdf", "--allow-private", "--id", "calder")
    assert (status, "214" in shown, "patients in the fever wards" in shown) == (0, True, True)
    assert "followed from now on" in run("check")[1]
    bulletin.shown = "bulletin-2"
    assert run("check", "--exit-code")[0] == 4
    findings = json.loads(run("report", "--format", "json")[1])["findings"]
    told = {(one["old"]["value"], one["new"]["value"]): one["new"] for one in findings}
    assert set(told) == {("214", "231"), ("48", "52")}
    assert told["48", "52"]["headers"] == ["Coast Hospital", "Beds in use"]
    assert {one["page"] for one in told.values()} == {1}
    for form in ("terminal", "html", "markdown"):
        assert "on page 1" in run("report", "--format", form)[1]
    pack = home_of_cli / "pack"
    run("evidence", findings[0]["id"], "--output", str(pack))
    assert any("on page 1" in path.read_text("utf-8") for path in pack.glob("*.html"))
    assert "[214 → 231]" in run("diff", "calder")[1]
    bulletin.shown = "scan"
    status, shown, _ = run("check")
    assert (status, "suspect (pdf_no_text)" in shown) == (1, True)
    bulletin.shown = "locked"
    assert "failed (pdf_encrypted)" in run("check")[1]


@pytest.mark.slow
def test_a_stored_document_over_the_limits_ends_neither_diff_nor_report(
    run: Run, site: Site, bulletin: Bulletin
) -> None:
    bulletin.shown = swollen(640)
    assert run("add", f"{site.url}/bulletin.pdf", "--allow-private", "--id", "calder")[0] == 0
    run("check")
    bulletin.shown = swollen(650)
    run("check")
    assert "[640 → 650]" in run("diff", "calder")[1]
    assert run("set", "limits.read_memory=64MiB")[0] == 0
    status, shown, told = run("diff", "calder")
    assert (status, shown) == (1, "")
    assert "memory" in told or "died" in told
    status, shown, _ = run("report", "--format", "json")
    report = json.loads(shown)
    assert (status, len(report["findings"]), report["text_diffs"]) == (0, 1, [])


def test_a_scan_cannot_be_added_and_it_is_said_why(run: Run, site: Site, bulletin: Bulletin) -> None:
    bulletin.shown = "scan"
    status, shown, told = run("add", f"{site.url}/scan.pdf", "--allow-private")
    assert (status, "it is a scan" in shown + told) == (1, True)


def test_compare_names_the_page(run: Run) -> None:
    status, shown, _ = run("compare", *(str(FILES / f"bulletin-{number}.pdf") for number in (1, 2)), "--json")
    changes = [one for one in json.loads(shown)["changes"] if one["told"]]
    assert (status, [(one["old"]["value"], one["new"]["value"], one["new"]["page"]) for one in changes]) == (
        0, [("214", "231", 1), ("48", "52", 1)],
    )  # fmt: skip
