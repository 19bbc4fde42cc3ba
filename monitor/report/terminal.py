"""The report for a terminal, and the same as plain text where there is no colour."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from monitor.model import Change, Figure
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import caveats, page_health, page_notices, told_together, wording
from monitor.report.clock import Clock
from monitor.report.console import printed
from monitor.report.entries import Entry, Shape
from monitor.report.highlight import GONE, NEW, Pieces, marked, written
from monitor.report.remainder import Remainder
from monitor.report.report_model import Report
from monitor.report.terminal_rows import TerminalRow
from monitor.report.textdiff.arranging import IN_REPORTS
from monitor.report.textdiff.diff_terminal import drawn
from monitor.report.views import Edition, Numbered, Section, View, arrange

WIDTH = 100
CELLS = 40  # of a table that are written out


def terminal(report: Report, *, width: int = WIDTH, colour: bool = False, proof: bool = False) -> str:
    """Return *report* for a terminal.

    Args:
        report: what to show.
        width: columns of the terminal.
        colour: whether to write ANSI colours: for a terminal, unless NO_COLOR is set. Without, no escape is written.
        proof: whether to name the files and the whole digests of the captures.
    """
    return shown(report, arrange(report), width=width, colour=colour, proof=proof)


def shown(report: Report, view: View, *, width: int, colour: bool = False, proof: bool = False) -> str:
    """Return *view*, which is that of *report* or a part of it, for a terminal of *width* columns."""
    return printed(_parts(report, view, proof=proof), width=width, colour=colour)


Parts = Iterator[RenderableType]


def _plain(text: str, style: str = "", margin: int = 0) -> TerminalRow:
    return TerminalRow(Text(text, style), margin)


def _parts(report: Report, view: View, *, proof: bool) -> Parts:
    clock = Clock(report.time_zone)
    yield _plain(visible(report.title), "bold")
    yield _plain(clock.period(report.since, report.until, report.made_at), "dim")
    yield from _health(view)
    yield from _brief(view, alone=report.brief)
    if not report.brief:
        yield from _disagreements(report, clock)
        for section in view.sections:
            yield from _section(section, clock, proof=proof)
    if view.beyond:
        yield _plain(f"And {view.beyond:,} more: {view.command} shows them all.", "bold")
    yield from _pages(view, clock)
    if report.seal and not report.brief:
        yield _plain(f"{caveats.SEAL}: {visible(report.seal)}", "dim")


def _health(view: View) -> Parts:
    if view.health:
        yield _plain(f"Pages: {view.health}", "bold yellow" if view.alarmed else "")
    yield _plain("")


def _pages(view: View, clock: Clock) -> Parts:
    """Yield how the pages are doing that somebody should look at, and what is over: after what has changed."""
    if view.troubled or view.past:
        yield Rule(Text("How the pages are doing", "bold"), align="left", style="dim")
    for said in page_health.troubles(view.troubled, clock):
        yield _plain(said, "yellow", 2)
    for notice in view.past:
        yield _plain(page_notices.over(notice, clock), "dim", 2)
    if view.hidden:
        yield _plain(f"and {view.hidden:,} more: monitor status tells of every page", "dim", 2)
    if view.troubled or view.past:
        yield _plain("")


def _brief(view: View, *, alone: bool) -> Parts:
    """Yield the summary; unless it stands *alone*, each of its lines has the number of its entry below."""
    if view.is_quiet:
        yield _plain("No figure changed.")
    for line in view.brief:
        said = Text(line.text).append(", silently" if line.is_silent else "", "yellow")
        said.append(f", in {line.steps} steps" if line.steps > 1 else "", "dim")
        below = "" if alone else f", see {line.number}"
        said.append(f" ({visible(line.page_id)}{below})", "dim")
        yield TerminalRow(said, 2, Text(line.sign, _style(line.sign)))
    if view.more:
        yield _plain(f"and {view.more} more below", "dim", 2)
    if view.brief:
        yield _plain("")


def _disagreements(report: Report, clock: Clock) -> Parts:
    if report.disagreements:
        yield Rule(Text("Who disagrees", "bold"), align="left", style="dim")
    for one in report.disagreements:
        yield _plain(wording.disagreement(one, clock))
        for side in (one.one, one.other):
            yield TerminalRow(_sentence(f" {visible(side.speaker)}: ", side.figure))
        yield _plain("")


def _section(section: Section, clock: Clock, *, proof: bool) -> Parts:
    yield Rule(Text(section.title, "bold"), align="left", style="dim")
    if link(section.url):
        yield _plain(link(section.url) or "", "dim")
    for edition in section.editions:
        yield from _edition(edition, clock, proof=proof)
    if section.undated:
        yield _plain(caveats.UNDATED, "dim")
    for text in section.texts:
        yield from _text(text, clock)
    yield _plain("")


def _edition(edition: Edition, clock: Clock, *, proof: bool) -> Parts:
    before = f", compared with {clock.minute(edition.before_at)}" if edition.before_at else ""
    own = f"; {caveats.own_date(edition.page_updated)}" if edition.page_updated else ""
    yield _plain(f"Captured {clock.minute(edition.after_at)}{before}{own}", "italic")
    for numbered in edition.entries:
        yield from _told(numbered)
    for label, file, digest in (
        ("Now", edition.after_file, edition.after_digest), ("Before", edition.before_file, edition.before_digest)
    ):  # fmt: skip
        if proof and file and digest:
            yield _plain(f"{label}: {visible(file)} sha256 {visible(digest)}", "dim")


def _told(numbered: Numbered) -> Parts:
    entry, margin = numbered.entry, len(str(numbered.number)) + 4
    leads = [Text(f" {numbered.number} ", "dim"), *(Text(" " * (margin - 2)) for _ in entry.lines[1:])]
    if entry.is_group:
        yield TerminalRow(Text(entry.title, "bold"), margin, leads[0].append(wording.MANY))
    for lead, change in zip(leads, entry.lines, strict=False):
        sign = wording.sign(change)
        yield TerminalRow(_line(change, numbered), margin, lead.append(sign, _style(sign)))
    if entry.shape is Shape.TABLE and entry.is_group and entry.cells:
        yield _plain(_cells(entry), margin=margin)
    for label, pieces in entry.sentences:
        yield TerminalRow(Text(f"{label}: " if label else "", "dim").append_text(_pieces(pieces)), margin)
    yield from _beside(entry, margin)


def _beside(entry: Entry, margin: int) -> Parts:
    """Yield what stands beside the sentences of *entry*: facts, doubts, and where it is repeated."""
    if entry.facts:
        yield _plain("; ".join(entry.facts), "dim", margin)
    for doubt in entry.doubts:
        yield _plain(doubt, "yellow" if entry.is_silent else "dim", margin)
    for also in entry.repeated:
        yield TerminalRow(_sentence("also: ", also).append_text(Text(f" {caveats.headed(also)}", "dim")), margin)
    if entry.permalink:
        yield _plain(f"Review: {entry.permalink}", "dim", margin)


def _line(change: Change, numbered: Numbered) -> Text:
    line = Text().append(wording.statement(change), "bold")
    line.append("".join(f"; {plain}" for plain in wording.glosses(change)))
    line.append(", silently" if change.silent else "", "yellow")
    steps = numbered.steps.get(change.series)
    return line.append(f"  {steps.blocks}" if steps else "", "cyan")


def _cells(entry: Entry) -> str:
    """Return a table's cells one after the other, the greatest moves first."""
    common = told_together.shared(entry.changes)
    moves = (told_together.move(change, common) for change in entry.cells[:CELLS])
    shown = [move.replace(" → ", "\u00a0→\u00a0") for move in moves]  # before and after stay in one line
    beyond = len(entry.cells) - len(shown)
    return " · ".join([*shown, f"and {beyond} more"] if beyond else shown)


def _style(sign: str) -> str:
    return {"▲": "green", "▼": "magenta"}.get(sign, "cyan")


def _pieces(pieces: Pieces) -> Text:
    line = Text()
    for text, piece in written(pieces):
        style = "dim" if piece is None else {GONE: "red", NEW: "green"}.get(piece.sign, "")
        line.append(text, f"bold {style}".strip() if piece and piece.is_figure else style)
    return line


def _sentence(label: str, figure: Figure) -> Text:
    before, number, after = marked(figure)
    return Text.assemble((label, "dim"), before, (number, "bold"), after)


def _text(text: Remainder, clock: Clock) -> Parts:
    diff = text.diff
    yield _plain("")
    yield _plain(f"{text.title}, {clock.minute(diff.before_at)} to {clock.minute(diff.after_at)}", "italic")
    yield from drawn(diff, most=IN_REPORTS)
