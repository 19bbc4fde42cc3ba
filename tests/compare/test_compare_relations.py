"""What ties figures together or keeps them apart: places, wholes and parts, opposites, numbers, order, context."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compare_fakes import brief, changes, page

from monitor.model import Reading

ELSEWHERE = [
    ("In France, {52} people have died.", "In Belgium, {41} people have died."),
    ("{52} people were arrested across Kent.", "{61} people were arrested across the Somme."),
    ("En France, {52} personnes sont mortes.", "En Belgique, {41} personnes sont mortes."),
    ("{520} personnes vivent à Calais.", "{610} personnes vivent à Dunkerque."),
]


@pytest.mark.parametrize(("old", "new"), ELSEWHERE)
def test_the_same_said_of_another_place_is_another_figure(old: str, new: str) -> None:
    assert sorted(one.kind.value for one in changes(page(old), page(new))) == ["APPEARED", "DISAPPEARED"]
    same_place = page(new.replace(new[new.index("{") + 1 : new.index("}")], "99"))
    assert [one.kind.value for one in changes(page(new), same_place)] == ["CHANGED"]


THE_SAME_PLACE = [
    ("In France, {52} people have died.", "So far, {58} people have died."),
    ("In Calais, {52} people live in tents.", "In the camp of Calais, {58} people live in tents."),
    ("In March, {52} people died.", "In April, {58} people died."),
    ("In Q1 the council spent {52} euros.", "In Q2 the council spent {58} euros."),
    ("In Spring {52} people died.", "In Autumn {58} people died."),
    ("En mars, {52} personnes sont mortes.", "En avril, {58} personnes sont mortes."),
    ("À Noël, {52} personnes sont mortes.", "À Pâques, {58} personnes sont mortes."),
    ("À Calais, {520} personnes vivent dans des tentes.", "{610} personnes vivent dans des tentes."),
]


@pytest.mark.parametrize(("old", "new"), THE_SAME_PLACE)
def test_a_place_left_out_or_said_otherwise_is_no_other_figure(old: str, new: str) -> None:
    beside = "The centre opened with {14} doctors."
    assert [one.kind.value for one in changes(page(old, beside), page(new, beside))] == ["CHANGED"]


PARTS = [
    (
        "{3,000} people were searched in Kent, of whom {500;role=SUBSET;counts=people with knives} had knives.",
        "{560;counts=people with knives} people had knives.",
    ),
    (
        "{3 000} personnes ont été fouillées en Belgique, dont {500;role=SUBSET;counts=personnes armées} armées.",
        "{560;counts=personnes armées} personnes armées.",
    ),
]


@pytest.mark.parametrize(("old", "new"), PARTS)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_a_part_does_not_leave_the_place_of_its_whole(old: str, new: str, back: bool) -> None:
    beside = "The centre opened with {14} doctors."
    readings = [page(old, beside), page(new, beside)]
    if back:
        readings.reverse()
    found = changes(*readings)
    assert {one.kind.value for one in found} == {"APPEARED", "DISAPPEARED"}


@pytest.mark.parametrize(("old", "new"), PARTS)
def test_a_part_goes_on_with_its_whole(old: str, new: str) -> None:
    del new
    bare = old.replace(" in Kent", "").replace(" en Belgique", "").replace("{3", "{4").replace("{500", "{560")
    assert [one.kind.value for one in changes(page(old), page(bare))] == ["CHANGED", "CHANGED"]


WHOLES = [
    (
        "A total of {900} Kentish surveys have been made. Of these:",
        "A total of {1,700} people in Kent have been surveyed. Of these:",
        ("* {810;role=SUBSET} were negative", "* {90;role=SUBSET} were positive"),
    ),
    (
        "Au total, {900} enquêtes calaisiennes ont été menées. Dont :",
        "Au total, {1 700} personnes ont été enquêtées à Calais. Dont :",
        ("* {810;role=SUBSET} réponses négatives", "* {90;role=SUBSET} réponses positives"),
    ),
]


@pytest.mark.parametrize(("old", "new", "parts"), WHOLES)
def test_a_whole_said_otherwise_goes_on_with_its_parts(old: str, new: str, parts: tuple[str, ...]) -> None:
    readings = page(old, *parts), page(new, *(line.replace("{", "{1") for line in parts))
    assert sorted(one.kind.value for one in changes(*readings)) == ["CHANGED"] * 3


SECTIONS = {
    "en": (
        ("{N} tents stand in the field, with {M} beds.", "In the field there are {N} tents and {M} beds."),
        ("The ground is dry and the road is open to vans.", "Rain has made the lower meadow hard to cross."),
    ),
    "fr": (
        ("{N} tentes se dressent dans le champ, avec {M} lits.", "Le champ compte {N} tentes et {M} lits."),
        ("Le terrain est sec et la route ouverte aux camions.", "La pluie rend le bas du pré difficile à traverser."),
    ),
}


@pytest.mark.parametrize("language", SECTIONS)
def test_a_block_is_known_by_the_sentence_that_stays(language: str) -> None:
    (before, after), stays = SECTIONS[language]

    def blocks(said: str, values: list[tuple[int, int]], order: tuple[int, ...]) -> Reading:
        lines = [
            f"{said} {stay}".replace("N", str(n)).replace("M", str(m))
            for (n, m), stay in zip(values, stays, strict=True)
        ]
        return page(*(lines[index] for index in order), language=language)

    old, new = blocks(before, [(310, 64), (290, 71)], (0, 1)), blocks(after, [(288, 70), (309, 66)], (1, 0))
    assert sorted(brief(one) for one in changes(old, new)) == [
        "CHANGED 290 -> 309",
        "CHANGED 310 -> 288",
        "CHANGED 64 -> 70",
        "CHANGED 71 -> 66",
    ]


SAME_NUMBER = [
    ("{6,173} people are out of work.", "{6,173} jobseekers were registered at the end of the month."),
    ("La commune a versé {2 943} euros au refuge.", "Une subvention de {2 943} euros a été touchée."),
]


@pytest.mark.parametrize(("old", "new"), SAME_NUMBER)
def test_an_unusual_number_tells_of_itself_what_it_is(old: str, new: str) -> None:
    beside = "The centre opened with {14} doctors."
    assert [one.kind.value for one in changes(page(old, beside), page(new, beside))] == ["REWORDED"]


COINCIDENCES = [
    ["Police seized {7,000} knives.", "Volunteers served {7,000} meals."],  # a round number
    ["La police a saisi {42} couteaux.", "Les bénévoles servent {42} repas."],  # a small one
    ["Police seized {6,173} knives.", "Volunteers served {6,173;unit=kg} of rice."],
    ["Keep {173} cm apart.", "Volunteers served {173;role=RULE} meals."],
]


@pytest.mark.parametrize("said", COINCIDENCES)
def test_numbers_that_agree_by_chance_are_not_one(said: list[str]) -> None:
    old, new = said
    found = changes(page(old, "{14} doctors work here."), page(new, "{14} doctors work here."))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


def test_a_number_said_twice_tells_nothing_of_itself() -> None:
    old = page("Police seized {6,173} knives.", "The fund got {6,173} gifts.", "{14} doctors work here.")
    new = page("Volunteers served {6,173} meals.", "The fund got {6,173} gifts.", "{14} doctors work here.")
    assert sorted(one.kind.value for one in changes(old, new)) == ["APPEARED", "DISAPPEARED"]


def test_a_row_that_comes_with_the_value_of_one_that_goes_is_another_row() -> None:
    old = page("| Week | Arrivals |", "| Week 20 | {6,173} |", "| Week 21 | {5,204} |", "| Week 22 | {5,900} |")
    new = page("| Week | Arrivals |", "| Week 21 | {5,204} |", "| Week 22 | {5,900} |", "| Week 23 | {6,173} |")
    assert sorted(one.kind.value for one in changes(old, new)) == ["APPEARED", "DISAPPEARED"]


RIVALS = [
    (
        "{300;counts=applications accepted} applications were accepted.",
        "{320;counts=applications rejected} applications were rejected.",
    ),
    ("{12} men live at the site.", "{15} women live at the site."),
    ("{30;counts=people injured} people were injured.", "{34;counts=people killed} people were killed."),
    (
        "{300;counts=demandes acceptées} demandes ont été acceptées.",
        "{320;counts=demandes rejetées} demandes ont été rejetées.",
    ),
    ("{12} hommes vivent sur le site.", "{15} femmes vivent sur le site."),
    ("{30;counts=blessés} blessés sont à déplorer.", "{34;counts=morts} morts sont à déplorer."),
]


@pytest.mark.parametrize(("old", "new"), RIVALS)
def test_opposites_are_never_one_figure(old: str, new: str) -> None:
    beside = "The centre opened with {14} doctors."
    found = changes(page(old, beside), page(new, beside))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


PRICES = [
    (
        "The centre will cost {12;unit=EUR;counts=centre;head=centre} euros to build.",
        "{14;unit=EUR;counts=euros spent;head=euros} euros will be spent on building the centre.",
    ),
    (
        "Le centre coûtera {12;unit=EUR;counts=centre;head=centre} euros à construire.",
        "{14;unit=EUR;counts=euros consacrés;head=euros} euros seront consacrés à la construction du centre.",
    ),
]


@pytest.mark.parametrize(("old", "new"), PRICES)
def test_a_unit_is_no_thing_that_is_counted(old: str, new: str) -> None:
    named = [
        replace(one, figures=tuple(replace(f, unit_name="euro") for f in one.figures)) for one in (page(old), page(new))
    ]
    assert [one.kind.value for one in changes(*named)] == ["CHANGED"]


IN_ORDER = [
    (
        "So far {252,900;counts=letters sent} letters have been sent, with {13,000;counts=letters posted} on <5 May>.",
        "There have been {3,090,000;counts=letters} letters, with {128,000;counts=letters} letters on <9 June>.",
        ["CHANGED 252,900 -> 3,090,000", "CHANGED 13,000 -> 128,000"],
    ),
    (
        "Déjà {252 900;counts=lettres envoyées} lettres envoyées, dont {13 000;counts=lettres postées} le <5 mai>.",
        "On compte {3 090 000;counts=lettres} lettres, dont {128 000;counts=lettres} lettres le <9 juin>.",
        ["CHANGED 252 900 -> 3 090 000", "CHANGED 13 000 -> 128 000"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), IN_ORDER)
def test_figures_of_a_sentence_keep_their_order(old: str, new: str, expected: list[str]) -> None:
    assert [brief(one) for one in changes(page(old), page(new))] == expected


FAMILIES = [
    (
        ("A total of {900} forms came back. Of these:", "{1,700} residents in Dover were asked:"),
        ("* {16;role=SUBSET} callers who spoke of the noise", "* {72;role=SUBSET} callers spoke of noise"),
        "* {810;role=SUBSET} said no",
    ),
    (
        ("Au total, {900} formulaires sont revenus. Dont :", "{1 700} habitants à Calais ont répondu :"),
        ("* {16;role=SUBSET} riverains qui parlent du bruit", "* {72;role=SUBSET} riverains parlent de bruit"),
        "* {810;role=SUBSET} ont dit non",
    ),
]


@pytest.mark.parametrize(("wholes", "parts", "sibling"), FAMILIES)
def test_a_part_goes_on_where_its_siblings_do(wholes: tuple[str, str], parts: tuple[str, str], sibling: str) -> None:
    old, new = (page(whole, sibling, part) for whole, part in zip(wholes, parts, strict=True))
    assert "CHANGED 16 -> 72" in [brief(one) for one in changes(old, new)]


FATES = [
    (
        "{422;counts=patients in Kent} patients in Kent who had fallen ill with the flu (H5N1) have died.",
        "As of <30 March>, of those in hospitals in Kent, {1,789;counts=those who have died} have died.",
        "{90} tents are free.",
    ),
    (
        "{422;counts=patients en Corse} patients en Corse, atteints de la grippe (H5N1) cet hiver, sont morts.",
        "Au <30 mars>, parmi les malades des hôpitaux en Corse, {1 789;counts=malades décédés} sont décédés.",
        "{90} tentes sont libres.",
    ),
]


@pytest.mark.parametrize(("old", "new", "beside"), FATES)
def test_people_are_known_by_what_became_of_them(old: str, new: str, beside: str) -> None:
    found = changes(page(beside, old), page(new, beside.replace("90", "80")))
    assert sorted(one.kind.value for one in found) == ["CHANGED", "CHANGED"]
    gone = "Les malades rentrent chez eux." if "Corse" in old else "Patients went home."
    alive = page(beside, new.replace("have died", "went home").replace("décédés", "rentrés"), gone)
    assert sorted(one.kind.value for one in changes(page(beside, old), alive)) == ["APPEARED", "DISAPPEARED"]
