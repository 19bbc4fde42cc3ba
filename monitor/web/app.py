"""The review page as one WSGI application."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from flask import Blueprint, Flask
from jinja2 import ChoiceLoader, PackageLoader
from werkzeug.routing import IntegerConverter, Map

from monitor.report.html import equip
from monitor.web import (
    acts,
    api,
    at_work,
    error_pages,
    feed_page,
    figure_search,
    finding_page,
    guard,
    indicator_pages,
    page_list,
    sign_in,
    status_page,
    style,
    today,
)
from monitor.web.config_cache import Kept
from monitor.web.requested import Site, address, person

VIEWS: tuple[Blueprint, ...] = (
    style.views, sign_in.views, today.views, finding_page.views, acts.views, figure_search.views,
    indicator_pages.views, page_list.views, status_page.views, feed_page.views, api.views,
)  # fmt: skip
LARGEST = 1024 * 1024  # bytes of a form


class Number(IntegerConverter):
    """A number in an address, of those that the ledger can hold: one that is larger is of nothing."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**63 - 1)


def create_app(site: Site) -> Flask:
    """Return the application that shows *site*.

    Raises:
        MonitorError: the file of its people cannot be read, or made.
    """
    app = Flask("monitor.web")
    app.extensions["monitor"] = replace(site, load=Kept(site.load, site.home))
    app.extensions[at_work.NAME] = at_work.AtWork()
    secret = site.people.book().secret
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        PERMANENT_SESSION_LIFETIME=guard.SESSION,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_NAME=_cookie(secret, is_secure=site.listening.is_secure),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_SECURE=site.listening.is_secure,
    )
    loaders = [PackageLoader("monitor.web"), PackageLoader("monitor.report")]
    app.jinja_options = {"loader": ChoiceLoader(loaders), "autoescape": True}
    equip(app.jinja_env)
    app.jinja_env.globals.update(style_version=style.version, person=person, address=address)
    app.url_map.converters["int"] = Number
    guard.protect(app)
    error_pages.tell(app)
    for views in VIEWS:
        app.register_blueprint(views)
    return app


def _cookie(secret: str, *, is_secure: bool) -> str:
    """Return the name of our cookie: another one for each home, for browsers do not tell ports of a host apart.

    ``__Host-`` keeps other hosts of the domain from setting it (RFC 6265bis section 4.1.3.2).
    """
    own = f"monitor-{hashlib.sha256(secret.encode()).hexdigest()[:8]}"
    return f"__Host-{own}" if is_secure else own
