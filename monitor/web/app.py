"""The review page as one WSGI application."""

from __future__ import annotations

from flask import Blueprint, Flask
from jinja2 import ChoiceLoader, PackageLoader

from monitor.report.html import equip
from monitor.web import (
    acts,
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
from monitor.web.requested import Site, address, person

VIEWS: tuple[Blueprint, ...] = (
    style.views, sign_in.views, today.views, finding_page.views, acts.views, figure_search.views,
    indicator_pages.views, page_list.views, status_page.views,
)  # fmt: skip
LARGEST = 1024 * 1024  # bytes of a form


def create_app(site: Site, secret: bytes) -> Flask:
    """Return the application that shows *site*; sessions are signed with *secret*."""
    app = Flask("monitor.web")
    app.extensions["monitor"] = site
    app.config.update(
        SECRET_KEY=secret,
        MAX_CONTENT_LENGTH=LARGEST,
        SESSION_COOKIE_NAME="monitor",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
    )
    loaders = [PackageLoader("monitor.web"), PackageLoader("monitor.report")]
    app.jinja_options = {"loader": ChoiceLoader(loaders), "autoescape": True}
    equip(app.jinja_env)
    app.jinja_env.globals.update(style_version=style.version, person=person, address=address)
    guard.protect(app)
    for views in VIEWS:
        app.register_blueprint(views)
    return app
