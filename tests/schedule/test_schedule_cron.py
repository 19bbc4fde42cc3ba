"""Times of cron: what crontab(5) means by them, where clocks are set too, with cronsim as an oracle."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim

from monitor import schedule
from monitor.model import Page, Timetable
from monitor.model.cron import read

ZONES = ("Europe/London", "America/New_York", "Africa/Casablanca", "Australia/Sydney", "Asia/Kolkata")
NEAR_CHANGES = (
    datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC),
    datetime(2026, 3, 8, 5, tzinfo=UTC), datetime(2026, 4, 4, 14, tzinfo=UTC), datetime(2026, 10, 3, 14, tzinfo=UTC),
)  # fmt: skip


def page(*cron: str, time_zone: str = "UTC", jitter: timedelta | None = None) -> Page:
    table = Timetable(cron=tuple(read(one) for one in cron), time_zone=time_zone, jitter=jitter)
    return Page(id="uk", url="https://uk.example/", timetable=table)


def times(of: Page, since: datetime, most: int) -> list[str]:
    """Return the next times as the page's clock shows them, with its distance from UTC."""
    zone = ZoneInfo(of.timetable.time_zone)
    return [f"{at.astimezone(zone):%m-%d %H:%M %z}" for at in schedule.coming(of, since, most)]


CHANGES = [
    # a local time that comes twice counts once, the first time
    ("30 1 * * *", "Europe/London", "2026-10-24", ["10-24 01:30 +0100", "10-25 01:30 +0100", "10-26 01:30 +0000"]),
    # one that never comes, right after the gap
    ("30 1 * * *", "Europe/London", "2026-03-28", ["03-28 01:30 +0000", "03-29 02:00 +0100", "03-30 01:30 +0100"]),
    ("30 2 * * *", "America/New_York", "2026-03-08", ["03-08 03:00 -0400", "03-09 02:30 -0400"]),
    ("5,30 2 * * *", "America/New_York", "2026-03-08", ["03-08 03:00 -0400", "03-09 02:05 -0400"]),
    ("15 1 * * *", "America/New_York", "2026-10-31T12", ["11-01 01:15 -0400", "11-02 01:15 -0500"]),
    # half an hour is set at Lord Howe
    ("15 2 * * *", "Australia/Lord_Howe", "2026-10-03", ["10-04 02:30 +1100", "10-05 02:15 +1100"]),
    ("45 1 * * *", "Australia/Lord_Howe", "2026-04-04", ["04-05 01:45 +1100", "04-06 01:45 +1030"]),
    # and midnight in Chile
    ("10 0 * * *", "America/Santiago", "2026-09-05T12", ["09-06 01:00 -0300", "09-07 00:10 -0300"]),
    ("*/30 0 * * *", "America/Santiago", "2026-09-05T12", ["09-07 00:00 -0300"]),
    # what goes by the hours follows them as they pass
    ("30 * 25 10 *", "Europe/London", "2026-10-25T00", ["10-25 01:30 +0100", "10-25 01:30 +0000", "10-25 02:30 +0000"]),
    ("*/60 2 2 4 *", "Australia/Sydney", "2027-06-15", ["04-02 02:00 +1100", "04-02 02:00 +1000"]),
    ("33 * * * *", "Australia/Lord_Howe", "2026-10-03T15", ["10-04 01:33 +1030", "10-04 02:33 +1100"]),
    ("*/30 * * * *", "America/New_York", "2026-03-08T06:30", ["03-08 03:00 -0400", "03-08 03:30 -0400"]),
    # and nothing is ever set in India
    ("30 1 * * *", "Asia/Kolkata", "2026-10-24", ["10-25 01:30 +0530", "10-26 01:30 +0530"]),
]


@pytest.mark.parametrize(("cron", "time_zone", "since", "expected"), CHANGES)
def test_times_where_clocks_are_set(cron: str, time_zone: str, since: str, expected: list[str]) -> None:
    begin = datetime.fromisoformat(since).replace(tzinfo=UTC)
    assert times(page(cron, time_zone=time_zone), begin, len(expected)) == expected


MEANINGS = [
    ("0 8 * * 0", ["11-29", "12-06"]),
    ("0 8 * * 7", ["11-29", "12-06"]),
    ("0 8 * * sun", ["11-29", "12-06"]),
    ("0 8 * * fri-sun", ["11-27", "11-28", "11-29"]),
    ("0 8 * * 6-7", ["11-28", "11-29", "12-05"]),
    ("0 8 1,15 * *", ["12-01", "12-15", "01-01"]),
    ("0 8 1 * mon", ["11-30", "12-01", "12-07"]),  # either day is enough
    ("0 8 */2 * mon", ["12-07", "12-21"]),  # but what begins with * is not given
    ("0 8 30 2 mon", ["02-01", "02-08"]),  # of a day that there is not, the other is left
    ("0 8 31 4,6 mon,tue", ["04-05", "04-06", "04-12"]),
    ("0 8 29 2 *", ["02-29", "02-29"]),
    ("@monthly", ["12-01", "01-01"]),
    ("@weekly", ["11-29", "12-06"]),
    ("@yearly", ["01-01", "01-01"]),
    ("0 8 * January Monday", ["01-04", "01-11"]),
    ("0 8 20/5 * *", ["11-30", "12-20", "12-25"]),
]


@pytest.mark.parametrize(("cron", "dates"), MEANINGS)
def test_days_of_an_expression(cron: str, dates: list[str]) -> None:
    begin = datetime(2026, 11, 27, 7, tzinfo=UTC)
    assert [at[:5] for at in times(page(cron), begin, len(dates))] == dates


def test_of_several_expressions_each_has_its_times() -> None:
    begin = datetime(2026, 11, 27, 7, tzinfo=UTC)
    both = page("0 8 * * *", "30 16 * * mon-fri", "0 8 * * fri")
    assert times(both, begin, 3) == ["11-27 08:00 +0000", "11-27 16:30 +0000", "11-28 08:00 +0000"]


def test_times_are_kept_unless_a_jitter_is_given() -> None:
    begin = datetime(2026, 11, 27, 7, 59, 30, tzinfo=UTC)
    eight = datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert schedule.next_check_at(page("0 8 * * *"), begin, jitter=0.9) == eight
    late = page("0 8 * * *", jitter=timedelta(minutes=10))
    assert schedule.next_check_at(late, begin, jitter=0.5) == eight + timedelta(minutes=5)
    often = page("* * * * *", jitter=timedelta(minutes=10))
    assert schedule.next_check_at(often, begin, jitter=0.99) < eight + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("failures", "retry_after", "expected"),
    [
        (1, None, "11-27 10:20"),  # within half a minute
        (2, None, "11-27 11:00"),
        (3, None, "11-27 12:00"),
        (4, None, "11-27 13:00"),
        (99, None, "11-28 11:00"),  # after a day
        (1, timedelta(hours=3), "11-27 14:00"),
    ],
)
def test_a_page_in_trouble_is_tried_again_at_its_times(
    failures: int, retry_after: timedelta | None, expected: str
) -> None:
    begin = datetime(2026, 11, 27, 10, 20, tzinfo=UTC)
    at = schedule.retry_at(page("0 * * * *"), begin, failures=failures, jitter=0.5, retry_after=retry_after)
    assert f"{at:%m-%d %H:%M}" == expected


def _term(dice: random.Random, least: int, most: int) -> str:
    first = dice.randint(least, most - 1)
    last = dice.randint(first + 1, most)
    step = dice.randint(1, min(20, most - least + 1))
    return dice.choice([f"{first}", f"*/{step}", f"{first}-{last}", f"{first}/{step}", f"{first}-{last}/{step}"])


def expression(dice: random.Random) -> str:
    """Return an expression with meaning, of any kind but those of which the oracle says that it differs from cron."""
    parts = []
    for least, most, star in ((0, 59, 0.2), (0, 23, 0.3), (1, 28, 0.5), (1, 12, 0.6), (0, 7, 0.5)):
        terms = (_term(dice, least, most) for _ in range(dice.randint(1, 2)))
        parts.append("*" if dice.random() < star else ",".join(terms))
    return " ".join(parts)


def agrees(dice: random.Random) -> None:
    """Reckon eight times of some expression in some zone, and have the oracle reckon them, too."""
    cron, zone = expression(dice), dice.choice(ZONES)
    begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=dice.randint(0, 2 * 365 * 86_400))
    if dice.random() < 0.6:
        begin = dice.choice(NEAR_CHANGES) + timedelta(minutes=dice.randint(-90, 200))
    oracle = (at.astimezone(UTC) for at in CronSim(cron, begin.astimezone(ZoneInfo(zone))))
    expected = list(islice((at for at in oracle if at > begin), 8))  # in an hour that comes again it looks back
    assert schedule.coming(page(cron, time_zone=zone), begin, 8) == expected, f"{cron} in {zone} from {begin}"


@pytest.mark.parametrize("seed", range(8))
def test_times_are_those_of_another_reckoner_of_cron(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        agrees(dice)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_times_are_those_of_another_reckoner_of_cron_again_and_again(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(500):
        agrees(dice)
