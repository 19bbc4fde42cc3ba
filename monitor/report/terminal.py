"""The report as tables for a terminal, and the same in plain text where there is no colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from monitor.model import Change, Figure, TextDiff
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import doing, groups, wording
from monitor.report.clock import Clock
from monitor.report.console import printed
from monitor.report.marking import marked
from monitor.report.model import Report
from monitor.report.textdiff.arranging import IN_REPORTS
from monitor.report.textdiff.terminal import drawn
from monitor.report.views import Edition, Section, Told, View, arrange

WIDTH = 100
_COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("Figure", "left"), ("Before", "right"), ("Now", "right"), ("Difference", "right"), ("", "left"),
)  # fmt: skip


def terminal(report: Report, *, width: int = WIDTH, colour: bool = False, details: bool = True) -> str:
    """Return *report* for a terminal.

    Args:
        report: what to show.
        width: columns of the terminal.
        colour: whether to write ANSI colours: for a terminal, unless NO_COLOR is set. Without, no escape is written.
        details: whether to show sentences and proof; without, one table of all that changed.
    """
    return printed(_parts(report, arrange(report), details=details), width=width, colour=colour)


def _parts(report: Report, view: View, *, details: bool) -> Iterator[RenderableType]:
    clock = Clock(report.time_zone)
    yield Text(visible(report.title), "bold")
    yield Text(_period(report, clock), "dim")
    yield Text()
    yield from _health(view, clock)
    if not view.count:
        yield Text("No figure changed.")
    if not details:
        yield _summary(view)
        return
    if report.disagreements:
        yield Rule(Text("Who disagrees", "bold"), align="left", style="dim")
    for one in report.disagreements:
        yield Text(wording.disagreement(one, clock))
        for side in (one.one, one.other):
            yield _sentence(f" {visible(side.speaker)}: ", side.figure)
        yield Text()
    for section in view.sections:
        yield from _section(section, clock)
    if report.seal:
        yield Text(f"{wording.SEAL}: {visible(report.seal)}", "dim")


def _period(report: Report, clock: Clock) -> str:
    ends = [clock.minute(when) for when in (report.since, report.until) if when]
    made = f"made on {clock.minute(report.made_at)}"
    return f"{' to '.join(ends)}; {made}" if ends else made


def _health(view: View, clock: Clock) -> Iterator[RenderableType]:
    yield Text(f"Pages: {view.health}", "bold yellow" if view.alarmed else "")
    for status in view.troubled:
        yield Padding(Text(doing.trouble(status, clock), "yellow"), (0, 0, 0, 2))
    for notice in view.past:
        yield Padding(Text(doing.notice(notice, clock), "dim"), (0, 0, 0, 2))
    yield Text()


def _section(section: Section, clock: Clock) -> Iterator[RenderableType]:
    yield Rule(Text(section.title, "bold"), align="left", style="dim")
    if link(section.url):
        yield Text(link(section.url) or "", "dim")
    for edition in section.editions:
        yield from _edition(edition, clock)
    for diff in section.diffs:
        yield from _diff(diff, clock)
    yield Text()


def _summary(view: View) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    for name, justify in (("Page", "left"), *_COLUMNS):
        table.add_column(name, justify=justify, overflow="fold", style="bold" if name == "Now" else None)
    for line in view.lines:
        change = line.change
        if line.cells:
            table.add_row(Text(visible(line.page_id)), Text(line.text), "", "", "", "")
        else:
            table.add_row(Text(visible(line.page_id)), *_row(wording.counted(change), change, silent=line.silent))
    return table


def _edition(edition: Edition, clock: Clock) -> Iterator[RenderableType]:
    yield Text()
    before = f", compared with {clock.minute(edition.before_at)}" if edition.before_at else ""
    yield Text(f"Captured {clock.minute(edition.after_at)}{before}", "italic")
    yield _table(edition)
    for index, told in enumerate(edition.told, 1):
        yield Padding(Group(*_details(index, told)), (0, 0, 0, 1))
    if edition.undated:
        yield Text(wording.UNDATED, "dim")
    yield Text(f"Proof: {visible(edition.after_file)}  sha256 {visible(edition.after_digest)}", "dim")
    if edition.before_file and edition.before_digest:
        yield Text(f"before {visible(edition.before_file)}  sha256 {visible(edition.before_digest)}", "dim")


def _table(edition: Edition) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False)
    table.add_column("", justify="right", style="dim")
    for name, justify in _COLUMNS:
        table.add_column(name, justify=justify, overflow="fold", style="bold" if name == "Now" else None)
    for index, told in enumerate(edition.told, 1):
        if told.is_group:
            table.add_row(Text(str(index)), Text(groups.named(told.changes)), "", "", "", "")
            for one in told.cells:
                table.add_row("", *_row(f"  {groups.member(one.change, told.changes)}", one.change))
        else:
            table.add_row(Text(str(index)), *_row(wording.counted(told.finding.change), told.finding.change))
    return table


def _row(name: str, change: Change, *, silent: bool = False) -> tuple[Text, ...]:
    happened = wording.happened(change) + (", silently" if silent or change.silent else "")
    return (
        Text(name),
        Text(_both(change.old)),
        Text(_both(change.new)),
        Text(wording.both_differences(change)),
        Text(happened, "cyan"),
    )


def _both(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    plain = wording.gloss(figure)
    return f"{wording.written(figure)}\n= {plain}" if plain else wording.written(figure)


def _details(index: int, told: Told) -> Iterator[RenderableType]:
    change = told.finding.change
    figure = change.new or change.old
    when = "now     " if change.new else "before  "
    yield from (_sentence(f"{index} {when}", one) for one in told.sentences)
    if told.is_group or figure is None:
        return
    if change.old:
        yield _sentence(f"{index} before  ", change.old)
    if change.new:
        yield _sentence(f"{'' if change.old else index:{len(str(index))}} now     ", change.new)
    yield Text(f"{'':{len(str(index))}} {'; '.join(wording.facts(change))}.", "dim")
    for doubt in wording.doubts(told.finding):
        yield Text(f"{'':{len(str(index))}} {doubt}", "yellow" if change.silent else "dim")
    for echo in told.echoes:
        if echo.change.new:
            under = Text(f" {wording.headed(echo.change.new)}", "dim")
            yield _sentence(f"{'':{len(str(index))}} also    ", echo.change.new).append(under)
    yield Text()


def _sentence(label: str, figure: Figure) -> Text:
    before, number, after = marked(figure)
    return Text.assemble((label, "dim"), before, (number, "bold reverse"), after)


def _diff(diff: TextDiff, clock: Clock) -> Iterator[RenderableType]:
    yield Text()
    yield Text(f"Text: {clock.minute(diff.before_at)} to {clock.minute(diff.after_at)}", "italic")
    yield from drawn(diff, most=IN_REPORTS)
