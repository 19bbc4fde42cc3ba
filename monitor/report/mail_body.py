"""The report as an e-mail: a subject, plain text, and small HTML whose style stands in each element."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources

import css_inline
from markupsafe import Markup

from monitor.model.sanitize import visible
from monitor.report.chat import cut
from monitor.report.clock import Clock
from monitor.report.html import template
from monitor.report.report_model import Report
from monitor.report.terminal import shown as shown_in_terminal
from monitor.report.views import View, arrange, limited

LARGEST = 95_000  # bytes of each part: mail programs hide what is beyond 102,400
MOST = 60  # entries that are shown at first; fewer where they are too large
SUBJECT = 120  # characters
WIDTH = 78  # of a line of plain text (RFC 5322, 2.1.1)


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says; who gets it, and how, is the channel's."""

    subject: str  #: one line
    text: str
    html: str


def mail(report: Report) -> Mail:
    """Return *report* as a mail of less than 100 kB a part: what is beyond is counted."""
    view = arrange(report)
    return Mail(
        subject=subject(report, view),
        text=_small(view, lambda shown: shown_in_terminal(report, shown, width=WIDTH)),
        html=_small(view, lambda shown: _html(report, shown)),
    )


def subject(report: Report, view: View) -> str:
    """Return the foremost change with its page, and how many more there are; or how the pages are doing."""
    if not view.lines:
        return cut(f"{visible(report.title)}: {view.health or 'no change'}", SUBJECT)
    line = view.lines[0]
    others = len(view.lines) - 1 + view.beyond
    more = f" (and {others:,} more)" if others else ""
    return cut(f"{line.sign} {line.text} – {line.page_title}", SUBJECT - len(more)) + more


def _small(view: View, render: Callable[[View], str]) -> str:
    """Return *view* rendered, with as many of its entries as are not too large."""
    most = MOST
    while True:
        text = render(limited(view, most))
        if len(text.encode()) <= LARGEST or most == 0:
            return text
        most //= 2


def _html(report: Report, view: View) -> str:
    document = template("mail.html.j2").render(report=report, view=view, clock=Clock(report.time_zone), style=_style())
    return _inliner().inline(document)


@cache
def _inliner() -> css_inline.CSSInliner:
    # what depends on light or dark cannot stand in an element: it stays in the style sheet
    return css_inline.CSSInliner(
        load_remote_stylesheets=False, keep_style_tags=True, keep_at_rules=True, remove_inlined_selectors=True
    )


@cache
def _style() -> Markup:
    css = resources.files("monitor.report").joinpath("templates/mail.css").read_text(encoding="utf-8")
    return Markup(css)  # noqa: S704 (our own file)
