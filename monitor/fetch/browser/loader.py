"""In a process apart: load one page in Chromium, wait until it stands still, and hand back what stands there.

One JSON object a line comes in and goes out. First comes the task. Documents, and what needs the page's own headers,
are asked of the process that started this one (`{"ask": ADDRESS, "document": ...}`): it fetches them as every page is
fetched, so that robots.txt, redirects and secrets are dealt with where they always are. All else the browser gets
through the proxy, its only way out. The last line is the page, or why there is none. When the other process ends,
however it ends, its pipe does, and this one ends too.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import queue
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from playwright.sync_api import BrowserContext, Error, Page, Playwright, Request, Route, sync_playwright

from monitor.fetch.browser.launcher import end_browser
from monitor.fetch.browser.stillness import INTERVAL, Poll, Stand, stand

NOT_LOADED = frozenset({"image", "font", "media"})
NEVER_OVER = frozenset({"eventsource", "websocket", "ping", "manifest", "other"})  # or nothing that figures wait for
ARGUMENTS = (
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are for the proxy to resolve
    "--proxy-bypass-list=<-loopback>",  # loopback is no exception
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-domain-reliability",
    "--disable-crash-reporter",
    "--disable-gpu",
    "--disable-remote-fonts",
    "--blink-settings=imagesEnabled=false",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=512",
)
STAY = "aborted"  # of a document that is not gone to: any other error would be shown in the page's place
ERROR_PAGE = "chrome-error:"
PATIENCE = 2.0  # seconds in which what was begun may come to its end
_SUBREAPER = 36  # prctl(2)
NOWHERE = "http://nowhere.invalid:1"  # what the browser wants for itself is asked there
LOCALE = "en-US"
SEEN = """() => {
  const texts = [document.body ? document.body.innerText : ""];
  const look = root => { for (const one of root.querySelectorAll("*")) if (one.shadowRoot) {
    texts.push(...[...one.shadowRoot.children].map(child => child.innerText ?? ""));
    look(one.shadowRoot);
  } };
  look(document);
  return [document.readyState, texts.join("\\n")];
}"""
"""What a reader sees: what stands in the shadow of an element too, which `innerText` passes over."""
DOCUMENT = """() => {
  const flatten = root => { for (const one of root.querySelectorAll("*")) if (one.shadowRoot) {
    flatten(one.shadowRoot);
    for (const slot of one.shadowRoot.querySelectorAll("slot")) {
      const given = slot.assignedNodes();
      if (given.length) slot.replaceWith(...given);
    }
    one.replaceChildren(...one.shadowRoot.childNodes);
  } };
  flatten(document);
  for (const one of document.querySelectorAll("noscript")) one.remove();
  return document.documentElement.outerHTML;
}"""
"""The document as it stands, shadows in their places, without what is for browsers that run no scripts."""


class Asking:
    """The process that started this one, as it is asked for addresses."""

    def __init__(self, folder: Path, incoming: IO[str], outgoing: IO[str]) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._folder, self._incoming, self._outgoing = folder, incoming, outgoing
        self._never = threading.Event()
        threading.Thread(target=self._read, name="asking", daemon=True).start()

    def _read(self) -> None:
        for line in self._incoming:
            self._lines.put(line)
        end_browser(self._folder)  # nobody waits for what is done here any more
        self._never.wait(PATIENCE)
        os._exit(1)

    def next(self) -> dict[str, Any]:
        """Return what comes next."""
        found: dict[str, Any] = json.loads(self._lines.get())
        return found

    def say(self, what: dict[str, Any]) -> None:
        """Say *what*."""
        self._outgoing.write(json.dumps(what) + "\n")
        self._outgoing.flush()

    def ask(self, request: Request, *, document: bool) -> dict[str, Any]:
        """Have a request made: its answer has ``url``, ``headers``, ``body``, whether it is ``moved``; or nothing."""
        context = request.frame.page.context
        jar = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies(request.url))
        headers = {} if document else dict(request.headers)
        self.say({"ask": request.url, "document": document, "headers": headers, "cookies": jar})
        return self.next()


class Loading:
    """One page on its way into the browser."""

    def __init__(self, task: dict[str, Any], asking: Asking, until: float) -> None:
        self._asking, self._task, self._until = asking, task, until
        self._page: Page
        self._under_way: set[Request] = set()
        self._is_dead = False
        self._next: dict[str, Any] | None = asking.next()  #: the document that the page is to be led to
        self._led: dict[str, Any] | None = None  #: it has been, and the browser will ask for it

    def loaded(self, context: BrowserContext) -> dict[str, Any]:
        """Return the page as it stands still."""
        page = self._page = context.new_page()
        page.on("crash", self._crash)
        context.on("page", lambda opened: opened.close())
        context.on("request", self._begin)
        context.on("requestfinished", self._end)
        context.on("requestfailed", self._end)
        context.route("**/*", self._route)
        polls: list[Poll] = []
        found: Stand | None = None
        while found is None:
            self._lead(page)
            page.wait_for_timeout(INTERVAL * 1_000)
            if self._is_dead:
                raise Error("The page crashed: it may want more memory than it is allowed.")
            if page.url.startswith(ERROR_PAGE):  # which is Chromium's, and states nothing
                raise Error("Chromium shows an error in the page's place.")
            polls.append(self._poll(page))
            found = stand(polls, over=time.monotonic() > self._until)
        return {"stand": found, "html": page.evaluate(DOCUMENT), "numbers": polls[-1].numbers != ""}

    def _lead(self, page: Page) -> None:
        """Go where the page is to be led next, if anywhere."""
        if self._next:
            self._led, self._next = self._next, None
            left = max(self._until - time.monotonic(), 1)
            with contextlib.suppress(Error):  # what stands there then is looked at all the same
                page.goto(self._led["url"], wait_until="commit", timeout=left * 1_000)

    def _poll(self, page: Page) -> Poll:
        try:
            state, text = page.evaluate(SEEN)
        except Error:  # it is between two documents
            return Poll("", "", busy=True)
        return Poll.of(text, busy=bool(self._under_way) or state != "complete" or self._next is not None)

    def _crash(self, _page: Page) -> None:
        self._is_dead = True

    def _begin(self, request: Request) -> None:
        if request.resource_type not in NOT_LOADED | NEVER_OVER:
            self._under_way.add(request)

    def _end(self, request: Request) -> None:
        self._under_way.discard(request)

    def _route(self, route: Route) -> None:
        """Decide on one request of the page."""
        request = route.request
        if request.resource_type in NOT_LOADED or not request.url.startswith(("http:", "https:")):
            route.abort()
        elif request.is_navigation_request():
            self._go(route)
        elif request.method == "GET" and request.url.startswith(tuple(self._task["own"])):
            self._fulfil(route, self._asking.ask(request, document=False))
        else:
            route.continue_()

    def _go(self, route: Route) -> None:
        """Let the page go to another document, if it is the page itself that goes, and not a frame in it."""
        request = route.request
        try:
            is_whole = request.frame == self._page.main_frame
        except Error:  # of a window that is not there yet
            is_whole = False
        if not is_whole or request.method != "GET":
            route.abort(STAY)
            return
        if self._led and unquote(self._led["url"]) == unquote(request.url):
            answer, self._led = self._led, None
        else:
            answer = self._asking.ask(request, document=True)
            if answer.get("moved"):  # by a redirect: the page is what stands there
                self._next = answer
                route.abort(STAY)
                return
        self._fulfil(route, answer)

    @staticmethod
    def _fulfil(route: Route, answer: dict[str, Any]) -> None:
        if "body" not in answer:
            route.abort()
            return
        headers: dict[str, str] = {}
        for name, value in answer["headers"]:
            headers[name.lower()] = f"{headers[name.lower()]}\n{value}" if name.lower() in headers else value
        route.fulfill(status=200, headers=headers, body=base64.b64decode(answer["body"]))


def main(folder: Path) -> None:
    """Load the page of the task on standard input; *folder* is for all that is written meanwhile."""
    _adopt()
    begun_by = os.getppid()
    try:
        _drive(folder)
    finally:
        if os.getppid() != begun_by:  # it was killed, and nobody else will tidy up
            shutil.rmtree(folder, ignore_errors=True)


def _drive(folder: Path) -> None:
    asking = Asking(folder, sys.stdin, sys.stdout)
    task = asking.next()
    with sync_playwright() as playwright:
        try:
            said = _loaded(playwright, folder, task, asking)
        except Error as error:
            said = {"failed": str(error)}
        asking.say(said)
        end_browser(folder)  # sooner than it would end by itself
    with contextlib.suppress(ChildProcessError):  # no more
        while True:
            os.waitpid(-1, 0)


def _loaded(playwright: Playwright, folder: Path, task: dict[str, Any], asking: Asking) -> dict[str, Any]:
    until = time.monotonic() + task["seconds"]
    own = playwright.chromium.launch_persistent_context(
        folder / "profile",
        executable_path=folder / "chromium",
        args=list(ARGUMENTS),
        chromium_sandbox=True,
        proxy={"server": NOWHERE},
    )
    assert own.browser is not None  # noqa: S101 (it has just been started)
    context = own.browser.new_context(
        proxy={"server": f"http://127.0.0.1:{task['port']}", "bypass": "<-loopback>"},
        service_workers="block",
        accept_downloads=False,
        user_agent=task["agent"],
        locale=task["language"] or LOCALE,
        timezone_id="UTC",
    )
    return {"version": own.browser.version, **Loading(task, asking, until).loaded(context)}


def _adopt() -> None:
    """Be the parent of what the browser leaves behind: where process 1 buries nobody, the dead would pile up."""
    with contextlib.suppress(AttributeError, OSError):  # Linux alone knows this
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
