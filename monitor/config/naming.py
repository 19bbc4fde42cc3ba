"""Ids of pages: slugs that name folders under snapshots/, on any system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote

from monitor.model.addresses import AddressError, parse

LONGEST = 64
PATTERN = r"[a-z0-9][a-z0-9_-]{0,63}"
_ID = re.compile(PATTERN)
_RUN = re.compile(r"[^a-z0-9]+")
_EXTENSION = re.compile(r"\.(html?|xhtml|php[0-9]?|aspx?|jsp|pdf|txt|xml|cgi|do)$", re.I)
_SPELT_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
RESERVED = frozenset({"con", "prn", "aux", "nul", "conin", "conout"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}  # Windows opens the device instead of a folder of that name
EMPTY = frozenset({"", "index", "default", "home", "accueil"})  # what a path may end in without saying anything
# What says too little by itself: the part of the path before it, or the host, is put first.
GENERIC = frozenset({
    "main", "page", "pages", "news", "latest", "update", "updates", "statement", "statements", "press", "publications",
    "publication", "actualite", "actualites", "communique", "communiques", "presse", "en", "fr", "de", "es", "it", "nl",
})  # fmt: skip


def fault(page_id: str) -> str | None:
    """Return what is wrong with *page_id* as an id, None when nothing is."""
    if page_id in RESERVED:
        return f"`{page_id}` names a device on Windows; choose another id"
    if _ID.fullmatch(page_id):
        return None
    rule = f"an id is up to {LONGEST} small letters, digits, - and _, and begins with a letter or digit"
    better = slugify(page_id)
    return f"{rule}; `{better}` would do" if better and better not in RESERVED else rule


def folded(page_id: str) -> str:
    """Return *page_id* without what some file systems do not tell apart: case, accents' composition, width."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", page_id).casefold())


def slugify(words: str) -> str:
    """Return *words* as a slug of at most `LONGEST` characters, cut between words; empty if no Latin letter is left."""
    letters = unicodedata.normalize("NFKD", words[:1_000].casefold().translate(_SPELT_OUT))
    slug = _RUN.sub("-", "".join(c for c in letters if not unicodedata.combining(c))).strip("-")
    if len(slug) <= LONGEST:
        return slug
    cut = slug[: LONGEST + 1].rpartition("-")[0]
    return (cut if len(cut) >= LONGEST // 2 else slug[:LONGEST]).strip("-")


def slug(url: str, title: str = "", taken: Collection[str] = ()) -> str:
    """Return an id for the page at *url*, none of *taken*.

    The last part of the path is used where it says something, else with the one before it or the host in front; a page
    that is only a number to its site gets its id from *title*.
    """
    names = _names(url, title)
    for name in names:
        if name not in taken and name not in RESERVED:
            return name
    number = 2
    while _numbered(names[0], number) in taken:
        number += 1
    return _numbered(names[0], number)


def _names(url: str, title: str) -> list[str]:
    """Return the ids that suit, best first."""
    try:
        address = parse(url)
    except AddressError:
        return [slugify(title) or "page"]
    host = slugify(address.host.removeprefix("www.")) or "page"
    segments = _segments(address.path)
    if not segments:
        return [host]
    last = segments[-1]
    whole = slugify(f"{host} {last}")
    within = slugify(f"{segments[-2]} {last}") if len(segments) > 1 else whole
    if last.replace("-", "").isdecimal():
        titled = slugify(title)
        return [titled, within, whole] if titled else [within, whole]
    if last in GENERIC:
        return [within, whole]
    return [last, whole]


def _segments(path: str) -> list[str]:
    """Return the parts of a path that say something, as ids."""
    segments = (slugify(_EXTENSION.sub("", unquote(segment))) for segment in path.split("/"))
    return [segment for segment in segments if segment not in EMPTY]


def _numbered(name: str, number: int) -> str:
    return f"{name[: LONGEST - len(str(number)) - 1].rstrip('-_')}-{number}"
