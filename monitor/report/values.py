"""The JSON of values: each has one form wherever it is printed, in a report, by a command or in an export.

Within a version keys are added, never renamed, removed or given another meaning. Values of figures are decimal strings,
times ISO 8601 in UTC, a series is "s12". Text is the page's own, exactly; `json_text` escapes what would hide in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from monitor.model import (
    Change,
    Disagreement,
    Dropped,
    Figure,
    Finding,
    LineDiff,
    Notice,
    PageStatus,
    Reading,
    Statement,
    TextDiff,
    Words,
)
from monitor.model.addresses import link
from monitor.model.changes import series_name
from monitor.model.sources import Offer
from monitor.report import caveats, page_notices, wording
from monitor.report.clock import Clock, iso
from monitor.report.highlight import Pieces, marked
from monitor.report.json_forms import Object, decimal, moment, series
from monitor.report.views import Numbered, Section


def figure(value: Figure) -> Object:
    """Return a figure. ``start`` and ``end`` count characters of the document's text; ``page`` is of paged ones."""
    return _placed(_claim(value), value, "page")


def claim(value: Figure) -> Object:
    """Return the keys of a figure for an object that has a ``page`` of its own, one that is followed: ``on_page``."""
    return _placed(_claim(value), value, "on_page")


def _placed(claim: Object, value: Figure, page: str) -> Object:
    """Return *claim* with what is said only of some figures: the *page* of a paged document, that it shows on a click.

    It is added in place: to copy every figure for what few have takes a fifth of the time.
    """
    if value.page is not None:
        claim[page] = value.page
    if value.folded:
        claim["folded"] = True
    return claim


def _claim(value: Figure) -> Object:
    before, number, after = marked(value)
    return {
        "value": decimal(value.value),
        "low": decimal(value.low),
        "high": decimal(value.high),
        "surface": value.surface,
        "start": value.start,
        "end": value.end,
        "sentence": value.sentence,
        "counts": value.counts,
        "head": value.head,
        "unit": value.unit,
        "unit_name": value.unit_name,
        "quantifier": value.quantifier.value,
        "role": value.role.value,
        "direction": value.direction.value if value.direction else None,
        "time": value.time,
        "since": value.since.isoformat() if value.since else None,
        "until": value.until.isoformat() if value.until else None,
        "agent": value.agent,
        "attribution": value.attribution,
        "where": value.where.value,
        "headers": list(value.headers),
        "main": value.main,
        "written": wording.written(value),
        "marked": {"before": before, "number": number, "after": after},
    }


def dropped(value: Dropped) -> Object:
    """Return a refused number."""
    return {
        "value": decimal(value.value),
        "surface": value.surface,
        "start": value.start,
        "end": value.end,
        "why": value.why,
    }


def reading(value: Reading) -> Object:
    """Return a whole document, but for its name."""
    return {
        "language": value.text.language,
        "title": value.text.title or None,
        "published": value.text.published,
        "updated": value.text.updated,
        "notes": list(value.text.notes),
        "engine": value.engine,
        "figures": [figure(one) for one in value.figures],
        "dropped": [dropped(one) for one in value.dropped],
    }


def change(value: Change) -> Object:
    """Return one change between two versions; ``label`` is what the user calls the series, else what it counts."""
    return {
        "kind": value.kind.value,
        "series": series(value.series),
        "counts": value.counts,
        "label": wording.counted(value),
        "old": figure(value.old) if value.old else None,
        "new": figure(value.new) if value.new else None,
        "difference": decimal(value.difference),
        "relative": decimal(value.relative),
        "within_rounding": value.within_rounding,
        "silent": value.silent,
        "redefined": value.redefined,
        "told": value.told,
        "rule": value.rule,
        "table": value.table,
        "group": value.group,
        "echo": series(value.echo),
    }


def finding(value: Finding, clock: Clock) -> Object:
    """Return a change as reports tell it: with its page, its words, its proof; ``counts`` is never empty."""
    change_of = value.change
    return {
        "id": value.id or None,
        "page": value.page_id,
        "page_title": value.page_title,
        "url": link(value.url),
        "check": value.check,
        **change(change_of),
        "counts": wording.counts(change_of),
        "happened": wording.happened(change_of),
        "statement": wording.statement(change_of),
        "page_updated": value.page_updated,
        "doubts": list(caveats.doubts(value)),
        "echo_of": series(change_of.echo),  # what `echo` says; it was here first
        "before_url": link(value.before_url),
        "before": _capture(value.before_at, value.before_digest, value.before_file, value.before_removed_at, clock),
        "after": _capture(value.after_at, value.after_digest, value.after_file, value.after_removed_at, clock),
        "quote": wording.quotation(value, clock),
        "lost": list(value.lost),
        **({"permalink": value.permalink} if value.permalink else {}),
    }


def entry(value: Numbered, section: Section, first: int) -> Object:
    """Return what reports show as one: its sentences with what changed in them, and the last values of its figures.

    Args:
        value: the entry.
        section: its page.
        first: the place of its first finding among those of the report; its others follow, and its echoes after them.
    """
    shown = value.entry
    echoes = first + len(shown.findings)
    return {
        "entry": shown.key,
        "number": value.number,
        "shape": shown.shape.value,
        "page": section.page_id,
        "language": section.language or None,
        "findings": list(range(first, echoes)),
        "echoes": list(range(echoes, echoes + len(shown.echoes))),
        "title": shown.title,
        "statements": [wording.statement(change) for change in shown.lines],
        "sentences": [
            {"before": _pieces(pair.before), "now": _pieces(pair.now), "merged": _pieces(pair.merged)}
            for pair in shown.pairs
        ],
        "facts": list(shown.facts),
        "doubts": list(shown.doubts),
        "silent": shown.is_silent,
        "last_values": {
            series_name(number): [[iso(at), decimal(one.value)] for at, one in steps.points]
            for number, steps in value.steps.items()
        },
    }


def _pieces(pieces: Pieces) -> list[Object]:
    return [{"sign": one.sign, "text": one.text, "figure": one.is_figure} for one in pieces]


def _capture(
    at: datetime | None, digest: str | None, file: str | None, removed_at: datetime | None, clock: Clock
) -> Object | None:
    if at is None:
        return None
    taken = {"captured_at": iso(at), "local": clock.local(at), "sha256": digest, "file": file}
    return {**taken, "removed_at": moment(removed_at)}


def statement(value: Statement) -> Object:
    """Return what a speaker stated of an indicator, and the figure it was stated with."""
    return {
        "indicator": value.indicator,
        "page": value.page_id,
        "page_title": value.page_title,
        "series": series(value.series),
        "speaker": value.speaker,
        "said_on": value.said_on.isoformat() if value.said_on else None,
        "captured_at": iso(value.captured_at),
        "stands": value.until is None,
        **claim(value.figure),
    }


def disagreement(value: Disagreement) -> Object:
    """Return two speakers who state one indicator differently; ``history`` is pairs of a time and the gap from then."""
    return {
        "indicator": value.indicator,
        "name": value.name,
        "one": _side(value.one),
        "other": _side(value.other),
        "gap": decimal(value.gap),
        "relative": decimal(value.relative),
        "since": iso(value.since),
        "history": [[iso(at), decimal(apart)] for at, apart in value.history],
    }


def _side(value: Statement) -> Object:
    return {**statement(value), "figure": figure(value.figure)}  # the figure once more, where it stood at first


def notice(value: Notice, clock: Clock) -> Object:
    """Return what happened to a page besides its figures."""
    return {
        "page": value.page_id,
        "what": value.what,
        "since": iso(value.since),
        "until": moment(value.until),
        "reason": value.reason or None,
        "detail": value.detail or None,
        "checks": value.checks,
        "statement": page_notices.over(value, clock),
    }


def status(value: PageStatus, config_stale_since: datetime | None = None) -> Object:
    """Return how a page is doing; ``reason`` and ``advice`` are empty when it is doing well.

    Args:
        value: how it is doing.
        config_stale_since: since when the configuration has mistakes, and the one before is in force.
    """
    return {
        "id": value.id,
        "url": link(value.url),
        "state": value.state,
        "since": moment(value.since),
        "reason": value.reason,
        "advice": value.advice,
        "last_ok_at": moment(value.last_ok_at),
        "next_check_at": moment(value.next_check_at),
        "figures": value.figures,
        "found_by": value.found_by,
        "config_stale_since": moment(config_stale_since),
    }


def offer(value: Offer, followed_by: str | None, command: str | None) -> Object:
    """Return what a page offers to be followed.

    Args:
        value: what it is.
        followed_by: the id of the page that is followed at this address already.
        command: the command line that follows it; None where that is done already.
    """
    return {
        "kind": value.kind,
        "url": link(value.url),
        "title": value.title,
        "entries": value.entries,
        "links": value.links,
        "followed_by": followed_by,
        "command": command,
    }


def text_diff(value: TextDiff) -> Object:
    """Return what changed in a page's text: lines of parts, each with -1 gone, 0 kept or 1 new before it.

    ``blocks`` says of each of the lines what became of it. A row's cells are one line, and `cells` parts it.
    """
    return {
        "page": value.page_id,
        "before_at": iso(value.before_at),
        "after_at": iso(value.after_at),
        "lines": [_signed(line.words) for line in value.lines],
        "blocks": [_block(line) for line in value.lines],
        "outside": value.outside,
        "is_cut": value.is_cut,
    }


def _block(value: LineDiff) -> Object:
    return {
        "became": value.became.value,
        "kind": value.kind.value,
        "old": value.old,
        "new": value.new,
        "old_under": value.old_under,
        "new_under": value.new_under,
        "cells": [_signed(cell) for cell in value.cells] if value.is_row else None,
    }


def _signed(words: Words) -> list[list[Any]]:
    return [[sign, text] for sign, text in words]
