"""Build the documentation site into build/site, and look at what was built.

    make site               (its packages lie in .venv/site; docs/site/requirements.lock names them)

1. Sphinx reads the documents where they lie, with docs/site/conf.py, and without network where the system lets us take
   it away. A warning (a link, a heading or a picture that is not there, a document that the navigation does not reach)
   fails the build.
2. Nothing that was built loads anything from another host: scripts, styles, fonts, pictures.

Exit status 1 when one of these does not hold.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from lxml import html

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
ELSEWHERE = r"(?:https?:)?//[^\s\"')]+"
IN_STYLES = re.compile(rf"(?:url\(|@import)\s*[\"']?({ELSEWHERE})", re.I)
ALONE = re.compile(rf"^\s*({ELSEWHERE})", re.I)
LOADED = {
    "//@src | //@poster | //object/@data | //link[not(@rel='canonical')]/@href": ALONE,
    "//@srcset": re.compile(rf"(?:^|,)\s*({ELSEWHERE})", re.I),
    "//style/text() | //@style": IN_STYLES,
}
"""Where a page of HTML names what a browser loads with it, and how; what is followed (``a``) is none of it."""


def main() -> int:
    """Build the site and look at it."""
    shutil.rmtree(SITE, ignore_errors=True)
    alone = without_network()
    sphinx = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "--fresh-env"]
    places = ["-c", "docs/site", "-d", "build/site-read", ".", str(SITE)]
    if subprocess.run([*alone, *sphinx, *places], cwd=ROOT, check=False).returncode:
        return 1
    found = [f"{path.relative_to(SITE)} loads {address}" for path, address in loaded_from_elsewhere(SITE)]
    print("\n".join(found) or f"{SITE / 'index.html'}: built {'without' if alone else 'WITH'} network")
    return 1 if found else 0


def without_network() -> list[str]:
    """Return the words before a command that take the network from it; none where that is not to be had."""
    words = ["unshare", "--map-root-user", "--net"]
    there = (
        shutil.which("unshare") and not subprocess.run([*words, "true"], check=False, capture_output=True).returncode
    )
    return words if there else []


def loaded_from_elsewhere(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file below *folder* that loads something from another host, with the address."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            yield from ((path, address) for address in loaded_by_page(path.read_text(encoding="utf-8")))
        elif path.suffix in {".css", ".svg"}:
            yield from ((path, address) for address in IN_STYLES.findall(path.read_text(encoding="utf-8")))


def loaded_by_page(text: str) -> list[str]:
    """Return the addresses on other hosts that a browser loads with a page of HTML."""
    document = html.document_fromstring(text)
    return [
        address
        for where, form in LOADED.items()
        for one in cast("list[str]", document.xpath(where))
        for address in form.findall(one)
    ]


if __name__ == "__main__":
    sys.exit(main())
