"""One finding: what changed, what proves it, what people have said of it, and what can be said."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from monitor.errors import PageError, StoreError
from monitor.evidence import collect, zipped
from monitor.figure_timelines import timeline_of
from monitor.model import Finding, Page, Reading
from monitor.model.changes import change_name, change_number, series_name
from monitor.model.reviews import Action
from monitor.page_diffs import page_diff_by
from monitor.report import wording
from monitor.report.clock import Clock
from monitor.report.textdiff.diff_model import CONTEXT
from monitor.report.timelines import Timeline
from monitor.report.views import in_turn
from monitor.reporting import with_lost
from monitor.store import Ledger, Snapshot
from monitor.web.acts import REASONS, in_words
from monitor.web.at_work import at_work
from monitor.web.downloads import attached, inert
from monitor.web.judged import Judged, judged
from monitor.web.requested import here, newest_action, person
from monitor.web.series_choices import choices

views = Blueprint("findings", __name__, url_prefix="/findings")
CELLS = 200  # of a table that are shown: the page stays below 200 kB
NAMED = 50  # other findings of the same capture that are named
LINES = 1500  # of a text diff: a page stays below 200 kB


@views.get("/<name>")
def show(name: str) -> ResponseReturnValue:
    """Return the view; who opens it has read it."""
    number = _number(name)
    if name != change_name(number):
        return redirect(url_for("findings.show", name=change_name(number)))
    with _ledger() as store:
        config = here().config(store)
        clock, newest = Clock(config.time_zone.key), newest_action(store)
        findings = [with_lost(store, one) if one.id == name else one for one in store.edition(number)]
        entries = _entries(store, findings, clock)
        entry = next(one for one in entries if number in one.numbers)
        finding = next(one for one in findings if one.id == name)
        actions = _said(store, entry, _figures(entry, finding))
        before, after = store.captures(number)
        labels = store.labels()
        told = _told_of(store, _figures(entry, finding), clock)
        if person().may_act:
            _have_read(store, entry)
    others = [one for one in entries if one is not entry]
    return render_template(
        "finding_page.html.j2",
        finding=finding, entry=entry, figures=told, clock=clock, before=before, after=after,
        actions=actions, others=others[:NAMED], beyond=len(others[NAMED:]), labels=labels, reasons=REASONS,
        in_words=in_words, most=CELLS, seen=newest,
    )  # fmt: skip


@views.get("/<name>/diff")
def diff(name: str) -> str:
    """Return what changed in the whole text between the two captures; it is worked out now, which may take a while."""
    with _ledger() as store:
        before, after = store.captures(_number(name))
        if before is None:
            abort(404, f"Nothing was captured before {name}: there is no text to compare with.")
        config = here().config(store)

        def read(one: Snapshot, page: Page | None) -> Reading:
            return at_work().read(store, one, page or Page(id=one.page_id, url=one.capture.url), config.limits)

        found = page_diff_by(read, store, config, before, after, now=here().now())
    return render_template(
        "finding_diff.html.j2",
        name=name, page=found, beside="beside" in request.args, clock=Clock(config.time_zone.key), most=LINES,
        context=CONTEXT,
    )  # fmt: skip


@views.get("/<name>/<side>/raw")
def raw(name: str, side: str) -> Response:
    """Return the bytes of a capture as they arrived: to be kept, never shown."""
    with _ledger() as store:
        before, after = store.captures(_number(name))
        snapshot = {"before": before, "now": after}.get(side)
        if snapshot is None:
            abort(404, f"Nothing was captured before {name}.")
        body = store.body(snapshot)
    return inert(body, snapshot.file.removesuffix(".gz"))


@views.get("/<name>/evidence.zip")
def evidence(name: str) -> Response:
    """Return the pack of evidence."""
    with _ledger() as store:
        pack = collect(store, _number(name), time_zone=here().config(store).time_zone.key)
    return attached(zipped(pack), f"{pack.name}.zip", "application/zip")


def _number(name: str) -> int:
    try:
        return change_number(name)
    except ValueError:
        abort(404, "A finding is called c and a number, as in c12. Today shows those that there are.")


@contextlib.contextmanager
def _ledger() -> Iterator[Ledger]:
    """Yield the ledger; bytes that are missing, or cannot be read any more, are answered so."""
    with here().ledger() as store:
        try:
            yield store
        except PageError as error:
            abort(404, f"The texts cannot be compared. {error.detail}")
        except StoreError as error:
            if error.reason != "lost":
                raise
            abort(404, error.detail)


def _have_read(store: Ledger, entry: Judged) -> None:
    """Record that who asks has read *entry*; a ledger that takes no word now still shows what it holds."""
    try:
        store.read(person().name, entry.numbers, here().now())
    except StoreError as error:
        if error.reason not in {"locked", "readonly", "full"}:
            raise


def _entries(store: Ledger, findings: Sequence[Finding], clock: Clock) -> list[Judged]:
    """Return *findings* as entries: all of them, whatever was made of each."""
    numbers = [change_number(one.id) for one in findings]
    return list(judged(in_turn(findings), store.reviews(numbers), frozenset(), clock))


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that is told of: its series, how that moved, and which series of the page it may be instead."""

    page_id: str
    series: int
    label: str
    timeline: Timeline | None
    others: list[tuple[str, str]]  #: each with words; []: too many to choose from


def _told_of(store: Ledger, findings: Sequence[Finding], clock: Clock) -> list[Told]:
    """Return the figures of *findings*, each series once."""
    by_series = {one.change.series: one for one in findings}
    now, zone = here().now(), clock.name
    offered = {one.page_id: choices(store, one.page_id) for one in findings[:1]}
    return [
        Told(
            one.page_id, series, wording.counted(one.change),
            timeline_of(store, one.page_id, series, now=now, time_zone=zone),
            [pair for pair in offered[one.page_id] if pair[0] != series_name(series)],
        )
        for series, one in by_series.items()
    ]  # fmt: skip


def _said(store: Ledger, entry: Judged, figures: Sequence[Finding]) -> list[Action]:
    """Return what people said of an entry, and of the series of its *figures*, the newest first."""
    found = {one.id: one for one in store.actions(entry.numbers)}
    for page_id, series in {(one.page_id, one.change.series) for one in figures}:
        found |= {one.id: one for one in store.actions(page_id=page_id, series=series)}
    return [found[number] for number in sorted(found, reverse=True)]


def _figures(entry: Judged, finding: Finding) -> tuple[Finding, ...]:
    """Return whose figures can be spoken of: those that have a line of their own, of a table the one asked for."""
    lines = entry.numbered.entry.quotable
    return lines if any(one.id == finding.id for one in lines) else (finding,)
