"""Arrange a report for reading: by page, by pair of captures, the figures that matter most first.

Every format shows this arrangement, so that none of them tells another story.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from monitor.model import Change, ChangeKind, Figure, Finding, PageStatus, Role
from monitor.report import wording
from monitor.report.clean import visible
from monitor.report.model import Report, TextDiff

BRIEF = 7  # lines of the summary at the top
_LOUD = (ChangeKind.CHANGED, ChangeKind.RETURNED, ChangeKind.RESTATED, ChangeKind.DISAPPEARED)
_ROLE_ORDER = (
    Role.TOTAL, Role.SUBSET, Role.INCREMENT, Role.CHANGE, Role.SHARE, Role.MULTIPLE, Role.RULE, Role.REFERENCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told: a finding, or the cells of one table; ``echoes`` say the same elsewhere on the page."""

    finding: Finding
    cells: tuple[Finding, ...] = ()
    echoes: tuple[Finding, ...] = ()

    @property
    def is_table(self) -> bool:
        """Return whether it is a table with its cells."""
        return bool(self.cells)


@dataclass(frozen=True, slots=True)
class Edition:
    """What was told of one page between two captures, and the captures as evidence."""

    check: int
    before_at: datetime | None
    after_at: datetime
    before_digest: str | None
    after_digest: str
    before_file: str | None
    after_file: str
    page_updated: str | None
    told: tuple[Told, ...]

    @property
    def undated(self) -> bool:
        """Return whether silence cannot be told from announcement, because a version shows no update date."""
        return any(told.finding.change.silent is None for told in self.told)


@dataclass(frozen=True, slots=True)
class Section:
    """All that is told of one page, the newest edition first."""

    page_id: str
    title: str
    url: str
    editions: tuple[Edition, ...]
    diffs: tuple[TextDiff, ...]

    @property
    def count(self) -> int:
        """Return how many things are told."""
        return sum(len(edition.told) for edition in self.editions)


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of the summary: where a figure stood at the beginning of the period, and where it stands now."""

    page_id: str
    page_title: str
    text: str
    change: Change  #: over the whole period; of a table, its first cell's
    cells: int  #: how many cells of a table; 0 when it is none
    steps: int
    silent: bool


@dataclass(frozen=True, slots=True)
class View:
    """A report arranged for reading."""

    sections: tuple[Section, ...]
    lines: tuple[Brief, ...]  #: a line for every series and table told
    troubled: tuple[PageStatus, ...]
    calm: tuple[PageStatus, ...]  #: the other pages
    health: str

    @property
    def count(self) -> int:
        """Return how many things are told."""
        return sum(section.count for section in self.sections)

    @property
    def brief(self) -> tuple[Brief, ...]:
        """Return the foremost lines, as the summary shows them."""
        return self.lines[:BRIEF]

    @property
    def more(self) -> int:
        """Return how many lines the summary leaves out."""
        return len(self.lines) - len(self.brief)

    @property
    def alarmed(self) -> bool:
        """Return whether the reader should look at how pages are doing: none is followed, or some are in trouble."""
        return bool(self.troubled) or not self.calm


def arrange(report: Report) -> View:
    """Arrange *report* for reading."""
    by_page: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_page[finding.page_id].append(finding)
    diffs: dict[str, list[TextDiff]] = defaultdict(list)
    for diff in report.diffs:
        diffs[diff.page_id].append(diff)
        by_page.setdefault(diff.page_id, [])
    sections = [_section(page_id, found, tuple(diffs[page_id])) for page_id, found in by_page.items()]
    sections.sort(key=_rank)
    troubled = tuple(status for status in report.statuses if status.state not in wording.QUIET)
    calm = tuple(status for status in report.statuses if status.state in wording.QUIET)
    return View(
        sections=tuple(sections),
        lines=tuple(_summary(sections)),
        troubled=troubled,
        calm=calm,
        health=wording.health(report.statuses),
    )


def prominence(finding: Finding) -> tuple[object, ...]:
    """Return a key that sorts the figures that matter most first."""
    change = finding.change
    figure = change.new or change.old
    return (
        not (figure and figure.main),
        change.table is not None,
        change.kind not in _LOUD,
        _ROLE_ORDER.index(figure.role) if figure else len(_ROLE_ORDER),
        change.within_rounding,
        figure.start if figure else 0,
        change.series,
    )


def _rank(section: Section) -> tuple[object, ...]:
    told = [prominence(one.finding)[:4] for edition in section.editions for one in edition.told]
    return (not told, min(told) if told else (), section.title, section.page_id)


def _section(page_id: str, findings: list[Finding], diffs: tuple[TextDiff, ...]) -> Section:
    pairs: dict[tuple[int, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        pairs[finding.check, finding.before_digest, finding.after_digest].append(finding)
    editions = sorted((_edition(found) for found in pairs.values()), key=lambda one: (one.after_at, one.check))
    newest = max(findings, key=lambda finding: finding.after_at, default=None)
    title = newest.page_title if newest else diffs[0].page_title
    return Section(
        page_id, visible(title) or page_id, newest.url if newest else "", tuple(reversed(editions)), diffs
    )  # fmt: skip


def _edition(findings: list[Finding]) -> Edition:
    one = findings[0]
    return Edition(
        one.check, one.before_at, one.after_at, one.before_digest, one.after_digest,
        one.before_file, one.after_file, one.page_updated, tuple(_folded(findings)),
    )  # fmt: skip


def _folded(findings: Iterable[Finding]) -> list[Told]:
    """Fold the cells of each table into one, and each echo into the finding it repeats."""
    ordered = sorted(findings, key=prominence)
    heads = {one.change.series for one in ordered if one.change.echo is None}
    echoes: dict[int, list[Finding]] = defaultdict(list)
    tables: dict[int, list[Finding]] = defaultdict(list)
    for finding in ordered:
        change = finding.change
        if change.echo in heads and change.echo is not None:
            echoes[change.echo].append(finding)
        elif change.table is not None:
            tables[change.table].append(finding)
    told: list[Told] = []
    for finding in ordered:
        change = finding.change
        if change.echo in heads and change.echo is not None:
            continue
        cells = tables.get(change.table, []) if change.table is not None else []
        if cells and cells[0] is not finding:
            continue
        repeated = [echo for one in cells or [finding] for echo in echoes[one.change.series]]
        told.append(Told(finding, tuple(cells) if len(cells) > 1 else (), tuple(repeated)))
    return told


def table_title(cells: tuple[Finding, ...]) -> str:
    """Return the headers that all *cells* share, else what they count."""
    headers = [_headers(cell) for cell in cells]
    common = [header for header in headers[0] if all(header in others for others in headers)]
    return " · ".join(visible(header) for header in common) or wording.counted(cells[0].change)


def cell_name(cell: Finding, cells: tuple[Finding, ...]) -> str:
    """Return the headers of *cell* that the others do not all share."""
    headers = [_headers(one) for one in cells]
    own = [header for header in _headers(cell) if not all(header in others for others in headers)]
    return " · ".join(visible(header) for header in own) or wording.counted(cell.change)


def _headers(finding: Finding) -> tuple[str, ...]:
    figure = finding.change.new or finding.change.old
    return tuple(header for header in figure.headers if header) if figure else ()


def marked(figure: Figure) -> tuple[str, str, str]:
    """Return the figure's sentence as what stands before its number, the number as written, and what follows.

    The number is empty, and the whole sentence first, where it cannot be placed.
    """
    at = _place(figure)
    if at is None:
        return visible(figure.sentence), "", ""
    end = at + len(figure.surface)
    return visible(figure.sentence[:at]), visible(figure.sentence[at:end]), visible(figure.sentence[end:])


def _place(figure: Figure) -> int | None:
    """Return where the number stands in the sentence, whose white space may have been folded."""
    surface, sentence = figure.surface, figure.sentence
    expected = figure.start - figure.sentence_start
    if surface and expected >= 0 and sentence.startswith(surface, expected):
        return expected
    whole = re.compile(rf"(?<![\w.,]){re.escape(surface)}(?!\w)") if surface else None
    places = [match.start() for match in whole.finditer(sentence)] if whole else []
    return min(places, key=lambda place: abs(place - expected), default=None)


def _summary(sections: list[Section]) -> list[Brief]:
    lines: list[tuple[tuple[object, ...], Brief]] = []
    for section in sections:
        series: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for edition in reversed(section.editions):
            for told in edition.told:
                kind, key = (
                    ("table", told.finding.change.table or 0) if told.is_table else ("", told.finding.change.series)
                )
                series[kind, key].append(told)
        lines += [(prominence(steps[-1].finding), _brief(section, steps)) for steps in series.values()]
    return [brief for _, brief in sorted(lines, key=lambda line: line[0])]


def _brief(section: Section, steps: list[Told]) -> Brief:
    first, last = steps[0], steps[-1]
    change = last.finding.change
    if last.is_table:
        text = f"Table “{table_title(last.cells)}”: {len(last.cells)} figures changed"
    else:
        change = overall(first.finding.change, change) if len(steps) > 1 else change
        text = wording.statement(change)
    silent = any(step.finding.change.silent is True for step in steps)
    return Brief(section.page_id, section.title, text, change, len(last.cells), len(steps), silent)


def overall(first: Change, last: Change) -> Change:
    """Return one change from before *first* to after *last*, for a series that changed several times."""
    old, new = first.old, last.new
    if old is None or new is None or old.value is None or new.value is None or old.unit != new.unit:
        return last
    gap = new.value - old.value
    if gap == 0:
        return last
    relative = gap / old.value if old.value != Decimal(0) else None
    return replace(last, kind=ChangeKind.CHANGED, old=old, new=new, difference=gap, relative=relative)


def excerpt(diff: TextDiff) -> list[tuple[tuple[int, str], ...] | int]:
    """Return the changed blocks of *diff* in order, and between them how many blocks stayed as they were."""
    shown: list[tuple[tuple[int, str], ...] | int] = []
    for block in diff.blocks:
        if any(sign for sign, _ in block):
            shown.append(tuple((sign, visible(text)) for sign, text in block))
        elif shown and isinstance(shown[-1], int):
            shown[-1] += 1
        else:
            shown.append(1)
    return shown
