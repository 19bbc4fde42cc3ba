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
from monitor.config import Config, ListedEntry
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
class There:
    """A page, and where it stands."""

    page: Page
    file: Path
    text: str  #: of the whole file
    entry: ListedEntry


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
    there = _there(here(), page_id)
    return _drawn(there, entry_form.shown(there.entry))


@views.post("/pages/<page_id>/edit")
def edit(page_id: str) -> ResponseReturnValue:
    """Show what the form would change, or write it."""
    site, fields = here(), request.form
    there = _there(site, page_id)
    does_remove = fields.get("change") == "remove"
    try:
        after = _edited(there, fields, does_remove=does_remove)
        config = _valid(site.home, there.file, after)
    except ConfigError as error:
        return _drawn(there, fields, mistakes=["Nothing was written.", *_faults(site.home, there, error)])
    if fields.get("do") != "save" or after == there.text:
        return _drawn(there, fields, after=after, reads=_reads(site, there, config, fields))
    if fields.get("was") != _digest(there.text):
        name = there.file.name
        said = f"{name} was changed by someone else meanwhile, and nothing was written. This is it as it is now."
        return _drawn(there, fields, after=after, mistakes=[said])
    try:
        configuration.replace(there.file, after, was=there.text)
    except ConfigError as error:
        return _drawn(there, fields, mistakes=["Nothing was written.", *map(str, error.problems)])
    return _ended(there.page, does_remove=does_remove)


def _edited(there: There, fields: Mapping[str, str], *, does_remove: bool) -> str:
    """Return what the file of a page would hold.

    Raises:
        ConfigError: a value is none, or the text cannot be edited safely.
    """
    if does_remove:
        return configuration.remove(there.text, there.page.id, file=there.file)
    return entry_form.edited(there.text, there.page.id, fields)


def _ended(page: Page, *, does_remove: bool) -> ResponseReturnValue:
    if does_remove:
        flash(f"{page.id} is followed no longer; its history stays in snapshots/.", "done")
        return redirect(url_for("pages.overview"), 303)
    flash(f"The entry of {page.id} is written. The service reads it by itself.", "done")
    return redirect(url_for("pages.one.show", page_id=page.id), 303)


def _there(site: Site, page_id: str) -> There:
    """Return where a page stands, which must stand in a file."""
    with site.ledger() as store:
        config = site.config(store)
        page = page_of(store, config, page_id)
    file = config.file_of(page.id) or configuration.paths(site.home)[0]
    try:
        text = configuration.read(file)
        entry = configuration.listed_entry(text, page.id, file.relative_to(site.home))
    except ConfigError as error:
        where = f"It was found by {page.found_by}: edit that." if page.found_by else str(error)
        abort(404, f"{page.id} has no entry in {file.name}. {where}")
    return There(page=page, file=file, text=text, entry=entry)


def _valid(home: Path, file: Path, text: str) -> Config:
    """Return the configuration as it would be with *text* in *file*.

    Raises:
        ConfigError: it would have mistakes.
    """
    return configuration.load_edited(home, {file: text}, os.environ, fault)


def _faults(home: Path, there: There, error: ConfigError) -> list[str]:
    """Return what is wrong with what would be written; where the file has it as it is, with its line."""
    try:
        _valid(home, there.file, there.text)
        known = {}
    except ConfigError as before:
        known = {one.message: f"{one.file.name}, line {one.line}: {one.message}" for one in before.problems}
    return list(dict.fromkeys(known.get(one.message, one.message) for one in error.problems))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _drawn(
    there: There, asked: Mapping[str, str], *, after: str | None = None, reads: Reads | None = None,
    mistakes: Iterable[str] = (),
) -> str:  # fmt: skip
    lines = None if after is None else entry_form.changed_lines(there.text, after)
    return render_template(
        "page_editing.html.j2", page=there.page, entry=there.entry, fields=entry_form.fields_of(there.entry),
        asked=asked, lines=lines, reads=reads, mistakes=list(mistakes), was=_digest(there.text),
        does_remove=asked.get("change") == "remove", shown=SHOWN,
    )  # fmt: skip


def _reads(site: Site, there: There, config: Config, asked: Mapping[str, str]) -> Reads | None:
    """Return what the newest snapshot would be read as; None where it is read as before, or there is none."""
    page = there.page
    changed = {setting.key for setting in entry_form.settings(there.entry, asked)}
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
