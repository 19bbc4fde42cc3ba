"""A feed holds the newest findings of its channel, whole at every moment, with ids that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from deliver_world import DESK, Desk, Time, change, changed, sending
from lxml import etree
from store_world import HOUR, NOW, failed, page

from monitor.deliver import deliver, try_out
from monitor.model import EVERYTHING, Channel, Pace
from monitor.store import Store

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FREE = Pace(gap=timedelta(0), messages_a_day=None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with changed(tmp_path, 3, "feed") as store:
        yield store


def _feed(folder: Path, **more: object) -> Channel:
    return Channel(name="feed", kind="feed", target=str(folder / "figures.atom"), pace=FREE, **more)  # type: ignore[arg-type]


def _write(store: Store, channel: Channel, at: timedelta = HOUR) -> list[str]:
    return [attempt.error for attempt in deliver(channel, store, sending(Desk(), Time(NOW + 4 * HOUR + at)))]


def _entries(channel: Channel, what: str = "title") -> list[str]:
    root = etree.fromstring(Path(channel.target).read_bytes())
    return [str(found.text) for found in root.findall(f"a:entry/a:{what}", ATOM)]


def test_it_holds_what_was_found_and_its_ids_stay(store: Store, tmp_path: Path) -> None:
    channel = _feed(tmp_path)
    assert _write(store, channel) == [""]
    first = _entries(channel, "id")
    assert len(first) == len(set(first)) == 3
    change(store, 4, "feed")
    assert _write(store, channel, 2 * HOUR) == [""]
    assert set(first) < set(_entries(channel, "id"))
    assert len(_entries(channel)) == 4
    assert _write(store, channel, 3 * HOUR) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")] == []
    assert Path(channel.target).stat().st_mode & 0o777 == 0o644


def test_it_holds_so_many_and_no_more(store: Store, tmp_path: Path) -> None:
    channel = _feed(tmp_path, entries=2)
    assert _write(store, channel) == [""]
    assert len(_entries(channel)) == 2
    assert any("6,030" in title for title in _entries(channel))


def test_it_holds_what_is_owed_to_it_alone(store: Store, tmp_path: Path) -> None:
    change(store, 4, "other")
    assert _write(store, _feed(tmp_path)) == [""]
    assert not any("6,040" in title for title in _entries(_feed(tmp_path)))


def test_a_page_in_trouble_is_an_entry(store: Store, tmp_path: Path) -> None:
    for hour in range(4, 8):
        store.record([replace(failed(store, page("uk"), NOW + hour * HOUR), alarms=("feed",))])
    assert _write(store, _feed(tmp_path), 4 * HOUR) == [""]
    assert any("failing" in title for title in _entries(_feed(tmp_path)))
    other = _feed(tmp_path, wants=replace(EVERYTHING, pages=("other",)))
    assert try_out(other, store, sending(Desk(), Time(NOW + 9 * HOUR)), "test") is None
    assert not any("failing" in title for title in _entries(other))


def test_a_folder_that_is_not_there_keeps_it_owed(store: Store, tmp_path: Path) -> None:
    channel = _feed(tmp_path / "away")
    assert _write(store, channel) == ["The feed cannot be written: No such file or directory."]
    (tmp_path / "away").mkdir()
    assert _write(store, channel, 2 * HOUR) == [""]
    assert len(_entries(channel)) == 3


def test_a_new_feed_can_be_tried_out_before_anything_is_found(store: Store, tmp_path: Path) -> None:
    channel = replace(_feed(tmp_path), name="fresh")
    assert try_out(channel, store, sending(Desk(), Time(NOW + 5 * HOUR)), "test") is None
    assert _entries(channel) == []


def test_what_is_sent_leads_to_where_it_is_reviewed(store: Store, tmp_path: Path) -> None:
    (finding, *_) = store.findings(None)
    permalink = f"https://figures.example.org/findings/{finding.id}"
    channel, desk = _feed(tmp_path), Desk()
    sent = sending(desk, Time(NOW + 5 * HOUR), base_url="https://figures.example.org")
    assert [attempt.error for attempt in deliver(channel, store, sent)] == [""]
    links = [one.get("href") for one in etree.fromstring(Path(channel.target).read_bytes()).iter("{*}link")]
    assert permalink in links
    change(store, 4, "desk")
    assert [attempt.error for attempt in deliver(DESK, store, sent)] == [""]
    assert [one["permalink"] for one in desk.told[0]["findings"]] == [
        f"https://figures.example.org/findings/{one['id']}" for one in desk.told[0]["findings"]
    ]
