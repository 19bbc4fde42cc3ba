"""How what speakers state of an indicator moved, from the ledger: a line for each of them; how far two are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter

from monitor.figure_timelines import unseen
from monitor.model import Disagreement, Figure, Statement
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.report.timelines import LINES, Line, Run, Timeline, joined
from monitor.store import Ledger


def timeline_of_indicator(
    store: Ledger, name: str, statements: Sequence[Statement], *, now: datetime, time_zone: str
) -> Timeline:
    """Return how what is stated of an indicator moved until *now*, the greatest of the latest values first.

    Args:
        store: the ledger.
        name: what the user calls it.
        statements: all of it, the oldest said first.
        now: when it is asked for.
        time_zone: of the reader.
    """
    by_speaker: dict[str, list[Statement]] = {}
    for one in statements:
        by_speaker.setdefault(one.speaker_key, []).append(one)
    said = sorted(by_speaker.values(), key=lambda own: _value(own[-1].figure), reverse=True)
    clock = Clock(time_zone)
    lines = (_line(store, own, clock, now, is_told=place < LINES) for place, own in enumerate(said))
    return Timeline(title=name, lines=tuple(lines), until=now, time_zone=time_zone)


def timeline_of_gap(
    between: Disagreement, statements: Sequence[Statement], *, now: datetime, time_zone: str
) -> Timeline:
    """Return how far two speakers were apart until *now*, from when both had stated something.

    Args:
        between: the two.
        statements: all of the indicator, the oldest said first.
        now: when it is asked for.
        time_zone: of the reader.
    """
    clock = Clock(time_zone)
    pair = [
        list(_runs([one for one in statements if one.speaker_key == side.speaker_key], clock))
        for side in (between.one, between.other)
    ]
    unit = between.one.figure.unit
    steps = list(_steps(pair, unit))
    ends = [at for at, _ in steps[1:]]
    runs = [
        Run(since=at, until=end, figure=_apart(apart, unit))
        for (at, apart), end in zip(steps, [*ends, None], strict=False)
    ]
    line = Line(name=f"{between.one.speaker} and {between.other.speaker}", runs=tuple(joined(runs)))
    return Timeline(title=f"{between.name}: how far apart", lines=(line,), until=now, time_zone=time_zone)


def _steps(sides: Sequence[Sequence[Run]], unit: str | None) -> Iterator[tuple[datetime, Decimal]]:
    """Yield how far two speakers were apart in a unit, from when on, by what each of them had said last."""
    said = sorted(((run.since, side, run) for side, own in enumerate(sides) for run in own), key=itemgetter(0, 1))
    last: dict[int, Decimal | None] = {}
    for at, together in groupby(said, key=itemgetter(0)):
        last |= {side: run.figure.value if run.figure.unit == unit else None for _, side, run in together}
        one, other = last.get(0), last.get(1)
        if one is not None and other is not None:
            yield at, abs(one - other)


def _apart(gap: Decimal, unit: str | None) -> Figure:
    """Return a number that no page has stated as a figure."""
    written = wording.number(gap)
    return Figure(
        value=gap, unit=unit, surface=written, start=0, end=len(written), sentence=written, sentence_start=0
    )  # fmt: skip


def _value(figure: Figure) -> float:
    known = next((end for end in (figure.value, figure.high, figure.low) if end is not None), 0)
    return float(known)


def _line(store: Ledger, said: Sequence[Statement], clock: Clock, now: datetime, *, is_told: bool) -> Line:
    """Return the line of one speaker; when the page was not seen *is told* where there is but one."""
    pages = {one.page_id for one in said}
    spells = store.spells(next(iter(pages)), now) if is_told and len(pages) == 1 else []
    return Line(name=said[-1].speaker, runs=tuple(joined(_runs(said, clock))), unseen=tuple(map(unseen, spells)))


def _runs(said: Sequence[Statement], clock: Clock) -> Iterator[Run]:
    """Yield a run for each statement: until it was withdrawn, or the speaker said another thing, wherever."""
    dated = sorted(((_said_at(one, clock), one) for one in said), key=lambda each: each[0])
    for (since, one), following in pairwise([*dated, None]):  # type: ignore[misc]
        ends = [one.withdrawn_at, following[0] if following else None]
        known = [max(end, since) for end in ends if end is not None]
        yield Run(
            since=since, until=min(known, default=None), figure=one.figure, page_id=one.page_id, series=one.series,
            digest=one.digest,
        )  # fmt: skip


def _said_at(one: Statement, clock: Clock) -> datetime:
    """Return when a statement begins to count: when it was captured, or the day before that it speaks of."""
    begins = datetime.combine(one.day, time.min, clock.zone).astimezone(UTC)
    return one.captured_at if one.day >= one.captured_at.astimezone(clock.zone).date() else begins
