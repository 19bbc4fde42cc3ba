"""The entry of a page is changed: what would be written, and read, is shown first, and then written the same way."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from monitor import advice
from monitor import config as configuration
from monitor.advice import Asked
from monitor.config import Config
from monitor.errors import ConfigError, ExtractError, StoreError
from monitor.model import Figure, Page, Reading
from monitor.notify import fault
from monitor.store import Ledger, Snapshot
from monitor.web import entry_form
from monitor.web.at_work import at_work
from monitor.web.one_page import page_of
from monitor.web.requested import Site, here

views = Blueprint("editing", __name__)
SHOWN = 12  # figures that come, or go


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """What the newest snapshot of the page would be read as."""

    problem: str = ""  #: why it would not be read
    figures: int = 0
    comes: tuple[Figure, ...] = ()
    goes: tuple[Figure, ...] = ()


@views.get("/pages/<page_id>/edit")
def form(page_id: str) -> str:
    """Return the form."""
    site = here()
    text, page = _file_and_page(site, page_id)
    return _drawn(page, text, entry_form.shown(configuration.listed_entry(text, page.id)))


@views.post("/pages/<page_id>/edit")
def edit(page_id: str) -> ResponseReturnValue:
    """Show what the form would change, or write it."""
    site, fields = here(), request.form
    text, page = _file_and_page(site, page_id)
    does_remove = fields.get("change") == "remove"
    try:
        after = configuration.remove(text, page.id) if does_remove else entry_form.edited(text, page.id, fields)
        config = _valid(site.home, after)
    except ConfigError as error:
        return _drawn(page, text, fields, mistakes=["Nothing was written.", *_faults(site.home, text, error)])
    if fields.get("do") != "save" or after == text:
        return _drawn(page, text, fields, after=after, reads=_reads(site, page, config, text, fields))
    if fields.get("was") != _digest(text):
        said = "pages.yaml was changed by someone else meanwhile, and nothing was written. This is it as it is now."
        return _drawn(page, text, fields, after=after, mistakes=[said])
    try:
        configuration.replace(_file(site.home), after, was=text)
    except ConfigError as error:
        return _drawn(page, text, fields, mistakes=["Nothing was written.", *map(str, error.problems)])
    return _ended(page, does_remove=does_remove)


def _ended(page: Page, *, does_remove: bool) -> ResponseReturnValue:
    if does_remove:
        flash(f"{page.id} is followed no longer; its history stays in snapshots/.", "done")
        return redirect(url_for("pages.overview"), 303)
    flash(f"The entry of {page.id} is written. The service reads it by itself.", "done")
    return redirect(url_for("pages.one.show", page_id=page.id), 303)


def _file(home: Path) -> Path:
    return configuration.paths(home)[0]


def _file_and_page(site: Site, page_id: str) -> tuple[str, Page]:
    """Return the content of pages.yaml, and the page, which must stand there."""
    with site.ledger() as store:
        page = page_of(store, site.config(store), page_id)
    text = configuration.read(_file(site.home))
    try:
        configuration.listed_entry(text, page.id)
    except ConfigError as error:
        where = f"It was found by {page.found_by}: edit that." if page.found_by else str(error)
        abort(404, f"{page.id} has no entry in pages.yaml. {where}")
    return text, page


def _valid(home: Path, text: str) -> Config:
    """Return the configuration as it would be with *text* as pages.yaml.

    Raises:
        ConfigError: it would have mistakes.
    """
    _, *others = (path.read_text(encoding="utf-8") if path.exists() else None for path in configuration.paths(home))
    return configuration.load_texts(home, [text, *others], os.environ, fault)


def _faults(home: Path, text: str, error: ConfigError) -> list[str]:
    """Return what is wrong with what would be written; where the file, now *text*, has it already, with its line."""
    try:
        _valid(home, text)
        there = {}
    except ConfigError as before:
        there = {one.message: f"{one.file.name}, line {one.line}: {one.message}" for one in before.problems}
    return list(dict.fromkeys(there.get(one.message, one.message) for one in error.problems))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _drawn(
    page: Page, text: str, asked: Mapping[str, str], *, after: str | None = None, reads: Reads | None = None,
    mistakes: Iterable[str] = (),
) -> str:  # fmt: skip
    entry = configuration.listed_entry(text, page.id)
    return render_template(
        "page_editing.html.j2", page=page, entry=entry, fields=entry_form.fields_of(entry), asked=asked,
        lines=None if after is None else entry_form.changed_lines(text, after), reads=reads, mistakes=list(mistakes),
        was=_digest(text), does_remove=asked.get("change") == "remove", shown=SHOWN,
    )  # fmt: skip


def _reads(site: Site, page: Page, config: Config, text: str, asked: Mapping[str, str]) -> Reads | None:
    """Return what the newest snapshot would be read as; None where it is read as before, or there is none."""
    entry = configuration.listed_entry(text, page.id)
    changed = {setting.key for setting in entry_form.settings(entry, asked)}
    then = next((one for one in config.pages if one.id == page.id), None)
    if then is None or not changed & entry_form.READS:
        return None
    with site.ledger() as store:
        newest = next((one for one in store.newest(page.id, most=50) if one.kind == "version"), None)
        if newest is None:
            return None
        try:
            after = at_work().read(store, newest, then, config.limits)
        except ExtractError as error:
            return Reads(problem=f"{error.detail} {advice.of(error.reason, Asked.CHECK, page.id)}")
        except StoreError as error:
            return Reads(problem=str(error))
        return _compared(_now(store, newest, page, config), after)


def _now(store: Ledger, newest: Snapshot, page: Page, config: Config) -> Reading | None:
    """Return what the snapshot is read as now; None where it is not."""
    try:
        return at_work().read(store, newest, page, config.limits)
    except ExtractError:
        return None


def _compared(before: Reading | None, after: Reading) -> Reads:
    old, new = (_main(reading) for reading in (before, after))
    return Reads(figures=len(after.figures), comes=_without(new, old), goes=_without(old, new))


def _main(reading: Reading | None) -> list[Figure]:
    return [figure for figure in reading.figures if figure.main] if reading else []


def _without(these: list[Figure], those: list[Figure]) -> tuple[Figure, ...]:
    """Return those of *these* that are not among *those*, by their sentences and what they say there."""
    left = Counter(map(_said, those))
    found = []
    for figure in these:
        if left[_said(figure)]:
            left[_said(figure)] -= 1
        else:
            found.append(figure)
    return tuple(found)


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.sentence, figure.surface, figure.counts, figure.attribution
