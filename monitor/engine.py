"""What reads a text, by its name: another engine may read the same bytes otherwise, which is no change of the page.

Every check asks whether the engine is still that of the last reading, and most then read nothing: so the name stands
here, where nothing is imported that reads.
"""

from __future__ import annotations

from hashlib import sha256
from importlib import resources

from monitor import __version__
from monitor.model import Page

EXTRACT = "x5"
"""Changes when the same bytes give another text."""
FIGURES = "figures/2"
"""Changes when the same text gives other figures."""
COMPARE = "c3"
"""Changes when the same readings give other series or changes."""


def _words() -> str:
    """Return the first digits of a digest of all that is known of languages: other words may read otherwise."""
    folder = resources.files("monitor") / "language"
    tags = sorted(file.name for file in (folder / "data").iterdir() if file.name.endswith(".toml"))
    whole = sha256()
    for name in sorted(tags, key="und.toml".__ne__):  # what all languages share comes first
        whole.update((folder / "data" / name).read_bytes())
    whole.update((folder / "cldr" / "cldr.json").read_bytes())
    return whole.hexdigest()[:12]


ENGINE = f"{__version__}+{EXTRACT}.{FIGURES}.{COMPARE}.{_words()}"


def reader_of(page: Page) -> str:
    """Return a stamp of everything but the bytes that decides what is read on *page*."""
    options = repr((page.select, page.ignore, page.language, page.speaker, page.must_contain))
    if page.source is not None:
        options += repr(page.source)
    options += page.render or ("in feed" if page.is_in_feed else "")
    return f"{ENGINE}/{sha256(options.encode()).hexdigest()[:12]}"
