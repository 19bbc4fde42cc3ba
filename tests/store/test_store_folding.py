"""`monitor history`: repeats of one value are one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from store_world import camp, page, visit

from monitor.home_ledger import open_store
from monitor.report.clock import Clock

Run = Callable[..., tuple[int, str, str]]
UK = page("uk")
MARCH = datetime(2020, 3, 1, 9, tzinfo=UTC)

SPANS = [
    ((3, 9), "3 to 9 March 2020"),
    ((3, None), "since 3 March 2020"),
    ((3, 3), "3 March 2020, 09:00 to 09:00 UTC"),
    ((28, 40), "28 March to 9 April 2020"),
    ((3, 400), "3 March 2020 to 4 April 2021"),
]


@pytest.mark.parametrize(("days", "said"), SPANS)
def test_a_span_of_time_as_people_say_it(days: tuple[int, int | None], said: str) -> None:
    first, last = (None if day is None else MARCH + timedelta(days=day - 1) for day in days)
    assert first is not None
    assert Clock("Europe/Paris").span(first, last) == said


def test_repeats_of_a_value_are_one_line(run: Run, home_of_cli: Path) -> None:
    (home_of_cli / "config" / "pages.yaml").write_text("pages: [{id: uk, url: 'https://uk.example/'}]\n")
    told = ["7,000", "7,000", "7,000", "7,000", "about 8,000", None, "about 8,000", "9,000"]
    with open_store(home_of_cli, writer=True) as store:
        store.sync([UK], MARCH)
        for day, people in enumerate(told):
            body = camp(people or "a few").replace(b"in the camp.", b"in the camp, as of %d March." % (day + 1))
            visit(store, UK, body, MARCH + timedelta(days=day))
    (series,) = {one["series"] for one in _json(run) if one["value"] == "7000"}
    lines = run("history", "uk", "--series", series)[1].splitlines()
    assert lines[0].startswith(f"{series[1:]}  people")
    assert [line.split("  ")[-2].strip() for line in lines[1:]] == [
        "7,000 · 4 times, 1 to 5 March 2020",
        "around 8,000 · 5 to 6 March 2020",
        "around 8,000 · 7 to 8 March 2020",
        "9,000 · since 8 March 2020",
    ]
    assert len(run("history", "uk", "--series", series, "--all")[1].splitlines()) == 1 + 7
    assert len([one for one in _json(run) if one["series"] == series]) == 7


def _json(run: Run) -> list[dict[str, str]]:
    return [json.loads(line) for line in run("history", "uk", "--json")[1].splitlines()]
