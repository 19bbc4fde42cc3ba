"""What is to be reviewed, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from monitor.model.phrasing import counted
from monitor.model.reviews import Queue
from monitor.report.clock import Clock
from monitor.report.views import Edition, Section, in_turn
from monitor.reporting import histories
from monitor.store import Ledger
from monitor.web.acts import REASONS
from monitor.web.filters import ALL, Choices, Filters
from monitor.web.guard import own_path
from monitor.web.judged import Judged, judged
from monitor.web.requested import here, person, row_number

views = Blueprint("today", __name__)
ENTRIES = 25  # of a view: more is no morning's work, and a page stays below 200 kB
_COUNTED = {"open": " to review", "confirmed": " confirmed", "dismissed": " dismissed", ALL: ""}
_NOTHING = {
    "open": "Nothing is to be reviewed.",
    "confirmed": "Nothing has been confirmed yet.",
    "dismissed": "Nothing has been dismissed yet.",
    ALL: "Nothing has been found yet.",
}
FINDINGS = 60  # that end a stretch of the ledger with their edition


@dataclass(frozen=True, slots=True)
class Place:
    """Where a view begins: at the editions before a check, past some entries of them."""

    before: int | None = None
    past: int = 0

    @property
    def address(self) -> dict[str, int]:
        """Return it as it stands in the address."""
        named = {"before": self.before, "past": self.past}
        return {name: one for name, one in named.items() if one}


@views.get("/")
def queue() -> str:
    """Return the view."""
    filters, me = Filters.of(request.args), person().name
    place = Place(request.args.get("before", None, row_number), request.args.get("past", 0, row_number))
    with here().ledger() as store:
        config = here().config(store)
        clock = Clock(config.time_zone.key)
        wanted = filters.wanted(config)
        found = store.queue(wanted, me, place.before, FINDINGS)
        entries = _entries(store, found, clock)
        shown = _with_charts(store, entries[place.past : place.past + ENTRIES])
        count, unread = store.count(wanted, me), store.count(replace(wanted, unread=True), me)
        choices = Choices.of(config, store.labels(), filters)
    return render_template(
        "today.html.j2",
        filters=filters, choices=choices, summary=_summary(filters, count, unread), unread=unread, clock=clock,
        pages=_by_page(shown), next_of=_next_of(shown), place=place,
        is_following=bool(config.pages),
        empty=_NOTHING[filters.standing] if filters.is_plain else "No finding fits.",
        older=_older(_following(place, len(entries), found.before), filters), reasons=REASONS,
        seen=max((review.last for one in shown for review in one.reviews), default=0),
        newest=max((one.edition.check for one in shown), default=0),
    )  # fmt: skip


@views.post("/read")
def read_all() -> ResponseReturnValue:
    """Mark what is shown, and all that is older, as read by who asks."""
    with here().ledger() as store:
        wanted = Filters.of(request.args).wanted(here().config(store))
        store.read_all(person().name, wanted, request.form.get("until", 0, row_number), here().now())
    flash("All of it is marked as read.", "done")
    return redirect(own_path(request.form.get("back", "")), 303)


def _summary(filters: Filters, count: int, unread: int) -> str:
    """Return how much there is: "12 findings to review, 5 of them unread"."""
    fitting = "" if filters.is_plain else " that fit"
    told = f"{counted(count, 'finding')}{_COUNTED[filters.standing]}{fitting}"
    return told if filters.unread or not count else f"{told}, {unread:,} of them unread"


def _next_of(shown: list[Judged]) -> dict[str, str]:
    """Return by name the entry that a person comes to when they have judged one: of the last that before it."""
    names = [one.name for one in shown]
    return dict(zip(names, [*names[1:], *names[-2:-1], *names], strict=False))


def _older(following: Place | None, filters: Filters) -> str:
    """Return the address of what is *following*; nothing where there is no more."""
    return url_for("today.queue", **following.address, **filters.address) if following else ""  # type: ignore[arg-type]


def _entries(store: Ledger, found: Queue, clock: Clock) -> list[Judged]:
    """Return the entries of a stretch of the ledger, each with those of its findings that are wanted."""
    reviews = store.reviews(found.matching)
    return list(judged(in_turn(found.findings), reviews, store.unread(person().name, found.matching), clock))


def _with_charts(store: Ledger, shown: list[Judged]) -> list[Judged]:
    """Return *shown* with the last values of their figures."""
    known = histories(store, (finding for one in shown for finding in one.numbered.entry.quotable))
    by_series = {(one.page_id, one.series): one for one in known}
    return [one.with_charts(by_series) for one in shown]


def _following(place: Place, there: int, before: int | None) -> Place | None:
    """Return where the next view begins, of one at *place* in a stretch of so many entries; None: there is no more."""
    if place.past + ENTRIES < there:
        return Place(place.before, place.past + ENTRIES)
    return Place(before) if before is not None else None


def _by_page(shown: Iterable[Judged]) -> list[tuple[Section, list[tuple[Edition, list[Judged]]]]]:
    """Return *shown* by page and by edition, in their order."""
    return [(section, _by_edition(run)) for section, run in groupby(shown, key=lambda one: one.section)]


def _by_edition(shown: Iterable[Judged]) -> list[tuple[Edition, list[Judged]]]:
    runs = (list(run) for _, run in groupby(shown, key=lambda one: one.edition.check))
    return [(run[0].edition, run) for run in runs]
