"""From the files of a home to one checked value: every problem is collected, then all are raised together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.config import address_keys, authorities, channels, cluster_key, secrets
from monitor.config.agent import missing_contact, user_agent
from monitor.config.channels import Fault
from monitor.config.config_files import Contents, digest_of, named, overlooked, read_all, text_of
from monitor.config.cross_checks import check_pages, check_references
from monitor.config.document import Document
from monitor.config.file_shapes import IndicatorEntry, IndicatorsFile, PingTable, ReportTable, ServiceFile
from monitor.config.kept_index import vanished
from monitor.config.metrics_fields import MetricsTable
from monitor.config.page_files import Part
from monitor.config.page_layers import unused_groups
from monitor.config.page_making import Common, given, make_alert
from monitor.config.parts import Parts
from monitor.config.problems import validate
from monitor.config.web_fields import WebTable
from monitor.errors import ConfigError, Problem
from monitor.model import FOREVER, Alert, Channel, Indicator, Limits, Page, Speaker
from monitor.model.cluster_address import ClusterAddress
from monitor.model.timestamps import Authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The configuration of one home, whole and checked."""

    home: Path
    pages: tuple[Page, ...] = ()  #: in the order of the file, disabled ones too; what a source yields stands after it
    indicators: tuple[Indicator, ...] = ()
    alerts: tuple[Alert, ...] = (Alert(),)  #: for pages without rules of their own
    limits: Limits = field(default_factory=Limits)
    user_agent: str = ""
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))  #: of reports; the ledger keeps UTC
    group: str | None = None  #: of this machine, that may read the ledger and the snapshots
    workers: int | None = None  #: processes that read pages; None: as many as the machine suggests
    cluster: ClusterAddress | None = None  #: that reads them elsewhere; its files are paths from here
    fetch_threads: int = 64
    disk_reserve: int | None = None  #: bytes kept free on the disk; None: as many as are fit for it
    confirmations: int = 3  #: equal captures after which a soft suspect is believed
    confirm_after: timedelta = timedelta(hours=12)  #: and the time from the first of them to the last
    channels: tuple[Channel, ...] = ()  #: where the user is told
    report: ReportTable = field(default_factory=ReportTable)
    ping: Page | None = field(default=None, repr=False)  #: a dead-man's switch elsewhere; its address may be secret
    web: WebTable = field(default_factory=WebTable)
    metrics: MetricsTable = field(default_factory=MetricsTable)
    timestamp: Authority | None = None  #: who signs when snapshots existed
    warnings: tuple[Problem, ...] = ()  #: what works and should still be seen to
    missing_contact: Problem | None = None  #: what is to be said to one who begins without a `contact`
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: values from the environment, to be masked in output
    digest: str = ""  #: sha256 over the files, hexadecimal: which configuration was in force
    files: tuple[Path, ...] = ()  #: what it was read from; the first three may not exist
    harmless: frozenset[Path] = frozenset()  #: those of them in which nothing stands that may be a secret
    listings: tuple[tuple[Path, int], ...] = ()  #: the files of pages, in the order of `pages`, and how many of each
    stale_since: datetime | None = None  #: the files have mistakes since then, and this is the one before

    @property
    def listed(self) -> tuple[Page, ...]:
        """Return the pages of the file, without those that the ledger knows from sources."""
        return tuple(page for page in self.pages if page.found_by is None)

    def by_file(self, page_ids: Collection[str]) -> dict[Path, list[str]]:
        """Return the files in which the pages *page_ids* stand, and which of them; those of no file are left out."""
        wanted, pages, found = set(page_ids), iter(self.listed), dict[Path, list[str]]()
        for file, count in self.listings:
            here = [page.id for page in islice(pages, count) if page.id in wanted]
            if here:
                found[file] = here
        return found

    def file_of(self, page_id: str) -> Path | None:
        """Return the file in which a page stands; None where it stands in none."""
        return next(iter(self.by_file((page_id,))), None)


def load(home: Path, environ: Mapping[str, str], fault: Fault | None = None, parts: Parts | None = None) -> Config:
    """Read the configuration of *home*.

    Args:
        home: the folder that holds ``config/``.
        environ: where ``${NAME}`` in headers and channels is looked up.
        fault: says what is wrong with an Apprise address, for one who will send; None: nobody asks.
        parts: what was parsed before, of which only what has changed is parsed again; None: nothing was.

    Raises:
        ConfigError: with every problem of every file.
    """
    problems = vanished(home)
    contents = read_all(home, problems)
    return _Reading(home, contents, environ, problems).config(fault, parts or Parts(home))


def load_texts(
    home: Path,
    texts: Mapping[Path, str],
    environ: Mapping[str, str],
    fault: Fault | None = None,
    parts: Parts | None = None,
) -> Config:
    """Return the configuration that *home* would have if its files were *texts*, and no other were there.

    The other arguments are those of `load`.

    Raises:
        ConfigError: with every problem.
    """
    contents = {path: text.encode("utf-8") for path, text in texts.items()}
    return _Reading(home, contents, environ, []).config(fault, parts or Parts(home))


def load_edited(
    home: Path,
    edited: Mapping[Path, str],
    environ: Mapping[str, str],
    fault: Fault | None = None,
    parts: Parts | None = None,
) -> Config:
    """Return the configuration that *home* would have if *edited* stood in those of its files.

    The other arguments are those of `load`.

    Raises:
        ConfigError: with every problem.
    """
    problems: list[Problem] = []
    contents = read_all(home, problems) | {path: text.encode("utf-8") for path, text in edited.items()}
    return _Reading(home, contents, environ, problems).config(fault, parts or Parts(home))


class _Reading:
    """The files of a home on their way to a configuration."""

    def __init__(self, home: Path, contents: Contents, environ: Mapping[str, str], problems: list[Problem]) -> None:
        pages, service, indicators = named(home)
        further = sorted(path for path in contents if path not in {pages, service, indicators})
        self.home, self.contents, self.problems = home, contents, problems
        self.folder, self.environ = pages.parent, secrets.Lookup(environ, pages.parent)
        self.of_pages = (pages, *further)
        self.files = (pages, service, indicators, *further)
        self.service, self.indicators = (self._document(path) for path in (service, indicators))
        self.warnings: list[Problem] = []

    def _document(self, path: Path) -> Document | None:
        """Return the tree of a file; None where it is not there, or no text."""
        raw = self.contents.get(path)
        text = text_of(path, raw, self.problems) if raw is not None else None
        return Document(text, path) if text is not None else None

    def config(self, fault: Fault | None, kept: Parts) -> Config:
        """Return what the files say.

        Raises:
            ConfigError: with every problem.
        """
        settings = validate(self.service, ServiceFile) if self.service else ServiceFile()
        named = validate(self.indicators, IndicatorsFile) if self.indicators else IndicatorsFile()
        is_whole = not self.problems
        base = Common(
            folder=self.folder,
            keep=settings.keep if settings else FOREVER,
            time_zone=settings.time_zone if settings else "UTC",
        )
        parts = kept.read(self.of_pages, self.contents, base, self.environ)
        for part in parts:
            self.problems += part.problems
        self._cross_check(parts, fault, is_whole=is_whole)
        agent = user_agent(settings, self.service) if settings else ""
        for tree in filter(None, (self.service, self.indicators)):
            self.problems += tree.problems
        if self.problems or settings is None or named is None:
            raise ConfigError(self._in_order(self.problems))
        return self._made(parts, settings, named, agent)

    def _cross_check(self, parts: Sequence[Part], fault: Fault | None, *, is_whole: bool) -> None:
        """Record what no single file can be blamed for, and what works and should still be seen to.

        Where the files could not all be read (it is not *is_whole*), no name is said to stand for nothing.
        """
        self.warnings += chain.from_iterable(part.warnings for part in parts)
        self.problems += check_pages(parts, self._tree, self.folder)
        if is_whole:
            self.problems += check_references(parts, self._tree, self.service, self.indicators)
        self._warn_of_groups(parts)
        if self.service:
            address_keys.check(self.service, self.contents[self.service.file])
            cluster_key.check(self.service, self.folder)
            secrets.check(self.service, self.environ, self.warnings)
            authorities.check_timestamps(self.service, self.folder)
        channels.check(self.service, self.environ, self.home, self.warnings, fault)
        self.warnings += (Problem(path, None, f"is not read: {why}") for path, why in overlooked(self.home).items())

    def _warn_of_groups(self, parts: Sequence[Part]) -> None:
        """Warn of groups that no page of any file is in."""
        tags = set(chain.from_iterable(part.facts.tags for part in parts))
        if parts and not tags.issuperset(parts[0].common.groups):
            self.warnings += unused_groups(self._tree(parts[0].file), tags)

    def _tree(self, path: Path) -> Document:
        """Return the tree of a file of pages, once more."""
        return Document(self.contents[path].decode("utf-8"), path)

    def _in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        at = {path: number for number, path in enumerate(self.files)}
        unique = dict.fromkeys(problems)
        return sorted(unique, key=lambda problem: (at.get(problem.file, -1), problem.line or 0))

    def _made(self, parts: Sequence[Part], settings: ServiceFile, named: IndicatorsFile, agent: str) -> Config:
        of_channels = secrets.used(secrets.of_channels(settings), self.environ)
        pages = tuple(chain.from_iterable(part.pages for part in parts))
        return Config(
            home=self.home,
            pages=pages,
            indicators=tuple(_indicator(entry, named) for entry in named.indicators),
            alerts=tuple(make_alert(rule, f"rule {n}") for n, rule in enumerate(settings.alerts, 1)) or (Alert(),),
            limits=Limits(**dict(settings.limits)),
            user_agent=agent,
            time_zone=ZoneInfo(settings.time_zone),
            group=settings.group,
            workers=settings.workers if isinstance(settings.workers, int) else None,
            cluster=cluster_key.address(settings.workers, self.folder),
            fetch_threads=settings.fetch_threads,
            disk_reserve=settings.disk_reserve,
            confirmations=settings.confirmations,
            confirm_after=settings.confirm_after,
            report=settings.report,
            web=settings.web,
            metrics=settings.metrics,
            ping=_ping(settings.ping),
            timestamp=authorities.authority(settings.timestamp, self.folder),
            warnings=tuple(self.warnings),
            missing_contact=missing_contact(settings, self.files[1]),
            channels=tuple(channels.channel(one, self.environ, self.home, self.folder) for one in settings.channels),
            secrets=tuple(dict.fromkeys(chain(of_channels, *(page.secrets for page in pages if page.secrets)))),
            digest=digest_of(self.home, self.contents),
            files=self.files,
            harmless=frozenset(part.file for part in parts if part.outside is None),
            listings=tuple((part.file, len(part.pages)) for part in parts),
        )


def _ping(entry: PingTable | None) -> Page | None:
    return Page(**{"id": "ping", "ignore_robots": True, "conditional": False, **given(entry)}) if entry else None


def _indicator(entry: IndicatorEntry, named: IndicatorsFile) -> Indicator:
    speakers = tuple(Speaker(**given(speaker)) for speaker in named.speakers)
    return Indicator(**{"name": entry.id, **given(entry)}, speakers=speakers)
