"""Figures found by words, by value, by page and unit: the same as by looking at all of them, and by few steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from empty_ledger import make_ledger, sqlite_alone
from hypothesis import given
from hypothesis import strategies as st
from store_world import DAY, HOUR, NOW, camp, page, visit, word

from monitor.home_ledger import open_store
from monitor.model.reviews import Verb
from monitor.store import Between, Sought, Store, Stored
from monitor.store.figure_index import _chosen, _phrases

NUMBER = re.compile(r"[\d,]+")
UK, FR = page("uk"), page("fr", tags=("coast",))
MONEY = b"<p>Repairs cost 1,200 euros.</p><p>A share of 12 % went to the harbour and 15 % to the school.</p></main>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home = tmp_path_factory.mktemp("home")
    make_ledger(home)
    with open_store(home, writer=True) as opened:
        opened.sync([UK, FR, page("gone")], NOW)
        for number, people in enumerate(("6,000", "7,500", "between 8,000 and 9,000")):
            visit(opened, UK, camp(people), NOW + number * HOUR)
        visit(opened, FR, camp("7,500", "60").replace(b"</main>", MONEY), NOW + HOUR)
        visit(opened, page("gone"), camp("7,500"), NOW + HOUR)
        opened.sync([UK, FR], NOW + DAY)
        series = next(one.series for one in opened.figures(["uk"]) if one.figure.surface == "40")
        word(opened, "uk", Verb.RENAME, series, "Guards of the night")
        yield opened


def at(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


FOUND = [
    (Sought(words="people"), ["uk 8,000", "fr 7,500"]),
    (Sought(words="peop cam"), ["uk 8,000", "fr 7,500"]),
    (Sought(words="people officers"), []),
    (Sought(words="people", is_standing=False), ["gone 7,500", "fr 7,500", "uk 8,000", "uk 7,500", "uk 6,000"]),
    (Sought(value=Between(low=Decimal(7500), high=Decimal(7500))), ["fr 7,500"]),
    (Sought(value=Between(low=Decimal(7000), high=Decimal(8000)), is_standing=False, pages=("uk",)),
     ["uk 8,000", "uk 7,500"]),
    (Sought(value=Between(low=Decimal(7500), is_strict=True)), ["uk 8,000"]),
    (Sought(value=Between(high=Decimal(12))), ["fr 12"]),
    (Sought(unit="%"), ["fr 15", "fr 12"]),
    (Sought(unit="%", value=Between(low=Decimal(13))), ["fr 15"]),
    (Sought(words="officers", pages=("fr",)), ["fr 60"]),
    (Sought(words='"'), []),
    (Sought(words="NEAR(a, b) OR * -- ;"), []),
    (Sought(pages=()), []),
]  # fmt: skip


def told(one: Stored) -> str:
    return f"{one.page_id} {NUMBER.findall(one.figure.surface)[0]}"


@pytest.mark.parametrize(("wanted", "found"), FOUND, ids=lambda case: repr(case)[:80])
def test_what_is_looked_for_is_found(store: Store, wanted: Sought, found: list[str]) -> None:
    if wanted.words == '"':
        assert len(store.sought(wanted).stated) == len(store.figures())  # it says nothing
        return
    assert sorted(map(told, store.sought(wanted).stated)) == sorted(found)


def test_it_comes_in_stretches_the_newest_first(store: Store) -> None:
    every = [one.id for one in store.sought(Sought(most=99)).stated]
    assert every == sorted(every, reverse=True)
    seen: list[int] = []
    before = None
    while before is not None or not seen:
        found = store.sought(Sought(most=2, before=before))
        seen += [one.id for one in found.stated]
        before = found.following
    assert seen == every


@sqlite_alone
def test_without_words_and_pages_so_many_statements_are_looked_through_at_once(store: Store) -> None:
    rare = Sought(value=Between(low=Decimal(6000), high=Decimal(6000)), is_standing=False)
    assert [told(one) for one in store.sought(rare).stated] == ["uk 6,000"]
    sql, values = _chosen(rare, [], (5, 9))
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert plan[0] == "SEARCH r USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"


def test_what_people_call_a_series_is_found_too(store: Store) -> None:
    (named,) = store.sought(Sought(words="night guard")).named
    assert (named.page_id, named.name) == ("uk", "Guards of the night")
    assert not store.sought(Sought(words="night watch")).named


def test_the_units_that_were_stated_are_known(store: Store) -> None:
    assert store.units() == ["%", "EUR"]


def test_the_other_figures_of_a_sentence_stand_beside_it(store: Store) -> None:
    by_surface = {one.figure.surface: one.series for one in store.figures(["fr"])}
    twelve = next(series for surface, series in by_surface.items() if surface.startswith("12"))
    assert [told(one) for one in store.neighbours("fr", twelve)] == ["fr 15"]
    assert store.neighbours("fr", 99) == []


ends = st.none() | st.integers(0, 10000).map(Decimal)


@given(ends, ends, st.booleans(), st.booleans())
def test_values_are_found_as_by_looking_at_each(
    store: Store, low: Decimal | None, high: Decimal | None, strict: bool, standing: bool
) -> None:
    every = store.figures() if standing else store.history()
    known = {one.id: one.figure.value if one.figure.value is not None else one.figure.low for one in every}

    def is_meant(value: Decimal | None) -> bool:
        assert value is not None
        if strict:
            return (low is None or value > low) and (high is None or value < high)
        return (low is None or value >= low) and (high is None or value <= high)

    wanted = Sought(value=Between(low=low, high=high, is_strict=strict), is_standing=standing, most=99)
    assert {one.id for one in store.sought(wanted).stated} == {key for key, value in known.items() if is_meant(value)}


@sqlite_alone
@pytest.mark.parametrize("pages", [None, ("uk",)])
@pytest.mark.parametrize("words", ["", "people"])
def test_no_question_reads_every_figure(store: Store, words: str, pages: tuple[str, ...] | None) -> None:
    sql, values = _chosen(Sought(words=words, pages=pages, is_standing=False), _phrases(words), (1, 9))
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert not [step for step in plan if step.startswith("SCAN r")], plan
