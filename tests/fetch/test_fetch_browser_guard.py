"""FAULTS A1, A2, A3 through a browser: whatever a page tries, nobody is reached who is not of the public network."""

from __future__ import annotations

import json
import socket

import pytest
from browsers import needs_browser, serving, written
from fetch_world import HTML, fetched, fetcher, page_at
from loopback import Site, page
from test_fetch_guard import FORMS, resolve

EVERYWHERE = """
let answered = 0, refused = 0;
const hosts = HOSTS, port = PORT, quietly = work => { try { work(); } catch (error) {} };
const each = hosts.map(host => fetch(`http://${host}:${port}/`, {mode: 'no-cors'})
  .then(() => answered++, () => refused++));
for (const host of hosts) {
  quietly(() => new WebSocket(`ws://${host}:${port}/`));
  quietly(() => navigator.sendBeacon(`http://${host}:${port}/`, 'x'));
}
const work = `fetch('http://127.0.0.1:${port}/').catch(() => 0); new WebSocket('ws://127.0.0.1:${port}/')`;
quietly(() => new Worker(URL.createObjectURL(new Blob([work]))));
quietly(() => new SharedWorker(URL.createObjectURL(new Blob([work]))));
quietly(() => navigator.serviceWorker.register('/worker').catch(() => 0));
quietly(() => new EventSource(`http://127.0.0.1:${port}/`));
quietly(() => new WebTransport(`https://127.0.0.1:${port}/`));
quietly(() => window.open(`http://127.0.0.1:${port}/`));
quietly(() => { const peer = new RTCPeerConnection({iceServers: [{urls: `stun:127.0.0.1:${port}`}]});
  peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer)); });
Promise.all(each).then(() => show(`${answered} answered, ${refused} refused`));
"""
ELEMENTS = """<link rel=preconnect href="http://127.0.0.1:PORT/"><link rel=prefetch href="http://127.0.0.1:PORT/">
<link rel=dns-prefetch href="//ahead.test/"><link rel=stylesheet href="http://127.0.0.1:PORT/">
<img src="http://127.0.0.1:PORT/">
<link rel=icon href="http://127.0.0.1:PORT/"><iframe src="http://127.0.0.1:PORT/"></iframe>
<iframe src="file:///etc/passwd"></iframe>
<object data="http://127.0.0.1:PORT/"></object><video src="http://127.0.0.1:PORT/"></video>"""


@pytest.mark.slow
@needs_browser
def test_no_form_of_an_address_is_reached_through_a_browser(attempts: list[str]) -> None:
    with Site(lambda _: page(HTML)) as inside, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as packets:
        packets.bind(("127.0.0.1", inside.port))
        packets.setblocking(False)
        port = str(inside.port)
        script = EVERYWHERE.replace("HOSTS", json.dumps(FORMS)).replace("PORT", port)
        with Site(serving(page=written(script, head=ELEMENTS.replace("PORT", port)))) as site:
            one = fetcher(resolve=resolve, limits={"wire_bytes": 10**7})
            got = fetched(one.fetch(page_at(site, render="browser"), None))
            own = site.port
        with pytest.raises(BlockingIOError):
            packets.recv(1)
    assert f"0 answered, {len(FORMS)} refused" in got.body.decode()
    assert inside.opened == 0
    assert set(attempts) == {"127.0.0.1"}, own  # the site's own
