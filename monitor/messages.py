"""What one message says, put together from the ledger when it is sent: findings, troubles, how all pages are doing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor import notify
from monitor.disk_space import Shortage
from monitor.model import Among, Channel, Delivery, Finding, Notice, PageStatus, Topic
from monitor.model.phrasing import counted
from monitor.report import RENDERERS, Report, json_forms, page_notices, values
from monitor.report.chat import MOST as LONGEST_CHAT
from monitor.report.chat import chat, cut
from monitor.report.clock import Clock
from monitor.report.json_forms import Object
from monitor.report.mail_body import SUBJECT as LONGEST_SUBJECT
from monitor.report.mail_body import mail
from monitor.report.page_health import Health, in_message
from monitor.report.permalinks import permalinked
from monitor.store import Ledger

FOR_PROGRAMS = frozenset({"file", "webhook"})  # kinds that send the JSON alone
LONGEST_HEAD = 1_000  # characters
MOST = 1_000  # findings, and pages in trouble, that a message is made of; what is beyond is counted


class Ways(Protocol):
    """What writing a message needs besides the ledger."""

    @property
    def time_zone(self) -> str:
        """Return the zone of local times."""

    @property
    def base_url(self) -> str | None:
        """Return what addresses of the review page begin with; None: there is none that others know."""

    def now(self) -> datetime:
        """Return the time."""

    def shortage(self) -> Shortage | None:
        """Return that the disk is short of room; None: it is not."""

    def stale_since(self) -> datetime | None:
        """Return since when the configuration has mistakes; None when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a message tells."""

    deliveries: tuple[Delivery, ...]
    findings: tuple[Finding, ...]
    more: int  #: findings beyond those
    notices: tuple[Notice, ...]
    statuses: tuple[PageStatus, ...]  #: of the pages that are told of, the first of them
    health: Health | None  #: of all pages of the channel, where the message tells of it
    made_at: datetime


def content_of(channel: Channel, deliveries: Sequence[Delivery], ledger: Ledger, ways: Ways) -> Content:
    """Return what *deliveries*, one message to *channel*, tell as the ledger has it now."""
    chosen, more = _foremost([one for one in deliveries if one.topic is Topic.CHANGES], MOST)
    notices = _notices(deliveries, ledger)
    tells_health = any(one.topic is Topic.HEALTH for one in deliveries)
    health = _health(channel, ledger, ways) if tells_health else None
    return Content(
        deliveries=tuple(deliveries),
        findings=permalinked(ledger.outbox.findings(chosen), ways.base_url),
        more=more,
        notices=notices,
        statuses=_in_trouble(channel, ledger, ways) if tells_health else _of_pages(ledger, notices, ways),
        health=health,
        made_at=ways.now(),
    )


def _notices(deliveries: Iterable[Delivery], ledger: Ledger) -> tuple[Notice, ...]:
    """Return the troubles that *deliveries* tell of, each once, as they stand now."""
    owed = (ledger.outbox.trouble(one) for one in deliveries if one.topic not in (Topic.CHANGES, Topic.HEALTH))
    return tuple(dict.fromkeys(one for one in owed if one))


def _of_pages(ledger: Ledger, notices: Iterable[Notice], ways: Ways) -> tuple[PageStatus, ...]:
    """Return how the pages are doing that *notices* are of."""
    pages = tuple({one.page_id: None for one in notices})
    found = ledger.statuses(ways.now(), Among(pages=pages)) if pages else ()
    return _with_room((one for one in found if one.id in pages), ways)


def message(channel: Channel, key: str, content: Content, time_zone: str) -> notify.Message:
    """Return *content* as a message to *channel* under *key*."""
    clock = Clock(time_zone)
    head = _head(content, clock)
    tells = bool(content.findings)
    report = Report(
        title=head, made_at=content.made_at, since=_since(content) if tells else None,
        until=content.made_at if tells else None, time_zone=time_zone, on_figures=tells,
        findings=content.findings, beyond=content.more, notices=content.notices, statuses=content.statuses,
        tallies=content.health.tallies if content.health else None,
        on_pages=content.health is not None,
        config_stale_since=content.health.config_stale_since if content.health else None,
    )  # fmt: skip
    line = _line(report, content, clock)
    json = json_forms.line(as_json(key, content, clock, line))
    if channel.kind in FOR_PROGRAMS:
        return notify.Message(key=key, json=json)
    written = mail(report)
    subject = written.subject if tells else _few(_on_pages(content, clock), LONGEST_SUBJECT)
    return notify.Message(
        key=key, json=json, subject=subject, text=written.text, html=written.html, chat=line,
        thread=_thread(channel, content),
    )  # fmt: skip


def feed(channel: Channel, key: str, ledger: Ledger, ways: Ways) -> notify.Message:
    """Return the whole feed of *channel*: the newest findings that it was owed, and the pages that are in trouble."""
    latest = ledger.outbox.latest(channel.name, channel.entries)
    findings = permalinked(ledger.outbox.findings(latest), ways.base_url)
    report = Report(
        title=f"Changes of figures: {channel.name}", made_at=ways.now(), time_zone=ways.time_zone,
        findings=tuple(_newest(findings, channel.entries)), statuses=_in_trouble(channel, ledger, ways),
        tallies=_health(channel, ledger, ways).tallies,
    )  # fmt: skip
    return notify.Message(key=key, json="", atom=RENDERERS["atom"](report))


def as_json(key: str, content: Content, clock: Clock, text: str) -> Object:
    """Return the JSON of a message: its key, *text* that says it in a line, its page if it is of one, and the rest."""
    pages = {one.page_id for one in content.deliveries}
    title = content.findings[0].page_title if content.findings else None
    return {
        "key": key,
        "text": text,
        "page": pages.pop() or None if len(pages) == 1 else None,
        "page_title": title if len({one.page_id for one in content.findings}) == 1 else None,
        "found_at": json_forms.moment(_since(content)),
        "findings": [values.finding(one, clock) for one in content.findings],
        "more": content.more,
        "notices": [values.notice(one, clock) for one in content.notices],
        "health": _health_json(content.health, content.made_at, clock) if content.health else None,
    }


def _health_json(of: Health, now: datetime, clock: Clock) -> Object:
    troubles = [{"state": one.state, "pages": one.count, "since": json_forms.moment(one.since)} for one in of.troubles]
    return {
        "well": of.is_well,
        "checked": of.checked,
        "troubles": troubles,
        "others": of.new + of.paused,
        "config_stale_since": json_forms.moment(of.config_stale_since),
        "statement": in_message(of, now, clock),
    }


def _head(content: Content, clock: Clock) -> str:
    """Return the line that a message begins with; what it has no room for stands below it."""
    return _few([*_counted(content), *_on_pages(content, clock)], LONGEST_HEAD)


def _counted(content: Content) -> list[str]:
    count = sum(one.findings for one in content.deliveries)
    pages = len({one.page_id for one in content.deliveries if one.findings})
    return [f"{counted(count, 'finding')} on {counted(pages, 'page')}"] if count else []


def _on_pages(content: Content, clock: Clock) -> list[str]:
    """Return what a message tells besides findings: pages that fail or are well again, and how all are doing."""
    parts = [page_notices.changed(one, clock) for one in content.notices]
    return [*parts, in_message(content.health, content.made_at, clock)] if content.health else parts


def _line(report: Report, content: Content, clock: Clock) -> str:
    """Return the message as one line of chat: it is all that a chat room gets, so nothing is told without a word."""
    parts = _on_pages(content, clock)
    if not content.findings:
        return _few([*_counted(content), *parts], LONGEST_CHAT)
    besides = f"; {_few(parts, LONGEST_CHAT // 2)}" if parts else ""
    return chat(report, LONGEST_CHAT - len(besides)) + besides


def _few(parts: Sequence[str], most: int) -> str:
    """Return as many of *parts* as there is room for in *most* characters, and how many more there are."""
    for shown in range(len(parts), 0, -1):
        more = f" (and {len(parts) - shown:,} more)" if shown < len(parts) else ""
        line = "; ".join(parts[:shown])
        if shown == 1 or len(line) + len(more) <= most:
            return cut(line, most - len(more)) + more
    return ""


def _since(content: Content) -> datetime:
    """Return when the period of a message begins: with the first report in it."""
    return min(one.owed_at for one in content.deliveries)


def _thread(channel: Channel, content: Content) -> str:
    """Return the thread of a message: that of its page, else that of the channel's digests."""
    pages = {one.page_id for one in content.deliveries}
    name = pages.pop() if len(pages) == 1 else ""
    return hashlib.sha256(f"{channel.name}\n{name}".encode()).hexdigest()[:32]


def _heard_of(channel: Channel) -> Among:
    """Return the pages that *channel* hears of."""
    return Among(pages=channel.wants.pages or None, tags=channel.wants.tags)


def _health(channel: Channel, ledger: Ledger, ways: Ways) -> Health:
    """Return how the pages that *channel* hears of are doing together."""
    tallies, short = ledger.tallies(ways.now(), _heard_of(channel)), ways.shortage()
    return Health(short.of_tallies(tallies) if short else tallies, ways.stale_since())


def _in_trouble(channel: Channel, ledger: Ledger, ways: Ways) -> tuple[PageStatus, ...]:
    """Return the first of the pages that *channel* hears of that need a look: without room on the disk, all do."""
    found = ledger.statuses(ways.now(), _heard_of(channel), in_trouble=ways.shortage() is None, most=MOST)
    return _with_room(found, ways)


def _with_room(found: Iterable[PageStatus], ways: Ways) -> tuple[PageStatus, ...]:
    """Return how pages are doing, *found* in the ledger: as paused while the disk is short of room."""
    short = ways.shortage()
    return tuple(short.of_pages(found) if short else found)


def _foremost(deliveries: Sequence[Delivery], most: int) -> tuple[list[Delivery], int]:
    """Return what a message shows of *deliveries*, the newest of every page first; and how many findings are left."""
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, Delivery]] = []
    for one in reversed(deliveries):
        ranked.append((turns[one.page_id], one))
        turns[one.page_id] += 1
    chosen: list[Delivery] = []
    shown, count = 0, sum(one.findings for one in deliveries)
    for _, one in sorted(ranked, key=lambda pair: pair[0]):
        if chosen and shown + one.findings > most:
            break
        chosen.append(one)
        shown += one.findings
    return chosen, count - shown


def _newest(findings: Sequence[Finding], most: int) -> list[Finding]:
    """Return the newest *most* things told; what is told as one counts once."""
    kept: list[Finding] = []
    things: set[object] = set()
    for one in reversed(findings):
        things.add((one.check, one.change.group or one.change.echo or one.change.series))
        if len(things) > most:
            break
        kept.append(one)
    return kept[::-1]
