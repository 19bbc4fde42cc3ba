"""Groups of pages by their tags, and the keys that say when a page is checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from monitor.config import Config
from monitor.model import Page

Load = Callable[..., Config]
Complain = Callable[..., list[str]]
HOUR = timedelta(hours=1)
GROUPS = """
defaults: {every: 6h, speaker: Everybody, tags: [rest]}
tags:
  fast: {every: 30m, only: [deaths]}
  work: {cron: 0 9 * * mon-fri, hours: 8-18, days: mon-fri, time_zone: Europe/Paris, jitter: 2m, keep: 52w}
  rest: {speaker: The rest, alerts: [{kinds: CHANGED}]}
pages:
"""


def one(loaded: Load, entry: str, **files: str) -> Page:
    config = loaded(pages=f"{GROUPS}  - {{url: 'https://example.org/a', {entry}}}\n", **files)
    return config.pages[0]


@pytest.mark.parametrize(
    ("entry", "every", "cron"),
    [
        ("tags: [fast, work]", HOUR / 2, ()),
        ("tags: [work, fast]", timedelta(days=1), ("0 9 * * mon-fri",)),  # the first tag that says how often
        ("tags: [work], every: 2h", 2 * HOUR, ()),  # the page itself says so, and takes nothing of the other key
        ("tags: [fast], cron: '@daily'", timedelta(days=1), ("@daily",)),
        ("tags: [none]", 6 * HOUR, ()),
    ],
)
def test_whoever_is_more_specific_says_how_often(
    loaded: Load, entry: str, every: timedelta, cron: tuple[str, ...]
) -> None:
    page = one(loaded, entry)
    assert (page.every, tuple(map(str, page.timetable.cron))) == (every, cron)


def test_a_group_gives_its_pages_what_they_do_not_say(loaded: Load) -> None:
    page = one(loaded, "tags: [work, fast], hours: [8-12, '14:30-18']")
    table = page.timetable
    assert (table.hours, table.days) == (((480, 720), (870, 1080)), (0, 1, 2, 3, 4))
    assert (table.time_zone, table.jitter) == ("Europe/Paris", timedelta(minutes=2))
    assert (page.keep, page.only, page.speaker) == (timedelta(weeks=52), ("deaths",), "Everybody")


def test_a_page_without_tags_is_in_the_groups_of_the_defaults(loaded: Load) -> None:
    page = one(loaded, "note: x")
    assert (page.tags, page.speaker, [rule.kinds for rule in page.alerts]) == (("rest",), "The rest", [("CHANGED",)])


def test_the_zone_is_that_of_the_home_unless_it_is_said(loaded: Load) -> None:
    zone = "time_zone: Asia/Kolkata"
    assert one(loaded, "tags: [none], hours: 8-18", monitor=zone).timetable.time_zone == "Asia/Kolkata"
    assert one(loaded, "tags: [none], time_zone: UTC", monitor=zone).timetable.time_zone == "UTC"


WRONG = [
    ("tags: {a: {evry: 1h}}", "pages.yaml:2: `evry` is not a key of a group; did you mean `every`?"),
    ("tags: {a: {tags: x}}", "pages.yaml:2: `tags` is not a key of a group"),
    ("tags: {'a, b': {every: 1h}}", "pages.yaml:2: `a, b`: a tag has no comma in it; write [one, two]"),
    ("tags: {a: {every: 1h, cron: '@daily'}}", "pages.yaml:2: `cron` and `every` both say how often; keep one of them"),
    ("defaults: {cron: '@daily', every: 1h}", "pages.yaml:2: `cron` and `every` both say how often"),
    ("tags: {a: {alerts: [{indicators: camp}]}}", "pages.yaml:2: `indicators`: there is no indicator `camp`"),
    ("defaults: {cron: */5 * * * *}", "pages.yaml:2: */5 refers to nothing above it; put a value that begins with *"),
    ("defaults: {cron: 0 8 * *}", "pages.yaml:2: `cron`: should be five fields such as"),
    ("defaults: {cron: 0 8 31 2 *}", "pages.yaml:2: `cron`: names a day that its months do not have"),
    ("defaults: {cron: 0 24 * * *}", "pages.yaml:2: `cron`: '24' is no hour: that is from 0 to 23"),
    ("defaults: {cron: 0 8 * * fri-mon}", "pages.yaml:2: `cron`: 'fri-mon' ends before it begins"),
    ("defaults: {cron: '@reboot'}", "pages.yaml:2: `cron`: '@reboot' is none of @hourly"),
    ("defaults: {cron: '*/0 * * * *'}", "pages.yaml:2: `cron`: '*/0' has a step of 0"),
    ("defaults: {cron: '*/90 * * * *'}", "pages.yaml:2: `cron`: '*/90' goes beyond the minute, which ends at 59"),
    ("defaults: {cron: '*-5 * * * *'}", "pages.yaml:2: `cron`: '*-5' is no minute"),
    ("defaults: {hours: 8}", "pages.yaml:2: `hours`: should be two times of day with - between them"),
    ("defaults: {hours: 24-6}", "pages.yaml:2: `hours`: should be two times of day"),
    ("defaults: {hours: 8-8}", "pages.yaml:2: `hours`: should begin and end at different times"),
    ("defaults: {days: mun}", "pages.yaml:2: `days`: should be days of the week"),
    ("defaults: {time_zone: Europe/Pariss}", "pages.yaml:2: `time_zone`: is not a time zone; did you mean"),
    ("defaults: {jitter: 2d}", "pages.yaml:2: `jitter`: should be from 0s to 1d"),
    ("defaults: {cron: 0 3 * * *, hours: 8-18}", "pages.yaml:3: `cron`: none of its times lies in the `hours`"),
    ("defaults: {cron: 0 3 1 1 *, hours: 8-18}", "pages.yaml:3: `cron`: none of its times lies in the `hours`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_what_is_wrong_is_told_with_its_line(complaints: Complain, text: str, said: str) -> None:
    found = complaints(pages=f"\n{text}\npages: [{{url: 'https://example.org', tags: a}}]\n")
    assert [problem for problem in found if problem.startswith(said)], found


def test_a_group_without_pages_is_told(loaded: Load) -> None:
    config = loaded(pages="tags:\n  a: {every: 1h}\n  b: {every: 1h}\npages: [{url: 'https://example.org', tags: a}]\n")
    (said,) = config.warnings
    assert (said.line, said.message) == (3, "`tags`: no page has the tag `b`, so this says nothing")
