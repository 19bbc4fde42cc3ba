"""Adding pages: addresses are looked at, what would be followed is shown, and what is confirmed is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from monitor import config as configuration
from monitor import entering
from monitor.config import Config, Listed
from monitor.discover import Proposal, other_ways
from monitor.entering import Candidate, Entry, Known, Unusable
from monitor.errors import ConfigError
from monitor.extract import unread
from monitor.looking import Seen, begun
from monitor.model import Figure, Page
from monitor.model.addresses import parse
from monitor.model.sanitize import shortened
from monitor.model.sources import Entry as Named
from monitor.web.at_work import LONGEST, OF_A_LOOK, at_work
from monitor.web.requested import Site, here

views = Blueprint("adding", __name__)
MOST = 10  # addresses at once: they are looked at while somebody waits
SHOWN = 8  # figures, or pages of a source, shown of each page
_APART = re.compile(r"[\r\n]+|\s+(?=https?://)")  # an address may have a space in it
TOO_LONG = {
    "timeout_total": "The server did not finish its answer in time.",
    "stopped": "There was no time left to ask for it.",
}
"""Reasons for which a page is not read that may be of our haste alone, and what is said of them."""
TEXTS = ("every", "cron", "hours", "days", "select", "speaker", "note", "follow", "links", "window", "most")
"""Keys of an entry that the form has for all addresses, as they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a first look at an address gave, as it is shown."""

    url: str
    seen: Seen | None = None  #: None: it was not looked at
    problem: str = ""  #: why it cannot be followed as it is
    entry: Entry | None = None  #: that would be written; None: it cannot be added
    figures: tuple[Figure, ...] = ()
    pages: tuple[Named, ...] = ()  #: that a source would yield
    unread: tuple[str, ...] = ()
    others: tuple[tuple[str, Proposal], ...] = ()


@views.get("/pages/add")
def form() -> str:
    """Return the form, filled with what the address of this view says."""
    asked = {"urls": request.args.get("url", ""), **{name: request.args.get(name, "") for name in TEXTS}}
    return _drawn(asked)


@views.post("/pages/add")
def add() -> ResponseReturnValue:
    """Look at the addresses, or write those down that were confirmed."""
    site = here()
    with site.ledger() as store:
        config = site.config(store)
    if request.form.get("do") == "add":
        return _written(config)
    return _drawn(request.form, looks=list(_looks(site, config)))


def _drawn(asked: Mapping[str, str], *, looks: list[Look] | None = None, mistakes: list[str] | None = None) -> str:
    can_be_added = sum(one.entry is not None for one in looks or ())
    return render_template(
        "page_adding.html.j2", asked=asked, looks=looks, mistakes=mistakes, kinds=configuration.KINDS, most=MOST,
        shown=SHOWN, can_be_added=can_be_added,
    )  # fmt: skip


def _looks(site: Site, config: Config) -> Iterator[Look]:
    """Yield what came of each address of the form, in their order."""
    addresses = [one.strip() for one in _APART.split(request.form.get("urls", "")) if one.strip()]
    found = list(entering.candidates([Listed(address=one) for one in addresses[:MOST]], config, _options()))
    entries = [one.entry for one in found if isinstance(one, Candidate)]
    for entry in entries:
        give_leave(entry, config)
    seen = iter(at_work().looks([entering.page_of(entry) for entry in entries], config, site.now) if entries else [])
    for one in found:
        match one:
            case Unusable():
                yield Look(url=one.listed.address, problem=one.why)
            case Known():
                yield Look(url=one.url, problem=f"It is {one.said}.")
            case Candidate():
                others = {str(entry["id"]) for entry in entries if entry is not one.entry}
                yield _seen(one.entry, next(seen), config, others, site)
    for address in addresses[MOST:]:
        yield Look(url=address, problem=f"Not looked at: {MOST} addresses at once are looked at here.")


def _options() -> dict[str, Any]:
    """Return what the form says of all addresses, as keys of an entry."""
    given: dict[str, Any] = {name: request.form.get(name, "").strip() for name in TEXTS}
    given["ignore"] = tuple(filter(None, map(str.strip, request.form.get("ignore", "").splitlines())))
    given["tags"] = tuple(filter(None, map(str.strip, request.form.get("tags", "").split(","))))
    return as_entry(given)


def as_entry(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was *given* as an entry has it: what is empty left out, ``most`` as a number if it is one."""
    found = {name: value for name, value in given.items() if value}
    most = str(found.get("most", ""))
    return found | ({"most": int(most)} if most.isascii() and most.isdecimal() else {})


def give_leave(entry: Entry, config: Config) -> None:
    """Let a page be asked on a private network where its very host and port are in the configuration as allowed.

    Who signs in here may not have the program ask any other address of its own network: that leave is given by hand.
    """
    allowed = {parse(page.url).authority for page in config.listed if page.allow_private}
    if parse(entry["url"]).authority in allowed:
        entry["allow_private"] = True


def _seen(entry: Entry, seen: Seen, config: Config, others: set[str], site: Site) -> Look:
    seen = entering.after_look(entry, seen, others | {page.id for page in config.pages})
    is_source = seen.names is not None and seen.page.source is not None
    return Look(
        url=seen.page.url,
        seen=seen,
        problem=_problem(seen),
        entry=None if seen.is_refused_here else entry,
        figures=tuple(figure for figure in seen.reading.figures if figure.main) if seen.reading else (),
        pages=tuple(begun(seen.page, seen.names, site.now())) if is_source and seen.names else (),
        unread=tuple(unread(seen.reading.text)) if seen.reading else (),
        others=tuple(_others(seen, config)),
    )


def _problem(seen: Seen) -> str:
    if seen.is_refused_here and seen.failed is not None:
        leave = f"If it is your own server, add it on the command line: monitor add {seen.page.url} --allow-private"
        return f"{seen.failed.detail} {leave}"
    if seen.failed is not None and seen.failed.reason in TOO_LONG:
        patience = f"Nobody waits here for longer than {OF_A_LOOK.seconds} s a page, {LONGEST.seconds} s for all"
        return f"{TOO_LONG[seen.failed.reason]} {patience}; this waits longer: monitor add {seen.page.url}"
    # the advice is that of the command line, where an option does what a box does here
    return (seen.fault(seen.page.id) or "").replace("--anyway", "“Add it nevertheless”")


def _others(seen: Seen, config: Config) -> Iterator[tuple[str, Proposal]]:
    """Yield what else one may mean who adds a page, where this view can add it."""
    followed: tuple[Page, ...] = (*config.pages, seen.page)
    for said, one in other_ways(seen.offers, seen.page, followed):
        if one.followed_by in (None, seen.page.id):
            yield said, one


def _written(config: Config) -> ResponseReturnValue:
    """Write the entries that were chosen, all or none."""
    fields = request.form
    chosen = [number for number in range(MOST) if f"chosen-{number}" in fields]
    wanted = [Listed(address=fields.get(f"url-{number}", "")) for number in chosen]
    entries = []
    for number, one in zip(chosen, entering.candidates(wanted, config, _options()), strict=True):
        if not isinstance(one, Candidate):
            said = one.why if isinstance(one, Unusable) else f"It is {one.said}."
            return _drawn(fields, mistakes=[f"{shortened(one.listed.address)}: {said}"])
        given = {"id": fields.get(f"id-{number}", "").strip(), "follow": fields.get(f"follow-{number}", "")}
        entries.append(one.entry | {key: value for key, value in given.items() if value})
        give_leave(entries[-1], config)
    if not entries:
        return _drawn(fields, mistakes=["Choose at least one page to add."])
    try:
        path = entering.write(config, *entries)
    except ConfigError as error:
        return _drawn(fields, mistakes=["Nothing was written.", *map(str, error.problems)])
    names = ", ".join(str(entry["id"]) for entry in entries)
    flash(f"Added: {names}. It stands in {path.name}; the service reads it by itself, or run `monitor check`.", "done")
    if len(entries) == 1:
        return redirect(url_for("pages.one.show", page_id=entries[0]["id"]), 303)
    return redirect(url_for("pages.overview"), 303)
