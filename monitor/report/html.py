"""The report as one HTML file: nothing is loaded from anywhere, nothing runs, it prints, and follows light or dark."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import caveats, highlight, page_health, page_notices, told_together, views, wording
from monitor.report.clock import Clock, dated, iso
from monitor.report.report_model import Report
from monitor.report.textdiff import arranging, summing
from monitor.report.timelines import NARROW, WIDE, Timeline, svg

FEW = 6  # cells of a table that are shown without asking for all
CELLS = 12  # those that a mail shows
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def html(report: Report) -> str:
    """Return *report* as a whole document in UTF-8, with a policy that forbids scripts and every other resource."""
    clock = Clock(report.time_zone)
    return document("report", report=report, view=views.arrange(report), clock=clock)


def document(name: str, **values: object) -> str:
    """Return the whole document that the template and the style sheet called *name* make of *values*."""
    css, digest = _style(name)
    return template(f"{name}.html.j2").render(**values, style=css, style_digest=digest)


def fragment(numbered: views.Numbered, language: str = "") -> str:
    """Return an entry as HTML without style, for the body of a feed's entry; *language* is its sentences'."""
    drawn = template("fragment.html.j2").render(entry=numbered.entry, steps=numbered.steps, language=tag(language))
    return drawn.strip()


def tag(language: str) -> str:
    """Return *language* if it has the form of a BCP 47 tag, else nothing."""
    return language if _TAG.fullmatch(language) else ""


def _way(sign: str) -> str:
    """Return the class by which the style sheet colours what has that sign."""
    return {"▲": "rose", "▼": "fell", "+": "came", "−": "gone"}.get(sign, "other")


def _shown(value: object) -> object:
    """Make every string harmless on its way into a template; escaping comes after."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


@cache
def template(name: str) -> Template:
    """Return a template of this part, in which every string is made harmless and escaped."""
    environment = Environment(loader=PackageLoader("monitor.report"), autoescape=True)
    equip(environment)
    return environment.get_template(name)


def _drawn(timeline: Timeline, *, narrow: bool = False) -> Markup:
    """Return a timeline as a picture; what stands in it is escaped already."""
    return Markup(svg(timeline, NARROW if narrow else WIDE))  # noqa: S704 (our own drawing)


def equip(environment: Environment) -> None:
    """Have *environment*, which escapes, make every string harmless, and know what our templates ask for."""
    environment.undefined, environment.finalize = StrictUndefined, _shown
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        wording=wording,
        page_notices=page_notices,
        page_health=page_health,
        link=link,
        iso=iso,
        dated=dated,
        drawn=_drawn,
        marked=highlight.marked,
        summing=summing,
        text_diff=arranging,
        groups=told_together,
        caveats=caveats,
        tag=tag,
        way=_way,
        FEW=FEW,
        CELLS=CELLS,
    )


_SHEETS = {
    "report": ("report.css", "text_diff.css"),
    "page_diff": ("report.css", "text_diff.css"),
    "account": ("account.css",),
}


@cache
def _style(name: str) -> tuple[Markup, str]:
    """Return the style sheets of the document *name* and their digest, by which its policy allows them and no other."""
    folder = resources.files("monitor.report") / "templates"
    css = "".join((folder / sheet).read_text(encoding="utf-8") for sheet in _SHEETS[name])
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), digest  # noqa: S704 (our own files)
