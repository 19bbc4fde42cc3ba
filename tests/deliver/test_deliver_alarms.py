"""Channels hear of troubles that last, of their end, of our own network's outage once, and that all is well."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from deliver_world import DESK, UK, Desk, Time, sending
from empty_ledger import make_ledger
from store_world import CALM, CONSENT, HOUR, NOW, camp, examined, failed, page

from monitor import messages
from monitor.deliver import deliver
from monitor.following import follow, found_page
from monitor.model import (
    Channel,
    CheckResult,
    Entry,
    Owed,
    Pace,
    Page,
    Source,
    SourceReading,
    Topic,
    When,
)
from monitor.store import Store

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PAGES = [UK, page("fr"), page("be")]
GONE = (
    f"<html lang=en><title>The camp at Norhaven</title><main><h1>The camp at Norhaven</h1><p>{CALM}</p></main></html>"
)
WELL = camp("6,000")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose pages were read once."""
    home = tmp_path_factory.mktemp("read")
    make_ledger(home)
    with Store.open(home, writer=True) as store:
        store.sync(PAGES, NOW)
        for one in PAGES:
            _record(store, examined(store, one, WELL, NOW))
    return home


@pytest.fixture
def store(read: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(read / "snapshots", tmp_path / "snapshots")
    with Store.open(tmp_path, writer=True) as store:
        yield store


def _record(store: Store, *results: CheckResult) -> None:
    store.record([replace(one, alarms=("desk",)) for one in results])


def _fails(store: Store, at: datetime, *, of: Page = UK, reason: str = "timeout_total") -> None:
    _record(store, failed(store, of, at, reason=reason))


def _is_well(store: Store, at: datetime) -> None:
    _record(store, examined(store, UK, WELL, at))


def _told(store: Store, at: datetime, channel: Channel = DESK) -> list[str]:
    """Return the lines of what is sent at *at*."""
    desk = Desk()
    assert [attempt.error for attempt in deliver(channel, store, sending(desk, Time(at)))] == [""] * len(desk.told)
    return [told["text"] for told in desk.told]


def _topics(store: Store) -> list[Topic]:
    return [one.topic for one in store.outbox.open()]


def test_a_trouble_that_lasts_is_told_once_and_its_end_once(store: Store) -> None:
    for hour in range(1, 3):
        _fails(store, NOW + hour * HOUR)
    assert _topics(store) == []  # two failures are no news
    for hour in range(3, 9):
        _fails(store, NOW + hour * HOUR)
    assert _topics(store) == [Topic.TROUBLE]
    assert _told(store, NOW + 9 * HOUR) == ["uk cannot be read well since 1 March 2026, 13:00 UTC: It failed."]
    _is_well(store, NOW + 10 * HOUR)
    _is_well(store, NOW + 11 * HOUR)
    assert _told(store, NOW + 11 * HOUR) == ["uk answers well again, after trouble since 1 March 2026, 13:00 UTC"]
    for hour in range(12, 15):
        _fails(store, NOW + hour * HOUR)
    assert _topics(store) == [Topic.TROUBLE]  # another one


def test_a_trouble_that_passes_is_not_told(store: Store) -> None:
    for hour in (1, 3, 5, 7):
        _fails(store, NOW + hour * HOUR)
        _is_well(store, NOW + (hour + 1) * HOUR)
    assert _topics(store) == []


def test_a_trouble_and_its_end_in_one_digest_are_told_as_one(store: Store) -> None:
    for hour in range(1, 4):
        _fails(store, NOW + hour * HOUR)
    _is_well(store, NOW + 4 * HOUR)
    assert _topics(store) == [Topic.TROUBLE, Topic.WELL]
    assert _told(store, NOW + 5 * HOUR) == ["uk answers well again, after trouble since 1 March 2026, 13:00 UTC"]


def test_a_wrong_answer_is_told_when_it_lasts_and_a_strange_one_at_once(store: Store) -> None:
    for hour in (1, 2):
        _record(store, examined(store, UK, CONSENT.encode(), NOW + hour * HOUR))
    assert _topics(store) == []
    _record(store, examined(store, UK, CONSENT.encode(), NOW + 3 * HOUR))
    _record(store, examined(store, PAGES[1], GONE.encode(), NOW + 3 * HOUR))
    assert [(one.page_id, one.topic) for one in store.outbox.open()] == [("uk", Topic.TROUBLE), ("fr", Topic.TROUBLE)]


@pytest.mark.parametrize("is_source_down", [True, False])
def test_the_pages_of_a_source_that_fail_together_are_one_incident(tmp_path: Path, *, is_source_down: bool) -> None:
    blog = Page(id="blog", url="https://norhaven.example/rss", source=Source(kind="feed"))
    entries = tuple(Entry(url=f"https://posts.example/{name}", key=name, title=name) for name in "abcd")
    make_ledger(tmp_path)
    with Store.open(tmp_path, writer=True) as store:
        store.sync([blog], NOW)
        following = follow(blog, SourceReading(entries=entries), {}, NOW)
        _record(store, replace(examined(store, blog, WELL, NOW), following=following))
        posts = [found_page(blog, one) for one in store.found_pages()]
        for one in posts:
            _record(store, examined(store, one, WELL, NOW))
        for hour in range(1, 6):
            for one in [blog, *posts] if is_source_down else posts:
                _fails(store, NOW + hour * HOUR, of=one, reason="http_503")
        (told,) = store.outbox.open()
        assert (told.page_id == "blog", told.topic) == (is_source_down, Topic.TROUBLE)
        later = NOW + 3 * DAY
        _record(store, examined(store, posts[3], WELL, later))
        for hour in range(1, 4):
            _fails(store, later + hour * HOUR, of=posts[3], reason="http_404")
        assert [one.page_id for one in store.outbox.open()] == [told.page_id, posts[3].id]  # another one


def test_nobody_hears_who_does_not_want_to(store: Store) -> None:
    for hour in range(1, 5):
        store.record([failed(store, UK, NOW + hour * HOUR)])
    assert _topics(store) == []


def test_an_outage_of_our_network_is_one_message_whatever_the_number_of_pages(store: Store) -> None:
    for minute in range(0, 60 * 30, 60):
        _record(store, *(failed(store, one, NOW + minute * MINUTE, reason="network_down") for one in PAGES))
    assert _topics(store) == [Topic.OUTAGE]
    _is_well(store, NOW + 31 * HOUR)
    assert _told(store, NOW + 31 * HOUR) == [
        "The network here was down from 1 March 2026, 12:00 UTC until 2 March 2026, 19:00 UTC: It failed."
    ]
    assert _topics(store) == []


def test_an_outage_of_minutes_is_none(store: Store) -> None:
    for hour in range(5):
        for minute in (0, 5, 10):
            _fails(store, NOW + hour * HOUR + minute * MINUTE, reason="network_down")
        _is_well(store, NOW + hour * HOUR + 12 * MINUTE)
    assert _topics(store) == []
    (count,) = store._db.execute("SELECT count(*) FROM outages WHERE ended_at IS NOT NULL").fetchone()
    assert count == 5


def test_all_is_well_is_told_every_day_even_when_nothing_changed(store: Store) -> None:
    daily = replace(DESK, pace=Pace(all_is_well=When.DAILY, at=time(8)))
    told = {}
    for hour in range(0, 72, 4):
        now = NOW + hour * HOUR
        for one in PAGES:
            _record(store, examined(store, one, WELL, now))
        if lines := _told(store, now, daily):
            told[f"{now:%d %H:%M}"] = lines
    line = ["All is well: 3 pages checked."]
    assert told == {"01 12:00": line, "02 08:00": line, "03 08:00": line, "04 08:00": line}


def test_all_is_well_says_what_is_not(store: Store) -> None:
    daily = replace(DESK, pace=Pace(all_is_well=When.DAILY, at=time(8)))
    for hour in range(0, 20, 2):
        now = NOW + hour * HOUR
        _record(store, examined(store, UK, WELL, now), failed(store, PAGES[1], now), failed(store, PAGES[2], now))
    store._db.execute("DELETE FROM deliveries")
    told = _told(store, NOW + 20 * HOUR, daily)
    assert told == ["3 pages checked, 2 failing since Sunday."]
    assert _told(store, NOW + 20 * HOUR, daily) == []


def test_what_a_weekly_digest_gathers_does_not_keep_all_is_well_waiting(store: Store) -> None:
    weekly = replace(DESK, pace=Pace(when=When.WEEKLY, on=3, all_is_well=When.DAILY, at=time(8)))
    for hour in range(1, 5):
        _fails(store, NOW + hour * HOUR)
    assert len(_told(store, NOW + 20 * HOUR, weekly)) == 1
    assert _topics(store) == [Topic.TROUBLE]


def test_what_tells_of_pages_alone_does_not_say_that_no_figure_changed(store: Store) -> None:
    for hour in range(1, 4):
        _fails(store, NOW + hour * HOUR)
    ways = sending(Desk(), Time(NOW + 4 * HOUR))
    content = messages.content_of(DESK, store.outbox.open(), store, ways)
    sent = messages.message(replace(DESK, kind="mail"), "key", content, "UTC")
    assert sent.subject == "uk cannot be read well since 1 March 2026, 13:00 UTC: It failed."
    assert "No figure changed" not in sent.text + sent.html
    assert "uk: failing since 1 March 2026, 13:00 UTC" in sent.text


def test_a_chat_room_hears_of_troubles_beside_a_finding_too(store: Store) -> None:
    for hour in range(1, 4):
        _fails(store, NOW + hour * HOUR)
    changed = examined(store, PAGES[1], camp("6,010"), NOW + 4 * HOUR)
    _record(store, replace(changed, owed=(Owed(channel="desk", findings=1),)))
    store.outbox.owe_health("desk", NOW + 4 * HOUR)
    ways = sending(Desk(), Time(NOW + 4 * HOUR))
    content = messages.content_of(DESK, store.outbox.open(), store, ways)
    line = messages.message(replace(DESK, kind="url"), "key", content, "UTC").chat
    assert line.startswith("▲ people in the camp: rose from 6,000 to 6,010")
    told = (
        "; uk cannot be read well since 1 March 2026, 13:00 UTC: It failed.; 3 pages checked, 1 failing since Sunday."
    )
    assert line.endswith(told)
    assert len(line) <= 300


def test_a_line_counts_the_troubles_for_which_it_has_no_room(store: Store) -> None:
    for hour in range(1, 4):
        _record(store, *(failed(store, one, NOW + hour * HOUR) for one in PAGES))
    owed = [one for one in store.outbox.open() if one.topic is Topic.TROUBLE]
    ways = sending(Desk(), Time(NOW + 4 * HOUR))
    content = messages.content_of(DESK, owed, store, ways)
    told = tuple(replace(one, detail="It failed. " * 15) for one in content.notices)
    sent = messages.message(replace(DESK, kind="mail"), "key", replace(content, notices=told * 50), "UTC")
    for line, most in ((sent.chat, 300), (sent.subject, 120)):
        assert line.endswith(" (and 149 more)")
        assert len(line) <= most
    assert len(sent.text) < 6_000


def test_a_trouble_is_told_though_the_clock_is_set_back_in_its_midst(store: Store) -> None:
    for hour in (9, 10):
        _fails(store, NOW + hour * HOUR)
    _fails(store, NOW + 2 * HOUR)
    assert _told(store, NOW + 3 * HOUR) == ["uk cannot be read well since 1 March 2026, 21:00 UTC: It failed."]
    _is_well(store, NOW + 4 * HOUR)
    (line,) = _told(store, NOW + 5 * HOUR)
    assert line.startswith("uk answers well again")
