"""The report as one HTML file: nothing is loaded from anywhere, nothing runs, it prints, and follows light or dark."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from monitor.model.addresses import link
from monitor.model.sanitize import visible
from monitor.report import doing, groups, marking, views, wording
from monitor.report.clock import Clock, dated, iso
from monitor.report.model import Report
from monitor.report.textdiff import arranging, summing


def html(report: Report) -> str:
    """Return *report* as a whole document in UTF-8, with a policy that forbids scripts and every other resource."""
    css, digest = style()
    return template("report.html.j2").render(
        report=report,
        view=views.arrange(report),
        clock=Clock(report.time_zone),
        style=css,
        style_digest=digest,
    )


def fragment(told: views.Told, edition: views.Edition, clock: Clock) -> str:
    """Return one thing told as HTML without style, for the body of a feed's entry."""
    return template("fragment.html.j2").render(told=told, edition=edition, clock=clock).strip()


def _shown(value: object) -> object:
    """Make every string harmless on its way into a template; escaping comes after."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


@cache
def template(name: str) -> Template:
    """Return a template of ours; every string that goes into it is made harmless, and escaped."""
    environment = Environment(
        loader=PackageLoader("monitor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        wording=wording,
        doing=doing,
        link=link,
        iso=iso,
        dated=dated,
        marked=marking.marked,
        summing=summing,
        text_diff=arranging,
        groups=groups,
    )
    return environment.get_template(name)


@cache
def style() -> tuple[Markup, str]:
    """Return the style sheets and their digest, by which a document's policy allows them and no other."""
    folder = resources.files("monitor.report") / "templates"
    css = "".join((folder / name).read_text(encoding="utf-8") for name in ("report.css", "text_diff.css"))
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return Markup(css), digest  # noqa: S704 (our own files)
