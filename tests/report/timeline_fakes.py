"""Timelines that hold every sort of run, all sentences our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from report_fakes import figure

from monitor.model import Figure, Quantifier
from monitor.report.timelines import Line, Run, Timeline, Unseen

DAY = timedelta(days=1)
BEGAN = datetime(2031, 3, 1, 9, tzinfo=UTC)


def people(surface: str, value: str | None, **more: object) -> Figure:
    return figure(f"There are {surface} people in the camp.", surface, value, "people in the camp", **more)


def run(begins: float, ends: float | None, stated: Figure, **more: object) -> Run:
    """Return a run, its ends in days."""
    until = None if ends is None else BEGAN + ends * DAY
    return Run(since=BEGAN + begins * DAY, until=until, figure=stated, **more)  # type: ignore[arg-type]


def line(*values: int, name: str = "camp", ends: float | None = None) -> Line:
    """Return what was stated day after day."""
    runs = [run(day, day + 1, people(f"{value:,}", str(value))) for day, value in enumerate(values)]
    last = run(len(values) - 1, ends, people(f"{values[-1]:,}", str(values[-1])))
    return Line(name=name, runs=(*runs[:-1], last))


def timeline(*lines: Line, days: float = 40, zone: str = "UTC") -> Timeline:
    return Timeline(title="people in the camp", lines=lines, until=BEGAN + days * DAY, time_zone=zone)


def hedges() -> Timeline:
    """Return one line that holds every hedge, a withdrawal, and spells in which the page was not seen."""
    runs = (
        run(0, 4, people("1,000", "1000")),
        run(4, 9, people("1,160", "1160", quantifier=Quantifier.APPROXIMATELY), times=3),
        run(9, 14, people("1,300", "1300", quantifier=Quantifier.MORE_THAN)),
        run(14, 20, people("1,200 to 1,500", None, low=Decimal(1200), high=Decimal(1500))),
        run(20, 25, people("1,100", "1100", quantifier=Quantifier.AT_MOST)),
        run(29, 33, people("1,250", "1250", quantifier=Quantifier.NEARLY)),
        run(33, 35, people("950", None, low=Decimal(950))),
        run(35, None, people("1,400", "1400", quantifier=Quantifier.LESS_THAN)),
    )
    unseen = (
        Unseen(since=BEGAN + 11 * DAY, until=BEGAN + 12 * DAY, why="the server answered 503"),
        Unseen(since=BEGAN + 32 * DAY, until=BEGAN + 34 * DAY, why="the page was paused"),
        Unseen(since=BEGAN + 38 * DAY, until=None, why="the page has not been checked since"),
    )
    return timeline(Line(name="camp", runs=runs, unseen=unseen), zone="Europe/Paris")


def speakers() -> Timeline:
    """Return four lines, two of which end beside each other, and one of whose names is hostile."""
    names = ("Interior ministry", "L'Auberge du port", "Prefecture of the northern coast", "<script>alert(1)</script>")
    starts = (7000, 7050, 6800, 10000)
    lines = [line(*range(value, value + 1200, 200), name=name) for name, value in zip(names, starts, strict=True)]
    return timeline(*lines, days=8)


def units() -> Timeline:
    """Return one line that went over to another currency."""
    stated = [
        ("€1.9 million", "1900000", "EUR"),
        ("€2.1 million", "2100000", "EUR"),
        ("£1.7 million", "1700000", "GBP"),
    ]
    ends = (10, 20, None)
    runs = [
        run(10 * place, end, people(surface, value, unit=unit))
        for place, ((surface, value, unit), end) in enumerate(zip(stated, ends, strict=True))
    ]
    return timeline(Line(name="camp", runs=tuple(runs)))
