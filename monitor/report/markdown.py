"""The report as Markdown (CommonMark with tables), to be pasted into notes and messages."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Change, Figure
from monitor.model.addresses import link
from monitor.report import caveats, page_health, page_notices, told_together, wording
from monitor.report.clock import Clock
from monitor.report.entries import Entry, Shape
from monitor.report.highlight import GONE, Piece, Pieces, marked, written
from monitor.report.markdown_text import code, paragraph, text, wrapped
from monitor.report.remainder import Remainder
from monitor.report.report_model import Report
from monitor.report.textdiff.arranging import IN_REPORTS
from monitor.report.textdiff.diff_markdown import drawn
from monitor.report.views import Edition, Numbered, Section, View, arrange


def markdown(report: Report) -> str:
    """Return *report* as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    clock, view = Clock(report.time_zone), arrange(report)
    yield f"# {text(report.title)}\n"
    yield f"{clock.period(report.since, report.until, report.made_at)}.\n"
    yield from _pages(view, clock)
    yield from _brief(view, alone=report.brief)
    if report.brief:
        return
    yield from _disagreements(report, clock)
    for section in view.sections:
        yield from _section(section, clock)
    if report.seal:
        yield f"{caveats.SEAL}: `{code(report.seal)}`. {caveats.SEALED}\n"


def _pages(view: View, clock: Clock) -> Iterator[str]:
    """Yield how the pages are doing, and what is over."""
    yield f"**Pages:** {view.health}\n" if view.health else ""
    yield from (f"- {paragraph(said)}" for said in page_health.troubles(view.troubled, clock))
    yield from (f"- {paragraph(page_notices.over(notice, clock))}" for notice in view.past)
    if view.troubled or view.past:
        yield ""


def _disagreements(report: Report, clock: Clock) -> Iterator[str]:
    if report.disagreements:
        yield "## Who disagrees\n"
    for one in report.disagreements:
        yield f"- {paragraph(wording.disagreement(one, clock))}\n"
        for side in (one.one, one.other):
            yield f"  > {_sentence(side.figure)} ({text(side.speaker)}: {text(side.page_title)})\n"


def _brief(view: View, *, alone: bool) -> Iterator[str]:
    """Yield the summary; unless it stands *alone*, each of its lines has the number of its entry below."""
    if view.is_quiet:
        yield "No figure changed.\n"
    if not view.count:
        return
    yield "## In brief\n"
    for line in view.brief:
        more = ("; silently" if line.is_silent else "") + (f"; in {line.steps} steps" if line.steps > 1 else "")
        below = "" if alone else f", see {line.number}"
        yield f"- {_sign(line.sign)}{paragraph(line.text)}{more} ({text(line.page_title)}{below})"
    yield f"- and {view.more} more below\n" if view.more else ""


def _sign(sign: str) -> str:
    """Return a sign that tells rose from fell; others could begin a list of Markdown's."""
    return f"{sign} " if sign in "▲▼" else ""


def _section(section: Section, clock: Clock) -> Iterator[str]:
    address = link(section.url)
    title = text(section.title)
    yield f"## [{title}](<{address}>)\n" if address else f"## {title}\n"
    for edition in section.editions:
        before = f", compared with {clock.minute(edition.before_at)}" if edition.before_at else ""
        yield f"### Captured {clock.minute(edition.after_at)}{before}\n"
        for numbered in edition.entries:
            yield from _told(numbered)
        yield from _evidence(edition)
    if section.undated:
        yield f"*{text(caveats.UNDATED)}*\n"
    for remainder in section.texts:
        yield from _text(remainder, clock)


def _told(numbered: Numbered) -> Iterator[str]:
    entry = numbered.entry
    if entry.is_group:
        yield f"**{numbered.number}: {paragraph(entry.title)}**\n"
    yield from (_line(change, numbered) for change in entry.lines)
    if entry.is_group and entry.shape is Shape.TABLE and entry.cells:
        yield from _cells(entry)
    yield from (f"> {f'{label.title()}: ' if label else ''}{_pieces(pieces)}\n>" for label, pieces in entry.sentences)
    if entry.facts:
        yield f"\n{paragraph('; '.join(entry.facts))}.\n"
    yield from (f"*{text(doubt)}*\n" for doubt in entry.doubts)
    for also in entry.repeated:
        yield f"> Also: {_sentence(also)} {text(caveats.headed(also))}".rstrip() + "\n"
    if entry.permalink:
        yield f"[Review](<{link(entry.permalink)}>)\n"
    yield ""


def _line(change: Change, numbered: Numbered) -> str:
    said = [wording.statement(change), *(["silently"] if change.silent else []), *wording.glosses(change)]
    steps = numbered.steps.get(change.series)
    line = f"**{numbered.number}: {_sign(wording.sign(change))}{paragraph('; '.join(said))}**"
    return f"{line} {steps.blocks}\n" if steps else f"{line}\n"


def _cells(entry: Entry) -> Iterator[str]:
    yield "| | Before | Now | Difference | |\n|---|---:|---:|---:|---|"
    common = told_together.shared(entry.changes)
    for one in entry.cells:
        row = [told_together.member(one, common), _shown(one.old), _shown(one.new)]
        row += [wording.both_differences(one), wording.happened(one)]
        yield "| " + " | ".join(text(cell) for cell in row) + " |"
    yield ""


def _pieces(pieces: Pieces) -> str:
    shown = [("", None), *(one for one in written(pieces) if one[0]), ("", None)]
    return "".join(
        _piece(said, piece, before=shown[place - 1][0], after=shown[place + 1][0])
        for place, (said, piece) in enumerate(shown[1:-1], 1)
    ).strip()


def _piece(said: str, piece: Piece | None, *, before: str, after: str) -> str:
    if piece is None or not piece.is_figure:
        return text(said)
    return wrapped("~~" if piece.sign == GONE else "**", said, before=before, after=after)


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
    own = f"; {text(caveats.own_date(edition.page_updated))}" if edition.page_updated else ""
    yield f"{line}{own}\n"


def _text(remainder: Remainder, clock: Clock) -> Iterator[str]:
    diff = remainder.diff
    yield f"### {remainder.title}, {clock.minute(diff.before_at)} to {clock.minute(diff.after_at)}\n"
    yield from drawn(diff, most=IN_REPORTS)
