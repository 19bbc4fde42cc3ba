"""The camp seen by a ministry, an association's blog and a newspaper, in our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from compare_fakes import first, page

from monitor.compare import Stated, Version, gather, gather_all, headings, restated, stale, suggest
from monitor.compare.indicators import speaker_key
from monitor.model import Alert, Indicator, Page, Reading, Statement, Where

POPULATION = Indicator(id="camp-population", words=("people", "migrants", "personnes"), near=("camp", "jungle"))
MINISTRY = Page(id="ministry", url="https://ministry.example/camp", speaker="The ministry", tags=("calais",))
BLOG = [
    Page(id=f"post-{n}", url=f"https://aid.example/{n}", speaker="Shelter Aid", tags=("calais",)) for n in (1, 2, 3)
]
START = datetime(2026, 1, 5, 9, tzinfo=UTC)
CAMP = "The camp shelters {7,000} people."


def on(day: int) -> datetime:
    return START + timedelta(days=day)


def gathered(
    site: Page, reading: Reading, day: int = 0, *, indicators: Iterable[Indicator] = (POPULATION,)
) -> list[Statement]:
    numbers = [one.series for one in first(reading).tracked]
    stated = [
        Stated(figure=figure, series=series, heading=heading)
        for figure, series, heading in zip(reading.figures, numbers, headings(reading), strict=True)
    ]
    version = Version.dated(
        on(day),
        title=reading.text.title,
        language=reading.text.language,
        dates=(reading.text.updated, reading.text.published),
    )
    return gather(list(indicators), site, version, stated)


def states(site: Page, value: str, day: int, *, attribution: str | None = None) -> list[Statement]:
    reading = page(f"The camp shelters {{{value}}} people.")
    if attribution:
        reading = replace(reading, figures=tuple(replace(f, attribution=attribution) for f in reading.figures))
    return gathered(site, reading, day)


def latest_of(earlier: Iterable[Statement]) -> Callable[[str, str], Statement | None]:
    """Answer as the ledger does: the latest by the day spoken of."""
    said = list(earlier)

    def latest(indicator: str, speaker_key: str) -> Statement | None:
        mine = [one for one in said if (one.indicator, one.speaker_key) == (indicator, speaker_key)]
        return max(mine, key=lambda one: (one.day, one.captured_at), default=None)

    return latest


def brief(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    return [(one.speaker, one.figure.surface) for one in statements]


GATHERED = [
    (CAMP, True),
    ("Le camp abrite {7 000} personnes.", True),
    ("The ferry carries {7,000} people.", False),  # nothing near
    ("The camp has {900} tents.", False),  # counts something else
    ("The camp grew by {700;role=CHANGE} people.", False),
    ("In the camp, {12 %} people are ill.", False),
    ("Keep {2;role=RULE} people in the camp apart.", False),
]


@pytest.mark.parametrize(("sentence", "belongs"), GATHERED)
def test_what_an_indicator_gathers(sentence: str, belongs: bool) -> None:
    assert bool(gathered(MINISTRY, page(sentence))) is belongs


@pytest.mark.parametrize(("heading", "belongs"), [("The camp at Norhaven", True), ("The port", False)])
def test_a_word_near_may_stand_in_the_heading(heading: str, belongs: bool) -> None:
    figure = page("They shelter {7,000} people.").figures[0]
    stated = [Stated(figure=figure, series=1, heading=heading)]
    assert bool(gather([POPULATION], MINISTRY, Version(captured_at=START), stated)) is belongs


@pytest.mark.parametrize(
    ("indicator", "covered"),
    [
        (replace(POPULATION, pages=("ministry",)), True),
        (replace(POPULATION, pages=("other",)), False),
        (replace(POPULATION, tags=("calais",)), True),
        (replace(POPULATION, tags=("dunkirk",)), False),
        (replace(POPULATION, unit="km"), False),
        (replace(POPULATION, unit="EUR"), False),
        (replace(POPULATION, words=("camp people",)), False),
        (Indicator(id="empty"), False),
    ],
)
def test_pages_tags_and_units_of_an_indicator(indicator: Indicator, covered: bool) -> None:
    assert bool(gathered(MINISTRY, page(CAMP), indicators=[indicator])) is covered


def test_of_several_figures_a_speaker_states_the_foremost_is_taken() -> None:
    reading = page("The camp shelters {865;role=SUBSET;counts=people alone}.", "The camp has {7,000} people.")
    assert brief(gathered(MINISTRY, reading)) == [("The ministry", "7,000")]


def test_what_is_said_in_a_sentence_is_foremost_to_a_cell_of_a_table() -> None:
    reading = page("The camp shelters {865} people.", "In the camp, {700;role=SUBSET} people are ill.")
    cell, part = reading.figures
    reading = replace(reading, figures=(replace(cell, where=Where.TABLE), part))
    assert brief(gathered(MINISTRY, reading)) == [("The ministry", "700")]


def test_two_speakers_on_one_page_make_two_statements() -> None:
    reading = page("The camp shelters around {7,000} people, they say.", "Almost {10,000} people live in the camp.")
    governments, unnamed = reading.figures
    reading = replace(reading, figures=(replace(governments, attribution="the joint statement"), unnamed))
    assert brief(gathered(BLOG[0], reading)) == [("the joint statement", "7,000"), ("Shelter Aid", "10,000")]


def test_a_statement_counts_for_the_day_it_speaks_of_else_the_page_s_own_date_else_the_capture() -> None:
    (undated,) = gathered(MINISTRY, page(CAMP), 3)
    assert (undated.said_on, undated.day) == (None, on(3).date())
    (stamped,) = gathered(MINISTRY, page(CAMP, updated="2026-01-02"), 3)
    assert stamped.day == date(2026, 1, 2)
    reading = page(CAMP, updated="2026-01-02")
    reading = replace(reading, figures=tuple(replace(f, until=date(2025, 12, 31)) for f in reading.figures))
    assert gathered(MINISTRY, reading, 3)[0].day == date(2025, 12, 31)


def test_a_day_that_is_yet_to_come_is_no_day_on_which_it_was_said() -> None:
    (lying,) = gathered(MINISTRY, page(CAMP, updated="2099-01-01"), 3)
    assert (lying.said_on, lying.day) == (None, on(3).date())
    reading = page(CAMP, updated="2026-01-02")
    reading = replace(reading, figures=tuple(replace(f, until=date(2026, 12, 31)) for f in reading.figures))
    assert gathered(MINISTRY, reading, 3)[0].day == date(2026, 1, 2)


UNLIKE = [
    ("7,000", "160;role=INCREMENT", False),
    ("7,000", "0.5;role=SHARE", False),
    ("7,000", "9,000;role=SUBSET", True),
]


@pytest.mark.parametrize(("before", "after", "told"), UNLIKE)
def test_only_what_measures_the_like_restates(before: str, after: str, told: bool) -> None:
    assert bool(restated(latest_of(states(BLOG[0], before, 1)), states(BLOG[1], after, 2))) is told


HISTORY = [
    # versions of a page: for each, the values that two series state (None: not on the page)
    ([("7,000", None)], ["1 7,000 -"]),
    ([("7,000", None), ("7,000", None)], ["1 7,000 -"]),
    ([("7,000", None), ("8,000", None)], ["1 7,000 2", "2 8,000 -"]),
    ([("7,000", None), (None, None), ("7,000", None)], ["1 7,000 2", "3 7,000 -"]),
    ([("7,000", "900"), (None, "900"), ("7,000", "900")], ["1 7,000 2", "2 900 3", "3 7,000 -"]),
]


@pytest.mark.parametrize(("versions", "said"), HISTORY)
def test_a_page_s_whole_history(versions: list[tuple[str | None, ...]], said: list[str]) -> None:
    roles = ("TOTAL", "SUBSET")
    stated: list[Stated] = []
    for series in range(2):
        spans = [values[series] for values in versions]
        for at, value in enumerate(spans, 1):
            if value is None or (at > 1 and spans[at - 2] == value):
                continue
            until = next((later for later in range(at + 1, len(spans) + 1) if spans[later - 1] != value), None)
            reading = page(f"The camp shelters {{{value};role={roles[series]}}} people.")
            number = len(stated) + 1
            stated.append(Stated(figure=reading.figures[0], series=series + 1, id=number, snapshot=at, until=until))
    found = gather_all(
        POPULATION, MINISTRY, [Version(id=n, captured_at=on(n)) for n in range(1, len(versions) + 1)], stated
    )
    assert [f"{one.snapshot} {one.figure.surface} {one.until or '-'}" for one in found] == said


def test_a_speaker_who_fell_silent_while_another_moved_is_stale() -> None:
    latest = states(MINISTRY, "7,000", 0) + states(BLOG[1], "9,900", 45)
    assert brief(stale(latest)) == [("The ministry", "7,000")]
    assert stale(states(MINISTRY, "7,000", 0) + states(BLOG[0], "9,100", 1)) == []


def test_the_third_post_restates_and_is_one_finding() -> None:
    earlier = states(BLOG[0], "9,100", 1) + states(BLOG[1], "9,100", 8) + states(MINISTRY, "7,000", 9)
    assert restated(latest_of(states(BLOG[0], "9,100", 1)), states(BLOG[1], "9,100", 8)) == []
    (change,) = restated(latest_of(replace(one, snapshot=5) for one in earlier), states(BLOG[2], "9,900", 15))
    assert (change.kind.value, change.told, change.rule, change.before) == ("RESTATED", True, "default", 5)
    assert (change.old and change.old.surface, change.new and change.new.surface) == ("9,100", "9,900")
    assert str(change.difference) == "800"


def test_a_figure_that_two_indicators_gather_is_restated_once() -> None:
    both = [POPULATION, replace(POPULATION, id="people", near=())]
    earlier, news = (gathered(BLOG[n], page(f"The camp shelters {{{v}}} people."), n, indicators=both)
                     for n, v in ((0, "9,100"), (1, "9,900")))  # fmt: skip
    assert len(news) == 2
    rule = Alert(name="people only", indicators=("people",))
    (change,) = restated(latest_of(earlier), news, alerts=[rule])
    assert (change.told, change.rule) == (True, "people only")


def test_what_was_there_already_when_the_user_came_is_recorded_and_not_told() -> None:
    earlier, news = states(BLOG[0], "9,100", 1), states(BLOG[1], "9,900", 1)
    (change,) = restated(latest_of(earlier), news, followed_since=on(0))
    assert (change.told, change.rule) == (False, "first")
    (change,) = restated(latest_of(earlier), news, followed_since=on(2))
    assert change.told


def test_the_same_page_s_new_value_is_a_change_not_a_restatement() -> None:
    assert restated(latest_of(states(BLOG[0], "9,100", 1)), states(BLOG[0], "9,900", 15)) == []


def test_within_rounding_nothing_is_restated() -> None:
    rounded = gathered(BLOG[0], page("The camp shelters around {7,000} people."), 1)
    assert restated(latest_of(rounded), states(BLOG[1], "7,200", 2)) == []


def test_a_speaker_s_name_is_known_without_its_article_or_case() -> None:
    one = states(MINISTRY, "7,000", 0, attribution="The Prefecture")
    other = states(BLOG[0], "7,400", 5, attribution="prefecture")
    assert len(restated(latest_of(one), other)) == 1


def test_the_day_spoken_of_orders_statements_rather_than_the_day_of_capture() -> None:
    new = [replace(one, day=date(2026, 3, 1)) for one in states(BLOG[1], "9,900", 2)]
    old = [replace(one, day=date(2025, 12, 1)) for one in states(BLOG[0], "8,000", 30)]
    assert restated(latest_of(new), old) == []
    assert len(restated(latest_of(old), new)) == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "suggested"),
    [
        ("{144;counts=patients who died} patients died.", "{6;counts=patients who died;role=SUBSET} patients died.",
         [("patients-died", "died")]),
        ("{64,621;counts=people tested} people.", "{9;counts=people in hospital} people.", []),  # of other people
        ("Around {7,000;counts=people} people live there.", "Around {9,000;counts=people} people.", []),  # no hedge
        (CAMP, "Volunteers met {9,000;counts=people} people in the camp.", [("people-camp", "camp")]),
        (CAMP, "They met {9,000;counts=people in the camp} people.", [("people-camp", "camp")]),
        (CAMP, "In the camp, {12 %;counts=people} people are ill.", []),  # another unit
        (CAMP, "Keep {2;role=RULE} people in the camp apart.", []),
    ],
)  # fmt: skip
def test_indicators_worth_suggesting(ours: str, theirs: str, suggested: list[tuple[str, str]]) -> None:
    said = [*mentions(NAMELESS[0], ours), *mentions(NAMELESS[1], theirs)]
    assert [(one.id, *one.near) for one in suggest(said)] == suggested
    assert suggest(said, [Indicator(id="all", words=("people", "patients"))]) == []  # what is named already
    alone = [*mentions(BLOG[0], ours), *mentions(BLOG[1], theirs)]
    assert suggest(alone) == []  # one speaker, on two pages


def test_an_id_is_suggested_once_that_of_most_speakers() -> None:
    third = Page(id="wales", url="https://gov.example/wales")
    said = [one for site in (*NAMELESS, third) for one in mentions(site, CAMP)]
    shares = [one for site in NAMELESS for one in mentions(site, "The camp says {12 %;counts=people} people are ill.")]
    assert [(one.id, one.unit) for one in suggest([*shares, *said])] == [("people-camp", None)]


@pytest.mark.parametrize("sentence", [CAMP, "Le camp abrite {7 000} personnes."])
def test_what_is_suggested_gathers_what_it_was_suggested_for(sentence: str) -> None:
    said = [*mentions(NAMELESS[0], sentence), *mentions(NAMELESS[1], sentence)]
    (indicator,) = suggest(said)
    assert [len(gather([indicator], site, version, [one])) for site, version, one in said] == [1, 1]


NAMELESS = [Page(id=name, url=f"https://gov.example/{name}") for name in ("uk", "scotland")]


def mentions(site: Page, sentence: str) -> list[tuple[Page, Version, Stated]]:
    reading = page(sentence)
    version = Version(captured_at=START, title=reading.text.title, language=reading.text.language)
    return [(site, version, Stated(figure=figure, series=1)) for figure in reading.figures]


def test_a_page_without_a_speaker_speaks_for_itself_never_for_its_host() -> None:
    said = states(NAMELESS[0], "335", 0) + states(NAMELESS[1], "14", 1)
    assert brief(said) == [("uk", "335"), ("scotland", "14")]
    assert len({one.speaker_key for one in said}) == 2
    assert restated(latest_of(said[:1]), said[1:]) == []


@pytest.mark.parametrize("site", [replace(NAMELESS[1], speaker="The Ministry"), NAMELESS[1]])
def test_a_speaker_that_is_stated_or_configured_supersedes_across_pages(site: Page) -> None:
    earlier = states(NAMELESS[0], "335", 0, attribution="the ministry")
    later = states(site, "400", 1, attribution=None if site.speaker else "The ministry")
    assert {one.speaker_key for one in earlier + later} == {"ministry"}
    assert len(restated(latest_of(earlier), later)) == 1


def test_no_name_of_a_speaker_is_that_of_a_page() -> None:
    assert states(NAMELESS[0], "7", 0)[0].speaker_key != states(BLOG[0], "7", 0, attribution="page:uk")[0].speaker_key


def test_names_without_end_are_keys_that_an_index_takes() -> None:
    assert speaker_key("The Ministère, of the Interior!") == "ministere of the interior"
    assert len(speaker_key("人" * 5_000).encode()) <= 1_600
