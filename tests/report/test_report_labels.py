"""A label beside its figure does not say again what the figure ends with."""

from __future__ import annotations

import pytest
from report_fakes import figure

from monitor.report.row_labels import beside

ROWS = [
    ("7 days", "days", ""),
    ("10 days", "days to reply", "to reply"),
    ("1,160", "police and gendarmes", "police and gendarmes"),
    ("7 days", "people", "people"),
    ("5 million euros", "Million euros of aid", "of aid"),
    ("days", "days", "days"),
]


@pytest.mark.parametrize(("surface", "label", "shown"), ROWS)
def test_a_label_does_not_repeat_the_figure(surface: str, label: str, shown: str) -> None:
    assert beside(figure(f"It is {surface}.", surface, "7"), label) == shown
