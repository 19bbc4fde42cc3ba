"""The review page of a home on a socket, and a real Chromium at it, which reaches nothing else."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from web_world import NOW, site_of

from monitor.config import WebTable
from monitor.fetch.browser import installed
from monitor.web.listening import Listening
from monitor.web.requested import Site
from monitor.web.serving import serve

ELSEWHERE = "elsewhere.example"  # a name of this machine, of another site
RESOLVED = f"MAP {ELSEWHERE} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
ALONE = (f"--host-resolver-rules={RESOLVED}", "--disable-background-networking")


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """Serve the review page of *home*, as it is at `NOW`, on a port of its own."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listening = Listening.by(WebTable(), f"127.0.0.1:{listener.getsockname()[1]}")
        site = replace(site_of(home), listening=listening)
        thread = threading.Thread(target=serve, args=[site, listener, stop])
        thread.start()
        try:
            yield site
        finally:
            stop.set()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; for root it does without the sandbox that it would refuse to work in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed.chromium(), args=list(ALONE), chromium_sandbox=os.geteuid() != 0
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def signed_in(browser: Browser, site: Site, name: str = "Anna", **like: object) -> Iterator[Page]:
    """Sign in as *name* by a link, as people do, in a window *like* that; nothing is asked of any other host."""
    origin = site.listening.origin
    context = browser.new_context(base_url=origin, **like)  # type: ignore[arg-type]
    page = context.new_page()
    elsewhere, mistakes = list[str](), list[str]()
    page.on("request", lambda one: None if one.url.startswith(f"{origin}/") else elsewhere.append(one.url))
    page.on("pageerror", lambda one: mistakes.append(str(one)))
    page.on("console", lambda one: mistakes.append(one.text) if one.type == "error" else None)
    secret = site.people.invite(name, NOW, NOW + timedelta(days=1))
    page.goto(f"/sign-in/link/{secret}")
    page.get_by_role("button").first.click()
    page.wait_for_url("**/")
    try:
        yield page
    finally:
        context.close()
    assert (elsewhere, mistakes) == ([], [])
