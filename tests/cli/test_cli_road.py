"""The whole road through the command line, against the demo's site: pages are added, checked, told of, and doubted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services import run_of, started

from monitor.cli.demo.site import Site

Run = Callable[..., tuple[int, str, str]]


def test_from_the_first_page_to_a_report(run: Run, site: Site) -> None:
    status, shown, _ = run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    assert (status, "4,812" in shown, "people who reached Norhaven" in shown) == (0, True, True)
    assert (run("status")[0], run("status")[1].split()) == (0, ["ministry", "new"])  # before anything has checked it
    assert "followed from now on" in run("check")[1]
    assert "no figure to tell of" in run("check")[1]  # the counter in the footer ticks
    site.advance()
    status, shown, _ = run("check", "--json", "--exit-code")
    told = {(c["old"]["value"], c["new"]["value"]) for c in json.loads(shown)["changes"] if c["told"]}
    assert (status, told) == (4, {("4812", "5107"), ("300", "460"), ("610", "628")})
    report = json.loads(run("report", "--format", "json")[1])
    assert len(report["findings"]) == 3
    history = [json.loads(line) for line in run("history", "ministry", "--json")[1].splitlines()]
    assert [one["value"] for one in history if one["counts"].startswith("people who reached")] == ["4812", "5107"]
    assert "5,107" in run("diff", "ministry")[1]
    assert '"4812"' in run("export", "changes", "--format", "json")[1]
    assert run("status")[0] == 0


def test_every_trouble_has_its_line_and_the_other_pages_are_checked(run: Run, site: Site, home_of_cli: Path) -> None:
    entries = {
        "good": f"{site.address}/statement", "gone": f"{site.address}/nothing", "nowhere": "http://127.0.0.1:9/",
    }  # fmt: skip
    lines = [f'  - {{id: {name}, url: "{url}", allow_private: true}}' for name, url in entries.items()]
    lines.append(f'  - {{id: private, url: "{site.address}/communique"}}')
    (home_of_cli / "config" / "pages.yaml").write_text("pages:\n" + "\n".join(lines) + "\n")
    status, shown, _ = run("check")
    assert status == 1
    for words in ("good: read for the first time", "gone: failed (http_404)", "nowhere: failed (connect)",
                  "private: blocked (address)"):  # fmt: skip
        assert words in shown
    states = {one["id"]: one for one in map(json.loads, run("status", "--json")[1].splitlines())}
    assert {name: one["state"] for name, one in states.items()} == {
        "good": "ok", "gone": "retrying", "nowhere": "retrying", "private": "retrying",
    }  # fmt: skip
    assert set(states["gone"]) >= {"id", "state", "since", "reason", "next_check_at"}


def test_a_page_that_is_out_of_order_is_doubted_and_vouched_for(run: Run, site: Site) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    site.visit = 2
    status, shown, _ = run("check")
    assert (status, "suspect (maintenance)" in shown) == (1, True)
    assert "believed" in run("accept", "ministry")[1]
    status, shown, _ = run("check")
    assert (status, "figures went with it" in shown) == (0, True)
    status, _, said = run("accept", "ministry")
    assert (status, "ministry is not doubted (changed)" in said) == (1, True)


def test_a_page_that_is_well_is_not_vouched_for(run: Run, site: Site) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    status, _, said = run("accept", "ministry")
    assert (status, "ministry is not doubted (not checked yet)" in said) == (1, True)
    run("check")
    before = run("figures", "ministry")[1]
    assert run("accept", "ministry")[0] == 1
    site.visit = 2  # down for maintenance: believed once, for `accept` believed whatever came
    assert "suspect (maintenance)" in run("check")[1]
    assert run("figures", "ministry")[1] == before


def test_reading_everything_again_gives_the_same_ledger(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    for visit in (1, 3, 4):
        site.visit = visit
        run("check")
    before, told = run("history", "ministry", "--json")[1], run("report", "--format", "json")[1]
    pages = home_of_cli / "config" / "pages.yaml"
    pages.write_text(pages.read_text().replace("allow_private", "speaker: the ministry\n    allow_private"))
    status, shown, _ = run("reread")
    assert (status, "4 snapshots of 1 page read again; 0 of them differ" in shown) == (0, True)
    after = run("history", "ministry", "--json")[1]
    assert _values(after) == _values(before)
    assert [f["statement"] for f in json.loads(run("report", "--format", "json")[1])["findings"]] == [
        f["statement"] for f in json.loads(told)["findings"]
    ]
    assert "0 snapshots of 0 pages" in run("reread")[1]


def test_the_user_s_word_holds_when_everything_is_read_again(run: Run, site: Site, home_of_cli: Path) -> None:
    pages = home_of_cli / "config" / "pages.yaml"
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry", "--speaker", "one")
    run("check")
    arrived = next(one["series"] for one in _history(run) if one["value"] == "4812")
    assert run("series", "split", "ministry", str(arrived))[0] == 0
    site.visit = 1
    run("check")
    before = _values(run("history", "ministry", "--json")[1])
    numbers = [one["series"] for one in _history(run) if one["value"] in ("4812", "5107")]
    assert len(set(numbers)) == 2
    pages.write_text(pages.read_text().replace("speaker: one", "speaker: two"))
    assert "2 snapshots of 1 page read again" in run("reread")[1]
    assert _values(run("history", "ministry", "--json")[1]) == before
    assert run("series", "merge", "ministry", str(numbers[1]), "--into", str(numbers[0]))[0] == 0
    for visit, speaker in ((3, "two"), (4, "three")):
        site.visit = visit
        pages.write_text(pages.read_text().replace("speaker: two", f"speaker: {speaker}"))
        run("reread")
        run("check")
    merged = {one["series"] for one in _history(run) if one["value"] in ("4812", "5107", "5390")}
    assert merged == {numbers[0]}


def _series(value: object) -> Iterator[object]:
    """Yield the name of every series in *value*, at any depth."""
    if isinstance(value, dict):
        yield from (one for key, one in value.items() if key in ("series", "echo", "echo_of") and one is not None)
        yield from (name for one in value.values() for name in _series(one))
    elif isinstance(value, list):
        yield from (name for one in value for name in _series(one))


def test_json_of_a_value_has_one_form_wherever_it_is_printed(run: Run, site: Site, tmp_path: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    (tmp_path / "config" / "indicators.yaml").write_text("indicators: [{id: reached, words: [people]}]\n")
    run("check")
    site.advance()
    saved = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for file, number in zip(saved, ("4,812", "5,107"), strict=True):
        file.write_text(f"{number} people reached Norhaven.")
    printed = {
        words: [json.loads(line) for line in run(*words.split())[1].splitlines()]
        for words in (
            "check --json", "status --json", "list --json", "figures --json", "history ministry --json",
            "indicators --json", f"explain --json {saved[0]}", f"compare --json {saved[0]} {saved[1]}",
            "export figures --format jsonl", "export history --format jsonl", "export changes --format jsonl",
            "export indicators --format jsonl",
        )
    }  # fmt: skip
    printed["report"] = [json.loads(run("report", "--format", "json")[1])]
    printed["export figures --format json"] = json.loads(run("export", "figures", "--format", "json")[1])
    assert all(one["version"] == 1 for found in printed.values() for one in found)
    assert all(len(found) >= 1 for found in printed.values())
    names = [name for found in printed.values() for one in found for name in _series(one)]
    assert len(names) > 20
    assert all(isinstance(name, str) and name[0] == "s" and name[1:].isdecimal() for name in names)
    (explained,) = printed[f"explain --json {saved[0]}"]
    figure = set(explained["figures"][0])
    for old_and_new in (
        printed["report"][0]["findings"][0], printed["check --json"][0]["changes"][0],
        printed[f"compare --json {saved[0]} {saved[1]}"][0]["changes"][0],
    ):  # fmt: skip
        assert set(old_and_new["old"]) == set(old_and_new["new"]) == figure
    for stated in (printed["figures --json"][0], printed["indicators --json"][0]["latest"][0]):
        assert figure < set(stated)
    assert printed["status --json"] == [{"version": 1, **printed["report"][0]["pages"][0]}]
    rows = [line.split(",") for line in run("export", "changes", "--format", "csv")[1].splitlines()]
    assert {row[rows[0].index("series")] for row in rows[1:]} <= {str(number) for number in range(100)}


@pytest.mark.parametrize("name", ["1", "s1", " s1 "])
def test_a_series_is_named_as_json_names_it_or_by_its_number(run: Run, site: Site, name: str) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry")
    run("check")
    found = [json.loads(line) for line in run("history", "ministry", "--series", name, "--json")[1].splitlines()]
    assert [one["series"] for one in found] == ["s1"]
    assert run("series", "rename", "ministry", name, "arrivals")[0] == 0
    assert run("series", "merge", "ministry", name, "--into", "s2")[0] == 0
    assert run("series", "merge", "ministry", name, "--into", "1")[0] == 2
    assert "write 12 or s12" in run("series", "split", "ministry", "twelve")[2]


def _history(run: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("history", "ministry", "--json")[1].splitlines()]


def _values(history: str) -> list[tuple[str, str, str]]:
    rows = [json.loads(line) for line in history.splitlines()]
    return sorted((row["series"], row["captured_at"], row["surface"]) for row in rows)


MISUSE = [
    (("check", "nothing"), 2, "There is no page 'nothing'"),
    (("chekc",), 2, "Did you mean 'check'?"),
    (("add",), 2, "Name the address of a page"),
    (("add", "ftp://a.example/"), 1, "only http and https"),
    (("diff", "nothing"), 2, "There is no page"),
    (("report", "--since", "someday"), 2, "is no time"),
    (("export",), 2, "Name what to export"),
    (("export", "figures", "--output", "/nowhere/to/go.csv"), 1, "cannot be written: No such file"),
    (("export", "--sqlite", "/nowhere/to/go.db"), 1, "cannot be written"),
    (("report", "--format", "csv", "--output", "/nowhere/to/go.csv"), 1, "cannot be written: No such file"),
    (("report", "--since", "99999999w"), 2, "longer ago than there are dates"),
]


@pytest.mark.parametrize(("words", "status", "said"), MISUSE, ids=[" ".join(row[0]) for row in MISUSE])
def test_misuse_is_told_with_what_to_do(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    ended, out, err = run(*words)
    assert (ended, said in out + err) == (status, True)


def test_mistakes_in_the_configuration_are_all_told_at_once(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text("defaults: {evry: 6h}\npages:\n  - {url: 'ftp://a.example/'}\n")
    status, _, err = run("check")
    assert status == 3
    assert "pages.yaml:1" in err
    assert "did you mean `every`?" in err
    assert "pages.yaml:3" in err


def test_a_verb_whose_reader_goes_away_ends_quietly(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html lang=en><title>Camp</title>" + "<p>There are 7,000 people in the camp.</p>" * 3_000)
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", "explain", str(page)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as verb:  # fmt: skip
        assert verb.stdout is not None
        assert verb.stderr is not None
        verb.stdout.close()
        assert verb.stderr.read() == b""
    assert verb.returncode == 1


def test_no_verb_lets_a_server_that_goes_away_end_the_process(run: Run) -> None:
    run("status")  # a TLS alert, or what a test's server sends, to one that is gone: an error, and no signal
    assert signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN


def test_the_service_checks_when_pages_are_due_and_ends_when_told(run: Run, site: Site, home_of_cli: Path) -> None:
    run("add", f"{site.address}/statement", "--allow-private", "--id", "ministry", "--every", "1s")
    with started(run_of(home_of_cli), environ={"PYTHONUNBUFFERED": "1"}) as service:
        assert service.stderr is not None
        log = []
        for line in service.stderr:
            log.append(line)
            if "followed from now on" in line:
                assert run("check")[0] == 6  # another instance holds the ledger; readers are welcome
                assert run("status")[0] == 0
                site.advance()
            elif "rose from 4,812 to 5,107" in line:
                service.send_signal(signal.SIGTERM)
        assert service.wait(600) == 0
    assert sum("rose from 4,812 to 5,107" in line for line in log) == 1
    assert any("1 page: 1 not checked yet." in line for line in log[:3])
    assert any(", telling nobody (monitor edit monitor). Ctrl-C" in line for line in log[:3])
