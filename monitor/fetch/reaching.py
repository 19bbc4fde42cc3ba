"""Whether a host can be reached: its name looked up, its address judged, a secure connection agreed on."""

from __future__ import annotations

import time

from monitor.fetch.connections import agreeing, opened, system_resolve
from monitor.fetch.http1 import Deadline
from monitor.fetch.targets import target
from monitor.fetch.trust import is_guarded, trusting
from monitor.model import Limits, Page


def reach(page: Page, limits: Limits) -> None:
    """Connect to the host of *page*, and leave; nothing is sent but what TLS asks for.

    Raises:
        FetchError: what stands in the way.
    """
    home = target(page.url)
    deadline = Deadline(time.monotonic, limits.connect.total_seconds())
    guarded = is_guarded(page, home, home.authority)
    sock, _ = opened(home.host, home.port, system_resolve, limits, deadline, guarded=guarded)
    with sock:
        if home.scheme != "https":
            return
        context = trusting(page.ca_file)
        sock.settimeout(deadline.left())
        with agreeing(home.host):
            context.wrap_socket(sock, server_hostname=home.host).close()
