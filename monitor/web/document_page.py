"""A snapshot's text as the program reads it, every number marked: kept with what it counts, or refused with why."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from monitor import advice
from monitor.advice import Asked
from monitor.config import Config
from monitor.errors import ExtractError, StoreError
from monitor.extract import unread
from monitor.model import Page, Reading
from monitor.report.clock import Clock
from monitor.store import Ledger, Snapshot
from monitor.web import document_blocks
from monitor.web.at_work import at_work
from monitor.web.downloads import inert
from monitor.web.one_page import page_of
from monitor.web.requested import here

views = Blueprint("document", __name__)


@views.get("/pages/<page_id>/snapshots/<int:number>")
def show(page_id: str, number: int) -> str:
    """Return the text of a snapshot, as it is read with today's options and engine."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
        page = page_of(store, config, page_id)
        snapshot = snapshot_of(store, page_id, number)
        reading, problem = read(store, config, page, snapshot)
        series = store.stated_in(page_id, snapshot.id)
        newer = store.following(page_id, number)
        older = next(iter(store.newest(page_id, before=number, most=1)), None)
    parts = document_blocks.parts(reading, series) if reading else []
    at = min(max(1, request.args.get("part", 1, type=int)), max(1, len(parts)))
    return render_template(
        "document_page.html.j2",
        page=page,
        snapshot=snapshot,
        older=older,
        newer=newer,
        reading=reading,
        problem=problem,
        unread=list(unread(reading.text)) if reading else [],
        groups=parts[at - 1] if parts else [],
        part=at,
        parts=len(parts),
        clock=Clock(config.time_zone.key),
    )


@views.get("/pages/<page_id>/snapshots/<int:number>/raw")
def raw(page_id: str, number: int) -> Response:
    """Return the bytes as they came, as a download that no browser opens by itself."""
    site = here()
    with site.ledger() as store:
        snapshot = snapshot_of(store, page_id, number)
        body = store.body(snapshot)
    return inert(body, snapshot.file.removesuffix(".gz"))


def snapshot_of(store: Ledger, page_id: str, number: int) -> Snapshot:
    """Return what was kept of a page, by its number there; there is none: the answer is 404."""
    try:
        return store.numbered(page_id, number)
    except StoreError as error:
        if error.reason != "unknown":
            raise
        abort(404, str(error))


def read(store: Ledger, config: Config, page: Page, snapshot: Snapshot) -> tuple[Reading | None, str]:
    """Return what is read in the snapshot; where nothing is, why, and what to do."""
    try:
        return at_work().read(store, snapshot, page, config.limits), ""
    except ExtractError as error:
        return None, f"{error.detail} {advice.of(error.reason, Asked.CHECK, page.id)}"
    except StoreError as error:
        return None, str(error)
