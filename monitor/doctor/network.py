"""The network, only when that is asked for: names are looked up, and hosts of pages and channels connected to."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from monitor.config import Config
from monitor.doctor.observation import Observation, Place, well, wrong
from monitor.errors import FetchError
from monitor.fetch import reach
from monitor.model import Channel, Page
from monitor.model.addresses import parse
from monitor.model.phrasing import counted

MOST, AT_ONCE = 20, 8  # hosts that are tried


def look(place: Place, config: Config) -> Iterator[Observation]:
    """Yield which hosts of channels and pages cannot be reached; nothing is asked of any, and no page fetched."""
    hosts: dict[str, Page] = {}
    for one in _asked(config):
        hosts.setdefault(parse(one.url).authority, one)
    tried = list(hosts.values())[:MOST]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failures = [one for one in pool.map(lambda page: _failure(place, page, config), tried) if one]
    yield from failures
    if len(failures) < len(tried):
        others = f" (of {len(hosts):,})" if len(hosts) > len(tried) else ""
        yield well("network", f"{counted(len(tried) - len(failures), 'host')}{others} can be reached.")


def _asked(config: Config) -> list[Page]:
    """Return the hosts of channels, as pages (of a mail server, only its port is tried), and the pages themselves."""
    channels = {one: _posted_to(one) for one in config.channels}
    posted = [
        Page(id=one.name, url=url, allow_private=one.allow_private, ca_file=one.ca_file)
        for one, url in channels.items()
        if url
    ]
    return posted + [page for page in config.listed if page.enabled]


def _posted_to(channel: Channel) -> str:
    """Return an address of the host that *channel* sends to; "" where no one host is known."""
    if channel.kind == "webhook":
        return channel.target
    return f"http://{channel.mail.server}:{channel.mail.port}/" if channel.mail else ""


def _failure(place: Place, page: Page, config: Config) -> Observation | None:
    try:
        reach(page, config.limits)
    except FetchError as error:
        address = parse(page.url)
        host, is_page = shlex.quote(address.host), page in config.listed
        allow = f"set {page.id} allow_private=true" if is_page else "edit monitor"
        advice, command = {
            "dns_nx": ("See what the name server says:", f"getent hosts {host}"),
            "dns_temp": ("See whether any name can be looked up, and which server is asked:", "cat /etc/resolv.conf"),
            "address": ("If it is meant to be reached all the same, `allow_private` says so:", place.command(allow)),
        }.get(error.reason, ("See what it answers:", f"curl -sSvo /dev/null {address.scheme}://{address.authority}/"))
        return wrong("network", f"{page.id}: {error.detail}", advice, command)
    return None
