"""No decision is lost: not by a kill in the middle, not by two people at once, not by a re-reading."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from empty_ledger import make_ledger
from review_world import CAMP, FR, LATER, UK, numbers, read_again, say, told
from sqlite_ledger import connection_of
from store_world import HOUR, NOW, camp, visit

from monitor.model.reviews import Verb
from monitor.store import Store

SPEAKER = Path(__file__).with_name("review_speaker.py")
SPOKEN = (Verb.CONFIRM, Verb.DISMISS, Verb.REOPEN, Verb.NOTE, Verb.LABEL, Verb.UNLABEL)


def _speaker(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(SPEAKER), str(home), *words], stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_an_act_that_is_killed_is_recorded_whole_or_not_at_all(tmp_path: Path) -> None:
    with _speaker(told(tmp_path / "home"), "steps") as speaker:
        assert speaker.stdout is not None
        acts = [json.loads(line) for line in speaker.stdout]
    assert speaker.returncode == 0
    assert [one["act"] for one in acts] == ["dismiss", "none", "same", "undo", "redo"]
    for one in acts:
        assert len(one["killed"]) > 12
        assert {(statement == "recorded", left) for statement, left, _ in one["killed"]} == {(False, 0), (True, 1)}
        assert all(is_as_said for *_, is_as_said in one["killed"])


@pytest.mark.slow
def test_what_was_acknowledged_survives_kills_at_any_moment(tmp_path: Path) -> None:
    home, kept = told(tmp_path / "home"), list[str]()
    for kill in range(4):
        with _speaker(home, f"person {kill}", "0") as speaker:
            assert speaker.stdout is not None
            kept += [speaker.stdout.readline().strip() for _ in range(5 + kill)]
            speaker.kill()
            kept += [line.strip() for line in speaker.stdout if line.endswith("\n")]
        assert speaker.returncode == -9
    with Store.open(home, writer=True) as store:
        keys = [one.act.key for one in store.actions(most=10_000)]
    assert set(kept) <= set(keys)
    assert len(keys) <= len(kept) + 4  # recorded, and killed before it was said


@pytest.mark.slow
def test_two_people_at_once_lose_nothing_while_pages_are_checked(tmp_path: Path) -> None:
    home = told(tmp_path / "home")
    with _speaker(home, "Anna", "100") as anna, _speaker(home, "Ben", "100") as ben:
        with Store.open(home, writer=True) as store:
            for number in range(10):
                visit(store, UK, camp(f"{9000 + 10 * number:,}"), NOW + (10 + number) * HOUR)
        for one in (anna, ben):
            assert one.stdout is not None
            assert len(one.stdout.readlines()) == 100
    assert (anna.returncode, ben.returncode) == (0, 0)
    with Store.open(home) as store:
        said = store.actions(most=1000)
        assert {one.act.key for one in said} == {
            f"{name}-{number}" for name in ("Anna", "Ben") for number in range(100)
        }
        last = {finding: one for one in reversed(said) for finding in one.act.findings
                if one.act.verb in (Verb.CONFIRM, Verb.DISMISS)}  # fmt: skip
        for finding, review in store.reviews(last).items():
            assert (review.action, review.person) == (last[finding].id, last[finding].act.person)


def test_a_hundred_corrections_survive_a_re_reading(tmp_path: Path) -> None:
    dice = random.Random(2026)
    with Store.open(told(tmp_path / "home", versions=6), writer=True) as store:
        connection_of(store).execute("PRAGMA synchronous = OFF")  # nobody is killed here
        findings = [one for page in ("uk", "fr") for series in (1, 2) for one in numbers(store, page, series)]
        say(store, Verb.RENAME, page_id="uk", series=1, text="those in the camp")
        say(store, Verb.SAME, page_id="fr", series=2, into=1)
        say(store, Verb.NOT_A_FIGURE, page_id="uk", series=2)
        for number in range(100):
            if number % 10 == 9:
                standing = [one for one in store.actions(most=20) if one.undone_by is None]
                say(store, Verb.UNDO, undoes=dice.choice(standing).id, person=dice.choice(["Anna", "Ben"]))
            else:
                chosen = dice.sample(findings, dice.randint(1, 3))
                say(store, dice.choice(SPOKEN), *chosen, text=dice.choice("abc"), person=dice.choice(["Anna", "Ben"]))
        held = (store.reviews(findings), store.actions(most=200), store.said(), store.names("uk"), store.ignored("uk"))
        told_before = store.findings()
        assert read_again(store, UK, FR).pages == 2
        assert held == (
            store.reviews(findings), store.actions(most=200), store.said(), store.names("uk"), store.ignored("uk"),
        )  # fmt: skip
        assert [(one.id, one.change) for one in store.findings()] == [(one.id, one.change) for one in told_before]
        visit(store, UK, camp("12,000", "190"), LATER, indicators=(CAMP,))
        assert [one.change.name for one in store.findings(["uk"], since=LATER)] == ["those in the camp"]


def test_what_was_shown_with_a_finding_is_shown_after_a_re_reading(tmp_path: Path) -> None:
    def stated(people: str) -> bytes:
        """Return a page that says it twice: the second is told as an echo of the first."""
        again = f"<h2>Summary</h2><p>The count found {people} people in the camp.</p></main>"
        return camp(people).replace(b"</main>", again.encode())

    make_ledger(tmp_path)
    with Store.open(tmp_path, writer=True) as store:
        store.sync([UK], NOW)
        for number, people in enumerate(("6,000", "7,500")):
            visit(store, UK, stated(people), NOW + number * HOUR)
        shown = store.findings()
        assert [one.change.told for one in shown] == [True, False]
        read_again(store, UK)
        assert [(one.id, one.change) for one in store.findings()] == [(one.id, one.change) for one in shown]
