"""What pages state of the user's indicators: who says what now, who disagrees, and how it came to that."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from empty_ledger import make_ledger, rows_of, sqlite_alone
from sqlite_ledger import connection_of
from store_world import CALM, CONSENT, DAY, HOUR, NOW, failed, page, visit

from monitor.home_ledger import open_store
from monitor.model import Disagreement, Indicator, Page, Statement
from monitor.restatements import define
from monitor.store import Store

POPULATION = Indicator(id="camp-population", name="People in the camp", words=("people",), near=("camp",))
MINISTRY = page("ministry", speaker="The ministry")
POSTS = [page(f"post-{n}", speaker="Shelter Aid") for n in (1, 2, 3)]
PAGES = [MINISTRY, *POSTS]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_ledger(tmp_path)
    with open_store(tmp_path, writer=True) as opened:
        opened.sync(PAGES, NOW)
        define(opened, PAGES, [POPULATION])
        yield opened


def says(store: Store, of: Page, *sentences: str, day: int = 0, updated: str = "") -> None:
    """Record that *of* says so on that *day*."""
    stamp = f'<meta property="article:modified_time" content="{updated}">' if updated else ""
    told = "".join(f"<p>{sentence}</p>" for sentence in (CALM, *sentences))
    title = f"<title>The camp</title>{stamp}<main><h1>The camp</h1>"
    visit(store, of, f"<html lang=en>{title}{told}</main></html>".encode(), NOW + day * DAY, indicators=(POPULATION,))


def camp(people: str) -> str:
    return f"There are {people} people in the camp."


def brief(said: Sequence[Statement]) -> list[tuple[str, str, str]]:
    return [(one.speaker, one.figure.surface, one.page_id) for one in said]


def only(store: Store) -> Disagreement:
    (found,) = store.disagreements()
    return found


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with rows_of(store.folder.parent) as connection:
        return connection.execute(sql).fetchall()


def test_the_latest_statement_of_every_speaker_on_whatever_page(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, POSTS[0], camp("9,100"), day=1)
    says(store, POSTS[1], camp("9,900"), day=20)
    assert brief(store.statements(latest=True)) == [
        ("The ministry", "7,000", "ministry"), ("Shelter Aid", "9,900", "post-2"),
    ]  # fmt: skip
    assert len(store.statements()) == 3
    assert list(store.statements(["another"])) == []
    one = store.latest_statement("camp-population", "shelter aid")
    assert one is not None
    assert (one.page_id, str(one.figure.value), one.until) == ("post-2", "9900", None)
    assert store.latest_statement("camp-population", "the mayor") is None


def test_two_speakers_disagree_with_the_gap_over_time(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, POSTS[0], camp("9,100"), day=1)
    says(store, POSTS[1], camp("9,900"), day=20)
    found = only(store)
    assert (found.one.speaker, found.other.speaker) == ("Shelter Aid", "The ministry")
    assert (str(found.gap), found.since) == ("2900", NOW + DAY)
    assert str(found.relative)[:5] == "0.414"
    assert [(at, str(gap)) for at, gap in found.history] == [(NOW + DAY, "2100"), (NOW + 20 * DAY, "2900")]
    assert rows(store, "SELECT speaker, value, other_speaker, other_value, gap FROM disagreements") == [
        ("The ministry", "7000", "Shelter Aid", "9900", 2900.0)
    ]


def test_a_disagreement_ends_and_begins_anew(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, POSTS[0], camp("9,100"), day=1)
    says(store, MINISTRY, camp("9,100"), day=5)
    assert store.disagreements() == []
    says(store, POSTS[1], camp("9,900"), day=20)
    assert only(store).since == NOW + 20 * DAY
    assert [str(gap) for _, gap in only(store).history] == ["2100", "0", "800"]


def test_what_is_gathered_anew_has_the_same_rows_on_every_machine(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    define(store, PAGES, [replace(POPULATION, id=f"camp-{name}") for name in "fbdaec"])
    assert rows(store, "SELECT indicator FROM statements ORDER BY id") == [(f"camp-{name}",) for name in "abcdef"]


def test_two_speakers_on_one_page(store: Store) -> None:
    says(store, MINISTRY, f"{camp('7,000')[:-1]}, said the prefect.", "Almost 10,000 people live in the camp.")
    assert {only(store).one.speaker, only(store).other.speaker} == {"The ministry", "prefect"}
    assert str(only(store).gap) == "3000"


@pytest.mark.parametrize(
    ("one", "other"), [("around 7,000", "7,200"), ("7,000", "7,000"), ("1.2 million", "1,234,567")]
)
def test_within_rounding_is_no_disagreement(store: Store, one: str, other: str) -> None:
    says(store, MINISTRY, camp(one))
    says(store, POSTS[0], camp(other), day=1)
    assert len(store.statements(latest=True)) == 2
    assert store.disagreements() == []


def test_the_day_spoken_of_orders_statements_rather_than_the_day_of_capture(store: Store) -> None:
    says(store, POSTS[1], camp("9,900"), day=2, updated="2026-02-20")
    says(store, POSTS[0], camp("8,000"), day=30, updated="2025-12-01")
    assert brief(store.statements(latest=True)) == [("Shelter Aid", "9,900", "post-2")]


def test_a_statement_stands_until_its_page_says_otherwise(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, MINISTRY, camp("7,000"), "The weather was fine and the officers were many.", day=1)
    says(store, MINISTRY, camp("7,200"), day=2)
    stands = [(one.figure.surface, one.until is None) for one in store.statements()]
    assert stands == [("7,000", False), ("7,200", True)]
    assert rows(store, "SELECT value, withdrawn_at IS NULL, latest FROM indicator_statements ORDER BY captured_at") == [
        ("7000", 0, 0), ("7200", 1, 1),
    ]  # fmt: skip


# -- the user's definition --------------------------------------------------------------------------------------------


def _statements(store: Store) -> list[tuple[object, ...]]:
    return rows(
        store, "SELECT indicator, page_id, figure_id, snapshot_id, until_id, speaker, day FROM statements ORDER BY 4, 3"
    )


@pytest.mark.parametrize("seed", range(8))
def test_gathering_everything_anew_gives_what_was_recorded_version_by_version(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    for day in range(12):
        sentences = [camp(dice.choice(["7,000", "7,200", "9,000"]))] if dice.random() < 0.8 else []
        if dice.random() < 0.4:
            sentences.append(f"Some {dice.choice(['300', '400'])} people in the camp are children.")
        if dice.random() < 0.3:
            sentences.append("Almost 10,000 people live in the camp, said the prefect.")
        updated = f"2026-03-{day + 1:02}" if dice.random() < 0.5 else ""
        says(store, dice.choice(PAGES), *sentences, "There are 12 tents.", day=day, updated=updated)
    recorded = _statements(store)
    assert len(recorded) > 3
    define(store, PAGES, [])
    assert _statements(store) == []
    define(store, PAGES, [POPULATION])
    assert _statements(store) == recorded


def test_an_indicator_that_the_user_changes_is_gathered_anew(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"), "There are 900 tents in the camp.")
    tents = replace(POPULATION, words=("tents",))
    define(store, PAGES, [tents, replace(POPULATION, id="people")])
    assert [(one.indicator, one.figure.surface) for one in store.statements()] == [
        ("camp-population", "900"), ("people", "7,000"),
    ]  # fmt: skip
    define(store, PAGES, [tents])
    assert brief(store.statements()) == [("The ministry", "900", "ministry")]
    assert rows(store, "SELECT id, name, words FROM indicators") == [
        ("camp-population", "People in the camp", '["tents"]')
    ]


def test_a_page_that_is_given_a_tag_is_gathered(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    tagged = replace(POPULATION, tags=("calais",))
    define(store, PAGES, [tagged])
    assert list(store.statements()) == []
    define(store, [replace(MINISTRY, tags=("calais",)), *POSTS], [tagged])
    assert len(store.statements()) == 1


def test_a_reader_gathers_anew_beside_the_instance_that_checks(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    with open_store(store.folder.parent) as reader:
        define(reader, PAGES, [replace(POPULATION, id="people")])
        assert [one.indicator for one in reader.statements()] == ["people"]
    assert [one.indicator for one in store.statements()] == ["people"]


def test_an_indicator_is_gathered_though_others_record_all_the_time(tmp_path: Path, store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    asked: list[bool] = []

    def beside() -> None:
        asked.append(store._db.in_transaction)
        if not store._db.in_transaction:  # in one, they wait
            with open_store(tmp_path) as other:
                other.ask(["post-1"], NOW)

    define(store, PAGES, [replace(POPULATION, id="people")], beside)
    assert set(asked[-len(PAGES) :]) == {True}
    assert brief(store.statements(["people"])) == [("The ministry", "7,000", "ministry")]


def test_a_page_that_left_goes_on_to_have_said_what_it_said(store: Store) -> None:
    says(store, POSTS[0], camp("9,100"))
    says(store, MINISTRY, camp("7,000"), day=1)
    store.sync([MINISTRY], NOW + 2 * DAY)
    define(store, [MINISTRY], [replace(POPULATION, near=())])
    assert brief(store.statements(latest=True)) == [
        ("Shelter Aid", "9,100", "post-1"), ("The ministry", "7,000", "ministry"),
    ]  # fmt: skip


def test_a_renamed_page_keeps_its_statements(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    pages = [page("state", speaker="The ministry", was="ministry"), *POSTS]
    store.sync(pages, NOW + DAY)
    assert brief(store.statements()) == [("The ministry", "7,000", "state")]


def test_what_was_read_while_the_user_changed_an_indicator_waits_to_be_gathered_anew(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"), "There are 900 tents in the camp.")
    tents = replace(POPULATION, words=("tents",))
    define(store, PAGES, [tents])
    says(store, MINISTRY, camp("7,500"), "There are 950 tents in the camp.", day=1)  # read by the old definition
    assert [one.figure.surface for one in store.statements()] == ["900"]
    define(store, PAGES, [tents])
    assert [one.figure.surface for one in store.statements()] == ["900", "950"]


@pytest.mark.parametrize("pages", [[page("state", speaker="The ministry", was="ministry"), *POSTS], POSTS])
def test_a_reader_who_comes_before_the_ledger_knows_of_the_edit_loses_nothing(store: Store, pages: list[Page]) -> None:
    says(store, MINISTRY, camp("7,000"))
    wider = [replace(POPULATION, near=())]
    with open_store(store.folder.parent) as reader:
        define(reader, pages, wider)
        assert len(reader.statements()) == 1
    store.sync(pages, NOW + DAY)
    define(store, pages, wider)
    assert len(store.statements()) == 1


def test_a_correction_on_the_same_page_counts_though_its_day_is_earlier(store: Store) -> None:
    says(store, MINISTRY, "As of 27 February 2026, there were 10,000 people in the camp.", updated="2026-02-20")
    says(store, MINISTRY, camp("7,000"), day=1, updated="2026-02-20")
    assert brief(store.statements(latest=True)) == [("The ministry", "7,000", "ministry")]
    recorded = _statements(store)
    define(store, PAGES, [])
    define(store, PAGES, [POPULATION])
    assert _statements(store) == recorded


def test_a_page_that_only_dates_itself_anew_states_nothing_anew(store: Store) -> None:
    says(store, POSTS[0], camp("7,000"), updated="2026-02-20")
    says(store, POSTS[0], camp("7,000"), "The weather is fine.", day=1, updated="2026-03-02")
    assert [str(one.said_on) for one in store.statements()] == ["2026-02-20"]


def test_a_speaker_that_the_user_names_said_what_the_page_said_before(store: Store) -> None:
    nameless = page("ministry")
    says(store, nameless, camp("7,000"))
    says(store, nameless, camp("8,000"), day=1)
    says(store, MINISTRY, camp("8,000"), day=2)
    assert brief(store.statements()) == [
        ("The ministry", "7,000", "ministry"), ("The ministry", "8,000", "ministry"),
    ]  # fmt: skip
    assert store.disagreements() == []
    assert [one.figure.surface for one in store.history(["ministry"]) if one.figure.head == "people"] == [
        "7,000", "8,000",
    ]  # fmt: skip


def test_unlike_measures_are_no_disagreement(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, POSTS[0], "Half of the people in the camp are children.", day=1)
    assert len(store.statements(latest=True)) == 2
    assert store.disagreements() == []


# -- what happened besides --------------------------------------------------------------------------------------------


def _notices(store: Store, since: int | None = None) -> list[tuple[str, str, str, int, bool]]:
    found = store.notices(since=None if since is None else NOW + since * DAY)
    return [(one.page_id, one.what, one.reason, one.checks, one.until is None) for one in found]


def test_a_trouble_is_told_once_when_it_lasts_and_once_when_it_ends(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    for hour in (1, 2):
        visit(store, MINISTRY, CONSENT.encode(), NOW + hour * HOUR)
    assert _notices(store) == []  # it may be a moment's
    visit(store, MINISTRY, CONSENT.encode(), NOW + 3 * HOUR)
    store.record([failed(store, MINISTRY, NOW + 4 * HOUR)])
    assert _notices(store) == [("ministry", "trouble", "timeout_total", 4, True)]
    says(store, MINISTRY, camp("7,000"), day=1)
    assert _notices(store) == [("ministry", "trouble", "timeout_total", 4, False)]
    (one,) = store.notices()
    assert (one.since, one.until) == (NOW + HOUR, NOW + DAY)
    assert _notices(store, since=1) == [("ministry", "trouble", "timeout_total", 4, False)]
    assert _notices(store, since=2) == []
    assert store.notices(["post-1"]) == []


def test_a_short_trouble_is_no_notice_unless_it_takes_a_day(store: Store) -> None:
    store.record([failed(store, MINISTRY, NOW)])
    says(store, MINISTRY, camp("7,000"), day=0)
    assert _notices(store) == []
    store.record([failed(store, POSTS[0], NOW)])
    store.record([failed(store, POSTS[0], NOW + timedelta(days=2))])
    assert _notices(store) == [("post-1", "trouble", "timeout_total", 2, True)]


def test_an_update_that_changes_no_figure_is_a_notice(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"), updated="2026-02-20")
    says(store, MINISTRY, camp("7,000"), day=1, updated="2026-03-02")
    says(store, MINISTRY, camp("7,200"), day=2, updated="2026-03-03")
    (one,) = store.notices()
    assert (one.what, one.detail, one.since) == ("restamped", "2026-03-02", NOW + DAY)


@sqlite_alone
def test_who_disagrees_is_answered_of_one_moment(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, POSTS[0], camp("9,100"), day=1)
    refused: list[bool] = []

    def interrupted(statement: str) -> None:
        """Try to write from elsewhere between two questions."""
        if "FROM indicators" not in statement:  # the second question
            return
        with closing(sqlite3.connect(store.folder / "monitor.db", timeout=0)) as other:
            try:
                other.execute("DELETE FROM statements")
                other.commit()
            except sqlite3.OperationalError:
                refused.append(True)
            else:
                refused.append(False)

    connection_of(store).set_trace_callback(interrupted)
    assert str(only(store).gap) == "2100"
    assert set(refused) == {True}


def test_the_farthest_apart_are_told_as_all_who_differ_are(store: Store) -> None:
    dice = random.Random(7)
    for day in range(9):
        of = dice.choice(PAGES)
        says(store, of, camp(f"{dice.randrange(6, 11) * 1000:,}"), day=day)
    every = sorted(store.disagreements(), key=lambda two: two.gap, reverse=True)
    assert every
    assert store.apart("camp-population", 99) == every
    assert store.apart("camp-population", 0) == store.apart("another", 9) == []


def test_a_statement_tells_when_it_was_withdrawn(store: Store) -> None:
    says(store, MINISTRY, camp("7,000"))
    says(store, MINISTRY, camp("8,000"), day=1)
    assert [one.withdrawn_at for one in store.statements()] == [NOW + DAY, None]
