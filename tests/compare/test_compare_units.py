"""A table whose unit is edited: its cells stand as they were written, and one thing is told of all of them."""

from __future__ import annotations

import pytest
from compare_read import read, told_of

from monitor import examine
from monitor.model import Change, findings_in
from monitor.report.entries import statements

ROWS = "Month,North,South\nJanuary,4504,120\nFebruary,4610,133\nMarch,4700,140\n"
PERSONS, THOUSANDS = "Arrivals (persons)", "Arrivals (thousands)"
MEANT = "its unit changed (4700 meant 4,700, now 4,700,000)"


def compared(old: str, new: str, content_type: str = "text/csv") -> tuple[Change, ...]:
    readings = [examine.read(body.encode(), content_type=content_type) for body in (old, new)]
    before = examine.compare_readings(None, readings[0]).baseline
    return examine.compare_readings(before, readings[1]).changes


def titled(title: str, rows: str = ROWS) -> str:
    return f"{title},,\n{rows}"


def page(title: str) -> str:
    rows = "<tr><th>Month<th>North<th>South<tr><th>May<td>4700<td>120<tr><th>June<td>4610<td>133"
    table = f"<table><caption>{title}</caption>{rows}</table>"
    return f"<html lang=en><title>Board</title><main><h1>Camps</h1><p>The board counts.</p>{table}</main></html>"


UNITS = [
    (PERSONS, THOUSANDS, "4,700, now 4,700,000"),
    (THOUSANDS, PERSONS, "4,700,000, now 4,700"),
    (THOUSANDS, "Arrivals (millions)", "4,700,000, now 4,700,000,000"),
    ("Spending (£)", "Spending ($)", "4,700\u00a0GBP, now 4,700\u00a0USD"),
    ("Roads (km)", "Roads (miles)", "4,700\u00a0km, now 4,700\u00a0mi"),
]


@pytest.mark.parametrize(("old", "new", "meaning"), UNITS)
def test_a_title_with_another_unit_is_one_finding(old: str, new: str, meaning: str) -> None:
    found = compared(titled(old), titled(new))
    assert findings_in(found) == 1
    assert [one.redefined for one in found if one.told] == [True] * 6
    assert statements(found) == [f"Table “{new}”: its unit changed (4700 meant {meaning})"]


def test_a_caption_of_a_page_with_another_unit_is_one_finding() -> None:
    found = compared(page(PERSONS), page(THOUSANDS), "text/html")
    assert statements(found) == [f"Table “{THOUSANDS}”: {MEANT}"]


def test_a_column_with_another_unit_is_one_finding() -> None:
    rows = "Month,{},Boats\nMay,4700,12\nJune,4610,13\n"
    found = compared(rows.format(PERSONS), rows.format(THOUSANDS))
    assert statements(found) == [f"Table “{THOUSANDS}”: {MEANT}"]


def test_a_cell_alone_with_another_unit_is_told_as_that() -> None:
    rows = "Month,{},Boats\nMay,4700,12\n"
    (said,) = statements(compared(rows.format(PERSONS), rows.format(THOUSANDS)))
    assert said == f"May: Arrivals: {MEANT}"


QUIET = [
    # the same values, in another unit
    (titled(PERSONS, "Month,North\nMay,4500\nJune,4600\n"), titled(THOUSANDS, "Month,North\nMay,4.5\nJune,4.6\n")),
    # the unit is said where it was not: nothing says that another one was meant
    (titled("Spending"), titled("Spending (£)")),
    (titled("Share of arrivals"), titled("Share of arrivals (%)")),
    (titled(PERSONS), titled("Arrivals (people)")),
]


@pytest.mark.parametrize(("old", "new"), QUIET)
def test_a_unit_that_changes_no_value_is_no_news(old: str, new: str) -> None:
    assert statements(compared(old, new)) == []


def test_cells_that_changed_are_told_beside_the_unit() -> None:
    changed = ROWS.replace("133", "150")
    moved = "February · South 133 → 150,000 (+149,867, +112,682\u00a0%)"
    assert statements(compared(titled(PERSONS), titled(THOUSANDS, changed))) == [
        f"Table “{THOUSANDS}”: {MEANT}, 1 cell changed: {moved}"
    ]
    alone = "February: South: rose from 133 to 150 (+17, +13\u00a0%)"
    assert statements(compared(titled(PERSONS), titled(PERSONS, changed))) == [alone]


MEASURED = [  # before, after, what is told
    ("The pool was at 19.5 degrees on Sunday.", "Pool on Sunday: 19.5 °C.", []),
    ("The pool was at 19.5 degrees on Sunday.", "Pool on Sunday: 20.5 °C.", ["19.5 degrees -> 20.5 °C"]),
    (
        "The walk took 3 hours 55 minutes.",
        "The walk took 4 hours 5 minutes.",
        ["3 hours 55 minutes -> 4 hours 5 minutes"],
    ),
    ("The walk took 3 hours 55 minutes.", "The walk took 235 minutes.", []),
]


@pytest.mark.parametrize(("before", "after", "told"), MEASURED)
def test_a_measure_that_is_written_otherwise_is_the_same(before: str, after: str, told: list[str]) -> None:
    assert told_of(read(before), read(after)) == told
