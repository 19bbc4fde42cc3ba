"""When a figure holds, and the days that this comes to on a page of 18 March 2020; in German."""

from __future__ import annotations

import pytest
from figures_labels import labels

CASES = [
    (
        "Am 3. Oktober 2019 waren 40 Beamte im Einsatz.",
        ["40 | Beamte im Einsatz (Beamte) | Am 3. Oktober 2019 = 2019-10-03..2019-10-03"],
    ),
    (
        "Zwischen dem 1. und dem 15. Oktober kamen 310 Menschen.",
        ["310 | Menschen (Menschen) | Zwischen dem 1. und dem 15. Oktober = 2019-10-01..2019-10-15"],
    ),
    (
        "Dort lagen 46 Boote. 30 Boote kamen am 2. März.",
        ["46 | Boote (Boote)", "30 | Boote (Boote) | am 2. März = 2020-03-02..2020-03-02"],
    ),
    (  # the point ends the sentence
        "Das waren mehr als im Okt. 30 Boote kamen.",
        ["30 | Boote (Boote)"],
    ),
]


@pytest.mark.parametrize(("content", "told"), CASES)
def test_times(content: str, told: list[str]) -> None:
    assert labels("de", content) == told
