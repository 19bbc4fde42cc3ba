"""Findings are judged at the command line, by name, and what is said is taken back by its number."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from review_world import UK, told
from store_world import DAY, NOW, camp, visit

from monitor.cli import main
from monitor.store import Store

PAGES = "pages:\n- {id: uk, url: 'https://uk.example/'}\n- {id: fr, url: 'https://fr.example/'}\n"
Asked = Callable[..., list[str]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = told(tmp_path_factory.mktemp("told") / "home")
    (home / "config").mkdir()
    (home / "config" / "pages.yaml").write_text(PAGES)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOGNAME", "zoe")
    return Path(shutil.copytree(template, tmp_path / "home"))


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return a function that runs a command, and returns the lines that it printed; what it said besides comes last."""

    def run(*words: str, status: int = 0) -> list[str]:
        ended = 0
        try:
            main(["--home", str(home), *words])
        except SystemExit as left:
            ended = int(left.code or 0)
        printed = capsys.readouterr()
        assert ended == status, printed.err
        return (printed.out + printed.err).splitlines()

    return run


def _record(home: Path, days: int, people: str, officers: str) -> None:
    with Store.open(home, writer=True) as store:
        visit(store, UK, camp(people, officers), NOW + days * DAY)


def test_findings_are_judged_and_the_judgement_is_taken_back(ask: Asked) -> None:
    assert ask("review", "list", "uk", "--last", "1") == [
        "c9  2026-03-01 15:00  uk  open  people in the camp: rose from 7,000 to 7,500 (+500, +7.1\N{NO-BREAK SPACE}%)",
        "c10  2026-03-01 15:00  uk  open  officers: rose from around 54 to around 61 (+7, +13\N{NO-BREAK SPACE}%)",
        "4 findings more; --last 6 shows all.",
    ]
    assert ask("review", "confirm", "c9", "c10", "--as", "Anna") == [
        "c9, c10: confirmed. Undo it: monitor review undo 1"
    ]
    assert ask("review", "dismiss", "c9", "--reason", "a typing error") == [
        "c9: dismissed. Undo it: monitor review undo 2",
        "Before that, c9 was confirmed by Anna.",
    ]
    ask("review", "note", "c9", "--text", "Asked\nthe office.")
    ask("review", "label", "c9", "--label", "for the board")
    (line,) = ask("review", "list", "--standing", "dismissed", "--words", "people")
    assert line.startswith("c9  2026-03-01 15:00  uk  dismissed by zoe (a typing error)  people in the camp: rose")
    assert line.endswith("[for the board]  (1 note)")
    assert ask("review", "log", "c9", "--last", "3") == [
        line for line in ask("review", "log") if " label " in line or " note " in line or " dismiss " in line
    ]
    assert ask("review", "undo", "2", "--as", "Ben") == [
        "c9: undone: action 2. Undo it: monitor review undo 5",
        "Before that, c9 was dismissed by zoe (a typing error).",
    ]
    assert "confirmed by Anna" in ask("review", "list", "--standing", "confirmed")[0]
    assert ask("review", "log")[-2].endswith("zoe  dismiss  c9: a typing error  (undone by 5)")
    assert json.loads(ask("review", "reopen", "c10", "--json")[0])["verb"] == "reopen"


def test_what_is_no_figure_is_told_no_more(ask: Asked, home: Path) -> None:
    assert ask("review", "not-a-figure", "c10")[0].startswith("c2, c6, c10: dismissed, and the series is told no more.")
    _record(home, 1, "9,999", "99")
    assert not [line for line in ask("review", "list", "uk") if "officers" in line]
    ask("review", "undo", "1")
    _record(home, 2, "10,999", "109")
    assert len([line for line in ask("review", "list", "uk") if "officers" in line]) == 4


def test_words_on_series_are_recorded_with_the_name_of_whoever_has_logged_in(ask: Asked) -> None:
    ask("series", "rename", "uk", "1", " those in the  camp")
    ask("series", "merge", "fr", "2", "--into", "1")
    ask("series", "ignore", "uk", "2")
    ask("series", "ignore", "uk", "2", "--undo")
    ask("series", "split", "uk", "1")
    said = [" ".join(line.split()[3:]) for line in reversed(ask("review", "log"))]
    assert said == [
        "zoe rename series 1 of uk: those in the camp", "zoe same figure series 2 of fr is series 1",
        "zoe ignore series 2 of uk", "zoe follow series 2 of uk", "zoe another figure series 1 of uk",
    ]  # fmt: skip
    assert "those in the camp" in ask("figures", "uk")[0] + ask("figures", "uk")[1]
    for number in ("1", "2", "5"):
        ask("review", "undo", number)
    assert ask("series", "list") == ["You have said nothing of any series; monitor figures shows them."]


def test_a_split_that_the_page_follows_is_not_taken_back(ask: Asked, home: Path) -> None:
    ask("series", "split", "uk", "1")
    _record(home, 1, "9,999", "99")
    (said,) = ask("review", "undo", "1", status=1)
    assert "monitor series merge uk NEW --into 1" in said


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("review confirm c99", 1, "no finding c99"),
        ("review confirm twelve", 2, "'twelve' is no finding"),
        ("review undo 7", 1, "no action 7"),
        ("series merge uk 1 --into 1", 2, "merged into itself"),
        ("series ignore uk 77", 1, "uk has no series 77"),
    ],
)
def test_what_is_not_there_is_said(ask: Asked, words: str, status: int, said: str) -> None:
    shown = ask(*words.split(), status=status)
    assert said in " ".join(shown)
    assert ask("review", "log") == ["Nobody has said anything yet."]


def test_an_empty_list_says_what_to_do(ask: Asked) -> None:
    assert ask("review", "list", "--label", "none") == [
        "Nothing to review; monitor review list --standing any shows all findings."
    ]
