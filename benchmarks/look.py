"""Show a rich report, its mail, a text diff and an account of evidence as browsers do, and what axe-core finds wrong.

    make look        (or: python benchmarks/look.py --output docs/look)

It needs Chromium, and Playwright, axe-core and Pillow in `.venv/look`; `make look` installs what is missing. The report
is that of the golden files (tests/report/report_fakes.py), all sentences our own. Each document is opened at 320, 390
and 1280 pixels, light and dark. Exit status 1 when axe-core finds a violation, a document is wider than its window, or
it asks for anything but itself.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-not-found]  # it lies in .venv/look
from PIL import Image
from playwright.sync_api import Browser, Page, Request, sync_playwright

from monitor.report import RENDERERS, evidence
from monitor.report.mail_body import mail
from monitor.report.textdiff import diff_html as diff
from monitor.report.textdiff.diff_model import Layout

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tests/report"))
WIDTHS = (320, 390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
KEPT = ("report", "mail", "evidence")  # of which there are pictures
HEIGHT = 1_500  # pixels of a picture that are kept: the beginning shows how it looks
COLOURS = 224  # of a picture; with few, what is small and green is grey


def documents() -> dict[str, str]:
    """Return what is looked at, by name."""
    from evidence_fakes import sample  # noqa: PLC0415 (it lies among the tests)
    from report_fakes import everything, page_diff  # noqa: PLC0415

    report, page = everything(), page_diff()
    return {
        "report": RENDERERS["html"](report),
        "mail": mail(report).html,
        "evidence": evidence.html(sample()),
        "diff": diff.html(page, Layout()),
        "diff-beside": diff.html(page, Layout(side_by_side=True)),
    }


def looked_at(browser: Browser, file: Path, output: Path) -> Iterator[str]:
    """Open *file* at every width and in both schemes, keep pictures in *output*, and yield what is wrong with it."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page, name = context.new_page(), f"{file.stem}-{width}-{scheme}"
            asked: list[str] = []
            page.on("request", partial(noted, asked))
            page.goto(file.as_uri())
            picture = page.screenshot(full_page=True)
            if file.stem in KEPT:
                keep(picture, output / f"{name}.png")
            yield from (f"{name}: {wrong}" for wrong in (*faults(page, width), *requests(asked, file)))
            context.close()


def noted(asked: list[str], request: Request) -> None:
    """Remember what a page asks for."""
    asked.append(request.url)


def faults(page: Page, width: int) -> Iterator[str]:
    """Yield what axe-core finds, with every fold opened too, and whether the page is wider than its window."""
    for _ in range(2):
        for found in Axe().run(page).response["violations"]:
            yield f"{found['id']}: {found['help']}: {[node['html'][:100] for node in found['nodes']][:3]}"
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        yield "wider than the window"


def requests(asked: list[str], file: Path) -> Iterator[str]:
    """Yield every request but that for the document itself."""
    yield from (f"asks for {url}" for url in asked if url != file.as_uri())


def keep(picture: bytes, path: Path) -> None:
    """Write the beginning of a picture as a small PNG."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, HEIGHT)))
    image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> int:
    """Look at every document; print what is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=REPOSITORY / "docs/look", help="folder for the pictures")
    output = parser.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, text in documents().items():
            file = Path(folder) / f"{name}.html"
            file.write_text(text, encoding="utf-8")
            wrong += looked_at(browser, file, output)
        browser.close()
    shutil.copyfile(output / "report-1280-light.png", output.parent / "report.png")
    print(
        "\n".join(wrong)
        or f"{len(documents())} documents, {len(WIDTHS) * len(SCHEMES)} looks each: nothing is wrong ({output})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
