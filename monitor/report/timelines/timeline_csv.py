"""A timeline as CSV (RFC 4180): one row a run, the oldest first, then the spells in which a page was not seen."""

from __future__ import annotations

import csv
import io

from monitor.report import wording
from monitor.report.as_csv import cell
from monitor.report.json_forms import decimal, moment, series
from monitor.report.timelines.timeline import Line, Run, Timeline, Unseen

COLUMNS = (
    "who", "what", "since", "until", "written", "value", "low", "high", "quantifier", "unit", "statements", "sentence",
    "page", "series", "sha256",
)  # fmt: skip


def csv_of(timeline: Timeline) -> str:
    """Return every run of *timeline*, none left out; times are ISO 8601 in UTC, ``until`` is empty for what stands."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_stated(line, run) for line, run in timeline.rows)
    writer.writerows(_unseen(line, spell) for line in timeline.lines for spell in line.unseen)
    return out.getvalue()


def _stated(line: Line, run: Run) -> dict[str, object]:
    figure = run.figure
    return {
        "who": cell(line.name), "what": "stated", "since": moment(run.since), "until": moment(run.until),
        "written": cell(wording.written(figure)), "value": decimal(figure.value), "low": decimal(figure.low),
        "high": decimal(figure.high), "quantifier": figure.quantifier.value, "unit": cell(figure.unit),
        "statements": run.times, "sentence": cell(figure.sentence), "page": cell(run.page_id),
        "series": series(run.series), "sha256": cell(run.digest),
    }  # fmt: skip


def _unseen(line: Line, spell: Unseen) -> dict[str, object]:
    return {
        "who": cell(line.name), "what": cell(f"not seen: {spell.why}"), "since": moment(spell.since),
        "until": moment(spell.until),
    }  # fmt: skip
