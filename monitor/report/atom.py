"""The report as an Atom feed (RFC 4287): an entry a change, and an entry a page in trouble."""

from __future__ import annotations

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from monitor.model import Disagreement, Notice, PageStatus
from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import page_health, page_notices, wording
from monitor.report.clock import Clock, iso
from monitor.report.html import fragment
from monitor.report.report_model import Report
from monitor.report.views import Edition, Numbered, Section, arrange

ATOM = "http://www.w3.org/2005/Atom"


def atom(report: Report) -> str:
    """Return *report* as a feed. The ids of entries stay the same from one report to the next."""
    clock, view = Clock(report.time_zone), arrange(report)
    feed = etree.XML(f'<feed xmlns="{ATOM}"/>')
    _add(feed, "id", _id("feed", report.title))
    _add(feed, "title", visible(report.title))
    if view.health:
        _add(feed, "subtitle", f"Pages: {view.health}")
    _add(feed, "updated", iso(report.made_at))
    _add(_add(feed, "author", None), "name", "monitor")
    for section, edition, numbered in view.entries:
        _entry(feed, section, edition, numbered, clock)
    for one in report.disagreements:
        _disagreement(feed, one, clock)
    for status in view.troubled:
        _trouble(feed, status, clock, report.made_at)
    for notice in view.past:
        _past(feed, notice, clock)
    etree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(feed, encoding="unicode") + "\n"


def _id(*parts: object) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(str(part).encode("utf-8", "replace").decode() for part in parts)).urn


def _add(parent: etree._Element, name: str, value: str | None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = value
    return element


def _entry(feed: etree._Element, section: Section, edition: Edition, numbered: Numbered, clock: Clock) -> None:
    entry = _add(feed, "entry", None)
    _add(entry, "id", _id("entry", numbered.entry.key))
    _add(entry, "title", f"{numbered.entry.title} – {section.title}")
    _add(entry, "updated", iso(edition.after_at))
    if address := link(section.url):
        _add(entry, "link", None, rel="alternate", href=address)
    if review := link(numbered.entry.permalink):
        _add(entry, "link", None, rel="related", title="Review this finding", href=review)
    _add(entry, "summary", wording.quotation(numbered.entry.first, clock))
    _add(entry, "content", fragment(numbered, section.language), type="html")


def _disagreement(feed: etree._Element, dispute: Disagreement, clock: Clock) -> None:
    entry = _add(feed, "entry", None)
    _add(entry, "id", _id("disagreement", dispute.indicator, dispute.one.speaker, dispute.other.speaker, dispute.gap))
    _add(entry, "title", wording.disagreement(dispute, clock))
    _add(entry, "updated", iso(max(dispute.one.captured_at, dispute.other.captured_at)))
    _add(entry, "summary", " – ".join(visible(side.figure.sentence) for side in (dispute.one, dispute.other)))


def _past(feed: etree._Element, notice: Notice, clock: Clock) -> None:
    entry = _add(feed, "entry", None)
    _add(entry, "id", _id("notice", notice.page_id, notice.what, iso(notice.since)))
    became = "answers well again" if notice.until else "updated, no new figure"
    _add(entry, "title", f"{visible(notice.page_id)}: {became}")
    _add(entry, "updated", iso(notice.until or notice.since))
    _add(entry, "summary", page_notices.over(notice, clock))


def _trouble(feed: etree._Element, status: PageStatus, clock: Clock, made_at: datetime) -> None:
    entry = _add(feed, "entry", None)
    _add(entry, "id", _id("trouble", status.id, status.state, status.since))
    _add(entry, "title", f"{visible(status.id)}: {page_health.STATES.get(status.state, status.state)}")
    _add(entry, "updated", iso(status.since or made_at))
    if address := link(status.url):
        _add(entry, "link", None, rel="alternate", href=address)
    _add(entry, "summary", page_health.trouble(status, clock))
