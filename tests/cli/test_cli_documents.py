"""Every kind of document through the command line: added, checked, changed and told of, from a server on loopback."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from loopback import Asked, Site, Step, page
from office_fakes import Value, Values, archive, docx, many_times, ods, odt, sparse, xlsx

Run = Callable[..., tuple[int, str, str]]
Make = Callable[[int], bytes]


def _rows(tents: int) -> Values:
    return [["Region", "Tents"], ["North", tents], ["South", 45]]


def _prose(tents: int) -> str:
    return f"There are {tents} tents in the camp at Norhaven."


def _data(tents: int) -> bytes:
    regions = [{"region": "North", "tents": tents}, {"region": "South", "tents": 45}]
    return json.dumps({"camps": regions}).encode()


PROSE, TABLE = "tents in the camp", "North: Tents"
KINDS: dict[str, tuple[str, Make, str]] = {  # name -> media type, the document by its tents, what is told to be counted
    "a.csv": ("text/csv", lambda tents: f"Region,Tents\nNorth,{tents}\nSouth,45\n".encode(), TABLE),
    "a.docx": ("", lambda tents: docx(f"<w:p><w:r><w:t>{_prose(tents)}</w:t></w:r></w:p>"), PROSE),
    "a.json": ("application/json", _data, "North: tents"),
    "a.md": ("text/markdown", lambda tents: f"# Camp\n\n{_prose(tents)}\n".encode(), PROSE),
    "a.ods": ("", lambda tents: ods({"Camps": _rows(tents)}), TABLE),
    "a.odt": ("", lambda tents: odt(f"<text:p>{_prose(tents)}</text:p>"), PROSE),
    "a.txt": ("text/plain", lambda tents: f"{_prose(tents)}\n".encode(), PROSE),
    "a.xlsx": ("", lambda tents: xlsx({"Camps": _rows(tents)}), TABLE),
}


def test_each_kind_is_added_checked_and_told_of(run: Run) -> None:
    tents = 31

    def answer(asked: Asked) -> list[Step]:
        media, make, _ = KINDS[asked.path.strip("/")]
        return page(make(tents), kind=media or "application/octet-stream")

    with Site(answer) as site:
        status, shown, _ = run("add", *(f"{site.url}/{name}" for name in KINDS), "--allow-private")
        assert (status, shown.count(" 31 ")) == (0, len(KINDS))
        assert run("check")[0] == 0
        tents = 38
        checks = [json.loads(line) for line in run("check", "--json")[1].splitlines()]
    told = {
        check["page"]: (change["old"]["value"], change["new"]["value"], change["counts"])
        for check in checks
        for change in check["changes"]
        if change["told"]
    }
    assert told == {
        name.removesuffix(".txt").replace(".", "-"): ("31", "38", counts) for name, (_, _, counts) in KINDS.items()
    }
    report = json.loads(run("report", "--format", "json")[1])
    assert len(report["findings"]) == len(KINDS)


def test_a_number_that_its_tables_title_scales_is_told_with_its_scale(run: Run) -> None:
    tents = "2.3"

    def answer(_: Asked) -> list[Step]:
        return page(f"Tents (thousands),\nRegion,Tents\nEast,{tents}\nWest,1.1\n".encode(), kind="text/csv")

    with Site(answer) as site:
        assert run("add", f"{site.url}/a.csv", "--allow-private")[0] == 0
        assert run("check")[0] == 0
        tents = "2.4"
        told = run("check")[1]
    assert "rose from 2,300 to 2,400 (+100, +4.3\u00a0%)" in told


def test_a_unit_that_is_edited_in_a_title_is_one_finding_for_all_cells(run: Run) -> None:
    unit = "persons"

    def answer(_: Asked) -> list[Step]:
        rows = "Month,North,South\nMay,4504,120\nJune,4610,133\n"
        return page(f"Arrivals by month ({unit}),,\n{rows}".encode(), kind="text/csv")

    with Site(answer) as site:
        assert run("add", f"{site.url}/a.csv", "--allow-private")[0] == 0
        assert run("check")[0] == 0
        unit = "thousands"
        told = run("check")[1]
    said = "Table “Arrivals by month (thousands)”: its unit changed (4610 meant 4,610, now 4,610,000)"
    report = run("report")[1]
    assert "a-csv: 1 change\n" in told
    assert all(said in " ".join(shown.split()) for shown in (told, report))
    assert not any(f"{cell} →" in told + report for cell in (4504, 120, 4610, 133))


def test_cells_under_years_are_named_with_their_year(run: Run) -> None:
    women = 1204

    def answer(_: Asked) -> list[Step]:
        table = f"Province,2024,,2025,\n,Women,Men,Women,Men\nNorth,1100,1050,{women},1187\nEast,2000,1900,2310,2198\n"
        return page(table.encode(), kind="text/csv")

    with Site(answer) as site:
        added = run("add", f"{site.url}/a.csv", "--allow-private")[1]
        assert run("check")[0] == 0
        women = 1206
        told = run("check")[1]
    assert "North: Women · 2024" in added
    assert "North: Women · 2025: rose from 1204 to 1206" in told
    assert "North: Women · 2025\n" in run("figures")[1]
    assert "North: Women · 2025\n" in run("history", "a-csv")[1]


def _weeks(rows: int) -> bytes:
    weeks: list[list[Value]] = [
        [date(2014, 1, 5) + timedelta(weeks=week), week * 7919 % 1973, week % 41] for week in range(rows)
    ]
    return xlsx({"SB_01": [["Week ending", "People arrived", "Boats arrived"], *weeks]})


@pytest.mark.parametrize("rows", [400, pytest.param(4_000, marks=pytest.mark.slow)])
def test_the_new_last_row_of_a_long_sheet_is_one_finding(run: Run, tmp_path: Path, rows: int) -> None:
    for name, length in (("old.xlsx", rows), ("new.xlsx", rows + 1)):
        (tmp_path / name).write_bytes(_weeks(length))
    status, shown, _ = run("compare", str(tmp_path / "old.xlsx"), str(tmp_path / "new.xlsx"), "--json")
    changes = json.loads(shown)["changes"]
    assert status == 0
    assert [(one["kind"], one["new"]["counts"], one["told"]) for one in changes] == [
        ("APPEARED", "People arrived", True),
        ("APPEARED", "Boats arrived", True),
    ]
    assert {one["new"]["since"] for one in changes} == {f"{date(2014, 1, 5) + timedelta(weeks=rows)}"}
    assert len({one["group"] for one in changes}) == 1


TABS = """<html lang="en"><title>Camp</title><main><h1>Camp</h1><p>There are 31 tents.</p>
<button aria-controls="more">More</button><div id="more" hidden><p>There are 45 beds.</p></div>
<div hidden><p>Wait 15 days, 1,200 m away.</p></div><iframe src="https://board.example/"></iframe></main></html>"""
PARTS = [
    ((), ["31", "45"]),
    (("--select", "//main/p"), ["31"]),
    (("--ignore", "#more"), ["31"]),
    (("--select", "main", "--ignore", "//main/p", "--ignore", "h1"), ["45"]),
]


@pytest.mark.parametrize(("options", "values"), PARTS)
def test_explain_takes_a_part_of_the_page(
    run: Run, tmp_path: Path, options: tuple[str, ...], values: list[str]
) -> None:
    (tmp_path / "camp.html").write_text(TABS)
    status, shown, _ = run("explain", str(tmp_path / "camp.html"), "--json", *options)
    assert (status, [figure["value"] for figure in json.loads(shown)["figures"]]) == (0, values)


WHOLE = [("a.csv", "a file of separated values"), ("a.txt", "plain text"), ("a.xlsx", "a workbook"), ("a.docx", "")]


def test_explain_tells_which_kinds_are_read_as_a_whole(run: Run, tmp_path: Path) -> None:
    for name, kind in WHOLE:
        (tmp_path / name).write_bytes(KINDS[name][1](31))
        told = run("explain", str(tmp_path / name), "--ignore", "h1", "--text")[2]
        assert (f"do nothing here: {kind} is read as a whole" in told) is bool(kind), name


def test_a_selector_that_does_nothing_is_warned_of(run: Run, home_of_cli: Path) -> None:
    listed = "pages:\n  - url: https://example.org/bulletin.pdf\n    select: main\n"
    (home_of_cli / "config" / "pages.yaml").write_text(listed)
    status, shown, told = run("config", "check")
    assert (status, "pages.yaml:3: `select`: does nothing here: a PDF is read as a whole" in told) == (0, True), shown
    (warning,) = json.loads(run("config", "check", "--json")[1])["warnings"]
    assert (warning["line"], "read as a whole" in warning["message"]) == (3, True)


def test_what_a_page_hides_and_shows_on_a_click_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "camp.html").write_text(TABS)
    shown = run("explain", str(tmp_path / "camp.html"))[1]
    assert "it hides 2 numbers" in shown
    assert "other pages inside, which are not read: https://board.example/" in shown
    assert "There are [45] beds.  (shows on a click)" in shown
    with Site(lambda _: page(TABS.replace("31", "many").replace("45", "some").encode())) as site:
        status, shown, _ = run("add", site.url, "--allow-private")
    assert status == 1
    assert "states no figure to follow; it hides 2 numbers" in shown


def test_a_change_of_what_shows_on_a_click_says_so_in_every_report(run: Run) -> None:
    beds = 45
    folded = "<p>There are {} tents.</p><details><summary>Beds</summary><p>There are {} beds.</p></details>"
    with Site(lambda _: page(folded.format(beds - 14, beds).encode())) as site:
        run("add", site.url, "--allow-private", "--id", "camp")
        run("check")
        beds = 48
        run("check")
    figures = [json.loads(line) for line in run("figures", "--json")[1].splitlines()]
    assert {one["counts"]: one.get("folded") for one in figures} == {"beds": True, "tents": None}
    rows = csv.DictReader(io.StringIO(run("export", "figures")[1]))
    assert {row["counts"]: (row["on_page"], row["folded"]) for row in rows} == {"beds": ("", "True"), "tents": ("", "")}
    shown = {name: run("report", "--format", name)[1] for name in ("terminal", "html", "markdown", "json", "atom")}
    assert {name: text.count("shows on a click") for name, text in shown.items() if name != "json"} == {
        "terminal": 1, "html": 1, "markdown": 1, "atom": 1,
    }  # fmt: skip
    found = {one["counts"]: one for one in json.loads(shown["json"])["findings"]}
    assert [(one["old"].get("folded"), one["new"].get("folded")) for one in found.values()] == [
        (None, None), (True, True),
    ]  # fmt: skip


@pytest.mark.slow
def test_a_workbook_that_would_end_the_program_ends_a_process_of_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bomb.xlsx").write_bytes(many_times("tents " * 200_000, 400))
    (tmp_path / "good.xlsx").write_bytes(xlsx({"Camps": _rows(31)}))
    status, shown, told = run("explain", str(tmp_path / "bomb.xlsx"), str(tmp_path / "good.xlsx"))
    assert (status, "bomb.xlsx: " in told, "North: Tents" in shown) == (1, True, True)


def test_a_sheet_with_a_cell_far_away_is_too_large(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sparse.xlsx").write_bytes(sparse())
    status, _, told = run("explain", str(tmp_path / "sparse.xlsx"))
    assert (status, "spreads over 1,048,576 rows and 16,384 columns" in told) == (1, True)


def test_a_page_is_told_of_for_some_words_only_and_recorded_whole(run: Run) -> None:
    tents = 31
    with Site(lambda _: page(f"<p>There are {tents} tents.</p><p>There are {tents + 50} beds.</p>".encode())) as site:
        assert run("add", site.url, "--allow-private", "--id", "camp")[0] == 0
        assert run("set", "camp", "only+=tent")[0] == 0
        run("check")
        tents = 38
        (check,) = (json.loads(line) for line in run("check", "--json")[1].splitlines())
    assert {(one["counts"], one["told"], one["rule"]) for one in check["changes"]} == {
        ("tents", True, "default"),
        ("beds", False, "only"),
    }


def test_an_answer_that_can_never_be_read_is_not_offered_to_be_believed(run: Run) -> None:
    body = xlsx({"Camps": _rows(31)})
    with Site(lambda _: page(body, kind="application/octet-stream")) as site:
        run("add", f"{site.url}/a.xlsx", "--allow-private", "--id", "camps")
        run("check")
        body = archive({"readme.txt": "42 people"})
        status, shown, _ = run("check")
        assert (status, "suspect (not_text)" in shown, "monitor accept" in shown) == (1, True, False)
        assert "another file" in shown
        status, said, refusal = run("accept", "camps")
        assert (status, said) == (1, "")
        assert "nothing to believe" in refusal
        assert "monitor set camps url=" in refusal
        assert "suspect (not_text)" in run("check")[1]


def test_explain_says_what_to_do_about_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    flat = b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    files = {
        "a.zip": (archive({"readme.txt": "42 people"}), "XLSX"),
        "a.fods": (flat, ".ods"),
        "cut.json": (b'{"people": 42,', "Fetch the file again"),
        "a.kml": (b'<?xml version="1.0"?><kml/>', "are read"),
    }
    for name, (body, words) in files.items():
        (tmp_path / name).write_bytes(body)
        status, _, said = run("explain", str(tmp_path / name))
        assert (status, words in said) == (1, True), said
