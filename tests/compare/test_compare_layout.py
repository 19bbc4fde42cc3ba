"""The same claims in another layout, in two languages: moved, split, merged, reordered, put into a list or a table."""

from __future__ import annotations

import pytest
from compare_fakes import brief, changes, in_series, page, told

CAMPS: dict[str, dict[str, list[str]]] = {
    "en": {
        "as it was": [
            "# Camp",
            "The camp shelters {7,100} people in {1,900} tents.",
            "Of them {640} are children who travel alone.",
            "# Staff",
            "It is served by {85} doctors and {210} volunteers.",
        ],
        "split": [
            "# Camp",
            "The camp shelters {7,100} people. They live in {1,900} tents.",
            "Of them {640} are children who travel alone.",
            "# Staff",
            "It is served by {85} doctors. It is also served by {210} volunteers.",
        ],
        "merged": [
            "# Camp",
            "The camp shelters {7,100} people in {1,900} tents, and {640} of them are children who travel alone.",
            "# Staff",
            "It is served by {85} doctors and {210} volunteers.",
        ],
        "moved": [
            "# Camp",
            "Of them {640} are children who travel alone.",
            "# Staff",
            "It is served by {85} doctors and {210} volunteers.",
            "The camp shelters {7,100} people in {1,900} tents.",
        ],
        "in a list": [
            "# Camp",
            "The camp shelters {7,100} people in {1,900} tents.",
            "Of them {640} are children who travel alone.",
            "# Staff",
            "It is served by:",
            "* {85} doctors",
            "* {210} volunteers",
        ],
        "in a table": [
            "# Camp",
            "The camp shelters {7,100} people in {1,900} tents.",
            "Of them {640} are children who travel alone.",
            "# Staff",
            "| Staff | Number |",
            "| Doctors | {85;counts=Doctors} |",
            "| Volunteers | {210;counts=Volunteers} |",
        ],
    },
    "fr": {
        "as it was": [
            "# Camp",
            "Le camp abrite {7 100} personnes sous {1 900} tentes.",
            "Parmi elles, {640} enfants voyagent seuls.",
            "# Équipe",
            "S'y relaient {85} médecins et {210} bénévoles.",
        ],
        "split": [
            "# Camp",
            "Le camp abrite {7 100} personnes. Elles dorment sous {1 900} tentes.",
            "Parmi elles, {640} enfants voyagent seuls.",
            "# Équipe",
            "S'y relaient {85} médecins. S'y relaient aussi {210} bénévoles.",
        ],
        "merged": [
            "# Camp",
            "Le camp abrite {7 100} personnes sous {1 900} tentes, dont {640} enfants qui voyagent seuls.",
            "# Équipe",
            "S'y relaient {85} médecins et {210} bénévoles.",
        ],
        "moved": [
            "# Camp",
            "Parmi elles, {640} enfants voyagent seuls.",
            "# Équipe",
            "S'y relaient {85} médecins et {210} bénévoles.",
            "Le camp abrite {7 100} personnes sous {1 900} tentes.",
        ],
        "in a list": [
            "# Camp",
            "Le camp abrite {7 100} personnes sous {1 900} tentes.",
            "Parmi elles, {640} enfants voyagent seuls.",
            "# Équipe",
            "S'y relaient :",
            "* {85} médecins",
            "* {210} bénévoles",
        ],
        "in a table": [
            "# Camp",
            "Le camp abrite {7 100} personnes sous {1 900} tentes.",
            "Parmi elles, {640} enfants voyagent seuls.",
            "# Équipe",
            "| Équipe | Nombre |",
            "| Médecins | {85;counts=Médecins} |",
            "| Bénévoles | {210;counts=Bénévoles} |",
        ],
    },
}
for _said in CAMPS.values():
    _was = _said["as it was"]
    _said["reordered"] = [_was[0], _was[2], _was[1], *_was[3:]]
    _said["sections reordered"] = [*_was[3:], *_was[:3]]
LAYOUTS = [layout for layout in CAMPS["en"] if layout != "as it was"]


@pytest.mark.parametrize("language", CAMPS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_page_rearranged_changes_no_figure(layout: str, language: str, back: bool) -> None:
    readings = [page(*CAMPS[language][one], language=language) for one in ("as it was", layout)]
    if back:
        readings.reverse()
    series = in_series(*readings)
    assert series[0] == series[1]
    assert told(changes(*readings)) == []


@pytest.mark.parametrize("language", CAMPS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_value_that_moves_with_the_layout_is_told_alone(layout: str, language: str, back: bool) -> None:
    was, now = (CAMPS[language][one] for one in ("as it was", layout))
    if back:
        was, now = now, was
    found = changes(page(*was, language=language), page(*(line.replace("{85", "{92") for line in now)))
    assert told(found) == ["CHANGED 85 -> 92"]
    assert {brief(one).split()[0] for one in found} <= {"CHANGED", "MOVED", "REWORDED"}


@pytest.mark.parametrize("language", CAMPS)
def test_a_layout_that_goes_and_comes_back_keeps_its_series(language: str) -> None:
    said = CAMPS[language]
    through = in_series(*(page(*said[one], language=language) for one in ("as it was", *LAYOUTS, "as it was")))
    assert all(series == through[0] for series in through)
