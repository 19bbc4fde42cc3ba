"""How figures moved, drawn and listed: a `Timeline` in, an SVG or a CSV out.

`timeline` holds the values, `extents` says between which numbers a figure lies, `thinning` keeps what can be seen of
thousands, `value_axis` and `time_axis` set the axes, `end_labels` names the lines, `run_marks` draws one run,
`drawing` the whole, `timeline_csv` writes the same data as a table.
"""

from __future__ import annotations

from monitor.report.timelines.chart_plan import NARROW, WIDE, Shape
from monitor.report.timelines.drawing import standalone, svg
from monitor.report.timelines.timeline import Line, Run, Timeline, Unseen
from monitor.report.timelines.timeline_csv import csv_of

__all__ = ["NARROW", "WIDE", "Line", "Run", "Shape", "Timeline", "Unseen", "csv_of", "standalone", "svg"]
