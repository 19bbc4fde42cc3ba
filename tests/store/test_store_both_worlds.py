"""One history, recorded in a file and on a server of PostgreSQL: every table and view says the same, row by row."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from empty_ledger import SERVER, make_file, make_ledger, rows_of
from review_world import CAMP, numbers, read_again, say
from store_world import CONSENT, DAY, HOUR, NOW, camp, examined, failed, page, visit, word

from monitor.following import Beside, follow
from monitor.home_ledger import open_store
from monitor.model import (
    Among,
    CheckResult,
    Entry,
    HostMemory,
    Indicator,
    Outcome,
    PageState,
    Source,
    SourceReading,
)
from monitor.model.deliveries import Owed
from monitor.model.reviews import Verb, Wanted
from monitor.restatements import define
from monitor.store import Store
from monitor.store.databases import Database
from monitor.store.figure_index import Between, Sought
from monitor.store.page_lists import ListWanted

pytestmark = pytest.mark.skipif(not SERVER, reason="needs a server of PostgreSQL (make postgresql-test)")

UK, FR = page("uk", speaker="The ministry"), page("fr", tags=("north", "Été"))
NEWS = page("news", source=Source(kind="feed"), tags=("north",))
OFFICERS = Indicator(id="officers", words=("officers",))
LATE = NOW + 60 * DAY


def _told(store: Store) -> None:
    """Record versions of two pages with all that comes of them: changes, statements, deliveries, timestamps."""
    for number, people in enumerate(("6,000", "7,500", "around 7,500", "9,000", "6,000")):
        for one in (UK, FR):
            at = NOW + number * HOUR
            body = camp(people if one is UK else f"{6100 + 400 * number:,}", str(40 + 7 * number))
            result = examined(store, one, body, at, indicators=(CAMP, OFFICERS), etag=f'"{number}"')
            owed = (Owed(channel="mail", findings=2), Owed(channel="chat", series=(1,), findings=1))
            store.record([replace(result, stamped=True, owed=owed, alarms=("mail",))], [HostMemory(host=one.server)])


def _troubled(store: Store) -> None:
    for number in range(5):
        lost = "network_down" if number > 2 else "timeout_total"
        store.record([replace(failed(store, UK, NOW + (9 + number) * HOUR, reason=lost), alarms=("mail", "chat"))])
    store.record([examined(store, FR, CONSENT.encode(), NOW + 9 * HOUR)])
    visit(store, UK, camp("6,000", "61"), NOW + 20 * HOUR, indicators=(CAMP, OFFICERS), moved_to="https://new.example/")
    visit(store, FR, camp("8,000"), NOW + 21 * HOUR, indicators=(CAMP, OFFICERS))


def _named(store: Store) -> None:
    entries = tuple(Entry(url=f"https://news.example/{name}", key=f"urn:{name}", title=name) for name in "cab")
    for hour, some in ((1, entries), (2, entries[1:])):
        at, known = NOW + hour * HOUR, store.named("news")
        urls = store.followed_elsewhere("news", [entry.url for entry in some])
        beside = Beside(urls=urls, ids=store.ids_beneath("news"))
        store.record([
            CheckResult(
                page=NEWS, outcome=Outcome.FIRST, started_at=at, finished_at=at,
                state=PageState(page_id="news", next_check_at=at + HOUR),
                following=follow(NEWS, SourceReading(entries=some), known, at, beside),
            )
        ])  # fmt: skip


def _said(store: Store) -> None:
    first, second, *_ = numbers(store, "uk", 1)
    for number, (verb, more) in enumerate((
        (Verb.NOTE, {"text": "Ask the ministry."}), (Verb.NOTE, {"text": "Zwei"}), (Verb.LABEL, {"text": "wrong"}),
        (Verb.LABEL, {"text": "Ärger"}), (Verb.CONFIRM, {}), (Verb.DISMISS, {"text": "a test"}),
    )):  # fmt: skip
        say(store, verb, first, second, key=f"said-{number}", **more)
    undone = say(store, Verb.CONFIRM, second, key="said-last")
    say(store, Verb.UNDO, key="said-undo", undoes=undone.id)
    word(store, "uk", Verb.RENAME, 1, "people at Norhaven")
    word(store, "uk", Verb.SAME, 2, into=1)
    word(store, "fr", Verb.IGNORE, 2)
    store.read("Bert", [first], NOW)
    store.mark(store.unseen("Anna", ("uk",), NOW), NOW + 30 * HOUR)
    store.mark(store.unseen("Anna", (), NOW), NOW + 31 * HOUR)


def _sent(store: Store) -> None:
    first, *others = store.outbox.due("mail", LATE)
    store.outbox.begin(others[:2])
    store.outbox.failed(others[:2], "no route", refused=False, now=NOW, next_attempt_at=NOW + HOUR)
    store.outbox.sent([first], NOW + HOUR)
    store.outbox.owe_health("mail", NOW + DAY)
    owed = next(store.stamps.due(NOW + 3 * HOUR))
    store.stamps.failed(owed, "busy", next_attempt_at=NOW + HOUR, pause_until=NOW + DAY)


def _lived(home: Path) -> Path:
    """Record the whole history in *home*, whose ledger is empty."""
    with open_store(home, writer=True) as store:
        store.sync([UK, FR, NEWS], NOW, digest="first")
        define(store, [UK, FR], [CAMP, OFFICERS])
        _told(store)
        _troubled(store)
        _named(store)
        _said(store)
        store.sync([replace(UK, every=2 * HOUR), replace(FR, id="france", was="fr"), NEWS], NOW + DAY, digest="second")
        store.pause(["uk"], NOW + DAY, LATE)
        read_again(store, replace(UK, speaker="Another"))
        store.remove("france", NOW + 3 * HOUR, LATE)
    return home


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    file, server = (tmp_path_factory.mktemp(name) for name in ("file", "server"))
    make_file(file)
    make_ledger(server)
    return _lived(file), _lived(server)


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return math.isclose(float(one), float(other), rel_tol=1e-12)  # type: ignore[arg-type]
    return type(one) is type(other) and one == other


def _rows(db: Database, sql: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in db.execute(sql)), key=lambda row: [(one is None, str(one)) for one in row])


def test_every_row_is_the_same(homes: tuple[Path, Path]) -> None:
    with rows_of(homes[0]) as file, rows_of(homes[1]) as server:
        asked = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        names = [row[0] for row in file.execute(asked)]
        for name in names:
            if name.startswith(("figures_fts", "sqlite_", "_sqlite")):
                continue
            columns = ", ".join(row[1] for row in file.execute(f"PRAGMA table_xinfo({name})"))
            one, other = (_rows(db, f"SELECT {columns} FROM {name}") for db in (file, server))
            assert len(one) == len(other), name
            for row, same in zip(one, other, strict=True):
                assert all(map(_alike, row, same)), (name, row, same)
            assert one or name in EMPTY, name
        assert _rows(file, "SELECT rowid FROM figures_fts('people')") == _rows(
            server, "SELECT rowid FROM figures_fts('people')"
        )


EMPTY = {"authorities", "read_findings", "workers"}
ASKED: dict[str, Callable[[Store], object]] = {
    "statuses": lambda store: list(store.statuses(LATE)),
    "tallies": lambda store: store.tallies(LATE, named=True),
    "troubled": lambda store: list(store.statuses(LATE + DAY, in_trouble=True, most=5)),
    "listed": lambda store: list(store.listed(ListWanted(words=("norhaven", "camp")), LATE)),
    "listed by tag": lambda store: list(store.listed(ListWanted(tag="Été", needs_a_look=True), LATE)),
    "widest": lambda store: store.widest(Among(tags=("north",))),
    "figures": lambda store: store.figures(most=7),
    "history": lambda store: list(store.history()),
    "series": lambda store: [store.series_history("uk", 1), store.series_of("uk", 9)],
    "last values": lambda store: store.last_values("uk", [1, 2]),
    "findings": lambda store: store.findings(told=None),
    "unseen": lambda store: store.findings(unseen=store.unseen("Bert", ("france",), NOW)),
    "changes": lambda store: list(store.changes()),
    "statements": lambda store: [list(store.statements()), list(store.statements(latest=True))],
    "disagreements": lambda store: [store.disagreements(), store.apart("camp", 9)],
    "notices": lambda store: store.notices(),
    "spells": lambda store: store.spells("uk", LATE),
    "sought": lambda store: store.sought(Sought(words="peop", is_standing=False)),
    "sought by value": lambda store: store.sought(Sought(value=Between(low=Decimal(7500)), is_standing=False)),
    "neighbours": lambda store: store.neighbours("france", 1),
    "queue": lambda store: store.queue(Wanted(words="people"), "Bert"),
    "queue of one": lambda store: store.queue(Wanted(pages=("uk",), indicators=("camp",), unread=True), "Bert"),
    "counted": lambda store: [store.count_by_page(Wanted(), "Bert"), store.unread("Bert", range(1, 9))],
    "reviews": lambda store: store.reviews(range(1, 9)),
    "actions": lambda store: store.actions(),
    "corrected": lambda store: store.corrected(),
    "proof": lambda store: store.proof(numbers(store, "uk", 1)[1]),
    "trace": lambda store: [store.trace("uk"), store.runs("uk", most=3), store.newest("uk", most=2)],
    "found": lambda store: [store.found_pages(), store.named("news")],
    "outbox": lambda store: [store.outbox.open(), store.outbox.latest("mail", 3), store.outbox.sent_at("mail", NOW)],
    "next due": lambda store: [store.next_due(), store.paused(NOW + 2 * DAY), store.rescheduled()],
    "knows": lambda store: [store.knows(Among(pages=("uk",), tags=("Été",))), store.knows(Among(pages=("x",)))],
    "names": lambda store: [store.names("uk"), store.said(), store.ids_that_begin("n", 2), store.tags_followed()],
    "seal": lambda store: store.seal(),
}


@pytest.mark.parametrize("asked", ASKED)
def test_every_answer_is_the_same(homes: tuple[Path, Path], asked: str) -> None:
    answers: list[object] = []
    for home in homes:
        with open_store(home) as store:
            answers.append(ASKED[asked](store))
    assert answers[0] == answers[1]
    assert answers[0] or asked == "neighbours"


def test_a_page_whose_speakers_have_no_end_of_a_name_is_recorded(homes: tuple[Path, Path]) -> None:
    dice = Random(4)
    name = "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(1_100))
    body = camp(f"6,000 people, {name} said, and so there were 7,000").replace(
        b"<p>Some", f"<p>“{name}” said: 9,000 people came.</p><p>Some".encode()
    )
    for home in homes:
        with open_store(home, writer=True) as store:
            visit(store, UK, body, LATE + HOUR, indicators=(CAMP, OFFICERS))
            assert [
                one for one in store.figures(["uk"]) if one.figure.attribution and len(one.figure.attribution) > 1000
            ]
            assert max(len(one.speaker_key) for one in store.statements(["camp"])) == 400


def test_turns_are_handed_out_alike(homes: tuple[Path, Path]) -> None:
    handed_out = []
    for home in homes:
        with open_store(home, writer=True) as store:
            store.pull_back(NOW)
            turns = [store.lease(NOW + 90 * DAY, room=room, held={"fr.example"}) for room in (1, 9)]
            handed_out.append([[(one.host, one.fence, one.due) for one in some] for some in turns])
    assert handed_out[0] == handed_out[1]
    assert [len(some) for some in handed_out[0]] > [0, 0]
