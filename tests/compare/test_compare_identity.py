from __future__ import annotations

from dataclasses import replace

import pytest
from compare_fakes import brief, changes, in_series, page, told, versions

from monitor import compare
from monitor.model import Reading

CAMP = (
    "# Camp",
    "The camp shelters {7,100} people in {1,900} tents.",
    "Of them {640} are children who travel alone.",
    "# Staff",
    "It is served by {85} doctors and {210} volunteers.",
)
LOOK_ALIKES = [
    (
        ["# Jour", "On compte {12} arrivées.", "# Total", "On compte {812} arrivées."],
        ["# Jour", "On compte {812} arrivées.", "# Total", "On compte {1 624} arrivées."],
        ["CHANGED 12 -> 812", "CHANGED 812 -> 1 624"],
    ),
    (
        ["# North", "{31} people were moved.", "# South", "{44} people were moved."],
        ["# South", "{44} people were moved.", "# North", "{39} people were moved."],
        ["CHANGED 31 -> 39"],
    ),
    (
        ["There have been {9,100} tests, with {310} tests on <3 May>."],
        ["There have been {9,380} tests, with {280} tests on <4 May>."],
        ["CHANGED 9,100 -> 9,380", "CHANGED 310 -> 280"],
    ),
    (
        ["In hospitals {52} patients died.", "In all settings {70} patients died."],
        ["In all settings {74} patients died.", "In hospitals {55} patients died."],
        ["CHANGED 70 -> 74", "CHANGED 52 -> 55"],
    ),
    (
        ["Of these:", "* {18} were negative", "* {4} were positive"],
        ["Of these:", "* {7} were positive", "* {21} were negative"],
        ["CHANGED 4 -> 7", "CHANGED 18 -> 21"],
    ),
    (  # a tail that lost its neighbours
        [
            (
                "{3,000} people were tested, of whom {2,500;counts=people negative} were negative "
                "and {500;counts=people positive} were positive."
            )
        ],
        ["{560;counts=people positive} people were positive."],
        ["CHANGED 500 -> 560"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), LOOK_ALIKES)
def test_look_alikes_are_never_swapped(old: list[str], new: list[str], expected: list[str]) -> None:
    found = [brief(one) for one in changes(page(*old), page(*new)) if one.kind.value == "CHANGED"]
    assert sorted(found) == sorted(expected)


def test_the_same_statement_twice_and_one_of_them_goes() -> None:
    one, other = "{31} people were moved.", "{44} people were moved."
    old = page("# North", "Roads are open.", one, "# South", "Roads are closed.", other)
    new = page("# South", "Roads are closed.", "{47} people were moved.")
    assert sorted(brief(c) for c in changes(old, new)) == ["CHANGED 44 -> 47", "DISAPPEARED 31 -> -"]


REWORDED = [
    ("{40} people have died.", "The number of deaths stands at {46;counts=deaths}."),
    ("On déplore {40;counts=décès} décès.", "{46;counts=personnes décédées} personnes sont décédées."),
    ("{90} patients are in hospital.", "{95;counts=people hospitalised} people are hospitalised."),
    (
        "{90} patients sont hospitalisés.",
        "À ce jour, {95;counts=personnes hospitalisées} personnes sont hospitalisées.",
    ),
    ("{700} cas confirmés en France.", "Le nombre de cas confirmés en France s'élève à {760;counts=cas confirmés}."),
    ("Le camp compte {7 000} migrants.", "{7 300} migrants vivent dans le camp."),
    ("Sadly, {one} patient who was ill has died.", "{Six;counts=patients who died} patients who were ill have died."),
]


@pytest.mark.parametrize(("old", "new"), REWORDED)
def test_words_that_pages_use_by_turns(old: str, new: str) -> None:
    beside = "The centre opened with {14} doctors."
    found = changes(page(old, beside), page(new, beside))
    assert [one.kind.value for one in found] == ["CHANGED"]


FLOWS = [
    ("{71} new cases were found in the county.", "In total {921} cases were found in the county."),
    ("{71;role=INCREMENT} nouveaux cas dans le pays.", "Au total {921;counts=cas} cas dans le pays."),
]


@pytest.mark.parametrize(("old", "new"), FLOWS)
def test_what_came_in_is_never_what_there_is_in_all(old: str, new: str) -> None:
    assert sorted(one.kind.value for one in changes(page(old), page(new))) == ["APPEARED", "DISAPPEARED"]
    assert sorted(one.kind.value for one in changes(page(new), page(old))) == ["APPEARED", "DISAPPEARED"]


DAYS = [
    ("On <{} May> {} boats arrived.", "en"),
    ("* <{} mai> : {} bateaux", "fr"),
    ("In <201{}>, {} people applied.", "en"),
]


@pytest.mark.parametrize(("line", "language"), DAYS)
def test_a_list_of_days_scrolls(line: str, language: str) -> None:
    def days(*which: int) -> Reading:
        return page(*(line.format(day, f"{{{day * 13}}}") for day in which), language=language)

    found = changes(days(3, 4, 5), days(4, 5, 6))
    assert sorted(brief(one) for one in found) == ["APPEARED - -> 78", "DISAPPEARED 39 -> -"]
    assert told(found) == ["APPEARED - -> 78"]


def test_two_places_with_days_of_their_own_do_not_scroll() -> None:
    old = page("# North", "On <3 May> there were {40} boats.", "# South", "On <2 May> there were {70} boats.")
    new = page("# North", "On <4 May> there were {45} boats.", "# South", "On <3 May> there were {72} boats.")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 40 -> 45", "CHANGED 70 -> 72"]


TOTALS = [("{900} people", "{650} people"), ("{900} personnes", "{650} personnes")]


@pytest.mark.parametrize(("old", "new"), TOTALS)
def test_totals_may_fall(old: str, new: str) -> None:
    (change,) = changes(page(f"Total: {old}"), page(f"Total: {new}"))
    assert (change.kind.value, str(change.difference)) == ("CHANGED", "-250")


def test_the_same_figure_in_two_languages_on_one_page() -> None:
    def both(value: str) -> Reading:
        return page(
            "# English",
            f"The camp shelters {{{value}}} people.",
            "# Français",
            f"Le camp abrite {{{value}}} personnes.",
        )

    found = changes(both("7,100"), both("7,300"))
    assert [brief(one) for one in found] == ["CHANGED 7,100 -> 7,300"] * 2
    assert told(found) == ["CHANGED 7,100 -> 7,300"]
    assert found[1].echo == found[0].series


def test_a_percentage_is_never_a_count() -> None:
    found = changes(page("{12 %} of the tents are wet."), page("{40} of the tents are wet."))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


def test_what_has_nothing_in_common_is_not_matched() -> None:
    found = changes(page("The school has {40} pupils."), page("A ferry carries {44} lorries."))
    assert sorted(brief(one) for one in found) == ["APPEARED - -> 44", "DISAPPEARED 40 -> -"]


NOT_THE_SAME = [
    (
        "{12;counts=people died in hospital} people died in hospital.",
        "{15;counts=people died at sea} people died at sea.",
    ),
    (
        "{120;counts=children attending} children go to school.",
        "{90;counts=children vaccinated} children were vaccinated.",
    ),
    ("Police made {45} arrests last night.", "Volunteers served {50} meals last night."),
    ("La mairie a acheté {40} bus.", "La mairie a loué {60} camions."),
    ("{452} tests were added to pillar 1.", "{234} tests were removed from pillar 2."),
]


@pytest.mark.parametrize(("old", "new"), NOT_THE_SAME)
def test_another_claim_in_the_same_place_is_not_a_later_state(old: str, new: str) -> None:
    beside = "The site opened with {14} doctors.", "It holds {900} tents."
    found = changes(page(beside[0], old, beside[1]), page(beside[0], new, beside[1]))
    assert sorted(one.kind.value for one in found) == ["APPEARED", "DISAPPEARED"]


def test_numbered_things_keep_their_numbers() -> None:
    old = page("* {31} tests under pillar 1", "* {44} tests under pillar 2")
    new = page("* {46} tests under pillar 2", "* {35} tests under pillar 1")
    assert sorted(brief(one) for one in changes(old, new)) == ["CHANGED 31 -> 35", "CHANGED 44 -> 46"]


def test_a_series_that_is_absent_for_many_versions_is_forgotten() -> None:
    beds, other = page("The site has {420} beds.", "It has {12} doctors."), page("It has {12} doctors.")
    baseline = compare.compare(None, beds).baseline
    for _ in range(59):
        baseline = compare.compare(baseline, other).baseline
    assert [one.absent for one in baseline.tracked] == [0, 59]
    baseline = compare.compare(baseline, other).baseline
    assert [one.absent for one in baseline.tracked] == [0]


def test_the_baseline_does_not_grow_with_the_versions() -> None:
    sizes = []
    baseline = None
    for day in range(200):
        baseline = compare.compare(
            baseline, page(*CAMP, f"Note {day}: {{{day + 100}}} letters of kind {day}x.")
        ).baseline
        sizes.append(len(baseline.tracked))
    assert max(sizes) <= 6 + 60
    assert all(len(one.earlier) <= 8 for one in baseline.tracked)  # type: ignore[union-attr]


def test_daily_versions_keep_their_series() -> None:
    days = [
        page(
            f"As of <{day} May>, {{{9000 + 37 * day:,}}} tests are done, with {{{300 - day}}} tests on <{day} May>.",
            f"{{{day + 40}}} patients have died.",
        )
        for day in range(1, 30)
    ]
    assert [sorted(c.kind.value for c in found) for found in versions(*days)] == [["CHANGED"] * 3] * 28
    assert {tuple(sorted(one.values())) for one in in_series(*days)} == {(1, 2, 3)}


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
    ("En mars, {52} personnes sont mortes.", "En avril, {58} personnes sont mortes."),
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
        "À ce jour, {252 900;counts=lettres envoyées} lettres ont été envoyées, dont {13 000;counts=lettres postées} le <5 mai>.",
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
