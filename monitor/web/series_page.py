"""One figure as its page has stated it over time, what people said of it, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from monitor.figure_timelines import timeline
from monitor.model.changes import series_name, series_number
from monitor.report.clock import Clock
from monitor.report.timelines import Timeline, csv_of, standalone
from monitor.store import Ledger, Stored
from monitor.web.acts import in_words
from monitor.web.downloads import attached
from monitor.web.requested import here, newest_action
from monitor.web.series_choices import choices

views = Blueprint("series", __name__)
STATEMENTS = 15  # shown, the newest
ACTIONS = 50


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a page, and all that it has stated, oldest first."""

    page_id: str
    number: int
    stated: list[Stored]
    timeline: Timeline
    clock: Clock

    @property
    def name(self) -> str:
        """Return what it is called wherever it is named: "s12"."""
        return series_name(self.number)

    @property
    def newest(self) -> Stored:
        """Return what stands of it; of one that states nothing any more, what it stated last."""
        return next((one for one in reversed(self.stated) if one.until is None), self.stated[-1])


@views.get("/figures/<page_id>/<name>")
def show(page_id: str, name: str) -> ResponseReturnValue:
    """Return the view of a series."""
    site, number = here(), _number(name)
    with site.ledger() as store:
        newest = newest_action(store)
        series = _series(store, page_id, number, site.now())
        if series.name != name:
            return redirect(url_for("figures.series.show", page_id=page_id, name=series.name))
        said = [one for one in store.said([page_id]) if number in (one.series, one.merged_into)]
        actions = store.actions(page_id=page_id, series=number, most=ACTIONS)
        beside = store.neighbours(page_id, number)
        others = [pair for pair in choices(store, page_id) if pair[0] != name]
    return render_template(
        "series_page.html.j2",
        series=series, newest=series.newest, statements=series.stated[: -STATEMENTS - 1 : -1],
        own=next((one for one in said if one.series == number), None),
        merged=[one for one in said if one.merged_into == number], actions=actions, in_words=in_words, seen=newest,
        beside=[(series_name(one.series), one) for one in beside], others=others, clock=series.clock,
    )  # fmt: skip


@views.get("/figures/<page_id>/<name>.csv")
def as_csv(page_id: str, name: str) -> Response:
    """Return the values of a series as a table."""
    series = _asked(page_id, name)
    return attached(csv_of(series.timeline).encode(), f"{page_id}-{series.name}.csv", "text/csv")


@views.get("/figures/<page_id>/<name>.svg")
def as_svg(page_id: str, name: str) -> Response:
    """Return the timeline of a series as a picture."""
    series = _asked(page_id, name)
    return attached(standalone(series.timeline).encode(), f"{page_id}-{series.name}.svg", "image/svg+xml")


def _asked(page_id: str, name: str) -> Series:
    with here().ledger() as store:
        return _series(store, page_id, _number(name), here().now())


def _number(name: str) -> int:
    try:
        return series_number(name)
    except ValueError:
        abort(404)


def _series(store: Ledger, page_id: str, number: int, now: datetime) -> Series:
    """Return what is known of a series, or of the one that it is; nothing: the answer is 404."""
    zone = here().config(store).time_zone.key
    stated = store.series_history(page_id, number)
    drawn = timeline(stated, store.spells(page_id, now), now=now, time_zone=zone)
    if drawn is None:
        abort(404, f"{page_id} has no series {series_name(number)}.")
    return Series(page_id, stated[-1].series, stated, drawn, Clock(zone))
