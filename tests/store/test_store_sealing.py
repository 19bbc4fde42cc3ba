"""A seal that was kept elsewhere: `monitor verify --seal` says whether the ledger still holds what it covered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from empty_ledger import make_ledger, rows_of
from store_world import HOUR, NOW, camp, page, visit

from monitor.cli import main
from monitor.home_ledger import address_of, archive_of, open_store
from monitor.store import covered

UK, FR = page("uk"), page("fr")
Verify = Callable[..., tuple[int, str]]


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Return a function that runs `monitor verify` and returns its status and what it printed."""

    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(tmp_path), "verify", *words])
        return int(str(ended.value.code)), capsys.readouterr().out

    return run


@pytest.fixture
def seals(tmp_path: Path) -> list[str]:
    """Return the seals of a ledger, from before its first snapshot to after its fourth, of two pages."""
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as store:
        store.sync([UK, FR], NOW)
        found = [store.seal()]
        for number, one in enumerate([UK, FR, UK, UK]):
            visit(store, one, camp(f"{number + 1},000"), NOW + number * HOUR)
            found.append(store.seal())
    return found


def _covered(home: Path, seal: str) -> tuple[int, int] | None:
    found = covered(home, seal, lambda *_: None, address_of(home), archive_of(home))
    return (found.snapshots, found.pages) if found else None


def _sql(home: Path, statement: str) -> None:
    with rows_of(home) as ledger:
        ledger.execute(statement)


def test_each_seal_covers_what_had_been_captured(tmp_path: Path, seals: list[str]) -> None:
    assert [_covered(tmp_path, seal) for seal in seals] == [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2)]
    assert _covered(tmp_path, "0" * 64) is None


def test_what_is_captured_later_leaves_a_seal_as_it_is(tmp_path: Path, seals: list[str]) -> None:
    with open_store(tmp_path, writer=True) as store:
        visit(store, FR, camp("9,000"), NOW + 9 * HOUR)
    assert _covered(tmp_path, seals[3]) == (3, 2)


def test_a_page_that_is_renamed_keeps_the_seals_from_before_and_after(tmp_path: Path, seals: list[str]) -> None:
    with open_store(tmp_path, writer=True) as store:
        store.sync([replace(UK, id="gb", was="uk"), FR], NOW + 9 * HOUR)
        between = store.seal()
        visit(store, replace(UK, id="gb"), camp("8,000"), NOW + 10 * HOUR)
        after = store.seal()
    assert [_covered(tmp_path, seal) for seal in (*seals[1:], between, after)] == [
        (1, 1), (2, 2), (3, 2), (4, 2), (4, 2), (5, 2),
    ]  # fmt: skip


WRECKS = [
    "UPDATE snapshots SET chain = '00' WHERE id = 1",
    "DELETE FROM snapshots WHERE id = 1",
]


@pytest.mark.parametrize("sql", WRECKS)
def test_whoever_alters_what_was_covered_loses_the_seal(tmp_path: Path, seals: list[str], sql: str) -> None:
    _sql(tmp_path, sql)
    assert _covered(tmp_path, seals[2]) is None


def test_people_and_programs_are_told(tmp_path: Path, seals: list[str], verify: Verify) -> None:
    status, said = verify("--seal", seals[3].upper())
    assert (status, said.splitlines()[-1]) == (
        0, "This seal covers 3 snapshots of 2 pages, captured until 2026-03-01 14:00:00 UTC: they are as they were.",
    )  # fmt: skip
    status, said = verify("--seal", "0" * 64)
    assert (status, "of no state that the ledger has been in" in said) == (5, True)
    told: dict[str, Any] = json.loads(verify("--json", "--seal", seals[1])[1])
    assert (told["covered"]["snapshots"], told["covered"]["pages"]) == (1, 1)
    assert json.loads(verify("--json", "--seal", "0" * 64)[1])["covered"] is None
    assert "covered" not in json.loads(verify("--json")[1])
    _sql(tmp_path, "UPDATE snapshots SET digest = 'f' WHERE id = 4")
    status, said = verify("--seal", seals[1])
    assert (status, "but for the flaws that are told" in said) == (5, True)
    assert verify("--seal", "3f7a")[0] == 2
