"""Many pages are added at once: each line of a list with its own tags, its own problem, and one sum at the end."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Site as Loopback
from loopback import page

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def _tags(run: Run) -> dict[str, list[str]]:
    return {one["id"]: one["tags"] for one in map(json.loads, run("list", "--json")[1].splitlines())}


def test_a_list_gives_each_page_its_tags_and_each_problem_its_line(run: Run, site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "pages.txt"
    listed.write_text(
        f"# what we follow\n{site.address}/statement state, arrivals\n\n{site.address}/communique, state\n"
        f"{site.address}/nothing state\n{site.address}/statement again\nftp://a.example/ old\n"
    )
    status, out, err = run("add", "--from", str(listed), "--allow-private", "--tag", "all")
    assert status == 1
    assert f"line 6: {site.address}/statement is the same page as that of line 2.\n" in out
    assert out.endswith("2 added, 1 followed already, 2 not added.\n")
    told = [line.strip() for line in err.splitlines() if line.startswith("  line ")]
    assert [line.partition(": ")[0] for line in told] == ["line 5", "line 7"]
    assert "status 404" in told[0]
    assert "only http and https" in told[1]
    assert sorted(_tags(run).values()) == [["all", "state"], ["all", "state", "arrivals"]]
    status, out, err = run("add", "--from", str(listed), "--allow-private")
    assert (status, out.endswith("0 added, 3 followed already, 2 not added.\n")) == (1, True)


def test_what_is_followed_already_is_said_and_no_fault(run: Run, site: Site) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    status, out, err = run("add", f"{site.address}/statement#top", "--allow-private")
    assert (status, out, err) == (0, f"{site.address}/statement#top is followed already, as ministry.\n", "")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/{id} |é?q={id}|^#top", "/%7Bid%7D%20%7C%C3%A9?q={id}|^"),
        ("\\a\\..\\100%\t", "/100%"),
        ("/" + "x" * 7_970, "/" + "x" * 7_970),
    ],
)
def test_an_address_is_kept_as_it_is_written_and_asked_for_as_browsers_do(run: Run, written: str, asked: str) -> None:
    body = b"<!doctype html><title>Visits</title><p>The shelter counted 1,160 visits.</p></html>"
    with Loopback(lambda _: page(body)) as site:
        url = site.url + written
        status, _, err = run("add", url, "--allow-private", "--id", "visits")
        assert (status, err) == (0, "")
        assert run("check", "visits")[0] == 0
    assert site.paths == [asked, asked]
    assert json.loads(run("list", "--json")[1])["url"] == url.strip()


def test_an_address_of_this_machine_needs_leave_and_nothing_else_helps(run: Run, site: Site) -> None:
    status, out, err = run("add", f"{site.address}/statement")
    assert (status, "--allow-private" in out, "--anyway" in out + err) == (1, True, False)
    assert "--anyway adds it nevertheless" in run("add", f"{site.address}/nothing", "--allow-private")[2]


def test_dates_of_a_page_are_shown_as_people_write_them(run: Run, site: Site) -> None:
    out = run("add", f"{site.address}/statement", "--allow-private")[1]
    assert re.search(r"; updated \d+ [A-Z][a-z]+ \d{4}$", out, re.M)


def test_opml_is_read_from_stdin(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    opml = f'<opml><body><outline text="State"><outline htmlUrl="{site.address}/statement"/></outline></body></opml>'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(opml.encode())))
    assert run("add", "--from", "-", "--allow-private")[0] == 0
    assert list(_tags(run).values()) == [["State"]]


def test_a_tag_of_a_list_hides_nothing_where_it_is_shown(run: Run, site: Site, tmp_path: Path) -> None:
    (tmp_path / "pages.txt").write_text(f"{site.address}/statement a\u202eb\n")
    run("add", "--from", str(tmp_path / "pages.txt"), "--allow-private")
    assert "[a⟨U+202E⟩b]" in run("list")[1]
    assert "There are: a⟨U+202E⟩b." in run("list", "--tag", "xyz")[2]


UNREADABLE = [
    (b"a.example\n\xff\n", "Line 2 of the list is not UTF-8 text"),
    (b"# nothing\n", "Name the address of a page, or a list"),
    (b"#" * (4 * 2**20 + 1), "larger than 4 MiB"),
]


@pytest.mark.parametrize(("raw", "said"), UNREADABLE, ids=["bytes", "empty", "large"])
def test_a_list_that_is_none_is_misuse(run: Run, tmp_path: Path, raw: bytes, said: str) -> None:
    listed = tmp_path / "pages.txt"
    listed.write_bytes(raw)
    status, _, err = run("add", "--from", str(listed))
    assert (status, said in err) == (2, True)
