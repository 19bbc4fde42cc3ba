"""Show every view of the review page as browsers do, on the demo's own home, and what axe-core finds wrong.

    make look        (or: python benchmarks/look_web.py --output docs/look)

It needs what look.py needs. The demo is run to its end and kept up, so that a real service checks pages meanwhile;
somebody signs in by its link, confirms a finding and notes another. Each view is opened at 320, 390 and 1280 pixels,
light and dark, with scripts and without. Exit status 1 when axe-core finds a violation, a view is wider than its
window, does not answer, or asks for anything but the review page.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from look import REPOSITORY, SCHEMES, WIDTHS, faults, keep, noted
from playwright.sync_api import Browser, ConsoleMessage, Page, StorageState, sync_playwright

LINK = re.compile(r"(http://127\.0\.0\.1:\d+)(/sign-in/link/\S+)")
VIEWS = {
    "today": "/", "finding": "", "figures": "/figures?words=people", "series": "", "indicators": "/indicators",
    "indicator": "/indicators/settlement", "pages": "/pages", "page": "/pages/ministry", "add": "/pages/add",
    "edit": "/pages/ministry/edit", "document": "/pages/ministry/snapshots/2", "status": "/status",
    "sign-in": "/sign-in",
}  # fmt: skip
KEPT = (320, 1280)  # widths of which there are pictures


def demo(folder: Path) -> tuple[subprocess.Popen[str], str, str]:
    """Run the demo in *folder*; return it once it is at its end, the review page's origin, and a path to sign in."""
    command = [sys.executable, "-m", "monitor", "demo", "--keep"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines: SimpleQueue[str] = SimpleQueue()
    assert process.stdout
    threading.Thread(target=_read, args=[process.stdout, lines], daemon=True).start()
    try:
        while True:
            found = LINK.search(lines.get(timeout=120))
            if found:
                return process, found[1], found[2]
    except Empty:
        process.kill()
        sys.exit("the demo did not come to its end")


def _read(output: Iterable[str], lines: SimpleQueue[str]) -> None:
    for line in output:
        lines.put(line)


def reviewed(page: Page) -> None:
    """Confirm the second finding and note the first, by mouse, as a person does."""
    entries = page.locator("article.entry")
    entries.nth(1).get_by_role("button", name="Confirm", exact=True).click()
    first = page.locator("article.entry").first
    first.locator("summary", has_text="Note").click()
    first.locator("textarea").fill("Their bulletin of last week said 231. Ask the press office.")
    first.get_by_role("button", name="Note").last.click()


def heard(said: list[str], message: ConsoleMessage) -> None:
    """Remember what a browser complains of."""
    said.append(f"console: {message.text}")


def looked_at(browser: Browser, origin: str, state: StorageState, views: dict[str, str], output: Path) -> Iterator[str]:
    """Open every view in every way, keep pictures in *output*, and yield what is wrong."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, storage_state=state
            )
            page, asked = context.new_page(), list[str]()
            page.on("request", partial(noted, asked))
            page.on("console", partial(heard, asked))
            for name, path in views.items():
                answer = page.goto(origin + path)
                seen = f"{name}-{width}-{scheme}"
                if answer is None or answer.status != 200:
                    yield f"{seen}: {answer and answer.status}"
                if width in KEPT:
                    keep(page.screenshot(full_page=True), output / f"web-{seen}.png")
                yield from (f"{seen}: {wrong}" for wrong in faults(page, width))
            yield from (f"asks for {url}" for url in asked if not url.startswith(origin))
            context.close()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    for name, path in views.items():
        answer = page.goto(origin + path)
        if answer is None or answer.status != 200:
            yield f"{name} without scripts: {answer and answer.status}"
    context.close()


def main() -> int:
    """Look at every view; print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs/look", help="folder for the pictures")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        process, origin, path = demo(Path(folder))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(origin + path)
            page.get_by_role("button").last.click()
            reviewed(page)
            views = VIEWS | _found(page)
            state = context.storage_state()
            context.close()
            wrong = list(looked_at(browser, origin, state, views, output))
        finally:
            browser.close()
            process.send_signal(signal.SIGINT)
            process.wait(30)
    shutil.copyfile(output / "web-today-1280-light.png", output.parent / "review-page.png")
    print(
        "\n".join(wrong) or f"{len(VIEWS)} views, {len(WIDTHS) * len(SCHEMES)} looks each: nothing is wrong ({output})"
    )
    return 1 if wrong else 0


def _found(page: Page) -> dict[str, str]:
    """Return the addresses of a finding, and of a series, that Today leads to."""
    finding = str(page.locator("article.entry a[href^='/findings/']").first.get_attribute("href"))
    page.goto(page.url.partition("#")[0].rstrip("/") + finding)
    series = str(page.locator("a[href^='/figures/']").first.get_attribute("href"))
    return {"finding": finding, "series": series}


if __name__ == "__main__":
    sys.exit(main())
