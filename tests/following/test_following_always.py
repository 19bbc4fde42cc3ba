"""What holds of every source, whatever it names and whenever: no page twice, none too many, none for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.following import Beside, follow
from monitor.model import Entry, Named, Page, Source, SourceReading
from monitor.sources import SOURCES

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MOST, WINDOW = 2, 3 * DAY

times = st.none() | st.integers(-6, 6).map(lambda days: NOW + days * DAY)
entries = st.builds(
    Entry,
    url=st.sampled_from("abcd").map(lambda name: f"https://norhaven.example/2026/{name}"),
    key=st.sampled_from("1234"),
    title=st.sampled_from(["A", ""]),
    published=times,
    updated=times,
)
readings = st.none() | st.lists(entries, max_size=5, unique_by=lambda entry: entry.key).map(
    lambda listed: SourceReading(entries=tuple(listed))
)
besides = st.frozensets(st.sampled_from("abcd").map(lambda name: f"https://norhaven.example/2026/{name}"), max_size=2)
checks = st.lists(st.tuples(readings, besides, st.integers(0, 4)), min_size=1, max_size=6)
kinds = st.sampled_from(sorted(SOURCES))


@given(kind=kinds, newest_last=st.booleans(), course=checks)
def test_no_page_twice_none_too_many_none_for_ever(
    kind: str, course: list[tuple[SourceReading | None, frozenset[str], int]], *, newest_last: bool
) -> None:
    page = Page(
        id="blog",
        url="https://norhaven.example/news",
        source=Source(kind=kind, most=MOST, window=WINDOW, newest_last=newest_last),
    )
    known: dict[str, Named] = {}
    at = NOW
    for reading, urls, days in course:
        at += days * DAY
        before = {one.page_id for one in known.values() if one.is_followed}
        following = follow(page, reading, known, at, Beside(urls=urls, ids={"blog.a"}))
        known |= {one.entry.key: one for one in following.named}
        ids = [one.page_id for one in known.values() if one.page_id]
        after = {one.page_id for one in known.values() if one.is_followed}
        assert len(set(ids)) == len(ids)
        assert "blog.a" not in ids  # it is another's
        assert after == (before | set(following.begun)) - set(following.ended)
        assert not before & set(following.begun)
        assert set(following.ended) <= before
        assert following.due <= after
        assert len(after) <= (1 if SOURCES[kind].yields_one else MOST)
        again = follow(page, reading, known, at, Beside(urls=urls, ids={"blog.a"}))
        assert not again.begun, "the same answer twice begins nothing"
        assert not again.ended, "the same answer twice ends nothing"
    if not SOURCES[kind].yields_one:
        assert {one.page_id for one in known.values() if one.is_followed} == set(
            follow(page, None, known, at + 20 * DAY).ended
        )
