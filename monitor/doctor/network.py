"""The network, only when that is asked for: names are looked up, and hosts of pages and channels connected to."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from monitor.config import Config
from monitor.doctor.observation import Observation, Place, well, wrong
from monitor.errors import FetchError
from monitor.fetch import reach
from monitor.model import Page
from monitor.model.addresses import parse
from monitor.model.phrasing import counted

MOST, AT_ONCE = 20, 8  # hosts that are tried


def look(place: Place, config: Config) -> Iterator[Observation]:
    """Yield which hosts of pages and webhooks cannot be reached; nothing is asked of any, and no page fetched."""
    hosts = {parse(page.url).authority: page for page in reversed(_asked(config))}
    tried = list(hosts.values())[-MOST:]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failures = [one for one in pool.map(lambda page: _failure(place, page, config), tried) if one]
    yield from failures
    if len(failures) < len(tried):
        others = f" (of {len(hosts):,})" if len(hosts) > len(tried) else ""
        yield well("network", f"{counted(len(tried) - len(failures), 'host')}{others} can be reached.")


def _asked(config: Config) -> list[Page]:
    """Return the pages that are fetched, then the addresses of webhooks, as pages."""
    posted = [
        Page(id=one.name, url=one.target, allow_private=one.allow_private, ca_file=one.ca_file)
        for one in config.channels
        if one.kind == "webhook"
    ]
    return [page for page in config.listed if page.enabled] + posted


def _failure(place: Place, page: Page, config: Config) -> Observation | None:
    try:
        reach(page, config.limits)
    except FetchError as error:
        host = shlex.quote(parse(page.url).host)
        advice, command = {
            "dns_nx": ("See what the name server says:", f"getent hosts {host}"),
            "dns_temp": ("See whether any name can be looked up, and which server is asked:", "cat /etc/resolv.conf"),
            "address": (
                "If it is meant to be reached all the same:",
                place.command(f"set {page.id} allow_private=true"),
            ),
        }.get(error.reason, ("See what it answers:", f"curl -sSvo /dev/null https://{host}/"))
        return wrong("network", f"{page.id}: {error.detail}", advice, command)
    return None
