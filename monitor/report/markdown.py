"""The report as Markdown (CommonMark with tables), to be pasted into notes and messages."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Figure, TextDiff
from monitor.model.addresses import link
from monitor.report import doing, groups, wording
from monitor.report.clock import Clock
from monitor.report.markdown_text import code, paragraph, text
from monitor.report.marking import marked
from monitor.report.model import Report
from monitor.report.textdiff.arranging import IN_REPORTS
from monitor.report.textdiff.markdown import drawn
from monitor.report.views import Edition, Section, Told, arrange


def markdown(report: Report) -> str:
    """Return *report* as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    clock, view = Clock(report.time_zone), arrange(report)
    yield f"# {text(report.title)}\n"
    if report.since and report.until:
        yield f"{clock.minute(report.since)} to {clock.minute(report.until)}. Made on {clock.minute(report.made_at)}.\n"
    else:
        yield f"Made on {clock.minute(report.made_at)}.\n"
    yield f"**Pages:** {view.health}\n"
    yield from (f"- {paragraph(doing.trouble(status, clock))}" for status in view.troubled)
    yield from (f"- {paragraph(doing.notice(notice, clock))}" for notice in view.past)
    if view.troubled or view.past:
        yield ""
    if not view.count:
        yield "No figure changed.\n"
    elif len(view.brief) > 1:
        yield "## In brief\n"
        yield from (f"- {paragraph(line.text)} ({text(line.page_title)})" for line in view.brief)
        yield f"- and {view.more} more below\n" if view.more else ""
    if report.disagreements:
        yield "## Who disagrees\n"
    for one in report.disagreements:
        yield f"- {paragraph(wording.disagreement(one, clock))}\n"
        for side in (one.one, one.other):
            yield f"  > {_sentence(side.figure)} ({text(side.speaker)}: {text(side.page_title)})\n"
    for section in view.sections:
        yield from _section(section, clock)
    if report.seal:
        yield f"{wording.SEAL}: `{code(report.seal)}`. {wording.SEALED}\n"


def _section(section: Section, clock: Clock) -> Iterator[str]:
    address = link(section.url)
    title = text(section.title)
    yield f"## [{title}](<{address}>)\n" if address else f"## {title}\n"
    for edition in section.editions:
        before = f", compared with {clock.minute(edition.before_at)}" if edition.before_at else ""
        yield f"### Captured {clock.minute(edition.after_at)}{before}\n"
        for told in edition.told:
            yield from _told(told)
        if edition.undated:
            yield f"*{text(wording.UNDATED)}*\n"
        yield from _evidence(edition)
    for diff in section.diffs:
        yield from _diff(diff, clock)


def _told(told: Told) -> Iterator[str]:
    change = told.finding.change
    if told.is_group:
        yield f"**{text(groups.named(told.changes))}**\n"
        yield "| | Before | Now | Difference | |\n|---|---:|---:|---:|---|"
        for one in told.cells:
            row = [groups.member(one.change, told.changes), _shown(one.change.old), _shown(one.change.new)]
            row += [wording.both_differences(one.change), wording.happened(one.change)]
            yield "| " + " | ".join(text(cell) for cell in row) + " |"
        yield ""
        yield from (f"> {_sentence(one)}\n>" for one in told.sentences)
        return
    yield f"**{paragraph(wording.statement(change))}**\n"
    for label, figure in (("Before", change.old), ("Now", change.new)):
        if figure:
            yield f"> {label}: {_sentence(figure)}\n>"
    figure = change.new or change.old
    if figure:
        glosses = [f"{text(one.surface)} is {text(plain)}" for one in (change.old, change.new)
                   if one and (plain := wording.gloss(one))]  # fmt: skip
        yield f"\n{'; '.join([*(text(fact) for fact in wording.facts(change)), *glosses])}.\n"
    yield from (f"*{text(doubt)}*\n" for doubt in wording.doubts(told.finding))
    for echo in told.echoes:
        if echo.change.new:
            yield f"> Also: {_sentence(echo.change.new)} {text(wording.headed(echo.change.new))}".rstrip() + "\n"


def _shown(figure: Figure | None) -> str:
    return wording.written(figure) if figure else "–"


def _sentence(figure: Figure) -> str:
    before, number, after = marked(figure)
    mark = f"**{text(number)}**" if number else ""
    return f"{text(before.lstrip())}{mark}{text(after)}".lstrip()


def _evidence(edition: Edition) -> Iterator[str]:
    line = f"Proof: `{code(edition.after_file)}` sha256 `{code(edition.after_digest)}`"
    if edition.before_file and edition.before_digest:
        line += f"  \nbefore: `{code(edition.before_file)}` sha256 `{code(edition.before_digest)}`"
    yield line + "\n"


def _diff(diff: TextDiff, clock: Clock) -> Iterator[str]:
    yield f"### Text: {clock.minute(diff.before_at)} to {clock.minute(diff.after_at)}\n"
    yield from drawn(diff, most=IN_REPORTS)
