"""What all pages say of the things that the user has named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, request

from monitor import compare
from monitor.config import Config
from monitor.indicator_timelines import timeline_of_gap, timeline_of_indicator
from monitor.model import Disagreement, Indicator, Statement
from monitor.report.clock import Clock
from monitor.report.timelines import Timeline, csv_of, standalone
from monitor.store import Ledger
from monitor.web.downloads import attached
from monitor.web.requested import here

views = Blueprint("indicators", __name__)
MOST = 20  # indicators of a view
SPEAKERS = 12  # of one, in the view of all
APART = 6  # pairs who disagree, in the view of one
GAPS = 1  # of them with a picture
STATEMENTS = 25


@dataclass(frozen=True, slots=True)
class Stated:
    """An indicator, and what speakers state of it now."""

    indicator: Indicator
    latest: list[Statement]  #: of every speaker, the greatest value first
    apart: list[Disagreement]  #: who disagree, the farthest apart first
    silent: frozenset[str]  #: the keys of the speakers who have not restated it while others moved

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.indicator.name or self.indicator.id


@views.get("/indicators")
def overview() -> str:
    """Return the view."""
    with here().ledger() as store:
        config = here().config(store)
        skip = min(max(request.args.get("skip", 0, int), 0), len(config.indicators))
        shown = config.indicators[skip : skip + MOST]
        said = [_stated(store, one, 1) for one in shown]
    following = skip + MOST if skip + MOST < len(config.indicators) else None
    return render_template(
        "indicator_pages.html.j2", said=said, most=SPEAKERS, clock=Clock(config.time_zone.key), skip=skip,
        before=max(skip - MOST, 0), following=following,
    )  # fmt: skip


@views.get("/indicators/<name>")
def show(name: str) -> str:
    """Return the view of one."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
        said = _stated(store, _named(config, name), APART)
        statements = list(store.statements([name]))
        drawn = _timeline(store, config, said.name, statements)
    gaps = [
        timeline_of_gap(two, statements, now=site.now(), time_zone=config.time_zone.key) if place < GAPS else None
        for place, two in enumerate(said.apart)
    ]
    return render_template(
        "one_indicator.html.j2", said=said, timeline=drawn, gaps=list(zip(said.apart, gaps, strict=True)),
        statements=statements[: -STATEMENTS - 1 : -1], beyond=len(statements) - STATEMENTS,
        clock=Clock(config.time_zone.key),
    )  # fmt: skip


@views.get("/indicators/<name>.csv")
def as_csv(name: str) -> Response:
    """Return what was stated of an indicator as a table."""
    return attached(csv_of(_asked(name)).encode(), f"{name}.csv", "text/csv")


@views.get("/indicators/<name>.svg")
def as_svg(name: str) -> Response:
    """Return the timeline of an indicator as a picture."""
    return attached(standalone(_asked(name)).encode(), f"{name}.svg", "image/svg+xml")


def _asked(name: str) -> Timeline:
    with here().ledger() as store:
        config = here().config(store)
        indicator = _named(config, name)
        return _timeline(store, config, indicator.name or name, store.statements([name]))


def _timeline(store: Ledger, config: Config, name: str, statements: Sequence[Statement]) -> Timeline:
    return timeline_of_indicator(store, name, statements, now=here().now(), time_zone=config.time_zone.key)


def _named(config: Config, name: str) -> Indicator:
    found = next((one for one in config.indicators if one.id == name), None)
    if found is None:
        abort(404, f"There is no indicator called {name}.")
    return found


def _stated(store: Ledger, indicator: Indicator, most: int) -> Stated:
    """Return what speakers state of *indicator* now, and at most so many pairs of them who disagree."""
    latest = store.statements([indicator.id], latest=True)
    silent = frozenset(one.speaker_key for one in compare.stale(latest))
    ordered = sorted(latest, key=_value, reverse=True)
    return Stated(indicator, ordered, store.apart(indicator.id, most), silent)


def _value(of: Statement) -> float:
    figure = of.figure
    return float(next((end for end in (figure.value, figure.high, figure.low) if end is not None), 0))
