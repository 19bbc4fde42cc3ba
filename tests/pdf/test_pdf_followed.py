"""A bulletin is followed through the command line: which figure changed, and on which page; and what is no bulletin."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page

FILES = Path(__file__).parent / "files"
Run = Callable[..., tuple[int, str, str]]


class Bulletin:
    """What the server shows at every address: one of our documents."""

    def __init__(self) -> None:
        self.shown = "bulletin-1"

    def __call__(self, _: Asked) -> list[Step]:
        return page((FILES / f"{self.shown}.pdf").read_bytes(), kind="application/pdf")


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
    bulletin.shown = "scan"
    status, shown, _ = run("check")
    assert (status, "suspect (pdf_no_text)" in shown) == (1, True)
    bulletin.shown = "locked"
    assert "failed (pdf_encrypted)" in run("check")[1]


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
