"""From the files of a home to one checked value: every problem is collected, then all are raised together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.config import authorities, channels, credentials, secrets
from monitor.config.agent import missing_contact, user_agent
from monitor.config.channels import Fault
from monitor.config.cross_checks import check_pages, check_parts, check_references
from monitor.config.document import Document
from monitor.config.file_shapes import (
    IndicatorEntry,
    IndicatorsFile,
    PagesFile,
    PingTable,
    ReportTable,
    ServiceFile,
)
from monitor.config.page_making import Common, given, make_alert, make_page
from monitor.config.problems import validate
from monitor.config.source_keys import check_sources
from monitor.config.web_fields import WebTable
from monitor.errors import ConfigError, Problem
from monitor.model import Alert, Channel, Indicator, Limits, Page, Speaker
from monitor.model.timestamps import Authority

FOLDER = "config"
PAGES, SERVICE, INDICATORS = "pages.yaml", "monitor.yaml", "indicators.yaml"
LARGEST = 4 * 1024 * 1024  # bytes of one file; 10,000 pages take about a third of it


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
    fetch_threads: int = 64
    disk_reserve: int | None = None  #: bytes kept free on the disk; None: as many as are fit for it
    confirmations: int = 3  #: equal captures after which a soft suspect is believed
    confirm_after: timedelta = timedelta(hours=12)  #: and the time from the first of them to the last
    channels: tuple[Channel, ...] = ()  #: where the user is told
    report: ReportTable = field(default_factory=ReportTable)
    ping: Page | None = field(default=None, repr=False)  #: a dead-man's switch elsewhere; its address may be secret
    web: WebTable = field(default_factory=WebTable)
    timestamp: Authority | None = None  #: who signs when snapshots existed
    warnings: tuple[Problem, ...] = ()  #: what works and should still be seen to
    missing_contact: Problem | None = None  #: what is to be said to one who begins without a `contact`
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: values from the environment, to be masked in output
    digest: str = ""  #: sha256 over the files, hexadecimal: which configuration was in force
    files: tuple[Path, ...] = ()  #: what it was read from; may not exist
    stale_since: datetime | None = None  #: the files have mistakes since then, and this is the one before

    @property
    def listed(self) -> tuple[Page, ...]:
        """Return the pages of the file, without those that the ledger knows from sources."""
        return tuple(page for page in self.pages if page.found_by is None)


def paths(home: Path) -> tuple[Path, ...]:
    """Return the configuration files of *home*, whether they exist or not."""
    return tuple(home / FOLDER / name for name in (PAGES, SERVICE, INDICATORS))


def load(home: Path, environ: Mapping[str, str], fault: Fault | None = None) -> Config:
    """Read the configuration of *home*.

    Args:
        home: the folder that holds ``config/``.
        environ: where ``${NAME}`` in headers and channels is looked up.
        fault: says what is wrong with an Apprise address, for one who will send; None: nobody asks.

    Raises:
        ConfigError: with every problem of every file.
    """
    problems: list[Problem] = []
    contents = [_read(path, problems, required=path.name == PAGES) for path in paths(home)]
    return _checked(home, contents, environ, problems, fault)


def load_texts(
    home: Path, texts: Sequence[str | None], environ: Mapping[str, str], fault: Fault | None = None
) -> Config:
    """Return the configuration that *home* would have if its files were *texts*, in the order of `paths`.

    The other arguments are those of `load`.

    Raises:
        ConfigError: with every problem.
    """
    return _checked(home, [(text, (text or "").encode("utf-8")) for text in texts], environ, [], fault)


@dataclass(frozen=True, slots=True)
class _Files:
    """The three files of a home: as trees, None where one is not there, and as tables, None where it is none."""

    pages: Document | None
    service: Document | None
    indicators: Document | None
    listed: PagesFile | None
    settings: ServiceFile | None
    named: IndicatorsFile | None

    @property
    def tables(self) -> tuple[PagesFile, ServiceFile, IndicatorsFile] | None:
        """Return the three tables; None where one of them is none."""
        if self.listed is None or self.settings is None or self.named is None:
            return None
        return self.listed, self.settings, self.named

    @property
    def problems(self) -> list[Problem]:
        """Return what was recorded in their trees."""
        trees = (self.pages, self.service, self.indicators)
        return [problem for tree in trees if tree is not None for problem in tree.problems]


def _parsed(texts: Sequence[str | None], files: Sequence[Path]) -> _Files:
    """Read *texts*, which stand in *files*, against their tables; what does not fit is recorded in the trees."""
    pages, service, indicators = (
        Document(text, path) if text is not None else None for text, path in zip(texts, files, strict=True)
    )
    return _Files(
        pages,
        service,
        indicators,
        validate(pages, PagesFile) if pages else None,
        validate(service, ServiceFile) if service else ServiceFile(),
        validate(indicators, IndicatorsFile) if indicators else IndicatorsFile(),
    )


def _cross_check(read: _Files, environ: Mapping[str, str], home: Path, fault: Fault | None) -> list[Problem]:
    """Record what no single entry can be blamed for; return what works and should still be seen to."""
    warnings: list[Problem] = []
    if read.pages:
        check_pages(read.pages)
        check_sources(read.pages)
        check_parts(read.pages, warnings)
        secrets.check(read.pages, read.service, environ, warnings)
        credentials.check(read.pages, environ, warnings)
        authorities.check(read.pages, read.service)
        check_references(read.pages, read.service, read.indicators)
    channels.check(read.service, environ, home, warnings, fault)
    return warnings


def _checked(
    home: Path,
    contents: Sequence[tuple[str | None, bytes]],
    environ: Mapping[str, str],
    problems: list[Problem],
    fault: Fault | None,
) -> Config:
    files = paths(home)
    environ = secrets.Lookup(environ, files[0].parent)
    read = _parsed([text for text, _ in contents], files)
    warnings = _cross_check(read, environ, home, fault)
    agent = user_agent(read.settings, read.service) if read.settings else ""
    problems += read.problems
    tables = read.tables
    if problems or tables is None:
        raise ConfigError(_in_order(problems, files))
    listed, settings, named = tables
    common = Common(folder=files[0].parent, keep=settings.keep, defaults=(listed.defaults,))
    pages = tuple(make_page(entry, common, environ) for entry in listed.pages)
    of_channels = secrets.used(secrets.of_channels(settings), environ)
    return Config(
        home=home,
        pages=pages,
        indicators=tuple(_indicator(entry, named) for entry in named.indicators),
        alerts=tuple(make_alert(rule, f"rule {n}") for n, rule in enumerate(settings.alerts, 1)) or (Alert(),),
        limits=Limits(**dict(settings.limits)),
        user_agent=agent,
        time_zone=ZoneInfo(settings.time_zone),
        group=settings.group,
        workers=settings.workers,
        fetch_threads=settings.fetch_threads,
        disk_reserve=settings.disk_reserve,
        confirmations=settings.confirmations,
        confirm_after=settings.confirm_after,
        report=settings.report,
        web=settings.web,
        ping=_ping(settings.ping),
        timestamp=authorities.authority(settings.timestamp, files[0].parent),
        warnings=tuple(warnings),
        missing_contact=missing_contact(settings, files[1]),
        channels=tuple(channels.channel(entry, environ, home, files[0].parent) for entry in settings.channels),
        secrets=tuple(dict.fromkeys(chain(of_channels, *(page.secrets for page in pages)))),
        digest=digest_of(files, [raw for _, raw in contents]),
        files=files,
    )


def _in_order(problems: list[Problem], files: tuple[Path, ...]) -> list[Problem]:
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda problem: (files.index(problem.file), problem.line or 0))


def _read(path: Path, problems: list[Problem], *, required: bool) -> tuple[str | None, bytes]:
    """Return the text of *path*; None when there is none, with the problem recorded."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        if required:
            problems.append(Problem(path, None, "there is no such file; `monitor init` makes one"))
        return None, b""
    except OSError as error:
        problems.append(Problem(path, None, f"cannot be read: {error.strerror}"))
        return None, b""
    if len(raw) > LARGEST:
        problems.append(Problem(path, None, f"larger than {LARGEST // 2**20} MiB, the most that is read"))
        return None, b""
    try:
        return raw.decode("utf-8"), raw
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(path, line, "is not UTF-8 text; save the file as UTF-8"))
        return None, raw


def digest_of(files: Sequence[Path], contents: Sequence[bytes]) -> str:
    """Return which configuration it is: a sha256 over the files, hexadecimal; one that is missing is empty."""
    digest = hashlib.sha256()
    for path, raw in zip(files, contents, strict=True):
        digest.update(f"{path.name} {len(raw)}\n".encode() + raw)
    return digest.hexdigest()


def _ping(entry: PingTable | None) -> Page | None:
    return Page(**{"id": "ping", "ignore_robots": True, "conditional": False, **given(entry)}) if entry else None


def _indicator(entry: IndicatorEntry, named: IndicatorsFile) -> Indicator:
    speakers = tuple(Speaker(**given(speaker)) for speaker in named.speakers)
    return Indicator(**{"name": entry.id, **given(entry)}, speakers=speakers)
