"""What is to be reviewed: whole editions, the newest first, a stretch at a time, chosen and counted by their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from empty_ledger import copied, rows_of, sqlite_alone
from review_world import FR, LATER, UK, numbers, say, told
from sqlite_ledger import connection_of
from store_world import HOUR, camp, visit

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model import ChangeKind
from monitor.model.reviews import Queue, Standing, Verb, Wanted
from monitor.store import Store
from monitor.store.review_queue import _conditions

ALL = Wanted()
OPEN = Wanted(standing=Standing.OPEN)
UNREAD = Wanted(unread=True)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told(tmp_path_factory.mktemp("told") / "home")


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    copied(template, tmp_path / "home")
    with open_store(tmp_path / "home", writer=True) as opened:
        yield opened


def _editions(queue: Queue) -> list[tuple[str, str]]:
    return [(one.page_id, one.id) for one in queue.findings]


def test_editions_come_whole_the_newest_first(store: Store) -> None:
    first = store.queue(ALL, "Anna", most=3)
    newest = [(one, numbers(store, one, series)[-1]) for one in ("fr", "uk") for series in (1, 2)]
    assert _editions(first) == [(page, f"c{number}") for page, number in newest]
    assert first.matching == {number for _, number in newest}
    second = store.queue(ALL, "Anna", before=first.before, most=4)
    third = store.queue(ALL, "Anna", before=second.before, most=4)
    assert (len(second.findings), len(third.findings), third.before) == (4, 4, None)
    seen = [one.id for stretch in (first, second, third) for one in stretch.findings]
    assert sorted(seen) == sorted(one.id for one in store.findings())
    assert store.queue(ALL, "Anna") == Queue(
        findings=first.findings + second.findings + third.findings,
        matching=first.matching | second.matching | third.matching,
    )


def test_what_came_since_moves_no_stretch(store: Store) -> None:
    first = store.queue(ALL, "Anna", most=4)
    visit(store, UK, camp("9,999", "99"), LATER)
    assert store.queue(ALL, "Anna", before=first.before, most=4).findings[0].page_id == "fr"


def test_an_edition_with_one_wanted_finding_comes_whole(store: Store) -> None:
    one, other = numbers(store, "uk", 1)[-1], numbers(store, "uk", 2)[-1]
    say(store, Verb.CONFIRM, one)
    found = store.queue(Wanted(standing=Standing.CONFIRMED), "Anna")
    assert _editions(found) == [("uk", f"c{one}"), ("uk", f"c{other}")]
    assert (set(found.matching), found.before) == ({one}, None)
    assert one not in store.queue(OPEN, "Anna").matching
    assert (store.count(OPEN, "Anna"), store.count(ALL, "Anna")) == (11, 12)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (ALL, 12),
        (Wanted(pages=("uk",)), 6),
        (Wanted(pages=()), 0),
        (Wanted(kinds=(ChangeKind.CHANGED,)), 12),
        (Wanted(kinds=(ChangeKind.APPEARED, ChangeKind.DISAPPEARED)), 0),
        (Wanted(silent=True), 0),
        (Wanted(indicators=("camp",)), 6),
        (Wanted(indicators=("camp",), pages=("fr",)), 3),
        (Wanted(indicators=("none",)), 0),
        (Wanted(standing=Standing.DISMISSED), 0),
        (Wanted(label="urgent"), 0),
        (Wanted(words="people"), 6),
        (Wanted(words="peop camp"), 6),
        (Wanted(words="OFFICERS guard"), 6),
        (Wanted(words="officers people"), 0),
        (Wanted(words='"'), 0),
        (Wanted(words="NEAR( * -"), 0),
        (Wanted(words="norhaven"), 12),
        (Wanted(words="uk officers"), 3),
    ],
)
def test_what_is_wanted(store: Store, wanted: Wanted, count: int) -> None:
    assert store.count(wanted, "Anna") == count
    assert len(store.queue(wanted, "Anna", most=100).matching) == count


def test_figures_that_were_read_again_are_found_by_their_words(store: Store) -> None:
    with rows_of(store.folder.parent) as ledger:
        ledger.execute("""UPDATE change_rows SET old = (SELECT v.old FROM changes v WHERE v.id = change_rows.id),
                          new = (SELECT v.new FROM changes v WHERE v.id = change_rows.id),
                          old_figure_id = NULL, new_figure_id = NULL""")
    assert store.count(Wanted(words="Officers guard"), "Anna") == 6


def test_labels_choose(store: Store) -> None:
    one, *_ = numbers(store, "uk", 1)
    say(store, Verb.LABEL, one, text="urgent")
    assert store.queue(Wanted(label="urgent"), "Ben").matching == {one}


def test_each_person_has_an_unread_count(store: Store) -> None:
    first, *_ = numbers(store, "uk", 1)
    say(store, Verb.NOTE, first, text="Ask them.")
    assert (store.count(UNREAD, "Anna"), store.count(UNREAD, "Ben")) == (11, 12)
    newest = store.queue(ALL, "Anna", most=1)
    until = newest.findings[0].check
    visit(store, UK, camp("9,999", "99"), LATER)
    store.read_all("Anna", Wanted(pages=("fr",)), until, LATER)
    assert (store.count(UNREAD, "Anna"), store.count(UNREAD, "Ben")) == (7, 14)
    store.read_all("Anna", ALL, until, LATER + HOUR)
    assert store.queue(UNREAD, "Anna").matching == set(numbers(store, "uk", 1)[-1:] + numbers(store, "uk", 2)[-1:])


def test_a_finding_is_shown_in_its_edition(store: Store) -> None:
    one, other = numbers(store, "uk", 1)[1], numbers(store, "uk", 2)[1]
    assert [found.id for found in store.edition(one)] == [f"c{one}", f"c{other}"]
    with pytest.raises(StoreError, match="no finding c999"):
        store.edition(999)


def test_what_retired_pages_told_is_still_to_be_reviewed(store: Store) -> None:
    store.sync([FR], LATER)
    assert store.count(Wanted(pages=("uk",)), "Anna") == 6
    assert {page for page, _ in _editions(store.queue(ALL, "Anna"))} == {"uk", "fr"}


@sqlite_alone
@pytest.mark.parametrize("wanted", [OPEN, UNREAD, Wanted(standing=Standing.CONFIRMED), Wanted(label="urgent")])
def test_no_question_looks_at_more_than_what_was_told(store: Store, wanted: Wanted) -> None:
    where, values = _conditions(wanted, "Anna")
    with rows_of(store.folder.parent) as ledger:
        sql = f"EXPLAIN QUERY PLAN SELECT count(*) FROM change_rows c WHERE {where}"
        plan = [row[3] for row in ledger.execute(sql, values)]
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step], plan


@sqlite_alone
def test_an_edition_is_found_by_its_check(store: Store) -> None:
    asked: list[str] = []
    with open_store(store.folder.parent) as reader:
        connection_of(reader).set_trace_callback(asked.append)
        reader.queue(ALL, "Anna", most=1)
    with rows_of(store.folder.parent) as ledger:
        plans = [row[3] for sql in asked if sql.lstrip().startswith("SELECT")
                 for row in ledger.execute("EXPLAIN QUERY PLAN " + re.sub(r"--.*", "", sql))]  # fmt: skip
    assert not [step for step in plans if re.match(r"SCAN (c|h|r|old_row|new_row)\b(?!.*INDEX)", step)], plans
