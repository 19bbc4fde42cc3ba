"""`report --since last --reader NAME`: each reader is shown what they have not seen, and nothing is ever lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from empty_ledger import copied, make_ledger
from store_world import CONSENT, DAY, HOUR, camp, page, visit

from monitor.cli import main
from monitor.home_ledger import open_store

Run = Callable[..., tuple[int, str, str]]
PAGES = (page("uk"), page("fr"))
TODAY = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with two pages, each read once ten days ago."""
    home = tmp_path_factory.mktemp("readers")
    (home / "config").mkdir()
    lines = "".join(f"  - {{id: {one.id}, url: '{one.url}'}}\n" for one in PAGES)
    (home / "config" / "pages.yaml").write_text(f"pages:\n{lines}")
    (home / "config" / "monitor.yaml").write_text("contact: me@example.org\n")
    make_ledger(home)
    with open_store(home, writer=True) as store:
        store.sync(PAGES, TODAY - 10 * DAY)
        for one in PAGES:
            visit(store, one, camp("6,000"), TODAY - 10 * DAY)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return copied(template, tmp_path / "home")


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str, str]:
        status: object = 0
        try:
            main(["--home", str(home), *words])
        except SystemExit as ended:
            status = ended.code
        printed = capsys.readouterr()
        return int(str(status or 0)), printed.out, printed.err

    return command


def changes(home: Path, people: str, *names: str, at: datetime = TODAY - HOUR) -> None:
    """Have pages say that there are *people*, as of *at*."""
    with open_store(home, writer=True) as store:
        for one in PAGES:
            if one.id in names:
                visit(store, one, camp(people), at)


@pytest.fixture
def asks(run: Run) -> Callable[..., list[str]]:
    def ask(reader: str, *words: str) -> list[str]:
        """Return what a report shows to *reader*: the page and the value now of each finding."""
        status, shown, said = run("report", *words, "--since", "last", "--reader", reader, "--format", "json")
        assert status == 0, said
        return [f"{one['page']} {one['new']['surface']}" for one in json.loads(shown)["findings"]]

    return ask


Asks = Callable[..., list[str]]


def test_each_reader_is_shown_what_is_new_to_them(home: Path, asks: Asks) -> None:
    changes(home, "7,000", "uk", "fr")
    assert asks("anna") == ["fr 7,000", "uk 7,000"]
    assert asks("anna") == []
    changes(home, "8,000", "uk")
    assert asks("anna") == ["uk 8,000"]
    assert asks("ben") == ["fr 7,000", "uk 8,000", "uk 7,000"]
    assert (asks("anna"), asks("ben")) == ([], [])


def test_the_first_report_of_a_reader_says_what_it_shows(home: Path, run: Run, asks: Asks) -> None:
    changes(home, "6,500", "uk", at=TODAY - 9 * DAY)  # before `report: since`
    changes(home, "7,000", "uk", "fr")
    words = ("report", "--since", "last", "--reader", "anna")
    said = run(*words, "uk")[2]
    assert "anna is a new reader: this shows what changed since " in said
    assert "the next report, what has come since this one." in said
    assert run(*words, "uk")[2] == ""
    assert "fr: new to anna: this shows" in run(*words)[2]
    assert run(*words)[2] == ""
    assert asks("ben") == ["fr 7,000", "uk 7,000"]


def test_pages_that_were_not_asked_for_stay_unseen(home: Path, asks: Asks) -> None:
    changes(home, "7,000", "uk", "fr")
    assert asks("anna", "uk") == ["uk 7,000"]
    changes(home, "8,000", "uk")
    assert asks("anna") == ["fr 7,000", "uk 8,000"]
    changes(home, "9,000", "fr")
    assert (asks("anna", "uk"), asks("anna", "fr")) == ([], ["fr 9,000"])
    assert asks("anna") == []


def test_the_clock_decides_nothing(home: Path, asks: Asks) -> None:
    changes(home, "7,000", "uk")
    assert asks("anna") == ["uk 7,000"]
    changes(home, "8,000", "uk", at=TODAY - 8 * DAY)  # it was set back
    assert asks("anna") == ["uk 8,000"]


def test_a_renamed_page_was_seen(home: Path, asks: Asks) -> None:
    changes(home, "7,000", "uk")
    assert asks("anna", "uk") == ["uk 7,000"]
    (home / "config" / "pages.yaml").write_text("pages: [{id: britain, url: 'https://uk.example/', was: uk}]\n")
    with open_store(home, writer=True) as store:
        store.sync([page("britain", url="https://uk.example/", was="uk")], TODAY)
    assert asks("anna", "britain") == []


def test_a_ledger_with_readers_is_as_it_should_be(home: Path, run: Run, asks: Asks) -> None:
    assert (asks("anna"), asks("ben", "uk")) == ([], [])
    assert "all there and as recorded" in run("verify")[1]


def test_before_the_first_check_there_is_nothing_to_have_seen(home: Path, run: Run) -> None:
    shutil.rmtree(home / "snapshots")
    make_ledger(home)
    asked = [run("report", "--since", "last", "--reader", "anna")[2] for _ in range(2)]
    assert all("anna is a new reader" in said for said in asked)
    assert "all there and as recorded" in run("verify")[1]


@contextlib.contextmanager
def _gone() -> Iterator[int]:
    """Yield a pipe whose reader is gone."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer


@contextlib.contextmanager
def _full() -> Iterator[int]:
    yield os.open("/dev/full", os.O_WRONLY)


@pytest.mark.parametrize(("broken", "format_"), [(_gone, "terminal"), (_full, "html")])
def test_what_did_not_go_out_whole_was_not_seen(
    home: Path, run: Run, asks: Asks, broken: Callable[[], contextlib.AbstractContextManager[int]], format_: str
) -> None:
    changes(home, "7,000", "uk")
    words = ("report", "--since", "last", "--reader", "anna", "--format", format_)
    with broken() as handle:
        out = os.fdopen(handle, "w")
        with contextlib.redirect_stdout(out):
            assert run(*words)[0] == 1
        with contextlib.suppress(OSError):
            out.close()
    assert asks("anna") == ["uk 7,000"]


def test_a_report_that_has_nowhere_to_go_was_not_seen(home: Path, run: Run, asks: Asks) -> None:
    changes(home, "7,000", "uk")
    with contextlib.redirect_stdout(None):  # as with `>&-`
        assert run("report", "--since", "last", "--reader", "anna")[0] == 1
    assert asks("anna") == ["uk 7,000"]


def test_what_could_not_be_written_to_a_file_was_not_seen(home: Path, run: Run, asks: Asks) -> None:
    changes(home, "7,000", "uk")
    words = ("report", "--since", "last", "--reader", "anna", "--format", "csv", "--output")
    assert run(*words, "/dev/full")[0] == 1
    assert run(*words, "/nowhere/report.csv")[0] == 1
    assert run(*words, str(home / "report.csv"))[0] == 0
    assert "7,000" in (home / "report.csv").read_text()
    assert asks("anna") == []


def test_two_reports_of_one_reader_at_once_lose_nothing(home: Path, asks: Asks) -> None:
    changes(home, "7,000", "uk", "fr")
    with open_store(home) as slow, open_store(home) as quick:
        early = slow.unseen("anna", (), TODAY - 7 * DAY)
        changes(home, "8,000", "uk")
        late = quick.unseen("anna", (), TODAY - 7 * DAY)
        assert [len(store.findings(unseen=one)) for store, one in ((slow, early), (quick, late))] == [2, 3]
        quick.mark(late, TODAY)
        slow.mark(early, TODAY)  # ends later, and has shown less
    assert asks("anna") == []
    changes(home, "9,000", "uk")
    assert asks("anna") == ["uk 9,000"]


def test_a_trouble_that_ended_before_the_last_report_is_not_told_again(home: Path, run: Run) -> None:
    with open_store(home, writer=True) as store:
        for days in (5, 4, 3):
            visit(store, PAGES[0], CONSENT.encode(), TODAY - days * DAY)
        visit(store, PAGES[0], camp("6,000"), TODAY - 2 * DAY)
    words = ("report", "--since", "last", "--reader", "anna", "--format", "json")
    notices = [json.loads(run(*words)[1])["notices"] for _ in range(2)]
    assert [len(one) for one in notices] == [1, 0]


MISUSE = [
    (("--since", "last"), "since whose last report? Name the reader: --reader NAME"),
    (("--reader", "anna"), "--reader goes with --since last"),
    (("--since", "7d", "--reader", "anna"), "--reader goes with --since last"),
    (("--since", "last", "--reader", "an\x1bna"), "write a name of letters"),
    (("--since", "last", "--reader", ""), "write a name of letters"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE)
def test_misuse_is_told(run: Run, words: tuple[str, ...], said: str) -> None:
    status, _, err = run("report", *words)
    assert (status, said in err) == (2, True)
