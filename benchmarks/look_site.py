"""Show every document of the documentation site as browsers do, and what axe-core finds wrong; no pictures are kept.

    make look        (or: make site && python benchmarks/look_site.py)

It needs what look.py needs, and build/site. Each document is opened on a phone in the dark and on a desktop in the
light, and then words are searched in the files as they lie, without a server. Exit status 1 when axe-core finds a
violation, a document is wider than its window, asks for anything but files of the site, or is not found by its words.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

from look import REPOSITORY, faults, noted
from playwright.sync_api import Browser, sync_playwright

SITE = REPOSITORY / "build" / "site"
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((320, "dark"), (1280, "light"))
SOUGHT = ("evidence pack", "docs/decisions/0140-evidence.html")


def documents() -> list[Path]:
    """Return the pages of the site; the first, which only leads on, is none."""
    return sorted(path for path in SITE.rglob("*.html") if path != SITE / "index.html")


@contextmanager
def served() -> Iterator[str]:
    """Serve the site on loopback, where axe-core may read its styles, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without saying so."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing."""


def looked_at(browser: Browser, documents: list[Path], address: str) -> Iterator[str]:
    """Open *documents* at *address* at every width, and yield what is wrong with them."""
    for width, scheme in LOOKS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for document in documents:
            page, asked = context.new_page(), list[str]()
            page.on("request", partial(noted, asked))
            name = document.relative_to(SITE).as_posix()
            page.goto(address + name)
            wrong = [
                *faults(page, width),
                *(f"asks for {url}" for url in asked if not url.startswith((address, "data:"))),
            ]
            yield from (f"{name}, {width} {scheme}: {one}" for one in wrong)
            page.close()
        context.close()


def found(browser: Browser) -> Iterator[str]:
    """Search from the first page, and yield what is wrong with what is found."""
    words, document = SOUGHT
    page = browser.new_page()
    page.goto((SITE / "index.html").as_uri())
    page.wait_for_url("**/README.html")
    page.fill("input[name=q]", words)
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("ul.search li")
    if page.locator(f"ul.search a[href*='{document}']").count() == 0:
        yield f"'{words}' does not find {document}"
    page.close()


def main() -> int:
    """Look at every document; print what is wrong."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        seen = documents()
        wrong = [*looked_at(browser, seen, address), *found(browser)]
        browser.close()
    print("\n".join(wrong) or f"{len(seen)} documents, {len(LOOKS)} looks each: nothing is wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
