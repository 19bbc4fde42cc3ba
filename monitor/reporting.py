"""What happened, for whoever asks: the report of a period, how pages are doing, what all state of an indicator.

Doors, messages and pages of a web server ask here; `monitor.report` turns what they get into words.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from monitor import compare
from monitor.config import Config
from monitor.disk_space import paused, shortage
from monitor.errors import PageError
from monitor.guarded_reading import GuardedReader
from monitor.model import Among, Disagreement, Finding, Notice, Page, PageStatus, Statement, TextDiff
from monitor.page_diffs import text_diff
from monitor.report import History, Report, values
from monitor.report.json_forms import Object
from monitor.report.page_health import Health, is_calm
from monitor.report.permalinks import permalinked
from monitor.restatements import define
from monitor.store import Ledger, Snapshot, Unseen

DIFFS = 20  # pages of which a report also shows what changed in the text


def report_of(
    store: Ledger,
    config: Config,
    *,
    now: datetime,
    pages: tuple[str, ...] = (),
    since: datetime | None = None,
    told: bool | None = True,
    text: bool = True,
    unseen: Unseen | None = None,
) -> Report:
    """Return what has changed on pages since *since* (since they were first seen).

    Args:
        store: the ledger and the snapshots.
        config: the configuration of the same home.
        now: when the report is made; its period ends then.
        pages: ids; empty: all.
        since: when the period begins.
        told: True: what the rules of telling tell; None: every change.
        text: whether it also shows what changed in the text.
        unseen: what its reader was not shown yet, rather than what changed since a time.
    """
    findings = store.findings(pages or None, since=since, told=told, unseen=unseen)
    lost = _lost(store, findings)
    diffs = tuple(_diffs(store, config, findings, lost)) if text else ()
    statuses = _statuses(store, config, pages, now)
    define(store, config.pages, config.indicators)
    return Report(
        title=f"Changes of figures on {', '.join(pages)}" if pages else "Changes of figures",
        made_at=now,
        since=since if unseen is None else _unseen_since(unseen, statuses),
        until=now,
        config_stale_since=config.stale_since,
        time_zone=config.time_zone.key,
        findings=permalinked((replace(one, lost=_lost_of(one, lost)) for one in findings), config.web.base_url),
        statuses=statuses,
        disagreements=tuple(store.disagreements()),
        notices=tuple(_notices(store, pages, since, unseen)),
        diffs=diffs,
        histories=histories(store, findings),
        seal=store.seal(),  # after all that is told was asked for: it covers that, whatever is recorded meanwhile
    )


def _unseen_since(unseen: Unseen, statuses: Iterable[PageStatus]) -> datetime:
    """Return since when the reader was shown nothing of one of the pages."""
    return min((unseen.since(one.id) for one in statuses), default=unseen.first)


def _notices(store: Ledger, pages: tuple[str, ...], since: datetime | None, unseen: Unseen | None) -> Iterator[Notice]:
    """Yield what happened to pages besides their figures: with *unseen*, since its reader's last report of the page."""
    if unseen is None:
        yield from store.notices(pages or None, since=since)
        return
    for one in store.notices(pages or None, since=min([unseen.first, *(at for _, at in unseen.marks.values())])):
        lasts = one.until is None and one.what == "trouble"
        if lasts or (one.until or one.since) >= unseen.since(one.page_id):
            yield one


def _statuses(store: Ledger, config: Config, pages: tuple[str, ...], now: datetime) -> tuple[PageStatus, ...]:
    """Return how *pages* are doing; all of them where none is named."""
    return tuple(one for one in statuses_of(store, config, now=now) if not pages or one.id in pages)


def statuses_of(store: Ledger, config: Config, *, now: datetime) -> list[PageStatus]:
    """Return how every page of the configuration is doing, by id: by the ledger, and by the room on the disk.

    The ledger learns of the configuration when pages are checked. One that was removed since is left out, one that was
    renamed has its new name; one that was added or enabled, and that nothing has checked since, is new.
    """
    return _statuses_of(store, config, config.pages, store.statuses(now))


def health_of(store: Ledger, config: Config, *, now: datetime) -> Health:
    """Return how the pages of the configuration are doing together: counted by the ledger, where that knows them."""
    if not is_known(store, config):
        return Health.of(statuses_of(store, config, now=now), config.stale_since)
    tallies, short = store.tallies(now), shortage(store.folder, config.disk_reserve)
    return Health(short.of_tallies(tallies) if short else tallies, config.stale_since)


def in_trouble(store: Ledger, config: Config, *, now: datetime, most: int) -> list[PageStatus]:
    """Return the first *most* pages of the configuration that need a look, or may soon."""
    if not is_known(store, config):
        return [one for one in statuses_of(store, config, now=now) if not is_calm(one)][:most]
    short = shortage(store.folder, config.disk_reserve)
    found = store.statuses(now, in_trouble=short is None, most=most)
    return list(short.of_pages(found) if short else found)


def is_known(store: Ledger, config: Config) -> bool:
    """Return whether the ledger knows the pages as *config* has them."""
    return bool(config.digest) and config.digest == store.in_force()


def status_of(store: Ledger, config: Config, page: Page, *, now: datetime) -> PageStatus:
    """Return how one page of the configuration is doing, as `statuses_of` does of all."""
    known = store.statuses(now, Among(pages=tuple(one for one in (page.id, page.was) if one)))
    return _statuses_of(store, config, (page,), known)[0]


def _statuses_of(
    store: Ledger, config: Config, pages: Iterable[Page], statuses: Iterable[PageStatus]
) -> list[PageStatus]:
    known = {one.id: one for one in statuses}
    found = [_as_configured(page, known.get(page.id) or known.get(page.was or "")) for page in pages]
    found.sort(key=lambda one: (one.found_by or one.id, one.id))
    return list(paused(found, store.folder, config.disk_reserve))


def _as_configured(page: Page, known: PageStatus | None) -> PageStatus:
    """Return how *page* is doing, of which the ledger holds *known*."""
    if page.enabled and known is not None and known.state != "disabled":
        return known if known.id == page.id else replace(known, id=page.id)
    state, figures = "new" if page.enabled else "disabled", known.figures if known else 0
    title, last_check_at = (known.title, known.last_check_at) if known else ("", None)
    return PageStatus(
        id=page.id, url=page.url, state=state, since=None, figures=figures, found_by=page.found_by, title=title,
        last_check_at=last_check_at,
    )  # fmt: skip


def histories(store: Ledger, findings: Iterable[Finding]) -> tuple[History, ...]:
    """Return the last values of the series that *findings* tell of, for the small charts of a report."""
    series: dict[str, set[int]] = defaultdict(set)
    for one in findings:
        series[one.page_id].add(one.change.series)
    return tuple(
        History(page_id=page_id, series=number, points=tuple(points))
        for page_id, wanted in series.items()
        for number, points in store.last_values(page_id, wanted).items()
    )


def with_lost(store: Ledger, finding: Finding) -> Finding:
    """Return *finding* with those of its files that should prove it, and are not there."""
    return replace(finding, lost=_lost_of(finding, _lost(store, (finding,))))


def _lost(store: Ledger, findings: Iterable[Finding]) -> set[str]:
    """Return the files that should prove *findings*, and are not there."""
    return {file for one in findings for file in _proof(one) if not store.holds(file)}


def _lost_of(finding: Finding, lost: Collection[str]) -> tuple[str, ...]:
    return tuple(file for file in _proof(finding) if file in lost)


def _proof(finding: Finding) -> list[str]:
    """Return the files that prove *finding* and should be there: not those that retention removed."""
    sides = ((finding.before_file, finding.before_removed_at), (finding.after_file, finding.after_removed_at))
    return [file for file, removed_at in sides if file and removed_at is None]


def _missing(store: Ledger, versions: Iterable[Snapshot]) -> set[str]:
    """Return the files of *versions* that should be there as they were captured, and are not."""
    return {one.file for one in versions if not one.removed_at and not store.holds(one.file, one.digest)}


def _diffs(store: Ledger, config: Config, findings: Sequence[Finding], lost: set[str]) -> Iterator[TextDiff]:
    """Yield what changed in the text of each page with findings, from before the first to after the last of them.

    One that is *lost* has no difference to show; files that turn out to be are added.
    """
    with GuardedReader(config.limits) as reader:
        for page_id, (before, after) in islice(_spans(findings).items(), DIFFS):
            versions = {one.digest: one for one in store.snapshots(page_id)}
            if before not in versions or after not in versions:
                continue
            pair = (versions[before], versions[after])
            lost |= _missing(store, pair)
            if not any(one.removed_at or one.file in lost for one in pair):
                with contextlib.suppress(PageError):
                    yield text_diff(store, config, reader, *pair)


def _spans(findings: Iterable[Finding]) -> dict[str, tuple[str | None, str]]:
    """Return for each page the digests of the versions before its first finding and after its last."""
    spans: dict[str, tuple[str | None, str]] = {}
    for one in findings:
        before, _ = spans.get(one.page_id, (one.before_digest, ""))
        spans[one.page_id] = (before, one.after_digest)
    return spans


def indicator(
    name: str, said: Sequence[Statement], latest: Sequence[Statement], apart: Sequence[Disagreement]
) -> Object:
    """Return what all pages say of one indicator, as JSON.

    Args:
        name: its id.
        said: every statement, oldest first.
        latest: the last of each speaker.
        apart: the speakers who disagree.
    """
    return {
        "indicator": name,
        "latest": [values.statement(one) for one in latest],
        "disagreements": [values.disagreement(two) for two in apart],
        "stale": [one.speaker for one in compare.stale(latest)],
        "history": [values.statement(one) for one in said],
    }
