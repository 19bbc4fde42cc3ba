"""Whether this machine can load pages in a browser: the extra `browser`, and a Chromium of the system's."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable
from pathlib import Path

from monitor.errors import FetchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def chromium(names: Iterable[str] = NAMES, places: Iterable[str] = PLACES, library: str = "playwright") -> str:
    """Return the path of the system's Chromium.

    Args:
        names: looked for on PATH, the first first.
        places: where it lies elsewhere.
        library: what speaks to it.

    Raises:
        FetchError: ``browser_missing``, with what is.
    """
    if importlib.util.find_spec(library) is None:
        raise _missing("the extra `browser` of this program is not installed")
    found = next(filter(None, map(shutil.which, names)), None) or next(filter(_is_file, places), None)
    if found is None:
        raise _missing("this machine has no Chromium")
    return found


def _is_file(path: str) -> bool:
    return Path(path).is_file()


def _missing(what: str) -> FetchError:
    return FetchError("browser_missing", f"The page is to be loaded in a browser, and {what}.", retryable=False)
