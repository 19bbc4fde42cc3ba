"""How long every view of the review page takes, and how large it is, while the service checks pages.

    make bench-web        (or: python benchmarks/web.py [--home DIR] [--times 15])

The home is that of web_ledger.py: 10,000 told findings, 100,000 figures in 2,000 series; with --home it is made there
once, and used again. `monitor run` serves the page, and checks thirty more pages on this machine every second, each of
which says another figure every time. What is measured is the first byte of an answer, as a browser waits for it, on a
connection of its own. Exit status 1 when the median of a view is above 150 ms, or a view is larger than 200 kB.
"""

from __future__ import annotations

import argparse
import http.client
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from web_ledger import make

FIRST_BYTE, LARGEST = 0.150, 200_000  # seconds; bytes
CHECKED = 30  # pages that change while the views are asked for
VIEWS = (
    "/", "/?standing=all&words=nurses", "/?standing=all&tag=camp&kind=CHANGED", "/?unread=1&silent=1",
    "/?standing=all&indicator=people", "/?before=9000", "/findings/c5000", "/figures", "/figures?words=people+camp",
    "/figures?value=%3E+1000", "/figures?value=around+500&words=nurses", "/figures/page-003/s1",
    "/figures/page-003/s1.svg", "/indicators", "/indicators/people", "/pages", "/pages?words=page-1", "/pages/page-007",
    "/pages/page-007/edit", "/status", "/api/v1/findings", "/api/v1/figures?words=tents", "/feed.atom",
)  # fmt: skip
_told = count(1000, 7)


class _Site(BaseHTTPRequestHandler):
    """Answers each request with another figure."""

    def do_GET(self) -> None:
        body = (
            "<html lang=en><title>Harbour</title><main><h1>Harbour</h1>"
            f"<p>There are {next(_told):,} people at the harbour of Norhaven.</p></main></html>"
        ).encode()
        self.send_response(200 if self.path != "/robots.txt" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def prepare(home: Path, site: int, port: int) -> None:
    """Have the service of *home* check pages of *site* all the time, and serve the review page at *port*."""
    pages = home / "config" / "pages.yaml"
    kept = [line for line in pages.read_text().splitlines() if "127.0.0.1" not in line]
    kept += [
        f"  - {{id: harbour-{number:02}, url: 'http://127.0.0.1:{site}/{number}', every: 1s, allow_private: true}}"
        for number in range(CHECKED)
    ]
    pages.write_text("\n".join(line.replace(", tags:", ", enabled: false, tags:", 1) if "ministry-" in line
                               and "enabled" not in line else line for line in kept) + "\n")  # fmt: skip
    (home / "config" / "monitor.yaml").write_text(
        f"contact: bench@example.org\nweb: {{listen: '127.0.0.1:{port}'}}\nlimits: {{host_gap: 0s}}\n"
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def signed_in(home: Path, port: int) -> str:
    """Return the cookie of somebody who has signed in."""
    command = [sys.executable, "-m", "monitor", "--home", str(home), "web", "link", "Anna"]
    path = subprocess.run(command, check=True, capture_output=True, text=True).stdout.partition(str(port))[2].strip()
    drawn, cookie = ask(port, path, "")[2:]
    word = re.search(r'name="csrf" value="([^"]+)"', drawn.decode())
    assert word
    asked = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    asked.request("POST", path, f"csrf={word[1]}", headers)
    answer = asked.getresponse()
    assert answer.status == 303, answer.status
    return str(answer.getheader("Set-Cookie")).partition(";")[0]


def ask(port: int, path: str, cookie: str) -> tuple[int, float, bytes, str]:
    """Return the status of an answer, how long its first byte took, its body, and the cookie that it sets."""
    began = time.perf_counter()
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", path, headers={"Cookie": cookie})
    answer = asked.getresponse()
    body = answer.read(1)
    took = time.perf_counter() - began
    return answer.status, took, body + answer.read(), str(answer.getheader("Set-Cookie")).partition(";")[0]


def until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("the review page does not answer")


def measure(home: Path, times: int) -> int:
    """Print a line for each view; return how many are too slow or too large."""
    site, port = ThreadingHTTPServer(("127.0.0.1", 0), _Site), free_port()
    threading.Thread(target=site.serve_forever, daemon=True).start()
    prepare(home, site.server_port, port)
    service = subprocess.Popen([sys.executable, "-m", "monitor", "--home", str(home), "run"], stderr=subprocess.DEVNULL)
    failures = 0
    try:
        until_it_answers(port)
        cookie = signed_in(home, port)
        time.sleep(5)  # the service has begun to check
        before = checks(port, cookie)
        for view in VIEWS:
            asked = [ask(port, view, cookie) for _ in range(times)]
            spent = sorted(one[1] for one in asked)
            median, last, size = statistics.median(spent), spent[-1], max(len(one[2]) for one in asked)
            statuses = {one[0] for one in asked}
            is_bad = median > FIRST_BYTE or size > LARGEST or statuses != {200}
            failures += is_bad
            mark = f"  {'too much' if statuses == {200} else statuses}" if is_bad else ""
            print(f"{view:<42} {1000 * median:6.0f} ms  worst {1000 * last:6.0f} ms  {size / 1000:6.1f} kB{mark}")
        print(f"meanwhile the service checked pages {checks(port, cookie) - before} times")
    finally:
        service.terminate()
        service.wait(30)
        site.shutdown()
    return failures


def checks(port: int, cookie: str) -> int:
    """Return how many snapshots the pages that change have by now."""
    newest = rb'"number":\s*(\d+)'
    found = (
        re.search(newest, ask(port, f"/api/v1/pages/harbour-{number:02}/snapshots?most=1", cookie)[2])
        for number in range(CHECKED)
    )
    return sum(int(one[1]) for one in found if one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="Where the large home is, or is to be made.")
    parser.add_argument("--times", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or Path(folder) / "home"
        if not home.exists():
            print("Making the home ...", flush=True)
            make(home, 200, 51)
        worked_on = Path(folder) / "worked-on"
        shutil.copytree(home, worked_on)
        sys.exit(1 if measure(worked_on, asked.times) else 0)


if __name__ == "__main__":
    main()
