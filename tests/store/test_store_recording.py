"""What is recorded comes back as it was, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from derivations import derived
from empty_ledger import folder_alone, make_ledger, rows_of
from store_world import CONSENT, DAY, HOUR, NOW, camp, examined, failed, fetched, page, visit

from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model import ChangeKind, Outcome
from monitor.model.baseline_codec import decode
from monitor.store import Store

UK = page()
BAD = CONSENT.encode()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    make_ledger(tmp_path)
    return tmp_path


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with open_store(home, writer=True) as opened:
        opened.sync([UK], NOW)
        yield opened


def _rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with rows_of(store.folder.parent) as connection:
        return connection.execute(sql).fetchall()


# -- first, changed ---------------------------------------------------------------------------------------------------


def test_a_first_reading_comes_back_as_it_was(store: Store) -> None:
    result = visit(store, UK, camp("6,000"), NOW, etag='"1"')
    assert result.outcome is Outcome.FIRST
    figures = list(derived(result).reading.figures)
    assert [one.figure for one in store.figures()] == figures
    assert [one.until for one in store.history()] == [None] * len(figures)
    assert [one.captured_at for one in store.figures()] == [NOW] * len(figures)
    assert store.state("uk") == result.state
    assert store.baseline("uk") == derived(result).baseline
    assert store.latest_capture("uk") == fetched(camp("6,000"), NOW, UK, etag='"1"')
    assert store.findings() == []


def test_a_changed_figure_is_told_with_its_proof(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    result = visit(store, UK, camp("7,500"), NOW + HOUR)
    assert result.outcome is Outcome.CHANGED
    (found,) = store.findings()
    assert (found.change,) == result.changes
    assert (found.change.kind, found.change.difference) == (ChangeKind.CHANGED, Decimal(1500))
    first, second = store.snapshots("uk")
    assert (found.page_id, found.page_title, found.url) == ("uk", "The camp at Norhaven", UK.url)
    assert (found.before_at, found.before_digest, found.before_file) == (NOW, first.digest, first.file)
    assert (found.after_at, found.after_digest, found.after_file) == (NOW + HOUR, second.digest, second.file)
    assert [store.body(one) for one in (first, second)] == [camp("6,000"), camp("7,500")]
    assert [one.capture for one in (first, second)] == [
        fetched(camp("6,000"), NOW, UK).capture,
        fetched(camp("7,500"), NOW + HOUR, UK).capture,
    ]
    assert store.latest_capture("uk") == fetched(camp("7,500"), NOW + HOUR, UK)
    assert store.baseline("uk") == derived(result).baseline
    assert [one.change for one in store.changes()] == list(result.changes)
    assert store.findings(["other"]) == []
    assert store.findings(since=NOW + HOUR) == [found]
    assert store.findings(since=NOW + HOUR + HOUR) == []


def test_only_the_figure_that_changed_ends(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    visit(store, UK, camp("7,500"), NOW + HOUR)
    people = [one for one in store.history() if "people" in one.figure.counts]
    officers = [one for one in store.history() if "officers" in one.figure.counts]
    assert [(one.figure.value, one.captured_at, one.until) for one in people] == [
        (Decimal(6000), NOW, NOW + HOUR),
        (Decimal(7500), NOW + HOUR, None),
    ]
    assert [(one.figure.value, one.captured_at, one.until) for one in officers] == [(Decimal(40), NOW, None)]
    assert len({one.series for one in people}) == 1
    assert [one.figure.value for one in store.figures()] == [Decimal(7500), Decimal(40)]


@folder_alone
def test_there_and_back_again(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    visit(store, UK, camp("7,500"), NOW + HOUR)
    visit(store, UK, camp("6,000"), NOW + 2 * HOUR)
    one, two, three = store.snapshots("uk")
    assert (one.file, one.digest) == (three.file, three.digest) != (two.file, two.digest)
    assert [snapshot.number for snapshot in (one, two, three)] == [1, 2, 3]
    assert store.body(three) == camp("6,000")
    assert len(list((store.folder / "uk").iterdir())) == 2
    assert store.latest_capture("uk") == fetched(camp("6,000"), NOW + 2 * HOUR, UK)
    people = [one for one in store.history() if "people" in one.figure.counts]
    assert [(one.figure.value, one.until) for one in people] == [
        (Decimal(6000), NOW + HOUR),
        (Decimal(7500), NOW + 2 * HOUR),
        (Decimal(6000), None),
    ]
    assert len(store.findings()) == 2


def test_a_sentence_that_stands_twice_does_not_pile_up(store: Store) -> None:
    twice = camp("6,000").replace(b"</main>", b"<p>There are 6,000 people in the camp.</p></main>")
    for hour in range(4):
        result = visit(store, UK, twice + b"<p>.</p>" * hour, NOW + hour * HOUR)
    assert result.state.text_digest is not None
    assert len(store.figures()) == len(decode(store.baseline("uk") or b"").tracked)


def test_what_sqlite_cannot_hold_is_replaced(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW, etag='"\udcff\0"')
    assert store.state("uk").validators.etag == '"?\N{REPLACEMENT CHARACTER}"'
    assert store.body(store.snapshots("uk")[0]) == camp("6,000")


# -- folded and suspect checks ----------------------------------------------------------------------------------------


def test_unchanged_checks_share_a_row(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    for hour in (1, 2, 3):
        assert visit(store, UK, camp("6,000"), NOW + hour * HOUR).outcome is Outcome.UNCHANGED
    visit(store, UK, camp("7,500"), NOW + 4 * HOUR)
    visit(store, UK, camp("7,500"), NOW + 5 * HOUR)
    assert _rows(store, "SELECT outcome, count, substr(first_at, 12, 5), substr(last_at, 12, 5) FROM checks") == [
        ("first", 1, "12:00", "12:00"),
        ("unchanged", 3, "13:00", "15:00"),
        ("changed", 1, "16:00", "16:00"),
        ("unchanged", 1, "17:00", "17:00"),
    ]


def test_full_text_search_knows_what_is_stated_and_nothing_else_after_a_rereading(store: Store) -> None:
    results = [visit(store, UK, camp(people), NOW + number * HOUR) for number, people in enumerate(("6,000", "7,500"))]
    for _ in range(2):
        store.rewrite("uk", results)
        found = _rows(store, "SELECT rowid FROM figures_fts('people') ORDER BY 1")
        assert found == _rows(store, "SELECT id FROM figures WHERE counts LIKE '%people%' ORDER BY 1") != []
        assert _rows(store, "SELECT count(*) FROM figure_settings") == _rows(
            store, "SELECT count(DISTINCT setting_id) FROM figure_rows"
        )


def test_full_text_search_knows_no_row_that_one_batch_wrote_and_forgot(store: Store) -> None:
    fr = page("fr")
    store.sync([UK, fr], NOW)
    read, fewer = (examined(store, UK, camp("6,000", officers), NOW) for officers in ("40", "some"))
    reread = replace(fewer, outcome=Outcome.UNCHANGED, body=None, reader="another")  # as another engine reads it
    store.record([read, reread, examined(store, fr, camp("7,500", "60"), NOW)])
    assert sorted(one.figure.surface for one in store.history()) == ["6,000", "60", "7,500"]
    for word in ("people", "officers"):
        found = _rows(store, f"SELECT rowid FROM figures_fts('{word}') ORDER BY 1")
        assert found == _rows(store, f"SELECT id FROM figures WHERE counts LIKE '%{word}%' ORDER BY 1") != []


def test_failures_fold_by_reason(store: Store) -> None:
    for hour, reason in enumerate(["dns_nx", "dns_nx", "connect", "dns_nx"]):
        store.record([failed(store, UK, NOW + hour * HOUR, reason=reason)])
    assert _rows(store, "SELECT reason, count FROM checks") == [("dns_nx", 2), ("connect", 1), ("dns_nx", 1)]


def test_a_suspect_answer_is_kept_once_and_not_believed(store: Store) -> None:
    good = visit(store, UK, camp("6,000"), NOW)
    for hour in (1, 2):
        assert visit(store, UK, BAD, NOW + hour * HOUR).outcome is Outcome.SUSPECT
    version, evidence = store.snapshots("uk", evidence=True)
    assert (version.kind, evidence.kind) == ("version", "evidence")
    assert store.body(evidence) == BAD
    assert store.snapshots("uk") == [version]
    assert store.baseline("uk") == derived(good).baseline
    assert store.latest_capture("uk") == fetched(camp("6,000"), NOW, UK)
    assert store.state("uk").body_digest == good.body_digest
    assert [one.figure.value for one in store.figures()] == [Decimal(6000), Decimal(40)]
    assert _rows(store, "SELECT outcome, count, snapshot_id FROM checks") == [
        ("first", 1, version.id),
        ("suspect", 2, evidence.id),
    ]


def test_after_a_suspect_answer_the_next_change_is_against_the_version_before(store: Store) -> None:
    visit(store, UK, camp("6,000"), NOW)
    visit(store, UK, BAD, NOW + HOUR)
    visit(store, UK, camp("7,500"), NOW + 2 * HOUR)
    (found,) = store.findings()
    assert (found.before_at, found.after_at) == (NOW, NOW + 2 * HOUR)


def test_the_chain_joins_every_snapshot(store: Store) -> None:
    for hour, body in enumerate([camp("6,000"), BAD, camp("7,500")]):
        visit(store, UK, body, NOW + hour * HOUR)
    chain = [row[0] for row in _rows(store, "SELECT chain FROM snapshots ORDER BY id")]
    assert len(set(chain)) == 3
    assert _rows(store, "SELECT chain FROM pages") == [(chain[-1],)]


# -- snapshot files ---------------------------------------------------------------------------------------------------


@folder_alone
@pytest.mark.parametrize("name", ["../x", "a/b", "", ".", "A", "x" * 65])
def test_a_page_id_that_is_no_name_is_refused(store: Store, name: str) -> None:
    odd = page(name, url="https://odd.example/")
    store.sync([UK, odd], NOW)
    with pytest.raises(StoreError) as caught:
        visit(store, odd, camp("6,000"), NOW)
    assert caught.value.reason == "damaged"
    assert store.snapshots(name) == []
    assert {path.name for path in store.folder.iterdir()} <= {"monitor.db", ".lock", ".ledger"}


def test_all_of_a_batch_is_recorded_or_nothing(store: Store) -> None:
    odd = page("../x", url="https://odd.example/")
    store.sync([UK, odd], NOW)
    batch = [examined(store, one, camp("6,000"), NOW) for one in (UK, odd)]
    with pytest.raises(StoreError):
        store.record(batch)
    assert store.snapshots("uk") == []
    assert store.state("uk").last_check_at is None
    visit(store, UK, camp("6,000"), NOW)  # the file of the first try is in nobody's way
    assert [store.body(one) for one in store.snapshots("uk")] == [camp("6,000")]


@folder_alone
@pytest.mark.parametrize("how", ["altered", "cut", "missing", "link", "junk"])
def test_a_snapshot_that_is_not_what_was_captured(store: Store, home: Path, how: str) -> None:
    visit(store, UK, camp("6,000"), NOW)
    (snapshot,) = store.snapshots("uk")
    path = store.folder / snapshot.file
    visit(store, page(), camp("7,500"), NOW + HOUR)
    other = store.folder / store.snapshots("uk")[1].file
    match how:
        case "altered":
            path.write_bytes(other.read_bytes())
        case "cut":
            path.write_bytes(path.read_bytes()[:-20])
        case "junk":
            path.write_bytes(b"junk")
        case _:
            moved = home / "elsewhere.gz"
            path.rename(moved)
            if how == "link":
                path.symlink_to(moved)
    with pytest.raises(StoreError) as caught:
        store.body(snapshot)
    assert caught.value.reason == "lost"


@folder_alone
def test_a_linked_folder_is_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (store.folder / "uk").symlink_to(tmp_path / "outside")
    with pytest.raises(StoreError, match="link"):
        visit(store, UK, camp("6,000"), NOW)
    assert list((tmp_path / "outside").iterdir()) == []


@folder_alone
def test_opening_as_writer_clears_what_a_crash_left(store: Store, home: Path) -> None:
    visit(store, UK, camp("6,000"), NOW)
    store.close()
    left = store.folder / "uk" / ".00000002-x.html.gz.tmp"
    left.write_bytes(b"half")
    with open_store(home, writer=True) as again:
        assert not left.exists()
        assert again.body(again.snapshots("uk")[0]) == camp("6,000")


def test_a_copy_is_the_ledger(store: Store, tmp_path: Path) -> None:
    visit(store, UK, camp("6,000"), NOW)
    (tmp_path / "copy" / "snapshots").mkdir(parents=True)
    store.copy(tmp_path / "copy" / "snapshots" / "monitor.db")
    with open_store(tmp_path / "copy") as copy:
        assert list(copy.figures()) == list(store.figures())
    with pytest.raises(StoreError):
        store.copy(tmp_path / "copy" / "snapshots" / "monitor.db")


def test_due_time_survives_a_day_without_news(store: Store) -> None:
    result = visit(store, UK, camp("6,000"), NOW)
    assert store.lease(NOW + HOUR, room=9) == []
    (turn,) = store.lease(NOW + DAY, room=9)
    assert turn.due == (result.state,)


def test_a_table_is_told_with_its_cells_and_a_headline_with_what_repeats_it(store: Store) -> None:
    def told(people: str, north: str, south: str) -> bytes:
        rows = f"<tr><td>North</td><td>{north}</td></tr><tr><td>South</td><td>{south}</td></tr>"
        table = f"<table><tr><th>Quay</th><th>People</th></tr>{rows}<tr><td>All</td><td>{people}</td></tr></table>"
        return camp(people).replace(b"</main>", table.encode() + b"</main>")

    visit(store, UK, told("6,000", "2,500", "3,500"), NOW)
    visit(store, UK, told("7,500", "3,100", "4,400"), NOW + HOUR)
    assert sorted((one.change.rule, one.change.told) for one in store.findings()) == [
        ("default", True), ("default", True), ("default", True), ("echo", False),
    ]  # fmt: skip
    assert sorted(str(one.change.group) for one in store.findings()) == ["None", "None", "table 0", "table 0"]
    assert {one.change.new.surface for one in store.findings() if one.change.new} == {"7,500", "3,100", "4,400"}


def test_a_finding_is_called_by_its_row(store: Store) -> None:
    """Reports print it: what was told is never deleted, so it means the same change for ever."""
    told = [visit(store, UK, camp(people), NOW + n * HOUR) for n, people in enumerate(("6,000", "7,500", "9,000"))]
    named = {one.id: (one.change.old, one.change.new) for one in store.findings(["uk"])}
    assert list(named) == ["c1", "c2"]
    store.rewrite("uk", told)
    assert {one.id: (one.change.old, one.change.new) for one in store.findings(["uk"])} == named
    assert [one.id for one in store.findings(["uk"], since=NOW + 2 * HOUR)] == ["c2"]
