"""The report as one line of chat, at most 300 characters: what changed from what to what, who says so, the sentence."""

from __future__ import annotations

import re

from monitor.model import Finding
from monitor.model.sanitize import visible
from monitor.report import caveats, page_health, page_notices
from monitor.report.clock import Clock
from monitor.report.highlight import marked
from monitor.report.report_model import Report
from monitor.report.views import View, arrange

MOST = 300  # characters
LEAST = 24  # characters of a sentence that are worth showing
TITLE = 60  # of a page's
LINK = 120  # of the address where the finding is reviewed; a longer one leaves no room
_BREAK = re.compile(r"(?<![\d ]) +")  # not after a digit: "1 160" and "3.2 million" are one number each


def chat(report: Report, most: int = MOST) -> str:
    """Return the foremost change of *report* in at most *most* characters, and how many more there are."""
    view = arrange(report)
    if not view.lines:
        return cut(_without_changes(report, view, most), most)
    line = view.lines[0]
    entry = next(numbered.entry for _, _, numbered in view.entries if numbered.entry.key == line.key)
    finding = next((one for one in entry.findings if one.change.series == line.change.series), entry.first)
    others = len(view.lines) - 1 + view.beyond
    more = f" (and {others:,} more)" if others else ""
    silently = ", silently" if line.is_silent else ""
    speaker = caveats.said_by(finding.change)
    said = f"{line.sign} {line.text}{silently}{f', {speaker}' if speaker else ''}"
    where = f" – {cut(line.page_title, TITLE)}"
    review = f" {entry.permalink}" if len(entry.permalink) in range(1, LINK + 1) else ""
    room = most - len(where) - len(more) - len(review)
    said = cut(said, room)
    quote = "" if line.cells else quoted(finding, room - len(said) - 4)
    return f"{said}{where}{f': “{quote}”' if quote else ''}{more}{review}"


def _without_changes(report: Report, view: View, most: int) -> str:
    """Return what a report without changes tells: pages in trouble, troubles that are over, or that all is well."""
    clock = Clock(report.time_zone)
    lines = [*page_health.troubles(view.troubled, clock)]
    lines += [page_notices.over(one, clock) for one in view.past]
    more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
    return (
        cut(lines[0], most - len(more)) + more
        if lines
        else f"{visible(report.title)}: no change. {view.health}".strip()
    )


def cut(text: str, most: int) -> str:
    """Return *text* in at most *most* characters, cut at a word and never inside a number."""
    if len(text) <= most:
        return text
    ends = [match.start() for match in _BREAK.finditer(text, 0, most) if match.start() < most]
    return f"{text[: ends[-1]].rstrip(' ,;:–(')}…" if ends else "…"


def quoted(finding: Finding, room: int) -> str:
    """Return the sentence of *finding* in at most *room* characters, its number among them; nothing if that is few."""
    figure = finding.change.newest
    if figure is None or room < LEAST:
        return ""
    before, number, after = marked(figure)
    sentence = before + number + after
    if len(sentence) <= room:
        return sentence
    if len(before) + len(number) >= room // 2:  # the number stands late: begin at a word before it
        starts = [
            match.end() for match in _BREAK.finditer(before) if len(before) - match.end() + len(number) <= room // 2
        ]
        if not starts:
            return ""
        sentence = f"…{before[starts[0] :]}{number}{after}"
    shown = cut(sentence, room)
    return shown if number in shown else ""
