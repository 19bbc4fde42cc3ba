"""What a person says of findings and of series: every form that says so is sent here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from monitor.errors import StoreError
from monitor.model.changes import change_name, series_name, series_number
from monitor.model.phrasing import counted
from monitor.model.reviews import ON_SERIES, Act, Action, Standing, Verb
from monitor.model.sanitize import shortened
from monitor.report.clock import Clock
from monitor.web.guard import own_path
from monitor.web.number_spans import numbers
from monitor.web.requested import here, person, row_number

views = Blueprint("acts", __name__)
REASONS = ("known already", "no real change", "misread", "of no interest")
"""Why a finding is dismissed, ready to be chosen."""
_JUDGING = frozenset({Verb.CONFIRM, Verb.DISMISS, Verb.REOPEN, Verb.NOT_A_FIGURE})
_ON_FINDINGS = frozenset(Verb) - ON_SERIES - {Verb.UNDO}
_DONE = {
    Verb.CONFIRM: "Confirmed {of}.",
    Verb.DISMISS: "Dismissed {of}: {text}.",
    Verb.REOPEN: "Reopened {of}.",
    Verb.NOTE: "Noted beside {of}.",
    Verb.LABEL: "Labelled {of} “{text}”.",
    Verb.UNLABEL: "Took the label “{text}” off {of}.",
    Verb.NOT_A_FIGURE: "{of} is not a figure: it is told of no more.",
    Verb.SAME: "{of} is the same figure as {into}.",
    Verb.SPLIT: "{of} ends, and a new series begins where it stands.",
    Verb.IGNORE: "{of} is told of no more.",
    Verb.FOLLOW: "{of} is told of again.",
    Verb.RENAME: "{of} is called “{text}” now.",
    Verb.UNDO: "Taken back.",
}
_UNNAMED = "{of} is called by what it counts again."
_HISTORY = {
    Verb.CONFIRM: "confirmed it",
    Verb.DISMISS: "dismissed it: {text}",
    Verb.REOPEN: "reopened it",
    Verb.NOTE: "noted:",
    Verb.LABEL: "labelled it “{text}”",
    Verb.UNLABEL: "took the label “{text}” off",
    Verb.NOT_A_FIGURE: "said that {of} is not a figure",
    Verb.SAME: "said that {of} is the same figure as {into}",
    Verb.SPLIT: "said that {of} is another figure from then on",
    Verb.IGNORE: "wanted to hear no more of {of}",
    Verb.FOLLOW: "wanted to hear of {of} again",
    Verb.RENAME: "called {of} “{text}”",
}
_SAYING = ("verb", "findings", "page", "series", "into", "text", "undoes")
"""Fields of a form that are what it says."""
_THEY = {Standing.CONFIRMED: "confirmed", Standing.DISMISSED: "dismissed", Standing.OPEN: "reopened"}


@views.post("/review")
def review() -> ResponseReturnValue:
    """Record what a form says, and lead back to where it stood."""
    act = _asked(request.form)
    if act.verb in _ON_FINDINGS and not act.findings:
        flash("No finding is chosen: tick the boxes of some first.", "warning")
    elif act.verb is Verb.DISMISS and not act.text:
        flash("Say why it is dismissed: choose a reason, or write your own.", "warning")
    else:
        _record(act)
    return redirect(own_path(request.form.get("back", "")), 303)


def _asked(form: MultiDict[str, str]) -> Act:
    """Return what *form* says."""
    try:
        act = Act(verb=Verb(form["verb"]), person=person().name, key=_key(form), text=form.get("text", "").strip())
        return _of_what(act, form)
    except (ValueError, KeyError):
        abort(400, "The form says nothing that is known here. Go back, load the page again, and try once more.")


def _key(form: MultiDict[str, str]) -> str:
    """Return what names an act: a form that is sent twice says one thing, and filled in otherwise it says another.

    Browsers keep pages that were left: whoever goes back to one sends its form anew.
    """
    said = json.dumps([form.getlist(name) for name in _SAYING])
    return f"{form['key']}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _of_what(act: Act, form: MultiDict[str, str]) -> Act:
    """Return *act* with what it speaks of."""
    if act.verb is Verb.UNDO:
        return replace(act, undoes=row_number(form["undoes"]))
    if act.verb in _ON_FINDINGS:
        return replace(act, findings=numbers(",".join(form.getlist("findings"))))
    into = series_number(form["into"]) if act.verb is Verb.SAME else None
    return replace(act, page_id=form["page"], series=series_number(form["series"]), into=into)


def _record(act: Act) -> None:
    """Record *act*, and have the next page say what it did, with a button that takes it back; or why it cannot be."""
    try:
        with here().ledger() as store:
            action = store.act(act, here().now())
            clock = Clock(here().config(store).time_zone.key)
    except StoreError as error:
        if error.reason != "unknown":
            raise
        flash(error.detail, "warning")
        return
    others = _others(action, request.form.get("seen", 0, row_number), clock)
    told = {"text": f"{_done(action)} {others}".strip(), "undoes": action.id}
    flash(told, "warning" if others else "done")  # type: ignore[arg-type]  # a session is JSON, and the layout knows


def _done(action: Action) -> str:
    """Return what *action* did, in a sentence."""
    act = action.act
    of = _of(act.findings) if act.series is None else f"Series {series_name(act.series)}"
    form = _UNNAMED if act.verb is Verb.RENAME and not act.text else _DONE[act.verb]
    into = series_name(act.into) if act.into is not None else ""
    return form.format(of=of, text=shortened(act.text).rstrip("."), into=into)


def _of(findings: Sequence[int]) -> str:
    """Return what an act speaks of: a single finding by its name, for it may stand on the view no more."""
    return f"finding {change_name(findings[0])}" if len(findings) == 1 else counted(len(findings), "finding")


def _others(action: Action, seen: int, clock: Clock) -> str:
    """Return what others had said meanwhile of the same findings, in a sentence; nothing where they had not."""
    said = {
        f"{shortened(one.person)} {_THEY[one.standing]} it{f' on {clock.minute(one.at)}' if one.at else ''}"
        for one in action.overtook(seen)
    }
    if not said:
        return ""
    stands = "; your word stands now" if action.act.verb in _JUDGING else ""
    return f"Meanwhile {' and '.join(sorted(said))}{stands}."


def in_words(action: Action, others: Sequence[Action]) -> str:
    """Return what a person did, to stand behind their name: "confirmed it".

    Args:
        action: what is told.
        others: actions among which is, or may be, what it took back.
    """
    act = action.act
    if act.verb is Verb.UNDO:
        undone = next((one for one in others if one.id == act.undoes), None)
        return f"took back: {undone.act.person} {in_words(undone, others)}" if undone else "took something back"
    form = "called {of} by what it counts" if act.verb is Verb.RENAME and not act.text else _HISTORY[act.verb]
    of = series_name(act.series) if act.series is not None else "it"
    return form.format(of=of, text=act.text, into=series_name(act.into) if act.into is not None else "")
