"""Pages that need a browser, through the command line: from the first look to the report, and where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browsers import needs_browser, written
from loopback import Asked, Site, Step, page

Run = Callable[..., tuple[int, str, str]]
SCRIPT = """setTimeout(async () => { const data = await (await fetch('/data')).json();
  show(`There are ${data.people} people in the camp at Norhaven, the ministry says.`); }, 500);"""
SHELL = written(SCRIPT)


class Camp:
    """A page whose one figure comes from its host's data, by script."""

    def __init__(self) -> None:
        self.people = "1,000"

    def __call__(self, asked: Asked) -> list[Step]:
        return page(json.dumps({"people": self.people}).encode()) if asked.path == "/data" else page(SHELL)


@pytest.mark.slow
@needs_browser
def test_a_page_that_scripts_fill_is_followed_from_the_first_look_to_the_report(run: Run, tmp_path: Path) -> None:
    with Site(camp := Camp()) as site:
        status, out, _ = run("add", f"{site.url}/page", "--allow-private", "--render", "--id", "camp")
        assert (status, "1,000" in out) == (0, True)
        assert "[loaded in a browser]" in run("list")[1]
        assert "followed from now on" in run("check")[1]
        camp.people = "1,160"
        assert run("check", "--exit-code")[0] == 4
        (finding,) = json.loads(run("report", "--format", "json")[1])["findings"]
        assert (finding["old"]["value"], finding["new"]["value"]) == ("1000", "1160")
        run("evidence", str(finding["id"]), "--output", str(tmp_path / "pack"))
        assert "these are not the bytes that arrived" in (tmp_path / "pack" / "ACCOUNT.html").read_text("utf-8")


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_browser")
def test_without_a_browser_it_is_said_what_to_install_and_nobody_is_asked(run: Run, home_of_cli: Path) -> None:
    with Site(Camp()) as site:
        status, out, _ = run("add", f"{site.url}/page", "--allow-private", "--render", "--id", "camp")
        assert (status, "no Chromium" in out, "apt install chromium" in out) == (1, True, True)
        assert run("add", f"{site.url}/page", "--allow-private", "--render", "--id", "camp", "--anyway")[0] == 0
        status, out, _ = run("check")
        assert (status, "camp: failed (browser_missing)" in out, "pip install '.[browser]'" in out) == (1, True, True)
        assert "Or do without a browser." in run("explain", f"{site.url}/page", "--render")[2]
        assert site.opened == 0
        assert run("set", "camp", "render=")[1] == "camp: render is taken out (was browser)\n"


def test_a_shell_that_scripts_would_fill_is_answered_with_the_way_to_fill_it(run: Run) -> None:
    with Site(Camp()) as site:
        status, out, _ = run("add", f"{site.url}/page", "--allow-private", "--id", "camp")
        assert (status, "add it with --render" in out) == (1, True)
        run("add", f"{site.url}/page", "--allow-private", "--id", "camp", "--anyway")
        assert "monitor set camp render=browser" in run("check")[1]
        assert run("set", "camp", "render=browser")[1] == "camp: render = browser\n"


SAYS = [("<p>Figures of the camp are shown below.</p>", True), ("<p>There are 1,000 people in the camp.</p>", False)]


@pytest.mark.parametrize(("said", "is_hinted"), SAYS)
def test_a_page_that_states_no_figure_may_be_written_by_scripts(run: Run, said: str, is_hinted: bool) -> None:
    words = "<p>The ministry keeps this page, on which it writes what its officers count in the camp, up to date.</p>"
    with Site(lambda _: page(f"<html lang=en><title>Camp</title><main>{words}{said}{words}</main>".encode())) as site:
        _, out, _ = run("add", f"{site.url}/page", "--allow-private", "--id", "camp")
    assert ("add it with --render" in out) is is_hinted, out


def test_a_word_that_was_meant_is_named(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config/pages.yaml").write_text("pages:\n  - {url: 'https://a.example/', browser: true, id: a}\n")
    assert "did you mean `render`?" in run("config", "check")[2]
    (home_of_cli / "config/pages.yaml").write_text("pages:\n  - {url: 'https://a.example/', render: true, id: a}\n")
    assert "should be one of browser" in run("config", "check")[2]
