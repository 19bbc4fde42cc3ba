"""Who disagrees, as the views say it to whoever opens the ledger, and in time that many speakers do not exhaust."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from empty_ledger import make_file, moved, rows_of
from scale_ledger import PAGE, pages, statements

from monitor.home_ledger import open_store
from monitor.model import Disagreement

DIGITS = ("100", "100", "102", "110", "-3", "0.5", None)


@pytest.fixture(scope="module", params=range(4))
def home(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return a home in which few speakers say little of two indicators: they agree, part, and meet again."""
    home, dice = tmp_path_factory.mktemp("home"), random.Random(request.param)
    make_file(home)
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as db:
        pages(db, 2, 1)
        for number, indicator in enumerate(("people", "tents"), 1):
            statements(db, indicator, PAGE.format(number), 5, 6)
        for (figure,) in db.execute("SELECT id FROM figure_rows").fetchall():
            db.execute("UPDATE figure_rows SET value = ? WHERE id = ?", [dice.choice(DIGITS), figure])
        for (setting,) in db.execute("SELECT id FROM figure_settings").fetchall():
            role, unit = dice.choice(("TOTAL", "TOTAL", "SUBSET", "CHANGE")), dice.choice((None, None, None, "EUR"))
            db.execute("UPDATE figure_settings SET role = ?, unit = ? WHERE id = ?", [role, unit, setting])
        for (number,) in db.execute("SELECT id FROM statements").fetchall():
            said = dice.choice((0.0, 0.5, 5.0)), f"2026-01-{dice.randrange(1, 5):02}", number
            db.execute("UPDATE statements SET rounding = ?, day = ? WHERE id = ?", said)
        db.commit()
    moved(home)
    return home


def _as_the_view(two: Disagreement) -> tuple[object, ...]:
    one, other = sorted((two.one, two.other), key=lambda said: said.speaker_key)
    since = f"{two.since:%Y-%m-%dT%H:%M:%S.%fZ}"
    return two.indicator, one.speaker, other.speaker, one.figure.value, other.figure.value, float(two.gap), since


def test_who_disagrees_is_as_the_views_have_it(home: Path) -> None:
    with open_store(home) as store:
        found = store.disagreements()
        some = store.disagreements(["tents"])
        steps = {(_as_the_view(two)[:3]): [float(gap) for _, gap in two.history] for two in found}
        farthest = store.apart("people", 3)
    with rows_of(home) as db:
        said = db.execute("""SELECT indicator, speaker, other_speaker, value, other_value, gap, since FROM disagreements
                             ORDER BY indicator, speaker, other_speaker""").fetchall()
        steps_said = db.execute("SELECT indicator, speaker, other_speaker, gap FROM disagreement_history ORDER BY at")
        met: dict[tuple[object, ...], list[float]] = {}
        for *pair, gap in steps_said.fetchall():
            met.setdefault((pair[0], pair[1], pair[2]), []).append(gap)
    expected = [(*row[:3], Decimal(row[3]), Decimal(row[4]), *row[5:]) for row in said]
    assert list(map(_as_the_view, found)) == expected
    assert some == [two for two in found if two.indicator == "tents"]
    assert steps == {pair: met[pair] for pair in steps}
    ranked = sorted((two for two in found if two.indicator == "people"), key=lambda two: -two.gap)
    assert [two.gap for two in farthest] == [two.gap for two in ranked[:3]]
    assert all(two in ranked for two in farthest)


def test_how_two_came_to_differ_is_a_sequence(home: Path) -> None:
    with open_store(home) as store:
        found = store.disagreements()
    for two in found:
        steps = two.history
        assert tuple(steps) == steps
        assert (len(steps), steps[-1], hash(steps)) == (len(list(steps)), list(steps)[-1], hash(tuple(steps)))
        assert steps[-1][1] == two.gap
