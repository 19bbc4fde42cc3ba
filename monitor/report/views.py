"""Arrange a report for reading: by page, by pair of captures, by sentence, the figures that matter most first.

Every format shows this arrangement, so that none of them tells another story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count, filterfalse, groupby

from monitor.model import ChangeKind, Finding, Notice, PageStatus, TextDiff
from monitor.model.sanitize import visible
from monitor.report.charts import Steps, steps_of
from monitor.report.clock import Clock
from monitor.report.entries import Entry, entries, prominence
from monitor.report.page_health import Health, in_report, is_calm
from monitor.report.remainder import Remainder, remainder
from monitor.report.report_model import History, Report
from monitor.report.summary import Line, foremost, summary

Histories = Mapping[tuple[str, int], History]  # by page and series
PAGES = 60  # in trouble, or well again, that a limited view names


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry with its number in the report, and the last values of its figures."""

    number: int
    entry: Entry
    steps: Mapping[int, Steps]  #: by series, where it had three values or more


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
    entries: tuple[Numbered, ...]

    @property
    def undated(self) -> bool:
        """Return whether silence cannot be told from announcement, because a version shows no update date."""
        return any(
            change.silent is None and change.kind is not ChangeKind.RESTATED
            for one in self.entries
            for change in one.entry.changes
        )


@dataclass(frozen=True, slots=True)
class Section:
    """All that is told of one page, the newest edition first."""

    page_id: str
    title: str
    url: str
    language: str  #: BCP 47 tag; "": not known
    editions: tuple[Edition, ...]
    texts: tuple[Remainder, ...]  #: what else changed in its text

    @property
    def count(self) -> int:
        """Return how many things are told."""
        return sum(len(edition.entries) for edition in self.editions)

    @property
    def entries(self) -> Iterator[tuple[Edition, Numbered]]:
        """Yield its entries in reading order, with where they stand."""
        return ((edition, one) for edition in self.editions for one in edition.entries)

    @property
    def undated(self) -> bool:
        """Return whether a capture of it shows no date of the page's own."""
        return any(edition.undated for edition in self.editions)


@dataclass(frozen=True, slots=True)
class View:
    """A report arranged for reading."""

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]  #: a line for every series and table told, the most newsworthy first
    brief: tuple[Line, ...]  #: those of them that the summary shows
    troubled: tuple[PageStatus, ...]
    calm: tuple[PageStatus, ...]  #: the other pages
    past: tuple[Notice, ...]  #: troubles that are over, and updates without a new figure
    health: str  #: "": the report tells nothing of how pages are doing
    any_calm: bool  #: one of the pages at least needs nobody's attention
    is_stale: bool  #: the configuration has mistakes, and the one before is in force
    beyond: int = 0  #: entries that are counted, and not shown
    hidden: int = 0  #: pages in trouble, and what is over, that are counted and not shown
    on_figures: bool = True  #: it tells what changed, or that nothing did
    command: str = "monitor report"  #: what shows them all

    @property
    def count(self) -> int:
        """Return how many things are told."""
        return sum(section.count for section in self.sections) + self.beyond

    @property
    def is_quiet(self) -> bool:
        """Return whether nothing changed."""
        return self.on_figures and not self.count

    @property
    def more(self) -> int:
        """Return how many lines the summary leaves out."""
        return len(self.lines) - len(self.brief)

    @property
    def alarmed(self) -> bool:
        """Return whether the reader should look at how things are: no page is followed, or something is in trouble."""
        return bool(self.health) and (self.is_stale or bool(self.troubled) or not self.any_calm)

    @property
    def entries(self) -> Iterator[tuple[Section, Edition, Numbered]]:
        """Yield every entry in reading order, with where it stands."""
        return ((section, edition, one) for section in self.sections for edition, one in section.entries)


def limited(view: View, most: int) -> View:
    """Return *view* with its first *most* entries and lines, and `PAGES` pages, without text; the rest is counted."""
    sections = tuple(_first(view.sections, most))
    shown = {one.entry.key for section in sections for _, one in section.entries}
    brief, troubled, past = view.brief[:most], view.troubled[:PAGES], view.past[:PAGES]
    return replace(
        view, sections=sections, brief=brief,
        lines=tuple(line for line in view.lines if line in brief or line.key in shown),
        beyond=view.beyond + max(0, sum(section.count for section in view.sections) - most),
        troubled=troubled, past=past,
        hidden=view.hidden + len(view.troubled) - len(troubled) + len(view.past) - len(past),
    )  # fmt: skip


def _first(sections: Iterable[Section], most: int) -> Iterator[Section]:
    """Yield the first *sections*, without text, that tell *most* entries; the last of them may be cut."""
    left = most
    for section in sections:
        editions: list[Edition] = []
        for edition in section.editions:
            editions += [replace(edition, entries=edition.entries[:left])] if left else []
            left -= min(left, len(edition.entries))
        if editions:
            yield replace(section, editions=tuple(editions), texts=())


def arrange(report: Report) -> View:
    """Arrange *report* for reading."""
    histories = {(one.page_id, one.series): one for one in report.histories}
    sections = _numbered(sorted(_sections(report), key=_rank), histories)
    lines = summary([(section.title, one.number, one.entry) for section in sections
                     for edition in reversed(section.editions) for one in edition.entries])  # fmt: skip
    health, troubled = _health(report), tuple(filterfalse(is_calm, report.statuses))
    return View(
        sections=tuple(sections),
        lines=tuple(lines),
        brief=tuple(lines if report.brief else foremost(lines)),
        troubled=troubled,
        calm=tuple(filter(is_calm, report.statuses)),
        past=tuple(filter(_is_past, report.notices)),
        health=in_report(health) if report.on_pages else "",
        any_calm=health.calm > 0,
        hidden=health.pages - health.calm - len(troubled),
        is_stale=report.config_stale_since is not None,
        beyond=report.beyond,
        on_figures=report.on_figures,
        command=_command(report),
    )


def _health(report: Report) -> Health:
    """Return how all pages are doing together, those too whose statuses *report* does not have."""
    if report.tallies is None:
        return Health.of(report.statuses, report.config_stale_since)
    return Health(report.tallies, report.config_stale_since)


def in_turn(findings: Iterable[Finding]) -> tuple[Section, ...]:
    """Return *findings* in their order as sections, another one wherever the page changes, for who goes through them.

    Those of one edition stand together, the newest edition first.
    """
    runs = (list(run) for _, run in groupby(findings, key=lambda one: one.page_id))
    return tuple(_numbered([_section(run[0].page_id, run, ()) for run in runs], {}))


def steps_in(page_id: str, edition: Edition, entry: Entry, histories: Histories) -> dict[int, Steps]:
    """Return the last values of the figures of *entry*, by series, as *edition* was captured."""
    known = [(change.series, histories.get((page_id, change.series))) for change in entry.lines]
    steps = {series: steps_of(history, edition.after_at) for series, history in known if history}
    return {series: some for series, some in steps.items() if some}


def _sections(report: Report) -> list[Section]:
    """Return a section for every page of which *report* has findings or a text diff."""
    findings: dict[str, list[Finding]] = defaultdict(list)
    diffs: dict[str, list[TextDiff]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.page_id].append(finding)
    for diff in report.diffs:
        diffs[diff.page_id].append(diff)
    pages = dict.fromkeys((*findings, *diffs))
    return [_section(page, findings[page], tuple(diffs[page])) for page in pages]


def _is_past(notice: Notice) -> bool:
    """Return whether what *notice* tells of is over: a trouble that lasts is told of its page."""
    return notice.until is not None or notice.what != "trouble"


def _command(report: Report) -> str:
    if report.since is None:
        return "monitor report"
    return f"monitor report --since {Clock(report.time_zone).date(report.since)}"


def _rank(section: Section) -> tuple[object, ...]:
    ranks = [prominence(one.entry.first.change)[:4] for edition in section.editions for one in edition.entries]
    return (not ranks, min(ranks) if ranks else (), section.title, section.page_id)


def _section(page_id: str, findings: list[Finding], diffs: tuple[TextDiff, ...]) -> Section:
    pairs: dict[tuple[int, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        pairs[finding.check, finding.before_digest, finding.after_digest].append(finding)
    editions = sorted((_edition(found) for found in pairs.values()), key=lambda one: (one.after_at, one.check))
    newest = max(findings, key=lambda finding: finding.after_at, default=None)
    title = newest.page_title if newest else diffs[0].page_title
    return Section(
        page_id=page_id,
        title=visible(title) or page_id,
        url=newest.url if newest else "",
        language=newest.language if newest else "",
        editions=tuple(reversed(editions)),
        texts=tuple(filter(None, (remainder(diff, [one.change for one in findings]) for diff in diffs))),
    )


def _edition(findings: list[Finding]) -> Edition:
    one = findings[0]
    return Edition(
        one.check, one.before_at, one.after_at, one.before_digest, one.after_digest,
        one.before_file, one.after_file, one.page_updated,
        entries=tuple(Numbered(0, entry, {}) for entry in entries(findings)),
    )  # fmt: skip


def _numbered(sections: list[Section], histories: Histories) -> list[Section]:
    """Return *sections* with their entries numbered in reading order, and each with the last values of its figures."""
    numbers = count(1)

    def numbered(section: Section, edition: Edition, one: Numbered) -> Numbered:
        return Numbered(next(numbers), one.entry, steps_in(section.page_id, edition, one.entry, histories))

    return [
        replace(section, editions=tuple(
            replace(edition, entries=tuple(numbered(section, edition, one) for one in edition.entries))
            for edition in section.editions
        ))
        for section in sections
    ]  # fmt: skip
