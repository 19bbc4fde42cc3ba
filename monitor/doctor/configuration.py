"""The configuration: whether it can be used, and what in it should be seen to."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from monitor.config import Config, load, stale_since
from monitor.doctor.home_folder import may_write
from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.errors import ConfigError, FetchError
from monitor.fetch import browser_of
from monitor.model.phrasing import counted
from monitor.notify import fault
from monitor.store import FOLDER
from monitor.troubles import minute

SHOWN = 3  # mistakes that are told; `monitor config check` tells all


def read(place: Place) -> tuple[Config | None, list[Observation]]:
    """Return the configuration of the home, and how it is; None while it has mistakes."""
    try:
        config = load(place.home, place.environ, fault)
    except ConfigError as error:
        return None, list(_mistakes(place, error))
    return config, list(_look(place, config))


def _mistakes(place: Place, error: ConfigError) -> Iterator[Observation]:
    told = "; ".join(map(str, error.problems[:SHOWN]))
    more = len(error.problems) - SHOWN
    since = stale_since(place.home / FOLDER)
    advice = "Mend it; this lists all that is wrong, with file and line:"
    if since is not None:
        advice = f"The service goes on with the one that was in force before, since {minute(since)}. {advice}"
    yield wrong(
        "configuration", told + (f"; and {more:,} more" if more > 0 else ""), advice, place.command("config check")
    )


def _look(place: Place, config: Config) -> Iterator[Observation]:
    yield well("configuration", f"{counted(len(config.pages), 'page')} and {counted(len(config.channels), 'channel')}.")
    if not config.pages:
        said = "No page is followed."
        yield note("configuration", said, "Add one:", place.command("add https://www.example.org/statement"))
    for warning in config.warnings:
        yield note("configuration", str(warning), "", place.command("config check"))
    if config.missing_contact:
        said, cure = f"{config.missing_contact}.", place.command("set contact=you@your-domain.org")
        yield note("contact", said, "Sites see it in the User-Agent, and can write rather than refuse:", cure)
    else:
        yield well("contact", f"Sites see: {config.user_agent}")
    yield from _unwritten(config)
    yield from _browser(config)


def _unwritten(config: Config) -> Iterator[Observation]:
    """Yield which files of the configuration commands cannot edit."""
    for path in (one for one in config.files if one.exists() and not may_write(one)):
        said = f"{path} may not be written by this user; `monitor add` and `set` cannot edit it."
        yield note(
            "configuration", said, "That is well where something else writes it.", f"ls -l {shlex.quote(str(path))}"
        )


def _browser(config: Config) -> Iterator[Observation]:
    """Yield whether pages that need a browser find one."""
    rendered = [page.id for page in config.pages if page.render and page.enabled]
    if not rendered:
        return
    try:
        yield well("browser", f"{counted(len(rendered), 'page')} in {browser_of()}.")
    except FetchError as error:
        said = f"{error.detail} It is needed by {', '.join(rendered[:SHOWN])}."
        command = "apt-get install chromium && pip install 'playwright>=1.55,<2'"
        yield wrong("browser", said, "Both are needed, the second in the environment of this program:", command)
