"""How figures moved, drawn and listed: a `Timeline` in, an SVG or a CSV out.

`timeline` holds the values, `joining` makes one run of what says the same, `extents` says between which numbers a
figure lies, `thinning` keeps what can be seen of thousands, `value_axis` and `time_axis` set the axes, `chart_plan`
says what is drawn, `chart_frame` where, `end_labels` where names stand; `run_marks` draws a line, `drawing` the whole,
`timeline_csv` writes the same as a table.
"""

from __future__ import annotations

from monitor.report.timelines.chart_plan import LINES, NARROW, WIDE, Shape
from monitor.report.timelines.drawing import standalone, svg
from monitor.report.timelines.joining import joined
from monitor.report.timelines.timeline import Line, Run, Timeline, Unseen
from monitor.report.timelines.timeline_csv import csv_of

__all__ = [
    "LINES", "NARROW", "WIDE", "Line", "Run", "Shape", "Timeline", "Unseen", "csv_of", "joined", "standalone", "svg",
]  # fmt: skip
