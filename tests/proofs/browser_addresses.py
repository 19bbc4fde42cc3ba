"""What Chromium asks for when it is given an address, measured against a server on loopback.

    python tests/proofs/browser_addresses.py            compare with tests/fetch/browser_addresses.json
    python tests/proofs/browser_addresses.py --write    measure that table anew

A form of the table is an address by itself (`address`), a link of the page at BASE (`link`; the encoding of that page
is named where it is not UTF-8), or the Location of a redirect there (`location`: letters up to U+00FF are single bytes,
as headers hold them). Chromium asks for each by `fetch`; every host is mapped to one server, which notes the target of
the request line and the Host, both null where Chromium asks for nothing. Exit status 1 when Chromium has changed its
mind. tests/fetch/test_fetch_browser_addresses.py holds `monitor` to the table.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parents[1] / "fetch" / "browser_addresses.json"
BASE = "http://a.example/x/y?z=1"
REDIRECT = "&redirect="
SECONDS = 60  # for all of them; it takes two
PAGE = """<!doctype html><meta charset="utf-8"><body><script>
const linking = (number) => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.onload = () => done(frame.contentDocument);
  frame.src = "/page?" + number;
  document.body.append(frame);
});
(async () => {
  for (const [number, form] of (await (await fetch("/forms")).json()).entries()) {
    let target = form.kind === "location" ? BASE + REDIRECT + number : form.written;
    if (form.encoding) target = (await linking(number)).querySelector("a").href;
    try { await fetch(new URL(target, BASE), {mode: "no-cors", cache: "no-store"}); } catch (error) {}
    await fetch("/took?" + number);
  }
  await fetch("/done");
})();
</script>"""
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-proxy-server", "--disable-web-security",
    "--disable-background-networking", "--disable-component-update", "--disable-features=LocalNetworkAccessChecks",
)  # fmt: skip


class Measured:
    """The forms, and what has been asked for since the last of them was taken."""

    def __init__(self, forms: list[dict[str, Any]]) -> None:
        """Begin with *forms* of which nothing is known."""
        self.forms = forms
        self.done = threading.Event()
        self._asked: list[tuple[str, str]] = []

    def note(self, target: str, host: str) -> None:
        """Note a request."""
        self._asked.append((target, host))

    def take(self, number: int) -> None:
        """Take what was asked last as what form *number* comes to."""
        asked = [(target, host) for target, host in self._asked if REDIRECT not in target]
        self.forms[number]["target"], self.forms[number]["host"] = asked[-1] if asked else (None, None)
        self._asked.clear()


class Handler(BaseHTTPRequestHandler):
    """Answers about what is measured."""

    measured: Measured
    protocol_version = "HTTP/1.1"

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def answer(self, body: bytes = b"", kind: str = "text/html", location: str | None = None) -> None:
        """Send an answer; *location* goes as Latin-1."""
        self.send_response(200 if location is None else 302)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)


class Control(Handler):
    """The page that asks."""

    def do_GET(self) -> None:
        """Serve it, and the forms, and hear how far it has come."""
        what, _, query = self.path[1:].partition("?")
        if what == "forms":
            return self.answer(json.dumps(self.measured.forms).encode(), "application/json")
        if what == "page":
            form = self.measured.forms[int(query)]
            linking = f'<base href="{BASE}"><a href="{html.escape(form["written"])}">there</a>'
            body = linking.encode(form["encoding"], "xmlcharrefreplace")
            return self.answer(body, f"text/html; charset={form['encoding']}")
        if what == "took":
            self.measured.take(int(query))
        if what == "done":
            self.measured.done.set()
        page = PAGE.replace("BASE", json.dumps(BASE)).replace("REDIRECT", json.dumps(REDIRECT))
        return self.answer(b"" if what else page.encode())


class Everywhere(Handler):
    """Every host there is."""

    def do_GET(self) -> None:
        """Note what is asked for, and redirect where that is wanted."""
        target = self.requestline.split(" ", 1)[1].rsplit(" ", 1)[0]
        self.measured.note(target, self.headers["Host"])
        _, redirect, number = target.partition(REDIRECT)
        self.answer(location=self.measured.forms[int(number)]["written"] if redirect else None)


@contextmanager
def serving(handler: type[Handler], measured: Measured) -> Iterator[int]:
    """Serve with *handler*; the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Serving", (handler,), {"measured": measured}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def measure(forms: Sequence[dict[str, Any]], browser: str) -> list[dict[str, Any]]:
    """Return *forms*, each with the target and the Host that *browser* asks for."""
    told = ("kind", "written", "encoding")
    measured = Measured([{key: form[key] for key in told if key in form} for form in forms])
    with ExitStack() as stack:
        control = stack.enter_context(serving(Control, measured))
        mapped = f"MAP * 127.0.0.1:{stack.enter_context(serving(Everywhere, measured))}, EXCLUDE localhost"
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        command = [browser, *OPTIONS, f"--user-data-dir={folder}", f"--host-resolver-rules={mapped}"]
        process = subprocess.Popen(
            [*command, f"http://localhost:{control}/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            if not measured.done.wait(SECONDS):
                raise SystemExit(f"{browser} did not come to the end of the forms in {SECONDS} s.")
        finally:
            process.terminate()
            process.wait(30)
    return measured.forms


def written(measured: Sequence[dict[str, Any]], browser: str) -> str:
    """Return the table as it is kept."""
    version = subprocess.run([browser, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    lines = ",\n".join(f"  {json.dumps(form)}" for form in measured)
    on = datetime.now(UTC).date().isoformat()
    head = f' "browser": {json.dumps(version)},\n "measured": "{on}",\n "base": "{BASE}"'
    return f'{{\n{head},\n "forms": [\n{lines}\n ]\n}}\n'


def main() -> int:
    """Measure, and compare or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table instead of comparing with it")
    parser.add_argument("--browser", default="chromium")
    options = parser.parse_args()
    known = json.loads(TABLE.read_text())["forms"]
    found = measure(known, options.browser)
    if options.write:
        TABLE.write_text(written(found, options.browser))
        return 0
    changed = [(was, now) for was, now in zip(known, found, strict=True) if was != now]
    for was, now in changed:
        print(
            f"{was['kind']} {was['written']!r}: {was['target']} at {was['host']}, now {now['target']} at {now['host']}"
        )
    print(f"{len(found)} forms, {len(changed)} of them asked for in another way than the table says.")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
