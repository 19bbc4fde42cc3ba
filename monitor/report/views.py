"""Arrange a report for reading: by page, by pair of captures, the figures that matter most first.

Every format shows this arrangement, so that none of them tells another story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from monitor.model import Change, ChangeKind, Figure, Finding, Notice, PageStatus, Role, TextDiff
from monitor.model.sanitize import visible
from monitor.report import doing, groups, wording
from monitor.report.model import Report

BRIEF = 7  # lines of the summary at the top
_LOUD = (ChangeKind.CHANGED, ChangeKind.RETURNED, ChangeKind.RESTATED, ChangeKind.DISAPPEARED)
_ROLE_ORDER = (
    Role.TOTAL, Role.SUBSET, Role.INCREMENT, Role.CHANGE, Role.SHARE, Role.MULTIPLE, Role.RULE, Role.REFERENCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One thing told: a finding, or the ``cells`` of a table or a section; ``echoes`` say the same elsewhere."""

    finding: Finding
    cells: tuple[Finding, ...] = ()
    echoes: tuple[Finding, ...] = ()

    @property
    def is_group(self) -> bool:
        """Return whether it is a table or a section with what it states."""
        return bool(self.cells)

    @property
    def is_section(self) -> bool:
        """Return whether it is a section: then each of its figures has a sentence to show."""
        return self.is_group and groups.is_section(self.finding.change)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the changes of its ``cells``."""
        return tuple(cell.change for cell in self.cells)

    @property
    def sentences(self) -> tuple[Figure, ...]:
        """Return the figures of a section, one a sentence: its rows alone would not say what they mean."""
        figures = [change.new or change.old for change in self.changes] if self.is_section else []
        return tuple({figure.sentence: figure for figure in reversed(figures) if figure is not None}.values())[::-1]


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
        return any(
            told.finding.change.silent is None and told.finding.change.kind is not ChangeKind.RESTATED
            for told in self.told
        )


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
    cells: int  #: how many cells of a table; 0 when it is one figure
    steps: int
    silent: bool


@dataclass(frozen=True, slots=True)
class View:
    """A report arranged for reading."""

    sections: tuple[Section, ...]
    lines: tuple[Brief, ...]  #: a line for every series and table told
    troubled: tuple[PageStatus, ...]
    calm: tuple[PageStatus, ...]  #: the other pages
    past: tuple[Notice, ...]  #: troubles that are over, and updates without a new figure
    health: str
    is_stale: bool  #: the configuration has mistakes, and the one before is in force

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
        """Return whether the reader should look at how things are: no page is followed, or something is in trouble."""
        return self.is_stale or bool(self.troubled) or not self.calm


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
    troubled = tuple(status for status in report.statuses if not doing.is_calm(status))
    calm = tuple(status for status in report.statuses if doing.is_calm(status))
    return View(
        sections=tuple(sections),
        lines=tuple(_summary(sections)),
        troubled=troubled,
        calm=calm,
        past=tuple(one for one in report.notices if one.until is not None or one.what != "trouble"),
        health=doing.health(report.statuses, report.config_stale_since),
        is_stale=report.config_stale_since is not None,
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
    """Fold each table and each section into one, and each echo into the finding it repeats."""
    ordered = sorted(findings, key=prominence)
    heads = {one.change.series for one in ordered if one.change.echo is None}
    echoes: dict[int, list[Finding]] = defaultdict(list)
    folded: dict[object, list[Finding]] = defaultdict(list)
    for place, finding in enumerate(ordered):
        change = finding.change
        if change.echo is not None and change.echo in heads:
            echoes[change.echo].append(finding)
        else:
            folded[groups.key(change) or place].append(finding)
    return [
        Told(
            found[0],
            tuple(found) if groups.key(found[0].change) else (),
            tuple(echo for one in found for echo in echoes[one.change.series]),
        )
        for found in folded.values()
    ]


def _summary(sections: list[Section]) -> list[Brief]:
    lines: list[tuple[tuple[object, ...], Brief]] = []
    for section in sections:
        series: dict[object, list[Told]] = defaultdict(list)
        for edition in reversed(section.editions):
            for told in edition.told:
                change = told.finding.change
                key = groups.key(change) if len(told.cells) > 1 else change.series
                series[key].append(told)
        lines += [(prominence(steps[-1].finding), _brief(section, steps)) for steps in series.values()]
    return [brief for _, brief in sorted(lines, key=lambda line: line[0])]


def _brief(section: Section, steps: list[Told]) -> Brief:
    first, last = steps[0], steps[-1]
    change = last.finding.change
    if len(last.cells) > 1:
        text = groups.statement(last.changes)
    else:
        change = overall(first.finding.change, change) if len(steps) > 1 else change
        text = wording.statement(change)
    silent = any(step.finding.change.silent is True for step in steps)
    return Brief(
        section.page_id, section.title, text, change, len(last.cells) if len(last.cells) > 1 else 0, len(steps), silent
    )


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
